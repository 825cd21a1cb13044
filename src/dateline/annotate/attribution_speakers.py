"""Speakers: the words of a body or office beside a reporting verb, and what kind of source they are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from dateline.annotate.count_nouns import number_of_noun
from dateline.annotate.count_tokens import Words
from dateline.annotate.cue_table import CueTable
from dateline.codebook.tables import table
from dateline.types import Span

SourceKind = Literal["official", "medical", "witness", "perpetrator", "local_media", "international_media", "unknown"]
LONGEST_SPEAKER = 16
"""The most words of a speaker, an apposition included."""
_WORD = re.compile(r"[^\W\d_]+(?:[.-][^\W\d_]+)*")
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
    }
)
_BREAKS = frozenset("SRAHMNVTO")
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


@cache
def cues() -> tuple[CueTable[bool], CueTable[bool], CueTable[bool]]:
    """Return the tables of reporting verbs, of verbs that give a figure, and of cues before their speaker."""
    data = table("attribution")
    verbs, figures, after = (CueTable((phrase, True) for phrase in data[name]) for name in ("verbs", "figures", "after"))
    return verbs, figures, after


@cache
def not_cues() -> CueTable[bool]:
    """Return the phrases that hold a reporting verb and report nothing ("claimed 12 lives")."""
    return CueTable((phrase, True) for phrase in table("attribution")["not_cues"])


@cache
def hedges() -> CueTable[bool]:
    """Return the hedges: words that lower certainty."""
    return CueTable((phrase, True) for phrase in table("attribution")["hedges"])


@cache
def _nouns() -> dict[str, SourceKind]:
    data = table("attribution")
    return {word: kind for kind in reversed(data["order"]) for word in data["speakers"][kind].split()}


@cache
def _not_speakers() -> frozenset[str]:
    return frozenset(table("attribution")["not_speakers"].split())


def is_pronoun(word: str) -> str | None:
    """Return ``person``, ``body`` or ``many`` for a pronoun that can speak, None for any other word."""
    for kind, words in table("attribution")["pronouns"].items():
        if word in words:
            return str(kind)
    return None


_CITED = frozenset({"reports", "accounts"})


def source_kind(text: str, speaker: Span, groups: frozenset[tuple[int, int]]) -> SourceKind:
    """Return the kind of source by the speaker's words; an armed group's name makes it ``perpetrator``."""
    words = [word.lower() for word in _WORD.findall(speaker.of(text))]
    if words and words[-1] in _CITED:
        return "local_media" if "local" in words else "unknown"
    kinds = [_nouns()[word] for word in words if word in _nouns()]
    if any(start < speaker.end and speaker.start < end for start, end in groups):
        return "official" if "official" in kinds and "perpetrator" not in kinds else "perpetrator"
    order = table("attribution")["order"]
    return min(kinds, key=order.index, default="unknown")


def is_source(words: Words, first: int, past: int, *, names: bool = True) -> bool:
    """Tell whether the words hold a noun of the codebook's sources or, with `names`, a name."""
    return any(
        words.word(i) in _nouns() or (names and words.capital[i] and not words.shouted and i > 0) for i in range(first, past)
    )


def speaker_right(words: Words, at: int, *, cited: bool = False) -> tuple[int, int] | None:
    """Return the tokens of the speaker that begins at `at`: "the head of the health department in Kerbala".

    With `cited`, behind "according to", reports without a name ("local reports") speak too: nobody else is said to.
    """
    index = at
    while index < len(words.tokens) and index - at < LONGEST_SPEAKER:
        kind, word = words.kind(index), words.word(index)
        if kind in _BREAKS or (kind not in ("", "#", "D", "P", "C", "B", "E") and word not in ("(", ")", ".", "&")):
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
    if cited and any(words.word(i) in _CITED for i in (index, index - 1) if i >= at):
        return at, index + (words.word(index) in _CITED)
    if index <= at or not _can_speak(words, at, index):
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
    return stop if closes and is_source(words, index + 1, stop, names=False) else index


def _speaks(words: Words, index: int) -> bool:
    index += words.kind(index) == "D"
    return any(words.word(i) in _nouns() or words.capital[i] for i in range(index, min(index + 4, len(words.tokens))))


def speaker_left(words: Words, verb: int) -> tuple[int, int] | None:
    """Return the tokens of the speaker that ends before the verb at `verb`, with an apposition where there is one."""
    past = _before_adverbials(words, verb)
    if past > 0 and words.kind(past - 1) == "O":
        return (past - 1, past) if is_pronoun(words.word(past - 1)) else None
    if words.word(past - 1) == ",":
        return _with_apposition(words, past - 1, past)
    if words.word(past - 1) in ("and", "but"):
        return sentence_subject(words, past - 1)
    first = _segment(words, past)
    relative = _restrictive(words, first if first is not None else past)
    if relative is not None:
        return relative
    if first is None or not _can_speak(words, first, past):
        return sentence_subject(words, past) if words.word(past - 2) == "by" else None
    if words.word(first - 1) == "by" and (words.kind(first - 2) == "V" or words.word(first - 2) in _MADE_BY):
        return sentence_subject(words, first - 2) or _clause_subject(words, first - 2) or (first, past)
    if words.word(first - 1) == "," and past - first > 1:  # one bare word is no apposition: "Gunmen kill nine, police say"
        wider = _head_of_apposition(words, first - 1)
        if wider is not None and past - wider <= LONGEST_SPEAKER:
            return wider, past
    return first, past


def _clause_subject(words: Words, past: int) -> tuple[int, int] | None:
    """Return the noun phrase that ends before `past` ("a nurse at a clinic" before "run by a charity"), if it can speak."""
    first = _segment(words, past)
    return (first, past) if first is not None and _can_speak(words, first, past) else None


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


def sentence_subject(words: Words, before: int) -> tuple[int, int] | None:
    """Return the subject that the sentence or its last clause before token `before` opens with, if it can speak."""
    start = max((i + 1 for i in range(before) if words.word(i) in (";", ":", ".") or words.kind(i) == "S"), default=0)
    for index in range(start, before):
        kind, word = words.kind(index), words.word(index)
        verbal = kind in ("V", "A", "H", "M", "E") or (kind == "" and word.endswith("ed") and not words.capital[index])
        if verbal or word == ",":
            first = _segment(words, index)
            if first is not None and first >= start and is_source(words, first, index) and _can_speak(words, first, index):
                return first, index
            if verbal:
                return None
    return None


def _restrictive(words: Words, index: int) -> tuple[int, int] | None:
    """Read "a retired civil servant who led burials" from the words after "who"."""
    for at in range(index - 1, max(0, index - 9), -1):
        if words.word(at) in (",", ";", '"', "“", "”", ".", ":"):
            return None
        if (
            (words.kind(at) == "R" or (words.word(at) == "that" and words.kind(at - 1) == ""))
            and words.word(at) in ("who", "which", "that")
            and words.word(at - 1) != ","
        ):
            first = _segment(words, at)
            return (first, at) if first is not None and _can_speak(words, first, at) else None
    return None


def _with_apposition(words: Words, comma: int, past: int) -> tuple[int, int] | None:
    """Read "Jane Doe, a spokeswoman for the ministry, said" from its last comma."""
    inner = _segment(words, comma)
    if inner is None or words.word(inner - 1) != ",":
        return _relative(words, comma) or _described(words, comma) or sentence_subject(words, comma)
    head = _head_of_apposition(words, inner - 1)
    if head is not None and _can_speak(words, head, comma):
        return head, comma
    return sentence_subject(words, comma)


def _described(words: Words, comma: int) -> tuple[int, int] | None:
    """Read "The Road Lawyers, a group that documents abuses, said": the name before words that a clause goes on with."""
    before = next((i for i in range(comma - 1, max(-1, comma - 30), -1) if words.word(i) == ","), None)
    if before is None or words.kind(before + 1) != "D":
        return None
    head = _head_of_apposition(words, before)
    clause = any(words.word(i) in ("that", "who", "which") for i in range(before + 2, comma))
    return (head, before) if head is not None and clause else None


def _relative(words: Words, comma: int) -> tuple[int, int] | None:
    """Read "the official, who asked not to be named, said"."""
    for index in range(comma - 1, max(-1, comma - 20), -1):
        if words.kind(index) == "R" and words.word(index - 1) == ",":
            first = _segment(words, index - 1)
            return (first, index - 1) if first is not None and _can_speak(words, first, index - 1) else None
    return None


def _head_of_apposition(words: Words, comma: int) -> int | None:
    """Return where the noun phrase before `comma` begins, if it begins its clause and holds no verb."""
    first = _segment(words, comma)
    if first is None or first == comma:
        return None
    opens = (
        first == 0
        or words.word(first - 1) in ('"', "“", "”", ";", ".", "-", "–", "—", ",")
        or words.kind(first - 1) in ("T", "S")
        or (words.kind(first - 1) == "C" and (words.kind(first) == "D" or words.capital[first]))
    )
    verbal = _participle(words, first, comma) or _has_object(words, first, comma)
    return first if opens and not verbal and _can_speak(words, first, comma) else None


def _has_object(words: Words, first: int, past: int) -> bool:
    """Tell a clause with an object of its own ("a drone hit her car, the governor said") from a speaker's name."""
    return any(
        words.kind(i) == "D" and words.kind(i - 1) == "" and words.word(i - 1).isalpha() and not words.capital[i - 1]
        for i in range(first + 1, past)
    )


def _participle(words: Words, first: int, past: int) -> bool:
    """Tell a clause without a subject ("killing two officers and wounding a third, the commander said") from a speaker's name."""
    return any(
        words.word(i).endswith("ing") and len(words.word(i)) > 5 and not words.capital[i] and words.word(i) not in _nouns()
        for i in range(first, past)
        if i == first or words.word(i - 1) in ("and", "or")
    )


def _segment(words: Words, past: int) -> int | None:
    """Return where the noun phrase that ends before `past` begins; None where there is none."""
    index = past
    while index > 0 and past - index < LONGEST_SPEAKER:
        kind, word = words.kind(index - 1), words.word(index - 1)
        if kind in _BREAKS or (kind == "C" and not _joined(words, index - 1)):
            break
        possessive = word in ("'", "’") and index < past and words.word(index - 2).endswith("s")  # "a doctors' group"
        if kind not in ("", "#", "D", "P", "C", "B") and word not in ("(", ")", ".", "&") and not possessive:
            break
        if word == "." and not (index > 1 and words.capital[index - 2] and len(words.word(index - 2)) < 5):
            break
        if kind == "" and not words.capital[index - 1] and word.endswith("ed") and not _attributive(words, index - 1):
            break
        index -= 1
    while index < past and words.kind(index) in ("C", "B", "#", "."):
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
        and (before in _nouns() or words.capital[max(0, index - 1)])
        and words.kind(index - 1) == ""
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


def _can_speak(words: Words, first: int, past: int) -> bool:
    """Tell whether the words can be a speaker: a known noun, a person, or a name; not a thing."""
    if past - first < 1 or words.word(past - 1) in _not_speakers():
        return False
    if all(words.kind(i) == "D" or words.word(i) in ("no", "not", "any", "every", "each") for i in range(first, past)):
        return False  # a determiner alone
    heads = range(first, past)
    if any(words.word(i) in _nouns() or number_of_noun(words.word(i)) for i in heads):
        return True
    return (
        any(words.capital[i] and words.kind(i) == "" and (i > 0 or past - first > 1 or first == 0) for i in heads)
        and not words.shouted
    )
