"""Executions by a state's own law: "Oran hanged three men over the bombing", which is no attack and whose dead are no victims."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib import resources

from dateline.codebook.tables import table
from dateline.types import Span

_PUTS_TO_DEATH = re.compile(r"\b(?:execut(?:e[ds]|ing)|hang(?:ed|s|ing)|put(?:s|ting)? to death)\b", re.IGNORECASE)
BEFORE = 70
"""Code points before the verb in which its subject stands."""
BEHIND = 36
"""Code points behind a state's name in which the verb begins."""
_BY_LAW = re.compile(
    r"\b(?:convict(?:s|ed|ions?)?|over|charges?|charged|sentenced?|death (?:row|sentences?|penalty)|prisoners?|inmates?|"
    r"offen[cs]es?|drugs?|espionage|spying|judiciary|found guilty|who (?:had )?(?:killed|murdered|shot|stabbed)|"
    r"(?:for|of) (?:[a-z]+ )?(?:murder|killing|attack|bombing|shooting|part|role|rape))\b",
    re.IGNORECASE,
)
"""What says that it was done by law."""
_CONVICTED = re.compile(r"\b(?:convicted|death (?:row|sentence)|sentenced|prison)\b")
_SUBJECT = re.compile(
    r"\b(?P<who>(?:[Tt]he )?(?:[A-Z][\w.’'-]+ ){0,2}[A-Z][\w.’'-]+|(?:[Pp]rison )?[Aa]uthorities)\s"
    r"(?:(?:has|have|had|also|on|last|this|late|early|morning|week|month|publicly|secretly|\w+day|\w+ly)\s){0,4}$"
)
_BE = re.compile(r"\b(?:was|were|been|be|being|is|are)\s(?:\w+ly\s|later\s|also\s){0,2}$")
_GALLOWS = re.compile(
    r"\b(?:death (?:row|sentences?|penalty)|gallows|mercy (?:plea|petition|appeal)s?|executes|death warrants?|"
    r"convicted of|to death by)\b",
    re.IGNORECASE,
)
"""What a report of an execution says elsewhere ("He was hanged at 10:30 p.m., an official said")."""
_AGENT = re.compile(r"[^.;\n]{0,50}\bby\s(?!hanging)")
_OUTLAWS = re.compile(
    r"\b(?:militants?|gunmen|rebels?|insurgents?|fighters|soldiers|troops|militia\w*|cartel|gang\w*|jihadis\w*)\b", re.IGNORECASE
)


def puts_to_death(words: str) -> bool:
    """Tell the words that an executioner's deed goes by, among others."""
    return _PUTS_TO_DEATH.fullmatch(words) is not None


def executioner(text: str, actor: Span, sentence: Span) -> bool:
    """Tell whether what stands behind an actor says that it puts somebody to death by law."""
    verb = _PUTS_TO_DEATH.search(text, actor.end, min(sentence.end, actor.end + BEHIND))
    return verb is not None and by_law(text, Span(*verb.span()), sentence)


def deaths_by_law(text: str, sentence: Span) -> Span | None:
    """Return the first words of a sentence that tell such a death; None where there are none."""
    found = (Span(*verb.span()) for verb in _PUTS_TO_DEATH.finditer(text, sentence.start, sentence.end))
    return next((verb for verb in found if by_law(text, verb, sentence)), None)


def by_law(text: str, words: Span, sentence: Span) -> bool:
    """Tell whether the `words` for putting to death tell what a court had ordered.

    A country or its authorities do it, or it is done to somebody convicted; what armed men do is none ("rebels executed 30").
    """
    before, rest = text[max(sentence.start, words.start - BEFORE) : words.start], text[words.end : sentence.end]
    if not _BY_LAW.search(text, sentence.start, sentence.end):
        hanged = words.of(text).lower() == "hanged" and _BE.search(before) is not None
        return hanged and not _AGENT.match(rest) and not _OUTLAWS.search(rest) and _GALLOWS.search(text) is not None
    subject = _SUBJECT.search(before)
    if subject is not None:
        return _is_state(subject["who"].removeprefix("The ").removeprefix("the "))
    told = _BY_LAW.search(rest) if words.of(text).lower().startswith("hang") else _CONVICTED.search(rest)
    return _BE.search(before) is not None and told is not None and _OUTLAWS.search(rest) is None


def _is_state(name: str) -> bool:
    return name.lower().endswith("authorities") or name in _countries()


@cache
def _countries() -> frozenset[str]:
    """Return what the countries are called."""
    file = resources.files("dateline.codebook") / "place_countries.tsv"
    rows = csv.DictReader(file.read_text(encoding="utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    more: dict[str, list[str]] = table("place_country_names")["names"]
    return frozenset(row["name"] for row in rows) | {name for names in more.values() for name in names}
