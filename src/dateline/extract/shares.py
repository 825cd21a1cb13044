"""A figure is told of one incident: where two of a report choose the same words, the one that is surer of them keeps them.

"Seven died in a strike on Ariha. … On Monday Maaret al-Numan had been shelled." The second incident then takes the next figure of
its own, or none. Incidents that may be one told twice, by their places, keep what each chose.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from dateline.extract import tolls
from dateline.extract.figures import Figure
from dateline.extract.units import Unit
from dateline.types import Annotated, CountMention, PlaceValue, Scores

Settled = tuple[Figure, float] | None
EFFECTS: tuple[tolls.Casualty, ...] = ("killed", "injured")


@dataclass(slots=True)
class Story:
    """What one incident's toll is read from: its units, those `apart`, where it happened, and the model's readings."""

    told: Sequence[Unit]
    counted: Sequence[Unit]
    main: bool
    place: PlaceValue | None
    asked: Scores | None
    others: Sequence[Scores]
    taken: set[CountMention] = field(default_factory=set)
    """Figures that another incident is surer of."""


def settle(annotated: Annotated, stories: Sequence[Story]) -> list[Mapping[tolls.Casualty, Settled]]:
    """Return for each story the killed and injured that it settles on, no figure for two of them."""
    settled = [_settled(annotated, story) for story in stories]
    while (loser := _loser(stories, settled)) is not None:
        number, figure = loser
        stories[number].taken.update(figure.mentions)
        settled[number] = _settled(annotated, stories[number])
    return settled


def _settled(annotated: Annotated, story: Story) -> Mapping[tolls.Casualty, Settled]:
    found: dict[tolls.Casualty, Settled] = {}
    for effect in EFFECTS:
        chosen = tolls.settle(
            annotated, story.counted, effect, main=story.main, asked=story.asked, others=story.others, taken=story.taken
        )
        if chosen is None and (story.main or effect == "killed"):  # "no one was hurt" behind another is as often the next one's
            chosen = tolls.nobody(annotated, story.told, effect, reach=tolls.ZERO_REACH if story.main else 1, taken=story.taken)
        found[effect] = chosen
    return found


def _loser(stories: Sequence[Story], settled: Sequence[Mapping[tolls.Casualty, Settled]]) -> tuple[int, Figure] | None:
    """Return the first story that shares a figure with one that is surer of it, and that figure."""
    for effect in EFFECTS:
        chosen = [(number, one[effect]) for number, one in enumerate(settled)]
        for (first, one), (second, other) in combinations(chosen, 2):
            if one is None or other is None or set(one[0].mentions).isdisjoint(other[0].mentions):
                continue
            if not _may_be_one(stories[first].place, stories[second].place):
                return (second, other[0]) if other[1] <= one[1] else (first, one[0])
    return None


def _may_be_one(place: PlaceValue | None, other: PlaceValue | None) -> bool:
    """Tell whether two incidents may be one told twice: one bears the other's place, lies in it, or has its country alone."""
    if place is None or other is None:
        return place is other
    if "country" in (place.precision, other.precision) and place.country == other.country:
        return True
    names = (place.name.casefold(), other.name.casefold())
    return names[0] in names[1] or names[1] in names[0]
