"""Whom a warning is given to, cut from the words around its cue."""

from __future__ import annotations

from dateline.extract.clauses import Clause, subject
from dateline.extract.warning_cues import Cue, noun, words_of
from dateline.extract.warning_issuers import VERBS, WHOM, received, run, sender_of
from dateline.types import Span

_THREATS = frozenset({"threat", "threats", "danger", "risk", "plan", "plot", "attack"})
_EMPTY = frozenset({"he", "she", "they", "i", "we", "them", "him", "her", "us", "me", "it", "people", "so", "nothing"})
PASSED = frozenset({"passed", "shared", "communicated", "conveyed"})
"""Verbs behind whose object the one stands who was warned ("passed word of the plot to Ankara")."""
_NUMBERS = frozenset({"one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"})
MENACE = frozenset({"a", "an", "more", "further", "revenge", "retaliation", '"', "“", "new"})


def addressee(clause: Clause, cue: Cue) -> Span | None:
    """Return who is warned: the subject of a passive, the object of the verb, or what stands behind "to"."""
    if cue.passive or (received(clause, cue) and sender_of(clause, cue)):
        found = subject(clause, cue.first)
        return _whom(clause, *found) if found else None
    if cue.kind in ("vows", "notices"):
        return None
    if cue.kind in ("issues", "alone"):
        stop = min(len(clause.words), cue.past + 12)
        if clause.word(cue.first) not in PASSED:
            stop = next((i for i in range(cue.past - 1, stop) if clause.word(i) in ("of", "over", "about", "that", "citing")), stop)
        at = next((i + 1 for i in range(cue.past, stop) if clause.word(i) in words_of("to")), None)
    elif cue.kind == "reminds":
        at = cue.first + 1
    elif cue.kind == "reports" and clause.word(cue.past) == "to":
        at = cue.past + 1
    else:
        at = cue.past + (noun(clause, cue.first) and clause.word(cue.past) == "to")  # "a warning to residents"
    if cue.kind == "reports" and clause.word(cue.first) in ("asked", "begged", "requested") and "for" in _words(clause, cue):
        return _whom(clause, cue.first + 1, cue.first + _words(clause, cue).index("for"))
    if at is None:
        return None
    while at in clause.timed or (clause.word(at) in ("on", "in", "to") and at + 1 in clause.timed):
        at += 1
    past = run(clause, at, WHOM)
    if cue.kind == "warns":
        past = next((i for i in range(at, past) if clause.word(i) in ("of", "about", "over")), past)
    if cue.kind == "reports":  # "told the police of a plot"
        past = next((i for i in range(at + 1, past) if clause.word(i) == "about" or _of_something(clause, i)), past)
    return _whom(clause, at, past)


def _of_something(clause: Clause, index: int) -> bool:
    of = clause.word(index) == "of"
    the = clause.word(index + 1) == "the" and clause.word(index + 2) in _THREATS
    return of and (the or clause.word(index + 1) in ("a", "an", "plans", "threats", "possible", "suspicious"))


def _words(clause: Clause, cue: Cue) -> list[str]:
    return [clause.word(i) for i in range(cue.first, cue.past)]


def _whom(clause: Clause, first: int, past: int) -> Span | None:
    pronoun_like = clause.word(first) in _EMPTY and clause.span(first, first + 1).of(clause.text) != "US"
    if past <= first or pronoun_like or clause.word(first) in words_of("marks") or clause.word(first) in VERBS:
        return None
    words = [clause.word(i) for i in range(first, past)]
    if (
        words[0] in MENACE | words_of("not_heard")
        or words[0] in words_of("protective")
        or (len(words) == 1 and (words[0].isdigit() or words[0] in _NUMBERS))
    ):
        return None
    return clause.span(first, past)
