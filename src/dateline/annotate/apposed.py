"""Names of groups that only what stands beside them tells to be ones: "Los Tiznados, a gang", "a little-known militia, Nuru"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from dateline.annotate.newgroups import SCORE, Item, leftwards
from dateline.annotate.reading import Reading
from dateline.codebook.tables import table
from dateline.types import ActorValue

_NAMED_FOR = re.compile(
    r"\bthe\s((?:[A-Z][a-zà-ÿ’'-]+\s){1,3}(?:gang|clan|cartel|column|structure|underground))(?![\w’'-])(?!\s(?:leader|member|boss|chief|head)s?\b)"
)
"""A place's or a person's name before a noun of groups ("the Tivoli gang")."""
_ARTICLES = ("Los", "Las", "La", "El", "Les")
"""With which the names of gangs begin."""


def apposed_groups(read: Reading, taken: bytearray) -> Iterator[Item]:
    """Yield the capitalised words before such a phrase, with the abbreviation that stands between."""
    ends = [token.end for token in read.row]
    for match in _apposition().finditer(read.text):
        index = bisect_left(ends, match.start())
        if index >= len(read.row) or ends[index] != match.start() or taken[index] or not read.capital(index):
            continue
        first = leftwards(read, index, taken)
        if first > 0 and read.row[first - 1].raw in _ARTICLES and read.spaced(first - 1):
            first -= 1
        words = {token.key for token in read.row[first : index + 1]}
        if words & _never() or read.shouting(first, index + 1):
            continue
        yield first, index + 1, ActorValue(read.words_of(first, index + 1), None, "group", SCORE)
    starts = [token.start for token in read.row]
    for match in (*_called().finditer(read.text), *_NAMED_FOR.finditer(read.text)):
        index, last = bisect_left(starts, match.start(1)), bisect_left(starts, match.end(1))
        words = {token.key for token in read.row[index:last]}
        whole = index < last and starts[index] == match.start(1) and not any(taken[index:last])
        if whole and not words & _never() and not read.shouting(index, last):
            yield index, last, ActorValue(read.words_of(index, last), None, "group", SCORE)


@cache
def _never() -> frozenset[str]:
    words = table("new_groups")
    known = frozenset(words["not_first"]) | frozenset(words["dates"]) | frozenset(words["not_after_cue"])
    return known - {article.lower() for article in _ARTICLES}


@cache
def _apposition() -> re.Pattern[str]:
    words = table("new_groups")["apposed"]
    alone, kinds, groups = ("|".join(words[name]) for name in ("alone", "kinds", "groups"))
    return re.compile(
        rf"(?:\s\([A-Z][\w-]{{1,9}}\))?,\san?\s(?:[\w’'-]+\s){{0,4}}?(?:{alone}|(?:{kinds})\s(?:{groups}))"
        r"(?=[,.;:)]|\s(?:[–—-]|of|from|that|which|in|on|led|based|active|with|whose|linked|tied|allied|loyal|run|founded|known|and)\s)"
    )


@cache
def _called() -> re.Pattern[str]:
    """Return the words of a group with its name behind a comma; behind "of" it is a person's ("the head of a gang, Omar Quill")."""
    words = table("new_groups")["apposed"]
    alone, kinds, groups = ("|".join(words[name]) for name in ("alone", "kinds", "groups"))
    name = r"[A-Z][\w’'-]+(?:\s(?:(?:of|the|for|al|de|la|del|ul)\s){0,2}[A-Z][\w’'-]*){0,6}"
    return re.compile(
        rf"(?<!of\s)(?<!in\s)(?<!from\s)(?<!with\s)(?<!to\s)(?<!and\s)\b(?:[Aa]n?|[Aa]nother)\s(?:[\w’'-]+\s){{0,4}}?"
        rf"(?:{alone}|little-known\s(?:{groups})|(?:{kinds})\s(?:{groups})),\s(?:the\s)?({name})(?=[,.;:]|\s\()"
    )
