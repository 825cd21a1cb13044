"""Stretches of text that tell of one event: entries of a chronicle and their labels."""

from __future__ import annotations

from datetime import date

from dateline import Document
from dateline.extract.anew import signs
from dateline.extract.units import loose, units
from dateline.pipeline import layers
from dateline.types import Annotated

CHRONICLE = (
    "Lake Chad: the year in dates\n"
    "Four men were killed on Bouroukoum island on Thursday.\n"
    "January 20 - Kalam. A bomb went off at a market; nine dead.\n"
    "March 23: Gunmen attacked a post in Bol. Five soldiers were killed.\n"
    "The mayor of Bol said on March 25 that two men had been shot in a second attack."
)


def read(text: str) -> Annotated:
    return layers(Document("x", text, published=date(2020, 12, 4)))


def test_the_label_of_an_entry_dates_and_places_what_it_opens() -> None:
    annotated = read(CHRONICLE)
    found = units(annotated)
    entries = [unit for unit in found if unit.entry]
    assert [[time.span.of(CHRONICLE) for time in unit.times] for unit in entries] == [["January 20"], ["March 23"], []]
    assert [unit.carried.span.of(CHRONICLE) for unit in entries if unit.carried] == ["January 20", "March 23", "March 23"]
    assert all(place.span.of(CHRONICLE) != "January" for place in entries[0].places)
    assert not any("January 20" in unit.span.of(CHRONICLE) for unit in loose(annotated, found))


def test_a_date_inside_a_sentence_labels_nothing() -> None:
    found = units(read(CHRONICLE))
    assert not found[-1].entry and found[-1].carried is None


def test_signs_of_another_incident() -> None:
    annotated = read(CHRONICLE)
    found = units(annotated)
    first, entry, last = found[0], next(unit for unit in found if unit.entry), found[-1]
    assert signs(annotated, entry, [first])["entry"] == 1.0
    assert signs(annotated, last, [first])["ordinal"] == 1.0
    assert signs(annotated, first, [first])["ordinal"] == 0.0
