"""`dateline gazetteer`."""

from __future__ import annotations

import datetime as dt
import sys

import click

from dateline.cli import options

KINDS = ("geonames", "ucdp", "ocha", "geoboundaries", "gadm", "osm", "table")


@click.group("gazetteer")
def command() -> None:
    """Look after the register of places."""


@command.command("list")
def sources() -> None:
    """List where its places come from, with licence, date and number."""
    from dateline.pipeline import gazetteer_sources
    from dateline.show import console, print_sources

    print_sources(console(), gazetteer_sources(options.settings(), notice=_notice))


@command.command("add")
@click.argument("source")
@click.option("--kind", type=click.Choice(KINDS), help="What it is. Default: its columns tell.")
@click.option(
    "--country", metavar="CODE", help="Country of rows that tell none: two letters of ISO 3166-1."
)
@click.option("--licence", metavar="TEXT", help="Its licence. Default: the usual one of its kind.")
@click.option("--date", type=options.DAY, metavar="DAY", help="Of what day the data are.")
def add(
    source: str, kind: str | None, country: str | None, licence: str | None, date: dt.date | None
) -> None:
    """Add places from SOURCE, for every later command.

    SOURCE is a file: a GeoNames dump (.txt, .zip), UCDP GED events (CSV, TSV), administrative units
    of OCHA, geoBoundaries or GADM (GeoJSON, shapefile, CSV with P-codes), an OpenStreetMap extract
    (GeoJSON, Overpass JSON), or a CSV of your own with the columns name, lat, lon. Or two letters
    of ISO 3166-1, such as SY: GeoNames' dump of that country is fetched.

    Polygons of administrative units are kept as boundaries: what lies in which of them is told by
    them, areas end at them, and the map draws them. They need to be in degrees.

    A source added again takes the place of the older one.
    """
    from dateline.pipeline import add_places

    added = add_places(
        options.settings(), source, kind=kind, country=country, licence=licence, date=date,
        notice=_notice,
    )  # fmt: skip
    left = f"; {added.skipped} rows without name or point left out" if added.skipped else ""
    ground = f", {added.units} with boundaries" if added.units else ""
    click.echo(f"{added.key}: {added.places} places{ground}, {added.licence}{left}")
    for note in added.notes:
        click.echo(f"  {note}", err=True)


@command.command("boundaries")
@click.option("--source", metavar="KEY", help="Only of this source. Default: of all.")
@click.option(
    "--level", type=click.IntRange(0), metavar="N", help="Only of this level: 1 provinces, ..."
)
@options.formats("table", "geojson")
def boundaries_(source: str | None, level: int | None, kind: str) -> None:
    """List the boundaries that were added, or print them as GeoJSON (RFC 7946)."""
    from dateline.pipeline import boundaries_of
    from dateline.show import console, print_units, write_units

    units = boundaries_of(options.settings(), source=source, level=level)
    if kind == "table":
        print_units(console(), units)
    else:
        write_units(units, sys.stdout)


@command.command("remove")
@click.argument("key")
def remove(key: str) -> None:
    """Take out the added source KEY, as `list` names it."""
    from dateline.pipeline import remove_places

    gone = remove_places(options.settings(), key, notice=_notice)
    click.echo(f"{gone.key}: {gone.places} places taken out")


@command.command("search")
@click.argument("name")
@click.option("--country", metavar="CODE", help="Only places of this country (ISO 3166-1).")
@click.option(
    "--limit", type=click.IntRange(1), default=20, show_default=True, metavar="N", help="At most N."
)
def search(name: str, country: str | None, limit: int) -> None:
    """List the places that NAME may stand for, best first, with score and reason.

    Which of them a report means is settled by the rest of the report.
    """
    from dateline.pipeline import search_places
    from dateline.show import console, print_candidates

    found = search_places(options.settings(), name, country=country, limit=limit, notice=_notice)
    print_candidates(console(), found)


@command.command("build")
def build() -> None:
    """Build its index anew, in the folder of the setting `cache`.

    The first command that needs it builds it by itself; this mends a damaged one.
    """
    from dateline.pipeline import build_gazetteer

    build_gazetteer(options.settings(), notice=_notice)


def _notice(words: str) -> None:
    click.echo(words, err=True)
