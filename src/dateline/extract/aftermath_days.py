"""Days on which something was done about a deed, not the deed: an arrest, a release, a trial, a funeral, a reopening.

"Teachers abducted by gunmen were freed on Tuesday", "the inquiry into the shooting opened on Monday", "Iraq on Thursday hanged
three men convicted of a bombing". Words for an arrest may tell of the deed's own day ("arrested on Monday after he stabbed two"):
theirs is another only where the report tells an earlier day of the deed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.codebook.executions import deaths_by_law
from dateline.extract.units import CASUALTY, inside
from dateline.intervals import bounds, compatible
from dateline.types import Annotated, EventMention, Span, TimeMention

REACH = 90
"""Code points from such a verb to its day."""
_BE = r"\b(?:was|were|been|being|is|are)\s(?:\w+ly\s|later\s|also\s){0,2}"
_DONE = re.compile(
    rf"{_BE}(?:freed|released|set free|reunited|rescued|buried|laid to rest|extradited|remanded|jailed|sentenced|"
    r"reopened|opened|inaugurated|dedicated|unveiled|handed (?:over|down)|swapped|exchanged|acquitted|upheld|adjourned|postponed)\b"
)
_PUT_TO_DEATH = re.compile(rf"{_BE}(?:executed|hanged|put to death)\b")
_HONOURED = re.compile(
    r"\b(?:attended|attend|gathered|marched|rallied|mourned|prayed|laid|lit|observed|paid (?:their |his |her )?(?:last )?respects|"
    r"joined|visited|toured|unveiled|remembered|commemorated)\b"
)
"""What people do for the victims: the day is theirs where the deed is told behind it ("on Wednesday for two women found shot")."""
_FOR = re.compile(
    r"[^,;:.\n]{0,40}?\b(?:for|to (?:mourn|remember|honou?r|mark|commemorate|protest|condemn|demand)|"
    r"in memory of|over|against|after the|where)\b"
)
_WHERE = re.compile(r"[^;:.\n]{0,60}?,\s(?:where|when|in\swhich)\b")
_WEEKS_AFTER = re.compile(
    r",?\s(?:(?:just|only|barely|nearly|almost|exactly|about|some|more than|less than)\s)?(?:an?|[\w-]{2,12})\s"
    r"(?:days?|weeks?|months?|years?)\s(?:to the day\s)?(?:after|on from)\s"
)
_RAIDS = re.compile(r"(?:raids?|operations?|search(?:es)?|sweeps?)", re.IGNORECASE)
_CAUGHT = re.compile(
    rf"{_BE}(?:arrested|detained|picked up|apprehended|(?:taken into|in) (?:police )?custody|in jail|behind bars)\b|"
    r"\b(?:[Pp]olice|[Oo]fficers|[Dd]eput(?:y|ies)|[Dd]etectives|[Tt]roopers|[Mm]arshals|[Aa]uthorities|[Ii]nvestigators)\s"
    r"(?:(?:have|had|also|later)\s){0,2}arrested\b"
)
_SITTING = re.compile(
    r"\b(?:trials?|inquiry|inquiries|inquest|hearings?|funerals?|search(?:es)?|manhunt|vigils?|memorial|proceedings|case|"
    r"commission|tribunal|court[- ]martials?|jury|jurors|exhibition|appeal|ceremony|retrial|documentary|film|play|museum)\b"
    r"[^.;:\n]{0,120}?\b(?:opened|opens|premiered|premieres|began|begins|started|resumed|ended|concluded|closed|heard|"
    r"(?:was|were) held|got under ?way|took place|will (?:begin|open))\b"
)
_AHEAD = re.compile(
    r"(?:\s\w+ly)?\s(?:freed|released|marked|commemorated|mourned|buried|reopened|unveiled|jailed|extradited|upheld|"
    r"overturned|arrested|detained|resumed|(?:executed|hanged)\b[^.;\n]{0,40}\bconvicted)\b"
)
_SAME = re.compile(r"(?:that|the same|later)\b", re.IGNORECASE)
_SOON = re.compile(
    r",?\s(?:(?:just|only|barely|about)\s)?(?:an?|two|some|shortly|soon|minutes|hours|moments)\b[^,.;]{0,20}\bafter\b"
)
"""An arrest on the day of the deed ("that night", "on Tuesday, an hour after")."""
_ITS = re.compile(r"(?:['’]s)?\s(?:(?!(?:on|of|after|over|about|that|in|for|where|by|with|and)\b)[\w-]{1,20}\s){0,2}")
"""What stands between a day and the deed that is its own ("the April 10 attack")."""
_SINCE = re.compile(
    r"\W*(?:(?:just|only|barely|nearly|almost|exactly|about|some|around|over|more than|less than|at least)\s)?(?:an?|[\w-]{2,12})\s"
    r"(?:days?|weeks?|months?|years?)\s(?:to the day\s)?(?:after|on from)\s",
    re.IGNORECASE,
)
"""A sentence that opens with how long ago the deed was: what follows its comma is of today."""
_SAID = re.compile(
    r",?\s[^,.;:\n]{3,80}?\s(?:said|announced|told|confirmed|vowed|promised|urged|called|met|visited|arrived|flew|unveiled|"
    r"released|launched|offered|named|identified|questioned|held|apologi[sz]ed|resigned)\b"
)
_KNOWN = re.compile(r"(?:\b(?:the|this|that|these|those|his|her|its|their)|['’]s)\s(?:[\w’'.-]+\s){0,4}$", re.IGNORECASE)
OPENS, KNOWN = 4, 60
_DIRECTLY = re.compile(r"(?:\s(?!(?:and|but|who|which|that|was|were)\b)[\w’'-]+){0,4}\s")
_VERB = re.compile(r"\s(?:was|were|has|have|had|will|welcomed|opened|reopened|appeared|died|returned|went|came|met|[a-z]{3,}ed)\s")
_AWAY = re.compile(r"[;:]|,\s(?!\d)|\b(?:who|which|that|after|when|where|while|since|before|but|as)\b")


def of_aftermath(annotated: Annotated, time: TimeMention, sentence: Span) -> bool:
    """Tell whether the words before a day, or right behind it, say that it is of what was done about a deed."""
    text, span = annotated.document.text, time.span
    if time.value is None or time.value.precision != "day":
        return False
    if _is_of_the_gallows(text, span, sentence):
        return True
    own = _ITS.match(text, span.end, sentence.end)
    if own is not None and inside(annotated.events, Span(span.end, own.end() + 1)):
        return False
    if _SINCE.match(text, sentence.start, span.start) and (comma := text.find(",", sentence.start, span.start)) >= 0:
        told = inside(annotated.events, sentence)
        behind = text.rfind(",", comma, span.start)
        if told and told[-1].span.start < behind:
            return True
    told = inside(annotated.events, sentence)
    if told and told[0].span.start > span.end and (weeks := _WEEKS_AFTER.match(text, span.end)) is not None:
        comma = text.find(",", weeks.end(), sentence.end)
        return told[-1].span.start < (comma if comma >= 0 else sentence.end)
    if _opens_saying(annotated, time, sentence, told):
        return True
    if _is_beyond(annotated, time, sentence):
        return True
    if _is_honoured(annotated, time, sentence):
        return True
    ahead = _AHEAD.match(text, span.end, sentence.end)
    if ahead is not None:
        return _leaves(annotated, time, sentence, caught="arrested" in ahead[0] or "detained" in ahead[0])
    first = max(sentence.start, span.start - REACH)
    for pattern, start in ((_DONE, first), (_CAUGHT, first), (_PUT_TO_DEATH, first), (_SITTING, sentence.start)):
        found = list(pattern.finditer(text, start, span.start))
        if not found:
            continue
        between = Span(found[-1].end(), span.start)
        deeds = [event for event in inside(annotated.events, between) if not _RAIDS.fullmatch(event.span.of(text))]
        if between.end - between.start > REACH or _AWAY.search(text, *between) or (deeds and pattern is not _SITTING):
            continue
        if pattern is _PUT_TO_DEATH and not inside(annotated.events, Span(sentence.start, found[-1].start())):
            continue
        return _leaves(annotated, time, sentence, caught=pattern is _CAUGHT)
    return False


def _is_of_the_gallows(text: str, day: Span, sentence: Span) -> bool:
    """Tell the day on which a state put somebody to death for the deed ("Oran hanged two men on Monday over the bombing")."""
    found = deaths_by_law(text, sentence)
    if found is None or abs(found.start - day.start) > REACH:
        return False
    before, after = min(found, day), max(found, day)
    return _AWAY.search(text, before.end, after.start) is None


def _opens_saying(annotated: Annotated, time: TimeMention, sentence: Span, told: Sequence[EventMention]) -> bool:
    """Tell the day that opens a sentence on what was said of a deed told before ("On Sunday, police said the bomb …")."""
    text, span = annotated.document.text, time.span
    if (
        span.start - sentence.start > OPENS
        or not told
        or any(count.effect in CASUALTY for count in inside(annotated.counts, sentence))
    ):
        return False
    said = _SAID.match(text, span.end, sentence.end)
    if said is None or told[0].span.start < said.end():
        return False
    return all(event.noun and _KNOWN.search(text, max(said.end(), event.span.start - KNOWN), event.span.start) for event in told)


def _is_beyond(annotated: Annotated, time: TimeMention, sentence: Span) -> bool:
    """Tell a day that a further verb puts behind a deed with a day of its own ("shot on Monday was buried on Wednesday")."""
    text, start = annotated.document.text, time.span.start
    earlier = [other for other in inside(annotated.times, Span(sentence.start, start)) if other.kind == "date" and _is_day(other)]
    if not earlier or compatible(earlier[-1].value, time.value) is not False:
        return False
    own, gap = earlier[-1], text[earlier[-1].span.end : start]
    told = inside(annotated.events, Span(sentence.start, own.span.start))
    if not told or not _DIRECTLY.fullmatch(text, told[-1].span.end, own.span.start):
        return False
    if inside(annotated.events, Span(own.span.end, sentence.end)):
        return False
    if inside(annotated.counts, Span(own.span.end, start)):
        return False
    return _VERB.search(gap) is not None and "," not in gap


def _is_day(time: TimeMention) -> bool:
    return time.value is not None and time.value.value is not None


def _is_honoured(annotated: Annotated, time: TimeMention, sentence: Span) -> bool:
    """Tell the day of a vigil, a march or a visit in a sentence whose deeds stand behind it."""
    text, span = annotated.document.text, time.span
    told = inside(annotated.events, sentence)
    if not told or told[0].span.start < span.end:
        return False
    found = _HONOURED.search(text, max(sentence.start, span.start - REACH), span.start)
    if found is None or _AWAY.search(text, found.end(), span.start):
        return False
    if _WHERE.match(text, span.end, told[0].span.start):  # "… on Monday at the church, where gunmen killed 79 in 2002"
        return any(other.span.start > told[0].span.start and _is_day(other) for other in inside(annotated.times, sentence))
    return _FOR.match(text, span.end, told[0].span.start) is not None


def _leaves(annotated: Annotated, time: TimeMention, sentence: Span, *, caught: bool) -> bool:
    """Tell whether the deed keeps another day, or none, by right: for an arrest one must be told, and be earlier."""
    text = annotated.document.text
    if not caught:
        return True
    if _SAME.match(time.span.of(text)) or _SOON.match(text, time.span.end):
        return False
    own = bounds(time.value)
    if own is None:
        return False
    others = (bounds(other.value) for other in annotated.times if other.value is not None and not sentence.covers(other.span))
    return any(other is not None and other[1] < own[0] and (own[0] - other[1]).days < 3660 for other in others)
