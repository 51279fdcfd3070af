"""Sentences that tell of several acts at once, which the report then tells one by one.

One rule: a summary gives way to the acts that it sums up only where two of them at least are told
at places of their own within it, and it tells of no more dead than they do.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from dateline.model import PlaceMention, Toll
from dateline.read.event_draft import Draft
from dateline.read.event_likeness import HERE
from dateline.read.event_lying import holds
from dateline.read.frames import Sight

_TOLD = frozenset({"asserted", "claimed"})
_FEWEST = 2
_REACH = 12
"""Events after a summary among which its parts are looked for."""
_SEVERAL = re.compile(
    r"\b(?:series|wave|string|spate|succession|number|dozens?|scores) of\b|\b(?:several|two|three"
    r"|four|five|six|seven|eight|nine|ten|many|multiple|various|numerous|simultaneous|coordinated"
    r"|\d+)\b",
    re.IGNORECASE,
)
_GROUNDS = frozenset(
    """town city village region province area district state settlement location place target site
    position neighbourhood neighborhood suburb community county""".split()
)


def unsummed(sight: Sight, drafts: list[Draft]) -> list[Draft]:
    """Return the drafts without those that only sum up what others tell one by one.

    Args:
        sight: the report.
        drafts: its events, in order of the text.
    """
    acts = [d for d in drafts if d.event == "ASSAULT" and d.status in _TOLD]
    sentences = [d.sentence for d in acts]
    gone: set[int] = set()
    for draft in acts:
        if not _summing(sight, draft):
            continue
        first = bisect_right(sentences, draft.sentence)
        parts = [d for d in acts[first : first + _REACH] if _within(draft, d)]
        if len({_place(d) for d in parts}) < _FEWEST or _more_dead(draft, parts):
            continue
        gone.add(id(draft))
        for part in parts:
            if not part.actors and draft.actors:
                part.actors = list(draft.actors)
                part.notes.append("the actor was told of these acts together")
    return [d for d in drafts if id(d) not in gone]


def _summing(sight: Sight, draft: Draft) -> bool:
    """Tell whether an act is told of as several: "four strikes", "bombed two towns"."""
    tokens = sight.scene.tokens
    clause = draft.match.clause
    heads = [t for t in draft.match.words if tokens.pos[t] == "NOUN"]
    heads += [
        a.phrase.head
        for a in clause.arguments
        if sight.lemma(a.phrase.head) in _GROUNDS and a.function != "clausal"
    ]
    if not any(tokens.tag[t] == "NNS" for t in heads):
        return False
    span = sight.sentence(clause.head)
    return _SEVERAL.search(sight.scene.text, span.start_char, span.end_char) is not None


def _within(summary: Draft, part: Draft) -> bool:
    """Tell whether an act can be one of those that a summary tells of."""
    here = _spot(part)
    if here is None or (part.mode and summary.mode and not _alike(part.mode, summary.mode)):
        return False
    wide = [p.site.place for p in summary.places if p.how in HERE]
    return any(holds(p, here) for p in wide) if wide else not summary.places


def _alike(one: str, other: str) -> bool:
    return one == other or {one, other} <= _FROM_AFAR


_FROM_AFAR = frozenset({"aerial", "heavy-weapons", "explosives", "drone", "suicide-attack"})


def _spot(draft: Draft) -> PlaceMention | None:
    return next((p.site.place for p in draft.places if p.how in HERE), None)


def _place(draft: Draft) -> str | None:
    spot = _spot(draft)
    return (spot.id or spot.text).lower() if spot is not None else None


def _more_dead(summary: Draft, parts: Sequence[Draft]) -> bool:
    """Tell whether a summary counts more dead or injured than what it sums up."""
    dead = sum(_number(part.killed) for part in parts)
    hurt = sum(_number(part.injured) for part in parts)
    return _number(summary.killed) > dead or _number(summary.injured) > hurt


def _number(toll: Toll | None) -> int:
    return (toll.best or 0) if toll is not None else 0
