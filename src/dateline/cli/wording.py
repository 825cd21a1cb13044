"""Values in words, for people: dates, places, counts and names as a reader would say them."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from dateline.types import ActorValue, CountValue, DateValue, Document, PlaceValue, Span, Statement

Value = DateValue | PlaceValue | CountValue | ActorValue | str

_HIDDEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0b-\x1f\x7f-\x9f]")
"""Characters that reorder, hide or drive a terminal: shown by their number, so that a quote looks like what it is."""
_MARK = re.compile(r"\b(?:not to|to|that|of|about|against|over)\s$", re.IGNORECASE)
LONGEST_MARK = 8
"""Code points of "against " and its like."""
_CLAUSE = re.compile(
    r"(?:they|it|he|she|we|there|anyone|nobody|people|(?-i:[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,3})|(?:the|an?|its|their|this|those|these|all|some|any)\s(?:[\w’'-]+\s){1,4}?)\s?"
    r"(?:should|could|would|might|may|must|will|can|was|were|is|are|had|has|have)\b",
    re.IGNORECASE,
)
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_QUALIFIERS = {
    "at_least": "at least {}",
    "up_to": "up to {}",
    "about": "about {}",
    "more_than": "more than {}",
    "fewer_than": "fewer than {}",
    "vague": "{} or more (a vague word)",
    "exact": "{}",
}
_PARTS_OF_DAY = {"MO": "morning", "MI": "midday", "AF": "afternoon", "EV": "evening", "NI": "night", "DT": "daytime"}
"""TIMEX3 (TimeML 1.2.1), the part after the T."""
_PROPERTIES = {"claim": "claimed by", "denial": "denied by", "perpetrator": "blamed", "issuer": "warned by", "addressee": "warned"}


def say(value: Value) -> str:
    """Return a value in words; "not known" for one that holds nothing."""
    match value:
        case DateValue():
            return say_date(value)
        case PlaceValue():
            return say_place(value)
        case CountValue():
            return say_count(value)
        case ActorValue():
            return value.name
        case _:
            return plain(str(value))


def say_statement(statement: Statement) -> str:
    """Return a statement's value in words; codes (a type, a TIMEX3 time of day) are spelled out."""
    if statement.property == "time" and isinstance(statement.value, str):
        part = statement.value.partition("T")[2]
        return _PARTS_OF_DAY.get(part, part or statement.value)
    return say(statement.value).replace("_", " ") if statement.property == "type" else say(statement.value)


def say_date(value: DateValue) -> str:
    """Return "15 November 2024", "March 2023", "2021", "3 to 5 May 2022", or "date not known"."""
    if value.value is None:
        return "date not known"
    begin, _, end = value.value.partition("/")
    if end:
        return f"{_prefix(begin)} to {_prefix(end)}"
    return _prefix(begin)


def _prefix(iso: str) -> str:
    parts = iso.split("-")
    if not all(part.isdigit() for part in parts) or len(parts) > 3 or (len(parts) > 1 and not 1 <= int(parts[1]) <= 12):
        return iso
    words = [parts[0]] if len(parts) == 1 else [_MONTHS[int(parts[1]) - 1], parts[0]]
    return " ".join([str(int(parts[2])), *words] if len(parts) == 3 else words)


def say_day(day: date | None) -> str:
    """Return a day in words; "no date of its own" for None."""
    return _prefix(day.isoformat()) if day else "no publication date"


def say_place(value: PlaceValue | None) -> str:
    """Return the place with its division and country, each once: "market in Maiduguri, Borno, Nigeria"."""
    if value is None or not value.name:
        return "place not known"
    parts = [plain(value.name)]
    for part in (value.admin1, country(value.country)):
        if part and part.casefold() not in parts[-1].casefold():
            parts.append(part)
    return ("near " if value.vicinity else "") + ", ".join(parts)


def say_count(value: CountValue | None) -> str:
    """Return a count with its qualifier; "not said" for None."""
    if value is None:
        return "not said"
    if value.low is not None and value.high is not None and value.low != value.high:
        return f"{value.low:,} to {value.high:,}"
    number = next((each for each in (value.best, value.low, value.high) if each is not None), None)
    return "an unknown number" if number is None else _QUALIFIERS.get(value.qualifier, "{}").format(f"{number:,}")


@cache
def country(code: str | None) -> str | None:
    """Return the English name of an ISO 3166-1 alpha-2 code as news writes it, the code itself where it is unknown."""
    from dateline.publish import wording

    return (wording.country(code) or code or "").removeprefix("the ") or None


def say_property(name: str) -> str:
    """Return a statement's property as a label."""
    return _PROPERTIES.get(name, name.replace("_", " "))


def say_sure(statement: Statement) -> str:
    """Return how sure: the certainty, and the score where it is below nine in ten."""
    low = f", {100 * statement.score:.0f}% sure" if statement.score < 0.9 else ""
    return f"{statement.certainty}{low}"


def quote(document: Document, span: Span) -> str:
    """Return the quote on one line, in quotation marks."""
    return f"“{plain(span.of(document.text))}”"


def is_clause(subject: str) -> bool:
    """Tell whether what was warned of is a sentence of its own ("they should not travel"), which follows "that" and not "of"."""
    return _CLAUSE.match(subject) is not None


def mark(text: str, span: Span) -> str:
    """Return the word that leads to what was warned of, as the text has it ("to ", "not to ", "of "); "that " before a clause."""
    before = _MARK.search(text, max(0, span.start - LONGEST_MARK), span.start)
    return before[0].lower() if before is not None else "that " if is_clause(span.of(text)) else ""


def plain(text: str) -> str:
    """Return text on one line, with hidden and reordering characters shown by number."""
    return _HIDDEN.sub(lambda found: f"⟨U+{ord(found[0]):04X}⟩", " ".join(text.split()))
