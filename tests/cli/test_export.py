from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dateline.cli import app, main

EXAMPLES = Path(__file__).parents[2] / "examples"
runner = CliRunner()


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = str(tmp_path_factory.mktemp("store") / "s.db")
    assert runner.invoke(app, ["add", str(EXAMPLES / "reports.jsonl"), "--store", path]).exit_code == 0
    return path


def test_export_writes_to_a_file_and_to_standard_output(store: str, tmp_path: Path) -> None:
    out = tmp_path / "x.csv"
    assert runner.invoke(app, ["export", "--format", "csv", "--out", str(out), "--store", store]).exit_code == 0
    shown = runner.invoke(app, ["export", "--format", "csv", "--store", store])
    assert shown.stdout_bytes == out.read_bytes() and out.read_text().startswith("id,type")


def test_a_file_that_cannot_be_written_is_one_line(
    store: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = str(tmp_path / "none" / "a.csv")
    monkeypatch.setattr("sys.argv", ["dateline", "export", "--format", "csv", "--out", out, "--store", store])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2 and capsys.readouterr().err == f"dateline: {out}: no such file or directory\n"


def test_a_codebook_brings_its_own_rule_unless_another_is_named(store: str) -> None:
    own = runner.invoke(app, ["export", "--format", "ucdp", "--store", store]).stdout
    other = runner.invoke(app, ["export", "--format", "ucdp", "--rule", "acled", "--store", store]).stdout
    assert ",ucdp," in own and ",acled," in other


def test_filters_hold(store: str) -> None:
    found = runner.invoke(app, ["export", "--format", "jsonl", "--since", "2024-06-01", "--country", "so", "--store", store]).stdout
    assert [json.loads(line)["place"]["country"] for line in found.splitlines()] == ["SO"]


@pytest.mark.parametrize(
    "arguments", [["--format", "pdf"], ["--format", "csv", "--rule", "mine"], ["--format", "csv", "--since", "x"]]
)
def test_what_cannot_be_done_is_said(store: str, arguments: list[str]) -> None:
    assert runner.invoke(app, ["export", *arguments, "--store", store]).exit_code != 0


def test_a_crosswalk_says_what_it_leaves_out_and_why(store: str, tmp_path: Path) -> None:
    article = tmp_path / "undated.txt"
    article.write_text("A bomb exploded at a market in Quetta, Pakistan, and killed nine people, police said.\n")
    own = str(tmp_path / "s.db")
    runner.invoke(app, ["add", str(article), "--store", own])
    shown = runner.invoke(app, ["export", "--format", "gtd", "--store", own])
    assert "gtd has no row for 1 of 1 incidents: 1 no date" in shown.stderr and "--published" in shown.stderr
    assert "no row" not in runner.invoke(app, ["export", "--format", "csv", "--store", own]).stderr
