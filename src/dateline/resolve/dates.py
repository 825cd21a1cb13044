"""Dates: every time expression its calendar value, from the publication date or from another date in the text.

The rules are CODEBOOK "Date" and ``docs/decisions/0003-dates.md``: a weekday is the last one on or before publication unless the
verb beside it speaks of the future; "two days later" counts from the date that the text spoke of last; without a publication date
nothing relative is resolved, except from a publication stamp in the first lines of the text, which then is the mention's anchor.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from urllib.parse import urlsplit

from dateline.codebook.eased import eased_document
from dateline.codebook.stamps import of_page
from dateline.codebook.tables import table
from dateline.resolve.dates_calendar import Stretch
from dateline.resolve.dates_cues import aside, future, reports, sentence_of, stamp
from dateline.resolve.dates_discourse import DAYS, Here, Told, compares, context, here, telling, weekday_of
from dateline.resolve.dates_layout import layout, opens
from dateline.resolve.dates_pages import in_page
from dateline.resolve.dates_since import counts_back, is_anniversary, of_deed, of_the_past, so_long_since
from dateline.resolve.dates_specs import part_of, resolve
from dateline.resolve.dates_ties import begun, is_to_come, tied, turned
from dateline.resolve.dates_told import last_month, of_old_deed
from dateline.resolve.dates_windows import past
from dateline.resolve.dates_written import written
from dateline.resolve.dates_yearless import Frame
from dateline.types import Annotated, DateValue, Document, Sentence, TimeMention

UNKNOWN = DateValue(None, "unknown")
EVENING = 17
"""The hour from which on a lone time of day names no day. Of the shootings in the US archive that a report dates by nothing else,
those told before this hour were on the day of publication (26 of 27), those told later on the day before as often (4 of 8)."""
_REFERENCES = ("PRESENT_REF", "PAST_REF", "FUTURE_REF")


def own_day(annotated: Annotated) -> Annotated:
    """Give a document that came without a publication day the one that its own first lines or its dateline state, if any.

    The record needs it: among reports of several days the last one decides, and an undated one has no day to be the last of.
    """
    document = annotated.document
    mark = stamp(document, annotated.times) if document.published is None else None
    if mark is None:
        return annotated
    return replace(annotated, document=replace(document, published=date.fromisoformat(mark.timex[:10])))


def dates(annotated: Annotated) -> Annotated:
    """Give every time expression its TIMEX3 value, its `DateValue` and its anchor; a duration or a set has no calendar value."""
    document, mentions = annotated.document, annotated.times
    mark = stamp(document, mentions) if document.published is None else None
    published = document.published or (date.fromisoformat(mark.timex[:10]) if mark else None)
    posted = stamp(document, mentions) if mark is None else mark
    seen = replace(annotated, document=replace(document, published=published))  # a stamp in the text dates it like its source would
    eased = eased_document(seen)  # what comes after what is told in small letters: "CAME TWO DAYS AFTER A BOMB"
    page, events, day_first = layout(annotated), telling(annotated), _day_first(document)
    told: list[Told] = []
    out: list[TimeMention] = []
    for mention in mentions:
        number = sentence_of(annotated.sentences, mention.span)
        if is_anniversary(mention, document.text) and not of_deed(annotated, mention.span):
            continue
        mention = so_long_since(seen, mention)
        if mention.kind in ("duration", "set") or mention.timex in _REFERENCES:
            value = past(document.text, mention, published) if mention.kind == "duration" else None
            out.append(replace(mention, timex=_plain(mention.timex), value=value))
            continue
        if mention.span.start in page.lengths:
            out.append(replace(mention, timex="XXXX-XX-XX", value=UNKNOWN))
            continue
        spec, entry = mention.timex, opens(document.text, mention)
        mention = in_page(page, told, mention, published)
        at = here(annotated, page, mention, number)
        mention = last_month(seen, told, mention)
        found = tied(eased, told, mention, at) or of_old_deed(seen, told, mention) or context(seen, told, mention, at)
        started = found is not None and found is begun(eased, told, mention, at)
        mention = turned(eased.document.text, _on_the_day(mention, told, at, found), at, found, begun=started)
        mention = counts_back(seen, told, mention, number, found)
        tense = _tense(document.text, annotated.sentences, mention, number)
        frame = Frame(published, found.stretch if found else None, False if tense is None and entry else tense, day_first)
        stretch = _resolved(_particular(document.text, mention), frame)
        if stretch is not None and published is not None and stretch.first > published:
            told_past = None if is_to_come(document.text, mention, stretch.first, published) else of_the_past(seen, mention).timex
            stretch = _resolved(told_past, frame) if told_past is not None else None
        out.append(written(_complete(mention, stretch, found, mark), spec, document.text))
        if stretch is not None and (posted is None or mention.span != posted.span) and not of_page(document.text, mention.span):
            saying = reports(document.text, mention.span)
            derived = compares(mention.timex)
            named = not mention.timex.startswith("XXXX-XX-XX")
            told.append(
                Told(
                    mention.span,
                    number,
                    stretch,
                    saying,
                    derived,
                    named,
                    number in events,
                    weekday_of(mention.timex),
                    entry,
                    aside(document.text, mention.span),
                )
            )
    return replace(annotated, times=tuple(out))


def _on_the_day(mention: TimeMention, told: list[Told], at: Here, found: Told | None) -> TimeMention:
    """Return a lone clock time as one of the day of publication where no day stands before it in the text, or above its list."""
    if found is not None or not mention.timex.startswith("XXXX-XX-XXT"):
        return mention
    lone = not any(date.stretch.grain in DAYS for date in told)
    if at.clocks is not None or (lone and not _is_evening(mention.timex[10:])):
        return replace(mention, timex=f"@pub+0D{mention.timex[10:]}")
    return mention


def _is_evening(part: str) -> bool:
    """Tell a time of day that a report of the same day could hardly tell of: from `EVENING` on, half are of the day before."""
    hour = re.match(r"T(\d\d)", part)
    return part in ("TEV", "TNI") or (hour is not None and EVENING <= int(hour[1]) < 24)


_ATTRIBUTE = re.compile(
    r"(?:[ -](?:night|morning|afternoon|evening|midday|early|late|lunchtime))?[ -]"
    r"(?!(?:in|on|at|when|where|that|of|and|or|to|before|after|with|the|is|was|like|during|for|as|by|night|morning|evening|afternoon|midday|lunchtime)\b)[a-z]{3,}"
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


def _complete(mention: TimeMention, stretch: Stretch | None, context: Told | None, mark: TimeMention | None) -> TimeMention:
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
    if not ("XXXX" in mention.timex or "=" in mention.timex or mention.timex.startswith(("FEST", "@pub+0W", "@pub-0W"))):
        return None
    return future(text, mention.span, sentences[number].span if number >= 0 else None, weekday="WXX" in mention.timex)


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
