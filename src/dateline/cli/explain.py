"""`dateline explain`."""

from __future__ import annotations

import click

from dateline.cli import options


@click.command("explain")
@click.argument("id")
@options.store
def command(id: str, *, store: str | None) -> None:  # noqa: A002 - the word of the domain
    """Show where ID comes from.

    The sentence, the report, the rule, the reader, and what people judged.

    ID is that of a claim, event, statement, holding, place or report, or its first digits. The
    words that fired the rule stand in brackets.
    """
    from dateline.show import console, print_explanation

    with options.opened(store) as record:
        print_explanation(console(), record.explain(id))
