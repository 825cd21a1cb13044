"""``dateline place``."""

from __future__ import annotations

import json

import pytest

from dateline.cli.place import command
from dateline.errors import SettingsError


def test_json_lines(capsys: pytest.CaptureFixture[str]) -> None:
    assert command("Khanabad, Kunduz", country=None, json=True) == 0
    best = json.loads(capsys.readouterr().out.splitlines()[0])
    assert (best["name"], best["country"], best["admin1"]) == ("Khanabad", "AF", "Kunduz")
    assert 0 < best["score"] <= 1


def test_table_and_country(capsys: pytest.CaptureFixture[str]) -> None:
    for country in ("lb", "Lebanon"):
        assert command("Tripoli", country=country, json=False) == 0
        assert all(", LB" in line for line in capsys.readouterr().out.splitlines())


def test_nothing_found(capsys: pytest.CaptureFixture[str]) -> None:
    assert command("Qwxzburg", country=None, json=False) == 1
    captured = capsys.readouterr()
    assert captured.out == "" and "Qwxzburg" in captured.err


def test_wrong_country() -> None:
    with pytest.raises(SettingsError, match="3166"):
        command("Tripoli", country="Atlantis", json=False)
