"""Twins: incidents that grouping kept apart and that turn out to be told with one day, one place and tolls that agree.

What a sentence says of place and day shows only when its values are chosen: "the market blast" of the last paragraph takes both
from the words around it. Two records of one day and place are then one incident (CODEBOOK.md, One incident: same place and same
continuous time), unless the counted dead or the kinds of attack tell two.

A live blog counts anew in every entry: "8:35 a.m. Police: one dead, two in hospital". An entry under a clock time that names no
deed, only who was killed or hurt, or what was heard, is an update of the first incident of these days whose place it names,
whatever it counts. What stands below the clock time, up to the next one, is of that entry.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from dateline.codebook.tables import table
from dateline.extract.asked import joined
from dateline.extract.compare import types_agree
from dateline.extract.group import Group
from dateline.extract.units import Unit
from dateline.intervals import bounds, width
from dateline.types import CountValue, IncidentReport, PlaceValue

MOST_DAYS = 31
"""Two attacks of one kind in one town in one year may be two, unless a site is named."""

MANY = 10
"""So many dead, counted alike on one day, are hardly those of two attacks where one is told only of a part of the country."""
LATER = 4
"""An entry so many days behind the deed still counts its victims: the toll of the first days."""
_ENTRY = re.compile(
    r"^[^\w\n]{0,4}(?:(?:UPDATE|Update|BREAKING|LATEST)[^:\n]{0,40}:|(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s)?"
    r"(?:\d{1,2}[:.h]\d\d|\d{1,2}(?=\s?[ap]\.?m))(?:\s?[ap]\.?m\b)?)",
    re.MULTILINE,
)

ENTRIES = 3
"""Lines under a clock time from which on a text is a live blog, whose entries may have several paragraphs."""
_NOISE = re.compile(r"(?:loud\s)?(?:explosions?|blasts?|bangs?|(?:gun)?shots?|gunfire|shooting)", re.IGNORECASE)


def updates(text: str, groups: Sequence[Group], reports: Sequence[IncidentReport]) -> dict[int, int]:
    """Return for each incident that is told only in updates of a live blog the number of the incident that they are about."""
    entries = [match.start() for match in _ENTRY.finditer(text)]
    told = [_is_update(text, item, entries) for item in groups]
    homes: dict[int, int] = {}
    for number in (number for number in range(len(groups)) if told[number]):
        deeds = (at for at in range(len(groups)) if not told[at] and _since(reports[at], reports[number]))
        home = next((at for at in deeds if _shares_place(groups[number], groups[at], reports[number], reports[at])), None)
        if home is not None:
            homes[number] = home
    return homes


def _is_update(text: str, item: Group, entries: Sequence[int]) -> bool:
    """Tell whether units stand in an entry under a clock time and name no deed, and count somebody or tell of a noise alone; not
    of a further one ("a second explosion")."""
    if not all(_in_entry(text, unit, entries) for unit in item.units) or _is_apart(text, item, before=0):
        return False
    deeds = [event.span.of(text) for unit in item.units for event in unit.events if event.score >= 1.0]
    counted = any(unit.counts for unit in item.units)
    return (not deeds and counted) or (not counted and all(_NOISE.fullmatch(words) for words in deeds))


def _in_entry(text: str, unit: Unit, entries: Sequence[int]) -> bool:
    """Tell whether a unit stands in a line under a clock time, or in a live blog below one."""
    line = text.rfind("\n", 0, unit.sentence.span.start) + 1
    return line in entries or (len(entries) >= ENTRIES and entries[0] < line)


def _since(deed: IncidentReport, update: IncidentReport) -> bool:
    one, other = bounds(deed.date), bounds(update.date)
    return one is not None and other is not None and 0 <= (other[1] - one[1]).days <= LATER and width(deed.date) <= 1


def _shares_place(update: Group, deed: Group, report: IncidentReport, other: IncidentReport) -> bool:
    """Tell whether the update names a place of the deed, or takes its place from the entries before."""
    known = {place.name.casefold() for place in deed.summary().places if place.precision != "country"}
    named = {place.name.casefold() for place in update.summary().places}
    return bool(named & known) or (report.place is not None and other.place is not None and _alike(report.place, other.place))


def pairs(reports: Sequence[IncidentReport]) -> dict[int, int]:
    """Return for each incident that is another's twin the number of the first one of them."""
    days: dict[str, list[int]] = defaultdict(list)
    for number, report in enumerate(reports):
        if report.date.value is not None:
            days[report.date.value].append(number)
    homes: dict[int, int] = {}
    for same in days.values():
        for one, other in combinations(same, 2):
            if one not in homes and other not in homes and twin(reports[one], reports[other]):
                homes[other] = one
    return homes or wider(reports)


def wider(reports: Sequence[IncidentReport]) -> dict[int, int]:
    """Return for each incident that is told with its year or month alone the number of the one that is told with its day.

    Place, kind and dead agree: "convicted of the blasts in Akola in 2006 that killed 14 … On 19 August 2006 two blasts killed 14".
    """
    tolls: dict[int, list[int]] = defaultdict(list)
    for number, report in enumerate(reports):
        if report.killed is not None and (report.killed.best or 0) > 1 and report.date.value is not None:
            tolls[report.killed.best or 0].append(number)
    homes: dict[int, int] = {}
    for same in tolls.values():
        for one, other in combinations(same, 2):
            if one not in homes and other not in homes and _holds_day(reports[one], reports[other]):
                homes[other] = one
    return homes


_APART = re.compile(
    r"\b(?:later|earlier|separate\w*|unrelated|meanwhile|elsewhere|(?:hours?|minutes) (?:after|before)|"
    r"also (?:shot|killed|wounded|stabbed|opened|attacked)|(?:around|about|at) the same time|"
    r"(?:another|second|third|other|different|two|three|four|\d{1,3}) (?:[\w-]+ ){0,2}"
    r"(?:shootings?|attacks?|incidents?|stabbings?|scenes?|cases?|locations?))\b",
    re.IGNORECASE,
)
"""What tells that a sentence is about another incident of that day."""
BEFORE = 160
"""Code points before a sentence in which such words stand."""


def again(text: str, groups: Sequence[Group], reports: Sequence[IncidentReport]) -> dict[int, int]:
    """Return for each incident that counts nobody beyond those of another of that day, in the same town, the number
    of that other: "Six shot at a nightclub … Another victim was shot in the leg", where nothing tells of a second shooting.

    Only in countries all of whose towns are listed, where a second incident would be told with its street.
    """
    homes: dict[int, int] = {}
    for one, other in combinations(range(len(reports)), 2):
        taken = one in homes or other in homes
        if not taken and more_of(reports[one], reports[other]) and not _is_apart(text, groups[other]):
            homes[other] = one
    return homes


def more_of(one: IncidentReport, other: IncidentReport) -> bool:
    """Tell whether the later report has the first's day, or none, its kind and its town, and counts nobody beyond it."""
    if one.date.value is None or width(one.date) > 1 or other.date.value not in (None, one.date.value) or one.type != other.type:
        return False
    if one.place is None or other.place is None or other.place.country not in table("place_home")["dense"]:
        return False
    counted = _within(one.killed, other.killed) and _within(one.injured, other.injured)
    return counted and _in_town(one.place, other.place)


def _within(one: CountValue | None, other: CountValue | None) -> bool:
    """Tell whether the later figure counts none but some or all of the first's."""
    most = 0 if other is None else other.best or 0
    return most <= ((one.best or 0) if one is not None else 0)


def _in_town(one: PlaceValue, other: PlaceValue) -> bool:
    """Tell whether the later place is the first's own, or the town that it lies in, and so no place of its own."""
    first, second = one.name.casefold(), other.name.casefold()
    return other.precision == "town" and (first == second or f", {second}" in first or first.startswith(f"{second},"))


def _is_apart(text: str, item: Group, before: int = BEFORE) -> bool:
    """Tell whether words of another incident stand in the later group's sentences or right before the first of them."""
    start = item.units[0].sentence.span.start
    spans = [(max(0, start - before), start), *((unit.sentence.span.start, unit.sentence.span.end) for unit in item.units)]
    return any(_APART.search(text, low, high) for low, high in spans)


def _holds_day(one: IncidentReport, other: IncidentReport) -> bool:
    """Tell whether one is dated by a day of the year or month of the other, with the place, the kind and no other injured."""
    if width(one.date) > width(other.date):
        one, other = other, one
    day, span = bounds(one.date), bounds(other.date)
    if day is None or span is None or day[0] != day[1] or not span[0] <= day[0] <= span[1] or span[0] == span[1]:
        return False
    if one.place is None or other.place is None or "country" in (one.place.precision, other.place.precision):
        return False
    alike = types_agree([one.type], [other.type]) is True and _alike(one.place, other.place)
    return alike and _agree(one.injured, other.injured) is not False


def vague(reports: Sequence[IncidentReport]) -> dict[int, int]:
    """Return for a main incident that is told with no place but a country and no other day the only main one that it can be.

    "Islamic State claimed two explosions in Iran that killed 84 … Its men blew themselves up in Kerman on Wednesday."
    """
    mains = [number for number, report in enumerate(reports) if report.main]
    if len(mains) != 2:
        return {}
    one, other = mains
    bare, full = (one, other) if _is_bare(reports[one]) else (other, one)
    a, b = reports[bare], reports[full]
    if not _is_bare(a) or a.place is None or b.place is None or b.place.precision == "country" or width(b.date) > 1:
        return {}
    tolls = [_agree(a.killed, b.killed), _agree(a.injured, b.injured)]
    doers = {report.perpetrator.actor.actor_id or report.perpetrator.actor.name for report in (a, b) if report.perpetrator}
    alike = a.place.country == b.place.country and types_agree([a.type], [b.type]) is True and a.date.value in (None, b.date.value)
    return {other: one} if alike and tolls == [None, None] and len(doers) == 1 else {}


def _is_bare(report: IncidentReport) -> bool:
    return report.place is not None and report.place.precision == "country"


def unite(groups: Sequence[Group], homes: dict[int, int]) -> list[int]:
    """Give each twin's units to the first of them, and return the numbers of those that stay."""
    for other, one in homes.items():
        groups[one].add(*groups[other].units)
        groups[one].asked = joined(groups[one].asked, groups[other].asked)
    return [number for number in range(len(groups)) if number not in homes]


def twin(one: IncidentReport, other: IncidentReport) -> bool:
    """Tell whether two records are of one incident: several dead counted alike, or else the very same place and kind of attack."""
    day = one.date.value
    killed, injured = _agree(one.killed, other.killed), _agree(one.injured, other.injured)
    if day is None or day != other.date.value or False in (killed, injured):
        return False
    if one.place is None or other.place is None or "country" in (one.place.precision, other.place.precision):
        return False
    if killed is True and one.killed is not None and (one.killed.best or 0) > 1:
        return _alike(one.place, other.place) or (_wide(one, other) and (one.killed.best or 0) >= MANY)
    close = width(one.date) <= MOST_DAYS or one.place.precision == "site"
    return close and one.type == other.type and one.place.name.casefold() == other.place.name.casefold()


def _wide(one: IncidentReport, other: IncidentReport) -> bool:
    """Tell a part of a country ("a village in central Syria") from another town, of incidents of one kind in one country."""
    places = [report.place for report in (one, other) if report.place is not None]
    wide = any(place.precision == "region" and place.gazetteer_id is not None and place.admin1 is None for place in places)
    return wide and len({place.country for place in places}) == 1 and types_agree([one.type], [other.type]) is not False


def _alike(one: PlaceValue, other: PlaceValue) -> bool:
    """Tell whether one name is the other's, or its beginning ("Karrada", "Karrada, Baghdad", "Karrada's market")."""
    short, long = sorted((one.name.casefold(), other.name.casefold()), key=len)
    return long == short or long.startswith((f"{short},", f"{short} ", f"{short}'s ", f"{short}’s "))


def _agree(one: CountValue | None, other: CountValue | None) -> bool | None:
    if one is None or other is None or one.best is None or other.best is None:
        return None
    return one.best == other.best
