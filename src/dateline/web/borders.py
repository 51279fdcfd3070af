"""Administrative lines on the map: boundaries that a user added, in vector tiles, and their names.

A level is drawn from the zoom on at which its units are wide enough to be told apart, whatever
country they are of; it is named where there is room for names. Without boundaries there is nothing.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from dateline.know.boundaries import Boundaries, Unit
from dateline.web.basemap import Box, mercator
from dateline.web.mvt import EXTENT, tile

DEEPEST = 12
"""Zoom beyond which a tile holds no more than its parent: lines are kept to 10 m."""
_BUFFER = 64
"""Units drawn beyond a tile's edge, so that lines do not end at it."""
_KM_A_PIXEL = 40_075.0 / 512
"""At zoom 0 on the equator, in tiles of 512 pixels."""
_DRAWN, _NAMED = 26, 90
"""Pixels that the middle unit of a level is wide before its lines, and its names, are shown."""
_NEAR = 9
"""Zoom from which a tile holds few lines: simplified tile by tile, and not all at once."""
_MOST = 60
"""Units named in one view."""
_LEVELS = (1, 2, 3)
"""Levels that have a layer; deeper ones share the last. A country's own is the base map's."""


class Borders:
    """Boundaries as the map draws them.

    Attributes:
        key: tells them from any others; empty where there are none.
    """

    def __init__(self, ground: Boundaries) -> None:
        self.key = ground.key
        self._ground = ground
        self._simple: dict[tuple[int, int], NDArray[Any]] = {}

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self._ground)

    @property
    def zooms(self) -> dict[int, float]:
        """From which zoom on each layer is drawn."""
        found = {}
        for layer in _LEVELS:
            if layer in self._lines:
                found[layer] = self._from(layer, _DRAWN)
        return found

    def tile(self, z: int, x: int, y: int) -> bytes:
        """Return the lines in a tile: layers `admin1`, `admin2`, `admin3`."""
        return _tile(self, z, x, y)

    def cut(self, z: int, x: int, y: int) -> bytes:
        """Return the same, not kept."""
        side = 1 / 2**z
        west, north = x * side, y * side
        margin = side * _BUFFER / EXTENT
        box = (west - margin, north - margin, west + side + margin, north + side + margin)

        def units(points: NDArray[np.float64]) -> NDArray[np.float64]:
            moved: NDArray[np.float64] = (points - (west, north)) * (EXTENT / side)
            return moved

        layers = {}
        for layer in self._lines:
            if z + 1 < self._from(layer, _DRAWN):
                continue
            near = np.sort(self._trees[layer].query(shapely.box(*box)))
            lines = self._simplified(layer, z) if z < _NEAR else self._lines[layer]
            parts = shapely.clip_by_rect(lines[near], *box)
            if z >= _NEAR:
                parts = shapely.simplify(parts, side / 1024)
            parts = parts[~shapely.is_empty(parts)]
            layers[f"admin{layer}"] = shapely.transform(parts, units).tolist()
        return tile(layers)

    def names(self, box: Box, zoom: float) -> list[dict[str, Any]]:
        """Return the units to name within a box of degrees, the widest first."""
        found: list[tuple[Unit, Any]] = []
        for layer in sorted(self._lines, reverse=True):
            if zoom < self._from(layer, _NAMED):
                continue
            west, south, east, north = box
            found = [
                (unit, at)
                for unit, at in self._named[layer]
                if west <= at.x <= east and south <= at.y <= north
            ]
            break
        found.sort(key=lambda pair: (-pair[0].area_km2, pair[0].id))
        return [
            {"n": u.name, "k": "unit", "v": u.level, "lat": round(at.y, 4), "lon": round(at.x, 4)}
            for u, at in found[:_MOST]
        ]

    def _simplified(self, layer: int, z: int) -> NDArray[Any]:
        """The lines of a layer to half a pixel of a zoom: once for all tiles of it."""
        if (layer, z) not in self._simple:
            self._simple[layer, z] = shapely.simplify(self._lines[layer], 1 / 2**z / 1024)
        return self._simple[layer, z]

    def _from(self, layer: int, pixels: float) -> float:
        """The zoom at which the middle unit of a layer is so many pixels wide."""
        wide = self._width_km.get(layer, 1.0)
        return round(max(0.0, float(np.log2(pixels * _KM_A_PIXEL / wide))), 2)

    @cached_property
    def _width_km(self) -> dict[int, float]:
        sizes: dict[int, list[float]] = defaultdict(list)
        for unit in self._ground.units:
            sizes[_layer(unit.level)].append(unit.area_km2)
        return {layer: float(np.sqrt(np.median(told))) or 1.0 for layer, told in sizes.items()}

    @cached_property
    def _lines(self) -> dict[int, NDArray[Any]]:
        parts: dict[int, list[Any]] = defaultdict(list)
        for level, lines in self._ground.lines:
            if level > 0:
                parts[_layer(level)].extend(shapely.transform(lines, mercator).geoms)
        return {layer: np.array(told, dtype=object) for layer, told in sorted(parts.items())}

    @cached_property
    def _trees(self) -> dict[int, shapely.STRtree]:
        return {layer: shapely.STRtree(lines) for layer, lines in self._lines.items()}

    @cached_property
    def _named(self) -> dict[int, list[tuple[Unit, Any]]]:
        """Every unit with a point well within its largest piece, by layer."""
        named: dict[int, list[tuple[Unit, Any]]] = defaultdict(list)
        for unit in self._ground.units:
            if unit.level > 0:
                largest = max(unit.drawn.geoms, key=lambda part: part.area)
                named[_layer(unit.level)].append((unit, shapely.point_on_surface(largest)))
        return named


def _layer(level: int) -> int:
    return min(level, _LEVELS[-1])


@lru_cache(maxsize=2048)
def _tile(borders: Borders, z: int, x: int, y: int) -> bytes:
    return borders.cut(z, x, y)
