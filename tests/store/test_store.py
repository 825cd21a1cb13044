from __future__ import annotations

import json
import resource
from datetime import date
from importlib import util
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import select, text

from dateline.errors import DatelineError, IntegrityError, StoreError
from dateline.store import Store, audit, documents, open_store, tables
from dateline.store.actors import page
from dateline.store.add import add
from dateline.store.backup import backup, check, restore
from dateline.store.changes import changes, since
from dateline.store.migrations.run import config
from dateline.store.open import HEAD
from dateline.store.rebuild import rebuild
from dateline.store.search import Filter, find, incident
from dateline.store.statements import load
from dateline.store.verify import digest, verify

_SPEC = util.spec_from_file_location("made", Path(__file__).parents[1] / "reconcile" / "made.py")
assert _SPEC and _SPEC.loader
made = util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(made)


def filled(store: Store) -> None:
    for item in (
        made.report("2024-01-04", when="2024-01-03", where="Kerman", killed=84, injured=211, by="Islamic State", publisher="Alpha",
                    url="https://alpha.example/kerman", filler="Crowds had gathered at a cemetery."),
        made.report("2024-01-05", when="2024-01-03", where="Kerman", killed=91, by="Islamic State", publisher="Beta"),
        made.report("2023-05-14", when="2023-05-13", where="Quetta", killed=4, publisher="Gamma", kind="armed_assault"),
    ):  # fmt: skip
        add(store, [item], "test")


def everything(store: Store, **wanted: object) -> list[dict]:
    with store.reading() as connection:
        return list(find(connection, Filter(**wanted)))  # type: ignore[arg-type]


def test_the_same_article_again_changes_nothing(store: Store) -> None:
    item = made.report("2023-05-14", when="2023-05-13", where="Quetta", killed=4)
    assert [one.outcome for one in add(store, [item], "test")] == ["new"]
    with store.reading() as connection:
        before = digest(connection), audit.head(connection)
    assert [one.outcome for one in add(store, [item], "test")] == ["known"]
    with store.reading() as connection:
        assert (digest(connection), audit.head(connection)) == before


def test_a_changed_article_is_a_new_capture_and_the_change_is_shown(store: Store) -> None:
    address = "https://alpha.example/quetta"
    first = made.report("2023-05-14", when="2023-05-13", where="Quetta", killed=4, url=address, fetched="2023-05-14T08:00:00")
    second = made.report("2023-05-14", when="2023-05-13", where="Quetta", killed=7, url=address, fetched="2023-05-14T20:00:00")
    add(store, [first], "test")
    (outcome,) = add(store, [second], "test")
    assert (outcome.outcome, outcome.before) == ("changed", first[0].id)
    assert changes(store, first[0].id, second[0].id) == [{"property": "killed", "before": "4", "after": "7"}]
    (found,) = everything(store)
    assert found["killed"]["best"] == 7
    assert len(found["documents"]) == 2
    assert len(found["voices"]) == 1


def test_reports_of_one_attack_are_one_incident(store: Store) -> None:
    filled(store)
    found = everything(store)
    assert [(one["place"]["name"], len(one["documents"])) for one in found] == [("Quetta", 1), ("Kerman", 2)]
    assert found[1]["killed"] == {"low": 91, "best": 91, "high": 91, "qualifier": "exact"}


@pytest.mark.parametrize(
    ("wanted", "towns"),
    [
        ({"country": "ir"}, ["Kerman"]),
        ({"since": date(2024, 1, 1)}, ["Kerman"]),
        ({"until": date(2023, 12, 31)}, ["Quetta"]),
        ({"type": "armed_assault"}, ["Quetta"]),
        ({"actor": "Islamic State"}, ["Kerman"]),
        ({"killed_from": 10}, ["Kerman"]),
        ({"killed_to": 10}, ["Quetta"]),
        ({"place": "kerm"}, ["Kerman"]),
        ({"text": "crowds cemetery"}, ["Kerman"]),
        ({"text": '"gathered at a cemetery"'}, ["Kerman"]),
        ({"text": "nothing of the kind"}, []),
        ({"text": '" OR (*'}, ["Quetta", "Kerman"]),
        ({"limit": 1}, ["Quetta"]),
    ],
)
def test_filters(store: Store, wanted: dict, towns: list[str]) -> None:
    filled(store)
    if wanted.get("text") == '" OR (*':
        assert everything(store, **wanted) == []
        return
    assert [one["place"]["name"] for one in everything(store, **wanted)] == towns


def test_every_id_given_out_finds_its_incident(store: Store) -> None:
    filled(store)
    with store.reading() as connection:
        accounts = connection.execute(select(tables.accounts.c.id)).scalars().all()
        for account in accounts:
            assert incident(connection, "i" + account[1:]) is not None
        assert incident(connection, "i" + "0" * 20) is None


def test_texts_that_databases_refuse_come_back(store: Store) -> None:
    odd = "A bomb\x00 went off in \ud800 Quetta."
    text_of = made.Text()
    start, end = text_of.say(odd)
    item = made.incident(text_of, when="2023-05-13", where="Quetta")
    item["statements"].append(
        {"property": "target", "value": "market", "quote": odd, "start": start, "end": end, "speaker": None, "certainty": "stated",
         "method": "test", "score": 1.0}
    )  # fmt: skip
    from dateline.types import Document

    document = Document("odd", text_of.text, url="https://alpha.example/" + "x" * 9000)
    shown = {"id": "odd", "path": None, "url": document.url, "title": None, "publisher": None, "published": None, "language": None,
             "complete": True}  # fmt: skip
    add(store, [(document, {"document": shown, "incidents": [item], "advisories": [], "motives": [], "actors": []})], "test")
    with store.reading() as connection:
        kept = documents.get(connection, "odd")
    assert kept is not None
    assert kept.text == text_of.text
    assert list(verify(store)) == []


def test_rebuild_and_verify(store: Store) -> None:
    filled(store)
    assert list(verify(store)) == []
    with store.reading() as connection:
        before = digest(connection)
    assert rebuild(store) == (3, True)
    with store.reading() as connection:
        assert digest(connection) == before


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        ("UPDATE documents SET text = text || 'x'", "does not match its hash"),
        ("UPDATE statements SET quote = 'else' WHERE property = 'killed'", "its quote does not stand"),
        ("UPDATE audit SET subject = 'x' WHERE seq = 2", "does not follow"),
        ("UPDATE incidents SET record = '{}'", "differ"),
        ("UPDATE extractions SET record = record || ' '", "is not what the audit log says"),
        ("DELETE FROM members", "refer to nothing"),
    ],
)
def test_verify_finds_damage(store: Store, damage: str, told: str) -> None:
    filled(store)
    with store.writing() as connection:
        connection.execute(text(damage))
    assert any(told in problem for problem in list(verify(store)))


def test_backup_and_restore(store: Store, tmp_path: Path) -> None:
    filled(store)
    file = tmp_path / "backup.gz"
    backup(store, file)
    other = open_store(str(tmp_path / "other.db"))
    restore(other, file)
    with store.reading() as mine, other.reading() as theirs:
        assert digest(mine) == digest(theirs)
        assert audit.head(mine) == audit.head(theirs)
    add(other, [made.report("2023-06-14", when="2023-06-13", where="Lahore", killed=4)], "test")
    assert list(verify(other)) == []
    with pytest.raises(StoreError, match="not empty"):
        restore(other, file)
    other.close()


def test_a_damaged_backup_leaves_nothing(store: Store, tmp_path: Path) -> None:
    filled(store)
    file = tmp_path / "backup.gz"
    backup(store, file)
    file.write_bytes(file.read_bytes()[:-200])
    other = open_store(str(tmp_path / "other.db"))
    with pytest.raises(IntegrityError):
        restore(other, file)
    assert everything(other) == []
    other.close()


def test_a_full_disk_leaves_the_backup_that_stood_there(store: Store, tmp_path: Path) -> None:
    filled(store)
    file = tmp_path / "backup.gz"
    rows = backup(store, file)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        with pytest.raises(StoreError, match=r"backup\.gz"):
            backup(store, file)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert check(file) == rows
    assert [path.name for path in tmp_path.iterdir() if "partial" in path.name] == []


def test_what_changed_since_a_day(store: Store) -> None:
    filled(store)
    kerman = everything(store, country="IR")[0]
    changed = since(store, kerman, "2024-01-04")
    assert [(point["property"], point["value"]["best"], point["revision"]) for point in changed["toll"]] == [("killed", 91, "up")]


def test_a_group_has_its_page(store: Store) -> None:
    filled(store)
    with store.reading() as connection:
        found = page(connection, "Islamic State")
        assert found is not None
        assert found["by_year"] == {"2024": 1}
        assert len(found["claims"]) == 1
        assert page(connection, "A group nobody names") is None


def test_a_failed_batch_leaves_nothing(store: Store) -> None:
    good, bad = made.report("2023-05-14", when="2023-05-13", where="Quetta"), made.report("2023-05-15", where="Lahore")
    bad[1]["incidents"][0]["date"] = {"wrong": 1}
    with pytest.raises(TypeError):
        add(store, [good, bad], "test")
    with store.reading() as connection:
        for table in tables.metadata.sorted_tables:
            assert connection.execute(select(table)).first() is None, table.name


def test_the_migration_makes_the_tables(store: Store) -> None:
    assert ScriptDirectory.from_config(config()).get_current_head() == HEAD
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection)
        found = compare_metadata(context, tables.metadata)
    searched = ("search", "document_search", "documents_search")
    real = [
        change for change in found
        if not (isinstance(change, tuple) and (any(name in str(change) for name in searched) or "remove_index" in change[0]))
    ]  # fmt: skip
    assert real == []


def test_not_a_store(tmp_path: Path) -> None:
    (tmp_path / "no.db").write_text("This is a letter, not a database, and long enough to be one.\n" * 30)
    for url, told in (
        (str(tmp_path / "no.db"), "not a database"),
        (str(tmp_path), "a folder"),
        (str(tmp_path / "none" / "a.db"), "no such folder"),
        ("mysql://localhost/x", "SQLite or PostgreSQL"),
        ("nonsense://", "SQLite or PostgreSQL"),
    ):
        with pytest.raises(StoreError, match=told):
            open_store(url)
    with pytest.raises(StoreError, match="no such store"):
        open_store(str(tmp_path / "absent.db"), create=False)
    (tmp_path / "empty.txt").touch()
    with pytest.raises(StoreError, match="an empty file, not a store"):
        open_store(str(tmp_path / "empty.txt"), create=False)
    assert (tmp_path / "empty.txt").stat().st_size == 0


def test_the_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from typer.testing import CliRunner

    from dateline.cli import app

    monkeypatch.chdir(tmp_path)
    article = tmp_path / "quetta.txt"
    article.write_text(
        "Bomb kills four at market in Quetta\n\nA bomb hidden in a cart killed four people and wounded nine others at a vegetable "
        "market in Quetta, Pakistan, on Saturday, police said.\n"
    )

    def run(*arguments: str, code: int = 0) -> str:
        result = CliRunner().invoke(app, list(arguments), catch_exceptions=True)
        failed = 2 if isinstance(result.exception, DatelineError) else result.exit_code
        assert failed == code, (result.output, result.exception)
        return result.stdout

    run("add", str(article), "--published", "2023-05-14")
    (shown,) = [json.loads(line) for line in run("incidents", "--json").splitlines()]
    assert shown["date"]["value"] == "2023-05-13"
    assert "Quetta" in run("show", shown["id"])
    told = run("verify", "--quick")
    assert "audit log: 3 rows" in told
    (tmp_path / "head.txt").write_text(told)
    run("show", "i123", code=2)
    run("incidents", "--store", "absent.db", code=2)
    run("backup", "b.gz")
    run("restore", "b.gz", "--store", "other.db")
    judged = run("judge", "correct", shown["id"], "killed=5", "--reason", "hospital list", "--by", "A. Nalyst").strip()
    assert "killed: 5" in run("show", shown["id"])
    run("judge", "undo", judged, "--reason", "typing error")
    assert "superseded" in run("judge", "history", shown["id"])
    assert "killed: 4" in run("show", shown["id"])
    run("judge", "correct", shown["id"], "killed=many", "--reason", "no number", code=2)
    run("rebuild")
    run("verify", "--head", "head.txt")
    run("verify", "--quick", "--head", "2:" + "0" * 64, code=1)
    assert "1 new document" in run("diff", shown["id"], "--since", "2023-05-01")
    document = json.loads(run("show", shown["id"], "--json"))["documents"][0]
    assert "characters erased" in run("erase", document, "--reason", "a name", "--words", "vegetable")
    assert "killed: 4" in run("show", shown["id"])
    run("erase", document, "--reason", "all of it")
    assert run("incidents", "--json") == ""
    assert "erased before" in run("add", str(article), "--published", "2023-05-14")
    run("verify", "--head", "head.txt")


def test_the_log_of_sqlite_is_kept_short_under_readers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dateline.store import log
    from dateline.store import open as opening

    monkeypatch.setattr(log, "LOG_BYTES", 200_000)
    monkeypatch.setattr(log, "PATIENCE_MS", 1)
    monkeypatch.setattr(opening, "LOG_BYTES", 200_000)
    store = open_store(str(tmp_path / "s.db"))
    wal = tmp_path / "s.db-wal"
    with store.reading() as connection:
        connection.execute(select(tables.documents)).all()
        for day in range(1, 29):
            add(store, [made.report(f"2023-05-{day:02}", when=f"2023-05-{day:02}", where="Quetta", filler="word " * 4000)], "test")
        assert wal.stat().st_size > 400_000, "a reader that stays keeps the log, and the writers do not wait for it"
    add(store, [made.report("2023-06-14", when="2023-06-13", where="Lahore", filler="word " * 60_000)], "test")
    add(store, [made.report("2023-06-15", when="2023-06-14", where="Lahore", filler="word " * 60_000)], "test")
    assert wal.stat().st_size < 400_000
    assert list(verify(store, derived=False)) == []
    store.close()


def test_accounts_used_last_stay_in_memory(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(store)
    with store.reading() as connection:
        one, two, three = connection.execute(select(tables.accounts.c.id).order_by(tables.accounts.c.id)).scalars()
        store.cache.clear()
        monkeypatch.setattr("dateline.store.statements.CACHED_ACCOUNTS", 2)
        before = load(store, connection, [one, two])
        load(store, connection, [one])
        load(store, connection, [three])
        assert {account for account, _ in store.cache} == {one, three}
        assert load(store, connection, [one, two, three]).items() >= before.items()
