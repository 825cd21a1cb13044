"""Who says who did it: words that begin with the blaming verb are its subject's."""

from __future__ import annotations

from datetime import date

import pytest

from dateline.pipeline import run
from dateline.types import Document


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Nine killed near Pama\n\nGunmen killed nine miners on Tuesday. The army blamed JNIM for the attack.",
            "The army",
        ),
        ("Gunmen kill nine at gold site near Pama, army blames JNIM\n\nNine miners died on Tuesday.", "army"),
    ],
)
def test_who_blames_is_the_speaker(text: str, speaker: str) -> None:
    found = run(Document("x", text, published=date(2024, 3, 14)))
    said = [s for s in found.incidents[0].statements if s.property == "perpetrator" and "JNIM" in s.span.of(text)]
    assert said and said[0].speaker == speaker
