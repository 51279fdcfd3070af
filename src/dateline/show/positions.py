"""A table of positions for people: who stood where, when, in whose words, told by whom."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from dateline.model import PositionFinding
from dateline.show import words
from dateline.show.grid import Column, print_grid, printable

_COLUMNS = (
    Column("Day", 10),
    Column("Act", 8),
    Column("Turn", 4, rank=3),
    Column("Toward", 12, wide=True),
    Column("Words", 30, wide=True),
    Column("Said by", 12, wide=True, rank=1),
    Column("Told by", 10, wide=True, rank=2),
    Column("Sure", 4, rank=4, right=True),
    Column("Id", words.SHORT_ID, style="dim"),
)
_STYLES = {"cooperative": "green", "conflictual": "red"}
_EMPTY = "No position of that name is in the record; `dateline statements` lists who speaks."


def print_positions(to: Console, positions: Iterable[PositionFinding]) -> None:
    """Print positions."""
    rows = [
        (
            words.when(p.when),
            Text(printable(p.act), style=_STYLES[p.side]),
            "turn" if p.turned else "",
            words.actor(p.toward),
            f"“{p.quote}”" if p.form == "direct" else p.quote,
            words.actor(p.speaker or p.organisation),
            _tellers(p),
            words.share(p.confidence),
            p.id[: words.SHORT_ID],
        )
        for p in positions
    ]
    print_grid(to, _COLUMNS, rows, empty=_EMPTY)


def _tellers(position: PositionFinding) -> str:
    more = len(position.told_by) - 1
    return "".join(position.told_by[:1]) + (f" and {more} more" if more > 0 else "")
