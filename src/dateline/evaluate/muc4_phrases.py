"""Noun phrases in a message of MUC-4: keys want the whole phrase ("TEN TERRORISTS"), our record holds its noun.

The messages are in capitals, so a phrase ends at words that cannot stand in one (``phrases_muc4.json``), not at a tagger's verdict.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from dateline.codebook.tables import table

_TOKEN = re.compile(r"[A-Z0-9ÁÉÍÓÚÑ]+(?:[-.'/&][A-Z0-9ÁÉÍÓÚÑ]+){0,4}\.?")
_GAP = re.compile(r"(?:\s{1,20}\[[^\[\]]{1,90}\])?\s{1,20}(?:-\s{1,20})?")
_GLOSS = re.compile(r"(?<=[A-Z])\s{1,20}\[[^\[\]]{1,90}\](?=\s[A-Z])")
"""The editors' gloss inside a phrase ("CPL [COASTAL PAPER LEAGUE] OFFICES"): its words do not end the phrase."""
_SENTENCE = re.compile(r"(?<!\bU\.S)(?<!\bMR)(?<!\bDR)[.!?](?=\s)")
_VERB = re.compile(r"[A-Z]{2,}(?:ED|ING|LY)")
_LEADING = re.compile(
    r"^(?:(?:the|a|an|some|about|at least|\d+|one|two|three|four|five|six|seven|eight|nine|ten|several|other|another|half|dozen"
    r"|entire|gen|col|dr|mr|mrs|country's|city's)\s+)+",
    re.IGNORECASE,
)
LONGEST, LONGEST_OF = 6, 9
"""Most words of a phrase to one side of its noun, and behind its "OF"."""


class Token(NamedTuple):
    """A word with its place in the message."""

    word: str
    start: int
    end: int


@cache
def words(name: str) -> frozenset[str]:
    """Return a list of the table ``phrases_muc4.json`` as a set."""
    return frozenset(table("phrases_muc4")[name])


def bare(quote: str) -> str:
    """Return words on one line without leading articles and numbers."""
    return _LEADING.sub("", re.sub(r"\s+", " ", quote).strip()).upper() or quote.upper()


def numbered(phrase: str, text: str) -> str | None:
    """Return the number in a phrase or before it in a message: "6" ("SIX NUNS"), "30-" ("AT LEAST 30 STORES"), "~60"."""
    first, _, rest = phrase.partition(" ")
    if rest and (known := _figure(first)):
        return known
    flat = re.sub(r"\s+", " ", text.upper())
    for match in re.finditer(rf"(?<!\S)(\S{{1,12}}) {re.escape(phrase)}\b", flat):
        if known := _figure(match[1]):
            return _hedged(known, flat[: match.start()].split(" ")[-4:-1])
    return None


def _hedged(number: str, before: list[str]) -> str:
    """Return a number with what the words before it make of it."""
    if before[-2:] in (["AT", "LEAST"], ["MORE", "THAN"]) or before[-1:] == ["OVER"]:
        return f"{number}-"
    return f"~{number}" if before[-1:] and before[-1] in words("about") else number


def many(phrase: str) -> bool:
    """Tell whether a phrase speaks of several people or things ("NUNS", "BANK BRANCHES", but "HEADQUARTERS")."""
    head = phrase.split(" OF ")[0].split()[-1]
    return head.endswith(("S", "PEOPLE", "MEN", "CHILDREN", "POLICE")) and head not in words("singular")


def _figure(word: str) -> str | None:
    if word.replace(",", "").isdigit():
        return word.replace(",", "") if len(word) < LONGEST else None
    value: str | None = table("crosswalk_muc4")["figures"].get(word)
    return value


def plain(name: str) -> str:
    """Return a name in capitals without accents, as the messages write."""
    return "".join(c for c in unicodedata.normalize("NFKD", name.upper()) if not unicodedata.combining(c))


def named(text: str, start: int, end: int, heads: str, unless: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of phrases that end in a word of the list `heads` and are not followed by one of `unless`."""
    found = tokens(text)
    for i, token in enumerate(found):
        if token.start < start or token.end > end or token.word not in words(heads):
            continue
        behind = found[i + 1].word if i + 1 < len(found) and joined(text, found, i) else ""
        if behind not in words(heads) and behind not in words(unless):
            yield found[left(text, found, i)].start, token.end


@lru_cache(maxsize=8)
def tokens(text: str) -> list[Token]:
    """Return the words of a message in order, those of glosses left out."""
    shown = _GLOSS.sub(lambda m: " " * len(m[0]), text.upper())
    return [Token(m[0].rstrip("."), m.start(), m.start() + len(m[0].rstrip("."))) for m in _TOKEN.finditer(shown)]


def around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of the noun phrase around the words ``start``..``end``, with numbers, without articles."""
    found = tokens(text)
    inside = [i for i, t in enumerate(found) if t.start < end and t.end > start]
    if not inside:
        return start, end
    first, last = inside[0], inside[-1]
    first = left(text, found, first)
    last = right(text, found, last)
    return found[first].start, found[last].end


def left(text: str, found: list[Token], first: int) -> int:
    """Return the first word of the phrase that holds word `first`."""
    for _ in range(LONGEST):
        if first == 0 or not joined(text, found, first - 1) or ends(found[first - 1].word):
            break
        first -= 1
    return first - 2 if _paired(text, found, first - 1) else first


def _named_by(found: list[Token], i: int) -> bool:
    """Tell whether word `i` is an OF inside a body's or a place's name ("COMMUNIST PARTY OF CHILE", "TOWN OF HOSTIGAL")."""
    return found[i].word == "OF" and found[i - 1].word in words("named_by")


def _paired(text: str, found: list[Token], i: int) -> bool:
    """Tell whether word `i` is an AND between two words that say of what kind the things behind are ("STATE AND PRIVATE BANKS",
    "AGRICULTURE AND LIVESTOCK MINISTRY"): the one before stands alone, and a further word follows the one behind."""
    if i < 1 or i + 2 >= len(found) or found[i].word != "AND" or not all(joined(text, found, at) for at in (i - 1, i, i + 1)):
        return False
    before, behind, last = found[i - 1].word, found[i + 1].word, found[i + 2].word
    alone = i == 1 or not joined(text, found, i - 2) or ends(found[i - 2].word)
    return alone and not (_thing(before) or _thing(behind) or ends(before) or ends(behind) or ends(last)) and _kind(before, behind)


def right(text: str, found: list[Token], last: int) -> int:
    """Return the last word of the phrase that holds word `last`, with what an "OF" adds."""
    while last + 1 < len(found) and joined(text, found, last) and found[last + 1].word in words("facilities"):
        last += 1
    if (
        last + 2 >= len(found)
        or found[last].word not in words("of")
        or found[last + 1].word != "OF"
        or not joined(text, found, last)
    ):
        return last
    i = last + 2 + (found[last + 2].word in ("THE", "A", "AN"))
    taken = last
    while i < len(found) and i - last <= LONGEST_OF and (not ends(found[i].word) or _paired(text, found, i) or _named_by(found, i)):
        taken = i
        if i + 1 == len(found) or not joined(text, found, i):
            break
        i += 1
    return taken - (found[taken].word == "OF")


def _thing(word: str) -> bool:
    """Tell whether a word is a thing or people by itself."""
    return word in words("sites") | words("people") | words("persons") | words("titles") | words("official") | words("links")


def _kind(before: str, behind: str) -> bool:
    """Tell whether two words are of a kind that an AND joins before a noun: no number, no name of one behind an action."""
    return not before.endswith("S") and not any(word.isdigit() or word in words("drop") for word in (before, behind))


def following(text: str, end: int) -> list[str]:
    """Return the words behind `end` up to a mark or a word that ends a phrase."""
    found = tokens(text)
    first = next((i for i, token in enumerate(found) if token.start >= end), len(found))
    out: list[str] = []
    for i in range(first, min(first + LONGEST, len(found))):
        if i == 0 or not joined(text, found, i - 1) or ends(found[i].word):
            break
        out.append(found[i].word)
    return out


def joined(text: str, found: list[Token], i: int) -> bool:
    """Tell whether only blanks, a gloss or a lone hyphen stand between word `i` and the next ("CANO LIMON - COVENAS PIPELINE";
    "U.S. EMBASSY": or the point of an abbreviation)."""
    end = found[i].end + ("." in found[i].word and text[found[i].end : found[i].end + 1] == ".")
    return bool(_GAP.fullmatch(text, end, found[i + 1].start))


def ends(word: str) -> bool:
    """Tell whether a word stands in no noun phrase of people or things."""
    if word in words("stop") or word in words("verbs"):
        return True
    return bool(_VERB.fullmatch(word)) and word not in words("adjectives") and word.rsplit("-", 1)[-1] not in words("adjectives")


def sentence(text: str, start: int) -> tuple[int, int]:
    """Return the span of the sentence (paragraph at most) in which `start` stands."""
    first, last = text.rfind("\n\n", 0, start), text.find("\n\n", start)
    first, last = max(first, 0), len(text) if last < 0 else last
    for mark in _SENTENCE.finditer(text, first, last):
        if mark.end() <= start:
            first = mark.end()
        else:
            last = mark.end()
            break
    return first, last
