"""What the words around a time expression say of it as an incident's date: features of the choice in `extract/date.py`.

``codebook/date_cues.json`` holds the words of what comes after an attack ("was found", "died in hospital", "was charged").
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import cache

from dateline.codebook.one_of import one_of
from dateline.codebook.tables import table
from dateline.extract.units import Unit, inside
from dateline.intervals import bounds, compatible, width
from dateline.types import Annotated, DateValue, Span, TimeMention

REACH = 70
"""Code points before or behind a time expression in which the verb it belongs to is looked for."""
BEFORE = 30
"""Days that an attack may lie before the death, the arrest or the find that the report opens with."""
_TIE = re.compile(r"\s+(?:after|before)\s")
_AFTER = re.compile(r"\s+after\s")
_CLAUSE = re.compile(r"\s+after\s[^,.;:\n]{3,120},")
"""The clause itself where it opens the sentence: "On Monday, two days after a bombing in Kano, police arrested …"."""
_DIED = re.compile(r"\b(?:died|dies|succumbed|pronounced dead|buried|laid to rest)\b", re.IGNORECASE)
_DEATH = re.compile(r"(?:died|dies|dead|death|succumbed)\b.*", re.IGNORECASE)
TOLD = 4
"""Words before "two days after" from which a sentence tells something of its own there."""
_OWN_BEFORE = re.compile(r",?\s(?:just\s|only\s|barely\s|exactly\s)?$")
_BOUND = re.compile(
    r"\bsince\s(?:at least\s|about\s|around\s|the\s|they\s|it\s|he\s|she\s|[a-z]{3,12}\s){0,4}?(?:on\s|in\s)?$", re.IGNORECASE
)
_WAR = r"\b(?:war|conflict|insurgency|invasion|uprising|rebellion|ceasefire|cease-fire|truce)\b"
_IN = r"(?:(?:in|on|early|mid|late|last)[\s-]){0,3}$"
_WAR_BEGAN = re.compile(
    rf"{_WAR}[^.;\n]{{0,70}}\b(?:began|begun|broke out|erupted|started|flared up|took (?:effect|hold)|"
    rf"came into (?:force|effect))\s{_IN}",
    re.IGNORECASE,
)
_SINCE_WAR = re.compile(
    rf"\bsince\s[^.;\n]{{0,60}}{_WAR}(?:\sof\s[A-Z]\w+)?(?:,?\swhich)?\s(?:(?:began|started)\s)?{_IN}", re.IGNORECASE
)
WAR_REACH = 150
"""Code points before a date in which the war may stand that began on it."""
_OUTLIVED = re.compile(
    r"\b(?:died|dies|succumbed|pronounced dead)\b(?:(?!\b(?:and|as|but|when|after|before|while|who|which)\b)[^.;:!?])*$",
    re.IGNORECASE,
)
"""A death that is counted from the day of the attack: "died at a hospital (the following morning)"."""
_BREAK = re.compile(r"[;:.!?\"”]\s|,\s(?:and|but|while|when|after|before|who|which)\s|\s(?:after|before|while|when|but)\s")


@cache
def _aftermath() -> re.Pattern[str]:
    return re.compile(rf"\b{one_of(table('date_cues')['aftermath'])}\b", re.IGNORECASE)


def clues(annotated: Annotated, unit: Unit, time: TimeMention) -> dict[str, float]:
    """Return the features that the sentence gives to one of its time expressions, each 0.0 or 1.0."""
    text, span = annotated.document.text, time.span
    return {
        "tied": float(_TIE.match(text, span.end) is not None and time.anchor is not None),
        "aftermath": float(_is_aftermath(annotated, unit, span)),
        "outlived": float(
            time.anchor is not None
            and _OUTLIVED.search(text, max(unit.sentence.span.start, span.start - REACH), span.start) is not None
        ),
        "turned": float(_is_turned(annotated, unit, time)),
        "bound": float(_is_bound(annotated, unit, span)),
    }


def _is_bound(annotated: Annotated, unit: Unit, span: Span) -> bool:
    """Tell a day that something is counted from ("since 2016"), not that of an event behind "since" ("since two died in 2016")."""
    found = _BOUND.search(annotated.document.text, max(unit.sentence.span.start, span.start - REACH), span.start)
    return found is not None and not any(not event.noun for event in inside(annotated.events, Span(found.start(), span.start)))


def of_war(text: str, sentence: Span, time: Span, *, opens: bool) -> bool:
    """Tell the date of a war or a truce ("since the invasion in 2022"; "the war, which erupted in April") from an attack's.

    With `opens` the sentence is the first that tells of the incident: what a war began with is an incident of that day.
    """
    start = max(sentence.start, time.start - WAR_REACH)
    if _SINCE_WAR.search(text, start, time.start):
        return True
    return not opens and _WAR_BEGAN.search(text, start, time.start) is not None


def _is_turned(annotated: Annotated, unit: Unit, time: TimeMention) -> bool:
    """Tell "N days before Y" right behind a date of the clause's own ("On Thursday, a day before the Umuaka incident"): Y's day."""
    text, span = annotated.document.text, time.span
    if time.anchor is None or _TIE.match(text, span.end) is None:
        return False
    told = inside(annotated.events, unit.sentence.span)
    if _AFTER.match(text, span.end) and told and told[0].span.start > span.end:
        return False  # "reopened on Friday, a week after two were shot there": the sentence tells of nothing else
    before = [other for other in unit.times if other.span.end <= span.start and other.value is not None]
    return bool(before) and _OWN_BEFORE.fullmatch(text, before[-1].span.end, span.start) is not None


def _is_aftermath(annotated: Annotated, unit: Unit, span: Span) -> bool:
    """Tell whether the verb that the expression belongs to is one of what comes after an attack, and no event stands nearer."""
    text, sentence = annotated.document.text, unit.sentence.span
    start = max(sentence.start, span.start - REACH)
    cues = list(_aftermath().finditer(text, start, span.start))
    if cues:
        between = Span(cues[-1].end(), span.start)
        return not inside(annotated.events, between) and not _BREAK.search(text, between.start, between.end)
    ahead = _aftermath().search(text, span.end, min(sentence.end, span.end + REACH))
    if ahead is None or _BREAK.search(text, span.end, ahead.start()):
        return False
    return not inside(annotated.events, Span(start, ahead.end()))


def counted_from(annotated: Annotated, unit: Unit, time: TimeMention) -> Span | None:
    """Return the day that only what came after the attack has: "on Monday" in "pupils went home on Monday, a day after a bomb …".

    The sentence tells no event before "N days after" and one behind it; so its own day is that of the funeral, the arrest.
    """
    text, sentence, span = annotated.document.text, unit.sentence.span, time.span
    if time.anchor is None or time.value is None or not _AFTER.match(text, span.end) or not sentence.covers(time.anchor):
        return None
    before = Span(sentence.start, span.start)
    if len(before.of(text).split()) < TOLD:
        clause = _CLAUSE.match(text, span.end, sentence.end)
        if clause is None or inside(annotated.events, Span(clause.end(), sentence.end)):
            return None
    elif not (only_outlived(annotated, before) or not inside(annotated.events, before)):
        return None
    behind = Span(span.end, min(sentence.end, span.end + REACH))
    return time.anchor if time.anchor.end <= span.start and inside(annotated.events, behind) else None


def only_outlived(annotated: Annotated, span: Span) -> bool:
    """Tell whether a stretch tells of a death or a burial alone, of no deed ("A man died in hospital on Monday")."""
    text, events = annotated.document.text, inside(annotated.events, span)
    return _DIED.search(text, span.start, span.end) is not None and all(_DEATH.fullmatch(event.span.of(text)) for event in events)


def coarser(values: Sequence[DateValue | None]) -> list[bool]:
    """Tell of each value whether another of them is narrower and lies within it ("1981" beside "14 June 1981")."""
    known = [(value, bounds(value)) for value in values]
    return [
        edges is not None
        and any(
            other is not None and edges[0] <= other[0] and other[1] <= edges[1] and width(more) < width(value)
            for more, other in known
        )
        for value, edges in known
    ]


def later(values: Sequence[DateValue | None], rows: Sequence[Mapping[str, float]]) -> list[bool]:
    """Tell of a death or an arrest whether a plain day up to `BEFORE` days earlier stands beside it.

    Only of one that a report opens with, or that is counted from another day ("died the following morning").
    """
    known = [bounds(value) for value in values]
    plain = [not row.get("aftermath") and not row.get("bound") for row in rows]
    return [
        bool(row.get("aftermath") and (row.get("lead") or row.get("outlived")))
        and edges is not None
        and any(
            other is not None and itself and timedelta(0) < edges[0] - other[1] <= timedelta(days=BEFORE)
            for other, itself in zip(known, plain, strict=True)
        )
        for edges, row in zip(known, rows, strict=True)
    ]


def shares(values: Sequence[DateValue | None]) -> list[float]:
    """Return of each value how many of the others it agrees with, as a share of them; 0.0 where it is unknown or alone."""
    return [
        sum(compatible(value, other) is True for at, other in enumerate(values) if at != index) / max(1, len(values) - 1)
        for index, value in enumerate(values)
    ]
