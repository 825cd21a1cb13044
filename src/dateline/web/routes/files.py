"""A file of every view: CSV and JSON lines, with the filters of the page they are taken from. Cells are safe from formulas."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import PlainTextResponse, Response, StreamingResponse

from dateline.web.routes.gate import passing
from dateline.web.site import Site, site_of
from dateline.web.snapshot import matching
from dateline.web.views import article, group, incident, listing

router = APIRouter(dependencies=[Depends(passing)], tags=["files"])
AT_ONCE = 200
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
"""First characters that a spreadsheet takes for a formula (OWASP, CSV Injection): such a cell gets an apostrophe before it."""
INCIDENT = (
    "id", "date", "date_precision", "type", "outcome", "place", "admin1", "country", "lat", "lon", "place_precision", "killed",
    "killed_low", "killed_high", "killed_qualifier", "injured", "injured_low", "injured_high", "injured_qualifier", "perpetrator",
    "perpetrator_id", "perpetrator_status", "weapons", "targets", "reports", "voices", "conflicts", "rule",
)  # fmt: skip
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
    """The incidents of a list, one a line; the columns are described in docs/web.md."""
    ids = _ids(request)
    return _stream(
        _csv(INCIDENT, (_incident_row(one) for one in _records(request, ids))), "text/csv; charset=utf-8", "incidents.csv"
    )


@router.get("/incidents.jsonl")
def incidents_jsonl(request: Request) -> Response:
    """The incidents of a list in full, one JSON object a line."""
    ids = _ids(request)
    lines = (json.dumps(one, ensure_ascii=False) + "\n" for one in _records(request, ids))
    return _stream(lines, "application/x-ndjson", "incidents.jsonl")


@router.get("/incidents.geojson")
def incidents_geojson(request: Request) -> Response:
    """The incidents of a map as GeoJSON (RFC 7946); ``precision`` tells a point from the middle of a region or country."""
    ids = _ids(request)
    return _stream(_geojson(_records(request, ids)), "application/geo+json", "incidents.geojson")


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
    return _stream(_csv(STATEMENT, lines), "text/csv; charset=utf-8", f"{now}-statements.csv")


@router.get("/articles/{document_id}/statements.csv")
def article_csv(request: Request, document_id: str) -> Response:
    """All that one article says, one statement a line."""
    site = site_of(request)
    with site.store.reading() as connection:
        said = article.statements(connection, document_id)
    lines = [{**one, "document": document_id, "value": _value(site, one)} for one in said]
    return _stream(_csv(STATEMENT, lines), "text/csv; charset=utf-8", f"{document_id}.csv")


@router.get("/groups.csv")
def groups_csv(request: Request) -> Response:
    """The groups of the record, one a line."""
    with site_of(request).reading() as (_, snapshot):
        found = group.listed(snapshot)
    names = ("key", "name", "named", "attacks", "killed", "claimed", "denied")
    rows = ({name: getattr(one, name) for name in names} for one in found)
    return _stream(_csv(names, rows), "text/csv; charset=utf-8", "groups.csv")


def _ids(request: Request) -> list[str]:
    site = site_of(request)
    look = site.look(request)
    with site.reading() as (connection, snapshot):
        found = snapshot.ordered(matching(snapshot, connection, look), look.sort)
        return [snapshot.ids[row] for row in found]


def _records(request: Request, ids: list[str]) -> Iterator[dict[str, Any]]:
    """Read records a few hundred at a time, so that a file of 50,000 incidents stays small in memory."""
    site = site_of(request)
    rule = site.look(request).rule
    for at in range(0, len(ids), AT_ONCE):
        with site.store.reading() as connection:
            found = listing.records(connection, ids[at : at + AT_ONCE], rule)
        yield from found


def _incident_row(one: dict[str, Any]) -> dict[str, Any]:
    place, who = one["place"] or {}, one["perpetrator"] or {}
    row = {"id": one["id"], "date": one["date"]["value"], "date_precision": one["date"]["precision"], "type": one["type"]}
    row |= {"outcome": one["outcome"], "place": place.get("name"), "place_precision": place.get("precision")}
    row |= {name: place.get(name) for name in ("admin1", "country", "lat", "lon")}
    for name in ("killed", "injured"):
        count = one[name] or {}
        row[name] = count.get("best")
        row |= {f"{name}_{part}": count.get(part) for part in ("low", "high", "qualifier")}
    row |= {"perpetrator": who.get("name"), "perpetrator_id": who.get("actor_id"), "perpetrator_status": who.get("status")}
    row |= {"weapons": "; ".join(one["weapons"]), "targets": "; ".join(one["targets"]), "rule": one["rule"]}
    conflicts = "; ".join(conflict["property"] for conflict in one["conflicts"])
    return row | {"reports": len(one["documents"]), "voices": len(one["voices"]), "conflicts": conflicts}


def _geojson(found: Iterable[dict[str, Any]]) -> Iterator[str]:
    yield '{"type": "FeatureCollection", "features": ['
    comma = "\n"
    for one in found:
        place = one["place"] or {}
        point = {"type": "Point", "coordinates": [place["lon"], place["lat"]]} if place.get("lat") is not None else None
        feature = {"type": "Feature", "id": one["id"], "geometry": point, "properties": _incident_row(one)}
        yield comma + json.dumps(feature, ensure_ascii=False)
        comma = ",\n"
    yield "\n]}\n"


def _value(site: Site, said: dict[str, Any]) -> str:
    return site.words.value(said["value"], said["property"])


def _csv(names: tuple[str, ...], found: Iterable[dict[str, Any]]) -> Iterator[str]:
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(names)
    for row in found:
        writer.writerow([cell(row.get(name)) for name in names])
        if buffer.tell() > 64 * 1024:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()


def cell(value: Any) -> Any:
    """Return a cell that no spreadsheet runs as a formula: numbers as they are, text with an apostrophe where it needs one."""
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return "" if value is None else value


def _stream(parts: Iterator[str], kind: str, name: str) -> StreamingResponse:
    return StreamingResponse(parts, media_type=kind, headers={"content-disposition": ATTACHED.format(_UNSAFE.sub("_", name))})
