"""Days as people give them."""

from __future__ import annotations

import datetime as dt

from dateline.errors import InputError

Day = dt.date | str
"""A day, or its ISO 8601 form."""


def as_day(day: Day | None) -> dt.date | None:
    """Return `day` as a date.

    Raises:
        InputError: it is not a day in ISO 8601.
    """
    if not isinstance(day, str):
        return day
    try:
        return dt.date.fromisoformat(day)
    except ValueError as error:
        raise InputError(f"{day!r} is not a day: write it like 2024-12-05 ({error})") from error
