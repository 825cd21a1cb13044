"""Tokens of time expressions: words and figures with the classes of ``codebook/date_words.json`` and the value they stand for."""

from __future__ import annotations

import re
from functools import cache

from dateline.annotate.times_figures import LATEST_YEAR, Token, classify_figure
from dateline.codebook.tables import table

_TOKEN = re.compile(
    r"""(?P<plain>[^\W\d_]++(?![.'’\d]))
    |(?P<iso>\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\d-]))
    |(?P<num>\b\d{1,4}[/.]\d{1,2}[/.]\d{2,4}\b(?![/.]\d)|\b\d{1,2}-\d{1,2}-\d{4}\b(?!-)|\b\d{4}-\d{1,2}-\d{1,2}\b(?!-))
    |(?P<clock>\b\d{1,2}(?:[:.][0-5]\d(?::[0-5]\d)?)?\s?[aApP](?:\.\s?[mM]\b\.?|[mM]\b)|\b[0-2]?\d:[0-5]\d(?::[0-5]\d)?(?![:\d])|\b[0-2]?\dh[0-5]\d\b)
    |(?P<decade>\b(?:1[0-9]|20)\d0['’]?s\b|['’][1-9]0s\b|(?<=the\ )[2-9]0s\b)
    |(?P<qh>\bQ[1-4]\b|\bH[12]\b)
    |(?P<yearmonth>\b\d{4}/\d{1,2}\b(?!/)|\b\d{1,2}/\d{4}\b)
    |(?P<nth>\b\d{1,3}(?:st|nd|rd|th)\b)
    |(?P<short>['’]\d\d\b(?!\d))
    |(?P<half>\b\d{1,3}[ -]1/2|\b\d{1,3}½)
    |(?P<big>\b\d{1,3}(?:,\d{3})+(?:\.\d+)?\b|\b\d+\.\d+|[$€£#]\s?\d[\d.,]*|\b\d+/\d+\b)
    |(?P<int>\b\d+(?=\b|[^\W\d_]))
    |(?P<abbr>\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Weds?|Thurs?|Thu|Fri|Sat|Sun|JAN|FEB|MAR|APR|JUN|JUL|AUG|SEPT?|OCT|NOV|DEC|
        jan|feb|apr|jun|jul|aug|sept?|oct|nov|dec|hrs?|mins?|yrs?)\.)
    |(?P<clockword>\bo['’]clock\b)
    |(?P<word>[^\W\d_]+)
    |(?P<poss>['’]s\b|(?<=s)['’])
    |(?P<dash>[-–—]+|~)
    |(?P<mark>[^\w\s])""",
    re.X,
)


_NOTHING: dict[str, str] = {}
"""The classes of a word that no table names; never written to."""


@cache
def vocabulary() -> dict[str, dict[str, str]]:
    """Return the classes of every word: word → class → value."""
    found: dict[str, dict[str, str]] = {}
    words = table("date_words")
    for name, members in words["classes"].items():
        for word, value in members.items():
            found.setdefault(word, {})[name] = value
    for word, number in words["ordinals"].items():
        found.setdefault(word, {})["ordinal"] = str(number)
    return found


@cache
def _festivals() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Return first word → (words, key) of each festival's names, and of the Hijri months, the longest first."""
    names = [(name, f"FEST:{key.split('|')[0]}") for key in table("date_festivals")["festivals"] for name in key.split("|")]
    names += [(name, f"HIJRI:{month}") for name, month in table("date_words")["hijri_spellings"].items()]
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, key in names:
        words = tuple(token.word for token in _split(name, 0, len(name)))
        found.setdefault(words[0], []).append((words, key))
    return {first: sorted(entries, key=lambda entry: -len(entry[0])) for first, entries in found.items()}


def tokens(text: str, start: int, end: int) -> list[Token]:
    """Return the tokens of ``text[start:end]`` with their classes; names of festivals and spelled numbers are one token each."""
    return _classes(_numbers(_names(_plain(text, start, end))), text)


@cache
def _known() -> frozenset[str]:
    """Return every word that the tables, the rules and the joins name: what may decide on a time expression."""
    words = table("date_words")
    named = {part.split(":")[0].rstrip("?") for row in table("date_rules")["rules"] for part in re.split(r"[\s|]", row["is"])}
    festivals = {token.word for key in table("date_festivals")["festivals"] for token in _split(key.replace("|", " "), 0, len(key))}
    months = {token.word for name in words["hijri_spellings"] for token in _split(name, 0, len(name))}
    names = {*words["weekday_names"]["before"], *words["weekday_names"]["after"]}
    return frozenset({*vocabulary(), *words["numbers"], *words["context"], *named, *festivals, *months, *names})


def _plain(text: str, start: int, end: int) -> list[Token]:
    """Return the tokens; of a run of words that no table names only the first and the last are kept, as a date's neighbours."""
    return _split(text, start, end, _known())


def _split(text: str, start: int, end: int, known: frozenset[str] | None = None) -> list[Token]:
    found: list[Token] = []
    glued = passing = False
    held: tuple[int, int, str] | None = None
    for match in _TOKEN.finditer(text, start, end):
        kind, (first, last) = match.lastgroup or "mark", match.span()
        word = match[0].lower()
        if kind == "plain" and known is not None and word not in known:
            if passing:
                held = (first, last, word)
            else:
                found.append(Token(first, last, word, _NOTHING))
                passing = True
            glued = False
            continue
        if held is not None:
            found.append(Token(held[0], held[1], held[2], _NOTHING))
            held = None
        passing = False
        if kind == "dash" and last - first == 1 and _joins(text, first, last):
            glued = True
            continue
        found.append(_token(kind, first, last, word, glued))
        glued = False
    if held is not None:
        found.append(Token(held[0], held[1], held[2], _NOTHING))
    return found


def _token(kind: str, first: int, last: int, word: str, glued: bool) -> Token:
    if kind in ("plain", "word"):
        return Token(first, last, word, {}, glued)
    word = word.replace("’", "'")
    if kind == "abbr":
        return Token(first, last, word.rstrip("."), {}, glued)
    return Token(first, last, word, {} if kind == "mark" else {"kind": kind}, glued)


def _joins(text: str, first: int, last: int) -> bool:
    """Tell whether the hyphen stands between letters, or between a figure and letters, without spaces."""
    if not 0 < first < last < len(text):
        return False
    before, after = text[first - 1], text[last]
    return (before.isalnum() or before == ".") and after.isalnum() and not (before.isdigit() and after.isdigit())


def _names(found: list[Token]) -> list[Token]:
    names = _festivals()
    out: list[Token] = []
    at = 0
    while at < len(found):
        for words, key in names.get(found[at].word, ()):
            if len(words) <= len(found) - at and all(found[at + i].word == word for i, word in enumerate(words)):
                out.append(_named(found[at], found[at + len(words) - 1], words, key))
                at += len(words)
                break
        else:
            out.append(found[at])
            at += 1
    return out


def _named(first: Token, last: Token, words: tuple[str, ...], key: str) -> Token:
    kind, _, name = key.partition(":")
    if kind == "HIJRI":
        return Token(first.start, last.end, name)
    return Token(first.start, last.end, " ".join(words), {"festival": name.replace(" ", "_")})


def _numbers(found: list[Token]) -> list[Token]:
    """Merge spelled numbers: ``twenty-four`` is 24, ``nineteen ninety-six`` a year, ``twenty-first`` an ordinal."""
    numbers, ordinals = table("date_words")["numbers"], table("date_words")["ordinals"]
    out: list[Token] = []
    at = 0
    while at < len(found):
        word = found[at].word
        if word not in numbers or word == "hundred" or word == "thousand":
            if word in ("a", "one") and at + 1 < len(found) and found[at + 1].word in ("hundred", "thousand"):
                pass
            else:
                out.append(found[at])
                at += 1
                continue
        stop = _run(found, at, numbers)
        token = Token(found[at].start, found[stop - 1].end, word, {"kind": "spelled"}, found[at].glued)
        words = [token.word for token in found[at:stop]]
        value = spelled(words, numbers)
        if (
            stop < len(found)
            and found[stop].word in ordinals
            and ordinals[found[stop].word] < 10
            and words[-1] in ("twenty", "thirty")
        ):
            out.append(
                Token(
                    token.start, found[stop].end, f"{word}-{found[stop].word}", {"ordinal": str(value + ordinals[found[stop].word])}
                )
            )
            at = stop + 1
            continue
        token.values["spelled"] = str(value)
        out.append(token)
        at = stop
    return out


def _run(found: list[Token], at: int, numbers: dict[str, int]) -> int:
    """Return the index past the longest run of number words that begins at `at` (``a hundred and ten``)."""
    stop = at + 1
    while stop < len(found) and stop - at < 9:
        word, before = found[stop].word, found[stop - 1].word
        joined = word == "and" and before in ("hundred", "thousand") and stop + 1 < len(found) and found[stop + 1].word in numbers
        if not joined and not (word in numbers and _may_follow(before, word, numbers, at == stop - 1)):
            break
        stop += 1
    return stop


def _may_follow(before: str, word: str, numbers: dict[str, int], first: bool) -> bool:
    left, right = numbers.get(before, 1), numbers[word]
    if right >= 100:
        return left != right
    if before == "and" or left >= 100:
        return True
    if left in range(20, 100):
        return right < 10 or (first and left == 20)
    return first and 10 <= left < 20 and right >= 10


def spelled(words: list[str], numbers: dict[str, int]) -> int:
    """Return the number that `words` spell; two numbers side by side are a year (``nineteen ninety-six``)."""
    total, current, pair = 0, 0, 0
    for word in words:
        number = numbers.get(word, 1 if word == "a" else 0)
        if word == "hundred":
            current = max(current, 1) * 100
        elif word == "thousand":
            total, current = total + max(current, 1) * 1000, 0
        elif current and current < 100 and (number >= 10 or 10 <= current < 20):
            pair, current = current, number
        else:
            current += number
    return pair * 100 + current if pair else total + current


def _classes(found: list[Token], text: str) -> list[Token]:
    words = vocabulary()
    capital = table("date_words")["capital"]
    for at, token in enumerate(found):
        if token.values is _NOTHING:
            continue
        kind = token.values.pop("kind", "")
        if kind:
            classify_figure(token, kind)
            if kind == "spelled" and token.word == "second":
                token.values.update(words[token.word])
            continue
        known = words.get(token.word)
        if known is None:
            continue
        token.values.update(known)
        if token.word in capital and not text[token.start].isupper():
            _lower(token, found, at)
    return found


def _lower(token: Token, found: list[Token], at: int) -> None:
    """A lower-case "may" or "sat" is a month or a weekday only beside a figure (``5 may``, ``sat 14``)."""
    ordinals = table("date_words")["ordinals"]
    beside = found[max(0, at - 3) : at] + found[at + 1 : at + 3]
    linked = [other for other in beside if other.word not in ("of", "the", ",")]
    if not any(
        other.word[0].isdigit() or other.word in ordinals or other.values.keys() & {"kind", "n", "ordinal"} for other in linked
    ):
        for name in ("month", "weekday"):
            token.values.pop(name, None)


_SAMPLES = (
    "1st", "9th", "45th", "145th", "'89", "5½", "1990s", "'80s", "the 30s", "6:30", "3am", "25:00", "2019-05-14", "14/05/2019",
    "05/06/2019", "5.14.2019", "14/5", "9:75", "Q3", "H1", "11/2016", "2016/11", "31/2016", "1,500", "-", "–", "o'clock",
    "the men's",
    "6 p.m.", "5 1/2", "32/45/2019", "2019-15-44", "nineteen ninety-six", "twenty-first", "two thousand nineteen", "five thousand",
    "one hundred and ten", "christmas", "nine thousand",
)  # fmt: skip


@cache
def spelled_and_figures() -> tuple[Token, ...]:
    """Return one token of every set of classes that figures can have: what the grammar's alphabet needs besides the words."""
    words = [f"{number}" for number in range(LATEST_YEAR + 300)] + [f"{number:02d}" for number in range(10)]
    words += [f"{number:04d}" for number in range(0, 1000, 7)] + ["99999", "9999999"]
    words += _SAMPLES
    words += [word for first in table("date_words")["numbers"] for word in (first, f"a {first}", f"two {first}", f"twenty {first}")]
    found: dict[frozenset[str], Token] = {}
    for word in words:
        for token in tokens(word, 0, len(word)):
            found.setdefault(frozenset(token.values), token)
    return tuple(found.values())
