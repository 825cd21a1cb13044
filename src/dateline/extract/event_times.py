"""Which time expressions may date an event: not when something was said or put up, but a heading's for what stands below it."""

from __future__ import annotations

import re
from bisect import bisect_right

from dateline.codebook.stamps import of_page
from dateline.extract.aftermath_days import of_aftermath
from dateline.extract.court_days import of_the_court
from dateline.extract.datelines import is_filing_day
from dateline.extract.report_days import of_the_report
from dateline.extract.saying_days import of_saying
from dateline.extract.toll_days import of_the_toll
from dateline.extract.units import CASUALTY, inside
from dateline.types import Annotated, Sentence, Span, TimeMention

_LIST = re.compile(r"[,:]\s*\n\s*(?:[*•·▪●–—-]|\d{1,2}[.)])\s")
_FOLLOWING = re.compile(r"(?:[^\n()]{0,30}\([A-Z]\w+\)\s?(?:[–—-]{1,2}\s)?)?(?:[Tt]he )?[Ff]ollowing (?:is|are)\b")
"""What announces a list without a colon ("(Reuters) - Following are security developments in Iraq at 6 p.m. on Tuesday.")."""
_PROCEEDING = re.compile(
    r"\b(?:charged|indicted|arraigned|convicted|sentenced|acquitted|pleaded|pleads|admitted to|admits to|"
    r"appear(?:ed|s) (?:in|before|at|via|by)|"
    r"condemn(?:ed|s)|denounce[ds]|deplored?)\b(?! of\b)|"
    r"\b(?:was|were|been) (?:convicted|acquitted|cleared) of\b|\b(?:charges|complaints?) (?:was|were|have been|has been) filed\b",
    re.IGNORECASE,
)
"""What a court or a council did with a deed, or said of it; not "the man convicted of"."""
_RANKED = re.compile(
    r"\b(?:worst|deadliest|bloodiest|biggest|largest|heaviest|gravest|most \w+|first|second|third|latest) [^.;:\n]{0,80}?\bsince "
    r"(?:the |at least |early |late |about )?"
    r"(?:[^.;:,\n]{1,50}? (?:began|begun|started|opened|ended|founded|formed|launched|took office|came to power|was signed|"
    r"operations|service|independence) (?:[\w’'-]+ ){0,2}?(?:in|on) )?$",
    re.IGNORECASE,
)
RANKED = 160
_NAMED = re.compile(
    r"\s(?:[\w’'-]+\s){0,4}(?:attack|bombing|massacre|shooting|killing|blast|explosion|ambush|raid|siege|assault|strike|"
    r"arson|fire|hijacking|stabbing|riot|clash|disaster)(?:e?s)?\b"
)
"""A deed with its year behind "the" ("the 2004 Madrid train bombings")."""
_FOUNDED = re.compile(
    r"\b(?:was|were|is|been|group|movement|militia|faction|party|organi[sz]ation),?\s(?:formed|founded|established|set up)\s"
    r"(?:[\w-]+\s){0,4}?(?:in|since)\s(?:late\s|early\s|about\s)?$",
    re.IGNORECASE,
)
"""What stands before the year in which a group was formed."""
_ANSWERED = re.compile(
    r"\b(?:(?:claim\w*|took|taken|takes|accept\w*|admit\w*|assum\w*|den(?:ied|ies)) (?:full |sole )?(?:responsibility|credit)"
    r"|claim(?:ed|s) (?:the|this|that) (?:attack|bombing|blast|killing|shooting|assault|raid)s?"
    r"|blamed|accused|condemned|denounced)(?: late| early)?(?: on)? $",
    re.IGNORECASE,
)
_ANSWERS = re.compile(
    r",? (?:(?:claimed|took|admitted|denied|accepted) (?:full |sole )?(?:responsibility|credit|carrying|involvement)"
    r"|blamed|accused|pinned|vowed)\b",
    re.IGNORECASE,
)
"""A day right before or behind such a verb is the verb's, not the deed's."""
ANSWER = 40
_OTHER_CLAUSE = re.compile(r"[;:]|\b(?:who|which|that|after|when|where|while|since|before|and(?!\s[A-Z])|but)\b")
_RELATIVE = re.compile(r"\b(?:who|which|that)\s")
_ASIDE = re.compile(r",\s(?:who|whose|whom|which)\b[^,.;:\n]{1,80},")
"""A relative clause that the sentence sets off ("In May the former mayor, who was himself hurt, was convicted of")."""
_OWN = re.compile(r"['’]s\b")
_NAMES = re.compile(r"\b(?:the|this|that|his|her|its) $")
"""What makes a day the name of a deed ("a survivor of the Sept. 13 shooting was charged")."""
OPENS = 4
"""Code points before a day that opens its sentence ("On 6 May")."""
PROCEEDING_REACH, PROCEEDING_AHEAD = 110, 80
"""Code points from such a verb to the day behind it, and from a day to the verb ("On 6 May a court in Leeds sentenced")."""
_BARE_DAY = re.compile(r"(?:(?:late|early) )?(?:mon|tues|wednes|thurs|fri|satur|sun)day(?: \w+)?|yesterday|today", re.IGNORECASE)
_GOES_ON = re.compile(r"\s(?:of|that|in which|which|at|outside|near)\b")
_REFERS = re.compile(
    r"\b(?:following|after|since|before|in the wake of|over|about|(?:suspects?|role|roles|part|involvement|involved|arrests?|"
    r"defendants?|accomplices?|charged|charges|convicted|questioned|indicted|trial|case|investigat\w+|inquiry|probe|suspected|"
    r"accused|guilty|responsible|responsibility|blamed?|victims?|survivors|anniversary|site|scene|aftermath|wake|link(?:ed|s)?|"
    r"connection|condemned|condemnation|outrage|response|reaction|reference|details|retaliation|revenge|plann(?:ed|er|ing)|"
    r"mastermind\w*|evidence|delv\w+|looking|hunt|search\w*) (?:of|for|in|into|to|with|over|on|from|by|behind|at)) "
    r"(?:the|this|that|these|those|their|his|her|its|[A-Z]\w{2,7}day['’]s) (?:[\w.’'-]+ ){0,4}$"
)
"""What a sentence that tells of something else says of a deed: "searched for a suspect in the bombings", "left after the raid"."""
REFERS = 80
"""Code points before the words for a deed in which this stands."""
_WHICH = re.compile(r",?\s(?:in\s)?which\s(?:has|have|had|was|were|killed|left|claimed|injured|wounded)\b")
"""The relative clause in which a sentence tells what the deed that it only refers to did ("the bombings, which have killed")."""
_APART = re.compile(r"[,;:]|\b(?:was|were|has|have|had|said|left|emerged|came|began|continued)\b")
_ARTICLE = re.compile(r"\b(?:the|this|that|their|his|her|its|in|of|after|before|following|for)\b")
_MINE = re.compile(r"(?:['’]s)?\s(?:\w+\s){0,2}")
_HOURS = re.compile(r"\b(?:hour|minute|moment|second)s?\b|^[\d:.]+ ?(?:[ap]\.?m\.?)?$", re.IGNORECASE)


def event_times(annotated: Annotated, sentence: Sentence) -> tuple[TimeMention, ...]:
    """Return the time expressions of a sentence that may date an event."""
    cues = sorted(attribution.cue for attribution in annotated.attributions if sentence.span.overlaps(attribution.cue))
    return may_date(annotated, inside(annotated.times, sentence.span), cues)


def may_date(annotated: Annotated, times: tuple[TimeMention, ...], cues: list[Span]) -> tuple[TimeMention, ...]:
    """Leave out durations that name no days ("three hours"), sets, and times that say when something was said or put up, when a
    court or a council spoke of a deed, and those of a sentence that tells of something else."""
    found = tuple(
        time for time in times if time.kind != "set" and time.value is not None and not _of_something_else(annotated, time, cues)
    )
    days = [time for time in found if time.value is not None and time.value.precision == "day"]
    return tuple(time for time in found if len(days) < 2 or time is not days[0] or not _is_filed(annotated, time))


def _of_something_else(annotated: Annotated, time: TimeMention, cues: list[Span]) -> bool:
    """Tell a time of what was said, put up, done by a court or about a deed."""
    sentence = _sentence(annotated, time.span.start)
    return (
        of_saying(annotated, time, cues)
        or of_page(annotated.document.text, time.span)
        or _of_answer(annotated, time)
        or _of_rank(annotated, time)
        or _of_founding(annotated, time)
        or _of_proceeding(annotated, time)
        or of_aftermath(annotated, time, sentence)
        or of_the_court(annotated, time, sentence)
        or of_the_report(annotated, time, sentence)
        or of_the_toll(annotated, time, sentence)
        or _of_another(annotated, time)
    )


def _is_filed(annotated: Annotated, time: TimeMention) -> bool:
    """Tell the day of the dateline, where it is the day of publication."""
    published = annotated.document.published
    if published is None or time.value is None or time.value.value != published.isoformat():
        return False
    return is_filing_day(annotated.document.text, _sentence(annotated, time.span.start), time.span)


def _of_rank(annotated: Annotated, time: TimeMention) -> bool:
    """Tell the time since which an attack is the worst of its kind ("the country's worst such attack since 2010")."""
    text, start = annotated.document.text, time.span.start
    if re.match(r",? (?:when|in which|that|attack|bomb|shoot|raid|massacre)", text[time.span.end : time.span.end + 12]):
        return False  # "since October, when a bomb killed ten" dates that one
    if _NAMED.match(text, time.span.end) and text[: time.span.start].endswith(" the "):
        return False  # "since the 2004 Madrid train bombings" too
    return _RANKED.search(text, max(_sentence(annotated, start).start, start - RANKED), start) is not None


def _of_founding(annotated: Annotated, time: TimeMention) -> bool:
    """Tell the year in which a group was formed ("…, which was formed in 2015, has bombed mosques")."""
    if time.value is None or time.value.precision != "year":
        return False
    return _FOUNDED.search(annotated.document.text, max(0, time.span.start - RANKED), time.span.start) is not None


def _of_answer(annotated: Annotated, time: TimeMention) -> bool:
    """Tell the day on which somebody claimed a deed or blamed another, beside the verb ("on Thursday blamed Boko Haram for")."""
    text = annotated.document.text
    start = max(0, time.span.start - ANSWER)
    if _OWN.match(text, time.span.end):
        return False  # "blamed Thursday's raid on rebels"
    return _ANSWERED.search(text, start, time.span.start) is not None or _ANSWERS.match(text, time.span.end) is not None


def _of_proceeding(annotated: Annotated, time: TimeMention) -> bool:
    """Tell the day on which somebody was charged with a deed, or on which it was condemned, from that of the deed.

    Behind the verb and the deed only a bare day of the week speaks of the verb ("condemned the bombing of the embassies on
    Thursday"), unless it goes on ("charged in the shooting Friday of two men") or a verb tells the deed ("convicted of killing two
    on Friday").
    """
    text, start = annotated.document.text, time.span.start
    sentence = _sentence(annotated, start)
    plain = _ASIDE.sub(
        lambda aside: " " * len(aside[0]), text[time.span.end : min(sentence.end, time.span.end + 2 * PROCEEDING_AHEAD)]
    )
    ahead = _PROCEEDING.search(plain)
    if ahead is not None and len(re.sub(r"\s{2,}", "", plain[: ahead.start()])) > PROCEEDING_AHEAD:
        ahead = None
    named = _OWN.match(text, time.span.end) or _NAMES.search(text, max(sentence.start, start - 8), start)
    if ahead is not None and _in_relative(annotated, sentence, start):
        return False
    if ahead is not None and not named and not _OTHER_CLAUSE.search(plain, 0, ahead.start()):
        between = plain[: ahead.start()]
        opens = start - sentence.start <= OPENS or "," not in between  # else "…, the group denounced"
        told = inside(annotated.events, Span(time.span.end, time.span.end + ahead.start()))
        return opens and not any(between[event.span.start - time.span.end :][:1].strip() for event in told)
    if _BARE_DAY.fullmatch(time.span.of(text)) is None or _GOES_ON.match(text, time.span.end):
        return False
    first = max(sentence.start, start - PROCEEDING_REACH)
    found = next(_PROCEEDING.finditer(text, first, start), None)
    if found is None or _OTHER_CLAUSE.search(text, found.end(), start):
        return False
    if any(sentence.start <= other.span.start < found.start() for other in inside(annotated.times, sentence)):
        return False  # "on Saturday condemned the bombings in Dover and Leeds Friday"
    told = inside(annotated.events, Span(found.end(), start))
    if not told and start - found.end() <= ANSWER and inside(annotated.events, Span(sentence.start, found.start())):
        return True  # "the man accused of shooting the governor pleaded guilty on Tuesday"
    return bool(told) and all(event.noun for event in told)


def _in_relative(annotated: Annotated, sentence: Span, start: int) -> bool:
    """Tell a day that ends the clause in which a deed is told ("The man who shot nine people dead in June 2015 was sentenced")."""
    text = annotated.document.text
    opened = [match.end() for match in _RELATIVE.finditer(text, sentence.start, start)][-1:]
    return any(not event.noun for at in opened if "," not in text[at:start] for event in inside(annotated.events, Span(at, start)))


def _of_another(annotated: Annotated, time: TimeMention) -> bool:
    """Tell a day in a sentence that only refers to the deed ("On 2 September police searched for a suspect in the bombings").

    Not the deed's own, right before or behind it ("the Oct. 23 slaying", "the bombing of the bar on 12 October"), nor a
    time of day.
    """
    text, span = annotated.document.text, time.span
    sentence = _sentence(annotated, span.start)
    which = _WHICH.search(text, span.end, sentence.end)
    sentence = sentence if which is None else Span(sentence.start, which.start())
    told = inside(annotated.events, sentence)
    if not told or _HOURS.search(span.of(text)) or not all(event.noun for event in told):
        return False
    if any(count.effect in CASUALTY for count in inside(annotated.counts, sentence)):
        return False  # "two soldiers died on Monday in revenge for the raid"
    for event in told:
        start = event.span.start
        if _REFERS.search(text, max(sentence.start, start - REFERS), start) is None:
            return False
        before, behind = text[span.end : start], text[event.span.end : span.start]
        if span.end <= start and _MINE.fullmatch(before) and not _ARTICLE.search(before):
            return False
        if event.span.end <= span.start and not _APART.search(behind):
            return False
    return True


def _sentence(annotated: Annotated, at: int) -> Span:
    """Return the sentence that holds a place of the text."""
    number = bisect_right(annotated.sentences, at, key=lambda sentence: sentence.span.start) - 1
    return annotated.sentences[max(number, 0)].span


def heading_date(annotated: Annotated, sentence: Sentence, times: tuple[TimeMention, ...]) -> TimeMention | None:
    """A heading that is a date ("14 May 2019") dates what stands under it, unless it is the article's own dateline."""
    published = annotated.document.published
    for time in times:
        own = published is not None and time.value is not None and time.value.value == published.isoformat()
        top = sentence.paragraph <= 2 and time.value is not None and time.value.precision == "day"
        if not own and not top:
            return time
    return None


def list_date(text: str, sentence: Sentence, times: tuple[TimeMention, ...]) -> TimeMention | None:
    """Return the day that the words above a list say of all its items ("In other violence on Saturday,\n* gunmen killed …")."""
    end = len(text[: sentence.span.end].rstrip()) - 1
    announced = _FOLLOWING.match(text, text.rfind("\n", 0, sentence.span.start) + 1) is not None
    if sentence.kind == "title" or not (announced or _LIST.match(text, end)):
        return None
    days = [time for time in times if time.value is not None and time.value.value and time.value.precision == "day"]
    return days[-1] if len({time.value for time in days}) == 1 else None
