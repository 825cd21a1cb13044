"""Exports: the formats by name, each a pure function from exported records to bytes. Same records, same bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from dateline.errors import SettingsError
from dateline.publish.record import line
from dateline.publish.table import columns, csv_text, row
from dateline.types import Rule

Json = Mapping[str, Any]
Records = Iterable[dict[str, Any]]


def _jsonl(records: Records) -> bytes:
    return "".join(line(record) + "\n" for record in records).encode()


def _csv(records: Records) -> bytes:
    return _utf8(csv_text([c["name"] for c in columns()], (row(record) for record in records)))


def _utf8(text: str) -> bytes:
    """UTF-8; a lone surrogate, which UTF-8 cannot hold, becomes a question mark."""
    return text.encode("utf-8", "replace")


def _parquet(records: Records) -> bytes:
    from dateline.publish.arrow import parquet

    return parquet(row(record) for record in records)


def _geoparquet(records: Records) -> bytes:
    from dateline.publish.arrow import geoparquet

    return geoparquet(row(record) for record in records)


def _geojson(records: Records) -> bytes:
    from dateline.publish.geojson import feature_collection

    return feature_collection(row(record) for record in records).encode()


def _xlsx(records: Records) -> bytes:
    from dateline.publish.spreadsheet import workbook

    return workbook(records)


def _acled(records: Records) -> bytes:
    from dateline.publish.crosswalk_acled import acled

    return _utf8(csv_text(*acled(records)))


def _gtd(records: Records) -> bytes:
    from dateline.publish.crosswalk_gtd import gtd

    return _utf8(csv_text(*gtd(records)))


def _ucdp(records: Records) -> bytes:
    from dateline.publish.crosswalk_ucdp import ucdp

    return _utf8(csv_text(*ucdp(records)))


def _plover(records: Records) -> bytes:
    from dateline.publish.crosswalk_plover import plover

    return plover(records).encode()


def _ftm(records: Records) -> bytes:
    from dateline.publish.followthemoney import statements

    return "".join(one + "\n" for one in statements(records)).encode()


def _timeline(records: Records) -> bytes:
    from dateline.publish.timeline import timeline

    return timeline(records).encode()


def _ics(records: Records) -> bytes:
    from dateline.publish.feeds import calendar

    return calendar(records)


def _atom(records: Records) -> bytes:
    from dateline.publish.feeds import feed

    return feed(records, "atom")


def _rss(records: Records) -> bytes:
    from dateline.publish.feeds import feed

    return feed(records, "rss")


FORMATS: dict[str, Callable[[Records], bytes]] = {
    "jsonl": _jsonl, "csv": _csv, "parquet": _parquet, "geojson": _geojson, "geoparquet": _geoparquet, "xlsx": _xlsx,
    "acled": _acled, "gtd": _gtd, "ucdp": _ucdp, "plover": _plover, "ftm": _ftm, "timeline": _timeline, "ics": _ics,
    "atom": _atom, "rss": _rss,
}  # fmt: skip
OWN_RULE: dict[str, Rule] = {"acled": "acled", "gtd": "gtd", "ucdp": "ucdp"}
"""Formats whose codebook brings its own rule, unless another is asked for by name."""
ENDINGS = {"geojson": "geojson", "geoparquet": "parquet", "acled": "csv", "gtd": "csv", "ucdp": "csv", "plover": "jsonl",
           "ftm": "jsonl", "timeline": "json", "atom": "xml", "rss": "xml"}  # fmt: skip
TYPES = {
    "jsonl": "application/x-ndjson", "csv": "text/csv; charset=utf-8", "parquet": "application/vnd.apache.parquet",
    "geojson": "application/geo+json", "geoparquet": "application/vnd.apache.parquet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "acled": "text/csv; charset=utf-8",
    "gtd": "text/csv; charset=utf-8", "ucdp": "text/csv; charset=utf-8", "plover": "application/x-ndjson",
    "ftm": "application/x-ndjson", "timeline": "application/json", "ics": "text/calendar; charset=utf-8",
    "atom": "application/atom+xml", "rss": "application/rss+xml",
}  # fmt: skip
"""Media types, for whoever serves the files."""
BINARY = frozenset(("parquet", "geoparquet", "xlsx"))


def gap(format: str) -> Callable[[Json], str | None] | None:
    """Return what tells why a codebook's format has no row for a record; None for a format that holds every record."""
    from dateline.publish import crosswalk_acled, crosswalk_gtd, crosswalk_ucdp

    return {"acled": crosswalk_acled.gap, "gtd": crosswalk_gtd.gap, "ucdp": crosswalk_ucdp.gap}.get(format)


def export(records: Records, format: str) -> bytes:
    """Return exported records in a format.

    Raises:
        SettingsError: there is no such format.
        MissingProgram: the format's library is not installed; the message says which extra holds it.
    """
    if format not in FORMATS:
        raise SettingsError(f"--format: no format {format!r}; there are: {', '.join(FORMATS)}")
    return FORMATS[format](records)
