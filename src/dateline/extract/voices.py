"""Speakers as they are kept: offices and bodies as said, private persons by their role ("a neighbour")."""

from __future__ import annotations

import re

from dateline.codebook.tables import table
from dateline.extract.name_words import fold, is_capital, words_of
from dateline.extract.names import Withheld

UNNAMED = "a person quoted"
TOKEN = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
"""A word or a number of a speaker or a quote."""
SMALL = frozenset(
    ("the", "a", "an", "his", "her", "their", "its", "my", "our", "and", "or", "of", "s", "to", "by", "with", "whose", "who", "y")
)
"""Words that say nothing where a name beside them went."""


def voice(speaker: str | None, source_kind: str | None, names: Withheld) -> str | None:
    """Return the speaker as it is kept: offices and bodies as said, of private persons the role alone.

    "Neighbour Jane Doe" is "a neighbour"; a name of which the article says no office is "a person quoted".
    """
    if not speaker:
        return speaker
    words = TOKEN.findall(speaker)
    private = bool(names.within(speaker)) or any(_is_kin(words, index) for index in range(len(words)))
    if source_kind != "witness" and not private:
        return UNNAMED if source_kind in (None, "unknown") and _is_bare_name(words) else speaker
    named = [word for word in words if is_capital(word) and not _is_role(word) and fold(word) not in SMALL]
    if not named or (source_kind == "witness" and not private and not _leads_with_role(words)):
        return speaker
    return _role(speaker, words, named) or ("a witness" if source_kind == "witness" else UNNAMED)


def _is_kin(words: list[str], index: int) -> bool:
    """Tell "her mother" from the "Child" of "the Health and Child Care Minister"."""
    of_an_office = is_capital(words[index]) and any(fold(word) in words_of("offices") for word in words[index + 1 : index + 4])
    return fold(words[index]) in words_of("kin") and not of_an_office


def _role(speaker: str, words: list[str], named: list[str]) -> str | None:
    """Return the words of role in "Neighbour Jane Doe" or "Jane Doe, a neighbour"."""
    parts = [part.strip() for part in speaker.split(",")]
    plain = [part for part in parts if part and not any(word in named for word in TOKEN.findall(part))]
    if plain:
        return min(plain, key=len)
    roles = [word.casefold() for word in words if word not in named and _is_role(word)]
    if not roles:
        return None
    if roles[-1].endswith("s") and any(_is_role(roles[-1].removesuffix(ending)) for ending in ("s", "es")):
        return roles[-1]
    return f"{'an' if roles[-1][0] in 'aeiou' else 'a'} {roles[-1]}"


def _leads_with_role(words: list[str]) -> bool:
    return len(words) > 1 and (_is_role(words[0]) or words[0].casefold() in ("his", "her", "their", "the", "my"))


def _is_role(word: str) -> bool:
    return fold(word) in words_of("kin") | words_of("private") or fold(word) in _witnesses()


def _witnesses() -> frozenset[str]:
    return frozenset(table("attribution")["speakers"]["witness"].split())


def _is_bare_name(words: list[str]) -> bool:
    """Tell a person's bare name: two to four words with capitals, none of a body, none in capitals alone."""
    return 2 <= len(words) <= 4 and all(
        is_capital(word) and not word.isupper() and not _is_body(word) for word in words
    )  # fmt: skip


def _is_body(word: str) -> bool:
    return any(fold(word) in words_of(name) for name in ("organisations", "offices", "not_names"))
