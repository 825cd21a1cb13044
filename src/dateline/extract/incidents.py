"""Incidents: groups of units become accounts with values, each value with the statements behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dateline.extract import blame, date, kind, place, tolls
from dateline.extract.group import Group, group
from dateline.extract.speaker import say
from dateline.extract.units import Unit, units
from dateline.types import Annotated, Claim, CountMention, IncidentReport, Perpetrator, Span, Statement

NOTES = {"included": "included", "earlier": "earlier", "part": "part", "cumulative": "cumulative"}


def incidents(annotated: Annotated) -> tuple[IncidentReport, ...]:
    """Return the document's incidents in the order in which the text first speaks of them."""
    found = units(annotated)
    groups = group(annotated, found)
    _assign_followups(annotated, groups, found)
    reports = [_report(annotated, item) for item in groups]
    return tuple(report for report in reports if _holds(report))


def _holds(report: IncidentReport) -> bool:
    """An incident needs a place or a date of its own, and something that happened to somebody or something."""
    own = report.date.value is not None or any(s.property in ("date", "place") for s in report.statements)
    return own and bool(report.mentions or report.killed or report.injured)


def _assign_followups(annotated: Annotated, groups: list[Group], found: list[Unit]) -> None:
    """Sentences that only say who did it ("The Taliban claimed responsibility.") belong to the incident told before them."""
    if not groups:
        return
    told = {unit.sentence.span for unit in found}
    for sentence in annotated.sentences:
        if sentence.kind == "boilerplate" or sentence.span in told or not blame.ties(annotated, sentence.span):
            continue
        before = [g for g in groups if any(u.span.start < sentence.span.start for u in g.units)]
        home = max(
            before, key=lambda g: max(u.span.start for u in g.units if u.span.start < sentence.span.start), default=groups[0]
        )
        home.followups.append(sentence.span)


def _report(annotated: Annotated, item: Group) -> IncidentReport:
    text = annotated.document.text
    told = item.units
    when = date.choose(told)
    where = place.choose(annotated, told)
    killed, injured = tolls.settle(tolls.figures(told, "killed")), tolls.settle(tolls.figures(told, "injured"))
    found = blame.of_spans(annotated, [*(unit.span for unit in told), *item.followups])
    who = blame.perpetrator(found)
    claims = blame.claims(found, annotated)
    denials = blame.denials(found)
    weapons, targets = kind.weapons(told), kind.targets(told)
    kind_value = kind.incident_type(told)
    statements: list[Statement] = [
        Statement("type", kind_value, _first_event(item)),
        *([Statement("date", when.value, when.span)] if when and when.value else []),
        *([Statement("place", where[1], where[0].span, score=where[1].score)] if where else []),
        *_count_statements(told, killed, injured),
        *_who_statements(who, claims, denials),
        *(Statement("weapon", word.value, word.span) for word in weapons),
        *(Statement("target", word.value, word.span) for word in targets),
    ]
    return IncidentReport(
        type=kind_value,
        main=item.main,
        date=when.value if when and when.value else date.UNKNOWN,
        place=where[1] if where else None,
        killed=killed.value if killed else None,
        injured=injured.value if injured else None,
        perpetrator=who,
        claims=tuple(claims),
        denials=tuple(denials),
        weapons=tuple(word.value for word in weapons),
        targets=tuple(word.span.of(text) for word in targets),
        outcome="foiled" if _foiled(item) else "completed",
        mentions=tuple(event.span for unit in told for event in unit.events),
        statements=tuple(say(annotated, statement) for statement in statements),
    )


def _first_event(item: Group) -> Span:
    for unit in item.units:
        for event in sorted(unit.events, key=lambda event: -event.score):
            return event.span
    return item.units[0].span


def _foiled(item: Group) -> bool:
    modes = [event.mode for unit in item.units for event in unit.events]
    return bool(modes) and all(mode == "foiled" for mode in modes)


def _count_statements(
    told: Sequence[Unit], killed: tolls.Figure | None, injured: tolls.Figure | None
) -> Iterator[Statement]:  # fmt: skip
    """Every figure said; the settled one first and whole, parts and superseded figures noted as such."""
    for effect, figure in (("killed", killed), ("injured", injured)):
        if figure is not None:
            yield Statement(effect, figure.value, figure.span, certainty=figure.mentions[0].certainty)
    shown = _single(killed, injured)
    for count in (count for unit in told for count in unit.counts):
        known = any(n is not None for n in (count.value.low, count.value.best, count.value.high))
        if count.effect is not None and known and count not in shown:
            note = "attackers" if count.attackers else NOTES.get(count.role)
            yield Statement(count.effect, count.value, count.span, certainty=count.certainty, note=note)


def _single(*figures: tolls.Figure | None) -> set[CountMention]:
    """The mentions that a settled figure of one mention has said already."""
    return {figure.mentions[0] for figure in figures if figure is not None and len(figure.mentions) == 1}


def _who_statements(who: Perpetrator | None, claims: Sequence[Claim], denials: Sequence[Claim]) -> Iterator[Statement]:
    if who is not None:
        yield Statement("perpetrator", who.actor, who.span, certainty="hedged" if who.status == "suspected" else "stated")
    for claim in claims:
        yield Statement("claim", claim.by, claim.span, certainty="claimed")
    for denial in denials:
        yield Statement("denial", denial.by, denial.span, certainty="denied")
