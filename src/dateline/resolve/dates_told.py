"""Times of an old deed that the text has dated with its year: told again without the year, or counted in minutes and hours.

Reports of trials and memorials name the deed's whole date once ("the April 2002 explosion", "the March 3, 2018 attack") and go on
with "on April 28", "last October", "three minutes after the first blow": these are the deed's, not of the last days before the
report. Nothing of it holds where the text tells of attacks of several years.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date as Day

from dateline.resolve.dates_calendar import on
from dateline.resolve.dates_discourse import FOLLOWS, LIVE, Told
from dateline.types import Annotated, TimeMention

RECENT = 7
"""Days from publication that are the report's own."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_DAY = re.compile(r"XXXX-\d\d-\d\d(?:T.*)?$")
_HOURS = re.compile(r"@ctx[-+][\dX]+[hm]$")
_LAST_MONTH = re.compile(r"@pub<XXXX-(\d\d)$")


def of_old_deed(annotated: Annotated, told: Sequence[Told], mention: TimeMention) -> Told | None:
    """Return the deed's date that a day without year is, or lies in, or that minutes and hours count from; None for any other."""
    published = annotated.document.published
    if _DAY.match(mention.timex):
        return _same_day(annotated, told, mention.timex)
    if _HOURS.match(mention.timex) and published is not None and annotated.document.text.startswith(" after ", mention.span.end):
        return _long_ago(told, published)
    return None


def last_month(annotated: Annotated, told: Sequence[Told], mention: TimeMention) -> TimeMention:
    """Return "last October" as the October of the deed, where that is told with its year ("the 2015 stabbing"; a court may sit more
    than a year later), or as one of last year ("the rampage last year")."""
    month, published = _LAST_MONTH.match(mention.timex), annotated.document.published
    if month is None or published is None:
        return mention
    past = [date.stretch for date in _dated(annotated, told) if date.stretch.first.year == published.year - 1]
    fits = any(one.grain == "Y" or (one.grain in ("D", "M") and one.first.month == int(month[1])) for one in past)
    fits = fits or _is_of_last_year(annotated)
    return replace(mention, timex=f"{published.year - 1}-{month[1]}") if fits else mention


def _is_of_last_year(annotated: Annotated) -> bool:
    """Tell whether a sentence of the text says of an attack that it was last year."""
    text = annotated.document.text
    said = [time.span for time in annotated.times if time.span.of(text).casefold() == "last year"]
    sentences = [sentence.span for sentence in annotated.sentences if any(sentence.span.covers(span) for span in said)]
    return any(event.mode in LIVE and span.covers(event.span) for span in sentences for event in annotated.events)


def _dated(annotated: Annotated, told: Sequence[Told]) -> list[Told]:
    """Return the dates of attacks that are told with their year, if it is one year that the text tells of."""
    text, published = annotated.document.text, annotated.document.published
    dated = [date for date in told if date.event and not date.aside and _YEAR.search(date.span.of(text))]
    dated = [date for date in dated if published is None or abs((published - date.stretch.first).days) > RECENT]
    moved = any(date.span.start > dated[0].span.start and date.span.of(text).endswith("later") for date in told) if dated else False
    return dated if not moved and len({date.stretch.first.year for date in dated}) == 1 else []


def _same_day(annotated: Annotated, told: Sequence[Told], spec: str) -> Told | None:
    """Return the same day told with its year, or its month where the day is none of the last weeks."""
    published, month, day = annotated.document.published, int(spec[5:7]), int(spec[8:10])
    now = on(published.year, month, day) if published else None
    ago = (published - now.first).days if published is not None and now is not None else -1
    dated = [date for date in _dated(annotated, told) if date.stretch.first.month == month]
    whole = (date for date in dated if date.stretch.grain == "D" and date.stretch.first.day == day and not 0 <= ago <= RECENT)
    months = (date for date in dated if date.stretch.grain == "M" and not 0 <= ago <= FOLLOWS)
    return next(whole, None) or next(months, None)


def _long_ago(told: Sequence[Told], published: Day) -> Told | None:
    """Return the day of the one old attack that a report tells beside its own days, None where other days are told."""
    days = [date for date in told if date.stretch.grain == "D" and date.stretch.first <= published]
    old = [date for date in days if (published - date.stretch.first).days > FOLLOWS]
    one = len({date.stretch.first for date in old if date.event}) == 1
    return (
        old[-1] if one and old[-1].event and all(d in old or (published - d.stretch.first).days <= RECENT for d in days) else None
    )
