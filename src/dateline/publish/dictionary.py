"""Write the data dictionary (docs/data-dictionary.md): ``python -m dateline.publish.dictionary > docs/data-dictionary.md``."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from dateline.publish.crosswalk import crosswalk
from dateline.publish.table import columns

CROSSWALKS = ("acled", "gtd", "ucdp")


def text() -> str:
    """Return the page as Markdown."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# Data dictionary"
    yield ""
    yield "Written by `python -m dateline.publish.dictionary` from `codebook/export_columns.json` and `codebook/crosswalks/`."
    yield ""
    yield "## csv, xlsx, parquet, geojson, geoparquet"
    yield ""
    yield "One row an incident. An empty cell is unknown; 0 is written only where a report says that nobody was."
    yield "Text that a spreadsheet would run as a formula has an apostrophe before it (csv and xlsx)."
    yield ""
    yield from ("| column | type | meaning |", "|---|---|---|")
    yield from (f"| `{c['name']}` | {c['type']} | {c['about']} |" for c in columns())
    for name in CROSSWALKS:
        rules = crosswalk(name)
        yield from ("", f"## {name}", "", f"{rules['codebook']}, crosswalk {rules['version']}, rule `{rules['rule']}`.", "")
        yield from (rules["note"], "", ", ".join(f"`{column}`" for column in rules["columns"]))
    rules = crosswalk("plover")
    yield from ("", "## plover", "", f"{rules['codebook']}, crosswalk {rules['version']}. {rules['note']}")


if __name__ == "__main__":
    sys.stdout.write(text())
