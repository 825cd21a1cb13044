"""What the words around a date say: is the clause about the future, is it about the saying, is the line a publication stamp."""

from __future__ import annotations

import re

from dateline.types import Document, Sentence, Span, TimeMention

REACH = 60
"""Code points on each side of a date in which its verb is looked for."""
STAMP_LINES = 12
STAMP_CHARS = 1500
"""A publication stamp stands in the first lines of a page."""

_FUTURE = re.compile(
    r"\b(?:will|won['’]t|shall|'ll|is to|are to|was to|were to|would be|would (?!get)[a-z]+|due|scheduled|expected|planned|planning|plans?|"
    r"set (?:to|for)|hopes? to|ahead of|deadline|going to|payable|slated|intends? to|expects?|to be|maturing|effective|as soon as|"
    r"testify|subpoenaed|beginning|starting|upcoming|extended to|respond by|by|through)\b",
    re.I,
)
_PAST = re.compile(
    r"\b(?:was|were|had|has|have|did|said|says|told|came|took|went|left|began|fell|rose|held|met|made|found|sent|shot|hit|struck|blew|"
    r"broke|died|saw|got|gave|became|stood|since|read|set|put|let|spoke|ran|won|lost|fought|fled|flew|drove|brought|bought|sold|paid|"
    r"caught|kept|led|laid|sought|taught|thought|threw|wore|wrote|rang|sank|swept|(?!need|breed|exceed|proceed|speed|hundred|succeed)[a-z]{2,}ed)\b",
    re.I,
)
_FUTURE_ED = frozenset(["scheduled", "expected", "planned", "slated", "extended"])
_WEAK = frozenset(["by", "through", "deadline", "planned", "starting", "beginning", "effective"]) | {"ahead of"}
"""Prepositions of a deadline: they count only right before the date, and not for a weekday."""
_SAYING = re.compile(
    r"\b(?:said|told|announced|reported|confirmed|stated|added|tweeted|wrote|saying|statement|briefing|interview|quoted|declared)\b"
    r"[^.;:]{0,25}$",
    re.I,
)
_LABELS = re.compile(
    r"\b(?:posted|published|updated|last|modified|first|created|date|release|by|on|at|am|pm|a\.m|p\.m|gmt|utc|est|edt|pst|pdt|ist|bst|cet|cst|cdt|"
    r"staff|reporter|local time|min read|read)\b|[^\w\s]|\d{1,2}:\d\d|\s",
    re.I,
)
_DATELINE_BEFORE = re.compile(r"^(?:\[TEXT\]\s*|\(?[A-Z]{2,}\)?\s*)?[A-Z][\w .,'’()/-]{1,60}$")
_DATELINE_AFTER = re.compile(r"^\s*(?:\([^)\n]{1,60}\)|\[[^\]\n]{1,60}\])?\s*(?:--|[—–-]|\()")


def future(text: str, mention: Span, sentence: Span | None, *, weekday: bool = False) -> bool | None:
    """Tell whether the nearest verb by the date speaks of the future, None where there is no verb in reach.

    The verb before the date counts first ("will meet on Friday"); one after it only where none stands before ("on Friday, he will").
    """
    start = max(mention.start - REACH, sentence.start if sentence else 0)
    end = min(mention.end + REACH, sentence.end if sentence else len(text))
    before = _verb(text, start, mention.start, last=True, weekday=weekday)
    return _verb(text, mention.end, end, last=False, weekday=weekday) if before is None else before


def _verb(text: str, start: int, end: int, *, last: bool, weekday: bool) -> bool | None:
    """Return whether the last (or first) verb of a stretch is one of the future, None where it has none."""
    found = [
        (m.start(), True) for m in _FUTURE.finditer(text, start, end) if m[0].lower() not in _WEAK or _weak(m, end, last, weekday)
    ]
    found += [(m.start(), False) for m in _PAST.finditer(text, start, end) if m[0].lower() not in _FUTURE_ED]
    if not found:
        return None
    return (max(found) if last else min(found))[1]


def _weak(match: re.Match[str], end: int, last: bool, weekday: bool) -> bool:
    return not weekday and last and match[0].lower() in ("by", "through", "deadline") and end - match.end() <= 2


def reports(text: str, mention: Span) -> bool:
    """Tell whether the date is that of the saying ("police said on Thursday"), not of what is told."""
    return bool(_SAYING.search(text, max(0, mention.start - 45), mention.start))


def stamp(document: Document, mentions: tuple[TimeMention, ...]) -> TimeMention | None:
    """Return the mention of a full date that stands as the page's publication stamp or in a dateline, None where there is none.

    "Posted" goes before "Updated"; a line with nothing but a date, or a dateline with a year, counts as posted.
    """
    found: list[tuple[int, int, TimeMention]] = []
    for mention in mentions:
        if mention.span.start > STAMP_CHARS or not re.match(r"\d{4}-\d\d-\d\d", mention.timex) or "/" in mention.timex:
            continue
        start = document.text.rfind("\n", 0, mention.span.start) + 1
        end = document.text.find("\n", mention.span.end)
        end = len(document.text) if end < 0 else end
        if document.text.count("\n", 0, start) > STAMP_LINES:
            continue
        before, after = document.text[start : mention.span.start], document.text[mention.span.end : end]
        alone = not _LABELS.sub("", before + after)
        if alone or (_DATELINE_BEFORE.match(before) and _DATELINE_AFTER.match(after) and _mostly_upper(before)):
            updated = "updated" in before.lower() or "modified" in before.lower()
            found.append((int(updated), mention.span.start, mention))
    return min(found, key=lambda item: item[:2])[2] if found else None


def _mostly_upper(words: str) -> bool:
    letters = [letter for letter in words if letter.isalpha()]
    return bool(letters) and sum(letter.isupper() for letter in letters[:6]) >= min(3, len(letters[:6]))


def sentence_of(sentences: tuple[Sentence, ...], span: Span) -> int:
    """Return the index of the sentence in which a span begins, -1 where there is none."""
    low, high = 0, len(sentences)
    while low < high:
        middle = (low + high) // 2
        if sentences[middle].span.end <= span.start:
            low = middle + 1
        else:
            high = middle
    return low if low < len(sentences) and sentences[low].span.start <= span.start else -1
