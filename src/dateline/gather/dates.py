"""The day of publication: every place that tells it, and a considered choice among them.

A day is the local day in the zone of publication. What cannot be settled is a doubt, and a day
that no evidence gives is None: it is never guessed.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from dataclasses import dataclass, replace

from dateline.model import Doubt
from dateline.model.report import PublishedOrigin

_MONTHS = (
    "january february march april may june july august september october november december"
).split()
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = r"(?:(?P<weekday>mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? +)?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_TIME = (
    r"(?P<clock>(?:[ ,T]| at | - | \| )+\d{1,2}[:.]\d\d(?:[:.]\d\d(?:\.\d+)?)?"
    r"(?: ?[ap]\.?m\.?)?(?: ?(?:Z|[+-]\d\d:?\d\d|(?:GMT|UTC|[A-Z]{2,4}T)(?:[+-]\d{1,2})?))?)?"
)
_FORMS = tuple(
    re.compile(rf"(?<![\w/.-]){form}{_TIME}(?![\w/]|-\d)", re.IGNORECASE)
    for form in (
        rf"{_WEEKDAY}{_DAY}[ -]+(?:of +)?{_MONTH}[ ,-]*{_YEAR}",
        rf"{_WEEKDAY}{_MONTH} *{_DAY} *, *{_YEAR}",
        rf"{_WEEKDAY}{_MONTH} +{_DAY} +{_YEAR}",
        rf"{_YEAR}-(?P<month>\d\d?)-{_DAY}",
        rf"{_YEAR}[/.](?P<month>\d\d?)[/.]{_DAY}",
        rf"(?P<first>\d{{1,2}})[/.-](?P<second>\d{{1,2}})[/.-]{_YEAR}",
    )
)
_URL_DAY = re.compile(
    r"(?:/|[-_=])((?:19|20)\d\d)[/_-](\d{1,2}|[a-z]{3})[/_-](\d{1,2})(?:[/._?#-]|$)|"
    r"[/_=-]((?:19|20)\d\d)([01]\d)([0-3]\d)(?:[/._?#-]|$)",
    re.IGNORECASE,
)
_CHANGED = re.compile(r"\b(?:updated?|modified|changed|edited)\b", re.IGNORECASE)
_PLAIN_MONTH = _MONTH.replace("?P<month>", "?:")
_UP_TO = r" ?(?:-|–|—|to|until|through|and) ?"
_BEGUN = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?(?: {_PLAIN_MONTH}(?:,? \d{{4}})?)?{_UP_TO}"
    rf"(?=\d{{1,2}}(?:st|nd|rd|th)? {_PLAIN_MONTH},? \d{{4}})",
    re.IGNORECASE,
)
"""The first day of a period, before its last: "3 to 9 March 2025"."""
_BEGUN_IN_MONTH = re.compile(
    rf"(?P<kept>{_PLAIN_MONTH} )(?P<begun>\d{{1,2}}{_UP_TO})(?=\d{{1,2}},? \d{{4}})", re.IGNORECASE
)
_HEAD = 600
_HEAD_LINES = 3
_HEAD_WORDS = 14
_SET_OFF = re.compile(r"^$|[^\w\s.'\"’”]$|\bas (?:of|at)$")
_SETS_OFF = re.compile(r"[|•·–—]|-+(?=\s)|$")
"""No colon: "15 August 2021: Kabul falls" is a line of a chronicle."""
_DATELINED = re.compile(r"^[A-Z][A-Z’'./ -]{2,}(?:[,/] ?[A-Z][\w’'. -]+){0,2},$")
"""A city in capitals, and its country, before a date."""
_DASHED = re.compile(r"(?:\([^)]{2,40}\) *)?(?:[–—]|-{1,2}(?=\s))")
EARLIEST = 1900
"""Year before which nothing is taken for a day of publication."""

_WEIGHTS = {
    "front": 10.0,
    "printed": 3.0,
    "time": 2.5,
    "json-ld": 2.0,
    "meta": 2.0,
    "url": 2.0,
    "cell": 0.5,
    "updated": 0.0,
}
"""How much each place speaks for a day where they differ: what a reader sees on the page was
checked by more eyes than what a template fills in; two that agree outweigh one."""

_ORIGINS: dict[str, PublishedOrigin] = {
    "front": "metadata",
    "json-ld": "metadata",
    "meta": "metadata",
    "time": "metadata",
    "printed": "text",
    "cell": "text",
    "url": "url",
    "updated": "text",
    "given": "given",
}
_ZONE_HOURS = 14
"""Widest offset from UTC: two stamps this near may be one moment in two zones."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """One place's word on the day of publication.

    Attributes:
        where: front, printed, time, json-ld, meta, url, updated, or cell: printed in a table, which
            more often holds data than a page's head.
        day: the local day; None where the words give none, or two.
        moment: to the second with zone, where told.
        text: the words.
        trouble: what is wrong with them (an impossible day, one that reads two ways).
        either: the days that an ambiguous numeric date may mean.
    """

    where: str
    day: dt.date | None
    text: str
    moment: dt.datetime | None = None
    trouble: str | None = None
    either: tuple[dt.date, ...] = ()


@dataclass(frozen=True, slots=True)
class Published:
    """The day of publication as chosen, and what stays doubtful about it."""

    day: dt.date | None = None
    moment: dt.datetime | None = None
    origin: PublishedOrigin = "unknown"
    doubts: tuple[Doubt, ...] = ()


def read_stamp(text: str, where: str) -> Stamp | None:
    """Return the day that a metadata value gives; None where it is blank.

    Args:
        text: ISO 8601, or any form that `find_day` knows.
        where: see `Stamp`.
    """
    words = " ".join(text.split())[:100]
    if not words:
        return None
    try:
        moment = dt.datetime.fromisoformat(words)
    except ValueError:
        found = find_day(words, where)
        return found or Stamp(where, None, words, trouble=f"{words!r} is not a date")
    if not moment.year >= EARLIEST:
        return Stamp(where, None, words, trouble=f"{words!r} is too early for a publication")
    return Stamp(where, moment.date(), words, moment if moment.tzinfo else None)


def find_day(text: str, where: str = "printed") -> Stamp | None:
    """Return the first full date (with its year) that `text` prints; None where it has none."""
    found = [m for form in _FORMS if (m := form.search(text))]
    if not found:
        return None
    return _stamp(min(found, key=lambda m: (m.start(), -m.end())), where)


def printed_days(line: str) -> list[Stamp]:
    """Return the days that a line of a page's head prints, the day of publication first.

    A day behind `Updated` is of the last change: it comes last and weighs little.
    """
    found = sorted((m for form in _FORMS for m in form.finditer(line)), key=lambda m: m.start())
    stamps = []
    end = 0
    for match in found:
        if match.start() >= end:
            changed = _CHANGED.search(line[max(end, match.start() - 40) : match.start()])
            stamps.append(_stamp(match, "updated" if changed else "printed"))
            end = match.end()
    return sorted(stamps, key=lambda s: s.where == "updated")


def headed_day(text: str) -> Stamp | None:
    """Return the day that a head line tells beside a title or an outlet; None where none does.

    It stands at an end of one of the first lines, set off by a comma, a dash or a bar ("Flash
    update No. 2 | 22 January 2025"), or in a dateline before a dash ("GOMA, 3 March 2022 -").
    Of a period, which no report of it comes before the end of, it is the last day.
    """
    lines = [_ended(line.strip()) for line in text[:_HEAD].splitlines() if line.strip()]
    for line in lines[:_HEAD_LINES]:
        for match in sorted((m for f in _FORMS for m in f.finditer(line)), key=lambda m: m.start()):
            before, after = line[: match.start()].rstrip(), line[match.end() :].strip()
            head = len(before.split()) + len(after.split()) <= _HEAD_WORDS
            closes = head and not after.strip("|.)] ") and _SET_OFF.search(before) is not None
            closes = closes and not line.endswith(".")
            opens = head and not before.strip("#*[( ") and _SETS_OFF.match(after) is not None
            if closes or opens or (_DATELINED.search(before) and _DASHED.match(after)):
                return _stamp(match, "printed")
    return None


def _ended(line: str) -> str:
    """Return a line with the first days of the periods in it left out."""
    line = _BEGUN.sub(lambda m: " " * len(m.group()), line)
    return _BEGUN_IN_MONTH.sub(lambda m: m["kept"] + " " * len(m["begun"]), line)


def day_pattern() -> str:
    """Return a regular expression that matches a printed date with its time, without groups."""
    whole = "|".join(form.pattern for form in _FORMS)
    return re.sub(r"\(\?P<\w+>", "(?:", whole)


def url_day(url: str) -> Stamp | None:
    """Return the day in an address such as `/2024/12/05/`; None where it holds none."""
    found = _URL_DAY.search(url)
    if not found:
        return None
    year, month, day = (g for g in found.groups() if g)
    number = int(month) if month.isdigit() else _month(month)
    real = _date(int(year), number, int(day)) if number else None
    return Stamp("url", real, found.group().strip("/-_?#.=")) if real else None


def choose(stamps: list[Stamp], given: dt.date | None = None) -> Published:
    """Return the day that the stamps bear out, with a doubt where they conflict.

    A `given` day wins over all. Otherwise the day with most weight wins; at equal weight, what
    is printed. A moment told in UTC takes the local day that the page prints beside it, and one
    that is the same day somewhere in the world is no conflict.
    """
    doubts = [Doubt(kind="date_unreadable", note=s.trouble) for s in stamps if s.trouble]
    dated = [s for s in stamps if s.day] + _settled(stamps)
    dated = _local([s for s in dated if s.where != "updated"] or dated)
    doubts += _ambiguous(stamps, dated)
    if given:
        stamps_day = _weighed(dated)
        far = stamps_day is not None and abs((stamps_day - given).days) > 1
        clash = [s for s in dated if far and s.day == stamps_day]
        if clash:
            doubts.append(_conflict([Stamp("given", given, given.isoformat()), *clash], given))
        return Published(given, None, "given", tuple(doubts))
    day = _weighed(dated)
    if day is None:
        return Published(doubts=tuple(doubts))
    if any(s.day != day and not (s.moment and _near(s.moment, day)) for s in dated):
        doubts.append(_conflict(dated, day))
    best = max((s for s in dated if s.day == day), key=lambda s: _WEIGHTS[s.where])
    order = ("front", "json-ld", "meta", "time")
    moments = [s.moment for w in order for s in dated if s.where == w and s.day == day and s.moment]
    settled = best.where if len({s.day for s in dated}) > 1 else _first_kind(dated)
    return Published(day, moments[0] if moments else None, _ORIGINS[settled], tuple(doubts))


def _first_kind(dated: list[Stamp]) -> str:
    """Where all agree, metadata is the origin before text, and text before the address."""
    kinds = {s.where for s in dated}
    order = ("front", "json-ld", "meta", "time", "printed", "url", "cell", "updated")
    return next(w for w in order if w in kinds)


def _weighed(dated: list[Stamp]) -> dt.date | None:
    weights: dict[dt.date, float] = defaultdict(float)
    for where, day in {(s.where, s.day) for s in dated}:
        if day:
            weights[day] += _WEIGHTS[where]
    printed = {s.day for s in dated if s.where in {"front", "printed", "time"}}
    if not weights:
        return None
    return max(weights, key=lambda d: (weights[d], d in printed, d))


def _local(dated: list[Stamp]) -> list[Stamp]:
    """Give moments told in UTC the local day that the page or its address shows beside them."""
    shown = [s for where in ("front", "printed", "url") for s in dated if s.where == where]
    if not shown or shown[0].day is None:
        return dated
    day = shown[0].day
    return [
        replace(s, day=day) if s.moment and not s.moment.utcoffset() and _near(s.moment, day) else s
        for s in dated
    ]


def _near(moment: dt.datetime, day: dt.date) -> bool:
    utc = moment.astimezone(dt.UTC).replace(tzinfo=None)
    start = dt.datetime.combine(day, dt.time())
    hours = dt.timedelta(hours=_ZONE_HOURS)
    return start - hours <= utc <= start + dt.timedelta(days=1) + hours


def _settled(stamps: list[Stamp]) -> list[Stamp]:
    """Read an ambiguous date the way that other evidence bears out."""
    days = {s.day for s in stamps if s.day}
    return [Stamp(s.where, day, s.text) for s in stamps for day in s.either if days and day in days]


def _ambiguous(stamps: list[Stamp], dated: list[Stamp]) -> list[Doubt]:
    days = {s.day for s in dated}
    return [
        Doubt(
            kind="date_ambiguous",
            note=f"{s.text!r} may be {s.either[0]} or {s.either[1]}: give the day with --published",
        )
        for s in stamps
        if s.either and not days & set(s.either)
    ]


def _conflict(dated: list[Stamp], day: dt.date) -> Doubt:
    told = dict.fromkeys(f"{s.where} {s.day}" for s in dated)
    return Doubt(
        kind="date_conflict",
        note=f"days of publication differ ({', '.join(told)}): {day} was taken",
    )


def _stamp(found: re.Match[str], where: str) -> Stamp:
    part = found.groupdict()
    words = found.group().strip(" ,")
    year = int(part["year"])
    if part.get("first"):
        first, second = int(part["first"]), int(part["second"])
        days = [d for d in (_date(year, second, first), _date(year, first, second)) if d]
        if len(set(days)) == 2:
            return Stamp(where, None, words, either=tuple(days))
        if not days:
            return Stamp(where, None, words, trouble=f"{words!r} is not a possible date")
        return Stamp(where, days[0], words)
    month = int(part["month"]) if part["month"].isdigit() else _month(part["month"])
    day = _date(year, month, int(part["day"]))
    if day is None:
        return Stamp(where, None, words, trouble=f"{words!r} is not a possible date")
    weekday = (part.get("weekday") or "").lower()
    if weekday and not _WEEKDAYS[day.weekday()].startswith(weekday[:3]):
        note = f"{words!r} was a {_WEEKDAYS[day.weekday()].capitalize()}"
        return Stamp(where, day, words, trouble=note)
    return Stamp(where, day, words)


def _month(name: str) -> int:
    return next((n for n, m in enumerate(_MONTHS, 1) if m.startswith(name.lower()[:3])), 0)


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
