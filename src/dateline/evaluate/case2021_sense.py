"""What a snippet means to the tagger, as chances of the labels: it has read many reports, and knows more words than ours hold.

The mean of the tagger's third layer over the tokens goes into a linear model, learned by ``training/snippet_types.py`` from the
snippets written for this project (``codebook/crosswalk_case2021_sense.json``); none is of the shared task. The numbers belong to
one tagger: with another they must be learned again.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from importlib import resources
from typing import TYPE_CHECKING, Any

from dateline import models
from dateline.codebook.tables import table
from dateline.config import settings
from dateline.errors import CodebookError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

TAGGER = "tagger.onnx"
Weights = Mapping[str, Mapping[str, Any]]
"""By label, a weight for each value of a vector (``weights``) and what is added (``bias``)."""


def chances(text: str, weights: Weights) -> Mapping[str, float]:
    """Return the natural logarithm of each label's chance, as the tagger has it."""
    seen = vector(text)
    sums = {label: float(seen @ own["weights"]) + own["bias"] for label, own in weights.items()}
    most = max(sums.values())
    whole = most + math.log(sum(math.exp(value - most) for value in sums.values()))
    return {label: value - whole for label, value in sums.items()}


def learned() -> Any:
    """Return the shipped table; one that gives no label anything where the engine runs without a model.

    Raises:
        CodebookError: it was learned with another tagger.
    """
    if settings().engine == "grammar" or not models.present():
        return {"share": 0.0, "labels": {}}
    found = table("crosswalk_case2021_sense")
    if found["tagger"] != hash_of_tagger():
        raise CodebookError("learned with another tagger: run training/snippet_types.py", table="crosswalk_case2021_sense.json")
    return found


def vector(text: str) -> NDArray[np.float32]:
    """Return the mean of the tagger's third layer over a text's tokens (hidden); zeros for a text without any."""
    import numpy as np

    tagger = models.tagger()
    body = [piece[0] for piece in tagger.pieces.of(text)][: tagger.body_tokens]
    half = tagger.half_of([], body)[0, 2:-1]
    mean: NDArray[np.float32] = half.mean(axis=0) if body else np.zeros(half.shape[1], dtype=np.float32)
    return mean


def hash_of_tagger() -> Any:
    """Return the sha256 of the tagger that the package carries, by its card."""
    import json

    card = json.loads((resources.files("dateline.models") / "tagger.json").read_text(encoding="utf-8"))
    return card["sha256"][TAGGER]
