"""Decodes the network's scores of one text to sentences, heads and labels.

One rule: no arc crosses a sentence, and a line break always ends one.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from dateline.read.language.trees import best_tree

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from dateline.read.language.network import Network, Scores
    from dateline.read.language.windows import Words


class Parse(NamedTuple):
    """A text's grammar; arrays run over its words."""

    starts: NDArray[np.bool_]
    """Where sentences start."""
    heads: NDArray[np.int64]
    """Number of the word that each hangs on, -1 for a root."""
    labels: NDArray[np.int64]
    """Number of each word's label."""
    upos: NDArray[np.int64]
    xpos: NDArray[np.int64]
    feats: NDArray[np.int64]


def parse(network: Network, words: Words, scores: list[Scores]) -> Parse:
    """Find the sentences of a text and the best tree of each."""
    starts = np.array(words.lines, bool)
    heads = np.zeros(len(starts), np.int64)
    if not scores:
        return Parse(starts, heads, heads, heads, heads, heads)
    ends = []
    for (begin, end), score in zip(words.windows, scores, strict=True):
        starts[begin:end] |= score.start > 0
        starts[begin] = True
        bounds = [*np.flatnonzero(starts[begin:end]).tolist(), end - begin]
        inside = np.zeros(end - begin, np.int64)
        for a, b in pairwise(bounds):
            # The root's column, then those of the sentence's own words.
            own = np.concatenate((score.arcs[a:b, :1], score.arcs[a:b, a + 1 : b + 1]), 1)
            found = best_tree(own)
            inside[a:b] = np.where(found > 0, found + a, 0)
        heads[begin:end] = np.where(inside > 0, inside + (begin - 1), -1)
        ends.append(score.label_head[inside])
    dep = np.concatenate([score.label_dep for score in scores])
    labels = network.labels_of(dep, np.concatenate(ends), heads < 0)
    upos, xpos, feats = (
        np.concatenate([getattr(score, key) for score in scores])
        for key in ("upos", "xpos", "feats")
    )
    return Parse(starts, heads, labels, upos, xpos, feats)
