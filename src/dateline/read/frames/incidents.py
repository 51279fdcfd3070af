"""Heads of incidents: "47-03, Tongomayel, 28 November. The post withdrew", "12/05 | Kutum | ...".

One rule: a line that opens with a place and a day, in either order, tells of that place to its end,
unless its clauses name another.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from dateline.know.turns import NAME
from dateline.model import PlaceMention, Span
from dateline.read.frames.names import unknown
from dateline.read.frames.sight import Sight

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_WEEKDAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?"
_DAY = (
    rf"(?:{_WEEKDAY},? )?(?:(?:\d{{1,2}}(?:[-–]\d{{1,2}}| (?:and|to) \d{{1,2}})? {_MONTH}"
    rf"|{_MONTH} \d{{1,2}})(?:,? \d{{4}})?|\d{{1,2}}[./]\d{{1,2}}(?:[./]\d{{2,4}})?"
    r"|\d{4}-\d\d-\d\d)"
    rf"|{_WEEKDAY}"
)
_MARK = (
    r"(?:[•▪■□◆►▶‣»✓●○◦·*>–—-]\s+)?"
    r"(?:\(?(?:(?:Incident|Event|Entry|Case|No\.?|Item) )?#?[A-Z]{0,4}-?\d[\d/-]{0,9}\s?[.):|,]+\s+"
    r"|\(?[a-z][.)]\s+)?"
)
_BETWEEN = r"(?:, | \| | [–—/-] )"
_SPOT = (
    rf"(?!{_MONTH} \d)(?:[Nn]ear )?{NAME}(?: \([^)\n]{{2,40}}\))?"
    r"(?: (?:town|city|village|camp|district|area|province|prefecture|state|county|locality))?"
    rf"(?:{_BETWEEN}(?!{_DAY})[A-Z][\w’'-]*(?: [\w’'-]+){{0,3}}?){{0,2}}"
)
_HEAD = re.compile(
    rf"^[ \t]*{_MARK}(?:(?P<first>{_SPOT}){_BETWEEN}\(?(?:{_DAY})\)?"
    rf"|\[?\(?(?:{_DAY})[\])]?(?:{_BETWEEN}|: | )(?P<second>{_SPOT}))"
    r"(?:[.:]|\s[–—|-])\s+(?=\S)",
    re.MULTILINE,
)
_NAME = re.compile(NAME)
_FEWEST = 2
"""Heads that make a list of incidents; one may be the dateline of a report."""


@dataclass(frozen=True, slots=True)
class Incident:
    """One line of a list of incidents.

    Attributes:
        head: characters of the places in its head.
        body: characters from behind its head to the end of its line.
    """

    head: Span
    body: Span


@lru_cache(maxsize=8)  # asked for by every clause of a report
def incidents_of(text: str) -> tuple[Incident, ...]:
    """Return the lines that open with a place and a day, where a text has several."""
    found = []
    for head in _HEAD.finditer(text):
        end = text.find("\n", head.end())
        group = "first" if head["first"] else "second"
        found.append(Incident(head.span(group), (head.end(), len(text) if end < 0 else end)))
    return tuple(found) if len(found) >= _FEWEST else ()


def place_of_incident(sight: Sight, char: int) -> PlaceMention | None:
    """Return the place at the head of the incident that a character is told in.

    The narrowest comes first in a head ("Kutum, North Darfur"); it counts also where no gazetteer
    knows it.

    Args:
        sight: the scene.
        char: a character of the report.
    """
    listed = incidents_of(sight.scene.text)
    at = bisect_right(listed, char, key=lambda incident: incident.body[0]) - 1
    if at < 0 or char >= listed[at].body[1]:
        return None
    low, high = listed[at].head
    here = [p for p in sight.scene.places_by_span.starting(low, high) if p.feature != "country"]
    if here:
        return here[0]
    name = _NAME.search(sight.scene.text, low, high)
    return unknown(sight.scene, name.span()) if name is not None else None
