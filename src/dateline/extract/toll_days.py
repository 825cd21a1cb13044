"""Days on which a toll was given or changed ("put the toll at 133 on Saturday, up from 40 late on Friday"): not the deed's."""

from __future__ import annotations

import re

from dateline.extract.units import inside
from dateline.types import Annotated, Span, TimeMention

BEFORE, AHEAD = 110, 90
"""Code points before and behind a day in which the toll stands."""
_NUMBER = r"(?:at least |more than |about |over |nearly |some |around )?(?:\d[\d,]*|[a-z]+(?:[- ][a-z]+)?)"
_TOLL = (
    r"\b(?:tolls?|death count|figures?"
    r"|number of (?:the )?(?:dead|deaths|killed|fatalities|victims|casualties|injured|wounded|missing))\b"
)
_WHOM = r"(?: (?:dead|killed|people|deaths|fatalities|wounded|injured|others))?"
_PAUSE = r",? (?:late |early )?(?:on |by |as of )?$"
_GIVEN = re.compile(rf"{_TOLL}[^.;\n]{{0,40}}? (?:at|to|of) {_NUMBER}{_WHOM}{_PAUSE}", re.IGNORECASE)
_FROM = re.compile(
    rf"\b(?:up|down|compared|revised) (?:from|with) (?:the )?{_NUMBER}{_WHOM}(?: [\w ]{{1,24}}? and {_NUMBER})?"
    r"(?: (?:given|reported|announced|counted|stated))?,? (?:late |early )?(?:on )?$",
    re.IGNORECASE,
)
_CHANGES = re.compile(
    rf",? (?:(?!(?:and|but|while|as|when|after|before|which|that|who)\b)[\w’'-]+ ){{0,6}}?"
    r"(?:(?:raised|put|revised|lowered|updated|cut) (?:the |its )?(?:death |casualty |official )?toll\b"
    rf"|(?:the |its )?(?:death |official )?{_TOLL} (?:[\w’'-]+ ){{0,4}}?(?:risen|rose|climbed|stood|reached|passed|grew|grown)\b)",
    re.IGNORECASE,
)


_OF_THE_DEED = 6
"""Code points before a day up to the words for a deed that has it ("the blast on Saturday raised the toll")."""


def of_the_toll(annotated: Annotated, time: TimeMention, sentence: Span) -> bool:
    """Tell a day right behind a toll that was given, behind the one that it replaces, or before the words that change it."""
    text, start = annotated.document.text, max(sentence.start, time.span.start - BEFORE)
    if _GIVEN.search(text, start, time.span.start) or _FROM.search(text, start, time.span.start):
        return True
    if _CHANGES.match(text, time.span.end, min(sentence.end, time.span.end + AHEAD)) is None:
        return False
    near = Span(max(sentence.start, time.span.start - _OF_THE_DEED), time.span.start)
    return not any(near.start <= event.span.end for event in inside(annotated.events, Span(sentence.start, near.end)))
