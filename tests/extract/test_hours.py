"""The hour that a sentence beside the deed tells."""

from __future__ import annotations

from datetime import date

import pytest

from dateline import Document
from dateline.pipeline import run


def hours(text: str) -> list[str]:
    report = run(Document("x", text, published=date(2021, 5, 4)))
    main = next(incident for incident in report.incidents if incident.main)
    return [text[s.span.start : s.span.end] for s in main.statements if s.property == "time" and s.note == "beside"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Two men were shot in Toledo on Sunday. Police were called at 3:40 a.m. to a bar.", ["3:40 a.m."]),
        ("Two men were shot in Toledo at 2 a.m. on Sunday. Police were called at 3:40 a.m. to a bar.", []),
        ("Two men were shot dead in Toledo on Sunday. One was pronounced dead at 3:40 a.m. in hospital.", []),
        ("Two men were shot in Toledo on Sunday. The park was closed until 3:40 p.m. on Monday.", []),
    ],
)
def test_the_hour_told_beside_the_deed(text: str, expected: list[str]) -> None:
    assert hours(text) == expected
