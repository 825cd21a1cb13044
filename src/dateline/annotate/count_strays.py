"""Strays: what the grammar takes for one person and is none (an agency's abbreviation, a feast, a compound's first word)."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from dateline.codebook.needles import Needled
from dateline.types import Annotated, CountMention

_ABBREVIATION = re.compile(r"[A-Z][A-Z.&]{1,5}")
_COMPOUND = re.compile(r"[\s-](?:attack|bomb|blast|car|vest|mission|squad|note|station|strike|raid|killing)\w*", re.IGNORECASE)


_YEARS_OLD = re.compile(r"(?:[‑–-],? (?:and|or|to) \d{1,3})?[\s‑–-]?years?[\s‑–-]+olds?\b", re.IGNORECASE)
_BOTH = re.compile(r"\b(?:both|each|aged?|ages)\s(?:about\s)?$", re.IGNORECASE)
_ENDS = re.compile(r"\s*(?:[,.;)—–-]|$|and\b|of\b|from\b)")
_BY = Needled(
    r"\b(?:lower|rais|reduc|cut|revis|drop|fall|fell|rose|rise|increas|decreas|went|gone)\w{0,4}\b[^.;\n]{0,40}"
    r"\bby (?:(?:more than|at least|about|some|nearly) )?$",
    re.IGNORECASE,
)
_TO_COME = re.compile(
    r"\b(?:could|may|might|would|feared? (?:it|they) (?:could|would)|expected to|likely to) (?:still |yet |well |eventually )?"
    r"(?:rise|climb|reach|increase|go up|grow|pass|exceed|top)(?: further)?(?: to| as high as| beyond| above)?"
    r" (?:(?:more than|at least|about|some|nearly|over) )?$",
    re.IGNORECASE,
)
_SAVED = re.compile(r"\b(?:sav(?:e|ed|es|ing)|spar(?:e|ed|es|ing)|risk(?:ed|s|ing)?)\s$", re.IGNORECASE)
_LIFE = re.compile(r"\b(?:life|lives)$", re.IGNORECASE)
_TRIED = re.compile(r"\bof (?:the|those) (?:[a-z-]+ ){0,3}(?:accused|defendants|convicts|convicted|under-?trials)$")
_DIED_SINCE = re.compile(
    r"(?: (?:have|has|had)(?: since)?| later)? (?:died|passed away)\b(?![^.;\n]{0,50}\b(?:fire|firing|shoot|gun|clash))"
)
"""Defendants who died before the sentence: "three of the accused died during the trial"."""
OLDEST = 110


def is_stray(annotated: Annotated, mention: CountMention, *, shouted: bool) -> bool:
    """Tell whether a mention counts nobody: a day ("Dec. 25"), an age ("both 22", "the 5 year-old boy"); or, of one, an agency
    ("UPI") or "a suicide" of "a suicide attack"."""
    text = annotated.document.text
    if _is_day(annotated, mention) or _is_age(text, mention) or _is_change(text, mention):
        return True
    if _is_saved(text, mention) or (_TRIED.search(mention.span.of(text)) and _DIED_SINCE.match(text, mention.span.end)):
        return True
    if mention.value.best != 1:
        return False
    words = mention.span.of(text)
    if _COMPOUND.match(text, mention.span.end):
        return True
    if words.casefold() in ("the capital", "a capital"):
        return True
    if mention.who is None and not shouted and _ABBREVIATION.fullmatch(words):
        return True
    return any(time.span.covers(mention.span) for time in annotated.times)


def without_speakers(annotated: Annotated) -> Annotated:
    """Drop the counts that are words for the speaker behind a comma ("killing nine children, the governor said")."""
    text = annotated.document.text
    said = [
        item.speaker
        for item in annotated.attributions
        if item.speaker.end <= item.cue.start and text.endswith(", ", 0, item.speaker.start)
    ]
    kept = tuple(count for count in annotated.counts if not any(speaker.covers(count.span) for speaker in said))
    return replace(annotated, counts=kept)


def _is_change(text: str, mention: CountMention) -> bool:
    """Tell whether the number is by how much a toll changed, or may become ("lowered by more than 100", "could rise to 40")."""
    before = text[max(0, mention.span.start - 60) : mention.span.start]
    return _TO_COME.search(before) is not None or _BY.first(text, max(0, mention.span.start - 60), mention.span.start) is not None


def _is_saved(text: str, mention: CountMention) -> bool:
    """Tell "officers saved a life", "saved 20 lives": nobody who died."""
    start = mention.span.start
    return _LIFE.search(mention.span.of(text)) is not None and _SAVED.search(text[max(0, start - 10) : start]) is not None


def _is_day(annotated: Annotated, mention: CountMention) -> bool:
    """Tell whether the number is the day of a date."""
    times = annotated.times
    at = bisect_left(times, mention.number.end, key=lambda time: time.span.start)
    return any(
        time.kind in ("date", "time") and time.span.overlaps(mention.number) and not mention.span.covers(time.span)
        for time in times[max(0, at - 2) : at]
    )


def _is_age(text: str, mention: CountMention) -> bool:
    best = mention.value.best
    if best is None or not 1 < best <= OLDEST:
        return False
    if _YEARS_OLD.match(text, mention.number.end):
        return True
    alone = mention.who is None or mention.number == mention.span
    before = text[max(0, mention.number.start - 14) : mention.number.start]
    return alone and _BOTH.search(before) is not None and _ENDS.match(text, mention.number.end) is not None
