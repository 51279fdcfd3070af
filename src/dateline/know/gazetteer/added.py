"""Sources of places that a user added, kept as plain rows beside the index until removed.

A file is read once, when it is added: what is wrong with it is told then, and the file itself is
not needed afterwards. A source added again under its key takes the older one's place.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

import msgspec

from dateline.errors import InputError
from dateline.know.added import describe, described, forget, key_of, unwritable
from dateline.know.gazetteer.importers import features_of, let_go, origin_of
from dateline.know.gazetteer.sources import Origin, Row, usable

if TYPE_CHECKING:
    from dateline.know.boundaries import Taken

_ENCODER: Final = msgspec.json.Encoder()
_ROW: Final = msgspec.json.Decoder(Row)


class Added(msgspec.Struct, frozen=True, kw_only=True):
    """A source that the user added.

    Attributes:
        key: what it is called in `list` and `remove`.
        title: kind and file.
        licence: SPDX id or words.
        date: of the data, ISO 8601; None where nobody said.
        url: where it was fetched; None for a file.
        places: how many rows it holds.
        skipped: rows left out for want of a name or a usable point.
        digest: of its rows and boundaries: the index is made anew where it changes.
        units: how many administrative units of it have polygons.
        notes: what is odd about those, a sentence each.
    """

    key: str
    title: str
    licence: str
    date: str | None = None
    url: str | None = None
    places: int
    skipped: int = 0
    digest: str
    units: int = 0
    notes: tuple[str, ...] = ()


def folder(cache: Path) -> Path:
    """Return where added sources are kept."""
    return cache / "gazetteer" / "added"


def add(
    cache: Path,
    path: Path,
    *,
    kind: str | None = None,
    country: str | None = None,
    licence: str | None = None,
    date: str | None = None,
    url: str | None = None,
) -> Added:
    """Read a file of places and keep it as a source.

    Args:
        cache: `settings.cache`.
        path: the file; see `importers.origin_of`.
        kind: one of `importers.READERS`; told by the file's columns where None.
        country: alpha-2, for files whose rows do not tell it.
        licence: where it is not the usual one of such files.
        date: of the data, ISO 8601.
        url: where the file was fetched.

    Raises:
        InputError: the file is not there, is no gazetteer or holds no place, or the folder cannot
            be written.
    """
    from dateline.know import boundaries

    origin = origin_of(path, kind=kind, country=country, licence=licence)
    key = key_of(origin.key)
    home = folder(cache)
    try:
        home.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f"{key}-", suffix=".part", dir=home)
    except OSError as error:
        raise unwritable(home, error) from error
    os.close(handle)
    part = Path(name)
    try:
        ground = _ground(path, origin, key, country)
        taken, skipped, digest = _kept(part, origin)
        if not taken:
            raise InputError(f"{path} holds no place with a name and a point")
        kept = boundaries.keep(home, key, ground.units, ground.lines)
        added = Added(
            key=key, title=origin.title, licence=origin.licence, date=date or origin.date, url=url,
            places=taken, skipped=skipped, digest=f"{digest}{_digest(kept)}",
            units=len(ground.units), notes=ground.notes,
        )  # fmt: skip
        part.replace(_rows_of(home, key))
    finally:
        part.unlink(missing_ok=True)
        let_go()
    describe(home, added)
    return added


def _ground(path: Path, origin: Origin, key: str, country: str | None) -> Taken:
    """Return the boundaries in a file; none of a table or a dump."""
    # Imported where needed: every reading asks which sources were added, few hold polygons.
    from dateline.know.boundaries import Taken, taken

    if not origin.shapes:
        return Taken()
    where = country.upper() if country else None
    return taken(features_of(path), path.name, key, country=where)


def _digest(kept: Path | None) -> str:
    return f"-{hashlib.sha256(kept.read_bytes()).hexdigest()[:16]}" if kept else ""


def _kept(part: Path, origin: Origin) -> tuple[int, int, str]:
    taken = skipped = 0
    seen = hashlib.sha256()
    with gzip.open(part, "wb", compresslevel=3) as file:
        for row in origin.rows():
            if not usable(row):
                skipped += 1
                continue
            line = _ENCODER.encode(row) + b"\n"
            seen.update(line)
            file.write(line)
            taken += 1
    return taken, skipped, seen.hexdigest()[:16]


def added_sources(cache: Path) -> tuple[Added, ...]:
    """Return what was added, by key.

    Raises:
        InputError: a source's description is damaged.
    """
    return described(folder(cache), Added, what="source")


def remove(cache: Path, key: str) -> Added:
    """Forget a source.

    Raises:
        InputError: none of this key was added.
    """
    from dateline.know import boundaries

    gone = forget(
        folder(cache), added_sources(cache), key,
        what="source", rows=".rows.gz", stay="built-in ones stay",
    )  # fmt: skip
    boundaries.forget(folder(cache), key)
    return gone


def origins(cache: Path) -> tuple[Origin, ...]:
    """Return the added sources for `build`; they meet places that are there already."""
    home = folder(cache)
    return tuple(
        Origin(
            added.key, added.title, added.licence, added.date, added.url,
            partial(_rows, _rows_of(home, added.key)), digest=added.digest, merges=True,
            units=added.units,
        )
        for added in added_sources(cache)
    )  # fmt: skip


def _rows(path: Path) -> Iterator[Row]:
    try:
        with gzip.open(path, "rb") as file:
            for line in file:
                row = _ROW.decode(line)
                yield replace(row, names=tuple((n, k) for n, k in row.names))
    except (OSError, EOFError, msgspec.DecodeError) as error:
        raise InputError(
            f"added source {path} is damaged ({error}): remove it and add it again"
        ) from error


def _rows_of(home: Path, key: str) -> Path:
    return home / f"{key}.rows.gz"
