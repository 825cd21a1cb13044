"""People without a name who are held, tried or sought for the deed."""

from __future__ import annotations

import pytest

from dateline.extract.blame_lines import line
from dateline.extract.held import held
from dateline.pipeline import layers
from dateline.types import Document

pytestmark = pytest.mark.usefixtures("grammar_engine")


def _held(text: str) -> list[tuple[str, str]]:
    annotated = layers(Document(id="x", text=text, language="en"))
    return [(tie.ground, tie.value.name) for sentence in annotated.sentences for tie in held(line(annotated, sentence.span))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Two former guards are being held over the killing.", [("held", "Two former guards")]),
        ("Police have arrested a man in his 50s.", [("held", "a man in his 50s")]),
        ("Three cousins from Wexcombe are awaiting trial.", [("charged", "Three cousins")]),
        ("It is a crime for which a dismissed clerk is serving nine years.", [("convicted", "a dismissed clerk")]),
        ("A teenager handed himself in on Sunday.", [("held", "A teenager")]),
        ("Two teens, 15 and 16, have been arrested and charged with murder.", [("charged", "Two teens")]),
        ("A man accused of opening fire at a fair was held without bail.", [("charged", "A man")]),
        ("Two cousins wanted in connection with the shooting of a clerk fled.", [("suspected", "Two cousins")]),
        ("Detectives are looking for a man in a white apron.", [("suspected", "a man in a white apron")]),
    ],
)
def test_described_people_are_held(text: str, found: list[tuple[str, str]]) -> None:
    assert _held(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "A suspect was arrested.",
        "A man accused of taking bribes spoke at the vigil.",
        "Four people were detained for questioning.",
        "Soldiers arrested 14 herders at the well.",
        "Mounted police charged a crowd of marchers outside the mill.",
        "The man was held for a week before he was ransomed.",
        "Two aid workers were held hostage for a week.",
        "A clerk was held at gunpoint.",
        "A court sentenced two drivers for helping the gunmen who stormed the mall.",
        "Two cousins from Wexcombe were jailed for 18 years for sheltering the bomber.",
    ],
)
def test_suspects_and_sweeps_say_nothing(text: str) -> None:
    assert not _held(text)
