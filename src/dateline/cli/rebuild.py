"""`dateline rebuild`."""

from __future__ import annotations

import click

from dateline.cli import options


@click.command("rebuild")
@options.store
def command(*, store: str | None) -> None:
    """Derive all findings anew.

    From reports, claims and judgements.

    Findings hold nothing of their own, so this loses nothing; commands do it by themselves where
    it is due.
    """
    with options.opened(store) as record:
        click.echo(f"{record.rebuild()} findings rebuilt.", err=True)
