"""Vector tiles: shapes as Mapbox Vector Tile 2.1 has them, a protocol buffer of moves and lines.

Written out here because the format is one page, and the library for it would hold protobuf, which
the model's runtime needs too, below the version in use.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

EXTENT = 4096
"""Units along a tile's side."""
_MOVE, _LINE, _CLOSE = 1, 2, 7
_POINT, _LINES, _POLYGON = 1, 2, 3


def tile(layers: Mapping[str, Iterable[Any]]) -> bytes:
    """Return a tile of layers of shapes without properties, in tile units, y down."""
    made = (_layer(name, shapes) for name, shapes in layers.items())
    return b"".join(_field(3, layer) for layer in made if layer)


def _layer(name: str, shapes: Iterable[Any]) -> bytes:
    features = b"".join(_field(2, feature) for s in shapes if (feature := _feature(s)))
    if not features:
        return b""
    return _number(15, 2) + _field(1, name.encode()) + features + _number(5, EXTENT)


def _feature(shape: Any) -> bytes:
    """One feature; empty where nothing is left of the shape at whole units."""
    cursor = np.zeros(2, dtype=np.int64)
    words: list[int] = []
    kind = _LINES
    for part in shapely.get_parts(shape):
        if part.geom_type == "Polygon":
            kind = _POLYGON
            for number, ring in enumerate((part.exterior, *part.interiors)):
                points = _points(ring)[:-1]
                if len(points) < 3:
                    if not number:
                        break  # without its outer ring, holes are nothing
                    continue
                # With y down, an outer ring has a positive area by the surveyor's formula.
                if (_area(points) > 0) == bool(number):
                    points = points[::-1]
                cursor = _run(points, cursor, words)
                words.append(_CLOSE | 1 << 3)
        elif part.geom_type == "LineString" and len(points := _points(part)) > 1:
            cursor = _run(points, cursor, words)
    if not words:
        return b""
    return _number(3, kind) + _field(4, b"".join(map(_varint, words)))


def _points(line: Any) -> NDArray[np.int64]:
    """The points of a line at whole units, none twice in a row."""
    points = np.rint(shapely.get_coordinates(line)).astype(np.int64)
    keep = np.ones(len(points), dtype=bool)
    keep[1:] = (points[1:] != points[:-1]).any(axis=1)
    return points[keep]


def _area(points: NDArray[np.int64]) -> int:
    x, y = points[:, 0], points[:, 1]
    return int((x * np.roll(y, -1) - np.roll(x, -1) * y).sum())


def _run(points: NDArray[np.int64], cursor: NDArray[np.int64], words: list[int]) -> Any:
    steps: NDArray[np.int64] = np.vstack([cursor, points])
    steps = steps[1:] - steps[:-1]
    zigzag = ((steps << 1) ^ (steps >> 63)).ravel().tolist()
    words += [_MOVE | 1 << 3, *zigzag[:2], _LINE | (len(points) - 1) << 3, *zigzag[2:]]
    return points[-1]


def _varint(value: int) -> bytes:
    if value < 0x80:
        return bytes((value,))
    parts = bytearray()
    while value >= 0x80:
        parts.append(value & 0x7F | 0x80)
        value >>= 7
    parts.append(value)
    return bytes(parts)


def _number(tag: int, value: int) -> bytes:
    return _varint(tag << 3) + _varint(value)


def _field(tag: int, body: bytes) -> bytes:
    return _varint(tag << 3 | 2) + _varint(len(body)) + body
