"""Times that stories of arrests and trials tell beside the deed's own: when somebody was caught or tried, or a picture was taken.

"Police arrested a man Wednesday in connection with the 1976 bombing of a bar" names the deed by its own time; the days of the
report beside it are the police's. "Three men were convicted in 2008" and "extradited from France last autumn" are months and years
of a court, where `aftermath_days` reads days.
"""

from __future__ import annotations

import re

from dateline.extract.units import CASUALTY, inside
from dateline.intervals import bounds
from dateline.types import Annotated, EventMention, Span, TimeMention

RECENT = 14
"""Days before publication that are the report's own."""
OLDER = 60
"""Days by which a deed that is named by its time is older than the report, at least."""
_OWN = re.compile(
    r",?(?:['’]s)?\s(?:(?!(?:on|of|after|over|about|that|in|for|where|by|with|and|at|when|to|who|which|the|an?|had|has|have|was|were|is|are)\b)[\w’'-]{1,20}\s){0,3}"
)
"""What stands between a time and the deed that is named by it ("the February 2017 knife attack")."""
_TRIED = re.compile(
    r"\b(?:arrested|captured|caught|charged|indicted|arraigned|tried|convicted|sentenced|jailed|imprisoned|acquitted|extradited|"
    r"handed\sover|deported|released|freed|paroled|pardoned|executed|hanged|pleaded\s(?:not\s)?guilty|pleading\s(?:not\s)?guilty|"
    r"found\sguilty|thrown\sout|quashed|overturned|upheld|rejected|dismissed)\b"
)
_BEHIND = re.compile(
    r"(?:\s(?!(?:and|but|who|which|that|after|when|where|while|since|before|as|for|over|murder\w*|killing)\b)[\w’'-]+){0,5}?"
    r"\s(?:(?:in|since|during|early\sin|late\sin)\s)?(?:the\s)?"
)
_PICTURE = re.compile(
    r"\b(?:photos?|photographs?|pictures?|images?|footage|stills?)\s(?:(?:taken|made|shot|dated|released|provided|captured)\s)?"
    r"(?:(?:from|on|in|of)\s)?(?:(?:late|early)\s)?$",
    re.IGNORECASE,
)
PICTURE = 40
"""Code points before a day in which the words for a picture stand."""
_ANSWERED = re.compile(
    r"\b(?:[Tt]he|[Bb]oth|[Aa]ll(?:\sthe)?)\s(?:[\w-]+\s){0,2}(?:attackers?|gunm[ae]n|assailants?|bombers?|shooters?|drivers?|suspects?|perpetrators?|"
    r"knifem[ae]n|killers?|hijackers?|cousin|brother)\b[^.;\n]{0,80}?\b(?:was|were)\s(?:[\w-]+\s)?(?:shot|killed|gunned\sdown|arrested|caught|"
    r"captured|tracked\sdown)\b[^.;\n]{0,80}$"
)
"""How the attackers were shot or caught: some days later is when that was."""


def of_the_court(annotated: Annotated, time: TimeMention, sentence: Span) -> bool:
    """Tell a time that is not the deed's: one of the report's own days beside a deed named by an older time, a month or year in
    which somebody was caught or tried, or the day of a picture."""
    text, span = annotated.document.text, time.span
    if _PICTURE.search(text, max(sentence.start, span.start - PICTURE), span.start) and not _is_own(annotated, span):
        return True
    if span.of(text).endswith(("days later", "day later", "weeks later", "week later")) and _ANSWERED.search(
        text, sentence.start, span.start
    ):
        return True
    return _is_of_report(annotated, time, sentence) or _was_tried(annotated, time, sentence)


def _is_own(annotated: Annotated, day: Span) -> bool:
    """Tell the day of a deed ("papers paint a grim picture of Friday's murders")."""
    own = _OWN.match(annotated.document.text, day.end)
    return own is not None and bool(inside(annotated.events, Span(day.end, own.end() + 1)))


def _is_of_report(annotated: Annotated, time: TimeMention, sentence: Span) -> bool:
    """Tell one of the report's own days in a sentence whose first deed is named by an older time, before which nobody was hurt."""
    own, published = bounds(time.value), annotated.document.published
    if own is None or published is None or (published - own[0]).days > RECENT:
        return False
    told = inside(annotated.events, sentence)
    if not told or not told[0].noun or time.span.start > told[0].span.start:
        return False
    if any(count.effect in CASUALTY for count in inside(annotated.counts, Span(sentence.start, told[0].span.start))):
        return False
    return any(_names(annotated, other, told[0]) for other in inside(annotated.times, sentence))


def _names(annotated: Annotated, time: TimeMention, deed: EventMention) -> bool:
    """Tell whether a deed long before the report is named by its time ("the 1976 bombing")."""
    own, published = bounds(time.value), annotated.document.published
    if own is None or published is None or time.span.end > deed.span.start or (published - own[1]).days < OLDER:
        return False
    return _OWN.fullmatch(annotated.document.text, time.span.end, deed.span.start) is not None


def _was_tried(annotated: Annotated, time: TimeMention, sentence: Span) -> bool:
    """Tell the month or year right behind a verb of the court's that no deed stands between ("were sentenced in 2012")."""
    if time.value is None or time.value.precision not in ("month", "year", "range"):
        return False
    text = annotated.document.text
    own = _OWN.match(text, time.span.end)
    if own is not None and inside(annotated.events, Span(time.span.end, own.end() + 1)):
        return False  # "indicted in the October 1998 shooting"
    for match in _TRIED.finditer(text, max(sentence.start, time.span.start - 60), time.span.start):
        between = Span(match.end(), time.span.start)
        if _BEHIND.fullmatch(text, *between) and not inside(annotated.events, between):
            return True
    return False
