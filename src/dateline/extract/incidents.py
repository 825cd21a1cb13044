"""Incidents: groups of units become accounts with values, each value with the statements behind it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from dateline.codebook.eased import eased_document, shouts
from dateline.extract import blame, date, hours, kind, means, place, round_up, shares, spots, tolls, twins, weapons
from dateline.extract.beside import attach
from dateline.extract.counted_in import counted_in
from dateline.extract.cut import units
from dateline.extract.followups import follow
from dateline.extract.group import Group, group
from dateline.extract.habits import of_one
from dateline.extract.known_suspects import with_suspects
from dateline.extract.merge import merge
from dateline.extract.murder_suicides import with_suicides
from dateline.extract.paired import part
from dateline.extract.place_anaphors import points
from dateline.extract.place_country import inferred
from dateline.extract.place_demonyms import country_of_people
from dateline.extract.second_mentions import second_mentions
from dateline.extract.speaker import say
from dateline.extract.standing import is_incident, set_main
from dateline.extract.sums import only_sums
from dateline.extract.units import Unit
from dateline.extract.widen import widen
from dateline.intervals import compatible
from dateline.types import (
    Annotated,
    Claim,
    CountMention,
    IncidentReport,
    IncidentType,
    Perpetrator,
    PlaceMention,
    PlaceValue,
    Scores,
    Span,
    Statement,
    TimeMention,
)

NOTES = {"included": "included", "earlier": "earlier", "part": "part", "cumulative": "cumulative"}
Where = tuple[PlaceMention, PlaceValue, float] | None
"""The mention that places an incident, its value, and its lead over no place."""
Kept = list[tuple[Group, float]]
"""The incidents that stand, each with its score over "none"."""
MOST_UNITS = 800
"""Stretches that tell of events that one report is made of: grouping compares them with each other, 500 took 1.3 s."""


def too_long(annotated: Annotated) -> tuple[str, ...]:
    """Return a flag where the report is made of the document's first stretches alone."""
    count = len(units(annotated)) if len(annotated.events) + len(annotated.counts) > MOST_UNITS else 0
    return (f"only the first {MOST_UNITS} of {count} passages that tell of events were read",) if count > MOST_UNITS else ()


class Account(NamedTuple):
    """One incident as the document tells it, and what the model says of it alone."""

    report: IncidentReport
    asked: Scores | None


def accounts(annotated: Annotated) -> tuple[Account, ...]:
    """Return the document's incidents in the order in which the text first speaks of them."""
    annotated = with_suicides(with_suspects(annotated))
    read = eased_document(annotated)
    found = units(read)[:MOST_UNITS]
    kept: Kept = []
    rest: list[Group] = []
    groups = second_mentions(read, group(read, found, capitals=shouts(annotated.document.text)))
    for index, item in enumerate(merge(read, groups)):
        standing = is_incident(annotated, item, first=index == 0)
        if standing is not None and _of_its_own(annotated.document.text, item):
            kept.append((item, standing))
        else:
            rest.append(item)
    kept = [(item, kept[number][1]) for number, item in part(read, [item for item, _ in kept], rest)]
    reports = _reports(annotated, kept, found)
    homes = twins.updates(annotated.document.text, [item for item, _ in kept], reports)
    kept, reports = _united(annotated, kept, found, reports, homes)
    kept, reports = _united(annotated, kept, found, reports, twins.pairs(reports) or twins.vague(reports))
    homes = twins.again(annotated.document.text, [item for item, _ in kept], reports)
    kept, reports = _united(annotated, kept, found, reports, homes)
    if summed := only_sums(annotated.document.text, [item for item, _ in kept], reports):
        kept = [one for number, one in enumerate(kept) if number not in summed]
        reports = _reports(annotated, kept, found)
    if spots.shared(reports):
        reports = _reports(annotated, kept, found, apart=True)
    groups = [item for item, _ in kept]
    reports = list(round_up.dated(annotated, reports, found))
    return tuple(Account(report, item.asked) for report, item in zip(reports, groups, strict=True))


def _united(
    annotated: Annotated, kept: Kept, found: Sequence[Unit], reports: list[IncidentReport], homes: dict[int, int]
) -> tuple[Kept, list[IncidentReport]]:
    """Give second tellings to their first, and choose the values again where there was one."""
    if not homes:
        return kept, reports
    kept = [kept[number] for number in twins.unite([item for item, _ in kept], homes)]
    return kept, _reports(annotated, kept, found)


def _reports(
    annotated: Annotated, kept: Sequence[tuple[Group, float]], found: Sequence[Unit], *, apart: bool = False
) -> list[IncidentReport]:
    """Choose every incident's values, in the light of the others; ``apart``: two of one day have places of their own."""
    groups = [item for item, _ in kept]
    set_main(annotated, groups)
    for item in groups:
        item.beside, item.apart = [], []
    attach(annotated, groups, found)
    for item in groups:
        widen(annotated, item)
    ledger = blame.Ledger(annotated)
    ledger.tellings = _tellings(groups, follow(ledger, groups, found))
    places = [_where(annotated, [*item.units, *item.beside, *item.apart], main=item.main, asked=item.asked) for item in groups]
    if apart:
        places = spots.apart(annotated, groups, places)
    counted = shares.settle(annotated, list(_stories(groups, places)))
    rows = zip(groups, (standing for _, standing in kept), ledger.tellings, places, counted, strict=True)
    return [_report(ledger, *row) for row in rows]


def _stories(groups: Sequence[Group], places: Sequence[Where]) -> Iterator[shares.Story]:
    for number, (item, where) in enumerate(zip(groups, places, strict=True)):
        others = [other.asked for at, other in enumerate(groups) if at != number and other.asked is not None]
        yield shares.Story(item.units, [*item.units, *item.apart], item.main, where[1] if where else None, item.asked, others)


def _tellings(groups: Sequence[Group], homes: Sequence[Sequence[Span]]) -> list[blame.Telling]:
    reach = 1.0 / max(1, sum(item.main for item in groups))
    out = []
    for number, (item, spans) in enumerate(zip(groups, homes, strict=True)):
        own = [unit.span for unit in item.units]
        out.append(blame.Telling(spans, own, reach if item.main else 0.0, item.asked, number))
    return out


def _of_its_own(text: str, item: Group) -> bool:
    """An incident needs a place or a date of its own (CODEBOOK.md, One incident); words for an unresolved date are one, and words
    that point to a place ("elsewhere in the city")."""
    return any(unit.times or unit.places or unit.carried or points(text, unit.span) for unit in item.units)


def _report(
    ledger: blame.Ledger,
    item: Group,
    standing: float,
    telling: blame.Telling,
    where: Where,
    settled: Mapping[tolls.Casualty, shares.Settled],
) -> IncidentReport:
    annotated, told, main, asked = ledger.annotated, item.units, item.main, item.asked
    when = date.choose(annotated, [*told, *item.beside, *item.apart], main=main, asked=asked)
    killed, injured = settled["killed"], settled["injured"]
    found = ledger.of_spans(telling.spans)
    who = blame.perpetrator(ledger, telling)
    claims, denials = blame.claims(found, annotated), blame.denials(found, annotated)
    own = of_one(annotated.document.text, told)
    arms = weapons.weapons(annotated, own, asked=asked)
    targets = means.targets(annotated, own, asked=asked, doer=who)
    type_ = kind.incident_type(annotated, own)
    statements = [
        Statement("type", type_, _event_of(item, type_)),
        *([Statement("date", when[0].value, when[0].span, score=likely(when[1]))] if when and when[0].value else []),
        *([_place_statement(where)] if where else []),
        *_count_statements(annotated, told, settled),
        *_who_statements(who, claims, denials),
        *(_beside(tie) for tie in blame.beside(found, who)),
        *(Statement("weapon", word.value, word.span) for word in arms),
        *(Statement("target", word.value, word.span) for word in targets),
        *(Statement("time", time.timex, time.span) for unit in told for time in unit.times if _is_hour(time, when)),
        *(Statement("time", time.timex, time.span, note="beside") for time in (hours.told_beside(annotated, told) if main else ())),
    ]
    return IncidentReport(
        type=type_,
        main=main,
        date=when[0].value if when and when[0].value else date.UNKNOWN,
        place=where[1] if where else None,
        killed=killed[0].value if killed else None,
        injured=injured[0].value if injured else None,
        perpetrator=who,
        claims=tuple(claims),
        denials=tuple(denials),
        weapons=tuple(word.value for word in arms),
        targets=tuple(word.span.of(annotated.document.text) for word in targets),
        outcome="foiled" if _foiled(item) else "completed",
        mentions=tuple(event.span for unit in told for event in unit.events),
        statements=tuple(say(annotated, statement) for statement in statements),
        score=likely(standing),
    )


def _beside(tie: blame.Tie) -> Statement:
    """Another than the one chosen; a group that somebody blames beside the claimant is told as such."""
    if tie.ground == "accused" and tie.value.kind == "group":
        return Statement("perpetrator", tie.value, tie.span, note="beside, accused")
    return Statement("perpetrator", tie.value, tie.mention, note="beside")


def _is_hour(time: TimeMention, when: tuple[TimeMention, float] | None) -> bool:
    """Tell whether a time of day can be the incident's: not that of another day ("by Wednesday evening they had counted 165")."""
    return time.kind == "time" and compatible(time.value, when[0].value if when else None) is not False


def _place_statement(where: tuple[PlaceMention, PlaceValue, float]) -> Statement:
    note = "inferred" if "inferred:" in where[1].reason else None
    return Statement("place", where[1], where[0].span, score=likely(where[2]), note=note)


def _where(annotated: Annotated, told: Sequence[Unit], *, main: bool, asked: Scores | None) -> Where:
    """The place that the units name; its country, or the country alone, from the whole report where they do not say it."""
    where = place.choose(annotated, told, main=main, asked=asked)
    if where is not None and (where[1].country or where[1].gazetteer_id is not None):
        return where  # a sea that the gazetteer holds lies in no country
    country = country_of_people(annotated, told) or inferred(annotated)
    if country is None:
        return where
    if where is None:
        return country[0], country[1], -1.0
    return where[0], replace(where[1], country=country[1].country, reason=f"{where[1].reason}; {country[1].reason}"), where[2]


def likely(log_odds: float) -> float:
    """Return a probability: the logistic function of a lead over "none"."""
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, log_odds))))


def _event_of(item: Group, kind_: IncidentType) -> Span:
    """Return the first words that name an event of this type, else a weapon that implies it, else the first that name any."""
    for unit in item.units:
        for event in unit.events:
            if event.type == kind_:
                return event.span
    arm = kind.implied(item.units, kind_)
    if arm is not None:
        return arm
    for unit in item.units:
        for event in sorted(unit.events, key=lambda event: -event.score):
            return event.span
    return item.units[0].span


def _foiled(item: Group) -> bool:
    """Tell whether all that is told of it was foiled; a noun of the title only names it ("Car bomb: suspect held")."""
    events = [(event, unit.sentence.kind == "title") for unit in item.units for event in unit.events]
    told = [event.mode == "foiled" for event, titled in events if not (titled and event.noun)]
    return all(told) if told else bool(events) and all(event.mode == "foiled" for event, _ in events)


def _count_statements(
    annotated: Annotated, told: Sequence[Unit], counted: Mapping[tolls.Casualty, shares.Settled]
) -> Iterator[Statement]:
    """Every figure said; the settled ones first, then parts, superseded figures and attackers, noted as such."""
    shown: set[CountMention] = set()
    within: set[str] = set()
    for effect, settled in counted.items():
        if settled is not None:
            figure, lead = settled
            if counted_in(annotated, told, effect, figure):
                within.add(effect)
            if len(figure.mentions) == 1 and figure.note is None:
                shown.add(figure.mentions[0])
            certainty = figure.mentions[0].certainty
            yield Statement(effect, figure.value, figure.span, certainty=certainty, score=likely(lead), note=figure.note)
    for count in (count for unit in told for count in unit.counts):
        known = any(n is not None for n in (count.value.low, count.value.best, count.value.high))
        if count.effect is not None and known and count not in shown:
            apart = "attackers, counted in" if count.effect in within else "attackers"
            note = apart if count.attackers else NOTES.get(count.role)
            yield Statement(count.effect, count.value, count.span, certainty=count.certainty, note=note)


def _who_statements(who: Perpetrator | None, claims: Sequence[Claim], denials: Sequence[Claim]) -> Iterator[Statement]:
    if who is not None:
        yield Statement("perpetrator", who.actor, who.span, certainty="hedged" if who.status == "suspected" else "stated")
    for claim in claims:
        yield Statement("claim", claim.by, claim.span, certainty="claimed")
    for denial in denials:
        yield Statement("denial", denial.by, denial.span, certainty="denied")
