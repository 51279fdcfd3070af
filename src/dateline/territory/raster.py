"""The ground of a view of any record: who holds what land, as fine as a screen shows it.

Cells of tens of thousands of places (`tessellation`) take minutes to cut and are finer than any
screen. Here the map is divided into small squares. Each goes to the nearest place of its own
country, if that is near: as in a tessellation, and for all days, so that it is found once; where
several places lie in one, to whatever most of them are. The state of a day colours the squares;
squares of one colour are put together to areas, whose edges are smoothed by about a square's width.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from dateline.know.land import Land
from dateline.territory.plane import km_of
from dateline.territory.tessellation import RADIUS_KM, shared_edges

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

ACROSS = 64
"""Squares along the side of a tile: eight pixels each on a screen. At six, areas look the same once
they are smoothed and take twice as long; at twelve, front lines lie visibly beside their places."""
_AT_ONCE = 60
"""Tiles of a view: a screen of 4096 by 2160 pixels has no more."""
_TILES = 600
"""Tiles that are kept: some dozen views."""
_REACH = 0.75
"""Of a square's side, how far a place speaks at least: seen from afar, for its own square."""
_TOLERANCE = 1.0
"""Of a square's side, by which edges are smoothed (Visvalingam and Whyatt, by area)."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Squares of a view.

    Attributes:
        place: the number of the place that each goes to, by row (from north) and column; -1: none.
        west: left edge, Web Mercator on a world 1 wide, y down.
        north: upper edge, likewise.
        side: of a square, likewise.
        within: numbers of the places that lie in the view.
        square: number of the square of each of them, row by row.
    """

    place: Ints
    west: float
    north: float
    side: float
    within: Ints
    square: Ints


@dataclass(frozen=True, slots=True)
class Ground:
    """Squares of one state put together.

    Attributes:
        faces: polygons in degrees, that cover what has a state and do not overlap.
        states: of each face.
        edges: lines in degrees between faces of unlike states, each with the two states.
    """

    faces: NDArray[Any]
    states: Ints
    edges: list[tuple[int, int, Any]]


class Raster:
    """Places, and the squares of the map that go to them."""

    def __init__(
        self, lon: Floats, lat: Floats, land: Land, *, radius_km: float = RADIUS_KM
    ) -> None:
        """Find the country of each place.

        Args:
            lon: of places, degrees east.
            lat: degrees north.
            land: the countries.
            radius_km: how far a place speaks for the land around it.
        """
        self._land = land
        self._points = _world(lon, lat)
        self._reach = radius_km / (2 * np.pi * km_of(lat))
        self._trees: dict[int, tuple[Ints, Any]] = {}
        self._lock = threading.Lock()
        country = _country(land, lon, lat)
        for number in np.unique(country[country >= 0]).tolist():
            members = np.flatnonzero(country == number)
            self._trees[number] = members, shapely.STRtree(_points(self._points[members]))
        self._tile = lru_cache(maxsize=_TILES)(self._made)

    def grid(self, west: float, south: float, east: float, north: float, zoom: int) -> Grid:
        """Return the squares of the tiles that a box of degrees touches.

        Args:
            west: of the box; so `south`, `east`, `north`.
            south: see above.
            east: see above.
            north: see above.
            zoom: of the tiles; of a box that is too large for it, one that fits.
        """
        corners = _world(np.array([west, east]), np.array([north, south]))
        while True:
            tiles = 2**zoom
            x, y = np.clip(np.floor(corners * tiles), 0, tiles - 1).astype(int).T
            columns, rows = range(x[0], x[1] + 1), range(y[0], y[1] + 1)
            if len(columns) * len(rows) <= _AT_ONCE or not zoom:
                break
            zoom -= 1
        with self._lock:  # trees and shapes are not asked by two at once
            place = np.block([[self._tile(zoom, x, y) for x in columns] for y in rows])
        at = np.floor((self._points - (columns.start / tiles, rows.start / tiles)) * tiles * ACROSS)
        high, wide = place.shape
        seen = (at >= 0).all(axis=1) & (at[:, 0] < wide) & (at[:, 1] < high)
        column, row = at[seen].astype(np.int64).T
        return Grid(
            place,
            columns.start / tiles,
            rows.start / tiles,
            1 / (tiles * ACROSS),
            np.flatnonzero(seen),
            row * wide + column,
        )

    def _made(self, zoom: int, x: int, y: int) -> Ints:
        """Return the places of the squares of a tile."""
        side = 1 / (2**zoom * ACROSS)
        at = (np.arange(ACROSS) + 0.5) * side
        column, row = np.meshgrid(x / 2**zoom + at, y / 2**zoom + at)
        middle = np.column_stack([column.ravel(), row.ravel()])
        lon, lat = _degrees(middle).T
        place = np.full(len(middle), -1)
        for number, (members, tree) in self._trees.items():
            country = self._land.countries[number]
            west, south, east, north = country.box
            if west > lon[-1] or east < lon[0] or south > lat[0] or north < lat[-1]:
                continue
            far = max(float(self._reach[members].max()), _REACH * side)
            edge = shapely.box(*middle[0] - far, *middle[-1] + far)
            if not len(tree.query(edge)):
                continue
            shapely.prepare(country.shape)
            here = np.flatnonzero(shapely.contains_xy(country.shape, lon, lat))
            asked, found = tree.query_nearest(
                _points(middle[here]), max_distance=far, all_matches=False
            )
            here, nearest = here[asked], members[found]
            away = np.hypot(*(middle[here] - self._points[nearest]).T)
            near = away <= np.maximum(self._reach[nearest], _REACH * side)
            place[here[near]] = nearest[near]
        return place.reshape(ACROSS, ACROSS)


def ground(grid: Grid, state: Ints) -> Ground:
    """Return the ground of a day.

    Args:
        grid: the squares.
        state: of every place, a number from 0; -1 where none is told.
    """
    told = np.where(grid.place >= 0, state[grid.place], -1)
    _most(told.reshape(-1), grid.square, state[grid.within])
    faces = shapely.get_parts(shapely.polygonize(_edges(told)))
    inside = shapely.get_coordinates(shapely.point_on_surface(faces)).astype(int)
    states = told[inside[:, 1], inside[:, 0]] if len(faces) else np.zeros(0, dtype=int)
    faces, states = faces[states >= 0], states[states >= 0]
    faces = shapely.coverage_simplify(faces, _TOLERANCE)

    def degrees(points: Floats) -> Floats:
        return _degrees(points * grid.side + (grid.west, grid.north))

    one, other, lines = shared_edges(faces)
    unlike = np.flatnonzero(states[one] != states[other])
    edges = [
        (int(states[one[n]]), int(states[other[n]]), line)
        for n, line in zip(unlike, shapely.transform(lines[unlike], degrees), strict=True)
    ]
    return Ground(shapely.transform(faces, degrees), states, edges)


def _most(told: Ints, square: Ints, state: Ints) -> None:
    """Put into `told` what most places are, where several of a square have a state."""
    known = state >= 0
    pairs, count = np.unique(
        np.column_stack([square[known], state[known]]), axis=0, return_counts=True
    )
    order = np.lexsort((count, pairs[:, 0]))  # the most told one of a square is its last
    where, what, often = pairs[order, 0], pairs[order, 1], count[order]
    last = np.append(where[1:] != where[:-1], True) if len(where) else np.zeros(0, dtype=bool)
    several = np.bincount(where, weights=often)[where[last]] > 1
    told[where[last][several]] = what[last][several]


def _edges(told: Ints) -> NDArray[Any]:
    """Return the lines around squares of one state, a square long; units are squares."""
    framed = np.pad(told, 1, constant_values=-1)
    row, column = np.nonzero(framed[1:, 1:-1] != framed[:-1, 1:-1])
    across = np.stack([np.stack([column, row], 1), np.stack([column + 1, row], 1)], 1)
    row, column = np.nonzero(framed[1:-1, 1:] != framed[1:-1, :-1])
    down = np.stack([np.stack([column, row], 1), np.stack([column, row + 1], 1)], 1)
    lines: Any = shapely.linestrings(np.concatenate([across, down]).astype(float))
    return np.asarray(lines)


def _points(at: Floats) -> NDArray[Any]:
    points: Any = shapely.points(at)
    return np.asarray(points)


def _country(land: Land, lon: Floats, lat: Floats) -> Ints:
    """Return the number of the country of each point: within it, else just off its coast."""
    found = np.full(len(lon), -1)
    for number, country in enumerate(land.countries):
        west, south, east, north = country.box
        near = (found < 0) & (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)
        if near.any():
            which = np.flatnonzero(near)
            shapely.prepare(country.shape)
            found[which[shapely.contains_xy(country.shape, lon[which], lat[which])]] = number
    rest = np.flatnonzero((found < 0) & ~np.isnan(lon))
    if len(rest):
        found[rest] = land.at(lon[rest], lat[rest])
    return found


def _world(lon: Floats, lat: Floats) -> Floats:
    y = 0.5 - np.arcsinh(np.tan(np.radians(np.clip(lat, -85, 85)))) / (2 * np.pi)
    return np.column_stack([lon / 360 + 0.5, y])


def _degrees(points: Floats) -> Floats:
    lat = np.degrees(np.arctan(np.sinh((0.5 - points[:, 1]) * 2 * np.pi)))
    return np.column_stack([(points[:, 0] - 0.5) * 360, lat])
