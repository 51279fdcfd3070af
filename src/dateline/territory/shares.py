"""How much of the land and of the people each side holds on a day, with how unsure that is.

Shares are of the record's own places, in the countries where it tells of any holder: of their
cells, and of the people whom the gazetteer counts in them. Best weighs every place by the
probability that the side holds it; low leaves out what it holds only probably or by its own word;
high adds the whole of all that, and what is fought over.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from dateline.know.boundaries import Unit
from dateline.know.land.measure import areas_km2
from dateline.territory.states import Side, State, States, by_cell, by_division
from dateline.territory.tessellation import Cell, Division, Tessellation, lies_in

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
    heads = [_heads(cell, people or {}) for cell in ground]
    for day in days:
        told = by_cell(tessellation, states.on(day))
        for key in (*states.sides, "contested", "unknown", "untold"):
            side = states.sides.get(key)
            weights = [_weights(told[n], key, side) for n in cells]
            yield Share(day, side, "held" if side else key, *_sums(weights, sizes, heads))


def shares_in(
    tessellation: Tessellation,
    states: States,
    days: Iterable[dt.date],
    units: Sequence[Unit],
    *,
    people: Mapping[str, int] | None = None,
) -> Iterator[tuple[Unit, Share]]:
    """Yield the same for each of some administrative units, day by day, sides without any left out.

    Of a unit's whole ground: the parts of cells on it, and what no cell reaches, which is whose the
    smallest division around it is told to be. People are those of the places in it; their number
    is scaled to what the unit's source counts, where it counts.
    """
    days = list(days)
    told_on = {day: states.on(day) for day in days}
    wider = {
        day: dict(zip(tessellation.divisions, by_division(tessellation, told), strict=True))
        for day, told in told_on.items()
    }
    shapes = np.array([cell.shape for cell in tessellation.cells], dtype=object)
    tree = shapely.STRtree(shapes)
    for unit in units:
        on_it = np.sort(tree.query(unit.shape, predicate="intersects"))
        parts = areas_km2(shapely.intersection(shapes[on_it], unit.shape)).tolist()
        cells = [tessellation.cells[n] for n in on_it.tolist()]
        shapely.prepare(unit.shape)
        heads = [
            _heads(cell, people or {}) if lies_in(unit.shape, cell.place) else 0 for cell in cells
        ]
        rest = max(0.0, unit.area_km2 - sum(parts))
        around = [d for d in tessellation.divisions if _around(d, unit)]
        scale = unit.people / sum(heads) if unit.people and sum(heads) else 1.0
        for day, told in told_on.items():
            wide = next((state for d in around if (state := wider[day][d])), None)
            states_of = [next((told[k] for k in cell.keys if k in told), wide) for cell in cells]
            for key in (*states.sides, "contested", "unknown", "untold"):
                side = states.sides.get(key)
                weights = [_weights(state, key, side) for state in (*states_of, wide)]
                _, *figures = _sums(weights, [*parts, rest], [*heads, 0])
                if not figures[2]:
                    continue
                held = zip(cells, weights, strict=False)
                places = sum(lies_in(unit.shape, cell.place) and w[1] > 0.5 for cell, w in held)
                count = round(figures[-1] * scale)
                status = "held" if side else key
                yield unit, Share(day, side, status, *(places, *figures[:-1], count))


def _heads(cell: Cell, people: Mapping[str, int]) -> int:
    return max(people.get(key, 0) for key in cell.keys)


def _around(division: Division, unit: Unit) -> bool:
    middle = shapely.point_on_surface(max(unit.shape.geoms, key=lambda part: part.area))
    return bool(shapely.intersects(division.shape, middle)) and division.level <= unit.level


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
