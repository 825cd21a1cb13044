"""A text in capitals is read in small letters where deeds are told apart; what is given out stays as the text has it."""

from __future__ import annotations

from datetime import date

from dateline import Document
from dateline.codebook.eased import eased_document
from dateline.extract.contract import record
from dateline.extract.cut import units
from dateline.extract.group import Group, candidates
from dateline.extract.standing import incident_features
from dateline.pipeline import layers, run

SHOUTED = (
    "GOMA, 4 DEC 90 (AGENCY) -- GUNMEN SHOT DEAD A JUDGE IN GOMA ON TUESDAY.\n"
    "THE MURDER CAME THREE DAYS AFTER A BOMB KILLED TWO NURSES IN BUNIA, THE ARMY SAID."
)


def test_names_and_days_keep_their_capital_and_nothing_moves() -> None:
    annotated = layers(Document("x", SHOUTED, published=date(1990, 12, 4)))
    small = eased_document(annotated).document.text
    assert len(small) == len(SHOUTED) and small.upper() == SHOUTED.replace("\n", " ")
    assert "gunmen shot dead a judge in Goma on Tuesday." in small
    assert "a bomb killed two nurses in Bunia, the army said." in small


def test_a_text_eased_document_stays_as_it_is() -> None:
    annotated = layers(
        Document("x", "UN: Gunmen shot dead a judge in Goma.\nNATO and the UN said so.", published=date(2020, 12, 4))
    )
    assert eased_document(annotated) is annotated


def test_a_deed_told_beside_another_is_found_and_quoted_in_capitals() -> None:
    found = record(run(Document("x", SHOUTED, published=date(1990, 12, 4), language="en"), sift=False))["incidents"]
    assert [incident["place"]["name"] for incident in found] == ["GOMA", "BUNIA"]
    assert all(
        statement["quote"].isupper()
        for incident in found
        for statement in incident["statements"]
        if statement["quote"][0].isalpha()
    )


def test_a_distance_in_capitals_counts_back_from_what_was_told() -> None:
    found = record(run(Document("x", SHOUTED, published=date(1990, 12, 4), language="en"), sift=False))["incidents"]
    assert [incident["date"]["value"] for incident in found] == ["1990-12-04", "1990-12-01"]


def test_capitals_are_a_sign_of_join_and_of_incident() -> None:
    """Messages in capitals tell several deeds more often than the model, which reads them less surely, makes of them."""
    annotated = layers(Document("x", SHOUTED, published=date(1990, 12, 4)))
    first, *_, last = units(eased_document(annotated))
    group = Group([first])
    for capitals in (False, True):
        ((_, found),) = candidates(eased_document(annotated), last, [group], capitals=capitals)
        assert found["capitals"] == float(capitals)
    assert incident_features(annotated, group, first=True)["capitals"] == 1.0
    small = layers(Document("x", "Gunmen shot dead a judge in Goma on Tuesday.", published=date(2020, 12, 4)))
    assert incident_features(small, Group(units(small)), first=True)["capitals"] == 0.0
