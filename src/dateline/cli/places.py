"""`dateline places`."""

from __future__ import annotations

from typing import Any

import click

from dateline.cli import options


@click.command("places")
@options.filters(
    type="Of this kind: city, village, crossing, road, ...",
    status="Last holding of this status: held, probable, claimed, contested, unknown.",
)
@options.formats("table", "jsonl", "csv", "geojson")
@options.store
def command(*, kind: str, store: str | None, **filters: Any) -> None:
    """List the places that reports speak of.

    With their spellings, points and last holders.
    """
    from dateline.cli.answers import answer
    from dateline.model import PlaceFinding
    from dateline.show import print_places

    with options.opened(store) as record:
        answer(record.places(**filters), kind, of=PlaceFinding, table=print_places)
