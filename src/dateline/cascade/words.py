"""A text as the filter sees it: words in lower case, figures as one sign, and pairs of neighbours. Training cuts the same way."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

WINDOW = 40
"""Words running that are scored together: about two sentences, so that one paragraph of a long explainer is enough to pass."""
LONGEST = 60_000
"""Code points looked at, as many as the trained tagger reads (annotate/scores.py)."""
FIGURE = "#"
"""Stands for any number."""

_RUN = re.compile(r"\w+")
_WORD = re.compile(r"[^\W\d_]+|\d+")

Token = str | tuple[str, str]
"""A word, or two neighbours."""


def words(text: str) -> list[str]:
    """Return the words of a text's beginning in order, in lower case; every number is `FIGURE`."""
    found: list[str] = []
    for run in _RUN.findall(text[:LONGEST].lower()):
        if run.isalpha():
            found.append(run)
        else:  # "9mm", "covid_19", "2019"
            found += [FIGURE if word[0].isdigit() else word for word in _WORD.findall(run)]
    return found


def weights_of(tokens: list[str], table: Mapping[Token, float]) -> NDArray[np.float64]:
    """Return each word's own weight and that of the pair it begins, 0 where the table holds none."""
    get = table.get
    single = np.array([get(word, 0.0) for word in tokens])
    if len(tokens) > 1:
        single[:-1] += [get(pair, 0.0) for pair in itertools.pairwise(tokens)]
    return single


def windows(single: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the sum over each stretch of `WINDOW` words running, one sum where the text is shorter."""
    total = np.concatenate(([0.0], np.cumsum(single)))
    return total[WINDOW:] - total[:-WINDOW] if len(single) > WINDOW else total[-1:]
