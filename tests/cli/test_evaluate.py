"""``dateline evaluate``: the table, its JSON, and what it says when something is not there."""

from __future__ import annotations

import json
import re

import pytest

from dateline.cli import evaluate
from dateline.errors import InputError, SettingsError
from dateline.evaluate import BENCHMARKS, folder_of
from dateline.evaluate.result import Evaluation, Row

RESULT = Evaluation(
    "invented", "f" * 64, (Row("dates", {"precision": 50.0, "n": 4}, "other 60 (paper)"), Row("places", {"f1": 7.25, "rate": 0.2})),
    {"date_precision": 50.0}, ("a note",), ({"kind": "missed"},),
)  # fmt: skip


@pytest.fixture
def benchmark(monkeypatch):
    monkeypatch.setattr(evaluate, "find", lambda name: lambda options: RESULT)


def call(tmp_path, **changed):
    defaults = {"name": "invented", "data": tmp_path, "limit": None, "split": "dev", "json": None, "errors": None}
    return evaluate.command(**(defaults | changed))


def test_a_plain_table_in_a_pipe(benchmark, tmp_path, capsys):
    assert call(tmp_path) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "invented (dev)"
    assert lines[1].split() == ["precision", "n", "f1", "rate", "published"]
    assert lines[2].split() == ["dates", "50.0", "4", "other", "60", "(paper)"]
    assert lines[3].split() == ["places", "7.2", "0.20"]
    assert "a note" in lines


def test_json_and_errors_go_to_files(benchmark, tmp_path, capsys):
    call(tmp_path, json=tmp_path / "out.json", errors=tmp_path / "errors.jsonl")
    written = json.loads((tmp_path / "out.json").read_text())
    assert written["headline"] == {"date_precision": 50.0}
    assert written["corpus"] == RESULT.corpus
    assert json.loads((tmp_path / "errors.jsonl").read_text()) == {"kind": "missed"}


@pytest.mark.parametrize("changed", [{"split": "train"}, {"data": "nowhere"}])
def test_wrong_options_are_said(benchmark, tmp_path, changed):
    if changed.get("data"):
        changed = {"data": tmp_path / "nowhere"}
    with pytest.raises(SettingsError, match=r"--split|--data"):
        call(tmp_path, **changed)


@pytest.mark.parametrize("name", BENCHMARKS)
def test_a_folder_without_the_files_is_said_and_gives_no_figures(name, tmp_path, capsys):
    with pytest.raises((SettingsError, InputError), match=re.escape(str(tmp_path))):
        call(tmp_path, name=name)
    assert capsys.readouterr().out == ""


def test_the_folder_of_all_data_will_do(tmp_path):
    (tmp_path / "multi").mkdir()
    assert folder_of("linking", tmp_path) == folder_of("linking", tmp_path / "multi") == tmp_path / "multi"
