"""The filter's weights: a table of words and pairs that anyone can read, checked by hash when it is loaded."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from dateline.cascade.words import Token
from dateline.errors import ModelError

TABLE, CARD = "cascade.tsv", "cascade.json"


@dataclass(frozen=True, slots=True)
class Weights:
    """``table`` maps a word, or a pair of neighbours, to its weight.

    ``threshold`` is the lowest score that passes, ``short`` that of a text shorter than a window, ``plain`` the lowest that passes
    without a closer look.

    Scores are log odds with the bias added: 0 is an even chance.
    """

    table: Mapping[Token, float]
    bias: float
    threshold: float
    short: float
    plain: float
    version: int


@cache
def weights() -> Weights:
    """Load the table once a process.

    Raises:
        ModelError: a file is missing or its sha256 is not the card's.
    """
    folder = resources.files("dateline.models")
    try:
        card = json.loads((folder / CARD).read_text(encoding="utf-8"))
        raw = (folder / TABLE).read_bytes()
    except (FileNotFoundError, ValueError) as error:
        raise ModelError(f"the filter's weights cannot be read: {error}; --no-filter runs without them") from error
    if hashlib.sha256(raw).hexdigest() != card["sha256"]:
        raise ModelError(f"{TABLE} is damaged: its sha256 is not the one of {CARD}; reinstall dateline")
    rows = (line.split("\t") for line in raw.decode("utf-8").splitlines())
    bars = (card[name] for name in ("bias", "threshold", "short", "plain", "version"))
    return Weights({_token(words): float(weight) for words, weight in rows}, *bars)


def _token(words: str) -> Token:
    first, _, second = words.partition(" ")
    return (first, second) if second else first
