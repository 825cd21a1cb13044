"""Noun phrases that can be a speaker: where the one before a token begins, and whether it names a person, a body or a thing."""

from __future__ import annotations

from dateline.annotate.attribution_words import not_speakers, source_nouns
from dateline.annotate.count_nouns import number_of_noun
from dateline.annotate.count_tokens import Words

LONGEST_SPEAKER = 16
"""The most words of a speaker, an apposition included."""
PARTS_OF_DAY = frozenset({"morning", "afternoon", "evening", "night"})
BEFORE_A_COMMA = frozenset({"earlier", "later", "meanwhile", "separately", "afterwards", "overnight", "previously", "elsewhere"})
"""Adverbs that open a sentence before its speaker."""
BREAKS = frozenset("SRAHMNVTO")
"""Classes of tokens (`count_tokens`) that end a speaker's words on either side."""


def is_source(words: Words, first: int, past: int, *, names: bool = True) -> bool:
    """Tell whether the words hold a noun of the codebook's sources or, with `names`, a name."""
    return any(
        words.word(i) in source_nouns() or (names and words.capital[i] and not words.shouted and i > 0) for i in range(first, past)
    )


def clause_subject(words: Words, past: int) -> tuple[int, int] | None:
    """Return the noun phrase that ends before `past` ("a nurse at a clinic" before "run by a charity"), if it can speak."""
    first = phrase_start(words, past)
    return (first, past) if first is not None and can_speak(words, first, past) else None


def sentence_subject(words: Words, before: int) -> tuple[int, int] | None:
    """Return the subject that the sentence or its last clause before token `before` opens with, if it can speak."""
    start = max((i + 1 for i in range(before) if words.word(i) in (";", ":", ".") or words.kind(i) == "S"), default=0)
    for index in range(start, before):
        kind, word = words.kind(index), words.word(index)
        verbal = kind in ("V", "A", "H", "M", "E") or (kind == "" and word.endswith("ed") and not words.capital[index])
        if verbal or word == ",":
            first = phrase_start(words, index)
            if first is not None and first >= start and is_source(words, first, index) and can_speak(words, first, index):
                return first, index
            if verbal:
                return None
    return None


def phrase_start(words: Words, past: int) -> int | None:
    """Return where the noun phrase that ends before `past` begins; None where there is none."""
    index = past
    while index > 0 and past - index < LONGEST_SPEAKER:
        kind, word = words.kind(index - 1), words.word(index - 1)
        if kind in BREAKS or (kind == "C" and not _joined(words, index - 1)):
            break
        possessive = word in ("'", "’") and index < past and words.word(index - 2).endswith("s")  # "a doctors' group"
        if kind not in ("", "#", "D", "P", "C", "B") and word not in ("(", ")", ".", "&") and not possessive:
            break
        if word == "." and not (index > 1 and words.capital[index - 2] and len(words.word(index - 2)) < 5):
            break
        if kind == "" and not words.capital[index - 1] and word.endswith("ed") and not _attributive(words, index - 1):
            break
        index -= 1
    while index < past and (words.kind(index) in ("C", "B", "#", ".") or _is_time(words, index)):
        index += 1
    return _after_adverbial(words, index, past) if index < past else None


_ATTRIBUTES = frozenset({"united", "armed", "retired", "elected", "appointed", "unnamed", "affected", "displaced"})


def _attributive(words: Words, index: int) -> bool:
    """Tell a participle that stands for an adjective ("the wounded guard", "a local elected official") from a verb."""
    return words.word(index) in _ATTRIBUTES or words.kind(index - 1) == "D"


def _joined(words: Words, index: int) -> bool:
    """Tell whether "and" joins two speakers ("residents and a rescue worker")."""
    before = words.word(index - 1)
    return (
        words.word(index) in ("and", "&")
        and (before in source_nouns() or words.capital[max(0, index - 1)])
        and words.kind(index - 1) == ""
    )


def _is_time(words: Words, index: int) -> bool:
    """Tell a time before a speaker: the "evening" of "on Sunday evening rescuers said", "Earlier, …"."""
    if words.word(index) in PARTS_OF_DAY:
        return words.kind(index - 1) == "T"
    return (words.word(index) in BEFORE_A_COMMA and words.word(index + 1) == ",") or (
        words.word(index) == "," and words.word(index - 1) in BEFORE_A_COMMA
    )


def _after_adverbial(words: Words, first: int, past: int) -> int:
    """Skip "In Kabul" before "the health ministry"."""
    if words.kind(first) != "P":
        return first
    for index in range(first + 2, past):
        if words.kind(index) == "D" and words.kind(index - 1) not in ("P", "D", "C"):
            return index
    for index in range(past - 1, first, -1):
        if words.kind(index - 1) in ("P", "#") or words.kind(index) == "D":
            return index
    return first


def can_speak(words: Words, first: int, past: int) -> bool:
    """Tell whether the words can be a speaker: a known noun, a person, or a name; not a thing."""
    if past - first < 1 or words.word(past - 1) in not_speakers():
        return False
    if all(words.kind(i) == "D" or words.word(i) in ("no", "not", "any", "every", "each") for i in range(first, past)):
        return False  # a determiner alone
    heads = range(first, past)
    if any(words.word(i) in source_nouns() or number_of_noun(words.word(i)) for i in heads):
        return True
    return (
        any(words.capital[i] and words.kind(i) == "" and (i > 0 or past - first > 1 or first == 0) for i in heads)
        and not words.shouted
    )
