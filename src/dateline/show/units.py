"""Administrative boundaries for people and for maps."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import IO, Any

import numpy as np
import shapely
from rich.console import Console

from dateline.know.boundaries import Unit
from dateline.show.grid import Column, print_grid

_DECIMALS = 5
"""Of a degree, about a metre."""


def print_units(to: Console, units: Sequence[Unit]) -> None:
    """Print administrative units, the widest first."""
    columns = (
        Column("Level", 5, right=True),
        Column("Unit", 20, wide=True),
        Column("Part of", 14, rank=2, wide=True),
        Column("km²", 9, right=True),
        Column("People", 10, rank=1, right=True),
        Column("Id", 14, rank=3, wide=True),
        Column("Source", 10, rank=4, wide=True),
    )
    names = {unit.id: unit.name for unit in units}
    rows = [
        (
            str(u.level),
            u.name,
            names.get(u.parent or "", u.country or ""),
            f"{u.area_km2:,.0f}",
            f"{u.people:,}" if u.people else "",
            u.id,
            u.source,
        )
        for u in units
    ]
    empty = "No boundaries were added: dateline gazetteer add FILE (GeoJSON or shapefile)"
    print_grid(to, columns, rows, empty=empty)


def write_units(units: Sequence[Unit], to: IO[str]) -> None:
    """Write administrative units as a GeoJSON FeatureCollection, one feature a line."""
    to.write('{"type": "FeatureCollection", "features": [')
    for number, unit in enumerate(units):
        to.write(",\n" if number else "\n")
        json.dump(unit_feature(unit), to, ensure_ascii=False)
    to.write("\n]}\n")


def unit_feature(unit: Unit) -> dict[str, Any]:
    """Return a unit as a GeoJSON feature, outer rings to the left (RFC 7946, 3.1.6)."""
    shape = shapely.orient_polygons(unit.shape)
    return {
        "type": "Feature",
        "id": unit.id,
        "geometry": {
            "type": "MultiPolygon",
            "coordinates": [
                [_ring(ring) for ring in (part.exterior, *part.interiors)] for part in shape.geoms
            ],
        },
        "properties": {
            "name": unit.name,
            "level": unit.level,
            "parent": unit.parent,
            "country": unit.country,
            "people": unit.people,
            "area_km2": unit.area_km2,
            "source": unit.source,
        },
    }


def _ring(line: Any) -> list[list[float]]:
    points: list[list[float]] = np.round(shapely.get_coordinates(line), _DECIMALS).tolist()
    return points
