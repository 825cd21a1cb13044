"""The noun phrases of targets: where one begins and ends, and which names it may hold.

A phrase keeps at most `MOST_WORDS` of its own words, from its end, and one complement ("members of the Tribal Mobilization"). A
capital inside stands only where it names a group, a force, a people or an abbreviation: any other may be a private person's name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from dateline.codebook.demonyms import demonyms
from dateline.codebook.phrases import Token, tokens
from dateline.codebook.tables import table
from dateline.extract.units import Unit
from dateline.types import Span

MOST_WORDS = 4
"""Words of a noun phrase that are kept, from its end."""
MOST_BEFORE = 3
"""Adjectives and nouns before a table's word that belong to it ("Levies Force vehicle")."""
MOST_AFTER = 4
"""Words of a complement ("of the Counter Terrorism Department")."""
_OF = re.compile(r"\sof\s(?:(?:the|a|an|its|their|two|three|four)\s)?")
_ABBREVIATION = re.compile(r"[A-Z]{2,6}(?:-[a-z]+)?")
_HARMED = frozenset(("wounded", "injured"))
"""Behind a noun the verb of a clause, and no noun ("an attack on the field [wounded] two")."""
_MODIFIER_END = ("ed", "ing", "ly")


@cache
def word_set(name: str) -> frozenset[str]:
    """Return a list of ``means.json``."""
    return frozenset(table("means")[name])


def ahead(text: str, start: int, end: int) -> Span | None:
    """Return the noun phrase that begins at `start`: past determiners and numbers, up to a word that ends it."""
    words = tokens(text, start, end)
    first = 0
    while first < len(words) and (words[first].word in word_set("determiners") or words[first].word.isdigit()):
        first += 1
    past = first
    while past < len(words) and past - first < MOST_WORDS + 1 and _follows(words[past], first=past == first):
        past += 1
    while past > first + 1 and words[past - 1].word in _HARMED:
        past -= 1
    if past == first:
        return None
    first = max(first, past - MOST_WORDS)
    if 0 < first < past - 1 and "-" in words[first].word and text[words[first - 1].span.start].isupper():
        first += 1  # "Kong-flagged ship"
    return Span(words[first].span.start, words[past - 1].span.end)


def before(text: str, start: int, end: int) -> Span | None:
    """Return the noun phrase that ends at `end`."""
    words = tokens(text, start, end)
    first = len(words)
    while first > 0 and len(words) - first < MOST_WORDS and _follows(words[first - 1]):
        first -= 1
    return Span(words[first].span.start, words[-1].span.end) if first < len(words) else None


def widened(text: str, span: Span, unit: Unit) -> Span:
    """Return a table's word with the adjectives, nouns and names of groups before it ("foot patrol", "Assam Rifles camp")."""
    words = tokens(text, max(unit.span.start, span.start - 50), span.start)
    first = len(words)
    while first > 0 and len(words) - first < MOST_BEFORE and _modifies(text, words[first - 1], unit):
        past = words[first].span.start if first < len(words) else span.start
        if not text[words[first - 1].span.end : past].isspace():
            break
        first -= 1
    return Span(words[first].span.start, span.end) if first < len(words) else span


def _modifies(text: str, token: Token, unit: Unit) -> bool:
    if not _follows(token) or any(event.span.start == token.span.start and not event.noun for event in unit.events):
        return False
    if text[token.span.start].isupper():
        return names(text, token.span, unit)
    return not token.word.endswith(_MODIFIER_END)


def completed(text: str, span: Span, unit: Unit) -> Span:
    """Return a phrase with its complement ("sites of Kataib Hezbollah", "a section of the Bracamonte Battalion")."""
    join = _OF.match(text, span.end, unit.span.end)
    if join is None:
        return span
    past = join.end()
    for token in _run(tokens(text, join.end(), min(unit.span.end, join.end() + 60)), text):
        if text[token.span.start].isupper() and not names(text, token.span, unit):
            return span
        past = token.span.end
    deed = any(event.noun and join.end() <= event.span.start < past for event in unit.events)
    return Span(span.start, past) if past > join.end() and not deed else span


def _run(words: Sequence[Token], text: str) -> Sequence[Token]:
    """Return the words of a complement: those that one space apart continue it, at most `MOST_AFTER`."""
    past = 0
    while past < min(len(words), MOST_AFTER) and _follows(words[past], first=not past):
        if past and not text[words[past - 1].span.end : words[past].span.start].isspace():
            break
        past += 1
    return words[:past]


def names(text: str, span: Span, unit: Unit) -> bool:
    """Tell whether words with a capital name a group, a force, a people or a body, never a person."""
    word = span.of(text)
    if text[unit.span.start : unit.span.end].isupper():
        return False
    if _ABBREVIATION.fullmatch(word) or word in demonyms() or word in word_set("bodies") or word in word_set("peoples"):
        return True
    return any(actor.value.kind in ("group", "state") and actor.span.overlaps(span) for actor in unit.actors)


def _follows(token: Token, *, first: bool = False) -> bool:
    """Tell whether a word may stand in a phrase; one in -ed only as its first ("wounded soldiers", not "a shop frequented"), unless
    it is made of two ("a Hong Kong-flagged ship")."""
    word = token.word
    if not word[0].isalpha() or word in word_set("stops") or word in word_set("determiners"):
        return False
    return first or "-" in word or not (len(word) > 4 and word.endswith("ed")) or word in word_set("participles")
