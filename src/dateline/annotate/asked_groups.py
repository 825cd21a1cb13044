"""Names of groups after which a heading asks: "Who are the Reed Lanterns?", where the words behind it call them a group."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from dateline.annotate.apposed import NAME, called_groups
from dateline.annotate.newgroups import SCORE, Item
from dateline.annotate.reading import Reading
from dateline.codebook.tables import table
from dateline.types import ActorValue

REACH = 600
"""Code points behind the question within which the group must be called one."""
FEWEST_INITIALS = 3
_QUESTION = re.compile(
    r"(?:^|\n|[:.]\s|[-–*#]\s)(?:Q:\s)?(?:[Ss]o,?\s)?(?:Who\s(?:are|were)|What\s(?:is|are|was|were))\s(?:the\s)?[\"“‘']?"
    rf"({NAME}?)(?=[\"”’']?(?:\?|,|\sand\s(?:what|why|who|how|did)\b))"
)


def asked_groups(read: Reading, taken: bytearray) -> Iterator[Item]:
    """Yield each mention of such a name that is none of a known actor."""
    starts = [token.start for token in read.row]
    for name in dict.fromkeys(_asked(read.text)):
        spelled = "|".join(re.escape(words) for words in (name, *_initials(name)))
        for match in re.finditer(rf"(?<![\w’'-])(?:{spelled})(?![\w-])", read.text):
            first, last = bisect_left(starts, match.start()), bisect_left(starts, match.end())
            if first < last and starts[first] == match.start() and not any(taken[first:last]):
                yield first, last, ActorValue(name, None, "group", SCORE)


def _initials(name: str) -> list[str]:
    """Return the abbreviation that a name of three words and more is called by ("RLB")."""
    initials = "".join(word[0] for word in name.split() if word[0].isupper())
    return [initials] if len(initials) >= FEWEST_INITIALS else []


def _asked(text: str) -> Iterator[str]:
    for match in _QUESTION.finditer(text):
        words = {word.casefold() for word in match[1].split()}
        told = words & _soft_heads() or _called_group().search(text, match.end(), match.end() + REACH)
        if told and not words & _never():
            yield match[1]


@cache
def _never() -> frozenset[str]:
    return frozenset(table("new_groups")["not_after_cue"])


@cache
def _soft_heads() -> frozenset[str]:
    return frozenset(table("new_groups")["soft_heads"])


@cache
def _called_group() -> re.Pattern[str]:
    """Return the words for armed groups, as in an apposition."""
    return re.compile(
        rf"\b(?:{called_groups()}|the\sgroup|"
        r"(?:militants|rebels|insurgents|guerrillas)\s(?:of|who|are)|(?:its|their)\s(?:chief|leader|commander|fighters|men|camps)|under\sarms|"
        r"(?:split|splintered|broke\saway)\sfrom|(?:offshoot|splinter|wing)\sof)\b"
    )
