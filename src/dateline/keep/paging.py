"""One page of a table in its order, found from where another ended and not by passing over rows.

A position holds what the order goes by in one row, and not the row: the next page follows it even
where that row is gone by then. SQLite finds it in an index, however deep in the table it lies.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

import sqlalchemy as sa

from dateline.errors import InputError

Position = tuple[str | None, ...]
"""The values of one row in the columns of an order; days in ISO 8601."""
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class By:
    """A column to order by."""

    column: sa.Column[Any]
    nulls_last: bool = False


@dataclass(frozen=True, slots=True)
class Slice(Generic[_T]):
    """One page of what fits, in its order.

    Attributes:
        items: what stands on it.
        first: position of the first item; None where there is none.
        last: position of the last item, likewise.
        earlier: whether others come before.
        later: whether others come after.
    """

    items: list[_T] = field(default_factory=list)
    first: Position | None = None
    last: Position | None = None
    earlier: bool = False
    later: bool = False


def keys_of_page(
    connection: sa.Connection,
    order: Sequence[By],
    fits: Sequence[sa.ColumnElement[bool]],
    *,
    key: sa.Column[Any],
    limit: int,
    offset: int = 0,
    after: Position | None = None,
    before: Position | None = None,
) -> Slice[Any]:
    """Return the keys of the rows on a page.

    Args:
        connection: to the database.
        order: the columns that tell any two rows apart.
        fits: what rows must meet.
        key: the column to return.
        limit: at most so many rows.
        offset: how many are passed over first; of no meaning with a position.
        after: position of the row before the page; None to begin at the first row.
        before: position of the row after the page, in place of `after`.

    Raises:
        InputError: the position is none in this order.
    """
    columns = [by.column for by in order]
    position, forward = (before, False) if before is not None else (after, True)
    query = sa.select(key, *columns).where(*fits)
    query = query.order_by(*(_ordered(by, forward) for by in order))
    rows: list[Any] = []
    if position is None:
        paged = query.limit(min(limit + 1, sys.maxsize)).offset(offset or None)
        rows = list(connection.execute(paged))
    else:
        for part in _parts(order, _typed(order, position), forward):
            wanted = query.where(*part).limit(limit + 1 - len(rows))
            rows += connection.execute(wanted)
            if len(rows) > limit:
                break
    beyond, rows = len(rows) > limit, rows[:limit]
    if not forward:
        rows.reverse()
    return Slice(
        [row[0] for row in rows],
        _position(rows[0][1:]) if rows else None,
        _position(rows[-1][1:]) if rows else None,
        earlier=beyond if not forward else bool(offset or position),
        later=beyond if forward else True,
    )


def _ordered(by: By, forward: bool) -> sa.ColumnElement[Any]:
    if not by.nulls_last:
        return by.column if forward else by.column.desc()
    return by.column.asc().nulls_last() if forward else by.column.desc().nulls_first()


def _parts(
    order: Sequence[By], position: Sequence[Any], forward: bool
) -> Iterator[list[sa.ColumnElement[bool]]]:
    """Yield the conditions of what follows, in one or two parts.

    Rows with nothing in the first column are a part of their own: no index finds both at once.
    """
    first, value = order[0].column, position[0]
    beyond = _beyond(order, position, forward)
    if value is None:
        yield [first.is_(None), beyond]
    else:
        # Said again, as this is what SQLite looks up.
        yield [first >= value if forward else first <= value, beyond]
    nulls_ahead = order[0].nulls_last == forward
    if value is None and not nulls_ahead:
        yield [first.is_not(None)]
    elif value is not None and nulls_ahead:
        yield [first.is_(None)]


def _beyond(order: Sequence[By], position: Sequence[Any], forward: bool) -> sa.ColumnElement[bool]:
    """Whether a row comes after a position: in its first column, or equal there and in the rest."""
    told: sa.ColumnElement[bool] = sa.false()
    for by, value in reversed(list(zip(order, position, strict=True))):
        nulls_ahead = by.nulls_last == forward
        if value is None:
            ahead = sa.false() if nulls_ahead else by.column.is_not(None)
        else:
            ahead = by.column > value if forward else by.column < value
            if nulls_ahead:
                ahead = sa.or_(ahead, by.column.is_(None))
        told = sa.or_(ahead, sa.and_(by.column.is_not_distinct_from(value), told))
    return told


def _typed(order: Sequence[By], position: Position) -> list[Any]:
    if len(position) != len(order):
        raise InputError("this position is one of another list: begin again at its first page")
    days = [isinstance(by.column.type, sa.Date) for by in order]
    try:
        return [
            dt.date.fromisoformat(value) if day and value is not None else value
            for value, day in zip(position, days, strict=True)
        ]
    except ValueError as error:
        raise InputError(f"this position is none: {error}") from error


def _position(row: Sequence[Any]) -> Position:
    return tuple(v.isoformat() if isinstance(v, dt.date) else v for v in row)
