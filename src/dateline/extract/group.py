"""Group units into incidents, from the first to the last: each unit joins the incident it speaks of most likely, or opens one.

An incident needs a place or a date of its own (CODEBOOK.md, One incident); a unit that has neither, and fits nothing before it,
waits as evidence of nothing. Aggregates ("dozens of bombings since 2015") open none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from dateline.extract.compare import Summary, date_of, features, places_of, score, tolls_of
from dateline.extract.units import Unit
from dateline.intervals import width
from dateline.types import Annotated, EventMention, PlaceValue, Span

JOIN = 0.0
"""Log-odds over which a unit joins an incident."""
_AGGREGATE = re.compile(
    r"\b(?:numerous|several|many|multiple|dozens of|scores of|hundreds of|series of|string of|spate of|wave of|recent|frequent|"
    r"regular|other|previous|past|deadly|similar|such|more|most|all|these|including|of|against)\s(?:[\w-]+\s){0,2}$",
    re.IGNORECASE,
)
_LIVE = frozenset({"actual", "historical", "foiled"})


@dataclass(slots=True)
class Group:
    """An incident under construction: its units in the order of the text."""

    units: list[Unit] = field(default_factory=list)
    main: bool = False
    followups: list[Span] = field(default_factory=list)

    @property
    def last(self) -> int:
        """Order of the unit that spoke of it last."""
        return self.units[-1].order

    def summary(self) -> Summary:
        """Return what its units say together; the narrowest date stands."""
        dates = [value for value in map(date_of, self.units) if value is not None and value.value is not None]
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
        )


def group(annotated: Annotated, found: list[Unit]) -> list[Group]:
    """Return the incidents' groups in the order in which the text first speaks of them; the first told one is the main one."""
    text = annotated.document.text
    groups: list[Group] = []
    for unit in found:
        if not speaks(unit, text):
            continue
        chosen = _choose(unit, groups, text)
        if chosen is not None:
            chosen.units.append(unit)
        elif opens(unit, text):
            groups.append(Group([unit], main=not any(g.main for g in groups) and unit.order < 4))
    return groups


def _choose(unit: Unit, groups: list[Group], text: str) -> Group | None:
    scored = [
        (score(features(unit, g.summary(), text, distance=unit.order - g.last, main=g.main)), -index, g)
        for index, g in enumerate(groups)
    ]
    best = max(scored, default=None, key=lambda item: item[:2])
    return best[2] if best is not None and best[0] > JOIN else None


def speaks(unit: Unit, text: str) -> bool:
    """Tell whether the unit asserts an event at all: one that is not hypothetical, negated or future, or a casualty figure."""
    live = [event for event in unit.events if event.mode in _LIVE]
    counted = any(
        count.effect in ("killed", "injured", "abducted") and count.role != "cumulative" and count.certainty != "denied"
        for count in unit.counts
    )
    return bool(live) or (counted and not unit.events)


def opens(unit: Unit, text: str) -> bool:
    """Tell whether the unit can open an incident: an event told as one, with a date, a place or a figure of its own."""
    told = [event for event in unit.events if event.mode in _LIVE and not plural_aggregate(event, text)]
    counted = [c for c in unit.counts if c.effect in ("killed", "injured", "abducted") and c.role in ("whole", "part")]
    own = bool(unit.times) or unit.carried is not None or bool(places_of(unit))
    return (bool(told) or bool(counted)) and (own or bool(counted) or unit.order == 0)


def plural_aggregate(event: EventMention, text: str) -> bool:
    """Tell whether the words are a plural that stands for many incidents ("numerous attacks", "mosque bombings")."""
    words = event.span.of(text)
    if not event.noun or not words.endswith("s") or words.endswith("ss"):
        return False
    return _AGGREGATE.search(text[max(0, event.span.start - 40) : event.span.start]) is not None
