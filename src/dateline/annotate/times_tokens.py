"""Tokens of time expressions: words and figures with the classes of ``codebook/date_words.json`` and the value they stand for."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from dateline.codebook.tables import table

LATEST_YEAR = 2199
"""A figure of four digits from 1000 to here can be a year; a lone one must be in `PLAIN_YEARS`."""
PLAIN_YEARS = range(1900, 2051)

_TOKEN = re.compile(
    r"""(?P<iso>\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\d-]))
    |(?P<num>\b\d{1,4}[/.]\d{1,2}[/.]\d{2,4}\b(?![/.]\d)|\b\d{1,2}-\d{1,2}-\d{4}\b(?!-)|\b\d{4}-\d{1,2}-\d{1,2}\b(?!-))
    |(?P<clock>\b\d{1,2}(?:[:.][0-5]\d(?::[0-5]\d)?)?\s?[ap](?:\.\s?m\b\.?|m\b)|\b[0-2]?\d:[0-5]\d(?::[0-5]\d)?(?![:\d])|\b[0-2]?\dh[0-5]\d\b)
    |(?P<decade>\b(?:1[0-9]|20)\d0['’]?s\b|['’][1-9]0s\b|(?<=the\ )[2-9]0s\b)
    |(?P<qh>\bQ[1-4]\b|\bH[12]\b)
    |(?P<yearmonth>\b\d{4}/\d{1,2}\b(?!/)|\b\d{1,2}/\d{4}\b)
    |(?P<nth>\b\d{1,3}(?:st|nd|rd|th)\b)
    |(?P<short>['’]\d\d\b(?!\d))
    |(?P<half>\b\d{1,3}[ -]1/2|\b\d{1,3}½)
    |(?P<big>\b\d{1,3}(?:,\d{3})+(?:\.\d+)?\b|\b\d+\.\d+|[$€£#]\s?\d[\d.,]*|\b\d+/\d+\b)
    |(?P<int>\b\d+(?=\b|[^\W\d_]))
    |(?P<abbr>\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Weds?|Thurs?|Thu|Fri|Sat|Sun|JAN|FEB|MAR|APR|JUN|JUL|AUG|SEPT?|OCT|NOV|DEC|
        jan|feb|apr|jun|jul|aug|sept?|oct|nov|dec|hrs?|mins?|yrs?|approx)\.)
    |(?P<clockword>\bo['’]clock\b)
    |(?P<word>[^\W\d_]+)
    |(?P<poss>['’]s\b|(?<=s)['’])
    |(?P<dash>[-–—]+|~)
    |(?P<mark>[^\w\s])""",
    re.X,
)


@dataclass(slots=True)
class Token:
    """A word, a figure or a mark; ``values`` maps each class it belongs to onto its piece of a TIMEX3 value."""

    start: int
    end: int
    word: str
    values: dict[str, str] = field(default_factory=dict)
    glued: bool = False
    """True when a hyphen without spaces stood before it (``16-hour``): the hyphen itself is no token."""


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
        words = tuple(token.word for token in _plain(name, 0, len(name)))
        found.setdefault(words[0], []).append((words, key))
    return {first: sorted(entries, key=lambda entry: -len(entry[0])) for first, entries in found.items()}


def tokens(text: str, start: int, end: int) -> list[Token]:
    """Return the tokens of ``text[start:end]`` with their classes; names of festivals and spelled numbers are one token each."""
    return _classes(_numbers(_names(_plain(text, start, end))), text)


def _plain(text: str, start: int, end: int) -> list[Token]:
    found: list[Token] = []
    glued = False
    for match in _TOKEN.finditer(text, start, end):
        kind, first, last = match.lastgroup or "mark", match.start(), match.end()
        if kind == "dash" and last - first == 1 and _joins(text, first, last):
            glued = True
            continue
        word = match[0].lower().replace("’", "'")
        token = Token(first, last, word.rstrip(".") if kind == "abbr" else word, glued=glued)
        if kind not in ("word", "abbr", "mark"):
            token.values["kind"] = kind
        found.append(token)
        glued = False
    return found


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
        kind = token.values.pop("kind", "")
        if kind:
            _figure(token, kind, text)
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


def _figure(token: Token, kind: str, text: str) -> None:
    word = token.word
    if kind == "int":
        _integer(token, int(word) if len(word) <= 6 else -1, len(word))
    elif kind == "spelled":
        number = int(token.values.pop("spelled"))
        _integer(token, number, 4 if number >= 1000 else 3)
        token.values.pop("year", None) if number % 1000 == 0 else None
        if token.word == "one" and number == 1:
            token.values["quant"] = "1"
    elif kind == "nth":
        token.values["ordinal"] = word.rstrip("sthndr")
    elif kind == "qh":
        token.values["qh"] = word.upper()
    elif kind == "yearmonth":
        year, month = sorted(word.split("/"), key=len, reverse=True)
        token.values.update({"yearmonth": f"{year}-{int(month):02d}"} if 1 <= int(month) <= 12 else {})
    elif kind == "half":
        token.values["n"] = token.values["halves"] = re.match(r"\d+", word)[0] + ".5"  # type: ignore[index]
    elif kind == "short":
        token.values["yy"] = _century(int(word[1:]))
    elif kind == "decade":
        figures = word.strip("'s")
        token.values["decade"] = figures[:3] if len(figures) == 4 else ("19" if figures != "20" else "20")[:2] + figures[0]
    elif kind == "clock":
        value = clock(word)
        token.values.update({"clock": value} if value else {})
    elif kind in ("iso", "num"):
        token.values.update(_numeric(word))
    elif kind == "clockword":
        token.values["oclock"] = ""
    elif kind == "poss":
        token.values["poss"] = ""
    elif kind == "dash":
        token.values["dash"] = ""
    elif kind == "big" and re.fullmatch(r"\d{1,2}/\d{1,2}", word):
        token.values["slash"] = word


def _integer(token: Token, number: int, digits: int) -> None:
    if number < 0:
        return
    token.values["n"] = token.values["int"] = str(number)
    if 1 <= number <= 31 and digits <= 3:
        token.values["day"] = f"{number:02d}"
    if number <= 24 and digits <= 3:
        token.values["hour"] = f"T{number:02d}"
    if digits == 2:
        token.values["yy"] = _century(number)
    if digits == 4 and 1000 <= number <= LATEST_YEAR:
        token.values["year"] = str(number)
        if number in PLAIN_YEARS:
            token.values["plainyear"] = str(number)
    if digits == 4 and number // 100 < 24 and number % 100 < 60:
        token.values["military"] = f"T{number // 100:02d}:{number % 100:02d}"


def _century(number: int) -> str:
    """Two figures are a year from 1930 to 2029, the window of POSIX-like tools moved to the wire archives' years."""
    return str(1900 + number if number >= 30 else 2000 + number)


_CLOCK = re.compile(r"(\d{1,2})(?:[:.h](\d\d))?(?::\d\d)?\s?([ap])?")


def clock(word: str) -> str:
    """Return ``T18:30`` for ``6:30 p.m.``, the empty string for what is no time of day."""
    match = _CLOCK.match(word)
    if match is None:
        return ""
    hour, minute = int(match[1]), match[2]
    if match[3]:
        if not 1 <= hour <= 12:
            return ""
        hour = hour % 12 + (12 if match[3] == "p" else 0)
    return f"T{hour:02d}:{minute or '00'}" if hour <= 24 else ""


def _numeric(word: str) -> dict[str, str]:
    """Return the class of a date in figures: ``isodate`` where one order is possible, else ``numdate`` (two readings)."""
    date, _, time = word.replace("t", " ").partition(" ")
    parts = re.split(r"[-/.]", date)
    first, second, third = (int(part) for part in parts)
    suffix = f"T{time[:5]}" if time else ""
    if len(parts[0]) == 4:
        return {"isodate": f"{first}-{second:02d}-{third:02d}{suffix}"} if 1 <= second <= 12 and 1 <= third <= 31 else {}
    if len(parts[0]) == 3 or len(parts[2]) == 3:
        return {}
    year = parts[2] if len(parts[2]) == 4 else _century(third)
    readings = {(day, month) for day, month in ((first, second), (second, first)) if 1 <= month <= 12 and 1 <= day <= 31}
    if not readings or (len(parts[2]) == 2 and "." in date):
        return {}
    if len(readings) == 1:
        day, month = readings.pop()
        return {"isodate": f"{year}-{month:02d}-{day:02d}"}
    return {"numdate": f"NUM:{first:02d}.{second:02d}.{year}"}


_SAMPLES = (
    "1st", "9th", "45th", "145th", "'89", "5½", "1990s", "'80s", "the 30s", "6:30", "3am", "25:00", "2019-05-14", "14/05/2019", "05/06/2019",
    "5.14.2019", "14/5", "9:75", "Q3", "H1", "11/2016", "2016/11", "31/2016", "1,500", "-", "–", "o'clock", "the men's", "6 p.m.", "5 1/2",
    "32/45/2019", "2019-15-44", "nineteen ninety-six", "twenty-first", "two thousand nineteen", "five thousand", "one hundred and ten",
    "christmas", "nine thousand",
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
