"""`dateline demo`."""

from __future__ import annotations

import sys

import click

from dateline.cli import options
from dateline.cli.browse import opened_in_browser, wanted
from dateline.cli.progress import progress


@click.command("demo")
@click.option(
    "--store",
    metavar="PATH",
    default="demo.db",
    show_default=True,
    help="Where to keep the record.",
)
@click.option(
    "--open", "browse", is_flag=True, help="Then open it as a map in the browser, until Ctrl-C."
)
def command(*, store: str, browse: bool) -> None:
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
  dateline serve --store {store} --open               all of it on a map
""")
    if failed:
        raise SystemExit(1)
    # With nobody at the terminal there is nobody to look, nor to end it.
    if browse and wanted() and sys.stdout.isatty():
        _served(store)


def _served(store: str) -> None:
    from dateline.web.api_map import busiest_day
    from dateline.web.run import HOST, listen, serve

    settings = options.settings(store=store)
    with options.opened(store) as record, listen(0) as listening:
        address = f"http://{HOST}:{listening.getsockname()[1]}/?day={busiest_day(record)}"
        click.echo(f"On a map, at the day when most changed hands: {address} (Ctrl-C ends it)")
        opened_in_browser(address)
        serve(record, settings, listening)
