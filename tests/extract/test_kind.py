"""The type of an incident: words beside the event's own."""

from __future__ import annotations

from dateline import Document
from dateline.extract.kind import type_candidates
from dateline.extract.units import units
from dateline.pipeline import layers

TEXT = "Nine hurt at campus\nNine people were injured in Pokhara on Monday as students clashed with sticks and stones.\n"


def test_who_was_struck_and_with_what_are_cues_of_the_type() -> None:
    annotated = layers(Document("x", TEXT))
    features = dict(type_candidates(annotated, units(annotated)))
    assert features["mob_violence"]["cued_mob_violence"] > 0.5
    assert features["assassination"]["cued_assassination"] == 0.0
    assert "cued_mob_violence" not in features["armed_clash"]
