"""Parquet, and GeoParquet 1.1: typed columns, the incident's point as WKB; both through pyarrow (extra ``tables``, ``geo``)."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from dateline.errors import MissingProgram, with_extra
from dateline.publish.table import Row, columns

LOCATED = ("site", "town", "region")
"""Precisions that are drawn as a point; a country's centre is no place where something happened."""


def _pyarrow() -> tuple[Any, Any]:
    try:
        import pyarrow
        import pyarrow.parquet as parquet
    except ModuleNotFoundError as error:
        raise MissingProgram(with_extra("Parquet needs pyarrow", "tables")) from error
    return pyarrow, parquet


def parquet(rows: Iterable[Row]) -> bytes:
    """Return rows as Parquet with the dictionary's texts in each field's metadata.

    Raises:
        MissingProgram: pyarrow is not installed.
    """
    pyarrow, writer = _pyarrow()
    return _written(writer, _table(pyarrow, list(rows)))


def geoparquet(rows: Iterable[Row]) -> bytes:
    """Return rows as GeoParquet 1.1.0: column ``geometry`` in WKB, OGC:CRS84 (the default), null where no place is known.

    Raises:
        MissingProgram: pyarrow or shapely is not installed.
    """
    pyarrow, writer = _pyarrow()
    try:
        import shapely
    except ModuleNotFoundError as error:
        raise MissingProgram(with_extra("GeoParquet needs shapely", "geo")) from error
    held = list(rows)
    points = [shapely.Point(row["longitude"], row["latitude"]) if is_located(row) else None for row in held]
    shapes = [None if point is None else shapely.to_wkb(point) for point in points]
    table = _table(pyarrow, held).append_column("geometry", pyarrow.array(shapes, pyarrow.binary()))
    column: dict[str, Any] = {"encoding": "WKB", "geometry_types": ["Point"]}
    found = [point for point in points if point is not None]
    if found:
        column["bbox"] = [*(min(p.x for p in found), min(p.y for p in found)), *(max(p.x for p in found), max(p.y for p in found))]
    geo = {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": column}}
    return _written(writer, table.replace_schema_metadata({**(table.schema.metadata or {}), b"geo": json.dumps(geo).encode()}))


def is_located(row: Row) -> bool:
    """Tell whether a row has coordinates that stand for more than its country."""
    return row["latitude"] is not None and row["longitude"] is not None and row["place_precision"] in LOCATED


def _table(pyarrow: Any, rows: list[Row]) -> Any:
    types = {
        "text": pyarrow.string(), "integer": pyarrow.int64(), "number": pyarrow.float64(), "date": pyarrow.date32(),
        "boolean": pyarrow.bool_(),
    }  # fmt: skip
    fields = [pyarrow.field(c["name"], types[c["type"]], metadata={"about": c["about"]}) for c in columns()]
    arrays = [pyarrow.array([_typed(c["type"], row[c["name"]]) for row in rows], types[c["type"]]) for c in columns()]
    return pyarrow.Table.from_arrays(arrays, schema=pyarrow.schema(fields))


def _typed(kind: str, value: Any) -> Any:
    """A number outside 64 bits is no number that a column can hold: unknown."""
    if value is None:
        return None
    if kind == "date":
        return date.fromisoformat(value)
    return value if kind != "integer" or abs(value) < 2**63 else None


def _written(writer: Any, table: Any) -> bytes:
    out = io.BytesIO()
    writer.write_table(table, out, compression="zstd")
    return out.getvalue()
