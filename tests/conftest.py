"""What all tests share: the development data, which lies outside the repository, and a real PostgreSQL (LIBRARIES.md)."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as examples

from dateline.config import settings

examples.register_profile("steady", deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
examples.load_profile("steady")  # the same examples on every machine, however busy it is

ROOT = Path(__file__).parent.parent
BINARIES = Path("/usr/lib/postgresql")


@pytest.fixture(autouse=True)
def _own_settings() -> Iterator[None]:
    """What a test configured ends with it: the settings are read anew after each."""
    yield
    settings.cache_clear()


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of development data: DATELINE_DATA, or ../shared/data beside the repository."""
    folder = Path(os.environ.get("DATELINE_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"no development data at {folder}: set DATELINE_DATA to its folder")
    return folder


def _program(name: str) -> str | None:
    """The newest Debian package's program, else the one on the path."""
    packaged = sorted(BINARIES.glob(f"*/bin/{name}"), key=lambda path: path.parts[-3])
    return str(packaged[-1]) if packaged else shutil.which(name)


def _as_postgres(*command: str) -> list[str]:
    """PostgreSQL refuses to run as root."""
    return ["runuser", "-u", "postgres", "--", *command] if os.geteuid() == 0 else list(command)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a private PostgreSQL: its own folder and port, fsync off, gone at the end."""
    initdb, pg_ctl = _program("initdb"), _program("pg_ctl")
    if initdb is None or pg_ctl is None:
        reason = "PostgreSQL's binaries are missing: apt-get install -y --no-install-recommends postgresql"
        if os.environ.get("DATELINE_REQUIRE_ALL") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    folder = Path(tempfile.mkdtemp(prefix="dateline-postgresql-"))
    data, port = folder / "data", _free_port()
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
    quiet = {"check": True, "stdout": subprocess.DEVNULL, "stderr": subprocess.STDOUT, "cwd": folder}
    try:
        subprocess.run(
            _as_postgres(initdb, "-D", str(data), "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-U", "postgres"), **quiet
        )
        options = f"-p {port} -c listen_addresses=127.0.0.1 -k {folder} -c fsync=off -c max_connections=40"
        log = str(folder / "log")
        subprocess.run(_as_postgres(pg_ctl, "-D", str(data), "-l", log, "-o", options, "-w", "start"), **quiet)
        try:
            yield f"postgresql+psycopg://postgres@127.0.0.1:{port}/postgres"
        finally:
            subprocess.run(_as_postgres(pg_ctl, "-D", str(data), "-m", "immediate", "-w", "stop"), **quiet)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def new_database(postgresql: str) -> Callable[[], str]:
    """Make an empty database and return its address."""
    import psycopg

    made = iter(range(1_000_000))

    def make() -> str:
        name = f"store{next(made)}"
        with psycopg.connect(postgresql.replace("+psycopg", ""), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return postgresql.rsplit("/", 1)[0] + f"/{name}"

    return make


@pytest.fixture
def grammar_engine(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Run on tables alone, whatever was configured before and after."""
    monkeypatch.setenv("DATELINE_ENGINE", "grammar")
    settings.cache_clear()
    yield
    monkeypatch.undo()
    settings.cache_clear()
