"""Open a store: SQLite in a file, or PostgreSQL, brought to the newest schema; every transaction is whole or nothing.

SQLite runs in WAL mode with full sync. Every writing transaction begins with BEGIN IMMEDIATE: a plain BEGIN that reads first and
writes later fails under several writers (measured: 2,344 of 2,400; docs/decisions/0004). Writers wait for their turn in `turns`,
since SQLite's own waiting is not fair. On PostgreSQL writers take one advisory lock, so that no two of them miss each other's
accounts while linking.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.pool import QueuePool, StaticPool

from dateline.errors import MissingProgram, StoreError, with_extra
from dateline.store.log import LOG_BYTES, shorten_log
from dateline.store.turns import turn
from dateline.types import Account

HEAD = "0006"
"""The newest migration; a test holds it against the migrations folder."""
WAIT_SECONDS = 30
WRITER_LOCK = 0x646174656C696E65
"""The advisory lock's number on PostgreSQL: "dateline" in ASCII."""
CACHED_ACCOUNTS = 10_000
"""Accounts kept in memory (some 18 kB each), those used last: four months of a busy archive meet nearly all that new ones are held
against. Of 100,000 made reports the last thousand reads 1,000 older ones from the tables, with twice as many in memory 830."""


class Store:
    """An open store. ``writing`` and ``reading`` give connections in a transaction; ``clock`` tells the moment of captures."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime] | None = None) -> None:
        self.engine = engine
        self.clock = clock or (lambda: datetime.now(UTC))
        self.cache: OrderedDict[tuple[str, str], Account] = OrderedDict()
        self.log_limit = LOG_BYTES

    @property
    def is_sqlite(self) -> bool:
        """Whether the store is a SQLite file."""
        return self.engine.dialect.name == "sqlite"

    @property
    def file(self) -> Path | None:
        """The SQLite file, None for a store in memory or on a server."""
        name = self.engine.url.database
        return Path(name) if self.is_sqlite and name and name != ":memory:" else None

    def now(self) -> str:
        """Return this moment, UTC, as ISO 8601."""
        return self.clock().astimezone(UTC).isoformat(timespec="microseconds")

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection whose transaction commits at the end of the block, or leaves nothing behind.

        Raises:
            StoreError: the database refused (locked longer than 30 seconds, disk full, read-only, gone).
        """
        written = False
        try:
            with turn(self.file):
                with self.engine.begin() as connection:
                    if not self.is_sqlite:
                        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": WRITER_LOCK})
                    yield connection
                self.log_limit = shorten_log(self.engine, self.file, self.log_limit)
            written = True
        except DBAPIError as error:
            raise StoreError(f"the store could not be written: {_first_line(error)}{_advice(error)}") from error
        finally:
            if not written:
                self.cache.clear()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one moment of the store and writes nothing.

        Raises:
            StoreError: the database refused.
        """
        try:
            with self.engine.connect().execution_options(dateline_reading=True) as connection:
                if not self.is_sqlite:
                    connection = connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
                with connection.begin():
                    yield connection
        except DBAPIError as error:
            raise StoreError(f"the store could not be read: {_first_line(error)}{_advice(error)}") from error

    def close(self) -> None:
        """Give the connections back."""
        self.engine.dispose()


def open_store(url: str, *, create: bool = True, clock: Callable[[], datetime] | None = None) -> Store:
    """Open the store at `url`: a SQLAlchemy URL, or a path of a SQLite file; ``sqlite://`` is a store in memory.

    Raises:
        StoreError: no such store and ``create`` is false, not a database, of a newer version, or of an unknown kind.
        MissingProgram: the driver for PostgreSQL is not installed.
    """
    target = _url(url)
    if target.get_backend_name() not in ("sqlite", "postgresql"):
        raise StoreError(f"a store is SQLite or PostgreSQL, not {target.get_backend_name()!r}")
    _check_file(target, create=create)
    store = Store(_engine(target), clock)
    try:
        _upgrade(store)
    except DBAPIError as error:
        store.close()
        raise StoreError(f"{target.render_as_string()}: {_first_line(error)}") from error
    except StoreError:
        store.close()
        raise
    return store


def _url(url: str) -> URL:
    if "://" not in url:
        return URL.create("sqlite", database=url)
    try:
        target = make_url(url)
    except ArgumentError as error:
        raise StoreError(f"not a store's address: {url!r}") from error
    if target.drivername in ("postgres", "postgresql"):
        return target.set(drivername="postgresql+psycopg")
    return target


def _check_file(target: URL, *, create: bool) -> None:
    if target.get_backend_name() != "sqlite" or not target.database or target.database == ":memory:":
        return
    path = Path(target.database)
    if path.is_dir():
        raise StoreError(f"{path}: a folder, not a store")
    if not create and not path.exists():
        raise StoreError(f"{path}: no such store; `dateline add` makes one")
    if not create and path.is_file() and not path.stat().st_size:  # SQLite would take it for a new one, and write into it
        raise StoreError(f"{path}: an empty file, not a store; `dateline add` makes one")
    if not path.parent.is_dir():
        raise StoreError(f"{path.parent}: no such folder")


def _engine(target: URL) -> Engine:
    try:
        if target.get_backend_name() == "sqlite":
            return _sqlite(target)
        return create_engine(target, pool_pre_ping=True)
    except (ModuleNotFoundError, NoSuchModuleError) as error:
        raise MissingProgram(with_extra("PostgreSQL needs its driver", "postgres")) from error


def _sqlite(target: URL) -> Engine:
    in_memory = not target.database or target.database == ":memory:"
    options: dict[str, Any] = {"check_same_thread": False, "timeout": WAIT_SECONDS}
    engine = create_engine(target, poolclass=StaticPool if in_memory else QueuePool, connect_args=options)
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _begin)
    return engine


def _configure(connection: Any, _record: object) -> None:
    """Durable and waiting: a commit is on the disk when it returns; we begin transactions ourselves."""
    connection.isolation_level = None
    connection.create_function("lower", 1, _lower, deterministic=True)
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {WAIT_SECONDS * 1000}")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA cache_size = -65536")
    cursor.close()


def _lower(text: Any) -> Any:
    """SQLite's own lower() knows A to Z alone: "É" would be no "é", as it is on PostgreSQL."""
    return text.lower() if isinstance(text, str) else text


def _begin(connection: Connection) -> None:
    reading = connection.get_execution_options().get("dateline_reading", False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def version(connection: Connection) -> str | None:
    """Return the schema's migration, None for an empty database."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return str(found) if found is not None else None


def _upgrade(store: Store) -> None:
    """Bring the schema to `HEAD` and derive anew; the second of two that open a store at once finds it done."""
    with store.reading() as connection:
        found = version(connection)
    if found == HEAD:
        return
    if found is not None and found > HEAD:
        raise StoreError(f"the store has schema {found}, newer than this program's {HEAD}")
    with store.writing() as connection:
        if version(connection) != HEAD:
            from dateline.store.migrations.run import upgrade

            upgrade(connection)
            if found is not None:
                from dateline.store import derive

                derive.rebuild(store, connection)


def _first_line(error: DBAPIError) -> str:
    lines = str(error.orig or error).strip().splitlines()
    return lines[0] if lines else type(error).__name__


def _advice(error: DBAPIError) -> str:
    """What to do about a full or failing disk: nothing of the transaction is kept, all that was kept before stands."""
    told = str(error.orig or error).casefold()
    if any(word in told for word in ("full", "no space", "i/o error", "could not extend")):
        return "; what was added before stands: make room or mend the disk, then do the same again"
    return ""
