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

    With their spellings, points, last holders and, where boundaries were added, the district that
    they lie in.
    """
    from functools import partial

    from dateline.cli.answers import answer
    from dateline.model import PlaceFinding
    from dateline.pipeline import division_names
    from dateline.show import print_places

    with options.opened(store) as record:
        found = record.places(**filters)
        within = {id_ for place in found for id_ in place.place.within}
        names = division_names(options.settings(), within) if kind == "table" else {}
        table = partial(print_places, divisions=names)
        answer(found, kind, of=PlaceFinding, table=table)
