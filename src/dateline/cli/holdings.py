"""`dateline holdings`."""

from __future__ import annotations

from typing import Any

import click

from dateline.cli import options


@click.command("holdings")
@options.filters(type="", status="Of this status: held, probable, claimed, contested, unknown.")
@options.formats("table", "jsonl", "csv", "geojson")
@options.store
def command(*, kind: str, store: str | None, **filters: Any) -> None:
    """List who held what, from when to when.

    As jsonl, one interval a line: place, holder, status, from, to (both inclusive; no `to` where
    it goes on), probability, the claims that carry it and those against it.
    """
    from dateline.cli.answers import answer
    from dateline.model import Holding
    from dateline.show import print_holdings

    with options.opened(store) as record:
        answer(record.holdings(**filters), kind, of=Holding, table=print_holdings)
