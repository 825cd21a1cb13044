"""What a warning is of, cut from the words behind its cue."""

from __future__ import annotations

import re

from dateline.extract.clauses import Clause
from dateline.extract.warning_addressees import MENACE, PASSED
from dateline.extract.warning_cues import Cue
from dateline.extract.warning_issuers import WHEN, WHOM
from dateline.types import Span

_END = re.compile(
    r"[;\n]|\.(?=\s|$)|,\s(?:which|who|where|prompting|citing|saying|but|and (?:said|called|asked|warned)|according)\b|"
    r",\s[^,;.:\n]{1,40}\s(?:said|says|reported),"
)
_TAG = re.compile(r",\s[^,;.:\n]{1,60}\s(?:said|says|added|reported)\s{0,2}$")
"""Who tells of the warning, behind it and at the end of its sentence (", two officials said"): no part of what it is of."""
_EARLIER = re.compile(
    r",?\s(?:only\s|just\s|some\s|about\s)?(?:an?|\d{1,2}|several|[a-z]{3,6})\s(?:few\s)?(?:hour|day|week|month|year)s?\s"
    r"(?:earlier|before(?:hand)?(?:\s(?:the|this|that)\s(?:[a-z-]+\s){0,2}[a-z]+)?|previously)$|"
    r",?\s(?:hours|days|weeks|months)\sbefore\s(?:the|this|that)\s(?:[a-z-]+\s){0,2}[a-z]+$|,\s(?:to\sno\savail|in\svain)$"
)
"""When a warning was given, behind what it is of ("of an attack on the shrine a week earlier")."""
_OF = frozenset({"of", "about", "that", "against", "over", "on"})
_ASKED = frozenset({"to", "not", "against", "that"})
LONGEST = 220
"""Code points of a subject at most."""


def content(clause: Clause, cue: Cue, whom: Span | None, end: int) -> Span | None:
    """Return what the warning is of: what follows "of", "that" or "against", or what is to be done, or left undone."""
    if cue.kind == "alone":
        return None
    if cue.kind in ("threatens", "vows"):
        first = cue.past + (clause.word(cue.past) in ("to", "that"))
        known = first > cue.past or clause.word(first) in MENACE
        return _cut(clause, clause.words[first].span.start, end) if known and first < len(clause.words) else None
    first = cue.past
    if whom is not None and whom.start >= clause.words[cue.first].span.start:
        first = next((i for i, word in enumerate(clause.words) if word.span.start >= whom.end), first)
    if whom is not None and whom.start >= clause.words[cue.first].span.start and _bids(clause, cue):
        deed = _to_do(clause, first)
        if deed is not None:
            return _cut(clause, clause.words[deed].span.start, end)
    alerted = clause.word(cue.first) == "alerted" and clause.word(first) == "to"  # "alerted the army to the presence of fighters"
    if alerted and first + 1 < len(clause.words):
        return _cut(clause, clause.words[first + 1].span.start, end)
    if whom is not None and whom.start > clause.words[cue.first].span.start and clause.word(cue.first) in PASSED:
        end, first = whom.start - len(" to"), cue.past
    marks = (_ASKED,) if cue.kind == "orders" else (frozenset({"that"}), _OF)
    found = (_behind(clause, first, some) for some in marks)
    at = next((i for i in found if i is not None), None)
    if at is None and cue.kind == "notices" and cue.past < len(clause.words):
        at = cue.past
    if at is None and cue.passive and cue.kind == "warns":  # "had been warned by the police not to travel"
        at = next((i for i in range(first, min(len(clause.words), first + WHOM)) if _not_to(clause, i)), None)
    return _cut(clause, clause.words[at].span.start, end) if at is not None else None


def _not_to(clause: Clause, index: int) -> bool:
    return clause.word(index - 1) == "to" and clause.word(index - 2) == "not"


def _bids(clause: Clause, cue: Cue) -> bool:
    """Tell whether "to" behind whom it is said to opens what is to be done; one phones an office "to say" something."""
    return cue.kind == "warns" or clause.word(cue.first) in ("told", "tells", "tell", "telling")


def _to_do(clause: Clause, first: int) -> int | None:
    """What is to be done, right behind whom it is said to and the day ("warned its citizens on Monday to avoid crowds")."""
    at = first
    while at in clause.timed or (clause.word(at) in ("in", "on", "at") and at + 1 in clause.timed):
        at += 1
    verb = clause.word(at) == "to" and at + 1 < len(clause.words) and at + 1 not in clause.timed and not clause.capital(at + 1)
    return at + 1 if verb else None


def _behind(clause: Clause, first: int, marks: frozenset[str]) -> int | None:
    """Return the word with which what is said begins: behind one of `marks`, or at a quotation."""
    for i in range(max(0, first - 1), min(len(clause.words), first + 18)):
        word = clause.word(i)
        at = i + (word not in ("not", '"', "“"))
        quoted = i >= first and word in ('"', "“")
        if word == "to" and clause.capital(i + 1):  # "travellers to Arran"
            continue
        if word == "on" and clause.word(i + 1) == "the" and clause.word(i + 2) in WHEN:  # "on the morning of the raid"
            continue
        if (word in marks or quoted) and at < len(clause.words) and at not in clause.timed:
            return at
    return None


def _cut(clause: Clause, start: int, end: int) -> Span | None:
    stop = _END.search(clause.text, start, end) or _TAG.search(clause.text, start, end)
    past = min(stop.start() if stop else end, start + LONGEST)
    earlier = _EARLIER.search(clause.text, max(start, past - 60), past)
    past = earlier.start() if earlier else past
    while past > start and clause.text[past - 1] in " ,":
        past -= 1
    return Span(start, past) if past - start >= 8 else None
