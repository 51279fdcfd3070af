"""The day that a report says its facts are of: "as of 18:00, 20 February 2015".

One rule: only a full day behind "as of" or the like in the title or the opening lines, at most a
week before publication; what such a report tells without a day is of that day.
"""

from __future__ import annotations

import datetime as dt
import re

from dateline.know.keywords import Haystack
from dateline.model import When
from dateline.read.dates.calendar import Frame
from dateline.read.dates.patterns import find
from dateline.read.dates.values import meaning_of

_AS_OF = re.compile(
    r"\b(?:as (?:of|at)|data (?:as )?of|information (?:received |available )?(?:until|up to|by)"
    r"|cut-?off(?: date)?:?|situation (?:on|at)|valid (?:as of|on))\b(?P<clock>[^\n.;]{0,50})",
    re.IGNORECASE,
)
_OPENING = 400
"""Characters of a report in which it says what day it is of."""
_FURTHEST = dt.timedelta(days=7)


def edition_of(title: str | None, text: str, published: dt.date | None) -> When | None:
    """Return the day that a report says it is as of; None where it says none.

    Args:
        title: of the report.
        text: its body.
        published: the day of publication, before which the day must lie.
    """
    if published is None:
        return None
    for where in (title or "", text[:_OPENING]):
        for cue in _AS_OF.finditer(where):
            told = find(Haystack(cue["clock"]))
            days = [meaning_of(found, Frame(published, None)) for found in told]
            for day in days:
                if day is None or day.start is None or day.start != day.end:
                    continue
                if dt.timedelta(0) < published - day.start <= _FURTHEST:
                    return When(start=day.start, end=day.start, precision="day", origin="inferred")
    return None
