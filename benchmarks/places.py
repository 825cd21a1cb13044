"""Speed, memory and size of the gazetteer and of the place stages.

    python benchmarks/places.py [TEXT...]

Prints one JSON line. Without texts it runs on the articles of ``examples/`` (made up for this project), read 200 times.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from importlib import resources
from pathlib import Path


def main(paths: list[str]) -> None:
    began = time.perf_counter()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    from dateline.gazetteer import Gazetteer

    imported = time.perf_counter()
    file = Path(str(resources.files("dateline.gazetteer") / "places.sqlite"))
    places = Gazetteer(file)
    places.search("Mogadishu")
    first = time.perf_counter()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    figures = {
        "install_mb": round(file.stat().st_size / 1e6, 1),
        "import_ms": round(1000 * (imported - began), 1),
        "open_and_first_look_up_ms": round(1000 * (first - imported), 1),
        "memory_mb": round(memory / 1024, 1),
        "look_ups_a_second": look_ups(places, file),
        "documents_a_second": stages(paths),
    }
    print(json.dumps(figures))


def look_ups(places: object, file: Path) -> int:
    """Return cold look-ups a second over 20,000 names spread over the file."""
    import sqlite3

    from dateline.gazetteer import Gazetteer

    assert isinstance(places, Gazetteer)
    connection = sqlite3.connect(file)
    keys = [row[0] for row in connection.execute("SELECT DISTINCT key FROM names WHERE abs(random() % 30) = 0 LIMIT 20000")]
    began = time.process_time()
    for key in keys:
        places.find(key)
    return round(len(keys) / (time.process_time() - began))


def stages(paths: list[str]) -> float | None:
    from dateline import annotate, resolve
    from dateline.types import Annotated, Document

    root = Path(__file__).resolve().parents[1] / "examples"
    files = [Path(path) for path in paths] or sorted(root.glob("*.txt"))
    documents = [Annotated(Document(str(file), file.read_text(encoding="utf-8"))) for file in files] * (1 if paths else 200)
    if not documents:
        return None
    layers = [annotate.sentences(document) for document in documents]
    began = time.process_time()
    for layer in layers:
        resolve.places(annotate.places(layer))
    return round(len(layers) / (time.process_time() - began), 1)


if __name__ == "__main__":
    main(sys.argv[1:])
