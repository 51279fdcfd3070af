"""The base map: land and borders in tiles or around a box, and names of places by importance.

All of it comes from what is shipped (Natural Earth, the gazetteer); no other machine is asked.
"""

from __future__ import annotations

import threading
from functools import lru_cache
from typing import Any, cast

import numpy as np
import shapely
from numpy.typing import NDArray

from dateline.know.land import Country, Scale
from dateline.know.land import land as countries
from dateline.pipeline import OwnNames
from dateline.settings import Settings
from dateline.web.mvt import EXTENT, tile
from dateline.web.texts import called

DEEPEST = 9
"""Zoom beyond which a tile holds no more than its parent: coasts are good to a kilometre."""
_FINE = 8
"""Zoom from which the finer scale is drawn."""
_BUFFER = 64
"""Units drawn beyond a tile's edge, so that lines do not end at it."""
_WIDE = 25.0
"""Degrees of latitude beyond which only countries are named."""
_NAMED = 60
"""Places named in one view: more than are legible."""

Box = tuple[float, float, float, float]
"""West, south, east, north in degrees."""

_shapes = threading.Lock()


def mercator(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return degrees (x east, y north) as Web Mercator on a world 1 wide, y down."""
    lat = np.radians(np.clip(points[:, 1], -85.06, 85.06))
    y = 0.5 - np.log(np.tan(np.pi / 4 + lat / 2)) / (2 * np.pi)
    return cast("NDArray[np.float64]", np.column_stack([points[:, 0] / 360 + 0.5, y]))


@lru_cache(maxsize=2048)
def base_tile(z: int, x: int, y: int) -> bytes:
    """Return the tile of land and borders at `z`, `x`, `y`, as a vector tile."""
    side = 1 / 2**z
    margin = side * _BUFFER / EXTENT
    west, north = x * side, y * side
    box = (west - margin, north - margin, west + side + margin, north + side + margin)
    found = _cut(box, "10m" if z >= _FINE else "50m", tolerance=side / 1024)

    def units(points: NDArray[np.float64]) -> NDArray[np.float64]:
        moved: NDArray[np.float64] = (points - (west, north)) * (EXTENT / side)
        return moved

    layers = {
        "land": [shapely.transform(area, units) for area, _ in found],
        "border": [shapely.transform(line, units) for _, line in found],
    }
    return tile(layers)


def land_around(box: Box) -> list[list[int]]:
    """Return rings of land around a box, as a map can draw them before its tiles are there.

    Each is x, y, x, y in millionths of the world's width, Web Mercator, y down.
    """
    edges = mercator(np.array([[box[0], box[3]], [box[2], box[1]]]))
    (west, north), (east, south) = edges
    far = 1.5 * max(east - west, south - north, 0.002)
    wide = (west - far, north - far, east + far, south + far)
    rings = []
    for area, _ in _cut(wide, "50m", tolerance=far / 1000):
        for part in shapely.get_parts(area):
            for ring in (part.exterior, *part.interiors):
                points = np.rint(shapely.get_coordinates(ring) * 1e6).astype(int)
                rings.append(points.ravel().tolist())
    return rings


def names(settings: Settings, own: OwnNames, box: Box) -> list[dict[str, Any]]:
    """Return what to name within a box: countries (`k` country), then places by people."""
    told = [
        {"n": country.name, "k": "country", "lat": round(at.y, 3), "lon": round(at.x, 3)}
        | called(own.of(f"iso:{country.code}"))
        for country in countries("50m").countries
        if _meets(country.box, box) and (at := _middle(country.name)) and _inside(at, box)
    ]
    if box[3] - box[1] > _WIDE:
        return told
    from dateline.know.gazetteer import Gazetteer, ensure

    with Gazetteer.open(ensure(settings.cache)) as gazetteer:
        found = gazetteer.largest(*box, limit=_NAMED)
    return told + [
        {"n": p.name, "k": 5, "lat": p.lat, "lon": p.lon} | called(own.of(p.id)) for p in found
    ]


@lru_cache(maxsize=1)
def _middles() -> dict[str, Any]:
    """A point in the largest piece of every country, by its name."""
    told = {}
    for country in countries("50m").countries:
        parts = shapely.get_parts(country.shape)
        if len(parts):
            told[country.name] = shapely.point_on_surface(max(parts, key=lambda p: p.area))
    return told


def _middle(name: str) -> Any:
    with _shapes:
        return _middles().get(name)


def _inside(point: Any, box: Box) -> bool:
    return bool(box[0] <= point.x <= box[2] and box[1] <= point.y <= box[3])


def _meets(one: Box, other: Box) -> bool:
    return one[0] <= other[2] and one[2] >= other[0] and one[1] <= other[3] and one[3] >= other[1]


def _cut(box: Box, scale: Scale, *, tolerance: float) -> list[tuple[Any, Any]]:
    """Countries within a box of Web Mercator: their land, and their edges, both simplified."""
    degrees = _degrees(box)
    found = []
    for number, country in enumerate(countries(scale).countries):
        if not _meets(country.box, degrees):
            continue
        whole, edge = _projected(scale, number)
        area = shapely.simplify(shapely.clip_by_rect(whole, *box), tolerance)
        if not area.is_empty:
            parts = [p for p in shapely.get_parts(area) if p.geom_type == "Polygon"]
            line = shapely.simplify(shapely.clip_by_rect(edge, *box), tolerance)
            found.append((shapely.multipolygons(parts), line))
    return found


def _projected(scale: Scale, number: int) -> tuple[Any, Any]:
    """The land of a country in Web Mercator, and its edges as lines."""
    with _shapes:  # shapes of countries are made when first asked for
        return _projected_once(scale, number)


@lru_cache(maxsize=512)
def _projected_once(scale: Scale, number: int) -> tuple[Any, Any]:
    country: Country = countries(scale).countries[number]
    shape = shapely.transform(country.shape, mercator)
    return shape, shapely.boundary(shape)


def _degrees(box: Box) -> Box:
    def lat(y: float) -> float:
        return float(np.degrees(2 * np.arctan(np.exp((0.5 - y) * 2 * np.pi)) - np.pi / 2))

    west, north, east, south = box
    return (west - 0.5) * 360, lat(south), (east - 0.5) * 360, lat(north)
