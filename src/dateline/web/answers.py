"""How a list of findings is answered: as JSON, JSON Lines, CSV or GeoJSON, with an ETag.

The kind is that of `format=`, else the first of the `Accept` header that is served.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Sequence
from typing import Any, Literal
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import Response

from dateline.model import Noun, to_builtins, to_json
from dateline.pipeline.record import BACKGROUND
from dateline.show.formats import write
from dateline.web.desk import Desk

Format = Literal["json", "jsonl", "csv", "geojson"]
TYPES: dict[str, str] = {
    "json": "application/json",
    "jsonl": "application/x-ndjson",
    "csv": "text/csv; charset=utf-8",
    "geojson": "application/geo+json",
}
_ACCEPTED = {kind.partition(";")[0]: name for name, kind in TYPES.items()} | {"*/*": "json"}


def desk_of(request: Request) -> Desk:
    """Return the desk that a request works at."""
    desk: Desk = request.app.state.desk
    return desk


def background(kind: str, status: str | None) -> tuple[str, ...]:
    """Return the statuses of events that are listed only where they are asked for."""
    return BACKGROUND if kind == "event" and not status else ()


def wanted_format(request: Request, asked: str | None) -> str:
    """Return the format to answer in; JSON where nothing that is asked for is served."""
    if asked:
        return asked
    for part in request.headers.get("accept", "*/*").split(","):
        if name := _ACCEPTED.get(part.partition(";")[0].strip().lower()):
            return name
    return "json"


def tagged(
    request: Request, make: Callable[[], tuple[bytes, str]], *, salt: str = "", name: str = ""
) -> Response:
    """Answer with an ETag of the record's state; 304 where the asker has that state already.

    Args:
        request: what was asked.
        make: returns body and media type.
        salt: whatever else the answer depends on.
        name: of a file to save it as.
    """
    asked = f"{desk_of(request).state()} {request.url.path}?{request.url.query} {salt}"
    tag = f'W/"{hashlib.sha256(asked.encode()).hexdigest()[:20]}"'
    headers = {"etag": tag, "cache-control": "no-cache", "vary": "accept"}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    body, kind = make()
    if name:
        headers["content-disposition"] = f'attachment; filename="{name}"'
    return Response(body, media_type=kind, headers=headers)


def listed(
    request: Request,
    found: tuple[Sequence[Any], int],
    *,
    of: type[Noun],
    kind: str,
    offset: int,
    limit: int,
) -> tuple[bytes, str]:
    """Return a page of findings as bytes, and their media type."""
    items, total = found
    if kind != "json":
        to = io.StringIO()
        write(items, kind, to, of=of)
        return to.getvalue().encode(), TYPES[kind]
    body: dict[str, Any] = {"total": total, "offset": offset, "limit": limit}
    if offset + len(items) < total and items:
        query = dict(request.query_params) | {"offset": str(offset + limit), "limit": str(limit)}
        body["next"] = f"{request.url.path}?{urlencode(query)}"
    body["items"] = [to_builtins(item) for item in items]
    return to_json(body), TYPES["json"]
