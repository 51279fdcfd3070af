"""The land around places: each point of it goes to the place nearest to it, if that is near.

Voronoi cells of a record's places, country by country, within the country's land and within a
radius of each place: a town speaks for its surroundings, not for the desert behind them. Where a
cell ends at the radius, the rest belongs to nobody and stays blank. Places of every kind of
knowledge take part, so that one of which nothing is known keeps its neighbours off its ground.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from dateline.know.boundaries import Unit
from dateline.know.land import Land, cut, polygons
from dateline.know.land.measure import areas_km2
from dateline.model import PlaceRef
from dateline.model.fold import fold
from dateline.territory.clip import clipped
from dateline.territory.plane import km_of, projected, to_degrees, to_plane

RADIUS_KM = 20.0
"""How far a place speaks for the land around it. A parameter of the drawing, not a finding: about
half the way between neighbouring towns where land is farmed; `radius_km` changes it."""

_POINTS = (
    "city",
    "town",
    "village",
    "camp",
    "base",
    "airport",
    "crossing",
    "quarter",
    "dam",
    "bridge",
)
"""Kinds of places that lie at a point, the first speaking for those that share it."""
_AREAS = frozenset(
    {"country", "admin1", "admin2", "region", "road", "river", "sea", "lake", "island"}
)
_TOGETHER = 3
"""Decimals of a degree, about 100 m: places nearer than this share a cell."""
_SEGMENTS = 8
"""Of a quarter of a circle."""


@dataclass(frozen=True, slots=True)
class Cell:
    """The land nearest to a place.

    Attributes:
        keys: the keys of its places, the one that it is named for first.
        place: the place that it is named for.
        country: alpha-2 of the country whose land it is cut to; None where that has no code.
        shape: in degrees, cut at 180°.
        area_km2: square kilometres.
    """

    keys: tuple[str, ...]
    place: PlaceRef
    country: str | None
    shape: Any
    area_km2: float


@dataclass(frozen=True, slots=True)
class Border:
    """Where two cells meet: their numbers, and the line between them in degrees."""

    one: int
    other: int
    line: Any


@dataclass(frozen=True, slots=True)
class Division:
    """The ground of a province or district whose boundaries are known.

    Attributes:
        key: of its place.
        place: the place.
        level: 1 a first-order division, 2 its parts.
        country: alpha-2.
        shape: in degrees, cut at 180°.
        cells: numbers of the cells on its ground, as far as they reach into it.
        inside: those of them whose places lie in it.
    """

    key: str
    place: PlaceRef
    level: int
    country: str | None
    shape: Any
    cells: tuple[int, ...]
    inside: tuple[int, ...]


@dataclass(frozen=True)
class Tessellation:
    """Cells of places, to be coloured for any day.

    Attributes:
        cells: one for every spot with places.
        borders: of all pairs of cells that touch.
        left_out: places without a cell, with why: at sea, no point, an area.
        divisions: places that are areas with known boundaries, the smallest first.
    """

    cells: tuple[Cell, ...]
    borders: tuple[Border, ...]
    left_out: tuple[tuple[PlaceRef, str], ...]
    divisions: tuple[Division, ...] = ()


def place_key(place: PlaceRef) -> str:
    """Return what tells one place from another here: its id, else its name and point."""
    return place.id or f"~{fold(place.name or place.text)}@{place.lat},{place.lon}"


def tessellate(
    places: Iterable[PlaceRef],
    land: Land,
    *,
    radius_km: float = RADIUS_KM,
    units: Mapping[str, Unit] | None = None,
) -> Tessellation:
    """Return the cells of `places`; their order does not matter.

    Args:
        places: of a record.
        land: whose countries the cells are cut to.
        radius_km: no point of a cell is further than this from its place.
        units: administrative units with boundaries, by the key of the place that they are.
    """
    places = list(places)
    spots, left_out = _spots(places)
    where = sorted(spots)
    lon, lat = (np.array([spot[i] for spot in where], dtype=np.float64) for i in (0, 1))
    country = land.at(lon, lat)
    cells: list[Cell] = []
    borders: list[Border] = []
    for number in np.unique(country):
        members = np.flatnonzero(country == number)
        here = [spots[where[i]] for i in members]
        if number < 0:
            left_out += [(place, "at sea") for group in here for place in group]
            continue
        home = land.countries[number]
        x = lon[members].copy()
        if home.whole.bounds[2] > 180:
            x[x < home.whole.bounds[0]] += 360.0
        degrees = np.column_stack([x, lat[members]])
        radii = radius_km / km_of(degrees[:, 1])
        shapes, lines = _parted(projected(degrees), radii, to_plane(home.whole))
        shapes = np.array([cut(s) for s in to_degrees(shapes)], dtype=object)
        first = len(cells)
        for group, shape, area in zip(here, shapes, areas_km2(shapes), strict=True):
            keys = tuple(place_key(place) for place in group)
            cells.append(Cell(keys, group[0], home.code, shape, round(float(area), 1)))
        for one, other, line in lines:
            borders.append(Border(first + one, first + other, cut(to_degrees(line))))
    divisions = _divisions(places, cells, units or {})
    return Tessellation(tuple(cells), tuple(borders), tuple(left_out), divisions)


def lies_in(shape: Any, place: PlaceRef) -> bool:
    """Tell whether a place's point lies on some ground."""
    if place.lon is None or place.lat is None:
        return False
    return bool(shapely.intersects_xy(shape, place.lon, place.lat))


def _divisions(
    places: Iterable[PlaceRef], cells: Sequence[Cell], units: Mapping[str, Unit]
) -> tuple[Division, ...]:
    """Return the places that are units with boundaries, the smallest first."""
    found = {key: place for place in places if (key := place_key(place)) in units}
    if not found:
        return ()
    tree = shapely.STRtree(np.array([cell.shape for cell in cells], dtype=object))
    made = []
    for key, place in found.items():
        unit = units[key]
        on_it = tuple(sorted(tree.query(unit.drawn, predicate="intersects").tolist()))
        shapely.prepare(unit.drawn)
        inside = tuple(n for n in on_it if lies_in(unit.drawn, cells[n].place))
        made.append(Division(key, place, unit.level, unit.country, unit.drawn, on_it, inside))
    return tuple(sorted(made, key=lambda d: (-d.level, d.key)))


def _spots(
    places: Iterable[PlaceRef],
) -> tuple[dict[tuple[float, float], list[PlaceRef]], list[tuple[PlaceRef, str]]]:
    """Return the places that lie at a point, by it, and those that do not."""
    spots: dict[tuple[float, float], dict[str, PlaceRef]] = defaultdict(dict)
    left_out = []
    for place in places:
        if place.lat is None or place.lon is None:
            left_out.append((place, "no point"))
        elif not lies_at_a_point(place):
            left_out.append((place, "no single spot"))
        else:
            lon = (place.lon + 180) % 360 - 180
            spot = round(lon, _TOGETHER), round(place.lat, _TOGETHER)
            spots[spot].setdefault(place_key(place), place)
    return {spot: sorted(found.values(), key=_rank) for spot, found in spots.items()}, left_out


def lies_at_a_point(place: PlaceRef) -> bool:
    """Tell whether a place that has a point is a spot, and neither an area nor vague."""
    return place.precision in ("exact", None) and place.feature not in _AREAS


def rank_of(place: PlaceRef) -> int:
    """Return which of the places at one spot speaks for it: the one of the least rank."""
    kind = place.feature or ""
    return _POINTS.index(kind) if kind in _POINTS else len(_POINTS)


def _rank(place: PlaceRef) -> tuple[int, str]:
    return rank_of(place), place_key(place)


def _parted(
    points: NDArray[np.float64], radii: NDArray[np.float64], home: Any
) -> tuple[NDArray[Any], list[tuple[int, int, Any]]]:
    """Return the cell of every point on the plane, and the lines between them."""
    # Four points far off make every cell of ours finite and change none within its radius.
    far = 4 * float(radii.max())
    west, south = points.min(axis=0) - far
    east, north = points.max(axis=0) + far
    frame = [[west, south], [west, north], [east, south], [east, north]]
    voronoi = shapely.voronoi_polygons(
        shapely.multipoints(np.vstack([points, frame])), ordered=True
    )
    raw = shapely.get_parts(voronoi)[: len(points)]
    discs = shapely.buffer(shapely.points(points), radii, quad_segs=_SEGMENTS)
    within = clipped(shapely.intersection(raw, discs), home)
    cells = np.array([polygons(shape) for shape in within], dtype=object)
    one, other, lines = shared_edges(raw)
    # On a line between two places both are equally far: one disc cuts it as the other would.
    near = shapely.intersection(lines, discs[one])
    keep = np.flatnonzero(~shapely.is_empty(near) & (shapely.length(near) > 0))
    cut_lines = clipped(near[keep], home)
    pairs = [
        (int(one[i]), int(other[i]), line)
        for i, line in zip(keep, cut_lines, strict=True)
        if shapely.length(line) > 0
    ]
    return cells, pairs


def shared_edges(raw: NDArray[Any]) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[Any]]:
    """Return the edges that two of the polygons have in common, with the numbers of both."""
    points, owner = shapely.get_coordinates(raw, return_index=True)
    same = owner[1:] == owner[:-1]
    start, end, whose = points[:-1][same], points[1:][same], owner[:-1][same]
    turned = (start[:, 0] > end[:, 0]) | ((start[:, 0] == end[:, 0]) & (start[:, 1] > end[:, 1]))
    start, end = (
        np.where(turned[:, None], end, start),
        np.where(turned[:, None], start, end),
    )
    edges = np.hstack([start, end])
    order = np.lexsort((whose, *edges.T))
    alike = np.flatnonzero((edges[order][1:] == edges[order][:-1]).all(axis=1))
    first, second = order[alike], order[alike + 1]
    lines: Any = shapely.linestrings(np.stack([start[first], end[first]], axis=1))
    return whose[first], whose[second], lines
