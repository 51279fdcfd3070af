"""Scores of coreference: how near clusters come to the true ones (MUC, B-cubed, CEAF-e, CoNLL)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence

Clusters = Sequence[Iterable[Hashable]]


def conll(gold: Clusters, found: Clusters) -> dict[str, float]:
    """Return F1 in percent of MUC, B-cubed and CEAF-e, and their mean, as CoNLL-2012 scores.

    Args:
        gold: the true clusters.
        found: clusters of the same mentions.
    """
    true, said = [frozenset(c) for c in gold], [frozenset(c) for c in found]
    scores = {
        "muc": _f1(_links(said, true), _links(true, said)),
        "b_cubed": _f1(_purity(said, true), _purity(true, said)),
        "ceaf_e": ceaf_e(true, said),
    }
    scores["conll"] = sum(scores.values()) / 3
    return {name: 100 * score for name, score in scores.items()}


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _where(clusters: Sequence[frozenset[Hashable]]) -> dict[Hashable, int]:
    return {mention: number for number, cluster in enumerate(clusters) for mention in cluster}


def _links(clusters: Sequence[frozenset[Hashable]], others: Sequence[frozenset[Hashable]]) -> float:
    """The share of the links of `clusters` that `others` have too (Vilain et al. 1995)."""
    at = _where(others)
    links = sum(len(cluster) - 1 for cluster in clusters)
    kept = sum(len(cluster) - len({at[m] for m in cluster}) for cluster in clusters)
    return kept / links if links else 0.0


def _purity(
    clusters: Sequence[frozenset[Hashable]], others: Sequence[frozenset[Hashable]]
) -> float:
    """The mean share of a mention's cluster that `others` have with it (Bagga, Baldwin 1998)."""
    at = _where(others)
    total = sum(len(cluster) for cluster in clusters)
    shared = sum(
        n * n / len(cluster)
        for cluster in clusters
        for n in Counter(at[m] for m in cluster).values()
    )
    return shared / total if total else 0.0


def ceaf_e(gold: Sequence[frozenset[Hashable]], found: Sequence[frozenset[Hashable]]) -> float:
    """Return CEAF-e F1 (Luo 2005).

    The one-to-one match is made greedily, by likeness, which can only make it too low.
    """
    at = _where(gold)
    likeness = [
        (2 * shared / (len(cluster) + len(gold[key])), number, key)
        for number, cluster in enumerate(found)
        for key, shared in Counter(at[m] for m in cluster).items()
    ]
    matched, said, true = 0.0, set[int](), set[int]()
    for alike, number, key in sorted(likeness, key=lambda row: (-row[0], row[1], row[2])):
        if number not in said and key not in true:
            said.add(number)
            true.add(key)
            matched += alike
    return 2 * matched / (len(found) + len(gold))
