"""Areas, fronts and shares for people and for spreadsheets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import IO, Any

from rich.console import Console

from dateline.know.boundaries import Unit
from dateline.show import words
from dateline.show.formats import Flat, write_csv
from dateline.show.grid import Column, print_grid
from dateline.territory import Feature, Share

_NOTHING = "Nothing is held on that day; `dateline holdings` lists the days that are told."


def print_layer(to: Console, features: Sequence[Feature]) -> None:
    """Print areas, cells or fronts of one day."""
    kind = features[0]["properties"]["layer"] if features else "area"
    named = [f["properties"] for f in features]
    if kind == "front":
        lines = [
            (" and ".join(p["holders"]), "yes" if p["firm"] else "no", f"{p['length_km']:,.0f}")
            for p in named
        ]
        between = (Column("Between", 40, wide=True), Column("Firm", 4), Column("km", 7, right=True))
        print_grid(to, between, lines, empty=_NOTHING)
        return
    columns = (
        Column("Place" if kind == "cell" else "Places", 10, wide=True),
        Column("Holder", 20, wide=True),
        Column("Status", 9),
        Column("km²", 9, right=True),
    )
    rows = [
        (
            _what(p),
            p["holder"] or "–",
            p["status"],
            f"{p['area_km2']:,.0f}",
        )
        for p in named
    ]
    print_grid(to, columns, rows, empty=_NOTHING)


def _what(told: dict[str, Any]) -> str:
    if told["layer"] == "division":
        return f"{told['place']} ({'province' if told['level'] == 1 else 'district'})"
    return str(told.get("place") or told["places"])


def print_shares(to: Console, shares: Iterable[Share]) -> None:
    """Print shares: best, with low and high in brackets."""
    columns = (
        Column("Day", 10),
        Column("Holder", 20, wide=True),
        Column("Places", 6, rank=2, right=True),
        Column("Land", 5, right=True),
        Column("from–to", 9, rank=1),
        Column("People", 6, right=True),
        Column("from–to", 9, rank=1),
    )
    rows = [
        (
            s.day.isoformat(),
            words.actor(s.side.actor) if s.side else s.status,
            str(s.places),
            words.share(s.area),
            f"{words.share(s.area_low)}–{words.share(s.area_high)}",
            _part(s.people),
            f"{_part(s.people_low)}–{_part(s.people_high)}" if s.people is not None else "",
        )
        for s in shares
        if s.places or s.area_high >= 0.005  # would be printed as 0.00
    ]
    print_grid(to, columns, rows, empty=_NOTHING)


def print_unit_shares(to: Console, shares: Iterable[tuple[Unit, Share]]) -> None:
    """Print shares of administrative units: best, with low and high in brackets."""
    columns = (
        Column("Day", 10, rank=2),
        Column("Unit", 16, wide=True),
        Column("Holder", 20, wide=True),
        Column("Places", 6, rank=3, right=True),
        Column("Land", 5, right=True),
        Column("from–to", 9, rank=1),
        Column("People", 10, rank=1, right=True),
    )
    rows = [
        (
            s.day.isoformat(),
            unit.name,
            words.actor(s.side.actor) if s.side else s.status,
            str(s.places),
            words.share(s.area),
            f"{words.share(s.area_low)}–{words.share(s.area_high)}",
            f"{s.people_count:,}" if s.people is not None else "",
        )
        for unit, s in shares
        if s.places or s.area_high >= 0.005  # would be printed as 0.00
    ]
    print_grid(to, columns, rows, empty=_NOTHING)


def write_unit_shares(shares: Iterable[tuple[Unit, Share]], to: IO[str]) -> None:
    """Write shares of administrative units as CSV, a row for every unit, day and side."""
    rows: list[Flat] = []
    for unit, share in shares:
        named: Flat = {"unit": unit.id, "name": unit.name, "level": unit.level}
        rows.append(named | _flat(share))
    write_csv(rows, to, columns=("unit", "name", "level", *SHARE_COLUMNS))


def write_shares(shares: Iterable[Share], to: IO[str]) -> None:
    """Write shares as CSV, a row for every day and side."""
    write_csv([_flat(share) for share in shares], to, columns=SHARE_COLUMNS)


def _flat(share: Share) -> Flat:
    side = share.side
    row: dict[str, Any] = {
        "day": share.day.isoformat(),
        "side": side.key if side else None,
        "holder": side.name if side else None,
        "status": share.status,
    }
    return row | {name: getattr(share, name) for name in SHARE_COLUMNS[4:]}


SHARE_COLUMNS = (
    "day", "side", "holder", "status", "places", "area_low", "area", "area_high", "people_low",
    "people", "people_high", "area_km2", "people_count",
)  # fmt: skip
"""Heads of the table of shares."""


def _part(share: float | None) -> str:
    return "" if share is None else words.share(share)
