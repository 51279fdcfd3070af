"""Days, weeks, months and years as meanings: the arithmetic under every date.

Values follow ISO-TimeML (TIMEX3). Arithmetic on calendars is dateutil's.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Literal

from dateutil.relativedelta import relativedelta

from dateline.read.dates.vocabulary import (
    ADVERBS,
    MONTHS,
    PARTS_OF_DAY,
    UNITS,
    WEEKDAYS,
)

Days = tuple[dt.date, dt.date]
Toward = Literal["past", "future"]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an expression means.

    Attributes:
        type: TIMEX3 type.
        value: TIMEX3 value.
        start: first day; None where it names none.
        end: last day.
        inferred: true where it was resolved against the narrative, not the publication.
    """

    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str
    start: dt.date | None = None
    end: dt.date | None = None
    inferred: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """What an expression is read against.

    Attributes:
        published: day of publication; None where unknown.
        current: day that the narrative has reached before the expression; None where none.
        toward: where the verb that governs the expression points.
        told: whether that verb tells what was done on that very day ("TOOK X on 6 January").
    """

    published: dt.date | None
    current: dt.date | None
    toward: Toward = "past"
    told: bool = False

    @property
    def now(self) -> dt.date | None:
        """The day that "Monday" or "last week" counts from."""
        return self.published


def one_day(day: dt.date, *, inferred: bool = False, part: str | None = None) -> Meaning:
    """Return one day, or with `part` a part of it as a TIME."""
    if part:
        return Meaning("TIME", f"{day.isoformat()}T{part}", day, day, inferred)
    return Meaning("DATE", day.isoformat(), day, day, inferred)


def days_from(value: str, start: dt.date, end: dt.date, *, inferred: bool = False) -> Meaning:
    """Return a DATE over an interval."""
    return Meaning("DATE", value, start, end, inferred)


def one_month(year: int, month: int, mod: str | None = None) -> Meaning:
    """Return a month, or its early, middle or late third."""
    first = dt.date(year, month, 1)
    last = first + relativedelta(months=1, days=-1)
    start, end = portion(first, last, mod)
    return days_from(f"{year:04d}-{month:02d}", start, end)


def one_year(year: int, mod: str | None = None) -> Meaning:
    """Return a year, or its early, middle or late third."""
    start, end = portion(dt.date(year, 1, 1), dt.date(year, 12, 31), mod)
    return days_from(f"{year:04d}", start, end)


def portion(start: dt.date, end: dt.date, mod: str | None) -> Days:
    """Return the early, middle or late third of an interval (TIMEX3 START, MID, END)."""
    if not mod:
        return start, end
    third = (end - start + dt.timedelta(days=1)) / 3
    if re.search(r"late|end", mod) and "as late" not in mod:
        return end - third + dt.timedelta(days=1), end
    if re.search(r"mid", mod):
        return start + third, end - third
    if re.search(r"early|start|beginning|turn", mod) and "earlier" not in mod:
        return start, start + third - dt.timedelta(days=1)
    return start, end


def digits(text: str) -> int:
    """Return the digits of `text` as a number."""
    return int(re.sub(r"\D", "", text))


def year_in(parts: dict[str, str], key: str = "year") -> int | None:
    """Return the year among a pattern's groups, two digits made four."""
    if text := parts.get(key):
        year = digits(text)
        return year if year > 99 else full_year(year)
    if text := parts.get("short"):
        return full_year(digits(text))
    return None


def full_year(two: int) -> int:
    """Return the year that two digits stand for: 1970 to 2069."""
    return 2000 + two if two < 70 else 1900 + two


def month_number(text: str) -> int:
    """Return 1 to 12 for a month's name or abbreviation."""
    return MONTHS[text.rstrip(".")]


def nearest_year(month: int, day: int, frame: Frame) -> int | None:
    """Return the year of a day without one: the nearest, or the one the verb points to.

    Days ahead count twice, as news is rather of what was; of what is told as done they count
    eight times: no more than a slip of the day of publication by a few weeks is thought of.
    """
    if frame.now is None:
        return None
    now = frame.now
    candidates = [now.year - 1, now.year, now.year + 1]
    dated = []
    for year in candidates:
        try:
            dated.append((dt.date(year, month, day), year))
        except ValueError:
            continue
    if frame.toward == "future":
        ahead = [y for d, y in dated if d >= now]
        return min(ahead, default=None)
    ahead_counts = 8 if frame.told else 2
    return min(
        dated, key=lambda item: max((now - item[0]).days, ahead_counts * (item[0] - now).days)
    )[1]


def year_of_month(month: int, frame: Frame) -> int | None:
    """Return the year of a month without one: the latest begun, unless the verb points ahead."""
    if frame.now is None:
        return None
    now = frame.now
    if frame.toward == "future":
        return now.year if month >= now.month else now.year + 1
    return now.year if month <= now.month else now.year - 1


def unit_of(text: str) -> str:
    """Return the ISO duration letters of a unit, singular or plural."""
    word = re.sub(r"\s+", " ", text)
    if word == "fiscal year":
        return "Y"
    return UNITS.get(word) or UNITS.get(word.removesuffix("s")) or "CE"


def shifted(base: dt.date, unit: str, count: int) -> Meaning:
    """Return the day, week, month or year that lies `count` units from `base`."""
    if unit in {"D", "WE"}:
        return one_day(base + dt.timedelta(days=count))
    if unit in {"W", "2W"}:
        day = base + dt.timedelta(weeks=count * (2 if unit == "2W" else 1))
        return one_week(day)
    if unit in {"M", "Q"}:
        day = base + relativedelta(months=count * (3 if unit == "Q" else 1))
        return (
            one_month(day.year, day.month)
            if unit == "M"
            else one_quarter(day.year, (day.month - 1) // 3 + 1)
        )
    if unit in {"DE", "CE"}:
        return one_year((base + relativedelta(years=count * (10 if unit == "DE" else 100))).year)
    return one_year(base.year + count)


def one_week(day: dt.date) -> Meaning:
    """Return the ISO week that `day` lies in."""
    year, week, weekday = day.isocalendar()
    monday = day - dt.timedelta(days=weekday - 1)
    return days_from(f"{year}-W{week:02d}", monday, monday + dt.timedelta(days=6))


def one_quarter(year: int, number: int) -> Meaning:
    """Return a quarter of a year."""
    start = dt.date(year, 3 * number - 2, 1)
    return days_from(f"{year}-Q{number}", start, start + relativedelta(months=3, days=-1))


def period(count: int | str, unit: str) -> str:
    """Return a TIMEX3 duration; `count` may be the unknown `X`."""
    if unit == "2W":
        return f"P{count * 2 if isinstance(count, int) else count}W"
    if unit == "Q":
        return f"P{count * 3 if isinstance(count, int) else count}M"
    return f"PT{count}{unit[1:]}" if unit.startswith("T") else f"P{count}{unit}"


def reach(unit: str, count: int) -> relativedelta | None:
    """Return how far back or ahead so many units reach; None for hours and less."""
    days = {"D": 1, "W": 7, "2W": 14, "WE": 7}.get(unit)
    if days:
        return relativedelta(days=days * count)
    months = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}.get(unit)
    return relativedelta(months=months * count) if months else None


def adverb_day(text: str | None, frame: Frame) -> dt.date | None:
    """Return the day that "yesterday", "today", ... name."""
    if text is None or frame.now is None:
        return None
    shift = ADVERBS.get(re.sub(r"\s+", " ", text))
    return None if shift is None else frame.now + dt.timedelta(days=shift)


def part_code(text: str | None) -> str | None:
    """Return the TIMEX3 code of a part of the day; None where it has none."""
    if text is None:
        return None
    words = re.sub(r"\s+", " ", text)
    if words in {"early hours", "small hours", "wee hours"}:
        return "MO"
    return PARTS_OF_DAY.get(words)


def weekday_day(weekday: str, which: str | None, frame: Frame) -> dt.date | None:
    """Return the day: the latest such day up to now, or the next one if the verb points ahead."""
    if frame.now is None:
        return None
    now = frame.now
    wanted = WEEKDAYS[weekday.rstrip(".")]
    back = (now.isoweekday() - wanted) % 7
    which = re.sub(r"\s+", " ", which or "")
    if which in {"next", "this coming"} or (not which and frame.toward == "future"):
        ahead = (wanted - now.isoweekday()) % 7
        return now + dt.timedelta(days=ahead or 7)
    if which in {"last", "the previous", "this past"}:
        return now - dt.timedelta(days=back or 7)
    if which == "the following" and frame.current is not None:
        ahead = (wanted - frame.current.isoweekday()) % 7
        return frame.current + dt.timedelta(days=ahead or 7)
    return now - dt.timedelta(days=back)
