"""What a temporal expression means: TIMEX3 type and value, and the days it covers.

Values follow ISO-TimeML (TIMEX3); days are resolved against the day of publication, or against
the day that the narrative has reached. Arithmetic on calendars is dateutil's.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Literal

from dateutil.relativedelta import relativedelta

from dateline.read.dates.patterns import Found
from dateline.read.dates.vocabulary import (
    ADVERBS,
    FREQUENCIES,
    MONTHS,
    ORDINALS,
    PARTS_OF_DAY,
    SEASON_MONTHS,
    SEASONS,
    UNITS,
    VAGUE,
    WEEKDAYS,
    number_of,
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
    """

    published: dt.date | None
    current: dt.date | None
    toward: Toward = "past"

    @property
    def now(self) -> dt.date | None:
        """The day that "Monday" or "last week" counts from."""
        return self.published


def meaning_of(found: Found, frame: Frame) -> Meaning | None:
    """Return what `found` means, or None where it turns out to be no temporal expression."""
    reader = _READERS.get(found.kind)
    try:
        return reader(found.parts, frame) if reader else None
    except (ValueError, OverflowError):  # 31 November, year 0: printed, but no day
        return None


def _day(day: dt.date, *, inferred: bool = False, part: str | None = None) -> Meaning:
    if part:
        return Meaning("TIME", f"{day.isoformat()}T{part}", day, day, inferred)
    return Meaning("DATE", day.isoformat(), day, day, inferred)


def _span(value: str, start: dt.date, end: dt.date, *, inferred: bool = False) -> Meaning:
    return Meaning("DATE", value, start, end, inferred)


def _month(year: int, month: int, mod: str | None = None) -> Meaning:
    first = dt.date(year, month, 1)
    last = first + relativedelta(months=1, days=-1)
    start, end = _portion(first, last, mod)
    return _span(f"{year:04d}-{month:02d}", start, end)


def _year(year: int, mod: str | None = None) -> Meaning:
    start, end = _portion(dt.date(year, 1, 1), dt.date(year, 12, 31), mod)
    return _span(f"{year:04d}", start, end)


def _portion(start: dt.date, end: dt.date, mod: str | None) -> Days:
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


def _number(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def _years(parts: dict[str, str], key: str = "year") -> int | None:
    if text := parts.get(key):
        year = _number(text)
        return year if year > 99 else _century(year)
    if text := parts.get("short"):
        return _century(_number(text))
    return None


def _century(two: int) -> int:
    """Return the year that two digits stand for: 1970 to 2069."""
    return 2000 + two if two < 70 else 1900 + two


def _month_number(text: str) -> int:
    return MONTHS[text.rstrip(".")]


def _nearest_year(month: int, day: int, frame: Frame) -> int | None:
    """Return the year of a day without one: the nearest, or the one the verb points to."""
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
    return min(dated, key=lambda item: (abs((item[0] - now).days), item[0] > now))[1]


def _year_of_month(month: int, frame: Frame) -> int | None:
    """Return the year of a month without one: the latest begun, unless the verb points ahead."""
    if frame.now is None:
        return None
    now = frame.now
    if frame.toward == "future":
        return now.year if month >= now.month else now.year + 1
    return now.year if month <= now.month else now.year - 1


# --- absolute days


def _read_iso(parts: dict[str, str], frame: Frame) -> Meaning | None:
    day = dt.date.fromisoformat(parts["iso"])
    if clock := parts.get("hms"):
        return Meaning("TIME", f"{day.isoformat()}T{clock}", day, day)
    return _day(day)


def _read_slashed(parts: dict[str, str], frame: Frame) -> Meaning | None:
    one, two = int(parts["one"]), int(parts["two"])
    year = _years(parts)
    if year is None:
        return None
    if two > 12:
        return _day(dt.date(year, one, two))
    if one > 12:
        return _day(dt.date(year, two, one))
    # Both orders are possible: take the one nearer to publication, else day first.
    options = [dt.date(year, two, one), dt.date(year, one, two)]
    if frame.now is not None:
        now = frame.now
        options.sort(key=lambda d: abs((d - now).days))
    return _day(options[0])


def _read_day_month(parts: dict[str, str], frame: Frame) -> Meaning | None:
    month = _month_number(parts["month"])
    day = _number(parts["day"])
    year = _years(parts)
    if year is None:
        year = _nearest_year(month, day, frame)
    if year is None:
        return Meaning("DATE", f"XXXX-{month:02d}-{day:02d}")
    return _day(dt.date(year, month, day))


def _read_day_range(parts: dict[str, str], frame: Frame) -> Meaning | None:
    month = _month_number(parts["month"])
    first, last = _number(parts["day"]), _number(parts["day2"])
    if last <= first:
        return None
    year = _years(parts) or _nearest_year(month, first, frame)
    if year is None:
        return None
    start, end = dt.date(year, month, first), dt.date(year, month, last)
    return _span(f"{start.isoformat()}/{end.isoformat()}", start, end)


def _read_month_range(parts: dict[str, str], frame: Frame) -> Meaning | None:
    last_year = _years(parts, "year2")
    if last_year is None:
        return None
    year = _years(parts) or last_year
    start = dt.date(year, _month_number(parts["month"]), 1)
    end = dt.date(last_year, _month_number(parts["month2"]), 1) + relativedelta(months=1, days=-1)
    if end < start:
        return None
    return _span(f"{start.isoformat()[:7]}/{end.isoformat()[:7]}", start, end)


def _read_month_year(parts: dict[str, str], frame: Frame) -> Meaning | None:
    year = _years(parts)
    return None if year is None else _month(year, _month_number(parts["month"]), parts.get("mod"))


# --- hours and parts of a day


def _adverb_day(text: str | None, frame: Frame) -> dt.date | None:
    if text is None or frame.now is None:
        return None
    shift = ADVERBS.get(re.sub(r"\s+", " ", text))
    return None if shift is None else frame.now + dt.timedelta(days=shift)


def _read_clock(parts: dict[str, str], frame: Frame) -> Meaning | None:
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
    weekday = parts.get("weekday")
    day = (
        _weekday_day(weekday, None, frame)
        if weekday
        else _adverb_day(parts.get("adverb") or parts.get("adverb2"), frame)
    )
    day = day or frame.current or frame.published
    clock = f"T{hour:02d}:{minute}"
    if day is None:
        return Meaning("TIME", f"XXXX-XX-XX{clock}")
    return Meaning("TIME", f"{day.isoformat()}{clock}", day, day, inferred=weekday is None)


def _part_code(text: str | None) -> str | None:
    if text is None:
        return None
    words = re.sub(r"\s+", " ", text)
    if words in {"early hours", "small hours"}:
        return "MO"
    return PARTS_OF_DAY.get(words)


def _read_weekday_part(parts: dict[str, str], frame: Frame) -> Meaning | None:
    day = _weekday_day(parts["weekday"], parts.get("which"), frame)
    if day is None:
        return None
    if late := parts.get("late"):
        return _day(day, part="NI" if late == "late" else "MO")
    return _day(day, part=_part_code(parts.get("part")))


def _read_part_of_date(parts: dict[str, str], frame: Frame) -> Meaning | None:
    day = _read_day_month({"day": parts.get("day") or parts["day2"], **parts}, frame)
    if day is None or day.start is None:
        return None
    return _day(day.start, part=_part_code(parts["part"]))


def _read_adverb_part(parts: dict[str, str], frame: Frame) -> Meaning | None:
    code = _part_code(parts["part"])
    adverb = re.sub(r"\s+", " ", parts["adverb"])
    if adverb in {"yesterday", "tomorrow", "today"}:
        day = _adverb_day(adverb, frame)
    elif adverb == "this":
        day = frame.now
    elif adverb == "last":
        day = frame.now - dt.timedelta(days=1) if frame.now else None
    else:
        shift = {"the next": 1, "the following": 1, "the previous": -1}.get(adverb, 0)
        base = frame.current or frame.published
        day = base + dt.timedelta(days=shift) if base else None
        return _day(day, inferred=True, part=code) if day else None
    return _day(day, part=code) if day else Meaning("TIME", f"XXXX-XX-XXT{code}")


def _read_part(parts: dict[str, str], frame: Frame) -> Meaning | None:
    day = frame.current or frame.published
    code = _part_code(parts["part"])
    if day is None:
        return Meaning("TIME", f"XXXX-XX-XXT{code}")
    return _day(day, inferred=True, part=code)


def _read_adverb(parts: dict[str, str], frame: Frame) -> Meaning | None:
    adverb = re.sub(r"\s+", " ", parts["adverb"])
    day = _adverb_day(adverb, frame)
    if day is None:
        return Meaning("DATE", "PRESENT_REF") if adverb == "today" else None
    late = parts.get("late")
    part = "NI" if adverb == "tonight" or late == "late" else "MO" if late == "early" else None
    return _day(day, part=part)


# --- weekdays, months, years


def _weekday_day(weekday: str, which: str | None, frame: Frame) -> dt.date | None:
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


def _read_weekday(parts: dict[str, str], frame: Frame) -> Meaning | None:
    number = WEEKDAYS[parts["weekday"].rstrip(".")]
    if parts.get("which") in {"every", "each"} or parts.get("plural"):
        return Meaning("SET", f"XXXX-WXX-{number}")
    day = _weekday_day(parts["weekday"], parts.get("which"), frame)
    return _day(day) if day else Meaning("DATE", f"XXXX-WXX-{number}")


def _read_weekday_week(parts: dict[str, str], frame: Frame) -> Meaning | None:
    if frame.now is None:
        return None
    number = WEEKDAYS[parts["weekday"].rstrip(".")]
    monday = frame.now - dt.timedelta(days=frame.now.isoweekday() - 1)
    weeks = {"last": -1, "next": 1}.get(parts["which"], 0)
    return _day(monday + dt.timedelta(days=number - 1, weeks=weeks))


def _read_which_month(parts: dict[str, str], frame: Frame) -> Meaning | None:
    month = _month_number(parts["month"])
    if frame.now is None:
        return Meaning("DATE", f"XXXX-{month:02d}")
    now, which = frame.now, parts.get("which", "")
    if parts.get("of_year"):
        return _month(now.year + {"last": -1, "next": 1}.get(parts["of_year"], 0), month)
    if "next" in which or "coming" in which or "following" in which:
        return _month(now.year if month > now.month else now.year + 1, month)
    if "this" in which or "current" in which:
        return _month(now.year, month)
    return _month(now.year if month < now.month else now.year - 1, month)


def _read_month(parts: dict[str, str], frame: Frame) -> Meaning | None:
    month = _month_number(parts["month"])
    year = _year_of_month(month, frame)
    if year is None:
        return Meaning("DATE", f"XXXX-{month:02d}")
    return _month(year, month, parts.get("mod"))


def _read_year(parts: dict[str, str], frame: Frame) -> Meaning | None:
    first = _years(parts)
    if first is None:
        return None
    if text := parts.get("year2"):
        last = int(text) if len(text) == 4 else first // 100 * 100 + int(text)
        if last <= first:
            return None
        return _span(f"{first}/{last}", dt.date(first, 1, 1), dt.date(last, 12, 31))
    return _year(first, parts.get("mod"))


def _read_fiscal(parts: dict[str, str], frame: Frame) -> Meaning | None:
    year = _years(parts)
    return None if year is None else _span(f"FY{year}", dt.date(year, 1, 1), dt.date(year, 12, 31))


def _quarter(year: int, number: int) -> Meaning:
    start = dt.date(year, 3 * number - 2, 1)
    return _span(f"{year}-Q{number}", start, start + relativedelta(months=3, days=-1))


def _read_quarter(parts: dict[str, str], frame: Frame) -> Meaning | None:
    number = 4 if parts["ordinal"] == "final" else ORDINALS[parts["ordinal"]]
    year = _years(parts)
    if year is None and frame.now is not None:
        year = frame.now.year
        if frame.toward == "past" and dt.date(year, 3 * number - 2, 1) > frame.now:
            year -= 1
        if "ago" in parts.get("year1", "") or "earlier" in parts.get("year1", ""):
            year -= 1
    return None if year is None else _quarter(year, number)


def _read_half(parts: dict[str, str], frame: Frame) -> Meaning | None:
    number = ORDINALS[parts["ordinal"]]
    year = _years(parts)
    if year is None and frame.now is not None:
        year = frame.now.year + {"last": -1, "next": 1}.get(parts.get("which", ""), 0)
    if year is None:
        return None
    start = dt.date(year, 6 * number - 5, 1)
    return _span(f"{year}-H{number}", start, start + relativedelta(months=6, days=-1))


def _read_season(parts: dict[str, str], frame: Frame) -> Meaning | None:
    code = SEASONS[parts.get("season") or parts["season2"]]
    which = parts.get("which") or parts.get("which2") or ""
    first, last = SEASON_MONTHS[code]
    year = _years(parts)
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
    return _span(f"{year}-{code}", start, end)


def _read_decade(parts: dict[str, str], frame: Frame) -> Meaning | None:
    digits = re.sub(r"\D", "", parts["decade"])
    year = int(digits) if len(digits) == 4 else 1900 + int(digits)
    start, end = _portion(dt.date(year, 1, 1), dt.date(year + 9, 12, 31), parts.get("mod"))
    return _span(str(year)[:3], start, end)


def _read_century(parts: dict[str, str], frame: Frame) -> Meaning | None:
    first = (_number(parts["ordinal"]) - 1) * 100
    return _span(f"{first // 100:02d}", dt.date(first + 1, 1, 1), dt.date(first + 100, 12, 31))


# --- relative to now or to the narrative


def _unit(text: str) -> str:
    word = re.sub(r"\s+", " ", text)
    if word == "fiscal year":
        return "Y"
    return UNITS.get(word) or UNITS.get(word.removesuffix("s")) or "CE"


def _shifted(base: dt.date, unit: str, count: int) -> Meaning:
    """Return the day, week, month or year that lies `count` units from `base`."""
    if unit in {"D", "WE"}:
        return _day(base + dt.timedelta(days=count))
    if unit in {"W", "2W"}:
        day = base + dt.timedelta(weeks=count * (2 if unit == "2W" else 1))
        return _week(day)
    if unit in {"M", "Q"}:
        day = base + relativedelta(months=count * (3 if unit == "Q" else 1))
        return (
            _month(day.year, day.month)
            if unit == "M"
            else _quarter(day.year, (day.month - 1) // 3 + 1)
        )
    if unit in {"DE", "CE"}:
        return _year((base + relativedelta(years=count * (10 if unit == "DE" else 100))).year)
    return _year(base.year + count)


def _week(day: dt.date) -> Meaning:
    year, week, weekday = day.isocalendar()
    monday = day - dt.timedelta(days=weekday - 1)
    return _span(f"{year}-W{week:02d}", monday, monday + dt.timedelta(days=6))


def _read_ago(parts: dict[str, str], frame: Frame) -> Meaning | None:
    direction = parts["dir"]
    own = direction in {"ago", "hence", "back", "from now"}
    base = frame.published if own else frame.current or frame.published
    back = direction in {"ago", "earlier", "before", "previously", "back"}
    unit = _unit(parts["unit"])
    count = number_of(parts.get("count"))
    if base is None or count is None or unit.startswith("T"):
        if base is not None and unit.startswith("T") and count is not None and count < 12:
            return _day(base, inferred=not own)
        return Meaning("DATE", "PAST_REF" if back else "FUTURE_REF")
    meaning = _shifted(base, unit, -count if back else count)
    return Meaning(meaning.type, meaning.value, meaning.start, meaning.end, inferred=not own)


def _read_bare_ago(parts: dict[str, str], frame: Frame) -> Meaning | None:
    base = frame.published if parts["dir"] == "ago" else frame.current or frame.published
    if _unit(parts["unit"]).startswith("T") and base is not None:
        return _day(base, inferred=True)
    return Meaning("DATE", "FUTURE_REF" if parts["dir"] == "later" else "PAST_REF")


def _read_day_shift(parts: dict[str, str], frame: Frame) -> Meaning | None:
    words = re.sub(r"\s+", " ", parts["shift"])
    base = frame.current or frame.published
    if base is None:
        return None
    count = 0
    if re.search("previous|preceding|before", words):
        count = -1
    elif re.search("next|following|after", words):
        count = 1
    meaning = _shifted(
        base, _unit(words.split()[-1] if words.split()[-1] in UNITS else "day"), count
    )
    night = "night" in words
    return Meaning(
        "TIME" if night else meaning.type,
        meaning.value + ("TNI" if night else ""),
        meaning.start,
        meaning.end,
        inferred=True,
    )


def _read_which_unit(parts: dict[str, str], frame: Frame) -> Meaning | None:
    if frame.now is None:
        return None
    count = {"last": -1, "next": 1, "the coming": 1}.get(re.sub(r"\s+", " ", parts["which"]), 0)
    unit = _unit(parts["unit"])
    if unit == "WE":
        monday = frame.now - dt.timedelta(days=frame.now.isoweekday() - 1)
        saturday = monday + dt.timedelta(
            days=5,
            weeks=count or (0 if frame.now.isoweekday() >= 6 or frame.toward == "future" else -1),
        )
        year, week, _ = saturday.isocalendar()
        return _span(f"{year}-W{week:02d}-WE", saturday, saturday + dt.timedelta(days=1))
    if unit == "DE":
        first = (frame.now.year // 10 + count) * 10
        return _span(str(first)[:3], dt.date(first, 1, 1), dt.date(first + 9, 12, 31))
    if unit == "CE":
        return Meaning("DATE", f"{frame.now.year // 100 + count:02d}")
    meaning = _shifted(frame.now, unit, count)
    start, end = meaning.start, meaning.end
    early = parts.get("early")
    if start and end:
        if early == "earlier":
            end = min(end, frame.now)
        elif early == "later":
            start = max(start, frame.now)
        else:
            start, end = _portion(start, end, early)
            if not early and count == 0 and frame.toward == "past":
                end = min(end, frame.now)
    return Meaning(meaning.type, meaning.value, start, end)


def _read_end_of_unit(parts: dict[str, str], frame: Frame) -> Meaning | None:
    return _read_which_unit({"which": "this", "unit": parts["unit"], "early": parts["mod"]}, frame)


def _read_year_end(parts: dict[str, str], frame: Frame) -> Meaning | None:
    return _year(frame.now.year, "end") if frame.now else None


def _read_year_ago(parts: dict[str, str], frame: Frame) -> Meaning | None:
    return _year(frame.now.year - 1) if frame.now else None


# --- durations, sets, references


def _period(count: int | str, unit: str) -> str:
    if unit == "2W":
        return f"P{count * 2 if isinstance(count, int) else count}W"
    if unit == "Q":
        return f"P{count * 3 if isinstance(count, int) else count}M"
    return f"PT{count}{unit[1:]}" if unit.startswith("T") else f"P{count}{unit}"


def _read_duration(parts: dict[str, str], frame: Frame) -> Meaning | None:
    count = number_of(parts.get("count"))
    unit = _unit(parts["unit"])
    fuzzy = parts.get("fuzzy", "")
    if count is None and "couple" in fuzzy:
        count = 2
    if parts.get("old") == "old":
        return Meaning("DURATION", _period(count or "X", unit))
    return Meaning("DURATION", _period(count if count is not None else "X", unit))


def _read_past_span(parts: dict[str, str], frame: Frame) -> Meaning | None:
    toward = parts["toward"]
    unit = _unit(parts["unit"])
    count = number_of(parts.get("count"))
    fuzzy = "fuzzy" in parts
    plural = parts["unit"].endswith("s")
    if count is None and not fuzzy and not plural:
        if toward == "first" or frame.now is None:
            return None
        return _shifted(frame.now, unit, {"next": 1, "coming": 1, "following": 1}.get(toward, -1))
    if count is None and toward == "recent":
        return Meaning("DATE", "PAST_REF")
    value = _period(count if count is not None else "X", unit)
    if frame.now is None or toward == "first" or count is None:
        return Meaning("DURATION", value)
    reach = _reach(unit, count)
    if reach is None:
        return Meaning("DURATION", value, *((frame.now, frame.now)))
    if toward in {"next", "coming", "following"}:
        return Meaning("DURATION", value, frame.now, frame.now + reach)
    return Meaning("DURATION", value, frame.now - reach, frame.now)


def _reach(unit: str, count: int) -> relativedelta | None:
    days = {"D": 1, "W": 7, "2W": 14, "WE": 7}.get(unit)
    if days:
        return relativedelta(days=days * count)
    months = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}.get(unit)
    return relativedelta(months=months * count) if months else None


def _read_per(parts: dict[str, str], frame: Frame) -> Meaning | None:
    unit = parts["unit"]
    if unit in {"morning", "evening", "night"}:
        return Meaning("SET", f"XXXX-XX-XXT{PARTS_OF_DAY[unit]}")
    nth = parts.get("nth")
    count = 2 if nth == "other" else number_of(nth) or 1
    if nth and nth != "other" and number_of(nth) is None:
        return None
    if parts["freq"] == "per":
        return None
    return Meaning("SET", _period(count, _unit(unit)))


def _read_freq(parts: dict[str, str], frame: Frame) -> Meaning | None:
    return Meaning("SET", FREQUENCIES[parts["freq"]])


def _read_bare_units(parts: dict[str, str], frame: Frame) -> Meaning | None:
    return Meaning("DURATION", _period("X", _unit(parts["unit"])))


def _read_vague(parts: dict[str, str], frame: Frame) -> Meaning | None:
    words = parts["vague"]
    for value, pattern in VAGUE.items():
        if re.fullmatch(pattern, words):
            return Meaning("DATE", value)
    return None


_READERS = {
    "iso": _read_iso,
    "slashed": _read_slashed,
    "range_dm": _read_day_range,
    "range_md": _read_day_range,
    "range_mm": _read_month_range,
    "dm": _read_day_month,
    "md": _read_day_month,
    "my": _read_month_year,
    "clock": _read_clock,
    "weekday_part": _read_weekday_part,
    "part_weekday": _read_weekday_part,
    "part_of_date": _read_part_of_date,
    "adverb_part": _read_adverb_part,
    "late_adverb": _read_adverb,
    "adverb": _read_adverb,
    "weekday_week": _read_weekday_week,
    "weekday": _read_weekday,
    "which_month": _read_which_month,
    "mod_month": _read_month,
    "mod_year": _read_year,
    "fiscal": _read_fiscal,
    "quarter": _read_quarter,
    "half": _read_half,
    "season": _read_season,
    "decade": _read_decade,
    "century": _read_century,
    "ago": _read_ago,
    "bare_ago": _read_bare_ago,
    "day_shift": _read_day_shift,
    "which_unit": _read_which_unit,
    "end_of_unit": _read_end_of_unit,
    "year_end": _read_year_end,
    "year_ago": _read_year_ago,
    "past_span": _read_past_span,
    "per": _read_per,
    "freq": _read_freq,
    "compound": _read_duration,
    "duration": _read_duration,
    "bare_units": _read_bare_units,
    "part": _read_part,
    "vague": _read_vague,
    "month": _read_month,
    "year": _read_year,
    "short_year": _read_year,
}
