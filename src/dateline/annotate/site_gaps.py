"""Sites with a name of their own to which no locative leads, where the trained model reads the place of an incident.

`sites` takes "at Crocus City Hall" for a site; "the Orvane shrine, where nine died" and "the third floor of the Tervane courthouse"
need the model's word. Features of the land (a hill, a river, a channel) stand for a site as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from dateline.annotate import dwellings
from dateline.codebook.one_of import one_of
from dateline.codebook.tables import table
from dateline.types import Annotated, PlaceMention, Span

READ, CERTAIN = 1.0, 2.5
"""Logits from which the model's word counts, and where the name is also taken for an actor's."""
ROADS = frozenset(("road", "street", "avenue", "boulevard", "highway"))
ROLES = ("place", "place_main", "place_background")


@cache
def _pattern() -> re.Pattern[str]:
    """Match capitalised words, a small one perhaps, and a site noun ("El Orvane social club"), or a feature ("Corley Hill")."""
    words = table("place_site_nouns")
    word = r"[A-Z][\w’'-]{1,20}"
    name = (
        rf"(?!(?:{'|'.join(words['openers'])})\b)(?:(?:St|Ste|Mt)\. )?{word}(?: (?:(?:de|of|al|el|du|la|del|des) )?{word}){{0,3}}"
    )
    nouns = rf"(?: [a-z]{{3,15}})? (?P<noun>(?i:{one_of(set(words['nouns']) - ROADS)}))"
    return re.compile(rf"\b{name}(?:{nouns}|(?P<feature> (?:{'|'.join(words['features'])})))\b(?!['’])")


def sited(annotated: Annotated) -> Iterator[PlaceMention]:
    """Yield the sites that are no mention yet, in the order of the text; none where the engine runs without a model."""
    scores, text = annotated.scores, annotated.document.text
    if scores is None:
        return
    places = [mention.span for mention in annotated.places]
    actors = [mention.span for mention in annotated.actors]
    for match in _pattern().finditer(text):
        span = Span(match.start(), match.end())
        if not _overlaps(span, places):
            bar = CERTAIN if _overlaps(span, actors) else READ
            if max(scores.of(span, role) for role in ROLES) >= bar:
                noun = (match["noun"] or match["feature"]).strip().lower()
                if (mention := dwellings.named(text, PlaceMention(span, span, noun))) is not None:
                    yield mention


def _overlaps(span: Span, others: list[Span]) -> bool:
    """Tell whether a span shares a letter with another."""
    return any(other.start < span.end and span.start < other.end for other in others)
