"""A country's sum of a day, in a round-up of its attacks: "17 Iraqis were killed and 31 more were wounded overall"."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

from dateline.annotate.count_tokens import Words
from dateline.codebook.tables import table

_SUMS = frozenset({"overall", "altogether", "nationwide", "countrywide"})


def nationwide(words: Words) -> bool:
    """Tell a day's sum of a country from one deed's: "17 Iraqis were killed and 31 more were wounded overall"."""
    counted = any(before.isdigit() and word[:-1] in _peoples() for before, word in pairwise(words.lower) if word.endswith("s"))
    headed = words.sentence.kind == "title" and ("in", "all") in pairwise(words.lower)
    return counted and (headed or not _SUMS.isdisjoint(words.lower))


@cache
def _peoples() -> frozenset[str]:
    countries = table("state_forces")["countries"].values()
    return frozenset(name.lower() for country in countries for name in country["adjectives"])
