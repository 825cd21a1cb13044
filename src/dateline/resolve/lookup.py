"""Look one place up for a person: "Khanabad, Kunduz", "Springfield, Ill.", "the town of Beni"."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.gazetteer import Candidate, gazetteer
from dateline.gazetteer.names import key
from dateline.resolve.places import resolver
from dateline.types import Annotated, Document, PlaceMention, Span

MOST_PARTS = 4
"""Parts of a hierarchy that are looked at ("village, district, province, country")."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A place, how likely it is the one (0..1), and why."""

    place: Candidate
    score: float
    reason: str


def look_up(name: str, *, country: str | None = None) -> list[Answer]:
    """Return what `name` can mean, most likely first; the parts after commas are the places that contain the first.

    `country` (ISO 3166-1 alpha-2) limits the answers and also allows a like romanisation.
    """
    text = name.strip()
    mentions, start = [], 0
    for part in text.split(",")[:MOST_PARTS]:
        bare = part.strip()
        at = text.find(bare, start) if bare else start
        if bare:
            mentions.append(PlaceMention(Span(at, at + len(bare)), Span(at, at + len(bare))))
        start = at + len(bare)
    if not mentions:
        return []
    meanings = resolver(Annotated(Document("", text), places=tuple(mentions))).meanings_of(0)
    inside = [meaning for meaning in meanings if country is None or meaning[0].country == country]
    total = sum(chance for _, chance, _ in inside) or 1.0
    answers = [Answer(place, round(chance / total, 3), reason) for place, chance, reason in inside]
    if not answers and country:
        found = gazetteer().search(mentions[0].toponym.of(text), country)
        answers = [Answer(place, round(1 / len(found), 3), _likeness(place, text)) for place in found]
    return sorted(answers, key=lambda answer: -answer.score)


def _likeness(place: Candidate, text: str) -> str:
    return "" if key(place.name) == key(text) else "a like spelling"
