"""A second clause without its verb: "The rebels hold the port and the army Tripoli Street".

One rule: a party in arms and, right behind it, nothing but places take the change of the clause
before it in their sentence; what was told of those places by its holder is told of them no more.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from dateline.know.leads import Expression
from dateline.know.turns import LIST
from dateline.model import ActorRef, ControlClaim, PlaceMention, Span
from dateline.read.clauses.clause import Phrase
from dateline.read.control_claim import noted
from dateline.read.control_named import named_in
from dateline.read.control_roster import party_at
from dateline.read.frames import names
from dateline.read.frames.landmarks import is_landmark
from dateline.read.frames.sight import Sight, place_ref
from dateline.read.same import same

_REACH = 110
"""Characters between what the first clause has and the party of the second."""
_SIGN = re.compile(r"(?:[;,] (?:and |while |but )?| and | while )(?:the )?(?=[A-Za-z])")
_SITE = r"(?: (?:road|highway|airstrip|market|hills?|side|bank|bridges?|mines?|front))?"
_ENDS = (
    r"(?=[,.;:\n)]|$| (?:since|for|with|after|on \w+day|in the (?:north|south|east|west))\b"
    r"| and the rest)"
)
_PLACES = Expression(rf" (?:only |all of |most of )?(?:the )?{LIST}{_SITE}{_ENDS}", re.RegexFlag(0))
_SITE_ALONE = re.compile(rf" (?P<site>the [a-z]+(?: [a-z]+)?){_ENDS}")
_IN_PLACES = Expression(rf" (?:in|at) (?:the )?{LIST}{_ENDS}", re.RegexFlag(0))
_BROKEN = re.compile(r"[.!?:]\s|\n|[“”\"]")
_CHANGES = frozenset({"held", "gained"})
_RULES = ("hold.", "seize.", "turn", "roster", "entry")
_COST = 0.06


def gapped(sight: Sight, claims: Sequence[ControlClaim]) -> list[ControlClaim]:
    """Return claims with those of second clauses without a verb, each under its own party.

    Args:
        sight: the scene.
        claims: what was drawn from a report.
    """
    told = list(claims)
    lent = _lenders(told)
    text = sight.scene.report.text
    for sign in _SIGN.finditer(text) if told else ():
        source = _source(sight, lent, sign.end())
        if source is None:
            continue
        party = party_at(sight, sign.end(), len(text))
        form = _IN_PLACES if source.because.rule == "hold.present" else _PLACES
        found = None if party is None else form.pattern.match(text, party.end)
        if party is None or same(source.holder, party.ref):
            continue
        if found is None:
            found = _SITE_ALONE.match(text, party.end)
            places = [] if found is None else _sites(sight, found.span("site"))
        else:
            places = [_less(sight, p, party.end + 1) for p in named_in(sight, found.span("place"))]
        span = (sign.end(), found.end() if found is not None else party.end)
        if places and not any(_of_party(sight, place, party.end) for place in places):
            told = [c for c in told if not _overruled(c, span)]
            told += [_copy(source, party.ref, place, span) for place in places]
            lent = _lenders(told)
    return told


def _sites(sight: Sight, span: Span) -> list[PlaceMention]:
    """Return the landmark that words for one point to ("the army THE BARRACKS")."""
    start, end = sight.scene.tokens_of(span)
    phrase = Phrase(end - 1, start, end)
    if not is_landmark(sight, phrase):
        return []
    return [site.place for site in sight.sites(phrase) if site.place.lat is not None]


def _lenders(told: Iterable[ControlClaim]) -> list[tuple[Span, int, ControlClaim]]:
    """Return what may lend its verb: the place's span, the party's end, by the end of the place."""
    found = [
        (claim.where.span, claim.holder.span[1], claim)
        for claim in told
        if claim.change in _CHANGES
        and claim.because.rule.startswith(_RULES)
        and claim.where is not None
        and claim.where.span is not None
        and claim.holder is not None
        and claim.holder.span is not None
        and claim.holder.span[1] <= claim.where.span[0]
    ]
    return sorted(found, key=_place_end)


def _place_end(lender: tuple[Span, int, ControlClaim]) -> int:
    return lender[0][1]


def _source(
    sight: Sight, lent: Sequence[tuple[Span, int, ControlClaim]], char: int
) -> ControlClaim | None:
    """Return what the clause before a character tells last, in the same sentence."""
    text = sight.scene.report.text
    first = bisect_left(lent, char - _REACH, key=_place_end)
    near = [
        (where, claim)
        for where, party, claim in lent[first : bisect_right(lent, char, key=_place_end)]
        if not _BROKEN.search(text, party, char)
    ]
    return max(near, key=lambda one: one[0])[1] if near else None


def _less(sight: Sight, place: PlaceMention, low: int) -> PlaceMention:
    """Return a place less the party that was taken for a part of its name ("MODEL Buchanan")."""
    if place.span is None or place.span[0] >= low or place.id is not None:
        return place
    return names.unknown(sight.scene, (low, place.span[1]))


def _of_party(sight: Sight, place: PlaceMention, end: int) -> bool:
    """Tell whether a name lies in the party's own, is a country's, or begins a body's."""
    span = place.span or (0, 0)
    bodies = (a for a in sight.scene.actors_over(span) if a.kind != "person")
    inside = any(a.span[0] >= span[0] and a.ref.id is not None for a in bodies)
    return span[0] < end or place.feature == "country" or inside


def _overruled(claim: ControlClaim, span: Span) -> bool:
    """Tell whether a claim gives to the first clause's party what the second gives to its own."""
    where = claim.where.span if claim.where is not None else None
    return where is not None and span[0] <= where[0] and where[1] <= span[1]


def _copy(source: ControlClaim, party: ActorRef, place: PlaceMention, span: Span) -> ControlClaim:
    return replace(
        source,
        span=span,
        where=place_ref(place),
        holder=party,
        from_=None,
        extent="whole",
        also=(),
        confidence=max(0.05, round(source.confidence - _COST, 3)),
        because=noted(source.because, "the verb of the clause before it goes for this one"),
    )
