"""Where findings lie on the ground: cells of places, areas of sides, front lines, shares.

All of it is drawn from a record's places and holdings for a day, and kept nowhere:

    drawn = tessellate(places, land())       # once for a record
    states = States(holdings)                # likewise
    areas(drawn, states, day)                # for any day

Of a record with more places than cells can be cut for while somebody waits, `Raster` has the ground
of a view, as fine as a screen shows it.
"""

from dateline.territory.layers import Feature, areas, cells, collection, divisions, fronts
from dateline.territory.raster import Raster, ground
from dateline.territory.shares import Share, shares, shares_in
from dateline.territory.states import Side, State, States, by_cell, sides_told
from dateline.territory.tessellation import (
    RADIUS_KM,
    Border,
    Cell,
    Division,
    Tessellation,
    lies_at_a_point,
    place_key,
    rank_of,
    tessellate,
)

__all__ = [
    "RADIUS_KM",
    "Border",
    "Cell",
    "Division",
    "Feature",
    "Raster",
    "Share",
    "Side",
    "State",
    "States",
    "Tessellation",
    "areas",
    "by_cell",
    "cells",
    "collection",
    "divisions",
    "fronts",
    "ground",
    "lies_at_a_point",
    "place_key",
    "rank_of",
    "shares",
    "shares_in",
    "sides_told",
    "tessellate",
]
