"""Atom, RSS 2.0 and iCalendar: the newest first. Moments are the days of reports: the same record gives the same bytes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal

from dateline.errors import MissingProgram, with_extra
from dateline.publish.abstract import abstract, headline
from dateline.publish.arrow import LOCATED
from dateline.publish.table import days_of

Json = Mapping[str, Any]
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
NEVER = datetime(2000, 1, 1, tzinfo=UTC)
"""The moment of a feed without any dated report."""
MISSING = with_extra("Feeds and calendars need feedgen and icalendar", "feeds")


def moment(record: Json) -> datetime:
    """Return the day of the latest dated report, at midnight UTC."""
    days = [one["published"] for one in record["reports"] if one["published"]]
    return datetime.fromisoformat(max(days)).replace(tzinfo=UTC) if days else NEVER


def feed(records: Iterable[Json], kind: Literal["atom", "rss"], title: str = "Incidents") -> bytes:
    """Return a feed with an entry an incident; its id is stable, its update the latest report.

    Raises:
        MissingProgram: feedgen is not installed.
    """
    try:
        from feedgen.feed import FeedGenerator
    except ModuleNotFoundError as error:
        raise MissingProgram(MISSING) from error
    held = sorted(records, key=lambda one: (moment(one), one["id"]))
    generator = FeedGenerator()
    generator.id("urn:dateline:incidents")
    generator.title(title)
    generator.description("Incidents of the record, each value with its quote.")
    generator.link(href="urn:dateline:incidents", rel="alternate")
    generator.generator("Dateline")
    last = max((moment(one) for one in held), default=NEVER)
    generator.updated(last)
    generator.lastBuildDate(last)
    for record in held:
        _entry(generator.add_entry(), record)
    found: bytes = generator.atom_str(pretty=True) if kind == "atom" else generator.rss_str(pretty=True)
    return found


def _entry(entry: Any, record: Json) -> None:
    entry.id(f"urn:dateline:{record['id']}")
    entry.title(clean(headline(record)))
    entry.summary(clean(abstract(record)))
    entry.updated(moment(record))
    if moment(record) != NEVER:
        entry.published(moment(record))
    urls = [one["url"] for one in record["reports"] if one["url"] and one["url"].startswith(("http://", "https://"))]
    for at, url in enumerate(dict.fromkeys(urls)):
        entry.link(href=clean(url), rel="related" if at else "alternate")
    if not urls:  # Atom asks for a link or content, and not every report has an address
        entry.content(clean(abstract(record)), type="text")
    entry.category(term=record["type"])


def clean(text: str) -> str:
    """Return text that XML 1.0 and iCalendar can hold."""
    return _ILLEGAL.sub("\ufffd", text)


def calendar(records: Iterable[Json]) -> bytes:
    """Return an iCalendar (RFC 5545) with an all-day event an incident; undated incidents are left out.

    A month or a range is an event of that many days, with the precision in its description: no day is made up.

    Raises:
        MissingProgram: icalendar is not installed.
    """
    try:
        from icalendar import Calendar
    except ModuleNotFoundError as error:
        raise MissingProgram(MISSING) from error
    out = Calendar()
    out.add("prodid", "-//Dateline//incidents//EN")
    out.add("version", "2.0")
    for record in records:
        days = days_of(record)
        if days is not None:
            out.add_component(_event(record, days))
    found: bytes = out.to_ical()
    return found


def _event(record: Json, days: tuple[str, str]) -> Any:
    from icalendar import Event, vGeo

    event = Event()
    event.add("uid", f"{record['id']}@dateline")
    event.add("dtstamp", moment(record))
    event.add("dtstart", date.fromisoformat(days[0]))
    event.add("dtend", date.fromisoformat(days[1]) + timedelta(days=1))
    event.add("summary", clean(headline(record)))
    precision = "" if record["date"]["precision"] == "day" else f"\nThe date is known by {record['date']['precision']} only."
    urls = "".join(f"\n{one['url']}" for one in record["reports"] if one["url"])
    event.add("description", clean(abstract(record) + precision + urls))
    event.add("transp", "TRANSPARENT")
    event.add("categories", [record["type"]])
    place = record.get("place") or {}
    if place.get("name"):
        event.add("location", clean(place["name"]))
    if place.get("lat") is not None and place.get("precision") in LOCATED:
        event["geo"] = vGeo((place["lat"], place["lon"]))
    return event
