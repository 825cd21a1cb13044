"""Group units into incidents, from the first to the last: each unit joins the incident it speaks of most likely, or opens one.

An incident needs a place or a date of its own (CODEBOOK.md, One incident); a unit that has neither, and fits nothing before it,
waits as evidence of nothing. Aggregates ("dozens of bombings since 2015") open none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from dateline.extract import sites, weigh
from dateline.extract.anew import separate, signs
from dateline.extract.asked import ask
from dateline.extract.combined import announces_several
from dateline.extract.compare import Summary, date_of, features, places_of, relations, tolls_of, weekday
from dateline.extract.headline_halves import announced, next_headline
from dateline.extract.listed import listed
from dateline.extract.of_that_day import of_that_day
from dateline.extract.opening import opens, speaks
from dateline.extract.pairs import JOIN, products
from dateline.extract.rampages import rampage
from dateline.extract.seams import dies_since, goes_on, next_deed, tells_another
from dateline.extract.units import CASUALTY, Unit
from dateline.intervals import compatible, width
from dateline.types import Annotated, DateValue, EventMention, PlaceValue, Scores

_DATED = re.compile(r"[,;]?\s(?:(?:and|while|but)\s)?on\s(?:\d|[A-Z])")
"""How the later part of a sentence opens that has a day of its own ("four people died in April, and on 6 March five")."""
_THE = re.compile(r"\b[Tt]he\s$")
_OF_THE_PLACE = re.compile(r"\s(?:(?:suicide|bomb|car|truck|gun|knife|school|market|church|mosque|hotel)\s){0,2}")
MEMORY = 12
"""A reader keeps about so many incidents in mind; it also keeps a list of a thousand attacks linear."""
MOST_ASKED = 24
"""Incidents of one document that are read by themselves: those behind them in a long list go by the first reading alone."""
DENIED = -0.5
"""A day whose score of being the incident's date is below this share of the cap is no date of it."""
SAID = ("date", "place", "killed", "injured", "perpetrator", "weapon", "target")
"""Roles whose words in a sentence show that it tells of the incident."""


@dataclass(slots=True)
class Group:
    """An incident under construction: its units in the order of the text."""

    units: list[Unit] = field(default_factory=list)
    main: bool = False
    beside: list[Unit] = field(default_factory=list)
    apart: list[Unit] = field(default_factory=list)
    """Units of other sentences, with the values that the model alone reads as this incident's."""
    asked: Scores | None = None
    """What the model says of this incident alone (`asked.ask`), from the unit that opened it."""
    _summary: Summary | None = None

    def add(self, *more: Unit) -> None:
        """Add units; those of an incident stand in the order of the text."""
        self.units = sorted([*self.units, *more], key=lambda unit: unit.order)
        self._summary = None

    def restrict(self, units: list[Unit]) -> None:
        """Take these units in place of its own."""
        self.units, self._summary = units, None

    @property
    def last(self) -> int:
        """Order of the unit that spoke of it last."""
        return self.units[-1].order

    def summary(self) -> Summary:
        """Return what its units say together; the narrowest date stands. Kept until a unit is added."""
        if self._summary is None:
            self._summary = self._summarise()
        return self._summary

    def _summarise(self) -> Summary:
        dates = [value for value in map(self._date, self.units) if value is not None and value.value is not None]
        places: dict[tuple[str, str | None], PlaceValue] = {}
        for unit in self.units:
            for place in places_of(unit):
                places.setdefault((place.name, place.country), place)
        return Summary(
            date=min(dates, key=width) if dates else None,
            places=tuple(places.values()),
            types=frozenset(event.type for unit in self.units for event in unit.events),
            tolls=frozenset(toll for unit in self.units for toll in tolls_of(unit)),
            paragraph=self.units[-1].sentence.paragraph,
            latest=bool(days := self._weekdays()),
            weekdays=days,
        )

    def _weekdays(self) -> frozenset[str]:
        """Return the days of the week without a date that the model, asked for this incident, reads as its days."""
        times = (time for unit in self.units for time in unit.times)
        mine = (weekday(time) for time in times if weigh.this(self.asked, time.span, "date") > 0)
        return frozenset(day for day in mine if day is not None)

    def _date(self, unit: Unit) -> DateValue | None:
        """The unit's date without the days that the model, asked for this incident, reads as another's ("sentenced on Friday")."""
        mine = tuple(time for time in unit.times if weigh.this(self.asked, time.span, "date") > DENIED)
        return date_of(unit if len(mine) == len(unit.times) else replace(unit, times=mine))


def group(annotated: Annotated, found: list[Unit], *, capitals: bool = False) -> list[Group]:
    """Return the incidents' groups in the order in which the text first speaks of them; the first told one is the main one.

    ``capitals``: the text stands in capitals alone (`codebook.eased`).
    """
    text = annotated.document.text
    groups: list[Group] = []
    heads = dict(headed(found, text))
    for unit in (unit for unit in found if unit.order not in heads):
        if not speaks(unit):
            continue
        more = groups and (rampage(text, unit, groups[-1].units) or goes_with(text, unit, groups[-1].units[-1]))
        if more and not separate(unit, text):
            groups[-1].add(unit)
            continue
        named = _named_by_place(text, unit, groups) or announced(text, unit, groups) or of_that_day(text, unit, groups)
        joined = weigh.best("join", candidates(annotated, unit, groups, capitals=capitals)) if named is None else None
        if named is not None:
            named.add(unit)
        elif joined is not None:
            joined[0].add(unit)
        elif len(groups) == 1 and _is_bare_headline(text, groups[0]):
            groups[0].add(unit)
        elif opens(unit, text) or listed(annotated, unit) or (unit.item is not None and unit.events and unit.places):
            answer = ask(annotated, unit, found) if len(groups) < MOST_ASKED else None
            groups.append(Group([unit], asked=answer))
    for head, below in heads.items():
        home = next((item for item in groups if any(unit.order == below for unit in item.units)), None)
        if home is not None:
            home.add(*(unit for unit in found if unit.order == head))
    return groups


def goes_with(text: str, unit: Unit, last: Unit) -> bool:
    """Tell a later sentence of a paragraph that tells more of what was told last: of one of those hurt who has died, or in an entry
    of a chronicle what names no day and no place of its own ("He fled and shot himself")."""
    if unit.sentence.paragraph != last.sentence.paragraph or unit.sentence is last.sentence:
        return False
    return dies_since(text, unit.span) or (unit.entry and not unit.times and not unit.places)


def headed(found: Sequence[Unit], text: str) -> Iterator[tuple[int, int]]:
    """Yield the headlines inside a digest with the units right below them: both tell one deed ("Blasts at two mosques kill 61")."""
    for unit, below in pairwise(found):
        news = unit.sentence.kind == "heading" and not unit.span.of(text).rstrip().endswith(("?", ":"))
        if news and below.sentence.kind == "body" and below.sentence.paragraph - unit.sentence.paragraph == 1:
            yield unit.order, below.order


def _named_by_place(text: str, unit: Unit, groups: Sequence[Group]) -> Group | None:
    """Return the one incident told at the place by which a unit names its deed ("the Semarang attack"), and at no other day."""
    names = {
        place.value.name
        for place in unit.places
        for event in unit.events
        if place.value is not None and event.noun and event.span.start > place.span.end
        and _THE.search(text, max(0, place.span.start - 6), place.span.start)
        and _OF_THE_PLACE.fullmatch(text, place.span.end, event.span.start)
    }  # fmt: skip
    day = date_of(unit)
    told = [item for item in groups if any(place.name in names for place in item.summary().places)]
    return told[0] if len(told) == 1 and compatible(told[0].summary().date, day) is not False else None


def _is_bare_headline(text: str, item: Group) -> bool:
    """Tell an incident that only headlines tell, with no day, no place below a country and nobody counted ("Petrol bomb suspects
    get life"): it is the one that the text tells first, in whatever words."""
    if not all(_is_heading(text, unit) and not _counts(unit) for unit in item.units):
        return False
    told = item.summary()
    return (told.date is None or told.date.value is None) and all(place.precision == "country" for place in told.places)


def _is_heading(text: str, unit: Unit) -> bool:
    end = text.find("\n", unit.sentence.span.start)
    line = text[text.rfind("\n", 0, unit.sentence.span.start) + 1 : len(text) if end < 0 else end].rstrip()
    return unit.sentence.paragraph <= 1 and line[-1:] not in ".!?”\"'’"


def candidates(
    annotated: Annotated, unit: Unit, groups: list[Group], *, capitals: bool = False
) -> list[tuple[Group, weigh.Features]]:
    """Return the incidents found so far with the features of "`unit` speaks of it"; not the one that the same sentence tells before
    the words for another ("…, two days after gunmen stormed")."""
    if separate(unit, annotated.document.text):
        return []
    alone = len(groups) == 1
    others = ((i, item) for i, item in _in_memory(groups) if not items_apart(item.units, [unit]))
    known = ((i, item) for i, item in others if not told_apart(annotated.document.text, item.units[-1], unit))
    found = ((item, join_features(annotated, unit, item, main=index == 0, alone=alone)) for index, item in known)
    return [(item, {**own, "capitals": float(capitals)}) for item, own in found]


def told_apart(text: str, before: Unit, unit: Unit) -> bool:
    """Tell whether a unit is the part of a sentence that tells another deed than `before`, the part before it."""
    if before.sentence is not unit.sentence or before.span.start >= unit.span.start:
        return False
    counted = _counts(before) and _counts(unit)
    if counted and goes_on(text, unit.span.start) and set(relations(places_of(before), places_of(unit))) == {False}:
        return True
    if next_deed(text, unit.span.start) and places_of(before) and places_of(unit):
        return True not in relations(places_of(before), places_of(unit))
    return tells_another(text, unit.span.start, counted=counted)


def cut_off(text: str, units: Sequence[Unit], opener: Unit) -> bool:
    """Tell whether `opener` is the part of a sentence that tells another deed than the part of it among `units`."""
    here = next((unit for unit in units if unit.sentence is opener.sentence), None)
    return here is not None and told_apart(text, here, opener)


def items_apart(one: Sequence[Unit], other: Sequence[Unit]) -> bool:
    """Tell whether two incidents are told in two items of a bulletin town by town ("BAGHDAD - Gunmen killed a judge")."""
    mine, its = ({unit.item for unit in units} - {None} for units in (one, other))
    return bool(mine) and bool(its) and not mine & its


def _counts(unit: Unit) -> bool:
    return any(count.effect in CASUALTY and not count.attackers and count.value.best for count in unit.counts)


def join_features(annotated: Annotated, unit: Unit, item: Group, *, main: bool, alone: bool = False) -> weigh.Features:
    """Return the features of "`unit` speaks of `item`", whose units stand before it; ``alone``: no other incident was told yet."""
    own = features(unit, item.summary(), annotated.document.text, distance=abs(unit.order - item.last), main=main)
    several = announces_several(annotated)
    anew = sites.second_site(annotated, unit, item.units) or _lists_others(annotated, unit, item)
    anew = anew or (several and sites.second_street(annotated, unit, item.units))
    own |= {"site_anew": float(anew), "alone": float(alone)}
    dated = own.get("date_differs", 0.0) > 0 and _DATED.match(annotated.document.text, unit.span.start) is not None
    opens = anew or dated or next_headline(unit, annotated.document.text)
    own["victim_same"] = float(any(unit.victims.hit & other.victims.hit for other in item.units))
    own["seam_anew"] = float((opens and unit.sentence is item.units[-1].sentence) or (anew and several))
    plain = own | signs(annotated, unit, item.units) | _sides(annotated, unit, item)
    return plain | products(plain, JOIN)


def _lists_others(annotated: Annotated, unit: Unit, item: Group) -> bool:
    """Tell whether a plural of the unit puts its events into several places, none of which the incident is told at."""
    if len(unit.places) < 2 or not any(event.noun for event in unit.events):
        return False
    known = item.summary().places
    return bool(sites := listed(annotated, unit)) and not any(relations([site], known).count(False) < len(known) for site in sites)


def _in_memory(groups: list[Group]) -> Iterator[tuple[int, Group]]:
    """The first incident and the last `MEMORY` ones, with their numbers: what a sentence can still speak of."""
    first = max(0, len(groups) - MEMORY)
    if first:
        yield 0, groups[0]
    yield from enumerate(groups[first:], start=first)


def _sides(annotated: Annotated, unit: Unit, item: Group) -> dict[str, float]:
    """Whether the model sees unit and incident on one side of main and background: 1.0 agree, -1.0 disagree."""
    if annotated.scores is None:
        return {}
    own, told = side(annotated, unit.events), side(annotated, [event for u in item.units for event in u.events])
    return {"side": own * told, "side_main": max(0.0, own), "side_background": max(0.0, -own), **belongs(item.asked, unit)}


def belongs(asked: Scores | None, unit: Unit) -> dict[str, float]:
    """Return what the model, asked for one incident, makes of `unit`: the highest score of "speaks of it" ("same"), of any value of
    it ("says"), and of the unit's own dates, places and tolls being its own ("this_date" …; "has_date" … where it holds any)."""
    if asked is None or weigh.asked_of(asked, unit.span, "same") is None:
        return {"unread": 1.0}
    first, past = asked.tokens(unit.span)
    rows = asked.logits[first:past]
    high = dict(zip(asked.names, rows[rows[:, 0] == rows[:, 0]].max(axis=0).tolist(), strict=True))
    own = {
        "date": [time.span for time in unit.times if time.value is not None and time.value.value],
        "place": [place.span for place in unit.places],
        "killed": [count.span for count in unit.counts if count.effect == "killed"],
        "injured": [count.span for count in unit.counts if count.effect == "injured"],
    }
    found = {role: max(weigh.this(asked, span, role) for span in spans) for role, spans in own.items() if spans}
    return {
        "same": weigh.share(high["same"]),
        "says": weigh.share(max(high[role] for role in SAID)),
        **{f"has_{role}": 1.0 for role in found},
        **{f"this_{role}": value for role, value in found.items()},
    }


def side(annotated: Annotated, events: Sequence[EventMention]) -> float:
    """Return how far the model takes the events for the main incident's (1.0) or for background (-1.0); 0.0 without a model."""
    if annotated.scores is None or not events:
        return 0.0
    gaps = [
        weigh.model(annotated, event.span, "event_main") - weigh.model(annotated, event.span, "event_background")
        for event in events
    ]
    return max(-1.0, min(1.0, sum(gaps) / len(gaps) / weigh.CAP))
