"""The decoder always gives one tree with one root, and the best one."""

from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from dateline.read.language.trees import best_tree, reaches_root


def is_tree(heads: np.ndarray) -> bool:
    return int((heads == 0).sum()) == 1 and reaches_root(np.asarray(heads))


def best_by_trying(scores: np.ndarray) -> float:
    size = len(scores)
    return max(
        float(scores[np.arange(size), list(heads)].sum())
        for heads in product(range(size + 1), repeat=size)
        if is_tree(np.array(heads)) and all(h != i + 1 for i, h in enumerate(heads))
    )


def test_a_greedy_tree_is_kept() -> None:
    scores = np.full((3, 4), -5.0, np.float32)
    scores[0, 2] = scores[1, 0] = scores[2, 2] = 5
    assert best_tree(scores).tolist() == [2, 0, 2]


def test_a_cycle_is_broken_where_it_costs_least() -> None:
    scores = np.zeros((2, 3), np.float32)
    scores[0] = [1, 0, 9]
    scores[1] = [3, 9, 0]
    assert best_tree(scores).tolist() == [2, 0]


def test_one_word_is_the_root() -> None:
    assert best_tree(np.array([[-3.0, 8.0]], np.float32)).tolist() == [0]


@settings(max_examples=150, deadline=None)
@given(
    st.integers(2, 4).flatmap(
        lambda n: arrays(np.float32, (n, n + 1), elements=st.integers(-9, 9).map(float))
    )
)
def test_it_is_the_best_tree_there_is(scores: np.ndarray) -> None:
    heads = best_tree(scores)
    assert is_tree(heads)
    found = float(scores[np.arange(len(heads)), heads].sum())
    # Roots are tried among those that the free choice proposes: rarely another were better.
    assert found <= best_by_trying(scores) + 1e-4


@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 30).flatmap(
        lambda n: arrays(np.float32, (n, n + 1), elements=st.floats(-50, 50, width=32))
    )
)
def test_any_scores_give_a_tree(scores: np.ndarray) -> None:
    assert is_tree(best_tree(scores))


def test_a_long_ring_is_no_trouble() -> None:
    size = 300
    scores = np.zeros((size, size + 1), np.float32)
    scores[np.arange(size), (np.arange(size) + 1) % size + 1] = 9
    assert is_tree(best_tree(scores))
