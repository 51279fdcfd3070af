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
@click.option(
    "--level",
    type=click.IntRange(0),
    metavar="N",
    help="For each unit of this level of the boundaries that were added: 1 provinces, 2 districts. "
    "Days: the last one, by default.",
)
@options.radius
@options.formats("table", "csv")
@options.store
def command(
    *,
    since: dt.date | None,
    until: dt.date | None,
    step: int,
    level: int | None,
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
    from dateline.show import (
        console,
        print_shares,
        print_unit_shares,
        write_shares,
        write_unit_shares,
    )

    settings = options.settings()
    with options.opened(store) as record:
        territory = Territory(record, settings, **({"radius_km": radius} if radius else {}))
        if level is not None:
            by_unit = territory.shares_in(settings, level, since=since, until=until, step=step)
            if kind == "table":
                print_unit_shares(console(), by_unit)
            else:
                write_unit_shares(by_unit, sys.stdout)
            return
        found = territory.shares(settings, since=since, until=until, step=step)
        if kind == "table":
            print_shares(console(), found)
        else:
            write_shares(found, sys.stdout)
