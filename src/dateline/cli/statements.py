"""`dateline statements`."""

from __future__ import annotations

from typing import Any

import click

from dateline.cli import options


@click.command("statements")
@options.filters(type="Of this form: direct, indirect, mixed, refusal.")
@options.formats("table", "jsonl", "csv", "geojson")
@options.store
def command(*, kind: str, store: str | None, **filters: Any) -> None:
    """List who said what.

    The same words of one speaker in several reports are one line here.
    """
    from dateline.cli.answers import answer
    from dateline.model import StatementFinding
    from dateline.show import print_statements

    with options.opened(store) as record:
        answer(record.statements(**filters), kind, of=StatementFinding, table=print_statements)
