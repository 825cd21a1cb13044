"""What README and messages tell a newcomer holds: every command is in the table, and extras come the way that README installs."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from dateline import __version__
from dateline.cli import app
from dateline.cli.watch import running
from dateline.errors import MissingProgram, with_extra

ROOT = Path(__file__).parents[2]
EXTRA = re.compile(r"with_extra\([^\n]*\"(\w+)\"\)")


def test_every_command_stands_in_the_readme() -> None:
    import typer

    text = (ROOT / "README.md").read_text(encoding="utf-8")
    table = "\n".join(line for line in text.splitlines() if line.startswith("| `dateline"))
    commands = set(typer.main.get_command(app).commands) - {"user"}  # type: ignore[attr-defined]
    assert [name for name in sorted(commands) if not re.search(rf"`(?:dateline )?{name}\b", table)] == []


def test_the_tutorial_exports() -> None:
    assert "dateline export --format" in (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")


def test_the_module_runs_and_tells_its_version() -> None:
    done = subprocess.run([sys.executable, "-m", "dateline", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == f"dateline {__version__}\n"


def test_hints_for_extras_fit_the_readme() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]
    sources = {path: path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py")}
    named = {name for text in sources.values() for name in EXTRA.findall(text)}
    assert {"tables", "web", "feeds", "scale"} <= named <= extras.keys()
    pages = {path: path.read_text(encoding="utf-8") for path in (*(ROOT / "docs").glob("*.md"), ROOT / "README.md")}
    assert [path.name for path, text in {**sources, **pages}.items() if "pip install 'dateline[" in text] == []
    assert "--extra tables dateline" in with_extra("x", "tables") and "uv run --frozen --extra" in pages[ROOT / "README.md"]


def test_a_feed_that_cannot_be_written_is_refused_before_anything_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    monkeypatch.setattr("dateline.cli.watch.find_spec", lambda _: None)
    with pytest.raises(MissingProgram, match="--extra feeds"):
        running(store=str(tmp_path / "none.db"), rule="gtd", atom=tmp_path / "a.xml", cap=None, sender="d", status="Test",
                targets=tmp_path / "t.json", every=None)  # fmt: skip
