"""How much of the land and of the people each side holds on a day, with how unsure that is.

Shares are of the record's own places, in the countries where it tells of any holder: of their
cells, and of the people whom the gazetteer counts in them. Best weighs every place by the
probability that the side holds it; low leaves out what it holds only probably or by its own word;
high adds the whole of all that, and what is fought over.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dateline.territory.states import Side, State, States, by_cell
from dateline.territory.tessellation import Tessellation

_Weights = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Share:
    """What a side holds on a day; without a side, what is contested or unknown.

    Attributes:
        day: the day.
        side: who; None for ground whose holder is not known.
        status: held for a side's; contested, unknown or untold for nobody's.
        places: cells that it holds, by best guess.
        area_low: of all cells' land, 0 to 1, held for sure.
        area: best estimate, 0 to 1.
        area_high: all that it may hold.
        people_low: of all people counted in the places; None where nobody is counted.
        people: best estimate.
        people_high: all that it may hold.
        area_km2: best estimate, square kilometres.
        people_count: best estimate, people.
    """

    day: dt.date
    side: Side | None
    status: str
    places: int
    area_low: float
    area: float
    area_high: float
    people_low: float | None
    people: float | None
    people_high: float | None
    area_km2: float
    people_count: int


def shares(
    tessellation: Tessellation,
    states: States,
    days: Iterable[dt.date],
    *,
    people: Mapping[str, int] | None = None,
) -> Iterator[Share]:
    """Yield the shares of every side and of the open ground, day by day.

    Args:
        tessellation: of the record's places.
        states: its holdings.
        days: for which to tell.
        people: inhabitants by a place's key; None where none are known.
    """
    theatre = {c.country for c in tessellation.cells if states.held(c.keys)}
    cells = [n for n, c in enumerate(tessellation.cells) if c.country in theatre]
    ground = [tessellation.cells[n] for n in cells]
    sizes = [cell.area_km2 for cell in ground]
    heads = [max((people or {}).get(key, 0) for key in cell.keys) for cell in ground]
    for day in days:
        told = by_cell(tessellation, states.on(day))
        for key in (*states.sides, "contested", "unknown", "untold"):
            side = states.sides.get(key)
            weights = [_weights(told[n], key, side) for n in cells]
            yield Share(day, side, "held" if side else key, *_sums(weights, sizes, heads))


def _sums(weights: list[_Weights], sizes: list[float], heads: list[int]) -> tuple[Any, ...]:
    """Return the figures of a share, from how much of every cell counts in it."""

    def of(amounts: list[float] | list[int], which: int) -> float:
        return sum(a * w[which] for a, w in zip(amounts, weights, strict=True))

    land, crowd = sum(sizes), sum(heads)
    low, best, high = (round(of(sizes, i) / land, 4) if land else 0.0 for i in range(3))
    few, some, many = (round(of(heads, i) / crowd, 4) if crowd else None for i in range(3))
    places = sum(w[1] > 0.5 for w in weights)
    return places, low, best, high, few, some, many, round(of(sizes, 1), 1), round(of(heads, 1))


def _weights(state: State | None, key: str, side: Side | None) -> _Weights:
    """How much of a cell counts in the low, best and high share of a side, or of nobody."""
    if state is None:
        mine = float(key == "untold")
        return mine, mine, mine
    status, chance = state.holding.status, state.holding.probability
    if side is None:
        if state.side is None:
            mine = float(status == key)
            return mine, mine, mine
        # What is not certain of a holder is nobody's for sure.
        rest = 1 - chance if key == "unknown" else 0.0
        return 0.0, rest, rest
    if state.side is None:
        return 0.0, 0.0, 1.0 if status == "contested" else 0.0
    if state.side.key != side.key:
        return 0.0, 0.0, 0.0
    return (chance if status == "held" else 0.0), chance, 1.0
