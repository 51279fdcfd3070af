"""Control told by the rows of a table: "Place | Held by | Since".

One rule: the column that names holders tells who holds the row's place, or that it is fought over;
what a table says of its day stands in the row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.model import ControlClaim, PlaceMention, Span
from dateline.read.control_claim import Found, Told, claim_of
from dateline.read.control_party import fights, named
from dateline.read.frames.sight import Sight
from dateline.read.tables import Row, day_of, places_of_row, rows

_BASE = 0.75
_FOUGHT = re.compile(
    r"\b(?:contested|disputed|fighting|clashes|both|no man'?s land)\b", re.IGNORECASE
)


def by_rows(sight: Sight) -> Iterator[ControlClaim]:
    """Yield what the rows of tables tell of who holds their places, in order of the text."""
    for row in rows(sight.scene):
        cell = row.cells.get("holder")
        if cell is not None:
            for place in places_of_row(sight.scene, row):
                yield from _told(sight, row, cell, place)


def _told(sight: Sight, row: Row, cell: Span, place: PlaceMention) -> Iterator[ControlClaim]:
    fought = _FOUGHT.search(sight.scene.text, *cell) is not None
    holder = None if fought else named(sight, cell)
    if not fought and (holder is None or not fights(sight, holder)):
        return
    yield claim_of(
        Found(
            rule="table",
            span=row.span,
            fired=cell,
            base=_BASE,
            change="contested" if fought else "held",
            holder=holder,
            note="a row of a table",
        ),
        Told("asserted", None, day_of(sight.scene, row)),
        place,
    )
