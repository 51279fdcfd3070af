"""`dateline doubts`."""

from __future__ import annotations

from typing import Any

import click

from dateline.cli import options


@click.command("doubts")
@options.filters(
    type="Of this kind: contradicting_holders, toll_moved, count_mismatch, ...",
    actor="",
    status="",
    min_confidence="",
)
@options.formats("table", "jsonl", "csv", "geojson")
@options.store
def command(*, kind: str, store: str | None, **filters: Any) -> None:
    """List what does not fit, and what would settle it.

    Contradictions across reports (holders, tolls, days, denials, many articles that rest on one
    line) and what single reports leave open (a list that does not bear out its number).
    """
    from dateline.cli.answers import answer
    from dateline.model import DoubtFinding
    from dateline.show import print_doubts

    with options.opened(store) as record:
        answer(record.doubts(**filters), kind, of=DoubtFinding, table=print_doubts)
