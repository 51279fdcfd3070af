"""The store: add what was read, ask for what was found; one report is one transaction.

A process killed at any moment loses at most the report it was writing, and reading the same
source again adds nothing.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import sqlalchemy as sa

from dateline.keep import schema
from dateline.keep.changes import Changed, changed_since
from dateline.keep.desk import STAMP, Desk
from dateline.keep.dialect import connect, insert_new, looking, writing
from dateline.keep.explain import Explanation, explain
from dateline.keep.filters import Filter, narrowed
from dateline.keep.finding import count, find
from dateline.keep.known import known
from dateline.keep.migrate import HEAD, bring_up_to_date
from dateline.keep.paging import Slice
from dateline.keep.rows import (
    claim_row,
    reading_digest,
    report_key,
    report_row,
    valid_unicode,
)
from dateline.model import (
    Claim,
    Doubt,
    DoubtFinding,
    EventFinding,
    Holding,
    Judgement,
    Page,
    PlaceFinding,
    Reading,
    Report,
    StatementFinding,
    from_json,
    judged,
    to_json,
)

_BATCH = 5000
"""Findings inserted at a time: bounds the memory of a rebuild."""


@dataclass(frozen=True, slots=True)
class Added:
    """What adding a reading changed; all empty where the store had it already.

    Attributes:
        report: whether the report was new, or its text new.
        generation: whether the reading was new.
        claims: how many claims were written.
    """

    report: bool
    generation: bool
    claims: int


@dataclass(frozen=True, slots=True)
class Kept:
    """A report with the claims and doubts of its current reading, as weighing needs them."""

    report: Report
    claims: tuple[Claim, ...]
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Info:
    """What a store holds.

    Attributes:
        path: where it lies.
        size: bytes on disk, the log included.
        schema: revision of its tables.
        counts: rows by table, findings included.
        claims: claims of the current readings by kind.
        doubts: doubts of the current readings by kind.
        readers: reports read last by each reader.
        first: earliest day of publication; None where no report has one.
        last: latest day of publication.
        fresh: whether the findings rest on all that is kept.
    """

    path: str
    size: int
    schema: str
    counts: dict[str, int]
    claims: dict[str, int]
    doubts: dict[str, int]
    readers: dict[str, int]
    first: dt.date | None
    last: dt.date | None
    fresh: bool


def open_store(where: str | Path, *, create: bool = True) -> Store:
    """Open the store at `where`, a path or database URL, and bring its tables up to date.

    Args:
        where: the path of a file, or an SQLAlchemy URL.
        create: make it where it is not there.

    Raises:
        InputError: it is not there, not a store, or a newer version's.
        SourceError: it is locked, damaged or read-only.
    """
    engine = connect(str(where), create=create)
    try:
        bring_up_to_date(engine)
    except BaseException:
        engine.dispose()
        raise
    return Store(engine)


class Store:
    """A store that is open; made by `open_store`."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file; the store cannot be used afterwards."""
        self._engine.dispose()

    def add(self, reading: Reading, page: Page | None = None) -> Added:
        """Keep a reading: page, report, generation, claims and doubts, all or nothing.

        Args:
            reading: what a reader made of a report.
            page: the bytes that the report came from; None where they are not at hand.

        Raises:
            ItemError: the report's text cannot be stored.
            SourceError: the store cannot be written.
        """
        with valid_unicode(reading.report.source), writing(self._engine) as connection:
            return _add(connection, reading, page)

    def add_all(self, readings: Iterable[Reading]) -> int:
        """Keep many readings at once, all or nothing; return how many were new.

        Faster than one by one, for whoever has them ready: a reader who is interrupted would
        lose what it read.

        Raises:
            ItemError: a report's text cannot be stored.
            SourceError: the store cannot be written.
        """
        with writing(self._engine) as connection:
            new = 0
            for reading in readings:
                with valid_unicode(reading.report.source):
                    new += _add(connection, reading, None).generation
            return new

    def known(self, report: Report, reader: str) -> Reading | None:
        """Return the current reading of `report` where it is that of `reader`, else None.

        Args:
            report: as gathered now; a day or text other than was read is not known.
            reader: id of the reader.
        """
        with looking(self._engine) as connection:
            return known(connection, report, reader)

    def sight(self, report: Report, page: Page | None = None) -> None:
        """Keep where a report that is known was found again.

        Raises:
            SourceError: the store cannot be written.
        """
        with valid_unicode(report.source), writing(self._engine) as connection:
            _sight(connection, report, page)

    def judge(self, judgement: Judgement) -> bool:
        """Keep a judgement; return False where the very same was kept before."""
        made = judgement if judgement.id else judged(judgement)
        row = {
            "id": made.id,
            "verdict": made.verdict,
            "subject": made.subject,
            "by": made.by,
            "at": made.at.astimezone(dt.UTC).replace(tzinfo=None),
            "json": to_json(made),
        }
        with writing(self._engine) as connection:
            return bool(insert_new(connection, schema.judgements, [row]))

    def kept(self) -> Iterator[Kept]:
        """Yield every report with the claims of its current reading, in order of report ids."""
        g, r, now = schema.generations.c, schema.reports.c, schema.current.c
        readings = (
            sa.select(g.id, r.json)
            .join_from(schema.current, schema.generations, now.generation == g.id)
            .join(schema.reports, g.report_key == r.key)
            .order_by(g.report)
        )
        c, d = schema.claims.c, schema.doubts.c
        with looking(self._engine) as connection:
            for generation, body in connection.execute(readings):
                told = sa.select(c.json).where(c.generation == generation).order_by(c.position)
                claims = tuple(from_json(j, Claim) for j in connection.scalars(told))
                raised = sa.select(d.json).where(d.generation == generation).order_by(d.position)
                doubts = tuple(from_json(j, Doubt) for j in connection.scalars(raised))
                yield Kept(from_json(body, Report), claims, doubts)

    def span(self) -> tuple[dt.date | None, dt.date | None]:
        """Return the first and the last day of publication; None where no report has one."""
        r = schema.reports.c
        with looking(self._engine) as connection:
            # One by one: SQLite looks up the least or the greatest of an index, not both.
            first = connection.scalar(sa.select(sa.func.min(r.published)))
            return first, connection.scalar(sa.select(sa.func.max(r.published)))

    def readings(self) -> int:
        """Return how many reports `kept` yields."""
        with looking(self._engine) as connection:
            return _count(connection, schema.current)

    def judgements(self) -> list[Judgement]:
        """Return all judgements in the order in which they were made."""
        c = schema.judgements.c
        with looking(self._engine) as connection:
            rows = connection.scalars(sa.select(c.json).order_by(c.at, c.id))
            return [from_json(row, Judgement) for row in rows]

    def stamp(self) -> str:
        """Return what tells this state of reports, claims and judgements from any other."""
        with looking(self._engine) as connection:
            return _stamp(connection)

    def fresh(self, by: str) -> bool:
        """Tell whether the findings rest on all that is kept.

        Args:
            by: version of the weighing that is in use.
        """
        with looking(self._engine) as connection:
            return _meta(connection, STAMP) == f"{_stamp(connection)} {by}"

    @contextmanager
    def weighing(self) -> Iterator[Desk]:
        """Open what weighing works at: all of what is written there is kept, or nothing.

        Raises:
            SourceError: the store cannot be written.
        """
        with writing(self._engine) as connection:
            yield Desk(connection)

    def events(self, wanted: Filter | None = None) -> list[EventFinding]:
        """Return the events that fit, in order of their days."""
        return self._ask(schema.events, EventFinding, wanted)

    def statements(self, wanted: Filter | None = None) -> list[StatementFinding]:
        """Return the statements that fit, in order of their days."""
        return self._ask(schema.statements, StatementFinding, wanted)

    def holdings(self, wanted: Filter | None = None) -> list[Holding]:
        """Return the holdings that fit, by place and day."""
        return self._ask(schema.holdings, Holding, wanted, by_place=True)

    def places(self, wanted: Filter | None = None) -> list[PlaceFinding]:
        """Return the places that fit, by name."""
        return self._ask(schema.places, PlaceFinding, wanted, by_place=True)

    def doubts(self, wanted: Filter | None = None) -> list[DoubtFinding]:
        """Return the doubts that fit, in order of their days."""
        return self._ask(schema.unsettled, DoubtFinding, wanted)

    def find(self, kind: str, wanted: Filter) -> Slice[Any]:
        """Return one page of what fits, in its order, or with no limit all of it.

        Args:
            kind: event, statement, holding, place, doubt or report.
            wanted: the narrowing; its limit, offset and positions cut the page.

        Raises:
            InputError: a position is none of this list.
        """
        with looking(self._engine) as connection:
            return find(connection, kind, wanted)

    def count(self, kind: str, wanted: Filter) -> int:
        """Return how many fit; of a million that takes longer than finding a hundred."""
        with looking(self._engine) as connection:
            return count(connection, kind, wanted)

    def bodies(self, kind: str, ids: Sequence[str] | None = None) -> Iterator[bytes]:
        """Yield the JSON of findings as it is kept, in no order: for whoever reads a part of it.

        Args:
            kind: event, statement, holding, place or doubt.
            ids: of those wanted; None for all.
        """
        c = schema.FINDINGS[kind].c
        query = sa.select(c.json)
        with looking(self._engine) as connection:
            if ids is None:
                yield from connection.execution_options(yield_per=_BATCH).scalars(query)
                return
            for first in range(0, len(ids), _BATCH):
                yield from connection.scalars(query.where(c.id.in_(ids[first : first + _BATCH])))

    def changed_since(self, epoch: str, number: int) -> Changed:
        """Return which findings changed after the `number`th change of an epoch."""
        with looking(self._engine) as connection:
            return changed_since(connection, epoch, number)

    def ids(self, kind: str) -> list[str]:
        """Return the ids of all findings of a kind, in no order."""
        with looking(self._engine) as connection:
            return list(connection.scalars(sa.select(schema.FINDINGS[kind].c.id)))

    def explain(self, prefix: str) -> Explanation:
        """Return where a claim, finding or report comes from.

        Args:
            prefix: the first hex digits of its id, as many as make it the only one.

        Raises:
            InputError: no id begins so, or several do.
        """
        with looking(self._engine) as connection:
            return explain(connection, prefix)

    def page(self, report: str) -> Page | None:
        """Return the bytes that the report of this id came from; None where they are not kept."""
        with looking(self._engine) as connection:
            row = connection.execute(
                sa.select(schema.pages).where(schema.pages.c.id == report)
            ).one_or_none()
        return _page(row) if row else None

    def info(self, by: str = "") -> Info:
        """Return what the store holds; `by` is the version of the weighing in use."""
        with looking(self._engine) as connection:
            return _info(connection, by)

    def _ask(
        self, table: sa.Table, kind: Any, wanted: Filter | None, *, by_place: bool = False
    ) -> list[Any]:
        with looking(self._engine) as connection:
            query = narrowed(table, wanted or Filter(), connection, by_place=by_place)
            found = connection.scalars(query)
            return [from_json(body, kind) for body in found]


def _add(connection: sa.Connection, reading: Reading, page: Page | None) -> Added:
    report, key = reading.report, report_key(reading.report)
    row, digest = report_row(report, key), reading_digest(reading)
    _sight(connection, report, page)
    new = insert_new(connection, schema.reports, [row])
    if _current_digest(connection, report.id) == digest:
        return Added(report=bool(new), generation=False, claims=0)
    generation = _add_generation(connection, reading, key, digest)
    claims = [claim_row(claim, generation, report.id, n) for n, claim in enumerate(reading.claims)]
    written = insert_new(connection, schema.claims, claims)
    doubts = [
        {"generation": generation, "position": n, "kind": doubt.kind, "json": to_json(doubt)}
        for n, doubt in enumerate(reading.doubts)
    ]
    insert_new(connection, schema.doubts, doubts)
    _make_current(connection, report.id, generation)
    return Added(report=bool(new), generation=True, claims=written)


def _sight(connection: sa.Connection, report: Report, page: Page | None) -> None:
    if page is not None:
        insert_new(connection, schema.pages, [_page_row(page)])
    sighting = {"report": report.id, "source": report.source}
    insert_new(connection, schema.sightings, [sighting])


def _page_row(page: Page) -> dict[str, Any]:
    retrieved = page.retrieved.astimezone(dt.UTC).replace(tzinfo=None) if page.retrieved else None
    return {
        "id": page.id,
        "sha256": hashlib.sha256(page.data).hexdigest(),
        "size": len(page.data),
        "data": zlib.compress(page.data, 6),
        "source": page.source,
        "media_type": page.media_type,
        "headers": json.dumps(page.headers),
        "retrieved": retrieved,
    }


def _page(row: Any) -> Page:
    return Page(
        id=row.id,
        data=zlib.decompress(row.data),
        source=row.source,
        media_type=row.media_type,
        headers=tuple((name, value) for name, value in json.loads(row.headers)),
        retrieved=row.retrieved.replace(tzinfo=dt.UTC) if row.retrieved else None,
    )


def _current_digest(connection: sa.Connection, report: str) -> str | None:
    g, now = schema.generations.c, schema.current.c
    query = sa.select(g.digest).join_from(
        schema.current, schema.generations, now.generation == g.id
    )
    return connection.scalar(query.where(now.report == report))


def _add_generation(connection: sa.Connection, reading: Reading, key: str, digest: str) -> int:
    row = {
        "report": reading.report.id,
        "report_key": key,
        "reader": reading.reader,
        "digest": digest,
        "at": dt.datetime.now(dt.UTC).replace(tzinfo=None),
    }
    added = connection.execute(
        sa.insert(schema.generations).returning(schema.generations.c.id), row
    )
    return int(added.scalar_one())


def _make_current(connection: sa.Connection, report: str, generation: int) -> None:
    now = schema.current
    moved = connection.execute(
        sa.update(now).where(now.c.report == report).values(generation=generation)
    )
    if not moved.rowcount:
        connection.execute(sa.insert(now), {"report": report, "generation": generation})


def _stamp(connection: sa.Connection) -> str:
    generation = connection.scalar(sa.select(sa.func.max(schema.generations.c.id)))
    judgement = connection.scalar(sa.select(sa.func.max(schema.judgements.c.number)))
    return f"g{generation or 0} j{judgement or 0}"


def _meta(connection: sa.Connection, key: str) -> str | None:
    return connection.scalar(sa.select(schema.meta.c.value).where(schema.meta.c.key == key))


def _set_meta(connection: sa.Connection, key: str, value: str) -> None:
    connection.execute(sa.delete(schema.meta).where(schema.meta.c.key == key))
    connection.execute(sa.insert(schema.meta), {"key": key, "value": value})


def _info(connection: sa.Connection, by: str) -> Info:
    claims, doubts, now = schema.claims.c, schema.doubts.c, schema.current.c
    counted = (*schema.KEPT, *schema.FINDINGS.values())
    r, g = schema.reports.c, schema.generations.c
    first, last = connection.execute(
        sa.select(sa.func.min(r.published), sa.func.max(r.published))
    ).one()
    path = str(connection.engine.url.database)
    return Info(
        path=path,
        size=sum(f.stat().st_size for end in ("", "-wal") if (f := Path(path + end)).is_file()),
        schema=HEAD,
        counts={t.name: _count(connection, t) for t in counted},
        claims=_counts(connection, schema.claims, claims.kind, now.generation == claims.generation),
        doubts=_counts(connection, schema.doubts, doubts.kind, now.generation == doubts.generation),
        readers=_counts(connection, schema.generations, g.reader, now.generation == g.id),
        first=first,
        last=last,
        fresh=_meta(connection, STAMP) == f"{_stamp(connection)} {by}",
    )


def _count(connection: sa.Connection, table: sa.Table) -> int:
    return connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0


def _counts(
    connection: sa.Connection,
    table: sa.Table,
    by: sa.Column[Any],
    joined: sa.ColumnElement[bool],
) -> dict[str, int]:
    """Rows of current readings, by the values of one column, most frequent first."""
    number = sa.func.count()
    query = (
        sa.select(by, number)
        .join_from(table, schema.current, joined)
        .group_by(by)
        .order_by(number.desc(), by)
    )
    return {value: int(count) for value, count in connection.execute(query)}
