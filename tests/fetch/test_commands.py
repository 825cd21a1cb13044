"""The commands as a user runs them: the real pipeline, and a server on the one port that the settings let through."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from dateline.cli import main
from dateline.config import settings

Dateline = Callable[..., tuple[int, str, str]]


@pytest.fixture
def served(web: ModuleType) -> Iterator[object]:
    def page(sock: object, asked: object) -> None:
        known = asked.headers.get("if-none-match") == '"1"'  # type: ignore[attr-defined]
        whole = web.answer(web.article(), headers='ETag: "1"\r\n')
        sock.sendall(b"HTTP/1.1 304 Not Modified\r\n\r\n" if known else whole)  # type: ignore[attr-defined]

    with web.running(web.Server({"/a": page})) as server:
        yield server


@pytest.fixture
def dateline(
    served: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Dateline]:
    """Run a command in this process; give its exit code, standard output and standard error."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATELINE_FETCH_ALLOWED", f"127.0.0.1:{served.ports['http']}")  # type: ignore[attr-defined]
    monkeypatch.setenv("DATELINE_FETCH_DELAY", "0")
    monkeypatch.setenv("DATELINE_ENGINE", "grammar")
    settings.cache_clear()

    def run(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["dateline", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        return (int(ended.value.code or 0), *capsys.readouterr())

    yield run
    settings.cache_clear()


def test_an_address_is_added_as_a_file_is(dateline: Dateline, served: object, tmp_path: Path) -> None:
    base = f"http://127.0.0.1:{served.ports['http']}"  # type: ignore[attr-defined]
    metadata = "http://169.254.169.254/latest/meta-data/"
    code, out, err = dateline("add", "--json", f"{base}/a?utm_source=x", f"{base}/gone", metadata)
    assert code == 1 and "fetched 1, refused 1, failed 1 (forbidden 1, gone 1)" in err
    line = json.loads(out)
    assert line["outcome"] == "new"
    [capture] = (tmp_path / "dateline-captures").iterdir()
    _, out, err = dateline("add", "--json", f"{base}/a?utm_source=x", str(capture))
    told = [json.loads(each) for each in out.splitlines()]
    assert [each["outcome"] for each in told] == ["known", "known"] and {each["document"] for each in told} == {line["document"]}
    assert "not modified" in err
    assert "Quetta" in dateline("incidents")[1]
    assert dateline("verify", "--quick")[0] == 0
    whole = capture.read_bytes()
    capture.write_bytes(whole[: len(whole) // 2])
    assert dateline("verify", "--quick")[0] == 1


def test_feeds_are_added_listed_and_refused(dateline: Dateline, served: object) -> None:
    base = f"http://127.0.0.1:{served.ports['http']}"  # type: ignore[attr-defined]
    assert dateline("feed", "add", "http://[::1]/feed")[0] == 2
    assert dateline("feed", "add", f"{base}/feed")[1] == f"{base}/feed  added\n"
    code, _, err = dateline("feed", "run")
    assert code == 2 and "gone (HTTP 404)" in err
    assert "never read" not in dateline("feed", "list")[1]
    assert dateline("feed", "remove", f"{base}/feed")[0] == 0
    assert dateline("feed", "list")[1] == ""


def test_kills_of_a_feed_run_lose_and_double_nothing(
    benchmark: Callable[[str], ModuleType],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DATELINE_ENGINE", "grammar")
    settings.cache_clear()
    kills, chance = benchmark("feed_kills"), import_module("random").Random(1)
    assert kills.run(kills.Databases("sqlite", tmp_path), 2, 4, chance) == 0, capsys.readouterr().out
