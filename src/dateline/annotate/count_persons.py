"""A noun phrase that counts persons, as the grammar reads it (`count_phrases`) and links it (`count_links`)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from dateline.types import CountValue, Effect

Person = Literal["yes", "open", "no"]
ONE = CountValue(1, 1, 1, "exact")
"""The value of one person."""
TWO = CountValue(2, 2, 2, "exact")
"""The value of a pair: "her parents"."""
ZERO = CountValue(0, 0, 0, "exact")
"""The value of nobody."""
MANY = CountValue(None, None, None, "vague")
"""The value of a plural without a number."""


@dataclass(slots=True)
class Phrase:
    """A noun phrase: tokens ``first`` to before ``past``, its value, and what is known of it.

    ``person`` is ``open`` where the head noun is not in the tables. ``inherent`` is the effect that lies in its own words ("31
    injured persons", "12 deaths"). ``partitive`` is "of them" or "of the dead", with the effect of the latter in ``inherent``.
    ``others`` is true for "another", "two others": more of a kind just told. ``ordinal`` is 3 for "a third victim", else 0.
    ``inner`` is the two of "one of the two victims". The links that the grammar finds are in ``effect``.
    """

    first: int
    past: int
    number: tuple[int, int]
    value: CountValue
    person: Person
    head: str = ""
    definite: bool = False
    named: bool = False
    attackers: bool = False
    others: bool = False
    age: bool = False
    partitive: bool = False
    bare: bool = False
    ordinal: int = 0
    inner: CountValue | None = None
    inherent: Effect | None = None
    who: tuple[int, int] | None = None
    effect: Effect | None = None
    role: str = "whole"
    deed: int = -1
    host: Phrase | None = field(default=None, repr=False)
