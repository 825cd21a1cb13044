"""Dates: every time expression its calendar value, from the publication date or from another date in the text.

The rules are CODEBOOK "Date" and ``docs/decisions/0003-dates.md``: a weekday is the last one on or before publication unless the
verb beside it speaks of the future; "two days later" counts from the date that the text spoke of last; without a publication date
nothing relative is resolved, except from a publication stamp in the first lines of the text, which then is the mention's anchor.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlsplit

from dateline.codebook.tables import table
from dateline.resolve.dates_calendar import Stretch
from dateline.resolve.dates_cues import future, reports, sentence_of, stamp
from dateline.resolve.dates_specs import Frame, part_of, resolve
from dateline.types import Annotated, DateValue, Document, Sentence, Span, TimeMention

UNKNOWN = DateValue(None, "unknown")
REACH = 12
"""Sentences back in which a date may stand that "two days later" counts from."""
CLOCK_REACH = 8
"""Sentences back in which the day of a lone clock time may stand."""
QUARTER_REACH = 10
"""Sentences back in which the quarter may stand that a business report compares with another."""
YEAR_REACH = 3
"""Sentences back in which a year holds for a month without one, in a text without publication date."""

_REFERENCES = ("PRESENT_REF", "PAST_REF", "FUTURE_REF")


@dataclass(frozen=True, slots=True)
class _Told:
    """A date that the text has spoken of: where, in which sentence, and whether it is only that of the saying."""

    span: Span
    sentence: int
    stretch: Stretch
    saying: bool
    derived: bool
    """True when it was itself counted from another date by years or quarters ("a year earlier")."""


def dates(annotated: Annotated) -> Annotated:
    """Give every time expression its TIMEX3 value, its `DateValue` and its anchor; a duration or a set has no calendar value."""
    document, mentions = annotated.document, annotated.times
    mark = stamp(document, mentions) if document.published is None else None
    published = document.published or (date.fromisoformat(mark.timex[:10]) if mark else None)
    posted = stamp(document, mentions) if mark is None else mark
    day_first = _day_first(document)
    told: list[_Told] = []
    out: list[TimeMention] = []
    for at, mention in enumerate(mentions):
        number = sentence_of(annotated.sentences, mention.span)
        if mention.kind in ("duration", "set") or mention.timex in _REFERENCES:
            out.append(replace(mention, timex=_plain(mention.timex)))
            continue
        context = _context(annotated, told, mention, number, at)
        frame = Frame(
            published, context.stretch if context else None, _tense(document.text, annotated.sentences, mention, number), day_first
        )
        stretch = _resolved(_particular(document.text, mention), frame)
        done = _complete(mention, stretch, context, mark)
        out.append(done)
        if stretch is not None and (posted is None or mention.span != posted.span):
            told.append(_Told(mention.span, number, stretch, reports(document.text, mention.span), _compares(mention.timex)))
    return replace(annotated, times=tuple(out))


_ATTRIBUTE = re.compile(
    r"(?:[ -](?:night|morning|afternoon|evening|midday|early|late|lunchtime))?[ -]"
    r"(?!(?:in|on|at|when|where|that|of|and|or|to|before|after|with|the|is|was|like|during|for|as|by|night|morning|evening)\b)[a-z]{3,}"
)


def _particular(text: str, mention: TimeMention) -> str:
    """Return the value of "a Friday" as that of one Friday where it stands before a noun ("a Friday night shooting")."""
    if mention.timex.startswith("XXXX-WXX-") and mention.timex.endswith("*") and _ATTRIBUTE.match(text, mention.span.end):
        return mention.timex.rstrip("*")
    return mention.timex


def _resolved(spec: str, frame: Frame) -> Stretch | None:
    try:
        return resolve(spec, frame)
    except (OverflowError, ValueError):
        return None


def _complete(mention: TimeMention, stretch: Stretch | None, context: _Told | None, mark: TimeMention | None) -> TimeMention:
    """Return the mention with its value; the anchor is the date in the text, or the publication stamp, that it was counted from."""
    if stretch is None:
        return replace(mention, timex=_plain(mention.timex), value=UNKNOWN)
    anchor = None
    if _from_context(mention.timex):
        anchor = context.span if context else None
    elif mark is not None and mark.span != mention.span and _from_publication(mention.timex):
        anchor = mark.span
    elif mark is None and context is not None and mention.timex.startswith("XXXX"):
        anchor = context.span
    return replace(mention, timex=stretch.timex, value=stretch.value, anchor=anchor)


def _from_context(spec: str) -> bool:
    return "@ctx" in spec or spec.startswith("XXXX-XX-XX")


def _from_publication(spec: str) -> bool:
    return "@pub" in spec or "XXXX" in spec or (spec.startswith("FEST:") and "@" not in spec)


def _tense(text: str, sentences: tuple[Sentence, ...], mention: TimeMention, number: int) -> bool | None:
    if not ("XXXX" in mention.timex or "=" in mention.timex or mention.timex.startswith("FEST")):
        return None
    return future(text, mention.span, sentences[number].span if number >= 0 else None, weekday="WXX" in mention.timex)


def _context(annotated: Annotated, told: list[_Told], mention: TimeMention, number: int, at: int) -> _Told | None:
    """Return the date in the text that this mention counts from, None where it needs none or none is in reach."""
    spec = mention.timex
    if spec.startswith("XXXX-XX-XX"):
        return _last(told, number, CLOCK_REACH, days=True)
    if _compares(spec):
        plain = [date for date in told if not date.derived and number - date.sentence <= QUARTER_REACH]
        quarters = [date for date in plain if date.stretch.grain == "Q"]
        return quarters[-1] if quarters else _of_year(spec, plain)
    if "@ctx" in spec:
        return _last(told, number, REACH, days=_needs_day(spec))
    if annotated.document.published is None and spec.startswith("XXXX-") and "WXX" not in spec:
        return _last(told, number, YEAR_REACH, days=False)
    return None


def _compares(spec: str) -> bool:
    """Tell whether a value is a comparison of business reports: "a year earlier", "the quarter", "the 1988 period"."""
    return spec in ("@ctx-1Y", "@ctx+0Q") or spec.endswith(":cQ")


def _of_year(spec: str, plain: list[_Told]) -> _Told | None:
    return next((date for date in reversed(plain) if date.stretch.grain in ("Y", "M", "H")), None) if spec == "@ctx-1Y" else None


def _needs_day(spec: str) -> bool:
    return not any(spec.find(unit, 5) >= 0 for unit in ("Y", "M", "Q", "E", "C")) or "WXX" in spec


def _last(told: list[_Told], number: int, reach: int, *, days: bool) -> _Told | None:
    near = [
        date for date in told if number - date.sentence <= reach and (not days or date.stretch.grain in ("D", "WE", "W", "range"))
    ]
    if not near:
        return None
    told_of = [date for date in near if not date.saying]
    return (told_of or near)[-1]


def _plain(spec: str) -> str:
    """Return the TIMEX3 value of what stays unresolved: the known part of the calendar, the rest as X."""
    spec = spec.rstrip("*").partition("^")[0]
    if "@" not in spec and not spec.startswith(("FEST", "NUM", "HIJRI", "CENT")):
        return spec
    core, part = part_of(spec.partition("/")[0])
    for order in "<>=~":
        if order in core:
            target = core.partition(order)[2]
            return "XXXX-XX-XX" if target.startswith("FEST") else target + part
    if core.startswith("@"):
        sign, unit = core[4], core.partition(":")[0].lstrip("@pubctx+-0123456789X")
        if "X" in core[4:6]:
            return "PAST_REF" if sign == "-" else "FUTURE_REF"
        known = {"W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX", "Y": "XXXX", "E": "XXX", "C": "XX"}
        return known.get(unit, "XXXX-XX-XX" + part)
    return "XXXX-XX-XX" + part


def _day_first(document: Document) -> bool | None:
    """Tell from the country in the outlet's address how it writes figures, None for ``.com`` and its like."""
    host = urlsplit(document.url or "").hostname or document.publisher or ""
    domain = host.lower().rpartition(".")[2] if "." in host else ""
    orders = table("date_orders")
    if domain in orders["month_first"]:
        return False
    return True if domain in orders["day_first"] else None
