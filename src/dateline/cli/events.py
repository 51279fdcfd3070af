"""`dateline events`."""

from __future__ import annotations

from typing import Any

import click

from dateline.cli import options


@click.command("events")
@options.filters(type="Of this PLOVER type: ASSAULT, RETREAT, AGREE, ...")
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help="Also what is background or supposed only (historical, hypothetical).",
)
@options.formats("table", "jsonl", "csv", "geojson")
@options.store
def command(*, kind: str, store: str | None, everything: bool, **filters: Any) -> None:
    """List what happened, is said to have happened, or is planned.

    What reports tell as background or suppose only is listed with `--all`, or with `--status`.

    Claims of the same event in several reports are one line here; `Sources` counts the
    independent lines that tell it, and after a slash the articles where these are more.
    """
    from dateline.cli.answers import answer
    from dateline.model import EventFinding
    from dateline.show import print_events

    with options.opened(store) as record:
        answer(
            record.events(everything=everything, **filters),
            kind,
            of=EventFinding,
            table=print_events,
        )
