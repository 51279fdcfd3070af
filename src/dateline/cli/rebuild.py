"""`dateline rebuild`."""

from __future__ import annotations

import click

from dateline.cli import options
from dateline.cli.progress import steps


@click.command("rebuild")
@options.store
def command(*, store: str | None) -> None:
    """Derive all findings anew.

    From reports, claims and judgements.

    Findings hold nothing of their own, so this loses nothing; commands do it by themselves where
    it is due. On a terminal a bar shows which step it is at.
    """
    with options.opened(store) as record, steps() as progress:
        rebuilt = record.rebuild(progress=progress)
    click.echo(f"{rebuilt} findings rebuilt.", err=True)
