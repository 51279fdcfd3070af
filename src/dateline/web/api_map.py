"""What the map draws: holdings over all days, events, density, colours; for a large record, a view.

Of a small record all holdings and events go to the browser once, with the days of each as numbers,
so that moving the slider asks nobody. Of a large one a view of a day is asked for (`api_view`).
"""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from itertools import groupby
from typing import Annotated, Any

import numpy as np
from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from dateline.keep import Filter
from dateline.model import EventFinding, Holding, PlaceRef, to_json
from dateline.pipeline import OwnNames, Record, boundaries_of
from dateline.pipeline.record import BACKGROUND
from dateline.show import words
from dateline.show.units import unit_feature
from dateline.web.answers import TYPES, desk_of, tagged
from dateline.web.api import FOUND
from dateline.web.arrays import FOREVER, NEVER, holder_key, number
from dateline.web.asked import Days, days
from dateline.web.basemap import land_around, names
from dateline.web.desk import Desk
from dateline.web.plot import AT_ONCE, Plot, is_area, label, rank
from dateline.web.texts import called

router = APIRouter(tags=["map"])

Day = Annotated[dt.date, Query(description="The day.")]
West = Annotated[float, Query(ge=-540, le=540, description="Degrees east; so `east`.")]
South = Annotated[float, Query(ge=-90, le=90, description="Degrees north; so `north`.")]
_BEFORE = 3
"""Days: what the first reports tell of the days before them is within reach of the slider."""

COLOURS = (
    "#2a6fbb", "#c8442c", "#2e8b57", "#b8860b", "#8055a8", "#1f97a3", "#d1589b", "#7a5230",
    "#6b8e23", "#4a4e9c",
)  # fmt: skip
"""For holders, most frequent first; told apart by the colour-blind as far as ten can be."""
_NAMELESS = "#555"
"""For holders beyond those, and those whom nobody can name."""
_GROUND = 3000
"""Up to so many places areas and fronts are drawn in time."""
_STRAYS = 0.04
"""Share of places at each end that the first view may leave out: strays far off."""


@router.get(
    "/map", summary="Days, holders with their colours, how much happened when", responses=FOUND
)
def overview(request: Request) -> Response:
    """Answer what a map needs before anything is drawn."""
    return tagged(request, lambda: (prepare(desk_of(request)), TYPES["json"]))


def prepare(desk: Desk) -> bytes:
    """Return the overview as JSON, made once for each state of the record."""
    plot = desk.plot()
    return desk.derived("map", lambda record: to_json(_overview(record, plot)))


@router.get("/map/holdings", summary="Every holding, for all days, as GeoJSON", responses=FOUND)
def held(request: Request) -> Response:
    """Answer holdings with `f` first day, `t` last day (days since 1970), `h` holder, `s` status.

    `c` is the day on which it changed hands, `w` who had it before, `n1` the day on which it is
    first told of, `r` the radius in map pixels at zoom 0, `o` the place's name in its own
    script, `ol` that name's language.
    """
    own = desk_of(request).own

    def made() -> tuple[bytes, str]:
        return desk_of(request).derived("holdings", lambda r: to_json(_held(r, own))), TYPES[
            "geojson"
        ]

    return tagged(request, made)


@router.get("/map/events", summary="Events of a run of days as GeoJSON", responses=FOUND)
def happened(
    request: Request,
    run: Annotated[Days, Depends(days)],
    limit: Annotated[int, Query(ge=1, le=20_000)] = AT_ONCE,
) -> Response:
    """Answer events that have a point; `total` counts all, `unplaced` those of them without one."""

    def made() -> tuple[bytes, str]:
        wanted = Filter(since=run.since, until=run.until, limit=limit, without=BACKGROUND)
        desk = desk_of(request)
        events, total = desk.record.find("event", wanted).items, desk.count("event", wanted)
        features = [f for e in events if (f := event_feature(e)) is not None]
        body = {"type": "FeatureCollection", "features": features, "total": total}
        return to_json(body | {"unplaced": len(events) - len(features)}), TYPES["geojson"]

    return tagged(request, made)


@router.get("/map/names", summary="Countries and places to name within a box", responses=FOUND)
def named(
    request: Request,
    west: West,
    south: South,
    east: West,
    north: South,
    *,
    zoom: Annotated[float, Query(ge=0, le=24, description="Of the map.")] = 0.0,
) -> Response:
    """Answer names for orientation: `k` is `country`, `unit`, or 5 for places, the largest first.

    Units are those of the boundaries that were added, of the level `v` that has room at `zoom`.
    """
    borders = desk_of(request).borders()

    def made() -> tuple[bytes, str]:
        box = (west, south, east, north)
        desk = desk_of(request)
        units = borders.names(box, zoom)
        return to_json({"items": units + names(desk.settings, desk.own, box)}), TYPES["json"]

    return tagged(request, made, salt=borders.key)


@router.get("/map/boundaries", summary="Boundaries that were added, as GeoJSON", responses=FOUND)
def bounded(
    request: Request,
    level: Annotated[int, Query(ge=0, le=9, description="1 provinces, 2 districts.")] = 1,
) -> Response:
    """Answer the units of one level as a FeatureCollection; empty where none were added."""
    key = desk_of(request).borders().key

    def made() -> tuple[bytes, str]:
        units = boundaries_of(desk_of(request).settings, level=level)
        body = {"type": "FeatureCollection", "features": [unit_feature(u) for u in units]}
        return to_json(body), TYPES["geojson"]

    return tagged(request, made, salt=key)


def changes(record: Record) -> list[tuple[dt.date, Holding, Holding | None]]:
    """Return every new holder of a place: the day, the new holding, the one before.

    Where none was before, the place is told of for the first time: no change that anybody saw.
    """
    found = []
    for _, run in groupby(record.holdings(), key=_place_key):
        before: Holding | None = None
        for holding in run:
            if holding.holder is None or holding.status == "unknown":
                continue
            if holding.from_day and (before is None or _holder(before) != _holder(holding)):
                found.append((holding.from_day, holding, before))
            before = holding
    return found


def busiest_day(record: Record) -> dt.date | None:
    """Return the day on which most places changed hands; None where none ever did."""
    days = Counter(day for day, _, before in changes(record) if before)
    return min(days, key=lambda day: (-days[day], day)) if days else None


def _place_key(holding: Holding) -> str:
    return holding.place.id or holding.place.name or holding.place.text


def _holder(holding: Holding) -> str:
    return holder_key(holding.holder) if holding.holder else ""


def _overview(record: Record, plot: Plot) -> dict[str, Any]:
    h, e = plot.held, plot.happened
    since, until = record.span()
    starts = h["first"][h["first"] > NEVER]
    last = number(until) if until else int(starts.max(initial=NEVER))
    first = number(since) - _BEFORE if since else last
    dense = _density(plot)
    placed = ~np.isnan(plot.spots.x[h["place"]])
    here = np.unique(h["place"])
    box = _box(plot, np.unique(h["place"][placed]))
    most = max((n for _, _, n in dense), default=0)
    return {
        "first": None if last == NEVER else first,
        "last": None if last == NEVER else last,
        "best": min(day for day, _, n in dense if n == most) if most else None,
        "holders": _holders(plot),
        "days": dense,
        "types": sorted(plot.types.told[n] for n in np.unique(e["type"])),
        "events": len(e["id"]),
        "places": len(here),
        "unplaced": int(np.isnan(plot.spots.x[here]).sum()),
        "whole": plot.small,
        "ground": plot.small and len(here) <= _GROUND,
        "box": box,
        "land": land_around(box) if box else [],
    }


def _holders(plot: Plot) -> list[dict[str, Any]]:
    """Holders, the most frequent first; those that nobody can name after all others."""
    number_, often = np.unique(plot.held["holder"], return_counts=True)
    told = [(plot.holders.told[n], int(count)) for n, count in zip(number_, often, strict=True)
            if n >= 0]  # fmt: skip
    ranked = sorted(told, key=lambda pair: (pair[0].name is None, -pair[1], holder_key(pair[0])))
    return [
        {
            "key": holder_key(who),
            "name": words.actor(who),
            "known": who.name is not None,
            "colour": COLOURS[n] if n < len(COLOURS) and who.name is not None else _NAMELESS,
        }
        for n, (who, _) in enumerate(ranked)
    ]


def _density(plot: Plot) -> list[tuple[int, int, int]]:
    """Days with how many events end on each, and how many places changed hands."""
    e, h = plot.happened, plot.held
    told = [(e["last"][~e["background"] & (e["last"] > NEVER)]), h["changed"][h["changed"] > NEVER]]
    counted = [dict(zip(*(v.tolist() for v in np.unique(d, return_counts=True)), strict=True))
               for d in told]  # fmt: skip
    return [(day, counted[0].get(day, 0), counted[1].get(day, 0))
            for day in sorted({*counted[0], *counted[1]})]  # fmt: skip


def _box(plot: Plot, places: Any) -> tuple[float, float, float, float] | None:
    """Where nearly all places are: a few strays far off do not shrink the rest to a dot."""
    spots = [n for n in places.tolist() if not is_area(plot.places.told[n])]
    if not spots:
        return None
    cut = int(len(spots) * _STRAYS)
    lon, lat = np.sort(plot.spots.lon[spots]), np.sort(plot.spots.lat[spots])
    return float(lon[cut]), float(lat[cut]), float(lon[-1 - cut]), float(lat[-1 - cut])


def _held(record: Record, own: OwnNames) -> dict[str, Any]:
    changed = {holding.id: (day, before) for day, holding, before in changes(record)}
    features = []
    for holding in record.holdings():
        point = _point(holding.place)
        if point is None or holding.from_day is None:
            continue
        day, before = changed.get(holding.id, (None, None))
        properties: dict[str, Any] = {
            "id": holding.id,
            "n": label(holding.place),
            "h": _holder(holding),
            "s": holding.status,
            "f": number(holding.from_day),
            "t": number(holding.to_day) if holding.to_day else FOREVER,
            "p": holding.probability,
            "l": holding.lineages,
            "a": is_area(holding.place),
            "k": rank(holding.place),
            **called(own.of(holding.place.id)),
        }
        if wide := reach(holding.place):
            properties["r"] = wide
        if day is not None and before is not None:
            properties |= {"c": number(day), "w": _holder(before)}
        elif day is not None:
            properties["n1"] = number(day)
        features.append({"type": "Feature", "geometry": point, "properties": properties})
    return {"type": "FeatureCollection", "features": features}


def event_feature(event: EventFinding) -> dict[str, Any] | None:
    """Return an event as the map draws it; None where it has no point or no day."""
    point = _point(event.where) if event.where else None
    when = event.when
    day = (when.end or when.start) if when else None
    if point is None or day is None or when is None:
        return None
    killed = event.killed.best if event.killed else None
    properties: dict[str, Any] = {
        "id": event.id,
        "e": event.event,
        "x": words.event(event),
        "s": event.status,
        "f": number(when.start or day),
        "t": number(day),
        "d": killed or 0,
        "l": event.lineages,
    }
    if event.where and (wide := reach(event.where)):
        properties["r"] = wide
    return {"type": "Feature", "geometry": point, "properties": properties}


def _point(where: PlaceRef) -> dict[str, Any] | None:
    if where.lat is None or where.lon is None:
        return None
    return {"type": "Point", "coordinates": [round(where.lon, 5), round(where.lat, 5)]}


def reach(where: Any) -> float | None:
    """Radius of a place that is not known to the point, in pixels of 512-pixel tiles at zoom 0."""
    if not where.radius_km or where.lat is None or where.precision in (None, "exact", "country"):
        return None
    metres_a_pixel = 78271.517 * max(0.05, math.cos(math.radians(where.lat)))
    return round(float(where.radius_km) * 1000 / metres_a_pixel, 4)
