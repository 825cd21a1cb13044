"""An Excel workbook: incidents, the toll over time, the data dictionary; every text is text, never a formula."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from dateline.errors import MissingProgram, with_extra
from dateline.publish.table import columns, row, safe

Json = Mapping[str, Any]
TOLL = (
    "id",
    "property",
    "day",
    "low",
    "best",
    "high",
    "qualifier",
    "quote",
    "outlet",
    "speaker",
    "settled",
    "doubtful",
    "revision",
)
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 and so a workbook cannot hold."""
LONGEST = 32_000
"""Characters of a cell: Excel allows 32,767."""


def workbook(records: Iterable[Json]) -> bytes:
    """Return the workbook's bytes.

    Raises:
        MissingProgram: openpyxl is not installed.
    """
    try:
        from openpyxl import Workbook
    except ModuleNotFoundError as error:
        raise MissingProgram(with_extra("Excel workbooks need openpyxl", "tables")) from error
    held = list(records)
    book = Workbook()
    book.properties.creator = "Dateline"
    last = max((one["published"] or "" for record in held for one in record["reports"]), default="") or "2000-01-01"
    book.properties.created = book.properties.modified = datetime.fromisoformat(last).replace(tzinfo=UTC).replace(tzinfo=None)
    sheet = book.active
    sheet.title = "incidents"
    _fill(sheet, [c["name"] for c in columns()], ([row(record)[c["name"]] for c in columns()] for record in held))
    _fill(book.create_sheet("toll"), TOLL, (cells for record in held for cells in _toll(record)))
    _fill(book.create_sheet("dictionary"), ("name", "type", "about"), ((c["name"], c["type"], c["about"]) for c in columns()))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(sheet: Any, head: Iterable[str], rows: Iterable[Iterable[Any]]) -> None:
    sheet.append(list(head))
    sheet.freeze_panes = "A2"
    for number, cells in enumerate(rows, 2):
        for at, value in enumerate(cells, 1):
            if value is None:
                continue
            cell = sheet.cell(number, at)
            cell.value = _cell(value)
            if isinstance(value, str):
                cell.data_type = "s"


def _cell(value: Any) -> Any:
    if isinstance(value, str):
        return safe(_ILLEGAL.sub("\ufffd", value[:LONGEST]))
    if isinstance(value, int) and abs(value) > 2**53:
        return str(value)
    return value


def _toll(record: Json) -> Iterable[list[Any]]:
    for point in record["toll"]:
        value = point["value"]
        day = date.fromisoformat(point["day"]) if point["day"] else None
        yield [
            record["id"], point["property"], day, value["low"], value["best"], value["high"], value["qualifier"], point["quote"],
            point["publisher"], point["speaker"], point["settled"], point["doubtful"], point["revision"],
        ]  # fmt: skip
