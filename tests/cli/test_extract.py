"""`dateline extract` as a pipe: one line a document, messages apart, exit codes, broken pipes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from dateline.cli.extract import command

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
DATELINE = [sys.executable, "-c", "from dateline.cli import main; main()"]


def run(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*DATELINE, *arguments], input=stdin, capture_output=True, timeout=120, check=False)


def test_one_line_a_document_in_order(capfd: pytest.CaptureFixture[str]) -> None:
    assert command([str(EXAMPLES / "reports.jsonl"), str(EXAMPLES / "explainer.html")], published=None) == 0
    out, err = capfd.readouterr()
    records = [json.loads(line) for line in out.splitlines()]
    paths = [json.loads(line)["id"] for line in (EXAMPLES / "reports.jsonl").read_text().splitlines()]
    assert [record["document"]["path"] for record in records] == [*paths, str(EXAMPLES / "explainer.html")]
    assert err == "" and all(list(record) == ["document", "incidents", "advisories", "motives", "actors"] for record in records)


def test_the_rest_of_a_batch_goes_on(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    empty, binary, german = tmp_path / "empty.txt", tmp_path / "b.bin", tmp_path / "german.txt"
    empty.write_bytes(b"")
    binary.write_bytes(bytes(range(256)) * 8)
    german.write_text("Bei einem Anschlag in der Stadt sind am Freitag drei Menschen ums Leben gekommen, teilte die Polizei mit.")
    nothing = tmp_path / "nothing.txt"
    nothing.write_text("The council met on Tuesday. It talked about the new bridge and about the price of bread in the town.")
    paths = [str(path) for path in (tmp_path / "missing.txt", empty, binary, german, nothing)]
    assert command(paths, published="2024-03-23") == 1
    out, err = capfd.readouterr()
    records = [json.loads(line) for line in out.splitlines()]
    assert [record["document"]["language"] for record in records] == ["de", "en"]
    assert records[1]["incidents"] == [] and records[1]["document"]["published"] == "2024-03-23"
    assert [line.split(": ", 1)[1] for line in err.splitlines()] == [
        f"{paths[0]}: no such file",
        f"{paths[1]}: nothing to read in it",
        f"{paths[2]}: a binary file, not text",
    ]


def test_exit_codes(tmp_path: Path) -> None:
    assert run("extract", str(tmp_path / "missing.txt")).returncode == 2
    wrong = run("extract", "-", "--published", "soon", stdin=b"Three were hurt.")
    assert wrong.returncode == 2 and b"YYYY-MM-DD" in wrong.stderr and not wrong.stdout
    right = run("extract", "-", stdin=b"Three people were hurt in the market.")
    assert right.returncode == 0 and json.loads(right.stdout)["document"]["path"] == "-" and not right.stderr


def test_many_bad_lines_are_summed_up(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text('{"text": 1}\n' * 100)
    assert command([str(file)], published=None) == 2
    assert capfd.readouterr().err.splitlines()[-1] == f"dateline: {file}: 80 more like these"


def test_a_broken_pipe_is_quiet(tmp_path: Path) -> None:
    lines = (EXAMPLES / "reports.jsonl").read_bytes() * 40
    (tmp_path / "many.jsonl").write_bytes(lines)
    with subprocess.Popen(
        [*DATELINE, "extract", str(tmp_path / "many.jsonl")], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout and process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
