"""The batched model against the plain one, and against itself in other company."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.weigh.chain import (
    DEFENDED,
    FIGHT_LASTS,
    FOUGHT_FIRST,
    LASTS,
    TURNED,
    Chain,
    Matrix,
    posteriors,
)


@st.composite
def chains(draw: st.DrawFn) -> Chain:
    holders, fought = draw(st.integers(1, 4)), draw(st.booleans())
    days = draw(st.lists(st.integers(0, 4000), min_size=1, max_size=12, unique=True))
    odds, firm = st.floats(-8, 8), st.one_of(st.just(0.0), st.floats(0, 1))
    states, kinds = 2 * holders if fought else holders, 3 * holders + 2
    evidence = st.lists(odds, min_size=states, max_size=states)
    turns = st.lists(firm, min_size=kinds, max_size=kinds)
    return Chain(
        fought=fought,
        days=tuple(sorted(days)),
        prior=tuple(draw(st.floats(0.1, 1)) for _ in range(holders)),
        evidence=[draw(evidence) for _ in days],
        turns=[draw(turns) for _ in days],
    )


def spread(size: int, shares: dict[int, float]) -> Matrix:
    row = np.zeros(size)
    for state, share in shares.items():
        row[state] += share
    return row


def evenly(states: list[int]) -> dict[int, float]:
    return {state: 1 / len(states) for state in states}


def after(holder: int, holders: int) -> dict[int, float]:
    """Who has a place after a fight over it."""
    others = [h for h in range(holders) if h != holder] or [holder]
    shares = {other: (1 - DEFENDED) / len(others) for other in others}
    return shares | {holder: shares.get(holder, 0.0) + DEFENDED}


def silent(holders: int, *, fought: bool) -> Matrix:
    """From state to state on a day of which nothing is told."""
    size = 2 * holders if fought else holders
    rows = []
    for holder in range(holders):
        others = [h for h in range(holders) if h != holder] or [holder]
        row = LASTS * spread(size, {holder: 1.0}) + (1 - LASTS) * spread(size, evenly(others))
        if fought:
            row = LASTS * row + (1 - LASTS) * spread(size, {holders + holder: 1.0})
        rows.append(row)
    for holder in range(size - holders):
        end = (1 - FIGHT_LASTS) * spread(size, after(holder, holders))
        rows.append(FIGHT_LASTS * spread(size, {holders + holder: 1.0}) + end)
    return np.array(rows)


def told(chain: Chain, turns: list[float]) -> Matrix:
    """From state to state on a day of which claims tell, sentence by sentence of `Chain`."""
    holders, size = len(chain.prior), len(chain.evidence[0])
    usual = silent(holders, fought=chain.fought)
    rows = []
    for state in range(size):
        mine, attacked = state % holders, state >= holders
        others = [h for h in range(holders) if h != mine]
        to: list[tuple[float, dict[int, float]]] = [(turns[h], {h: 1.0}) for h in others]
        if others:
            to.append((turns[holders + mine], evenly(others)))
        if attacked:
            to.append((turns[mine], {mine: 1.0}))
            to += [(turns[holders + h], {mine: 1.0}) for h in others]
            to.append((turns[-1], after(mine, holders)))
        elif chain.fought:
            to.append((turns[-2], {holders + mine: 1.0}))
        if chain.fought:
            to += [(turns[2 * holders + h], {h: 0.5, holders + h: 0.5}) for h in others]
        most, total = max((f for f, _ in to), default=0.0), sum(f for f, _ in to)
        row = (1 - TURNED * most) * usual[state]
        for firm, shares in to:
            if firm:
                row = row + TURNED * most * firm / total * spread(size, shares)
        rows.append(row)
    return np.array(rows)


def plain(chain: Chain) -> list[Matrix]:
    """Forward-backward as Rabiner writes it, one place and one matrix at a time."""
    size = len(chain.evidence[0])
    seen = [np.exp(np.array(row)) for row in chain.evidence]
    usual = silent(len(chain.prior), fought=chain.fought)
    gaps = np.diff(chain.days)
    steps = [
        np.linalg.matrix_power(usual, int(gap) - 1) @ told(chain, turns)
        for gap, turns in zip(gaps, chain.turns[1:], strict=True)
    ]
    first = np.array(chain.prior)
    first = np.concatenate([first, FOUGHT_FIRST * first])[:size]
    seen[0] = seen[0] * first
    forward = [seen[0] / seen[0].sum()]
    for matrix, likelihood in zip(steps, seen[1:], strict=True):
        ahead = (forward[-1] @ matrix) * likelihood
        forward.append(ahead / ahead.sum())
    backward, found = np.ones(size), [forward[-1]]
    for at in range(len(steps) - 1, -1, -1):
        backward = steps[at] @ (backward * seen[at + 1])
        backward /= backward.max()
        found.append(forward[at] * backward / (forward[at] * backward).sum())
    return found[::-1]


@settings(deadline=None)  # a busy machine is no failure
@given(st.lists(chains(), min_size=1, max_size=6))
def test_many_places_at_once_are_each_as_if_alone(many: list[Chain]) -> None:
    together = posteriors(many)
    for chain, posterior in zip(many, together, strict=True):
        np.testing.assert_allclose(posterior, plain(chain), rtol=1e-8, atol=1e-12)
        # To the last bit: findings must not depend on what else is weighed.
        assert posterior.tobytes() == posteriors([chain])[0].tobytes()


def test_nothing_is_reckoned_of_nothing() -> None:
    assert posteriors([]) == []
