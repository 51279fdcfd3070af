"""What is believed of a place on each day that claims speak of: observations to states.

The states of a place are the sides that claims name there, anybody else, and a fight over it. An
observation adds to the log-odds of its side; those of one lineage on one day count once.
"""

from __future__ import annotations

import datetime as dt
import itertools
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from dateline.model.finding import HoldingStatus
from dateline.weigh.chain import FIGHT_LASTS, Chain, Matrix, posteriors, step
from dateline.weigh.observations import CONTESTED, Observation

HELD, PROBABLE, CLAIMED = 0.75, 0.55, 0.4
"""Posterior from which a side is said to hold a place, to hold it probably, or to claim it where
nobody but itself says so."""
FADES = dt.timedelta(days=math.ceil(math.log(0.5) / math.log(FIGHT_LASTS)))
"""After how long a fight of which nothing more is told is as likely over as not: seven days."""
UNDISPUTED = dt.timedelta(days=3)
"""After how long what only a side itself claims is probable where nobody says otherwise. On the
simulator's wars for tuning such claims of three days and more were right on .75 to 1 of the days,
at every noise, which is what those called probable are; those of fewer days on .60 to .92."""
BACK, HELD_BEFORE = 30, 0.995
"""Days up to which who lost a place is taken to have held it before, and the chance by which that
is less sure a day further back: places that pass from hand to hand within weeks are exceptions,
most were their loser's for months."""
SPLIT = 0.3
"""Posterior that two sides must both have for a place to be called contested between them."""
SHARP = 4.0
"""Log-odds of an observation of strength 1: about 98 %."""

STRANGER = 0.2
"""How much less likely a place of which several sides are told is to be held by none of them."""

OTHER = "somebody else"
_DAY = dt.timedelta(days=1)
_FIRM = ("held", "probable")


@dataclass(frozen=True, slots=True)
class State:
    """What is believed of a place from one day until the next state begins.

    Attributes:
        day: the first day.
        side: who holds it; None where nobody does for sure.
        status: how sure.
        probability: of the side; of the likeliest state where nobody holds it for sure.
        rests: the day of the state that it is inferred from, where nothing is told on its days.
    """

    day: dt.date
    side: str | None
    status: HoldingStatus
    probability: float
    rests: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """The observations of one place.

    Attributes:
        ordered: in order of days.
        names: the states.
        by_day: the same observations by day.
        fought: whether any of them tells of a fight.
    """

    ordered: list[Observation]
    names: list[str]
    by_day: dict[dt.date, list[Observation]]
    fought: bool

    @classmethod
    def of(cls, observations: Iterable[Observation]) -> Seen:
        """Return `observations`, whose order does not matter, as those of one place."""
        keyed = [((o.day, o.telling.order, o.side, o.strength), o) for o in observations]
        keyed.sort(key=lambda pair: pair[0])
        ordered = _last_word([o for _, o in keyed])
        by_day: dict[dt.date, list[Observation]] = defaultdict(list)
        for seen in ordered:
            by_day[seen.day].append(seen)
        sides = {o.side for o in ordered}
        names = [*sorted(sides - {CONTESTED}), OTHER]
        return cls(ordered, names, by_day, CONTESTED in sides)

    def chain(self) -> Chain:
        """Return what the model reckons with."""
        index = {name: at for at, name in enumerate(self.names)}
        several = len(self.names) > 2
        return Chain(
            fought=self.fought,
            days=tuple(day.toordinal() for day in self.by_day),
            prior=tuple(STRANGER if n == OTHER and several else 1.0 for n in self.names),
            evidence=[_evidence(told, index, fought=self.fought) for told in self.by_day.values()],
            turns=[_turns(told, index) for told in self.by_day.values()],
        )


def states(seen: Sequence[Seen]) -> list[list[State]]:
    """Return the states of every place, in order of days."""
    chains = [one.chain() for one in seen]
    return [
        list(_before(_credited(_faded(_runs(_states(one, p)), one, p), one), one))
        for one, p in zip(seen, posteriors(chains), strict=True)
    ]


def _last_word(ordered: list[Observation]) -> list[Observation]:
    """Halve what was told of a place's change of hands before a later report told otherwise.

    The holder of a day is who holds the place at its end, and the later report knows more: of two
    changes of one day the last told counts, and a denial counts less once others tell it again.
    """
    changes: dict[dt.date, list[Observation]] = defaultdict(list)
    for seen in ordered:
        if seen.change and seen.strength > 0:
            changes[seen.day].append(seen)
    last = {day: max(told, key=_told_at) for day, told in changes.items()}
    outdone = {
        (o.day, o.telling.claim.id)
        for o in ordered
        if o.strength < 0
        and o.telling.claim.status == "denied"
        and (change := last.get(o.day)) is not None
        and change.side == o.side
        and not change.partisan
        and _told_at(o)[:2] < _told_at(change)[:2]
    }

    def overtaken(o: Observation) -> bool:
        if (o.day, o.telling.claim.id) in outdone:
            return True
        return o.change and o.strength > 0 and last[o.day].side != o.side

    return [replace(o, strength=o.strength * 0.5) if overtaken(o) else o for o in ordered]


def _told_at(seen: Observation) -> tuple[object, ...]:
    report = seen.telling.report
    at = report.published_at
    day = report.published or dt.date.min
    second = at.timestamp() if at and at.tzinfo else (day.toordinal() - 719163) * 86400.0
    return (second, day, seen.telling.claim.span, seen.telling.order, seen.side)


def _evidence(told: list[Observation], index: dict[str, int], *, fought: bool) -> list[float]:
    """The log-odds that a day's observations give to every state.

    Who says that a side holds a place says that nobody fights it there; who says that it has come
    in says that it may. What speaks against a side speaks against it either way.
    """
    holders = len(index)
    strongest: dict[tuple[str, str, bool, bool], float] = {}
    for o in told:
        key = (o.telling.line, o.side, o.strength > 0, _entry(o))
        strongest[key] = max(strongest.get(key, 0.0), abs(o.strength))
    log = [0.0] * (2 * holders if fought else holders)
    for (_, side, positive, entry), strength in sorted(strongest.items()):
        odds = SHARP * strength * (1 if positive else -1)
        if side == CONTESTED:
            for at in range(holders, len(log)):
                log[at] += odds
            continue
        log[index[side]] += odds
        if fought and (entry or not positive):
            log[holders + index[side]] += odds
    return log


def _entry(o: Observation) -> bool:
    """Whether it tells that a side came into a place and has a part of it."""
    return o.change and o.strength > 0 and o.telling.claim.extent == "part"


def _turns(told: list[Observation], index: dict[str, int]) -> list[float]:
    """How firmly a day's claims say that the place turned; see `Chain`."""
    holders = len(index)
    turns = [0.0] * (3 * holders + 2)
    for o in told:
        if o.side == CONTESTED:
            at = 3 * holders
        elif o.change:
            kind = 2 if _entry(o) else 0 if o.strength > 0 else 1
            at = kind * holders + index[o.side]
        elif o.day == o.telling.end:
            at = 3 * holders + 1
        else:
            continue
        if o.change or o.strength > 0:
            turns[at] = max(turns[at], abs(o.strength))
    return turns


def _states(seen: Seen, posterior: Matrix) -> list[State]:
    """The state of every day that claims speak of."""
    beliefs = [_belief(row, seen) for row in posterior.tolist()]
    names = _shown(seen)
    best = [_likeliest(belief, names) for belief in beliefs]
    found: list[State] = []
    days = list(zip(seen.by_day, beliefs, best, strict=True))
    for at, run in itertools.groupby(days, key=lambda day: day[2]):
        told, side = list(run), names[at]
        # Whether anybody but the side itself names it, anywhere in the run of its days.
        carried = any(
            o.side == side and o.strength > 0 and not o.partisan
            for day, _, _ in told
            for o in seen.by_day[day]
        )
        found += [_state(day, belief, at, names, carried) for day, belief, _ in told]
    return found


def _shown(seen: Seen) -> list[str]:
    return [*seen.names, CONTESTED] if seen.fought else seen.names


def _belief(row: list[float], seen: Seen) -> list[float]:
    """The chance of every holder in quiet, and of a fight."""
    holders = len(seen.names)
    quiet = [round(p, 3) for p in row[:holders]]
    return [*quiet, round(sum(row[holders:]), 3)] if seen.fought else quiet


def _likeliest(belief: list[float], names: list[str]) -> int:
    most = max(belief)
    return min(
        (at for at, p in enumerate(belief) if p == most),
        key=lambda at: (names[at] != OTHER, names[at]),
    )


def _state(day: dt.date, belief: list[float], best: int, names: list[str], carried: bool) -> State:
    side, p = names[best], belief[best]
    if side == CONTESTED:
        return State(day, None, "contested", p)
    if side != OTHER and p >= (PROBABLE if carried else CLAIMED):
        firm: HoldingStatus = "held" if p >= HELD else "probable"
        return State(day, side, firm if carried else "claimed", p)
    rivals = [r for n, r in zip(names, belief, strict=True) if n not in (OTHER, CONTESTED)]
    split = sum(r >= SPLIT for r in rivals) > 1
    return State(day, None, "contested" if split else "unknown", p)


def _runs(told: list[State]) -> list[State]:
    """Join days of one holder; a run is as sure as its surest day."""
    runs: list[State] = []
    for state in told:
        last = runs[-1] if runs else None
        same = (
            last is not None
            and last.side == state.side
            and (last.status == state.status or (last.status in _FIRM and state.status in _FIRM))
        )
        if last is None or not same:
            runs.append(state)
        elif state.probability > last.probability:
            runs[-1] = replace(state, day=last.day)
    return runs


def _faded(runs: list[State], seen: Seen, posterior: Matrix) -> Iterator[State]:
    """Yield `runs`, each fight that is older than fights last followed by what is left of it.

    A town may stay in one hand for years without a word in the press; a battle does not. Who held
    the place when the fight was told of holds it probably still; where that is not known, nobody
    knows.
    """
    days = list(seen.by_day)
    before: State | None = None
    for state, after in itertools.zip_longest(runs, runs[1:]):
        yield state
        if state.status != "contested":
            before = state
            continue
        until = after.day if after else dt.date.max
        last = max(day for day in days if state.day <= day < until)
        if last + FADES >= until:
            continue
        left = posterior[days.index(last)] @ step(len(seen.names), seen.fought, FADES.days)
        # Whoever has the place by now, fought over or in quiet.
        belief = [round(p, 3) for p in left.reshape(-1, len(seen.names)).sum(axis=0).tolist()]
        found = _state(last + FADES, belief, _likeliest(belief, seen.names), seen.names, True)
        rests = before.day if before and before.side == found.side else state.day
        if found.status in _FIRM:
            yield replace(found, status="probable", rests=rests)
        else:
            yield replace(found, side=None, status="unknown")


def _credited(told: Iterator[State], seen: Seen) -> Iterator[State]:
    """Yield `told`, what only a side itself claims called probable once nobody has disputed it."""
    for state, after in itertools.pairwise(itertools.chain(told, [None])):
        if state is None:
            return
        yield state
        until = after.day if after else dt.date.max
        since = state.day + UNDISPUTED
        if state.status != "claimed" or state.probability < PROBABLE or since >= until:
            continue
        days = [day for day in seen.by_day if state.day <= day < until]
        if all((o.side == state.side) == (o.strength > 0) for d in days for o in seen.by_day[d]):
            yield replace(state, day=since, status="probable", rests=state.day)


def _before(told: Iterator[State], seen: Seen) -> Iterator[State]:
    """Yield `told`, the first of them from as early on as it is probable.

    That a place was taken from somebody says that he held it the day before and so, ever less
    surely, the days before that one.
    """
    first = next(told)
    implied = [
        o
        for o in seen.by_day[first.day]
        if o.side == first.side and o.strength > 0 and o.day < (o.telling.start or o.day)
    ]
    if first.status not in _FIRM or not implied:
        yield first
        yield from told
        return
    sure = [first.probability]
    while len(sure) <= BACK and sure[-1] * HELD_BEFORE >= PROBABLE:
        sure.append(sure[-1] * HELD_BEFORE)
    mean = round(sum(sure) / len(sure), 3)
    since = first.day - (len(sure) - 1) * _DAY
    firm: HoldingStatus = "held" if mean >= HELD else "probable"
    after = next(told, None)
    if after is not None and after.day == first.day + _DAY:
        yield replace(first, day=since, status=firm, probability=mean)
    else:
        if since < first.day:
            early = round(sum(sure[1:]) / len(sure[1:]), 3)
            yield State(since, first.side, "probable", early, rests=first.day)
        yield first
    if after is not None:
        yield after
    yield from told
