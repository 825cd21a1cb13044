"""A figure that two incidents choose goes to the surer one."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import pytest

from dateline.extract import shares, tolls
from dateline.extract.figures import Figure
from dateline.extract.units import Unit
from dateline.types import Annotated, CountMention, CountValue, Document, PlaceValue, Sentence, Span

TEXT = "Seven died in Ariha. Two died in Idlib."
SEVEN = CountMention(Span(0, 5), Span(0, 5), CountValue(7, 7, 7, "exact"), effect="killed")
TWO = CountMention(Span(21, 24), Span(21, 24), CountValue(2, 2, 2, "exact"), effect="killed")
SENTENCE = Sentence(Span(0, len(TEXT)), "body", 0)
UNIT = Unit(0, SENTENCE, SENTENCE.span, (), (SEVEN, TWO), (), (), (), ())
LATER = Unit(1, SENTENCE, Span(21, len(TEXT)), (), (SEVEN, TWO), (), (), (), ())
ARIHA, IDLIB = PlaceValue("Ariha", "SY"), PlaceValue("Idlib", "SY")


def _settled(monkeypatch: pytest.MonkeyPatch, places: tuple[PlaceValue | None, PlaceValue | None]) -> list[int | None]:
    """The killed of two stories that both like SEVEN best, the first more."""
    leads = {True: {SEVEN: 3.0, TWO: 1.0}, False: {SEVEN: 2.0, TWO: 1.0}}

    def settle(_: Annotated, __: Any, effect: str, *, main: bool, taken: Collection[CountMention], **___: Any) -> Any:
        left = [(lead, mention) for mention, lead in leads[main].items() if mention not in taken and effect == "killed"]
        best = max(left, key=lambda row: row[0], default=None)
        return None if best is None else (Figure(best[1].value, (best[1],), UNIT), best[0])

    monkeypatch.setattr(tolls, "settle", settle)
    told = ((True, UNIT), (False, LATER))
    stories = [shares.Story([unit], [unit], main, place, None, ()) for (main, unit), place in zip(told, places, strict=True)]
    found = [one["killed"] for one in shares.settle(Annotated(Document("x", TEXT)), stories)]
    return [None if one is None else one[0].value.best for one in found]


def test_the_surer_incident_keeps_the_figure(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _settled(monkeypatch, (ARIHA, IDLIB)) == [7, 2]


def test_one_incident_told_twice_keeps_it_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _settled(monkeypatch, (ARIHA, PlaceValue("Ariha market", "SY"))) == [7, 7]
    assert _settled(monkeypatch, (ARIHA, PlaceValue("Syria", "SY", precision="country"))) == [7, 7]
