"""The gazetteer: where its places come from, adding to it, and asking it for a name."""

from __future__ import annotations

import datetime as dt
import tempfile
import time
from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.errors import InputError
from dateline.settings import Settings

if TYPE_CHECKING:
    from dateline.know.boundaries import Unit
    from dateline.know.gazetteer import Candidate, Gazetteer, Source
    from dateline.know.gazetteer.added import Added
    from dateline.model import Page

Notice = Callable[[str], None]
"""Told in a sentence what takes time."""

DUMPS = "https://download.geonames.org/export/dump/{code}.zip"
"""GeoNames' dump of a country, by its two letters."""

_PACKED = frozenset({"application/zip", "application/x-zip-compressed", "application/octet-stream"})


def gazetteer_sources(settings: Settings, *, notice: Notice | None = None) -> tuple[Source, ...]:
    """Return where the places come from, building the index where there is none.

    Raises:
        InputError: the cache folder cannot be written, or the index is damaged.
    """
    from dateline.know.gazetteer import Gazetteer, ensure

    with Gazetteer.open(ensure(settings.cache, notice=notice)) as gazetteer:
        return gazetteer.sources()


def build_gazetteer(settings: Settings, *, notice: Notice | None = None) -> None:
    """Build the index, in place of one that is there.

    Raises:
        InputError: the cache folder cannot be written.
    """
    from dateline.know.gazetteer import ensure

    _forget_index(settings.cache)
    ensure(settings.cache, notice=notice)


def add_places(
    settings: Settings,
    source: str,
    *,
    kind: str | None = None,
    country: str | None = None,
    licence: str | None = None,
    date: dt.date | None = None,
    notice: Notice | None = None,
    fetched: Callable[[str], Page] | None = None,
) -> Added:
    """Add a source of places and build the index anew with it.

    Args:
        settings: whose cache folder keeps the source.
        source: a file, or a country's two letters to fetch GeoNames' dump of it.
        kind: what the file is; told by its columns where None.
        country: alpha-2, for files whose rows do not tell it.
        licence: where it is not the usual one of such files.
        date: of the data.
        notice: told in a sentence what takes time.
        fetched: fetches a page; only tests give another than the guarded client.

    Raises:
        InputError: the file is not there, or is no gazetteer.
        SourceError: GeoNames is not reached.
        ItemError: the dump is missing or over the limit.
    """
    from dateline.know.gazetteer import added, ensure

    told = date.isoformat() if date else None
    path = Path(source).expanduser()
    with tempfile.TemporaryDirectory() as folder:
        url = None
        if not path.exists() and len(source) == 2 and source.isalpha():
            code = source.upper()
            url = DUMPS.format(code=code)
            if notice:
                notice(f"fetching {url}")
            page = fetched(url) if fetched else _fetch(url, settings)
            path = Path(folder) / f"{code}.zip"
            path.write_bytes(page.data)
            told = told or _modified(page)
            kind = kind or "geonames"
        before = _index(settings.cache)
        source_added = added.add(
            settings.cache, path, kind=kind, country=country, licence=licence, date=told, url=url
        )
    _renew(settings.cache, before, ensure(settings.cache, notice=notice))
    return source_added


def boundaries_of(
    settings: Settings, *, source: str | None = None, level: int | None = None
) -> tuple[Unit, ...]:
    """Return the administrative units whose boundaries were added, the widest first.

    Args:
        settings: whose cache folder keeps them.
        source: only of the source of this key.
        level: only of this level.

    Raises:
        InputError: no source of this key has boundaries, or a file of them is damaged.
    """
    from dateline.know.boundaries import boundaries

    units = boundaries(settings.cache).units
    have = sorted({unit.source for unit in units})
    if source is not None and source not in have:
        raise InputError(
            f"no source {source!r} with boundaries was added; those with: "
            f"{', '.join(have) or 'none'}"
        )
    return tuple(u for u in units if source in {None, u.source} and level in {None, u.level})


def division_names(settings: Settings, ids: Collection[str]) -> dict[str, str]:
    """Return the names of divisions by their ids; those that the gazetteer lacks are left out."""
    from dateline.know.gazetteer import Gazetteer, ensure

    if not ids:
        return {}
    with Gazetteer.open(ensure(settings.cache)) as gazetteer:
        found = {id_: gazetteer.get(id_) for id_ in sorted(ids)}
    return {id_: place.name for id_, place in found.items() if place}


def remove_places(settings: Settings, key: str, *, notice: Notice | None = None) -> Added:
    """Forget an added source and build the index anew without it.

    Raises:
        InputError: none of this key was added.
    """
    from dateline.know.gazetteer import added, ensure

    before = _index(settings.cache)
    gone = added.remove(settings.cache, key)
    _renew(settings.cache, before, ensure(settings.cache, notice=notice))
    return gone


def search_places(
    settings: Settings,
    name: str,
    *,
    country: str | None = None,
    limit: int = 20,
    notice: Notice | None = None,
) -> tuple[Candidate, ...]:
    """Return the places that a name may stand for, best first.

    Args:
        settings: whose gazetteer is asked.
        name: in any spelling.
        country: alpha-2, where only its places are wanted.
        limit: at most so many.
        notice: told in a sentence what takes time.
    """
    from dateline.know.gazetteer import Gazetteer, ensure

    with Gazetteer.open(ensure(settings.cache, notice=notice)) as gazetteer:
        found = gazetteer.lookup(name)
    wanted = country.upper() if country else None
    return tuple(c for c in found if wanted in {None, c.place.country})[:limit]


def place_called(settings: Settings, name: str) -> str:
    """Return what to look for in a record under a place's name.

    A record knows names as reports in Latin letters have them: in another writing, a name is turned
    into the ids of the places that the gazetteer calls so ("حلب", "Київ").
    """
    if name.isascii():
        return name
    from dateline.know.gazetteer import Gazetteer, ensure, in_latin

    if in_latin(name):
        return name
    with Gazetteer.open(ensure(settings.cache)) as gazetteer:
        found = gazetteer.lookup(name, variants=False)
    return "|".join(c.place.id for c in found if c.match == "exact") or name


_ASK_AGAIN_S = 5.0
"""Between two looks for an index that was not there: each hashes what it would be made from."""


class OwnNames:
    """What places are called in their country's writing, from an index that is built already.

    Nothing is built for it: where there is no index yet, no name is told.
    """

    def __init__(self, settings: Settings) -> None:
        self._cache = settings.cache
        self._gazetteer: Gazetteer | None = None
        self._asked = -_ASK_AGAIN_S
        self._told: dict[str, tuple[str, str] | None] = {}

    def of(self, id_: str | None) -> tuple[str, str] | None:
        """Return language (BCP 47) and name of a place by its gazetteer id; None for none."""
        if id_ is None:
            return None
        if id_ not in self._told:
            gazetteer = self._opened()
            if gazetteer is None:
                return None
            self._told[id_] = gazetteer.own(id_)
        return self._told[id_]

    def _opened(self) -> Gazetteer | None:
        from dateline.know.gazetteer import Gazetteer, index_path
        from dateline.know.gazetteer.added import origins

        if self._gazetteer is None and time.monotonic() - self._asked > _ASK_AGAIN_S:
            self._asked = time.monotonic()
            path = index_path(self._cache, origins(self._cache))
            self._gazetteer = Gazetteer.open(path) if path.is_file() else None
        return self._gazetteer


def _fetch(url: str, settings: Settings) -> Page:
    from dateline.gather.fetch import fetch

    return fetch(url, settings=settings, media=_PACKED)


def _modified(page: Page) -> str | None:
    from email.utils import parsedate_to_datetime

    said = dict(page.headers).get("last-modified")
    try:
        return parsedate_to_datetime(said).date().isoformat() if said else None
    except ValueError:
        return None


def _index(cache: Path) -> Path | None:
    """Return the present index; None where an added source is damaged, so that it can be mended."""
    from dateline.know.gazetteer import index_path
    from dateline.know.gazetteer.added import origins

    try:
        return index_path(cache, origins(cache))
    except InputError:
        return None


def _renew(cache: Path, before: Path | None, now: Path) -> None:
    """Drop the index that the new one takes the place of; that without added sources stays."""
    from dateline.know.gazetteer import index_path

    if before is not None and before not in {now, index_path(cache)}:
        before.unlink(missing_ok=True)


def _forget_index(cache: Path) -> None:
    path = _index(cache)
    if path is not None:
        path.unlink(missing_ok=True)
