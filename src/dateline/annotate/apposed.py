"""Names of groups that only what stands beside them tells to be ones: "Los Tiznados, a gang", "a little-known militia, Nuru"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from dateline.annotate.newgroups import SCORE, Item, leftwards
from dateline.annotate.reading import Reading
from dateline.codebook.actors import state_names
from dateline.codebook.needles import Needled, folded
from dateline.codebook.tables import table
from dateline.types import ActorValue

_NAMED_FOR = re.compile(
    r"\b[Tt]he\s((?:[A-Z][\w’'-]+\s){1,3}(?:gang|clan|cartel|column|structure|underground|militia))(?![\w’'-])"
    r"(?!\s(?:leader|member|boss|chief|head)s?\b)"
)
"""A place's or a person's name before a noun of groups ("the Tivoli gang", "the Mai-Lenga militia")."""
NAME = r"[A-Z][\w’'-]+(?:\s(?:(?:of|the|for|al|de|la|del|ul)\s){0,2}[A-Z][\w’'-]*){0,6}"
"""A name of a group: capitals, and small words between them."""
_DEED = r"(?:attack|bombing|blast|explosion|killing|shooting|ambush|raid|assault|abduction|kidnapping|murder|responsibility)s?"
_CLAIMS = (
    Needled(
        rf"(?:\b[Tt]he\s|(?<![.!?]\s)(?<!\n)(?<![\w’'-])(?<!^))({NAME})(?:\s\([A-Z][\w-]{{1,9}}\))?,?\s"
        rf"(?:(?:has|have|had|later|also|since|then)\s){{0,3}}(?:(?:claimed|took|assumed|accepted)\s(?:responsibility|credit)\b|"
        rf"claimed\s(?:the|both|last|this)\s(?:[a-z-]+\s){{0,2}}{_DEED}\b)"
    ),
    Needled(r"\b([A-Z]{3,6})(?:,?\s(?:has|have|had|later|also|since|then)){0,3}\s(?:claimed|took)\s(?:responsibility|credit)\b"),
    Needled(
        rf"\b{_DEED}(?:,|\s(?:was|were|has been|had been|for [^.;\n]{{1,60}}? was))?\s(?:later\s)?claimed\sby\s(?:the\s)?({NAME})"
    ),
    Needled(rf"\bclaims?\sof\sresponsibility\s(?:came\s)?(?:by|from)\s(?:the\s)?({NAME})"),
    Needled(rf"\b(?:claiming\sto|who\ssaid\s(?:he|she|they))\s(?:represent(?:ed)?|speak\sfor|spoke\sfor)\s(?:the\s)?({NAME})"),
    Needled(r"\b([A-Z]{3,6})\s(?:fighters|rebels|militants|militiamen|insurgents|guerrillas|gunmen|suicide\sbombers?)\b"),
)
"""Who claims a deed, or has fighters, by whatever name: no list of groups is whole."""
SPEAKER = 100
"""Code points before a name in which the word for who speaks for a group begins ("a commander of the Front, Omar Quill,")."""
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
        if _is_free(read, index, last, match.start(1), taken):
            yield index, last, ActorValue(read.words_of(index, last), None, "group", SCORE)


def claimants(read: Reading, taken: bytearray) -> Iterator[Item]:
    """Yield the names of those who claim a deed, wherever the text has them."""
    starts = [token.start for token in read.row]
    text, low = read.text, folded(read.text)
    found = [match for pattern in _CLAIMS for match in pattern.finditer(text, 0, len(text), low)]
    persons = {match[1] for match in found if _speaker().search(text, max(0, match.start(1) - SPEAKER), match.start(1))}
    names = dict.fromkeys(match[1] for match in found if match[1] not in persons)
    for name in names:
        for match in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text):
            index, last = bisect_left(starts, match.start()), bisect_left(starts, match.end())
            if _is_free(read, index, last, match.start(), taken) and not _of_states(read, index, last):
                taken[index:last] = b"\x01" * (last - index)
                yield index, last, ActorValue(read.words_of(index, last), None, "group", SCORE)


def _is_free(read: Reading, index: int, last: int, start: int, taken: bytearray) -> bool:
    """Tell whether the tokens are a name that nothing else has taken."""
    words = {token.key for token in read.row[index:last]}
    whole = index < last and read.row[index].start == start and not any(taken[index:last])
    plain = words <= frozenset(table("generic_actors")["adjectival"])  # the "Islamist" of "claimed by Islamist group X"
    return whole and not plain and not (words - _connectors()) & _never() and not read.shouting(index, last)


def _of_states(read: Reading, index: int, last: int) -> bool:
    """Tell whether the name is a state's, or of its forces or of a body of states."""
    words = {token.key for token in read.row[index:last]}
    return bool(words & frozenset(table("new_groups")["public"])) or any(
        state_names().first(read.text, read.row, at) is not None for at in range(index, last)
    )


@cache
def _never() -> frozenset[str]:
    words = table("new_groups")
    known = frozenset(words["not_first"]) | frozenset(words["dates"]) | frozenset(words["not_after_cue"])
    return known - {article.lower() for article in _ARTICLES}


@cache
def _speaker() -> re.Pattern[str]:
    """Return what stands before the name of a person who claims for a group: "spokesman", "a commander of the X, "."""
    words = "|".join(table("new_groups")["speakers"])
    return re.compile(rf"\b(?:{words})(?:,?\s|\s(?:of|for|from)\s[^.;,\n]{{1,70}},\s)$", re.IGNORECASE)


@cache
def _connectors() -> frozenset[str]:
    return frozenset(table("new_groups")["connectors"])


@cache
def _apposition() -> re.Pattern[str]:
    words = table("new_groups")["apposed"]
    alone, kinds, groups = ("|".join(words[name]) for name in ("alone", "kinds", "groups"))
    return re.compile(
        rf"(?:\s\([A-Z][\w-]{{1,9}}\))?,\san?\s(?:[\w’'-]+\s){{0,4}}?(?:{alone}|(?:{kinds})\s(?:{groups}))"
        r"(?=[,.;:)]|\s(?:[–—-]|of|from|that|which|in|on|[a-z]+ed|led|run|known|set|active|with|whose|loyal|close|hostile|subordinate|and)\s)"
    )


@cache
def called_groups() -> str:
    """Return the words that call something an armed group, as alternatives of an expression ("rebel faction", "cartel")."""
    words = table("new_groups")["apposed"]
    alone, kinds, groups = ("|".join(words[name]) for name in ("alone", "kinds", "groups"))
    return rf"{alone}|(?:{kinds})\s(?:{groups})"


@cache
def _called() -> re.Pattern[str]:
    """Return the words of a group with its name behind a comma; behind "of" it is a person's ("the head of a gang, Omar Quill")."""
    groups = "|".join(table("new_groups")["apposed"]["groups"])
    return re.compile(
        rf"(?<!of\s)(?<!in\s)(?<!from\s)(?<!with\s)(?<!to\s)(?<!and\s)\b(?:[Aa]n?|[Aa]nother)\s(?:[\w’'-]+\s){{0,4}}?"
        rf"(?:{called_groups()}|little-known\s(?:{groups})),\s(?:the\s)?({NAME})(?=[,.;:]|\s\()"
    )
