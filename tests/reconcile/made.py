"""Documents and contract objects from few words, so that a test says only what it is about. All events are invented."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime
from typing import Any

from dateline.types import Document

Json = dict[str, Any]
PLACES: dict[str, tuple[str, float, float]] = {
    "Quetta": ("PK", 30.18, 67.0),
    "Lahore": ("PK", 31.56, 74.35),
    "Peshawar": ("PK", 34.01, 71.57),
    "Kerman": ("IR", 30.28, 57.08),
    "Moscow": ("RU", 55.75, 37.62),
    "Jos": ("NG", 9.93, 8.89),
    "Maiduguri": ("NG", 11.85, 13.16),
}
ACTORS = {"Islamic State": "islamic-state", "Islamic State Khorasan Province": "isis-k"}


class Text:
    """A text that grows by sentences; every statement's quote is looked up in it."""

    def __init__(self) -> None:
        self.text = ""

    def say(self, words: str) -> tuple[int, int]:
        """Append a sentence and return where it stands."""
        start = len(self.text)
        self.text += words + "\n"
        return start, start + len(words)


def count(figure: int | None, qualifier: str = "exact") -> Json | None:
    if figure is None:
        return None
    return {"low": figure, "best": figure, "high": None if qualifier == "at_least" else figure, "qualifier": qualifier}


def place(name: str | None, *, site: str | None = None) -> Json:
    if name is None:
        return {
            "name": None,
            "country": None,
            "admin1": None,
            "lat": None,
            "lon": None,
            "precision": "unknown",
            "gazetteer_id": None,
        }
    country, lat, lon = PLACES[name]
    label = f"{site} in {name}" if site else name
    return {
        "name": label, "country": country, "admin1": None, "lat": lat, "lon": lon,
        "precision": "site" if site else "town", "gazetteer_id": f"g-{name}",
    }  # fmt: skip


def day(value: str | None) -> Json:
    if value is None:
        return {"value": None, "precision": "unknown"}
    return {"value": value, "precision": {4: "year", 7: "month", 10: "day"}[len(value)]}


def incident(
    text: Text,
    *,
    kind: str = "bombing",
    when: str | None = None,
    where: str | None = None,
    site: str | None = None,
    killed: int | None = None,
    injured: int | None = None,
    by: str | None = None,
    status: str = "claimed",
    denied_by: str | None = None,
    main: bool = True,
    speaker: str | None = None,
    source: str | None = None,
    qualifier: str = "exact",
    vague: str | None = None,
    mention: str | None = None,
    settled: bool = True,
) -> Json:
    """One incident as the contract has it, its sentences appended to `text`.

    ``mention`` names the dead instead of counting them; without ``settled`` the report says a figure that it does not settle on.
    """
    said: list[Json] = []

    def state(name: str, value: Any, words: str, **more: Any) -> None:
        start, end = text.say(words)
        said.append(
            {"property": name, "value": value, "quote": words, "start": start, "end": end, "speaker": None, "certainty": "stated",
             "method": "test", "score": 1.0, **more}
        )  # fmt: skip

    state("type", kind, f"There was a {kind.replace('_', ' ')}.")
    if when is not None:
        state("date", day(when), f"It happened in {when}.")
    if where is not None:
        state("place", place(where, site=site), f"It happened at {site or 'the centre'} in {where}.", reason="", runner_up=None)
    told = {"speaker": speaker, **({"source_kind": source} if source else {})}
    dead = count(killed, qualifier)
    if vague is not None:
        dead = {"low": 12, "best": None, "high": 99, "qualifier": "vague"}
        state("killed", dead, f"{vague} were killed.", **told)
    elif dead is not None:
        state("killed", dead, mention or f"{killed} people were killed.", **told)
    if injured is not None:
        state("injured", count(injured), f"{injured} people were hurt.", **told)
    who = {"name": by, "actor_id": ACTORS.get(by or "")} if by else None
    if who is not None:
        state("claim" if status == "claimed" else "perpetrator", who, f"{by} is held responsible.")
    if denied_by is not None:
        state("denial", {"name": denied_by, "actor_id": ACTORS.get(denied_by)}, f"{denied_by} denied it.", certainty="denied")
    return {
        "type": kind, "main": main, "outcome": "completed", "date": day(when), "place": place(where, site=site),
        "killed": dead if settled else None,
        "injured": count(injured), "perpetrator": {**who, "status": status} if who else None,
        "responsibility_claims": [{"by": by, "actor_id": ACTORS.get(by or ""), "via": None}] if by and status == "claimed" else [],
        "denials": [{"by": denied_by, "actor_id": ACTORS.get(denied_by), "via": None}] if denied_by else [],
        "weapons": [], "targets": [], "statements": said, "score": 1.0,
    }  # fmt: skip


def article(
    *incidents: Json,
    text: Text,
    published: str | None = None,
    url: str | None = None,
    publisher: str | None = None,
    fetched: str | None = None,
    actors: tuple[Json, ...] = (),
) -> tuple[Document, Json]:
    """A document and its contract object; the id hashes url and bytes as ingest does."""
    raw = text.text.encode()
    identity = hashlib.sha256((url or "").encode() + b"\0" + raw).hexdigest()[:32]
    issued = date.fromisoformat(published) if published else None
    moment = datetime.fromisoformat(fetched).replace(tzinfo=UTC) if fetched else None
    document = Document(identity, text.text, "made.txt", url, publisher, None, issued, moment, "en", raw=raw)
    shown = {"id": identity, "path": "made.txt", "url": url, "title": None, "publisher": publisher, "published": published,
             "language": "en", "complete": True}  # fmt: skip
    return document, {"document": shown, "incidents": list(incidents), "advisories": [], "motives": [], "actors": list(actors)}


def report(published: str | None = None, *, filler: str = "", url: str | None = None, publisher: str | None = None,
           fetched: str | None = None, **facts: Any) -> tuple[Document, Json]:  # fmt: skip
    """One article with one incident. ``filler`` is text around it: what tells one outlet's words from another's."""
    text = Text()
    made = incident(text, **facts)
    if filler:
        text.say(filler)
    return article(made, text=text, published=published, url=url, publisher=publisher, fetched=fetched)
