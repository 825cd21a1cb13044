"""Seams: where a sentence that tells two events may be cut, before a second day, site or town, or before "hours later"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from dateline.codebook.needles import Needled
from dateline.extract.compare import NEAR_KM, kilometres
from dateline.extract.datelines import past_dateline
from dateline.extract.reasons import REVENGE
from dateline.extract.settlements import sited
from dateline.intervals import compatible
from dateline.types import PlaceMention, Sentence, Span, TimeMention

_SEPARATOR = re.compile(
    r";\s|,\s(?:and\s|while\s|after\s|before\s)?|\s(?:and|while|after|before|following)\s(?!(?:badly|seriously|critically|gravely|severely|fatally|mortally|slightly)\s)"
)
_COUNT = (
    r"(?:half an hour|(?:(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|\d{1,2}|some|several|few)\s)?"
    r"(?:minutes?|hours?|days?|nights?|weeks?|months?|years?|decades?))"
)
_ABOUT = r"(?:(?:only|just|exactly|hardly|barely|almost|about|around|some|less than|more than|within|a few|several)\s){0,2}"
_DEEDS = (
    r"(?:attack|bombing|massacre|killing|shooting|blast|explosion|ambush|raid|abduction|kidnapping|murder|assassination|siege"
    r"|strike)"
)
_CAME = r"(?P<came>comes?|came|coming|followed|follows|took place|takes place|happen(?:s|ed)|occur(?:s|red))"
_LATER = Needled(
    rf"(?:[;,]\s?(?:and\s|but\s)?|\s(?:and|but),?\s){_ABOUT}{_COUNT}\s"
    r"(?:later\b(?!\swhen)|after(?:wards?)?,\s|afterwards?\b)"
)
"""Words that lead over to a deed that followed (", and four hours later a car ploughed into …", "and, weeks after, took")."""
_EARLIER = re.compile(
    rf",\s{_ABOUT}{_COUNT}\s(?:after|before)\s(?!(?:the|this|that|it|he|she|they|his|her|its|their|being|having)\s)(?!\w+ing\s)"
    rf"|(?<!violence)\s{_CAME}\s(?={_ABOUT}{_COUNT}\safter\s|an?\s(?:[\w-]+\s){{0,3}}{_DEEDS}\s(?:on|in|at|of)\s)"
)
"""Words that lead over to a deed told before or behind this one (", hours after mortar rounds fell near …")."""
_ELSEWHERE = re.compile(
    r"\b(?:another|a different|a nearby|a neighbou?ring) (?:part|area|district|neighbou?rhood|suburb|quarter|town|village|city)\b"
    r"|\belsewhere\b"
)
_ANOTHER = re.compile(
    rf"[;,]?\s(?:{_CAME}\s{_ABOUT}{_COUNT}\s(?:after|before)\s"
    r"(?!(?:the|this|that|these|he|she|it|they|his|her|its|their|being|having)\s|\w+ing\s)"
    rf"|{_ABOUT}{_COUNT}\s(?:after|before)\s"
    r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|\d[\d,]*|at least|more than"
    r"|gunmen|militants|attackers|rebels|twin)\s)"
)
""" "… came two days after gunmen stormed": what is told behind these words as new is not what is told before them."""
_SAME_TIME = Needled(
    r"\s(?:(?:on|over|in|during)\s)?the\ssame\s(?:day|night|morning|afternoon|evening|weekend|week|month)\s(?=(?:that|as)\s)"
)
"""Words that lead over to a deed of the same time elsewhere ("came on the same day that a man was killed in …")."""
_DIED = re.compile(r"\b(?:died|dies|dead|succumbed|bodies|body|corpses?|found)\b", re.IGNORECASE)
"""Words of an end that a deed told behind them may have caused ("He died on Friday, two days after gunmen broke into …")."""
_SINCE = re.compile(
    r"[,;]?\s(?:(?:and|while|but|then)\s)?(?:an?|the|one|two|three|four|five)\s(?:\w+\s)?(?:more|further|others?|wounded|third|fourth"
    r"|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\w{3,7}(?:teen|tie)th)\b"
    r"[^.;\n]{0,60}?\b(?:died|dies|die|succumbed)\b(?!\s(?:when|as|in an?)\b)",
    re.IGNORECASE,
)
""" "…; a fourth died six weeks later": one of those hurt before, no second event."""
_OF_WOUNDS = re.compile(r"\b(?:later|following|overnight|hospital|wounds|injuries)\b")
OF_WOUNDS = 60
"""Code points behind "died" in which words tell that those hurt before are meant."""
_RESULT = re.compile(r",?\s(?:and\s)?(?:killing|wounding|injuring|leaving)\b")
"""What a deed did, in a participle behind it (", killing four on the island"): no second one."""
_RELATED = Needled(
    rf"\s(?:(?P<why>{REVENGE})|(?:in connection with|(?:in|an?|the) response to|(?:revenge|retaliation|reprisal) for"
    r"|wanted for|wanted over|reminiscent of|similar to)\s"
    r"|since\s(?=(?:an?|two|three|four|gunmen|militants|rebels|at least|\d+)\s)"
    r"|(?:comes?|came|coming|follows|followed)\s(?:hot\s|hard\s|close\s)?on\sthe\sheels\sof\s"
    rf"(?=(?:an?|the)\s(?:[\w’'-]+\s){{0,3}}{_DEEDS}s?\b)"
    rf"|(?:including|among them)\s(?=(?:the|an?|last|this)\s(?:[\w’'-]+\s){{0,3}}{_DEEDS}s?\b))"
)
"""Words that lead over to another deed, for which or beside which this one is told."""
_RANKED = Needled(
    r"\b(?:worst|deadliest|bloodiest|biggest|largest|heaviest|gravest|first|only)\b[^.;:\n]{0,90}?(?P<since>\ssince)\s"
    rf"(?=(?:the|an?)\s(?:[\w’',-]+\s){{0,5}}(?:{_DEEDS}|arson|fire|hijacking|stabbing|riot|clash|disaster|violence)(?:e?s)?\b"
    r"|(?:[A-Z][a-z]{2,4}\.\s)?[^.,;:\n]{1,30}(?:,\s\d{4})?,?\swhen\s)"
)
"""What ranks a deed leads over to the one that it is measured by ("the worst attack since the 2004 Madrid bombings", "the
deadliest since May 3, when a bomber struck")."""
_SEMICOLON = re.compile(r";\s")
_SEQUEL = re.compile(r"\b(?:minutes?|hours?|days?|nights?|weeks?|months?|years?)\s(?:later|earlier)\b")
_NUMBER = r"(?:\d[\d,]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]+(?:teen|ty))"
_TOWNS = re.compile(rf";\s|,?\s(?:and|while|after|before|following|then)\s|,\s(?=(?:another\s)?{_NUMBER}\s(?:in|at|near)\s)")
_NEXT = re.compile(rf",?\s(?:and\s)?(?:another\s|at least\s|some\s)?{_NUMBER}\s(?:others?\s|more\s|people\s)?(?:in|at|near)\s")
""" ", 34 in Cuenca": a list of figures by place goes over to the next one at its comma too."""
_DID = r"(?:that|which)\s(?:(?:has|have|had|also)\s)?(?:killed|left|wounded|injured|claimed)\b"
_AND_ONE = re.compile(
    rf"(?:,|,?\sand)\s(?=(?:an?|another|the)\s(?:[\w’'-]+\s){{0,3}}{_DEEDS}\s(?:on|in|at|of)\s[^.;,]{{1,80}}?\s{_DID})"
)
"""The next of a list of deeds (", an attack on a bus station that killed three police officers and one on a church")."""
_DONE = re.compile(_DID)
_NEXT_DEED = re.compile(
    rf"(?P<joint>;\s(?:and\s)?|,?\sand\s)(?:(?:of|for|in|to|with|over|from|by)\s)?"
    rf"(?=(?:an?|another|(?:[a-z]+\s)?[\w-]+[’']s)\s(?:[\w’'-]+\s){{0,3}}{_DEEDS}(?:e?s)?\b"
    rf"|the\s(?:[\w’'-]+\s){{0,3}}{_DEEDS}(?:e?s)?\s(?:of|on|in|at|near|against|outside|that|which)\b)"
)
"""The next of a list of deeds that are only named ("the murder of the mayor; the bombing of …", "the attack in Dover, and the
bombing of a mosque in Leeds", "and for the abduction of"); "the attack was condemned" is the one told before."""
_ANEW = re.compile(
    r";\s(?:(?:and|while|but)\s)?(?:(?:in|at|near|outside|elsewhere)\s|on\s(?=\d|[A-Z]))|,\s(?:and|while)\s(?:(?:in|at|near|outside)\s(?=[A-Z])|on\s(?=\d|[A-Z]))"
)


def seams(text: str, sentence: Sentence, times: Sequence[TimeMention], places: Sequence[PlaceMention]) -> list[Sequence[int]]:
    """Return the places where a sentence may be cut, in the order of the text; each is a choice of offsets, the best one first."""
    span, told = sentence.span, past_dateline(text, sentence, places)
    times, places = [time for time in times if time.span.start >= told], [place for place in places if place.span.start >= told]
    between = [_cuts(_SEPARATOR, text, pair) for pair in sorted([*_date_pairs(times), *_site_pairs(places)])]
    between += [sorted(_cuts(_TOWNS, text, pair), key=lambda at: text[at] not in ",;") for pair in _town_pairs(text, places)]
    marked = [[m.start()] for m in _LATER.every(text, span.start, span.end)]
    marked += [[m.start()] for m in _AND_ONE.finditer(text, span.start, span.end) if _DONE.search(text, span.start, m.start())]
    marked += [[m.start()] for m in _ANEW.finditer(text, span.start, span.end)]
    marked += [[at] for at in (*_own(text, span, times, places), *_named(text, span, places), *_semicolons(text, sentence, places))]
    choices = ([at for at in cuts if not _RESULT.match(text, at, span.end)] for cuts in (*between, *marked))
    kept = (cuts for cuts in choices if cuts and not any(_SINCE.match(text, at, span.end) for at in cuts))
    return sorted(kept, key=lambda cuts: cuts[0])


def tells_another(text: str, start: int, *, counted: bool = True) -> bool:
    """Tell whether the part of a sentence that begins at `start` tells another deed than the part before it.

    Unless it "came" after that, it does so only where both parts count people (``counted``): a siege ends "hours after gunmen
    stormed" the same hotel.
    """
    found = _ANOTHER.match(text, start)
    return found is not None and (counted or found["came"] is not None)


def goes_on(text: str, start: int) -> bool:
    """Tell whether the part that begins at `start` is the next entry of a list of figures by place (", 34 in Cuenca")."""
    return _NEXT.match(text, start) is not None


def next_deed(text: str, start: int) -> bool:
    """Tell whether the part that begins at `start` names the next of a list of deeds ("; the murder of …")."""
    return _NEXT_DEED.match(text, start) is not None


def dies_since(text: str, sentence: Span) -> bool:
    """Tell a sentence of one of those hurt before who has died since ("A fourth victim died the following week")."""
    found = _SINCE.match(text, max(0, sentence.start - 1), sentence.end)
    return found is not None and _OF_WOUNDS.search(text, found.end(), min(sentence.end, found.end() + OF_WOUNDS)) is not None


def of_another(text: str, sentence: Span, part: Span) -> Iterator[Span]:
    """Yield what else of its sentence tells another deed than `part`: behind or before ", hours after gunmen killed nine"."""
    if tells_another(text, part.end):
        yield Span(part.end, sentence.end)
    if tells_another(text, part.start):
        yield Span(sentence.start, part.start)


def _own(text: str, span: Span, times: Sequence[TimeMention], places: Sequence[PlaceMention]) -> Iterator[int]:
    """Yield where the words lead over to an earlier or related deed that has a place, or a day, of its own."""
    for match in _EARLIER.finditer(text, span.start, span.end):
        anew = match["came"] or _place_anew(places, match.start(), span.end) or _ELSEWHERE.search(text, match.end(), span.end)
        if anew and not _DIED.search(text, span.start, match.start()):
            yield match.start()
    for match in _SAME_TIME.every(text, span.start, span.end):
        if _place_anew(places, match.end(), span.end):
            yield match.start()
    for match in _RANKED.every(text, span.start, span.end):
        dated = any(time.span.start >= match.end() and time.value is not None and time.value.value for time in times)
        if dated or _place_anew(places, match.end(), span.end):
            yield match.start("since")
    for match in _RELATED.every(text, span.start, span.end):
        dated = any(time.span.start > match.start() and time.value is not None and time.value.value for time in times)
        if dated or _place_anew(places, match.start(), span.end):
            yield match.end() - 1 if match["why"] else match.start()


def _named(text: str, span: Span, places: Sequence[PlaceMention]) -> Iterator[int]:
    """Yield where a list of deeds that are only named goes over to the next: at a semicolon, or at "and" between two places."""
    for match in _NEXT_DEED.finditer(text, span.start, span.end):
        sited_twice = any(place.span.end <= match.start() for place in places) and _place_anew(places, match.end(), span.end)
        if match["joint"].startswith(";") or sited_twice:
            yield match.start()


def _semicolons(text: str, sentence: Sentence, places: Sequence[PlaceMention]) -> Iterator[int]:
    """Yield the semicolons behind which a later deed is told, or in a title one of another place."""
    span = sentence.span
    found = [match.start() for match in _SEMICOLON.finditer(text, span.start, span.end)]
    for at, past in zip(found, [*found[1:], span.end], strict=False):
        later = _SEQUEL.search(text, at, past) is not None
        if later or (sentence.kind == "title" and _place_anew(places, at, past) and any(p.span.end <= at for p in places)):
            yield at


def _place_anew(places: Sequence[PlaceMention], start: int, end: int) -> bool:
    """Tell whether a place that the sentence has not named before stands between two offsets."""
    known = {place.value.name for place in places if place.value is not None and place.span.start < start}
    return any(place.value is not None and place.value.name not in known for place in places if start <= place.span.start < end)


def _cuts(separator: re.Pattern[str], text: str, pair: tuple[Span, Span]) -> list[int]:
    """Return where a separator stands between two spans: semicolons before commas, then what is next to the second one."""
    found = [m.start() for m in separator.finditer(text, pair[0].end, pair[1].start)][::-1]
    return sorted(found, key=lambda at: text[at] != ";")


def _date_pairs(times: Sequence[TimeMention]) -> Iterator[tuple[Span, Span]]:
    dated = [time for time in times if time.value and time.value.value]
    for before, after in pairwise(dated):
        if compatible(before.value, after.value) is False:
            yield before.span, after.span


def _site_pairs(places: Sequence[PlaceMention]) -> Iterator[tuple[Span, Span]]:
    sites = [place for place in places if place.site]
    for before, after in pairwise(sites):
        if before.site != after.site:
            yield before.span, after.span


def _town_pairs(text: str, places: Sequence[PlaceMention]) -> Iterator[tuple[Span, Span]]:
    """Two settlements far from each other, with an event put into each."""
    for before, after in pairwise([place for place in places if sited(place, text, inside=True)]):
        if before.value is None or after.value is None or before.value.name == after.value.name:
            continue
        apart = kilometres(before.value, after.value)
        if apart is None or apart > NEAR_KM:
            yield before.span, after.span
