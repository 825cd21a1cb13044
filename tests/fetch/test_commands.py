"""The commands as a user runs them: real processes, the real pipeline, a server on the one port that the settings let through."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

Dateline = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def served(web: ModuleType) -> Iterator[object]:
    def page(sock: object, asked: object) -> None:
        known = asked.headers.get("if-none-match") == '"1"'  # type: ignore[attr-defined]
        whole = web.answer(web.article(), headers='ETag: "1"\r\n')
        sock.sendall(b"HTTP/1.1 304 Not Modified\r\n\r\n" if known else whole)  # type: ignore[attr-defined]

    with web.running(web.Server({"/a": page})) as server:
        yield server


@pytest.fixture
def dateline(served: object, tmp_path: Path) -> Dateline:
    port = served.ports["http"]  # type: ignore[attr-defined]
    environment = os.environ | {
        "DATELINE_FETCH_ALLOWED": f"127.0.0.1:{port}", "DATELINE_FETCH_DELAY": "0", "DATELINE_ENGINE": "grammar",
    }  # fmt: skip

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", "from dateline.cli import main; main()", *arguments]
        return subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False, timeout=120)

    return run


def test_an_address_is_added_as_a_file_is(dateline: Dateline, served: object, tmp_path: Path) -> None:
    base = f"http://127.0.0.1:{served.ports['http']}"  # type: ignore[attr-defined]
    first = dateline("add", "--json", f"{base}/a?utm_source=x", f"{base}/gone", "http://169.254.169.254/latest/meta-data/")
    assert first.returncode == 1
    line = json.loads(first.stdout)
    assert line["outcome"] == "new"
    assert "fetched 1, refused 1, failed 1 (forbidden 1, gone 1)" in first.stderr
    [capture] = (tmp_path / "dateline-captures").iterdir()
    again = dateline("add", "--json", f"{base}/a?utm_source=x", str(capture))
    told = [json.loads(each) for each in again.stdout.splitlines()]
    assert [each["outcome"] for each in told] == ["known", "known"] and {each["document"] for each in told} == {line["document"]}
    assert "not modified" in again.stderr
    assert "Quetta" in dateline("incidents").stdout


def test_feeds_are_added_listed_and_refused(dateline: Dateline, served: object) -> None:
    base = f"http://127.0.0.1:{served.ports['http']}"  # type: ignore[attr-defined]
    assert dateline("feed", "add", "http://[::1]/feed").returncode == 2
    assert dateline("feed", "add", f"{base}/feed").stdout == f"{base}/feed  added\n"
    ran = dateline("feed", "run")
    assert ran.returncode == 2 and "gone (HTTP 404)" in ran.stderr
    assert "never read" not in dateline("feed", "list").stdout
    assert dateline("feed", "remove", f"{base}/feed").returncode == 0
    assert dateline("feed", "list").stdout == ""


def test_kills_of_a_feed_run_lose_and_double_nothing(
    benchmark: Callable[[str], ModuleType], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kills, chance = benchmark("feed_kills"), import_module("random").Random(1)
    assert kills.run(kills.Databases("sqlite", tmp_path), 2, 4, chance) == 0, capsys.readouterr().out
