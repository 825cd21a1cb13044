"""The type of an incident, out of the words of its units."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import cast, get_args

from dateline.codebook.phrases import PhraseTable, tokens
from dateline.codebook.tables import table
from dateline.extract import weapons, weigh
from dateline.extract.peaks import highest
from dateline.extract.units import Unit, inside
from dateline.types import Annotated, IncidentType, Span

UNDECIDED = -0.5
"""Below this, as a share of the cap, the model denies a type for the words in question."""
REACH = 300
"""Code points before an incident in which the type of the one told before it is looked for."""
OPENING = 3
"""Units of an incident in which the one whom it struck is looked for."""
BY_NAME = frozenset(("assassination", "armed_assault", "bombing", "knife_attack"))
"""Types of which the killing of one holder of an office is an assassination."""
MOST_BESIDE = 2
"""People struck beside the holder of an office at most: a driver, two guards."""
FIRED = frozenset(("shelling", "air_strike"))
"""Types that missiles and drones alone tell, where no word says what was done ("an Iskander hit the centre, killing two")."""
MANY = 5
_STRIKE = re.compile(r"strikes?", re.IGNORECASE)
"""What kills fighters from the air as a rule."""
STRUCK = frozenset(("killed", "injured", "hit"))
MOST = 3
"""So many different cues of one type count at most."""


def incident_type(annotated: Annotated, units: Sequence[Unit]) -> IncidentType:
    """Return the type that scores highest over all types; ``other`` where nothing speaks for any."""
    found = weigh.best("type", type_candidates(annotated, units))
    return found[0] if found else "other"


def implied(units: Sequence[Unit], kind: IncidentType) -> Span | None:
    """Return the first weapon that implies a type ("rockets killed nine"), which no word for what was done need name."""
    rows: dict[str, str] = table("weapon_types")["types"]
    return next((word.span for word in weapons.named(units) if rows.get(word.value) == kind), None)


def type_candidates(annotated: Annotated, units: Sequence[Unit]) -> list[tuple[IncidentType, weigh.Features]]:
    """Return every type with its features: the share of the event words that name it, in all and in the lead, what the model
    makes of the event words and of the surest words of the first unit, whether a weapon implies it
    (``codebook/weapon_types.json``), whether its own words, which seldom stand for another, are all that name any, and whether one
    holder of an office was struck; where no word tells a type, whether all the dead are fighters, and whether what is told before
    is of it ("The worst, in Oldmar, killed nine"); of a bombing whether a sentence calls it a suicide bombing, and of one whether
    no word says so and the model denies it."""
    events = [(unit.lead, event) for unit in units for event in unit.events]
    specific = [(lead, event) for lead, event in events if event.score == 1.0]
    rows: dict[str, str] = table("weapon_types")["types"]
    implied = {rows[word.value] for word in weapons.named(units) if word.value in rows}
    modelled = _modelled(annotated, [event.span for _, event in events]) or _surest(annotated, units)
    unsaid = not specific and max(modelled.values(), default=0.0) < UNDECIDED
    told = {event.type for _, event in specific}
    plain: dict[str, list[str]] = table("kind_cues")["plain"]
    faint: list[str] = table("kind_cues")["faint"]
    sure = {event.type for _, event in specific if event.span.of(annotated.document.text).lower() not in faint}
    outdone = "suicide_bombing" in told  # then "blast" and "bombing" name it too
    hinted = _hinted(annotated, units)
    before = None if specific else _before(annotated, units)
    opening = _surest(annotated, units[:1])
    office = _office(annotated.document.text, units)
    struck = any(_STRIKE.fullmatch(annotated.document.text, e.span.start, e.span.end) for _, e in events)
    fought = not told and not struck and _only_fighters(units)
    return [
        (
            kind,
            {
                f"is_{kind}": 1.0,
                "words": sum(event.type == kind for _, event in specific) / max(1, len(specific)),
                "said": float(kind in told),
                "plain": float(kind in sure and kind in plain and told <= {kind, *plain[kind]}),
                "lead": float(any(lead and event.type == kind for lead, event in specific)),
                "first": float(bool(specific) and specific[0][1].type == kind),
                "suicide": float(kind == "suicide_bombing" and "suicide_bombing" in told),
                "weapon": float(kind in implied),
                "fired": float(not told and implied == {kind} and kind in FIRED),
                "unsaid": float(unsaid and kind == "armed_assault"),
                "outdone": float(outdone and kind == "bombing"),
                "office": float(kind == "assassination" and office and told <= BY_NAME),
                "of_fighters": float(kind == "armed_clash" and not told and fought),
                "baseless": float(kind == "suicide_bombing" and kind not in told and modelled.get(kind, 0.0) < 0),
                "model": modelled.get(kind, 0.0),
                "opening": opening.get(kind, 0.0),
                "before": float(kind == before),
                f"cued_{kind}": min(MOST, len(hinted & _hints(kind))) / MOST,
            },
        )
        for kind in get_args(IncidentType)
        if kind != "assassination" or told != {"arson"} or not _of_many(units)  # the president only speaks of the fire
    ]


def _office(text: str, units: Sequence[Unit]) -> bool:
    """Tell whether a holder of an office is the one person whom an opening sentence counts as struck."""
    for unit in units[:OPENING]:
        struck = [c for c in unit.counts if c.effect in STRUCK and c.value.best and not c.attackers]
        named = any(True for c in struck if c.value.best == 1 for _ in _offices().find(tokens(text, c.span.start, c.span.end)))
        if named and all((count.value.best or 0) <= MOST_BESIDE for count in struck):
            return True
    return False


def _only_fighters(units: Sequence[Unit]) -> bool:
    """Tell whether all who are counted as killed are fighters ("the army said it killed 33 militants")."""
    dead = [c for unit in units for c in unit.counts if c.effect == "killed" and c.value.best != 0 and c.role == "whole"]
    names: list[str] = table("kind_cues")["fighters"]
    return bool(dead) and all(c.who is not None and c.who.lower().split()[-1] in names for c in dead)


def _of_many(units: Sequence[Unit]) -> bool:
    """Tell whether the opening counts more dead than an assassination leaves."""
    return any(c.effect == "killed" and (c.value.best or 0) > MANY for unit in units[:OPENING] for c in unit.counts)


@cache
def _offices() -> PhraseTable[bool]:
    return PhraseTable((office, True) for office in table("kind_cues")["offices"])


def _before(annotated: Annotated, units: Sequence[Unit]) -> IncidentType | None:
    """Return the type that the last specific word before the incident names, in its own paragraph."""
    end = min((unit.span.start for unit in units), default=0)
    start = max(annotated.document.text.rfind("\n", 0, end) + 1, end - REACH)
    told = [event.type for event in inside(annotated.events, Span(start, end)) if event.score == 1.0] if start < end else []
    return told[-1] if told else None


def _hinted(annotated: Annotated, units: Sequence[Unit]) -> frozenset[tuple[str, int]]:
    """The different cues of ``codebook/kind_cues.json`` in the sentences of the units."""
    text, spans = annotated.document.text, {unit.sentence.span for unit in units}
    found: set[tuple[str, int]] = set()
    for words in (tokens(text, span.start, span.end) for span in spans):
        for kind in {kind for token in words for kind in _begun().get(token.word, ())}:
            found.update(value for _, _, value in _cues(kind).find(words))
    return frozenset(found)


@cache
def _begun() -> dict[str, list[str]]:
    """Return the kinds that each word can begin a cue of."""
    found: dict[str, list[str]] = {}
    for kind in table("kind_cues")["kinds"]:
        for word in _cues(kind).first:
            found.setdefault(word, []).append(kind)
    return found


@cache
def _hints(kind: str) -> frozenset[tuple[str, int]]:
    return frozenset((kind, index) for index in range(len(table("kind_cues")["kinds"].get(kind, ()))))


@cache
def _cues(kind: str) -> PhraseTable[tuple[str, int]]:
    """One table a kind: a word may speak for several."""
    patterns: list[str] = table("kind_cues")["kinds"][kind]
    return PhraseTable((pattern, (kind, index)) for index, pattern in enumerate(patterns))


def _modelled(annotated: Annotated, spans: Sequence[Span]) -> dict[str, float]:
    """The model's mean logit of each type over the event words, as a share of the cap."""
    if not spans:
        return {}
    kinds = _kinds(annotated)
    sums = weigh.summed(annotated, spans, [f"type:{kind}" for kind in kinds])
    return {kind: value / len(spans) / weigh.CAP for kind, value in zip(kinds, sums, strict=True)}


def _surest(annotated: Annotated, units: Sequence[Unit]) -> dict[str, float]:
    """What the model's surest words for each type make of it, as a share of the cap, whether or not they name an event."""
    kinds = _kinds(annotated)
    names = [f"type:{kind}" for kind in kinds]
    rows = [row for unit in units if (row := highest(annotated, unit.span, names))]
    return {kind: max((weigh.share(row[at]) for row in rows), default=0.0) for at, kind in enumerate(kinds)}


def _kinds(annotated: Annotated) -> tuple[IncidentType, ...]:
    """The types that the model has a column for."""
    if annotated.scores is None:
        return ()
    return tuple(cast(IncidentType, name[5:]) for name in annotated.scores.names if name.startswith("type:"))
