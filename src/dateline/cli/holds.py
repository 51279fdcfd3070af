"""`dateline holds`."""

from __future__ import annotations

import datetime as dt

import click

from dateline.cli import options


@click.command("holds")
@click.argument("place", callback=options.called)
@click.option("--on", type=options.DAY, metavar="DAY", help="On this day only.")
@options.formats("table", "jsonl", "csv", "geojson")
@options.store
@click.pass_context
def command(
    ctx: click.Context, place: str, *, on: dt.date | None, kind: str, store: str | None
) -> None:
    """Tell who holds PLACE, and since when.

    PLACE is a name in any spelling that reports use or in its own script, or a gazetteer id. Exit
    status 1: no report speaks of it; the names most like it are printed.
    """
    from dateline.cli.answers import answer
    from dateline.model import Holding
    from dateline.show import print_holdings

    with options.opened(store) as record:
        found = record.holds(place, on=on)
        if not found and not record.knows(place):
            near = record.spelled_like(place)
            click.echo(
                f"No report speaks of {place!r}"
                + (f"; did you mean {' or '.join(near)}?" if near else ".")
                + " (`dateline places` lists all)",
                err=True,
            )
            ctx.exit(1)
        answer(
            found,
            kind,
            of=Holding,
            table=lambda to, rows: print_holdings(
                to,
                rows,
                empty=f"No report tells who holds {place}{f' on {on}' if on else ''}.",
            ),
        )
