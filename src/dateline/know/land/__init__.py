"""Land and borders: Natural Earth's countries, as the npm package world-atlas carries them.

Borders are drawn as Natural Earth has them, which is who governs in fact as it sees it; they cut
cells and serve for orientation, and say nothing of who holds what.
"""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Callable
from functools import cache, cached_property, partial
from importlib.resources import files
from typing import Literal

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray
from shapely import MultiPolygon

from dateline.know.land.topology import Topology, cut, polygons, whole

__all__ = ["Country", "Land", "Scale", "cut", "land", "polygons", "topojson"]

Scale = Literal["10m", "50m"]
"""Natural Earth's scales: 1:10 million (coasts to about a kilometre), 1:50 million (to five)."""

Box = tuple[float, float, float, float]
"""West, south, east, north in degrees."""

OFFSHORE_KM = 10.0
"""How far from a coast a point still counts to its country: harbours, islets that no map has."""
_KM_OF_DEGREE = 111.2


class Country:
    """A country's land; its shape is made when it is first asked for.

    Attributes:
        code: ISO 3166-1 alpha-2; None for reefs and glaciers that nobody has one for.
        name: as Natural Earth prints it.
        box: west, south, east, north in degrees; -180 and 180 where it lies on both sides of 180°.
    """

    def __init__(
        self, code: str | None, name: str, box: Box, make: Callable[[], MultiPolygon]
    ) -> None:
        self.code = code
        self.name = name
        self.box = box
        self._make = make

    @cached_property
    def shape(self) -> MultiPolygon:
        """The land in degrees (WGS 84, x east, y north), cut at 180°."""
        return polygons(cut(self._make()))

    @cached_property
    def whole(self) -> MultiPolygon:
        """The same running on beyond 180°, for countries on both sides of it."""
        return polygons(whole(self.shape))


class Land:
    """The countries of the world.

    Attributes:
        countries: in the order of the file.
    """

    def __init__(self, countries: tuple[Country, ...]) -> None:
        self.countries = countries
        self._boxes = np.array([c.box for c in countries])

    def country(self, code: str) -> Country | None:
        """Return the largest land of an alpha-2 code."""
        found = [c for c in self.countries if c.code == code.upper()]
        return max(found, key=lambda c: c.shape.area) if found else None

    def at(self, lon: ArrayLike, lat: ArrayLike) -> NDArray[np.int64]:
        """Return in which of `countries` each point lies, by its number; -1 at sea.

        Args:
            lon: degrees east, -180 to 180.
            lat: degrees north.
        """
        x, y = np.asarray(lon, dtype=np.float64), np.asarray(lat, dtype=np.float64)
        found = np.full(len(x), -1)
        for offshore in (0.0, OFFSHORE_KM / _KM_OF_DEGREE):
            for number, (west, south, east, north) in enumerate(self._boxes):
                wide = offshore / np.cos(np.radians(np.clip(y, -85, 85)))
                near = (found < 0) & (x >= west - wide) & (x <= east + wide)
                near &= (y >= south - offshore) & (y <= north + offshore)
                if near.any():
                    shape = self.countries[number].shape
                    shapely.prepare(shape)
                    where = np.flatnonzero(near)
                    points = shapely.points(x[where], y[where])
                    found[where[shapely.dwithin(shape, points, offshore)]] = number
        return found


def topojson(scale: Scale = "50m") -> bytes:
    """Return the file itself, gzip-compressed TopoJSON with the objects `countries` and `land`."""
    return files(__name__).joinpath(f"countries-{scale}.json.gz").read_bytes()


@cache
def land(scale: Scale = "10m") -> Land:
    """Return the countries of the world."""
    file = json.loads(gzip.decompress(topojson(scale)))
    topology, codes = Topology(file), _codes()
    countries = []
    for geometry in file["objects"]["countries"]["geometries"]:
        name = geometry["properties"]["name"]
        code = codes.get(geometry.get("id") or "") or codes.get(name)
        make = partial(topology.shape, geometry)
        countries.append(Country(code, name, topology.box(geometry), make))
    return Land(tuple(countries))


def _codes() -> dict[str, str]:
    """Return alpha-2 codes by ISO's number, and by name of what has no number."""
    import pycountry

    text = files(__name__).joinpath("codes.csv").read_text("utf-8")
    named = {row["name"]: row["country"] for row in csv.DictReader(text.splitlines())}
    return {str(c.numeric): str(c.alpha_2) for c in pycountry.countries} | named
