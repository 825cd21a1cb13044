"""The type of an incident: words beside the event's own."""

from __future__ import annotations

from dateline import Document
from dateline.extract.kind import incident_type, type_candidates
from dateline.extract.units import units
from dateline.pipeline import layers

TEXT = "Nine hurt at campus\nNine people were injured in Pokhara on Monday as students clashed with sticks and stones.\n"


def test_who_was_struck_and_with_what_are_cues_of_the_type() -> None:
    annotated = layers(Document("x", TEXT))
    features = dict(type_candidates(annotated, units(annotated)))
    assert features["mob_violence"]["cued_mob_violence"] > 0.5
    assert features["assassination"]["cued_assassination"] == 0.0
    assert "cued_mob_violence" not in features["armed_clash"]


def test_what_no_word_tells_is_an_assault_rather_than_an_air_strike() -> None:
    annotated = layers(Document("x", "A little before midnight men in balaclavas walked into a tavern and three people died.\n"))
    assert incident_type(annotated, units(annotated)) == "armed_assault"
    features = dict(type_candidates(annotated, units(annotated)))
    assert features["air_strike"]["unsaid"] == 0.0
