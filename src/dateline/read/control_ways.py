"""Roads that are held by themselves: "the highway between A and B", "the road to A", "the A road".

One rule: who has the road has not the towns that it is told by; a road's point is its town's, or
half way between its two, and says so. Nor has who holds any other ground "between A and B", or
the heights above A.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from msgspec.structs import replace

from dateline.know.turns import NAME
from dateline.model import ControlClaim, PlaceMention, PlaceRef, Span
from dateline.read.frames.match import Match
from dateline.read.frames.sight import Sight
from dateline.read.scene import Scene

_WORDS = r"(?:road|highway|motorway|railway|causeway|autoroute)"
_ENDS = (
    rf"{_WORDS}s?(?: (?:leading|running|going|that leads|which leads|that runs))?"
    r" (?:to|towards?|from|into|between|linking|connecting|joining|out of|that links|which links)"
    r" (?:the )?"
)
_WAY = re.compile(
    rf"{_ENDS}(?-i:{NAME})(?: (?:and|to|with|towards) (?-i:{NAME}))?(?! road)", re.IGNORECASE
)
_BEFORE = re.compile(rf"\b{_ENDS}\Z", re.IGNORECASE)
_REACH = 48
"""Characters before a name in which what leads to it stands."""
_OF_TOWN = re.compile(rf"['’]?s?[ -](?:airport |ring |main )?{_WORDS}s?\b")
_RADIUS_KM = 15.0
_RING = "hold.besiege"


def ways_of(sight: Sight, match: Match) -> Iterator[PlaceMention]:
    """Yield the roads in the place slot of a frame that are told by where they lead."""
    if match.clause.lemma == "take":
        return  # "took the road to Goma" and set out
    for argument in match.of("place"):
        found = _WAY.match(sight.scene.report.text, sight.scene.tokens.idx[argument.phrase.head])
        if found is not None:
            yield _way(sight.scene, found.span())


def way_to(scene: Scene, char: int) -> PlaceMention | None:
    """Return the road that leads to the name at a character; None where none does."""
    low = max(0, char - _REACH)
    before = _BEFORE.search(scene.report.text[low:char])
    if before is None:
        return None
    found = _WAY.match(scene.report.text, low + before.start())
    return None if found is None else _way(scene, found.span())


def on_ways(scene: Scene, claims: Iterable[ControlClaim]) -> Iterator[ControlClaim]:
    """Yield the claims, those of a town whose road alone is told of as claims of that road.

    Left out are those of two places that only bound the ground ("the hills BETWEEN A AND B").
    """
    for claim in claims:
        where = claim.where
        if where is None or where.span is None or where.feature == "road":
            yield claim
            continue
        if claim.change in _HAVING and _only_bounds(scene.report.text, where.span):
            continue
        if claim.change in _HAVING and (high := _high_ground(scene.report.text, where)):
            yield replace(claim, where=high)
            continue
        tail = _OF_TOWN.match(scene.report.text, where.span[1])
        if tail is None or claim.change == "advanced_toward":
            yield claim
            continue
        if claim.because.rule == _RING:
            continue  # a road is cut, not besieged
        span = (where.span[0], tail.end())
        yield replace(claim, where=near(where, scene.report.text[slice(*span)], span))


_HAVING = frozenset({"gained", "held", "lost"})


def _only_bounds(text: str, span: Span) -> bool:
    """Tell whether a name is the first or the second of "between A and B"."""
    low = max(0, span[0] - _REACH - 32)
    if "etween " not in text[low : span[0]]:
        return False
    first, second, other = _bounds()
    if second.search(text, low, span[0]) is not None:
        return True
    return first.search(text, low, span[0]) is not None and other.match(text, span[1]) is not None


def _high_ground(text: str, town: PlaceRef) -> PlaceRef | None:
    """Return the hill that a town only tells of ("HILL 888 ABOVE Aley") as a place near it."""
    low, high = town.span or (0, 0)
    if text[max(0, low - 12) : low].rstrip().rpartition(" ")[2] not in _OVER:
        return None
    found = _heights().search(text, max(0, low - _REACH), low)
    return (
        near(town, text[found.start("what") : high], (found.start("what"), high)) if found else None
    )


_OVER = frozenset({"above", "overlooking"})


@cache
def _heights() -> re.Pattern[str]:
    """Return what high ground is called, before the town that it lies above."""
    return re.compile(
        r"\b(?P<what>(?:(?!the )[\w-]+ )?(?:hills?|hilltops?|heights|ridges?|mountains?|peaks?"
        r"|slopes|high ground|plateau)(?: [A-Z]?\d+)?,? (?:above|overlooking)) \Z",
        re.IGNORECASE,
    )


@cache
def _bounds() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What stands before the first of two bounds, before the second, and behind the first."""
    kind = r"(?:the )?(?:[a-z]+ (?:of )?){0,2}"
    first = rf"\b[Bb]etween {kind}"
    return (
        re.compile(rf"{first}\Z"),
        re.compile(rf"{first}{NAME}(?: [a-z]+)? and {kind}\Z"),
        re.compile(rf"(?: [a-z]+)? and {kind}[A-Z]"),
    )


def near(town: PlaceRef, text: str, span: Span) -> PlaceRef:
    """Return what is told by its town as a place of its own, near that town's point.

    Args:
        town: the town that tells where it is.
        text: its own words.
        span: where these stand.
    """
    return replace(
        town,
        text=text,
        span=span,
        id=None,
        name=None,
        feature=None,
        precision="near" if town.lat is not None else None,
        radius_km=_RADIUS_KM if town.lat is not None else None,
    )


def _way(scene: Scene, span: Span) -> PlaceMention:
    """Return a road as a place, near the town that it is told by; between two it has no point."""
    ends = [
        p
        for p in scene.places_by_span.starting(*span)
        if p.lat is not None and p.feature != "country"
    ]
    one = ends[0] if len(ends) == 1 else None
    return PlaceMention(
        text=scene.report.text[slice(*span)],
        span=span,
        lat=one.lat if one else None,
        lon=one.lon if one else None,
        precision="near" if one else None,
        radius_km=_RADIUS_KM if one else None,
        admin1=one.admin1 if one else None,
        country=one.country if one else None,
        because="a road told by where it leads",
    )
