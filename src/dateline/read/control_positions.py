"""Ground that a party is told to have by the way: "shelled the army's positions in X".

One rule: whose positions or defences are in a place holds a part of it, whatever befalls them; who
takes, leaves or has lost them there, and what is only near the place, is for the other rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dateline.know.actors.entry import FIGHTING
from dateline.know.leads import Expression
from dateline.know.turns import LIST
from dateline.model import ActorRef, ControlClaim, PlaceMention
from dateline.read.control_claim import Found, claim_of, in_passing
from dateline.read.control_named import named_in
from dateline.read.control_words import party_before
from dateline.read.frames import Match, Sight
from dateline.read.same import same
from dateline.read.status import standing

_GROUND = (
    r"(?:positions|defen[cs]es|fortifications|trenches|emplacements|dugouts"
    r"|(?:front|defen[cs]e|defensive) lines)"
)
_IN = r" (?:located |situated )?(?:in|inside|within|at|on) "
_IN_GROUND = Expression(rf"\b{_GROUND}{_IN}")
# Long, and asked and compiled where the short one has matched.
_POSITIONS = Expression(
    r"(?:['’]s?)?(?: \([A-Z]{2,8}\))? "
    r"(?P<what>(?:(?:defensive|fortified|military|forward|front-?line|main|artillery|entrenched"
    r"|remaining|last|dug-in|infantry|fighting|combat) )*"
    rf"{_GROUND}){_IN}"
    r"(?:the )?(?:(?:[a-z-]+ )?(?:outskirts|edges?|part|half|districts?|suburbs?|quarters?|side"
    r"|centre|center|heart|flank|perimeter)(?: and [a-z]+)? of (?:the )?)?"
    r"(?:(?:[a-z-]+ ){0,2}(?:towns?|villages?|cit(?:y|ies)|districts?|suburbs?|camps?|farms?|base"
    r"|area|neighbou?rhoods?|hilltop|hills?) (?:of )?)?" + LIST,
    re.RegexFlag(0),
)
_OWN = re.compile(r"\bfrom (?:their|its)$")
"""Whoever does something from there; anybody else's "their" may be either side's."""
_PAST = re.compile(r"\b(?:former|abandoned|old|previous|deserted|empty|captured|lost)\b")
_WIDE = frozenset({"country", "region", "admin1", "sea", "river", "continent", "road"})
"""Too wide for a few positions to tell who holds it."""
_BASE = 0.5


def by_positions(
    sight: Sight, drawn: Sequence[ControlClaim], matches: Sequence[Match]
) -> Iterator[ControlClaim]:
    """Yield a claim for each place in which a party is told to have positions.

    Args:
        sight: the scene.
        drawn: what was told of places by other rules; they know more.
        matches: the frames that were matched, which tell whether a sentence is of fighting.
    """
    if _IN_GROUND.search(sight.scene.hay) is None:
        return
    text = sight.scene.report.text
    for found in _POSITIONS.pattern.finditer(text):
        holder = _whose(sight, found)
        if holder is None or _PAST.search(text[max(0, found.start() - 30) : found.end("what")]):
            continue
        token = sight.scene.token_at(found.start("what"))
        talks = _governs(holder) and not _of_fighting(sight, token, matches)
        if talks or not _real(sight, token):
            continue
        sentence = sight.sentence(token)
        told = [c for c in drawn if sentence.start_char <= c.span[0] < sentence.end_char]
        for place in named_in(sight, found.span("place")):
            if place.feature in _WIDE or any(same(c.where, place) for c in told):
                continue
            yield _told(sight, found, token, holder, place)


def _whose(sight: Sight, found: re.Match[str]) -> ActorRef | None:
    """Return the party in arms whose positions they are."""
    text = sight.scene.report.text
    if _OWN.search(text, max(0, found.start() - 11), found.start()):
        clause = sight.scene.predicate_over(sight.scene.token_at(found.start("what")))
        subjects = clause.of("subject") if clause is not None else ()
        holder = next((p for a in subjects for p in sight.parties(a.phrase)), None)
    else:
        before = party_before(sight, found.start())
        holder = before[0] if before is not None else None
    if holder is None:
        return None
    sector = holder.plover.sector if holder.plover is not None else None
    if sector in FIGHTING or holder.id is not None:
        return holder
    armed = holder.span is not None and any(
        "armed" in sight.word_kinds(t) for t in range(*sight.scene.tokens_of(holder.span))
    )
    return holder if armed else None


def _governs(holder: ActorRef) -> bool:
    """Tell whether a party is a government, which has positions in talks, too."""
    return holder.plover is not None and holder.plover.sector == "GOV"


def _of_fighting(sight: Sight, token: int, matches: Sequence[Match]) -> bool:
    """Tell whether the sentence of a word tells of fighting."""
    sentence = sight.sentence(token)
    return any(
        m.frame.event == "ASSAULT" and sentence.start <= m.clause.head < sentence.end
        for m in matches
    )


def _real(sight: Sight, token: int) -> bool:
    """Tell whether the words around are of what is so ("will attack their positions in X" is)."""
    clause = sight.scene.predicate_over(token)
    return clause is None or standing(sight, clause).status != "denied"


def _told(
    sight: Sight, found: re.Match[str], token: int, holder: ActorRef, place: PlaceMention
) -> ControlClaim:
    span = (found.start("what"), (place.span or found.span())[1])
    draft = Found(
        rule="positions",
        span=span,
        fired=found.span("what"),
        base=_BASE,
        change="held",
        holder=holder,
        extent="part",
    )
    return claim_of(draft, in_passing(sight, token), place)
