from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dateline.cli import app

EXAMPLES = Path(__file__).parents[2] / "examples"
runner = CliRunner()


def test_one_command_turns_articles_into_an_explainer() -> None:
    result = runner.invoke(app, ["explain", "--from", str(EXAMPLES / "reports.jsonl")])
    assert result.exit_code == 0
    assert result.stdout.startswith("# ") and "## The toll so far" in result.stdout and "[[1]](#note-1)" in result.stdout


def test_formats(tmp_path: Path) -> None:
    for name, head in (("html", b"<!DOCTYPE html>"), ("json", b"{")):
        out = tmp_path / name
        result = runner.invoke(app, ["explain", "--from", str(EXAMPLES / "reports.jsonl"), "--format", name, "--out", str(out)])
        assert result.exit_code == 0 and out.read_bytes().startswith(head)


def test_incident_and_group_of_a_store(tmp_path: Path) -> None:
    store = str(tmp_path / "s.db")
    assert runner.invoke(app, ["add", str(EXAMPLES / "reports.jsonl"), "--store", store]).exit_code == 0
    listed = runner.invoke(app, ["incidents", "--place", "Baidoa", "--json", "--store", store]).stdout.splitlines()
    incident = json.loads(listed[0])["id"]
    one = runner.invoke(app, ["explain", incident, "--store", store, "--format", "json"])
    assert json.loads(one.stdout)["subject"] == incident
    group = runner.invoke(app, ["explain", "al-Shabaab", "--store", store])
    assert group.exit_code == 0 and "## Attacks it is linked with" in group.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["x", "--format", "pdf"], "no format"),
        (["x", "y"], "one incident or group"),
        (["nobody", "--store", "sqlite://"], "no incident or group"),
    ],
)
def test_what_cannot_be_done_is_said(arguments: list[str], words: str) -> None:
    result = runner.invoke(app, ["explain", *arguments])
    assert result.exit_code != 0 and words in str(result.exception)
