"""A figure is told of one incident: where two of a report choose the same words, the one that is surer of them keeps them.

"Seven died in a strike on Ariha. … On Monday Maaret al-Numan had been shelled." The second incident then takes the next figure of
its own, or none. Incidents that may be one told twice, by their places, keep what each chose.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from itertools import combinations
from operator import itemgetter
from types import MappingProxyType

from dateline.extract import tolls, weigh
from dateline.extract.by_place import told_at
from dateline.extract.combined import adds_up, alike, left_over, opens_with_several
from dateline.extract.figures import Figure, size
from dateline.extract.headline_halves import in_later_half
from dateline.extract.toll_clues import come_to, spared
from dateline.extract.toll_zero import ZERO_REACH, nobody, of_either
from dateline.extract.units import Unit
from dateline.types import Annotated, CountMention, PlaceValue, Scores

Settled = tolls.Settled
SURE = 3.0
"""The lead of a figure that a sentence tells for the incident's place, beside another one's."""
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
    of_both: set[CountMention] = field(default_factory=set)
    """Figures told of this incident and of another one together."""


def settle(annotated: Annotated, stories: Sequence[Story]) -> list[Mapping[tolls.Casualty, Settled]]:
    """Return for each story the killed and injured that it settles on, no figure for two of them."""
    for one, other in combinations(stories, 2):
        _mark_of_both(one, other)
    settled = [_settled(annotated, story) for story in stories]
    while (loser := _loser(stories, settled)) is not None:
        number, figure = loser
        stories[number].taken.update(figure.mentions)
        settled[number] = _settled(annotated, stories[number])
    for number in range(len(stories)):
        for effect in EFFECTS:
            settled[number] = _without_the_whole(annotated, stories, settled, number, effect)
    for number, effect, figure in _of_the_next_headline(annotated.document.text, settled):
        stories[number].taken.update(figure.mentions)
        settled[number] = {**settled[number], effect: _settled(annotated, stories[number])[effect]}
    for effect in EFFECTS:
        for number, zero in of_either(annotated, [story.told for story in stories], effect).items():
            dead = settled[number]["killed"]
            if settled[number][effect] is None and (dead is None or not size(dead[0])):
                settled[number] = {**settled[number], effect: (zero, 0.0)}
    return settled


def _of_the_next_headline(
    text: str, settled: Sequence[Mapping[tolls.Casualty, Settled]]
) -> list[tuple[int, tolls.Casualty, Figure]]:
    """Return the stories, with the effect and the figure, whose figure stands in a headline's later half alone ("…; mayor slain"),
    where the body tells another one with as many."""
    found: list[tuple[int, tolls.Casualty, Figure]] = []
    for number, effect in ((number, effect) for number in range(len(settled)) for effect in EFFECTS):
        mine = settled[number][effect]
        if mine is None or not all(in_later_half(text, mine[0].unit.sentence, count.span) for count in mine[0].mentions):
            continue
        others = (one[effect] for at, one in enumerate(settled) if at != number)
        if any(o is not None and size(o[0]) == size(mine[0]) and o[0].unit.sentence.kind == "body" for o in others):
            found.append((number, effect, mine[0]))
    return found


def _mark_of_both(one: Story, other: Story) -> None:
    """Mark the figures of two attacks told as one (`paired`): "the bombings in Kenya and Tanzania killed 250" is neither's toll."""
    spans = {unit.span for unit in one.told} & {unit.span for unit in other.told}
    if not spans or _may_be_one(one.place, other.place):
        return
    for story in (one, other):
        story.of_both.update(count for unit in story.counted if unit.span in spans for count in unit.counts)


def _without_the_whole(
    annotated: Annotated,
    stories: Sequence[Story],
    settled: Sequence[Mapping[tolls.Casualty, Settled]],
    number: int,
    effect: tolls.Casualty,
) -> Mapping[tolls.Casualty, Settled]:
    """Return what the story settles on without the toll of several incidents together (`combined`)."""
    story, chosen = stories[number], settled[number][effect]
    if chosen is None or len(stories_with(settled, effect)) < 2 or not opens_with_several(annotated, chosen[0], story.told):
        return settled[number]
    others = {
        at: size(one[0])
        for at, each in enumerate(settled)
        if at != number and (one := each[effect]) is not None and set(one[0].mentions).isdisjoint(chosen[0].mentions)
    }
    sizes, news = list(others.values()), [one for at, one in others.items() if stories[at].main]
    kept = set(story.taken)
    story.taken |= alike(chosen[0], [count for unit in story.counted for count in unit.counts])
    again = _settled(annotated, story)
    own = again[effect]
    alone = chosen[0].unit.lead and size(chosen[0]) > 1  # "Six were hurt in three attacks"
    left = 0 if own is None else size(own[0])
    if (left or (alone and own is None)) and adds_up(size(chosen[0]), left, sizes if left else news):
        return again
    if own is None and sizes.count(1) == size(chosen[0]) - 1 and (own := _the_last(annotated, story, effect)) is not None:
        return _settled(annotated, story, {effect: own})
    story.taken = kept
    rest = left_over(chosen[0], sizes) if alone and (own is None or size(own[0]) == size(chosen[0])) else None
    return settled[number] if rest is None else {**settled[number], effect: (rest, chosen[1])}


def _the_last(annotated: Annotated, story: Story, effect: tolls.Casualty) -> Settled:
    """Return the one person that a story has left, however unlikely, where each other deed has one ("two murders")."""
    counted = _without(story.counted, story.taken | story.of_both)
    found = tolls.candidates(annotated, counted, effect, main=story.main, asked=story.asked, others=story.others)
    ones = ((figure, weigh.score(effect, row)) for figure, row in found if size(figure) == 1)
    best = max(ones, key=itemgetter(1), default=None)
    return None if best is None else (best[0], 0.0)


def stories_with(settled: Sequence[Mapping[tolls.Casualty, Settled]], effect: tolls.Casualty) -> list[int]:
    """Return the numbers of the stories that settle on a figure for `effect`."""
    return [number for number, one in enumerate(settled) if one[effect] is not None]


def _settled(
    annotated: Annotated, story: Story, known: Mapping[tolls.Casualty, Settled] = MappingProxyType({})
) -> Mapping[tolls.Casualty, Settled]:
    """Return what the story settles on, the `known` figures as they are."""
    found: dict[tolls.Casualty, Settled] = {}
    figures: dict[tolls.Casualty, Settled] = {}
    taken = story.taken | story.of_both
    for effect in EFFECTS:
        chosen = figures[effect] = known.get(effect) or tolls.settle(
            annotated,
            story.counted,
            effect,
            main=story.main,
            asked=story.asked,
            others=story.others,
            taken=taken,
            settled=figures,
        )
        if chosen is None and (story.main or effect == "killed"):  # "no one was hurt" behind another is as often the next one's
            chosen = nobody(annotated, story.told, effect, reach=ZERO_REACH if story.main else 1, taken=taken)
            if chosen is not None and spared(
                annotated.document.text, chosen[0], found.get("killed") if effect == "injured" else None
            ):
                chosen = None
        own = told_at(annotated, story.told, story.place, effect)
        if own is not None and story.taken.isdisjoint(own.mentions) and (chosen is None or _beside(annotated, chosen[0], own)):
            chosen = own, SURE
        found[effect] = chosen
    return found


def _without(units: Sequence[Unit], taken: Set[CountMention]) -> Sequence[Unit]:
    """Return the units without the figures that are another incident's: what is told beside them is then read by itself ("He died",
    below the "two men killed" of a title)."""
    return [replace(unit, counts=tuple(count for count in unit.counts if count not in taken)) for unit in units]


def _beside(annotated: Annotated, figure: Figure, other: Figure) -> bool:
    """Tell whether two figures stand in one sentence, and the first is not what the other has come to ("so that it is six now")."""
    if come_to(annotated.document.text, figure) or other.mentions[0] in figure.mentions:
        return False
    spans = (figure.mentions[0].span, other.mentions[0].span)
    return any(all(sentence.span.covers(span) for span in spans) for sentence in annotated.sentences)


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
