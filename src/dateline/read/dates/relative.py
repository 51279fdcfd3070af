"""Readers of expressions that count from now or from the narrative, of durations and of sets."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from dateutil.relativedelta import relativedelta

from dateline.read.dates.calendar import (
    Frame,
    Meaning,
    days_from,
    digits,
    one_day,
    one_year,
    period,
    portion,
    reach,
    shifted,
    unit_of,
)
from dateline.read.dates.vocabulary import (
    FREQUENCIES,
    PARTS_OF_DAY,
    UNITS,
    VAGUE,
    number_of,
)


def read_ago(parts: dict[str, str], frame: Frame) -> Meaning | None:
    """Read "three days ago", "a day earlier"."""
    direction = parts["dir"]
    own = direction in {"ago", "hence", "back", "from now"}
    base = frame.published if own else frame.current or frame.published
    back = direction in {"ago", "earlier", "before", "previously", "back"}
    unit = unit_of(parts["unit"])
    count = number_of(parts.get("count"))
    if base is None or count is None or unit.startswith("T"):
        if base is not None and unit.startswith("T") and count is not None and count < 12:
            return one_day(base, inferred=not own)
        return Meaning("DATE", "PAST_REF" if back else "FUTURE_REF")
    meaning = shifted(base, unit, -count if back else count)
    return Meaning(meaning.type, meaning.value, meaning.start, meaning.end, inferred=not own)


def read_bare_ago(parts: dict[str, str], frame: Frame) -> Meaning | None:
    """Read "hours earlier"."""
    base = frame.published if parts["dir"] == "ago" else frame.current or frame.published
    if unit_of(parts["unit"]).startswith("T") and base is not None:
        return one_day(base, inferred=True)
    return Meaning("DATE", "FUTURE_REF" if parts["dir"] == "later" else "PAST_REF")


def read_day_shift(parts: dict[str, str], frame: Frame) -> Meaning | None:
    """Read "the next day", "the day before"."""
    words = re.sub(r"\s+", " ", parts["shift"])
    base = frame.current or frame.published
    if base is None:
        return None
    count = 0
    if re.search("previous|preceding|before", words):
        count = -1
    elif re.search("next|following|after", words):
        count = 1
    meaning = shifted(
        base, unit_of(words.split()[-1] if words.split()[-1] in UNITS else "day"), count
    )
    part = next((PARTS_OF_DAY[w] for w in words.split() if w in PARTS_OF_DAY), None)
    return Meaning(
        "TIME" if part else meaning.type,
        meaning.value + (f"T{part}" if part else ""),
        meaning.start,
        meaning.end,
        inferred=True,
    )


def read_which_unit(parts: dict[str, str], frame: Frame) -> Meaning | None:
    """Read "last week", "earlier this month"."""
    if frame.now is None:
        return None
    count = {"last": -1, "next": 1, "the coming": 1}.get(re.sub(r"\s+", " ", parts["which"]), 0)
    unit = unit_of(parts["unit"])
    if unit == "WE":
        monday = frame.now - dt.timedelta(days=frame.now.isoweekday() - 1)
        saturday = monday + dt.timedelta(
            days=5,
            weeks=count or (0 if frame.now.isoweekday() >= 6 or frame.toward == "future" else -1),
        )
        year, week, _ = saturday.isocalendar()
        return days_from(f"{year}-W{week:02d}-WE", saturday, saturday + dt.timedelta(days=1))
    if unit == "DE":
        first = (frame.now.year // 10 + count) * 10
        return days_from(str(first)[:3], dt.date(first, 1, 1), dt.date(first + 9, 12, 31))
    if unit == "CE":
        return Meaning("DATE", f"{frame.now.year // 100 + count:02d}")
    meaning = shifted(frame.now, unit, count)
    start, end = meaning.start, meaning.end
    early = parts.get("early")
    if start and end:
        if early == "earlier":
            end = min(end, frame.now)
        elif early == "later":
            start = max(start, frame.now)
        else:
            start, end = portion(start, end, early)
            if not early and count == 0 and frame.toward == "past":
                end = min(end, frame.now)
    return Meaning(meaning.type, meaning.value, start, end)


def read_weekend(parts: dict[str, str], frame: Frame) -> Meaning | None:
    """Read "the weekend": the last one, or the next where the verb points ahead."""
    return read_which_unit({"which": "this", "unit": parts["unit"]}, frame)


def read_nth(parts: dict[str, str], frame: Frame) -> Meaning | None:
    """Read "on the 13th": of the month that the narrative has reached, else the latest such day."""
    if frame.now is None:
        return None
    day = digits(parts["day"])
    months = [frame.current] if frame.current is not None else []
    months += [frame.now - relativedelta(months=back) for back in (0, 1, 2)]
    for month in months:
        if day <= calendar.monthrange(month.year, month.month)[1]:
            found = month.replace(day=day)
            if found <= frame.now or frame.toward == "future":
                return one_day(found, inferred=True)
    return None


def read_end_of_unit(parts: dict[str, str], frame: Frame) -> Meaning | None:
    """Read "the end of the year"."""
    return read_which_unit({"which": "this", "unit": parts["unit"], "early": parts["mod"]}, frame)


def read_year_end(parts: dict[str, str], frame: Frame) -> Meaning | None:
    """Read "year-end"."""
    return one_year(frame.now.year, "end") if frame.now else None


def read_year_ago(parts: dict[str, str], frame: Frame) -> Meaning | None:
    """Read "the year-earlier period"."""
    return one_year(frame.now.year - 1) if frame.now else None


def read_duration(parts: dict[str, str], frame: Frame) -> Meaning | None:
    """Read "six days", "a five-year war"."""
    count = number_of(parts.get("count"))
    unit = unit_of(parts["unit"])
    fuzzy = parts.get("fuzzy", "")
    if count is None and "couple" in fuzzy:
        count = 2
    if parts.get("old") == "old":
        return Meaning("DURATION", period(count or "X", unit))
    return Meaning("DURATION", period(count if count is not None else "X", unit))


def read_past_span(parts: dict[str, str], frame: Frame) -> Meaning | None:
    """Read "the past two weeks"."""
    toward = parts["toward"]
    unit = unit_of(parts["unit"])
    count = number_of(parts.get("count"))
    fuzzy = "fuzzy" in parts
    plural = parts["unit"].endswith("s")
    if count is None and not fuzzy and not plural:
        if toward == "first" or frame.now is None:
            return None
        return shifted(frame.now, unit, {"next": 1, "coming": 1, "following": 1}.get(toward, -1))
    if count is None and toward == "recent":
        return Meaning("DATE", "PAST_REF")
    value = period(count if count is not None else "X", unit)
    if frame.now is None or toward == "first" or count is None:
        return Meaning("DURATION", value)
    span = reach(unit, count)
    if span is None:
        return Meaning("DURATION", value, *((frame.now, frame.now)))
    if toward in {"next", "coming", "following"}:
        return Meaning("DURATION", value, frame.now, frame.now + span)
    return Meaning("DURATION", value, frame.now - span, frame.now)


def read_per(parts: dict[str, str], frame: Frame) -> Meaning | None:
    """Read "every day", "twice a week"."""
    unit = parts["unit"]
    if unit in {"morning", "evening", "night"}:
        return Meaning("SET", f"XXXX-XX-XXT{PARTS_OF_DAY[unit]}")
    nth = parts.get("nth")
    count = 2 if nth == "other" else number_of(nth) or 1
    if nth and nth != "other" and number_of(nth) is None:
        return None
    if parts["freq"] == "per":
        return None
    return Meaning("SET", period(count, unit_of(unit)))


def read_freq(parts: dict[str, str], frame: Frame) -> Meaning | None:
    """Read "daily", "annual"."""
    return Meaning("SET", FREQUENCIES[parts["freq"]])


def read_bare_units(parts: dict[str, str], frame: Frame) -> Meaning | None:
    """Read "for weeks"."""
    return Meaning("DURATION", period("X", unit_of(parts["unit"])))


def read_vague(parts: dict[str, str], frame: Frame) -> Meaning | None:
    """Read "now", "recently", "the future"."""
    words = parts["vague"]
    for value, pattern in VAGUE.items():
        if re.fullmatch(pattern, words):
            return Meaning("DATE", value)
    return None
