"""The hidden Markov model of many places at once: posteriors of their states, day by day.

A state is a holder whom nobody troubles or one who is fought over the place, so that a fight of
which no end is told leaves the place with whom it was before. Forward-backward (Rabiner 1989, "A
tutorial on hidden Markov models", section III), a step taken for all places of one number of
states together. Everything is done element by element, so that a place's posterior is the same to
the last bit whichever places it is reckoned with: findings must not depend on what else is weighed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

LASTS = 0.998
"""Chance that a side that holds a place holds it the next day where nothing is told: a place that
changes hands unheard of is rare, one in five hundred days. Swept .985 to .998 on the simulator's
wars for tuning: the higher, the fewer errors at every noise, the calibration as good."""
FIGHT_LASTS = 0.75
"""Chance that a fight over a place goes on the next day where nothing is told: half are over in
three days. Where the record of two wars tells of a fight (Afghanistan 2021, Kharkiv 2022), its end
came two days later on average. Swept .7 to .9 on the simulator's wars for tuning: the lower, the
fewer errors; long sieges, of which there are none, call for more."""
DEFENDED = 0.9
"""Chance that who held a place before a fight of which no end is told holds it after: most fights
move no line. .8 does as well on the simulator's wars for tuning."""
TURNED = 0.5
"""Chance that a place turns on a day on which a claim that is surely right says that it did: as
likely as not, so that the weight of the claims decides. .3 and .7 do worse on the simulator's wars
for tuning."""
FOUGHT_FIRST = 0.2
"""How much less likely a place is to be fought over than in quiet, before anything is told."""

Matrix = NDArray[np.float64]
_CELLS = 10_000_000
"""Chances of going from state to state reckoned together: bounds the memory of a step."""


@dataclass(frozen=True, slots=True)
class Chain:
    """What is observed of one place.

    Attributes:
        fought: whether any claim tells of a fight; every holder then has a second state, fought
            over the place, after those of all holders in quiet.
        days: the days that claims speak of, as ordinals, in order.
        prior: by holder, how likely it is to be the first, in shares.
        evidence: by day and state, the log-odds that the day's claims give to it.
        turns: by day, 0 to 1, how firmly its claims say of every holder that it took the place,
            then of every one that it lost it, then of every one that it came in and has a part
            of it, last that there was a fight, and that somebody held the place.
    """

    fought: bool
    days: tuple[int, ...]
    prior: tuple[float, ...]
    evidence: list[list[float]]
    turns: list[list[float]]


def posteriors(chains: Sequence[Chain]) -> list[Matrix]:
    """Return the posterior of every chain, by day and state."""
    found: list[Matrix] = [np.empty(0)] * len(chains)
    alike: dict[tuple[int, bool], list[int]] = defaultdict(list)
    for number, chain in enumerate(chains):
        alike[len(chain.prior), chain.fought].append(number)
    for numbers in alike.values():
        # Longest first: at every day those that still go on are the first so many.
        numbers.sort(key=lambda n: -len(chains[n].days))
        for batch in _batches(numbers, chains):
            reckoned = _together([chains[n] for n in batch])
            for number, posterior in zip(batch, reckoned, strict=True):
                found[number] = posterior
    return found


def _batches(numbers: list[int], chains: Sequence[Chain]) -> Iterator[list[int]]:
    """Yield runs of chains, none of more than twice the length of another in it."""
    first = 0
    most = _CELLS // len(chains[numbers[0]].evidence[0]) ** 2
    for at, number in enumerate(numbers):
        length = len(chains[numbers[first]].days)
        if 2 * len(chains[number].days) < length or (at - first) * length >= most:
            yield numbers[first:at]
            first = at
    yield numbers[first:]


def _together(chains: list[Chain]) -> list[Matrix]:
    """The posteriors of chains with the same states, the longest first."""
    fought, holders, size = chains[0].fought, len(chains[0].prior), len(chains[0].evidence[0])
    lengths = np.array([len(chain.days) for chain in chains])
    shape = (len(chains), int(lengths[0]), size)
    log, turns = np.zeros(shape), np.zeros((*shape[:2], 3 * holders + 2))
    gaps = np.ones(shape[:2], dtype=np.int64)
    for n, chain in enumerate(chains):
        log[n, : lengths[n]] = chain.evidence
        turns[n, : lengths[n]] = chain.turns
        gaps[n, 1 : lengths[n]] = np.diff(chain.days)
    seen = np.exp(log - log.max(axis=2, keepdims=True))
    steps = told_steps(turns, holders, fought)
    known, which = np.unique(gaps, return_inverse=True)
    powers = np.stack([step(holders, fought, int(gap) - 1) for gap in known])
    which = which.reshape(gaps.shape)
    going = [int((lengths > day).sum()) for day in range(shape[1])]

    forward = np.empty(shape)
    first = np.array([first_chances(chain.prior, fought) for chain in chains]) * seen[:, 0]
    forward[:, 0] = first / _sum(first)
    for day in range(1, shape[1]):
        n = going[day]
        before = _times(forward[:n, day - 1], powers[which[:n, day]])
        ahead = _times(before, steps[:n, day]) * seen[:n, day]
        forward[:n, day] = ahead / _sum(ahead)

    backward = np.ones((shape[0], size))
    posterior = forward.copy()
    for day in range(shape[1] - 1, 0, -1):
        n = going[day]
        turned = _times(backward[:n] * seen[:n, day], steps[:n, day].transpose(0, 2, 1))
        told = _times(turned, powers[which[:n, day]].transpose(0, 2, 1))
        backward[:n] = told / told.max(axis=1, keepdims=True)
        both = forward[:n, day - 1] * backward[:n]
        posterior[:n, day - 1] = both / _sum(both)
    return [posterior[n, : lengths[n]] for n in range(len(chains))]


def first_chances(prior: Sequence[float], fought: bool) -> list[float]:
    """Return how likely each state is before anything is told, in shares."""
    return [*prior, *(FOUGHT_FIRST * chance for chance in prior)] if fought else [*prior]


def told_steps(turns: Matrix, holders: int, fought: bool) -> Matrix:
    """Return the chances of going from each state to each other on days of which claims tell.

    Args:
        turns: see `Chain`; any dimensions before the last.
        holders: how many.
        fought: see `Chain`.
    """
    usual = step(holders, fought, 1)
    size = len(usual)
    steps = np.empty((*turns.shape[:-1], size, size))
    for state in range(size):
        most, total = np.zeros(turns.shape[:-1]), np.zeros(turns.shape[:-1])
        turned = np.zeros((*turns.shape[:-1], size))
        for at, to in _turning(state, holders, size):
            firm = turns[..., at]
            most, total = np.maximum(most, firm), total + firm
            turned += firm[..., None] * to
        turning = TURNED * most
        share = turning / np.where(total > 0, total, 1.0)
        steps[..., state, :] = (1 - turning)[..., None] * usual[state] + share[..., None] * turned
    return steps


def _turning(state: int, holders: int, size: int) -> Iterator[tuple[int, Matrix]]:
    """Yield which of a day's turns moves a state, and where to."""
    holder, fighting, fought = state % holders, state >= holders, size > holders
    others = [h for h in range(holders) if h != holder]
    gains, losses, entries = (range(n * holders, (n + 1) * holders) for n in range(3))
    fight, held = 3 * holders, 3 * holders + 1
    yield from ((gains[other], _only(other, size)) for other in others)
    if others:
        yield losses[holder], _even(others, size)
    if fighting:
        # The fight is over where its holder has the place for sure or another leaves it.
        yield gains[holder], _only(holder, size)
        yield from ((losses[other], _only(holder, size)) for other in others)
        yield held, _after(holder, holders, size)
    elif fought:
        yield fight, _only(holders + holder, size)
    if fought:
        # Who came in has the place by the evening, or fights for it.
        yield from ((entries[other], _even([other, holders + other], size)) for other in others)


@lru_cache(maxsize=100_000)
def step(holders: int, fought: bool, days: int) -> Matrix:
    """Return the chances of going from each state to each other in `days` without a word."""
    size = 2 * holders if fought else holders
    matrix = np.zeros((size, size))
    for holder in range(holders):
        others = [h for h in range(holders) if h != holder]
        matrix[holder] = LASTS * _only(holder, size)
        matrix[holder] += (1 - LASTS) * _even(others or [holder], size)
        if fought:
            over = (1 - FIGHT_LASTS) * _after(holder, holders, size)
            matrix[holders + holder] = FIGHT_LASTS * _only(holders + holder, size) + over
            # A fight that breaks out unheard of is as rare as a change of hands.
            matrix[holder] = LASTS * matrix[holder]
            matrix[holder, holders + holder] += 1 - LASTS
    return np.linalg.matrix_power(matrix, days)


def _only(state: int, size: int) -> Matrix:
    row = np.zeros(size)
    row[state] = 1.0
    return row


def _even(states: Sequence[int], size: int) -> Matrix:
    row = np.zeros(size)
    for state in states:
        row[state] = 1 / len(states)
    return row


def _after(holder: int, holders: int, size: int) -> Matrix:
    """Who has the place after a fight over it."""
    others = [h for h in range(holders) if h != holder]
    return DEFENDED * _only(holder, size) + (1 - DEFENDED) * _even(others or [holder], size)


def _sum(some: Matrix) -> Matrix:
    """The sums over states, one addition after another, as a column."""
    total = some[:, 0].copy()
    for state in range(1, some.shape[1]):
        total += some[:, state]
    return total[:, None]


def _times(some: Matrix, steps: Matrix) -> Matrix:
    """Every row times its matrix."""
    total = some[:, 0, None] * steps[:, 0]
    for state in range(1, some.shape[1]):
        total += some[:, state, None] * steps[:, state]
    return total
