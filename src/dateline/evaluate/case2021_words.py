"""What the words of a snippet say of its label: a linear model over word stems and pairs of them, as a table that can be read.

Learned by ``training/snippet_types.py`` from snippets written for this project (``codebook/crosswalk_case2021_words.json``);
none is of the shared task. It knows which words go together, the rules of the crosswalk know what a definition says: the sum
of both decides.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import cache
from itertools import pairwise

from dateline.codebook.phrases import tokens
from dateline.codebook.tables import table

Weights = Mapping[str, Mapping[str, float]]
"""By label, how much each stem or pair of stems speaks for it."""
ENDINGS = ("ations", "ation", "ings", "ing", "ers", "er", "ies", "ied", "ed", "es", "s")
SHORTEST = 3
"""So many letters of a word stay at least when an ending is cut."""


def features(text: str) -> list[str]:
    """Return the different stems of a text, and the pairs of neighbours as "left right", in alphabetical order.

    Words that stand everywhere ("the", "said") are passed over: of "shells fell on the camp" the pairs are "shell fell" and
    "fell camp".
    """
    words = [token.word for token in tokens(text) if len(token.word) > 1 and token.word[0].isalpha()]
    stems = [stem(word) for word in words if word not in _common()]
    return sorted({*stems, *(f"{left} {right}" for left, right in pairwise(stems))})


def stem(word: str) -> str:
    """Return a word without its ending: "marched", "marches" and "marching" are "march"."""
    ending = next((e for e in ENDINGS if word.endswith(e) and len(word) - len(e) >= SHORTEST), "")
    root = word[: len(word) - len(ending)]
    return root[:-1] if len(root) > SHORTEST + 1 and root.endswith("e") else root


def chances(text: str, weights: Weights) -> Mapping[str, float]:
    """Return the natural logarithm of each label's chance, as the words have it; even where no word has a weight."""
    known = [name for name in features(text) if any(name in own for own in weights.values())]
    sums = {label: sum(own.get(name, 0.0) for name in known) / math.sqrt(len(known) or 1) for label, own in weights.items()}
    whole = math.log(sum(math.exp(value) for value in sums.values()))
    return {label: value - whole for label, value in sums.items()}


@cache
def _common() -> frozenset[str]:
    return frozenset(table("crosswalk_case2021")["common"])
