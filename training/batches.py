"""Makes batches of tensors from windows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

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


@dataclass
class Batch:
    """Input tensors in the order of the model's arguments, and gold by head."""

    inputs: tuple[Tensor, ...]
    gold: dict[str, Tensor]
    same: Tensor
    """Arcs allowed by gold sentence bounds, [B, W, 1 + W]."""
    words: int
    pieces: int


def piece_count(sentence: Sentence, featurer: Featurer) -> int:
    """Count a sentence's word pieces."""
    return sum(len(featurer(form).pieces) for form in sentence.forms)


def make_batch(runs: list[list[Sentence]], featurer: Featurer, labels: Labels) -> Batch:
    """Lay windows of running text side by side."""
    rows = [_row(run, featurer) for run in runs]
    size, long, wide = len(rows), max(len(r[0]) for r in rows), max(len(r[2]) for r in rows)
    ids, shapes = np.zeros((size, long), np.int64), np.zeros((size, long), np.int64)
    first, last = np.zeros((size, wide), np.int64), np.zeros((size, wide), np.int64)
    spell = np.zeros((size, wide, HASHES), np.int64)
    length = np.zeros(size, np.int64)
    same = np.zeros((size, wide, wide + 1), bool)
    same[:, :, 0] = True
    gold = {
        k: np.full((size, wide), IGNORED, np.int64)
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
            same[b, span, at + 1 : at + n + 1] = True
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
    inputs = tuple(torch.from_numpy(x) for x in (ids, shapes, length, first, last, spell))
    words = int((first > 0).sum())
    return Batch(
        inputs,
        {k: torch.from_numpy(v) for k, v in gold.items()},
        torch.from_numpy(same),
        words,
        int(length.sum()),
    )


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
