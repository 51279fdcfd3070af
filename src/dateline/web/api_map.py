"""What the map draws: holdings over all days, events of a run of days, density, colours.

Holdings go to the browser once, with the days of each as numbers, so that moving the slider asks
nobody. Events go by run of days where there are more than a browser likes.
"""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from itertools import groupby
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from dateline.keep import Filter
from dateline.model import EventFinding, Holding, PlaceRef, to_json
from dateline.pipeline import Record
from dateline.show import words
from dateline.web.answers import TYPES, desk_of, tagged
from dateline.web.api import FOUND, Since, Until

router = APIRouter(tags=["map"])

Day = Annotated[dt.date, Query(description="The day.")]
_BEFORE = dt.timedelta(days=3)
"""What the first reports tell of the days before them is within reach of the slider."""

COLOURS = (
    "#2a6fbb", "#c8442c", "#2e8b57", "#b8860b", "#8055a8", "#1f97a3", "#d1589b", "#7a5230",
    "#6b8e23", "#4a4e9c",
)  # fmt: skip
"""For holders, most frequent first; told apart by the colour-blind as far as ten can be."""
ALL_EVENTS = 5000
"""Up to so many events go to the browser at once; beyond, by run of days."""
_EPOCH = dt.date(1970, 1, 1)
_FOREVER = 10**6


def number(day: dt.date) -> int:
    """Return a day as days since 1970."""
    return (day - _EPOCH).days


@router.get("/map", summary="Days, holders with their colours, and how much happened when")
def overview(request: Request) -> Response:
    """Answer what a map needs before anything is drawn."""

    def made() -> tuple[bytes, str]:
        return desk_of(request).derived("map", lambda r: to_json(_overview(r))), TYPES["json"]

    return tagged(request, made)


@router.get("/map/holdings", summary="Every holding, for all days, as GeoJSON", responses=FOUND)
def held(request: Request) -> Response:
    """Answer holdings with `f` first day, `t` last day (days since 1970), `h` holder, `s` status.

    `c` is the day on which it changed hands, `w` who had it before, `n1` the day on which it is
    first told of, `r` the radius in map pixels at zoom 0.
    """

    def made() -> tuple[bytes, str]:
        return desk_of(request).derived("holdings", lambda r: to_json(_held(r))), TYPES["geojson"]

    return tagged(request, made)


@router.get("/map/events", summary="Events of a run of days as GeoJSON", responses=FOUND)
def happened(
    request: Request,
    since: Since = None,
    until: Until = None,
    limit: Annotated[int, Query(ge=1, le=20_000)] = ALL_EVENTS,
) -> Response:
    """Answer events that have a point; `total` counts all, `unplaced` those of them without one."""

    def made() -> tuple[bytes, str]:
        wanted = Filter(
            since=since, until=until, limit=limit, without=("hypothetical", "historical")
        )
        events, total = desk_of(request).find("event", wanted)
        features = [f for e in events if (f := _event(e)) is not None]
        body = {"type": "FeatureCollection", "features": features, "total": total}
        return to_json(body | {"unplaced": len(events) - len(features)}), TYPES["geojson"]

    return tagged(request, made)


@router.get("/map/ground", summary="Areas and front lines of a day as GeoJSON", responses=FOUND)
def ground(request: Request, day: Day) -> Response:
    """Answer `areas` and `fronts`, drawn from the nearest places of which something is told."""

    def made() -> tuple[bytes, str]:
        territory = desk_of(request).territory()
        layers = {
            name: {"type": "FeatureCollection", "features": territory.layer(name, day)}
            for name in ("areas", "fronts")
        }
        return to_json(layers), TYPES["json"]

    return tagged(request, made)


def holder_key(holding: Holding) -> str:
    """Return what tells a holder on the map: the id of the register, else the words."""
    if holding.holder is None:
        return ""
    return holding.holder.id or holding.holder.name or holding.holder.text


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
            if holding.from_day and (before is None or holder_key(before) != holder_key(holding)):
                found.append((holding.from_day, holding, before))
            before = holding
    return found


def busiest_day(record: Record) -> dt.date | None:
    """Return the day on which most places changed hands; None where none ever did."""
    days = Counter(day for day, _, before in changes(record) if before)
    return min(days, key=lambda day: (-days[day], day)) if days else None


def _place_key(holding: Holding) -> str:
    return holding.place.id or holding.place.name or holding.place.text


def _overview(record: Record) -> dict[str, Any]:
    held = record.holdings()
    names = {holder_key(h): words.actor(h.holder) for h in held if h.holder}
    often = Counter(holder_key(h) for h in held if h.holder)
    ranked = sorted(often, key=lambda key: (-often[key], key))
    days: dict[int, list[int]] = {}
    kinds: Counter[str] = Counter()
    events = record.events()
    for event in events:
        kinds[event.event] += 1
        if event.when and (day := event.when.end or event.when.start):
            days.setdefault(number(day), [0, 0])[0] += 1
    for day, _, before in changes(record):
        days.setdefault(number(day), [0, 0])[1] += before is not None
    told = record.info()
    last = told.last or max((h.from_day for h in held if h.from_day), default=None)
    first = told.first - _BEFORE if told.first else last
    best = busiest_day(record)
    return {
        "first": number(first) if first else None,
        "last": number(last) if last else None,
        "best": number(best) if best else None,
        "holders": [
            {"key": key, "name": names[key], "colour": COLOURS[n] if n < len(COLOURS) else "#555"}
            for n, key in enumerate(ranked)
        ],
        "days": sorted([day, *counts] for day, counts in days.items()),
        "types": sorted(kinds),
        "events": len(events),
        "all_events": ALL_EVENTS,
        "places": len({_place_key(h) for h in held}),
        "unplaced": len({_place_key(h) for h in held if h.place.lat is None}),
    }


def _held(record: Record) -> dict[str, Any]:
    changed = {holding.id: (day, before) for day, holding, before in changes(record)}
    features = []
    for holding in record.holdings():
        point = _point(holding.place)
        if point is None or holding.from_day is None:
            continue
        day, before = changed.get(holding.id, (None, None))
        properties: dict[str, Any] = {
            "id": holding.id,
            "n": words.place_name(holding.place),
            "h": holder_key(holding),
            "s": holding.status,
            "f": number(holding.from_day),
            "t": number(holding.to_day) if holding.to_day else _FOREVER,
            "p": holding.probability,
            "l": holding.lineages,
            "a": holding.place.precision in ("admin1", "admin2", "country"),
            "k": _RANK.get(holding.place.feature or "", 4),
        }
        if reach := _reach(holding.place):
            properties["r"] = reach
        if day is not None and before is not None:
            properties |= {"c": number(day), "w": holder_key(before)}
        elif day is not None:
            properties["n1"] = number(day)
        features.append({"type": "Feature", "geometry": point, "properties": properties})
    return {"type": "FeatureCollection", "features": features}


_RANK = {"country": 0, "admin1": 1, "city": 1, "admin2": 2, "town": 2, "base": 3, "airport": 3}
"""Whose label gives way to whose."""


def _event(event: EventFinding) -> dict[str, Any] | None:
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
    if event.where and (reach := _reach(event.where)):
        properties["r"] = reach
    return {"type": "Feature", "geometry": point, "properties": properties}


def _point(where: PlaceRef) -> dict[str, Any] | None:
    if where.lat is None or where.lon is None:
        return None
    return {"type": "Point", "coordinates": [round(where.lon, 5), round(where.lat, 5)]}


def _reach(where: PlaceRef) -> float | None:
    """Radius of a place that is not known to the point, in pixels of 512-pixel tiles at zoom 0."""
    if not where.radius_km or where.lat is None or where.precision in (None, "exact", "country"):
        return None
    metres_a_pixel = 78271.517 * max(0.05, math.cos(math.radians(where.lat)))
    return round(where.radius_km * 1000 / metres_a_pixel, 4)
