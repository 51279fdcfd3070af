"""Tables in a report: rows of cells under a head that says what each column holds.

One rule: a table is read only where its head names at least two columns that are known by their
words ("Date | Location | Type | Actor | Fatalities"); all others stay running text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Literal

from dateline.model import PlaceMention, Span, When
from dateline.read.dates import published_on, when_of

if TYPE_CHECKING:
    from dateline.read.scene import Scene

Column = Literal[
    "date", "place", "within", "type", "actor", "target", "killed", "injured", "holder", "notes"
]
_WORDS: Mapping[Column, str] = {
    "date": "date|day|when|event date|date of (?:incident|event)|incident date|since|as of",
    "place": "locations?|places?|towns?|villages?|sites?|localit(?:y|ies)|cit(?:y|ies)|where|area"
    "|settlement|position",
    "within": "districts?|provinces?|regions?|states?|count(?:y|ies)|admin ?[12]|governorates?"
    "|oblasts?|zones?|country|cercle|commune|lga|woreda",
    "type": "types?|events?|incidents?|(?:event|incident|sub-event) types?"
    "|type of (?:event|incident|attack)|categor(?:y|ies)|what|method|weapons?",
    "actor": "actors?|perpetrators?|attackers?|part(?:y|ies)|parties involved|by|who|belligerents?"
    "|(?:actor|side|party) ?[1a]|responsible|group|attributed to",
    "target": "targets?|victims?|(?:actor|side|party) ?[2b]|against",
    "killed": "killed|dead|deaths?|fatalit(?:y|ies)|fatalities \\(best\\)|kia|lives lost",
    "injured": "injured|wounded|injuries|wia|hurt",
    "holder": "held by|holders?|control|controlled by|in control|controlling (?:party|side|actor)"
    "|under control of|controller|who holds it",
    "notes": "notes?|details?|descriptions?|summary|remarks?|comments?",
}
_BAR = re.compile(r" ?\| ?")
_RULE = re.compile(r"^[\s|:+=-]+$")
_FEWEST = 2
_WHERE: tuple[Column, ...] = ("place", "within")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table.

    Attributes:
        span: characters of the whole line.
        cells: characters of the cells that are not empty, by what their column holds.
    """

    span: Span
    cells: Mapping[Column, Span]

    def tells(self, span: Span) -> bool:
        """Tell whether a passage begins in the row, outside of its notes in running words."""
        low, high = self.cells.get("notes", (0, 0))
        return self.span[0] <= span[0] < self.span[1] and not low <= span[0] < high


def rows(scene: Scene) -> tuple[Row, ...]:
    """Return the rows of a scene's text, worked out once."""
    if "rows" not in scene.made_out:
        scene.made_out["rows"] = rows_of(scene.text)
    found: tuple[Row, ...] = scene.made_out["rows"]
    return found


def places_of_row(scene: Scene, row: Row) -> list[PlaceMention]:
    """Return the places in a row's cell of places, else in that of the district they lie in."""
    for column in _WHERE:
        low, high = row.cells.get(column, (0, 0))
        found = scene.places_by_span.inside(low, high)
        if found:
            return found
    return []


def day_of(scene: Scene, row: Row) -> When | None:
    """Return the day in a row's cell of dates, else that of publication, by which it held."""
    cell = row.cells.get("date")
    for mention in scene.dates_by_span.inside(*cell) if cell else ():
        return when_of(mention)
    # A cell that no calendar can tell is not taken for the day of the report.
    return published_on(scene.report.published) if cell is None else None


@cache
def _column(words: str) -> Column | None:
    plain = words.strip(" .:*#_").lower()
    return next((c for c, known in _WORDS.items() if re.fullmatch(known, plain)), None)


def rows_of(text: str) -> tuple[Row, ...]:
    """Return the rows of all tables in a text, in order, their heads left out."""
    if "|" not in text:
        return ()
    return tuple(_rows(text))


def _rows(text: str) -> Iterator[Row]:
    head: list[Column | None] = []
    for line in re.finditer(r"[^\n]*", text):
        if "|" not in line.group():
            if line.group().strip():
                head = []
            continue
        if _RULE.match(line.group()):
            continue
        cells = _cells(line.group(), line.start())
        columns = [_column(text[low:high]) for low, high in cells]
        known = [c for c in columns if c is not None]
        if len(set(known)) >= _FEWEST and len(known) * 2 > len(columns):
            head = columns
        elif head and len(cells) <= len(head):
            yield Row(line.span(), _named(head, cells))


def _cells(line: str, start: int) -> list[Span]:
    """Return the cells of a line without the blanks around them; empty ones stay, as empty."""
    low, high = len(line) - len(line.lstrip("| ")), len(line.rstrip("| "))
    edge = line.lstrip().startswith("| ")
    cuts = [m.span() for m in _BAR.finditer(line, low if edge else 0, high)]
    starts = [low if edge else 0, *(end for _, end in cuts)]
    ends = [*(begin for begin, _ in cuts), high]
    return [_trimmed(line, low, high, start) for low, high in zip(starts, ends, strict=True)]


def _trimmed(line: str, low: int, high: int, start: int) -> Span:
    high = max(low, high)
    part = line[low:high]
    low += len(part) - len(part.lstrip())
    return start + low, start + max(low, low + len(part.strip()))


def _named(head: list[Column | None], cells: list[Span]) -> dict[Column, Span]:
    found: dict[Column, Span] = {}
    for column, (low, high) in zip(head, cells, strict=False):
        if column is not None and high > low:
            found.setdefault(column, (low, high))
    return found
