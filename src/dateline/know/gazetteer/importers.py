"""Reads gazetteers that users bring: GeoNames, UCDP, OCHA, OpenStreetMap, tables of their own.

The kind of a file is told by its columns, never by its name. A row without a usable point is left
out: what has no point is no place to resolve to.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final

from dateline.errors import InputError
from dateline.know.gazetteer import shapefiles, shapes, sources
from dateline.know.gazetteer.fold import fold
from dateline.know.gazetteer.sources import Origin, Row, city_radius, settlement, stripped

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
    "neighbourhood": "quarter", "suburb": "quarter", "quarter": "quarter", "field": "other",
    "airbase": "base", "subdistrict": "admin2", "base": "base", "airport": "airport",
    "crossing": "crossing",
    "dam": "dam", "bridge": "bridge", "camp": "camp", "hill": "hill", "mountain": "mountain",
    "river": "river", "road": "road", "island": "island",
}  # fmt: skip
_OWN_COLUMN: Final = re.compile(r"^name[_:]([a-z]{2,3})$")
Reader = Callable[[Path, str | None], Iterator[Row]]
# No country's dump is near this; a packed file that unpacks to more is a bomb.
_MOST_BYTES: Final = 4_000_000_000


def origin_of(
    path: Path,
    *,
    kind: str | None = None,
    country: str | None = None,
    licence: str | None = None,
) -> Origin:
    """Return a file of places as a source for `build`.

    Args:
        path: GeoNames dump (.txt or .zip), UCDP table (CSV or TSV), OCHA units (GeoJSON,
            shapefile, or CSV with P-codes and points), OpenStreetMap extract (GeoJSON or Overpass
            JSON), or a CSV with at least `name`, `lat` and `lon`.
        kind: one of `READERS`; None where the columns shall tell.
        country: alpha-2, for files whose rows do not tell it.
        licence: where it is not the usual one of such files.

    Raises:
        InputError: the file is not there, or none of these, or the country is none.
    """
    if country is not None and country.upper() not in set(_country_codes().values()):
        raise InputError(f"country {country!r}: give two letters of ISO 3166-1, such as SY")
    kind = _told_kind(path) if kind is None else kind
    if kind not in READERS:
        raise InputError(f"kind {kind!r} of gazetteer is unknown; known: {', '.join(READERS)}")
    title, usual, read = READERS[kind]
    stem = path.stem.lower()
    return Origin(
        key=stem if kind in stem else f"{kind}-{stem}",
        title=f"{title}: {path.name}",
        licence=licence or usual,
        date=None,
        url=None,
        rows=lambda: _read(read, path, country.upper() if country else None),
        shapes=read in {units, osm},
    )


def _read(read: Reader, path: Path, country: str | None) -> Iterator[Row]:
    try:
        yield from read(path, country)
    except KeyError as error:
        raise InputError(f"{path} lacks the column {error}") from error
    except (OSError, UnicodeDecodeError, zipfile.BadZipFile, ValueError) as error:
        raise InputError(f"gazetteer file {path} cannot be read: {error}") from error


def _told_kind(path: Path) -> str:
    try:
        if shapefiles.is_shapefile(path):
            return _shapes(path, path.stat().st_mtime_ns)[0]
        first = next(iter(_lines(path)), "")
    except (OSError, UnicodeDecodeError, zipfile.BadZipFile) as error:
        raise InputError(f"gazetteer file {path} cannot be read: {error}") from error
    if first.lstrip().startswith(("{", "[")):
        return _shapes(path, path.stat().st_mtime_ns)[0]
    columns = first.replace("\t", ",").strip().lower().split(",")
    if "where_coordinates" in columns:
        return "ucdp"
    if first.count("\t") >= 18:
        return "geonames"
    if any(c.replace("_", "").endswith("pcode") for c in columns):
        return "ocha"
    if {"name", "lat", "lon"} <= set(columns):
        return "table"
    raise InputError(
        f"{path} is no gazetteer that is known: give a GeoNames dump, a UCDP table, OCHA units, an "
        "OpenStreetMap extract, or a CSV with the columns name, lat, lon"
    )


def _lines(path: Path) -> Iterator[str]:
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as packed:
            inner = max(packed.infolist(), key=lambda i: i.file_size)
            if inner.file_size > _MOST_BYTES:
                raise zipfile.BadZipFile(f"{inner.filename} unpacks to {inner.file_size:,} bytes")
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
            capital=f[7] == "PPLC",
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


def units(path: Path, country: str | None = None) -> Iterator[Row]:
    """Yield the administrative units of a boundary file or table, by their codes."""
    for row in shapes.units(features_of(path), country):
        first = row.feature == "admin1"
        yield replace(row, admin1=_admin1(row.country, row.name)) if first else row


def features_of(path: Path) -> list[dict[str, Any]]:
    """Return what a file lists, as features of GeoJSON or elements of Overpass.

    Raises:
        InputError: it is damaged, or holds no degrees.
    """
    if shapefiles.is_shapefile(path) or _is_json(path):
        return _shapes(path, path.stat().st_mtime_ns)[1]
    # A table's rows are read as features without shape.
    return [{"properties": row} for row in _table(path)]


@lru_cache(maxsize=1)
def _shapes(path: Path, changed: int) -> tuple[str, list[dict[str, Any]]]:
    """Return the kind and the features of a file: asked for three times, read once."""
    del changed
    if shapefiles.is_shapefile(path):
        found = shapefiles.features(path)
        return shapes.kind_of(found), found
    return shapes.members("".join(_lines(path)), str(path))


def let_go() -> None:
    """Forget the features that were read last; they may be hundreds of megabytes."""
    _shapes.cache_clear()


def osm(path: Path, country: str | None = None) -> Iterator[Row]:
    """Yield the places of an OpenStreetMap extract."""
    yield from shapes.osm(features_of(path), country)


def _is_json(path: Path) -> bool:
    return next(iter(_lines(path)), "").lstrip().startswith("{")


def own(path: Path, country: str | None = None) -> Iterator[Row]:
    """Yield the rows of a user's CSV: name, lat, lon, and any of the columns of `sample.csv`."""
    for number, row in enumerate(_table(path), 1):
        lat, lon = _point(row, ("lat", "lon"))
        where = row.get("country") or country
        people = int(float(row.get("population") or 0))
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
            own=shapes.own_names(row, _OWN_COLUMN),
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


READERS: Final[dict[str, tuple[str, str, Reader]]] = {
    "geonames": ("GeoNames dump", "CC-BY-4.0", geonames),
    "ucdp": ("UCDP GED places", "CC-BY-4.0", ucdp),
    "ocha": ("OCHA administrative units", "CC-BY-3.0-IGO", units),
    "geoboundaries": ("geoBoundaries", "CC-BY-4.0", units),
    "gadm": ("GADM", "non-commercial use, no redistribution", units),
    "osm": ("OpenStreetMap extract", "ODbL-1.0", osm),
    "table": ("Places of the user's", "as the user has it", own),
}
"""What can be read: title, usual licence and reader of each kind."""
