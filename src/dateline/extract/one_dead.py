"""Whether the one person told as dead and the attacker told as dead are the same: "Officers shot and killed a man of 30. … Police
say he fired first before they killed him", "A boy died. … The boy shot himself"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.codebook.tables import table
from dateline.extract.ages import ages, years_old
from dateline.extract.units import Unit
from dateline.types import CountMention

_POLICE = r"(?:police|officers?|deput(?:y|ies)|troopers?|marshals?|swat)"
_OFFICER = re.compile(_POLICE, re.IGNORECASE)
_BY_POLICE = re.compile(
    rf"[^.;]{{0,30}}?\b(?:shot|killed|gunned down|wounded)\b[^.;]{{0,20}}?\bby\b[^.;]{{0,30}}?\b{_POLICE}\b"
    rf"|[^.;]{{0,60}}?\b(?:in|during|after|following)\b[^.;]{{0,30}}?\b{_POLICE}(?:[- ]involved)?\sshooting\b",
    re.IGNORECASE,
)
_POLICE_SHOT = re.compile(
    rf"\b{_POLICE}\s(?:\w+\s){{0,2}}?(?:fatally\s(?:shot|wounded)|shot and killed|shot dead|killed|shooting)(?:\sof)?\s$",
    re.IGNORECASE,
)
_HIMSELF = re.compile(r"(?:,\s\d{1,3})?,?\s(?:\w+ly\s|who\s|has\s|had\s){0,2}(?:\w+ly\s)?\w+\s(?:him|her)self", re.IGNORECASE)
"""What stands behind the one who did it to himself: "boy, 7, fatally shoots himself"."""
_MALE, _FEMALE = (re.compile(rf"\b(?:{words})\b") for words in ("himself|his|him", "herself|her"))
_LOW, _NAME, _WORD = (re.compile(words) for words in (r"[a-z]+", r"\b[A-Z][a-z]{2,}\b", r"\w+"))
_ARTICLE = re.compile(r"^(?:the|an?|this|that)\s")
_OWNER = re.compile(r"\b[a-z]+\b(?!['’]s)")
_STRUCK = re.compile(r"\b(?:shot|shoot|kill|stab|strangl|murder|wound|drown|smother)\w*\b", re.IGNORECASE)
_DEFINITE = re.compile(r"\bthe ([\w-]+)(?: ([\w-]+))?")
_ACCIDENT = re.compile(
    r"\baccidental(?:ly)?\s(?:and\s\w+\s)?(?:shooting|shot|shoots?|discharged?|self)\b|\bself-inflicted accident", re.IGNORECASE
)
_NOBODY_ELSE = re.compile(r"^(?:he|she)$|self$", re.IGNORECASE)
"""Words for the attacker that only say that he did it to himself: by accident, he is the one who died."""
BEFORE = 90
"""How far before "shot himself" its subject is looked for."""


def same_person(text: str, units: Sequence[Unit]) -> bool:
    """Tell whether all whom the units tell as dead one by one, and the attacker, are one person.

    Where one sentence tells of both ("shot his son, then himself") they are two; not so "a boy fatally shot himself". A mere
    "he" is the one told before.
    """
    counts = [(unit, count) for unit in units for count in unit.counts if count.value.best == 1]
    attackers = [(unit, count) for unit, count in counts if count.attackers and count.effect in ("killed", "hit")]
    dead = [(unit, count) for unit, count in counts if count.effect == "killed"]
    others = [(unit, count) for unit, count in dead if not count.attackers and count.role in ("whole", "part")]
    if not attackers or not others:
        return False
    if all(count.span.of(text).lower() in ("he", "she") for _, count in others):
        return True
    if _ACCIDENT.search(text) and all(_NOBODY_ELSE.search(count.span.of(text)) for _, count in attackers):
        return True
    together = [(one, other) for unit, one in attackers for home, other in others if unit.sentence == home.sentence]
    if any(not _HIMSELF.fullmatch(text, other.span.end, one.span.end) for one, other in together):
        return False
    sexes = {_sex(text, unit, count) for unit, count in attackers} - {""}
    if any(sex and sex not in sexes for _, count in others if (sex := _sex_of(count.span.of(text)))) and sexes:
        return False
    return any(_by_police(text, unit, count) for unit, count in others) or any(
        _is_subject(text, one, unit, count) for _, one in others for unit, count in attackers
    )


def _sex_of(words: str) -> str:
    known = set(_LOW.findall(words.lower()))
    return next((sex for sex in ("male", "female") if known & set(table("count_words")[sex].split())), "")


def _sex(text: str, unit: Unit, count: CountMention) -> str:
    words = count.span.of(text).lower()
    if _MALE.search(words):
        return "male"
    if _FEMALE.search(words):
        return "female"
    return _sex_of(words)


def _by_police(text: str, unit: Unit, count: CountMention) -> bool:
    """Tell "a man was fatally shot by Tulsa police", "officers shot and killed an 18-year-old", no officer himself."""
    if _OFFICER.search(count.span.of(text)):
        return False
    start = max(unit.sentence.span.start, count.span.start - 60)
    return _BY_POLICE.match(text, count.span.end, unit.sentence.span.end) is not None or (
        _POLICE_SHOT.search(text[start : count.span.start]) is not None
    )


def _is_subject(text: str, one: CountMention, unit: Unit, attacker: CountMention) -> bool:
    """Tell whether the attacker's own words, or the subject before "shot himself", name the one who died."""
    start = max(unit.sentence.span.start, attacker.span.start - BEFORE)
    before = text[start : attacker.span.end]
    words = one.span.of(text)
    if _bare(words) == _bare(attacker.span.of(text)):
        return True
    names = set(_NAME.findall(words)) if one.who is None else set()
    if not names.isdisjoint(_WORD.findall(before)):
        return True
    if not ages(text, one).isdisjoint(years_old(before)):
        return True
    head = words.lower().split()[-1]
    known = head in table("count_words")["persons"]["singular"].split()
    return known and (any(head in pair for pair in _DEFINITE.findall(before.lower())) or _last_person(before) == head)


def _bare(words: str) -> str:
    return _ARTICLE.sub("", words.lower())


def _last_person(before: str) -> str:
    """Return the last noun for a person in the words before "shot himself", empty where a "he" stands behind it or he was struck
    ("shot his son and then shot himself")."""
    persons = table("count_words")["persons"]["singular"].split()
    told = [match for match in _OWNER.finditer(before.lower()) if match[0] in ("he", "she") or match[0] in persons]
    if not told or told[-1][0] in ("he", "she"):
        return ""
    return "" if _STRUCK.search(before, told[-2].end() if len(told) > 1 else 0, told[-1].start()) else told[-1][0]
