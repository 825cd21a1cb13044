"""The toll of several incidents told as one ("Two villages were attacked within a night of each other, leaving 17 dead").

A round-up's opening adds up what it then tells incident by incident. Where an incident's figure stands in an opening that speaks
of several attacks or places, and is what the incident's own next figure comes to with those of others, it is no single
incident's toll.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import combinations

from dateline.codebook.tables import table
from dateline.extract.figures import Figure, added, size
from dateline.extract.units import Unit
from dateline.types import Annotated, CountMention, Span

MOST = 4
"""Other incidents whose figures are added up at most."""


@cache
def _several() -> re.Pattern[str]:
    words = table("count_words")["several_events"].split()
    things = "|".join((*words, *table("count_words")["several_places"].split()))
    number = (
        "two|three|four|five|six|seven|eight|nine|ten|several|both|twin|multiple|separate|simultaneous|\\d{1,2}|"
        "weekend|overnight|(?:string|spate|series|rash) of"
    )
    return re.compile(rf"\b(?:{number})\s(?:[\w’'-]+\s){{0,3}}(?:{things})\b|\bseparate\b", re.IGNORECASE)


_COMBINED = re.compile(r"\b(?:combined|altogether|between them|taken together)\b", re.IGNORECASE)


def opens_with_several(annotated: Annotated, figure: Figure, told: Sequence[Unit]) -> bool:
    """Tell a figure in an opening, where its sentence, the title, or another of the opening that tells the same number, speaks
    of several attacks or places ("Two men killed. … two murders"), or a "combined toll"."""
    text, own = annotated.document.text, figure.unit.sentence.span
    if not figure.unit.lead:
        return _COMBINED.search(text, own.start, own.end) is not None
    spans = [own, *(s.span for s in annotated.sentences[:1] if s.kind == "title")]
    spans += [unit.sentence.span for unit in told if unit.lead and alike(figure, unit.counts) & set(unit.counts)]
    return any(_several().search(text, span.start, span.end) is not None for span in spans)


_PLURAL = re.compile(
    r"\b(?:shootings|stabbings|murders|homicides|killings|attacks|bombings|blasts|explosions|ambushes|raids)\b", re.IGNORECASE
)


def tells_several(text: str, span: Span) -> bool:
    """Tell whether words speak of several deeds, counted or not ("five people were killed in shootings across Dover")."""
    return _several().search(text, span.start, span.end) is not None or _PLURAL.search(text, span.start, span.end) is not None


def announces_several(annotated: Annotated) -> bool:
    """Tell whether the title or the first sentence speaks of several attacks, or of several places ("in two Iraqi cities")."""
    text = annotated.document.text
    body = next((sentence for sentence in annotated.sentences if sentence.kind == "body"), None)
    opening = [sentence for sentence in annotated.sentences[:1] if sentence.kind == "title"] + ([body] if body else [])
    return any(_several().search(text, sentence.span.start, sentence.span.end) is not None for sentence in opening)


def adds_up(whole: int, own: int, others: Sequence[int]) -> bool:
    """Tell whether `own`, or nothing (0), and figures of some of the others come to the whole."""
    rest = [other for other in others if 0 < other < whole or (not own and other == whole)]
    return own < whole and any(
        own + sum(some) == whole for count in range(1, min(MOST, len(rest)) + 1) for some in combinations(rest[: 3 * MOST], count)
    )


def left_over(figure: Figure, others: Sequence[int]) -> Figure | None:
    """Return what is left of a sum of mentions without those that other incidents count ("Three rangers and a policeman were killed
    in two attacks", and "a policeman was shot in Sol"); None where none or all of them are."""
    rest = list(figure.mentions)
    for other in others:
        same = next((mention for mention in rest if mention.value.best == other), None)
        if same is not None:
            rest.remove(same)
    if not rest or len(rest) == len(figure.mentions):
        return None
    return Figure(added(rest), tuple(rest), figure.unit)


def alike(figure: Figure, mentions: Sequence[CountMention]) -> set[CountMention]:
    """Return the figure's mentions and those that tell the same number again."""
    number = size(figure)
    again = {m for m in mentions if m.effect == figure.mentions[0].effect and (m.value.best or m.value.low) == number}
    return {*figure.mentions, *again}
