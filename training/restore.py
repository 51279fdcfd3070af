"""Reads the weights that ship back into a checkpoint, to train on from them.

    python -m training.restore src/dateline/read/language/weights build/shipped

The float weights of a run are large and not kept; what the graph holds in eight bits is within
half a step of them (LAS moves by less than 0.1, see training/README.md), which a few hundred
steps of training make good.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from training.model import LAYERS, Reader


def restore(weights: Path) -> dict[str, torch.Tensor]:
    """Read the state of a ``Reader`` from the files that ``training.export`` wrote.

    Args:
        weights: Folder with ``model.onnx``, ``label.onnx`` and ``model.json``.

    Returns:
        All parameters of ``Reader`` by name, float32.

    Raises:
        KeyError: If the graph lacks a parameter, because another version wrote it.
    """
    held = _constants(weights / "model.onnx")
    sizes = {key: len(values) for key, values in labels_of(weights).items()}
    state = Reader(held["piece.q"].shape[0], sizes).state_dict()
    sides = _constants(weights / "label.onnx")["sides"].astype(np.float32)
    labels, rows, columns = state["label"].shape
    plain = {
        "position.weight": held["position"],
        "shape.weight": held["shape"],
        "mix": np.log(np.concatenate([held[f"mix{i}"] for i in range(LAYERS)])),
        "root": held["root"].reshape(-1),
        "label": sides.reshape(rows, labels, columns).transpose(1, 0, 2),
    }
    found: dict[str, torch.Tensor] = {}
    for name, value in state.items():
        stem = name.removesuffix(".weight")
        if name in plain:
            own = plain[name]
        elif stem + ".q" in held and stem != name:
            own = held[stem + ".q"].astype(np.float32) * held[stem + ".s"]
            # Matrices lie [in, out] in the graph, tables as they are.
            own = own if held[stem + ".s"].ndim == 2 else own.T
        else:
            own = held[name]
        found[name] = torch.from_numpy(np.array(own)).reshape(value.shape)
    return found


def labels_of(weights: Path) -> dict[str, list[str]]:
    """Read the values that the heads choose among."""
    meta = json.loads((weights / "model.json").read_text(encoding="utf-8"))
    labels: dict[str, list[str]] = meta["labels"]
    return labels


def _constants(path: Path) -> dict[str, np.ndarray]:
    graph = onnx.load(path).graph
    return {t.name: numpy_helper.to_array(t) for t in graph.initializer}


def main() -> None:
    """Parse the command line and write ``final.pt`` with its labels and vocabulary."""
    ask = argparse.ArgumentParser(prog="python -m training.restore", description=__doc__)
    ask.add_argument("weights", type=Path)
    ask.add_argument("out", type=Path)
    args = ask.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    torch.save(restore(args.weights), args.out / "final.pt")
    (args.out / "labels.json").write_text(json.dumps(labels_of(args.weights), ensure_ascii=False))
    shutil.copy(args.weights / "vocab.txt", args.out / "vocab.txt")


if __name__ == "__main__":
    main()
