"""Makes place mentions of names and choices: point, radius, precision, and why.

One rule: nothing gets a point that neither the gazetteer nor the text's own words give it. A name
without a place takes the region of its list or of what the text says holds it, and says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import asin, atan2, cos, degrees, radians, sin
from typing import Final

from msgspec.structs import replace

from dateline.know.gazetteer import Gazetteer, Place, distance_km
from dateline.know.gazetteer.place import TOWNS
from dateline.know.gazetteer.words import words
from dateline.model import PlaceMention
from dateline.model.place import PlacePrecision
from dateline.read.places.accept import Choice
from dateline.read.places.resolve import by_list, region_of
from dateline.read.places.toponym import Toponym

_PRECISION: Final[dict[str, PlacePrecision]] = {
    "country": "country", "admin1": "admin1", "admin2": "admin2", "region": "admin1",
    "river": "near", "road": "near", "sea": "country", "desert": "admin1", "line": "near",
}  # fmt: skip
# "Near", "outskirts of", "countryside of": how much wider than the place itself, in km.
_ABOUT_KM: Final = 10.0
_COUNTRYSIDE_KM: Final = 30.0
_LEAST_LIST_KM: Final = 20.0
# Namesakes closer than this are one place for a reader: the city and its district.
_SAME_GROUND_KM: Final = 50.0
# As many as an explanation can tell and a reader weigh.
_OTHERS: Final = 3
_BESIDE: Final = frozenset({"city", "town", "village", "quarter", "airport", "base", "camp", "dam"})
_BROAD: Final = frozenset({"country", "region", "desert"})
# A bigger division's own point is as good a mark for its north as a guessed one.
_SMALL_DIVISION_KM: Final = 80.0
# The northern half of a disc has its middle 0.42 of the radius up, and reaches 0.7 from there.
_PART_OFF: Final = 0.42
_PART_RADIUS: Final = 0.7


def mentions(
    toponyms: Sequence[Toponym], choices: Sequence[Choice], gazetteer: Gazetteer
) -> tuple[PlaceMention, ...]:
    """Return a mention for each toponym, in their order."""
    lists = by_list(toponyms, choices)
    out = []
    for toponym, choice in zip(toponyms, choices, strict=True):
        if choice.candidate:
            out.append(_placed(toponym, choice, choice.candidate.place))
        else:
            out.append(_unplaced(toponym, choice, toponyms, choices, lists))
    return tuple(out)


def _placed(toponym: Toponym, choice: Choice, place: Place) -> PlaceMention:
    lat, lon, radius = place.lat, place.lon, place.radius_km
    precision = _PRECISION.get(place.feature, "exact")
    reasons = list(choice.reasons)
    if other := _runner_up(place, choice):
        reasons.append(other)
    if toponym.role == "metonym":
        reasons.append("stands for its government")
    point = precision in {"exact", "near"}
    if toponym.named_after:
        radius = round(radius + _ABOUT_KM, 1)
        precision = "near" if point else precision
        reasons.append(f"bears the name of {place.name}, near which it is put")
        return _mention(toponym, place, (lat, lon, radius), precision, reasons)
    if toponym.offset and point:
        km, bearing = toponym.offset
        if bearing >= 0:
            lat, lon = moved(lat, lon, km, bearing)
            radius = round(max(2.0, km * 0.3), 1)
            reasons.append(f"moved {km:g} km at {bearing:g} degrees as the text says")
        else:
            radius = round(km + radius, 1)
        precision = "near"
    elif toponym.near and point:
        wide = any(w in toponym.near for w in ("countryside", "hinterland", "rural", "axis"))
        radius = round(radius + (_COUNTRYSIDE_KM if wide else _ABOUT_KM), 1)
        precision = "near"
        reasons.append(f"{toponym.near!r} widens it")
    elif toponym.word in words()["links"]["near"] and place.feature in TOWNS:
        radius = round(radius + _ABOUT_KM, 1)
        precision = "near"
        reasons.append(f"the {toponym.word} itself is in no gazetteer")
    elif toponym.part and _halved(place) and (way := _way(toponym.part)) is not None:
        lat, lon = moved(lat, lon, place.radius_km * _PART_OFF, way)
        radius = round(place.radius_km * _PART_RADIUS, 1)
        reasons.append(f"{toponym.part!r}: the middle of that part")
    elif toponym.part and place.feature in {"city", "town"}:
        radius = round(radius * 1.5, 1)
        precision = "near"
    return _mention(toponym, place, (lat, lon, radius), precision, reasons)


def _runner_up(place: Place, choice: Choice) -> str | None:
    """Name the best other places that were considered, with all scores."""
    others = [
        f"{_where(candidate.place)}, {score:.2f}"
        for candidate, score in choice.rejected
        if distance_km(place.lat, place.lon, candidate.place.lat, candidate.place.lon)
        > _SAME_GROUND_KM
    ]
    if not others:
        return None
    return f"also considered: {' / '.join(others[:_OTHERS])} to {choice.score:.2f}"


def _where(place: Place) -> str:
    held = [x for x in (place.division, place.country) if x and x != place.name]
    return f"{place.name} ({place.feature})" + (f" in {', '.join(held)}" if held else "")


def _halved(place: Place) -> bool:
    """Tell whether a part of a place gets a point of its own."""
    if place.feature in _BROAD:
        return True
    return place.feature in {"admin1", "admin2"} and place.radius_km <= _SMALL_DIVISION_KM


def _way(part: str) -> float | None:
    """Return the bearing of a part: 0 for "northern"; None for "central"."""
    plain = part.lower().replace(" ", "-").removeprefix("far-").removeprefix("rural-")
    plain = plain.removesuffix("most").removesuffix("ern")
    found = words()["bearings"].get(plain)
    return None if found is None else float(found)


def _mention(
    toponym: Toponym,
    place: Place,
    point: tuple[float, float, float],
    precision: PlacePrecision,
    reasons: Sequence[str],
) -> PlaceMention:
    lat, lon, radius = point
    return PlaceMention(
        text=toponym.text,
        span=toponym.span,
        name=None if toponym.named_after else place.name,
        lat=round(lat, 5),
        lon=round(lon, 5),
        radius_km=radius,
        precision=precision,
        id=None if toponym.named_after else place.id,
        feature="other" if toponym.named_after else place.feature,
        admin1=place.division,
        country=place.country,
        within=(place.within or ()) if _at_home(toponym, place, point) else (),
        because="; ".join(reasons) or None,
        role=toponym.role,
    )


def _at_home(toponym: Toponym, place: Place, point: tuple[float, float, float]) -> bool:
    """Tell whether a mention is of the place itself, and not of somewhere about it."""
    return not toponym.named_after and point[:2] == (place.lat, place.lon)


def _unplaced(
    toponym: Toponym,
    choice: Choice,
    toponyms: Sequence[Toponym],
    choices: Sequence[Choice],
    lists: dict[int, list[Place]],
) -> PlaceMention:
    note = "; ".join(choice.reasons)
    if choice.rejected:
        candidate, score = choice.rejected[0]
        note += f"; rejected: {_where(candidate.place)}, {score:.2f}"
    feature = toponym.features[0] if toponym.features else None
    bare = PlaceMention(
        text=toponym.text, span=toponym.span, feature=feature, role=toponym.role, because=note
    )
    neighbours = lists.get(toponym.listed, []) if toponym.listed is not None else []
    spread = region_of(neighbours)
    if toponym.beside is not None:
        outer = choices[toponym.beside].candidate
        if outer and outer.place.feature in _BESIDE:
            return _near(bare, toponyms[toponym.beside], outer.place)
    # A single neighbour's point would tell of that neighbour what is told of this name.
    if len({p.number for p in neighbours}) > 1 and spread and spread[2] <= 150:
        lat, lon, radius = spread
        countries = {p.country for p in neighbours}
        divisions = {p.division for p in neighbours}
        named = ", ".join(dict.fromkeys(p.name for p in neighbours[:3]))
        return PlaceMention(
            text=toponym.text,
            span=toponym.span,
            lat=round(lat, 3),
            lon=round(lon, 3),
            radius_km=round(radius + _LEAST_LIST_KM, 0),
            precision="near",
            feature=feature,
            admin1=divisions.pop() if len(divisions) == 1 else None,
            country=countries.pop() if len(countries) == 1 else None,
            because=f"{note}; listed with {named}, whose region it is given",
            role=toponym.role,
        )
    for i in toponym.inside:
        outer = choices[i].candidate
        if outer and outer.place.feature in {"admin1", "admin2", "region", "city", "country"}:
            place = outer.place
            return PlaceMention(
                text=toponym.text,
                span=toponym.span,
                lat=round(place.lat, 3),
                lon=round(place.lon, 3),
                radius_km=place.radius_km,
                precision=_PRECISION.get(place.feature, "near"),
                feature=feature,
                admin1=place.division,
                country=place.country,
                because=f"{note}; the text puts it in {place.name}, whose point it is given",
                role=toponym.role,
            )
    if len(neighbours) == 1:
        return replace(bare, country=neighbours[0].country)
    return bare


def _near(bare: PlaceMention, toponym: Toponym, place: Place) -> PlaceMention:
    """Put a name that no gazetteer knows where the text says it lies, "12 km north of Homs"."""
    lat, lon, radius = place.lat, place.lon, round(place.radius_km + _ABOUT_KM, 1)
    how = "near"
    if toponym.offset:
        km, bearing = toponym.offset
        how = f"{km:g} km from"
        radius = round(km + place.radius_km, 1)
        if bearing >= 0:
            lat, lon = moved(lat, lon, km, bearing)
            radius = round(max(2.0, km * 0.3), 1)
    return replace(
        bare,
        lat=round(lat, 3),
        lon=round(lon, 3),
        radius_km=radius,
        precision="near",
        admin1=place.division,
        country=place.country,
        because=f"{bare.because}; the text puts it {how} {place.name}",
    )


def moved(lat: float, lon: float, km: float, bearing: float) -> tuple[float, float]:
    """Return the point so many km from another at a bearing in degrees from north.

    >>> [round(x, 2) for x in moved(35.0, 36.0, 111.2, 0)]
    [36.0, 36.0]
    """
    arc, way, a = km / 6371, radians(bearing), radians(lat)
    b = asin(sin(a) * cos(arc) + cos(a) * sin(arc) * cos(way))
    turn = atan2(sin(way) * sin(arc) * cos(a), cos(arc) - sin(a) * sin(b))
    return degrees(b), (lon + degrees(turn) + 540) % 360 - 180
