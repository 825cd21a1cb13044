"""Several people named together for one deed: their group did it."""

from __future__ import annotations

import pytest

from dateline.extract.blame_lines import line
from dateline.extract.suspects import suspects
from dateline.extract.told_together import of_one_group
from dateline.pipeline import layers
from dateline.types import Document

pytestmark = pytest.mark.usefixtures("grammar_engine")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Three members of Boko Haram, Sani Bello, Umar Gana and Musa Ali, were, yesterday, sentenced to life over a bombing.",
            {"Boko Haram"},
        ),
        ("Tom Reyes and Dan Hill, members of the Red Brigades, were convicted of the murder of a judge.", {"Red Brigades"}),
        ("Tom Reyes, a member of the Red Brigades, was convicted of the murder of a judge.", {"Tom Reyes"}),
        ("Tom Reyes and Dan Hill were convicted of the murder of a judge.", {"Tom Reyes", "Dan Hill"}),
        ("Their counsel, Mr. Ahmed Bello, had pleaded with the court over the bombing.", set()),
        ("Last November, a retired officer was arrested in connection with the massacre.", set()),
    ],
)
def test_a_list_of_names_gives_way_to_their_group(text: str, names: set[str]) -> None:
    annotated = layers(Document("x", text, language="en"))
    read = line(annotated, annotated.sentences[0].span)
    assert {tie.value.name for tie in of_one_group(read, suspects(read)) if tie.value.kind != "generic"} == names
