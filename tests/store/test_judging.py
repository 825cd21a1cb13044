from __future__ import annotations

from importlib import util
from pathlib import Path
from typing import Any

import pytest

from dateline.errors import StoreError
from dateline.store import Store
from dateline.store.add import add
from dateline.store.judge import judge, members_of
from dateline.store.judgements import history
from dateline.store.rebuild import rebuild
from dateline.store.search import Filter, find, incident
from dateline.store.verify import verify
from dateline.types import Judgement

_SPEC = util.spec_from_file_location("made", Path(__file__).parents[1] / "reconcile" / "made.py")
assert _SPEC and _SPEC.loader
made = util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(made)


def incidents(store: Store) -> list[dict[str, Any]]:
    with store.reading() as connection:
        return list(find(connection, Filter()))


def two_reports(store: Store, second: str = "2023-05-13") -> tuple[str, str]:
    """Two reports on one attack (or on two, with another day) and their accounts."""
    for item in (
        made.report("2023-05-14", when="2023-05-13", where="Quetta", killed=14, injured=30),
        made.report("2023-05-15", when=second, where="Quetta", killed=16, injured=30, filler="Other words."),
    ):
        add(store, [item], "test")
    found = incidents(store)
    accounts = sorted(
        {said["account"]: said["published"] for one in found for said in one["statements"]}.items(), key=lambda x: x[1]
    )
    return accounts[0][0], accounts[1][0]


def say(store: Store, kind: str, left: tuple[str, ...], right: tuple[str, ...] = (), **more: Any) -> Judgement:
    return judge(store, Judgement("", kind, left, right, reason="a reason", who="A. Nalyst", **more))  # type: ignore[arg-type]


def test_not_the_same_parts_and_outlives_a_rebuild(store: Store) -> None:
    a, b = two_reports(store)
    assert len(incidents(store)) == 1
    made_one = say(store, "not_same", (a,), (b,))
    assert len(incidents(store)) == 2
    rebuild(store)
    assert len(incidents(store)) == 2
    add(store, [made.report("2023-05-16", when="2023-05-13", where="Quetta", killed=16, injured=30, filler="A third.")], "test")
    homes = [one["accounts"] for one in incidents(store)]
    assert not any({a, b} <= set(home) for home in homes), "new evidence does not override an analyst"
    with pytest.raises(StoreError, match="undo that first"):
        say(store, "same", (a,), (b,))
    say(store, "undo", (), supersedes=(made_one.id,))
    assert len(incidents(store)) == 1
    assert list(verify(store)) == []


def test_the_same_joins_and_old_ids_still_work(store: Store) -> None:
    a, b = two_reports(store, second="2023-09-01")
    first, second = incidents(store)
    judgement = say(store, "same", (a,), (b,))
    (joined,) = incidents(store)
    with store.reading() as connection:
        for old in (first["id"], second["id"]):
            found = incident(connection, old)
            assert found is not None and found["id"] == joined["id"]
    assert [conflict["property"] for conflict in joined["conflicts"]] == ["date"]
    say(store, "undo", (), supersedes=(judgement.id,))
    assert [one["id"] for one in incidents(store)] == [first["id"], second["id"]]


def test_undoing_an_undo(store: Store) -> None:
    a, b = two_reports(store)
    parted = say(store, "not_same", (a,), (b,))
    undone = say(store, "undo", (), supersedes=(parted.id,))
    say(store, "undo", (), supersedes=(undone.id,))
    assert len(incidents(store)) == 2
    with store.reading() as connection:
        assert [in_force for _, in_force in history(connection, (a,))] == [True, False, False]


def test_reject_accept_and_correct(store: Store) -> None:
    two_reports(store)
    (found,) = incidents(store)
    killed = {said["value"]["best"]: said["id"] for said in found["statements"] if said["property"] == "killed"}
    assert found["killed"]["best"] == 16
    accepted = say(store, "accept", (killed[14],))
    assert incidents(store)[0]["killed"]["best"] == 14
    say(store, "undo", (), supersedes=(accepted.id,))
    say(store, "reject", (killed[16],))
    shown = incidents(store)[0]
    assert shown["killed"]["best"] == 14
    assert killed[16] not in {said["id"] for said in shown["statements"]}
    say(store, "correct", (killed[14],), value='{"low": 15, "best": 15, "high": 15, "qualifier": "exact"}')
    assert incidents(store)[0]["killed"]["best"] == 15
    assert incidents(store)[0]["id"] == found["id"], "corrections never change the id"
    assert list(verify(store)) == []


def test_correcting_what_an_incident_shows(store: Store) -> None:
    a, _ = two_reports(store)
    (before,) = incidents(store)
    founder = "a" + before["id"][1:]
    say(store, "correct", (founder,), property="date", value='{"value": "2023-05-12", "precision": "day"}')
    (found,) = incidents(store)
    assert found["date"]["value"] == "2023-05-12"
    assert found["id"] == before["id"]
    assert "corrected by A. Nalyst" in next(c["because"] for c in found["choices"] if c["property"] == "date")
    assert a in found["accounts"]


@pytest.mark.parametrize(
    ("kind", "left", "right", "more"),
    [
        ("accept", ("s0",), (), {}),
        ("reject", (), (), {}),
        ("undo", (), (), {"supersedes": ("j0",)}),
        ("undo", (), (), {}),
        ("same", ("a1",), ("a1",), {}),
    ],
)
def test_what_cannot_be_judged(
    store: Store, kind: str, left: tuple[str, ...], right: tuple[str, ...], more: dict[str, Any]
) -> None:
    two_reports(store)
    with pytest.raises(StoreError):
        say(store, kind, left, right, **more)
    with store.reading() as connection:
        assert history(connection, incidents(store)[0]["accounts"]) == []


def test_unknown_ids(store: Store) -> None:
    with store.reading() as connection:
        for unknown in ("i123", "a123", "x"):
            with pytest.raises(StoreError):
                members_of(connection, unknown)
