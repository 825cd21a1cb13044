"""CAP 1.2 alerts (OASIS Common Alerting Protocol 1.2): one XML message an event; ``Test`` unless a person says ``Actual``."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Literal

from lxml import etree

from dateline.publish.abstract import abstract, headline
from dateline.publish.alerts import Event
from dateline.publish.arrow import LOCATED
from dateline.publish.feeds import clean
from dateline.publish.wording import country

NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2"
Status = Literal["Actual", "Exercise", "Test"]
KINDS = {"new": "Alert", "revised": "Update", "withdrawn": "Cancel"}
PRECISION_KM = {"site": 2.0, "town": 10.0, "region": 100.0}
"""Radius of the area of an alert by the place's precision: where the place is known to that, not how far danger reaches."""
_FORBIDDEN = re.compile(r"[\s,<&]")


def sent_at(moment: datetime) -> str:
    """Return a moment as CAP writes it: seconds and "-00:00" for UTC (CAP 1.2, 3.3.2)."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S-00:00")


def reference(sender: str, identifier: str, sent: str) -> str:
    """Return "sender,identifier,sent" (CAP 1.2, references)."""
    return f"{_FORBIDDEN.sub('_', sender)},{identifier},{sent}"


def message(event: Event, *, sender: str, sent: str, status: Status = "Test") -> bytes:
    """Return the message; an Update or a Cancel refers to every earlier message, the first one first."""
    root = etree.Element("alert", nsmap={None: NAMESPACE})
    for name, value in (
        ("identifier", event.id), ("sender", _FORBIDDEN.sub("_", sender)), ("sent", sent), ("status", status),
        ("msgType", KINDS[event.change]), ("scope", "Public"),
    ):  # fmt: skip
        _add(root, name, value)
    if event.change != "new" and event.before is not None:
        revised = "The record shows this otherwise now."
        _add(root, "note", revised if event.record else "The record holds no such incident under this rule any longer.")
        _add(root, "references", " ".join(event.before.references))
    _info(root, event)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return written


def _info(root: etree._Element, event: Event) -> None:
    """An attack that is over: urgency Past, severity Unknown; Observed where somebody states it, Likely where reports differ."""
    record = event.record
    info = etree.SubElement(root, "info")
    title = headline(record) if record else event.before.headline if event.before else event.incident
    certainty = "Unknown" if record is None else "Likely" if record["conflicts"] else "Observed"
    for name, value in (
        ("language", "en"), ("category", "Security"), ("event", "Attack on people"), ("urgency", "Past"),
        ("severity", "Unknown"), ("certainty", certainty), ("headline", title[:160]),
    ):  # fmt: skip
        _add(info, name, value)
    if record is None:
        return
    _add(info, "description", abstract(record))
    url = next((one["url"] for one in record["reports"] if (one["url"] or "").startswith(("http://", "https://"))), None)
    if url:
        _add(info, "web", url)
    place = record.get("place") or {}
    area = etree.SubElement(info, "area")
    described = ", ".join(part for part in (place.get("name"), country(place.get("country"))) if part)
    _add(area, "areaDesc", described or "place not known")
    if place.get("lat") is not None and place.get("precision") in LOCATED:
        _add(area, "circle", f"{place['lat']},{place['lon']} {PRECISION_KM[place['precision']]}")


def _add(parent: etree._Element, name: str, value: str) -> None:
    etree.SubElement(parent, name).text = clean(value)
