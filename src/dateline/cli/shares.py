"""`dateline shares`."""

from __future__ import annotations

import datetime as dt
import sys

import click

from dateline.cli import options


@click.command("shares")
@click.option("--since", type=options.DAY, metavar="DAY", help="Default: the first that is told.")
@click.option("--until", type=options.DAY, metavar="DAY", help="Default: of the last change.")
@click.option(
    "--step", type=click.IntRange(1), default=1, show_default=True, metavar="N", help="Days."
)
@options.radius
@options.formats("table", "csv")
@options.store
def command(
    *,
    since: dt.date | None,
    until: dt.date | None,
    step: int,
    radius: float | None,
    kind: str,
    store: str | None,
) -> None:
    """Tell what share of land and people each side holds, over time.

    Of the places in the record: their cells (see `dateline areas`), and the people whom the
    gazetteer counts in them. Low is held for sure by the word of others, best is weighed by
    probability, high is all that a side holds, claims or fights for.
    """
    from dateline.pipeline import Territory
    from dateline.show import console, print_shares, write_shares

    with options.opened(store) as record:
        territory = Territory(record, **({"radius_km": radius} if radius else {}))
        found = territory.shares(options.settings(), since=since, until=until, step=step)
        if kind == "table":
            print_shares(console(), found)
        else:
            write_shares(found, sys.stdout)
