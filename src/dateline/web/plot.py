"""Findings as arrays: where, when and who of a whole record, for maps and queues of any size.

A million findings are some tens of megabytes so, and what is so on a day, or in a view, is a mask
over them.
"""

from __future__ import annotations

from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from dateline.model import PlaceRef
from dateline.show import words
from dateline.web.arrays import NEVER, STATUSES, Arrays, Pool, Spots, Table, holder_key

AT_ONCE = 5000
"""Up to so many events and holdings go to the browser at once; beyond, by view."""
_RANK = {"country": 0, "city": 1, "admin1": 2, "admin2": 3, "town": 2, "base": 3, "airport": 3}
"""Whose label gives way to whose; the rest: 4."""
_AREAS = ("admin1", "admin2", "country")

Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]


class Plot:
    """The holdings and events of one state of a record.

    Attributes:
        arrays: the columns as they are read.
        places: every place, by its key.
        holders: every holder, by its key.
        types: of events.
        held: columns of holdings: `id`, `place`, `holder` (-1 for none), `status`, `first`, `last`
            (days since 1970), `sure`, `lines`; with `changed` (day of the change, or NEVER), `was`
            (holder before) and `new` (first told of).
        happened: columns of events: `id`, `place` (-1), `type`, `first`, `last`, `killed`,
            `lines`, `sure`, `background`.
        spots: where the places lie.
    """

    def __init__(self, arrays: Arrays, before: Plot | None = None) -> None:
        """Draw `arrays`; what is the same as in the plot before is taken from there."""
        self.arrays = arrays
        self.places: Pool = arrays.places
        self.holders: Pool = arrays.holders
        self.types: Pool = arrays.types
        self.happened: Table = arrays.tables["event"]
        if before is not None and before.arrays.tables["holding"] is arrays.tables["holding"]:
            self.held: Table = before.held
        else:
            self.held = dict(arrays.tables["holding"])
            self._changes()
        known = before.spots if before is not None else None
        self.spots: Spots = Spots.of(self.places.told, known)

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
