"""Pages for people: map, tables, evidence, reports, sources; each can be linked to and printed."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path as File
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Path, Request
from fastapi.responses import Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from dateline.errors import InputError
from dateline.keep import Filter
from dateline.pipeline import place_called
from dateline.version import __version__
from dateline.web.answers import desk_of
from dateline.web.api_lists import lines_in
from dateline.web.asked import Cursor, Id, Offset, Paging, background, page_of
from dateline.web.basemap import DEEPEST, base_tile
from dateline.web.borders import DEEPEST as LINES_DEEPEST
from dateline.web.columns import TABLES, cells, where_of
from dateline.web.evidence import evidence
from dateline.web.files import static_path
from dateline.web.positions import chosen, positions
from dateline.web.texts import direction, pieces, visible

router = APIRouter(include_in_schema=False)

_TILE = "application/vnd.mapbox-vector-tile"
_FIRST = ("map", "map/holdings", "map/events")
"""What the map asks for at once: asked for with the page, not after its scripts."""
_PAGES = ("offset", "after", "before")
"""Parameters that choose a page of a list."""
ROWS = 100
"""Rows of a table on one page."""
_templates = Environment(
    loader=FileSystemLoader(File(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_templates.filters["visible"] = visible
_templates.filters["direction"] = direction


def page(request: Request, template: str, status: int = 200, **given: Any) -> Response:
    """Return a page made of a template."""
    desk = desk_of(request)
    shared = {
        "version": __version__,
        "static": static_path(),
        "reviewer": desk.settings.reviewer,
        "state": desk.state(),
        "path": request.url.path,
        "below": desk.below.kind if desk.below else "",
        "zooms": desk.below.tiles.zooms if desk.below and desk.below.tiles else (0, 0),
        "query": dict(request.query_params),
        "borders": "",
    }
    body = _templates.get_template(template).render(**(shared | given))
    headers = {"cache-control": "no-cache"}
    return Response(body, status, headers, media_type="text/html; charset=utf-8")


def told(request: Request, message: str, status: int) -> Response:
    """Return a page that says what is wrong with what was asked."""
    return page(request, "told.html", status, message=message)


@router.get("/")
def map_(request: Request) -> Response:
    """Show the map."""
    small = desk_of(request).small()
    asks = [f"/api/v1/{name}" for name in _FIRST if small]
    borders = desk_of(request).borders()
    zooms = " ".join(f"{layer}:{zoom}" for layer, zoom in borders.zooms.items())
    return page(request, "map.html", asks=asks, borders=borders.key, levels=zooms)


@router.get("/tiles/{z}/{x}/{y}")
def base(z: Annotated[int, Path(ge=0, le=DEEPEST)], x: int, y: int) -> Response:
    """Answer a tile of land and borders."""
    if not (0 <= x < 2**z and 0 <= y < 2**z):
        raise InputError(f"tile {z}/{x}/{y} is not of this world")
    headers = {"cache-control": "max-age=3600"}
    return Response(base_tile(z, x, y), headers=headers, media_type=_TILE)


@router.get("/tiles/admin/{z}/{x}/{y}")
def admin(request: Request, z: Annotated[int, Path(ge=0, le=22)], x: int, y: int) -> Response:
    """Answer a tile of administrative lines; 204 where none were added."""
    borders = desk_of(request).borders()
    if not (borders and z <= LINES_DEEPEST and 0 <= x < 2**z > y >= 0):
        return Response(status_code=204)
    # Whatever the record says meanwhile, the lines of these boundaries stay as they are.
    tag = f'"{borders.key}"'
    headers = {"cache-control": "max-age=3600", "etag": tag}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(borders.tile(z, x, y), headers=headers, media_type=_TILE)


@router.get("/basemap/style.json")
def style(request: Request) -> Response:
    """Answer the style that is set."""
    below = desk_of(request).below
    return Response(below.style if below else b"{}", media_type="application/json")


@router.get("/basemap/{z}/{x}/{y}")
def underlaid(request: Request, z: Annotated[int, Path(ge=0, le=26)], x: int, y: int) -> Response:
    """Answer a tile of the file that is set; 204 where it has none."""
    below = desk_of(request).below
    body = below.tiles.tile(z, x, y) if below and below.tiles and 0 <= x < 2**z > y >= 0 else None
    if body is None or below is None or below.tiles is None:
        return Response(status_code=204)
    headers = {"cache-control": "max-age=3600"}
    if below.tiles.packed:
        headers["content-encoding"] = "gzip"
    return Response(body, headers=headers, media_type=below.tiles.media)


def _narrowed(request: Request) -> Filter:
    """Return what a form narrows to: what is left empty in it does not count.

    Raises:
        InputError: a day or a number is none.
    """
    given = request.query_params
    return Filter(
        since=_day(given.get("since", "")),
        until=_day(given.get("until", "")),
        place=place_called(desk_of(request).settings, given["place"])
        if given.get("place")
        else None,
        actor=given.get("actor") or None,
        type=given.get("type") or None,
        status=given.get("status") or None,
        min_confidence=_chance(given.get("min_confidence", "")),
        words=given.get("q") or None,
    )


def _sheet(offset: Offset = 0, after: Cursor = None, before: Cursor = None) -> Paging:
    """Return which page of a table a request asks for."""
    return page_of(ROWS, offset, after, before)


def _paged(request: Request, kind: str, paging: Paging, wanted: Filter) -> dict[str, Any]:
    """Return a page of what fits with what its heading and its links need."""
    wanted = paging.of(wanted)
    desk = desk_of(request)
    found = desk.record.find(kind, wanted)
    asked = {k: v for k, v in request.query_params.items() if v and k not in _PAGES}
    before, after = paging.links(found, asked)
    first = paging.first(found)
    return {
        "found": found.items,
        "total": desk.total(kind, wanted, found),
        "offset": first,
        "first": f"?{urlencode(asked)}" if first else "",
        "before": f"?{before}" if before else "",
        "after": f"?{after}" if after else "",
        "filtered": urlencode(asked),
    }


def _table(name: str) -> None:
    table = TABLES[name]

    def endpoint(request: Request, paging: Annotated[Paging, Depends(_sheet)]) -> Response:
        narrowing = _narrowed(request)
        wanted = replace(narrowing, without=background(table.kind, narrowing.status))
        paged = _paged(request, table.kind, paging, wanted)
        own = desk_of(request).own
        rows = [(f.id, cells(table, f), own.of(where_of(f))) for f in paged["found"]]
        return page(request, "table.html", table=table, name=name, rows=rows, **paged)

    router.add_api_route(f"/{name}", endpoint, methods=["GET"], name=f"page_{name}")


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError as error:
        raise InputError(f"{text!r} is not a day: days look like 2024-12-05") from error


def _chance(text: str) -> float | None:
    try:
        return float(text) if text else None
    except ValueError as error:
        raise InputError(f"{text!r} is not a number from 0 to 1") from error


for _name in TABLES:
    _table(_name)


@router.get("/evidence/{id}")
def proof(request: Request, id: Id, part: bool = False) -> Response:  # noqa: A002
    """Show what stands behind an id; `part` for the panel beside the map."""
    template = "panel.html" if part else "evidence.html"
    return page(request, template, ev=evidence(desk_of(request), id))


@router.get("/report/{id}")
def report(request: Request, id: Id, claim: str = "") -> Response:  # noqa: A002
    """Show a report with its claims marked, beside what was cut from its page."""
    found = desk_of(request).record.explain(id)
    if found.report is None:
        raise InputError(f"{id!r} is not an id of a report but of a {found.kind}")
    spans = [(e.claim.span, e.claim.id) for e in found.claims]
    line = desk_of(request).lines([found.report]).get(found.report.id)
    return page(
        request,
        "report.html",
        report=found.report,
        sources=found.sources,
        claims=found.claims,
        pieces=pieces(found.report.text, spans),
        line=line,
        chosen=claim,
    )


@router.get("/report/{id}/page")
def stored(request: Request, id: Id) -> Response:  # noqa: A002 - the word of the domain
    """Answer the bytes that a report came from, as text that no browser runs."""
    found = desk_of(request).record.explain(id)
    kept = desk_of(request).record.page(found.id)
    if kept is None:
        return told(request, "The page of this report was not kept.", 404)
    headers = {"content-security-policy": "sandbox; default-src 'none'"}
    return Response(kept.data, headers=headers, media_type="text/plain; charset=utf-8")


@router.get("/reports")
def reports(request: Request, paging: Annotated[Paging, Depends(_sheet)]) -> Response:
    """List reports."""
    paged = _paged(request, "report", paging, _narrowed(request))
    lines = desk_of(request).lines(paged["found"])
    return page(request, "reports.html", reports=paged["found"], lines=lines, **paged)


@router.get("/sources")
def sources(request: Request, since: str = "", until: str = "") -> Response:
    """Show who copied whom, among the last of the reports of some days."""
    lines, total = lines_in(desk_of(request), _day(since), _day(until))
    asked = {k: v for k, v in (("since", since), ("until", until)) if v}
    shown = sum(len(line.reports) for line in lines)
    return page(
        request, "sources.html", lines=lines, shown=shown, total=total, filtered=urlencode(asked)
    )


@router.get("/positions")
def stances(request: Request, paging: Annotated[Paging, Depends(_sheet)]) -> Response:
    """Show positions that speakers took toward one another."""
    told, first = desk_of(request).derived("positions", positions), paging.offset
    wanted, toward = _narrowed(request), request.query_params.get("toward", "")
    found = chosen(
        told, actor=wanted.actor or "", toward=toward, since=wanted.since, until=wanted.until
    )
    asked = {k: v for k, v in request.query_params.items() if v and k not in _PAGES}

    def link(offset: int) -> str:
        return "?" + urlencode(asked | {"offset": str(max(0, offset))})

    return page(
        request,
        "positions.html",
        rows=found[first : first + ROWS],
        total=len(told),
        found=len(found),
        offset=first,
        filtered=urlencode(asked),
        before=link(first - ROWS) if first else "",
        after=link(first + ROWS) if first + ROWS < len(found) else "",
    )
