"""Erasure and redaction: nothing of the words is left in any table or file, the audit log stays whole, the rest is as it was."""

from __future__ import annotations

from importlib import util
from pathlib import Path

import pytest
from sqlalchemy import inspect, select, text

from dateline.errors import SettingsError, StoreError
from dateline.store import Store, audit, documents, fetches, open_store, tables
from dateline.store.add import add, unknown
from dateline.store.backup import backup, restore
from dateline.store.erase import erase
from dateline.store.judge import judge
from dateline.store.rebuild import rebuild
from dateline.store.search import Filter, find
from dateline.store.verify import verify
from dateline.types import Judgement

_SPEC = util.spec_from_file_location("made", Path(__file__).parents[1] / "reconcile" / "made.py")
assert _SPEC and _SPEC.loader
made = util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(made)
SECRET = "Zarmina Quillfeather"
FIRST = made.report("2023-05-14", when="2023-05-13", where="Quetta", killed=14, publisher="Alpha",
                    url="https://alpha.example/zarmina-quillfeather", filler=f"Among the dead was {SECRET}, a nurse.")  # fmt: skip
SECOND = made.report(
    "2023-05-15", when="2023-05-13", where="Quetta", killed=16, publisher="Beta", filler="The toll rose overnight."
)


def holding(store: Store, words: str) -> list[str]:
    """The tables in which some row holds the words."""
    found = []
    with store.engine.connect() as connection:
        for name in inspect(connection).get_table_names():
            for row in connection.execute(text(f'SELECT * FROM "{name}"')):
                shown = " ".join(bytes(v).decode("utf-8", "replace") if isinstance(v, bytes | memoryview) else str(v) for v in row)
                if words.casefold() in shown.casefold():
                    found.append(name)
    return sorted(set(found))


def test_an_erased_document_leaves_no_word_and_a_whole_log(store: Store, tmp_path: Path) -> None:
    add(store, [FIRST], "test")
    add(store, [SECOND], "test")
    assert "documents" in holding(store, SECRET)
    assert "captures" in holding(store, "zarmina-quillfeather")
    with store.reading() as connection:
        before = audit.Head(*audit.head(connection))
    done = erase(store, FIRST[0].id, reason="asked by the family", who="A. Nalyst")
    assert done.characters == len(FIRST[0].text)
    assert holding(store, "quillfeather") == holding(store, "zarmina-quillfeather") == []
    assert list(verify(store, heads=[before])) == []
    with store.reading() as connection:
        (left,) = find(connection, Filter())
        assert (left["killed"]["best"], left["documents"]) == (16, [SECOND[0].id])
        assert list(find(connection, Filter(text="Quillfeather"))) == []
    assert rebuild(store) == (1, True)
    assert [one.outcome for one in add(store, [FIRST], "test")] == ["erased"]
    assert list(unknown(store, [FIRST[0], SECOND[0]])) == []
    backup(store, tmp_path / "after.gz")
    other = open_store(str(tmp_path / "other.db"))
    restore(other, tmp_path / "after.gz")
    assert list(verify(other)) == []
    other.close()


def test_the_same_text_at_another_address_is_not_taken_in_again(store: Store) -> None:
    add(store, [FIRST], "test")
    erase(store, FIRST[0].id, reason="asked by the family")
    again = made.report("2023-05-14", when="2023-05-13", where="Quetta", killed=14, url="https://gamma.example/copy",
                        filler=f"Among the dead was {SECRET}, a nurse.")  # fmt: skip
    assert [one.outcome for one in add(store, [again], "test")] == ["erased"]


def test_words_taken_out_leave_the_other_statements_in_their_places(store: Store) -> None:
    add(store, [FIRST], "test")
    add(store, [SECOND], "test")
    done = erase(
        store, FIRST[0].id, reason="a victim's name", words=[SECRET], read=("test", lambda document: _reread(document.text))
    )
    assert done.characters == len(SECRET)
    assert holding(store, "quillfeather") == []
    assert list(verify(store)) == []
    with store.reading() as connection:
        (found,) = find(connection, Filter())
        kept = documents.get(connection, FIRST[0].id)
    assert sorted(found["documents"]) == sorted([FIRST[0].id, SECOND[0].id])
    assert kept is not None
    assert kept.text == FIRST[0].text.replace(SECRET, "█" * len(SECRET))
    assert kept.url is None, "the address spelled the name"
    assert not kept.complete
    assert [one.outcome for one in add(store, [FIRST], "test")] == ["erased"], "the first text must not come back"


def _reread(left: str) -> dict:
    record = FIRST[1]
    assert SECRET not in left
    return {**record, "document": {**record["document"], "url": None}}


def test_what_was_fetched_forgets_the_address_and_tells_the_file(store: Store) -> None:
    add(store, [FIRST], "test")
    assert FIRST[0].url is not None
    with store.writing() as connection:
        fetches.keep(
            connection, fetches.Fetch(FIRST[0].url, FIRST[0].url, "2023", 200, None, None, "0" * 64, "c.warc.gz", 7, FIRST[0].id)
        )
    assert erase(store, FIRST[0].id, reason="asked").captures == ("c.warc.gz at byte 7",)
    assert holding(store, "zarmina-quillfeather") == []
    with store.reading() as connection:
        assert fetches.places(connection) == []
    assert list(verify(store)) == []


def test_judgements_about_an_erased_document_stand(store: Store) -> None:
    add(store, [FIRST], "test")
    add(store, [SECOND], "test")
    with store.reading() as connection:
        ids = sorted(connection.execute(select(tables.accounts.c.id)).scalars())
    judge(store, Judgement("", "same", (ids[0],), (ids[1],), reason="one attack", who="w"))
    erase(store, FIRST[0].id, reason="asked")
    assert list(verify(store)) == []


def test_on_sqlite_the_files_hold_nothing_of_it(tmp_path: Path) -> None:
    store = open_store(str(tmp_path / "s.db"))
    add(store, [FIRST], "test")
    add(store, [SECOND], "test")
    assert any(SECRET.encode() in file.read_bytes() for file in tmp_path.iterdir())
    erase(store, FIRST[0].id, reason="asked")
    for file in tmp_path.iterdir():
        for words in (b"Quillfeather", b"quillfeather", b"Zarmina"):
            assert words not in file.read_bytes(), file.name
    store.close()


@pytest.mark.parametrize(
    ("document", "given", "told"),
    [("d0", {}, "no document"), (FIRST[0].id, {"words": ["nobody"]}, "not in"), (FIRST[0].id, {"reason": " "}, "needs a reason")],
)
def test_what_cannot_be_erased(store: Store, document: str, given: dict, told: str) -> None:
    add(store, [FIRST], "test")
    with pytest.raises(StoreError, match=told):
        erase(store, document, **{"reason": "r", **given})
    assert list(verify(store)) == []


DAMAGE = {
    "a row edited": ("UPDATE audit SET digest = '" + "0" * 64 + "' WHERE seq = 3", "does not follow"),
    "a row deleted": ("DELETE FROM audit WHERE seq = 2", "does not follow"),
    "the last row deleted": ("DELETE FROM audit WHERE seq = (SELECT max(seq) FROM audit)", "is not what the audit log says"),
    "a date of publication changed": ("UPDATE documents SET published = '2023-01-01'", "is not what the audit log says"),
    "an outlet changed": ("UPDATE documents SET publisher = 'Else'", "is not what the audit log says"),
    "a capture's moment changed": ("UPDATE captures SET seen = '2030'", "is not what the audit log says"),
    "a capture deleted": ("DELETE FROM captures", "is gone"),
}


@pytest.mark.parametrize(("damage", "told"), DAMAGE.values(), ids=DAMAGE.keys())
def test_the_log_finds_what_was_changed(store: Store, damage: str, told: str) -> None:
    add(store, [FIRST], "test")
    add(store, [SECOND], "test")
    with store.writing() as connection:
        connection.execute(text(damage))
    assert any(told in problem for problem in list(verify(store, derived=False)))


def test_a_log_from_before_captures_stood_in_it_is_whole(store: Store) -> None:
    add(store, [FIRST], "test")
    with store.writing() as connection:
        rows = [tuple(row) for row in connection.execute(select(tables.audit).order_by(tables.audit.c.seq))]
        texts = dict(connection.execute(select(tables.documents.c.id, tables.documents.c.text_sha256)).tuples().all())
        connection.execute(text("DELETE FROM audit"))
        for row in rows:
            if row[2] != "capture":
                audit.append(connection, row[1], [(row[2], row[3], texts.get(row[3], row[4]))])
    add(store, [SECOND], "test")
    assert list(verify(store, derived=False)) == []
    with store.writing() as connection:
        connection.execute(text("UPDATE captures SET seen = '2030'"))
    assert len(list(verify(store, derived=False))) == 1, "only what the log tells can be found"


def test_a_log_written_anew_is_found_by_a_head_kept_elsewhere(store: Store) -> None:
    add(store, [FIRST], "test")
    add(store, [SECOND], "test")
    with store.reading() as connection:
        seq, head = audit.head(connection)
    kept = audit.heads(f"audit log: {seq} rows, head {head}\n")
    assert kept == audit.heads(f"{seq}:{head}")
    assert list(verify(store, derived=False, heads=kept)) == []
    with store.writing() as connection:
        rows = [tuple(row) for row in connection.execute(select(tables.audit).order_by(tables.audit.c.seq))]
        connection.execute(text("DELETE FROM audit"))
        for row in reversed(rows[:-1]):
            audit.append(connection, row[1], [(row[2], row[3], row[4])])
    told = list(verify(store, derived=False, heads=kept))
    assert any("ends before" in problem for problem in told)
    with store.writing() as connection:
        audit.append(connection, "2030", [(rows[-1][2], rows[-1][3], rows[-1][4])])
    told = list(verify(store, derived=False, heads=kept))
    assert told == [f"audit row {seq} is not the one whose head was kept: the log was written anew"]
    with pytest.raises(SettingsError):
        audit.heads("no head at all")
