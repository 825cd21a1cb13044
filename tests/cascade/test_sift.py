"""The cascade: what reports violence passes, also when it is said once in a long text; the rest is passed over and says so."""

from __future__ import annotations

import hashlib
import json
import re
from importlib import resources
from pathlib import Path

import pytest

from dateline import Document
from dateline.cascade import opens_with_hostages, sift
from dateline.cascade.weights import weights
from dateline.cascade.words import WINDOW, weights_of, windows, words
from dateline.cli import extract as extract_command
from dateline.extract.contract import record
from dateline.pipeline import run

QUIET = (
    "Striker's late shot sinks Rovers\nThe visitors had been on the back foot for most of the half when a drive beat the keeper. "
    "The coach praised the spirit of a team that has not lost since March and said the cup was still within reach."
)
ATTACK = "A bomb went off at a market in Quetta on 3 May 2021 and killed three people, police said."
CASES = [json.loads(line) for line in (Path(__file__).parent.parent / "cases" / "cascade.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_cases(case: dict[str, str], request: pytest.FixtureRequest) -> None:
    if "known_failure" in case:
        request.applymarker(pytest.mark.xfail(reason=case["known_failure"], strict=True))
    assert (sift(case["text"], "en").passed_over is None) == (case["verdict"] == "passes"), sift(case["text"], "en").score


def test_one_paragraph_of_a_long_explainer_is_enough() -> None:
    long = "\n".join([QUIET] * 20 + [ATTACK] + [QUIET] * 20)
    assert sift(QUIET, "en").passed_over == "no_violence"
    assert sift(long, "en").passed_over is None
    assert sift(long, "en").score == pytest.approx(max(sift(long, "en").score or 0, sift(ATTACK, "en").score or 0), abs=3)


def test_another_language_is_passed_over_and_a_short_text_is_read() -> None:
    assert sift("Eine Bombe explodierte auf dem Markt.", "de").passed_over == "language"
    assert sift(ATTACK, None).passed_over is None


def test_words_are_runs_of_letters_and_figures() -> None:
    text = "A 9mm round, COVID_19 and 2,019 m² in İzmir’s ½-built naïve_45 town_"
    slow = ["#" if word[0].isdigit() else word for word in re.findall(r"[^\W\d_]+|\d+", text.lower())]
    assert words(text) == slow and words(ATTACK)[-3:] == ["people", "police", "said"] and "#" in words(ATTACK)


def test_windows_are_the_sums_of_neighbours() -> None:
    single = weights_of(words("bomb " * 50), weights().table)
    slow = [single[at : at + WINDOW].sum() for at in range(50 - WINDOW + 1)]
    assert windows(single) == pytest.approx(slow)
    assert len(windows(weights_of(words("one"), {}))) == 1
    assert windows(weights_of([], {})).tolist() == [0.0]


def test_the_report_is_flagged_and_can_be_read_all_the_same() -> None:
    passed = run(Document("d", QUIET, language="en"))
    assert passed.passed_over == "no_violence" and not passed.incidents
    assert record(passed)["document"]["passed_over"] == "no_violence"
    read = run(Document("d", QUIET, language="en"), sift=False)
    assert read.passed_over is None and "passed_over" not in record(read)["document"]
    assert run(Document("d", ATTACK, language="en")).incidents


def test_the_command_line_flags_what_it_passes_over(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    (tmp_path / "a.txt").write_text(QUIET, "utf-8")
    assert extract_command.command([str(tmp_path / "a.txt")], published=None) == 0
    assert json.loads(capfdbinary.readouterr().out)["document"]["passed_over"] == "no_violence"
    assert extract_command.command([str(tmp_path / "a.txt")], published=None, sift=False) == 0
    assert "passed_over" not in json.loads(capfdbinary.readouterr().out)["document"]


def test_the_table_is_the_cards_and_plain_text() -> None:
    folder = resources.files("dateline.models")
    card = json.loads((folder / "cascade.json").read_text("utf-8"))
    raw = (folder / "cascade.tsv").read_bytes()
    assert hashlib.sha256(raw).hexdigest() == card["sha256"]
    assert len(raw.decode().splitlines()) == card["features"] == len(weights().table)


def test_a_text_that_opens_with_hostages_is_read() -> None:
    assert opens_with_hostages("Inmates hold an officer hostage at Oldmar\n\nHe was not believed to be hurt.")
    assert opens_with_hostages("Hijacker of a ferry gives up")
    assert not opens_with_hostages(QUIET)


TALKS = "The ministers met in Oldmar and spoke of water, roads and schools. They thanked the hosts for a warm welcome and dinner."


@pytest.mark.parametrize(
    ("text", "read"),
    [
        (f"The army has taken back Oldmar from the militants, the minister said.\n{TALKS}", True),
        (f"He hailed the liberation of the town of Oldmar.\n{TALKS}", True),
        (f"A senator has been kidnapped, his party said.\n{TALKS}", True),
        (f"She taught liberation theology.\n{TALKS}", False),
        (TALKS, False),
    ],
)
def test_a_text_that_opens_with_a_town_retaken_or_somebody_kidnapped_is_read(text: str, read: bool) -> None:
    assert opens_with_hostages(text) is read
