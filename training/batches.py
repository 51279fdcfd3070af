"""Makes batches of tensors from windows.

One rule: windows are laid out as NumPy arrays, which processes can hand to each other; tensors are
made of them where they are used.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import torch

from dateline.read.language.features import HASHES, Featurer, shape_id
from training.data import UNSURE

if TYPE_CHECKING:
    from torch import Tensor

    from training.data import Sentence

IGNORED = -100
NAMES = ("uner", "gum", "re3d")


@dataclass
class Labels:
    """The values that the heads choose among."""

    upos: list[str]
    xpos: list[str]
    feats: list[str]
    labels: list[str]
    uner: list[str]
    gum: list[str]
    re3d: list[str]

    def __post_init__(self) -> None:
        self.number = {
            key: {v: i for i, v in enumerate(getattr(self, key))}
            for key in self.__dataclass_fields__
        }


Array = np.ndarray[Any, np.dtype[np.int32]]


class Laid(NamedTuple):
    """Windows side by side, as arrays of whole numbers."""

    inputs: tuple[Array, ...]
    """In the order of the model's arguments."""
    gold: dict[str, Array]
    sentence: Array
    """Number of every word's sentence in its window, -1 beyond the last word, [B, W]."""


@dataclass
class Batch:
    """Input tensors in the order of the model's arguments, and gold by head."""

    inputs: tuple[Tensor, ...]
    gold: dict[str, Tensor]
    same: Tensor
    """Arcs allowed by gold sentence bounds, [B, W, 1 + W]."""
    real: Tensor
    """Which places hold a word, [B, W]."""
    words: int

    @classmethod
    def of(cls, laid: Laid, device: str = "cpu") -> Batch:
        """Move what was laid out to a device."""

        def tensor(array: Array) -> Tensor:
            return torch.from_numpy(array).to(device, non_blocking=True).long()

        number = tensor(laid.sentence)
        real = number >= 0
        same = (number[:, :, None] == number[:, None]) & real[:, :, None]
        root = torch.ones_like(same[:, :, :1])
        return cls(
            tuple(map(tensor, laid.inputs)),
            {key: tensor(value) for key, value in laid.gold.items()},
            torch.cat([root, same], 2),
            real,
            int((laid.sentence >= 0).sum()),
        )


def piece_count(sentence: Sentence, featurer: Featurer) -> int:
    """Count a sentence's word pieces."""
    return sum(len(featurer(form).pieces) for form in sentence.forms)


def make_batch(
    runs: list[list[Sentence]], featurer: Featurer, labels: Labels, device: str = "cpu"
) -> Batch:
    """Lay windows of running text side by side and make tensors of them."""
    return Batch.of(lay(runs, featurer, labels), device)


def lay(runs: list[list[Sentence]], featurer: Featurer, labels: Labels) -> Laid:
    """Lay windows of running text side by side."""
    rows = [_row(run, featurer) for run in runs]
    size, long, wide = len(rows), max(len(r[0]) for r in rows), max(len(r[2]) for r in rows)
    ids, shapes = np.zeros((size, long), np.int32), np.zeros((size, long), np.int32)
    first, last = np.zeros((size, wide), np.int32), np.zeros((size, wide), np.int32)
    spell = np.zeros((size, wide, HASHES), np.int32)
    length = np.zeros(size, np.int32)
    number_of = np.full((size, wide), -1, np.int32)
    gold = {
        k: np.full((size, wide), IGNORED, np.int32)
        for k in ("start", "upos", "xpos", "feats", "heads", "labels", *NAMES)
    }
    for b, (run, row) in enumerate(zip(runs, rows, strict=True)):
        piece, shape, one, two, hashes = row
        length[b] = len(piece)
        ids[b, : len(piece)], shapes[b, : len(piece)] = piece, shape
        first[b, : len(one)], last[b, : len(one)], spell[b, : len(one)] = one, two, hashes
        at = 0
        for order, sentence in enumerate(run):
            n = len(sentence.forms)
            span = slice(at, at + n)
            number_of[b, span] = order
            if sentence.upos:
                gold["start"][b, span] = 0
                gold["start"][b, at] = 1 if order else IGNORED
                for key in ("upos", "xpos", "feats", "labels"):
                    number = labels.number[key]
                    gold[key][b, span] = [number.get(v, IGNORED) for v in getattr(sentence, key)]
                gold["heads"][b, span] = [0 if h == 0 else at + h for h in sentence.heads]
            for key in NAMES:
                if key in sentence.names:
                    number = labels.number[key]
                    gold[key][b, span] = [
                        IGNORED if v == UNSURE else number.get(v, 0) for v in sentence.names[key]
                    ]
            at += n
    return Laid((ids, shapes, length, first, last, spell), gold, number_of)


Row = tuple[list[int], list[int], list[int], list[int], list[tuple[int, ...]]]


def _row(run: list[Sentence], featurer: Featurer) -> Row:
    pieces, shapes = [featurer.cls], [0]
    first: list[int] = []
    last: list[int] = []
    hashes: list[tuple[int, ...]] = []
    spaced = True
    for sentence in run:
        opens = sentence.opens
        spaced = spaced or opens
        for at, form in enumerate(sentence.forms):
            word = featurer(form)
            first.append(len(pieces))
            pieces.extend(word.pieces)
            last.append(len(pieces) - 1)
            shapes.extend(
                [shape_id(word.case, spaced=spaced, starts_line=opens and at == 0)]
                * len(word.pieces)
            )
            hashes.append(word.hashes)
            spaced = sentence.spaced[at]
    pieces.append(featurer.sep)
    shapes.append(0)
    return pieces, shapes, first, last, hashes
