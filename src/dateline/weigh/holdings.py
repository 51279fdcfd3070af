"""Who held a place from when to when: a state model over the days that claims speak of.

A hidden Markov model, as Anders (2020, "Territorial control in civil wars") uses for control: the
states of a place are the sides that claims name there, anybody else, and contested; they last
from day to day, and change easily where a claim says that the place changed hands (`beliefs`,
`chain`). It departs from Anders in what is observed: claims of control, weighed by who makes
them, in place of counts of violence. What is said of a province speaks for its places, weakly
(`areas`). What was last known stands; `told` says of which day it is. docs/weighing.md tells the
whole method.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.model import ActorRef, ControlClaim, Holding, PlaceRef, content_id, to_json
from dateline.model.claim import Extent
from dateline.weigh.areas import spread
from dateline.weigh.beliefs import Seen, State, states
from dateline.weigh.observations import CONTESTED, Observation, observations
from dateline.weigh.register import government_of
from dateline.weigh.sides import SideOf
from dateline.weigh.telling import Telling

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Ground:
    """All that is told of who held one place.

    Attributes:
        place: to show.
        told: claims at the place, of all kinds, in their order.
        around: claims of the division that it lies in.
    """

    place: PlaceRef
    told: Sequence[Telling]
    around: Sequence[Telling] = ()


def holdings(grounds: Sequence[Ground], side_of: SideOf) -> list[list[Holding]]:
    """Return the holdings of every place, in order of days; none where nothing tells of any.

    Args:
        grounds: the places.
        side_of: the side of every actor.
    """
    known: dict[int, Seen] = {}
    for at, ground in enumerate(grounds):
        said = [
            observation
            for telling in ground.told
            if isinstance(telling.claim, ControlClaim)
            for observation in observations(telling, side_of)
        ]
        said += [observation for t in ground.around for observation in spread(t, side_of)]
        if said:
            known[at] = Seen.of(said)
    found: list[list[Holding]] = [[] for _ in grounds]
    for (at, seen), told in zip(known.items(), states(list(known.values())), strict=True):
        found[at] = _found(told, seen, grounds[at].place)
    return found


def _found(told: list[State], seen: Seen, place: PlaceRef) -> list[Holding]:
    """The states of one place as findings, with the claims that carry each and those against."""
    names = _names(seen.ordered)
    ends: list[dt.date | None] = [state.day - _DAY for state in told[1:]]
    days = list(zip(told, [*ends, None], strict=True))
    found = []
    before: dt.date | None = None  # the last day on which the state before is told
    for state, end in days:
        said = _within(seen, *_told_of(state.rests or state.day, days))
        sides = [(o, (o.side == (state.side or CONTESTED)) == (o.strength > 0)) for o in said]
        # What a claim says of the later day is its word; what it implies of the day before is not.
        last = {o.telling.claim.id: o.day for o, _ in sorted(sides, key=lambda told: told[0].day)}
        carrying = {o.telling.claim.id for o, carries in sides if carries and _word(o, last)}
        backing = [o for o, carries in sides if carries and o.telling.claim.id in carrying]
        claims = tuple(sorted(carrying))
        against = tuple(sorted(last.keys() - carrying))
        lone = not claims and len(against) < 2
        exact = any(o.change and o.day == state.day for o in backing)
        since = before + _DAY if before and not exact and before + _DAY < state.day else None
        before = max((min(o.day, end or o.day) for o in backing), default=state.day)
        found.append(
            Holding(
                id=content_id("holding", place.id or place.text, state.day, state.side, claims),
                place=_by_itself(place),
                holder=names[state.side] if state.side else None,
                # It takes two claims to contest a place; one alone only leaves it open.
                status="unknown" if lone and state.status == "contested" else state.status,
                from_day=state.day,
                to_day=end,
                earliest=since,
                told=before,
                extent=_extent(backing),
                probability=state.probability,
                claims=claims,
                against=against,
                lineages=len({o.telling.line for o in backing}),
            )
        )
    return found


def _by_itself(place: PlaceRef) -> PlaceRef:
    """Leave out a point that is another place's.

    "The UN base near Bor" and "a village outside Homs" lie somewhere about the town; who holds
    them does not hold it, as a mark on its very point would say.
    """
    from msgspec.structs import replace

    if place.id is not None or place.precision != "near":
        return place
    return replace(place, lat=None, lon=None, radius_km=None, precision=None)


def _word(seen: Observation, last: dict[str, dt.date]) -> bool:
    return seen.day == last[seen.telling.claim.id]


def _told_of(
    day: dt.date, days: list[tuple[State, dt.date | None]]
) -> tuple[dt.date, dt.date | None]:
    """First and last day of the state that stands on `day` and that claims tell of."""
    return next(
        (state.day, end) for state, end in days if state.day <= day and (end is None or day <= end)
    )


def _within(seen: Seen, first: dt.date, last: dt.date | None) -> list[Observation]:
    return [o for o in seen.ordered if first <= o.day and (last is None or o.day <= last)]


def _names(ordered: list[Observation]) -> dict[str, ActorRef]:
    """The reference to show for each side: what it is called most, the register's names first.

    Army, police and ministries of a state are one side, which goes by its government's name:
    whichever of them a report saw, a map has one colour for it.
    """
    from msgspec.structs import replace

    forms: dict[str, Counter[ActorRef]] = defaultdict(Counter)
    for seen in ordered:
        if seen.holder:
            forms[seen.side][replace(seen.holder, span=None)] += 1
    return {side: _as_government(_shown(counted)) for side, counted in forms.items()}


def _shown(counted: Counter[ActorRef]) -> ActorRef:
    return min(counted, key=lambda actor: _rank(actor, counted))


def _as_government(actor: ActorRef) -> ActorRef:
    from msgspec.structs import replace

    known = government_of(actor.id) if actor.id else None
    if known is None:
        return actor
    return replace(actor, id=known[0], name=known[1], plover=known[2])


def _rank(actor: ActorRef, counted: Counter[ActorRef]) -> tuple[object, ...]:
    # "Assad lost the town": the side is meant, and no table should say that a person holds it.
    person = (actor.id or "").startswith("person.")
    return (actor.id is None, person, -counted[actor], to_json(actor))


def _extent(backing: list[Observation]) -> Extent:
    order: tuple[Extent, ...] = ("whole", "most", "part")
    return min((o.telling.claim.extent for o in backing), key=order.index, default="whole")
