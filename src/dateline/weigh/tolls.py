"""How many were killed or injured in one event, across all that is told of it.

A line counts once, by its latest word: the agency that told of 12 dead and then of 15 tells of
15. Over the lines, as UCDP GED (codebook 23.1, 2.7) has it: low is the lowest that any gives,
high the highest, best the number of most lines, then of most articles, then the lower one. ACLED
(codebook 2023, "fatalities") keeps one number, the most conservative that is told.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from dateline.model import Toll
from dateline.weigh.telling import Telling


def told(cluster: Sequence[Telling], slot: str) -> list[tuple[Telling, Toll]]:
    """Return every line's latest number in `slot` (killed or injured), in order of the lines."""
    latest: dict[str, tuple[tuple[object, ...], Telling, Toll]] = {}
    for telling in cluster:
        toll: Toll | None = getattr(telling.claim, slot)
        if toll is None or toll.best is None or telling.claim.status == "denied":
            continue
        # Of one day's numbers the greater is the later: tolls are counted up.
        age = (telling.report.published or dt.date.min, toll.best, telling.claim.id)
        if telling.line not in latest or latest[telling.line][0] < age:
            latest[telling.line] = (age, telling, toll)
    return [(latest[line][1], latest[line][2]) for line in sorted(latest)]


def ucdp(cluster: Sequence[Telling], slot: str) -> Toll | None:
    """Return low, best and high over the lines; None where nobody gives a number."""
    tolls = [toll for _, toll in told(cluster, slot)]
    if not tolls:
        return None
    lines = Counter(t.best for t in tolls if t.best is not None)
    given = Counter(t.best for c in cluster if (t := getattr(c.claim, slot)))
    lows = [t.low if t.low is not None else t.best for t in tolls]
    highs = [t.high if t.high is not None else t.best for t in tolls]
    return Toll(
        low=min(n for n in lows if n is not None),
        best=min(lines, key=lambda n: (-lines[n], -given[n], n)),
        high=max(n for n in highs if n is not None),
    )


def acled(cluster: Sequence[Telling]) -> int | None:
    """Return the most conservative number of dead; None where nobody gives one."""
    numbers = [toll.best for _, toll in told(cluster, "killed") if toll.best is not None]
    return min(numbers, default=None)
