"""When something happened: a closed interval of days, how precise it is and how it was come by."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from dateline.model.base import Noun, Span

Precision = Literal["day", "week", "month", "year"]
Origin = Literal["stated", "inferred", "publication"]


class When(Noun, frozen=True, kw_only=True):
    """A closed interval of days.

    Attributes:
        start: first possible day, in the place's own calendar day; None means open.
        end: last possible day, inclusive; None means open.
        precision: how narrow the wording was.
        origin: `stated` by words of the report, `inferred` from the narrative, or nothing but
            the day of `publication`.
        text: the words it was read from; None where there are none.
        span: where these words stand in the report.
    """

    start: dt.date | None = None
    end: dt.date | None = None
    precision: Precision
    origin: Origin
    text: str | None = None
    span: Span | None = None
