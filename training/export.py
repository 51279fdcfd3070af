"""Writes a checkpoint as an ONNX graph, eight-bit where that costs nothing measurable.

One rule: the graph is written by hand, node by node, so that it holds the fused kernels of
ONNX Runtime and nothing else.  Weights are quantised by column (tables by row), activations by
tensor at run time.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from training.model import ARC, ATTENTION_HEADS, LAYERS, WIDTH

Array = np.ndarray[Any, np.dtype[Any]]
MS = "com.microsoft"
LEVELS = 63
"""Steps of a weight above and below zero: seven bits, for processors without VNNI add products in
sixteen bits and would overflow with eight (LAS 89.50 and 89.76 against 89.61 and 89.62)."""
FLOAT: tuple[str, ...] = ()
"""Matrices left in float: see training/README.md for what each costs."""


class Graph:
    """Collects nodes and weights; each method adds one operation and names its output."""

    def __init__(self, weights: dict[str, Array], floats: tuple[str, ...]) -> None:
        self.weights = weights
        self.floats = floats
        self.nodes: list[onnx.NodeProto] = []
        self.tensors: list[onnx.TensorProto] = []
        self.known: set[str] = set()

    def const(self, name: str, value: Array) -> str:
        """Hold a weight, once."""
        if name not in self.known:
            self.known.add(name)
            self.tensors.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def add(
        self, op: str, inputs: list[str], outputs: int = 1, domain: str = "", **attrs: Any
    ) -> str:
        """Add one operation; names its first output."""
        names = [f"{op}_{len(self.nodes)}_{i}" for i in range(outputs)]
        self.nodes.append(helper.make_node(op, inputs, names, domain=domain, **attrs))
        return names[0]

    def many(
        self, op: str, inputs: list[str], outputs: int, domain: str = "", **attrs: Any
    ) -> list[str]:
        """Add one operation; names all its outputs."""
        self.add(op, inputs, outputs, domain, **attrs)
        return list(self.nodes[-1].output)

    def linear(self, x: str, name: str, *, bias: bool = True) -> str:
        """Multiply with a weight [out, in] and add its bias."""
        weight = self.weights[name + ".weight"].T
        terms = self.const(name + ".bias", self.weights[name + ".bias"]) if bias else ""
        if any(name.startswith(f) for f in self.floats):
            y = self.add("MatMul", [x, self.const(name + ".weight", weight)])
            return self.add("Add", [y, terms]) if bias else y
        scale = np.maximum(np.abs(weight).max(0), 1e-8) / LEVELS
        eight = np.clip(np.rint(weight / scale), -LEVELS, LEVELS).astype(np.int8)
        inputs = [
            x,
            self.const(name + ".q", eight),
            self.const(name + ".s", scale.astype(np.float32)),
            "",
            terms,
        ]
        return self.add("DynamicQuantizeMatMul", inputs if bias else inputs[:3], domain=MS)

    def table(self, ids: str, name: str) -> str:
        """Look rows up in an embedding table kept in eight bits by row."""
        value = self.weights[name + ".weight"]
        scale = np.maximum(np.abs(value).max(1, keepdims=True), 1e-8) / 127
        eight = np.clip(np.rint(value / scale), -127, 127).astype(np.int8)
        rows = self.add(
            "Cast",
            [self.add("Gather", [self.const(name + ".q", eight), ids])],
            to=TensorProto.FLOAT,
        )
        return self.add(
            "Mul",
            [rows, self.add("Gather", [self.const(name + ".s", scale.astype(np.float32)), ids])],
        )

    def norm(self, x: str, name: str, eps: float) -> str:
        """Normalise a layer."""
        parts = [self.const(f"{name}.{e}", self.weights[f"{name}.{e}"]) for e in ("weight", "bias")]
        return self.add("LayerNormalization", [x, *parts], axis=-1, epsilon=eps)

    def skip_norm(self, x: str, y: str, name: str, eps: float) -> str:
        """Add two and normalise, in one kernel."""
        parts = [self.const(f"{name}.{e}", self.weights[f"{name}.{e}"]) for e in ("weight", "bias")]
        return self.add("SkipLayerNormalization", [x, y, *parts], domain=MS, epsilon=eps)

    def gelu(self, x: str) -> str:
        """Bend."""
        return self.add("Gelu", [x], domain=MS)

    def ints(self, *values: int) -> str:
        """Hold a list of whole numbers."""
        return self.const("ints_" + "_".join(map(str, values)), np.array(values, np.int64))


def build(weights: dict[str, Array], floats: tuple[str, ...] = FLOAT) -> onnx.ModelProto:
    """Write the graph; inputs and outputs are told in ``dateline.read.language.network``."""
    g = Graph(weights, floats)
    w = weights
    count = g.add("Squeeze", [g.add("Slice", [g.add("Shape", ["ids"]), g.ints(1), g.ints(2)])])
    places = g.add(
        "Slice",
        [
            g.const("position", w["position.weight"]),
            g.ints(0),
            g.add("Unsqueeze", [count, g.ints(0)]),
            g.ints(0),
        ],
    )
    shape = g.add("Gather", [g.const("shape", w["shape.weight"]), "shapes"])
    x = g.add("Add", [g.add("Add", [g.table("ids", "piece"), shape]), places])
    x = g.norm(x, "input_norm", 1e-12)
    mix = np.exp(w["mix"] - w["mix"].max())
    mix = (mix / mix.sum()).astype(np.float32)
    total = ""
    for i in range(LAYERS):
        n = f"layers.{i}."
        q, k, v = g.many("Split", [g.linear(x, n + "qkv")], 3, axis=-1, num_outputs=3)
        seen = g.add(
            "MultiHeadAttention", [q, k, v, "", "length"], domain=MS, num_heads=ATTENTION_HEADS
        )
        x = g.skip_norm(g.linear(seen, n + "out"), x, n + "out_norm", 1e-12)
        inner = g.linear(g.gelu(g.linear(x, n + "up")), n + "down")
        x = g.skip_norm(inner, x, n + "down_norm", 1e-12)
        part = g.add("Mul", [x, g.const(f"mix{i}", mix[i : i + 1])])
        total = g.add("Add", [total, part]) if total else part
    ends = [
        g.add("GatherND", [total, g.add("Unsqueeze", [at, g.ints(2)])], batch_dims=1)
        for at in ("first", "last")
    ]
    spell = g.add("ReduceSum", [g.table("spell", "spelling"), g.ints(2)], keepdims=0)
    h = g.norm(
        g.gelu(g.linear(g.add("Concat", [*ends, spell], axis=-1), "join")), "join_norm", 1e-5
    )
    real = g.add(
        "Unsqueeze",
        [g.add("Cast", [g.add("Greater", ["first", g.ints(0)])], to=TensorProto.FLOAT), g.ints(2)],
    )
    h = alone = g.add("Mul", [h, real])
    wide = g.add("Pad", [h, g.ints(0, 1, 0, 0, 1, 0)])
    before = g.add("Slice", [wide, g.ints(0), g.ints(-2), g.ints(1)])
    after = g.add("Slice", [wide, g.ints(2), g.ints(2**31), g.ints(1)])
    near = g.gelu(g.linear(g.add("Concat", [before, h, after], axis=-1), "near"))
    h = g.skip_norm(near, h, "near_norm", 1e-5)
    tag, name = g.gelu(g.linear(h, "tag.linear")), g.gelu(g.linear(h, "name.linear"))
    out = {"start": g.add("Squeeze", [g.linear(tag, "start"), g.ints(2)])}
    for key in ("upos", "xpos", "feats"):
        out[key] = g.add("ArgMax", [g.linear(tag, key)], axis=-1, keepdims=0)
    for key in ("uner", "gum", "re3d"):
        out[key] = g.linear(name, key)
    size = g.add("Slice", [g.add("Shape", ["ids"]), g.ints(0), g.ints(1)])
    roots = g.add(
        "Expand",
        [g.const("root", w["root"][None, None]), g.add("Concat", [size, g.ints(1, WIDTH)], axis=0)],
    )
    rooted = g.add("Concat", [roots, h], axis=1)
    dep = g.linear(g.gelu(g.linear(h, "arc_dep.linear")), "arc")
    head = g.gelu(g.linear(rooted, "arc_head.linear"))
    arcs = g.add("MatMul", [dep, g.add("Transpose", [head], perm=[0, 2, 1])])
    out["arcs"] = g.add(
        "Mul", [arcs, g.const("arc_scale", np.array([4 / np.sqrt(ARC)], np.float32))]
    )
    out |= {
        "label_dep": g.gelu(g.linear(h, "label_dep.linear")),
        "label_head": g.gelu(g.linear(rooted, "label_head.linear")),
        "vectors": g.add("Concat", [alone, h], axis=-1),
    }
    for key, value in out.items():
        g.nodes.append(helper.make_node("Identity", [value], [key]))
    whole = TensorProto.INT64
    inputs = [
        helper.make_tensor_value_info("ids", whole, ["B", "T"]),
        helper.make_tensor_value_info("shapes", whole, ["B", "T"]),
        helper.make_tensor_value_info("length", TensorProto.INT32, ["B"]),
        helper.make_tensor_value_info("first", whole, ["B", "W"]),
        helper.make_tensor_value_info("last", whole, ["B", "W"]),
        helper.make_tensor_value_info("spell", whole, ["B", "W", 6]),
    ]
    kinds = {"upos": whole, "xpos": whole, "feats": whole}
    outputs = [helper.make_tensor_value_info(k, kinds.get(k, TensorProto.FLOAT), None) for k in out]
    graph = helper.make_graph(g.nodes, "dateline-language", inputs, outputs, g.tensors)
    model = helper.make_model(
        graph, opset_imports=[helper.make_opsetid("", 18), helper.make_opsetid(MS, 1)], ir_version=9
    )
    model.producer_name = "dateline"
    return model


def build_labels(matrix: Array) -> onnx.ModelProto:
    """Write the small graph that scores the labels of chosen arcs, [arcs, labels]."""
    labels, rows, columns = matrix.shape
    g = Graph({}, ())
    sides = matrix.transpose(1, 0, 2).reshape(rows, labels * columns)
    half = g.const("sides", sides.astype(np.float16))
    whole = g.add("Cast", [half], to=TensorProto.FLOAT)
    pads = g.ints(0, 0, 0, 1)
    one = g.const("one", np.array(1, np.float32))
    dep, head = (g.add("Pad", [x, pads, one]) for x in ("dep", "head"))
    wide = g.add("Reshape", [g.add("MatMul", [dep, whole]), g.ints(-1, labels, columns)])
    scores = g.add("MatMul", [wide, g.add("Unsqueeze", [head, g.ints(2)])])
    g.nodes.append(helper.make_node("Squeeze", [scores, g.ints(2)], ["scores"]))
    floats = TensorProto.FLOAT
    inputs = [helper.make_tensor_value_info(x, floats, ["N", rows - 1]) for x in ("dep", "head")]
    outputs = [helper.make_tensor_value_info("scores", floats, None)]
    graph = helper.make_graph(g.nodes, "dateline-labels", inputs, outputs, g.tensors)
    return helper.make_model(
        graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=9, producer_name="dateline"
    )


def blend(checkpoints: list[Path], share: float) -> dict[str, Array]:
    """Average checkpoints of one training; the last one weighs ``share``, the others the rest."""
    parts = [(1 - share) / max(1, len(checkpoints) - 1)] * (len(checkpoints) - 1) + [share]
    total: dict[str, Array] = {}
    for path, part in zip(checkpoints, parts if len(checkpoints) > 1 else [1.0], strict=True):
        for name, value in torch.load(path, map_location="cpu").items():
            total[name] = total.get(name, 0) + part * value.float().numpy()
    return total


def export(weights: dict[str, Array], run: Path, out: Path, floats: tuple[str, ...] = FLOAT) -> str:
    """Write the model's files; returns their SHA-256.

    ``model.json`` comes last, for it names the hash that the reader checks.
    """
    model = build(weights, floats)
    label = weights["label"]
    out.mkdir(parents=True, exist_ok=True)
    files = {
        "model.onnx": model.SerializeToString(),
        "label.onnx": build_labels(label).SerializeToString(),
        "vocab.txt": (run / "vocab.txt").read_bytes(),
    }
    digest = hashlib.sha256(b"".join(files.values())).hexdigest()
    for name, content in files.items():
        part = out / (name + ".part")
        part.write_bytes(content)
        part.replace(out / name)
    labels = json.loads((run / "labels.json").read_text(encoding="utf-8"))
    meta = {"format": 1, "sha256": digest, "labels": labels}
    part = out / "model.json.part"
    part.write_text(json.dumps(meta, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    part.replace(out / "model.json")
    return digest


def main() -> None:
    """Parse the command line and export."""
    ask = argparse.ArgumentParser(prog="python -m training.export", description=__doc__)
    ask.add_argument("run", type=Path, help="the folder that training wrote")
    ask.add_argument("out", type=Path, help="the package's weights folder")
    ask.add_argument("--checkpoint", default="final.pt")
    ask.add_argument(
        "--with", dest="earlier", type=Path, action="append", default=[], help="average with"
    )
    ask.add_argument("--share", type=float, default=0.5, help="weight of the run in the average")
    args = ask.parse_args()
    weights = blend([*args.earlier, args.run / args.checkpoint], args.share)
    print(export(weights, args.run, args.out))


if __name__ == "__main__":
    main()
