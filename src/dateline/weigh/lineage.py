"""Which reports, and which sentences of them, descend from which: agency credits, copied text.

A report's line is the agency credited in it or in a report whose text it shares, else the outlet
of the earliest of those. A sentence that a copy adds of its own is its own line; a sentence that
another report printed first, in a report that is otherwise no copy, is of that report's line.
Shared text is found over shingles of eight words, by bottom-k sketches (Broder 1997): reports are
compared only where their sketches meet, so that the work grows with the copies and not with the
square of the reports. Copies follow within `REUSED` days; what is alike later is furniture.
"""

from __future__ import annotations

import datetime as dt
import zlib
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dateline.model import Report, Span
from dateline.model.fold import fold
from dateline.weigh.groups import Groups
from dateline.weigh.telling import outlet

_SHINGLE = 8
"""Words: long enough that two writers do not meet by chance."""
_SKETCH = 64
"""Hashes kept a report: two that share half their text share about a third of these."""
_COPIED = 0.5
"""Share of the shorter text's shingles found in the other from which it counts as a copy."""

REUSED = 60
"""Days after which nobody prints a report again."""
_SAMPLED = 2
"""One in so many shingles is kept to tell who printed a sentence first, chosen by its hash."""
_SURE = 3
"""Kept shingles that a sentence must have in common with another report: with fewer it may be a
stock phrase ("the Britain-based monitoring group said on Sunday")."""
_COMMON = 50
"""Texts that are no copies of one another and share a run of words: beyond, it is boilerplate."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Which line every report, and every sentence of one, descends from.

    Attributes:
        of: the line of every report, by its id.
        copied: the shingles that a report which copies others has in common with them, by its
            id; reports that copy nobody are not in it.
        first: who printed what first.
    """

    of: dict[str, str]
    copied: dict[str, frozenset[int]]
    first: Printed

    def line(self, report: Report, span: Span) -> str:
        """Return the line of a claim in `report`, read from the words at `span`."""
        shared = self.copied.get(report.id, frozenset())
        words = fold(_sentence(report.text, span)).split()
        marks = _shingles(words)
        if len(words) < _SHINGLE or marks & shared:
            return self.of[report.id]
        source = self.first.by(report, marks)
        if source is not None:
            return self.of[source]
        return f"agency:{outlet(report)}" if report.id in self.copied else self.of[report.id]


@dataclass(frozen=True, slots=True)
class Printed:
    """Which report printed a run of words first.

    Attributes:
        marks: the shingles that are kept, sorted.
        rank: of the eldest report with each of them, in the order of `reports`.
        reports: all reports, eldest first.
    """

    marks: NDArray[np.uint32]
    rank: NDArray[np.int64]
    reports: list[Report]

    @classmethod
    def of(cls, reports: Sequence[Report], shingles: dict[str, frozenset[int]]) -> Printed:
        """Return who of `reports` printed what first."""
        eldest = sorted(reports, key=_age)
        kept = [np.array(_kept(shingles[r.id]), dtype=np.uint32) for r in eldest]
        lengths = [len(marks) for marks in kept]
        everything = np.concatenate(kept) if kept else np.empty(0, dtype=np.uint32)
        marks, first = np.unique(everything, return_index=True)
        return cls(marks, np.repeat(np.arange(len(eldest)), lengths)[first], eldest)

    def by(self, report: Report, marks: frozenset[int]) -> str | None:
        """Return the id of the other report that printed most of `marks` first, not long before.

        None where `report` itself did, or nobody can be told.
        """
        asked = np.array(_kept(marks), dtype=np.uint32)
        if len(asked) < _SURE or not len(self.marks):
            return None
        at = np.minimum(np.searchsorted(self.marks, asked), len(self.marks) - 1)
        ranks = self.rank[at[self.marks[at] == asked]]
        told = Counter(int(rank) for rank in ranks)
        if not told:
            return None
        rank = min(told, key=lambda r: (-told[r], r))
        source = self.reports[rank]
        enough = told[rank] >= _SURE and 2 * told[rank] >= len(asked)
        return source.id if enough and source.id != report.id and _near(source, report) else None


def _kept(marks: frozenset[int]) -> list[int]:
    return sorted(mark for mark in marks if mark % _SAMPLED == 0)


def _near(one: Report, other: Report) -> bool:
    """Whether one of two reports may be printed after the other: undated ones may."""
    if one.published is None or other.published is None:
        return True
    return abs((one.published - other.published).days) <= REUSED


def lineages(reports: Sequence[Report]) -> Lines:
    """Return the lines of all reports; the order of `reports` does not matter."""
    by_id = {report.id: report for report in reports}
    groups = Groups(by_id)
    shingles = {report.id: _shingles(fold(report.text).split()) for report in reports}
    meeting: dict[int, list[str]] = defaultdict(list)
    compared: set[tuple[str, str]] = set()
    for report in sorted(reports, key=lambda r: r.id):
        mine = shingles[report.id]
        for mark in sorted(mine)[:_SKETCH]:
            for other in meeting[mark]:
                pair = (other, report.id)
                if pair in compared or groups.of(other) == groups.of(report.id):
                    continue
                compared.add(pair)
                if not _near(by_id[other], report):
                    continue
                theirs = shingles[other]
                if len(mine & theirs) >= _COPIED * min(len(mine), len(theirs)):
                    groups.join(other, report.id)
            # One of a group stands for it: a thousand copies of one text cost a thousand
            # comparisons, not half a million.
            if len(meeting[mark]) < _COMMON and all(
                groups.of(other) != groups.of(report.id) for other in meeting[mark]
            ):
                meeting[mark].append(report.id)
    of: dict[str, str] = {}
    copied: dict[str, frozenset[int]] = {}
    for names in groups.all():
        group = sorted((by_id[name] for name in names), key=_age)
        of |= dict.fromkeys(names, _line(group))
        printed = Counter(mark for report in group for mark in shingles[report.id])
        for report in group[1:]:
            copied[report.id] = frozenset(m for m in shingles[report.id] if printed[m] > 1)
    return Lines(of, copied, Printed.of(list(by_id.values()), shingles))


def _age(report: Report) -> tuple[dt.date, str]:
    return report.published or dt.date.max, report.id


def _sentence(text: str, span: Span) -> str:
    """The words of the sentence, or sentences, that `span` touches."""
    start, end = span
    first = max(text.rfind(stop, 0, start) for stop in (". ", "\n"))
    stops = [at for stop in (". ", "\n") if (at := text.find(stop, max(start, end - 1))) >= 0]
    return text[first + 1 : min(stops, default=len(text))]


def _line(eldest_first: list[Report]) -> str:
    for report in eldest_first:
        if report.agency and fold(report.agency):
            return f"agency:{fold(report.agency)}"
    # An agency is an outlet too: its own print and a credit to it are one line.
    return f"agency:{outlet(eldest_first[0])}"


def _shingles(words: list[str]) -> frozenset[int]:
    """The hashes of every run of words."""
    if not words:
        return frozenset()
    runs = range(max(1, len(words) - _SHINGLE + 1))
    return frozenset([zlib.crc32(" ".join(words[i : i + _SHINGLE]).encode()) for i in runs])
