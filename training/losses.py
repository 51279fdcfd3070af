"""What a reader is trained to lower: distance from gold, and from its teachers' opinions.

One rule: every loss is a mean over words, so heads that are known for few words weigh little.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch
import torch.nn.functional as nnf

from training.batches import IGNORED

if TYPE_CHECKING:
    from torch import Tensor

    from training.batches import Batch
    from training.model import Reader

WEIGHTS = {
    "start": 1.0,
    "upos": 0.5,
    "xpos": 0.5,
    "feats": 0.5,
    "uner": 1.5,
    "gum": 0.4,
    "re3d": 1.0,
}
CLASSES = ("upos", "xpos", "feats", "uner", "gum", "re3d")
"""Heads that choose one of a set for each word, in the order of the model's outputs."""

Outputs = dict[str, "Tensor"]


def outputs(model: Reader, batch: Batch) -> Outputs:
    """Run the network; arcs out of a word's sentence and to itself are ruled out."""
    start, *classes, arcs, dep, head = (x.float() for x in model(*batch.inputs))
    wide = arcs.shape[1]
    arcs = arcs.masked_fill(~batch.same, -1e4)
    places = torch.arange(wide, device=arcs.device)
    arcs[:, places, places + 1] = -1e4
    out = dict(zip(CLASSES, classes, strict=True))
    out.update(start=start, arcs=arcs, dep=dep, head=head)
    return out


def gold_losses(model: Reader, out: Outputs, batch: Batch) -> dict[str, Tensor]:
    """Measure the distance from the annotation, for each head that it tells of."""
    gold = batch.gold
    losses: dict[str, Tensor] = {}
    for key in CLASSES:
        losses[key] = (
            nnf.cross_entropy(
                out[key].flatten(0, 1), gold[key].flatten(), ignore_index=IGNORED, reduction="sum"
            )
            / batch.words
        )
    known = gold["start"] != IGNORED
    losses["start"] = (
        nnf.binary_cross_entropy_with_logits(
            out["start"][known], gold["start"][known].float(), reduction="sum"
        )
        / batch.words
        * 4
    )
    known = gold["heads"] != IGNORED
    losses["arc"] = (
        nnf.cross_entropy(out["arcs"][known], gold["heads"][known], reduction="sum") / batch.words
    )
    rows, cols = known.nonzero(as_tuple=True)
    scores = model.label_scores(
        out["dep"][rows, cols], out["head"][rows, gold["heads"][rows, cols]]
    )
    losses["label"] = (
        nnf.cross_entropy(scores, gold["labels"][rows, cols], ignore_index=IGNORED, reduction="sum")
        / batch.words
    )
    return losses


def opinions(teachers: list[Reader], batch: Batch) -> Outputs:
    """Average the probabilities that teachers give; ``arcs`` [B, W, 1 + W], labels of best arcs."""
    with torch.no_grad():
        said = [outputs(teacher, batch) for teacher in teachers]
        mean = {
            key: torch.stack([s[key].softmax(-1) for s in said]).mean(0)
            for key in (*CLASSES, "arcs")
        }
        mean["start"] = torch.stack([s["start"].sigmoid() for s in said]).mean(0)
        # Gold arcs where they are known: a label is asked for of the arc that is there.
        gold = batch.gold["heads"]
        mean["heads"] = torch.where(gold == IGNORED, mean["arcs"].argmax(-1), gold)
        rows, cols = batch.real.nonzero(as_tuple=True)
        heads = mean["heads"][rows, cols]
        mean["label"] = torch.stack(
            [
                teacher.label_scores(s["dep"][rows, cols], s["head"][rows, heads]).softmax(-1)
                for teacher, s in zip(teachers, said, strict=True)
            ]
        ).mean(0)
    return mean


def taught_losses(model: Reader, out: Outputs, told: Outputs, batch: Batch) -> dict[str, Tensor]:
    """Measure the distance from teachers' probabilities, on every word."""
    real = batch.real

    def distance(scores: Tensor, share: Tensor) -> Tensor:
        return -(share * scores.log_softmax(-1)).sum() / batch.words

    losses = {key: distance(out[key][real], told[key][real]) for key in CLASSES}
    losses["arc"] = distance(out["arcs"][real], told["arcs"][real])
    losses["start"] = (
        nnf.binary_cross_entropy_with_logits(
            out["start"][real], told["start"][real], reduction="sum"
        )
        / batch.words
        * 4
    )
    rows, cols = real.nonzero(as_tuple=True)
    heads = told["heads"][rows, cols]
    scores = model.label_scores(out["dep"][rows, cols], out["head"][rows, heads])
    losses["label"] = distance(scores, told["label"])
    return losses


def total(losses: dict[str, Tensor]) -> Tensor:
    """Add losses up by their weights."""
    return torch.stack([WEIGHTS.get(key, 1.0) * value for key, value in losses.items()]).sum()
