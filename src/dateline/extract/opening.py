"""Which units can open an incident: those that tell an event as one, and no count of many ("75 attacks last year")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.codebook.needles import Needled
from dateline.extract.compare import places_of
from dateline.extract.place_anaphors import points
from dateline.extract.units import CASUALTY, LIVE, Unit
from dateline.extract.wards import treats
from dateline.intervals import width
from dateline.types import EventMention, PlaceValue, TimeMention

_AGGREGATE = re.compile(
    r"\b(?:numerous|several|many|multiple|dozens of|scores of|hundreds of|dozen|\d{2,3}|series of|string of|spate of|wave of|"
    r"recent|frequent|regular|other|previous|past|deadly|similar|such|more|most|all|these|including|of|against)\s(?:[\w-]+\s){0,2}$",
    re.IGNORECASE,
)
_STATISTIC = Needled(
    r"(?:,|\byear|\bmonth|\bas) (?:against|compared (?:with|to)|up from|down from) \d{1,3}(?:,\d{3}|\d{0,3})\b"
    r"|\b(?:in|for|over) the same period|\bin the first (?:\w+ )?(?:months|weeks|half) of|\ban average of \d"
    r"|\bannual (?:report|survey|figures|statistics|count|tally)\b"
    r"|\b(?:(?:19|20)\d\d|(?:this|last) (?:year|month)) alone\b"
    r"|\b(?:has|have) (?:documented|recorded|counted|registered|tallied) (?:at least |more than |over |some |about )?\d",
    re.IGNORECASE,
)
"""Words of a count over months or years, which opens no incident ("75 ships attacked last year against 237 the year before")."""
_TALLY = re.compile(
    r"\W{0,3}(?:It|This|That|The(?:\s[\w’'-]{1,20}){1,3})(?:\s(?:is|was|marks|marked|became|would be|has become)|['’]s)\s"
    r"(?:at least\s|now\s)?the\s(?:[a-z]+\s)?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|"
    r"\d{1,3}(?:st|nd|rd|th)|latest|deadliest|worst|bloodiest|largest|biggest|heaviest)\b[^.;:\n]{0,160}?\bsince\b"
)
""" "It was the fifth abduction since May": a rank tells of the incident told before, and its day is where the count began."""
_SINCE_THEN = re.compile(
    r"\W{0,3}(?:(?:And|But)\s)?[Ss]ince\s(?!then\b)[^.;,\n]{2,60},(?!\s(?:when|where|after|in which)\b)"
    r"[^.;\n]{2,90}?\s(?:has|have)\s"
)
""" "Since May, clashes along the border have left 90 dead": a sum over the time from then on."""
FRONTED = 12
"""Code points before a year that opens its sentence ("Last year, 35 civilians were killed")."""
SUM = 5
"""Dead from which on a figure for a year and a state is a sum."""
_OF_THOSE = re.compile(r"\bof (?:the|those|these)\b", re.IGNORECASE)
""" "One of the injured underwent surgery": a word for persons told before, no event of its own."""
_YEARLY = re.compile(
    r"\s(?:(?:were|have\sbeen|had\sbeen)\s(?:\w+ly\s)?(?:killed|shot|murdered|stabbed|slain|assassinated)|(?:have\s|had\s)?died)\b"
    r"(?![^.;\n]*\b(?:when|by|after|at|aboard|in\s(?:an?|the|one|which)|whom?)\b)"
)
_SCOURGE = re.compile(
    r"\b(?:killed|died|dead|murdered|lives|deaths|killings)\b[^.;\n]{0,24}?\s(?:in|from|to|through)\s(?:(?!the\b)[\w-]+\s){0,2}?"
    r"(?:violence\b|(?:drugs?|gang|cartel|narco|gun|knife|mafia|political|sectarian|communal|criminal)"
    r"(?:[- ](?:related|linked|war))?\s(?:shootings|killings|attacks|murders|clashes|feuds|homicides|stabbings)\b)"
)
"""What a country counts in a year: "53 people were shot dead in Sweden last year", "49 died in drug-related shootings"."""
WHOLE_YEAR, MANY = 300, 10
"""Days from which a time is as wide as a year, and the dead from which a passive without a doer, a day and a town is a count."""
_SEVERAL = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|couple of|\d{1,2})\s(?:[\w-]+\s){0,2}$", re.IGNORECASE
)
_IN_MANY = re.compile(
    r"\b(?:in|over|across|during)\s(?:(?:at least|some|about|around|nearly|over|more than|as many as|a total of)\s)?"
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,3}(?:,\d{3})?|dozens of|scores of|hundreds of)\s"
    r"(?:(?!(?:and|or|the|of|in)\b)[\w-]+\s){0,3}?(?:incidents|attacks|encounters|clashes|strikes|raids|bombings|blasts|explosions|"
    r"shootings|gunfights|ambushes|shootouts|engagements|operations|violations)\b",
    re.IGNORECASE,
)
"""What sums up a year: "five rebels were killed in three encounters", "41 people died in 28 attacks"."""
YEAR = 300
"""Days from which on a time is as wide as a year."""
_DATED = re.compile(r"\bthe (?:19|20)\d\d\s$")
"""A year that says which events are meant ("accused of the 1998 bombings of two embassies")."""
BEFORE = 40
"""Code points read before an event's words for "numerous", "several"."""


def speaks(unit: Unit) -> bool:
    """Tell whether the unit asserts an event at all: one that is not hypothetical, negated or future, or a casualty figure."""
    live = [event for event in unit.events if event.mode in LIVE]
    counted = any(count.effect in CASUALTY and count.role != "cumulative" and count.certainty != "denied" for count in unit.counts)
    return bool(live) or (counted and not unit.events)


def opens(unit: Unit, text: str) -> bool:
    """Tell whether the unit can open an incident: an event told as one, with a date, a place or a figure of its own.

    An entry of a chronicle may do so in a hospital ("May 4, 2019 - A man walked into a clinic in Dover and killed two").
    """
    known = [c.span for c in unit.counts if c.role == "included" and _OF_THOSE.search(text, c.span.start, c.span.end)]
    placed = _of_one_day(unit)
    told = [event for event in unit.events if event.mode in LIVE and (placed or not plural_aggregate(event, text, unit.times))]
    told = [event for event in told if not any(span.covers(event.span) for span in known)]
    counted = [c for c in unit.counts if c.effect in CASUALTY and c.role in ("whole", "part")]
    own = bool(unit.times) or unit.carried is not None or bool(places_of(unit)) or points(text, unit.span)
    if not (told or counted) or not (own or counted or unit.order == 0):
        return False
    beside = unit.order > 0 and ((not unit.entry and treats(unit, text)) or _ranks(unit, told, text) or _adds_up(unit, text))
    return not beside and not _sums_up(unit, told, text)


def _of_one_day(unit: Unit) -> bool:
    """Tell whether the unit names one day and a town: many attacks there are one incident ("over 20 explosions in Dover today")."""
    days = [time.value for time in unit.times if time.value is not None and time.value.value is not None]
    towns = [value for value in places_of(unit) if value.precision in ("town", "site")]
    return bool(days) and bool(towns) and all(width(day) <= 1 for day in days)


def _ranks(unit: Unit, told: list[EventMention], text: str) -> bool:
    """Tell whether the unit says no more than which of many the incident told before is."""
    ranked = _TALLY.match(text, unit.sentence.span.start)
    if ranked is None or len({event.type for event in told} - {"other"}) > 1:
        return False
    counted = any(count.effect in CASUALTY and count.value.best is not None for count in unit.counts)
    dated = any(time.span.start < ranked.end() for time in unit.times)
    another = any(event.span.start >= ranked.end() for event in unit.events)
    return not (counted or dated or another or ";" in unit.span.of(text))


def _adds_up(unit: Unit, text: str) -> bool:
    """Tell whether the unit sums up what was done since a day, and names no other day ("since June it has hit … on Wednesday")."""
    since = _SINCE_THEN.match(text, unit.sentence.span.start)
    return since is not None and all(time.span.end < since.end() for time in unit.times)


def _sums_up(unit: Unit, told: list[EventMention], text: str) -> bool:
    """Tell whether the unit, which names no day, compares counts over long times or only counts events told elsewhere."""
    if any(time.value is not None and width(time.value) <= 3 for time in unit.times):
        return False
    if _counts_a_years_dead(unit, text):
        return True
    several = (
        unit.order > 0 and not unit.counts and bool(told) and all(_counted(event, text, unit.times) for event in told if event.noun)
    )
    several = several and not any(event.score == 1.0 and not event.noun for event in told)
    return (several and any(event.noun for event in told)) or _STATISTIC.first(text, unit.span.start, unit.span.end) is not None


def sums_up_a_year(unit: Unit, text: str) -> bool:
    """Tell whether the unit, whose only times are years or longer, adds up who was killed in several events, in a state or country
    ("In 2021, 26 policemen were killed in Chhattisgarh"), or over several years; not one that names a site or its own deed."""
    times = [time.value for time in unit.times if time.value is not None and time.value.value is not None]
    if not times or any(width(value) < YEAR for value in times):
        return False
    if _IN_MANY.search(text, unit.span.start, unit.span.end):
        return True
    several = any(count.effect in CASUALTY and (count.value.best or 0) >= SUM for count in unit.counts)
    plain = all(not event.noun and event.type in ("other", "armed_assault") for event in unit.events)
    wide = places_of(unit)
    fronted = min(time.span.start for time in unit.times) - unit.sentence.span.start <= FRONTED
    return several and plain and all(_is_wide(value) for value in wide) and (bool(wide) or fronted)


def _is_wide(value: PlaceValue) -> bool:
    """Tell a country, a state or a province from a district, a town or a site."""
    return value.precision == "country" or (value.precision == "region" and value.admin1 == value.name)


def _counts_a_years_dead(unit: Unit, text: str) -> bool:
    """Tell whether the unit counts the dead of a whole year, in a country or of what plagues it."""
    widths = [width(time.value) for time in unit.times if time.value is not None and time.value.value is not None]
    if unit.order == 0 or not widths or min(widths) < WHOLE_YEAR:
        return False
    if _SCOURGE.search(text, unit.span.start, unit.span.end) is not None:
        return True
    broad = all(place.value is not None and place.value.precision == "country" for place in unit.places)
    dead = (c for c in unit.counts if c.effect == "killed" and (c.value.best or 0) >= MANY)
    return broad and any(_YEARLY.match(text, count.span.end, unit.span.end) for count in dead)


def _counted(event: EventMention, text: str, times: Sequence[TimeMention]) -> bool:
    """Tell whether the words count several events ("at least three suicide bombings", "a couple of attacks")."""
    plural = event.span.of(text).endswith("s") and not event.span.of(text).endswith("ss")
    return plural and _numbered(_SEVERAL, event, text, times)


def plural_aggregate(event: EventMention, text: str, times: Sequence[TimeMention] = ()) -> bool:
    """Tell whether the words are a plural that stands for many incidents ("numerous attacks", "mosque bombings").

    The figure of a date among `times` counts none ("on October 28 gunshots", "began on April 15 with attacks").
    """
    words = event.span.of(text)
    if not event.noun or not words.endswith("s") or words.endswith("ss"):
        return False
    return _numbered(_AGGREGATE, event, text, times)


def _numbered(words: re.Pattern[str], event: EventMention, text: str, times: Sequence[TimeMention]) -> bool:
    """Tell whether `words` stand before the event's, and not inside a date."""
    found = words.search(text, max(0, event.span.start - BEFORE), event.span.start)
    if found is None or _DATED.search(text, found.start(), event.span.start):
        return False
    return not any(time.span.start <= found.start() < time.span.end for time in times)
