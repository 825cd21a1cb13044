"""What `add`, `incidents` and `diff` tell a reader. All events are invented."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dateline.cli import app
from dateline.cli.incidents import row

runner = CliRunner()
WORDS = "A bomb killed {} people and wounded nearly 500 others at a market in Quetta, Pakistan, on Saturday, {} said.\n"


@pytest.fixture
def store(tmp_path: Path) -> str:
    return str(tmp_path / "s.db")


def article(folder: Path, name: str, text: str) -> str:
    (folder / name).write_text(text, encoding="utf-8")
    return str(folder / name)


def test_add_names_the_file_what_was_found_and_what_lacks_a_date(store: str, tmp_path: Path) -> None:
    dated = article(tmp_path, "one.txt", WORDS.format(40, "police"))
    shown = runner.invoke(app, ["add", dated, "--published", "2023-05-14", "--store", store])
    assert "one.txt  new, 1 incident\n" in shown.stdout and "publication date" not in shown.stderr
    other = article(tmp_path, "two.txt", "The council opened a library in Quetta, Pakistan, and served tea to all who came.\n")
    shown = runner.invoke(app, ["add", other, "--store", store])
    assert "two.txt  new, no incidents\n" in shown.stdout
    assert "1 of 1 article has no publication date" in shown.stderr and "--published" in shown.stderr
    line = json.loads(runner.invoke(app, ["add", "--json", dated, "--store", store]).stdout)
    assert line["path"] == dated and line["incidents"] == 1 and line["outcome"] == "known"


def test_figures_keep_their_range_and_cells_are_cut_between_words() -> None:
    figure = {"low": 269, "best": 269, "high": 320, "qualifier": "at_least"}
    place = {"name": "a crowded vegetable market behind the old railway station", "country": "PK", "lat": None}
    who = {"name": "Movement for the Liberation of the Dry River Valley", "status": "claimed"}
    held = {"id": "i" * 21, "date": {"value": None, "precision": "unknown"}, "place": place, "type": "bombing", "killed": figure,
            "injured": {"low": 100, "best": None, "high": None, "qualifier": "vague"}, "perpetrator": who,
            "conflicts": []}  # fmt: skip
    line = row(held)
    assert "at least 269 (269 to 320)" in line and "unknown date" in line and "(words alone)" in line
    assert "a crowded vegetable market…, PK" in line and "Movement for the… (claimed)" in line


def test_undated_reports_are_not_listed_as_new(store: str, tmp_path: Path) -> None:
    first = article(tmp_path, "one.txt", WORDS.format(40, "police"))
    second = article(tmp_path, "two.txt", "Quetta market bomb\n\n" + WORDS.format(43, "the provincial health minister"))
    runner.invoke(app, ["add", first, "--published", "2023-05-14", "--store", store])
    runner.invoke(app, ["add", second, "--store", store])
    found = [json.loads(line) for line in runner.invoke(app, ["incidents", "--json", "--store", store]).stdout.splitlines()]
    if len(found) == 2:
        runner.invoke(app, ["judge", "same", found[0]["id"], found[1]["id"], "--reason", "one attack", "--store", store])
    shown = runner.invoke(app, ["diff", found[0]["id"], "--since", "2023-05-20", "--store", store]).stdout
    head, _, undated = shown.partition("1 undated document taken in since, of an unknown day:")
    assert "0 new documents" in head and "43" not in head
    assert "killed 43" in undated and "unknown date" not in undated


def test_the_day_of_a_dateline_orders_the_reports(store: str, tmp_path: Path) -> None:
    for day, killed in ((16, 40), (18, 37)):
        text = f"Quetta market bomb\n\nQUETTA, May {day}, 2023 (Wire) - {WORDS.format(killed, 'police')}"
        shown = runner.invoke(app, ["add", article(tmp_path, f"{day}.txt", text), "--store", store])
        assert "publication date" not in shown.stderr
    found = [json.loads(line) for line in runner.invoke(app, ["incidents", "--json", "--store", store]).stdout.splitlines()]
    assert [one["killed"]["best"] for one in found] == [37] and found[0]["date"]["value"] == "2023-05-13"
    page = runner.invoke(app, ["show", found[0]["id"], "--store", store]).stdout
    places = page.partition("place: ")[2].partition("killed: ")[0]
    assert places.index("2023-05-16") < places.index("2023-05-18")


def test_the_columns_are_as_wide_as_what_stands_in_them(store: str, tmp_path: Path) -> None:
    runner.invoke(
        app, ["add", article(tmp_path, "one.txt", WORDS.format(40, "police")), "--published", "2023-05-14", "--store", store]
    )
    head, line = runner.invoke(app, ["incidents", "--store", store]).stdout.splitlines()
    assert "date        place       type     killed  injured" in head and "2023-05-13  Quetta, PK  bombing  40      " in line


def test_adding_again_with_a_day_dates_what_is_stored(store: str, tmp_path: Path) -> None:
    path = article(tmp_path, "one.txt", WORDS.format(40, "police"))
    shown = runner.invoke(app, ["add", path, "--store", store])
    assert (
        "has no publication date" in shown.stderr and "unknown date" in runner.invoke(app, ["incidents", "--store", store]).stdout
    )
    shown = runner.invoke(app, ["add", path, "--published", "2023-05-15", "--store", store])
    assert "dated now and read anew, 1 incident" in shown.stdout and "publication date" not in shown.stderr
    assert "2023-05-13" in runner.invoke(app, ["incidents", "--store", store]).stdout
    again = json.loads(runner.invoke(app, ["add", path, "--json", "--published", "2023-06-15", "--store", store]).stdout)
    assert again["outcome"] == "known" and "2023-05-13" in runner.invoke(app, ["incidents", "--store", store]).stdout
    change = ["judge", "correct", again["document"], "published=2023-05-22", "--reason", "the date line", "--store", store]
    assert runner.invoke(app, change).exit_code == 0
    assert "2023-05-20" in runner.invoke(app, ["incidents", "--store", store]).stdout
    assert "already" in runner.invoke(app, change).stderr
    assert runner.invoke(app, [*change[:3], "published=soon", *change[4:]]).exit_code != 0
    exported = runner.invoke(app, ["export", "--format", "csv", "--store", store]).stdout
    assert "2023-05-22" in exported and "2023-05-20" in exported


def test_show_lists_the_ids_that_a_judgement_names(store: str, tmp_path: Path) -> None:
    text = "KANO, Nigeria, 3 May 2024 (Wire) - Gunmen killed six people in a market in Kano on Thursday, police said."
    runner.invoke(app, ["add", article(tmp_path, "kano.txt", text), "--store", store])
    one = json.loads(runner.invoke(app, ["incidents", "--json", "--store", store]).stdout.splitlines()[0])["id"]
    assert "statements (for" not in runner.invoke(app, ["show", one, "--store", store]).stdout
    page = runner.invoke(app, ["show", one, "--ids", "--store", store]).stdout
    assert "1 document, 1 independent voice\n" in page
    said = next(line.split()[0] for line in page.splitlines() if "  killed 6" in line)
    assert runner.invoke(app, ["judge", "reject", said, "--reason", "misread", "--store", store]).exit_code == 0
