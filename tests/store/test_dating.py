"""A document that is stored already gets its publication day: kept as a correction, read anew by it, taken back by another."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select

from dateline.errors import StoreError
from dateline.extract.contract import record
from dateline.pipeline import run
from dateline.reconcile.account import Json
from dateline.store import Store, judgements, open_store, tables
from dateline.store.add import add
from dateline.store.backup import backup, restore
from dateline.store.dating import datable, redate
from dateline.store.documents import get
from dateline.store.erase import erase
from dateline.store.judge import judge
from dateline.store.rebuild import rebuild
from dateline.store.search import Filter, find
from dateline.store.verify import digest, verify
from dateline.types import Document, Judgement

TEXT = "A bomb killed 40 people at a market in Quetta, Pakistan, on Saturday, police said."
SATURDAY, MONDAY = date(2023, 5, 13), date(2023, 5, 15)


def read(document: Document) -> Json:
    return record(run(document))


READING = ("test", read)


@pytest.fixture
def undated(store: Store) -> Store:
    document = Document(id="d1", text=TEXT, path="one.txt")
    add(store, [(document, read(document))], "test")
    return store


def days(store: Store) -> list[str | None]:
    with store.reading() as connection:
        return [one["date"]["value"] for one in find(connection, Filter())]


def test_saturday_becomes_a_day(undated: Store) -> None:
    assert days(undated) == [None]
    before = row(undated)
    made = redate(undated, {"d1": MONDAY}, reason="the page names it", who="amina", read=READING)
    assert days(undated) == [SATURDAY.isoformat()] and made["d1"].who == "amina"
    assert row(undated) == before, "the document's own row never changes"
    with undated.reading() as connection:
        found = get(connection, "d1")
        assert found is not None and found.published == MONDAY
        (kept,) = judgements.everything(connection)
        assert (kept.kind, kept.property, kept.left, kept.value) == ("correct", "published", ("d1",), '"2023-05-15"')
        readings = connection.execute(select(tables.extractions.c.id)).all()
    assert len(readings) == 2 and not list(verify(undated))


def row(store: Store) -> object:
    with store.reading() as connection:
        return tuple(connection.execute(select(tables.documents).where(tables.documents.c.id == "d1")).one())


def test_the_newest_holds_and_none_takes_it_back(undated: Store) -> None:
    for day, shown in ((MONDAY, "2023-05-13"), (date(2023, 5, 22), "2023-05-20"), (None, None), (MONDAY, "2023-05-13")):
        made = redate(undated, {"d1": day}, reason="looked again", who="amina", read=READING)
        assert list(made) == ["d1"] and days(undated) == [shown]
        assert redate(undated, {"d1": day}, reason="looked again", who="amina", read=READING) == {}
    with undated.reading() as connection:
        assert len(judgements.everything(connection)) == 4
    assert not list(verify(undated))


def test_it_outlives_rebuild_backup_and_reading_anew(undated: Store, tmp_path: Path) -> None:
    redate(undated, {"d1": MONDAY}, reason="x", who="", read=READING)
    assert rebuild(undated) == (1, True)
    with undated.reading() as connection:
        again = get(connection, "d1")
        before = digest(connection)
    assert again is not None and add(undated, [(again, read(again))], "test")[0].outcome == "known"
    backup(undated, tmp_path / "b.gz")
    other = open_store(str(tmp_path / "other.db"))
    restore(other, tmp_path / "b.gz")
    with other.reading() as connection:
        assert digest(connection) == before
    other.close()


def test_what_cannot_be_dated(undated: Store) -> None:
    with pytest.raises(StoreError, match="no document"):
        redate(undated, {"d1": MONDAY, "d2": MONDAY}, reason="x", who="", read=READING)
    assert days(undated) == [None], "nothing of a refused batch is kept"
    with pytest.raises(StoreError, match="reason"):
        redate(undated, {"d1": MONDAY}, reason=" ", who="", read=READING)
    with pytest.raises(StoreError, match="new reading"):
        judge(undated, Judgement("", "correct", ("d1",), property="published", value='"2023-05-15"', reason="x"))
    assert datable(undated, {"d1": None, "d2": MONDAY}) == {} and datable(undated, {"d1": MONDAY}) == {"d1": MONDAY}
    made = redate(undated, {"d1": MONDAY}, reason="x", who="", read=READING)
    with pytest.raises(StoreError, match="published=none"):
        judge(undated, Judgement("", "undo", (), supersedes=(made["d1"].id,), reason="x"))
    assert datable(undated, {"d1": SATURDAY}) == {}, "what has a day keeps it"
    erase(undated, "d1", reason="asked")
    with pytest.raises(StoreError, match="erased"):
        redate(undated, {"d1": SATURDAY}, reason="x", who="", read=READING)
