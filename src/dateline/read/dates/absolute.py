"""Readers of dates that name a day, a part of a day, a weekday, month, season or year."""

from __future__ import annotations

import datetime as dt
import re

from dateutil.relativedelta import relativedelta

from dateline.read.dates.calendar import (
    Frame,
    Meaning,
    adverb_day,
    days_from,
    digits,
    month_number,
    nearest_year,
    one_day,
    one_month,
    one_quarter,
    one_year,
    part_code,
    portion,
    weekday_day,
    year_in,
    year_of_month,
)
from dateline.read.dates.vocabulary import (
    ORDINALS,
    SEASON_MONTHS,
    SEASONS,
    WEEKDAYS,
)


def read_iso(parts: dict[str, str], frame: Frame) -> Meaning | None:
    """Read "2024-12-02"."""
    day = dt.date.fromisoformat(parts["iso"])
    if clock := parts.get("hms"):
        return Meaning("TIME", f"{day.isoformat()}T{clock}", day, day)
    return one_day(day)


def read_slashed(parts: dict[str, str], frame: Frame) -> Meaning | None:
    """Read "02/12/2024": the order nearer to publication, else day first."""
    one, two = int(parts["one"]), int(parts["two"])
    year = year_in(parts)
    if year is None:
        return None
    if two > 12:
        return one_day(dt.date(year, one, two))
    if one > 12:
        return one_day(dt.date(year, two, one))
    # Both orders are possible: take the one nearer to publication, else day first.
    options = [dt.date(year, two, one), dt.date(year, one, two)]
    if frame.now is not None:
        now = frame.now
        options.sort(key=lambda d: abs((d - now).days))
    return one_day(options[0])


def read_day_month(parts: dict[str, str], frame: Frame) -> Meaning | None:
    """Read "2 December 2024", "Dec. 2"."""
    month = month_number(parts["month"])
    day = digits(parts["day"])
    year = year_in(parts)
    if year is None:
        year = nearest_year(month, day, frame)
    if year is None:
        return Meaning("DATE", f"XXXX-{month:02d}-{day:02d}")
    return one_day(dt.date(year, month, day))


def read_day_range(parts: dict[str, str], frame: Frame) -> Meaning | None:
    """Read "27 to 29 November"."""
    month = month_number(parts["month"])
    first, last = digits(parts["day"]), digits(parts["day2"])
    if last <= first:
        return None
    year = year_in(parts) or nearest_year(month, first, frame)
    if year is None:
        return None
    start, end = dt.date(year, month, first), dt.date(year, month, last)
    return days_from(f"{start.isoformat()}/{end.isoformat()}", start, end)


def read_month_range(parts: dict[str, str], frame: Frame) -> Meaning | None:
    """Read "May to July 2016"."""
    last_year = year_in(parts, "year2")
    if last_year is None:
        return None
    year = year_in(parts) or last_year
    start = dt.date(year, month_number(parts["month"]), 1)
    end = dt.date(last_year, month_number(parts["month2"]), 1) + relativedelta(months=1, days=-1)
    if end < start:
        return None
    return days_from(f"{start.isoformat()[:7]}/{end.isoformat()[:7]}", start, end)


def read_month_year(parts: dict[str, str], frame: Frame) -> Meaning | None:
    """Read "early December 2024"."""
    year = year_in(parts)
    return None if year is None else one_month(year, month_number(parts["month"]), parts.get("mod"))


def read_clock(parts: dict[str, str], frame: Frame) -> Meaning | None:
    """Read "10.30 p.m. on Tuesday", "0800 GMT", "1430 hrs on Friday 2 January"."""
    match = re.match(r"(\d{1,2})(?:[:.]?(\d{2}))?\s*([ap])?", parts["clock"])
    if match is None:
        return None
    hour, minute = int(match[1]), match[2] or "00"
    if not match[2] and not match[3]:
        return None
    if match[3] == "p" and hour < 12:
        hour += 12
    elif match[3] == "a" and hour == 12:
        hour = 0
    weekday, month = parts.get("weekday"), parts.get("month")
    if month:
        told = read_day_month(parts, frame)
        day = told.start if told is not None else None
        if day is None:
            return None
    elif weekday:
        day = weekday_day(weekday, None, frame)
    else:
        day = adverb_day(parts.get("adverb") or parts.get("adverb2"), frame)
    day = day or frame.current or frame.published
    clock = f"T{hour:02d}:{minute}"
    if day is None:
        return Meaning("TIME", f"XXXX-XX-XX{clock}")
    inferred = weekday is None and not month
    return Meaning("TIME", f"{day.isoformat()}{clock}", day, day, inferred=inferred)


def read_weekday_part(parts: dict[str, str], frame: Frame) -> Meaning | None:
    """Read "late on Friday", "Monday morning"."""
    day = weekday_day(parts["weekday"], parts.get("which"), frame)
    if day is None:
        return None
    if late := parts.get("late"):
        return one_day(day, part="NI" if late == "late" else "MO")
    return one_day(day, part=part_code(parts.get("part")))


def read_part_of_date(parts: dict[str, str], frame: Frame) -> Meaning | None:
    """Read "the night of 29 November"."""
    day = read_day_month({"day": parts.get("day") or parts["day2"], **parts}, frame)
    if day is None or day.start is None:
        return None
    return one_day(day.start, part=part_code(parts["part"]))


def read_adverb_part(parts: dict[str, str], frame: Frame) -> Meaning | None:
    """Read "this morning", "the next night"."""
    code = part_code(parts["part"])
    adverb = re.sub(r"\s+", " ", parts["adverb"])
    if adverb in {"yesterday", "tomorrow", "today"}:
        day = adverb_day(adverb, frame)
    elif adverb == "this":
        day = frame.now
    elif adverb == "last":
        day = frame.now - dt.timedelta(days=1) if frame.now else None
    else:
        shift = {"the next": 1, "the following": 1, "the previous": -1}.get(adverb, 0)
        base = frame.current or frame.published
        day = base + dt.timedelta(days=shift) if base else None
        return one_day(day, inferred=True, part=code) if day else None
    return one_day(day, part=code) if day else Meaning("TIME", f"XXXX-XX-XXT{code}")


def read_part(parts: dict[str, str], frame: Frame) -> Meaning | None:
    """Read "at dawn", "overnight"."""
    day = frame.current or frame.published
    code = part_code(parts["part"])
    if day is None:
        return Meaning("TIME", f"XXXX-XX-XXT{code}")
    return one_day(day, inferred=True, part=code)


def read_adverb(parts: dict[str, str], frame: Frame) -> Meaning | None:
    """Read "yesterday", "tonight"."""
    adverb = re.sub(r"\s+", " ", parts["adverb"])
    day = adverb_day(adverb, frame)
    if day is None:
        return Meaning("DATE", "PRESENT_REF") if adverb == "today" else None
    late = parts.get("late")
    part = "NI" if adverb == "tonight" or late == "late" else "MO" if late == "early" else None
    return one_day(day, part=part)


def read_weekday(parts: dict[str, str], frame: Frame) -> Meaning | None:
    """Read "Monday", "every Friday"."""
    number = WEEKDAYS[parts["weekday"].rstrip(".")]
    if parts.get("which") in {"every", "each"} or parts.get("plural"):
        return Meaning("SET", f"XXXX-WXX-{number}")
    day = weekday_day(parts["weekday"], parts.get("which"), frame)
    return one_day(day) if day else Meaning("DATE", f"XXXX-WXX-{number}")


def read_weekday_week(parts: dict[str, str], frame: Frame) -> Meaning | None:
    """Read "Monday of last week"."""
    if frame.now is None:
        return None
    number = WEEKDAYS[parts["weekday"].rstrip(".")]
    monday = frame.now - dt.timedelta(days=frame.now.isoweekday() - 1)
    weeks = {"last": -1, "next": 1}.get(parts["which"], 0)
    return one_day(monday + dt.timedelta(days=number - 1, weeks=weeks))


def read_which_month(parts: dict[str, str], frame: Frame) -> Meaning | None:
    """Read "last March", "June last year"."""
    month = month_number(parts["month"])
    if frame.now is None:
        return Meaning("DATE", f"XXXX-{month:02d}")
    now, which = frame.now, parts.get("which", "")
    if parts.get("of_year"):
        return one_month(now.year + {"last": -1, "next": 1}.get(parts["of_year"], 0), month)
    if "next" in which or "coming" in which or "following" in which:
        return one_month(now.year if month > now.month else now.year + 1, month)
    if "this" in which or "current" in which:
        return one_month(now.year, month)
    return one_month(now.year if month < now.month else now.year - 1, month)


def read_month(parts: dict[str, str], frame: Frame) -> Meaning | None:
    """Read "March", "mid-March"."""
    month = month_number(parts["month"])
    year = year_of_month(month, frame)
    if year is None:
        return Meaning("DATE", f"XXXX-{month:02d}")
    return one_month(year, month, parts.get("mod"))


def read_year(parts: dict[str, str], frame: Frame) -> Meaning | None:
    """Read "2016", "1998-99", "late 2015"."""
    first = year_in(parts)
    if first is None:
        return None
    if text := parts.get("year2"):
        last = int(text) if len(text) == 4 else first // 100 * 100 + int(text)
        if last <= first:
            return None
        return days_from(f"{first}/{last}", dt.date(first, 1, 1), dt.date(last, 12, 31))
    return one_year(first, parts.get("mod"))


def read_fiscal(parts: dict[str, str], frame: Frame) -> Meaning | None:
    """Read "fiscal 1989"."""
    year = year_in(parts)
    return (
        None if year is None else days_from(f"FY{year}", dt.date(year, 1, 1), dt.date(year, 12, 31))
    )


def read_quarter(parts: dict[str, str], frame: Frame) -> Meaning | None:
    """Read "the third quarter"."""
    number = 4 if parts["ordinal"] == "final" else ORDINALS[parts["ordinal"]]
    year = year_in(parts)
    if year is None and frame.now is not None:
        year = frame.now.year
        if frame.toward == "past" and dt.date(year, 3 * number - 2, 1) > frame.now:
            year -= 1
        if "ago" in parts.get("year1", "") or "earlier" in parts.get("year1", ""):
            year -= 1
    return None if year is None else one_quarter(year, number)


def read_half(parts: dict[str, str], frame: Frame) -> Meaning | None:
    """Read "the first half of 2020"."""
    number = ORDINALS[parts["ordinal"]]
    year = year_in(parts)
    if year is None and frame.now is not None:
        year = frame.now.year + {"last": -1, "next": 1}.get(parts.get("which", ""), 0)
    if year is None:
        return None
    start = dt.date(year, 6 * number - 5, 1)
    return days_from(f"{year}-H{number}", start, start + relativedelta(months=6, days=-1))


def read_season(parts: dict[str, str], frame: Frame) -> Meaning | None:
    """Read "last winter", "spring 2015"."""
    code = SEASONS[parts.get("season") or parts["season2"]]
    which = parts.get("which") or parts.get("which2") or ""
    first, last = SEASON_MONTHS[code]
    year = year_in(parts)
    if year is None:
        if frame.now is None:
            return None
        year = frame.now.year
        if re.search("last|past|previous", which) and frame.now.month <= last:
            year -= 1
        elif re.search("next|coming", which) and frame.now.month >= first:
            year += 1
    start = dt.date(year, first, 1)
    end = dt.date(year + (last < first), last, 1) + relativedelta(months=1, days=-1)
    return days_from(f"{year}-{code}", start, end)


def read_decade(parts: dict[str, str], frame: Frame) -> Meaning | None:
    """Read "the late 1980s"."""
    printed = re.sub(r"\D", "", parts["decade"])
    year = int(printed) if len(printed) == 4 else 1900 + int(printed)
    start, end = portion(dt.date(year, 1, 1), dt.date(year + 9, 12, 31), parts.get("mod"))
    return days_from(str(year)[:3], start, end)


def read_century(parts: dict[str, str], frame: Frame) -> Meaning | None:
    """Read "the 19th century"."""
    first = (digits(parts["ordinal"]) - 1) * 100
    return days_from(f"{first // 100:02d}", dt.date(first + 1, 1, 1), dt.date(first + 100, 12, 31))
