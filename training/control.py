"""Trains the head that tells control of places: ``python -m training.control SHARED OUT``.

One rule: a text tells of a place as a whole, so what is asked of the head is the best opinion over
the mentions of one name; where coders could differ on a record, nothing is asked.

The texts are this project's own (``training/sentences``, the development sets); running text of
the treebanks, in which nothing is told to change hands, shows what is none.
"""

from __future__ import annotations

import argparse
import logging
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch import nn

from dateline.read.control_head import (
    CHANGES,
    DISTANCES,
    RELATIONS,
    Around,
    around,
    candidates,
    vectors_of,
)
from training.control_graph import build
from training.told import Told, says, told_in_records, told_in_sentences, unlike_war

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from torch import Tensor

LOG = logging.getLogger("training.control")
HEADS = 4
"""Of the attention from a place to the words around it."""
WIDE = 128
"""Of the vectors inside the head."""
PARTY = 64
"""Of the vectors by which a party is chosen."""
BATCH = 64
"""Names of places to a step."""
MENTIONS = 5
"""Mentions of one name that are looked at in a step."""
HELD_TOO = 0.3
"""Weight of "not held" where a place is told as gained: it is held as well."""
PARTIES = 0.5
"""Weight of the parties' loss beside that of the changes."""
NEGATIVES = 3000
"""Names of places taken from running text of no war."""


@dataclass(frozen=True)
class Mention:
    """One mention of a place in a text.

    Attributes:
        text: number of the text.
        seen: what the head looks at.
        actors: head words of those who may be its parties.
    """

    text: int
    seen: Around
    actors: tuple[int, ...]


@dataclass(frozen=True)
class Name:
    """One place of a text, by all mentions of its name.

    Attributes:
        mentions: numbers of the mentions.
        told: 1 where a change is told, [5].
        weight: 0 where coders could differ, [5].
        parties: change, role and the actors' names that are right, where somebody is named.
    """

    mentions: tuple[int, ...]
    told: tuple[float, ...]
    weight: tuple[float, ...]
    parties: tuple[tuple[int, tuple[str, ...], tuple[str, ...]], ...] = ()


@dataclass
class Material:
    """Texts made ready.

    Attributes:
        vectors: of each text's words, [words, width], half precision.
        actors: names of the actor with each head word, by text.
        mentions: of all texts.
        names: what is asked.
    """

    vectors: list[Any] = field(default_factory=list)
    actors: list[dict[int, tuple[str, ...]]] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)

    def add(self, told: Told) -> None:
        """Add one text."""
        scene, number = told.scene, len(self.vectors)
        vectors = vectors_of(scene)
        if vectors is None:
            raise SystemExit("The language model in use gives no vectors.")
        self.vectors.append(vectors.astype(np.float16))
        names: dict[int, tuple[str, ...]] = {}
        for actor in scene.actors:
            also = tuple(n for n in (actor.ref.text, actor.ref.name) if n)
            names[actor.head] = (*names.get(actor.head, ()), *also)
        self.actors.append(names)
        by_name: dict[str, list[int]] = defaultdict(list)
        for place in scene.places:
            if place.span is None or place.role == "description":
                continue
            seen = around(scene.tokens, *scene.tokens_of(place.span))
            actors = tuple(a.head for a in candidates(scene, seen))
            by_name[f"{place.text}\n{place.name or ''}"].append(len(self.mentions))
            self.mentions.append(Mention(number, seen, actors))
        self.names += _names(by_name, told.records)


def _names(by_name: dict[str, list[int]], records: Sequence[dict[str, Any]]) -> Iterator[Name]:
    asked: dict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    for record in records:
        key = tuple(n for n in by_name if says(n.split("\n"), record["place"]))
        if key:
            asked[key].append(record)
    for key, mine in asked.items():
        told, weight = [0.0] * len(CHANGES), [1.0] * len(CHANGES)
        parties = []
        for record in sorted(mine, key=_sure):
            at = CHANGES.index(record["change"])
            told[at], weight[at] = float(_sure(record)), float(_sure(record))
            if _sure(record):
                parties.append((at, tuple(record["holder"]), tuple(record["from"])))
        if told[0] and not told[1]:
            weight[1] *= HELD_TOO
        mentions = tuple(m for n in key for m in by_name[n])
        yield Name(mentions, tuple(told), tuple(weight), tuple(parties))
    used = {n for key in asked for n in key}
    nothing = (0.0,) * len(CHANGES)
    for name, numbers in by_name.items():
        if name not in used:
            yield Name(tuple(numbers), nothing, (1.0,) * len(CHANGES))


def _sure(record: dict[str, Any]) -> bool:
    return bool(record["must"]) and record["status"] in {"asserted", "claimed"}


class Net(nn.Module):  # type: ignore[misc]  # types are checked without PyTorch
    """The head; `training.control_graph` writes the same as a graph."""

    def __init__(self, width: int, drop: float = 0.3) -> None:
        super().__init__()
        self.inp = nn.Linear(width, WIDE)
        self.rel = nn.Embedding(RELATIONS, WIDE)
        self.dist = nn.Embedding(DISTANCES, WIDE)
        self.ln = nn.LayerNorm(WIDE)
        self.att = nn.MultiheadAttention(WIDE, HEADS, batch_first=True, dropout=0.1)
        self.out = nn.Sequential(
            nn.Linear(2 * WIDE, 64),
            nn.GELU(approximate="tanh"),
            nn.Dropout(drop),
            nn.Linear(64, len(CHANGES)),
        )
        self.role = nn.Linear(2 * WIDE, 2 * PARTY)
        self.chg = nn.Embedding(len(CHANGES), 2 * PARTY)
        self.act = nn.Linear(WIDE, PARTY)
        self.null = nn.Parameter(torch.zeros(2))
        self.drop, self.thin = nn.Dropout(drop), nn.Dropout(0.2)

    def forward(self, batch: Batch) -> tuple[Tensor, Tensor, Tensor]:
        """Return chances (as logits) [n, 5], what is told of each place and its words."""
        taken = nn.functional.gelu(self.inp(self.thin(batch.vectors)), approximate="tanh")
        words = torch.zeros(*batch.real.shape, WIDE)
        words[batch.real] = taken + self.rel(batch.relation) + self.dist(batch.distance)
        words = self.ln(words)
        asked = words[torch.arange(len(batch.at)), batch.at]
        drawn, _ = self.att(asked[:, None], words, words, key_padding_mask=~batch.real)
        told = self.drop(torch.cat([drawn[:, 0], asked], -1))
        return self.out(told), told, words

    def parties(self, told: Tensor, words: Tensor, change: int, actors: list[int]) -> Tensor:
        """Return log chances of nobody and each actor for one place, by role, [2, 1 + n]."""
        wanted = (self.role(told) + self.chg.weight[change]).view(2, PARTY)
        fit = wanted @ self.act(words[actors]).T / 8 if actors else torch.zeros(2, 0)
        return torch.cat([self.null[:, None], fit], -1).log_softmax(-1)


@dataclass(frozen=True)
class Batch:
    """Mentions of one step; `vectors`, `relation` and `distance` run over the words of all."""

    vectors: Tensor
    relation: Tensor
    distance: Tensor
    real: Tensor
    at: Tensor


def laid(material: Material, mentions: Sequence[int]) -> Batch:
    """Lay mentions out for one step."""
    mine = [material.mentions[m] for m in mentions]
    real = np.zeros((len(mine), max(len(m.seen.words) for m in mine)), bool)
    for row, m in enumerate(mine):
        real[row, : len(m.seen.words)] = True
    vectors = np.concatenate([material.vectors[m.text][m.seen.words] for m in mine])
    return Batch(
        torch.from_numpy(vectors.astype(np.float32)),
        torch.from_numpy(np.concatenate([m.seen.relation for m in mine])),
        torch.from_numpy(np.concatenate([m.seen.distance for m in mine])),
        torch.from_numpy(real),
        torch.tensor([m.seen.at for m in mine]),
    )


def loss_of(
    net: Net, material: Material, names: Sequence[Name], rnd: np.random.Generator
) -> Tensor:
    """Return the loss of one step."""
    chosen = [
        n.mentions
        if len(n.mentions) <= MENTIONS
        else tuple(rnd.choice(n.mentions, MENTIONS, replace=False).tolist())
        for n in names
    ]
    flat = [m for some in chosen for m in some]
    owner = torch.tensor([k for k, some in enumerate(chosen) for _ in some])
    logits, told, words = net(laid(material, flat))
    best = torch.full((len(names), len(CHANGES)), -1e4).scatter_reduce(
        0, owner[:, None].expand(-1, len(CHANGES)), logits, "amax"
    )
    want, weight = torch.tensor([n.told for n in names]), torch.tensor([n.weight for n in names])
    loss = nn.functional.binary_cross_entropy_with_logits(best, want, reduction="none")
    total = (loss * weight).sum()
    at = 0
    for name, some in zip(names, chosen, strict=True):
        for change, *roles in name.parties:
            row = at + int(logits[at : at + len(some), change].argmax())
            mention = material.mentions[flat[row]]
            first = int(mention.seen.words[0])
            actors = [a - first for a in mention.actors]
            chances = net.parties(told[row], words[row], change, actors)
            names_of = [material.actors[mention.text][a] for a in mention.actors]
            total = total + PARTIES * _party_loss(chances, names_of, roles)
        at += len(some)
    return total / len(names)


def _party_loss(
    chances: Tensor, actors: Sequence[tuple[str, ...]], roles: Sequence[tuple[str, ...]]
) -> Tensor:
    """Return the loss of the parties of one place: that one of those with a right name is chosen.

    Args:
        chances: log chances of nobody and of each actor, by role, [2, 1 + n].
        actors: the names of each actor.
        roles: the names that are right, by role.
    """
    loss = torch.zeros(())
    for role, accepted in enumerate(roles):
        if not accepted:
            right = [0] if role else []  # a gain from nobody told; a holder may be left out
        else:
            right = [1 + k for k, mine in enumerate(actors) if says(mine, accepted)]
        if right:
            loss = loss - torch.logsumexp(chances[role, torch.tensor(right)], 0) / (1 + role)
    return loss


def train(material: Material, names: list[Name], *, epochs: int, rate: float, seed: int) -> Net:
    """Train one net."""
    torch.manual_seed(seed)
    rnd = np.random.default_rng(seed)
    net = Net(material.vectors[0].shape[1])
    optimiser = torch.optim.AdamW(net.parameters(), lr=rate, weight_decay=0.05)
    steps = epochs * -(-len(names) // BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, rate, total_steps=steps + 1)
    for epoch in range(epochs):
        order, total = rnd.permutation(len(names)).tolist(), 0.0
        for at in range(0, len(names), BATCH):
            chosen = [names[n] for n in order[at : at + BATCH]]
            loss = loss_of(net, material, chosen, rnd)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            total += loss.item()
        LOG.info("net %d epoch %d loss %.4f", seed, epoch, total * BATCH / len(names))
    net.eval()
    return net


def weights_of(net: Net) -> dict[str, Any]:
    """Return a net's weights by name."""
    return {name: value.detach().numpy() for name, value in net.state_dict().items()}


def gather(shared: Path, texts: Sequence[Path], sets: Sequence[Path]) -> Material:
    """Read all texts that teach."""
    from dateline.read import open_reader

    reader, material = open_reader(), Material()
    for path in texts:
        for told in told_in_sentences(reader, path):
            material.add(told)
        LOG.info("%s: %d names", path.name, len(material.names))
    for folder in sets:
        for told in told_in_records(reader, folder):
            material.add(told)
        LOG.info("%s: %d names", folder.name, len(material.names))
    asked = len(material.names)
    for told in unlike_war(reader, shared):
        material.add(told)
    rest = material.names[asked:]
    LOG.info("running text: %d names", len(rest))
    few = np.random.default_rng(1).permutation(len(rest))[:NEGATIVES]
    material.names[asked:] = [rest[n] for n in few.tolist()]
    return material


def main() -> None:
    """Run from the command line."""
    ask = argparse.ArgumentParser(prog="python -m training.control", description=__doc__)
    ask.add_argument("shared", type=Path)
    ask.add_argument("out", type=Path, help="graph to write (.onnx)")
    ask.add_argument("--sets", type=Path, nargs="*", default=[], help="folders of gold records")
    ask.add_argument("--texts", type=Path, nargs="*", default=[], help="further labelled sentences")
    ask.add_argument("--nets", type=int, default=2)
    ask.add_argument("--epochs", type=int, default=8)
    ask.add_argument("--rate", type=float, default=1.5e-3)
    ask.add_argument("--threads", type=int, default=1)
    given = ask.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.set_num_threads(given.threads)
    own = sorted((Path(__file__).parent / "sentences").glob("*.txt"))
    material = gather(given.shared, [*own, *given.texts], given.sets)
    LOG.info(
        "%d texts, %d mentions, %d names",
        len(material.vectors),
        len(material.mentions),
        len(material.names),
    )
    nets = [
        weights_of(train(material, material.names, epochs=given.epochs, rate=given.rate, seed=seed))
        for seed in range(given.nets)
    ]
    given.out.write_bytes(build(nets, HEADS).SerializeToString())
    LOG.info("wrote %s: %d bytes", given.out, given.out.stat().st_size)


if __name__ == "__main__":
    main()
