"""Which reports descend from which: agency credits, and text that was copied.

Thin on purpose: a report's line is the agency credited in it or in a report whose text it shares,
else the outlet of the earliest of those. A sentence that a copy adds of its own is its own line.
Shared text is found over shingles of eight words, by
bottom-k sketches (Broder 1997): reports are compared only where their sketches meet, so that the
work grows with the copies and not with the square of the reports.
"""

from __future__ import annotations

import datetime as dt
import zlib
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

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

_COMMON = 50
"""Texts that are no copies of one another and share a run of words: beyond, it is boilerplate."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Which line every report, and every sentence of one, descends from.

    Attributes:
        of: the line of every report, by its id.
        copied: the shingles that a report which copies others has in common with them, by its
            id; reports that copy nobody are not in it.
    """

    of: dict[str, str]
    copied: dict[str, frozenset[int]]

    def line(self, report: Report, span: Span) -> str:
        """Return the line of a claim in `report`, read from the words at `span`."""
        shared = self.copied.get(report.id)
        if shared is None:
            return self.of[report.id]
        sentence = _sentence(report.text, span)
        if len(fold(sentence).split()) < _SHINGLE or _shingles(sentence) & shared:
            return self.of[report.id]
        return f"agency:{outlet(report)}"


def lineages(reports: Sequence[Report]) -> Lines:
    """Return the lines of all reports; the order of `reports` does not matter."""
    groups = Groups(report.id for report in reports)
    shingles = {report.id: _shingles(report.text) for report in reports}
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
                theirs = shingles[other]
                if len(mine & theirs) >= _COPIED * min(len(mine), len(theirs)):
                    groups.join(other, report.id)
            # One of a group stands for it: a thousand copies of one text cost a thousand
            # comparisons, not half a million.
            if len(meeting[mark]) < _COMMON and all(
                groups.of(other) != groups.of(report.id) for other in meeting[mark]
            ):
                meeting[mark].append(report.id)
    by_id = {report.id: report for report in reports}
    of: dict[str, str] = {}
    copied: dict[str, frozenset[int]] = {}
    for names in groups.all():
        group = sorted((by_id[name] for name in names), key=_age)
        of |= dict.fromkeys(names, _line(group))
        printed = Counter(mark for report in group for mark in shingles[report.id])
        for report in group[1:]:
            copied[report.id] = frozenset(m for m in shingles[report.id] if printed[m] > 1)
    return Lines(of, copied)


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


def _shingles(text: str) -> frozenset[int]:
    words = fold(text).split()
    if not words:
        return frozenset()
    runs = range(max(1, len(words) - _SHINGLE + 1))
    return frozenset(zlib.crc32(" ".join(words[i : i + _SHINGLE]).encode()) for i in runs)
