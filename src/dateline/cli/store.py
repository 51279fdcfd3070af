"""`dateline store`."""

from __future__ import annotations

import click

from dateline.cli import options


@click.group("store")
def command() -> None:
    """Look after a record's store."""


@command.command("info")
@options.formats("table", "jsonl")
@options.store
def info(*, kind: str, store: str | None) -> None:
    """Tell what the store holds: reports, claims, judgements, readers, findings."""
    from dateline.model import to_json
    from dateline.show import console, print_info

    with options.opened(store) as record:
        found = record.info()
    if kind == "jsonl":
        click.echo(to_json(found))
    else:
        print_info(console(), found)
