"""Pages of findings and reports that fit a filter, and how many fit in all."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from dateline.keep import schema
from dateline.keep.desk import KINDS
from dateline.keep.filters import Filter, fitting, narrowed, order_of
from dateline.keep.paging import By, Slice, keys_of_page
from dateline.model import Report, from_json

REPORT = "report"
"""The kind that is no finding."""
_ASKED = 500
"""Rows read at a time."""


def find(connection: sa.Connection, kind: str, wanted: Filter) -> Slice[Any]:
    """Return one page of what fits, or with no limit all of it.

    Args:
        connection: to the store.
        kind: event, statement, holding, place, doubt or report.
        wanted: the narrowing; limit, offset, `after` and `before` cut the page.

    Raises:
        InputError: a position is none of this list.
    """
    table, noun = _table(kind), _noun(kind)
    if wanted.limit is None and kind != REPORT and wanted.after is None:
        query = narrowed(table, wanted, connection, by_place=by_place(kind))
        return Slice([from_json(body, noun) for body in connection.scalars(query)])
    key = schema.reports.c.key if kind == REPORT else table.c.id
    page = keys_of_page(
        connection,
        _order(kind),
        _fits(connection, kind, wanted),
        key=key,
        limit=2**62 if wanted.limit is None else wanted.limit,
        offset=wanted.offset,
        after=wanted.after,
        before=wanted.before,
    )
    bodies = dict(_bodies(connection, key, page.items))
    items = [from_json(bodies[one], noun) for one in page.items]
    return Slice(items, page.first, page.last, earlier=page.earlier, later=page.later)


def count(connection: sa.Connection, kind: str, wanted: Filter) -> int:
    """Return how many fit, whatever page is asked for."""
    query = sa.select(sa.func.count()).select_from(_table(kind))
    return connection.scalar(query.where(*_fits(connection, kind, wanted))) or 0


def by_place(kind: str) -> bool:
    """Tell whether a kind is listed by place and day, and not by day and place."""
    return kind in ("holding", "place")


def _table(kind: str) -> sa.Table:
    return schema.reports if kind == REPORT else schema.FINDINGS[kind]


def _noun(kind: str) -> Any:
    return Report if kind == REPORT else next(n for n, name in KINDS.items() if name == kind)


def _order(kind: str) -> Sequence[By]:
    r = schema.reports.c
    if kind == REPORT:
        return By(r.published, nulls_last=True), By(r.id)
    return order_of(_table(kind), by_place=by_place(kind))


def _fits(connection: sa.Connection, kind: str, wanted: Filter) -> list[sa.ColumnElement[bool]]:
    if kind != REPORT:
        return fitting(_table(kind), wanted, connection)
    r, g, now = schema.reports.c, schema.generations.c, schema.current.c
    read = sa.select(g.id).join_from(schema.generations, schema.current, now.generation == g.id)
    # As it was last read.
    fits: list[Any] = [sa.exists(read.where(now.report == r.id, g.report_key == r.key))]
    if wanted.since is not None:
        fits.append(r.published >= wanted.since)
    if wanted.until is not None:
        fits.append(r.published <= wanted.until)
    text = sa.func.json_extract(sa.cast(r.json, sa.Text), "$.text", type_=sa.Text)
    told = sa.func.coalesce(r.title, "") + "\n" + text
    return fits + [told.icontains(w, autoescape=True) for w in (wanted.words or "").split()]


def _bodies(
    connection: sa.Connection, key: sa.Column[Any], wanted: Sequence[Any]
) -> list[tuple[Any, bytes]]:
    found: list[tuple[Any, bytes]] = []
    for first in range(0, len(wanted), _ASKED):
        part = wanted[first : first + _ASKED]
        rows = connection.execute(sa.select(key, key.table.c.json).where(key.in_(part)))
        found += [(row[0], row[1]) for row in rows]
    return found
