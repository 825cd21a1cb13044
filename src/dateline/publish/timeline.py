"""TimelineJS 3 JSON: an event an incident, its date as precise as it is known; texts are HTML, so they are escaped."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from dateline.publish.abstract import abstract, headline
from dateline.publish.table import days_of
from dateline.publish.wording import date as written

Json = Mapping[str, Any]


def timeline(records: Iterable[Json], title: str = "Incidents") -> str:
    """Return the timeline; incidents without a date are left out, since it cannot place them."""
    events = [_event(record) for record in records if days_of(record) is not None]
    shown = {"title": {"unique_id": "title", "text": {"headline": escape(title)}}, "events": events}
    return json.dumps(shown, ensure_ascii=True, indent=1) + "\n"


def _event(record: Json) -> dict[str, Any]:
    first, _, last = str(record["date"]["value"]).partition("/")
    sources = "".join(_source(one) for one in record["reports"])
    out: dict[str, Any] = {
        "unique_id": record["id"],
        "start_date": _parts(first),
        "display_date": written(record["date"]),
        "text": {"headline": escape(headline(record)), "text": f"<p>{escape(abstract(record))}</p><ul>{sources}</ul>"},
        "group": record["type"].replace("_", " "),
    }
    if last:
        out["end_date"] = _parts(last)
    return out


def _parts(iso: str) -> dict[str, int]:
    return dict(zip(("year", "month", "day"), (int(part) for part in iso.split("-")), strict=False))


def _source(report: Json) -> str:
    name = escape(report["publisher"] or report["title"] or report["document"])
    day = f", {escape(report['published'])}" if report["published"] else ""
    if report["url"] and report["url"].startswith(("http://", "https://")):
        return f'<li><a href="{escape(report["url"])}" rel="noopener noreferrer">{name}</a>{day}</li>'
    return f"<li>{name}{day}</li>"
