"""The name that a report gives the one person whom it describes as the perpetrator ("a 33-year-old man, Lim Kok Wei, stabbed").

The choice of the perpetrator falls on the words that act, which seldom hold the name: it is set off beside them, or told where the
report comes back to him. Whether it may be shown is for `care` to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from dateline.extract.blame_candidates import Candidate
from dateline.extract.blame_ledger import Telling, is_nobody
from dateline.extract.blame_lines import guessed_at
from dateline.extract.fuller import ARTICLE, ONE, REACH, fuller, without_date
from dateline.extract.persons import NO_NAME
from dateline.extract.wanted import NAME
from dateline.types import ActorValue, Annotated, Perpetrator, PerpetratorStatus, Span

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
    r"\b(?:[Tt]he|(?:detained|arrested|taken|caught|apprehended|charged|seized|holding)\san?)\s(?P<whole>(?:alleged\s|suspected\s)?(?:\d{2}-year-old\s)?(?:driver|attacker|assailant|suspect|gunman|shooter|knifeman|"
    r"man|woman|perpetrator|killer|arsonist|bomber)(?:,(?:\san?\s[^,.;\n]{2,40}?)?)?\s"
    r"(?:surnamed|whose\s(?:sur|family\s|last\s)name\s(?:is|was)|identified(?:\sonly)?\sby\s(?:his|her|the)\s(?:sur|family\s|last\s)name(?:\sas|,)?)\s"
    r"[A-Z][a-z’'-]{1,30})"
)
_HARMED = re.compile(
    r",?\s(?:who\s)?(?:later\s)?(?:died|succumbed|(?:was|had\sbeen)\s(?:killed|stabbed|shot|wounded|injured|hit|treated))\b"
)
"""What befalls a victim, whose family name is nobody's to give."""
_MINOR = re.compile(r"\b(?:boy|girl|child|teen\w*|minor|1[0-7]|\d)(?:-year-old)?\b|\b(?:1[0-7])\b", re.IGNORECASE)

_BODY = re.compile(
    r"\b(?:group|gang|militia|cartel|cell|mob|crowd|network|unit|team|band|outfit|family|couple|pair|trio|faction|front|army|police)\b",
    re.IGNORECASE,
)
"""Heads that are no one person ("a gang called")."""


_ROLE = re.compile(
    r"(?:the\s|a\s)?(?:alleged\s|suspected\s|lone\s)?(?:gunman|attacker|shooter|assailant|bomber|suicide bomber|suspect|"
    r"perpetrator|knifeman|killer|hijacker|arsonist)\b",
    re.IGNORECASE,
)
_ONE_DOER = re.compile(
    r"\b(?:man|woman|person|gunman|attacker|shooter|assailant|bomber|suspect|perpetrator|knifeman|killer|soldier|policeman|officer|student|"
    r"driver|passenger|employee|militant|arsonist|hijacker|extremist)$",
    re.IGNORECASE,
)


def in_full(annotated: Annotated, item: Candidate, telling: Telling, who: Perpetrator, found: Iterable[Candidate]) -> Perpetrator:
    """Return who did it by name where the report gives the one who is described one, else under all that it says of them
    (`fuller`) where the words name nobody."""
    unnamed = item.value.kind == "generic" or (item.value.kind == "state" and item.value.actor_id is None)
    if not unnamed:
        return who
    near = [span for span in item.mentions if any(stretch.covers(span) for stretch in telling.spans)] or [item.first]
    told: PerpetratorStatus = "stated" if who.status == "unknown" else who.status
    person = named(annotated, near) or _by_role(annotated, item, telling, found)
    if person is not None:
        return Perpetrator(ActorValue(person[0], None, "person", who.actor.score), told, person[1])
    if not is_nobody(item.value):
        return who
    longer = fuller(annotated, near)
    if longer is None:
        return who
    name = " ".join(longer.of(annotated.document.text).split())
    told = "suspected" if guessed_at(name) else told
    return Perpetrator(replace(who.actor, name=name), told, longer if told == "stated" else who.span)


def _by_role(annotated: Annotated, item: Candidate, telling: Telling, found: Iterable[Candidate]) -> tuple[str, Span] | None:
    """Return the one person whom a report with one main incident calls "the gunman, NAME": the "soldier" of its lead."""
    if telling.reach < 1.0 or _ONE_DOER.search(item.value.name) is None:
        return None
    text = annotated.document.text
    people = [other for other in found if other.value.kind == "person"]
    called = [
        (other.value.name, tie.mention)
        for other in people
        for tie in (*other.ties, *other.elsewhere)
        if _ROLE.match(text, tie.span.start) and tie.ground in ("stated", "suspected", "accused")
    ]
    return called[0] if called and len({other.value.name.split()[-1] for other in people}) == 1 else None


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
        victim = "woman" in found["whole"] and not one[0].of(text).endswith("woman")
        if victim or _HARMED.match(text, found.end()):
            continue
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
