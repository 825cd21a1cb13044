"""An invented article with its coding, and the record that says exactly the same."""

from __future__ import annotations

from typing import Any

import pytest

from dateline.evaluate.gold import Case, Gold, incident

TEXT = (
    "Two bombs at Marketville\n"
    "A bomb killed at least four people and wounded nine at a market in Marketville on Saturday, police said. "
    "The Dawn Column claimed the blast on Telegram. In 2019 gunmen had killed two guards in Hilltown. "
    "The Ministry of Roads warned drivers last week of attacks.\n"
)
CODED: list[dict[str, Any]] = [
    {
        "key": "market",
        "main": True,
        "type": "bombing",
        "date": {"value": "2023-05-13", "precision": "day", "quote": "on Saturday"},
        "place": {"name": "Marketville", "country": "PK", "precision": "town", "quote": "a market in Marketville"},
        "killed": {"low": 4, "best": 4, "high": None, "qualifier": "at_least", "quote": "at least four people"},
        "injured": {"low": 9, "best": 9, "high": 9, "qualifier": "exact", "quote": "wounded nine"},
        "perpetrator": {"name": "Dawn Column", "status": "claimed", "quote": "The Dawn Column claimed the blast"},
        "claim": {"by": "Dawn Column", "via": "Telegram", "quote": "claimed the blast on Telegram"},
        "denial": None,
        "weapon": ["bomb"],
        "target": ["market"],
    },
    {
        "key": "guards",
        "main": False,
        "type": "armed_assault",
        "date": {"value": "2019", "precision": "year", "quote": "In 2019"},
        "place": {"name": "Hilltown", "country": "PK", "precision": "town", "quote": "Hilltown"},
        "killed": {"low": 2, "best": 2, "high": 2, "qualifier": "exact", "quote": "two guards"},
        "injured": None,
        "perpetrator": {"name": "gunmen", "status": "unknown", "quote": "gunmen"},
        "claim": None,
        "denial": None,
        "weapon": ["firearm"],
        "target": ["guards"],
    },
]
WARNINGS = [{"issuer": "Ministry of Roads", "about": "attacks", "quote": "warned drivers last week of attacks"}]


def statement(prop: str, quote: str, value: Any = None) -> dict[str, Any]:
    start = TEXT.index(quote)
    return {"property": prop, "value": value, "quote": quote, "start": start, "end": start + len(quote), "speaker": None,
            "certainty": "stated", "method": "test", "score": 1.0}  # fmt: skip


def ours(coded: dict[str, Any]) -> dict[str, Any]:
    """Return a contract incident that says what was coded."""
    values = {
        name: {k: v for k, v in (coded[name] or {}).items() if k != "quote"} or None
        for name in ("date", "place", "killed", "injured")
    }
    said = [statement(name, coded[name]["quote"], values[name]) for name in values if coded[name]]
    who = coded["perpetrator"]
    return {
        "type": coded["type"], "main": coded["main"], **values,
        "perpetrator": {"name": who["name"], "actor_id": None, "status": who["status"]},
        "responsibility_claims": [{"by": coded["claim"]["by"], "via": None}] if coded["claim"] else [],
        "denials": [], "weapons": coded["weapon"], "targets": coded["target"], "statements": said,
    }  # fmt: skip


@pytest.fixture
def text() -> str:
    return TEXT


@pytest.fixture
def golds() -> tuple[Gold, ...]:
    return tuple(incident(item) for item in CODED)


@pytest.fixture
def perfect() -> dict[str, Any]:
    warning = {"issuer": "Ministry of Roads", "addressee": None, "subject": None, "date": {"value": None, "precision": "unknown"},
               "statements": [statement("advisory", WARNINGS[0]["quote"])]}  # fmt: skip
    return {"incidents": [ours(item) for item in CODED], "advisories": [warning], "motives": [], "actors": []}


@pytest.fixture
def case(golds: tuple[Gold, ...], tmp_path: Any) -> Case:
    return Case("invented", tmp_path / "invented.txt", None, golds, {"warnings": WARNINGS})
