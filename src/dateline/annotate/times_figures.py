"""Figures in time expressions: what a number, a clock time or a date in figures may stand for."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

LATEST_YEAR = 2199
"""A figure of four digits from 1000 to here can be a year; a lone one must be in `PLAIN_YEARS`."""
PLAIN_YEARS = range(1900, 2051)


@dataclass(slots=True)
class Token:
    """A word, a figure or a mark; ``values`` maps each class it belongs to onto its piece of a TIMEX3 value."""

    start: int
    end: int
    word: str
    values: dict[str, str] = field(default_factory=dict)
    glued: bool = False
    """True when a hyphen without spaces stood before it (``16-hour``): the hyphen itself is no token."""


def classify_figure(token: Token, kind: str) -> None:
    """Give a figure or a mark its classes, by the kind of match that the tokenizer made."""
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
    """Return the class of a date in figures: ``isodate`` where one order is possible, else ``numdate`` (two readings).

    With points the day comes first: the countries that write the month first write strokes.
    """
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
    if len(readings) == 1 or (date.count(".") == 2 and (first, second) in readings):
        day, month = (first, second) if (first, second) in readings else readings.pop()
        return {"isodate": f"{year}-{month:02d}-{day:02d}"}
    return {"numdate": f"NUM:{first:02d}.{second:02d}.{year}"}
