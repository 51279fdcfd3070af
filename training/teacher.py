"""Takes MPNet's weights for a teacher: a larger reader, of which the shipped one learns.

One rule: a teacher has the same heads, words and word pieces as the reader that ships, so that its
opinions can be compared place by place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch

if TYPE_CHECKING:
    from pathlib import Path

    from training.model import Reader

RENAMED = {"[CLS]": "<s>", "[SEP]": "</s>", "[UNK]": "<unk>", "[PAD]": "<pad>", "[MASK]": "<mask>"}
"""BERT's marks under MPNet's names; all other pieces of the two vocabularies are the same."""
FIRST_PLACE = 2
"""MPNet counts places from the one after its padding mark."""


def load_mpnet(model: Reader, folder: Path, vocabulary: list[str]) -> None:
    """Take the twelve layers and the embeddings of MPNet from its folder.

    Args:
        model: A reader of the build ``MPNET``.
        folder: Holds ``model.safetensors`` and ``vocab.txt``.
        vocabulary: The word pieces of the reader that ships, in the order of their numbers.
    """
    from safetensors.torch import load_file

    w = {name: value.float() for name, value in load_file(folder / "model.safetensors").items()}
    pieces = (folder / "vocab.txt").read_text(encoding="utf-8").rstrip("\n").split("\n")
    number = {piece: at for at, piece in enumerate(pieces)}
    rows = [number[RENAMED.get(piece, piece)] for piece in vocabulary]
    own = model.state_dict()
    own["piece.weight"] = w["embeddings.word_embeddings.weight"][rows]
    places = w["embeddings.position_embeddings.weight"]
    own["position.weight"] = places[FIRST_PLACE : FIRST_PLACE + len(own["position.weight"])]
    own["input_norm.weight"] = w["embeddings.LayerNorm.weight"]
    own["input_norm.bias"] = w["embeddings.LayerNorm.bias"]
    own["distance.weight"] = w["encoder.relative_attention_bias.weight"]
    for i in range(model.build.layers):
        a, b = f"encoder.layer.{i}.", f"layers.{i}."
        for end in ("weight", "bias"):
            own[b + "qkv." + end] = torch.cat([w[a + f"attention.attn.{n}.{end}"] for n in "qkv"])
            own[b + "out." + end] = w[a + "attention.attn.o." + end]
            own[b + "out_norm." + end] = w[a + "attention.LayerNorm." + end]
            own[b + "up." + end] = w[a + "intermediate.dense." + end]
            own[b + "down." + end] = w[a + "output.dense." + end]
            own[b + "down_norm." + end] = w[a + "output.LayerNorm." + end]
    model.load_state_dict(own)
