"""Reads gazetteers that users bring: GeoNames dumps, UCDP places, OCHA units, tables of their own.

The kind of a file is told by its columns, never by its name. A row without a usable point is left
out: what has no point is no place to resolve to.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from math import pi, sqrt
from pathlib import Path
from typing import Any, Final

from dateline.errors import InputError
from dateline.know.gazetteer import sources
from dateline.know.gazetteer.build import Origin
from dateline.know.gazetteer.fold import fold
from dateline.know.gazetteer.sources import Row, city_radius, settlement, stripped

# GeoNames feature codes that a report may name; everything else in a dump is left out.
GEONAMES_KINDS: Final = {
    "ADM1": "admin1", "ADM2": "admin2", "ADM3": "admin2", "AIRP": "airport", "AIRB": "base",
    "AIRF": "airport", "MILB": "base", "INSM": "base", "DAM": "dam", "BDG": "bridge",
    "CRSG": "crossing", "PSTB": "crossing", "HLL": "hill", "HLLS": "hill", "MT": "mountain",
    "MTS": "mountain", "STM": "river", "LK": "lake", "RSV": "lake", "ISL": "island",
    "DSRT": "desert", "RGN": "region", "VAL": "region", "PPLX": "quarter", "CMP": "camp",
    "CMPRF": "camp",
}  # fmt: skip
_UCDP_KINDS: Final = {
    "village": "village", "town": "town", "city": "city", "neighborhood": "quarter",
    "neighbourhood": "quarter", "base": "base", "airport": "airport", "crossing": "crossing",
    "dam": "dam", "bridge": "bridge", "camp": "camp", "hill": "hill", "mountain": "mountain",
    "river": "river", "road": "road", "island": "island",
}  # fmt: skip
Reader = Callable[[Path, str | None], Iterator[Row]]


def origin_of(path: Path, *, country: str | None = None, licence: str | None = None) -> Origin:
    """Return a file of places as a source for `build`.

    Args:
        path: GeoNames dump (.txt or .zip), UCDP table (CSV or TSV), OCHA GeoJSON, or a CSV with
            at least `name`, `lat` and `lon`.
        country: alpha-2, for files whose rows do not tell it.
        licence: where it is not the usual one of such files.

    Raises:
        InputError: the file is not there, or none of these.
    """
    kind, title, usual, read = _kind(path)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:8]
    return Origin(
        key=f"{kind}-{path.stem}-{digest}",
        title=f"{title}: {path.name}",
        licence=licence or usual,
        date=None,
        url=None,
        rows=lambda: _usable(read(path, country)),
    )


def _kind(path: Path) -> tuple[str, str, str, Reader]:
    try:
        head = _lines(path)
        first = next(iter(head), "")
    except (OSError, UnicodeDecodeError, zipfile.BadZipFile) as error:
        raise InputError(f"gazetteer file {path} cannot be read: {error}") from error
    if first.lstrip().startswith("{"):
        return "ocha", "OCHA administrative units", "CC-BY-3.0-IGO", ocha
    columns = first.replace("\t", ",").strip().lower().split(",")
    if "where_coordinates" in columns:
        return "ucdp", "UCDP GED places", "CC-BY-4.0", ucdp
    if first.count("\t") >= 18:
        return "geonames", "GeoNames dump", "CC-BY-4.0", geonames
    if {"name", "lat", "lon"} <= set(columns):
        return "table", "Places of the user's", "as the user has it", own
    raise InputError(
        f"{path} is no gazetteer that is known: give a GeoNames dump, a UCDP table, OCHA GeoJSON, "
        "or a CSV with the columns name, lat, lon"
    )


def _lines(path: Path) -> Iterator[str]:
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as packed:
            inner = max(packed.infolist(), key=lambda i: i.file_size)
            with packed.open(inner) as raw:
                yield from io.TextIOWrapper(raw, "utf-8")
        return
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from file


def _table(path: Path) -> Iterator[dict[str, str]]:
    lines = _lines(path)
    first = next(lines)
    delimiter = "\t" if "\t" in first else ","
    columns = next(csv.reader([first], delimiter=delimiter))
    for row in csv.reader(lines, delimiter=delimiter):
        yield {k.strip().lower(): v for k, v in zip(columns, row, strict=False)}


def _usable(rows: Iterable[Row]) -> Iterator[Row]:
    # 0, 0 lies in the sea off Ghana: a null written as a number.
    return (
        r
        for r in rows
        if r.name and abs(r.lat) <= 90 and abs(r.lon) <= 180 and (r.lat, r.lon) != (0, 0)
    )


def _point(row: dict[str, str], *names: tuple[str, str]) -> tuple[float, float]:
    for lat, lon in names:
        try:
            return float(row[lat]), float(row[lon])
        except (KeyError, ValueError):
            continue
    return 0.0, 0.0


@cache
def _division_codes() -> dict[tuple[str, str], str]:
    codes: dict[tuple[str, str], str] = {}
    for row in sources.divisions():
        if row.feature == "admin1" and row.country and row.admin1:
            for name in (row.name, *(n for n, _ in row.names)):
                codes.setdefault((row.country, fold(stripped(name))), row.admin1)
    return codes


def _admin1(country: str | None, name: str | None) -> str | None:
    if not country or not name:
        return None
    return _division_codes().get((country, fold(stripped(name))))


def geonames(path: Path, country: str | None = None) -> Iterator[Row]:
    """Yield the settlements, divisions and sites of a GeoNames dump."""
    del country  # each row tells its own
    for line in _lines(path):
        f = line.rstrip("\r\n").split("\t")
        if len(f) < 15:
            continue
        people = int(f[14] or 0)
        kind = settlement(people) if f[6] == "P" else None
        feature = GEONAMES_KINDS.get(f[7], kind)
        if feature is None or f[7] in {"PPLQ", "PPLH", "PPLW"}:
            continue
        yield Row(
            id=f"geonames:{f[0]}",
            name=f[1],
            lat=float(f[4]),
            lon=float(f[5]),
            feature=feature,
            country=f[8] or None,
            admin1=f"{f[8]}.{f[10]}" if f[10] else None,
            population=people,
            radius_km=city_radius(people),
            names=tuple((n, 1) for n in f[3].split(",") if len(n) > 2),
        )


def ucdp(path: Path, country: str | None = None) -> Iterator[Row]:
    """Yield the places of a UCDP GED table, or of a table of its places, each once."""
    seen = set()
    for row in _table(path):
        if row.get("where_prec", "1") not in {"1", "2"}:
            continue
        said = row["where_coordinates"]
        name, kind = row.get("name"), row.get("kind")
        if name is None:
            head, _, last = said.rpartition(" ")
            name, kind = (head, last) if last.lower() in _UCDP_KINDS else (said, "")
        lat, lon = _point(row, ("lat", "lon"), ("latitude", "longitude"))
        if (key := (fold(name), round(lat, 2), round(lon, 2))) in seen:
            continue
        seen.add(key)
        where = country or _alpha_2(row.get("country"))
        yield Row(
            id=f"ucdp:{fold(said).replace(' ', '-')}-{lat:.3f}-{lon:.3f}",
            name=name,
            lat=lat,
            lon=lon,
            feature=_UCDP_KINDS.get((kind or "").lower(), "town"),
            country=where,
            admin1=_admin1(where, row.get("adm_1")),
            names=((said, 1),),
        )


def ocha(path: Path, country: str | None = None) -> Iterator[Row]:
    """Yield the units of an OCHA boundary file, by P-code."""
    try:
        collection = json.loads("".join(_lines(path)))
    except json.JSONDecodeError as error:
        raise InputError(f"{path} is not GeoJSON: {error}") from error
    for feature in collection.get("features", ()):
        unit: dict[str, Any] = feature.get("properties") or {}
        level, pcode = unit.get("level"), unit.get("pcode")
        point = _unit_point(feature, unit)
        if level is None or not pcode or point is None:
            continue
        where = country or str(pcode)[:2]
        area = float(unit.get("area_km2") or 0)
        names = (unit.get("name_ref"), unit.get("name_ar"))
        yield Row(
            id=f"ocha:{pcode}",
            name=str(unit["name_en"]),
            lat=point[0],
            lon=point[1],
            feature="admin1" if level == 1 else "admin2",
            country=where,
            admin1=_admin1(where, str(unit["name_en"])) if level == 1 else None,
            radius_km=round(sqrt(area / pi), 1) if area else 10.0,
            names=tuple((str(n), 1) for n in names if n),
        )


def _unit_point(feature: dict[str, Any], unit: dict[str, Any]) -> tuple[float, float] | None:
    if unit.get("lat") is not None and unit.get("lon") is not None:
        return float(unit["lat"]), float(unit["lon"])
    shape = feature.get("geometry") or {}
    if shape.get("type") == "Point":
        lon, lat = shape["coordinates"][:2]
        return float(lat), float(lon)
    return None


def own(path: Path, country: str | None = None) -> Iterator[Row]:
    """Yield the rows of a user's CSV: name, lat, lon, and any of the columns of `sample.csv`."""
    for number, row in enumerate(_table(path), 1):
        lat, lon = _point(row, ("lat", "lon"))
        where = row.get("country") or country
        people = int(row.get("population") or 0)
        key = row.get("id") or str(number)
        yield Row(
            id=key if ":" in key else f"{path.stem}:{key}",
            name=row["name"],
            lat=lat,
            lon=lon,
            feature=row.get("feature") or settlement(people),
            country=where or None,
            admin1=row.get("division") or _admin1(where, row.get("admin1")),
            population=people,
            radius_km=float(row.get("radius_km") or city_radius(people)),
            names=tuple((n, 1) for n in (row.get("names") or "").split("|") if n),
        )


def _alpha_2(name: str | None) -> str | None:
    if not name:
        return None
    # UCDP writes "Yemen (North Yemen)", "DR Congo (Zaire)".
    plain = fold(name.split(" (")[0])
    return _country_codes().get(plain)


@cache
def _country_codes() -> dict[str, str]:
    return {
        fold(name): row.country
        for row in sources.countries()
        for name in (row.name, *(n for n, _ in row.names))
        if row.country
    }
