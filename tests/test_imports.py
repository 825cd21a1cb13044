"""The shape of the house: imports point one way, stages do not know each other, no catch-all modules, no file over 600 lines."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent.parent / "src" / "dateline"
LAYERS: tuple[frozenset[str], ...] = (
    frozenset(("types", "errors", "config", "intervals", "telemetry")),
    frozenset(("codebook",)),
    frozenset(("gazetteer", "models", "fetch")),
    frozenset(("ingest", "cascade", "annotate", "resolve", "extract", "reconcile", "publish")),
    frozenset(("pipeline", "store")),
    frozenset(("scale", "evaluate")),
    frozenset(("web", "cli")),
)
"""From the ground up: a room imports its own files, and rooms of lower layers. Stages are the fourth."""
STAGES = LAYERS[3]
BETWEEN = frozenset((("publish", "reconcile"),))
"""Publish renders what reconcile's types hold; the one way between stages that is allowed."""
MODULES = sorted(SOURCE.rglob("*.py"))


def room(name: str) -> str:
    return name.split(".")[1] if name.count(".") else ""


def imported(file: Path) -> Iterator[str]:
    """Yield every ``dateline.…`` module that a file imports, also inside functions."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "dateline":
            yield from (f"dateline.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("dateline."):
            yield node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.startswith("dateline."))


def layer(name: str) -> int:
    return next(number for number, rooms in enumerate(LAYERS) if name in rooms)


@pytest.mark.parametrize("file", MODULES, ids=lambda file: str(file.relative_to(SOURCE)))
def test_imports_point_one_way(file: Path) -> None:
    own = file.relative_to(SOURCE).with_suffix("").parts[0]
    if own in ("__init__", "__main__"):
        return
    for name in imported(file):
        other = room(name)
        if other == own or not any(other in rooms for rooms in LAYERS) or (own, other) in BETWEEN:
            continue
        assert layer(other) <= layer(own), f"{own} must not import {name}: it lies above"
        assert (own, other) != ("web", "cli"), f"the page knows nothing of the command line: {name}"
        assert not (own in STAGES and other in STAGES), f"stages do not import each other: {own} imports {name}"


def test_every_room_has_a_layer() -> None:
    rooms = {path.relative_to(SOURCE).with_suffix("").parts[0] for path in MODULES} - {"__init__", "__main__"}
    assert rooms <= frozenset().union(*LAYERS)


@pytest.mark.parametrize("file", MODULES, ids=lambda file: str(file.relative_to(SOURCE)))
def test_files_have_one_subject(file: Path) -> None:
    assert file.name not in ("utils.py", "util.py", "helpers.py", "misc.py", "common.py")
    assert len(file.read_text(encoding="utf-8").splitlines()) <= 600
