"""Bytes to the stored text: charsets, line ends, controls; titles and dates of plain files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import EmptyInput, NotFound, SettingsError, TooLarge, Unreadable
from dateline.ingest import moment, read
from dateline.ingest.text import MAX_TEXT, decode, normalise

CASES = Path(__file__).parent.parent / "cases"


def cases(name: str) -> list[Any]:
    return [json.loads(line) for line in (CASES / name).read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("case", cases("ingest_text.jsonl"), ids=lambda case: case["note"])
def test_stored_text(case: dict[str, Any], tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(bytes.fromhex(case["hex"]))
    document = next(read(str(file)))
    assert document.text == case["want"]
    assert document.complete == case["complete"] and bool(document.problems) != document.complete


@pytest.mark.parametrize("case", cases("ingest_dates.jsonl"), ids=lambda case: case["line"])
def test_date_lines(case: dict[str, Any]) -> None:
    found = moment.written(case["line"])
    assert (found.isoformat() if found else None) == case["want"]


@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_damage(raw: bytes) -> None:
    text = normalise(decode(raw).text)
    assert normalise(text) == text
    text.encode("utf-8")


@given(st.text(alphabet=st.characters(), max_size=200))
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once and "\x00" not in once and "\r" not in once


def test_title_and_own_date(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Bomb kills four in market\nMonday, January 28, 2019 \n\nFour people were killed.")
    document = next(read(str(file), published="2024-01-01"))
    assert document.title == "Bomb kills four in market" and document.text.startswith(document.title)
    assert str(document.published) == "2019-01-28", "the page's own date wins"
    file.write_text("Four people were killed on Friday.\nMore followed.")
    document = next(read(str(file), published="2024-01-01"))
    assert document.title is None and str(document.published) == "2024-01-01"
    assert next(read(str(file))).published is None


@pytest.mark.parametrize(
    ("line", "want"),
    [
        (" date 2022-04-10 TRACY, Calif. - Police are looking for a man.", "2022-04-10"),
        ("Published: Nov. 9, 2022 at 2:11 PM PST|Updated: 45 minutes ago", "2022-11-09"),
        ("Posted: Sunday, March 8, 2015 1:11 PM EDT Updated: Sunday, April 5, 2015 1:25 PM EDT", "2015-03-08"),
        ("Posted: Monday, March 8, 2015 by a reader", None),
        ("Published in 2019-20 by the county, the report counts 12 dead.", None),
        ("The date 2019-02-02 was carved into the door.", None),
    ],
)
def test_a_label_opens_the_line(line: str, want: str | None) -> None:
    found = moment.under_title(f"Bomb kills four in market\n{line}\nFour people were killed.")
    assert (found.isoformat() if found else None) == want


def test_id_is_of_content(tmp_path: Path) -> None:
    one, two = tmp_path / "a.txt", tmp_path / "b.txt"
    one.write_text("Same words here.")
    two.write_text("Same words here.")
    assert next(read(str(one))).id == next(read(str(two))).id and len(next(read(str(one))).id) == 32


def test_long_text_is_cut_and_says_so(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Gunmen killed three people in the town on Monday.\n" * (MAX_TEXT // 40))
    document = next(read(str(file)))
    assert len(document.text) <= MAX_TEXT and not document.complete and "cut after" in document.problems[0]


def test_what_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="no such file"):
        list(read(str(tmp_path / "none.txt")))
    with pytest.raises(Unreadable, match="folder"):
        list(read(str(tmp_path)))
    (tmp_path / "e.txt").write_bytes(b"")
    with pytest.raises(EmptyInput):
        list(read(str(tmp_path / "e.txt")))
    (tmp_path / "b.bin").write_bytes(bytes(range(256)) * 40)
    with pytest.raises(Unreadable, match="binary"):
        list(read(str(tmp_path / "b.bin")))
    (tmp_path / "l.txt").write_bytes(b"word " * 100)
    with pytest.raises(TooLarge) as caught:
        list(read(str(tmp_path / "l.txt"), max_bytes=100))
    assert caught.value.limit == 100
    with pytest.raises(SettingsError, match="YYYY-MM-DD"):
        read(str(tmp_path / "l.txt"), published="last week")


def test_language(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Drei Menschen sind am Freitag bei einer Explosion auf einem Markt ums Leben gekommen, teilte die Polizei mit.")
    assert next(read(str(file))).language == "de"
    file.write_text("Too short.")
    assert next(read(str(file))).language is None
