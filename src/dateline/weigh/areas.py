"""What is said of a province, said weakly of the places in it.

"The rebels hold Idlib province" is no report from any of its towns: it may leave out the one that
holds out. It counts little for each, never as a change of hands on a day, and against what is
said of the town itself not at all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from dateline.model import ControlClaim, PlaceRef
from dateline.model.fold import fold
from dateline.weigh.observations import Observation, observations
from dateline.weigh.places import PlaceOf, best_place
from dateline.weigh.sides import SideOf
from dateline.weigh.telling import Telling

SPREAD = 0.25  # of the weight that the claim has for the area itself

_SETTLED = frozenset({"city", "town", "village"})
_Area = tuple[str, str]


def inside(tellings: Iterable[Telling], place_of: PlaceOf) -> dict[_Area, list[str]]:
    """Return the keys of the settlements of every first-order division that the record knows.

    Args:
        tellings: of all kinds of claims.
        place_of: the place of every claim.
    """
    refs: dict[str, list[PlaceRef]] = defaultdict(list)
    for telling in tellings:
        if key := place_of.get(telling.claim.id):
            refs[key].append(telling.claim.where)
    within: dict[_Area, list[str]] = defaultdict(list)
    for key in sorted(refs):
        place = best_place(refs[key])
        known = place.precision == "exact" and place.feature in _SETTLED
        if known and place.admin1 and place.country:
            within[place.country, fold(place.admin1)].append(key)
    return within


def spread(
    telling: Telling, within: Mapping[_Area, list[str]], side_of: SideOf
) -> Iterator[tuple[str, Observation]]:
    """Yield what a claim of a whole province says of each of the places in it, with their keys."""
    claim: ControlClaim = telling.claim
    where = claim.where
    if where is None or where.feature != "admin1" or not where.country:
        return
    if claim.holder is None or claim.holder.id is None:
        return  # whom nobody can name holds no town by hearsay
    if claim.extent == "part" or claim.change not in ("gained", "held"):
        return
    keys = within.get((where.country, fold(where.name or where.text)), ())
    said = [o for o in observations(telling, side_of) if o.day == telling.end and o.strength > 0]
    for key in keys:
        for seen in said:
            yield key, replace(seen, strength=seen.strength * SPREAD, change=False)
