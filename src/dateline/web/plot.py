"""Findings as arrays: where, when and who of a whole record, for maps and queues of any size.

A million findings are some tens of megabytes so, and what is so on a day, or in a view, is a mask
over them. Only what a map draws is read from a finding's JSON; after a change of the record, only
findings that are new are read.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

import msgspec
import numpy as np
from numpy.typing import NDArray

from dateline.model import PlaceRef
from dateline.pipeline import Record
from dateline.show import words

NEVER = -(2**31) + 1
"""A day that is not known; FOREVER, one that has not come."""
FOREVER = 10**6
AT_ONCE = 5000
"""Up to so many events and holdings go to the browser at once; beyond, by view."""
STATUSES = ("held", "probable", "claimed", "contested", "unknown")
_EPOCH = dt.date(1970, 1, 1).toordinal()
_RANK = {"country": 0, "city": 1, "admin1": 2, "admin2": 3, "town": 2, "base": 3, "airport": 3}
"""Whose label gives way to whose; the rest: 4."""
_AREAS = ("admin1", "admin2", "country")

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]


class _Place(msgspec.Struct):
    text: str
    name: str | None = None
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    precision: str | None = None
    id: str | None = None
    feature: str | None = None


class _Who(msgspec.Struct):
    text: str
    name: str | None = None
    id: str | None = None


class _When(msgspec.Struct):
    start: dt.date | None = None
    end: dt.date | None = None


class _Toll(msgspec.Struct):
    best: int | None = None


class _Held(msgspec.Struct, rename={"from_day": "from", "to_day": "to"}):
    id: str
    place: _Place
    status: str
    probability: float
    holder: _Who | None = None
    from_day: dt.date | None = None
    to_day: dt.date | None = None
    lineages: int = 0


class _Happened(msgspec.Struct):
    id: str
    event: str
    status: str
    confidence: float
    where: _Place | None = None
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


@dataclass(frozen=True, slots=True)
class Spots:
    """Where the places of a pool lie: Web Mercator on a world 1 wide; NaN where nothing tells."""

    x: Floats
    y: Floats
    lon: Floats
    lat: Floats

    @classmethod
    def of(cls, places: Sequence[_Place]) -> Spots:
        """Return the points of `places`."""
        lon, lat = (
            np.array([getattr(p, n) if p.lat is not None else np.nan for p in places], dtype=float)
            for n in ("lon", "lat")
        )
        y = 0.5 - np.log(np.tan(np.pi / 4 + np.radians(np.clip(lat, -85, 85)) / 2)) / (2 * np.pi)
        return cls(lon / 360 + 0.5, y, lon, lat)


Table = dict[str, Any]
"""Columns of equal length, by name."""


class Plot:
    """The holdings and events of one state of a record.

    Attributes:
        places: every place, by its key.
        holders: every holder, by its key.
        types: of events.
        held: columns of holdings: `id`, `place`, `holder` (-1 for none), `status`, `first`, `last`
            (days since 1970), `sure`, `lines`; with `changed` (day of the change, or NEVER), `was`
            (holder before) and `new` (first told of).
        happened: columns of events, background left out: `id`, `place` (-1), `type`, `first`,
            `last`, `killed`, `lines`, `sure`, `assault`.
    """

    def __init__(self, record: Record, before: Plot | None = None) -> None:
        self.places: Pool = before.places if before else Pool()
        self.holders: Pool = before.holders if before else Pool()
        self.types: Pool = before.types if before else Pool()
        self.held: Table = self._read(record, "holding", before.held if before else None)
        self.happened: Table = self._read(record, "event", before.happened if before else None)
        self.spots = Spots.of(self.places.told)
        self._changes()

    def _read(self, record: Record, kind: str, before: Table | None) -> Table:
        if before is None:
            return self._table(kind, record.bodies(kind))
        now = {key_of(id_) for id_ in record.ids(kind)}
        known = before["id"].tolist()
        stays = np.array([key in now for key in known], dtype=bool)
        new = [id_of(key) for key in now.difference(known)]
        added = self._table(kind, record.bodies(kind, new))
        return {name: np.concatenate([before[name][stays], added[name]]) for name in added}

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

    def _place(self, place: _Place) -> int:
        return self.places.number(place.id or place.name or place.text, place)

    def _changes(self) -> None:
        """Work out which holdings begin with a new holder: NEVER where no change was seen."""
        h = self.held
        size = len(h["id"])
        h["changed"], h["was"] = np.full(size, NEVER), np.full(size, -1)
        h["new"] = np.zeros(size, dtype=bool)
        known = np.flatnonzero((h["holder"] >= 0) & (h["status"] != STATUSES.index("unknown")))
        order = known[np.lexsort((h["first"][known], h["place"][known]))]
        if not len(order):
            return
        place, holder = h["place"][order], h["holder"][order]
        same = np.append(False, place[1:] == place[:-1])
        differs = same & np.append(False, holder[1:] != holder[:-1])
        told = h["first"][order] > NEVER
        into = order[differs & told]
        h["changed"][into] = h["first"][into]
        h["was"][into] = holder[np.flatnonzero(differs & told) - 1]
        h["new"][order[~same & told]] = True

    @property
    def small(self) -> bool:
        """Whether all of it can go to a browser at once."""
        return max(len(self.happened["id"]), len(self.held["id"])) <= AT_ONCE

    def name(self, place: int) -> str:
        """Return what a place is called."""
        return label(self.places.told[place])

    def holder(self, number_: int) -> str:
        """Return the key of a holder; empty for none."""
        return holder_key(self.holders.told[number_]) if number_ >= 0 else ""

    def alive(self, day: int) -> Mask:
        """Return which holdings are so on a day and lie at a point."""
        h = self.held
        told = (h["first"] <= day) & (h["last"] >= day) & (h["first"] > NEVER)
        return cast("Mask", told & ~np.isnan(self.spots.x[h["place"]]))

    def current(self, first: int, last: int) -> Mask:
        """Return which events touch a run of days and lie at a point; background is left out."""
        e = self.happened
        told = (e["first"] <= last) & (e["last"] >= first) & (e["first"] > NEVER)
        told &= (e["place"] >= 0) & ~e["background"]
        return cast("Mask", told & ~np.isnan(self.spots.x[e["place"]]))


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


def label(place: Any) -> str:
    """Return what a place is called on the map, a province or district as such."""
    ref = cast("PlaceRef", place)
    return words.place(ref) if is_area(place) and place.lat is not None else words.place_name(ref)


def rank(place: Any) -> int:
    """Return whose label gives way to whose: 0 stays longest."""
    return _RANK.get(place.feature or "", 4)


def is_area(place: Any) -> bool:
    """Tell whether a place is a province, a district or a country, and not a spot."""
    return place.precision in _AREAS
