"""Who holds the places of a plot on a day, by side, for the squares of a large record's ground."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

import numpy as np

from dateline.know.land import land
from dateline.model import PlaceRef
from dateline.territory import Raster, Side, lies_at_a_point, rank_of, sides_told
from dateline.web.arrays import STATUSES
from dateline.web.plot import Ints, Plot

SHOWN = ("held", "claimed", "contested", "unknown")
"""Held and probably held ground is one area; what is claimed or contested is another."""
_SHOWN = np.array([SHOWN.index("held" if s == "probable" else s) for s in STATUSES])
_TOGETHER = 3
"""Decimals of a degree: places nearer than this are one spot."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the places of a plot lie on the ground.

    Attributes:
        spot: number of the spot of every place; -1 of what is no spot.
        rank: which of the places at one spot speaks for it, the least first.
        raster: of the spots.
    """

    spot: Ints
    rank: Ints
    raster: Raster

    @classmethod
    def of(cls, plot: Plot) -> Layout:
        """Lay out the places of `plot`."""
        places, spots = cast("list[PlaceRef]", plot.places.told), plot.spots
        known = [lies_at_a_point(place) for place in places]
        points = np.array(known, dtype=bool) & ~np.isnan(spots.x)
        at = np.column_stack([spots.lon[points], spots.lat[points]]).round(_TOGETHER)
        where, number = np.unique(at, axis=0, return_inverse=True)
        spot: Ints = np.full(len(places), -1)
        spot[points] = number.ravel()
        rank = np.array([rank_of(place) for place in places], dtype=np.int64)
        lon, lat = np.asarray(where, dtype=np.float64).T
        return cls(spot, rank, Raster(lon, lat, land("50m")))


class Terrain:
    """Who holds the places of a plot, by side.

    Attributes:
        layout: of its places.
    """

    def __init__(self, plot: Plot, layout: Layout) -> None:
        """Tell the sides of the holders of `plot`."""
        self.layout = layout
        self._plot = plot
        holder = plot.held["holder"]
        often = np.bincount(holder[holder >= 0], minlength=len(plot.holders.told))
        self._sides, side_of = sides_told(plot.holders.told, often.tolist())
        self._side_of = np.array([*side_of, -1])

    def states(self, day: int) -> Ints:
        """Return the state of every spot on a day; -1 where none is told."""
        h = self._plot.held
        alive = np.flatnonzero(self._plot.alive(day))
        spot, rank = self.layout.spot, self.layout.rank
        alive = alive[spot[h["place"][alive]] >= 0]
        # Of places at one spot the first in rank speaks: it is written last.
        alive = alive[np.argsort(-rank[h["place"][alive]], kind="stable")]
        side = self._side_of[h["holder"][alive]] + 1  # of no holder, -1, the last
        state: Ints = np.full(int(spot.max(initial=-1)) + 1, -1)
        state[spot[h["place"][alive]]] = side * len(SHOWN) + _SHOWN[h["status"][alive]]
        return state

    def told(self, state: int) -> tuple[Side | None, str]:
        """Return the side and the status that a state stands for."""
        side, status = divmod(state, len(SHOWN))
        return (self._sides[side - 1] if side else None), SHOWN[status]
