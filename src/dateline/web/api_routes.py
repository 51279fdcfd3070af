"""Movements as the map draws them: straight from the place left to the place gone to.

Schematic: reports tell the two ends, and nothing here knows the way between.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from dateline.model import ControlClaim, EventFinding, PlaceRef, When, to_json
from dateline.pipeline import Record
from dateline.pipeline.record import BACKGROUND
from dateline.show import words
from dateline.web.answers import TYPES, desk_of, tagged
from dateline.web.api import FOUND
from dateline.web.arrays import number
from dateline.web.queue import judged_out

router = APIRouter(tags=["map"])


@router.get("/map/routes", summary="Movements between two named places", responses=FOUND)
def routes(request: Request) -> Response:
    """Answer movements of a small record: LineStrings of two points with `f` and `t`, days.

    `id` is of the event, or of the claim of an advance, `e` the event's type or ADVANCE, `x` it in
    words, `from` and `to` the names of the places.
    """

    def made() -> tuple[bytes, str]:
        desk = desk_of(request)
        small = desk.plot().small
        found = desk.derived("routes", lambda r: list(_routes(r))) if small else []
        return to_json({"type": "FeatureCollection", "features": found}), TYPES["geojson"]

    return tagged(request, made)


def _routes(record: Record) -> Iterator[dict[str, Any]]:
    for event in record.events():
        if event.status not in BACKGROUND and event.status != "denied":
            yield from _route(event.id, event.event, words.event(event), event)
    out = judged_out(record.judgements())
    for claim in record.claims():
        if not isinstance(claim, ControlClaim) or claim.id in out:
            continue
        if claim.status in {"asserted", "claimed"}:
            said = f"advance of {words.actor(claim.holder) or 'nobody named'}"
            yield from _route(claim.id, "ADVANCE", said, claim)


def _route(
    id_: str, kind: str, said: str, of: EventFinding | ControlClaim
) -> Iterator[dict[str, Any]]:
    ends, days = (of.origin, of.destination), _days(of.when)
    if days is None or any(end is None or end.lat is None for end in ends):
        return
    points = [_point(end) for end in ends if end]
    if points[0] == points[1]:
        return
    names = [words.place_name(end) for end in ends if end]
    yield {
        "type": "Feature",
        "geometry": {"type": "LineString", "coordinates": points},
        "properties": {
            "id": id_, "e": kind, "x": f"{said}, from {names[0]} to {names[1]}",
            "f": days[0], "t": days[1], "from": names[0], "to": names[1], "s": of.status,
        },
    }  # fmt: skip


def _point(place: PlaceRef) -> list[float]:
    assert place.lon is not None
    assert place.lat is not None
    return [round(place.lon, 5), round(place.lat, 5)]


def _days(when: When | None) -> tuple[int, int] | None:
    day = (when.end or when.start) if when else None
    if when is None or day is None:
        return None
    return number(when.start or day), number(day)
