"""The trained tagger that ships with the package: its files, verified by hash when they are loaded."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from dateline.errors import ModelError


@dataclass(frozen=True)
class Tagger:
    """``session`` is an onnxruntime session: (input_ids, attention_mask) → logits (windows, tokens, columns)."""

    session: Any
    tokenizer: Any
    columns: tuple[str, ...]
    title_tokens: int
    body_tokens: int
    version: int


def present() -> bool:
    """Tell whether the package carries a model."""
    return (resources.files("dateline.models") / "tagger.json").is_file()


@cache
def tagger() -> Tagger:
    """Load the model once a process, on one thread: documents are the unit of parallelism.

    Raises:
        ModelError: a file is missing or its sha256 is not the card's.
    """
    import onnxruntime
    from tokenizers import Tokenizer

    folder = resources.files("dateline.models")
    try:
        card = json.loads((folder / "tagger.json").read_text(encoding="utf-8"))
        files = {name: (folder / name).read_bytes() for name in card["sha256"]}
    except (FileNotFoundError, ValueError, KeyError) as error:
        raise ModelError(f"the trained model cannot be read: {error}; DATELINE_ENGINE=grammar runs without it") from error
    for name, content in files.items():
        if hashlib.sha256(content).hexdigest() != card["sha256"][name]:
            raise ModelError(f"{name} is damaged: its sha256 is not the one of tagger.json; reinstall dateline")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(files["tagger.onnx"], options, providers=["CPUExecutionProvider"])
    tokenizer = Tokenizer.from_str(files["tokenizer.json"].decode("utf-8"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return Tagger(session, tokenizer, tuple(card["columns"]), card["title_tokens"], card["body_tokens"], card["version"])
