"""Who held a place from when to when: a state model over the days that claims speak of.

A hidden Markov model, as Anders (2020, "Territorial control in civil wars") uses for control: the
states of a place are the sides that claims name there, anybody else, and contested; they last
from day to day, and change easily where a claim says that the place changed hands. Each
observation multiplies the odds of its side; those of one lineage on one day count once. It
departs from Anders in what is observed: claims of control, weighed by who makes them, in place of
counts of violence. What is said of a province speaks for its places, weakly (`areas`). What was
last known stands; `told` says of which day it is.
"""

from __future__ import annotations

import datetime as dt
import itertools
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from dateline.model import ActorRef, ControlClaim, Holding, PlaceRef, content_id, to_json
from dateline.model.claim import Extent
from dateline.model.finding import HoldingStatus
from dateline.weigh.areas import inside, spread
from dateline.weigh.observations import CONTESTED, Observation, observations
from dateline.weigh.places import PlaceOf, best_place
from dateline.weigh.sides import SideOf
from dateline.weigh.telling import Telling

LASTS = 0.985
"""Chance that a side that holds a place holds it the next day where nothing is told."""
FIGHT_LASTS = 0.9
"""Chance that a fight over a place goes on the next day where nothing is told."""
HELD, PROBABLE, CLAIMED = 0.75, 0.55, 0.4
"""Posterior from which a side is said to hold a place, to hold it probably, or to claim it where
nobody but itself says so."""
FADES = dt.timedelta(days=math.ceil(math.log(0.5) / math.log(FIGHT_LASTS)))
"""After how long a fight of which nothing more is told is as likely over as not: seven days."""
SPLIT = 0.3
"""Posterior that two sides must both have for a place to be called contested between them."""
SHARP = 4.0
"""Log-odds of an observation of strength 1: about 98 %."""

_OTHER = "somebody else"
_DAY = dt.timedelta(days=1)

_Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _State:
    """What is believed of a place from one day until the next that claims speak of."""

    day: dt.date
    side: str | None
    status: HoldingStatus
    probability: float


def holdings(
    tellings: Iterable[Telling], place_of: PlaceOf, side_of: SideOf
) -> dict[str, list[Holding]]:
    """Return the holdings of every place, in order of days, by the place's key.

    Args:
        tellings: of all kinds of claims, in their order; those of no control tell which places
            there are.
        place_of: the place of every claim.
        side_of: the side of every actor.
    """
    told = list(tellings)
    within = inside(told, place_of)
    seen: dict[str, list[Observation]] = defaultdict(list)
    wheres: dict[str, list[PlaceRef]] = defaultdict(list)
    for telling in told:
        place = place_of.get(telling.claim.id)
        if not place:
            continue
        wheres[place].append(telling.claim.where)
        if isinstance(telling.claim, ControlClaim):
            seen[place].extend(observations(telling, side_of))
            for key, observation in spread(telling, within, side_of):
                seen[key].append(observation)
    return {p: _of_place(seen[p], best_place(wheres[p])) for p in sorted(seen) if seen[p]}


def _of_place(seen: list[Observation], place: PlaceRef) -> list[Holding]:
    ordered = _last_word(sorted(seen, key=lambda o: (o.day, o.telling.order, o.side, o.strength)))
    states = list(_faded(_runs(_states(ordered)), ordered))
    names = _names(ordered)
    ends: list[dt.date | None] = [state.day - _DAY for state in states[1:]]
    found = []
    before: dt.date | None = None  # the last day on which the state before is told
    for state, end in zip(states, [*ends, None], strict=True):
        within = [o for o in ordered if o.day >= state.day and (end is None or o.day <= end)]
        sides = [(o, (o.side == (state.side or CONTESTED)) == (o.strength > 0)) for o in within]
        backing = [o for o, carries in sides if carries]
        claims = tuple(sorted({o.telling.claim.id for o in backing}))
        other = {o.telling.claim.id for o, carries in sides if not carries}
        against = tuple(sorted(other.difference(claims)))
        lone = not claims and len(against) < 2
        exact = any(o.change and o.day == state.day for o in backing)
        since = before + _DAY if before and not exact and before + _DAY < state.day else None
        before = max((o.day for o in backing), default=state.day)
        found.append(
            Holding(
                id=content_id("holding", place.id or place.text, state.day, state.side, claims),
                place=place,
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


def _last_word(ordered: list[Observation]) -> list[Observation]:
    """Halve what a place's change of hands on a day is told before another on the same day.

    The holder of a day is who holds the place at its end, and the later report knows more.
    """
    last: dict[dt.date, str] = {}
    changes = [o for o in ordered if o.change and o.strength > 0]
    for seen in sorted(changes, key=lambda o: (_published(o), o.telling.claim.span)):
        last[seen.day] = seen.side
    weighed = []
    for seen in ordered:
        early = seen.change and seen.strength > 0 and last[seen.day] != seen.side
        weighed.append(_scaled(seen, 0.5) if early else seen)
    return weighed


def _published(seen: Observation) -> tuple[float, dt.date]:
    report = seen.telling.report
    at = report.published_at
    day = report.published or dt.date.min
    return (at.timestamp() if at and at.tzinfo else day.toordinal() * 86400.0 - 62135596800.0, day)


def _scaled(seen: Observation, factor: float) -> Observation:
    from dataclasses import replace

    return replace(seen, strength=seen.strength * factor)


def _states(ordered: Sequence[Observation]) -> list[_State]:
    """What is believed on each day that claims speak of."""
    names = [*sorted({o.side for o in ordered}), _OTHER]
    by_day: dict[dt.date, list[Observation]] = defaultdict(list)
    for seen in ordered:
        by_day[seen.day].append(seen)
    days = sorted(by_day)
    evidence = [_evidence(by_day[day], names) for day in days]
    steps = [
        _step(names, (day - before).days, turns=_turns(by_day[day], names))
        for before, day in itertools.pairwise(days)
    ]
    posterior = _smoothed(evidence, steps)
    beliefs = dict(zip(days, posterior, strict=True))
    carried = _carried(beliefs, by_day, names)
    return [_state(day, belief, names, carried[day]) for day, belief in beliefs.items()]


def _carried(
    beliefs: dict[dt.date, _Matrix], by_day: dict[dt.date, list[Observation]], names: list[str]
) -> dict[dt.date, bool]:
    """Whether anybody but the likeliest side itself names it, in the run of its days."""
    carried: dict[dt.date, bool] = {}
    for side, run in groupby(beliefs, key=lambda day: names[_likeliest(beliefs[day], names)]):
        days = list(run)
        told = any(
            o.side == side and o.strength > 0 and not o.partisan for d in days for o in by_day[d]
        )
        carried |= dict.fromkeys(days, told)
    return carried


def _likeliest(belief: _Matrix, names: list[str]) -> int:
    rounded = [round(float(p), 3) for p in belief]
    return min(range(len(names)), key=lambda i: (-rounded[i], names[i] != _OTHER, names[i]))


def _evidence(seen: list[Observation], names: list[str]) -> _Matrix:
    """The likelihood of a day's observations under every state."""
    strongest: dict[tuple[str, str, bool], float] = {}
    for o in seen:
        key = (o.telling.line, o.side, o.strength > 0)
        strongest[key] = max(strongest.get(key, 0.0), abs(o.strength))
    log = np.zeros(len(names))
    for (_, side, positive), strength in sorted(strongest.items()):
        log[names.index(side)] += SHARP * strength * (1 if positive else -1)
    likelihood: _Matrix = np.exp(log - log.max())
    return likelihood


def _turns(seen: list[Observation], names: list[str]) -> _Matrix:
    """How strongly a day's claims say, 0 to 1, that the place passed from each state to another.

    A gain says so of all but the side that gains, a loss of the side that loses.
    """
    turns = np.zeros(len(names))
    for o in seen:
        if o.change:
            passes = np.array([(name == o.side) == (o.strength < 0) for name in names])
            turns = np.maximum(turns, abs(o.strength) * passes)
    return turns


def _step(names: list[str], days: int, *, turns: _Matrix) -> _Matrix:
    """The chances of going from each state to each other over some days.

    On a day on which a state is said to have passed it lasts the less the firmer that is said;
    at 1 every state is as likely to follow as any other.
    """
    size = len(names)
    stay = np.array([FIGHT_LASTS if name == CONTESTED else LASTS for name in names])
    usual = np.linalg.matrix_power(_transition(stay, size), days - 1)
    return usual @ _transition(stay - turns * (stay - 1 / size), size)


def _transition(stay: _Matrix, size: int) -> _Matrix:
    matrix = np.repeat(((1 - stay) / (size - 1))[:, None], size, axis=1)
    np.fill_diagonal(matrix, stay)
    return matrix


def _smoothed(evidence: list[_Matrix], steps: list[_Matrix]) -> list[_Matrix]:
    """The posterior of every day given all days (forward-backward, Rabiner 1989)."""
    forward = [evidence[0] / evidence[0].sum()]
    for step, seen in zip(steps, evidence[1:], strict=True):
        ahead = (forward[-1] @ step) * seen
        forward.append(ahead / ahead.sum())
    backward = np.ones_like(evidence[0])
    posterior = [forward[-1]]
    for index in range(len(steps) - 1, -1, -1):
        backward = steps[index] @ (backward * evidence[index + 1])
        backward /= backward.max()
        both = forward[index] * backward
        posterior.append(both / both.sum())
    return posterior[::-1]


def _state(day: dt.date, belief: _Matrix, names: list[str], carried: bool) -> _State:
    rounded = [round(float(p), 3) for p in belief]
    best = _likeliest(belief, names)
    side, p = names[best], rounded[best]
    if side == CONTESTED:
        return _State(day, None, "contested", p)
    if side != _OTHER and p >= (PROBABLE if carried else CLAIMED):
        firm: HoldingStatus = "held" if p >= HELD else "probable"
        return _State(day, side, firm if carried else "claimed", p)
    rivals = [r for n, r in zip(names, rounded, strict=True) if n not in (_OTHER, CONTESTED)]
    split = sum(r >= SPLIT for r in rivals) > 1
    return _State(day, None, "contested" if split else "unknown", p)


def _runs(states: list[_State]) -> list[_State]:
    """Join days of one holder; a run is as sure as its surest day."""
    runs: list[_State] = []
    for state in states:
        last = runs[-1] if runs else None
        firm = ("held", "probable")
        same = (
            last is not None
            and last.side == state.side
            and (last.status == state.status or (last.status in firm and state.status in firm))
        )
        if last is None or not same:
            runs.append(state)
        elif state.probability > last.probability:
            runs[-1] = _State(last.day, state.side, state.status, state.probability)
    return runs


def _faded(states: list[_State], ordered: list[Observation]) -> Iterator[_State]:
    """Yield `states`, each fight followed by "unknown" once it is older than fights last.

    A town may stay in one hand for years without a word in the press; a battle does not.
    """
    told = {o.day for o in ordered}
    for state, after in itertools.zip_longest(states, states[1:]):
        yield state
        if state.status != "contested":
            continue
        until = after.day if after else dt.date.max
        last = max(day for day in told if state.day <= day < until)
        if last + FADES < until:
            yield _State(last + FADES, None, "unknown", round(state.probability / 2, 3))


def _names(ordered: list[Observation]) -> dict[str, ActorRef]:
    """The reference to show for each side: what it is called most, the register's names first."""
    from msgspec.structs import replace

    forms: dict[str, Counter[ActorRef]] = defaultdict(Counter)
    for seen in ordered:
        if seen.holder:
            forms[seen.side][replace(seen.holder, span=None)] += 1
    return {
        side: min(counted, key=lambda actor, counted=counted: _rank(actor, counted))  # type: ignore[misc]
        for side, counted in forms.items()
    }


def _rank(actor: ActorRef, counted: Counter[ActorRef]) -> tuple[object, ...]:
    # "Assad lost the town": the side is meant, and no table should say that a person holds it.
    person = (actor.id or "").startswith("person.")
    return (actor.id is None, person, -counted[actor], to_json(actor))


def _extent(backing: list[Observation]) -> Extent:
    order: tuple[Extent, ...] = ("whole", "most", "part")
    return min((o.telling.claim.extent for o in backing), key=order.index, default="whole")
