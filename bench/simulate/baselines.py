"""What one would believe of who holds what without weighing: three rules of thumb.

Each sees the same claims as weighing does, after reading: last report wins; the side of most
articles; the side of most lineages. The last two look back over a window of days (the best of
several is taken, in their favour) and keep what they last believed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dateline.model import ControlClaim, Reading

WINDOWS = (1, 3, 7, 14, 30)
UNKNOWN = -2

_Days = NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Vote:
    """One claim that a side holds a place, or held it from a day on."""

    day: int
    printed: int
    side: int
    line: str


def votes(readings: Iterable[Reading], start: int, sides: Sequence[str]) -> dict[str, list[Vote]]:
    """Return the votes on every place, by its id; denials and fights are none.

    Args:
        readings: all that was printed.
        start: ordinal of day 0.
        sides: the ids of the sides.
    """
    found: dict[str, list[Vote]] = defaultdict(list)
    for reading in readings:
        report = reading.report
        line = report.agency or report.publisher or report.id
        for claim in reading.claims:
            known = isinstance(claim, ControlClaim) and claim.status in ("asserted", "claimed")
            if not known or not isinstance(claim, ControlClaim) or claim.holder is None:
                continue
            if claim.where is None or claim.where.id is None or claim.when is None:
                continue
            day, printed = claim.when.end or report.published, report.published
            if day is None or printed is None:
                continue
            side = sides.index(claim.holder.id or "")
            side = 1 - side if claim.change == "lost" else side
            vote = Vote(day.toordinal() - start, printed.toordinal() - start, side, line)
            found[claim.where.id].append(vote)
    return found


def last_report(told: Sequence[Vote], days: int) -> _Days:
    """Return whom the latest report of a day names, day by day."""
    out = np.full(days, UNKNOWN, dtype=np.int8)
    for vote in sorted(told, key=lambda v: (v.day, v.printed, v.line, v.side)):
        out[max(0, vote.day) :] = vote.side
    return out


def majority(told: Sequence[Vote], days: int, *, window: int, by_line: bool) -> _Days:
    """Return whom most articles, or most lines, of the last `window` days name."""
    out = np.full(days, UNKNOWN, dtype=np.int8)
    believed = UNKNOWN
    for day in range(days):
        recent = [v for v in told if day - window < v.day <= day]
        counted = (
            {(v.line, v.side) for v in recent} if by_line else [(v.line, v.side) for v in recent]
        )
        score = [sum(side == s for _, side in counted) for s in (0, 1)]
        if score[0] != score[1]:
            believed = int(score[1] > score[0])
        elif recent:  # a draw goes to the latest
            believed = max(recent, key=lambda v: (v.day, v.printed, v.line, v.side)).side
        out[day] = believed
    return out
