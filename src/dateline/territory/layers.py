"""Areas, cells and front lines of a day, as GeoJSON (RFC 7946) and as rows.

What is not known has no colour: a cell without a holding is left out, one whose holder is open has
none. Claimed-only and contested ground says so in `status`, for hatching.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely

from dateline.know.land import polygons
from dateline.know.land.measure import areas_km2
from dateline.territory.plane import length_km
from dateline.territory.states import State, States, by_cell, by_division
from dateline.territory.tessellation import Cell, Division, Tessellation

Feature = dict[str, Any]
_DECIMALS = 4
"""Of a degree, about 10 m: cells are no finer than that."""


def cells(tessellation: Tessellation, states: States, day: dt.date) -> list[Feature]:
    """Return the cells of which anything is told for `day`, one feature each."""
    told = by_cell(tessellation, states.on(day))
    return [
        _feature(cell.shape, _told(cell, state, day), id_=cell.keys[0])
        for cell, state in zip(tessellation.cells, told, strict=True)
        if state is not None and not cell.shape.is_empty
    ]


def areas(tessellation: Tessellation, states: States, day: dt.date) -> list[Feature]:
    """Return the cells of one side and status as one area each, the largest first."""
    groups: dict[tuple[str, str], list[tuple[Cell, State]]] = defaultdict(list)
    told = by_cell(tessellation, states.on(day))
    for cell, state in zip(tessellation.cells, told, strict=True):
        if state is not None and not cell.shape.is_empty:
            key = state.side.key if state.side else ""
            groups[key, _shown(state)].append((cell, state))
    made = []
    for (_, status), members in sorted(groups.items()):
        side = members[0][1].side
        shape = shapely.union_all([cell.shape for cell, _ in members], grid_size=1e-6)
        size = areas_km2(np.array([cell.shape for cell, _ in members], dtype=object)).sum()
        properties = {
            "layer": "area",
            "side": side.key if side else None,
            "holder": side.name if side else None,
            "status": status,
            "day": day.isoformat(),
            "places": len(members),
            "area_km2": round(float(size), 1),
        }
        made.append(_feature(shape, properties))
    made.sort(key=lambda f: (-f["properties"]["area_km2"], f["properties"]["status"]))
    return made + divisions(tessellation, states, day)


def divisions(tessellation: Tessellation, states: States, day: dt.date) -> list[Feature]:
    """Return the ground of provinces and districts of which it is told who holds them.

    Only what is left of it where nothing nearer is told: no cell with a state of its own, no
    smaller division. One of which nothing is known, or nothing that holds still, stays blank.
    """
    told = states.on(day)
    known = [state is not None for state in by_cell(tessellation, told)]
    made: list[Feature] = []
    nearer: list[Any] = []
    of_division = by_division(tessellation, told)
    for division, state in zip(tessellation.divisions, of_division, strict=True):
        if state is None:
            continue
        over = [tessellation.cells[n].shape for n in division.cells if known[n]]
        left = shapely.difference(division.shape, shapely.union_all([*over, *nearer]))
        nearer.append(division.shape)
        left = polygons(left)
        if not left.is_empty:
            size = round(float(areas_km2(np.array([left], dtype=object)).sum()), 1)
            made.append(_feature(left, _told_of(division, state, day) | {"area_km2": size}))
    return made


def fronts(tessellation: Tessellation, states: States, day: dt.date) -> list[Feature]:
    """Return the lines between neighbouring cells of unlike sides, one feature for two sides.

    A line between two that are said by others to hold their ground is `firm`; where either side
    only claims it itself, the line is not. Contested ground is an area, not a line.
    """
    told = by_cell(tessellation, states.on(day))
    lines: dict[tuple[str, str, bool], list[Any]] = defaultdict(list)
    for border in tessellation.borders:
        one, other = told[border.one], told[border.other]
        if not (one and other and one.side and other.side) or one.side.key == other.side.key:
            continue
        firm = "claimed" not in (one.holding.status, other.holding.status)
        first, second = sorted((one.side.key, other.side.key))
        lines[first, second, firm].append(border.line)
    made = []
    for (first, second, firm), parts in sorted(lines.items()):
        shape = shapely.line_merge(shapely.union_all(parts))
        properties = {
            "layer": "front",
            "sides": [first, second],
            "holders": [states.sides[first].name, states.sides[second].name],
            "firm": firm,
            "day": day.isoformat(),
            "length_km": round(length_km(shape), 1),
        }
        made.append(_feature(shape, properties))
    return made


def collection(features: Sequence[Feature]) -> dict[str, Any]:
    """Return features as a GeoJSON FeatureCollection."""
    return {"type": "FeatureCollection", "features": list(features)}


def _shown(state: State) -> str:
    """Held and probably held ground is one area; what is claimed or contested is another."""
    return "held" if state.holding.status in ("held", "probable") else state.holding.status


def _told(cell: Cell, state: State, day: dt.date) -> dict[str, Any]:
    holding = state.holding
    return {
        "layer": "cell",
        "place": cell.place.name or cell.place.text,
        "place_id": cell.place.id,
        "places": len(cell.keys),
        "country": cell.country,
        "side": state.side.key if state.side else None,
        "holder": state.side.name if state.side else None,
        "status": holding.status,
        "probability": holding.probability,
        "extent": holding.extent,
        "since": holding.from_day.isoformat() if holding.from_day else None,
        "last_told": holding.told.isoformat() if holding.told else None,
        "days_since_told": (day - holding.told).days if holding.told else None,
        "lineages": holding.lineages,
        "holding": holding.id,
        "claims": list(holding.claims),
        "against": list(holding.against),
        "area_km2": cell.area_km2,
    }


def _told_of(division: Division, state: State, day: dt.date) -> dict[str, Any]:
    holding = state.holding
    return {
        "layer": "division",
        "place": division.place.name or division.place.text,
        "place_id": division.place.id,
        "level": division.level,
        "country": division.country,
        "side": state.side.key if state.side else None,
        "holder": state.side.name if state.side else None,
        "status": _shown(state),
        "probability": holding.probability,
        "extent": holding.extent,
        "day": day.isoformat(),
        "last_told": holding.told.isoformat() if holding.told else None,
        "lineages": holding.lineages,
        "holding": holding.id,
        "claims": list(holding.claims),
        "against": list(holding.against),
    }


def _feature(shape: Any, properties: dict[str, Any], *, id_: str | None = None) -> Feature:
    shape = shapely.orient_polygons(shape)
    geometry = shapely.geometry.mapping(shape)
    feature: Feature = {"type": "Feature", "geometry": _rounded(geometry), "properties": properties}
    return {"id": id_} | feature if id_ else feature


def _rounded(geometry: dict[str, Any]) -> dict[str, Any]:
    def short(part: Any) -> Any:
        if isinstance(part[0], float | int):
            return [round(float(x), _DECIMALS) for x in part]
        return [short(inner) for inner in part]

    parts = geometry["coordinates"]
    return {"type": geometry["type"], "coordinates": short(parts) if parts else []}
