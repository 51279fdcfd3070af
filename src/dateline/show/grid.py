"""A table that fits: the least important columns go where the terminal is narrow."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text


@dataclass(frozen=True, slots=True)
class Column:
    """A column.

    Attributes:
        title: its head.
        needs: characters below which it is not worth showing.
        rank: 0 always stays; of the rest the highest goes first.
        wide: running text, which takes what width is left over.
        right: figures, set to the right.
        style: rich style.
    """

    title: str
    needs: int
    rank: int = 0
    wide: bool = False
    right: bool = False
    style: str = ""


Cell = str | Text

_GAP = 3  # between two columns
_HARMLESS = "\n\t\u200c\u200d"  # the last two join and part letters in several scripts


def print_grid(
    to: Console, columns: Sequence[Column], rows: Iterable[Sequence[Cell]], *, empty: str
) -> None:
    """Print a table; where there are no rows, `empty`, which says what to do next."""
    kept = [list(row) for row in rows]
    if not kept:
        to.print(empty, markup=False)
        return
    cells = [[_safe(cell) for cell in row] for row in kept]
    shown = fitting(columns, to.width)
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="bold")
    for index, width in zip(shown, _widths(columns, shown, cells, to.width), strict=True):
        column = columns[index]
        table.add_column(
            column.title,
            width=width,
            overflow="fold",
            justify="right" if column.right else "left",
            style=column.style,
        )
    for row in cells:
        table.add_row(*(row[index] for index in shown))
    to.print(table)
    to.print()


def _widths(
    columns: Sequence[Column], shown: Sequence[int], cells: Sequence[Sequence[Text]], width: int
) -> list[int]:
    """Share `width` out: to each column what it needs at least, the rest to those that want more.

    (Rich shrinks the widest column first, whatever it holds.)
    """
    wants = [
        max(Text(columns[i].title).cell_len, *(_longest_line(row[i]) for row in cells))
        for i in shown
    ]
    given = [min(want, columns[i].needs) for want, i in zip(wants, shown, strict=True)]
    left = width - sum(given) - _GAP * (len(shown) - 1)
    while left > 0:
        hungry = [n for n in range(len(shown)) if given[n] < wants[n]]
        if not hungry:
            break
        # Narrow columns first: a few characters more spare them a second line.
        least = min(hungry, key=lambda n: (columns[shown[n]].wide, wants[n] - given[n]))
        share = wants[least] - given[least]
        more = min(share, left if not columns[shown[least]].wide else max(1, left // len(hungry)))
        given[least] += more
        left -= more
    return given


def _longest_line(cell: Text) -> int:
    return max((line.cell_len for line in cell.split()), default=0)


def fitting(columns: Sequence[Column], width: int) -> list[int]:
    """Return which columns fit into `width`, in their order."""
    shown = list(range(len(columns)))

    def needed() -> int:
        return sum(columns[index].needs + _GAP for index in shown) - _GAP

    while needed() > width:
        dropped = max(shown, key=lambda index: (columns[index].rank, index))
        if columns[dropped].rank == 0:
            break
        shown.remove(dropped)
    return shown


def _safe(cell: Cell) -> Text:
    """Plain text: words of a report are never read as markup or terminal codes."""
    return cell if isinstance(cell, Text) else Text(printable(cell))


def printable(words: str) -> str:
    """Return `words`, as long as before, without what moves a cursor or turns the direction."""
    return "".join(c if c.isprintable() or c in _HARMLESS else _plain(c) for c in words)


def _plain(character: str) -> str:
    return " " if unicodedata.category(character) == "Zs" else "\ufffd"
