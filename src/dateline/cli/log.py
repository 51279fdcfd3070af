"""`dateline log`."""

from __future__ import annotations

import click

from dateline.cli import options


@click.command("log")
@click.argument("id", required=False)
@options.formats("table", "jsonl")
@options.store
def command(id: str | None, *, kind: str, store: str | None) -> None:  # noqa: A002
    """List what people judged, the last first; with ID, what they judged of it.

    ID is that of a claim, finding or judgement, or its first digits.
    """
    from dateline.model import to_json
    from dateline.show import console, print_log

    with options.opened(store) as record:
        found = record.judgements(id)
    if kind == "jsonl":
        for judgement in found:
            click.echo(to_json(judgement))
    else:
        print_log(console(), found)
