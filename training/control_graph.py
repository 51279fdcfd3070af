"""Writes the head that tells control as an ONNX graph, some nets of one shape averaged.

One rule: inputs and outputs are told in `dateline.read.control_head`, which runs it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from dateline.read.control_head import CHANGES, WIDTH

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Array = np.ndarray[Any, np.dtype[Any]]


class _Nodes:
    """Collects nodes and weights; each call adds one operation and names its output."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.tensors: list[onnx.TensorProto] = []

    def __call__(self, op: str, *inputs: str | Array | np.generic | list[int], **attrs: Any) -> str:
        names = [i if isinstance(i, str) else self._const(np.asarray(i)) for i in inputs]
        out = f"{op}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(op, names, [out], **attrs))
        return out

    def _const(self, value: Array) -> str:
        name = f"const_{len(self.tensors)}"
        self.tensors.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def linear(self, x: str, weight: Array, bias: Array) -> str:
        """Add a product with a bias."""
        return self("Add", self("MatMul", x, weight.T), bias)


def build(nets: Sequence[Mapping[str, Array]], heads: int) -> onnx.ModelProto:
    """Return the graph.

    Args:
        nets: weights of each by name, as PyTorch names them.
        heads: heads of the attention.
    """
    add = _Nodes()
    each = [_net(add, net, heads) for net in nets]
    for name, outs in zip(("chances", "parties"), zip(*each, strict=True), strict=True):
        total = outs[0] if len(outs) == 1 else add("Sum", *outs)
        share = add("Mul", total, np.float32(1 / len(outs)))
        add.nodes.append(helper.make_node("Identity", [share], [name]))
    real, whole = TensorProto.FLOAT, TensorProto.INT64
    inputs = [
        helper.make_tensor_value_info("vectors", real, ["S", WIDTH]),
        helper.make_tensor_value_info("words", whole, ["P", "N"]),
        helper.make_tensor_value_info("relation", whole, ["P", "N"]),
        helper.make_tensor_value_info("distance", whole, ["P", "N"]),
        helper.make_tensor_value_info("beyond", real, ["P", "N"]),
        helper.make_tensor_value_info("at", whole, ["P", 1]),
        helper.make_tensor_value_info("actors", whole, ["P", "A", 1]),
        helper.make_tensor_value_info("nobody", real, ["P", "A"]),
    ]
    outputs = [
        helper.make_tensor_value_info("chances", real, ["P", len(CHANGES)]),
        helper.make_tensor_value_info("parties", real, ["P", len(CHANGES), 2, "B"]),
    ]
    graph = helper.make_graph(add.nodes, "dateline-control", inputs, outputs, add.tensors)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=9)
    model.producer_name = "dateline"
    onnx.checker.check_model(model)
    return model


def _net(add: _Nodes, net: Mapping[str, Array], heads: int) -> tuple[str, str]:
    taken = add("Gelu", add.linear("vectors", *_pair(net, "inp")), approximate="tanh")
    words = add("Gather", taken, "words")
    for name, of in (("rel", "relation"), ("dist", "distance")):
        words = add("Add", words, add("Gather", net[f"{name}.weight"], of))
    words = add("LayerNormalization", words, *_pair(net, "ln"), epsilon=1e-5)
    asked = add("GatherND", words, "at", batch_dims=1)
    told = add("Concat", _attended(add, net, words, asked, heads), asked, axis=-1)
    inner = add("Gelu", add.linear(told, *_pair(net, "out.0")), approximate="tanh")
    chances = add("Sigmoid", add.linear(inner, *_pair(net, "out.3")))
    many, size = len(CHANGES), net["act.weight"].shape[0]
    role = add("Unsqueeze", add.linear(told, *_pair(net, "role")), [1])
    wanted = add("Reshape", add("Add", role, net["chg.weight"]), [0, 2 * many, size])
    known = add.linear(add("GatherND", words, "actors", batch_dims=1), *_pair(net, "act"))
    fit = add("MatMul", wanted, add("Transpose", known, perm=[0, 2, 1]))
    fit = add("Add", add("Mul", fit, np.float32(1 / 8)), add("Unsqueeze", "nobody", [1]))
    none = np.tile(net["null"], many)[None, :, None].astype(np.float32)
    one = add("Slice", wanted, [0], [1], [2])  # [P, 10, 1], for its shape alone
    none_here = add("Add", add("Mul", one, np.float32(0)), none)
    chosen = add("Softmax", add("Concat", none_here, fit, axis=-1), axis=-1)
    return chances, add("Reshape", chosen, [0, many, 2, -1])


def _attended(add: _Nodes, net: Mapping[str, Array], words: str, asked: str, heads: int) -> str:
    """Add what each place draws from the words around it."""
    weights = np.split(net["att.in_proj_weight"], 3)
    biases = np.split(net["att.in_proj_bias"], 3)
    wide = weights[0].shape[0]
    size = wide // heads

    def parted(x: str, part: int) -> str:
        product = add.linear(x, weights[part], biases[part])
        return add("Transpose", add("Reshape", product, [0, -1, heads, size]), perm=[0, 2, 1, 3])

    query = parted(add("Unsqueeze", asked, [1]), 0)
    key, value = parted(words, 1), parted(words, 2)
    fit = add("MatMul", query, add("Transpose", key, perm=[0, 1, 3, 2]))
    fit = add("Mul", fit, np.float32(1 / np.sqrt(size)))
    weight = add("Softmax", add("Add", fit, add("Unsqueeze", "beyond", [1, 2])), axis=-1)
    drawn = add("Reshape", add("MatMul", weight, value), [0, wide])
    return add.linear(drawn, *_pair(net, "att.out_proj"))


def _pair(net: Mapping[str, Array], name: str) -> tuple[Array, Array]:
    return net[f"{name}.weight"], net[f"{name}.bias"]
