"""CAP 1.2 (OASIS Common Alerting Protocol 1.2): one XML message an alert; ``Test`` unless a person says ``Actual``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Literal

from lxml import etree

from dateline.publish.alerts import Notice, gone
from dateline.publish.arrow import LOCATED
from dateline.publish.feeds import clean
from dateline.publish.wording import country

Json = Mapping[str, Any]
NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2"
Status = Literal["Actual", "Exercise", "Test"]
KINDS = {"new": "Alert", "revised": "Update", "withdrawn": "Cancel"}
PRECISION_KM = {"site": 2.0, "town": 10.0, "region": 100.0}
"""Radius of the area of an alert by the place's precision: where the place is known to that, not how far danger reaches."""
_FORBIDDEN = re.compile(r"[\s,<&]")


def sent_at(moment: str) -> str:
    """Return a moment (ISO 8601) as CAP writes it: seconds and "-00:00" for UTC (CAP 1.2, 3.3.2)."""
    return datetime.fromisoformat(moment).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S-00:00")


def message(notice: Notice, *, status: Status = "Test") -> bytes:
    """Return the message; an Update or a Cancel refers to every earlier message, the first one first.

    A revision of what was known when the rule was made has no message to refer to: it is an Alert.
    """
    record = notice.record
    earlier = [reference(one) for one in record["messages"][:-1]]
    root = etree.Element("alert", nsmap={None: NAMESPACE})
    for name, value in (
        ("identifier", notice.id), ("sender", _name(record["sender"])), ("sent", sent_at(notice.made)), ("status", status),
        ("msgType", KINDS[record["change"]] if earlier else "Alert"), ("scope", "Public"),
    ):  # fmt: skip
        _add(root, name, value)
    if earlier:
        _add(root, "note", "The record shows this otherwise now." if record["shown"] else gone(record))
        _add(root, "references", " ".join(earlier))
    _info(root, record)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return written


def reference(message: str) -> str:
    """Return "sender,identifier,sent" of a kept message (CAP 1.2, references)."""
    sender, identifier, moment = message.rsplit(",", 2)
    return f"{_name(sender)},{identifier},{sent_at(moment)}"


def _name(sender: str) -> str:
    return _FORBIDDEN.sub("_", sender)


def _info(root: etree._Element, record: Json) -> None:
    """An attack that is over: urgency Past, severity Unknown; Observed where somebody states it, Likely where reports differ.

    A warning is Possible, and its urgency is for its reader to judge.
    """
    shown = record["shown"]
    warning = bool(shown and shown["kind"] == "advisory")
    certainty = "Unknown" if shown is None else "Possible" if warning else "Likely" if shown["conflicts"] else "Observed"
    info = etree.SubElement(root, "info")
    for name, value in (
        ("language", "en"), ("category", "Security"), ("event", "Warning of an attack" if warning else "Attack on people"),
        ("urgency", "Unknown" if warning else "Past"), ("severity", "Unknown"), ("certainty", certainty),
        ("headline", record["headline"]),
    ):  # fmt: skip
        _add(info, name, value)
    if shown is None:
        return
    _add(info, "description", shown["summary"])
    url = next((one["url"] for one in shown["reports"] if (one["url"] or "").startswith(("http://", "https://"))), None)
    if url:
        _add(info, "web", url)
    place = shown.get("place") or {}
    area = etree.SubElement(info, "area")
    described = ", ".join(part for part in (place.get("name"), country(place.get("country"))) if part)
    named = ", ".join(country(code) or code for code in shown.get("countries", ()))
    _add(area, "areaDesc", described or named or "place not known")
    if place.get("lat") is not None and place.get("precision") in LOCATED:
        _add(area, "circle", f"{place['lat']},{place['lon']} {PRECISION_KM[place['precision']]}")


def _add(parent: etree._Element, name: str, value: str) -> None:
    etree.SubElement(parent, name).text = clean(value)
