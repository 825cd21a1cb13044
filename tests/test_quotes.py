"""Every quote that Dateline prints is a verbatim slice of the stored text: over the development articles, where they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.extract.contract import record
from dateline.pipeline import run
from dateline.types import Document


@pytest.mark.parametrize("folder", ["seed", "modern", "multi"])
def test_quotes_are_slices(data: Path, folder: str) -> None:
    for file in sorted((data / folder).glob("*.txt")):
        text = file.read_text(encoding="utf-8")
        said = record(run(Document(id=file.stem, text=text)))
        groups = [*said["incidents"], *said["advisories"], *said["actors"]]
        quotes = [statement for group in groups for statement in group["statements"]] + said["motives"]
        assert all(text[quote["start"] : quote["end"]] == quote["quote"] for quote in quotes), file.name
