"""Tables of the register of actors for people."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.console import Console

from dateline.show.grid import Column, print_grid

if TYPE_CHECKING:
    from dateline.know.actors import Entry
    from dateline.know.actors.added import AddedActors


def print_actor_lists(to: Console, lists: Iterable[AddedActors]) -> None:
    """Print what a user added to the shipped tables."""
    columns = (
        Column("List", 10),
        Column("Title", 20, wide=True),
        Column("Licence", 12, rank=1, wide=True),
        Column("Date", 10, rank=2),
        Column("Actors", 7, right=True),
        Column("Known before", 12, rank=3, right=True),
    )
    rows = [(a.key, a.title, a.licence, a.date or "", f"{a.actors}", f"{a.joined}") for a in lists]
    print_grid(to, columns, rows, empty="Nothing was added: dateline actors add SOURCE")


def print_actors(to: Console, entries: Iterable[Entry]) -> None:
    """Print whom a name may mean."""
    columns = (
        Column("Actor", 20, wide=True),
        Column("Id", 12, wide=True),
        Column("Kind", 10),
        Column("Country", 7),
        Column("Sector", 6, rank=1),
        Column("Years", 9, rank=2),
        Column("Also", 20, rank=3, wide=True),
    )
    rows = [
        (e.name, e.id, e.kind, e.country, e.sector, _years(e), "; ".join(e.aliases[:6]))
        for e in entries
    ]
    print_grid(to, columns, rows, empty="No actor of this name: dateline actors add SOURCE")


def _years(entry: Entry) -> str:
    if entry.start is None and entry.end is None:
        return ""
    first = f"{entry.start.year}" if entry.start else ""
    last = f"{entry.end.year}" if entry.end else ""
    return f"{first}–{last}"
