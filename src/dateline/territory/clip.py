"""Many small shapes cut to one large one: the large one is cut up first, and often not needed."""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

_SMALL = 200
"""Vertices of the large shape from which on it is not worth cutting further (swept 50 to 1000)."""
_SLACK = 1e-9

Shapes = NDArray[Any]


def clipped(shapes: Shapes, to: shapely.Geometry) -> Shapes:
    """Return what of every shape lies within `to`.

    Args:
        shapes: an array of polygons or lines.
        to: a polygon or several, however many vertices it has.
    """
    out = np.empty(len(shapes), dtype=object)
    _clip(shapes, to, np.arange(len(shapes)), out)
    return out


def _clip(shapes: Shapes, to: Any, which: NDArray[np.int64], out: Shapes) -> None:
    """Clip the shapes numbered `which`; half of them at a time, each half to its own part."""
    if not len(which):
        return
    boxes = shapely.bounds(shapes[which])
    west, south = np.nanmin(boxes[:, :2], axis=0)
    east, north = np.nanmax(boxes[:, 2:], axis=0) + _SLACK  # a line due north has no width
    part = shapely.clip_by_rect(to, west, south, east, north)
    if not part.is_valid:  # a coast that touches itself at the cut
        part = shapely.intersection(to, shapely.box(west, south, east, north))
    if part.is_empty:
        out[which] = shapely.Polygon()
    elif part.equals(shapely.box(west, south, east, north)):
        out[which] = shapes[which]
    elif len(which) == 1 or shapely.get_num_coordinates(part) <= _SMALL:
        shapely.prepare(part)
        inside = shapely.covers(part, shapes[which])
        out[which[inside]] = shapes[which[inside]]
        across = which[~inside]
        out[across] = shapely.intersection(shapes[across], part)
    else:
        wide = east - west > north - south
        middle = boxes[:, 0] + boxes[:, 2] if wide else boxes[:, 1] + boxes[:, 3]
        order = np.argsort(middle, kind="stable")
        half = len(order) // 2
        _clip(shapes, part, which[order[:half]], out)
        _clip(shapes, part, which[order[half:]], out)
