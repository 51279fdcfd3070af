"""Takes the units out of a file's features: polygons mended, what is odd about them told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import shapely
from numpy.typing import NDArray

from dateline.know.boundaries.keep import Unit
from dateline.know.boundaries.lines import lines_of
from dateline.know.boundaries.mend import mended, overlaps, simplified
from dateline.know.gazetteer import degrees
from dateline.know.gazetteer.units import lowered, osm_id, osm_level, people_of, unit_of
from dateline.know.land import land
from dateline.know.land.measure import areas_km2

_NAMED: Final = 3
"""Units named in a note; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What a file holds of boundaries.

    Attributes:
        units: with their ground.
        lines: between them, by level.
        notes: what was mended, left out or overlaps, a sentence each.
    """

    units: tuple[Unit, ...] = ()
    lines: tuple[tuple[int, Any], ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class _Draft:
    id: str
    name: str
    level: int
    parent: str | None
    country: str | None
    people: int | None
    shape: Any


def taken(
    features: Iterable[Mapping[str, Any]], name: str, key: str, *, country: str | None = None
) -> Taken:
    """Return the units with polygons among the features of a file.

    Args:
        features: of GeoJSON, in degrees.
        name: of the file, for messages.
        key: of the source.
        country: alpha-2, where the features' codes do not tell it.

    Raises:
        InputError: the coordinates are no degrees.
    """
    notes: list[str] = []
    drafts, unread = _drafts(features, country)
    if unread:
        notes.append(f"{_those(unread)}: the polygon cannot be read and is left out")
    if not drafts:
        return Taken(notes=tuple(notes))
    degrees.within(name, tuple(shapely.total_bounds(np.array([d.shape for d in drafts]))))
    mends: dict[str, list[str]] = defaultdict(list)
    empty = []
    by_id: dict[str, _Draft] = {}
    for draft in drafts:
        draft.shape, wrong = mended(draft.shape)
        if draft.shape.is_empty:
            empty.append(draft.name)
            continue
        if wrong:
            mends[wrong].append(draft.name)
        held = by_id.setdefault(draft.id, draft)
        if held is not draft:  # a unit in pieces, a feature each
            held.shape, _ = mended(shapely.union(held.shape, draft.shape))
    notes += [f"{_those(names)}: mended ({wrong})" for wrong, names in sorted(mends.items())]
    if empty:
        notes.append(f"{_those(empty)}: the polygon has no ground and is left out")
    found = list(by_id.values())
    notes += _outside(found)
    return _whole(found, key, notes)


def _whole(drafts: Sequence[_Draft], key: str, notes: list[str]) -> Taken:
    shapes: NDArray[Any] = np.array([d.shape for d in drafts], dtype=object)
    levels = np.array([d.level for d in drafts])
    drawn = shapes.copy()
    for level in np.unique(levels):
        which = np.flatnonzero(levels == level)
        drawn[which] = simplified(shapes[which])
        for one, other, km2 in overlaps(shapes[which]):
            a, b = drafts[which[one]], drafts[which[other]]
            notes.append(
                f"{a.name} and {b.name} (level {level}) overlap by {km2:,.0f} km²: "
                "what lies there lies in both"
            )
    units = tuple(
        Unit(
            d.id, d.name, d.level, d.parent, d.country, d.people, round(float(area), 1), key,
            d.shape, mended(simple)[0],
        )
        for d, area, simple in zip(drafts, areas_km2(shapes), drawn, strict=True)
    )  # fmt: skip
    return Taken(units, tuple(lines_of(shapes, levels.tolist())), tuple(notes))


def _drafts(
    features: Iterable[Mapping[str, Any]], country: str | None
) -> tuple[list[_Draft], list[str]]:
    found, unread = [], []
    for number, feature in enumerate(features, 1):
        geometry = feature.get("geometry")
        if not isinstance(geometry, dict) or geometry.get("type") not in {
            "Polygon",
            "MultiPolygon",
            "GeometryCollection",
        }:
            continue
        draft = _unit(feature, number, country)
        if draft is None:
            continue
        try:
            draft.shape = shapely.geometry.shape(geometry)
        except (ValueError, TypeError, AttributeError, IndexError, shapely.errors.GEOSException):
            unread.append(draft.name)
            continue
        found.append(draft)
    return found, unread


def _unit(feature: Mapping[str, Any], number: int, country: str | None) -> _Draft | None:
    properties = lowered(feature)
    if told := unit_of(properties):
        name = told.names[0] if told.names else told.code
        home = country or told.country
        return _Draft(told.id, name, told.level, told.parent, home, told.people, None)
    level, given = osm_level(properties), properties.get("name:en") or properties.get("name")
    if level is None or not given:
        return None
    where = str(properties.get("is_in:country_code") or country or "").upper() or None
    id_ = osm_id(feature, properties, number)
    return _Draft(id_, str(given), level, None, where, people_of(properties), None)


def _outside(drafts: Sequence[_Draft]) -> list[str]:
    """Tell which units lie mostly outside of their country, as Natural Earth has it."""
    astray: dict[str, list[str]] = defaultdict(list)
    for code in sorted({d.country for d in drafts if d.country}):
        home = land().country(code)
        if home is None:
            continue
        # A unit at sea or beyond a border drawn coarsely is none of our business.
        near = shapely.buffer(shapely.simplify(home.shape, 0.05), 0.25)
        shapely.prepare(near)
        for draft in drafts:
            if draft.country == code and not shapely.intersects(near, draft.shape):
                astray[home.name].append(draft.name)
    return [
        f"{_those(names)}: outside of {country} as Natural Earth has it; are longitude and "
        "latitude the right way round?"
        for country, names in astray.items()
    ]


def _those(names: Sequence[str]) -> str:
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more} more" if more > 0 else "")
