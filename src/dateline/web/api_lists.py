"""Lists that are no findings: reports, who copied whom, positions, what people judged.

Each as JSON by page, or as CSV of all that is filtered.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
from collections.abc import Callable, Sequence
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from dateline.errors import InputError
from dateline.keep import Filter, Slice
from dateline.model import to_builtins, to_json
from dateline.pipeline import Record
from dateline.pipeline.sources import Line, lines_of
from dateline.show.formats import Flat, write_csv
from dateline.web.answers import TYPES, Body, desk_of, paged, tagged, wanted_format
from dateline.web.api import FOUND, LIST
from dateline.web.asked import Days, Id, Paging, Words, days, paging
from dateline.web.counts import Total
from dateline.web.desk import Desk
from dateline.web.positions import chosen, positions

router = APIRouter(tags=["record"])

Kind = Annotated[Literal["json", "csv"] | None, Query(alias="format")]
LINED = 2000
"""Reports whose lines are told at once."""
_REPORT = (
    "id", "published", "title", "publisher", "agency", "byline", "language", "url", "source",
)  # fmt: skip
_JUDGEMENT = ("id", "at", "by", "verdict", "subject", "slot", "object", "value", "why")
_SOURCE = ("line", "report", "published", "publisher", "title", "copy")
_POSITION = ("id", "day", "when", "speaker", "act", "toward", "topic", "content")


def _answer(
    request: Request,
    kind: str | None,
    name: str,
    columns: tuple[str, ...],
    page: Callable[[bool], dict[str, Any]],
) -> Response:
    """Answer rows as CSV or JSON.

    Args:
        request: what was asked.
        kind: the format that it names.
        name: of the list.
        columns: of the CSV.
        page: given whether an export is wanted, returns the body of the JSON.
    """
    wanted = "csv" if wanted_format(request, kind) == "csv" else "json"

    def made() -> Body:
        body = page(wanted == "csv")
        if wanted == "json":
            return Body(to_json(body), TYPES["json"], body["exact"])
        to = io.StringIO()
        write_csv([_flat(row, columns) for row in body["items"]], to, columns=columns)
        return Body(to.getvalue().encode(), TYPES["csv"])

    saved = f"dateline-{name}.csv" if kind == "csv" else ""
    return tagged(request, made, salt=wanted, name=saved)


def _cut(
    request: Request, rows: Sequence[dict[str, Any]], paging: Paging, *, export: bool
) -> dict[str, Any]:
    """Return a page of rows that are all at hand."""
    first, total = paging.offset, Total(len(rows))
    end = len(rows) if export and paging.whole else first + paging.limit
    found = Slice(list(rows[first:end]))
    body = paged(request, found.items, found, total, paging)
    if end < len(rows):
        query = dict(request.query_params) | {"offset": str(end), "limit": str(paging.limit)}
        body["next"] = f"{request.url.path}?{urlencode(query)}"
    return body


def _flat(row: dict[str, Any], columns: tuple[str, ...]) -> Flat:
    return {c: v if isinstance(v := row.get(c), int | float | None) else str(v) for c in columns}


@router.get("/reports", summary="List reports", responses=LIST)
def reports(
    request: Request,
    run: Annotated[Days, Depends(days)],
    page: Annotated[Paging, Depends(paging)],
    q: Words = None,
    kind: Kind = None,
) -> Response:
    """Answer reports without their text, in order of days."""
    desk, wanted = desk_of(request), Filter(since=run.since, until=run.until, words=q)

    def cut(export: bool) -> dict[str, Any]:
        asked = page.of(wanted, export=export)
        found = desk.record.find("report", asked)
        left = ("text", "page_text", "cuts")
        rows = [{k: v for k, v in to_builtins(r).items() if k not in left} for r in found.items]
        total = Total(len(rows)) if export else desk.total("report", asked, found)
        return paged(request, rows, found, total, page)

    return _answer(request, kind, "reports", _REPORT, cut)


@router.get("/reports/{id}", summary="One report with its text", responses=FOUND)
def report(request: Request, id: Id) -> Response:  # noqa: A002 - the word of the domain
    """Answer a report; all spans of claims count in its `text`."""

    def made() -> tuple[bytes, str]:
        told = desk_of(request).record.explain(id)
        if told.report is None:
            raise InputError(f"{id!r} is not an id of a report but of a {told.kind}")
        return to_json(to_builtins(told.report)), TYPES["json"]

    return tagged(request, made)


def lines_in(desk: Desk, since: dt.date | None, until: dt.date | None) -> tuple[list[Line], int]:
    """Return the lines among the last reports of some days, and how many reports there are."""

    def made(record: Record) -> tuple[list[Line], int]:
        wanted = Filter(since=since, until=until)
        total = desk.count("report", wanted)
        last = dataclasses.replace(wanted, limit=LINED, offset=max(0, total - LINED))
        return lines_of(record.find("report", last).items), total

    return desk.derived(f"lines {since} {until}", made)


@router.get("/sources", summary="Who copied whom", responses=LIST)
def sources(
    request: Request,
    run: Annotated[Days, Depends(days)],
    page: Annotated[Paging, Depends(paging)],
    kind: Kind = None,
) -> Response:
    """Answer reports under the line that they descend from, among the last 2,000 of the days."""

    def cut(export: bool) -> dict[str, Any]:
        lines, _ = lines_in(desk_of(request), run.since, run.until)
        rows = [
            {
                "line": line.name, "report": r.id, "published": r.published,
                "publisher": r.publisher, "title": r.title, "copy": r.id in line.copies,
            }
            for line in lines for r in line.reports
        ]  # fmt: skip
        return _cut(request, rows, page, export=export)

    return _answer(request, kind, "sources", _SOURCE, cut)


def _between(
    actor: Annotated[str, Query(max_length=200)] = "",
    toward: Annotated[str, Query(max_length=200)] = "",
) -> dict[str, str]:
    return {"actor": actor, "toward": toward}


@router.get("/positions", summary="Who asks, refuses, accuses whom", responses=LIST)
def stances(
    request: Request,
    run: Annotated[Days, Depends(days)],
    page: Annotated[Paging, Depends(paging)],
    between: Annotated[dict[str, str], Depends(_between)],
    kind: Kind = None,
) -> Response:
    """Answer acts of speech in statements; `actor` and `toward` are words in their names."""

    def cut(export: bool) -> dict[str, Any]:
        told = desk_of(request).derived("positions", positions)
        found = chosen(told, **between, since=run.since, until=run.until)
        rows = [dataclasses.asdict(s) for s in found]
        return _cut(request, rows, page, export=export)

    return _answer(request, kind, "positions", _POSITION, cut)


@router.get("/judgements", summary="What people judged, the last first", responses=LIST | FOUND)
def judgements(
    request: Request,
    page: Annotated[Paging, Depends(paging)],
    of: Annotated[str | None, Query(pattern="^[0-9a-fA-F]{1,16}$")] = None,
    kind: Kind = None,
) -> Response:
    """Answer judgements; retractions are rows like the rest."""

    def cut(export: bool) -> dict[str, Any]:
        made = desk_of(request).record.judgements(of)
        return _cut(request, [to_builtins(j) for j in made], page, export=export)

    return _answer(request, kind, "log", _JUDGEMENT, cut)
