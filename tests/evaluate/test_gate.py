"""The floor gate: floors rise by themselves, fall only with a reason, and belong to one corpus."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest

from dateline.evaluate.result import Evaluation

PATH = Path(__file__).parents[2] / "benchmarks" / "gate.py"


@pytest.fixture(scope="module")
def gate():
    spec = importlib.util.spec_from_file_location("gate", PATH)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["gate"] = module
    spec.loader.exec_module(module)
    return module


def result(corpus: str = "a", **headline: float) -> Evaluation:
    return Evaluation("x", corpus, (), headline)


def test_a_first_record_and_a_check(gate):
    entry = gate.raised(None, result(f1=70.0, false_per_negative=0.2), None, None)
    assert gate.failures(entry, result(f1=70.0, false_per_negative=0.2)) == []
    assert gate.failures(entry, result(f1=69.0, false_per_negative=0.2)) == ["f1: 69.00, floor 70.00"]
    assert gate.failures(entry, result(f1=71.0, false_per_negative=0.6)) == ["false_per_negative: 0.60, floor 0.20"]
    assert gate.failures(entry, result(false_per_negative=0.2)) == ["f1: no longer reported"]


def test_floors_rise(gate):
    entry = gate.raised(None, result(f1=70.0, other=50.0), None, None)
    entry = gate.raised(entry, result(f1=75.0, other=49.96), None, None)
    assert entry["floors"] == {"f1": 75.0, "other": 50.0}


def test_a_floor_falls_only_with_a_reason(gate):
    entry = gate.raised(None, result(f1=70.0), None, None)
    with pytest.raises(SystemExit, match="say why"):
        gate.raised(entry, result(f1=60.0), None, None)
    lowered = gate.raised(entry, result(f1=60.0), None, "the gold was mended")
    assert lowered["floors"] == {"f1": 60.0}
    assert lowered["lowered"][0]["why"] == "the gold was mended"
    assert gate.raised(lowered, result(f1=61.0), None, None)["lowered"] == lowered["lowered"]


def test_another_corpus_is_no_comparison(gate):
    entry = gate.raised(None, result(f1=70.0), None, None)
    assert gate.failures(entry, result("b", f1=90.0))[0].startswith("another corpus")


def test_check_without_data_skips(gate, tmp_path, capsys):
    floors = tmp_path / "floors.json"
    gate.write(floors, {"modern/dev": gate.raised(None, result(f1=1.0), None, None)})
    assert gate.check([], tmp_path, floors) == 0
    assert "skipped" in capsys.readouterr().out
    assert gate.check(["nothing"], tmp_path, floors) == 2
