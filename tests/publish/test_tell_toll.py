"""Figures under the right name, and a toll that loses no turn. All events are invented."""

from __future__ import annotations

import sys
from importlib import util
from pathlib import Path
from typing import Any

from dateline import __version__
from dateline.publish.dossier import Dossier
from dateline.publish.explainer import explain
from dateline.publish.explainer_actor import explain_actor
from dateline.reconcile.account import accounts
from dateline.reconcile.incident import build
from dateline.reconcile.record import record
from dateline.store import open_store
from dateline.store.add import add
from dateline.store.changes import words
from dateline.store.dossier import dossier
from dateline.store.search import Filter, find

_SPEC = util.spec_from_file_location("made_accounts", Path(__file__).parents[1] / "reconcile" / "made.py")
assert _SPEC and _SPEC.loader
made = util.module_from_spec(_SPEC)
sys.modules["made_accounts"] = made
_SPEC.loader.exec_module(made)
Json = dict[str, Any]


def report(day: str, killed: int, injured: int | None = None, *, speaker: str | None = None, hurt: Json | None = None,
           **facts: Any) -> Any:  # fmt: skip
    """A report whose injured have another speaker and qualifier than its dead."""
    document, said = made.report(
        published=day,
        killed=killed,
        injured=injured,
        speaker=speaker,
        when="2023-05-13",
        where="Quetta",
        by="Islamic State",
        **facts,
    )
    for one in (s for s in said["incidents"][0]["statements"] if s["property"] == "injured"):
        one |= {name: value for name, value in (hurt or {}).items() if name != "qualifier"}
        if hurt and "qualifier" in hurt:
            one["value"] = {**one["value"], "qualifier": hurt["qualifier"], "high": None}
            said["incidents"][0]["injured"] = one["value"]
    return document, said


def told(*reports: Any) -> Dossier:
    store = open_store("sqlite://")
    add(store, list(reports), __version__)
    with store.reading() as connection:
        (found,) = find(connection, Filter())
        return dossier(connection, found["id"])  # type: ignore[return-value]


def section(shown: Dossier, name: str) -> str:
    return next((" ".join(s.text for s in part.sentences) for part in explain(shown).sections if part.key == name), "")


MAYOR = {"speaker": "the mayor", "source_kind": "official"}
MINISTER = {"speaker": "the health minister", "source_kind": "official"}


def two_voices() -> Dossier:
    return told(
        report("2023-05-14", 104, 269, hurt=MAYOR, filler="The mayor asked all who miss a relative to look in the hospitals."),
        report("2023-05-15", 120, 320, speaker="the health minister", source="official",
               hurt={**MINISTER, "qualifier": "more_than"},
               filler="Rescue work went on, and cranes lifted slabs of a wall."),
    )  # fmt: skip


def test_a_figure_is_never_told_under_another_speakers_name() -> None:
    shown = two_voices()
    toll = section(shown, "toll")
    assert "killed 120 people, the health minister said" in toll and "injured 269 people, the mayor said" in toll
    group = Dossier(shown.incident, shown.papers, shown.records, (shown.incident,), shown.rule)
    party = {"name": "Islamic State", "actor_id": "islamic-state"}
    told_of = " ".join(s.text for part in explain_actor(group, party).sections for s in part.sentences)
    assert "killed 120 people, the health minister said; it injured 269, the mayor said" in told_of


def test_the_injured_speaker_is_not_lent_to_the_dead() -> None:
    toll = section(told(report("2023-05-14", 104, 269, hurt=MAYOR)), "toll")
    assert toll.startswith("The attack killed 104 people. It injured 269 people, the mayor said.")


def test_totals_that_differ_are_contested_and_parts_are_not() -> None:
    assert "269 (the mayor" in section(two_voices(), "contested")
    assert "more than 320 (the health minister" in section(two_voices(), "contested")
    document, said = report("2023-05-14", 50, 320, hurt=MINISTER)
    start = document.text.index("320 people were hurt.")
    said["incidents"][0]["statements"].append(
        {
            **said["incidents"][0]["statements"][-1],
            "property": "injured",
            "value": made.count(150),
            "quote": "150 of these",
            "start": start,
            "end": start + 12,
        }
    )
    assert "150" not in section(told((document, said)), "contested")


def test_the_toll_keeps_the_figure_that_was_cut() -> None:
    cut = report("2023-05-16", 253, filler="Officials explained that many bodies had been counted twice in the first days.")
    document, said = report("2023-05-15", 3, filler="The number of dead climbed to 321, hospitals reported.")
    start = document.text.index("321")
    said["incidents"][0]["statements"].append(
        {
            **said["incidents"][0]["statements"][-2],
            "property": "killed",
            "value": made.count(321),
            "quote": "321",
            "start": start,
            "end": start + 3,
            "speaker": None,
        }
    )
    first = report(
        "2023-05-14", 200, filler="Churches and hotels were struck within minutes on a holiday, witnesses told reporters."
    )
    last = report("2023-05-17", 253, filler="A week of mourning began in the whole country, with flags lowered on each school.")
    changed = section(told(first, (document, said), cut, last), "changed")
    assert "rose to 321" in changed and "lowered to 253" in changed
    toll = record(build([accounts(each, d.text)[0] for d, each in (first, (document, said), cut, last)]))["toll"]
    assert [(p["value"]["best"], p["revision"]) for p in toll if p["day"] >= "2023-05-15"][:3] == [
        (3, None), (321, "up"), (253, "down"),
    ]  # fmt: skip


def test_a_hedge_on_the_only_figure_survives_the_choice() -> None:
    for qualifier in ("about", "more_than"):
        shown = told(report("2023-05-14", 20, 500, hurt={**MAYOR, "qualifier": qualifier}))
        assert shown.incident["injured"]["qualifier"] in (qualifier, "at_least")
        assert words(shown.incident["injured"]) != "500"


def test_the_range_of_a_minimum_is_shown() -> None:
    assert words({"low": 269, "best": 269, "high": 320, "qualifier": "at_least"}) == "at least 269 (269 to 320)"
    assert words({"low": 9, "best": 9, "high": None, "qualifier": "at_least"}) == "at least 9"


def test_an_accusation_is_not_what_happened() -> None:
    def happened(quote: str) -> str:
        text = made.Text()
        told_of = made.incident(text, when="2023-05-13", where="Quetta", killed=9)
        start, end = text.say(quote)
        told_of["statements"].append(
            {**told_of["statements"][0], "property": "perpetrator", "value": {"name": "gunmen", "actor_id": None}, "quote": quote,
             "start": start, "end": end}
        )  # fmt: skip
        return section(told(made.article(told_of, text=text, published="2023-05-14")), "happened")

    assert happened("gunmen opened fire").startswith("Gunmen carried out")
    assert "unmen" not in happened("put the blame on gunmen")


def test_a_denial_is_told_with_the_accusation_that_it_answers() -> None:
    document, said = report("2023-05-14", 12, denied_by="Lashkar of the Valley", filler="The governor named the Lashkar.")
    statements = said["incidents"][0]["statements"]
    denial = next(s for s in statements if s["property"] == "denial")
    start = document.text.index("the Lashkar.")
    named = {**denial, "property": "perpetrator", "quote": "the Lashkar", "start": start, "end": start + 11, "note": "beside"}
    named |= {"certainty": "stated", "speaker": "the governor", "source_kind": "official"}
    before = section(told((document, said)), "blame")
    assert "denied involvement" in before and "governor" not in before
    statements.append(named)
    assert "The governor blamed Lashkar of the Valley. Lashkar of the Valley denied" in section(told((document, said)), "blame")
