"""What weighing works at: one transaction in which findings, and what leads to them, are renewed.

Nothing is decided here. `Desk` reads the kept truths, and reads and writes the `weighed_*` and
`findings_*` tables; a process that is killed leaves them as they were.
"""

from __future__ import annotations

import datetime as dt
import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

import msgspec
import sqlalchemy as sa

from dateline.keep import schema
from dateline.keep.changes import let_go, note, note_all
from dateline.keep.dialect import insert_rows
from dateline.keep.rows import Finding, finding_row
from dateline.model import (
    Claim,
    Doubt,
    DoubtFinding,
    EventFinding,
    Holding,
    Judgement,
    PlaceFinding,
    Report,
    StatementFinding,
    from_json,
)

STAMP = "findings.stamp"
"""The remark that tells what the findings rest on."""
KINDS: dict[type, str] = {
    EventFinding: "event",
    StatementFinding: "statement",
    Holding: "holding",
    PlaceFinding: "place",
    DoubtFinding: "doubt",
}
_BATCH = 5000
"""Rows inserted at a time: bounds the memory of a rebuild."""
_ASKED = 400
"""Values asked for at a time."""


class Row(NamedTuple):
    """A claim as it was weighed, in the order of the columns of `weighed_claims`.

    Days are ordinals. `body` is the claim's JSON, and no column.
    """

    claim: str
    report: int
    generation: int
    kind: str
    line: str
    source: int | None
    spot: str | None
    place: str | None
    block: str | None
    start: int | None
    end: int | None
    component: str | None
    area: str | None
    named: str | None
    said: str | None
    body: bytes = b""


class Shelved(NamedTuple):
    """A report as it was weighed, in the order of the columns of `weighed_reports`."""

    number: int
    id: str
    generation: int
    day: int | None
    agency: str
    outlet: str
    size: int
    sampled: int
    group: int
    line: str
    body: bytes


class _Text(msgspec.Struct):
    text: str


_decoder = msgspec.json.Decoder(_Text)


@dataclass(frozen=True, slots=True)
class Current:
    """A report with the claims and doubts of its current reading."""

    generation: int
    report: Report
    claims: tuple[Claim, ...]
    doubts: tuple[Doubt, ...]


class Desk:
    """The kept truths, what was worked out of them, and the findings, in one transaction."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._supports: list[tuple[str, str, str]] = []
        self._new: dict[str, list[tuple[Any, ...]]] = {kind: [] for kind in schema.FINDINGS}

    # The kept truths.

    def judgements(self) -> list[Judgement]:
        """Return all judgements in the order in which they were made."""
        c = schema.judgements.c
        rows = self._connection.scalars(sa.select(c.json).order_by(c.at, c.id))
        return [from_json(row, Judgement) for row in rows]

    def judged_since(self, number: int) -> list[Judgement]:
        """Return the judgements after the `number`th."""
        c = schema.judgements.c
        rows = self._connection.scalars(sa.select(c.json).where(c.number > number))
        return [from_json(row, Judgement) for row in rows]

    def judgement(self, id_: str) -> Judgement | None:
        """Return the judgement of this id."""
        c = schema.judgements.c
        body = self._connection.scalar(sa.select(c.json).where(c.id == id_))
        found: Judgement | None = from_json(body, Judgement) if body else None
        return found

    def read_since(self, generation: int) -> list[str]:
        """Return ids of the reports whose current reading is younger than a generation, sorted."""
        now = schema.current.c
        # Sorted here: asked to sort, SQLite walks all reports in order of their ids.
        return sorted(
            self._connection.scalars(sa.select(now.report).where(now.generation > generation))
        )

    def readings(self) -> int:
        """Return how many reports there are."""
        return self._connection.scalar(sa.select(sa.func.count()).select_from(schema.current)) or 0

    def reports(self) -> Iterator[tuple[int, Report]]:
        """Yield every report as it was last read, with that generation, by id."""
        for generation, body in self._connection.execute(
            _current().order_by(schema.current.c.report)
        ):
            yield generation, from_json(body, Report)

    def current(self, ids: Sequence[str] | None = None) -> Iterator[Current]:
        """Yield reports with their current claims and doubts, by id.

        Args:
            ids: of the reports wanted, sorted; None for all.
        """
        now = schema.current.c
        if ids is None:
            queries = [_current().order_by(now.report)]
        else:
            queries = [
                _current().where(now.report.in_(part)).order_by(now.report) for part in _parts(ids)
            ]
        for query in queries:
            for rows in self._connection.execute(query).partitions(_ASKED):
                generations = [generation for generation, _ in rows]
                claims = self._of(schema.claims, generations, Claim)
                doubts = self._of(schema.doubts, generations, Doubt)
                for generation, body in rows:
                    yield Current(
                        generation,
                        from_json(body, Report),
                        tuple(claims.get(generation, ())),
                        tuple(doubts.get(generation, ())),
                    )

    def _of(self, table: sa.Table, generations: list[int], noun: Any) -> dict[int, list[Any]]:
        c = table.c
        found: dict[int, list[Any]] = {}
        query = sa.select(c.generation, c.json).where(c.generation.in_(generations))
        for generation, body in self._connection.execute(query.order_by(c.generation, c.position)):
            found.setdefault(generation, []).append(from_json(body, noun))
        return found

    def doubtful(self) -> list[str]:
        """Return ids of the reports whose current reading has doubts, sorted."""
        now, d = schema.current.c, schema.doubts.c
        query = sa.select(now.report).join_from(
            schema.current, schema.doubts, now.generation == d.generation
        )
        return list(self._connection.scalars(query.distinct().order_by(now.report)))

    def reports_of(self, claims: Iterable[str]) -> set[str]:
        """Return ids of the reports that claims were ever read from."""
        c = schema.claims.c
        found: set[str] = set()
        for part in _parts(claims):
            found |= set(self._connection.scalars(sa.select(c.report).where(c.id.in_(part))))
        return found

    def up_to(self) -> tuple[int, int]:
        """Return the last generation and the last judgement that there are."""
        generation = self._connection.scalar(sa.select(sa.func.max(schema.generations.c.id)))
        judgement = self._connection.scalar(sa.select(sa.func.max(schema.judgements.c.number)))
        return generation or 0, judgement or 0

    # What was worked out of them.

    def weighed_up_to(self, by: str) -> tuple[int, int] | None:
        """Return the last generation and judgement that the findings rest on.

        None where a version of weighing other than `by` made them, or nobody did, or what led to
        them is not kept.
        """
        generation, _, rest = (self.meta(STAMP) or "").partition(" ")
        judgement, _, version = rest.partition(" ")
        if version != by or (int(generation[1:]) and not self.next_number()):
            return None
        return int(generation[1:]), int(judgement[1:])

    def stamp(self, by: str) -> None:
        """Say that the findings rest on all that is kept, as a version of weighing has it."""
        self.flush()
        generation, judgement = self.up_to()
        let_go(self._connection)
        self.remark(STAMP, f"g{generation} j{judgement} {by}")

    def weighed(self, kind: str | None = None) -> int:
        """Return how many claims are weighed, of one kind or of all."""
        c = schema.weighed_claims.c
        query = sa.select(sa.func.count()).select_from(schema.weighed_claims)
        return self._connection.scalar(query if kind is None else query.where(c.kind == kind)) or 0

    def numbers(self, ids: Iterable[str]) -> dict[str, int]:
        """Return the numbers of weighed reports, by id."""
        return {row[1]: row[0] for row in self.select(schema.weighed_reports.c.id, ids)}

    def forget(self) -> None:
        """Drop the findings and all that led to them."""
        for table in (*schema.WEIGHED, *schema.FINDINGS.values(), schema.supports):
            self._connection.execute(sa.delete(table))
        note_all(self._connection)

    def meta(self, key: str) -> str | None:
        """Return a remark on the store."""
        c = schema.meta.c
        return self._connection.scalar(sa.select(c.value).where(c.key == key))

    def remark(self, key: str, value: str) -> None:
        """Keep a remark on the store in place of the last one."""
        insert_rows(self._connection, schema.meta, [(key, value)], over=True)

    def insert(self, table: sa.Table, rows: Sequence[Sequence[Any]]) -> None:
        """Insert rows, or put them in place of those with the same keys."""
        insert_rows(self._connection, table, rows, over=True)

    def delete(self, column: sa.Column[Any], values: Iterable[Any]) -> None:
        """Delete the rows of a table that have one of some values in a column."""
        for part in _parts(values):
            self._connection.execute(sa.delete(column.table).where(column.in_(part)))

    def select(self, column: sa.Column[Any], values: Iterable[Any]) -> list[tuple[Any, ...]]:
        """Return the rows of a table that have one of some values in a column."""
        found: list[tuple[Any, ...]] = []
        for part in _parts(values):
            rows = self._connection.execute(_having(column), {"asked": part})
            found += [tuple(row) for row in rows]
        return found

    def distinct(self, column: sa.Column[Any]) -> list[Any]:
        """Return the values that a column has, without None."""
        return list(
            self._connection.scalars(sa.select(column).where(column.is_not(None)).distinct())
        )

    def rows(self, column: sa.Column[Any], values: Iterable[Any]) -> list[Row]:
        """Return the weighed claims that have one of some values in a column, with their JSON."""
        found: list[Row] = []
        for part in _parts(values):
            rows = self._connection.execute(_told_having(column), {"asked": part})
            found += [Row(*row) for row in rows]
        return found

    def near(
        self, block: str, place: str | None, start: int, end: int, *, anywhere: bool
    ) -> list[Row]:
        """Return the weighed claims of a block that reach into some days.

        Args:
            block: the block.
            place: of it; None for claims without one.
            start: first day, an ordinal.
            end: last day.
            anywhere: wherever they are.
        """
        asked = {"block": block, "place": place, "first": start, "last": end}
        rows = self._connection.execute(_told_near(anywhere=anywhere), asked)
        return [Row(*row) for row in rows]

    def by_place(self) -> Iterator[list[Row]]:
        """Yield the weighed claims in batches of whole places."""
        c = schema.weighed_claims.c
        yield from self._batches(_weighed().where(c.place.is_not(None)).order_by(c.place), _place)

    def by_block(self, kind: str) -> Iterator[list[Row]]:
        """Yield the weighed claims of a kind in batches of whole blocks (`block_key`)."""
        c = schema.weighed_claims.c
        query = _weighed().where(c.kind == kind).order_by(c.block, c.place, c.start)
        yield from self._batches(query, block_key)

    def _batches(self, query: sa.Select[Any], key: Any) -> Iterator[list[Row]]:
        batch: list[Row] = []
        for row in self._stream(query):
            if len(batch) >= _BATCH and key(batch[-1]) != key(row):
                yield batch
                batch = []
            batch.append(row)
        if batch:
            yield batch

    def _stream(self, query: sa.Select[Any]) -> Iterator[Row]:
        for part in self._connection.execute(query).partitions(_BATCH):
            yield from (Row(*row) for row in part)

    def scattered(self, most: int) -> list[int]:
        """Return numbers of the reports that tell of more than `most` places."""
        c = schema.weighed_claims.c
        query = sa.select(c.report).where(c.place.is_not(None)).group_by(c.report)
        return list(
            self._connection.scalars(query.having(sa.func.count(c.place.distinct()) > most))
        )

    def move(self, places: Mapping[str, str]) -> None:
        """Put all claims of some spots at their places."""
        rows = [(place, spot, place) for spot, place in places.items()]
        if rows:
            self._connection.exec_driver_sql(
                "UPDATE weighed_claims SET place = ? WHERE spot = ? AND place IS NOT ?", rows
            )

    def places_in(self, areas: Iterable[str]) -> set[str]:
        """Return the places that lie in some divisions."""
        return {row[1] for row in self.select(schema.weighed_around.c.area, areas)}

    def label(self, components: Iterable[tuple[str | None, str]]) -> None:
        """Keep the component of claims: pairs of component and claim."""
        rows = [(label, claim, label) for label, claim in components]
        if rows:
            self._connection.exec_driver_sql(
                "UPDATE weighed_claims SET component = ? WHERE claim = ? AND component IS NOT ?",
                rows,
            )

    def measured(self, numbers: Iterable[int]) -> dict[int, tuple[int | None, int]]:
        """Return day and number of sampled shingles of reports, by number."""
        c = schema.weighed_reports.c
        found: dict[int, tuple[int | None, int]] = {}
        for part in _parts(numbers):
            query = sa.select(c.number, c.day, c.sampled).where(c.number.in_(part))
            found |= {number: (day, size) for number, day, size in self._connection.execute(query)}
        return found

    def next_number(self) -> int:
        """Return a number that no weighed report has."""
        c = schema.weighed_reports.c
        last = self._connection.scalar(sa.select(sa.func.max(c.number)))
        return 0 if last is None else last + 1

    def text(self, generation: int) -> str:
        """Return the text of the report that was read then."""
        g = schema.generations.c
        query = sa.select(schema.reports.c.json).join_from(
            schema.generations, schema.reports, g.report_key == schema.reports.c.key
        )
        body = self._connection.scalars(query.where(g.id == generation)).one()
        return _decoder.decode(body).text

    def postings(self, buckets: Iterable[int]) -> dict[int, bytes]:
        """Return what is kept of some buckets of marks."""
        return dict(self.select(schema.weighed_marks.c.bucket, buckets))

    def post(self, pairs: Iterable[tuple[int, int, int]]) -> None:
        """Add marks: bucket, mark and report number."""
        rows = [(bucket, struct.pack("<II", mark, number)) for bucket, mark, number in pairs]
        self._connection.exec_driver_sql(
            "INSERT INTO weighed_marks (bucket, postings) VALUES (?, ?) ON CONFLICT (bucket) "
            "DO UPDATE SET postings = CAST(postings || excluded.postings AS BLOB)",
            rows,
        )

    # Findings.

    def supported(self, claims: Iterable[str], kind: str) -> set[str]:
        """Return ids of the findings of a kind that rest on any of some claims."""
        c = schema.supports.c
        found: set[str] = set()
        for part in _parts(claims):
            query = sa.select(c.finding).where(c.claim.in_(part), c.kind == kind)
            found |= set(self._connection.scalars(query))
        return found

    def renew(
        self,
        kind: str,
        found: Iterable[tuple[str | None, Finding]],
        *,
        cells: Iterable[str] = (),
        ids: Iterable[str] = (),
    ) -> None:
        """Put findings in the place of others; what is the same stays as it is.

        Args:
            kind: of both.
            found: the new ones, each with its cell.
            cells: those of these cells are replaced.
            ids: those of these ids are replaced as well.
        """
        table = schema.FINDINGS[kind]
        at = {column.name: n for n, column in enumerate(table.columns)}
        told = self.select(table.c.id, ids)
        told += self.select(table.c.cell, cells) if "cell" in at else []
        known = {row[at["id"]]: row for row in told}
        new = {finding.id: (finding, cell) for cell, finding in found}
        rows = {id_: _values(kind, *one) for id_, one in new.items()}
        # The rest of a row follows from these, and has other types when read.
        key = [at[name] for name in ("json", "cell") if name in at]
        same = {
            id_
            for id_ in known.keys() & rows.keys()
            if all(known[id_][n] == rows[id_][n] for n in key)
        }
        noun = next(noun for noun, name in KINDS.items() if name == kind)
        before = {
            (claim, id_, kind)
            for id_ in known.keys() - same
            for claim in from_json(known[id_][at["json"]], noun).claims
        }
        changed = sorted(rows.keys() - same)
        after = {(claim, id_, kind) for id_ in changed for claim in new[id_][0].claims}
        lost = sorted(known.keys() - rows.keys())
        self.delete(table.c.id, lost)
        insert_rows(self._connection, table, [rows[id_] for id_ in changed], over=True)
        note(self._connection, kind, (*lost, *changed))
        gone = sorted(before - after)
        if gone:
            self._connection.exec_driver_sql(
                "DELETE FROM findings_supports WHERE claim = ? AND finding = ?",
                [(claim, finding) for claim, finding, _ in gone],
            )
        insert_rows(self._connection, schema.supports, sorted(after - before), over=True)

    def put(self, kind: str, found: Iterable[Finding], *, cell: str | None = None) -> None:
        """Add findings of which none was there; `flush` writes the last of them."""
        rows = self._new[kind]
        for finding in found:
            rows.append(_values(kind, finding, cell))
            self._supports += [(claim, finding.id, kind) for claim in finding.claims]
        if len(rows) >= _BATCH or len(self._supports) >= 10 * _BATCH:
            self.flush()

    def flush(self) -> None:
        """Write what `put` has collected."""
        for kind, rows in self._new.items():
            insert_rows(self._connection, schema.FINDINGS[kind], rows, over=True)
            rows.clear()
        insert_rows(self._connection, schema.supports, self._supports, over=True)
        self._supports.clear()

    def found(self) -> int:
        """Return how many findings there are."""
        counts = [sa.select(sa.func.count()).select_from(t) for t in schema.FINDINGS.values()]
        return sum(self._connection.scalar(query) or 0 for query in counts)


def _current() -> sa.Select[Any]:
    g, now = schema.generations.c, schema.current.c
    return (
        sa.select(g.id, schema.reports.c.json)
        .join_from(schema.current, schema.generations, now.generation == g.id)
        .join(schema.reports, g.report_key == schema.reports.c.key)
    )


def _weighed() -> sa.Select[Any]:
    c, k = schema.weighed_claims.c, schema.claims.c
    told = sa.and_(k.generation == c.generation, k.id == c.claim)
    return sa.select(*c, k.json).join_from(schema.weighed_claims, schema.claims, told)


@cache
def _having(column: sa.Column[Any]) -> sa.Select[Any]:
    """The rows of a table that have one of the values `asked` for in a column."""
    # Made once: to put a query together costs more than to run it.
    return sa.select(*column.table.c).where(column.in_(sa.bindparam("asked", expanding=True)))


@cache
def _told_having(column: sa.Column[Any]) -> sa.Select[Any]:
    """The weighed claims that have one of the values `asked` for in a column."""
    return _weighed().where(column.in_(sa.bindparam("asked", expanding=True)))


@cache
def _told_near(*, anywhere: bool) -> sa.Select[Any]:
    """See `Desk.near`."""
    c = schema.weighed_claims.c
    near = (c.start <= sa.bindparam("last"), c.end >= sa.bindparam("first"))
    query = _weighed().where(c.block == sa.bindparam("block"), *near)
    at = c.place.is_not_distinct_from(sa.bindparam("place"))
    return query if anywhere else query.where(at)


def _place(row: Row) -> str | None:
    return row.place


def block_key(row: Row) -> tuple[object, ...]:
    """Return what the claims of one block have in common: place or first day, or words alone."""
    if row.kind != "event":
        return (row.block,)
    return (row.block, row.place, None if row.place else row.start)


def _values(kind: str, finding: Finding, cell: str | None) -> tuple[Any, ...]:
    row = finding_row(finding) | {"cell": cell}
    values = [row.get(column.name) for column in schema.FINDINGS[kind].columns]
    return tuple(v.isoformat() if isinstance(v, dt.date) else v for v in values)


def _parts(values: Iterable[Any]) -> Iterator[list[Any]]:
    every = list(values)
    for first in range(0, len(every), _ASKED):
        yield every[first : first + _ASKED]
