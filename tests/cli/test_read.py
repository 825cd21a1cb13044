"""`dateline read`: every value with its quote and line, plain in a pipe, nothing that drives a terminal."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
from rich.console import Console

from dateline.cli import wording
from dateline.cli.read import Lines, cards, command
from dateline.ingest import read
from dateline.pipeline import run
from dateline.types import (
    ActorValue,
    Claim,
    CountValue,
    DateValue,
    Document,
    IncidentReport,
    Perpetrator,
    PlaceValue,
    Report,
    Span,
    Statement,
)

EXPLAINER = Path(__file__).parent.parent.parent / "examples" / "explainer.html"


def plain(report: Report) -> str:
    console = Console(width=140, no_color=True, force_terminal=False)
    with console.capture() as captured:
        console.print(cards(report))
    return captured.get()


def made() -> Report:
    text = "Blast kills nine\nNine people died on Friday, police said.\nA hospital spoke of 11 dead.\n"
    group, day = ActorValue("The Group", "group"), DateValue("2024-03-22", "day")

    def place(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    statements = (
        Statement("killed", CountValue(9, 9, 9), place("Nine people"), "police"),
        Statement("killed", CountValue(11, 11, 11), place("11 dead"), "a hospital", "hedged", score=0.5),
        Statement("date", day, place("Friday")),
        Statement("time", "2024-03-22TEV", place("Friday")),
    )
    incident = IncidentReport(
        "suicide_bombing", True, day, PlaceValue("Town", "NG", "Borno", precision="town"), CountValue(9, 9, 9), None,
        Perpetrator(group, "claimed", place("Blast")), (Claim(group, place("Blast")),), statements=statements,
    )  # fmt: skip
    return Report(Document("x", text, "a.txt", title="Blast kills nine", published=date(2024, 3, 23), language="en"), (incident,))


def test_a_card() -> None:
    shown = plain(made())
    assert "1  SUICIDE BOMBING  main event" in shown
    assert "22 March 2024  ·  Town, Borno, Nigeria" in shown
    assert "killed 9  ·  injured not said" in shown
    assert "The Group (claimed)" in shown
    assert "killed, the figures differ: 9 (police, line 2); 11 (a hospital, line 3)" in shown
    rows = [" ".join(line.split()) for line in shown.splitlines()]
    assert "killed 11 “11 dead” a hospital, hedged, 50% sure line 3" in rows
    assert "time evening “Friday” the article, stated line 2" in rows


@pytest.mark.parametrize(
    "line",
    [
        "OLDMAR, May 6 2025 (Agency) - Gunmen killed two people.",
        "The Oldmar Gazette, Tuesday 6 May 2025\nGunmen killed two people.",
    ],
)
def test_a_dateline_is_shown_as_the_day_of_publication(line: str) -> None:
    assert "6 May 2025 · a.txt" in plain(run(Document("x", f"Two dead in Oldmar\n{line}\n", "a.txt", language="en")))


@pytest.mark.parametrize(
    "line", ["Gunmen killed two people.", "Two people died.\nThe worst:\nOld Mar, 6 May 2025", "The Gazette, 6 May 2025, says so."]
)
def test_what_states_no_day_of_its_own_has_none(line: str) -> None:
    assert "no publication date" in plain(run(Document("x", f"Two shot dead in Oldmar\n{line}\n", "a.txt", language="en")))


def test_a_victim_in_passing_is_no_other_toll() -> None:
    text = (
        "Gunmen kill 14 in Oldmar market\n"
        "Gunmen killed 14 people at a market in Maiduguri, Nigeria, on 3 March 2025, police said.\n"
        "A trader whose brother was killed in the attack fled.\n"
    )
    report = run(Document("x", text, "a.txt", language="en"))
    assert any(one.property == "killed" and "brother" in one.span.of(text) for one in report.incidents[0].statements)
    assert "the figures differ" not in plain(report)


def test_no_incident_and_flags() -> None:
    document = Document("x", "Words.", "a.txt", language="fr", complete=False, problems=("cut",))
    shown = plain(Report(document))
    assert "No incident" in shown and "Not complete: cut." in shown and "language is fr" in shown and "no publication date" in shown


def test_every_quote_of_the_example_is_shown(capfd: pytest.CaptureFixture[str]) -> None:
    assert command([str(EXPLAINER)], published=None, json=False, in_context=False) == 0
    shown = capfd.readouterr().out
    report = run(next(read(str(EXPLAINER))))
    assert "\x1b" not in shown and all(line == line.rstrip() for line in shown.splitlines())
    lines = Lines(report.document)
    flat = re.sub(r"\s+", "", shown)
    for incident in report.incidents:
        for statement in incident.statements:
            assert f"line {lines.at(statement.span)}" in shown
            if len(statement.span.of(report.document.text)) < 30:
                assert re.sub(r"\s+", "", wording.quote(report.document, statement.span)) in flat


def test_in_context_keeps_the_article(capfd: pytest.CaptureFixture[str]) -> None:
    assert command([str(EXPLAINER)], published=None, json=False, in_context=True) == 0
    shown = capfd.readouterr().out
    bare = re.sub(r"⟦[^:⟧]*:\s|⟧", "", shown)
    words = re.sub(r"\s+", "", re.sub(r"(?m)^ *\d+  ", "", bare))
    assert "1 killed: at least 41" in " ".join(shown.split())
    for line in next(read(str(EXPLAINER))).text.split("\n")[1:]:
        assert re.sub(r"\s+", "", line) in words


def test_json_is_extract(capfd: pytest.CaptureFixture[str]) -> None:
    assert command([str(EXPLAINER)], published=None, json=True, in_context=False) == 0
    assert json.loads(capfd.readouterr().out)["document"]["title"]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (DateValue("2021-08", "month"), "August 2021"),
        (DateValue("2022-05-03/2022-05-05", "range"), "3 May 2022 to 5 May 2022"),
        (DateValue(None, "unknown"), "date not known"),
        (CountValue(60, 60, None, "at_least"), "at least 60"),
        (CountValue(1500, None, 2000, "range"), "1,500 to 2,000"),
        (CountValue(None, None, None, "vague"), "an unknown number"),
        (PlaceValue("Kabul", "AF", "Kabul", vicinity=True), "near Kabul, Afghanistan"),
        (PlaceValue(""), "place not known"),
        (ActorValue("gunmen", kind="generic"), "gunmen"),
    ],
)
def test_values_in_words(value: wording.Value, words: str) -> None:
    assert wording.say(value) == words


def test_hidden_characters_are_shown() -> None:
    assert wording.plain("3\u202e killed\x1b[31m\n now") == "3⟨U+202E⟩ killed⟨U+001B⟩[31m now"


@pytest.mark.parametrize(
    ("subject", "clause"),
    [
        ("they should not travel to the market", True),
        ("the enemy might strike the port", True),
        ("possible attacks on markets", False),
    ],
)
def test_a_warning_in_a_clause_follows_that(subject: str, clause: bool) -> None:
    assert wording.is_clause(subject) is clause


@pytest.mark.parametrize(
    ("text", "subject", "mark"),
    [
        ("The army had told them to stay away from the shore.", "stay away from the shore", "to "),
        ("It was warned not to travel by night.", "travel by night", "not to "),
        ("The army warned of possible attacks.", "possible attacks", "of "),
        ("The embassy said terrorists could strike hotels.", "terrorists could strike hotels", ""),
    ],
)
def test_a_warning_is_led_to_by_the_texts_own_word(text: str, subject: str, mark: str) -> None:
    start = text.index(subject)
    assert wording.mark(text, Span(start, start + len(subject))) == mark
