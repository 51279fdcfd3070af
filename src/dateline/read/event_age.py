"""Reports that look back: a quarter's incidents are what such a report is about, and no background.

One rule: a report is about a time long past where it names that time as its own ("between July and
September"), or where most of the days that it gives its acts lie there.
"""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterator

from dateline.read.event_draft import Draft
from dateline.read.frames import Sight

_FEWEST = 3
"""Acts with a day of their own from which a report shows what time it is about."""
_MOST = 0.6
"""Share of the dated acts that must be old."""
_SPAN = dt.timedelta(days=190)
"""What one report looks back on: half a year, as human-rights bodies report."""


_IN_PERIOD = 2
"""Old acts inside a time that a report names, from which it is about that time."""
_SHORTEST, _LONGEST = dt.timedelta(days=40), dt.timedelta(days=200)
_JOINED = re.compile(r",?\s*(?:and|to|until|till|through|[-–—])\s*(?:the\s+)?", re.IGNORECASE)


def looked_back_on(sight: Sight, drafts: list[Draft]) -> None:
    """Give the old acts of a report that is about its past the status that their words tell.

    Args:
        sight: the report.
        drafts: its acts; changed in place.
    """
    old = [d for d in drafts if d.aged is not None and _day(d) is not None]
    if len(old) < _IN_PERIOD:
        return
    for start, end in _periods(sight):
        inside = [d for d in old if (day := _day(d)) is not None and start <= day <= end]
        if len(inside) >= _IN_PERIOD:
            _tell(inside)
    dated = [d for d in drafts if _day(d) is not None]
    if len(old) < _FEWEST or len(old) < _MOST * len(dated):
        return
    days = sorted(day for d in old if (day := _day(d)) is not None)
    middle = days[len(days) // 2]
    _tell([d for d in old if (day := _day(d)) is not None and abs(day - middle) <= _SPAN])


def _tell(drafts: list[Draft]) -> None:
    for draft in drafts:
        if draft.aged is not None:
            draft.status = draft.aged


def _day(draft: Draft) -> dt.date | None:
    """Return the first day of an act whose day or week is told."""
    when = draft.when
    told = when is not None and when.origin == "stated" and when.precision in {"day", "week"}
    return when.start if told and when is not None else None


def _periods(sight: Sight) -> Iterator[tuple[dt.date, dt.date]]:
    """Yield the stretches of weeks to half a year that a report names and that are over."""
    published, text = sight.scene.report.published, sight.scene.report.text
    if published is None:
        return
    dates = [d for d in sight.scene.dates if d.start is not None and d.end is not None]
    pairs = [(d, d) for d in dates]
    pairs += [
        (a, b)
        for a, b in itertools.pairwise(dates)
        if _JOINED.fullmatch(text, a.span[1], b.span[0])
    ]
    for first, last in pairs:
        start, end = first.start, last.end
        if start is None or end is None or not _SHORTEST <= end - start <= _LONGEST:
            continue
        if end <= published <= end + _LONGEST:
            yield start, end
