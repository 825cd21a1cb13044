"""The whole noun phrase of words that name nobody: "masked men" is "two masked men", "the driver" is "a German citizen of 29".

Actors are found by their noun alone; a reader wants what the report says of them. The longer name is still a slice of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from dateline.codebook.tables import table
from dateline.extract.clause_subjects import of_people
from dateline.extract.described import acting_phrase
from dateline.types import Annotated, Span

_MONTH = re.compile(
    r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?\s$|\b(?:in|since|of|year)\s$", re.IGNORECASE
)
_DATE = re.compile(r"^(?:(?:19|20)\d\d|\d{1,2})\s")
_AGO = re.compile(
    r"^(?:(?:an?|last|one|this|that)\s)?(?:year|month|week|day|night|decade)\s(?:(?:ago|earlier|later|before)\s)?(?=\w)",
    re.IGNORECASE,
)
ARTICLE = re.compile(r"\b(?:an?|the)\s$", re.IGNORECASE)
ONE = re.compile(r"\b(?:man|woman|person|youth|boy|teenager)$", re.IGNORECASE)
_PLACED = re.compile(r"\s(?:from|in)\s(?:the\s)?")
_APPOSED = re.compile(r",\s(?:described as\s)?(?=(?:an?\s|\d{1,2}-year-old))")
_DANGLES = re.compile(r"\s(?:to|of|from|in|on|or|and|with|by|an?|the)\s?$", re.IGNORECASE)
"""An end that lacks its noun, which is a name ("loyal to", "carrying the black flag of"): then the noun alone is said."""
REACH = 90


def _words(name: str) -> str:
    return "|".join(table("described")["fuller"][name])


@cache
def _counted() -> re.Pattern[str]:
    return re.compile(rf"(?:{_words('numbers')})\s", re.IGNORECASE)


@cache
def _before() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:(?:{_words('before')}|{_words('numbers')})\s){{1,4}}$", re.IGNORECASE)


@cache
def _behind() -> re.Pattern[str]:
    data = table("described")
    stops = "|".join((*data["stops"], *data["irregular"], "and|or|on|in|from|[a-z]{2,20}ed|[a-z]{2,20}ing"))
    having = rf"(?:{_words('having')})\s(?:(?!(?:{stops})\b)[a-z’'-]+\s?){{1,4}}"
    return re.compile(rf",?\s(?:{_words('behind')}|{having})(?![\w-])")


@cache
def _not_having() -> re.Pattern[str]:
    return re.compile(rf"\s(?:{_words('not_having')})\b", re.IGNORECASE)


def fuller(annotated: Annotated, mentions: Iterable[Span]) -> Span | None:
    """Return the fullest noun phrase in which one of the mentions stands, None where none says more than its noun.

    What is set off behind it ("the driver, a German citizen of 29") says most, then what follows ("with a shotgun"), then how many.
    """
    found = [(rank, -index, span) for index, mention in enumerate(mentions) for rank, span in [_phrase(annotated, mention)] if rank]
    return max(found)[2] if found else None


def without_date(annotated: Annotated, mention: Span) -> Span:
    """Return the mention without a day or a year that stands before it ("On March 6 gunmen", "In 2005 rebels", "Last year men")."""
    text = annotated.document.text
    ago = _AGO.match(mention.of(text))
    if ago is not None:
        return Span(mention.start + ago.end(), mention.end)
    match = _DATE.match(mention.of(text))
    if match is None or not (len(match[0]) == 5 or _MONTH.search(text[max(0, mention.start - 14) : mention.start])):
        return mention
    return Span(mention.start + match.end(), mention.end)


def _phrase(annotated: Annotated, mention: Span) -> tuple[int, Span]:
    text, mention = annotated.document.text, without_date(annotated, mention)
    apposed = _APPOSED.match(text, mention.end)
    if apposed is not None:
        other = acting_phrase(annotated, Span(apposed.end(), min(len(text), apposed.end() + REACH)))
        if other is not None and other.start == apposed.end() and of_people(other.of(text)):
            return 3, other
    start, end = mention.start, _end(annotated, mention)
    before = _before().search(text[max(0, mention.start - 40) : mention.start])
    if before is not None and not _MONTH.search(text[max(0, mention.start - len(before[0]) - 14) : mention.start - len(before[0])]):
        start -= len(before[0])
    article = ARTICLE.search(text[max(0, start - 4) : start])
    if end > mention.end:
        return 2, Span(start - len(article[0]) if article is not None else start, end)
    counted = _counted().match(text, start, end) is not None
    return (1 if start < mention.start or counted else 0), Span(start, end)


def _end(annotated: Annotated, mention: Span) -> int:
    text = annotated.document.text
    match = _behind().match(text, mention.end, min(len(text), mention.end + REACH))
    if match is not None and not _not_having().match(text, mention.end) and not _DANGLES.search(match[0]):
        return mention.end + len(match[0].rstrip())
    placed = _PLACED.match(text, mention.end) if ONE.search(mention.of(text)) else None
    if placed is not None:
        return next((place.span.end for place in annotated.places if place.span.start == placed.end()), mention.end)
    return mention.end
