"""Speakers with words behind them: "Jane Doe, a spokeswoman for the ministry, said", "the official, who asked not to be named"."""

from __future__ import annotations

from dateline.annotate.attribution_phrases import can_speak, clause_subject, is_source, phrase_start, sentence_subject
from dateline.annotate.attribution_words import source_nouns
from dateline.annotate.count_tokens import Words

_TAKEN_FOR = frozenset(
    {"identified", "named", "known", "described", "quoted", "reached", "contacted", "interviewed", "based", "wanted"}
)
"""Participles that only say who somebody is."""


def restrictive(words: Words, index: int) -> tuple[int, int] | None:
    """Read "a retired civil servant who led burials" from the words after "who", "a trader reached by phone" from "reached"."""
    for at in range(index - 1, max(0, index - 9), -1):
        if words.word(at) in (",", ";", '"', "“", "”", ".", ":"):
            return None
        if words.word(at) in _TAKEN_FOR and words.kind(at + 1) == "P" and words.word(at - 1) != ",":
            return clause_subject(words, at)
        if (
            (words.kind(at) == "R" or (words.word(at) == "that" and words.kind(at - 1) == ""))
            and words.word(at) in ("who", "which", "that")
            and words.word(at - 1) != ","
        ):
            return clause_subject(words, at)
    return None


def with_apposition(words: Words, comma: int) -> tuple[int, int] | None:
    """Read "Jane Doe, a spokeswoman for the ministry, said" from its last comma."""
    inner = phrase_start(words, comma)
    if inner is None or words.word(inner - 1) != ",":
        return _relative(words, comma) or _described(words, comma) or sentence_subject(words, comma)
    head = head_of_apposition(words, inner - 1)
    if head is not None and words.word(head - 1) == "," and _is_desk(words, head, inner - 1):
        office = head_of_apposition(words, head - 1)  # "the deputy director, Media and Information, Capt. John Doe, said"
        head = office if office is not None and is_source(words, office, head - 1, names=False) else head
    if head is not None and can_speak(words, head, comma):
        return head, comma
    return sentence_subject(words, comma)


def _is_desk(words: Words, first: int, past: int) -> bool:
    """Tell the capitalised words of a department, which name nobody who speaks."""
    plain = all(words.capital[i] or words.kind(i) in ("C", "P") for i in range(first, past))
    return plain and all(source_nouns().get(words.word(i)) in (None, "local_media") for i in range(first, past))


def _described(words: Words, comma: int) -> tuple[int, int] | None:
    """Read "The Road Lawyers, a group that documents abuses, said": the name before words that a clause goes on with.

    So "The driver, identified as a local youth, said".
    """
    before = next((i for i in range(comma - 1, max(-1, comma - 30), -1) if words.word(i) == ","), None)
    if before is None:
        return None
    if words.word(before + 1) in _TAKEN_FOR and words.word(before + 2) in ("as", "by", "in", "only", "from"):
        head = head_of_apposition(words, before)
        return (head, before) if head is not None else None
    if words.kind(before + 1) != "D":
        return None
    head = head_of_apposition(words, before)
    clause = any(words.word(i) in ("that", "who", "which") for i in range(before + 2, comma))
    return (head, before) if head is not None and clause else None


def _relative(words: Words, comma: int) -> tuple[int, int] | None:
    """Read "the official, who asked not to be named, said"."""
    for index in range(comma - 1, max(-1, comma - 20), -1):
        if words.kind(index) == "R" and words.word(index - 1) == ",":
            return clause_subject(words, index - 1)
    return None


def head_of_apposition(words: Words, comma: int) -> int | None:
    """Return where the noun phrase before `comma` begins, if it begins its clause and holds no verb."""
    first = phrase_start(words, comma)
    if first is None or first == comma:
        return None
    opens = (
        first == 0
        or words.word(first - 1) in ('"', "“", "”", ";", ".", "-", "–", "—", ",")
        or words.kind(first - 1) in ("T", "S")
        or (words.kind(first - 1) == "C" and (words.kind(first) == "D" or words.capital[first]))
    )
    verbal = _participle(words, first, comma) or _has_object(words, first, comma)
    return first if opens and not verbal and can_speak(words, first, comma) else None


def _has_object(words: Words, first: int, past: int) -> bool:
    """Tell a clause with an object of its own ("a drone hit her car, the governor said") from a speaker's name."""
    return any(
        words.kind(i) == "D" and words.kind(i - 1) == "" and words.word(i - 1).isalpha() and not words.capital[i - 1]
        for i in range(first + 1, past)
    )


def _participle(words: Words, first: int, past: int) -> bool:
    """Tell a clause without a subject ("killing two officers and wounding a third, the commander said") from a speaker's name."""
    return any(
        words.word(i).endswith("ing") and len(words.word(i)) > 5 and not words.capital[i] and words.word(i) not in source_nouns()
        for i in range(first, past)
        if i == first or words.word(i - 1) in ("and", "or")
    )
