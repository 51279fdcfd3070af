"""A plane on which the neighbourhood of a point looks as it does on the ground: Mercator's.

It is conformal, so that circles stay circles and bisectors bisectors at any latitude, however
much sizes differ between latitudes; areas are measured on another, equal-area one. Units are
radians of the equator; kilometres at a latitude are divided by `km_of`.
"""

from __future__ import annotations

from typing import Any, TypeVar

import numpy as np
import shapely
from numpy.typing import NDArray

from dateline.know.land.measure import EARTH_KM

_POLE = 85.0
"""Degrees; nearer to a pole nobody fights, and the plane has no end."""

_Shape = TypeVar("_Shape", bound=Any)
_Points = NDArray[np.float64]


def projected(degrees: _Points) -> _Points:
    """Return points (x east, y north, in degrees) on the plane."""
    lat = np.radians(np.clip(degrees[:, 1], -_POLE, _POLE))
    return np.column_stack([np.radians(degrees[:, 0]), np.arcsinh(np.tan(lat))])


def _degrees(points: _Points) -> _Points:
    lat = np.degrees(np.arctan(np.sinh(points[:, 1])))
    return np.column_stack([np.degrees(points[:, 0]), lat])


def to_plane(shapes: _Shape) -> _Shape:
    """Return a shape, or an array of them, in degrees on the plane."""
    made: _Shape = shapely.transform(shapes, projected)
    return made


def to_degrees(shapes: _Shape) -> _Shape:
    """Return a shape, or an array of them, on the plane in degrees."""
    made: _Shape = shapely.transform(shapes, _degrees)
    return made


def km_of(lat: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how many kilometres a unit of the plane is at a latitude in degrees."""
    km: NDArray[np.float64] = EARTH_KM * np.cos(np.radians(np.clip(lat, -_POLE, _POLE)))
    return km


def length_km(line: Any) -> float:
    """Return the length of a line in degrees, in kilometres along great circles."""
    total = 0.0
    for part in shapely.get_parts(line):
        lon, lat = np.radians(shapely.get_coordinates(part)).T
        half = np.sin(np.diff(lat) / 2) ** 2
        half += np.cos(lat[1:]) * np.cos(lat[:-1]) * np.sin(np.diff(lon) / 2) ** 2
        total += float(2 * EARTH_KM * np.arcsin(np.sqrt(np.minimum(half, 1))).sum())
    return total
