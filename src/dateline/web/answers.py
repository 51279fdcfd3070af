"""How a list of findings is answered: as JSON, JSON Lines, CSV or GeoJSON, with an ETag.

The kind is that of `format=`, else the first of the `Accept` header that is served.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from typing import Any, Literal, NamedTuple

from fastapi import Request
from fastapi.responses import Response

from dateline.keep import Slice
from dateline.model import Noun, to_builtins, to_json
from dateline.show.formats import write
from dateline.web.asked import Paging
from dateline.web.counts import Total
from dateline.web.desk import Desk

Format = Literal["json", "jsonl", "csv", "geojson"]
TYPES: dict[str, str] = {
    "json": "application/json",
    "jsonl": "application/x-ndjson",
    "csv": "text/csv; charset=utf-8",
    "geojson": "application/geo+json",
}
_ACCEPTED = {kind.partition(";")[0]: name for name, kind in TYPES.items()} | {"*/*": "json"}


class Body(NamedTuple):
    """What is answered: bytes, their media type, whether this state of the record has no other."""

    body: bytes
    kind: str
    final: bool = True


def desk_of(request: Request) -> Desk:
    """Return the desk that a request works at."""
    desk: Desk = request.app.state.desk
    return desk


def wanted_format(request: Request, asked: str | None) -> str:
    """Return the format to answer in; JSON where nothing that is asked for is served."""
    if asked:
        return asked
    for part in request.headers.get("accept", "*/*").split(","):
        if name := _ACCEPTED.get(part.partition(";")[0].strip().lower()):
            return name
    return "json"


def tagged(
    request: Request,
    make: Callable[[], tuple[bytes, str] | Body],
    *,
    salt: str = "",
    name: str = "",
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
    made = Body(*make())
    if not made.final:
        headers = {"cache-control": "no-store"}
    if name:
        headers["content-disposition"] = f'attachment; filename="{name}"'
    return Response(made.body, media_type=made.kind, headers=headers)


def listed(
    request: Request, found: Slice[Any], total: Total, *, of: type[Noun], kind: str, paging: Paging
) -> Body:
    """Return a page of findings as bytes, and their media type."""
    if kind != "json":
        to = io.StringIO()
        write(found.items, kind, to, of=of)
        return Body(to.getvalue().encode(), TYPES[kind])
    items = [to_builtins(item) for item in found.items]
    body = to_json(paged(request, items, found, total, paging))
    return Body(body, TYPES["json"], total.exact)


def paged(
    request: Request, items: list[Any], found: Slice[Any], total: Total, paging: Paging
) -> dict[str, Any]:
    """Return a page of JSON: how many there are, the items, where the next and previous lie."""
    body: dict[str, Any] = {"total": total.number, "exact": total.exact}
    body |= {"offset": paging.first(found), "limit": paging.limit}
    links = paging.links(found, dict(request.query_params) | {"limit": str(paging.limit)})
    for name, query in zip(("previous", "next"), links, strict=True):
        if query:
            body[name] = f"{request.url.path}?{query}"
    return body | {"items": items}
