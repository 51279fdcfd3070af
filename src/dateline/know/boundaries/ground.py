"""The world's land with the boundaries that a user added in place of Natural Earth's.

Where they are given they are right: the neighbours' land ends at them, so that no ground is of two
countries.
"""

from __future__ import annotations

from functools import lru_cache, partial

import numpy as np
import shapely
from shapely import MultiPolygon

from dateline.know.boundaries.keep import Boundaries
from dateline.know.land import Box, Country, Land, polygons


@lru_cache(maxsize=2)
def bounded(land: Land, ground: Boundaries) -> Land:
    """Return `land` with the countries of `ground` as these boundaries have them."""
    if not ground:
        return land
    names = {c.code: c.name for c in land.countries}
    ours: list[Country] = []
    taken: list[tuple[Box, MultiPolygon]] = []
    for code in ground.countries:
        shape = ground.land(code)
        if shape is None or code not in names:
            continue
        west, south, east, north = shape.bounds
        box = (float(west), float(south), float(east), float(north))
        ours.append(Country(code, names[code], box, partial(_as_is, shape)))
        taken.append((box, shape))
    known = {country.code for country in ours}
    others = [
        Country(c.code, c.name, c.box, partial(_without, c, near)) if near else c
        for c in land.countries
        if c.code not in known
        for near in [[shape for box, shape in taken if _meets(box, c.box)]]
    ]
    return Land((*ours, *others))


def _as_is(shape: MultiPolygon) -> MultiPolygon:
    return shape


def _without(country: Country, others: list[MultiPolygon]) -> MultiPolygon:
    return polygons(shapely.difference(country.shape, shapely.union_all(np.array(others))))


def _meets(one: Box, other: Box) -> bool:
    return one[0] <= other[2] and one[2] >= other[0] and one[1] <= other[3] and one[3] >= other[1]
