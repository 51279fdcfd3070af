"""What is said of a province, said weakly of the places in it.

"The rebels hold Idlib province" is no report from any of its towns: it may leave out the one that
holds out. It counts little for each, never as a change of hands on a day, and against what is
said of the town itself not at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dateline.model import ControlClaim, PlaceRef
from dateline.model.fold import fold
from dateline.weigh.observations import Observation, observations
from dateline.weigh.sides import SideOf
from dateline.weigh.telling import Telling

SPREAD = 0.25  # of the weight that the claim has for the area itself

_SETTLED = frozenset({"city", "town", "village"})

Area = tuple[str, str]
"""Country and folded name of a first-order division."""


def area_around(place: PlaceRef) -> Area | None:
    """Return the division in which a settlement lies; None for what is no settlement."""
    known = place.precision == "exact" and place.feature in _SETTLED
    if known and place.admin1 and place.country:
        return place.country, fold(place.admin1)
    return None


def area_told(telling: Telling) -> Area | None:
    """Return the division of which a claim says who holds it; None for all other claims."""
    claim, where = telling.claim, telling.where
    if not isinstance(claim, ControlClaim) or where is None:
        return None
    if where.feature != "admin1" or not where.country:
        return None
    if claim.holder is None or claim.holder.id is None:
        return None  # whom nobody can name holds no town by hearsay
    if claim.extent == "part" or claim.change not in ("gained", "held"):
        return None
    return where.country, fold(where.name or where.text)


def spread(telling: Telling, side_of: SideOf) -> Iterator[Observation]:
    """Yield what a claim of a whole province (`area_told`) says of each place in it."""
    for seen in observations(telling, side_of):
        if seen.day == telling.end and seen.strength > 0:
            yield replace(seen, strength=seen.strength * SPREAD, change=False)
