"""TopoJSON to shapes: arcs are put together to rings, and rings that cross 180° are opened there.

world-atlas stitches rings over the antimeridian, which on a plane is a line around the globe.
Here every ring runs on beyond 180° instead, so that a shape is whole; `cut` parts it at 180°, as
RFC 7946 (3.1.9) asks.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, pairwise
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon
from shapely.affinity import translate

_Points = NDArray[np.float64]


class Topology:
    """The arcs of a TopoJSON file, decoded once."""

    def __init__(self, whole: dict[str, Any]) -> None:
        scale, shift = (np.array(whole["transform"][k]) for k in ("scale", "translate"))
        arcs = whole["arcs"]
        steps = np.array(list(chain.from_iterable(arcs)), dtype=np.int64)
        starts = np.cumsum([0, *(len(arc) for arc in arcs)])
        run = np.cumsum(steps, axis=0)
        # Every arc is a sum of its own steps: what the arcs before it came to is taken off.
        before = np.vstack([[0, 0], run[starts[1:-1] - 1]])
        run = run - np.repeat(before, np.diff(starts), axis=0)
        points = run * scale + shift
        self._arcs = [points[a:b] for a, b in pairwise(starts)]
        ends = np.stack([f.reduceat(points, starts[:-1], axis=0) for f in (np.minimum, np.maximum)])
        self._boxes = ends.swapaxes(0, 1)

    def shape(self, geometry: dict[str, Any]) -> MultiPolygon:
        """Return a geometry object of type Polygon or MultiPolygon, whole over 180°."""
        parts = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        ringed = ([r for r in map(self._ring, part) if len(r) >= 4] for part in parts)
        made = MultiPolygon([Polygon(rings[0], rings[1:]) for rings in ringed if rings])
        # Quantised coasts may touch themselves; to mend them is dear, so only where it is needed.
        return made if made.is_valid else polygons(shapely.make_valid(made))

    def box(self, geometry: dict[str, Any]) -> tuple[float, float, float, float]:
        """Return west, south, east and north of a geometry, 180° being the end of the map."""
        nested = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        arcs = {i if i >= 0 else ~i for part in nested for ring in part for i in ring}
        boxes = self._boxes[sorted(arcs)]
        (west, south), (east, north) = boxes[:, 0].min(axis=0), boxes[:, 1].max(axis=0)
        return float(west), float(south), float(east), float(north)

    def _ring(self, indices: Sequence[int]) -> _Points:
        pieces = [self._arcs[i] if i >= 0 else self._arcs[~i][::-1] for i in indices]
        ring = np.vstack([pieces[0], *(piece[1:] for piece in pieces[1:])])
        lon = np.unwrap(ring[:, 0], period=360)
        if abs(lon[-1] - lon[0]) > 180:  # once around a pole: closed over it
            pole = -90.0 if ring[:, 1].mean() < 0 else 90.0
            ends = [[lon[-1], pole], [lon[0], pole], [lon[0], ring[0, 1]]]
            return np.vstack([np.column_stack([lon, ring[:, 1]]), ends])
        return np.column_stack([lon, ring[:, 1]])


def polygons(shape: shapely.Geometry) -> MultiPolygon:
    """Return the polygons of a shape, without lines and points."""
    parts = shapely.get_parts(shape)
    inner = shapely.get_parts(parts)  # collections in collections, once
    return MultiPolygon([p for p in inner if isinstance(p, Polygon) and not p.is_empty])


def cut(shape: Any) -> Any:
    """Return a shape that runs beyond 180° east or west as parts within -180° to 180°."""
    west, _, east, _ = shape.bounds if not shape.is_empty else (0, 0, 0, 0)
    if west >= -180 and east <= 180:
        return shape
    parts = []
    for turn in range(int(np.floor((west + 180) / 360)), int(np.ceil((east + 180) / 360))):
        middle = turn * 360.0
        part = shapely.clip_by_rect(shape, middle - 180, -90, middle + 180, 90)
        if not part.is_empty:
            parts.append(translate(part, -middle))
    return shapely.union_all(parts)


def whole(shape: Any) -> Any:
    """Return a shape of parts on both sides of 180° as one that runs over it, eastwards."""
    west, _, east, _ = shape.bounds
    if east - west <= 180:
        return shape
    parts = [
        translate(p, 360.0) if p.bounds[0] + p.bounds[2] < 0 else p
        for p in shapely.get_parts(shape)
    ]
    return shapely.union_all(parts)
