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
    r"\b(?:will|won['’]t|shall|would|'ll|is to|are to|due|scheduled|expires?|expected|plans?|planned|planning|set to|set for|hopes? to|"
    r"upcoming|ahead of|begins?|starts?|opens?|ends?|deadline|until|may|can|could|should|must|going to|payable|slated|intends?|"
    r"expects?|to be held|to be|vows?|vowed|promised|maturing|effective|invited)\b",
    re.I,
)
_PAST = re.compile(
    r"\b(?:was|were|had|has|have|did|said|says|told|came|took|went|left|began|fell|rose|held|met|made|found|sent|shot|hit|struck|blew|"
    r"broke|died|saw|got|gave|became|stood|killed|since|[a-z]{3,}ed)\b",
    re.I,
)
_FUTURE_ED = frozenset(["scheduled", "expected", "planned", "slated", "vowed", "promised", "invited"])
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


def future(text: str, mention: Span, sentence: Span | None) -> bool | None:
    """Tell whether the nearest verb by the date speaks of the future, None where there is no verb in reach."""
    start = max(mention.start - REACH, sentence.start if sentence else 0)
    end = min(mention.end + REACH, sentence.end if sentence else len(text))
    nearest: list[tuple[int, bool]] = []
    for pattern, ahead in ((_FUTURE, True), (_PAST, False)):
        before = [
            mention.start - m.end() for m in pattern.finditer(text, start, mention.start) if ahead or m[0].lower() not in _FUTURE_ED
        ]
        after = [
            m.start() - mention.end + 15
            for m in pattern.finditer(text, mention.end, end)
            if ahead or m[0].lower() not in _FUTURE_ED
        ]
        nearest += [(distance, ahead) for distance in (*before, *after)]
    return min(nearest)[1] if nearest else None


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
