"""The batched model against the plain one, and against itself in other company."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.weigh.chain import Chain, Matrix, posteriors, stays, step


@st.composite
def chains(draw: st.DrawFn) -> Chain:
    size = draw(st.integers(2, 5))
    days = draw(st.lists(st.integers(0, 4000), min_size=1, max_size=12, unique=True))
    odds, firm = st.floats(-8, 8), st.floats(0, 1)
    row = {"min_size": size, "max_size": size}
    return Chain(
        fight=draw(st.one_of(st.none(), st.integers(0, size - 1))),
        days=tuple(sorted(days)),
        evidence=[draw(st.lists(odds, **row)) for _ in days],  # type: ignore[arg-type]
        turns=[draw(st.lists(firm, **row)) for _ in days],  # type: ignore[arg-type]
    )


def plain(chain: Chain) -> list[Matrix]:
    """Forward-backward as Rabiner writes it, one place and one matrix at a time."""
    size = len(chain.evidence[0])
    seen = [np.exp(np.array(row)) for row in chain.evidence]
    steps = []
    for at in range(1, len(chain.days)):
        usual = stays(size, chain.fight)
        lasting = usual - np.array(chain.turns[at]) * (usual - 1 / size)
        turn = np.repeat(((1 - lasting) / (size - 1))[:, None], size, axis=1)
        np.fill_diagonal(turn, lasting)
        steps.append(step(size, chain.fight, chain.days[at] - chain.days[at - 1] - 1) @ turn)
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
