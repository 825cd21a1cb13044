"""The country that the places of a whole report point to: what is foreign to it, and where an incident without a place was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from dateline.extract.place_features import is_posted
from dateline.types import Annotated, PlaceMention, PlaceValue

HOME_FROM, HOME_SHARE = 3, 0.6
INFER_FROM = 2
INFER_SHARE = 0.6


def home_country(annotated: Annotated) -> str | None:
    """Return the country of at least `HOME_SHARE` of the report's places, three or more; None where there is none."""
    countries = Counter(place.value.country for place in annotated.places if place.value is not None and place.value.country)
    code, votes = next(iter(countries.most_common(1)), (None, 0))
    return code if votes >= HOME_FROM and votes >= HOME_SHARE * countries.total() else None


def inferred(annotated: Annotated) -> tuple[PlaceMention, PlaceValue] | None:
    """Return the country that nearly all places of the report lie in, for an incident told without one that says it.

    The value has no name; its reason and its statement's note say that it was inferred (ACLED and GTD coders do the same).
    None where the report's places point to several countries, or are too few to tell and no wire says where it was sent from.
    """
    known = [place for place in annotated.places if place.value is not None and place.value.country]
    countries = Counter(place.value.country for place in known if place.value)
    if len(known) < INFER_FROM:
        return _sent_from(annotated, known)
    country, votes = countries.most_common(1)[0]
    share = votes / len(known)
    if share < INFER_SHARE:
        return None
    witness = next(place for place in known if place.value and place.value.country == country)
    reason = f"inferred: {votes} of the report's {len(known)} places lie there"
    return witness, PlaceValue(name="", country=country, precision="country", score=share * 0.5, reason=reason)


def _sent_from(annotated: Annotated, known: Sequence[PlaceMention]) -> tuple[PlaceMention, PlaceValue] | None:
    """Return the country from which a wire sent its report, where that names no other place."""
    for place in known:
        if place.value is not None and is_posted(annotated.document.text, place):
            reason = f"inferred: the report was sent from {place.value.name}"
            return place, PlaceValue(
                name="", country=place.value.country, precision="country", score=INFER_SHARE * 0.5, reason=reason
            )
    return None
