"""A day of a large record as a view of the map needs it: marks, or squares where they are many."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any

import msgspec
import numpy as np
from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from dateline.model import EventFinding, to_json
from dateline.pipeline import OwnNames
from dateline.web.answers import TYPES, desk_of, tagged
from dateline.web.api import FOUND
from dateline.web.api_map import Day, South, West, event_feature, reach
from dateline.web.arrays import NEVER, STATUSES, id_of, number
from dateline.web.desk import Desk
from dateline.web.plot import Ints, Mask, Plot, is_area, rank
from dateline.web.texts import called

router = APIRouter(tags=["map"])

SINGLY = 700
"""Up to so many holdings in view are marks of their own."""
EVENTS_SINGLY = 300
"""Likewise events: each has words, which are read from its finding."""
SQUARE = 14
"""Pixels of the squares into which more of them are put together."""
GROUP = 34
"""Pixels within which events are told as one number."""
LISTED = 100
"""Entries of a list of the day."""


@router.get("/map/view", summary="A day as a view of the map needs it", responses=FOUND)
def view(  # noqa: PLR0917 - each is a parameter of the query
    request: Request,
    day: Day,
    west: West,
    south: South,
    east: West,
    north: South,
    zoom: Annotated[float, Query(ge=0, le=22)] = 6,
    days: Annotated[int, Query(ge=0, le=31, description="Events of so many days.")] = 1,
    fresh: Annotated[int, Query(ge=0, le=31, description="Days before, of changes.")] = 6,
) -> Response:
    """Answer `marks` and `events` as GeoJSON, and `squares` of more holdings than are legible.

    A square has its corners (`x0`, `y0`, `x1`; Web Mercator on a world 1 wide), the holder of most
    places in it (`h`), of how many (`n`), their `share`, and how many changed hands (`fresh`). An
    event without an id is a group of `n`.
    """

    def made() -> tuple[bytes, str]:
        desk = desk_of(request)
        plot, on = desk.plot(), number(day)
        box = (west, south, east, north)
        held = np.flatnonzero(plot.alive(on) & _within(plot, plot.held["place"], box))
        body: dict[str, Any] = {"squares": []}
        if len(held) > SINGLY:
            body["squares"] = squares(plot, held, on - fresh, SQUARE / (512 * 2**zoom))
            held = held[:0]
        body["marks"] = _collection(mark(plot, n, desk.own) for n in held.tolist())
        told = plot.current(on - days + 1, on) if days else np.zeros(0, dtype=bool)
        found = np.flatnonzero(told)
        found = found[_within(plot, plot.happened["place"][found], box)]
        body["events"] = _collection(_events(desk, plot, found, GROUP / (512 * 2 ** round(zoom))))
        return to_json(body), TYPES["json"]

    return tagged(request, made)


@router.get("/map/day", summary="What changed on a day, in lists", responses=FOUND)
def listed(request: Request, day: Day) -> Response:
    """Answer places that changed hands on a day, that are first told of, that are contested."""

    def made() -> tuple[bytes, str]:
        desk = desk_of(request)
        plot, on = desk.plot(), number(day)
        h, alive = plot.held, plot.alive(on)
        lists = {
            "changed": alive & (h["changed"] == on),
            "first": alive & h["new"] & (h["first"] == on),
            "contested": alive & (h["status"] == STATUSES.index("contested")),
        }
        told = {name: _list(desk, np.flatnonzero(mask)) for name, mask in lists.items()}
        return to_json(told), TYPES["json"]

    return tagged(request, made)


def _list(desk: Desk, which: Ints) -> dict[str, Any]:
    plot = desk.plot()
    shown = sorted(
        which.tolist(), key=lambda n: (rank(plot.places.told[plot.held["place"][n]]), n)
    )[:LISTED]
    return {"total": len(which), "items": [mark(plot, n, desk.own)["properties"] for n in shown]}


def _within(plot: Plot, places: Ints, box: tuple[float, float, float, float]) -> Mask:
    west, south, east, north = box
    lon, lat = plot.spots.lon[places], plot.spots.lat[places]
    inside: Mask = (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)
    return inside


def mark(plot: Plot, n: int, own: OwnNames) -> dict[str, Any]:
    """Return a holding as the map draws it; see `/map/holdings`."""
    h = plot.held
    number_ = int(h["place"][n])
    place = plot.places.told[number_]
    properties: dict[str, Any] = {
        "id": id_of(h["id"][n]),
        "n": plot.name(number_),
        "h": plot.holder(int(h["holder"][n])),
        "s": STATUSES[h["status"][n]],
        "f": int(h["first"][n]),
        "t": int(h["last"][n]),
        "p": round(float(h["sure"][n]), 3),
        "l": int(h["lines"][n]),
        "a": is_area(place),
        "k": rank(place),
        **called(own.of(place.id)),
    }
    if wide := reach(place):
        properties["r"] = wide
    if h["changed"][n] > NEVER:
        properties |= {"c": int(h["changed"][n]), "w": plot.holder(int(h["was"][n]))}
    elif h["new"][n]:
        properties["n1"] = int(h["first"][n])
    return _feature(place.lon, place.lat, properties)


def squares(plot: Plot, held: Ints, since: int, side: float) -> list[dict[str, Any]]:
    """Return holdings put together in squares.

    Args:
        plot: the record.
        held: numbers of the holdings.
        since: changes from this day on count as fresh.
        side: of a square, on a world 1 wide.
    """
    h = plot.held
    place = h["place"][held]
    column = np.floor(plot.spots.x[place] / side).astype(np.int64)
    row = np.floor(plot.spots.y[place] / side).astype(np.int64)
    cell, where = np.unique(column << 32 | row, return_inverse=True)
    total = np.bincount(where)
    fresh = np.bincount(where, weights=h["changed"][held] >= since)
    pair, count = np.unique(where << 20 | (h["holder"][held] + 1), return_counts=True)
    # Of each square the holder of most: pairs in order of square and count, the last of each.
    order = np.lexsort((count, pair >> 20))
    pair, count = pair[order], count[order]
    last = np.flatnonzero(np.append((pair >> 20)[1:] != (pair >> 20)[:-1], True))
    return [
        {
            "x0": round(int(c >> 32) * side, 7),
            "y0": round(int(c & 0xFFFFFFFF) * side, 7),
            "x1": round((int(c >> 32) + 1) * side, 7),
            "h": plot.holder(int(pair[n] & 0xFFFFF) - 1),
            "n": int(total[i]),
            "share": round(float(count[n] / total[i]), 2),
            "fresh": int(fresh[i]),
        }
        for i, (c, n) in enumerate(zip(cell.tolist(), last.tolist(), strict=True))
    ]


def _events(desk: Desk, plot: Plot, found: Ints, side: float) -> Iterable[dict[str, Any]]:
    """Events one by one with their words, or where there are more, numbers of them."""
    e = plot.happened
    if len(found) <= EVENTS_SINGLY:
        read = msgspec.json.Decoder(EventFinding).decode
        ids = [id_of(key) for key in e["id"][found].tolist()]
        told = (event_feature(read(body)) for body in desk.record.bodies("event", ids))
        return [feature for feature in told if feature]
    place = e["place"][found]
    column = np.floor(plot.spots.x[place] / side).astype(np.int64)
    row = np.floor(plot.spots.y[place] / side).astype(np.int64)
    key = (column << 24 | row) << 8 | e["type"][found]
    _, first, count = np.unique(key, return_index=True, return_counts=True)
    made = []
    for n, many in zip(first.tolist(), count.tolist(), strict=True):
        at, kind = int(place[n]), int(e["type"][found[n]])
        lon, lat = float(plot.spots.lon[at]), float(plot.spots.lat[at])
        made.append(_feature(lon, lat, {"e": plot.types.told[kind], "n": many}))
    return made


def _feature(lon: float, lat: float, properties: dict[str, Any]) -> dict[str, Any]:
    point = {"type": "Point", "coordinates": [round(lon, 5), round(lat, 5)]}
    return {"type": "Feature", "geometry": point, "properties": properties}


def _collection(features: Iterable[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features)}
