"""Places that somebody keeps because the other side did not get them out.

One rule: a taking that is told as not done ("failed to", "could not", "have yet to") leaves a
place with whoever was to be driven from it; who was to be driven is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.model import ControlClaim
from dateline.read.clauses.clause import Clause
from dateline.read.control_claim import Found, by_clause, claim_of
from dateline.read.control_party import fights
from dateline.read.control_places import places_of
from dateline.read.frames import Match, Sight
from dateline.read.status import Standing, who_says

_DRIVING = frozenset({"seize.dislodge"})
_VAIN = re.compile(r"\b(?:fail(?:s|ed|ing)?|in vain|without success|unsuccessful(?:ly)?)\b")
_UNDONE = frozenset({"none", "possible"})
_PAST = frozenset({"past", "perfect", "pluperfect", "present"})
_BASE = 0.6


def kept(sight: Sight, match: Match) -> Iterator[ControlClaim]:
    """Yield `held` for each place from which a match tells that somebody was not driven.

    Args:
        sight: the scene.
        match: a frame with a control effect, and its clause.
    """
    if match.frame.id not in _DRIVING or not _undone(sight, match.clause):
        return
    speech = sight.scene.speech_over(match.clause.head)
    if speech is not None and speech.act in {"deny", "ask"}:
        return
    losers = [r for a in match.of("from") for r in sight.parties(a.phrase)]
    holder = next((r for r in losers if fights(sight, r)), None)
    if holder is None:
        return
    told = Standing("claimed" if speech is not None else "asserted", who_says(speech))
    found = Found(
        rule="kept",
        span=sight.scene.chars_of(match.clause.start, match.clause.end),
        fired=sight.scene.chars_of(match.clause.head, match.clause.head + 1),
        base=_BASE,
        change="held",
        holder=holder,
        placed="slot",
    )
    for site in places_of(sight, match):
        how = by_clause(sight, match.clause, match.clause.head, told)
        yield claim_of(found, how, site.place)


def _undone(sight: Sight, clause: Clause) -> bool:
    """Tell whether what a clause tells did not come about, or has not yet."""
    if clause.kind != "verb":
        return False
    if clause.modality == "failure":
        return True
    if not clause.affirmed:
        return clause.modality in _UNDONE and clause.tense in _PAST
    if clause.modality == "attempt":
        return _VAIN.search(sight.sentence(clause.head).text) is not None
    before = sight.lowers[max(0, clause.head - 3) : clause.head]
    return before[-2:] == ["yet", "to"]
