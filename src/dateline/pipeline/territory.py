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
    tessellate,
)

if TYPE_CHECKING:
    from dateline.pipeline.record import Record

Layer = Literal["areas", "cells", "fronts"]
_MAKE = {"areas": areas, "cells": cells, "fronts": fronts}


class Territory:
    """A record on the ground, as it was when this was made.

    Attributes:
        tessellation: the cells of its places.
        states: its holdings, by place.
    """

    def __init__(self, record: Record, *, radius_km: float = RADIUS_KM) -> None:
        from dateline.know.land import land

        holdings = record.holdings()
        places = {place_key(p.place): p.place for p in record.places()}
        # A holding's place is that of the claims of control; it must have its cell in any case.
        places |= {place_key(h.place): h.place for h in holdings}
        self.tessellation: Tessellation = tessellate(places.values(), land(), radius_km=radius_km)
        self.states = States(holdings)

    def layer(self, layer: Layer, on: dt.date) -> list[Feature]:
        """Return one layer of a day as GeoJSON features."""
        return _MAKE[layer](self.tessellation, self.states, on)

    def last(self) -> dt.date | None:
        """Return the last day on which anything changes; None where nothing is held."""
        days = self.states.days()
        return days[-1] if days else None

    def shares(
        self, settings: Settings, *, since: dt.date | None, until: dt.date | None, step: int = 1
    ) -> Iterator[Share]:
        """Yield who holds what share of land and people, every `step` days.

        Raises:
            InputError: the last day is before the first.
        """
        days = self.states.days()
        first, last = since or (days[0] if days else None), until or (days[-1] if days else None)
        if first is None or last is None:
            return
        if last < first:
            raise InputError(f"the last day {last} is before the first, {first}")
        span = [first + dt.timedelta(days=n) for n in range(0, (last - first).days + 1, step)]
        yield from shares(self.tessellation, self.states, span, people=self._people(settings))

    def _people(self, settings: Settings) -> dict[str, int]:
        from dateline.know.gazetteer import Gazetteer, ensure

        places: list[PlaceRef] = [cell.place for cell in self.tessellation.cells]
        with Gazetteer.open(ensure(settings.cache)) as gazetteer:
            known = {p.id: gazetteer.get(p.id) for p in places if p.id}
        return {key: place.population for key, place in known.items() if place}
