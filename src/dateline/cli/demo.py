"""`dateline demo`."""

from __future__ import annotations

import click

from dateline.cli import options
from dateline.cli.progress import progress


@click.command("demo")
@click.option(
    "--store",
    metavar="PATH",
    default="demo.db",
    show_default=True,
    help="Where to keep the record.",
)
def command(*, store: str) -> None:
    """Try it: read the bundled dispatches.

    Shows who holds what at their end.

    Forty-eight short reports, written for this project, on two weeks of the war in Syria in
    2024; some are wrong or biased on purpose.
    """
    from dateline import sample
    from dateline.pipeline import how_many, open_record, read_sources
    from dateline.show import console, print_end

    to = console()
    with sample.folder() as folder, open_record(store) as record:
        number, failed = 0, 0
        settings = options.settings(store=store)
        outcomes = read_sources([str(folder)], settings=settings)
        for outcome in progress(outcomes, total=how_many([str(folder)])):
            if outcome.reading is None:
                failed += 1
                click.echo(f"{outcome.source}: {outcome.error}", err=True)
            else:
                record.add(outcome.reading, outcome.page)
                number += 1
        record.rebuild()
        info, held = record.info(), record.holdings()
    click.echo(f"{number} dispatches read: {sum(info.claims.values())} claims, kept in {store}.")
    click.echo(f"Who holds what at their end, {info.last}:\n")
    print_end(to, held)
    one = held[0].id[:8] if held else "ID"
    click.echo(f"""\
Where to look next:
  dateline holds Hama --store {store}                 who held it, from when to when
  dateline events --since 2024-12-05 --store {store}  what happened
  dateline statements --actor army --store {store}    who said so
  dateline explain {one} --store {store}           the sentences behind a line
""")
    if failed:
        raise SystemExit(1)
