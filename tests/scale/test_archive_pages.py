"""The archive of `benchmarks/archive.py` is made of one article a page: nothing of a page's own is read, and a look sees it."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from dateline.ingest.document import Origin
from dateline.ingest.html import parse
from dateline.scale.look import look


def test_a_made_page_holds_the_article_put_into_it_and_no_other(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(Path(__file__).parents[2] / "benchmarks"))
    archive_pages = import_module("archive_pages")
    told = [f"The council met on day {day} to speak of new bus lines and pupils' tickets, and took no vote." for day in range(12)]
    made = archive_pages.templates(data / "html")
    assert len(made) >= 10
    for template in made:
        raw = archive_pages.filled(template, "Council speaks of buses", told)
        read, seen = parse(raw, Origin("page.html")).text, look(raw, None)
        assert sum(line in read for line in told) >= 11 and len(read) - sum(map(len, told)) < 1000
        assert seen is not None and sum(line in seen.text for line in told) >= 11
