"""Deals out epochs: documents cut anew into windows, changed at random and laid side by side.

One rule: an epoch depends on its seed alone, whichever process makes it.
"""

from __future__ import annotations

import multiprocessing
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from training.augment import augment
from training.batches import Labels, Laid, lay, piece_count
from training.data import Document, Sentence, runs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dateline.read.language.features import Featurer

RE3D_TIMES = 3
"""How often re3d is shown in an epoch: it is 12,000 words beside 320,000."""


@dataclass(frozen=True)
class Material:
    """What epochs are cut from."""

    documents: list[tuple[Document, int]]
    """Each with the times it is shown in an epoch."""
    featurer: Featurer
    labels: Labels
    budget: int
    """Pieces of a batch, padding included."""
    longest: int
    """Pieces of a window."""


def groups(material: Material, rng: np.random.Generator) -> list[list[list[Sentence]]]:
    """Cut all documents anew into windows and group windows of like length."""
    featurer = material.featurer
    windows = []
    for document, times in material.documents:
        for _ in range(times):
            for run in runs(document, rng, lambda s: piece_count(s, featurer), material.longest):
                changed = augment(run, rng)
                windows.append((sum(piece_count(s, featurer) for s in changed), changed))
    windows.sort(key=lambda w: w[0] + rng.random() * 12)
    found: list[list[list[Sentence]]] = []
    group: list[list[Sentence]] = []
    most = 0
    for size, run in windows:
        if group and max(most, size) * (len(group) + 1) > material.budget:
            found.append(group)
            group, most = [], 0
        group.append(run)
        most = max(most, size)
    found.append(group)
    rng.shuffle(found)
    return found


def _epoch(seed: int) -> list[Laid]:
    material = _held[0]
    rng = np.random.default_rng(seed)
    return [lay(group, material.featurer, material.labels) for group in groups(material, rng)]


_held: list[Material] = []
"""What a process makes epochs of."""


def epochs(material: Material, seed: int, processes: int = 0) -> Iterator[list[Laid]]:
    """Give epoch after epoch without end, made ahead by so many processes (0: in this one)."""
    _held[:] = [material]
    seeds = (seed * 100_000 + n for n in range(100_000))
    if not processes:
        yield from map(_epoch, seeds)
        return
    # Forked, so that the documents are shared and not sent.
    with multiprocessing.get_context("fork").Pool(processes) as pool:
        ahead = [pool.apply_async(_epoch, (next(seeds),)) for _ in range(2 * processes)]
        for made in seeds:
            yield ahead.pop(0).get()
            ahead.append(pool.apply_async(_epoch, (made,)))
