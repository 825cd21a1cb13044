"""An incident in one headline and one line, for feeds, calendars and timelines: from the record alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dateline.publish.wording import capital, date, figure, group, kind, people, place_name, when, where

Json = Mapping[str, Any]
_STATUS = {"claimed": "{} claimed responsibility", "accused": "{} was blamed", "suspected": "{} is suspected",
           "stated": "attributed to {}"}  # fmt: skip


def headline(record: Json) -> str:
    """Return a title: place, type and date, as far as they are known."""
    what = kind(record.get("type")).split(" ", 1)[1]
    place = place_name(record.get("place"))
    name = place
    for article in ("a ", "an ", "the "):
        name = name.removeprefix(article) if name else None
    day = date(record.get("date"))
    head = f"{capital(name)}: {what}" if name else capital(what)
    return f"{head}, {day}" if day else head


def abstract(record: Json) -> str:
    """Return what, where, when, toll and who in one line, each as the record shows it."""
    scene = " ".join(part for part in (kind(record.get("type")), where(record.get("place")), when(record.get("date"))) if part)
    parts = [capital(scene.rstrip(",")) + (" (foiled)" if record.get("outcome") == "foiled" else "")]
    for name in ("killed", "injured"):
        value = record.get(name)
        if value and (value.get("low") or value.get("best") or value.get("high")):
            parts.append(f"{people(value)} {name}{_range(value)}")
    who = record.get("perpetrator")
    if who and who.get("status") in _STATUS:
        parts.append(_STATUS[who["status"]].format(group(who["name"], who.get("actor_id"))))
    if record.get("conflicts"):
        parts.append("reports differ on " + ", ".join(dict.fromkeys(one["property"] for one in record["conflicts"])))
    return "; ".join(parts) + "."


def _range(value: Json) -> str:
    low, best, high = value.get("low"), value.get("best"), value.get("high")
    if best is None or low is None or high is None or low == high or value.get("qualifier") != "range":
        return ""
    return f" (best figure {figure({'best': best})})"
