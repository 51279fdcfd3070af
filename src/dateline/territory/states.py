"""Who holds each cell on a day, as the record's holdings have it; without one it has no state."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dateline.model import ActorRef, Holding, to_json
from dateline.territory.tessellation import Tessellation, place_key
from dateline.weigh.sides import SideOf, rebels, sides_by, sides_of

STATUSES = ("held", "probable", "claimed", "contested", "unknown")


@dataclass(frozen=True, slots=True)
class Side:
    """A party, whatever its parts are called.

    Attributes:
        key: what tells one side from another.
        actor: what it is called most.
    """

    key: str
    actor: ActorRef

    @property
    def name(self) -> str:
        """The name to print."""
        return self.actor.name or self.actor.text


@dataclass(frozen=True, slots=True)
class State:
    """What is known of a place on a day.

    Attributes:
        side: who holds it; None where contested or unknown.
        holding: the interval that tells it.
    """

    side: Side | None
    holding: Holding


class States:
    """The holdings of a record by place, to be asked for any day."""

    def __init__(self, holdings: Iterable[Holding]) -> None:
        self._of: dict[str, list[Holding]] = defaultdict(list)
        named: dict[str, Counter[ActorRef]] = defaultdict(Counter)
        told = list(holdings)
        side_of: SideOf = sides_of(h.holder for h in told if h.holder)
        self._side_of = side_of
        for holding in told:
            self._of[place_key(holding.place)].append(holding)
            if holding.holder:
                named[side_of(holding.holder)][holding.holder] += 1
        self.sides: Mapping[str, Side] = {
            key: Side(key, _first(counted)) for key, counted in sorted(named.items())
        }

    def on(self, day: dt.date) -> dict[str, State]:
        """Return the state of every place of which one is told for `day`, by the place's key."""
        found = {}
        for key, holdings in self._of.items():
            for holding in holdings:
                begun = holding.from_day is None or holding.from_day <= day
                if begun and (holding.to_day is None or day <= holding.to_day):
                    side = self.sides[self._side_of(holding.holder)] if holding.holder else None
                    found[key] = State(side, holding)
        return found

    def held(self, keys: Iterable[str]) -> bool:
        """Tell whether anybody is ever said to hold one of these places."""
        return any(h.holder for key in keys for h in self._of.get(key, ()))

    def days(self) -> list[dt.date]:
        """Return the days on which any place's state begins or ends, in order."""
        edges = {h.from_day for told in self._of.values() for h in told if h.from_day}
        ends = {h.to_day for told in self._of.values() for h in told if h.to_day}
        return sorted(edges | {end + dt.timedelta(days=1) for end in ends})


def sides_told(holders: Sequence[ActorRef], often: Sequence[int]) -> tuple[list[Side], list[int]]:
    """Return the sides of holders, and for every holder the number of its side.

    Args:
        holders: no one twice.
        often: how many holdings each has.
    """
    named: dict[str, Counter[str]] = defaultdict(Counter)
    for holder, count in zip(holders, often, strict=True):
        if told := rebels(holder):
            named[told[0]][told[1]] += count
    keys = [sides_by(named)(holder) for holder in holders]
    counted: dict[str, Counter[ActorRef]] = defaultdict(Counter)
    for key, holder, count in zip(keys, holders, often, strict=True):
        counted[key][holder] += count
    number = {key: n for n, key in enumerate(counted)}
    sides = [Side(key, _first(of)) for key, of in counted.items()]
    return sides, [number[key] for key in keys]


def by_cell(tessellation: Tessellation, states: Mapping[str, State]) -> list[State | None]:
    """Return the state of every cell: of its first place that has one."""
    return [
        next((states[key] for key in cell.keys if key in states), None)
        for cell in tessellation.cells
    ]


def by_division(tessellation: Tessellation, states: Mapping[str, State]) -> list[State | None]:
    """Return the state of every division that tells of ground of which nothing else does.

    None where it is unknown, and where a place in it is told of later as another side's: what was
    said of the whole is then no more than old news.
    """
    cells = by_cell(tessellation, states)
    found = []
    for division in tessellation.divisions:
        state = states.get(division.key)
        known = state is not None and state.holding.status != "unknown"
        stale = known and any(_overtaken(state, cells[n]) for n in division.inside)
        found.append(state if known and not stale else None)
    return found


def _overtaken(whole: State | None, part: State | None) -> bool:
    if whole is None or part is None or whole.side is None or part.side is None:
        return False
    if part.side.key == whole.side.key:
        return False
    return (part.holding.told or dt.date.min) > (whole.holding.told or dt.date.min)


def _first(counted: Counter[ActorRef]) -> ActorRef:
    """Return the actor that a side is shown by."""
    return min(counted, key=lambda actor: _rank(actor, counted))


def _rank(actor: ActorRef, counted: Counter[ActorRef]) -> tuple[object, ...]:
    person = (actor.id or "").startswith("person.")
    return (actor.id is None, person, -counted[actor], to_json(actor))
