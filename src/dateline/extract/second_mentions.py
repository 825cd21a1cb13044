"""Incidents that grouping opened twice and that are one: a second mention, or the headline of a story that the text tells."""

from __future__ import annotations

from dateline.extract import sites
from dateline.extract.anew import separate
from dateline.extract.asked import joined
from dateline.extract.combined import announces_several
from dateline.extract.compare import Summary, relations, types_agree
from dateline.extract.group import Group, items_apart, next_headline
from dateline.intervals import compatible
from dateline.types import Annotated


def second_mentions(annotated: Annotated, groups: list[Group]) -> list[Group]:
    """Join a later group to an earlier one that is told with the same place and a date that fits: a second mention.

    Tolls that differ, kinds of attack that exclude each other, words that tell another incident, or two streets of a round-up keep
    them apart.
    """
    kept: list[Group] = []
    several = announces_several(annotated)
    for item in groups:
        if separate(item.units[0], annotated.document.text):
            kept.append(item)
            continue
        others = (
            other
            for other in kept
            if not items_apart(other.units, item.units)
            and not (several and sites.second_street(annotated, item.units[0], other.units))
        )
        home = next((other for other in others if _second_mention(other.summary(), item.summary())), None)
        if home is None:
            kept.append(item)
        else:
            home.add(*item.units)
            home.asked = joined(home.asked, item.asked)
    return kept


def _second_mention(a: Summary, b: Summary) -> bool:
    if compatible(a.date, b.date) is not True or types_agree(a.types, b.types) is False:
        return False
    if True not in relations(a.places, b.places):
        return False
    effects = {effect for effect, _ in a.tolls} & {effect for effect, _ in b.tolls}
    return not effects or bool(a.tolls & b.tolls)


def without_headlines(groups: list[Group], text: str) -> list[Group]:
    """Give the headline of a later story to the incident that the body tells at its place; left alone, it tells no incident."""
    flags = [all(next_headline(unit, text) for unit in item.units) for item in groups]
    told = [item for item, head in zip(groups, flags, strict=True) if not head]
    for item in (item for item, head in zip(groups, flags, strict=True) if head):
        a = item.summary()
        for other in told:
            b = other.summary()
            if all(unit.sentence.kind != "title" for unit in other.units) and _at_one_place(a, b):
                other.add(*item.units)
                break
    return told if told else groups


def _at_one_place(a: Summary, b: Summary) -> bool:
    return True in relations(a.places, b.places) and types_agree(a.types, b.types) is not False
