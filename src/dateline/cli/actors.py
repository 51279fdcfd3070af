"""`dateline actors`."""

from __future__ import annotations

import datetime as dt

import click

from dateline.cli import options

KINDS = ("petrarch", "ucdp", "table", "toml")


@click.group("actors")
def command() -> None:
    """Look after the register of actors."""


@command.command("list")
def sources() -> None:
    """List what was added to the shipped tables, with licence, date and number."""
    from dateline.pipeline import actor_lists
    from dateline.show import console, print_actor_lists

    print_actor_lists(console(), actor_lists(options.settings()))


@command.command("add")
@click.argument("source")
@click.option("--kind", type=click.Choice(KINDS), help="What it is. Default: its lines tell.")
@click.option("--licence", metavar="TEXT", help="Its licence.")
@click.option("--date", type=options.DAY, metavar="DAY", help="Of what day the data are.")
def add(source: str, kind: str | None, licence: str | None, date: dt.date | None) -> None:
    """Add the actors of the file SOURCE, for every later reading.

    SOURCE is an actor dictionary of PETRARCH, UCDP's actor list (CSV), or a list of your own: a CSV
    with the columns of the shipped tables (name and country are enough) or a TOML file of [[actor]]
    tables. An actor that is known already keeps its id and gets the new names.

    A list added again takes the place of the older one.
    """
    from dateline.pipeline import add_actors

    added = add_actors(options.settings(), source, kind=kind, licence=licence, date=date)
    left = f"; {added.skipped} rows without name or country left out" if added.skipped else ""
    known = f", {added.joined} known before" if added.joined else ""
    click.echo(f"{added.key}: {added.actors} actors{known}, licence {added.licence}{left}")


@command.command("remove")
@click.argument("key")
def remove(key: str) -> None:
    """Take out the added list KEY, as `list` names it."""
    from dateline.pipeline import remove_actors

    gone = remove_actors(options.settings(), key)
    click.echo(f"{gone.key}: {gone.actors} actors taken out")


@command.command("search")
@click.argument("name")
@click.option("--country", metavar="CODE", help="Only actors of this country (ISO 3166-1).")
@click.option(
    "--limit", type=click.IntRange(1), default=20, show_default=True, metavar="N", help="At most N."
)
def search(name: str, country: str | None, limit: int) -> None:
    """List the actors that NAME may stand for: name, id, kind, country, years, other names.

    Which of them a report means is settled by the rest of the report.
    """
    from dateline.pipeline import search_actors
    from dateline.show import console, print_actors

    print_actors(console(), search_actors(options.settings(), name, country=country, limit=limit))
