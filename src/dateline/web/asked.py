"""What a request asks for: days, filters, a page; said here once for every list that takes them.

A cursor is the position of a row (`keep.paging`) with how many rows come before, for the heading.
It is opaque to whoever uses the API, and no secret.
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
from dataclasses import dataclass, replace
from typing import Annotated, Any
from urllib.parse import urlencode

import msgspec
from fastapi import Depends, Path, Query, Request

from dateline.errors import InputError
from dateline.keep import Filter, Position, Slice
from dateline.pipeline import place_called
from dateline.pipeline.record import BACKGROUND

MOST = 1000
"""Items on one page of JSON."""
_CURSOR = "^[A-Za-z0-9_-]{1,2000}$"

Since = Annotated[dt.date | None, Query(description="From this day on.")]
Until = Annotated[dt.date | None, Query(description="Up to this day.")]
Words = Annotated[str | None, Query(description="Words that it must hold.")]
Id = Annotated[str, Path(pattern="^[0-9a-fA-F]{1,16}$", description="An id or its first digits.")]
Offset = Annotated[
    int, Query(ge=0, le=1_000_000_000, description="Rows to pass over; slow where they are many.")
]
Cursor = Annotated[str | None, Query(pattern=_CURSOR, description="From `next` or `previous`.")]


@dataclass(frozen=True, slots=True)
class Days:
    """A run of days; None where it is open."""

    since: dt.date | None
    until: dt.date | None


@dataclass(frozen=True, slots=True)
class Paging:
    """Which page of a list.

    Attributes:
        limit: at most so many items.
        offset: how many come before, as far as is known.
        after: the page begins after this position.
        before: it ends before this one.
        whole: whether no page was asked for.
    """

    limit: int
    offset: int = 0
    after: Position | None = None
    before: Position | None = None
    whole: bool = False

    def of(self, wanted: Filter, *, export: bool = False) -> Filter:
        """Return a filter cut to the page; an export is of all, unless a page was asked for."""
        return replace(
            wanted,
            limit=None if export and self.whole else self.limit,
            offset=self.offset,
            after=self.after,
            before=self.before,
        )

    def first(self, found: Slice[Any]) -> int:
        """Return how many come before the first item."""
        return self.offset if self.before is None else max(0, self.offset - len(found.items))

    def links(self, found: Slice[Any], query: dict[str, str]) -> tuple[str, str]:
        """Return the queries of the pages before and after; empty where there is none."""
        kept = {k: v for k, v in query.items() if k not in ("offset", "after", "before")}
        first = self.first(found)
        before = after = ""
        if found.earlier and found.first is not None:
            before = urlencode(kept | {"before": cursor(first, found.first)})
        if found.later and found.last is not None:
            after = urlencode(kept | {"after": cursor(first + len(found.items), found.last)})
        return before, after


def days(since: Since = None, until: Until = None) -> Days:
    """Return the days that a request asks for."""
    return Days(since, until)


def filters(  # noqa: PLR0917 - each is a parameter of the query
    request: Request,
    run: Annotated[Days, Depends(days)],
    place: Annotated[
        str | None,
        Query(description="A name in any spelling or in its own script, or a gazetteer id."),
    ] = None,
    actor: Annotated[
        str | None, Query(description="A name, part of one, or a register id.")
    ] = None,
    type: Annotated[  # noqa: A002 - the word of the domain
        str | None, Query(description="PLOVER type, form, kind of place or of doubt.")
    ] = None,
    status: Annotated[
        str | None,
        Query(description="Status of the finding; background (historical, hypothetical) only so."),
    ] = None,
    min_confidence: Annotated[
        float | None, Query(ge=0, le=1, description="Least confidence.")
    ] = None,
    q: Words = None,
) -> Filter:
    """Return what a request narrows the findings to."""
    return Filter(
        since=run.since,
        until=run.until,
        place=place_called(request.app.state.desk.settings, place) if place else None,
        actor=actor or None,
        type=type or None,
        status=status or None,
        min_confidence=min_confidence,
        words=q or None,
    )


def paging(
    request: Request,
    limit: Annotated[int, Query(ge=1, le=MOST)] = 100,
    offset: Offset = 0,
    after: Cursor = None,
    before: Cursor = None,
) -> Paging:
    """Return the page that a request asks for.

    Raises:
        InputError: a cursor is none.
    """
    return page_of(limit, offset, after, before, whole="limit" not in request.query_params)


def page_of(
    limit: int, offset: int, after: str | None, before: str | None, *, whole: bool = False
) -> Paging:
    """Return a page; a cursor counts before an offset, `after` before `before`.

    Raises:
        InputError: a cursor is none.
    """
    if after:
        return Paging(limit, *_read(after), whole=whole)
    if before:
        offset, position = _read(before)
        return Paging(limit, offset, before=position, whole=whole)
    return Paging(limit, offset, whole=whole)


def background(kind: str, status: str | None) -> tuple[str, ...]:
    """Return the statuses of events that are listed only where they are asked for."""
    return BACKGROUND if kind == "event" and not status else ()


def cursor(rows: int, position: Position) -> str:
    """Return a position as it stands in an address, with how many rows come before."""
    told = msgspec.json.encode([rows, *position])
    return base64.urlsafe_b64encode(told).rstrip(b"=").decode("ascii")


def _read(text: str) -> tuple[int, Position]:
    try:
        told = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        rows, *position = msgspec.json.decode(told, type=list[int | str | None])
    except (binascii.Error, ValueError, msgspec.MsgspecError) as error:
        raise InputError("this cursor is none: take it from `next` or `previous`") from error
    if not isinstance(rows, int) or rows < 0 or any(isinstance(p, int) for p in position):
        raise InputError("this cursor is none: take it from `next` or `previous`")
    return rows, tuple(p for p in position if not isinstance(p, int))
