"""How names are compared: one key for a name however it is written, and a coarser skeleton for romanised spellings.

Only the standard library is used here: the build hook loads this file before Dateline is installed.
"""

from __future__ import annotations

import re
import unicodedata

LATIN = re.compile(r"^[^\W\d_][^\W_]*(?:[ \-'’‘`.,/()&]+[^\W_]+)*[.)'’]?$")
"""Names worth keeping: words of letters and digits. Script is checked apart (`is_latin`)."""

_SEPARATORS = re.compile(r"[\s\-‐-―/_]+")
_DROPPED = re.compile(r"[.'’‘ʻʼ`´\"“”(),]+")
_UNDECOMPOSED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "æ": "ae", "œ": "oe", "ə": "a", "ħ": "h"}
)
_EXPANSIONS = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "pt": "port"}
_ARTICLES = frozenset(
    ("al", "el", "ul", "ad", "ar", "as", "ash", "at", "az", "an", "ez", "es", "ed", "er", "esh", "et", "en", "the")
)
_SOUNDS = (("kh", "k"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("sh", "s"), ("ch", "s"), ("ph", "f"), ("ck", "k"), ("ou", "u"),
           ("oo", "u"), ("ee", "i"), ("ei", "i"), ("ai", "i"), ("ay", "i"), ("ey", "i"), ("iy", "i"),
           ("aa", "a"), ("uw", "u"), ("aw", "u"), ("au", "u"))  # fmt: skip
_LETTERS = str.maketrans({"q": "k", "c": "k", "e": "i", "y": "i", "o": "u", "w": "u", "z": "s", "j": "g", "v": "b", "p": "b"})
_DOUBLED = re.compile(r"(.)\1+")


def plain(name: str) -> str:
    """Return `name` in lower case without diacritics ("Ḩaḑramawt" → "hadramawt")."""
    if name.isascii():
        return name.casefold()
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character)).translate(_UNDECOMPOSED)


def key(name: str) -> str:
    """Return the form under which a name is stored and looked up.

    Case, diacritics, apostrophes and full stops do not count; hyphens are spaces; "St.", "Mt." and "Ft." are written out.
    """
    if name.isascii() and name.isalpha():
        return name.lower()  # one plain word, as most are
    words = _SEPARATORS.sub(" ", _DROPPED.sub("", plain(name))).split()
    if len(words) > 1 and words[0] in _EXPANSIONS:
        words[0] = _EXPANSIONS[words[0]]
    return " ".join(words)


def skeleton(name: str) -> str:
    """Return a coarse form for romanised names: without articles, doubled letters and most differences of vowels.

    "Al-Raqqah", "Ar Raqqa" and "Raqqa" share one; used only where `key` finds nothing, and within one country.
    """
    words = [word for word in key(name).split() if word not in _ARTICLES]
    letters = " ".join(word.removesuffix("h") if len(word) > 3 else word for word in words)
    for long, short in _SOUNDS:
        letters = letters.replace(long, short)
    letters = _DOUBLED.sub(r"\1", letters.translate(_LETTERS))
    return letters.replace(" ", "")


def is_latin(name: str) -> bool:
    """Tell whether every letter of `name` is Latin, and the name begins with a capital or a digitless article."""
    return all("LATIN" in unicodedata.name(letter, "") for letter in name if letter.isalpha() and not letter.isascii())
