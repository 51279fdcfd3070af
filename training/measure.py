"""Measures a model on gold words while it trains; ``bench/language.py`` measures what ships."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch

from training.batches import Batch, Labels, make_batch, piece_count

if TYPE_CHECKING:
    from dateline.read.language.features import Featurer
    from training.data import Document, Sentence
    from training.model import Reader


def packed(documents: list[Document], featurer: Featurer, most: int = 180) -> list[list[Sentence]]:
    """Pack consecutive sentences to windows of at most so many pieces, shortest windows first."""
    runs: list[list[Sentence]] = []
    for document in documents:
        run: list[Sentence] = []
        used = 0
        for sentence in document.sentences:
            pieces = piece_count(sentence, featurer)
            if run and used + pieces > most:
                runs.append(run)
                run, used = [], 0
            run.append(sentence)
            used += pieces
        runs.append(run)
    return sorted(runs, key=lambda r: sum(len(s.forms) for s in r))


def spans(tags: list[str]) -> set[tuple[int, int, str]]:
    """Read BIO tags leniently as spans."""
    out, start, kind = set(), 0, ""
    for at, tag in enumerate([*tags, "O"]):
        if kind and (tag == "O" or tag[0] == "B" or tag[2:] != kind):
            out.add((start, at, kind))
            kind = ""
        if tag != "O" and not kind:
            start, kind = at, tag[2:]
    return out


def f1(right: int, guessed: int, gold: int) -> float:
    """F1 in per cent."""
    return 200 * right / max(1, guessed + gold)


@torch.no_grad()  # type: ignore[untyped-decorator]
def measure(
    model: Reader, documents: list[Document], featurer: Featurer, labels: Labels
) -> dict[str, float]:
    """Score greedily with gold sentence bounds; names by span."""
    model.eval()
    runs = packed(documents, featurer)
    count = dict.fromkeys(
        ("words", "upos", "xpos", "feats", "uas", "las", "right", "guess", "gold"), 0
    )
    names = {k: [0, 0, 0] for k in ("uner", "gum", "re3d")}
    device = model.root.device.type
    for at in range(0, len(runs), 8):
        batch: Batch = make_batch(runs[at : at + 8], featurer, labels, device)
        out = model(*batch.inputs)
        start, upos, xpos, feats, uner, gum, re3d, arcs, dep, head = (x.float() for x in out)
        gold = batch.gold
        known = gold["heads"] >= 0
        count["words"] += int(known.sum())
        for key, scores in (("upos", upos), ("xpos", xpos), ("feats", feats)):
            count[key] += int(((scores.argmax(-1) == gold[key]) & known).sum())
        wide = arcs.shape[1]
        arcs = arcs.masked_fill(~batch.same, -1e9)
        arcs[:, torch.arange(wide), torch.arange(wide) + 1] = -1e9
        best = arcs.argmax(-1)
        fits = (best == gold["heads"]) & known
        count["uas"] += int(fits.sum())
        rows, cols = known.nonzero(as_tuple=True)
        chosen = model.label_scores(dep[rows, cols], head[rows, best[rows, cols]]).argmax(-1)
        count["las"] += int((fits[rows, cols] & (chosen == gold["labels"][rows, cols])).sum())
        begins, truth = (start > 0) & (gold["start"] >= 0), gold["start"] == 1
        count["right"] += int((begins & truth).sum())
        count["guess"] += int(begins.sum())
        count["gold"] += int(truth.sum())
        for key, scores in (("uner", uner), ("gum", gum), ("re3d", re3d)):
            inventory = getattr(labels, key)
            for b in range(len(scores)):
                here = gold[key][b] >= 0
                if here.any():
                    want = spans([inventory[i] for i in gold[key][b][here].tolist()])
                    got = spans([inventory[i] for i in scores[b].argmax(-1)[here].tolist()])
                    for i, n in enumerate((len(want & got), len(got), len(want))):
                        names[key][i] += n
    n = max(1, count["words"])
    result = (
        {k: 100 * count[k] / n for k in ("upos", "xpos", "feats", "uas", "las")}
        if count["words"]
        else {}
    )
    if count["gold"]:
        result["starts"] = f1(count["right"], count["guess"], count["gold"])
    result.update({k: f1(*v) for k, v in names.items() if v[2]})
    model.train()
    return {k: round(v, 2) for k, v in result.items()}
