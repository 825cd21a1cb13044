"""The trained tagger that ships with the package: its files, verified by hash when they are loaded."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from dateline.errors import ModelError
from dateline.models.pieces import WordPieces

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

CLS, SEP = 101, 102
"""Ids of the marks around a window's two parts."""
KEPT = 48
"""Windows whose third layer is kept: those of a report of 20,000 code points (230 kB each)."""
SLOWER = ["SkipLayerNormFusion"]
"""Fusions of onnxruntime 1.32 that cost more than what they replace: without this one a window takes a tenth less time."""


@dataclass(frozen=True)
class Tagger:
    """``session`` is an onnxruntime session: (input_ids, token_type_ids) → logits (windows, tokens, columns), and ``half``, the
    output of its third layer; ``above`` one for the layers that read facts about groups from that: half → logits of ``facts``."""

    session: Any
    above: Any
    pieces: WordPieces
    columns: tuple[str, ...]
    title_tokens: int
    body_tokens: int
    lead_tokens: int
    lead_before: int
    version: int
    facts: tuple[str, ...]
    half: str
    hints: tuple[NDArray[np.float32], NDArray[np.float32]]
    """Weights (hidden × properties) and what is added, for the third layer: where no token of a window comes to 0 for a property,
    the layers that read facts find none (``training/probes.py``)."""
    halves: dict[bytes, Any] = field(default_factory=dict)
    """The newest windows' third layers, by their ids: facts are read from them when the groups are known."""

    def read(self, above: Sequence[int], body: Sequence[int], marks: Sequence[int] = ()) -> NDArray[np.float32]:
        """Return the logits of one window: a row for the window as a whole, then one a token of `body` (1 + tokens × columns).

        ``marks`` are the token types of `above` and `body`, none where no event is marked. One window a run: there is no padding
        to pay for, and int8 ranges, which span a whole run, do not let a window's logits depend on its neighbours (by up to 2.7
        in runs of eight; the mean distance from float32 is the same, 0.1).
        """
        import numpy as np

        ids, types = _ids(above, body)
        if marks:
            types[0, 1 : len(above) + 1] = marks[: len(above)]
            types[0, len(above) + 2 : -1] = marks[len(above) :]
        run = {"input_ids": ids, "token_type_ids": types}
        if marks:
            logits: NDArray[np.float32] = self.session.run(["logits"], run)[0][0]
        else:
            (logits, *_), half = self.session.run(["logits", self.half], run)
            self._keep(ids, half)
        return np.concatenate((logits[:1], logits[len(above) + 2 : -1]))

    def read_facts(self, above: Sequence[int], body: Sequence[int]) -> NDArray[np.float32]:
        """Return what a window says of groups: the logits of ``facts`` for each token of `body` (tokens × facts)."""
        logits: NDArray[np.float32] = self.above.run(["logits"], {"half": self.half_of(above, body)})[0][0]
        return logits[len(above) + 2 : -1]

    def hints_at_facts(self, above: Sequence[int], body: Sequence[int]) -> bool:
        """Tell whether `read_facts` may find a fact that is taken: a sum over the third layer, which costs next to nothing."""
        weights, bias = self.hints
        return bool((self.half_of(above, body)[0, len(above) + 2 : -1] @ weights + bias).max(initial=-1.0) >= 0)

    def half_of(self, above: Sequence[int], body: Sequence[int]) -> NDArray[np.float32]:
        """Return what the third layer makes of a window without marks (1 × tokens × hidden), kept where it was read before."""
        ids, types = _ids(above, body)
        half = self.halves.get(ids.tobytes())
        if half is None:
            half = self._keep(ids, self.session.run([self.half], {"input_ids": ids, "token_type_ids": types})[0])
        return half

    def _keep(self, ids: NDArray[np.int64], half: NDArray[np.float32]) -> NDArray[np.float32]:
        while len(self.halves) >= KEPT:
            self.halves.pop(next(iter(self.halves)))
        self.halves[ids.tobytes()] = half
        return half


def _ids(above: Sequence[int], body: Sequence[int]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the ids of a window, and as many token types, all of them 0 (one row each)."""
    import numpy as np

    ids = np.array([[CLS, *above, SEP, *body, SEP]], dtype=np.int64)
    return ids, np.zeros_like(ids)


def tapped(model: bytes, inner: str) -> bytes:
    """Return an ONNX model with the value `inner` as one more output.

    Serialized protocol buffers that follow each other are merged, and a repeated field goes on: what is appended here is a
    ``ModelProto`` whose graph (field 7) holds nothing but one output (12), a ``ValueInfoProto`` with a name (1).
    """
    field = inner.encode("ascii")
    for number in (1, 12, 7):
        if len(field) > 127:
            raise ValueError(f"the name of a model's inner value is too long for one length byte: {inner}")
        field = bytes((number << 3 | 2, len(field))) + field
    return model + field


@cache
def present() -> bool:
    """Tell whether the package carries a model."""
    return (resources.files("dateline.models") / "tagger.json").is_file()


@cache
def tagger() -> Tagger:
    """Load the model once a process, on one thread: documents are the unit of parallelism.

    Raises:
        ModelError: a file is missing or its sha256 is not the card's.
    """
    import numpy as np
    import onnxruntime
    from tokenizers import Tokenizer

    folder = resources.files("dateline.models")
    try:
        card = json.loads((folder / "tagger.json").read_text(encoding="utf-8"))
        files = {name: (folder / name).read_bytes() for name in card["sha256"]}
        sizes = {name: card[name] for name in ("title_tokens", "body_tokens", "lead_tokens", "lead_before", "version")}
    except (FileNotFoundError, ValueError, KeyError) as error:
        raise ModelError(f"the trained model cannot be read: {error}; DATELINE_ENGINE=grammar runs without it") from error
    for name, content in files.items():
        if hashlib.sha256(content).hexdigest() != card["sha256"][name]:
            raise ModelError(f"{name} is damaged: its sha256 is not the one of tagger.json; reinstall dateline")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session, upper = (
        onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"], disabled_optimizers=SLOWER)
        for model in (tapped(files["tagger.onnx"], card["half"]), files["facts.onnx"])
    )
    probes = json.loads(files["probes.json"])["facts"].values()
    weights, bias = (np.array([probe[part] for probe in probes], dtype=np.float32) for part in ("weights", "bias"))
    tokenizer = Tokenizer.from_str(files["tokenizer.json"].decode("utf-8"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    names = {"columns": tuple(card["columns"]), "facts": tuple(card["facts"]), "half": card["half"]}
    return Tagger(session, upper, WordPieces(tokenizer), hints=(weights.T, bias), **names, **sizes)
