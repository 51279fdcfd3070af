"""`dateline gazetteer`."""

from __future__ import annotations

import click

from dateline.cli import options


@click.group("gazetteer")
def command() -> None:
    """Look after the register of places."""


@command.command("list")
def sources() -> None:
    """List where its places come from, with licence, date and number."""
    from dateline.pipeline import gazetteer_sources
    from dateline.show import console, print_sources

    print_sources(console(), gazetteer_sources(options.settings(), notice=_notice))


@command.command("build")
def build() -> None:
    """Build its index anew, in the folder of the setting `cache`.

    The first command that needs it builds it by itself; this mends a damaged one.
    """
    from dateline.pipeline import build_gazetteer

    build_gazetteer(options.settings(), notice=_notice)


def _notice(words: str) -> None:
    click.echo(words, err=True)
