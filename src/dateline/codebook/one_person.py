"""Whether two words for one person can mean the same person, by head noun, sex and age, and whether they are a name."""

from __future__ import annotations

import re
from functools import cache

from dateline.codebook.tables import table

_POSSESSIVE = re.compile(r"['’]s?$")
_NAME = re.compile(r"(?:[A-Z][\w.’'-]*\s){0,3}[A-Z][\w’'-]+")


def is_name(words: str) -> bool:
    """Tell whether words for one person are nothing but his name: "Reyes", "Tom Reyes", not "the clerk"."""
    return _NAME.fullmatch(words) is not None


def may_be_one(hurt: str, dead: str) -> bool:
    """Tell whether two words for one person can mean the same: "a man" and "the clerk" can, "a guard" and "the teacher" cannot."""
    if "dead" in dead.lower().split()[:-1]:  # "the dead man" was told as dead before
        return False
    heads = [_POSSESSIVE.sub("", words.lower().split()[-1]) for words in (hurt, dead)]
    sexes = [{sex for sex in ("male", "female") if head in table("count_words")[sex].split()} for head in heads]
    if all(sexes) and sexes[0] != sexes[1]:
        return False
    known = [head in _persons() and head not in table("count_words")["anybody"].split() for head in heads]
    small = [head in table("count_words")["small"].split() for head in heads]
    grown = [known[i] and heads[i] not in table("count_words")["of_any_age"].split() for i in (0, 1)]
    if (small[0] and grown[1]) or (grown[0] and small[1]):
        return False
    return not all(known) or heads[0] == heads[1]


@cache
def _persons() -> frozenset[str]:
    return frozenset(table("count_words")["persons"]["singular"].split())
