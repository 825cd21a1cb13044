"""Slices: the parts of a file together give what the whole gives, under the same names."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from dateline.ingest import read
from dateline.ingest.document import Reading
from dateline.ingest.slices import cut, read_slice
from dateline.scale.plan import shards
from dateline.types import Document

from .conftest import archive, pages


def _fail(error: Exception) -> None:
    raise error


READING = Reading(1 << 20, lambda error: None)


def whole_and_parts(path: Path, every: int) -> tuple[list[Document], list[Document], int]:
    parts = cut(str(path), every)
    found = [document for part in parts for document in read_slice(part, None, READING)]
    return list(read(str(path), on_error=lambda error: None)), found, len(parts)


@pytest.mark.parametrize("zipped", [True, False])
@pytest.mark.parametrize("every", [1, 7, 1000])
def test_warc(tmp_path: Path, zipped: bool, every: int) -> None:
    path = archive(tmp_path / ("a.warc.gz" if zipped else "a.warc"), pages(20), gzip=zipped)
    whole, parts, count = whole_and_parts(path, every)
    assert whole == parts and len(whole) == 18
    assert count == {1: 20, 7: 3, 1000: 1}[every]


def test_lines_keep_their_numbers(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps({"text": f"Line {n} é"}) + "\n" for n in range(10)), "utf-8")
    whole, parts, count = whole_and_parts(path, 3)
    assert whole == parts and count == 4
    assert parts[-1].path == f"{path}:10"


def test_a_cut_archive_keeps_its_good_records(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.warc.gz", pages(20))
    path.write_bytes(path.read_bytes()[:-30])
    whole, parts, _ = whole_and_parts(path, 6)
    assert [one.id for one in whole] == [one.id for one in parts]


def test_one_gzip_member_is_one_slice(tmp_path: Path) -> None:
    plain = archive(tmp_path / "a.warc", pages(5), gzip=False)
    path = tmp_path / "b.warc.gz"
    path.write_bytes(gzip.compress(plain.read_bytes()))
    assert len(cut(str(path), 1)) == 1


def test_shards_of_several_files_are_numbered_in_their_order(tmp_path: Path) -> None:
    """Rows stand in the order of the input: the shards' names, by which they are sorted, count on from file to file."""
    for name in ("a", "b"):
        archive(tmp_path / f"{name}.warc.gz", pages(40))
    found = shards([str(tmp_path)], 10)
    assert [int(one.name[:6]) for one in found] == list(range(8))
    assert [one.slices[0].path[-9] for one in found] == ["a"] * 4 + ["b"] * 4
