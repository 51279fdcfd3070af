"""Boundaries of added sources as they lie beside the gazetteer, and all of them together.

A file for each source holds its units and the lines between them; it is read once for each state
of it. What an older version wrote is not read: the source is added again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Final

import msgspec
import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray
from shapely import MultiPolygon

from dateline.errors import InputError
from dateline.know.land import polygons

VERSION: Final = 1
_SUFFIX: Final = ".units"


@dataclass(frozen=True, slots=True)
class Unit:
    """An administrative unit with its ground.

    Attributes:
        id: as the gazetteer has it (`ocha:SY02`); it answers with the place that the unit is.
        name: in a common spelling.
        level: 0 a country, 1 its first-order divisions, 2 theirs, and so on.
        parent: id of the unit that it is a part of; None where the source does not say.
        country: alpha-2.
        people: as the source counts them; None where it does not.
        area_km2: square kilometres.
        source: key of the source.
        shape: in degrees, cut at 180°, as the source has it.
        drawn: the same simplified for drawing, edges shared with its neighbours.
    """

    id: str
    name: str
    level: int
    parent: str | None
    country: str | None
    people: int | None
    area_km2: float
    source: str
    shape: MultiPolygon
    drawn: MultiPolygon


class _Unit(msgspec.Struct, frozen=True, array_like=True):
    id: str
    name: str
    level: int
    parent: str | None
    country: str | None
    people: int | None
    area_km2: float
    shape: bytes
    drawn: bytes


class _Lines(msgspec.Struct, frozen=True, array_like=True):
    level: int
    shape: bytes


class _Kept(msgspec.Struct, frozen=True):
    version: int
    units: list[_Unit]
    lines: list[_Lines]


class Boundaries:
    """The units of all sources, widest level first.

    Attributes:
        units: by level, source and id.
        lines: level and lines of each source.
        key: tells these boundaries from any others; empty where there are none.
    """

    def __init__(
        self, units: Sequence[Unit] = (), lines: Sequence[tuple[int, Any]] = (), key: str = ""
    ) -> None:
        self.units = tuple(sorted(units, key=lambda u: (u.level, u.source, u.id)))
        self.lines = tuple(sorted(lines, key=lambda pair: pair[0]))
        self.key = key

    def __bool__(self) -> bool:
        """Whether there are any."""
        return bool(self.units)

    def get(self, id_: str) -> Unit | None:
        """Return a unit by its id."""
        return self._by_id.get(id_)

    @property
    def levels(self) -> tuple[int, ...]:
        """The levels that there are units of."""
        return tuple(sorted({unit.level for unit in self.units}))

    def at(self, lon: ArrayLike, lat: ArrayLike) -> list[tuple[Unit, ...]]:
        """Return the units that each point lies in, the widest first."""
        points: Any = shapely.points(np.asarray(lon, float), np.asarray(lat, float))
        found: list[list[int]] = [[] for _ in range(len(points))]
        if self.units:
            which, unit = self._tree.query(points, predicate="intersects")
            for at, number in zip(which.tolist(), unit.tolist(), strict=True):
                found[at].append(number)
        return [tuple(self.units[number] for number in sorted(told)) for told in found]

    def land(self, country: str) -> MultiPolygon | None:
        """Return the ground of a country: of level 0, else of the highest level that is there."""
        ours = [u for u in self.units if u.country == country]
        if not ours:
            return None
        if country not in self._lands:
            top = [u.shape for u in ours if u.level == ours[0].level]
            self._lands[country] = polygons(shapely.union_all(top))
        return self._lands[country]

    @property
    def countries(self) -> tuple[str, ...]:
        """The countries that have units."""
        return tuple(sorted({u.country for u in self.units if u.country}))

    @cached_property
    def _tree(self) -> shapely.STRtree:
        shapes: NDArray[Any] = np.array([u.shape for u in self.units], dtype=object)
        shapely.prepare(shapes)
        return shapely.STRtree(shapes)

    @cached_property
    def _by_id(self) -> dict[str, Unit]:
        return {unit.id: unit for unit in self.units}

    @cached_property
    def _lands(self) -> dict[str, MultiPolygon]:
        return {}


def keep(
    home: Path, key: str, units: Sequence[Unit], lines: Sequence[tuple[int, Any]]
) -> Path | None:
    """Write a source's boundaries beside its rows; None where it has none.

    Raises:
        OSError: the folder cannot be written.
    """
    path = home / f"{key}{_SUFFIX}"
    if not units:
        path.unlink(missing_ok=True)
        return None
    told = [
        _Unit(
            u.id, u.name, u.level, u.parent, u.country, u.people, u.area_km2,
            shapely.to_wkb(u.shape), shapely.to_wkb(u.drawn),
        )
        for u in units
    ]  # fmt: skip
    body = _Kept(VERSION, told, [_Lines(n, shapely.to_wkb(line)) for n, line in lines])
    part = path.with_suffix(".part")
    part.write_bytes(msgspec.msgpack.encode(body))
    part.replace(path)
    return path


def forget(home: Path, key: str) -> None:
    """Delete a source's boundaries."""
    (home / f"{key}{_SUFFIX}").unlink(missing_ok=True)


def boundaries(cache: Path) -> Boundaries:
    """Return all boundaries that were added to a cache folder; those without any are false.

    Raises:
        InputError: a file is damaged, or another version's.
    """
    home = cache / "gazetteer" / "added"
    files = tuple((p, p.stat().st_mtime_ns) for p in sorted(home.glob(f"*{_SUFFIX}")))
    return _together(files)


@lru_cache(maxsize=2)
def _together(files: tuple[tuple[Path, int], ...]) -> Boundaries:
    units: list[Unit] = []
    lines: list[tuple[int, Any]] = []
    for path, _ in files:
        some, around = source(path)
        units += some
        lines += around
    key = "-".join(f"{at:x}" for _, at in files)
    return Boundaries(units, lines, key)


def source(path: Path) -> tuple[list[Unit], list[tuple[int, Any]]]:
    """Return the units of one source's file, and the lines between them.

    Raises:
        InputError: it is damaged, or another version's.
    """
    try:
        kept = msgspec.msgpack.decode(path.read_bytes(), type=_Kept)
        if kept.version != VERSION:
            raise InputError(f"{path} is another version's: add the source {path.stem!r} again")
        shapes = shapely.from_wkb([u.shape for u in kept.units])
        drawn = shapely.from_wkb([u.drawn for u in kept.units])
    except (OSError, msgspec.MsgspecError, shapely.errors.GEOSException) as error:
        raise InputError(
            f"boundaries {path} are damaged ({error}): add the source {path.stem!r} again"
        ) from error
    units = [
        Unit(
            u.id, u.name, u.level, u.parent, u.country, u.people, u.area_km2, path.stem,
            shape, simple,
        )
        for u, shape, simple in zip(kept.units, shapes, drawn, strict=True)
    ]  # fmt: skip
    return units, [(line.level, shapely.from_wkb(line.shape)) for line in kept.lines]
