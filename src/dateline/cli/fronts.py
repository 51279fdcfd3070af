"""`dateline fronts`."""

from __future__ import annotations

import datetime as dt

import click

from dateline.cli import options


@click.command("fronts")
@click.option("--on", type=options.DAY, metavar="DAY", help="The day. Default: of the last change.")
@options.radius
@options.formats("table", "geojson")
@options.store
def command(*, on: dt.date | None, radius: float | None, kind: str, store: str | None) -> None:
    """Draw the lines between the land of unlike sides on a day.

    A line is firm where others than the sides themselves say who holds both its banks. There is
    none where a bank is contested or unknown, and none along borders between countries.
    """
    from dateline.cli.answers import answer_layer

    answer_layer("fronts", on=on, radius=radius, kind=kind, store=store)
