"""The capital of a country, where a report names it by that word alone: "in the Somali capital", "in the capital city"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from dateline.codebook.demonyms import demonyms
from dateline.codebook.needles import Needled
from dateline.extract.units import Unit
from dateline.gazetteer import gazetteer
from dateline.types import Annotated, PlaceMention, PlaceValue, Span

SCORE = 0.8
_CAPITAL = Needled(
    r"\b(?:in|at|near|outside|across|inside|around|of) (?P<words>(?:the (?:(?P<whose>[A-Z][a-z]+(?: [A-Z][a-z]+)?) )?"
    r"|(?P<owner>[A-Z][a-z]+(?: [A-Z][a-z]+)?)['’]s )capital(?: city)?)\b(?! of\b|,? [\"“(]?[A-Z]|['’]s [a-z]+ [A-Z])"
)


def capitals(annotated: Annotated, unit: Unit) -> Iterator[tuple[PlaceMention, Span]]:
    """Yield the capital that each such phrase of the unit means, as a mention of the phrase, and the phrase.

    Without a country's word before it, it is the capital of the country that the report's places lie in most.
    """
    text = annotated.document.text
    for match in _CAPITAL.every(text, unit.span.start, unit.span.end):
        said = match["whose"] or match["owner"]
        country = _country(said) if said else _home(annotated)
        place = gazetteer().capitals().get(country or "")
        if place is not None:
            span = Span(*match.span("words"))
            value = PlaceValue(
                name=place.name, country=place.country, lat=place.lat, lon=place.lon, precision="town", gazetteer_id=str(place.id),
                score=SCORE, reason=f"the capital of {place.country}",
            )  # fmt: skip
            yield PlaceMention(span, span, value=value), span


def _country(words: str) -> str | None:
    """Return the country of a demonym ("Sri Lankan") or of a country's name."""
    if code := demonyms().get(words):
        return code
    found = gazetteer().search(words)
    return next((place.country for place in found if place.kind == "country"), None)


def _home(annotated: Annotated) -> str | None:
    """Return the country in which most of the report's places lie; None where two have as many."""
    votes = Counter(place.value.country for place in annotated.places if place.value is not None and place.value.country)
    best = votes.most_common(2)
    return best[0][0] if best and (len(best) == 1 or best[0][1] > best[1][1]) else None
