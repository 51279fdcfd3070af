"""What is said of a province or district, said weakly of the places in it.

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
"""Country and folded name of a first-order division; of a lesser one nothing and its id."""


def areas_around(place: PlaceRef) -> tuple[Area, ...]:
    """Return the divisions in which a settlement lies; none for what is no settlement.

    Provinces go by their names; districts by the ground that a settlement's point lies on, where
    the user added their boundaries.
    """
    if place.precision != "exact" or place.feature not in _SETTLED:
        return ()
    named = place.admin1 and place.country
    province = ((place.country or "", fold(place.admin1 or "")),) if named else ()
    return province + tuple(("", id_) for id_ in place.within)


def area_told(telling: Telling) -> Area | None:
    """Return the division of which a claim says who holds it; None for all other claims."""
    claim, where = telling.claim, telling.where
    if not isinstance(claim, ControlClaim) or where is None:
        return None
    if where.feature == "admin2" and where.id:
        area = ("", where.id)
    elif where.feature == "admin1" and where.country:
        area = (where.country, fold(where.name or where.text))
    else:
        return None
    if claim.holder is None or claim.holder.id is None:
        return None  # whom nobody can name holds no town by hearsay
    if claim.extent == "part" or claim.change not in ("gained", "held"):
        return None
    return area


def spread(telling: Telling, side_of: SideOf) -> Iterator[Observation]:
    """Yield what a claim of a whole division (`area_told`) says of each place in it."""
    for seen in observations(telling, side_of):
        if seen.day == telling.end and seen.strength > 0:
            yield replace(seen, strength=seen.strength * SPREAD, change=False)
