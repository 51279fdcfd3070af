"""What parties did to one another, for people and for spreadsheets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import IO, Protocol

from rich.console import Console

from dateline.show.formats import Flat, write_csv
from dateline.show.grid import Column, print_grid

_COLUMNS = (
    *("start", "end", "actor", "recipient", "value", "acts", "friendly", "hostile", "lineages"),
    "events",
)


class Relation(Protocol):
    """What `dateline.weigh.relations` derives; told by shape, since shows do not weigh."""

    @property
    def start(self) -> dt.date:
        """First day."""

    @property
    def end(self) -> dt.date:
        """Last day."""

    @property
    def actor(self) -> str:
        """Who acts."""

    @property
    def recipient(self) -> str:
        """To whom it is done."""

    @property
    def value(self) -> float:
        """On the conflict-cooperation scale."""

    @property
    def acts(self) -> int:
        """How many acts."""

    @property
    def friendly(self) -> int:
        """How many of them are friendly."""

    @property
    def hostile(self) -> int:
        """How many are hostile."""

    @property
    def lineages(self) -> int:
        """Independent lineages that tell of them."""

    @property
    def events(self) -> tuple[str, ...]:
        """Ids of the events."""


def print_relations(to: Console, relations: Iterable[Relation]) -> None:
    """Print relations, a line for each stretch of days and direction."""
    columns = (
        Column("From", 10),
        Column("To", 10, rank=2),
        Column("Who", 14, wide=True),
        Column("To whom", 14, wide=True),
        Column("Scale", 6, right=True),
        Column("Acts", 4, right=True),
        Column("Friendly", 8, rank=1, right=True),
        Column("Hostile", 7, rank=1, right=True),
    )
    rows = [
        (
            r.start.isoformat(), r.end.isoformat(), r.actor, r.recipient, f"{r.value:+.1f}",
            str(r.acts), str(r.friendly), str(r.hostile),
        )
        for r in relations
    ]  # fmt: skip
    print_grid(
        to, columns, rows, empty="No act between the two is told; `dateline events` lists all."
    )


def write_relations(relations: Iterable[Relation], to: IO[str]) -> None:
    """Write relations as CSV."""
    rows: list[Flat] = [
        {
            "start": r.start.isoformat(), "end": r.end.isoformat(), "actor": r.actor,
            "recipient": r.recipient, "value": r.value, "acts": r.acts, "friendly": r.friendly,
            "hostile": r.hostile, "lineages": r.lineages, "events": " ".join(r.events),
        }
        for r in relations
    ]  # fmt: skip
    write_csv(rows, to, columns=_COLUMNS)
