"""How many fighters or members a group has: the number, its hedge, and the year that the sentence gives it for."""

from __future__ import annotations

import re

from dateline.codebook.tables import table
from dateline.extract.profile_subject import cue
from dateline.extract.units import inside
from dateline.types import Annotated, CountValue, Qualifier, Sentence, Span, Statement

_NUMBER = re.compile(r"\d[\d,]*")
_AS_OF = re.compile(r"\b(?:by|in|as of|since|until)\s(?:[A-Z][a-z]+\s)?((?:19|20)\d\d)\b", re.IGNORECASE)
_BORN = re.compile(r"\b(?:found|form|creat|establish|set up|emerg|launch|born|split|start)\w*\s(?:\w+\s)?$", re.IGNORECASE)
_BEFORE = re.compile(r"\b(?:up|down)\sfrom\s(?:an?\s|about\s|around\s|some\s|an estimated\s){0,2}$", re.IGNORECASE)
"""What a group had before is not what it has."""
_ASIDE = re.compile(r",\s(?:which|who|whose|with|a|an|the|some|about|around|estimated|thought|believed|numbering)\b[^.;,]{0,50}$")
"""What a group is said to be between commas: the deed behind the second one is the group's."""
_COMMA = re.compile(r",(?!\d)")
MOST_DIGITS = 8
"""Digits that no number of fighters has."""
DEED = 40
"""Fighters counted at most so many code points before an attack are those who attacked, not the strength of their group."""
BEHIND = 20
"""Code points within which "in 2002" stands at the head of a sentence, or behind a number of fighters."""


def strength(annotated: Annotated, sentence: Sentence, words: Span, quote: Span, method: str = "grammar/1") -> Statement | None:
    """Return the strength that `words` give, with the year of it ("By 2021, …"); None where they hold no number."""
    value = _value(annotated, words)
    if value is None:
        return None
    text = annotated.document.text
    number = _NUMBER.search(text, words.start, words.end)
    if _BEFORE.search(text, sentence.span.start, number.start() if number else words.start):
        return None
    year = next((y for y in _AS_OF.finditer(text, *sentence.span) if _dates(text, y, sentence, quote)), None)
    return Statement("strength", value, quote, note=f"as of {year[1]}" if year else None, method=method)


def _value(annotated: Annotated, words: Span) -> CountValue | None:
    """Return a number of fighters, a range of two, or one in words ("a few hundred"). Bounds stay those of the number; its hedge
    says the rest."""
    text = words.of(annotated.document.text)
    figures = [figure.replace(",", "") for figure in _NUMBER.findall(text)]
    numbers = sorted(int(figure) for figure in figures if len(figure) < MOST_DIGITS)
    if not numbers:
        return next((count.value for count in annotated.counts if count.number.overlaps(words)), None)
    low, high = numbers[0], numbers[-1]
    single = len(numbers) == 1
    return CountValue(low, low if single else None, high, _qualifier(text) if single else "range")


def _dates(text: str, year: re.Match[str], sentence: Sentence, quote: Span) -> bool:
    """Tell whether a year is that of the number, not of the founding.

    "In 2002" is so at the head of the sentence or right behind the number alone.
    """
    if _BORN.search(sentence.span.of(text)[: year.start() - sentence.span.start]):
        return False
    if not year[0].lower().startswith("in"):
        return True
    return year.start() - sentence.span.start < BEHIND or 0 <= year.start() - quote.end < BEHIND


def _qualifier(words: str) -> Qualifier:
    """How the number is hedged: "some 2,000 fighters" is about so many."""
    first = words.split()[0].casefold()
    return next((name for name, starts in table("profiles")["strength_qualifiers"].items() if first in starts), "exact")


def lost_or_sent(annotated: Annotated, sentence: Sentence, words: Span) -> bool:
    """Tell a number of fighters who were killed, taken or sent, or who attacked, from what a group has."""
    if cue("no_strength").search(annotated.document.text, sentence.span.start, words.start):
        return True
    if cue("acted").match(annotated.document.text, words.end, sentence.span.end):
        return True
    past = min(sentence.span.end, words.end + DEED)
    if _ASIDE.search(annotated.document.text, sentence.span.start, words.start):
        past = next((comma.start() for comma in _COMMA.finditer(annotated.document.text, words.end, past)), past)
    after = inside(annotated.events, Span(words.end, past))
    return any(not event.noun and event.mode in ("actual", "historical") for event in after)
