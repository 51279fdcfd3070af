"""What a question narrows the record to, and how that is asked of the database."""

from __future__ import annotations

import datetime as dt
import sys
from dataclasses import dataclass

import sqlalchemy as sa

from dateline.keep import schema
from dateline.keep.paging import By, Position
from dateline.model.fold import fold


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """A narrowing; None means no limit.

    Attributes:
        since: findings that reach this day or a later one; those without a day are left out.
        until: findings that begin on this day or an earlier one; likewise.
        place: name in any spelling of the record, or gazetteer ids parted by `|`; a whole name is
            looked for first, then part of one.
        place_id: gazetteer id, just this.
        actor: name, part of a name, or a register id, of anyone who takes part.
        type: PLOVER type of an event, form of a statement, kind of place.
        status: status of the finding.
        without: statuses that are left out.
        min_confidence: 0 to 1; findings without a confidence are left out.
        words: all of these, in what a statement says or a doubt notes; any letter case.
        limit: at most this many, the first in the order of the answer.
        offset: how many are passed over first.
        after: only what follows this position of the order (`paging`); `offset` does not count.
        before: likewise, only what comes just before it.
    """

    since: dt.date | None = None
    until: dt.date | None = None
    place: str | None = None
    place_id: str | None = None
    actor: str | None = None
    type: str | None = None
    status: str | None = None
    without: tuple[str, ...] = ()
    min_confidence: float | None = None
    words: str | None = None
    limit: int | None = None
    offset: int = 0
    after: Position | None = None
    before: Position | None = None


def narrowed(
    table: sa.Table, wanted: Filter, connection: sa.Connection, *, by_place: bool = False
) -> sa.Select[bytes]:
    """Return the question for the JSON of the findings in `table` that fit.

    A page is first found by its ids, in an index, and only its own rows are read.

    Args:
        table: of findings.
        wanted: the narrowing.
        connection: to look up place names.
        by_place: in order of places and days, not of days and places.
    """
    c = table.c
    order = order_of(table, by_place=by_place)
    ordered = [sa.nulls_last(by.column) if by.nulls_last else by.column for by in order]
    query = sa.select(c.id).where(*fitting(table, wanted, connection)).order_by(*ordered)
    # A limit, because SQLite knows no offset without one.
    limit = wanted.limit if wanted.limit is not None or not wanted.offset else sys.maxsize
    if limit is None:
        return query.with_only_columns(c.json)
    page = query.limit(limit).offset(wanted.offset or None)
    return sa.select(c.json).where(c.id.in_(page)).order_by(*ordered)


def order_of(table: sa.Table, *, by_place: bool = False) -> tuple[By, ...]:
    """Return the order in which the findings of `table` are listed."""
    c = table.c
    day, place = (By(c.start, nulls_last=True), By(c.end)), (By(c.places), By(c.place_id))
    return (*(place + day if by_place else day), By(c.id))


def fitting(
    table: sa.Table, wanted: Filter, connection: sa.Connection
) -> list[sa.ColumnElement[bool]]:
    """Return the conditions that findings in `table` must meet."""
    c = table.c
    told: list[sa.ColumnElement[bool]] = []
    if wanted.since is not None:
        told.append(c.end >= wanted.since)
    if wanted.until is not None:
        told.append(c.start <= wanted.until)
    if wanted.place is not None:
        told.append(_place(table, wanted.place, connection))
    if wanted.place_id is not None:
        told.append(c.place_id == wanted.place_id)
    if wanted.actor is not None:
        told.append(c.actors.contains(fold(wanted.actor), autoescape=True))
    if wanted.type is not None:
        told.append(sa.func.lower(c.type) == wanted.type.lower())
    if wanted.status is not None:
        told.append(c.status == wanted.status.lower())
    if wanted.without:
        told.append(c.status.not_in(wanted.without))
    if wanted.min_confidence is not None:
        told.append(c.confidence >= wanted.min_confidence)
    words = (wanted.words or "").split()
    return told + [_told(table).icontains(word, autoescape=True) for word in words]


def _told(table: sa.Table) -> sa.ColumnElement[str]:
    """The free words of a finding."""
    key = {"findings_statements": "$.content", "findings_doubts": "$.note"}.get(table.name, "$")
    return sa.func.json_extract(sa.cast(table.c.json, sa.Text), key, type_=sa.Text)


def _place(table: sa.Table, name: str, connection: sa.Connection) -> sa.ColumnElement[bool]:
    """The findings at the places that reports call just this; failing that, with it in a name."""
    folded, known = fold(name), schema.places.c
    ids = known.place_id.in_(name.split("|"))
    fits = sa.or_(ids, known.places.contains(f"|{folded}|", autoescape=True))
    if folded and not connection.scalar(sa.select(sa.exists().where(fits))):
        fits = known.places.contains(folded, autoescape=True)
    if table is schema.places:
        return fits
    rows = connection.execute(sa.select(known.place_id, known.places).where(fits)).all()
    # A place that no gazetteer knows is told by its spellings.
    names = {n for row in rows if not row.place_id for n in row.places.strip("|").split("|") if n}
    spelled = [table.c.places.contains(f"|{n}|", autoescape=True) for n in sorted(names)]
    return sa.or_(
        table.c.place_id.in_([row.place_id for row in rows if row.place_id]),
        sa.and_(table.c.place_id.is_(None), sa.or_(sa.false(), *spelled)),
    )
