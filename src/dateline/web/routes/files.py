"""A file of every view: what `dateline export` writes for the same filters, byte for byte, and CSV of what is said.

Cells are safe from formulas.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import PlainTextResponse, Response, StreamingResponse

from dateline.publish.export import TYPES
from dateline.publish.geojson import feature_parts
from dateline.publish.record import line
from dateline.publish.table import columns, csv_parts, row
from dateline.publish.timeline import timeline
from dateline.store.exported import with_reports
from dateline.types import Rule
from dateline.web.routes.gate import passing
from dateline.web.site import Site, site_of
from dateline.web.snapshot import matching
from dateline.web.views import article, group, incident, listing

router = APIRouter(dependencies=[Depends(passing)], tags=["files"])
Json = dict[str, Any]
AT_ONCE = 200
STATEMENT = (
    "id",
    "property",
    "value",
    "quote",
    "publisher",
    "published",
    "speaker",
    "certainty",
    "note",
    "chosen",
    "document",
    "start",
    "end",
)
ATTACHED = 'attachment; filename="{}"'
_UNSAFE = re.compile(r"[^A-Za-z0-9._=-]")
"""What a header's file name does not hold: headers are Latin-1, and an id in an address can be anything."""


@router.get("/incidents.csv")
def incidents_csv(request: Request) -> Response:
    """The incidents of a list, one a line: `dateline export --format csv`; the columns stand in docs/data-dictionary.md."""
    names = [column["name"] for column in columns()]
    return _stream(csv_parts(names, (row(one) for one in _records(request))), TYPES["csv"], "incidents.csv")


@router.get("/incidents.jsonl")
def incidents_jsonl(request: Request) -> Response:
    """The incidents of a list in full, one JSON object a line: `dateline export --format jsonl`."""
    return _stream((line(one) + "\n" for one in _records(request)), TYPES["jsonl"], "incidents.jsonl")


@router.get("/incidents.geojson")
def incidents_geojson(request: Request) -> Response:
    """The incidents of a map as GeoJSON (RFC 7946): `dateline export --format geojson`."""
    return _stream(feature_parts(row(one) for one in _records(request)), TYPES["geojson"], "incidents.geojson")


@router.get("/timeline.json")
def timeline_json(request: Request) -> Response:
    """The dated incidents of a timeline for TimelineJS 3: `dateline export --format timeline`."""
    return _stream(iter((timeline(_records(request)),)), TYPES["timeline"], "timeline.json")


@router.get("/incidents/{any_id}/statements.csv")
def statements_csv(request: Request, any_id: str) -> Response:
    """All that is said of one incident, one statement a line."""
    site = site_of(request)
    with site.store.reading() as connection:
        now = incident.current_id(connection, any_id)
        shown = incident.view(connection, now, site.rule, site.words) if now else None
    if shown is None:
        return PlainTextResponse(f"no incident {any_id}\n", 404)
    found = shown["incident"]
    chosen = {one for c in found["choices"] if c["rule"] in ("reports", found["rule"]) for one in c["statements"]}
    lines = ({**one, "chosen": one["id"] in chosen, "value": _value(site, one)} for one in found["statements"])
    return _stream(csv_parts(STATEMENT, lines), TYPES["csv"], f"{now}-statements.csv")


@router.get("/articles/{document_id}/statements.csv")
def article_csv(request: Request, document_id: str) -> Response:
    """All that one article says, one statement a line."""
    site = site_of(request)
    with site.store.reading() as connection:
        said = article.statements(connection, document_id)
    lines = [{**one, "document": document_id, "value": _value(site, one)} for one in said]
    return _stream(csv_parts(STATEMENT, lines), TYPES["csv"], f"{document_id}.csv")


@router.get("/groups.csv")
def groups_csv(request: Request) -> Response:
    """The groups of the record, one a line."""
    with site_of(request).reading() as (_, snapshot):
        found = group.listed(snapshot)
    names = ("key", "name", "named", "attacks", "killed", "claimed", "denied")
    rows = ({name: getattr(one, name) for name in names} for one in found)
    return _stream(csv_parts(names, rows), TYPES["csv"], "groups.csv")


def _records(request: Request) -> Iterator[Json]:
    """The exported records that the address's filters leave, in the order of exports.

    They are read a few hundred at a time, so that a file of 50,000 incidents stays small in memory. The filters are read before
    the answer begins: one without sense is refused.
    """
    site = site_of(request)
    look = site.look(request)
    with site.reading() as (connection, snapshot):
        ids = [snapshot.ids[at] for at in snapshot.earliest(matching(snapshot, connection, look))]
    return _read(site, ids, look.rule)


def _read(site: Site, ids: Sequence[str], rule: Rule) -> Iterator[Json]:
    for at in range(0, len(ids), AT_ONCE):
        with site.store.reading() as connection:
            found = list(with_reports(connection, listing.records(connection, ids[at : at + AT_ONCE], rule)))
        yield from found


def _value(site: Site, said: dict[str, Any]) -> str:
    return site.words.value(said["value"], said["property"])


def _stream(parts: Iterable[str], kind: str, name: str) -> StreamingResponse:
    """Send text as `dateline export` writes it: UTF-8, a lone surrogate as a question mark."""
    data = (part.encode("utf-8", "replace") for part in parts)
    return StreamingResponse(data, media_type=kind, headers={"content-disposition": ATTACHED.format(_UNSAFE.sub("_", name))})
