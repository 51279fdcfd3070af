"""Lists that are no findings: reports, who copied whom, positions, what people judged.

Each as JSON by page, or as CSV of all that is filtered.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
from collections.abc import Callable, Sequence
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from dateline.errors import InputError
from dateline.model import to_builtins, to_json
from dateline.pipeline.sources import Line, lines_of
from dateline.show.formats import Flat, write_csv
from dateline.web.answers import TYPES, desk_of, tagged, wanted_format
from dateline.web.api import FOUND, LIST, Id, Limit, Offset, Since, Until, Words
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

Rows = tuple[Sequence[dict[str, Any]], int]
"""One page of rows, and how many there are in all."""


def _answer(  # noqa: PLR0917 - each is a parameter of the query
    request: Request,
    kind: str | None,
    name: str,
    columns: tuple[str, ...],
    page: Callable[[int | None, int], Rows],
    limit: int,
    offset: int,
) -> Response:
    """Answer rows; `page` returns those from an offset on, at most a limit of them."""
    wanted = "csv" if wanted_format(request, kind) == "csv" else "json"

    def made() -> tuple[bytes, str]:
        if wanted == "csv":
            rows, _ = page(limit if "limit" in request.query_params else None, offset)
            to = io.StringIO()
            write_csv([_flat(row, columns) for row in rows], to, columns=columns)
            return to.getvalue().encode(), TYPES["csv"]
        rows, total = page(limit, offset)
        return to_json({"total": total, "offset": offset, "limit": limit, "items": rows}), TYPES[
            "json"
        ]

    saved = f"dateline-{name}.csv" if kind == "csv" else ""
    return tagged(request, made, salt=wanted, name=saved)


def _flat(row: dict[str, Any], columns: tuple[str, ...]) -> Flat:
    return {c: v if isinstance(v := row.get(c), int | float | None) else str(v) for c in columns}


@router.get("/reports", summary="List reports", responses=LIST)
def reports(  # noqa: PLR0917 - each is a parameter of the query
    request: Request,
    since: Since = None,
    until: Until = None,
    q: Words = None,
    limit: Limit = 100,
    offset: Offset = 0,
    kind: Kind = None,
) -> Response:
    """Answer reports without their text, in order of days."""

    def page(most: int | None, first: int) -> Rows:
        found, total = desk_of(request).find_reports(
            since=since, until=until, words=q, limit=most, offset=first
        )
        left = ("text", "page_text", "cuts")
        rows = [{k: v for k, v in to_builtins(r).items() if k not in left} for r in found]
        return rows, total

    return _answer(request, kind, "reports", _REPORT, page, limit, offset)


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

    def made(_: object) -> tuple[list[Line], int]:
        _, total = desk.find_reports(since=since, until=until, limit=0)
        found, _ = desk.find_reports(
            since=since, until=until, limit=LINED, offset=max(0, total - LINED)
        )
        return lines_of(found), total

    return desk.derived(f"lines {since} {until}", made)


@router.get("/sources", summary="Who copied whom", responses=LIST)
def sources(  # noqa: PLR0917 - each is a parameter of the query
    request: Request,
    since: Since = None,
    until: Until = None,
    limit: Limit = 100,
    offset: Offset = 0,
    kind: Kind = None,
) -> Response:
    """Answer reports under the line that they descend from, among the last 2,000 of the days."""

    def page(most: int | None, first: int) -> Rows:
        lines, _ = lines_in(desk_of(request), since, until)
        rows = [
            {
                "line": line.name, "report": r.id, "published": r.published,
                "publisher": r.publisher, "title": r.title, "copy": r.id in line.copies,
            }
            for line in lines for r in line.reports
        ]  # fmt: skip
        return rows[first : None if most is None else first + most], len(rows)

    return _answer(request, kind, "sources", _SOURCE, page, limit, offset)


@router.get("/positions", summary="Who asks, refuses, accuses whom", responses=LIST)
def stances(  # noqa: PLR0917 - each is a parameter of the query
    request: Request,
    actor: Annotated[str, Query(max_length=200)] = "",
    toward: Annotated[str, Query(max_length=200)] = "",
    since: Since = None,
    until: Until = None,
    limit: Limit = 100,
    offset: Offset = 0,
    kind: Kind = None,
) -> Response:
    """Answer acts of speech in statements; `actor` and `toward` are words in their names."""

    def page(most: int | None, first: int) -> Rows:
        told = desk_of(request).derived("positions", positions)
        found = chosen(told, actor=actor, toward=toward, since=since, until=until)
        shown = found[first : None if most is None else first + most]
        return [dataclasses.asdict(s) for s in shown], len(found)

    return _answer(request, kind, "positions", _POSITION, page, limit, offset)


@router.get("/judgements", summary="What people judged, the last first", responses=LIST | FOUND)
def judgements(
    request: Request,
    of: Annotated[str | None, Query(pattern="^[0-9a-fA-F]{1,16}$")] = None,
    limit: Limit = 100,
    offset: Offset = 0,
    kind: Kind = None,
) -> Response:
    """Answer judgements; retractions are rows like the rest."""

    def page(most: int | None, first: int) -> Rows:
        made = desk_of(request).record.judgements(of)
        shown = made[first : None if most is None else first + most]
        return [to_builtins(j) for j in shown], len(made)

    return _answer(request, kind, "log", _JUDGEMENT, page, limit, offset)
