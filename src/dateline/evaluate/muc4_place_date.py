"""When and where: slots 2 and 3 of a MUC-4 template.

A date that is unknown is the conference's default, "- <date of the message>".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from dateline import intervals
from dateline.evaluate import fields
from dateline.evaluate import muc4_phrases as phrases
from dateline.evaluate.gold import Json
from dateline.evaluate.muc4_crosswalk import crosswalk
from dateline.evaluate.muc4_keys import Fill
from dateline.evaluate.muc4_score import MONTHS
from dateline.evaluate.muc4_setting import country_of

_HEADER = re.compile(r"(\d{1,2}) (JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]* (\d{2})\b")
_KIND = re.compile(r"(?<!\s)\s+(?:DEPARTMENT|PROVINCE|CITY)$")


def message_date(text: str) -> date | None:
    """Return the date in a message's header ("SAN SALVADOR, 3 JAN 90 (EFE) --"), None where there is none."""
    match = _HEADER.search(text[:200])
    try:
        return date(1900 + int(match[3]), MONTHS.index(match[2]) + 1, int(match[1])) if match else None
    except ValueError:
        return None


def when(own: Json, text: str, day: date | None) -> list[Fill]:
    """Return the date; the default where it is only that of the header or lies after the message."""
    edges = intervals.bounds(fields.date_value(own.get("date")))
    if edges is None or (day is not None and edges[0] > day) or _in_header(own, "date", text):
        return [Fill((f"- {_written(day)}",))] if day else []
    first, last = edges
    return [Fill((_written(first),))] if first == last else [Fill((f"{_written(first)} - {_written(last)}",))]


def _written(day: date) -> str:
    return f"{day.day:02d} {MONTHS[day.month - 1]} {day.year % 100:02d}"


def where(own: Json, text: str) -> list[Fill]:
    """Return the place; where its country is not known or one the message hardly speaks of, in the country where that is set."""
    place, country = own.get("place") or {}, country_of(own, text)
    if country is None:
        return []
    known = crosswalk()["countries"].get(place.get("country")) == country and _named(own, text)
    return [Fill((": ".join((country, *_parts(place, text))),))] if known else [Fill((country,))]


def _parts(place: Json, text: str) -> Iterator[str]:
    """Yield the place, the larger one first ("CUSCATANCINGO, MEJICANOS"); of a site the town or province that the message names."""
    name, level = str(place.get("name") or "").upper(), crosswalk()["places"].get(place.get("precision"))
    admin = _plain(place)
    if name and level and not set(re.findall(r"\w+", name)) & set(crosswalk()["sites"]):
        for part in reversed([part.strip() for part in name.split(",")]):
            yield f"{_KIND.sub('', part) if level == 'DEPARTMENT' else part} ({level})"
    elif name and place.get("precision") != "country" and admin and re.search(rf"\b{re.escape(admin)}\b", text.upper()):
        yield f"{admin} ({crosswalk()['places']['region']})"


def _plain(place: Json) -> str:
    return _KIND.sub("", phrases.plain(str(place.get("admin1") or "")))


def _in_header(own: Json, what: str, text: str) -> bool:
    """Tell whether a value stands only where the message was sent from ("LIMA, 3 MAR 90 -- [TEXT]")."""
    body = text.find("[TEXT]")
    said = [s for s in own["statements"] if s["property"] == what]
    return bool(said) and all(s["end"] <= body and s["quote"] not in text[body:] for s in said)


def _named(own: Json, text: str) -> bool:
    """Tell whether a sentence that tells of the incident names its place; else it is where the message was sent from or a guess."""
    told = [phrases.sentence(text, s["start"]) for s in own["statements"] if s["property"] == "type"]
    places = [s["start"] for s in own["statements"] if s["property"] == "place"]
    return not places or (not _in_header(own, "place", text) and any(a <= at < b for at in places for a, b in told))
