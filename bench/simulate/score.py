"""How near to the truth of a synthetic war beliefs of its press come."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bench.simulate.world import CONTESTED, World
from dateline.model import EventFinding, Holding

_BINS = 10


@dataclass(frozen=True)
class Beliefs:
    """What is believed, by place and day.

    Attributes:
        side: 0, 1, or below 0 where nobody is named.
        chance: that the side named holds the place; 0.5 where nobody is.
        known: whether anything at all is told of the place up to the day.
    """

    side: NDArray[np.int8]
    chance: NDArray[np.float64]
    known: NDArray[np.bool_]


def of_holdings(
    holdings: Iterable[Holding], places: int, days: int, start: int, sides: Sequence[str]
) -> Beliefs:
    """Return the beliefs that intervals of control tell."""
    side = np.full((places, days), CONTESTED, dtype=np.int8)
    chance = np.full((places, days), 0.5)
    known = np.zeros((places, days), dtype=bool)
    for holding in holdings:
        number = int((holding.place.id or "").rpartition(":")[2])
        first = holding.from_day.toordinal() - start if holding.from_day else 0
        last = holding.to_day.toordinal() - start + 1 if holding.to_day else days
        run = slice(max(0, first), max(0, last))
        known[number, max(0, first) :] = True
        if holding.holder is not None:
            side[number, run] = sides.index(holding.holder.id or "")
            chance[number, run] = holding.probability
    return Beliefs(side, chance, known)


def figures(beliefs: Beliefs, war: World, judged: NDArray[np.bool_]) -> dict[str, float]:
    """Return error, Brier score and calibration over place-days on which a side holds the place.

    Args:
        beliefs: to be scored.
        war: the truth.
        judged: the place-days to score: the same ones for all beliefs.
    """
    truth = war.holder.T
    sure = judged & (truth != CONTESTED)
    named = sure & (beliefs.side >= 0)
    right = named & (beliefs.side == truth)
    of_truth = np.where(beliefs.side == truth, beliefs.chance, 1 - beliefs.chance)
    of_truth = np.where(beliefs.side >= 0, of_truth, 0.5)
    chance, hit = beliefs.chance[named], right[named]
    return {
        "error": 1 - right.sum() / sure.sum(),
        "wrong": (named & ~right).sum() / sure.sum(),
        "unsure": 1 - named.sum() / sure.sum(),
        "brier": float(((1 - of_truth[sure]) ** 2).mean()),
        "ece": calibration(chance, hit),
    }


def calibration(chance: NDArray[np.float64], hit: NDArray[np.bool_]) -> float:
    """Return the expected calibration error over ten equal bins (Naeini et al. 2015)."""
    bins = np.minimum((chance * _BINS).astype(int), _BINS - 1)
    gaps = [
        (bins == b).mean() * abs(chance[bins == b].mean() - hit[bins == b].mean())
        for b in np.unique(bins)
    ]
    return float(sum(gaps))


def clustering(events: Iterable[EventFinding], of: Mapping[str, int]) -> dict[str, float]:
    """Return B-cubed and CEAF-e F1 of events over claims of which the true event is known.

    B-cubed after Bagga and Baldwin (1998); CEAF-e after Luo (2005), its one-to-one match found
    greedily by similarity, which can only be too low.
    """
    found = [[of[c] for c in e.claims if c in of] for e in events]
    found = [cluster for cluster in found if cluster]
    sizes = Counter(key for cluster in found for key in cluster)
    total = sum(sizes.values())
    precise = recalled = 0.0
    likeness: list[tuple[float, int, int]] = []
    for number, cluster in enumerate(found):
        for key, shared in Counter(cluster).items():
            precise += shared * shared / len(cluster)
            recalled += shared * shared / sizes[key]
            likeness.append((2 * shared / (len(cluster) + sizes[key]), number, key))
    taken: tuple[set[int], set[int]] = (set(), set())
    matched = 0.0
    for alike, number, key in sorted(likeness, key=lambda row: (-row[0], row[1], row[2])):
        if number not in taken[0] and key not in taken[1]:
            taken[0].add(number)
            taken[1].add(key)
            matched += alike
    p, r = precise / total, recalled / total
    return {
        "b_cubed": 2 * p * r / (p + r),
        "ceaf_e": 2 * matched / (len(found) + len(sizes)),
    }


def changes(war: World) -> dict[int, list[tuple[int, int]]]:
    """Return the day and new holder of every change of hands, by place."""
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for happening in war.happenings:
        if happening.taken:
            found[happening.place].append((happening.day, happening.actor))
    return found
