"""Where findings lie on the ground: cells of places, areas of sides, front lines, shares.

All of it is drawn from a record's places and holdings for a day, and kept nowhere:

    drawn = tessellate(places, land())       # once for a record
    states = States(holdings)                # likewise
    areas(drawn, states, day)                # for any day
"""

from dateline.territory.layers import Feature, areas, cells, collection, divisions, fronts
from dateline.territory.shares import Share, shares, shares_in
from dateline.territory.states import Side, State, States, by_cell
from dateline.territory.tessellation import (
    RADIUS_KM,
    Border,
    Cell,
    Division,
    Tessellation,
    place_key,
    tessellate,
)

__all__ = [
    "RADIUS_KM",
    "Border",
    "Cell",
    "Division",
    "Feature",
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
    "place_key",
    "shares",
    "shares_in",
    "tessellate",
]
