"""Speakers: the words of a person, a body or an office to the left or right of a reporting cue."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.annotate.attribution_appositions import head_of_apposition, restrictive, with_apposition
from dateline.annotate.attribution_phrases import (
    BREAKS,
    LONGEST_SPEAKER,
    can_speak,
    clause_subject,
    is_source,
    phrase_start,
    sentence_subject,
)
from dateline.annotate.attribution_words import CITED, is_pronoun, source_nouns
from dateline.annotate.count_tokens import Words

_TIMES = frozenset(
    {
        "all",
        "initially",
        "earlier",
        "previously",
        "first",
        "on",
        "there",
        "morning",
        "afternoon",
        "evening",
        "night",
        "noon",
        "late",
        "nonetheless",
        "nevertheless",
        "too",
        "therefore",
    }
)
_MADE_BY = frozenset({"run", "led", "headed", "owned", "funded", "backed", "set"})


@dataclass(frozen=True, slots=True)
class Found:
    """A cue (tokens ``first`` to ``past``) and its speaker's tokens. ``after``: "according to X"; ``inverted``: "said X"."""

    first: int
    past: int
    speaker_first: int
    speaker_past: int
    after: bool = False
    inverted: bool = False


def speaker_right(words: Words, at: int, *, cited: bool = False) -> tuple[int, int] | None:
    """Return the tokens of the speaker that begins at `at`: "the head of the health department in Kerbala".

    With `cited`, behind "according to", reports without a name ("local reports") speak too: nobody else is said to.
    """
    word = words.word(at)
    if word.endswith("ed") and not words.capital[at] and words.kind(at + 1) == "P":  # a statement "posted on Telegram" is nobody
        return None
    index = at
    while index < len(words.tokens) and index - at < LONGEST_SPEAKER:
        kind, word = words.kind(index), words.word(index)
        if kind in BREAKS or (kind not in ("", "#", "D", "P", "C", "B", "E") and word not in ("(", ")", ".", "&")):
            break
        if kind == "P" and (words.kind(index + 1) in ("T", "#") or index == at):
            break
        if kind == "C" and not _speaks(words, index + 1):
            break
        if word == "." and not (words.capital[index - 1] and words.kind(index + 1) == "" and len(words.word(index - 1)) < 5):
            break
        index += 1
    while index > at and words.kind(index - 1) in ("P", "C", "B", "D"):
        index -= 1
    if cited and any(words.word(i) in CITED for i in (index, index - 1) if i >= at):
        return at, index + (words.word(index) in CITED)
    if index <= at or not can_speak(words, at, index):
        return None
    return at, _past_apposition(words, index)


def _past_apposition(words: Words, index: int) -> int:
    """Return the token after ", a neighbour" behind a speaker's name; `index` itself where no such words follow."""
    if words.word(index) != "," or words.kind(index + 1) != "D":
        return index
    stop = index + 2
    while stop - index < LONGEST_SPEAKER and (words.kind(stop) in ("", "P", "D")) and stop < len(words.tokens):
        stop += 1
    closes = words.word(stop) in (",", ".", "", ";") or words.word(stop) in ('"', "”")
    if any(source_nouns().get(words.word(i)) == "perpetrator" for i in range(index, stop)):
        return index  # "according to the chief, the attackers, armed with machetes, killed"
    return stop if closes and is_source(words, index + 1, stop, names=False) else index


def _speaks(words: Words, index: int) -> bool:
    index += words.kind(index) == "D"
    return any(words.word(i) in source_nouns() or words.capital[i] for i in range(index, min(index + 4, len(words.tokens))))


def speaker_left(words: Words, verb: int) -> tuple[int, int] | None:
    """Return the tokens of the speaker that ends before the verb at `verb`, with an apposition where there is one."""
    past = _before_adverbials(words, verb)
    if past > 0 and words.kind(past - 1) == "O":
        return (past - 1, past) if is_pronoun(words.word(past - 1)) else None
    if words.word(past - 1) == ",":
        return with_apposition(words, past - 1)
    if words.word(past - 1) in ("and", "but"):
        return sentence_subject(words, past - 1)
    first = phrase_start(words, past)
    relative = restrictive(words, first if first is not None else past)
    if relative is not None:
        return relative
    if first is None or not can_speak(words, first, past):
        return sentence_subject(words, past) if words.word(past - 2) == "by" else None
    if words.word(first - 1) == "by" and (words.kind(first - 2) == "V" or words.word(first - 2) in _MADE_BY):
        return sentence_subject(words, first - 2) or clause_subject(words, first - 2) or (first, past)
    named = (
        words.capital[first] and words.kind(first) == ""
    )  # "stormed a hotel, a favourite of traders, an official said": two things
    if words.word(first - 1) == "," and past - first > 1 and named:  # one bare word is none: "Gunmen kill nine, police say"
        wider = head_of_apposition(words, first - 1)
        if wider is not None and past - wider <= LONGEST_SPEAKER:
            return wider, past
    return first, past


def _before_adverbials(words: Words, verb: int) -> int:
    """Return the end of the subject before a verb, over adverbs, auxiliaries, "on Tuesday", "at the time", "(opposition)"."""
    past = verb
    while past > 0:
        kind, word = words.kind(past - 1), words.word(past - 1)
        if kind in ("B", "H", "E", "M", "N", "T") or word in _TIMES or [word, words.word(past - 2)] == ["first", "at"]:
            past -= 1 + (words.word(past - 2) == "at")
        elif [words.word(i) for i in range(past - 3, past)] == ["at", "the", "time"] or (
            word == ")" and words.word(past - 3) == "("
        ):
            past -= 3
        else:
            break
    return past
