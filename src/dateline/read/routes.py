"""From where to where: the two ends of a movement, where its own clause names both.

One rule: an end is a place that the clause of the movement ties to it by "from", "to" and their
like, or that is left; a movement with one end has none, and of the way between nothing is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from dateline.model import Claim, ControlClaim, EventClaim, PlaceMention, PlaceRef
from dateline.read.clauses.clause import Argument, Clause
from dateline.read.frames import place_ref
from dateline.read.same import same
from dateline.read.scene import Scene

_FROM = ("from", "out of", "away from")
_TO = ("to", "toward", "towards", "into", "onto", "as far as", "in the direction of")
_NOWHERE = frozenset({"country", "region", "sea", "river"})
"""Too wide to be an end of a line."""


def routed(
    scene: Scene, claims: Iterable[Claim], words: Mapping[str, frozenset[str]]
) -> Iterator[Claim]:
    """Yield claims, those of a movement with its two ends where both are named.

    Args:
        scene: what they were drawn from.
        claims: without ids; the ends are no part of what identifies a claim.
        words: kinds of words: `motion` moves, `leaving` may have what it leaves as object.
    """
    clauses = {clause.head: clause for clause in scene.clauses}
    for claim in claims:
        moving = isinstance(claim, EventClaim) or (
            isinstance(claim, ControlClaim) and claim.change == "advanced_toward"
        )
        ends = _ends(scene, claim, clauses, words) if moving else None
        yield replace(claim, origin=ends[0], destination=ends[1]) if ends else claim


def _ends(
    scene: Scene, claim: Claim, clauses: dict[int, Clause], words: Mapping[str, frozenset[str]]
) -> tuple[PlaceRef, PlaceRef] | None:
    for span in claim.because.spans:
        first, last = scene.tokens_of(span)
        for head in range(first, last):
            clause = clauses.get(head)
            kinds = words.get(clause.lemma, frozenset()) if clause else frozenset()
            if clause is None or not kinds & {"motion", "leaving"}:
                continue
            origin = _at(scene, clause, _FROM)
            if origin is None and "leaving" in kinds:
                origin = next((p for a in clause.of("object") if (p := _place(scene, a))), None)
            toward = (*_TO, "for") if "leaving" in kinds else _TO
            destination = _at(scene, clause, toward)
            if origin and destination and not same(origin, destination):
                return place_ref(origin), place_ref(destination)
    return None


def _at(scene: Scene, clause: Clause, prepositions: tuple[str, ...]) -> PlaceMention | None:
    """Return the first place that the clause ties by one of these; no list of places is an end."""
    found = [a for a in clause.of("oblique") if _ties(a, prepositions)]
    places = [p for a in found if (p := _place(scene, a))]
    return places[0] if len(places) == 1 else None


def _ties(argument: Argument, prepositions: tuple[str, ...]) -> bool:
    own = argument.preposition or ""
    return own in prepositions or own.startswith(("out of ", "away from "))


def _place(scene: Scene, argument: Argument) -> PlaceMention | None:
    """Return the place that a phrase names: it stands at its head or is the only one in it."""
    phrase = argument.phrase
    inside = [
        p
        for p in scene.places_in(phrase.start, phrase.end)
        if p.lat is not None and p.role in {None, "place"} and p.feature not in _NOWHERE
    ]
    return inside[0] if len(inside) == 1 else None
