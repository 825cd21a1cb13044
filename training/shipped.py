"""What the shipped tagger is and says: its weights as floats, and the windows that the pipeline asks it about, with its answers.

The checkpoints that a tagger was trained from are too large for the repository. Its int8 weights times their scales are as good a start
(they differ by half a step of their own grid), and what it says of a window is the best description of what a smaller one must say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from dateline import models
from dateline.models import CLS, SEP
from dateline.pipeline import run
from dateline.types import Document


@dataclass(frozen=True)
class Said:
    """One window: ids and marks (tokens), and the logits (tokens × columns, float16) of the rows that are read: its first, then its body's."""

    ids: np.ndarray
    marks: np.ndarray
    rows: np.ndarray
    logits: np.ndarray


def weights(file: Path) -> dict[str, torch.Tensor]:
    """Return the state of a `Tagger` (float32) from the exported, quantised one."""
    graph = onnx.load(str(file)).graph
    held = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}

    def floats(name: str) -> np.ndarray:
        zero = held[f"{name}_zero_point"].astype(np.float32)
        return (held[f"{name}_quantized"].astype(np.float32) - zero) * held[f"{name}_scale"]

    found = {name.removeprefix("model."): value for name, value in held.items() if name.endswith((".weight", ".bias"))}
    tables = [name.removesuffix("_quantized") for name in held if name.endswith("embeddings.weight_quantized")]
    found |= {name.removeprefix("model."): floats(name) for name in tables}
    for node in graph.node:
        if node.op_type == "MatMulInteger" and node.input[1].endswith("_quantized"):
            module = node.name.strip("/").rsplit("/", 1)[0].replace("/", ".")
            found[f"{module}.weight"] = floats(node.input[1].removesuffix("_quantized")).T
    return {name: torch.from_numpy(np.array(value, dtype=np.float32)) for name, value in found.items()}


def listen(texts: Iterable[tuple[str, str]]) -> Iterator[Said]:
    """Yield each window that the pipeline asks the installed tagger about while it reads (id, text)."""
    asked: list[Said] = []
    answer = models.Tagger.read

    def read(self: models.Tagger, above: Sequence[int], body: Sequence[int], marks: Sequence[int] = ()) -> np.ndarray:
        logits = answer(self, above, body, marks)
        ids = np.array([CLS, *above, SEP, *body, SEP], dtype=np.int32)
        types = np.zeros(len(ids), dtype=np.int8)
        if len(marks):
            types[1 : len(above) + 1] = marks[: len(above)]
            types[len(above) + 2 : -1] = marks[len(above) :]
        rows = np.array([0, *range(len(above) + 2, len(ids) - 1)], dtype=np.int16)
        asked.append(Said(ids, types, rows, logits.astype(np.float16)))
        return logits

    models.Tagger.read = read
    try:
        for identifier, text in texts:
            run(Document(identifier, text), sift=False)
            yield from asked
            asked.clear()
    finally:
        models.Tagger.read = answer

