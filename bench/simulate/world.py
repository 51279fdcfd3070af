"""A war between two sides over places on a plain: who holds each on each day, and what happened.

Nothing in it knows of the press or of weighing. A side attacks where a place of its own lies near
one of the other's; a fight lasts some days, during which the place is contested, and ends with
the place taken or not. Which side has the run of the war turns now and then.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

CONTESTED = -1
START = dt.date(2031, 1, 1)
_BOX = (28.0, 12.0, 33.0, 17.0)
"""Degrees: a plain in the Sahel, all land."""
_NEAR = 1.6
"""Of the mean spacing of places: how far a side attacks from what it holds."""
_TURNS = 25.0
"""Mean days until the other side has the run of the war."""


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened.

    Attributes:
        number: tells it from all others.
        day: number of the day.
        place: number of the place.
        actor: side that acts, 0 or 1.
        taken: whether the place changed hands by it.
        decided: whether the fight ended with it; if not taken, the attack was repelled.
        killed: dead.
    """

    number: int
    day: int
    place: int
    actor: int
    taken: bool
    decided: bool
    killed: int


@dataclass(frozen=True)
class World:
    """The truth.

    Attributes:
        lon: degrees east of every place.
        lat: degrees north.
        holder: by day and place: 0, 1, or `CONTESTED`.
        happenings: in order of days.
        near: the places next to each.
    """

    lon: NDArray[np.float64]
    lat: NDArray[np.float64]
    holder: NDArray[np.int8]
    happenings: tuple[Happening, ...]
    near: tuple[NDArray[np.int64], ...]


def world(seed: int, *, places: int, days: int, attacks: float) -> World:
    """Return a war.

    Args:
        seed: the same one gives the same war.
        places: how many.
        days: how long it lasts.
        attacks: mean number of attacks a day.
    """
    rng = np.random.default_rng(seed)
    west, south, east, north = _BOX
    lon, lat = rng.uniform(west, east, places), rng.uniform(south, north, places)
    near = _neighbours(lon, lat)
    tilt = rng.uniform(0, np.pi)
    across = (lon - lon.mean()) * np.cos(tilt) + (lat - lat.mean()) * np.sin(tilt)
    holder = (across + rng.normal(0, 0.15, places) > 0).astype(np.int8)
    held = np.empty((days, places), dtype=np.int8)
    fights: dict[int, tuple[int, int]] = {}  # place: attacker, day on which it is decided
    happened: list[Happening] = []
    strong = int(rng.integers(2))

    def tell(day: int, place: int, actor: int, *, taken: bool, decided: bool = True) -> None:
        killed = int(rng.geometric(0.12)) - 1
        happened.append(Happening(len(happened), day, place, actor, taken, decided, killed))

    for day in range(days):
        if rng.random() < 1 / _TURNS:
            strong = 1 - strong
        for place, (actor, end) in sorted(fights.items()):
            if end == day:
                del fights[place]
                taken = bool(rng.random() < (0.75 if actor == strong else 0.35))
                if taken:
                    holder[place] = actor
                tell(day, place, actor, taken=taken)
        for place in rng.permutation(places)[: max(places, 1)][: int(rng.poisson(attacks * 3))]:
            other = near[place][holder[near[place]] != holder[place]]
            if len(other) and int(place) not in fights:
                actor = 1 - int(holder[place])
                lasts = int(rng.geometric(0.5)) - 1
                if lasts == 0:
                    taken = bool(rng.random() < (0.75 if actor == strong else 0.35))
                    if taken:
                        holder[place] = actor
                    tell(day, int(place), actor, taken=taken)
                else:
                    tell(day, int(place), actor, taken=False, decided=False)
                    fights[int(place)] = (actor, day + lasts)
        held[day] = holder
        if fights:
            held[day, list(fights)] = CONTESTED
    return World(lon, lat, held, tuple(happened), near)


def _neighbours(
    lon: NDArray[np.float64], lat: NDArray[np.float64]
) -> tuple[NDArray[np.int64], ...]:
    west, south, east, north = _BOX
    reach = _NEAR * float(np.sqrt((east - west) * (north - south) / len(lon)))
    points: Any = shapely.points(lon, lat)
    one, other = shapely.STRtree(points).query(points, predicate="dwithin", distance=reach)
    order = np.argsort(one, kind="stable")
    one, other = one[order], other[order]
    edges = np.searchsorted(one, np.arange(len(lon) + 1))
    groups = [other[a:b] for a, b in pairwise(edges)]
    return tuple(group[group != n] for n, group in enumerate(groups))
