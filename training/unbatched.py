"""Rewrite the exported tagger for one window a run: the same logits to the bit, in a twentieth less time.

    python training/unbatched.py src/dateline/models/tagger.onnx        in place; then its sha256 goes into tagger.json

The exported graph keeps a dimension for several windows, works out its shapes anew in every layer, and copies queries, keys and
values so that each head lies in one piece. Without that dimension onnxruntime multiplies the heads where they lie. Weights and
names stay as they are; a second window in one run is refused.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import numpy as np
import onnx
from onnx import numpy_helper

APART, TOGETHER = "heads_apart", "heads_together"
"""Names of the two shapes: (tokens, heads, width of a head), and (1, tokens, hidden)."""
_ATTENTION = re.compile(r"(?P<layer>.*/attention/self/)(?P<part>Reshape|Transpose|MatMul)(?P<number>(?:_\d)?)")
TURNED = {"Transpose": (1, 0, 2), "Transpose_1": (1, 0, 2), "Transpose_2": (1, 2, 0), "Transpose_3": (1, 0, 2)}
"""How the axes of queries, values, keys and of what attention gives are turned, without the dimension for windows."""


def unbatched(model: onnx.ModelProto) -> onnx.ModelProto:
    """Return a tagger of one window a run, made of one that takes several. Changes `model`."""
    graph = model.graph
    found = [(match, node) for node in graph.node if (match := _ATTENTION.fullmatch(node.name))]
    parts = {(match["layer"], match["part"] + match["number"]): node for match, node in found}
    for (layer, part), node in parts.items():
        if part in ("Reshape", "Reshape_1", "Reshape_2"):
            node.input[1] = APART
        elif part == "Reshape_4":
            node.input[1] = TOGETHER
        elif part in TURNED:
            node.attribute[0].ints[:] = TURNED[part]
        if part == "Transpose_3":
            node.input[0] = parts[layer, "MatMul_1"].output[0]
    heads, width = _sizes(graph)
    for name, shape in ((APART, (-1, heads, width)), (TOGETHER, (1, -1, heads * width))):
        graph.initializer.append(numpy_helper.from_array(np.array(shape, dtype=np.int64), name))
    for told in (*graph.input, *graph.output):
        told.type.tensor_type.shape.dim[0].dim_value = 1
    _prune(graph)
    return model


def _sizes(graph: onnx.GraphProto) -> tuple[int, int]:
    """Return how many heads there are and how wide one is: the last two numbers of the shape that queries are given."""
    held = {node.output[0]: numpy_helper.to_array(node.attribute[0].t) for node in graph.node if node.op_type == "Constant"}
    concat = next(node for node in graph.node if node.name.endswith("/attention/self/Concat"))
    width = int(held[concat.input[3]].item())
    bias = next(tensor for tensor in graph.initializer if tensor.name.endswith("attention.self.query.bias"))
    return bias.dims[0] // width, width


def _prune(graph: onnx.GraphProto) -> None:
    """Leave out the nodes whose outputs nobody reads any more."""
    needed, kept = {told.name for told in graph.output}, []
    for node in reversed(graph.node):
        if needed.intersection(node.output):
            kept.append(node)
            needed.update(node.input)
    del graph.node[:]
    graph.node.extend(reversed(kept))


def main() -> None:
    file = Path(sys.argv[1])
    onnx.save(unbatched(onnx.load(str(file))), str(file))


if __name__ == "__main__":
    main()
