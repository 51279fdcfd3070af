"""Areas and front lines of a day: of a small record by cells, of a large one by view."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import Annotated, Any

import msgspec
import numpy as np
import shapely
from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from dateline.model import to_json
from dateline.territory import ground as ground_of
from dateline.web.answers import TYPES, desk_of, tagged
from dateline.web.api import FOUND
from dateline.web.api_map import Day, South, West
from dateline.web.arrays import number
from dateline.web.terrain import Terrain

router = APIRouter(tags=["map"])

DEEPEST = 12
"""Zoom beyond which squares get no smaller: they are 30 m there."""


@router.get("/map/ground", summary="Areas and front lines of a day as GeoJSON", responses=FOUND)
def ground(request: Request, day: Day) -> Response:
    """Answer `areas` and `fronts`, drawn from the nearest places of which something is told.

    With boundaries, areas hold the rest of provinces and districts that are told of, too (`layer`
    is `division`).
    """

    def made() -> tuple[bytes, str]:
        territory = desk_of(request).territory()
        return _layers({name: territory.layer(name, day) for name in ("areas", "fronts")})

    return tagged(request, made, salt=desk_of(request).borders().key)


@router.get("/map/ground/view", summary="The same as a view of the map needs it", responses=FOUND)
def in_view(  # noqa: PLR0917 - each is a parameter of the query
    request: Request,
    day: Day,
    west: West,
    south: South,
    east: West,
    north: South,
    zoom: Annotated[float, Query(ge=0, le=22)] = 6,
) -> Response:
    """Answer the ground of a view, and somewhat more, as fine as a screen shows it."""

    def made() -> tuple[bytes, str]:
        desk = desk_of(request)
        box = (west, min(south, north), max(west, east), max(south, north))
        return _layers(layers(desk.terrain(), day, box, min(DEEPEST, round(zoom))))

    return tagged(request, made)


def layers(
    terrain: Terrain, day: dt.date, box: tuple[float, float, float, float], zoom: int
) -> dict[str, list[dict[str, Any]]]:
    """Return areas and fronts of a day within a box of degrees."""
    found = ground_of(terrain.layout.raster.grid(*box, zoom), terrain.states(number(day)))
    areas = []
    for state in np.unique(found.states).tolist():
        side, status = terrain.told(state)
        shape = shapely.multipolygons(found.faces[found.states == state])
        told = {"side": side.key if side else None, "holder": side.name if side else None}
        areas.append(_feature(shape, {"layer": "area", **told, "status": status, "day": day}))
    lines: dict[tuple[str, str, bool], list[Any]] = defaultdict(list)
    for one, other, line in found.edges:
        (first, how), (second, how2) = terrain.told(one), terrain.told(other)
        if first and second and first.key != second.key:
            pair = sorted((first.key, second.key))
            lines[pair[0], pair[1], "claimed" not in (how, how2)].append(line)
    fronts = [
        _feature(
            shapely.line_merge(shapely.union_all(parts)),
            {"layer": "front", "sides": [one, other], "firm": firm, "day": day},
        )
        for (one, other, firm), parts in sorted(lines.items())
    ]
    return {"areas": areas, "fronts": fronts}


def _layers(told: dict[str, list[dict[str, Any]]]) -> tuple[bytes, str]:
    made = {n: {"type": "FeatureCollection", "features": told[n]} for n in ("areas", "fronts")}
    return to_json(made), TYPES["json"]


def _feature(shape: Any, properties: dict[str, Any]) -> dict[str, Any]:
    short = shapely.set_precision(shape, 1e-4, mode="pointwise")
    geometry = msgspec.Raw(shapely.to_geojson(short).encode())
    return {"type": "Feature", "geometry": geometry, "properties": properties}
