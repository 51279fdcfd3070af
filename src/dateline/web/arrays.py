"""The holdings and events of a record as columns: read from their JSON, kept in a file, renewed.

Only what a map draws is read. A million findings take half a minute the first time; then the
columns are read from a file in a second, and only what changed since is read from the record.
"""

from __future__ import annotations

import datetime as dt
import os
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from dateline.model import ActorRef
from dateline.pipeline import Record

NEVER = -(2**31) + 1
"""A day that is not known; FOREVER, one that has not come."""
FOREVER = 10**6
STATUSES = ("held", "probable", "claimed", "contested", "unknown")
KINDS = ("holding", "event")
_EPOCH = dt.date(1970, 1, 1).toordinal()
_FORMAT = 1
"""Of the file; another one is not read."""
_FILES = 6
"""Files of other records that are left in the folder."""

Progress = Callable[[int], None]
Floats = NDArray[np.float64]


class Place(msgspec.Struct):
    """A place as the map needs it."""

    text: str
    name: str | None = None
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    precision: str | None = None
    id: str | None = None
    feature: str | None = None


class _When(msgspec.Struct):
    start: dt.date | None = None
    end: dt.date | None = None


class _Toll(msgspec.Struct):
    best: int | None = None


class _Held(msgspec.Struct, rename={"from_day": "from", "to_day": "to"}):
    id: str
    place: Place
    status: str
    probability: float
    holder: ActorRef | None = None
    from_day: dt.date | None = None
    to_day: dt.date | None = None
    lineages: int = 0


class _Happened(msgspec.Struct):
    id: str
    event: str
    status: str
    confidence: float
    where: Place | None = None
    when: _When | None = None
    killed: _Toll | None = None
    lineages: int = 1


def number(day: dt.date) -> int:
    """Return a day as days since 1970."""
    return day.toordinal() - _EPOCH


def key_of(id_: str) -> int:
    """Return an id as a number; `id_of` is the way back."""
    return int(id_, 16) - 2**63


def id_of(key: int) -> str:
    """Return the id that a number stands for."""
    return f"{int(key) + 2**63:016x}"


@dataclass(slots=True)
class Pool:
    """Things met, numbered in the order in which they were met."""

    of: dict[str, int] = field(default_factory=dict)
    told: list[Any] = field(default_factory=list)

    def number(self, key: str, thing: Any) -> int:
        """Return the number of `key`; what it stands for is kept the first time."""
        known = self.of.setdefault(key, len(self.told))
        if known == len(self.told):
            self.told.append(thing)
        return known

    @classmethod
    def of_lists(cls, keys: Sequence[str], told: Sequence[Any]) -> Pool:
        """Return a pool of things with their keys."""
        return cls({key: n for n, key in enumerate(keys)}, list(told))


@dataclass(frozen=True, slots=True)
class Spots:
    """Where the places of a pool lie: Web Mercator on a world 1 wide; NaN where nothing tells."""

    x: Floats
    y: Floats
    lon: Floats
    lat: Floats

    @classmethod
    def of(cls, places: Sequence[Place], known: Spots | None = None) -> Spots:
        """Return the points of `places`; those of the first of them may be known."""
        if known is not None and len(known.x) == len(places):
            return known
        lon, lat = (
            np.array([getattr(p, n) if p.lat is not None else np.nan for p in places], dtype=float)
            for n in ("lon", "lat")
        )
        y = 0.5 - np.log(np.tan(np.pi / 4 + np.radians(np.clip(lat, -85, 85)) / 2)) / (2 * np.pi)
        return cls(lon / 360 + 0.5, y, lon, lat)


Table = dict[str, Any]
"""Columns of equal length, by name."""


def holder_key(holder: Any) -> str:
    """Return what tells a holder on the map: the id of the register, else the words."""
    return str(holder.id or holder.name or holder.text)


_COLUMNS: dict[str, dict[str, str]] = {
    "holding": {
        "id": "i8", "place": "i4", "holder": "i4", "status": "i1", "first": "i4", "last": "i4",
        "sure": "f4", "lines": "i4",
    },
    "event": {
        "id": "i8", "place": "i4", "type": "i2", "first": "i4", "last": "i4", "killed": "i4",
        "lines": "i4", "sure": "f4", "background": "?",
    },
}  # fmt: skip


@dataclass(slots=True)
class Arrays:
    """The columns of one state of a record.

    Attributes:
        epoch: of the record's changes; with `number`, which state it is.
        number: of the last change that is in them.
        places: every place, by its key; so `holders`, and `types` of events.
        holders: see above.
        types: see above.
        tables: columns by kind of finding.
    """

    epoch: str
    number: int
    places: Pool = field(default_factory=Pool)
    holders: Pool = field(default_factory=Pool)
    types: Pool = field(default_factory=Pool)
    tables: dict[str, Table] = field(default_factory=dict)

    @classmethod
    def read(cls, record: Record, progress: Progress = lambda _: None) -> Arrays:
        """Read all of a record; `progress` is told how many findings are done."""
        now = record.changed_since("", 0)  # before the rest: what changes meanwhile comes again
        made = cls(now.epoch, now.number)
        done = 0

        def counted(bodies: Iterable[bytes]) -> Iterator[bytes]:
            nonlocal done
            for body in bodies:
                done += 1
                if done % 1000 == 0:
                    progress(done)
                yield body

        for kind in KINDS:
            made.tables[kind] = made._table(kind, counted(record.bodies(kind)))
        return made

    def renewed(self, record: Record) -> Arrays | None:
        """Return the columns with what changed since; None where that is not known any more."""
        now = record.changed_since(self.epoch, self.number)
        if now.ids is None:
            return None
        made = Arrays(now.epoch, now.number, self.places, self.holders, self.types)
        for kind in KINDS:
            table, ids = self.tables[kind], sorted(now.ids.get(kind, ()))
            if ids:
                stays = ~np.isin(table["id"], np.array([key_of(id_) for id_ in ids]))
                added = made._table(kind, record.bodies(kind, ids))
                table = {n: np.concatenate([table[n][stays], added[n]]) for n in added}
            made.tables[kind] = table
        return made

    def save(self, folder: Path) -> None:
        """Keep the columns in a file of `folder`; where it cannot be written, nothing is kept."""
        pools = msgspec.json.encode([[*self.places.of], self.places.told, [*self.holders.of],
                                     self.holders.told, self.types.told])  # fmt: skip
        columns = {f"{k}.{n}": v for k, table in self.tables.items() for n, v in table.items()}
        try:
            folder.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=folder, suffix=".new", delete=False) as to:
                np.savez(to, pools=np.frombuffer(pools, np.uint8), number=self.number, **columns)
            os.replace(to.name, _file(folder, self.epoch))  # noqa: PTH105 - of a name, not a path
            for old in sorted(folder.glob("plot-*"), key=_age)[_FILES:]:
                old.unlink(missing_ok=True)
        except OSError:
            return

    @classmethod
    def load(cls, folder: Path, epoch: str) -> Arrays | None:
        """Return the columns that are kept of an epoch; None where there are none."""
        try:
            with _file(folder, epoch).open("rb") as file, np.load(file, allow_pickle=False) as kept:
                places, ps, holders, hs, types = msgspec.json.decode(
                    kept["pools"].tobytes(),
                    type=tuple[list[str], list[Place], list[str], list[ActorRef], list[str]],
                )
                return cls(
                    epoch,
                    int(kept["number"]),
                    Pool.of_lists(places, ps),
                    Pool.of_lists(holders, hs),
                    Pool.of_lists(types, types),
                    {k: {n: kept[f"{k}.{n}"] for n in _COLUMNS[k]} for k in KINDS},
                )
        except (OSError, ValueError, KeyError, zipfile.BadZipFile, msgspec.MsgspecError):
            return None

    def _table(self, kind: str, bodies: Iterable[bytes]) -> Table:
        rows = self._holdings(bodies) if kind == "holding" else self._events(bodies)
        columns = _COLUMNS[kind]
        made = np.fromiter(rows, dtype=[(n, t) for n, t in columns.items()])
        return {name: np.ascontiguousarray(made[name]) for name in columns}

    def _holdings(self, bodies: Iterable[bytes]) -> Iterable[tuple[Any, ...]]:
        read = msgspec.json.Decoder(_Held).decode
        for body in bodies:
            h = read(body)
            yield (
                key_of(h.id),
                self._place(h.place),
                self.holders.number(holder_key(h.holder), h.holder) if h.holder else -1,
                STATUSES.index(h.status),
                number(h.from_day) if h.from_day else NEVER,
                number(h.to_day) if h.to_day else FOREVER,
                h.probability,
                h.lineages,
            )

    def _events(self, bodies: Iterable[bytes]) -> Iterable[tuple[Any, ...]]:
        read = msgspec.json.Decoder(_Happened).decode
        for body in bodies:
            e = read(body)
            start, end = (e.when.start, e.when.end) if e.when else (None, None)
            start, end = start or end, end or start
            yield (
                key_of(e.id),
                self._place(e.where) if e.where else -1,
                self.types.number(e.event, e.event),
                number(start) if start else NEVER,
                number(end) if end else NEVER,
                (e.killed.best or 0) if e.killed else 0,
                e.lineages,
                e.confidence,
                e.status in ("hypothetical", "historical"),
            )

    def _place(self, place: Place) -> int:
        return self.places.number(place.id or place.name or place.text, place)


def _file(folder: Path, epoch: str) -> Path:
    return folder / f"plot-{_FORMAT}-{epoch}.npz"


def _age(file: Path) -> float:
    return -file.stat().st_mtime
