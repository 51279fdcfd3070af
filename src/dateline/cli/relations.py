"""`dateline relations`."""

from __future__ import annotations

import datetime as dt
import sys

import click

from dateline.cli import options


@click.command("relations")
@click.argument("actor")
@click.argument("other")
@click.option("--since", type=options.DAY, metavar="DAY", help="From this day on.")
@click.option("--until", type=options.DAY, metavar="DAY", help="Up to this day.")
@click.option(
    "--step", type=click.IntRange(1), default=7, show_default=True, metavar="N",
    help="Days of a stretch.",
)  # fmt: skip
@options.formats("table", "csv")
@options.store
def command(
    *, actor: str, other: str, since: dt.date | None, until: dt.date | None, step: int, kind: str,
    store: str | None,
) -> None:  # fmt: skip
    """Tell how ACTOR and OTHER treated one another over time, from -10 (force) to 10 (help).

    Both are names, whole words of one, or ids; all who stand on the same side count as one. A line
    is what one did to the other in some days: the mean of its acts on the scale of
    `know/ontology/intensity.toml`, weighed by confidence. What is denied or only planned is left
    out. What they say of one another over time tells `dateline positions`.
    """
    from dateline.pipeline import relations_of
    from dateline.show import console, print_relations, write_relations

    with options.opened(store) as record:
        found = relations_of(record, actor, other, since=since, until=until, step=step)
    if kind == "table":
        print_relations(console(), found)
    else:
        write_relations(found, sys.stdout)
