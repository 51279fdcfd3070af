"""Sizes on the ground of shapes in degrees: areas on an equal-area plane (Lambert's cylinder)."""

from __future__ import annotations

from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

EARTH_KM = 6371.0088
"""The mean radius (IUGG)."""


def areas_km2(shapes: Any) -> NDArray[np.float64]:
    """Return the areas of shapes in degrees, in square kilometres."""
    flat = shapely.transform(
        shapes,
        lambda p: np.column_stack(
            [EARTH_KM * np.radians(p[:, 0]), EARTH_KM * np.sin(np.radians(p[:, 1]))]
        ),
    )
    found: NDArray[np.float64] = shapely.area(flat)
    return found
