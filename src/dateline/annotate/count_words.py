"""The word lists of the codebook's `count_words` table, as sets that are read once."""

from __future__ import annotations

from functools import cache

from dateline.codebook.tables import table


@cache
def word_set(name: str) -> frozenset[str]:
    """Return the words that stand in the field `name`, apart by spaces."""
    return frozenset(table("count_words")[name].split())
