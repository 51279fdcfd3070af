"""Sites that a report describes without naming them: "the military airport", "the citadel".

One rule: such a phrase is a place only where the gazetteer knows one site of that kind by the town
that the text told of last, or tells of next to it ("the military airport in Deir Ezzor").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from dateline.know.gazetteer import Gazetteer, Place, fold
from dateline.know.gazetteer.place import TOWNS
from dateline.know.gazetteer.words import words
from dateline.know.keywords import Haystack
from dateline.model import PlaceMention
from dateline.read.places.toponym import singular

# A town's airport lies within this of its middle; two of a kind within it leave it open.
_REACH_KM: Final = 20.0
# These kinds hold much else: a citadel or prison must be called so in the gazetteer.
_NAMED: Final = frozenset({"citadel", "prison"})
_BESIDE: Final = re.compile(r"\s+(?:in|of|at|near|outside|by) (?:the (?:city|town) of )?$")
_BOUND: Final = re.compile(r"\b(?:to|towards?|for)\s+$")


@cache
def _sites() -> re.Pattern[str]:
    known = sorted(words()["described"], key=len, reverse=True)
    return re.compile(
        rf"\b(?:the|its|their)(?: city['’]s| town['’]s| nearby| main| local)? "
        rf"({'|'.join(map(re.escape, known))})\b(?![-’'])",
        re.IGNORECASE,
    )


@cache
def _last_words() -> frozenset[str]:
    """Return words of which one stands wherever a site is described."""
    return frozenset(known.rsplit(" ", 1)[-1] for known in words()["described"])


def described(
    hay: Haystack, places: Sequence[PlaceMention], gazetteer: Gazetteer
) -> Iterator[PlaceMention]:
    """Yield the sites that a text describes, as far as the gazetteer tells which they are.

    Args:
        hay: the report's text.
        places: the names found in it, in order.
        gazetteer: where sites are looked for.
    """
    text = hay.text
    told = (
        found for line in hay.lines((_last_words(),)) for found in _sites().finditer(text, *line)
    )
    for found in told:
        start, end = found.span(1)
        if any(p.span and p.span[0] < end and start < p.span[1] for p in places):
            continue
        town = _town(text, found.start(), end, places)
        if town is None or town.lat is None or town.lon is None:
            continue
        word = found[1].lower()
        site = _site(word, town, gazetteer)
        if site is not None:
            known = f"the one {word} known by {town.name or town.text}"
            yield told_for(text, (start, end), site, known)


def told_for(text: str, span: tuple[int, int], place: Place, because: str) -> PlaceMention:
    """Return the mention of a place that words describe and do not name.

    Args:
        text: the report's text.
        span: the words, in characters.
        place: what they stand for.
        because: how that is known.
    """
    return PlaceMention(
        text=text[slice(*span)],
        span=span,
        name=place.name,
        lat=place.lat,
        lon=place.lon,
        radius_km=place.radius_km,
        precision="exact",
        id=place.id,
        feature=place.feature,
        admin1=place.division,
        within=place.within or (),
        country=place.country,
        because=because,
        role="description",
    )


def _town(text: str, start: int, end: int, places: Sequence[PlaceMention]) -> PlaceMention | None:
    """Return the town that a description hangs on: named right after it, else told of last.

    Where somebody is bound for ("set out for Palmyra") is not where the text goes on,
    if another is told of.
    """
    floor = text.rfind("\n", 0, max(0, text.rfind("\n", 0, start) - 1)) + 1
    last = bound = None
    for place in places:
        if place.span is None or place.feature not in TOWNS or place.role is not None:
            continue
        if floor <= place.span[0] < start:
            if _BOUND.search(text, max(0, place.span[0] - 10), place.span[0]):
                bound = place
            else:
                last = place
        elif place.span[0] >= end:
            return place if _BESIDE.match(text[end : place.span[0]]) else last or bound
    return last or bound


def _site(word: str, town: PlaceMention, gazetteer: Gazetteer) -> Place | None:
    """Return the one site of a kind by a town; None where there is none, or several."""
    if town.lat is None or town.lon is None:
        return None
    head = singular(word.rsplit(" ", 1)[-1])
    features = words()["described"][word]
    near = [
        place
        for _, place in gazetteer.near(town.lat, town.lon, _REACH_KM, features=features)
        if (head not in _NAMED and place.feature in {"base", "airport", "dam", "crossing"})
        or head in fold(place.name).split()
    ]
    # A military airport is seldom called international, and the other way round.
    if "military" in word:
        near = [p for p in near if "international" not in p.name.lower()]
    elif "international" in word:
        near = [p for p in near if "international" in p.name.lower()] or near
    return near[0] if len(near) == 1 else None
