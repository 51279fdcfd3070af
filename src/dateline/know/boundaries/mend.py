"""Shapes as files have them, made valid; what was wrong is told."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon, Polygon

from dateline.know.land import cut, polygons
from dateline.know.land.measure import areas_km2

DRAWN: Final = 0.0005
"""Degrees (50 m): how much a unit's outline may be moved for drawing. Half a pixel at zoom 11."""
_OVERLAP_KM2, _OVERLAP_SHARE = 1.0, 0.002
"""Ground that two units of a level share is told from so much on, and from such a share of the
smaller one: neighbours digitised apart overlap by slivers that nobody sees."""
_HALF_TURN: Final = 180.0


def mended(shape: Any) -> tuple[MultiPolygon, str | None]:
    """Return a shape's polygons, valid and cut at 180°, and what was wrong with it.

    An empty one where it has no ground at all.
    """
    whole = polygons(shapely.force_2d(shape))
    west, _, east, _ = whole.bounds if not whole.is_empty else (0.0, 0.0, 0.0, 0.0)
    if east - west > _HALF_TURN:  # on both sides of 180°, or drawn around the globe to get there
        whole = MultiPolygon([_unwrapped(part) for part in whole.geoms])
    wrong = None
    if not whole.is_valid:
        wrong = shapely.is_valid_reason(whole).partition("[")[0].lower()
        whole = polygons(shapely.make_valid(whole, method="structure", keep_collapsed=False))
    return polygons(cut(whole)), wrong


def _unwrapped(part: Polygon) -> Polygon:
    """Return a polygon whose rings run on beyond 180° where they jumped to its other side."""

    def ring(line: Any) -> NDArray[np.float64]:
        points = shapely.get_coordinates(line).copy()
        points[:, 0] = np.unwrap(points[:, 0], period=2 * _HALF_TURN)
        return points

    made = Polygon(ring(part.exterior), [ring(hole) for hole in part.interiors])
    # A ring around a pole does not close by unwrapping: it is left as it was.
    outer = shapely.get_coordinates(made.exterior)
    return made if abs(outer[0, 0] - outer[-1, 0]) < 1 else part


def simplified(shapes: NDArray[Any]) -> NDArray[Any]:
    """Return the shapes of one level simplified for drawing; an edge of two stays one edge."""
    made: NDArray[Any] = np.asarray(shapely.coverage_simplify(shapes, DRAWN))
    # A unit smaller than the tolerance stays as it is rather than vanish.
    lost = shapely.is_empty(made)
    made[lost] = shapes[lost]
    return made


def overlaps(shapes: NDArray[Any]) -> list[tuple[int, int, float]]:
    """Return which shapes of one level lie on the same ground, by number, and on how many km²."""
    if len(shapes) < 2:
        return []
    astray = np.flatnonzero(~shapely.is_empty(shapely.coverage_invalid_edges(shapes)))
    some = shapes[astray]
    one, other = shapely.STRtree(some).query(some, predicate="intersects")
    pairs = np.flatnonzero(one < other)
    if not len(pairs):
        return []
    one, other = one[pairs], other[pairs]
    common = areas_km2(shapely.intersection(some[one], some[other]))
    least = np.minimum(areas_km2(some[one]), areas_km2(some[other])) * _OVERLAP_SHARE
    told = np.flatnonzero(common > np.maximum(_OVERLAP_KM2, least))
    return [(int(astray[one[i]]), int(astray[other[i]]), float(common[i])) for i in told]
