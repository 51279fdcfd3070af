"""The network in PyTorch: MiniLM with case in its input, spellings beside it, and many heads.

One rule: its outputs are the graph's outputs, in the order of ``OUTPUTS``; whatever comes after
(sentence masks, trees, name spans) is decoded by ``dateline.read.language``.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as nnf
from torch import Tensor, nn

from dateline.read.language.features import HASH_ROWS, SHAPES

WIDTH, LAYERS, ATTENTION_HEADS, INNER = 384, 6, 12, 1536
"""The encoder that ships: MiniLM's."""
ARC, LABEL, TAG, SPELL = 256, 80, 256, 64
SPELL_DROP = (0.5, 0.5, 0.2, 0.2, 0.2, 0.2)
OUTPUTS = (
    "start",
    "upos",
    "xpos",
    "feats",
    "uner",
    "gum",
    "re3d",
    "arcs",
    "label_dep",
    "label_head",
)


@dataclass(frozen=True)
class Encoder:
    """The build of an encoder of BERT's kind."""

    width: int = WIDTH
    layers: int = LAYERS
    heads: int = ATTENTION_HEADS
    inner: int = INNER
    relative: int = 0
    """Buckets of a bias by distance, shared by the layers as in MPNet; 0 for none."""
    eps: float = 1e-12


MINILM = Encoder()
MPNET = Encoder(width=768, layers=12, inner=3072, relative=32, eps=1e-5)
"""MPNet's base, the teacher (Song and others 2020, https://arxiv.org/abs/2004.09297)."""


class Layer(nn.Module):  # type: ignore[misc]
    """One BERT layer."""

    def __init__(self, build: Encoder = MINILM) -> None:
        super().__init__()
        width = build.width
        self.heads = build.heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.out_norm = nn.LayerNorm(width, eps=build.eps)
        self.up = nn.Linear(width, build.inner)
        self.down = nn.Linear(build.inner, width)
        self.down_norm = nn.LayerNorm(width, eps=build.eps)

    def forward(self, x: Tensor, mask: Tensor, drop: float) -> Tensor:
        """Attend and feed forward; ``mask`` is added to the scores, [B, 1 or heads, 1 or T, T]."""
        batch, length, width = x.shape
        size = width // self.heads
        q, k, v = (
            part.view(batch, length, self.heads, size).transpose(1, 2)
            for part in self.qkv(x).split(width, dim=-1)
        )
        # Plain products: the fused kernel's backward pass took a fifth of a step on CPU.
        scores = (q @ k.transpose(2, 3)) * (1 / math.sqrt(size)) + mask.to(q.dtype)
        seen = scores.softmax(-1).to(v.dtype) @ v
        seen = self.out(seen.transpose(1, 2).reshape(batch, length, width))
        x = self.out_norm(x + nnf.dropout(seen, drop, self.training))
        inner = self.down(nnf.gelu(self.up(x)))
        return self.down_norm(x + nnf.dropout(inner, drop, self.training))


def buckets(offset: Tensor, count: int, farthest: int = 128) -> Tensor:
    """Sort distances of pieces into buckets, finer when near, as T5 and MPNet do.

    Args:
        offset: Place of the piece looked at less that of the looker, any shape.
        count: Number of buckets; half for each side.
        farthest: Distance from which all share a bucket.
    """
    half = count // 2
    exact = half // 2
    away = offset.abs()
    far = exact + (
        (away.clamp(min=1) / exact).log() / math.log(farthest / exact) * (half - exact)
    ).long().clamp(max=half - 1 - exact)
    return (offset > 0).long() * half + torch.where(away < exact, away, far.clamp(max=half - 1))


class Perceptron(nn.Module):  # type: ignore[misc]
    """A linear map, GELU and dropout."""

    def __init__(self, wide: int, narrow: int, drop: float) -> None:
        super().__init__()
        self.linear = nn.Linear(wide, narrow)
        self.drop = drop

    def forward(self, x: Tensor) -> Tensor:
        """Map, bend and drop."""
        return nnf.dropout(nnf.gelu(self.linear(x)), self.drop, self.training)


class Reader(nn.Module):  # type: ignore[misc]
    """Encoder and heads."""

    def __init__(
        self,
        pieces: int,
        sizes: dict[str, int],
        build: Encoder = MINILM,
        drop: float = 0.1,
        head_drop: float = 0.33,
    ) -> None:
        super().__init__()
        width = build.width
        self.build = build
        self.drop = drop
        self.sizes = sizes
        self.piece = nn.Embedding(pieces, width)
        self.position = nn.Embedding(512, width)
        self.shape = nn.Embedding(SHAPES, width)
        self.input_norm = nn.LayerNorm(width, eps=build.eps)
        self.layers = nn.ModuleList(Layer(build) for _ in range(build.layers))
        if build.relative:
            self.distance = nn.Embedding(build.relative, build.heads)
        self.spelling = nn.Embedding(HASH_ROWS, SPELL)
        self.mix = nn.Parameter(torch.linspace(-2.0, 1.0, build.layers))
        self.join = nn.Linear(2 * width + SPELL, width)
        self.join_norm = nn.LayerNorm(width)
        self.near = nn.Linear(3 * width, width)
        self.near_norm = nn.LayerNorm(width)
        self.tag = Perceptron(width, TAG, head_drop)
        self.start = nn.Linear(TAG, 1)
        self.upos = nn.Linear(TAG, sizes["upos"])
        self.xpos = nn.Linear(TAG, sizes["xpos"])
        self.feats = nn.Linear(TAG, sizes["feats"])
        self.name = Perceptron(width, TAG, head_drop)
        self.uner = nn.Linear(TAG, sizes["uner"])
        self.gum = nn.Linear(TAG, sizes["gum"])
        self.re3d = nn.Linear(TAG, sizes["re3d"])
        self.root = nn.Parameter(torch.randn(width) * 0.02)
        self.arc_dep = Perceptron(width, ARC, head_drop)
        self.arc_head = Perceptron(width, ARC, head_drop)
        self.arc = nn.Linear(ARC, ARC)
        self.label_dep = Perceptron(width, LABEL, head_drop)
        self.label_head = Perceptron(width, LABEL, head_drop)
        self.label = nn.Parameter(torch.zeros(sizes["labels"], LABEL + 1, LABEL + 1))
        nn.init.zeros_(self.shape.weight)
        nn.init.normal_(self.spelling.weight, std=0.1)
        nn.init.xavier_uniform_(self.arc.weight, gain=0.2)
        nn.init.normal_(self.label, std=0.02)

    def load_encoder(self, path: Path) -> None:
        """Take the six layers and the embeddings of MiniLM from its safetensors file.

        For MPNet see ``training.teacher``.
        """
        from safetensors.torch import load_file

        w = load_file(path)
        own = self.state_dict()
        own["piece.weight"] = w["embeddings.word_embeddings.weight"]
        own["position.weight"] = (
            w["embeddings.position_embeddings.weight"]
            + w["embeddings.token_type_embeddings.weight"][0]
        )
        own["input_norm.weight"], own["input_norm.bias"] = (
            w["embeddings.LayerNorm.weight"],
            w["embeddings.LayerNorm.bias"],
        )
        for i in range(LAYERS):
            a, b = f"encoder.layer.{i}.", f"layers.{i}."
            for end in ("weight", "bias"):
                own[b + "qkv." + end] = torch.cat(
                    [w[a + f"attention.self.{n}.{end}"] for n in ("query", "key", "value")]
                )
                own[b + "out." + end] = w[a + "attention.output.dense." + end]
                own[b + "out_norm." + end] = w[a + "attention.output.LayerNorm." + end]
                own[b + "up." + end] = w[a + "intermediate.dense." + end]
                own[b + "down." + end] = w[a + "output.dense." + end]
                own[b + "down_norm." + end] = w[a + "output.LayerNorm." + end]
        self.load_state_dict(own)

    def words(  # noqa: PLR0917  (a graph's inputs have an order)
        self,
        ids: Tensor,
        shapes: Tensor,
        length: Tensor,
        first: Tensor,
        last: Tensor,
        spell: Tensor,
    ) -> Tensor:
        """Encode a batch of windows to one vector a word.

        Args:
            ids: Word pieces with [CLS] and [SEP], [B, T].
            shapes: Case shape of every piece, [B, T].
            length: Pieces of every window, [B].
            first: Place of every word's first piece, [B, W]; 0 beyond the last word.
            last: Place of its last piece.
            spell: Rows of the spelling table, [B, W, HASHES].
        """
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.piece(ids) + self.position(places) + self.shape(shapes)
        x = nnf.dropout(self.input_norm(x), self.drop, self.training)
        mask = torch.where(places[None] < length[:, None], 0.0, -1e4)[:, None, None]
        if self.build.relative:
            near = self.distance(buckets(places[None] - places[:, None], self.build.relative))
            mask = mask + near.permute(2, 0, 1)[None]
        weights = self.mix.softmax(0)
        total = torch.zeros((), dtype=x.dtype, device=x.device)
        for weight, layer in zip(weights, self.layers, strict=True):
            x = layer(x, mask, self.drop)
            total = total + weight * x
        wide = total.shape[-1]
        parts = [total.gather(1, at[..., None].expand(-1, -1, wide)) for at in (first, last)]
        rows = self.spelling(spell)
        if self.training:
            # Whole-word rows would learn the names by heart: they are dropped most.
            keep = torch.rand(rows.shape[:3], device=rows.device) > torch.tensor(
                SPELL_DROP, device=rows.device
            )
            rows = rows * keep[..., None]
        parts.append(rows.sum(2).to(total.dtype))
        h = self.join_norm(nnf.gelu(self.join(torch.cat(parts, -1))))
        h = nnf.dropout(h, self.drop, self.training)
        h = h * (first > 0)[..., None].to(h.dtype)
        near = torch.cat([nnf.pad(h, (0, 0, 1, 0))[:, :-1], h, nnf.pad(h, (0, 0, 0, 1))[:, 1:]], -1)
        return self.near_norm(h + nnf.dropout(nnf.gelu(self.near(near)), self.drop, self.training))

    def forward(  # noqa: PLR0917  (a graph's inputs have an order)
        self,
        ids: Tensor,
        shapes: Tensor,
        length: Tensor,
        first: Tensor,
        last: Tensor,
        spell: Tensor,
    ) -> tuple[Tensor, ...]:
        """Score everything; ``arcs`` is [B, W, 1 + W] with the root first."""
        h = self.words(ids, shapes, length, first, last, spell)
        tag, name = self.tag(h), self.name(h)
        with_root = torch.cat([self.root.to(h.dtype).expand(h.shape[0], 1, -1), h], 1)
        arcs = self.arc(self.arc_dep(h)) @ self.arc_head(with_root).transpose(1, 2)
        arcs = arcs / math.sqrt(ARC) * 4
        return (
            self.start(tag).squeeze(-1), self.upos(tag), self.xpos(tag), self.feats(tag),
            self.uner(name), self.gum(name), self.re3d(name),
            arcs, self.label_dep(h), self.label_head(with_root),
        )  # fmt: skip

    def label_scores(self, dep: Tensor, head: Tensor) -> Tensor:
        """Score labels of pairs, [N, labels]; a one beside each vector makes the linear terms."""
        dep, head = nnf.pad(dep, (0, 1), value=1.0), nnf.pad(head, (0, 1), value=1.0)
        side = torch.einsum("nd,lde->nle", dep, self.label.to(dep.dtype))
        return torch.einsum("nle,ne->nl", side, head)
