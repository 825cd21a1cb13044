"""Words compared as a lenient reader would: case, accents, articles and plural endings aside."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from rapidfuzz import fuzz

from dateline.codebook.tables import table

FUZZY = 0.8
"""Lowest similarity (rapidfuzz ratio / 100) at which two spellings are one name ("Kucha Risaldar", "Kocha Risaldar")."""
_TOKEN = re.compile(r"\w+")
_EMPTY = frozenset(
    ("the", "a", "an", "of", "in", "at", "on", "near", "and", "for", "to", "with", "by", "his", "her", "their", "its")
)


def fold(text: str) -> str:
    """Return `text` in lower case without diacritics, apostrophes dropped, every other mark a space."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(c for c in plain if not unicodedata.combining(c)).replace("’", "").replace("'", "")
    return " ".join(_TOKEN.findall(letters))


@cache
def content(text: str) -> frozenset[str]:
    """Return the words of `text` that carry meaning, folded, plural endings taken off."""
    return frozenset(stem(word) for word in fold(text).split() if word not in _EMPTY)


def stem(word: str) -> str:
    """Return a crude singular without a final "e": enough to hold "worshippers" and "explosives" against their singulars."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    return word[:-1] if len(word) > 4 and word.endswith("e") else word


def alike(one: str, other: str) -> bool:
    """Tell whether two names are one by containment of whole words, or by spelling (`FUZZY`), either way round."""
    left, right = content(one), content(other)
    if not left or not right:
        return False
    if left <= right or right <= left:
        return True
    small, large = sorted((left, right), key=len)
    if all(any(fuzz.ratio(word, mate) >= 100 * FUZZY for mate in large) for word in small):
        return True
    return fuzz.ratio(fold(one), fold(other)) >= 100 * FUZZY


def share_word(one: str, other: str) -> bool:
    """Tell whether two phrases share a content word."""
    return bool(content(one) & content(other))


@cache
def weapon_classes(phrase: str) -> frozenset[str]:
    """Return the classes of weapon that a phrase belongs to; a phrase of no class is a class of its own words."""
    words = content(phrase)
    found = frozenset(
        name for name, stems in table("evaluation_equivalents")["weapons"].items() if words & {stem(fold(s)) for s in stems}
    )
    return found or frozenset(f"={word}" for word in words)


@cache
def types_agree(gold: str, ours: str) -> bool:
    """Tell whether type `ours` may stand for `gold`; "other" in the gold says only that something violent happened."""
    return gold == ours or gold == "other" or {gold, ours} in [set(pair) for pair in table("evaluation_equivalents")["types"]]


def is_generic(name: str) -> bool:
    """Tell whether a perpetrator's name names nobody ("unidentified gunmen")."""
    words = set(fold(name).split())
    return words <= set(table("evaluation_equivalents")["generic"])
