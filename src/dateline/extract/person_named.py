"""The name that a report gives the one person whom it describes as the perpetrator ("a 33-year-old man, Lim Kok Wei, stabbed").

The choice of the perpetrator falls on the words that act, which seldom hold the name: it is set off beside them, or told where the
report comes back to him. Whether it may be shown is for `care` to say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.extract.fuller import ARTICLE, ONE, REACH, without_date
from dateline.extract.suspects import NO_NAME
from dateline.extract.wanted import NAME
from dateline.types import Annotated, Span

_IN_FULL = r"(?:\s(?:in|from|of|at|with)\s[^,.;:\n]{2,40}?)?"
_NAMED = re.compile(
    rf"{_IN_FULL}(?P<cue>,?\s(?:who\s(?:was|is)\s)?(?:(?:later|only|initially)\s)?(?:surnamed|named|called|nicknamed|"
    rf"identified(?:\s(?:only|later))?(?:\sby\s(?:the\s)?[\w-]{{3,20}})?\sas|known(?:\sonly)?\sas)\s(?:only\sas\s|only\s)?)"
    rf"(?P<name>{NAME}|[A-Z][a-z][\w’'-]{{1,30}})"
)
_APPOSED_NAME = re.compile(rf"{_IN_FULL},\s(?P<name>{NAME})(?:,\s(?:aged\s)?\d{{2}})?(?=[,.;(]|\s\()")
_NAME_BEFORE = re.compile(
    rf"(?:(?<![\w\W])|(?<=\n)|(?<=[.!?:”\"]\s)|(?<=\bwhen\s)|(?<=\bthat\s)|(?<=\bafter\s))(?P<name>{NAME}),\s(?:\d{{2}},\s)?$"
)
_SET_OFF = re.compile(r"(?:\s(?:in|from|of|at|with)\s[^,.;:\n]{2,40}?)?,")
"""What closes the aside that a description behind a name is ("Rafael Duarte, a 22-year-old student, opened fire")."""
_SINGLE = re.compile(
    r"(?:(?:an?|the|one|his|her)\s|\d{2}-year-old\b|(?:lone\s)?(?:gunman|attacker|assailant|knifeman|shooter)\b)", re.IGNORECASE
)
_DROVE = re.compile(
    r"\b(?:dr(?:ove|ives|iving)\s(?:[\w’'-]+\s){1,5}into|ramm(?:ed|ing|s)|plough(?:s|ed|ing)|plow(?:s|ed|ing)|mow(?:s|ed|ing)\sdown)\b"
)
_DRIVER = re.compile(
    rf"\b[Tt]he\s(?:alleged\s|suspected\s)?driver,\s(?:(?:later\s)?(?:identified|named)(?:\sby\s[\w-]{{3,20}})?\sas\s)(?P<name>{NAME})"
)
_BY_SURNAME = re.compile(
    r"\b[Tt]he\s(?P<whole>(?:alleged\s|suspected\s)?(?:driver|attacker|assailant|suspect|gunman|shooter|knifeman|man|woman|perpetrator|killer|"
    r"arsonist|bomber),(?:\san?\s[^,.;\n]{2,40}?)?\s(?:surnamed|identified(?:\sonly)?\sby\s(?:his|her|the)\s(?:sur|family\s|last\s)name(?:\sas|,)?)\s"
    r"[A-Z][a-z’'-]{1,30})"
)
_MINOR = re.compile(r"\b(?:boy|girl|child|teen\w*|minor|1[0-7]|\d)(?:-year-old)?\b|\b(?:1[0-7])\b", re.IGNORECASE)

_BODY = re.compile(
    r"\b(?:group|gang|militia|cartel|cell|mob|crowd|network|unit|team|band|outfit|family|couple|pair|trio|faction|front|army|police)\b",
    re.IGNORECASE,
)
"""Heads that are no one person ("a gang called")."""


def named(annotated: Annotated, mentions: Sequence[Span]) -> tuple[str, Span] | None:
    """Return the name that the report gives the one person whom a mention describes, and where it stands; None where it gives none.

    "A 33-year-old man, Lim Kok Wei, stabbed", "a gunman identified as Nurlan": the name; a family name alone keeps the words before
    it ("a man surnamed Kuo"). A minor's is left out (CODEBOOK.md, Care for people).
    """
    text = annotated.document.text
    for mention in mentions:
        start = without_date(annotated, mention).start
        article = ARTICLE.search(text[max(0, start - 4) : start])
        whole = Span(start - len(article[0]) if article is not None else start, mention.end)
        if _SINGLE.match(whole.of(text)) is None or _MINOR.search(whole.of(text)) or _BODY.search(whole.of(text)):
            continue
        near = min(len(text), mention.end + REACH)
        found = (
            _NAMED.match(text, mention.end, near)
            or _APPOSED_NAME.match(text, mention.end, near)
            or (_SET_OFF.match(text, mention.end, near) and _NAME_BEFORE.search(text, max(0, whole.start - REACH), whole.start))
        )
        if found is None or _MINOR.search(text, mention.end, found.start("name")):
            continue
        name, where = found["name"].rstrip(".,"), Span(*found.span("name"))
        if NO_NAME.match(name) or _is_taken(annotated, where):
            continue
        if " " not in name and "surnamed" in found[0]:
            return " ".join(text[whole.start : where.end].split()), Span(whole.start, where.end)
        return name, Span(where.start, where.start + len(name))
    return _named_again(annotated, mentions)


def _named_again(annotated: Annotated, mentions: Sequence[Span]) -> tuple[str, Span] | None:
    """Return the name of "a man" where the report comes back to him ("The driver, a 62-year-old surnamed Fan", "the suspect,
    identified by his surname Kang")."""
    text = annotated.document.text
    one = [mention for mention in mentions if ONE.search(mention.of(text)) and not _MINOR.search(mention.of(text))]
    if not one:
        return None
    drove = _DROVE.search(text) is not None
    for found in _BY_SURNAME.finditer(text, one[0].end):
        if drove or not found["whole"].startswith("driver"):
            return " ".join(found["whole"].split()), Span(*found.span("whole"))
    for found in _DRIVER.finditer(text, one[0].end) if drove else ():
        where = Span(*found.span("name"))
        if not NO_NAME.match(found["name"]) and not _is_taken(annotated, where):
            return found["name"], where
    return None


def _is_taken(annotated: Annotated, where: Span) -> bool:
    """Tell a place's or a group's name from a person's."""
    groups = (actor.span for actor in annotated.actors if actor.value.kind in ("group", "state"))
    return any(other.overlaps(where) for other in (*groups, *(place.span for place in annotated.places)))
