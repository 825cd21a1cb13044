"""A store of examples and made articles, the application over it, a server in a thread, and a real Chromium."""

from __future__ import annotations

import importlib.util
import os
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from fastapi.testclient import TestClient

from dateline.extract.contract import record
from dateline.ingest import read
from dateline.pipeline import run
from dateline.store import Store, open_store
from dateline.store.add import add
from dateline.web.app import Options, create
from dateline.web.people import User, hashed, keep

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).parent.parent.parent
CHROMIUM = os.environ.get("DATELINE_CHROMIUM", "/usr/bin/chromium")
PASSWORD = "a long pass phrase"
SECOND = "A second outlet tells it in other words, at some length."
THIRD = "The third one was at the place itself and counted for itself."


def _made() -> Any:
    spec = importlib.util.spec_from_file_location("made", ROOT / "tests" / "reconcile" / "made.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


made = _made()


def missing(reason: str) -> None:
    """Skip, or fail where everything must run."""
    if os.environ.get("DATELINE_REQUIRE_ALL") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


def articles() -> list[Any]:
    """Made reports: a toll that grows, a conflict between outlets on one day, two attacks that may be one, two captures."""
    peshawar = {"when": "2023-01-30", "where": "Peshawar"}
    quetta = {"url": "https://one.example/c", "publisher": "One", "when": "2020-05-05", "where": "Quetta"}
    return [
        made.report("2023-01-31", url="https://one.example/a", publisher="One", killed=59, injured=157, **peshawar),
        made.report("2023-02-01", url="https://two.example/a", publisher="Two", killed=100, injured=157, **peshawar, filler=SECOND),
        made.report("2023-02-01", url="https://three.example/a", publisher="Three", killed=84, **peshawar, filler=THIRD),
        twins(),
        made.report("2020-05-06", killed=3, fetched="2020-05-06T08:00", **quetta),
        made.report("2020-05-06", killed=5, fetched="2020-05-07T08:00", **quetta),
    ]


def twins() -> Any:
    """One article that tells of two attacks of one day and town."""
    text = made.Text()
    first = made.incident(text, when="2021-04-01", where="Jos", site="church", killed=40, by="Islamic State")
    second = made.incident(text, when="2021-04-01", where="Jos", site="bus station", kind="abduction", killed=1)
    return made.article(first, second, text=text, published="2021-04-02", url="https://one.example/b", publisher="=One")


def build(path: Path) -> Path:
    """Write the store of the tests."""
    opened = open_store(str(path))
    examples = [document for name in ("explainer.html", "reports.jsonl") for document in read(str(ROOT / "examples" / name))]
    add(opened, [(document, record(run(document))) for document in examples], "test")
    for batch in articles():
        add(opened, [batch], "test")
    opened.close()
    return path


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store as it is built, for copies."""
    return build(tmp_path_factory.mktemp("web") / "filled.db")


@pytest.fixture
def store(filled: Path, tmp_path: Path) -> Iterator[Store]:
    """A store of one's own."""
    opened = open_store(str(shutil.copyfile(filled, tmp_path / "own.db")))
    yield opened
    opened.close()


def client_of(store: Store, options: Options | None = None, address: str = "http://127.0.0.1") -> TestClient:
    """A client that speaks to the application without a network."""
    return TestClient(create(store, options), base_url=address, follow_redirects=False)


@pytest.fixture
def client(store: Store) -> TestClient:
    return client_of(store)


@pytest.fixture
def users(tmp_path: Path) -> Path:
    """One user of each role, all with the same password."""
    path = tmp_path / "users.json"
    written = hashed(PASSWORD)
    for role in ("reader", "coder", "editor", "admin"):
        keep(path, User(f"{role} one", role, written))  # type: ignore[arg-type]
    return path


Serve = Callable[..., str]


def until(test: Callable[[], Any], seconds: float = 30) -> Any:
    """Poll until it holds: what a page does after a click or a key is seen a moment later."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = test()
        if found:
            return found
        time.sleep(0.05)
    raise AssertionError(f"it did not come to pass in {seconds} s")


@contextmanager
def running(app: Any) -> Iterator[str]:
    """Serve an application on a free port for the block, and give its address."""
    import uvicorn

    with socket.create_server(("127.0.0.1", 0)) as bound:
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]}, daemon=True)
        thread.start()
        try:
            until(lambda: server.started)
            yield f"http://127.0.0.1:{bound.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(10)


@pytest.fixture
def serve(store: Store) -> Iterator[Serve]:
    """Start a server on a free port and return its address."""
    with ExitStack() as open_ones:
        yield lambda options=None: open_ones.enter_context(running(create(store, options)))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium."""
    try:
        from playwright.sync_api import sync_playwright
    except ModuleNotFoundError:
        missing("playwright is missing: uv run --frozen --extra test pytest")
    if not Path(CHROMIUM).exists():
        missing(f"no Chromium at {CHROMIUM}: apt-get install -y --no-install-recommends chromium")
    with sync_playwright() as started:
        opened = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()
