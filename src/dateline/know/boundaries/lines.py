"""The lines between units: every edge once, of the widest level that it parts.

Neighbours share their edges point by point, so that an edge is told by its two ends. Levels often
do not: where three units meet, one of them may have a point more. So lines are simplified, and
what then runs along a wider level's line is dropped.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import shapely
from numpy.typing import NDArray

FINE: Final = 0.0001
"""Degrees (10 m): how much a kept line may be moved. Half a pixel at zoom 13."""
_ALONG: Final = 2 * FINE
"""Lines of two levels nearer than this are one, simplified apart."""
_END_OF_MAP: Final = 180.0


def lines_of(shapes: NDArray[Any], levels: Sequence[int]) -> list[tuple[int, Any]]:
    """Return the lines around units: level and MultiLineString, the widest level first.

    Args:
        shapes: polygons in degrees, cut at 180°; the cut itself is no line.
        levels: of each shape.
    """
    told: list[tuple[int, Any]] = []
    wider = np.empty(0, dtype=object)
    start, end, ring, level = _edges(shapes, np.asarray(levels, dtype=np.int64))
    for one in np.unique(level):
        mine = np.flatnonzero(level == one)
        runs = shapely.simplify(_runs(start[mine], end[mine], ring[mine]), FINE)
        pieces = _pieces(runs)
        pieces = pieces[~_along(pieces, wider)]
        if len(pieces):
            merged = shapely.line_merge(shapely.multilinestrings(pieces))
            told.append((int(one), shapely.multilinestrings(shapely.get_parts(merged))))
            wider = np.concatenate([wider, pieces])
    return told


def _edges(shapes: NDArray[Any], levels: NDArray[np.int64]) -> tuple[NDArray[Any], ...]:
    """Return the edges of all rings, each once, in the order of their rings.

    Returns:
        starts, ends, number of the ring, level: the widest that an edge is of.
    """
    parts, shape = shapely.get_parts(shapes, return_index=True)
    rings, part = shapely.get_rings(parts, return_index=True)
    points, owner = shapely.get_coordinates(rings, return_index=True)
    same = owner[1:] == owner[:-1]
    start, end, ring = points[:-1][same], points[1:][same], owner[:-1][same]
    at_end = (np.abs(start[:, 0]) == _END_OF_MAP) & (start[:, 0] == end[:, 0])
    real = (start != end).any(axis=1) & ~at_end
    start, end, ring = start[real], end[real], ring[real]
    level = levels[shape[part[ring]]]
    turned = (start[:, 0] > end[:, 0]) | ((start[:, 0] == end[:, 0]) & (start[:, 1] > end[:, 1]))
    first, last = np.where(turned[:, None], end, start), np.where(turned[:, None], start, end)
    order = np.lexsort((level, last[:, 1], last[:, 0], first[:, 1], first[:, 0]))
    first, last = first[order], last[order]
    fresh = np.ones(len(order), dtype=bool)
    fresh[1:] = (first[1:] != first[:-1]).any(axis=1) | (last[1:] != last[:-1]).any(axis=1)
    kept = np.sort(order[fresh])
    return start[kept], end[kept], ring[kept], level[kept]


def _runs(
    start: NDArray[np.float64], end: NDArray[np.float64], ring: NDArray[np.int64]
) -> NDArray[Any]:
    """Return edges that follow one another in a ring as one line each."""
    breaks = np.ones(len(start), dtype=bool)
    breaks[1:] = (ring[1:] != ring[:-1]) | (start[1:] != end[:-1]).any(axis=1)
    run = np.cumsum(breaks) - 1
    # A run is its first start and all its ends.
    points = np.concatenate([start[breaks], end])
    of = np.concatenate([np.arange(run[-1] + 1), run])
    order = np.argsort(of, kind="stable")
    made: NDArray[Any] = np.asarray(shapely.linestrings(points[order], indices=of[order]))
    return made


def _pieces(lines: NDArray[Any]) -> NDArray[Any]:
    points, owner = shapely.get_coordinates(lines, return_index=True)
    same = owner[1:] == owner[:-1]
    pairs = np.stack([points[:-1][same], points[1:][same]], axis=1)
    made: NDArray[Any] = np.asarray(shapely.linestrings(pairs))
    return made


def _along(pieces: NDArray[Any], wider: NDArray[Any]) -> NDArray[np.bool_]:
    """Tell which edges run along those of wider levels, from end to end."""
    along = np.ones(len(pieces), dtype=bool)
    tree = shapely.STRtree(wider)
    for at in (0.0, 0.5, 1.0):
        points = np.asarray(shapely.line_interpolate_point(pieces, at, normalized=True))
        where = np.flatnonzero(along)
        near = tree.query(points[where], predicate="dwithin", distance=_ALONG)[0]
        along[:] = False
        along[where[np.unique(near)]] = True
    return along
