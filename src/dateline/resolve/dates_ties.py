"""Dates tied to another event: "on Friday, two days after pirates boarded the ship", "the raid came a day after a blast at X".

"N days after Y" dates what stands before it by Y. Where that has a date of its own, or is the event told before ("the raid came"),
the words date Y instead: so many days earlier. Where Y is a name that the text has dated ("two months after Bærum"), they count
from there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date as Day

from dateline.resolve.dates_discourse import DAYS, REACH, Here, Told, last
from dateline.types import Annotated, Span, TimeMention

_SHIFT = re.compile(r"@ctx([-+])(\d+)([hDWMY])$")
_TIE = re.compile(
    r"\s+(?:after|before|(?<= on )from)\s+(?!(?:that|this|these|those|which|being|hit|struck|shot|blew|broke|took|left|was|were|"
    r"had|(?!(?:suspected|alleged|armed|unidentified|masked|hooded|wanted)\b)[a-z]{2,20}ed|"
    r"at(?!\sleast\b)|as(?!\s(?:many|few)\b)|in|on|by|near|outside|inside|during|when|while|and|but)\b(?!-))"
)
"""Behind "the day before in Bama", "two days before, and" nothing is counted from: no noun of an event follows."""
_BEING = re.compile(r"\s+after\s+(?:being|having)\b")
_RIGHT_BEFORE = re.compile(r",?\s(?:just\s|only\s|barely\s)?")
"""What lies between a day and such words that count back from it: "died on Monday, two days after being shot"."""
_NAME = re.compile(r"(?:[A-Z][\w'’-]+)(?:\s(?:(?:de|del|el|la|al|of)\s)?[A-Z][\w'’-]+){0,3}")
_NOUN = re.compile(r"the\s([a-z]{3,20})\b")
"""What a text calls the event that it counts from: "the van attack", "the monastery was hit"."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_COMES = re.compile(
    r"\b(?:comes?|came|coming|took\splace|takes\splace|happen(?:s|ed)|occurr?(?:s|ed)|follow(?:s|ed))\s(?:[\w-]+\s){0,3}$"
)
_COMES_TOO = re.compile(
    r"\b(?:comes?|came|happen(?:s|ed)|occurr?(?:s|ed)|follow(?:s|ed))\s(?:[\w-]+\s){1,4}(?:after|before)\s[^.;:\n]{4,140}?"
    r",?\sand\s(?:just\s|only\s|barely\s|about\s)?$"
)
"""The second of two such distances ("came a day after a blast in Goma, and three weeks after a raid on Beni")."""
_BEGAN = re.compile(r"\b[Tt]he\s([a-z]{4,20})\s(?:began|started|was\slaunched|followed)\s(?:(?:just|only|barely|about|some)\s)?$")
GENERIC = frozenset(
    ("attack", "attacks", "killing", "killings", "bombing", "shooting", "incident", "explosion", "blast", "raid", "massacre", "two")
)
"""Words that say nothing of which attack is meant: it is the one told last."""
LONGEST_CLAUSE = 200
"""Code points before the second expression in which the first is looked for."""
LONGEST_WORDS = 40
"""Code points before the expression in which "came barely" is looked for."""


def _is_tied(text: str, mention: TimeMention, own: Told | None = None) -> bool:
    if _SHIFT.match(mention.timex) is None:
        return False
    if _TIE.match(text, mention.span.end):
        return True
    apposed = own is not None and _RIGHT_BEFORE.fullmatch(text, own.span.end, mention.span.start) is not None
    return apposed and _BEING.match(text, mention.span.end) is not None


def tied(annotated: Annotated, told: Sequence[Told], mention: TimeMention, at: Here) -> Told | None:
    """Return the date that "N days after Y" counts from; None where the expression is none such, or it is the date told last."""
    text = annotated.document.text
    if not _is_tied(text, mention, _own(told, at.sentence)):
        return None
    named = _named(annotated, told, mention)
    if named is not None:
        return named
    second = _second(text, mention)
    told = told if second is None else [date for date in told if date.span.end <= second]
    if own := _own(told, at.sentence):
        return own
    if start := begun(annotated, told, mention, at):
        return start
    if _comes(text, mention):
        days = [date for date in told if date.event and not date.saying and date.stretch.grain in DAYS]
        return days[0] if days else last(told, at, REACH, days=True)
    return None


def is_to_come(text: str, mention: TimeMention, first: Day, published: Day | None) -> bool:
    """Tell whether "N days after Y" leads behind the day of publication: what it counts from is another day than the one found."""
    return published is not None and first > published and mention.timex.startswith("@ctx") and _is_tied(text, mention)


def turned(text: str, mention: TimeMention, at: Here, found: Told | None, *, begun: bool = False) -> TimeMention:
    """Return "N days after Y" as the date of Y where it is that: counted back from what has a date of its own."""
    shift = _SHIFT.match(mention.timex)
    if found is None or shift is None or not _is_tied(text, mention, found):
        return mention
    own = found.sentence == at.sentence and not found.saying
    comes = _comes(text, mention) or begun
    if not own and not comes:
        return mention
    if _name(text, mention) and not own and not comes:
        return mention
    return replace(mention, timex=f"@ctx{'-' if shift[1] == '+' else '+'}{shift[2]}{shift[3]}")


def begun(annotated: Annotated, told: Sequence[Told], mention: TimeMention, at: Here) -> Told | None:
    """Return the date with which the text told before of what it says now to have begun so long after a deed ("In May the army
    launched an offensive. The offensive began two weeks after gunmen …")."""
    text, start = annotated.document.text, mention.span.start
    found = _BEGAN.search(text, max(0, start - LONGEST_WORDS), start)
    named = [date for date in told if not date.saying and found and found[1] in _sentence(annotated, date.sentence).of(text)]
    return named[-1] if named and named[-1].sentence < at.sentence else None


def _comes(text: str, mention: TimeMention) -> bool:
    """Tell whether a deed told before is said to have come so long after this one."""
    start = mention.span.start
    return _COMES.search(text, max(0, start - LONGEST_WORDS), start) is not None or _second(text, mention) is not None


def _second(text: str, mention: TimeMention) -> int | None:
    """Return where the verb stands behind which this is the second such distance; None where it is none."""
    found = _COMES_TOO.search(text, max(0, mention.span.start - LONGEST_CLAUSE), mention.span.start)
    return found.start() if found is not None else None


def _own(told: Sequence[Told], number: int) -> Told | None:
    """Return the date that the clause itself has, before the expression."""
    return next((date for date in reversed(told) if date.sentence == number and not date.saying), None)


def _name(text: str, mention: TimeMention) -> str:
    tie = _TIE.match(text, mention.span.end)
    name = _NAME.match(text, tie.end()) if tie else None
    return name[0] if name else ""


def _named(annotated: Annotated, told: Sequence[Told], mention: TimeMention) -> Told | None:
    """Return the date of a sentence that spoke of the name ("San Sebastián"): one with its year before one without, the first
    before the rest; else the date told last before the name was. None where the text has dated none."""
    text, name = annotated.document.text, _name(annotated.document.text, mention)
    if not name:
        return _called(annotated, told, mention)
    plain = [date for date in told if not date.saying and not date.aside]
    dated = [date for date in plain if name in _sentence(annotated, date.sentence).of(text)]
    yearly = [date for date in dated if _YEAR.search(text, date.span.start, date.span.end)]
    if dated:
        return (yearly or dated)[0]
    spoken = [n for n, s in enumerate(annotated.sentences) if s.span.end <= mention.span.start and name in s.span.of(text)]
    first = next((n for n in spoken if annotated.sentences[n].kind == "body"), None)
    if first is None:
        return _of_the_lead(annotated, plain) if spoken[:1] == [0] else None
    same = [date for date in plain if date.sentence < first and first - date.sentence <= 2 and date.event]
    same = [d for d in same if annotated.sentences[d.sentence].paragraph == annotated.sentences[first].paragraph]
    return same[-1] if same else None


def _of_the_lead(annotated: Annotated, plain: Sequence[Told]) -> Told | None:
    """Return the first day of a deed in a text whose title alone names it."""
    titled = annotated.sentences[0].kind == "title"
    return next((date for date in plain if date.event and date.stretch.grain in DAYS), None) if titled else None


def _called(annotated: Annotated, told: Sequence[Told], mention: TimeMention) -> Told | None:
    """Return the date of the attack that a word of its own means ("three months after the van attack"), None where none does."""
    text = annotated.document.text
    tie = _TIE.match(text, mention.span.end)
    noun = _NOUN.match(text, tie.end()) if tie else None
    if noun is None or noun[1] in GENERIC:
        return None
    word = re.compile(rf"\b{noun[1]}\b")
    dates = [date for date in told if date.event and not date.saying and not date.aside]
    return next((date for date in dates if word.search(_sentence(annotated, date.sentence).of(text))), None)


def _sentence(annotated: Annotated, number: int) -> Span:
    return annotated.sentences[number].span if number >= 0 else Span(0, 0)
