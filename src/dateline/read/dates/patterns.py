"""What a temporal expression looks like: one regular expression a kind, widest match first.

Every pattern carries named groups; what they mean is decided in `values`. Patterns are matched
on the text, not on the parse: scraped text breaks parses more often than dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final, NamedTuple

from dateline.know.keywords import Haystack, Sieve, needs
from dateline.know.leads import Expression
from dateline.read.dates.vocabulary import (
    FREQUENCIES,
    MONTHS,
    NUMBERS,
    PARTS_OF_DAY,
    SEASONS,
    VAGUE,
    WEEKDAYS,
)


class Found(NamedTuple):
    """A stretch of text that looks like a temporal expression.

    Attributes:
        kind: key of `PATTERNS`.
        start: first character.
        end: after the last.
        parts: named groups that matched, lower case.
    """

    kind: str
    start: int
    end: int
    parts: dict[str, str]


def _any(words: Iterable[str]) -> str:
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered)


_WHOLE = [m for m in MONTHS if len(m) > 4 or m in {"may", "june", "july"}]
_MONTH = rf"(?P<month>(?:{_any(_WHOLE)})|(?:{_any(set(MONTHS) - set(_WHOLE))})\b\.?)"
_MONTH2 = _MONTH.replace("<month>", "<month2>")
_MONTH3 = _MONTH.replace("<month>", "<month3>")
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_DAY2 = r"(?P<day2>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d|21\d\d)"
_YEAR2 = r"(?P<year2>1[5-9]\d\d|20\d\d|\d\d)"
_SHORT_YEAR = r"(?P<short>['’`]\d\d)"
_LONG_DAYS = [w for w in WEEKDAYS if w.endswith("day")]
_WEEKDAY = rf"(?P<weekday>(?:{_any(_LONG_DAYS)})|(?:{_any(set(WEEKDAYS) - set(_LONG_DAYS))})\b\.?)"
_TO = r"\s*(?:-|–|—|to|until|till|through|and)\s*"
_WORDS = _any(w for w in NUMBERS if w not in ("a", "an"))
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_COUNT = rf"(?P<count>\d{{1,3}}(?:,\d{{3}})*|(?:{_TENS})[- ](?:{_WORDS})|(?:{_WORDS})|an?)"
_FUZZY = (
    r"(?P<fuzzy>several|(?:a\s+)?few|many|some|a\s+couple(?:\s+of)?|couple\s+of|recent|dozens\s+of"
    r"|a\s+number\s+of|hundreds\s+of|tens\s+of)"
)
_HALF = r"(?:\s+and\s+a\s+half)?"
_UNIT = (
    r"(?P<unit>seconds?|minutes?|mins?|hours?|days?|nights?|weeks?|fortnights?|weekends?|months?"
    r"|quarters?|years?|decades?|centur(?:y|ies))"
)
_PART = rf"(?P<part>{_any(PARTS_OF_DAY)})"
_HOURS = rf"(?P<part>(?:early|small|wee)\s+hours|{_any(PARTS_OF_DAY)})"
_CLOCK = (
    r"(?P<clock>(?:[01]?\d|2[0-3])[:.][0-5]\d(?:\s*(?:[ap]\.?m\b\.?))?|(?:1[0-2]|0?[1-9])\s*[ap]\.?m\b\.?"
    r"|(?:[01]\d|2[0-3])[0-5]\d(?=\s*(?:GMT|UTC|hours|hrs|local)))"
)
_ZONE = r"(?:\s*(?:GMT|UTC|EST|EDT|PST|PDT|CET|local\s+time|hours|hrs)\b)?"
_SOMEWHEN = (
    r"(?P<mod>early|late|mid|earlier|later|the\s+(?:start|beginning|end|middle|turn)\s+of"
    r"|(?:start|beginning|end|middle)\s+of|as\s+late\s+as|as\s+early\s+as)"
)
_SEASON = rf"(?P<season>{_any(SEASONS)})"
_WHICH = (
    r"(?P<which>this|last|next|past|previous|current|coming|the\s+(?:past|last|next|previous|same"
    r"|following|coming|current|latest|preceding))"
)

PATTERNS: Final[dict[str, str]] = {
    # absolute days
    "iso": r"(?P<iso>\d{4}-\d{2}-\d{2})(?:T(?P<hms>\d{2}:\d{2})\S*)?",
    "slashed": r"(?P<one>\d{1,2})[/.](?P<two>\d{1,2})[/.](?P<year>\d{4}|\d{2})(?![\d/])",
    "range_dm": rf"{_DAY}{_TO}{_DAY2}\s+(?:of\s+)?{_MONTH}(?:,?\s*{_YEAR})?",
    "range_md": rf"{_MONTH}\s*{_DAY}{_TO}{_DAY2}\b(?:,?\s*{_YEAR})?(?!\s*(?:{_any(MONTHS)})\b)",
    "range_mm": rf"{_MONTH}(?:\s+{_YEAR})?{_TO}{_MONTH2}\s+{_YEAR2}",
    "dm": (
        rf"(?:{_WEEKDAY},?\s+)?(?:the\s+)?{_DAY}\s*(?:of\s+)?[-\s]?{_MONTH}"
        rf"(?:[-,\s]\s*(?:{_YEAR}|{_SHORT_YEAR}))?"
    ),
    "md": rf"(?:{_WEEKDAY},?\s+)?{_MONTH}\s*{_DAY}\b(?:\s*,?\s*(?:{_YEAR}|{_SHORT_YEAR}))?(?!\d|:)",
    "my": rf"(?:{_SOMEWHEN}[-\s]+)?{_MONTH}(?:,|\s+of)?\s*(?:{_YEAR}|{_SHORT_YEAR})\b",
    # clock times and parts of a day
    "clock": (
        rf"(?:(?P<adverb>today|yesterday|tomorrow)\s+at\s+)?{_CLOCK}{_ZONE}"
        rf"(?:,?\s+(?:on\s+)?(?:{_WEEKDAY}(?!,?\s+\d)|(?P<adverb2>today|yesterday|tomorrow)))?"
    ),
    "clock_of_date": (
        rf"{_CLOCK}{_ZONE},?\s+(?:on\s+|of\s+)?(?:{_WEEKDAY},?\s+)?(?:the\s+)?{_DAY}\s+(?:of\s+)?"
        rf"{_MONTH}(?:,?\s*{_YEAR})?"
    ),
    "weekday_part": (
        rf"(?:(?P<which>last|next|this)\s+)?(?:{_SOMEWHEN}\s+)?(?:on\s+)?{_WEEKDAY}(?:\s+at)?"
        rf"\s+{_PART}"
    ),
    "part_weekday": (
        rf"(?:(?:the\s+)?{_HOURS}\s+(?:(?:on|of)\s+)?|(?P<late>late|early)\s+(?:on\s+)?){_WEEKDAY}"
    ),
    "part_of_date": (
        rf"(?:the\s+)?{_HOURS}\s+(?:on|of)\s+(?:{_WEEKDAY},?\s+)?(?:(?:the\s+)?{_DAY}\s+{_MONTH}"
        rf"|{_MONTH}\s+{_DAY2})(?:,?\s*{_YEAR})?"
    ),
    "adverb_part": (
        rf"(?P<adverb>yesterday|tomorrow|this|last|today|that|the\s+same|the\s+next"
        rf"|the\s+following|the\s+previous)\s+{_PART}"
    ),
    "late_adverb": r"(?P<late>late|early|earlier|later)\s+(?P<adverb>today|yesterday|tomorrow)",
    "adverb": (
        r"(?P<adverb>the\s+day\s+before\s+yesterday|the\s+day\s+after\s+tomorrow|today|tonight"
        r"|yesterday|tomorrow)"
    ),
    # weekdays, months, years
    "weekday_week": rf"{_WEEKDAY}\s+(?:of\s+)?(?P<which>last|next|this)\s+week",
    "weekday": (
        rf"(?:(?P<which>last|next|this|this\s+past|this\s+coming|the\s+previous|the\s+following"
        rf"|every|each)\s+)?(?:(?P<mod>earlier|later)\s+(?:on\s+)?)?{_WEEKDAY}(?P<plural>s?)"
    ),
    "which_month": rf"{_WHICH}\s+{_MONTH}|{_MONTH}\s+(?:of\s+)?(?P<of_year>last|this|next)\s+year",
    "mod_month": rf"{_SOMEWHEN}[-\s]+{_MONTH}",
    "mod_year": rf"{_SOMEWHEN}[-\s]+{_YEAR}",
    "fiscal": rf"(?P<fiscal>fiscal(?:\s+year)?)\s+(?:{_YEAR}|{_SHORT_YEAR})",
    "quarter": (
        rf"(?:(?:the|this|last)\s+)?(?:(?P<year1>(?:year-earlier|year-ago|latest|previous|current))\s+)?"
        rf"(?:(?:fiscal|1[5-9]\d\d|20\d\d)(?:['’]s)?\s+)?"
        rf"(?P<ordinal>first|second|third|fourth|final|1st|2nd|3rd|4th)[\s-]+quarter"
        rf"(?:\s+(?:of\s+)?(?:fiscal\s+)?{_YEAR})?"
    ),
    "half": (
        rf"(?:the\s+)?(?P<ordinal>first|second)\s+half(?:\s+of)?(?:\s+(?:{_YEAR}|"
        rf"(?P<which>this|last|next)\s+year))?"
    ),
    "season": rf"(?:{_WHICH}\s+)?(?:{_SOMEWHEN}\s+)?(?:the\s+)?{_SEASON}(?:\s+of)?\s+{_YEAR}"
    rf"|{_WHICH.replace('which', 'which2')}\s+{_SEASON.replace('season', 'season2')}",
    "decade": (
        r"(?:the\s+)?(?:(?P<mod>early|late|mid)[-\s]+)?(?:the\s+)?(?P<decade>(?:1[5-9]|20)\d0|['’`]\d0)"
        r"['’]?s\b"
    ),
    "century": r"(?:the\s+)?(?P<ordinal>1?\d(?:st|nd|rd|th)|20th|21st)[-\s]+century",
    # relative to now or to the narrative
    "ago": (
        rf"(?:(?P<approx>about|around|nearly|almost|more\s+than|over|some|just|exactly)\s+)?"
        rf"(?:{_COUNT}|{_FUZZY}){_HALF}[\s-]+{_UNIT}(?:\s+(?P<dir>ago|earlier|later|before|hence"
        rf"|from\s+now|previously|afterwards|back)\b)"
    ),
    "bare_ago": (
        r"(?P<unit>hours|days|weeks|months|years|minutes|decades)\s+"
        r"(?P<dir>ago|earlier|later|before)\b"
    ),
    "day_shift": (
        r"(?P<shift>the\s+(?:previous|preceding|next|following|same)\s+(?:day|night|week|month|year)"
        r"|the\s+day\s+(?:before|after)"
        r"|the\s+(?:night|evening|morning|afternoon)\s+before(?!\s+(?:yesterday|last|the|his|her|its"
        r"|their|they|he|she|it|an?)\b)|that\s+(?:same\s+)?(?:day|night|week|month|year)"
        r"|(?:a|one)\s+(?:day|week|month|year)\s+(?:before|after)(?=[,.;]|\s*$))"
    ),
    "which_unit": (
        r"(?:(?P<early>earlier|later|early|late|the\s+(?:end|start|beginning|middle)\s+of|(?:end|start"
        r"|beginning|middle)\s+of)\s+)?(?P<which>this|last|next|the\s+current|the\s+coming"
        r"|the\s+present)(?:\s+(?P<wholly>whole|full))?\s+(?P<unit>week|weekend|month|quarter|year|decade"
        r"|century|fiscal\s+year)(?!\s*-)\b"
    ),
    "weekend": r"the\s+(?P<unit>weekend)(?!\s*(?:-|of\b|before\b|after\b|box\b))",
    "nth": (
        r"(?:(?<=\bon\s)|(?<=\babout\s)|(?<=\baround\s)|(?<=\bsince\s)|(?<=\buntil\s)|(?<=\bby\s)"
        r"|(?<=\bnight\sof\s)|(?<=\bevening\sof\s)|(?<=\bmorning\sof\s)|(?<=\bhours\sof\s))"
        r"the\s+(?P<day>[12]?\d|3[01])(?:st|nd|rd|th)(?=\s*(?:[,.;:)–—]|$)|\s+(?:an?|the|at|in|near"
        r"|and|to|by|when|while|as|after|but|with|from|its|his|their|they|it|he|were|was|of\s+(?:last"
        r"|this|the)\s+month)\b)(?!\s+of\s+\w+day)"
    ),
    "end_of_unit": (
        r"(?:the\s+|mid|year-?)?(?P<mod>end|start|beginning|middle)\s+of\s+(?:the|this)\s+"
        r"(?P<unit>week|month|year|decade|century|day)"
    ),
    "year_end": r"(?:the\s+)?year[-\s]?(?P<end>end)\b",
    "year_ago": (
        r"(?:the\s+)?(?P<ago>year[-\s](?:ago|earlier))"
        r"(?=\s+(?:period|quarter|month|level|figure))"
    ),
    # durations and sets
    "past_span": (
        rf"(?:the\s+|in\s+|these\s+)?(?P<toward>past|last|next|coming|previous|recent|first|following)"
        rf"\s+(?:(?:{_COUNT}|{_FUZZY})\s+)?{_UNIT}"
    ),
    "per": (
        r"(?P<freq>every|each|once\s+an?|twice\s+an?|(?:\w+\s+)?times\s+an?|per)\s+"
        r"(?:(?P<nth>other|\w+)\s+)?(?P<unit>hour|day|night|week|month|year|morning|evening"
        r"|quarter|weekend)s?\b"
    ),
    "freq": rf"(?P<freq>{_any(FREQUENCIES)})",
    "compound": (
        rf"{_COUNT}[-\s](?P<unit>second|minute|hour|day|week|month|year|decade)"
        r"(?:-|\s)(?P<old>old|long|s?ago)?"
    ),
    "duration": (
        rf"(?:(?P<approx>about|around|nearly|almost|more\s+than|less\s+than|over|under|at\s+least"
        rf"|up\s+to|as\s+many\s+as|some)\s+)?(?:{_COUNT}|{_FUZZY}){_HALF}"
        rf"(?:\s+(?:straight|full|consecutive|whole|long|more|further|business|working|calendar"
        rf"|and\s+a\s+half))?[\s-]+{_UNIT}"
    ),
    "bare_units": r"(?P<unit>hours|days|weeks|months|years|decades|centuries)",
    "part": (
        r"(?:the\s+)?(?<!to-)(?P<part>early\s+hours|small\s+hours|dawn|daybreak|sunrise|midday|noon|dusk"
        r"|nightfall|sunset|overnight|midnight|(?<=in\sthe\s)(?:morning|afternoon|evening))(?!-to-)"
    ),
    "vague": "(?P<vague>" + "|".join(VAGUE.values()) + ")",
    "month": _MONTH,
    "year": rf"{_YEAR}(?:[-–/]{_YEAR2})?",
    "short_year": _SHORT_YEAR,
}
"""Kinds of expression in order of preference among matches of the same length."""

_LEFT: Final = {"iso": r"(?<![\w-])", "slashed": r"(?<![\w$£€.,/])", "year": r"(?<![\w$£€.,/:#-])"}


def _unique_names(body: str) -> str:
    """Number repeated group names (`day__2`), which Python's re does not allow twice."""
    seen: dict[str, int] = {}

    def numbered(match: re.Match[str]) -> str:
        name = match[1]
        seen[name] = seen.get(name, 0) + 1
        return f"(?P<{name}>" if seen[name] == 1 else f"(?P<{name}__{seen[name]}>"

    return re.sub(r"\(\?P<(\w+)>", numbered, body)


_OFTEN: Final = Expression(r"\b(?:every|each|once|twice|times|per)\s")


@cache
def _expressions() -> tuple[tuple[tuple[str, Expression], ...], Sieve]:
    """Return kinds with their expressions, and what sorts out those a text has no words of."""
    expressions = tuple(
        (
            kind,
            Expression(
                _LEFT.get(kind, r"(?<![\w$£€])") + f"(?:{_unique_names(body)})" + r"(?![\w])",
                part=_OFTEN if kind == "per" else None,
            ),
        )
        for kind, body in PATTERNS.items()
    )
    return expressions, Sieve([needs(body) for body in PATTERNS.values()])


_COUNTED: Final = re.compile(
    r"\s*(?:%|percent|per\s|people|killed|troops|soldiers|fighters|km|miles|,\d{3}|\.\d|met(?:er|re)s)",
    re.IGNORECASE,
)
_NUMBER_COMES: Final = frozenset(
    "resolution no. no number order flight route nearly some about least than".split()
)
"""Words after which four digits are a number, and no year."""
_HOUR: Final = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d")


def _in_brackets(text: str, found: Found) -> bool:
    """Tell whether a short weekday opens a bracket alone or before an hour: "(Sun, 04:30)"."""
    return text[: found.start].endswith(("(", "[")) and _HOURED.match(text, found.end) is not None


_HOURED: Final = re.compile(
    r"[)\]]|[, ]+(?:(?:at|from|about|around|after|before)\s+)?\d{1,2}[:.h]?\d\d"
)


_SHORT_MONTHS: Final = frozenset({"Jan", "Mar", "Dec", "Apr", "Jun"})
_DATING: Final = frozenset("in of since until till last next early late mid by this".split())


def _forename(found: Found, text: str) -> bool:
    """Tell whether a short month is the beginning of a name ("MAR Elias", "JAN Egeland")."""
    if text[found.start : found.end] not in _SHORT_MONTHS:
        return False
    before = text[max(0, found.start - 12) : found.start].lower().split()
    name = text[found.end : found.end + 3]
    return name[:1] == " " and name[1:].istitle() and (not before or before[-1] not in _DATING)


def _acceptable(found: Found, text: str) -> bool:
    """Turn down words that only look like a date where a capital or a neighbour tells."""
    printed = text[found.start : found.end]
    months = [v for k, v in found.parts.items() if k.startswith("month")]
    if months and not any(
        m[:1].upper() + m[1:3] in printed or m[:3].upper() in printed for m in months
    ):
        return False
    if found.kind == "month" and _forename(found, text):
        return False
    if "weekday" in found.parts:
        # "Sun", "Sat" and "Wed" without a stop are words and newspapers too.
        short = found.kind == "weekday" and printed in {"Sun", "Sat", "Wed", "Mon"}
        if short and _in_brackets(text, found):
            short = False
        if found.parts["weekday"][:1].upper() not in printed or short:
            return False
    if found.kind == "year":
        before = text[max(0, found.start - 12) : found.start].lower().split()
        if before and before[-1] in _NUMBER_COMES:
            return False
        if before and before[-1] == "at" and _HOUR.fullmatch(printed):
            return False  # "at 1945 gunmen entered" is a quarter to eight
        return _COUNTED.match(text, found.end) is None
    return True


def find(hay: Haystack) -> list[Found]:
    """Return the temporal expressions of a text, left to right, none overlapping.

    Where matches overlap the one that starts first wins, then the longest, then the earlier kind.
    """
    matches: list[tuple[int, int, int, Found]] = []
    expressions, sieve = _expressions()
    for rank in sieve.passing(hay):
        kind, expression = expressions[rank]
        for match in expression.finditer(hay):
            parts = {k.split("__")[0]: v.lower() for k, v in match.groupdict().items() if v}
            found = Found(kind, match.start(), match.end(), parts)
            if _acceptable(found, hay.text):
                matches.append((match.start(), -match.end(), rank, found))
    matches.sort(key=lambda item: item[:3])
    kept: list[Found] = []
    end = -1
    for start, _, _, found in matches:
        if start >= end:
            kept.append(found)
            end = found.end
    return kept
