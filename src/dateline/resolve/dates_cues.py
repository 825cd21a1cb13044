"""What the words around a date say: is the clause about the future, is it about the saying, is the line a publication stamp."""

from __future__ import annotations

import re
from functools import cache
from operator import itemgetter

from dateline.codebook.tables import table
from dateline.types import Document, Sentence, Span, TimeMention

REACH = 60
"""Code points on each side of a date in which its verb is looked for."""
STAMP_LINES = 12
STAMP_CHARS = 1500
"""A publication stamp stands in the first lines of a page."""

_DATELINE_BEFORE = re.compile(r"^(?:\[TEXT\]\s*|\(?[A-Z]{2,}\)?\s*)?[A-Z][\w .,'’()/-]{1,60}$")
_DATELINE_AFTER = re.compile(r"^\)?\s*+(?:(?:\([^)\n]{1,60}\)|\[[^\]\n]{1,60}\])\s*+)?(?:--|[—–-]|\()")
_TOWN_AFTER = re.compile(r"^ \([A-Z][A-Z '’./-]{2,40}\) ?(?:--|[—–-]) ")
"""The town of a dateline that begins with the day ("May 3, 2021 (OMDURMAN) – ")."""
_CITY = re.compile(r"^[A-Z][a-z'’-]{2,20}(?: [A-Z][a-z'’-]{1,20}){0,2}(?: City)?, $")
"""The town of a dateline that is written small ("Manila, Dec. 3, 2023 – ")."""
_BYLINE = re.compile(r"^(?:(?:Posted )?[Bb]y|BY|From|FROM)\s[^.;!?\n]{2,80}?(?:,|\s[|·•–—-]|\s(?:[Oo]n|[Aa]t))\s*$")
"""What stands before the day in a line of the author's own ("By our Africa desk, 28 July 2025")."""
_OUTLET = re.compile(r"^[A-Z][\w'’&.-]{1,20}(?: (?:of|the|and|[A-Z][\w'’&.-]{0,20})){1,5}(?: ?,| [|·•–—-]) $")
"""The outlet that stands before the day in the line under a title ("The Northern Gazette, Saturday 12 April 2025")."""
_STAMPED = re.compile(
    r"^\W{0,3}date:? $"
    r"|(?:(?:^|[(|·•–—;]|News|Online) {0,2}(?:first |last |originally )?(?:posted|published|updated?|issued|released)(?: on)?:"
    r"|[(|·•–—;] {0,2}(?:posted|published|updated|issued|released)(?: on)?) {0,2}(?:[A-Z][a-z]{2,8}day,? )?$",
    re.IGNORECASE,
)
"""A label that parts a stamp from whatever else its line holds ("News · Posted: Jun 14, 2016", "date 2017-10-02 The …")."""
_CLOCKED = re.compile(r"(?:,| -| \||\.|  ) ?\d{1,2}:\d\d(?::\d\d)?\b[^.!?\n]{0,60}$")
"""What follows the day that opens a line and is a stamp: the minute, and its section ("… - 23:01:00 in Latest News")."""
_FILED_UNDER = re.compile(r" in (?:[A-Z][\w&]*(?:,? )?){1,4}$")
"""The section behind a stamp ("By the desk - May 12, 2019 in World News")."""
OUTLET_LINES = 3
"""Lines that hold words, from the first, among which such a line is looked for; a list of places and days goes on below."""
_LISTED_AFTER = re.compile(r"^\)?\s*+(?::\s|$)")
"""What follows a dateline that is a line of its own, or ends in a colon; so do the entries of a list of attacks."""
_HELD_TO_BE = re.compile(
    r"\b(?:suspect|believ|thought|said|alleg|report|presum|appear|claim|deem|know|consider|found|suppos|seem|understood|assum|rumou?r)\w*\s$",
    re.IGNORECASE,
)
"""Before "to be" of what somebody is held for ("gunmen suspected to be bandits on Sunday stormed")."""
_NO_VERB = re.compile(r"\b(?:be(?: \w+ly)?|the|an?|its|his|her|their|our|this|these|those)\s$", re.IGNORECASE)
"""Before a participle that tells no tense: "will be held on Friday", "the defeated candidate plans a march on Saturday"."""
_TELLS = re.compile(
    r"attack|bomb|blast|kill|shoot|shot|massacre|raid|siege|murder|strike|explo|clash|ambush|stab|kidnap", re.IGNORECASE
)
_PAGE = r"article|story|report|piece|item|dispatch"
_ITS_DAY = re.compile(
    rf"\b[Tt]his (?:{_PAGE}) (?:was|is|has been|had been)? ?(?:first |originally )?published (?:on )?(?:\w+,? )?$"
)
_IN_PRINT = re.compile(r"(?:^|\n)Published in [A-Z][\w .'’-]{1,40}, $")
"""The last line of a page of the Pakistani press: "Published in Dawn, November 18th, 2022"."""
_CORRECTED = re.compile(
    rf"\b(?:[Aa]n?|[Oo]ur|[Tt]he|[Ii]ts) (?:\w+ )?(?:{_PAGE}) (?:first |originally )?published (?:on )?(?:\w+,? )?$"
)
_CORRECTS = re.compile(
    r"\b(?:correction|corrected|corrects|erroneously|incorrectly|misstated|wrongly|the correct)\b", re.IGNORECASE
)
CORRECTED_CHARS = 300
"""How far on each side of the day of a story that is corrected the words stand that say so."""


def future(text: str, mention: Span, sentence: Span | None, *, weekday: bool = False) -> bool | None:
    """Tell whether the nearest verb by the date speaks of the future, None where there is no verb in reach.

    The verb before the date counts first ("will meet on Friday"); one after it only where none stands before.
    """
    start = max(mention.start - REACH, sentence.start if sentence else 0)
    end = min(mention.end + REACH, sentence.end if sentence else len(text))
    before = _verbs(text, start, mention.start, last=True, weekday=weekday)
    if before:
        return max(before, key=itemgetter(0))[1]
    after = _verbs(text, mention.end, end, last=False, weekday=weekday)
    return min(after, key=itemgetter(0))[1] if after else None


def _verbs(text: str, start: int, end: int, *, last: bool, weekday: bool) -> list[tuple[int, bool | None]]:
    """Return the verbs of a stretch with whether each is of the future; ``last``: the date stands behind it.

    What begins or ends on a weekday told behind it is to come ("the trial begins on Monday"); of a day or a month such a verb says
    nothing, because chronicles tell the past so ("On 5 May the siege begins").
    """
    cues = table("date_cues")
    found: list[tuple[int, bool | None]] = []
    for match in _words("future").finditer(text, start, end):
        word = match[0].lower()
        if word == "to be" and _HELD_TO_BE.search(text, max(0, match.start() - 24), match.start()):
            continue
        if word in cues["weak"]:
            counts = not weekday and last and end - match.end() <= 2
        else:
            counts = word not in cues["never_alone"]
        if counts:
            found.append((match.start(), True))
    found += [
        (match.start(), False)
        for match in _past().finditer(text, start, end)
        if match[0].lower() not in cues["participles"] and not _NO_VERB.search(text, max(0, match.start() - 24), match.start())
    ]
    if last:
        found += [(match.start(), True if weekday else None) for match in _words("present").finditer(text, start, end)]
    return found


@cache
def _words(name: str) -> re.Pattern[str]:
    """Return a pattern of the whole words of a list of ``codebook/date_cues.json``."""
    words = "|".join(re.escape(word).replace("'", "['’]") for word in table("date_cues")[name])
    return re.compile(rf"\b(?:{words}|['’]ll)\b" if name == "future" else rf"\b(?:{words})\b", re.I)


@cache
def _past() -> re.Pattern[str]:
    return re.compile(rf"{_words('past').pattern}|\b[a-z]{{2,24}}ed\b", re.I)


@cache
def _labels() -> re.Pattern[str]:
    return re.compile(rf"{_words('stamp_labels').pattern}|\d{{1,2}}:\d\d|[^\w\s]|\s", re.I)


def reports(text: str, mention: Span) -> bool:
    """Tell whether the date is that of the saying ("police said on Thursday"), not of what is told."""
    start = max(0, mention.start - 45)
    said = [match.end() for match in _words("saying").finditer(text, start, mention.start)]
    return bool(said) and mention.start - said[-1] <= 25 and not any(mark in text[said[-1] : mention.start] for mark in ".;:")


_COUNTED = re.compile(
    r"\bdays? (?:after|before) (?:the|his|her|their) (?:\w+ )?(?:attack|bombing|shooting|killing|murder|slaying|death|massacre)\b"
)
COUNTED_REACH = 40
_ASIDE = re.compile(
    r"\b(?:since|until|till|as of|by)\s(?:at least\s|about\s|around\s|the\s|last\s){0,2}$|"
    r"\bsince\s[^.;:,]{1,60}\b(?:attacks?|bombings?|massacre|blasts?|siege|shootings?|killings?)\s(?:of|on|in)\s$",
    re.IGNORECASE,
)
ASIDE_REACH = 90
"""Code points before a date in which "since the bombings of" stands."""


def aside(text: str, mention: Span) -> bool:
    """Tell whether a date only bounds a comparison ("the deadliest since 29 June", "the worst since the blasts of 2 May"), or is
    counted from a deed ("ten days before the shooting"): the text goes on with the day told before."""
    if _COUNTED.search(text, mention.start, min(len(text), mention.end + COUNTED_REACH)):
        return True
    return _ASIDE.search(text, max(0, mention.start - ASIDE_REACH), mention.start) is not None


def stamp(document: Document, mentions: tuple[TimeMention, ...]) -> TimeMention | None:
    """Return the mention of a full date that stands as the page's publication stamp or in a dateline, None where there is none.

    "Posted" goes before "Updated"; a line with nothing but a date, or a dateline with a year, counts as posted. Where there is none
    the text may say when it came out ("This article was first published on 3 May 2019", "In a story published May 3, 2019, …
    erroneously reported").
    """
    found: list[tuple[int, int, TimeMention]] = []
    heads: list[TimeMention] = []
    for mention in mentions:
        if not re.match(r"\d{4}-\d\d-\d\d", mention.timex) or "/" in mention.timex:
            continue
        if _came_out(document.text, mention.span):
            found.append((2, mention.span.start, mention))
        if mention.span.start > STAMP_CHARS:
            continue
        start = document.text.rfind("\n", 0, mention.span.start) + 1
        end = document.text.find("\n", mention.span.end)
        end = len(document.text) if end < 0 else end
        if document.text.count("\n", 0, start) > STAMP_LINES:
            continue
        before, after = document.text[start : mention.span.start], document.text[mention.span.end : end]
        alone = not _labels().sub("", _FILED_UNDER.sub("", after) if _BYLINE.match(before) else before + after)
        alone = alone or _STAMPED.search(before) is not None or (not before.strip() and _CLOCKED.match(after) is not None)
        filed = _DATELINE_BEFORE.match(before) is not None and _mostly_upper(before)
        if alone or (filed and _DATELINE_AFTER.match(after)) or (not before.strip() and _TOWN_AFTER.match(after)):
            updated = "updated" in before.lower() or "modified" in before.lower()
            found.append((int(updated), mention.span.start, mention))
        elif (
            (filed and before.endswith((", ", "(")) and _LISTED_AFTER.match(after) and not _TELLS.search(before))
            or (_OUTLET.match(before) and not after.strip(" .") and 0 < _lines_above(document.text, start) < OUTLET_LINES)
            or (_CITY.match(before) and _DATELINE_AFTER.match(after))
        ):
            heads.append(mention)
    if len(heads) == 1:  # several are the entries of a list
        found.append((0, heads[0].span.start, heads[0]))
    return min(found, key=lambda item: item[:2])[2] if found else None


def _lines_above(text: str, start: int) -> int:
    return sum(bool(line.strip()) for line in text[:start].split("\n"))


def _came_out(text: str, day: Span) -> bool:
    """Tell whether the text says that it, or the story that it corrects, came out on that day; not what another body did."""
    before = text[max(0, day.start - REACH) : day.start]
    if text.startswith("Dawn, ", day.start):  # a newspaper, not a time of day
        before += "Dawn, "
    if re.match(r"\s{1,3}by\b", text[day.end : day.end + 6]):
        return False
    if _ITS_DAY.search(before) or (_IN_PRINT.search(before) and not text[day.end : day.end + 6].partition("\n")[0].strip(" .")):
        return True
    around = text[max(0, day.start - CORRECTED_CHARS) : day.end + CORRECTED_CHARS]
    return _CORRECTED.search(before) is not None and _CORRECTS.search(around) is not None


def _mostly_upper(words: str) -> bool:
    letters = [letter for letter in words if letter.isalpha()]
    return bool(letters) and sum(letter.isupper() for letter in letters[:6]) >= min(3, len(letters[:6]))


def sentence_of(sentences: tuple[Sentence, ...], span: Span) -> int:
    """Return the index of the sentence in which a span begins, -1 where there is none."""
    low, high = 0, len(sentences)
    while low < high:
        middle = (low + high) // 2
        if sentences[middle].span.end <= span.start:
            low = middle + 1
        else:
            high = middle
    return low if low < len(sentences) and sentences[low].span.start <= span.start else -1
