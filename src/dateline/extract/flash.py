"""A flash: a sentence or two that tell of an attack, its place and its toll ("Three people have been shot dead in Marseille").

The model has learned its doubts about "have been killed" from reports full of statistics. In so short a text all that it
says of the report are those doubts again, and nothing else could outweigh them: they are left out, and the plain words count.
"""

from __future__ import annotations

from collections.abc import Mapping

from dateline.extract.group import Group
from dateline.extract.units import CASUALTY
from dateline.types import Annotated

MOST = 100
"""More dead than this in a lone sentence are a war's, a year's or a disaster's as often as an attack's."""
MOST_SENTENCES, LONGEST = 3, 400
"""Sentences and code points of a flash: what a feed gives of an article."""
_DOUBTS = ("reports", "own_date", "own_place", "own_toll")


def is_flash(annotated: Annotated, item: Group) -> bool:
    """Tell whether a text of a few sentences tells events that took place, a town or a site, and figures of persons struck."""
    if len(annotated.sentences) > MOST_SENTENCES or len(annotated.document.text) > LONGEST:
        return False
    events = [event for unit in item.units for event in unit.events]
    counts = [count for unit in item.units for count in unit.counts if count.effect in CASUALTY]
    places = [place for unit in item.units for place in unit.places if place.value is not None]
    return (
        bool(events)
        and all(event.mode == "actual" and not _is_plural(event.span.of(annotated.document.text)) for event in events)
        and bool(counts)
        and all(count.role != "cumulative" and 0 < (count.value.best or count.value.low or 0) < MOST for count in counts)
        and any(place.value is not None and place.value.precision in ("town", "site") for place in places)
    )


def features(annotated: Annotated, item: Group, found: Mapping[str, float]) -> dict[str, float]:
    """Return the features that differ in a flash: no doubt of the report as a whole is told twice."""
    if annotated.scores is None or not is_flash(annotated, item):
        return {}
    return {"flash": 1.0, "trap_report": 0.0, **{name: max(0.0, found.get(name, 0.0)) for name in _DOUBTS}}


def _is_plural(words: str) -> bool:
    return words.endswith("s") and not words.endswith("ss")
