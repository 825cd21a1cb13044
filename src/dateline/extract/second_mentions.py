"""Incidents that grouping opened twice and that are one: a second mention, or the headline of a story that the text tells."""

from __future__ import annotations

import re

from dateline.extract import sites
from dateline.extract.anew import separate
from dateline.extract.asked import joined
from dateline.extract.combined import announces_several
from dateline.extract.compare import Summary, relations, same_place, types_agree
from dateline.extract.group import Group, cut_off, items_apart
from dateline.extract.headline_halves import halves_apart, next_headline
from dateline.intervals import compatible
from dateline.types import Annotated, PlaceValue

_STREET = re.compile(
    r"\d|\b(?:streets?|st|avenues?|aves?|roads?|rd|lanes?|drive|dr|boulevards?|blvd|highways?|parkway|broadway|square|court|place|way)\b"
)
"""What tells a street's or a block's name from that of a market or a school, which may stand in the street."""


def second_mentions(annotated: Annotated, groups: list[Group]) -> list[Group]:
    """Join a later group to an earlier one that is told with the same place and a date that fits: a second mention.

    Tolls that differ, kinds of attack that exclude each other, words that tell another incident, or two streets keep them apart.
    """
    kept: list[Group] = []
    text, several = annotated.document.text, announces_several(annotated)
    for item in groups:
        if separate(item.units[0], text):
            kept.append(item)
            continue
        others = (
            other
            for other in kept
            if not items_apart(other.units, item.units)
            and not halves_apart(text, other, item)
            and not cut_off(text, other.units, item.units[0])
            and not (several and sites.second_street(annotated, item.units[0], other.units))
        )
        home = next(
            (other for other in others if _second_mention(other.summary(), item.summary()) and not _elsewhere(text, other, item)),
            None,
        )
        if home is None:
            kept.append(item)
        else:
            home.add(*item.units)
            home.asked = joined(home.asked, item.asked)
    return kept


def _second_mention(a: Summary, b: Summary) -> bool:
    if compatible(a.date, b.date) is not True or types_agree(a.types, b.types) is False:
        return False
    if not any(_one_name(one, other) for one in a.places for other in b.places):
        return False
    effects = {effect for effect, _ in a.tolls} & {effect for effect, _ in b.tolls}
    return not effects or bool(a.tolls & b.tolls)


def _one_name(one: PlaceValue, other: PlaceValue) -> bool:
    """Tell whether two places are one by name too: two suburbs of one city are near each other, and two places."""
    mine, its = one.name.casefold(), other.name.casefold()
    return same_place(one, other) is True and (one.precision == "site" or other.precision == "site" or mine in its or its in mine)


def _elsewhere(text: str, one: Group, other: Group) -> bool:
    """Tell whether both name streets, and none of them meet: two deeds of one town and day ("in the 300 block of Elm Street",
    "in the 900 block of Main Street")."""
    mine, its = ({site for site in sites.streets(item.units, text) if _STREET.search(site)} for item in (one, other))
    return bool(mine) and bool(its) and not sites.meet(mine, its)


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
