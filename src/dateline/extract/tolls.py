"""The killed and injured that a report settles on for one incident, out of every figure it says.

Rules (CODEBOOK.md, Killed and injured): a whole stands before its parts; parts of one sentence add up, "including" parts do not;
superseded and cumulative figures are kept beside; attackers are left out unless the text counts them in; silence is unknown.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import Literal

from dateline.codebook.needles import Needled
from dateline.codebook.tables import table
from dateline.extract import weigh
from dateline.extract.all_struck import all_struck
from dateline.extract.also_dead import also_dead
from dateline.extract.combined import announces_several
from dateline.extract.died_of_it import alone, are_dead
from dateline.extract.died_since import died_since
from dateline.extract.fighters import fighters
from dateline.extract.figures import (
    OTHERS,
    TOO,
    Figure,
    addends,
    also_one,
    beside_dead,
    besides_the_doer,
    figures,
    is_the_rest,
    size,
    struck_and_hurt,
)
from dateline.extract.kind import incident_type
from dateline.extract.read_there import read_there
from dateline.extract.self_hurt import self_hurt
from dateline.extract.shot_dead import shot_dead, shot_hurt
from dateline.extract.still_hurt import still_hurt
from dateline.extract.told_alive import told_alive
from dateline.extract.toll_clues import boasted, come_to, elsewhere, is_further, mourned, outdated, spared
from dateline.extract.units import Unit
from dateline.extract.wholes import beside_the_dead, counted, in_all, in_one_breath, is_part, together
from dateline.types import Annotated, CountMention, CountValue, Effect, Scores

_ROSE = Needled(
    r"\b(?:rose|risen|rises|climb\w+|increas\w+|jump\w*|grew|grown|swelled|swollen|doubled|revis\w+|now stands|total|"
    r"toll|bring\w*|brought|in all|latest)\b",
    re.IGNORECASE,
)
_DIED_LATER = re.compile(r"[^.,;]{0,30}\bdied later\b", re.IGNORECASE)
_TOLD = re.compile(r"\b(?:toll|dead|people|persons|casualt\w+|fatalit\w+|in all|total|bodies)\b", re.IGNORECASE)
_WORD = re.compile(r"[a-z]+")
_CLAIMED = re.compile(r"\bclaim(?:ed|s|ing)?\b", re.IGNORECASE)
_AND_HIS = re.compile(r"\b(?:and|while)\s(?:his|her|their|an?)\s", re.IGNORECASE)
_ANOTHER = re.compile(r"another\b", re.IGNORECASE)
Casualty = Literal["killed", "injured"]
Settled = tuple[Figure, float] | None
"""A figure and its lead over none."""
BOTH_SIDES = frozenset({"armed_clash", "air_strike"})
"""Kinds of incidents whose toll holds the fighters: in a clash both sides attack, a strike is not theirs."""
_OF_THEM = re.compile(r"[\w-]+(?:\sof\s(?:them|whom|those|the victims))?", re.IGNORECASE)
_DEAD = re.compile(r"\s(?:is\s|are\s)?dead\b", re.IGNORECASE)
"""What leaves open whether the dead are some of those hit: "Four shot, 1 dead"."""
WHO_DIED = 80
"""How far behind "five people were shot" the words "one of them fatally" may stand."""


def survivors(annotated: Annotated, units: Sequence[Unit], killed: Figure | None, *, main: bool = True) -> list[Figure]:
    """Return the injured that follow from "four people were shot, one fatally": those hit, less those killed.

    Of a background incident that names no dead nothing follows ("in 2019 a barber was shot"): 12 of 20 such were killed.

    The figure is noted as derived; where all who were hit died, or more died than were hit, nothing follows. Of "two others were
    shot" beside the dead none is one of them, unless their numbers agree ("she and three others had been shot", of three dead).
    """
    dead = 0 if killed is None else killed.value.best
    if dead is None:
        return []
    found = []
    effects: tuple[Effect, ...] = ("hit", "casualties") if main or killed is not None else ("casualties",)
    for effect in effects:
        for figure in figures(annotated.document.text, units, effect):
            text = annotated.document.text
            unsure = dead > 1 and (size(figure) == dead or _ANOTHER.match(text, figure.span.start) is not None)
            apart = dead > 0 and not unsure and effect == "hit" and _besides(text, figure)  # the dead are of the casualties
            less, value = 0 if apart else dead, figure.value
            values = [None if n is None else n - less for n in (value.low, value.best, value.high)]
            told = effect == "hit" or dead or size(figure) > 1  # "the robbery victim" may be anything
            if told and all(n is None or n > 0 for n in values):
                value = CountValue(values[0], values[1], values[2], figure.value.qualifier)
                note = f"derived: {effect} {'beside' if apart else 'less'} killed"
                found.append(Figure(value, figure.mentions, figure.unit, note=note))
    return found


def _besides(text: str, figure: Figure) -> bool:
    """Tell "two other people were shot", "her brother was also shot", "a man was killed and his son was shot": none of the dead."""
    if besides_the_doer(text, figure):
        return False
    if _AND_HIS.search(text, max(0, figure.span.start - 6), figure.span.start + 6) and beside_dead(figure):
        return True
    first = figure.mentions[0].span  # of "Milner and three others" Milner may be the one who died
    return OTHERS.search(text, first.start, first.end) is not None or TOO.match(text, figure.span.end) is not None


def _is_plain(text: str, figure: Figure) -> bool:
    """Tell a derived figure that is as good as said: "two others were shot", "all five were hit", "a triple shooting"; "five were
    shot, one fatally"."""
    first = figure.span.of(text).lower().split()[0]
    plain = (figure.note or "").endswith(("beside killed", "who died")) or _tells_who_died(text, figure)
    return plain or first == "all" or first in table("count_words")["multiples"]


def _tells_who_died(text: str, figure: Figure) -> bool:
    """Tell "five people were shot, one of them fatally": the sentence of those hit says how many of them died."""
    if not (figure.note or "").startswith("derived: hit less") or len(figure.mentions) != 1:
        return False
    dead = (figure.mentions[0].value.best or 0) - size(figure)
    if any(c.effect == "killed" and c.span == figure.span and c.value.best == dead for c in figure.unit.counts):
        return dead > 0  # "four of the five people shot died"
    behind = (c for c in figure.unit.counts if 0 < c.span.start - figure.span.end <= WHO_DIED)
    told = (c for c in behind if c.effect == "killed" and dead and c.value.best == dead)
    return any(_OF_THEM.fullmatch(c.span.of(text)) and not _DEAD.match(text, c.span.end) for c in told)


def _tells_of_several(sentence: str) -> bool:
    """Tell whether a sentence's figure may be that of several incidents ("killed in separate attacks")."""
    return not set(table("count_words")["several_events"].split()).isdisjoint(_WORD.findall(sentence.lower()))


def candidates(
    annotated: Annotated,
    units: Sequence[Unit],
    effect: Casualty,
    *,
    main: bool,
    asked: Scores | None = None,
    others: Sequence[Scores] = (),
    taken: Collection[CountMention] = (),
    settled: Mapping[Casualty, Settled] = MappingProxyType({}),
) -> list[tuple[Figure, weigh.Features]]:
    """Return every figure with its features, in the order of the text.

    `others` is what the model says of the other incidents, `taken` the figures that another incident is surer of (`shares`),
    `settled` what the same words were settled on before: the injured are read beside the dead.
    """
    text = annotated.document.text
    found = figures(text, units, effect)
    if effect == "killed":
        found += list(died_since(text, found, units))
    if effect == "killed" and not found:
        found = shot_dead(annotated, units, main=main, asked=asked)
    struck: frozenset[int] = frozenset()
    less: list[Figure] = []
    dead: tuple[Figure, float] | None = None
    if effect == "injured":
        if "killed" in settled:
            dead = settled["killed"]
        else:
            dead = settle(annotated, units, "killed", main=main, asked=asked, others=others, taken=taken)
        if dead is not None and size(dead[0]):
            struck = frozenset(size(figure) for figure in figures(text, units, "hit"))
        found += survivors(annotated, units, dead[0] if dead else None, main=main)
        found += struck_and_hurt(text, units) if dead is None else ()
        found += self_hurt(text, units) if dead is None and not found else ()
        if not found and dead is None:
            found = shot_hurt(annotated, units, main=main, asked=asked)
        less = still_hurt(text, found, units) if not _older(text, units, dead) else []
        found += less
    first = min((unit.order for unit in units), default=0)
    largest = max((size(figure) for figure in found), default=0)
    found = [f for f in found if effect == "killed" or not (is_the_rest(text, f, found, units) or spared(text, f, dead))]
    updates = [figure for figure in found if come_to(text, figure)]
    parts, gone = addends(found), {mention for figure in less for mention in figure.mentions}
    found = [figure for figure in found if len(figure.mentions) > 1 or figure.mentions[0] not in parts]
    none_dead = effect == "injured" and main and dead is None and all(size(figure) for figure in found)
    fought = list(fighters(units, effect))
    clash = bool(fought) and incident_type(annotated, units) in BOTH_SIDES
    found += fought
    return [
        (
            figure,
            {
                "all_hit": float(figure.note is None and size(figure) in struck),
                "lessened": float((figure.note or "").endswith("who died")),
                "this_elsewhere": elsewhere(figure, effect, asked, others),
                "more": float(is_further(text, figure)),
                "also": float(effect == "injured" and also_one(text, figure, found)),
                "come_to": float(figure in updates),
                "outdated": float(
                    outdated(text, figure, updates, found) or (figure.note is None and not gone.isdisjoint(figure.mentions))
                ),
                "fighters": float(figure.fighters),
                "clash": float(figure.fighters and clash),
                "none_dead": float(none_dead and not figure.unit.apart),
                "mourned": float(effect == "killed" and mourned(text, figure)),
                "dead": float(effect == "injured" and are_dead(text, figure, found, units)),
                "alone": float(effect == "injured" and dead is not None and alone(text, figure, dead[0], found, units)),
            }
            | _features(annotated, figure, found, first, largest, effect, main=main, asked=asked),
        )
        for figure in found
        if not taken or not any(mention in taken for mention in figure.mentions)
    ]


def _older(text: str, units: Sequence[Unit], dead: tuple[Figure, float] | None) -> bool:
    """Tell whether the settled dead are those before a later toll ("that would make it 25"): so are the injured then."""
    later = {size(figure) for figure in figures(text, units, "killed") if come_to(text, figure)}
    return dead is not None and bool(later) and size(dead[0]) not in later


def _features(
    annotated: Annotated,
    figure: Figure,
    found: Sequence[Figure],
    first: int,
    largest: int,
    effect: Casualty,
    *,
    main: bool,
    asked: Scores | None = None,
) -> dict[str, float]:
    text, number = annotated.document.text, size(figure)
    return {
        "plural": float(number > 1),
        "single": float(number == 1),
        "zero": float(number == 0),
        "several": float(number > 1 and _tells_of_several(figure.unit.sentence.span.of(text))),
        "claimed": float(_CLAIMED.search(text, figure.unit.span.start, figure.unit.span.end) is not None),
        "vague": float(figure.value.best is None and not _is_only_bound(figure, found)),
        "lead": float(figure.unit.lead and figure.unit.sentence.kind != "title"),
        "title": float(figure.unit.sentence.kind == "title"),
        "votes": float(min(3, sum(size(other) == number for other in found) - 1)),
        "derived": float(figure.note is not None and not _is_plain(text, figure)),
        "sum": float(len(figure.mentions) > 1),
        "clauses": float(figure.clauses),
        "included": float(any(mention.role == "included" for mention in figure.mentions)),
        "part": float(any(mention.role == "part" for mention in figure.mentions)),
        "dwarfed": float(0 < number * 4 <= largest),
        "told": float(_TOLD.search(text, max(figure.unit.span.start, figure.span.start - 40), figure.span.end + 20) is not None),
        "ratio": min(1.0, number / largest) if largest else 0.0,
        "qualified": float(figure.value.qualifier in ("at_least", "more_than", "about")),
        "largest": float(number >= largest),
        "apart": float(figure.unit.apart),
        "late": min(10, figure.unit.order - first) / 10,
        "rose": float(_rose(text, figure)),
        **({} if figure.note is not None else weigh.role(annotated, figure.mentions[0].span, effect, main=main, asked=asked)),
    }


def _is_only_bound(figure: Figure, found: Sequence[Figure]) -> bool:
    """Tell the "as many as 30" of a report that gives no other figure: it is a number, where "dozens" is none."""
    return figure.value.qualifier == "up_to" and all(other.value.best is None for other in found)


def _rose(text: str, figure: Figure) -> bool:
    """Tell a figure of a sentence that speaks of a toll that rose, or of those themselves who "died later"."""
    rose = _ROSE.first(text, figure.unit.span.start, figure.unit.span.end) is not None
    return rose or _DIED_LATER.match(text, figure.span.end) is not None


def settle(
    annotated: Annotated,
    units: Sequence[Unit],
    effect: Casualty,
    *,
    main: bool,
    asked: Scores | None = None,
    others: Sequence[Scores] = (),
    taken: Collection[CountMention] = (),
    settled: Mapping[Casualty, Settled] = MappingProxyType({}),
) -> Settled:
    """Return the figure that the report settles on and a score; None where it says nothing of it."""
    found = candidates(annotated, units, effect, main=main, asked=asked, others=others, taken=taken, settled=settled)
    every = [figure for figure, _ in found]
    text = annotated.document.text
    wholes = [(f, row) for f, row in found if not is_part(text, f, every)]
    plain = [(f, row) for f, row in wholes if not boasted(annotated, f)]
    best = weigh.best(effect, plain or wholes)
    if best is None:
        alive = told_alive(text, wholes) or read_there(wholes) if effect == "injured" else None
        return None if alive is None else (alive, 0.0)
    chosen = in_all(text, counted(best[0], every), every)
    if effect == "killed":
        return also_dead(text, chosen, every), best[1]
    dead, several = settled.get("killed"), announces_several(annotated)
    if main and dead is None and not several and not tells_of_dead(units):
        chosen = all_struck(text, chosen, every)
    killed = dead[0] if dead else None
    chosen = beside_the_dead(chosen, killed, every)
    chosen = chosen if several else in_one_breath(text, chosen, killed, every)
    return together(text, chosen, killed, every), best[1]


def tells_of_dead(units: Sequence[Unit]) -> bool:
    """Tell whether any of the units tells of somebody's death, however many ("the girl's parents were found dead")."""
    return any(c.effect == "killed" and c.value.best != 0 and c.certainty != "denied" for unit in units for c in unit.counts)
