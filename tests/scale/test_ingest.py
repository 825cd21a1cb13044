"""Ingest: same bytes from every engine, resumed where it was killed, neighbours of a bad document unharmed, all counted."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
from pathlib import Path

import pytest
from sqlalchemy import text

from dateline.cli.ingest import Options, command
from dateline.errors import SettingsError
from dateline.scale import engines, shard
from dateline.scale.child import NotStarted
from dateline.scale.parquet import rows_of
from dateline.scale.plan import Job, shards
from dateline.store import open_store

from .conftest import ATTACK, archive, page, pages

POISONED = """
import os, time
from dateline.scale import reader
plain = reader.Task._row
def row(self, document):
    if 'drowsy' in document.text: time.sleep(60)
    if 'poison' in document.text: os.kill(os.getpid(), 11)
    return plain(self, document)
def run(document, **given):
    if 'faulty' in document.text: raise ValueError('a fault')
    return piped(document, **given)
reader.Task._row, piped, reader.run = row, reader.run, run
reader.main()
"""


def options(**given: object) -> Options:
    plain: dict[str, object] = {
        "engine": "local", "workers": 1, "out": None, "store": None, "published": None, "sift": True, "keep_text": False,
        "scheduler": None, "metrics": None, "shard_size": 15,
    }  # fmt: skip
    return Options(**{**plain, **given})  # type: ignore[arg-type]


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted(folder.glob("*.parquet"))}


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    base = tmp_path_factory.mktemp("ingest")
    path = archive(base / "news.warc.gz", pages(40))
    command([str(path)], options(out=base / "out", metrics=base / "m.prom"))
    return path, base / "out"


def test_every_document_is_counted(done: tuple[Path, Path]) -> None:
    rows = [row for file in sorted(done[1].glob("*.parquet")) for row in rows_of(file)]
    kinds = [row["outcome"] for row in rows]
    assert len(rows) == 40
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {"read": 4, "no_violence": 28, "language": 4, "unreadable": 4}
    german = next(row for row in rows if row["outcome"] == "language")
    assert german["language"] == "de" and "Stadtbücherei" in german["text"]
    read = next(row for row in rows if row["outcome"] == "read")
    assert read["incidents"] == 1 and json.loads(read["record"])["incidents"][0]["place"]["country"] == "PK"
    told = (done[1].parent / "m.prom").read_text()
    assert 'dateline_ingest_documents_total{outcome="no_violence"} 28.0' in told


def test_a_second_run_redoes_only_what_is_missing(done: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    before = contents(done[1])
    first = sorted(before)[0]
    (done[1] / first).unlink()
    command([str(done[0])], options(out=done[1]))
    assert contents(done[1]) == before
    assert json.loads(capsys.readouterr().out)["resumed"] == len(before) - 1


def test_dask_writes_the_same_bytes(done: tuple[Path, Path], tmp_path: Path) -> None:
    command([str(done[0])], options(out=tmp_path / "out", engine="dask", workers=1))
    assert contents(tmp_path / "out") == contents(done[1])


def test_a_reader_that_is_killed_loses_and_doubles_nothing(done: tuple[Path, Path], tmp_path: Path) -> None:
    """The reader is killed at one item again and again, and once at another; what is written is the same."""
    heard = shard._Progress.hear
    count = 0

    def hear(self: shard._Progress, message: dict[str, object]) -> None:
        nonlocal count
        heard(self, message)
        count += "begin" in message
        if "begin" in message and count in (4, 5, 6, 7, 20):
            os.kill(shard._child().process.pid, signal.SIGKILL)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shard._Progress, "hear", hear)
        command([str(done[0])], options(out=tmp_path / "out"))
    assert contents(tmp_path / "out") == contents(done[1])
    assert not list((tmp_path / "out").glob("*.journal"))


def test_a_poisoned_document_is_set_aside_and_its_neighbours_finish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader that kills itself stands in for a parser's crash; it sleeps beyond the limit, and it raises."""
    raw = [
        page(ATTACK, 0),
        page(ATTACK + " poison", 1),
        page(ATTACK, 2),
        page(ATTACK + " drowsy", 3),
        page(ATTACK + " faulty", 4),
        page(ATTACK, 5),
    ]
    path = archive(tmp_path / "a.warc.gz", raw)
    monkeypatch.setattr(shard, "SECONDS", 6.0)
    monkeypatch.setattr("dateline.scale.child.COMMAND", (sys.executable, "-P", "-c", POISONED))
    assert command([str(path)], options(out=tmp_path / "out")) == 1
    rows = list(rows_of(next((tmp_path / "out").glob("*.parquet"))))
    assert [row["outcome"] for row in rows] == ["read", "set_aside", "read", "set_aside", "set_aside", "read"]
    assert "signal 11" in rows[1]["reason"] and rows[1]["url"] == "https://example.org/1"
    assert "longer than 6 s" in rows[3]["reason"]
    assert rows[4]["reason"] == "the pipeline failed on it (ValueError: a fault)" and rows[4]["text"]


def test_a_reader_that_cannot_start_ends_the_run(done: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.scale.child.COMMAND", (sys.executable, "-c", "raise SystemExit(3)"))
    with pytest.raises(NotStarted, match="exit status 3"):
        command([str(done[0])], options(out=tmp_path / "out"))
    assert not contents(tmp_path / "out")


def test_two_runs_of_one_shard_write_it_once(done: tuple[Path, Path], tmp_path: Path) -> None:
    part = shards([str(done[0])], 40)[0]
    results: list[shard.Summary] = []

    def run() -> None:
        results.append(shard.run_shard(part, Job(), str(tmp_path)))
        shard.close()

    both = [threading.Thread(target=run) for _ in range(2)]
    for one in both:
        one.start()
        time.sleep(0.2)
    for one in both:
        one.join()
    assert sorted(result.resumed for result in results) == [False, True]
    assert results[0].counts == results[1].counts


def test_the_store_takes_shards_in_bulk(done: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from dateline.cli.add import command as add

    url = f"sqlite:///{tmp_path / 's.db'}"
    assert add([str(done[1])], store=url, published=None, json=False) == 0
    assert "4 new" in capsys.readouterr().err
    assert add([str(done[1])], store=url, published=None, json=False) == 0
    assert "4 known already" in capsys.readouterr().err
    plain = f"sqlite:///{tmp_path / 'p.db'}"
    add([str(done[0])], store=plain, published=None, json=False)
    assert _incidents(url) == _incidents(plain)


def _incidents(url: str) -> list[object]:
    store = open_store(url)
    try:
        with store.reading() as connection:
            return [tuple(row) for row in connection.execute(text("select id from accounts order by id"))]
    finally:
        store.close()


def test_a_folder_of_another_run_is_refused(done: tuple[Path, Path]) -> None:
    with pytest.raises(SettingsError, match="another run"):
        command([str(done[0])], options(out=done[1], sift=False))
    with pytest.raises(SettingsError, match="none of local, dask"):
        engines.engine("hadoop")
    with pytest.raises(SettingsError, match="--out"):
        command([str(done[0])], options())
