"""Days of the report, beside the deed's: when somebody was charged, gave himself up, sat in court, or went on looking into it.

"A man was charged late Tuesday with the shooting", "appeared in court Monday to answer", "police were still searching on Friday",
"at Tuesday's bond hearing". A report that tells no other day tells none of the deed.
"""

from __future__ import annotations

import re

from dateline.extract.units import inside
from dateline.intervals import bounds
from dateline.types import Annotated, Span, TimeMention

REACH = 80
"""Code points before a day in which such a verb stands."""
_CHARGED = re.compile(
    r"(?:\b(?:was|were|been|is|are|being)\s(?:\w+ly\s|also\s)?(?:charged|indicted|arraigned|booked|remanded)(?:\s(?:on|early|late))?"
    r"|\bappear(?:ed|s)?\s(?:in|before)\s[^,.;:\n]{3,40}?(?:\son)?"
    r"|\b(?:bond|bail)\swas\s(?:denied|set|granted|revoked)(?:\son)?"
    r"|\bturned\s(?:him|her|them)sel(?:f|ves)\sin(?:to)?\b[^,.;:\n]{0,40}?(?:\son)?)\s$",
    re.IGNORECASE,
)
"""A charge, a court or a surrender whose own day follows; the deed is told behind it."""
_WITH = re.compile(r"\s?(?:[,.;\"”)]|(?:with|on|for|in|to|after|over|and|but|where|following|by|as)\b)|\s*$")
_OWN = re.compile(
    r"(?:['’]s)?\s(?:(?!(?:on|of|after|over|about|that|in|for|where|with|who|when|and|to|as|by|the|an?)\b)[\w-]{1,20}\s){0,2}"
)
"""What stands between a day and the deed that is its own ("charged in the shooting Friday", "Friday's drone raid")."""
_HELD = re.compile(
    r"['’]s\s(?:[\w-]+\s){0,2}?(?:hearing|trial|arraignment|sentencing|conference|briefing|verdict|funeral|vigil|services?|meeting|"
    r"session|ceremony|appearance|ruling|announcement|inquest|arrests?)\b",
    re.IGNORECASE,
)
_STILL = re.compile(
    r"\b(?:still|continu(?:ed?|es|ing)\sto)\s(?:be\s)?(?:investigat|search|look|work|process|interview|question|canvass|seek|hunt|"
    r"gather|try)\w*\b[^.;:,\n]{0,60}$",
    re.IGNORECASE,
)
_EVE = re.compile(
    r"\sbefore\s(?:the\s|an?\s|his\s|her\s|their\s)?(?:[\w’'-]+\s){0,2}?(?:start|opening|beginning|elections?|vote|polls|summits?|"
    r"referendum|inauguration|visit|arrival|deadline|wedding|birthday|graduation|tournament|talks)\b",
    re.IGNORECASE,
)
"""What comes after a deed and is no deed: "five days before the start of two summits" counts from a day that is not told."""
_NEAR_IT = re.compile(r"\b(?:from|near|to)\s(?:the\s(?:scene|site|spot|location)\sof\s)?$", re.IGNORECASE)
_IN_A_CELL = re.compile(r"\s(?:in|inside)\s(?:his|her|an?|the)\s(?:\w+\s){0,2}cell\b", re.IGNORECASE)
"""Where an accused was found dead."""
_SO_FAR = re.compile(r"\b(?:so|thus)\sfar\s$", re.IGNORECASE)
"""A sum of the year ("dynamited 23 times so far this year")."""
_ANOTHER = re.compile(r"\b(?:that|who|which|after|when|where|whether|how|why|what)\b", re.IGNORECASE)
_CEREMONY = re.compile(
    r"\b(?:funeral|memorial|services?|vigils?|wake|visitation)\b[^.;:\n]{0,40}\b(?:is|are)(?:\s(?:set|scheduled|planned|being\sheld))?"
    r"(?:\s(?:for|on))?\s$",
    re.IGNORECASE,
)


def of_the_report(annotated: Annotated, time: TimeMention, sentence: Span) -> bool:
    """Tell whether a day is that of what the police, a court or the mourners did about a deed."""
    text, span = annotated.document.text, time.span
    if _HELD.match(text, span.end) or _EVE.match(text, span.end):
        return True
    own = _OWN.match(text, span.end)
    if own is not None and any(event.noun for event in inside(annotated.events, Span(span.end, own.end() + 1))):
        return own[0][0] in "'’" and _is_beside(annotated, time, sentence)
    start = max(sentence.start, span.start - REACH)
    if _CEREMONY.search(text, start, span.start) or _SO_FAR.search(text, start, span.start) or _IN_A_CELL.match(text, span.end):
        return True
    if _CHARGED.search(text, start, span.start) and _WITH.match(text, span.end):
        return True
    still = _STILL.search(text, start, span.start)
    return still is not None and _ANOTHER.search(text, still.start(), span.start) is None


def _is_beside(annotated: Annotated, time: TimeMention, sentence: Span) -> bool:
    """Tell the day of a deed that only says where another one was ("not far from the scene of Saturday's shooting")."""
    if _NEAR_IT.search(annotated.document.text, max(sentence.start, time.span.start - REACH), time.span.start) is None:
        return False
    own = bounds(time.value)
    others = [bounds(other.value) for other in inside(annotated.times, sentence) if other.span.end <= time.span.start]
    return any(other is not None and own is not None and other[1] < own[0] for other in others)
