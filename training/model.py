"""The network in PyTorch: MiniLM with case in its input, spellings beside it, and many heads.

One rule: its outputs are the graph's outputs, in the order of ``OUTPUTS``; whatever comes after
(sentence masks, trees, name spans) is decoded by ``dateline.read.language``.
"""

from __future__ import annotations

import math
from pathlib import Path

import torch
import torch.nn.functional as nnf
from torch import Tensor, nn

from dateline.read.language.features import HASH_ROWS, SHAPES

WIDTH, LAYERS, ATTENTION_HEADS, INNER = 384, 6, 12, 1536
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


class Layer(nn.Module):  # type: ignore[misc]
    """One BERT layer."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.out_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.down_norm = nn.LayerNorm(WIDTH, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor, drop: float) -> Tensor:
        """Attend and feed forward; ``mask`` is 0 or a large negative number, [B, 1, 1, T]."""
        batch, length, _ = x.shape
        q, k, v = (
            part.view(batch, length, ATTENTION_HEADS, WIDTH // ATTENTION_HEADS).transpose(1, 2)
            for part in self.qkv(x).split(WIDTH, dim=-1)
        )
        # Plain products: the fused kernel's backward pass took a fifth of a step on CPU.
        scores = (q @ k.transpose(2, 3)) * (1 / math.sqrt(WIDTH // ATTENTION_HEADS)) + mask.to(
            q.dtype
        )
        seen = scores.softmax(-1).to(v.dtype) @ v
        seen = self.out(seen.transpose(1, 2).reshape(batch, length, WIDTH))
        x = self.out_norm(x + nnf.dropout(seen, drop, self.training))
        inner = self.down(nnf.gelu(self.up(x)))
        return self.down_norm(x + nnf.dropout(inner, drop, self.training))


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
        self, pieces: int, sizes: dict[str, int], drop: float = 0.1, head_drop: float = 0.33
    ) -> None:
        super().__init__()
        self.drop = drop
        self.sizes = sizes
        self.piece = nn.Embedding(pieces, WIDTH)
        self.position = nn.Embedding(512, WIDTH)
        self.shape = nn.Embedding(SHAPES, WIDTH)
        self.input_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.spelling = nn.Embedding(HASH_ROWS, SPELL)
        self.mix = nn.Parameter(torch.tensor([-2.0, -1.0, 0.0, 0.5, 1.0, 1.0]))
        self.join = nn.Linear(2 * WIDTH + SPELL, WIDTH)
        self.join_norm = nn.LayerNorm(WIDTH)
        self.near = nn.Linear(3 * WIDTH, WIDTH)
        self.near_norm = nn.LayerNorm(WIDTH)
        self.tag = Perceptron(WIDTH, TAG, head_drop)
        self.start = nn.Linear(TAG, 1)
        self.upos = nn.Linear(TAG, sizes["upos"])
        self.xpos = nn.Linear(TAG, sizes["xpos"])
        self.feats = nn.Linear(TAG, sizes["feats"])
        self.name = Perceptron(WIDTH, TAG, head_drop)
        self.uner = nn.Linear(TAG, sizes["uner"])
        self.gum = nn.Linear(TAG, sizes["gum"])
        self.re3d = nn.Linear(TAG, sizes["re3d"])
        self.root = nn.Parameter(torch.randn(WIDTH) * 0.02)
        self.arc_dep = Perceptron(WIDTH, ARC, head_drop)
        self.arc_head = Perceptron(WIDTH, ARC, head_drop)
        self.arc = nn.Linear(ARC, ARC)
        self.label_dep = Perceptron(WIDTH, LABEL, head_drop)
        self.label_head = Perceptron(WIDTH, LABEL, head_drop)
        self.label = nn.Parameter(torch.zeros(sizes["labels"], LABEL + 1, LABEL + 1))
        nn.init.zeros_(self.shape.weight)
        nn.init.normal_(self.spelling.weight, std=0.1)
        nn.init.xavier_uniform_(self.arc.weight, gain=0.2)
        nn.init.normal_(self.label, std=0.02)

    def load_encoder(self, path: Path) -> None:
        """Take the six layers and the embeddings of MiniLM from its safetensors file."""
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
        weights = self.mix.softmax(0)
        total = torch.zeros((), dtype=x.dtype)
        for weight, layer in zip(weights, self.layers, strict=True):
            x = layer(x, mask, self.drop)
            total = total + weight * x
        wide = total.shape[-1]
        parts = [total.gather(1, at[..., None].expand(-1, -1, wide)) for at in (first, last)]
        rows = self.spelling(spell)
        if self.training:
            # Whole-word rows would learn the names by heart: they are dropped most.
            rows = rows * (torch.rand(rows.shape[:3]) > torch.tensor(SPELL_DROP))[..., None]
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
