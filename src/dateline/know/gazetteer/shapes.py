"""Reads GeoJSON and Overpass JSON: administrative units, OpenStreetMap's places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from math import cos, pi, radians, sqrt
from typing import Any, Final

import msgspec

from dateline.errors import InputError
from dateline.know.gazetteer import degrees
from dateline.know.gazetteer.own import in_latin, tongues
from dateline.know.gazetteer.sources import Own, Row, city_radius, settlement
from dateline.know.gazetteer.units import lowered, osm_id, osm_level, unit_of

_KM_OF_DEGREE: Final = 111.2
_OSM_KINDS: Final = {
    ("place", "city"): "city", ("place", "town"): "town", ("place", "village"): "village",
    ("place", "hamlet"): "village", ("place", "isolated_dwelling"): "village",
    ("place", "suburb"): "quarter", ("place", "quarter"): "quarter",
    ("place", "neighbourhood"): "quarter", ("place", "island"): "island",
    ("place", "region"): "region", ("place", "state"): "admin1", ("place", "province"): "admin1",
    ("place", "district"): "admin2", ("place", "county"): "admin2",
    ("aeroway", "aerodrome"): "airport", ("military", "airfield"): "base",
    ("military", "base"): "base", ("military", "barracks"): "base", ("waterway", "dam"): "dam",
    ("waterway", "river"): "river", ("natural", "peak"): "hill", ("natural", "water"): "lake",
    ("barrier", "border_control"): "crossing", ("man_made", "bridge"): "bridge",
    ("amenity", "refugee_site"): "camp",
}  # fmt: skip
# Names in tongues that reports in Latin, Cyrillic or Arabic letters are not written in are left.
_OSM_NAMES: Final = re.compile(
    r"^(?:name|alt_name|int_name|old_name|official_name|short_name|loc_name)"
    r"(?::(?:en|fr|de|es|ar|ru|uk|tr|fa|ku))?$"
)
_OSM_OWN: Final = re.compile(r"^name:([a-z]{2,3})$")
_UNIT_OWN: Final = re.compile(r"^(?:adm(?:in)?(\d)_?(?:name)?|name)_([a-z]{2})$")


def members(text: str, source: str) -> tuple[str, list[dict[str, Any]]]:
    """Return what a JSON file lists, and of what kind it is (see `kind_of`).

    Raises:
        InputError: it is no JSON, or lists neither features nor elements.
    """
    try:
        whole = msgspec.json.decode(text)  # boundaries come in tens of megabytes
    except msgspec.DecodeError as error:
        raise InputError(f"{source} is not JSON: {error}") from error
    if not isinstance(whole, dict):
        raise InputError(f"{source} is a JSON list: give GeoJSON or an Overpass answer")
    if isinstance(whole.get("elements"), list):
        return "osm", whole["elements"]
    degrees.named(source, whole.get("crs"))
    features = whole.get("features")
    if not isinstance(features, list):
        raise InputError(f"{source} has neither GeoJSON `features` nor Overpass `elements`")
    return kind_of(features), features


def kind_of(features: Sequence[dict[str, Any]]) -> str:
    """Tell units of `ocha`, `geoboundaries` or `gadm` by their codes; what has none is `osm`."""
    found = (unit_of(lowered(feature)) for feature in features[:50])
    return next((unit.kind for unit in found if unit), "osm")


def units(features: Sequence[dict[str, Any]], country: str | None) -> Iterator[Row]:
    """Yield administrative units by their codes; without centre, a polygon's own middle."""
    for feature in features:
        properties = lowered(feature)
        unit = unit_of(properties)
        if unit is None or unit.level == 0 or not unit.names:
            continue
        lat, lon, area = _middle(feature.get("geometry") or {})
        lat = _number(properties, "lat", "center_lat", "latitude") or lat
        lon = _number(properties, "lon", "center_lon", "longitude") or lon
        area = _number(properties, "area_km2", "area_sqkm", "shape_area_km2") or area
        yield Row(
            id=unit.id,
            name=unit.names[0],
            lat=lat,
            lon=lon,
            feature="admin1" if unit.level == 1 else "admin2",
            country=country or unit.country,
            population=unit.people or 0,
            radius_km=round(sqrt(area / pi), 1) if area else 10.0,
            names=tuple((n, 1) for n in unit.names[1:]),
            own=own_names(properties, _UNIT_OWN, level=unit.level),
        )


def own_names(
    values: Mapping[str, Any], column: re.Pattern[str], *, level: int | None = None
) -> tuple[Own, ...]:
    """Return the names in another writing than Latin that columns tell by language.

    Args:
        values: a row, its columns in small letters.
        column: of a name; its last group is the language.
        level: of the unit, where columns tell several: the first group.
    """
    found = []
    for key, value in values.items():
        met = column.match(key)
        if met and value and (level is None or met[1] in {None, str(level)}):
            name = str(value).strip()
            if not in_latin(name):
                found.append((met[met.re.groups], name))
    return tuple(found)


def osm(elements: Sequence[dict[str, Any]], country: str | None) -> Iterator[Row]:
    """Yield OpenStreetMap's settlements and sites, from an Overpass answer or GeoJSON."""
    for number, element in enumerate(elements, 1):
        tags = lowered(element, "tags" if "tags" in element else "properties")
        feature = next((_OSM_KINDS[p] for p in tags.items() if p in _OSM_KINDS), None)
        if level := osm_level(tags):
            feature = "admin1" if level == 1 else "admin2"
        names = [
            part.strip()
            for key, value in sorted(tags.items(), key=lambda i: (i[0] != "name:en", i[0]))
            if _OSM_NAMES.match(key)
            for part in str(value).split(";")
            if part.strip()
        ]
        if not names or (feature is None and ({"place", "boundary"} & tags.keys())):
            continue
        people = int(_number(tags, "population") or 0)
        lat, lon, area = _middle(element.get("geometry") or {})
        centre = element.get("center") or element
        lat, lon = _number(centre, "lat") or lat, _number(centre, "lon") or lon
        where = str(tags.get("is_in:country_code") or country or "").upper() or None
        yield Row(
            id=osm_id(element, tags, number),
            name=names[0],
            lat=lat,
            lon=lon,
            feature=feature or str(tags.get("feature") or settlement(people)),
            country=where,
            population=people,
            radius_km=round(sqrt(area / pi), 1) if level and area else city_radius(people),
            names=tuple((n, 1) for n in dict.fromkeys(names[1:]) if n != names[0]),
            own=_spoken(own_names(tags, _OSM_OWN), where),
        )


def _spoken(own: tuple[Own, ...], country: str | None) -> tuple[Own, ...]:
    """Those of names in many languages that are the country's, its first language first."""
    codes = tongues().of(country, None)
    return tuple(sorted((o for o in own if o[0] in codes), key=lambda o: codes.index(o[0])))


def _number(values: Mapping[str, Any], *keys: str) -> float | None:
    for key in keys:
        try:
            return float(str(values[key]).replace(",", ""))
        except (KeyError, ValueError):
            continue
    return None


def _middle(shape: Mapping[str, Any]) -> tuple[float, float, float]:
    """Return centroid and area in square km of a shape; 0, 0 where it has none."""
    kind, where = shape.get("type"), shape.get("coordinates")
    if not where:
        return 0.0, 0.0, 0.0
    if kind == "Point":
        return float(where[1]), float(where[0]), 0.0
    rings: list[Any] = {
        "Polygon": [where[0]] if kind == "Polygon" else [],
        "MultiPolygon": [part[0] for part in where] if kind == "MultiPolygon" else [],
        "LineString": [where],
    }.get(str(kind), [])
    if not rings:
        return 0.0, 0.0, 0.0
    parts = [_ring(ring) for ring in rings]
    # The largest part's middle: the mean of several may lie in the sea.
    lat, lon, _ = max(parts, key=lambda p: p[2])
    return lat, lon, sum(area for *_, area in parts)


def _ring(ring: Sequence[Sequence[float]]) -> tuple[float, float, float]:
    twice = x = y = 0.0
    for (a, b, *_), (c, d, *_) in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = a * d - c * b
        twice += cross
        x += (a + c) * cross
        y += (b + d) * cross
    if abs(twice) < 1e-12:
        middle = ring[len(ring) // 2]
        return float(middle[1]), float(middle[0]), 0.0
    lat, lon = y / (3 * twice), x / (3 * twice)
    area = abs(twice) / 2 * _KM_OF_DEGREE**2 * cos(radians(lat))
    return lat, lon, round(area, 1)
