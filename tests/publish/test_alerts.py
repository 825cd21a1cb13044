from __future__ import annotations

import importlib.util
import json
import re
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from dateline.cli import app
from dateline.cli.watch import running
from dateline.errors import SettingsError
from dateline.publish.alerts import Told, Watch, changes, key_of, kilometres, matches
from dateline.publish.cap import message, reference, sent_at

EXAMPLES = Path(__file__).parents[2] / "examples"
_spec = importlib.util.spec_from_file_location("told_export", Path(__file__).with_name("test_export.py"))
assert _spec is not None and _spec.loader is not None
made = importlib.util.module_from_spec(_spec)
sys.modules["told_export"] = made
_spec.loader.exec_module(made)
NOW = datetime(2024, 6, 21, 12, tzinfo=UTC)
SENT = sent_at(NOW)
runner = CliRunner()


def baidoa(**values: Any) -> Any:
    return made.changed(**values)


@pytest.mark.parametrize(
    ("watch", "met"),
    [
        (Watch("w"), True),
        (Watch("w", country="so"), True),
        (Watch("w", country="KE"), False),
        (Watch("w", killed=18), True),
        (Watch("w", killed=19), False),
        (Watch("w", actor="al-shabaab"), True),
        (Watch("w", actor="boko-haram"), False),
        (Watch("w", lat=3.1, lon=43.6, radius_km=20), True),
        (Watch("w", lat=2.0, lon=45.3, radius_km=100), False),
        (Watch("w", type="knife_attack"), False),
    ],
)
def test_every_condition_must_hold(watch: Watch, met: bool) -> None:
    assert matches(watch, baidoa()) is met


def test_unknown_meets_no_condition() -> None:
    assert not matches(Watch("w", killed=1), baidoa(killed=None))
    assert not matches(Watch("w", lat=3.1, lon=43.6, radius_km=20), baidoa(place=None))
    assert round(kilometres(0, 0, 0, 1)) == 111


def test_new_revised_withdrawn_and_nothing_twice() -> None:
    watches = [Watch("w")]
    first = list(changes(watches, [baidoa()], {}))
    assert [event.change for event in first] == ["new"]
    told = {key_of("w", first[0].incident): Told(first[0].digest, first[0].id, SENT, "h", (reference("a", first[0].id, SENT),))}
    assert list(changes(watches, [baidoa()], told)) == []
    again = list(changes(watches, [baidoa()], {}))
    assert again[0].id == first[0].id
    revised = list(changes(watches, [baidoa(killed=made.count(21, 21, 21))], told))
    assert [event.change for event in revised] == ["revised"] and revised[0].id != first[0].id
    gone = list(changes(watches, [], told))
    assert [event.change for event in gone] == ["withdrawn"]


def test_messages_are_valid_and_refer_to_the_first() -> None:
    capvalidator = pytest.importorskip("capvalidator", reason="capvalidator is not installed")
    watches = [Watch("w")]
    first = next(changes(watches, [baidoa()], {}))
    told = Told(first.digest, first.id, SENT, "h", (reference("desk@example.org", first.id, SENT),))
    state = {key_of("w", first.incident): told}
    revised = next(changes(watches, [baidoa(killed=None)], state))
    gone = next(changes(watches, [], state))
    for event, kind in ((first, "Alert"), (revised, "Update"), (gone, "Cancel")):
        xml = message(event, sender="desk@example.org", sent=SENT)
        result = capvalidator.check_schema(xml)
        assert result.passed, result.message
        text = xml.decode()
        assert f"<msgType>{kind}</msgType>" in text and "<status>Test</status>" in text
        assert (f"desk@example.org,{first.id},{SENT}" in text) == (kind != "Alert")


def test_watch_from_the_command_line(tmp_path: Path) -> None:
    pytest.importorskip("feedgen", reason="feedgen is not installed (extra feeds)")
    import feedparser

    store, rules, atom, cap = (str(tmp_path / name) for name in ("s.db", "watch.json", "new.xml", "cap"))
    lines = (EXAMPLES / "reports.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    for name, part in (("one", lines[:2]), ("two", lines[2:])):
        (tmp_path / f"{name}.jsonl").write_text("".join(part), encoding="utf-8")
    run = ["watch", "run", "--rules", rules, "--store", store, "--atom", atom, "--cap", cap]
    rule = ["--name", "bay", "--country", "SO", "--killed", "5", "--rules", rules]
    assert runner.invoke(app, ["watch", "add", *rule]).exit_code == 0
    assert runner.invoke(app, ["add", str(tmp_path / "one.jsonl"), "--store", store]).exit_code == 0
    first = [json.loads(line) for line in runner.invoke(app, run).stdout.splitlines()]
    assert [one["change"] for one in first] == ["new"] and len(feedparser.parse(atom).entries) == 1
    assert runner.invoke(app, run).stdout == ""
    runner.invoke(app, ["add", str(tmp_path / "two.jsonl"), "--store", store])
    second = [json.loads(line) for line in runner.invoke(app, run).stdout.splitlines()]
    assert "revised" in [one["change"] for one in second] or "withdrawn" in [one["change"] for one in second]
    update = (Path(cap) / f"{second[0]['id']}.xml").read_text(encoding="utf-8")
    assert re.search(rf"<references>[^<]*{first[0]['id']}", update)
    assert json.loads(runner.invoke(app, ["watch", "list", "--rules", rules]).stdout)["name"] == "bay"


def test_rules_half_said_are_refused(tmp_path: Path) -> None:
    rules = str(tmp_path / "watch.json")
    assert runner.invoke(app, ["watch", "add", "--name", "x", "--lat", "3", "--rules", rules]).exit_code != 0
    assert runner.invoke(app, ["watch", "add", "--name", "a/b", "--rules", rules]).exit_code != 0
    with pytest.raises(SettingsError):
        running(Path(rules), store="sqlite://", rule="gtd", atom=None, cap=None, sender="x", status="Real")
