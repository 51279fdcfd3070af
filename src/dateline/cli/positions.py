"""`dateline positions`."""

from __future__ import annotations

from typing import Any

import click

from dateline.cli import options


@click.command("positions")
@click.argument("actor")
@click.option(
    "--toward", metavar="NAME", help="Toward this actor: a name, whole words of one, or an id."
)
@click.option(
    "--topic", metavar="WORDS", help="Only where the topic or the quotation holds these words."
)
@options.filters(place="", actor="", type="", status="")
@options.formats("table", "jsonl", "csv")
@options.store
def command(*, actor: str, kind: str, store: str | None, **filters: Any) -> None:
    """Tell how the positions of ACTOR moved: what it asked for, refused, condemned, promised.

    ACTOR is who speaks or is spoken for: a name, whole words of one, or an id. A line is an act in
    a statement, in the order of days; the id is the statement's. `Turn` marks a line that stands
    on the other side than the last one toward the same actor.
    """
    from dateline.cli.answers import answer
    from dateline.model import PositionFinding
    from dateline.show import print_positions

    with options.opened(store) as record:
        answer(record.positions(actor, **filters), kind, of=PositionFinding, table=print_positions)
