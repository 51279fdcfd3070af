"""Which reports, and which sentences of them, descend from which: agency credits, copied text.

A report's line is the agency credited in it or in a report whose text it shares, else the outlet
of the earliest of those. A sentence that a copy adds of its own is its own line; a sentence that
another report printed first, in a report that is otherwise no copy, is of that report's line.
Shared text is found over shingles of eight words: one in four, chosen by hash, tells which reports
are worth comparing (Broder 1997 on containment), and those are compared in full. Copies follow
within `REUSED` days; what is alike later is furniture. Every pair is judged by itself and groups
are what pairs connect, so that nothing depends on the order in which reports come, and a report
that is added can be placed without a look at all the others (`Archive`).
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from dateline.model import Report, Span
from dateline.model.fold import fold
from dateline.weigh.shingles import SHINGLE, Marks, marks_of, sentence, words_of
from dateline.weigh.telling import outlet

Numbers = NDArray[np.int64]

COPIED = 0.5
"""Share of the shorter text's shingles found in the other from which it counts as a copy."""
_HINT = 0.25
"""Share of the sampled ones from which two texts are compared in full: half of `COPIED`, since a
sample may fall short. An outlet's furniture, the same two lines under every report, stays below."""
_SAMPLED = 4
"""One in so many shingles, chosen by its hash, tells what to compare."""
UNDATED = -1
"""Stands for the day of a report of which nobody knows it."""
REUSED = 60
"""Days after which nobody prints a report again."""
_SURE = 5
"""Shingles that a sentence must have in common with another report to be of its line: with fewer
it may be a stock phrase ("the Britain-based monitoring group said on Sunday")."""


@dataclass(frozen=True, slots=True)
class Printed:
    """What lineage has to know of a report, its text apart.

    Attributes:
        number: tells it from all others of an archive.
        id: the report's id.
        day: of publication, as an ordinal; None where nothing tells.
        agency: credited, folded; empty where none is.
        outlet: who printed it.
        size: how many shingles its text has.
        sampled: how many of them are in the sample.
        group: number of the group that it belongs to.
    """

    number: int
    id: str
    day: int | None
    agency: str
    outlet: str
    size: int
    sampled: int
    group: int

    @classmethod
    def of(cls, report: Report, marks: Marks, number: int) -> Printed:
        """Return `report`, whose text has `marks`, as a group of its own."""
        return cls(
            number=number,
            id=report.id,
            day=report.published.toordinal() if report.published else None,
            agency=fold(report.agency) if report.agency else "",
            outlet=outlet(report),
            size=len(marks),
            sampled=len(sampled(marks)),
            group=number,
        )

    @property
    def age(self) -> tuple[int, str]:
        """Sorts the eldest first; undated ones are the youngest."""
        return (self.day if self.day is not None else dt.date.max.toordinal(), self.id)


class Archive(Protocol):
    """All reports, by number: what they printed and who else printed it."""

    def holders(self, marks: Marks) -> tuple[Marks, Numbers]:
        """Return every pair of one of `marks` and a report that has it."""

    def printed(self, numbers: Iterable[int]) -> Mapping[int, Printed]:
        """Return the reports of these numbers."""

    def measured(self, numbers: Numbers) -> tuple[Numbers, Numbers]:
        """Return day (or `UNDATED`) and number of sampled marks of each of these reports."""

    def marks(self, number: int) -> Marks:
        """Return all marks of a report's text."""

    def group(self, group: int) -> Sequence[Printed]:
        """Return the reports of a group."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What a report is among those whose text it shares.

    Attributes:
        line: the line of all of them.
        copies: whether it repeats an elder one.
        shared: the marks that it has in common with any of them, where it copies.
    """

    line: str
    copies: bool
    shared: Marks


def sampled(marks: Marks) -> Marks:
    """Return the marks of the sample."""
    few: Marks = marks[marks % _SAMPLED == 0]
    return few


def copies_of(archive: Archive, me: Printed, marks: Marks) -> set[int]:
    """Return one report, by number, of every group that shares half its text with `me`.

    Args:
        archive: which has `me` and all others.
        me: the report.
        marks: of its text.
    """
    _, numbers = archive.holders(sampled(marks))
    others, shared = np.unique(numbers[numbers != me.number], return_counts=True)
    days, sizes = archive.measured(others)
    alike = shared >= _HINT * np.minimum(sizes, me.sampled)
    if me.day is not None:
        alike &= (days == UNDATED) | (np.abs(days - me.day) <= REUSED)
    known = archive.printed(others[alike].tolist())
    met: dict[int, int] = {}
    for number, other in sorted(known.items()):
        if other.group in met or other.group == me.group:
            continue
        theirs = archive.marks(number)
        if len(np.intersect1d(marks, theirs, assume_unique=True)) >= COPIED * min(
            len(marks), len(theirs)
        ):
            met[other.group] = number
    return set(met.values())


def _near(one: Printed, other: Printed) -> bool:
    """Whether one of two reports may be printed after the other: undated ones may."""
    return one.day is None or other.day is None or abs(one.day - other.day) <= REUSED


def standings(archive: Archive, group: int) -> dict[int, Standing]:
    """Return the standing of every report of a group, by number."""
    members = sorted(archive.group(group), key=lambda printed: printed.age)
    name = line_of(members)
    nothing = np.empty(0, dtype=np.uint32)
    found = {members[0].number: Standing(name, False, nothing)}
    if len(members) == 1:
        return found
    texts = {printed.number: archive.marks(printed.number) for printed in members}
    marks, number = np.unique(np.concatenate(list(texts.values())), return_counts=True)
    twice = marks[number > 1]
    for printed in members[1:]:
        shared = np.intersect1d(texts[printed.number], twice, assume_unique=True)
        found[printed.number] = Standing(name, True, shared)
    return found


def line_of(members: Iterable[Printed]) -> str:
    """Return the line of reports that share their text: an agency's, else the eldest's outlet's."""
    eldest_first = sorted(members, key=lambda printed: printed.age)
    # An agency is an outlet too: its own print and a credit to it are one line.
    credited = next((printed.agency for printed in eldest_first if printed.agency), "")
    return f"agency:{credited or eldest_first[0].outlet}"


def sentence_marks(report: Report, span: Span) -> Marks:
    """Return the marks of the sentence at `span`; none where it is too short to be known again."""
    words = words_of(sentence(report.text, span))
    return marks_of(words) if len(words) >= SHINGLE else np.empty(0, dtype=np.uint32)


def told_first(eldest: Mapping[int, Printed], me: Printed, marks: Marks) -> Printed | None:
    """Return the other report that printed most of `marks` first, and not long before.

    None where `me` itself did, or nobody can be told.

    Args:
        eldest: the eldest report with each mark.
        me: the report.
        marks: of a sentence in it.
    """
    told = Counter(eldest[mark].number for mark in marks.tolist() if mark in eldest)
    if not told:
        return None
    by_number = {
        printed.number: printed for mark in marks.tolist() if (printed := eldest.get(mark))
    }
    number = min(told, key=lambda n: (-told[n], by_number[n].age))
    source = by_number[number]
    enough = told[number] >= _SURE and 2 * told[number] >= len(marks)
    return source if enough and number != me.number and _near(source, me) else None


def eldest_of(archive: Archive, marks: Marks) -> dict[int, Printed]:
    """Return the eldest report with each of `marks`."""
    found, numbers = archive.holders(marks)
    known = archive.printed(np.unique(numbers).tolist())
    eldest: dict[int, Printed] = {}
    for mark, number in zip(found.tolist(), numbers.tolist(), strict=True):
        printed = known[number]
        if mark not in eldest or printed.age < eldest[mark].age:
            eldest[mark] = printed
    return eldest


class Shelf:
    """An archive in memory, of all reports at once."""

    def __init__(self, reports: Iterable[Report]) -> None:
        told = []
        for report in reports:  # their texts are let go one by one
            marks = marks_of(words_of(report.text))
            told.append((Printed.of(report, marks, 0), marks))
        told.sort(key=lambda pair: pair[0].age)
        self._marks = [marks for _, marks in told]
        self._printed = [replace(p, number=n, group=n) for n, (p, _) in enumerate(told)]
        lengths = [len(marks) for marks in self._marks]
        every = np.concatenate(self._marks) if told else np.empty(0, dtype=np.uint32)
        order = np.argsort(every, kind="stable")  # the eldest holder of a mark comes first
        self._every = every[order]
        self._holder = np.repeat(np.arange(len(told), dtype=np.int32), lengths)[order]
        self._day = np.array(
            [p.day if p.day is not None else UNDATED for p in self._printed], dtype=np.int64
        )
        self._sampled = np.array([p.sampled for p in self._printed], dtype=np.int64)
        self._members: dict[int, list[Printed]] = defaultdict(list)
        self._group()

    def _group(self) -> None:
        elder = _Elder(self)
        for me in self._printed:
            elder.up_to(me)
            for other in copies_of(elder, me, self._marks[me.number]):
                elder.join(me.number, other)
        for number, printed in enumerate(self._printed):
            self._printed[number] = replace(printed, group=elder.of(number))
            self._members[self._printed[number].group].append(self._printed[number])

    def holders(self, marks: Marks) -> tuple[Marks, Numbers]:
        """See `Archive`."""
        first = np.searchsorted(self._every, marks, side="left")
        number = np.searchsorted(self._every, marks, side="right") - first
        at = np.repeat(first - np.concatenate(([0], np.cumsum(number)[:-1])), number)
        at = at + np.arange(len(at))
        return np.repeat(marks, number), self._holder[at].astype(np.int64)

    def printed(self, numbers: Iterable[int]) -> Mapping[int, Printed]:
        """See `Archive`."""
        return {number: self._printed[number] for number in numbers}

    def measured(self, numbers: Numbers) -> tuple[Numbers, Numbers]:
        """See `Archive`."""
        return self._day[numbers], self._sampled[numbers]

    def marks(self, number: int) -> Marks:
        """See `Archive`."""
        return self._marks[number]

    def group(self, group: int) -> Sequence[Printed]:
        """See `Archive`."""
        return self._members[group]

    def all(self) -> Sequence[Printed]:
        """Return all reports, the eldest first."""
        return self._printed

    def postings(self) -> tuple[Marks, NDArray[np.int32]]:
        """Return every mark with every report that has it, in order of the marks."""
        return self._every, self._holder

    def eldest(self, marks: Marks) -> dict[int, Printed]:
        """Return the eldest report with each of `marks`, faster than `eldest_of`."""
        if not len(self._every):
            return {}
        at = np.minimum(np.searchsorted(self._every, marks), len(self._every) - 1)
        known = self._every[at] == marks
        numbers = self._holder[at[known]].tolist()
        return {
            mark: self._printed[number]
            for mark, number in zip(marks[known].tolist(), numbers, strict=True)
        }


class _Elder:
    """A shelf while it is grouped: what is elder than a report and near it in time."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._parent = list(range(len(shelf.all())))
        days = [p.day for p in shelf.all() if p.day is not None]
        self._days = np.array(days, dtype=np.int64)
        self._first = self._before = 0

    def up_to(self, me: Printed) -> None:
        """Look at what is elder than `me` from here on."""
        self._before = me.number
        day = None if me.day is None else me.day - REUSED
        self._first = 0 if day is None else int(np.searchsorted(self._days, day))

    def of(self, number: int) -> int:
        """Return the number of the group: its least member's."""
        while self._parent[number] != number:
            self._parent[number] = self._parent[self._parent[number]]
            number = self._parent[number]
        return number

    def join(self, one: int, other: int) -> None:
        """Make the groups of both into one."""
        low, high = sorted((self.of(one), self.of(other)))
        self._parent[high] = low

    def holders(self, marks: Marks) -> tuple[Marks, Numbers]:
        found, numbers = self._shelf.holders(marks)
        near = (numbers < self._before) & (numbers >= self._first)
        return found[near], numbers[near]

    def printed(self, numbers: Iterable[int]) -> Mapping[int, Printed]:
        known = self._shelf.printed(numbers)
        return {n: replace(printed, group=self.of(n)) for n, printed in known.items()}

    def measured(self, numbers: Numbers) -> tuple[Numbers, Numbers]:
        return self._shelf.measured(numbers)

    def marks(self, number: int) -> Marks:
        return self._shelf.marks(number)

    def group(self, group: int) -> Sequence[Printed]:
        return self._shelf.group(group)


class Lines:
    """The line of every report, and of every sentence of one.

    Attributes:
        shelf: the reports.
        of: the line of every report, by its id.
        copied: ids of the reports that repeat the text of an elder one.
    """

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self._at = {printed.id: printed for printed in shelf.all()}
        self._lines: dict[int, str] = {}
        self._standings: dict[int, dict[int, Standing]] = {}
        self.copied: set[str] = set()
        for group in {printed.group for printed in shelf.all()}:
            members = shelf.group(group)
            self._lines[group] = line_of(members)
            if len(members) > 1:
                eldest = min(members, key=lambda printed: printed.age)
                self.copied |= {p.id for p in members if p.number != eldest.number}
        self.of = {id_: self._lines[printed.group] for id_, printed in self._at.items()}

    def line(self, report: Report, span: Span) -> str:
        """Return the line of a claim in `report`, read from the words at `span`."""
        return self.traced(report, span)[0]

    def traced(self, report: Report, span: Span) -> tuple[str, int | None]:
        """Return the line, and the number of the report that another's sentence is from."""
        me = self._at[report.id]
        marks = sentence_marks(report, span)
        return traced(me, self._standing(me), marks, self.shelf.eldest(marks), self._lines)

    def _standing(self, me: Printed) -> Standing:
        if me.group not in self._standings:
            if len(self._standings) > 1000:
                self._standings.clear()  # groups are asked for together; memory stays bounded
            self._standings[me.group] = standings(self.shelf, me.group)
        return self._standings[me.group][me.number]


def traced(
    me: Printed,
    standing: Standing,
    marks: Marks,
    eldest: Mapping[int, Printed],
    lines: Mapping[int, str],
) -> tuple[str, int | None]:
    """Return the line of a sentence, and the number of the other report that it is from, if any.

    Args:
        me: the report.
        standing: its own.
        marks: of the sentence; none where it is too short to be known again.
        eldest: the eldest report with each of them.
        lines: the line of every group.
    """
    if not len(marks) or (standing.copies and len(np.intersect1d(marks, standing.shared))):
        return standing.line, None
    source = told_first(eldest, me, marks)
    if source is not None:
        return lines[source.group], source.number
    return f"agency:{me.outlet}" if standing.copies else standing.line, None


def lineages(reports: Sequence[Report]) -> Lines:
    """Return the lines of all reports; the order of `reports` does not matter."""
    return Lines(Shelf(reports))
