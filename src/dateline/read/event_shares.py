"""Totals told apart by place ("killed 19: 14 in A, four in B and one in C"), and carried actors.

One rule: a total gives way to its parts only where the parts make it up; a part is an event of
its own, at its own place, with its own number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from dateline.model import PlaceMention, QuantityMention, Toll
from dateline.read.event_counts import quantities_in
from dateline.read.event_draft import Draft
from dateline.read.event_pointing import way_of
from dateline.read.frames import Sight
from dateline.read.frames.sites import Site
from dateline.read.frames.timing import stated
from dateline.read.frames.where import Located
from dateline.read.tolls import as_toll

_AT = re.compile(
    r"\s+(?:(?:others? |more |people |civilians |of them |dead )?|(?:[a-z-]+ ){1,2})"
    r"(?:were |was )?(?:killed |died )?"
    r"(?:in|at|near|outside|around|on)\s+(?:the\s+(?:\w+\s+){0,3}?(?:of|in|at)\s+)?(?:the\s+)?"
)
_COUNTED = frozenset({None, "people", "killed", "subset"})
_REACH = 2
"""Sentences after a total in which its parts may stand."""


def shared(sight: Sight, drafts: list[Draft]) -> list[Draft]:
    """Return the drafts with each total that its own sentence tells apart put in parts."""
    found: list[Draft] = []
    for draft in drafts:
        found += _parts(sight, draft) or [draft]
    dead: dict[int, list[Draft]] = {}
    for draft in found:
        if draft.event == "ASSAULT" and draft.killed:
            dead.setdefault(draft.sentence, []).append(draft)
    return [d for d in found if not _made_up(d, dead)]


def _parts(sight: Sight, draft: Draft) -> list[Draft]:
    total = draft.killed
    if draft.event != "ASSAULT" or total is None or total.best is None or total.span is None:
        return []
    sent = sight.sentence(draft.match.clause.head)
    pairs = list(_placed(sight, max(sent.start_char, total.span[0]), sent.end_char))
    row = _row(sight, total, pairs)
    if row:
        return [_part(sight, draft, quantity, place) for quantity, place in row]
    pairs = [(q, p) for q, p in pairs if (q.best or 0) <= total.best]
    later = [(q, p) for q, p in pairs if q.span != total.span]
    if not later:
        return []
    whole = sum(q.best or 0 for q, _ in later)
    if whole == total.best:
        told = later
    elif len(pairs) > len(later):  # "two at A and one in B": the first is itself a part
        told = pairs
    else:
        return []
    return [_part(sight, draft, quantity, place) for quantity, place in told]


def _row(
    sight: Sight, total: Toll, pairs: list[tuple[QuantityMention, PlaceMention]]
) -> list[tuple[QuantityMention, PlaceMention]]:
    """Return the parts of "killed 12 soldiers in A on Friday and 20 civilians in B".

    The first has the number that was taken for the whole, and "and" alone leads to the next.
    """
    if len(pairs) < 2 or pairs[0][0].span != total.span:
        return []
    text = sight.scene.text
    for (_, place), (quantity, _) in pairwise(pairs):
        gap = text[(place.span or (0, 0))[1] : quantity.span[0]]
        if not _ROW.fullmatch(gap):
            return []
    return pairs


_ROW = re.compile(
    r"(?:,? (?:on|in|late|early|last|overnight|this) ?(?:[\w.]+ ?){0,3})?,?(?: and|,) ?"
)
"""Words between one part and the next: a day, and "and"."""


def _part(sight: Sight, draft: Draft, quantity: QuantityMention, place: PlaceMention) -> Draft:
    """Return the part of a draft at one place, with those who died there and on which day."""
    low, high = quantity.span
    own = [r for r in draft.recipients if r.span and r.span[0] <= low and high <= r.span[1]]
    own = own or [r for r in draft.recipients if r.span and r.span[0] - high in {0, 1}]
    end = (place.span or (0, 0))[1]
    day = next((d for d in sight.scene.dates_by_span.starting(end, end + _DAY) if d.start), None)
    when = stated(mention=day, published=sight.scene.report.published) if day else draft.when
    return replace(
        draft,
        places=[Located(Site(place), "clause")],
        killed=as_toll(quantity),
        injured=None,
        when=when,
        actors=list(draft.actors),
        recipients=own or list(draft.recipients),
        notes=[*draft.notes, "one of several places with numbers of their own"],
        also=list(draft.also),
    )


_DAY = 6
"""Characters from a place to its day: " on "."""


def _placed(sight: Sight, start: int, end: int) -> Iterator[tuple[QuantityMention, PlaceMention]]:
    """Yield the numbers that stand before a place ("four in B")."""
    text = sight.scene.report.text
    for quantity in quantities_in(sight, (start, end)):
        if quantity.of not in _COUNTED:
            continue
        at = _AT.match(text, quantity.span[1], end)
        if at is None:
            continue
        place = next(iter(sight.scene.places_by_span.starting(at.end(), at.end() + 1)), None)
        if place is not None:
            yield quantity, place


def _made_up(draft: Draft, dead: dict[int, list[Draft]]) -> bool:
    """Tell whether what the next sentences tell makes up a draft's total."""
    total = draft.killed.best if draft.killed else None
    if draft.event != "ASSAULT" or not total:
        return False
    parts = [
        d
        for later in range(draft.sentence + 1, draft.sentence + _REACH + 1)
        for d in dead.get(later, ())
        if _best(d.killed) < total
    ]
    return len(parts) > 1 and sum(_best(d.killed) for d in parts) == total


def _best(toll: Toll | None) -> int:
    return (toll.best or 0) if toll else 0


def carried(sight: Sight, drafts: list[Draft]) -> None:
    """Give "the strikes", "one strike" and the like the actor whose strikes a report told of last.

    Lists of strikes name who flew them once, in their lead.
    """
    last: dict[str, Draft] = {}
    flown: Draft | None = None
    for draft in drafts:
        if draft.event != "ASSAULT":
            continue
        nouns = dict(_acts(sight, draft))
        if draft.actors:
            if any(a.id for a in draft.actors):
                last |= dict.fromkeys(nouns, draft)
                flown = draft if draft.mode in _FLOWN else flown
            continue
        lead = next((last[n] for n in nouns if n in last), None)
        if lead is None and flown is not None and flown.sentence >= draft.sentence - _REACH:
            more = [t for n, t in nouns.items() if n in _FROM_THE_AIR]
            if any(way_of(sight, t) in {"back", "other"} or _such(sight, t) for t in more):
                lead = flown
        if lead is not None and draft.status in {"asserted", "claimed"}:
            draft.actors = list(lead.actors)
            draft.notes.append("the actor was told of the same kind of act before")


_FLOWN = frozenset({"aerial", "drone"})
_FROM_THE_AIR = frozenset({"strike", "airstrike", "air strike", "raid", "air raid", "bombing"})


def _such(sight: Sight, token: int) -> bool:
    """Tell whether "such" or "later" stands before a noun ("ONE SUCH strike")."""
    return not {"such", "later", "another"}.isdisjoint(sight.lowers[max(0, token - 3) : token])


def _acts(sight: Sight, draft: Draft) -> Iterator[tuple[str, int]]:
    """Yield the act nouns that a draft's predicate or subject names, without an owner."""
    clause = draft.match.clause
    tokens = sight.scene.tokens
    heads = {a.phrase.head for a in clause.of("subject")}
    heads |= {t for t in draft.match.words if tokens.pos[t] == "NOUN"}
    if clause.noun:
        yield clause.noun, clause.head
    for head in sorted(heads):
        lemma = sight.lemma(head)
        if lemma in sight.book.nouns and tokens.pos[head] in {"NOUN", "PROPN"}:
            yield lemma, head
