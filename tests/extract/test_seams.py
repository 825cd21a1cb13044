"""Seams: the sentences that are cut into two units, and those that stay one."""

from __future__ import annotations

from datetime import date

import pytest

from dateline import Document
from dateline.extract.units import units
from dateline.pipeline import layers


def parts(sentence: str) -> list[str]:
    annotated = layers(Document("x", f"Attacks\n{sentence}", published=date(2020, 12, 4)))
    return [unit.span.of(annotated.document.text) for unit in units(annotated) if unit.sentence.kind == "body"]


@pytest.mark.parametrize(
    ("sentence", "second"),
    [
        ("Gunmen killed two traders in Goma and a bomb wounded four people in Bunia.", " and a bomb"),
        (
            "A man was stabbed in Jerusalem, and about four hours later a car ploughed into soldiers, injuring three.",
            ", and about",
        ),
        ("A guard was killed by a bomb in the woods of Sidi Ali, and in Boumerdes a trader was kidnapped.", ", and in"),
        ("A bomb killed two guards in Kunduz, and a husband and wife were shot dead in Bunia.", ", and a husband"),
        ("Two mortar rounds fell on the base, wounding nobody; and in Afgooye a former deputy was shot dead.", "; and in"),
    ],
)
def test_a_sentence_is_cut_before_a_second_town_or_hour(sentence: str, second: str) -> None:
    found = parts(sentence)
    assert len(found) == 2
    assert found[1].startswith(second)


@pytest.mark.parametrize(
    "sentence",
    [
        "Gunmen killed two traders in Goma, and the wounded were flown to Bunia.",
        "Two men were stabbed in Goma and died at a hospital in Bunia.",
        "A soldier was wounded in Goma and his attacker was shot several hours later when he opened fire again.",
    ],
)
def test_where_the_wounded_were_taken_is_no_second_event(sentence: str) -> None:
    assert len(parts(sentence)) == 1
