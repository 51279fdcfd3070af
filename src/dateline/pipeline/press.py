"""The reports of a store as lineage asks for them, and how a report that is added is placed.

A report that is added may be a copy, may be copied, or may turn out to have printed first what
others were taken to have printed: `Press.add` tells which reports' claims have to be traced anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from dateline.keep import schema
from dateline.keep.desk import Desk, Shelved
from dateline.model import Report, Span, to_json
from dateline.weigh.lineage import (
    UNDATED,
    Numbers,
    Printed,
    Shelf,
    Standing,
    copies_of,
    eldest_of,
    line_of,
    sentence_marks,
    standings,
    traced,
)
from dateline.weigh.shingles import Marks, marks_of, words_of

_SHIFT = 14
"""Bits of a mark below those that tell its bucket: 2^18 buckets."""

_Pairs = NDArray[np.uint32]
Trace = Callable[[Span], tuple[str, int | None]]
"""The line of a sentence of a report, and the report that it is from where it is another's."""


def slim(report: Report) -> bytes:
    """Return the JSON of a report without its text."""
    return to_json(msgspec.structs.replace(report, text="", page_text=None, cuts=(), doubts=()))


def shelved(printed: Printed, report: Report, generation: int, line: str) -> Shelved:
    """Return the row of a report."""
    return Shelved(
        printed.number, printed.id, generation, printed.day, printed.agency, printed.outlet,
        printed.size, printed.sampled, printed.group, line, slim(report),
    )  # fmt: skip


def put_postings(desk: Desk, shelf: Shelf) -> None:
    """Write who has which marks, of a store in which nothing of it is yet."""
    marks, numbers = shelf.postings()
    if not len(marks):
        return
    pairs = np.stack([marks, numbers.astype(np.uint32)], axis=1)
    buckets = marks >> _SHIFT
    first = np.flatnonzero(np.diff(buckets, prepend=np.uint32(2**32 - 1)))
    ends = [*first[1:].tolist(), len(marks)]
    rows = [
        (int(buckets[start]), pairs[start:end].tobytes())
        for start, end in zip(first.tolist(), ends, strict=True)
    ]
    desk.insert(schema.weighed_marks, rows)


class Press:
    """An archive (`dateline.weigh.lineage.Archive`) in a store."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._buckets: dict[int, _Pairs] = {}
        self._known: dict[int, Shelved] = {}
        self._texts: dict[int, Marks] = {}
        self._standings: dict[int, dict[int, Standing]] = {}

    def holders(self, marks: Marks) -> tuple[Marks, Numbers]:
        """See `Archive`."""
        wanted = np.unique(marks >> _SHIFT).tolist()
        missing = [bucket for bucket in wanted if bucket not in self._buckets]
        found = self._desk.postings(missing)
        for bucket in missing:
            body = np.frombuffer(found.get(bucket, b""), dtype="<u4")
            self._buckets[bucket] = body.reshape(-1, 2)
        if not wanted:
            return marks, np.empty(0, dtype=np.int64)
        pairs = np.concatenate([self._buckets[bucket] for bucket in wanted])
        pairs = pairs[np.isin(pairs[:, 0], marks)]
        return pairs[:, 0], pairs[:, 1].astype(np.int64)

    def printed(self, numbers: Iterable[int]) -> Mapping[int, Printed]:
        """See `Archive`."""
        asked = list(numbers)
        missing = [number for number in asked if number not in self._known]
        for row in self._desk.select(schema.weighed_reports.c.number, missing):
            self._known[row[0]] = Shelved(*row)
        return {number: _printed(self._known[number]) for number in asked}

    def measured(self, numbers: Numbers) -> tuple[Numbers, Numbers]:
        """See `Archive`."""
        known = self._desk.measured(numbers.tolist())
        rows = [known[number] for number in numbers.tolist()]
        days = [UNDATED if day is None else day for day, _ in rows]
        return np.array(days, dtype=np.int64), np.array([s for _, s in rows], dtype=np.int64)

    def marks(self, number: int) -> Marks:
        """See `Archive`."""
        if number not in self._texts:
            self.printed([number])
            text = self._desk.text(self._known[number].generation)
            self._texts[number] = marks_of(words_of(text))
        return self._texts[number]

    def group(self, group: int) -> Sequence[Printed]:
        """See `Archive`."""
        rows = self._desk.select(schema.weighed_reports.c.group, [group])
        self._known |= {row[0]: Shelved(*row) for row in rows}
        return [_printed(Shelved(*row)) for row in rows]

    def add(self, report: Report, generation: int) -> set[int]:
        """Place a report that is new; return the numbers of all whose claims to trace anew."""
        marks = marks_of(words_of(report.text))
        number = self._desk.next_number()
        me = Printed.of(report, marks, number)
        self._put([shelved(me, report, generation, line_of([me]))])
        self._texts[number] = marks
        self._post(number, marks)
        return {number} | self._displaced(me, marks) | self._grouped(me, marks)

    def read_again(self, number: int, report: Report, generation: int) -> None:
        """Take down that a report whose words are the same was read again."""
        self.printed([number])
        self._put([self._known[number]._replace(generation=generation, body=slim(report))])

    def trace(self, report: Report, number: int, spans: Iterable[Span]) -> Trace:
        """Return what finds the lines of the sentences at `spans` of a report."""
        me = self.printed([number])[number]
        if me.group not in self._standings:
            self._standings[me.group] = standings(self, me.group)
        standing = self._standings[me.group][number]
        marks = {span: sentence_marks(report, span) for span in spans}
        every = np.unique(np.concatenate([np.empty(0, dtype=np.uint32), *marks.values()]))
        eldest = eldest_of(self, every)
        lines = {p.group: self._known[p.number].line for p in eldest.values()}
        return lambda span: traced(me, standing, marks[span], eldest, lines)

    def _post(self, number: int, marks: Marks) -> None:
        self._desk.post((mark >> _SHIFT, mark, number) for mark in marks.tolist())
        for mark in marks.tolist():
            self._buckets.pop(mark >> _SHIFT, None)

    def _put(self, rows: Iterable[Shelved]) -> None:
        told = list(rows)
        self._desk.insert(schema.weighed_reports, told)
        self._known |= {row.number: row for row in told}
        self._standings.clear()

    def _displaced(self, me: Printed, marks: Marks) -> set[int]:
        """The reports that have a mark of which `me` is now the eldest, or may be, for its day."""
        found, numbers = self.holders(marks)
        others = numbers != me.number
        found, numbers = found[others], numbers[others]
        if not len(found):
            return set()
        unique, at = np.unique(numbers, return_inverse=True)
        days = self.measured(unique)[0]
        days[days == UNDATED] = np.iinfo(np.int64).max
        mark, which = np.unique(found, return_inverse=True)
        eldest = np.full(len(mark), np.iinfo(np.int64).max)
        np.minimum.at(eldest, which, days[at])
        mine = np.iinfo(np.int64).max if me.day is None else me.day
        return set(numbers[eldest[which] >= mine].tolist())

    def _grouped(self, me: Printed, marks: Marks) -> set[int]:
        """Put `me` with what it copies, or is copied by; return whose claims that may change."""
        met = copies_of(self, me, marks)
        if not met:
            return set()
        groups = {printed.group for printed in self.printed(met).values()}
        members = {p.number: p for group in sorted(groups) for p in self.group(group)}
        before = {self._known[number].line for number in members}
        line = line_of([*members.values(), me])
        eldest = min([*members.values(), me], key=lambda printed: printed.age)
        if len(groups) == 1 and before == {line} and eldest.number != me.number:
            [group] = groups
            self._put([self._known[me.number]._replace(group=group, line=line)])
            return self._newly_shared(me, marks, members)
        group = min(groups)
        moved = (*members, me.number)
        self._put([self._known[number]._replace(group=group, line=line) for number in moved])
        # Sentences that others took from them go by the new name of their line.
        sources = self._desk.rows(schema.weighed_claims.c.source, members)
        return {*members, *(row.report for row in sources)}

    def _newly_shared(self, me: Printed, marks: Marks, members: Mapping[int, Printed]) -> set[int]:
        """The copies that have a mark in common with `me` and with no other of their group."""
        found, numbers = self.holders(marks)
        mine = np.isin(numbers, np.array(list(members), dtype=np.int64))
        found, numbers = found[mine], numbers[mine]
        _, which, count = np.unique(found, return_inverse=True, return_counts=True)
        return set(numbers[count[which] == 1].tolist()) - {me.number}


def _printed(row: Shelved) -> Printed:
    return Printed(
        number=row.number,
        id=row.id,
        day=row.day,
        agency=row.agency,
        outlet=row.outlet,
        size=row.size,
        sampled=row.sampled,
        group=row.group,
    )
