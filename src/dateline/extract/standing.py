"""How an incident stands in its report: whether it is one at all, and whether it is the main event or background."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.codebook.eased import shouts
from dateline.codebook.needles import Needled
from dateline.extract import flash, mishaps, not_attacks, own_words, weigh
from dateline.extract.compare import cue
from dateline.extract.group import Group
from dateline.extract.harmless import harmless
from dateline.extract.opening import plural_aggregate, sums_up_a_year
from dateline.extract.units import CASUALTY
from dateline.intervals import bounds, width
from dateline.types import Annotated, EventMention

BESIDE = 200
"""Code points around a unit's sentence in which an accident is spoken of."""
_ACCIDENT = Needled(
    r"\b(?:(?:was|were|is|been|an?) (?:an? )?(?:tragic |industrial |apparent |freak |workplace )?accident(?:al)?\b(?! shooting)"
    r"|gas (?:leak|explosion|blast|cylinder|pipe|canister)|short[ -]circuit|electrical fault|boiler|dust explosion"
    r"|rul(?:ed|ing) out (?:terror\w*|an attack|foul play|sabotage|a bomb)|no (?:bomb|explosives?) (?:was|were|had been) found"
    r"|not (?:an act of )?terroris[mt]\w*|wartime bomb|fireworks? (?:factory|plant|store))",
    re.IGNORECASE,
)
_INNOCENT = Needled(
    r"\b(?:nothing suspicious|no suspicious circumstances"
    r"|not (?:being )?(?:treat\w+|regard\w+|consider\w+)\b[^.\n]{0,40}\bsuspicious"
    r"|no (?:signs?|evidence|indication|suspicion) of (?:an attack|sabotage|foul play))",
    re.IGNORECASE,
)
"""What the police or an inspector says of an accident: it counts double."""
_RULED_OUT = Needled(
    r"(?<!not )(?<!n't )(?<!n’t )(?<!to )(?<!never )\brul(?:e|es|ed|ing) out (?:an? |any )?"
    r"(?:attack|deliberate act|deliberate|sabotage)"
    r"|\bno (?:\w+ ){0,2}(?:indications?|signs?|evidence|suggestion|element|question)\b[^.;:\n]{0,40}"
    r"\b(?:deliberate\w*|intentional\w*|on purpose|sabotage|an attack)\b"
    r"|\bno sabotage\b|\bnot assume an attack\b|\bnot (?:done )?on purpose\b"
    r"|\b(?:was|were|is|are|be) not (?:being treated as )?(?:an? )?(?:deliberate|intentional|attack|act of sabotage)\b"
    r"|\b(?:medical (?:episode|emergency|event)|seizure|stroke|heart attack|taken ill|fell ill|lost consciousness|blacked out"
    r"|dozed off|fell asleep|sudden illness|health problem)\b[^.\n]{0,20}\b(?:at|behind) the wheel",
    re.IGNORECASE,
)
"""What says outright of a car that hit people, or of a blast, that nobody meant it."""
LONGEST_WORD = 3
"""Words in the longest entry of the codebook for violence without a kind ("left for dead"): longer events are the model's own."""
NEWS_DAYS, WEEKS_DAYS = 3, 10
"""News are of the last days; an event of more than ten days ago is mostly told for comparison."""
OLD_DAYS = 60
"""An event older than this at publication is rarely what a news report is about."""


def is_incident(annotated: Annotated, item: Group, *, first: bool) -> float | None:
    """Return the score over "none", None where the group is no incident (an aggregate, a threat, a court story's echo)."""
    if not_attacks.unreal(annotated, item) or harmless(annotated, item):
        return None
    if not first and all(sums_up_a_year(unit, annotated.document.text) for unit in item.units):
        return None
    found = weigh.best("incident", [(item, incident_features(annotated, item, first=first))])
    return found[1] if found else None


def incident_features(annotated: Annotated, item: Group, *, first: bool) -> dict[str, float]:
    """Return the features of "this group of units is an incident with a place or a date of its own"."""
    text, summary = annotated.document.text, item.summary()
    events = [event for unit in item.units for event in unit.events]
    counts = [c for unit in item.units for c in unit.counts if c.effect in CASUALTY and c.role in ("whole", "part")]
    aggregates = sum(plural_aggregate(event, text, unit.times) for unit in item.units for event in unit.events)
    found = {
        "bias": 1.0,
        "first": float(first),
        "dated": float(summary.date is not None),
        "undated": float(not any(unit.times for unit in item.units)),
        "placed": float(any(place.precision != "country" for place in summary.places)),
        "placeless": float(not summary.places),
        "counted": float(bool(counts)),
        "listed": float(item.units[0].listed and bool(counts)),
        "specific": float(any(event.score == 1.0 for event in events)),
        "aggregate": aggregates / max(1, len(events)),
        "live": float(any(event.mode == "actual" for event in events)),
        "unreal": sum(event.mode not in ("actual", "historical") for event in events) / max(1, len(events)),
        "units": min(5, len(item.units)) / 5,
        "accident": _accident(annotated, item, first=first),
        "wordless": float(_wordless(text, events)),
        "capitals": float(shouts(text)),
        "entry": float(bool(counts or any(event.score == 1.0 for event in events)) and _entry(item)),
        **not_attacks.features(annotated, item),
        **mishaps.features(annotated, item, not_attacks.beside(annotated, item)),
        **model_features(annotated, item),
        **own_words.features(annotated, item),
    }
    return {**found, **flash.features(annotated, item, found)}


def _entry(item: Group) -> bool:
    """Tell whether it opens with an entry of a chronicle, headed by a day: such lists are made of incidents."""
    head = item.units[0]
    return head.entry and head.carried is not None and head.carried.value is not None and width(head.carried.value) <= NEWS_DAYS


def _wordless(text: str, events: Sequence[EventMention]) -> bool:
    """Tell whether the model alone reads events here, in whole clauses without a type ("sent a convoy across the border")."""
    return bool(events) and all(
        event.type == "other" and event.score < 1.0 and len(event.span.of(text).split()) > LONGEST_WORD for event in events
    )


def _accident(annotated: Annotated, item: Group, *, first: bool) -> float:
    """Return 1 where the report calls what exploded or burned an accident or rules an attack out, 2 where nothing is suspect.

    An accidental shooting stays an incident of its kind; only blasts and fires that nobody is said to have set are meant. Where
    it rules an attack out, the bare blasts that it is likened to are accidents too ("In May a blast at a mill hurt three").
    """
    kinds = {event.type for unit in item.units for event in unit.events}
    text = annotated.document.text
    likened = first or mishaps.bare(text, item)
    if likened and kinds <= {"vehicle_attack", "bombing", "arson", "other"} and _RULED_OUT.first(text):
        return 2.0
    if not kinds <= {"bombing", "arson", "other"}:
        return 0.0
    spans = [unit.sentence.span for unit in (*item.units, *item.beside)] or [unit.span for unit in item.units]
    for words, weight in ((_INNOCENT, 2.0), (_ACCIDENT, 1.0)):
        if any(words.first(text, max(0, span.start - BESIDE), span.end + BESIDE) for span in spans):
            return weight
    return 0.0


def model_features(annotated: Annotated, item: Group) -> dict[str, float]:
    """Return what the model makes of the group's event words; the highest of each role, as a share of the cap."""
    if annotated.scores is None:
        return {"grammar_only": 1.0}
    spans = [event.span for unit in item.units for event in unit.events] or [c.span for unit in item.units for c in unit.counts]

    def high(name: str) -> float:
        return max((weigh.model(annotated, span, name) for span in spans), default=0.0) / weigh.CAP

    asked, main, background = item.asked, high("event_main"), high("event_background")
    whole = max(annotated.scores.whole("event_main"), annotated.scores.whole("event_background"))
    return {
        "event": max(main, background),
        "trap": high("trap"),
        "reports": max(-1.0, min(1.0, whole / weigh.CAP)),
        "event_main": main,
        "event_background": background,
        "asked_incident": 0.0 if asked is None else weigh.share(asked.whole("incident")),
        "asked_main": 0.0 if asked is None else weigh.share(asked.whole("main")),
    }


def main_features(annotated: Annotated, item: Group, *, first: Group, total: int) -> dict[str, float]:
    """Return the features of "this incident is what the report is about".

    ``first`` is the incident told first, ``total`` counts the units of all incidents.
    """
    text, published = annotated.document.text, annotated.document.published
    edges = bounds(item.summary().date)
    age = (published - edges[1]).days if edges is not None and published is not None else None
    old = age is not None and age > OLD_DAYS
    return {
        "bias": 1.0,
        "first": float(item is first),
        "just_now": float(age is not None and age <= NEWS_DAYS),
        "weeks_ago": float(age is not None and WEEKS_DAYS < age <= OLD_DAYS),
        "same_days": float(item is not first and _same_days(item, first)),
        "lead": float(item.units[0].lead),
        "title": float(item.units[0].sentence.kind == "title"),
        "share": len(item.units) / max(1, total),
        "old": float(old),
        "recent": float(age is not None and not old),
        "past_cue": float(cue(item.units[0], text) == "past"),
        **model_features(annotated, item),
    }


def _same_days(item: Group, first: Group) -> bool:
    """Tell whether an incident is dated to within a day of the one told first: a report's news are of the same days."""
    one, other = item.summary().date, first.summary().date
    mine, its = bounds(one), bounds(other)
    return mine is not None and its is not None and width(one) <= NEWS_DAYS and abs((its[1] - mine[1]).days) <= 1


SUBJECT, RECALLED = 0.5, 0.2
"""The share of a report's sentences from which the old deed that its title and lead tell of is what it is about, and up to which
another one, told neither there, is only recalled ("four months before the shooting at another club")."""


def set_main(annotated: Annotated, groups: list[Group]) -> None:
    """Mark the main incidents: those that score over "none"; failing those, the first where the lead tells it as no old event.

    A follow-up's old deed stands before a newer one that it only recalls.
    """
    total = sum(len(item.units) for item in groups)
    for item in groups:
        features = main_features(annotated, item, first=groups[0], total=total)
        item.main = weigh.best("main", [(item, features)]) is not None
    if groups and not groups[0].main and (aside := [item for item in groups if item.main]):
        told = {id(item): main_features(annotated, item, first=groups[0], total=total) for item in (groups[0], *aside)}
        subject = told[id(groups[0])]
        recalled = all(
            not (told[id(item)]["title"] or told[id(item)]["lead"]) and told[id(item)]["share"] < RECALLED for item in aside
        )
        if subject["title"] and subject["lead"] and subject["share"] >= SUBJECT and recalled:
            groups[0].main = True
            for item in aside:
                item.main = False
    if groups and not any(item.main for item in groups):
        features = main_features(annotated, groups[0], first=groups[0], total=total)
        groups[0].main = bool(features["lead"]) and not features["old"] and not features["past_cue"]
