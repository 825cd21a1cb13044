"""Whether a figure is said as a number ("four people died") or was counted from mentions ("his wife and her mother").

A mention tells of one victim at least and of no more; it does not stand against a total that somebody gives.
"""

from __future__ import annotations

import re
from functools import lru_cache

from dateline.codebook.tables import table
from dateline.reconcile.numbers import number
from dateline.types import CountValue, TollPoint

LONGEST = 9
"""Digits of the longest number that can count people."""
_AGE = re.compile(r"\b(?:\d+|\w+)[- ]years?[- ]old\b|\bage[ds]? \d+(?:(?:, | and |, and )\d+)*", re.IGNORECASE)
_NUMBER = re.compile(r"\d[\d,]*|[^\W\d_]+")


def is_said(point: TollPoint) -> bool:
    """Tell whether the quote says the figure as a number, or numbers that add up to it. "No one" and bounds are said."""
    return says(point.quote, point.value)


def says(quote: str, value: CountValue) -> bool:
    """Tell it of one quote and its value (`is_said`)."""
    figure = number(value)
    return figure is None or figure == 0 or _says(quote, figure)


@lru_cache(maxsize=65536)
def _says(quote: str, figure: int) -> bool:
    parts = [_numbers(part) for part in _AGE.sub(" ", quote).split(" … ")]
    return any(figure in found or (found and sum(found) == figure) for found in parts) or sum(map(sum, parts)) == figure


def _numbers(text: str) -> list[int]:
    words: dict[str, int] = table("choice_rules")["number_words"]
    found = (_figure(word) if word[0].isdecimal() else words.get(word) for word in _NUMBER.findall(text.casefold()))
    return [number for number in found if number is not None]


def _figure(digits: str) -> int | None:
    bare = digits.replace(",", "")
    return int(bare) if len(bare) <= LONGEST else None
