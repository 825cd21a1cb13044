"""Reports made up by a generator, for measuring growth, kills and concurrency: no archive of that size is at hand.

An incident has a day, a town, a kind, a toll that rises, perhaps a group; one to six outlets report it on the following days, some of
them as edited copies of one another; a tenth of the reports gives only the country or no date. The same seed gives the same reports.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any

from dateline.types import Document

Json = dict[str, Any]
FIRST_DAY = date(2015, 1, 1)
INCIDENTS_A_DAY = 14
"""How many attacks a day: 100,000 reports then cover about seven years."""
TOWNS = 900
COUNTRIES = ("PK", "AF", "IQ", "NG", "SO", "ML", "SY", "YE", "PH", "CO")
KINDS = ("bombing", "armed_assault", "suicide_bombing", "shelling", "abduction", "armed_clash")
GROUPS = (
    (None, None),
    (None, None),
    ("Islamic State", "islamic-state"),
    ("al-Shabaab", "al-shabaab"),
    ("Boko Haram", "boko-haram"),
)
SYLLABLES = ("ba", "ko", "ri", "ma", "la", "zu", "ten", "gar", "shi", "du", "wal", "por", "nek", "ta", "jal", "im", "os", "ver")
VOCABULARY = 4_000
"""Words that the stories are made of: two unrelated leads of a hundred words then share about as many as real ones do."""


def name(dice: random.Random, syllables: int = 3) -> str:
    return "".join(dice.choice(SYLLABLES) for _ in range(syllables)).capitalize()


@cache
def vocabulary() -> list[str]:
    dice = random.Random("words")
    return ["".join(dice.choice(SYLLABLES) for _ in range(dice.choice((2, 3)))) for _ in range(VOCABULARY)]


def towns() -> list[tuple[str, str, float, float]]:
    dice = random.Random("towns")
    return [
        (name(dice), country, round(dice.uniform(-30, 40), 3), round(dice.uniform(-75, 120), 3))
        for country in COUNTRIES
        for _ in range(TOWNS // len(COUNTRIES))
    ]


def reports(count: int, seed: int = 1) -> Iterator[tuple[Document, Json]]:
    """Yield `count` reports in the order of their publication, roughly."""
    places, made, number = towns(), 0, 0
    while True:
        dice = random.Random(f"{seed}:{number}")
        day = FIRST_DAY + timedelta(days=number // INCIDENTS_A_DAY)
        for report in _of_incident(dice, places, day):
            yield report
            made += 1
            if made == count:
                return
        number += 1


def _of_incident(dice: random.Random, places: list[tuple[str, str, float, float]], day: date) -> Iterator[tuple[Document, Json]]:
    place, kind, group = dice.choice(places), dice.choice(KINDS), dice.choice(GROUPS)
    killed, people = dice.choice((0, 1, 2, 3, 5, 8, 14, 30)), [name(dice) for _ in range(6)]
    story = _story(dice, people)
    for outlet in range(dice.choice((1, 1, 2, 2, 3, 4, 6))):
        killed += dice.choice((0, 0, 0, 1, 2))
        if dice.random() < 0.7:
            story = _story(dice, people)
        yield _report(dice, story, day, dice.randrange(4), place, kind, group, killed, outlet)


def _story(dice: random.Random, people: list[str]) -> str:
    sentences = []
    for _ in range(8):
        words = [dice.choice(vocabulary()) for _ in range(12)]
        words[dice.randrange(1, 12)] = dice.choice(people)
        sentences.append(" ".join(words).capitalize() + ".")
    return " ".join(sentences)


def _report(
    dice: random.Random, story: str, day: date, later: int, place: tuple[str, str, float, float], kind: str,
    group: tuple[str | None, str | None], killed: int, outlet: int,
) -> tuple[Document, Json]:  # fmt: skip
    town, country, lat, lon = place
    published = (day + timedelta(days=later)).isoformat()
    text, said = "", []

    def say(prop: str, value: Any, words: str) -> None:
        nonlocal text
        said.append({"property": prop, "value": value, "quote": words, "start": len(text), "end": len(text) + len(words),
                     "speaker": None, "certainty": "stated", "method": "made", "score": 1.0})  # fmt: skip
        text += words + "\n"

    when = {"value": None, "precision": "unknown"} if dice.random() < 0.1 else {"value": day.isoformat(), "precision": "day"}
    fine = dice.random() > 0.1
    where = {"name": town if fine else country, "country": country, "admin1": None, "lat": lat if fine else None,
             "lon": lon if fine else None, "precision": "town" if fine else "country", "gazetteer_id": None}  # fmt: skip
    dead = {"low": killed, "best": killed, "high": killed, "qualifier": "exact"}
    say("type", kind, f"{kind.replace('_', ' ')} in {town}".capitalize())
    say("place", where, f"in {town}")
    if when["value"]:
        say("date", when, f"on {when['value']}")
    say("killed", dead, f"{killed} people were killed")
    who = {"name": group[0], "actor_id": group[1]} if group[0] else None
    if who:
        say("claim", who, f"{group[0]} claimed responsibility")
    text += story + "\n"
    url = f"https://outlet{outlet}.example/{published}/{hashlib.sha256(text.encode()).hexdigest()[:12]}"
    identity = hashlib.sha256(url.encode() + b"\0" + text.encode()).hexdigest()[:32]
    document = Document(
        identity, text, None, url, f"Outlet {outlet}", None, date.fromisoformat(published), None, "en", raw=text.encode()
    )
    incident = {
        "type": kind, "main": True, "outcome": "completed", "date": when, "place": where, "killed": dead, "injured": None,
        "perpetrator": {**who, "status": "claimed"} if who else None,
        "responsibility_claims": [{"by": who["name"], "actor_id": who["actor_id"], "via": None}] if who else [],
        "denials": [], "weapons": [], "targets": [], "statements": said, "score": 1.0,
    }  # fmt: skip
    shown = {"id": identity, "path": None, "url": url, "title": None, "publisher": f"Outlet {outlet}", "published": published,
             "language": "en", "complete": True}  # fmt: skip
    return document, {"document": shown, "incidents": [incident], "advisories": [], "motives": [], "actors": []}
