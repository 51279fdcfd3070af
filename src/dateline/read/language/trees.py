"""Finds the best dependency tree of a sentence from the scores of its arcs.

One rule: the result is a tree with one root, whatever the scores.  The greedy choice is kept
where it is such a tree already (nine sentences of ten); else Chu-Liu and Edmonds decide
(McDonald et al. 2005), for each root that the free choice proposes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

# More roots than these come only from what is no sentence; the weaker ones never won.
MOST_ROOTS: Final = 6
_NEVER: Final = np.float32(-1e9)


def best_tree(scores: NDArray[np.float32]) -> NDArray[np.int64]:
    """Choose a head for every word.

    Args:
        scores: Score of word ``i`` hanging on ``j``, [n, 1 + n]; column 0 is the root.

    Returns:
        Heads counted from 1, 0 for the root word, [n].
    """
    size = len(scores)
    if size == 1:
        return np.zeros(1, np.int64)
    scores = scores.copy()
    np.fill_diagonal(scores[:, 1:], _NEVER)
    heads: NDArray[np.int64] = scores.argmax(1)
    roots = np.flatnonzero(heads == 0)
    if len(roots) == 1 and reaches_root(heads):
        return heads
    square = np.full((size + 1, size + 1), _NEVER, np.float32)
    square[1:] = scores
    heads = _edmonds(square)[1:]
    roots = np.flatnonzero(heads == 0)
    if len(roots) == 1:
        return heads
    best, most = heads, -np.inf
    for root in roots[scores[roots, 0].argsort()[-MOST_ROOTS:]]:
        one = square.copy()
        one[1:, 0] = _NEVER
        one[root + 1] = _NEVER
        one[root + 1, 0] = 0.0
        tried = _edmonds(one)[1:]
        total = float(scores[np.arange(size), tried].sum())
        if total > most:
            best, most = tried, total
    return best


def reaches_root(heads: NDArray[np.int64]) -> bool:
    """Tell whether every word hangs on the root in the end (pointer doubling)."""
    up: NDArray[np.int64] = np.concatenate(([0], heads))
    for _ in range(len(up).bit_length()):
        up = up[up]
    return not bool(up.any())


def _edmonds(scores: NDArray[np.float32]) -> NDArray[np.int64]:
    """Find the best arborescence of a score matrix [child, head] over node 0."""
    size = len(scores)
    scores = scores.copy()
    np.fill_diagonal(scores, _NEVER)
    heads: NDArray[np.int64] = scores.argmax(1)
    heads[0] = 0
    cycle = _cycle(heads)
    if cycle is None:
        return heads
    inside: NDArray[np.bool_] = np.zeros(size, bool)
    inside[cycle] = True
    rest = np.flatnonzero(~inside)
    # Contract the cycle to one node, the last of the smaller graph.
    small = np.full((len(rest) + 1, len(rest) + 1), _NEVER, np.float32)
    small[:-1, :-1] = scores[np.ix_(rest, rest)]
    out = scores[np.ix_(rest, cycle)]
    leave = out.argmax(1)
    small[:-1, -1] = out[np.arange(len(rest)), leave]
    gain = scores[np.ix_(cycle, rest)] - scores[cycle, heads[cycle]][:, None]
    enter = gain.argmax(0)
    small[-1, :-1] = gain[enter, np.arange(len(rest))]
    found = _edmonds(small)
    result = heads.copy()
    for at, node in enumerate(rest):
        up = found[at]
        result[node] = cycle[leave[at]] if up == len(rest) else rest[up]
    broken = found[-1]
    result[cycle[enter[broken]]] = rest[broken]
    result[0] = 0
    return result


def _cycle(heads: NDArray[np.int64]) -> NDArray[np.int64] | None:
    """Find one cycle that does not run through the root; None where there is none."""
    colour = np.zeros(len(heads), np.int64)
    colour[0] = -1
    for start in range(1, len(heads)):
        path = []
        node = start
        while colour[node] == 0:
            colour[node] = start
            path.append(node)
            node = int(heads[node])
        if colour[node] == start:
            return np.array(path[path.index(node) :], np.int64)
        colour[path] = -1
    return None
