"""The gazetteer's index as it is read: an SQLite file, opened read-only and paged in as needed.

Nothing is loaded at opening; names are found by key, and what was found is remembered for as
long as the gazetteer is open, since a report names the same places over and over.
"""

from __future__ import annotations

import sqlite3
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import cos, radians
from pathlib import Path
from typing import Any, Final, Self

from dateline.errors import InputError
from dateline.know.gazetteer.fold import bare, fold, likeness, sound
from dateline.know.gazetteer.own import in_latin, own_key
from dateline.know.gazetteer.place import Candidate, Match, Place, distance_km

SCHEMA_VERSION: Final = 10
_PLACE: Final = (
    "p.number, p.id, p.name, p.lat, p.lon, p.feature, p.country, p.admin1, d.name, "
    "p.population, p.radius_km, p.capital, p.source, p.within, p.bounded"
)
_JOIN: Final = "places p LEFT JOIN divisions d ON d.code = p.admin1"
_SELECT: Final = f"SELECT {_PLACE} FROM {_JOIN} "  # noqa: S608  # fixed text
_IN_BOX: Final = _SELECT + "WHERE p.lat BETWEEN ? AND ? AND p.lon BETWEEN ? AND ?"
_OWN: Final = (
    "SELECT o.lang, o.name FROM places p JOIN own o ON o.place = p.number "
    "WHERE p.id = ? ORDER BY o.rank LIMIT 1"
)
# Below this likeness two names that sound alike are two names ("Kasra", "Kissra").
LEAST_LIKENESS: Final = 0.72
# As many names as a long report holds many times over; then all is forgotten.
_REMEMBERED: Final = 50_000
_CLEARLY: Final = 1.5
"""How many times as many people as the next a country's largest city has: counts differ by less."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where places come from.

    Attributes:
        key: short name.
        title: full name, with version.
        licence: SPDX id or words.
        date: of the data, as far as known, ISO 8601.
        url: where it is published.
        places: how many places were taken from it.
        units: of how many divisions it has the boundaries.
    """

    key: str
    title: str
    licence: str
    date: str | None
    url: str | None
    places: int
    units: int = 0


class Gazetteer:
    """Names to places.

    Use as a context manager, or `close` it.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._db = connection
        self.path = path
        self._exact: dict[str, tuple[Candidate, ...]] = {}
        self._sound: dict[str, tuple[Candidate, ...]] = {}
        self._starts: dict[str, int] = {}
        self._places: dict[str, Place | None] = {}
        self._peoples: dict[str, Place | None] = {}
        self._looked_up: dict[tuple[str, bool], tuple[Candidate, ...]] = {}

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open an index that `build` made.

        Raises:
            InputError: there is no index at `path`, or one of another version.
        """
        if not path.is_file():
            raise InputError(f"no gazetteer index at {path}: build it with `dateline gazetteer`")
        # Threads of one server share it: SQLite is serialised, the file is never written.
        db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True,
                             check_same_thread=False)  # fmt: skip
        try:
            version = db.execute("PRAGMA user_version").fetchone()[0]
        except sqlite3.DatabaseError as error:
            db.close()
            raise InputError(f"{path} is no gazetteer index ({error}): delete it") from error
        if version != SCHEMA_VERSION:
            db.close()
            raise InputError(
                f"gazetteer index {path} has version {version}, not {SCHEMA_VERSION}: delete it"
            )
        return cls(db, path)

    def __enter__(self) -> Self:
        """Return the gazetteer."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def lookup(self, name: str, *, variants: bool = True) -> tuple[Candidate, ...]:
        """Return the places that a name may stand for, best first.

        Args:
            name: as printed, in any writing.
            variants: whether to look for other transliterations where no place has these letters.
        """
        known = self._looked_up.get((name, variants))
        if known is None:
            if len(self._looked_up) >= _REMEMBERED:
                self._looked_up.clear()
            known = self._looked_up[name, variants] = self._look_up(name, variants=variants)
        return known

    def _look_up(self, name: str, *, variants: bool) -> tuple[Candidate, ...]:
        key = fold(name)
        if not key:
            return ()
        found = self._exact.get(key)
        if found is None:
            found = self._remember(self._exact, key, self._by_letters(key))
        if not in_latin(name):
            own = self._by_own(name)
            called = {c.place.number for c in own}
            found = own + tuple(c for c in found if c.place.number not in called)
        if found and (found[0].match == "exact" or not variants):
            return found
        if not variants:
            return found
        alike = self._sound.get(key)
        if alike is None:
            alike = self._remember(self._sound, key, self._by_sound(key))
        known = {c.place.number for c in found}
        return found + tuple(c for c in alike if c.place.number not in known)

    def known(self, name: str) -> bool:
        """Tell whether some place has exactly this name."""
        return bool(self.lookup(name, variants=False))

    def starts(self, word: str) -> int:
        """Return of how many words the longest name is that opens with `word`; 0 for none."""
        key = fold(word).split(" ", 1)[0]
        found = self._starts.get(key)
        if found is None:
            row = self._db.execute("SELECT words FROM starts WHERE word = ?", (key,)).fetchone()
            if len(self._starts) >= _REMEMBERED:
                self._starts.clear()
            found = self._starts[key] = row[0] if row else 0
        return found

    def near(
        self, lat: float, lon: float, within_km: float, *, features: Iterable[str] = ()
    ) -> list[tuple[float, Place]]:
        """Return the places within so many km of a point, nearest first, with their distance."""
        high = within_km / 111.0
        wide = min(180.0, high / max(0.01, cos(radians(lat))))
        rows = self._db.execute(
            _IN_BOX,
            (lat - high, lat + high, lon - wide, lon + wide),
        )
        wanted = set(features)
        found = [(distance_km(lat, lon, p.lat, p.lon), p) for p in map(_place, rows)]
        return sorted(
            ((d, p) for d, p in found if d <= within_km and (not wanted or p.feature in wanted)),
            key=lambda pair: (pair[0], pair[1].id),
        )

    def largest(
        self, west: float, south: float, east: float, north: float, *, limit: int
    ) -> list[Place]:
        """Return the settled places within a box of degrees that most people live in."""
        rows = self._db.execute(
            f"{_IN_BOX} AND p.feature IN ('city', 'town', 'village')"
            " ORDER BY p.population DESC LIMIT ?",
            (south, north, west, east, limit),
        )
        return [_place(row) for row in rows]

    def country(self, code: str) -> Place | None:
        """Return a country by its ISO 3166-1 alpha-2 code."""
        return self._countries.get(code.upper())

    def capital(self, country: str) -> Place | None:
        """Return the capital of a country (alpha-2); None where none is marked as it."""
        return self._capitals.get(country)

    def largest_city(self, country: str) -> Place | None:
        """Return the largest city of a country (alpha-2) by its people.

        None where the next one has more than two thirds as many: counts differ by more than that.
        """
        rows = self._db.execute(
            _SELECT + "WHERE p.country = ? AND p.feature = 'city' "
            "ORDER BY p.population DESC LIMIT 2",
            (country,),
        ).fetchall()
        cities = [_place(row) for row in rows]
        clear = all(c.population * _CLEARLY <= cities[0].population for c in cities[1:])
        return cities[0] if cities and clear else None

    def get(self, id_: str) -> Place | None:
        """Return a place by its id, or by that under which another source has it, too."""
        try:
            return self._places[id_]
        except KeyError:
            found = self._get(id_)
        if len(self._places) >= _REMEMBERED:
            self._places.clear()
        self._places[id_] = found
        return found

    def _get(self, id_: str) -> Place | None:
        row = self._db.execute(_SELECT + "WHERE p.id = ?", (id_,)).fetchone()
        if row is None:
            query = _SELECT + "JOIN also a ON a.place = p.number WHERE a.id = ?"
            row = self._db.execute(query, (id_,)).fetchone()
        return _place(row) if row else None

    def own(self, id_: str) -> tuple[str, str] | None:
        """Return what a place is called in its country's writing, with the language (BCP 47).

        None for a place whose country writes in Latin letters, and where no source tells.
        """
        row = self._db.execute(_OWN, (id_,)).fetchone()
        return (row[0], row[1]) if row else None

    def division(self, code: str) -> Place | None:
        """Return a first-order division by its GeoNames code ("SY.10")."""
        return self._divisions.get(code)

    def people(self, word: str) -> Place | None:
        """Return the country or region that an adjective or name of a people belongs to."""
        try:
            return self._peoples[word]
        except KeyError:
            found = self._by_id(self._people.get(fold(word)))
        if len(self._peoples) >= _REMEMBERED:
            self._peoples.clear()
        self._peoples[word] = found
        return found

    def short(self, text: str) -> Place | None:
        """Return what an abbreviation stands for; case and full stops count ("Ind.", "US")."""
        return self._by_id(self._short.get(text))

    def opens_short(self, word: str) -> bool:
        """Tell whether an abbreviation or a people's name may begin with a word of a text."""
        return _begun(self._short_order, word) or _begun(self._people_order, fold(word))

    def sources(self) -> tuple[Source, ...]:
        """Return the gazetteer's sources with their licences."""
        rows = self._db.execute(
            "SELECT key, title, licence, date, url, places, units FROM sources ORDER BY key"
        )
        return tuple(Source(*row) for row in rows)

    @cached_property
    def _countries(self) -> dict[str, Place]:
        rows = self._db.execute(_SELECT + "WHERE p.feature = 'country'")
        return {p.country: p for p in map(_place, rows) if p.country}

    @cached_property
    def _capitals(self) -> dict[str, Place]:
        rows = self._db.execute(_SELECT + "WHERE p.capital ORDER BY p.population")
        return {p.country: p for p in map(_place, rows) if p.country}

    @cached_property
    def _divisions(self) -> dict[str, Place]:
        rows = self._db.execute(
            f"SELECT {_PLACE}, p.admin1 FROM {_JOIN} WHERE p.feature = 'admin1' "  # noqa: S608  # fixed text
            "AND p.admin1 IS NOT NULL"
        )
        return {row[-1]: _place(row[:-1]) for row in rows}

    @cached_property
    def _people(self) -> dict[str, str]:
        return dict(self._db.execute("SELECT key, id FROM people"))

    @cached_property
    def _short(self) -> dict[str, str]:
        return dict(self._db.execute("SELECT name, id FROM short"))

    @cached_property
    def _people_order(self) -> list[str]:
        return sorted(self._people)

    @cached_property
    def _short_order(self) -> list[str]:
        return sorted(self._short)

    def _by_id(self, id_: str | None) -> Place | None:
        return None if id_ is None else self.get(id_)

    def _remember(
        self, memory: dict[str, tuple[Candidate, ...]], key: str, found: tuple[Candidate, ...]
    ) -> tuple[Candidate, ...]:
        if len(memory) >= _REMEMBERED:
            memory.clear()
        memory[key] = found
        return found

    def _by_own(self, name: str) -> tuple[Candidate, ...]:
        """Places that are called so in their own writing."""
        rows = self._db.execute(
            f"SELECT o.name, min(1, o.rank), {_PLACE} FROM own o "  # noqa: S608  # fixed text
            "JOIN places p ON p.number = o.place LEFT JOIN divisions d ON d.code = p.admin1 "
            "WHERE o.key = ? ORDER BY p.population DESC LIMIT 300",
            (own_key(name),),
        )
        return _ranked([_candidate(row, "exact", 1.0) for row in rows])

    def _by_letters(self, key: str) -> tuple[Candidate, ...]:
        rows = self._named("n.key = ?", key)
        plain = bare(key)
        best = [_candidate(row, "exact", 1.0) for row in rows]
        known = {c.place.number for c in best}
        best.extend(
            _candidate(row, "article", 0.93)
            for row in self._named("n.bare = ?", plain)
            if row[2] not in known
        )
        return _ranked(best)

    def _by_sound(self, key: str) -> tuple[Candidate, ...]:
        heard = sound(key)
        if not heard or len(key) < 4:
            return ()
        rows = ((row, likeness(key, str(row[0]))) for row in self._named("n.sound = ?", heard))
        return _ranked(
            [_candidate(row, "variant", 0.9 * like) for row, like in rows if like >= LEAST_LIKENESS]
        )

    def _named(self, where: str, key: str) -> list[tuple[object, ...]]:
        query = (
            f"SELECT n.key, n.kind, {_PLACE} FROM names n JOIN places p ON p.number = n.place "  # noqa: S608  # fixed text
            f"LEFT JOIN divisions d ON d.code = p.admin1 WHERE {where} "
            "ORDER BY p.population DESC LIMIT 300"
        )
        return self._db.execute(query, (key,)).fetchall()


def _place(row: Sequence[Any]) -> Place:
    """A place of the columns of _PLACE, in their order."""
    *plain, capital, source, within, bounded = row
    inside = tuple(within.split()) if within is not None else None
    return Place(*(*plain, bool(capital), source, inside, bool(bounded)))


def _candidate(row: tuple[object, ...], match: Match, score: float) -> Candidate:
    kind = int(str(row[1]))
    place = _place(row[2:])
    return Candidate(place, match, round(score - 0.05 * kind, 3), str(row[0]), kind)


def _ranked(found: list[Candidate]) -> tuple[Candidate, ...]:
    best: dict[int, Candidate] = {}
    for candidate in found:
        held = best.get(candidate.place.number)
        if held is None or candidate.score > held.score:
            best[candidate.place.number] = candidate
    return tuple(sorted(best.values(), key=lambda c: (-c.score, -c.place.population, c.place.id)))


def _begun(names: Sequence[str], opening: str) -> bool:
    """Tell whether one of some names in their order begins so."""
    at = bisect_left(names, opening)
    return at < len(names) and names[at].startswith(opening)
