"""The type of an incident: words beside the event's own."""

from __future__ import annotations

import pytest

from dateline import Document
from dateline.extract.cut import units
from dateline.extract.kind import incident_type, type_candidates
from dateline.pipeline import layers, run

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


def test_a_suicide_attacker_makes_a_suicide_bombing() -> None:
    annotated = layers(Document("x", "A suicide attacker walked into an office in Kut on Sunday, killing nine people.\n"))
    assert incident_type(annotated, units(annotated)) == "suicide_bombing"


def test_a_blast_that_is_called_a_suicide_bombing_is_one_and_the_reason_adds_no_dead() -> None:
    text = (
        "Blast in Peshawar mosque kills 61\n\nA suicide bombing at a mosque in Peshawar killed 61 people on Monday. The Pakistani "
        "Taliban said it was revenge for the killing of a militant leader in Afghanistan."
    )
    found = run(Document("x", text)).incidents[0]
    kind = next(s for s in found.statements if s.property == "type")
    assert (found.type, kind.span.of(text)) == ("suicide_bombing", "suicide bombing")
    assert {s.value.best for s in found.statements if s.property == "killed"} == {61}
    assert "militant leader" not in [s.span.of(text) for s in found.statements if s.property == "target"]


def test_nothing_is_a_suicide_bombing_without_a_word_of_one() -> None:
    annotated = layers(Document("x", TEXT))
    features = dict(type_candidates(annotated, units(annotated)))
    assert features["suicide_bombing"]["baseless"] == 1.0
    assert features["mob_violence"]["baseless"] == 0.0


def test_what_no_word_tells_takes_after_what_is_told_before_in_its_paragraph() -> None:
    text = "A bombing at the Oldmar station hurt two on Monday. The worst, in Newmar, killed nine people in May 2019.\n"
    annotated = layers(Document("x", text))
    last = units(annotated)[-1:]
    features = dict(type_candidates(annotated, last))
    assert (features["bombing"]["before"], features["armed_assault"]["before"]) == (1.0, 0.0)
    apart = layers(Document("x", text.replace(". The worst", ".\n\nThe worst")))
    assert dict(type_candidates(apart, units(apart)[-1:]))["bombing"]["before"] == 0.0


def test_a_weapon_is_the_quote_of_the_type_that_it_implies() -> None:
    text = "Nine killed in Sloviansk\n\nNine people were killed in Sloviansk on Sunday by Grad rockets, the governor said."
    found = run(Document("x", text)).incidents[0]
    kind = next(s for s in found.statements if s.property == "type")
    assert (found.type, kind.span.of(text)) == ("shelling", "Grad rockets")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Four people were killed in communal violence in the Indian city of Sambhal on Monday.", "mob_violence"),
        ("A mob attacked a quarter of Oldmar on Monday, burning several homes.", "mob_violence"),
        ("Pirates captured a fishing trawler off Mombasa on Monday with 17 crew on board.", "hostage_taking"),
        ("A man took two staff hostage in a cafe in Oldmar on Monday.", "hostage_taking"),
        ("Two people died in an anti-tank mine explosion near Oldmar on Monday.", "landmine"),
        ("A judge was gunned down in his car in Oldmar on Monday.", "assassination"),
        ("A man drove around a barricade and into people marching in Oldmar on Monday, injuring two.", "vehicle_attack"),
        ("A car hit marchers in Oldmar on Monday, injuring two of them.", "vehicle_attack"),
        ("A judge and nine passers-by were gunned down in Oldmar on Monday.", "armed_assault"),
        ("The brother of a judge was gunned down in Oldmar on Monday.", "armed_assault"),
    ],
)
def test_plain_words_and_offices_tell_the_type(text: str, kind: str) -> None:
    assert run(Document("x", text, language="en"), sift=False).incidents[0].type == kind
