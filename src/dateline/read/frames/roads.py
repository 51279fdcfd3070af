"""Names that only tell the way to a place: the ends of a road, what a direction counts from.

One rule: where the text goes on to the spot itself, that is meant; a road between two towns is in
neither.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from dateline.model import PlaceMention
from dateline.read.frames.sight import Sight

_TOWARD = re.compile(
    r"(?:^|[.;:\n] ?|\b(?:and|but|while) |, )"
    r"(?:(?:\d[\d.,]* ?(?:km|kilomet(?:re|er)s?|miles?) )?(?:to the )?"
    r"(?:(?:north|south|east|west)[a-z-]* of|near|outside|not far from|close to))"
    r"(?: the| downtown| city of| town of| capital,?| northern| southern| eastern| western)* $",
    re.IGNORECASE,
)
_THEN_IN = re.compile(
    r",? (?:in|at) (?:the )?"
    r"(?:(?:[\w-]+ ){0,2}(?:city|town|village|suburb|district|camp|area) of )?"
)


def in_it_then(
    sight: Sight, place: PlaceMention, breadth: int, of: Callable[[PlaceMention], int]
) -> PlaceMention | None:
    """Return the place of "North of A, in B, ...": A only tells where to look for it.

    Args:
        sight: the scene.
        place: A.
        breadth: what B may be at the broadest.
        of: tells how broad a place is.
    """
    text = sight.scene.report.text
    start, end = place.span or (0, 0)
    if _TOWARD.search(text, max(0, start - 60), start) is None:
        return None
    for inner in sight.scene.places_by_span.starting(end, end + 50)[:1]:
        low = (inner.span or (0, 0))[0]
        if _THEN_IN.fullmatch(text, end, low) and of(inner) <= breadth:
            return inner
    return None


_WAY = (
    r"(?:(?:[a-z]+ ){0,2}(?:highway|road|motorway|expressway|railway|railroad|rail line|line"
    r"|route))"
)
_BETWEEN_TOWNS = re.compile(
    rf"[A-Z][\w'’.]*(?: [A-Z][\w'’.]*){{0,2}}(?:[-–—]| ?[–—] ?)[A-Z][\w'’.]*"
    rf"(?:(?:[-–—]| )[A-Z][\w'’.]*){{0,3}} {_WAY}\b"
)
_LONGEST_ROAD = 60
_BECAUSE = "the road between two towns, of which the text gives no spot"


def is_between_towns(place: PlaceMention) -> bool:
    """Tell whether a place is a road that is told by the two towns at its ends."""
    return place.because == _BECAUSE


def road_between(sight: Sight, place: PlaceMention) -> PlaceMention | None:
    """Return the road that a name is one end of ("the A-B highway"): it is in neither town."""
    start, end = place.span or (0, 0)
    text = sight.scene.text
    for found in _BETWEEN_TOWNS.finditer(text, max(0, start - _LONGEST_ROAD), end + _LONGEST_ROAD):
        if found.start() <= start and end <= found.end():
            span = found.span()
            return PlaceMention(
                text=text[slice(*span)],
                span=span,
                feature="road",
                country=place.country,
                because=_BECAUSE,
            )
    return None
