"""The hidden Markov model of many places at once: posteriors of their states, day by day.

Forward-backward (Rabiner 1989, "A tutorial on hidden Markov models", section III), a step taken
for all places of one number of states together. Everything is done element by element, so that a
place's posterior is the same to the last bit whichever places it is reckoned with: findings must
not depend on what else is weighed.
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
FIGHT_LASTS = 0.9
"""Chance that a fight over a place goes on the next day where nothing is told."""

Matrix = NDArray[np.float64]
_CELLS = 1_000_000
"""Days of places reckoned together: bounds the memory of a step to some 100 MB."""


@dataclass(frozen=True, slots=True)
class Chain:
    """What is observed of one place.

    Attributes:
        fight: which state is that of a fight; None where no claim tells of one.
        days: the days that claims speak of, as ordinals, in order.
        evidence: by day and state, the log-odds that the day's claims give to it.
        turns: by day and state, 0 to 1, how firmly the day's claims say that the place passed on
            from it.
    """

    fight: int | None
    days: tuple[int, ...]
    evidence: list[list[float]]
    turns: list[list[float]]


def posteriors(chains: Sequence[Chain]) -> list[Matrix]:
    """Return the posterior of every chain, by day and state."""
    found: list[Matrix] = [np.empty(0)] * len(chains)
    alike: dict[tuple[int, int | None], list[int]] = defaultdict(list)
    for number, chain in enumerate(chains):
        alike[len(chain.evidence[0]), chain.fight].append(number)
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
    for at, number in enumerate(numbers):
        length = len(chains[numbers[first]].days)
        if 2 * len(chains[number].days) < length or (at - first) * length >= _CELLS:
            yield numbers[first:at]
            first = at
    yield numbers[first:]


def _together(chains: list[Chain]) -> list[Matrix]:
    """The posteriors of chains with the same states, the longest first."""
    fight, size = chains[0].fight, len(chains[0].evidence[0])
    lengths = np.array([len(chain.days) for chain in chains])
    shape = (len(chains), int(lengths[0]), size)
    log, turns = np.zeros(shape), np.zeros(shape)
    gaps = np.ones(shape[:2], dtype=np.int64)
    for n, chain in enumerate(chains):
        log[n, : lengths[n]] = chain.evidence
        turns[n, : lengths[n]] = chain.turns
        gaps[n, 1 : lengths[n]] = np.diff(chain.days)
    seen = np.exp(log - log.max(axis=2, keepdims=True))
    usual = stays(size, fight)
    lasting = usual - turns * (usual - 1 / size)
    passing = (1 - lasting) / (size - 1)
    known, which = np.unique(gaps, return_inverse=True)
    powers = np.stack([step(size, fight, int(gap) - 1) for gap in known])
    which = which.reshape(gaps.shape)
    going = [int((lengths > day).sum()) for day in range(shape[1])]

    forward = np.empty(shape)
    forward[:, 0] = seen[:, 0] / _sum(seen[:, 0])
    for day in range(1, shape[1]):
        n = going[day]
        before = _times(forward[:n, day - 1], powers[which[:n, day]])
        stay, leave = lasting[:n, day], passing[:n, day]
        ahead = (before * (stay - leave) + _sum(before * leave)) * seen[:n, day]
        forward[:n, day] = ahead / _sum(ahead)

    backward = np.ones((shape[0], size))
    posterior = forward.copy()
    for day in range(shape[1] - 1, 0, -1):
        n = going[day]
        stay, leave = lasting[:n, day], passing[:n, day]
        later = backward[:n] * seen[:n, day]
        turned = later * (stay - leave) + leave * _sum(later)
        told = _times(turned, powers[which[:n, day]].transpose(0, 2, 1))
        backward[:n] = told / told.max(axis=1, keepdims=True)
        both = forward[:n, day - 1] * backward[:n]
        posterior[:n, day - 1] = both / _sum(both)
    return [posterior[n, : lengths[n]] for n in range(len(chains))]


def stays(size: int, fight: int | None) -> Matrix:
    """Return the chance of every state that it lasts a day of which nothing is told."""
    lasting = np.full(size, LASTS)
    if fight is not None:
        lasting[fight] = FIGHT_LASTS
    return lasting


@lru_cache(maxsize=100_000)
def step(size: int, fight: int | None, days: int) -> Matrix:
    """Return the chances of going from each state to each other in `days` without a word."""
    lasting = stays(size, fight)
    matrix = np.repeat(((1 - lasting) / (size - 1))[:, None], size, axis=1)
    np.fill_diagonal(matrix, lasting)
    return np.linalg.matrix_power(matrix, days)


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
