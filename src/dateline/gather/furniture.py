"""Tells page furniture from text, a line at a time, by the word lists of `furniture.toml`.

A line is furniture only as a whole: where any word is left over that the rules do not account
for, it stays.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

import tomli

from dateline.gather.credits import agencies_in, agency_pattern, full_name
from dateline.gather.dates import Stamp, day_pattern, printed_days

_SEPARATORS = re.compile(r"[\s|•·,/›»>:;()\[\]–—−―-]*")
_ITEMS = re.compile(r"\s*(?:[|•·›»>]|\s/\s)\s*")
LONGEST_LINE = 2000
"""Characters of a line beyond which it is text: 80 words of a cookie notice have 600."""
_LONGEST = 400
"""Characters of a line beyond which it is not tried piece by piece."""
# Lower-case words that may stand between names in a credit.
_BETWEEN = frozenset(
    "and in by the of at for with to from on de la al el bin ibn van von der du edited editing "
    "writing written additional reporting compiled translation translated foreign desk staff "
    "correspondent correspondents agencies agency news wire wires bureau editor team service "
    "reporter reporters special our".split()
)
_TIME_WORDS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december noon midnight dawn today "
    "yesterday".split()
)


_OUTLET = re.compile(
    r"\b(?:agenc(?:y|ies)|news|media|times|post|herald|tribune|gazette|journal|observer|press|"
    r"radio|television|tv|network|channel|monitor|wires?|desk|staff)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Tag:
    """Why a line is furniture, and what it tells.

    Attributes:
        reason: as kept in `Cut.reason`.
        agency: the agency that it credits.
        section: the section that it names.
        stamp: the day of publication that it prints.
        byline: the author that it names.
        owner: who holds the copyright.
        heads_list: whether the headline-like lines that follow belong to it.
    """

    reason: str
    agency: str | None = None
    section: str | None = None
    stamp: Stamp | None = None
    byline: str | None = None
    owner: str | None = None
    heads_list: bool = False


@dataclass(frozen=True, slots=True)
class _Rule:
    reason: str
    words: int
    names: bool
    outlet: bool
    patterns: tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class _Rules:
    rules: tuple[_Rule, ...]
    pieces: re.Pattern[str]
    kinds: dict[str, str]


@cache
def _rules() -> _Rules:
    data = resources.files("dateline.gather").joinpath("furniture.toml").read_text("utf-8")
    read = tomli.loads(data)
    rules = tuple(
        _Rule(
            rule["reason"],
            rule["words"],
            rule.get("names", False),
            rule.get("outlet", False),
            tuple(
                re.compile(p.replace("{DATE}", f"(?:{day_pattern()})"), re.IGNORECASE)
                for p in rule["patterns"]
            ),
        )
        for rule in read["rule"]
    )
    kinds = {phrase: kind for kind, phrases in read["pieces"].items() for phrase in phrases}
    phrases = "|".join(re.escape(p) for p in sorted(kinds, key=len, reverse=True))
    pieces = re.compile(
        rf"(?P<date>{day_pattern()})|(?P<agency>{agency_pattern()})(?!\w)|"
        rf"(?P<phrase>{phrases})(?!\w)|(?P<counter>\d{{1,2}}:\d\d(?: ?[ap]m)?|"
        rf"(?:about )?(?:\d+|an?) (?:second|minute|min|hour|hr|day|week|month)s? ago)",
        re.IGNORECASE,
    )
    return _Rules(rules, pieces, kinds)


def tag(line: str) -> Tag | None:
    """Return why `line` is furniture; None where it is text or may be."""
    line = line.strip()
    if len(line) > LONGEST_LINE:
        return None
    words = len(line.split())
    for rule in _rules().rules:
        if words > rule.words:
            continue
        for pattern in rule.patterns:
            found = pattern.fullmatch(line)
            if found and (made := _tagged(rule, found, line)):
                return made
    return _pieces(line) or _menu(line)


def _tagged(rule: _Rule, found: re.Match[str], line: str) -> Tag | None:
    part = found.groupdict()
    if rule.names and not _names_only(part["names"]):
        return None
    if rule.outlet and not (agencies_in(line) or _OUTLET.search(part["names"])):
        return None
    if rule.reason == "date line":
        agency = ", ".join(agencies_in(line)) or None
        stamp = next(iter(printed_days(line)), None)
        return _pieces(line) or Tag(rule.reason, agency=agency, stamp=stamp)
    if rule.reason == "byline":
        name = part["names"].strip(" ,;:|.")
        credited = agencies_in(name)
        if credited:
            return Tag("credit line", agency=", ".join(credited))
        return Tag(rule.reason, byline=name)
    if rule.reason == "credit line":
        return Tag(rule.reason, agency=", ".join(agencies_in(line)) or None)
    if rule.reason == "copyright line":
        return Tag(rule.reason, owner=_owner(part.get("owner") or ""), stamp=None)
    rest = part.get("rest")
    if rest and rest.rstrip().endswith(".") and "|" not in rest:
        return None  # a sentence, no headline
    alone = rule.reason == "related heading" or (rest is not None and not rest.strip())
    return Tag("related headline" if alone else rule.reason, heads_list=alone)


def _names_only(text: str) -> bool:
    """Tell whether `text` is a run of names, with nothing that a sentence would need."""
    words = re.findall(r"[\w’'.-]+", text)
    if not words or words[0].casefold().strip(".") in _TIME_WORDS:
        return False
    return all(not w[0].islower() or w.strip(".").casefold() in _BETWEEN for w in words)


def _owner(text: str) -> str | None:
    """Return whose copyright it is: the words before the first full stop, without the year."""
    name = re.sub(
        r"\(c\)|copyright|©|(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)?\d\d)?",
        " ",
        text,
        flags=re.IGNORECASE,
    )
    name = " ".join(
        re.split(r"\.\s|\ball rights\b|[|•·]", name, maxsplit=1, flags=re.IGNORECASE)[0].split()
    )
    name = re.sub(r"\A(?:by|to)\s+", "", name.strip(" .,;:-–—"), flags=re.IGNORECASE)
    return name if 3 <= len(name) <= 60 else None


def _pieces(line: str) -> Tag | None:
    """Take known pieces off the line from the left; furniture is what nothing is left of."""
    if len(line) > _LONGEST:
        return None
    at = _skip(line, 0)
    agency: list[str] = []
    section: str | None = None
    stamp: Stamp | None = None
    kinds: list[str] = []
    while at < len(line.rstrip(".")):
        found = _rules().pieces.match(line, at)
        if not found or found.end() == at:
            return None
        words = found.group()
        if found.lastgroup == "date":
            stamp = stamp or next(iter(printed_days(line)), None)
            kinds.append("date")
        elif found.lastgroup == "agency":
            agency.append(full_name(words))
            kinds.append("agency")
        elif found.lastgroup == "phrase":
            kind = _rules().kinds[words.casefold()]
            if kind == "section":
                if words[0].islower():
                    return None  # "Reuters reports" is no furniture
                section = section or words
            kinds.append(kind)
        at = _skip(line, found.end())
        if at == found.end() and at < len(line) and line[at].isalnum():
            return None
    small = line[:1].islower() and not set(kinds) <= {"share", "navigation"}
    if not kinds or small or (agency and line.endswith(":")):
        return None  # a name with a colon introduces what it says
    reason = next(
        (
            reason
            for kind, reason in (
                ("agency", "credit line"),
                ("date", "date line"),
                ("share", "share line"),
                ("navigation", "menu"),
                ("section", "section line"),
            )
            if kind in kinds
        ),
        "menu",
    )
    if reason == "section line" and kinds.count("section") > 2:
        reason = "menu"
    return Tag(
        reason,
        agency=", ".join(dict.fromkeys(agency)) or None,
        section=_section(section) if reason != "menu" or ">" in line or "›" in line else None,
        stamp=stamp,
    )


def _skip(line: str, at: int) -> int:
    found = _SEPARATORS.match(line, at)
    return found.end() if found else at


def _section(words: str | None) -> str | None:
    return words.title() if words and words.isupper() and len(words) > 4 else words


def _menu(line: str) -> Tag | None:
    """Tell a bar of short entries, at least half of them known from other menus."""
    items = [item for item in _ITEMS.split(line) if item.strip()]
    if len(items) < 3 or any(len(item.split()) > 6 for item in items):
        return None
    known = sum(tag_item is not None for tag_item in map(_entry, items))
    if 2 * known < len(items):
        return None
    crumbs = ">" in line or "›" in line or "»" in line
    sections = [i for i in items if _rules().kinds.get(i.casefold()) == "section"]
    return Tag("menu", section=_section(sections[0]) if crumbs and sections else None)


def _entry(item: str) -> Tag | None:
    for rule in _rules().rules:
        if rule.reason in {"newsletter", "share line", "navigation"}:
            for pattern in rule.patterns:
                if pattern.fullmatch(item):
                    return Tag("menu")
    return _pieces(item)
