"""Areas, fronts and shares of a record: its places drawn once, its holdings asked by day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from dateline.errors import InputError
from dateline.model import PlaceRef
from dateline.settings import Settings
from dateline.territory import (
    RADIUS_KM,
    Feature,
    Share,
    States,
    Tessellation,
    areas,
    cells,
    fronts,
    place_key,
    shares,
    shares_in,
    tessellate,
)

if TYPE_CHECKING:
    from dateline.know.boundaries import Boundaries, Unit
    from dateline.pipeline.record import Record

Layer = Literal["areas", "cells", "fronts"]
_MAKE = {"areas": areas, "cells": cells, "fronts": fronts}


class Territory:
    """A record on the ground, as it was when this was made.

    Attributes:
        tessellation: the cells of its places.
        states: its holdings, by place.
        ground: boundaries that the user added: land ends at them, and divisions are drawn by them.
    """

    def __init__(
        self, record: Record, settings: Settings | None = None, *, radius_km: float = RADIUS_KM
    ) -> None:
        from dateline.know.boundaries import Boundaries, boundaries, bounded
        from dateline.know.land import land

        self.ground = boundaries(settings.cache) if settings else Boundaries()
        units = _places_of(self.ground, settings) if settings and self.ground else {}
        holdings = record.holdings()
        places = {place_key(p.place): p.place for p in record.places()}
        # A holding's place is that of the claims of control; it must have its cell in any case.
        places |= {place_key(h.place): h.place for h in holdings}
        self.tessellation: Tessellation = tessellate(
            places.values(), bounded(land(), self.ground), radius_km=radius_km, units=units
        )
        self.states = States(holdings)

    def layer(self, layer: Layer, on: dt.date) -> list[Feature]:
        """Return one layer of a day as GeoJSON features."""
        return _MAKE[layer](self.tessellation, self.states, on)

    def last(self) -> dt.date | None:
        """Return the last day on which anything changes; None where nothing is held."""
        days = self.states.days()
        return days[-1] if days else None

    def shares_in(
        self,
        settings: Settings,
        level: int,
        *,
        since: dt.date | None,
        until: dt.date | None,
        step: int = 1,
    ) -> Iterator[tuple[Unit, Share]]:
        """Yield who holds what share of every unit of a level; of the last day where none is given.

        Raises:
            InputError: no boundaries of the level were added, or the last day is before the first.
        """
        units = [unit for unit in self.ground.units if unit.level == level]
        if not units:
            have = ", ".join(map(str, self.ground.levels)) or "none"
            raise InputError(
                f"no boundaries of level {level} were added (levels that were: {have}): "
                "dateline gazetteer add FILE"
            )
        since, until = since or until or self.last(), until or self.last()
        days = self._span(since, until, step)
        people = self._people(settings)
        yield from shares_in(self.tessellation, self.states, days, units, people=people)

    def _span(self, first: dt.date | None, last: dt.date | None, step: int) -> list[dt.date]:
        if first is None or last is None:
            return []
        if last < first:
            raise InputError(f"the last day {last} is before the first, {first}")
        return [first + dt.timedelta(days=n) for n in range(0, (last - first).days + 1, step)]

    def shares(
        self, settings: Settings, *, since: dt.date | None, until: dt.date | None, step: int = 1
    ) -> Iterator[Share]:
        """Yield who holds what share of land and people, every `step` days.

        Raises:
            InputError: the last day is before the first.
        """
        days = self.states.days()
        first, last = since or (days[0] if days else None), until or (days[-1] if days else None)
        span = self._span(first, last, step)
        if span:
            yield from shares(self.tessellation, self.states, span, people=self._people(settings))

    def _people(self, settings: Settings) -> dict[str, int]:
        from dateline.know.gazetteer import Gazetteer, ensure

        places: list[PlaceRef] = [cell.place for cell in self.tessellation.cells]
        with Gazetteer.open(ensure(settings.cache)) as gazetteer:
            known = {p.id: gazetteer.get(p.id) for p in places if p.id}
        return {key: place.population for key, place in known.items() if place}


def _places_of(ground: Boundaries, settings: Settings) -> dict[str, Unit]:
    """Return the units by the ids of the places that the gazetteer has them as."""
    from dateline.know.gazetteer import Gazetteer, ensure

    with Gazetteer.open(ensure(settings.cache)) as gazetteer:
        found = [(gazetteer.get(unit.id), unit) for unit in ground.units]
    return {place.id: unit for place, unit in found if place}
