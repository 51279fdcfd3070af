"""`dateline areas`."""

from __future__ import annotations

import datetime as dt

import click

from dateline.cli import options


@click.command("areas")
@click.option("--on", type=options.DAY, metavar="DAY", help="The day. Default: of the last change.")
@click.option("--cells", is_flag=True, help="One area for every place, not for every side.")
@options.radius
@options.formats("table", "geojson")
@options.store
def command(
    *, on: dt.date | None, cells: bool, radius: float | None, kind: str, store: str | None
) -> None:
    """Draw who holds which land on a day.

    Every place speaks for the land nearest to it, within its country and within the radius; what
    is further from all places stays blank. As geojson (RFC 7946), with holder, status (held,
    claimed, contested, unknown) and, with `--cells`, the claims behind each. What is not known
    has no holder.
    """
    from dateline.cli.answers import answer_layer

    answer_layer("cells" if cells else "areas", on=on, radius=radius, kind=kind, store=store)
