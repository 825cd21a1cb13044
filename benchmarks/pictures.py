"""Make the pictures of the docs from real output on `examples/`: the page, an incident, the map, the toll chart, the terminal card.

Needs Chromium (``DATELINE_CHROMIUM``, else /usr/bin/chromium) and playwright. Pictures differ a little with the fonts at hand.

    python benchmarks/pictures.py [docs/pictures]
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import Any

import uvicorn
from playwright.sync_api import Page, sync_playwright
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from dateline.store import open_store
from dateline.web.app import create

ROOT = Path(__file__).parent.parent
EXAMPLES = [str(ROOT / "examples" / name) for name in ("explainer.html", "reports.jsonl")]
CHROMIUM = os.environ.get("DATELINE_CHROMIUM", "/usr/bin/chromium")
PROGRAM = [sys.executable, "-c", "from dateline.cli import main; main()"]
COLUMNS = 100
PAPER = TerminalTheme(
    (22, 25, 28), (230, 228, 222),
    [(22, 25, 28), (224, 108, 98), (124, 196, 190), (230, 178, 103), (110, 160, 220), (190, 150, 220), (124, 196, 190), (230, 228, 222)],
)  # fmt: skip


@contextmanager
def serving(path: Path) -> Iterator[str]:
    """Serve a store from a thread and give the address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    store = open_store(str(path), create=False)
    server = uvicorn.Server(uvicorn.Config(create(store), host="127.0.0.1", port=port, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)
    store.close()


def card() -> str:
    """Return the terminal card of the explainer as an HTML page."""
    seen = {**os.environ, "FORCE_COLOR": "1", "COLUMNS": str(COLUMNS), "TERM": "xterm-256color"}
    written = subprocess.run(
        [*PROGRAM, "read", "examples/explainer.html"], env=seen, cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    console = Console(record=True, width=COLUMNS, file=StringIO())
    console.print(Text.from_ansi("\n".join(written.splitlines()[:42])))
    form = (
        "<style>body{{margin:0;padding:24px 28px;width:max-content;background:{background};color:{foreground};"
        "font:15px/1.35 monospace}}pre{{margin:0;font:inherit}}</style><pre>{code}</pre>"
    )
    return console.export_html(theme=PAPER, code_format=form, inline_styles=True)


def shoot(page: Page, address: str, folder: Path) -> None:
    """Take the pictures of the pages."""
    page.goto(address)
    page.screenshot(path=folder / "front.png")
    page.goto(f"{address}/?q=Baidoa")
    page.locator(".row h3 a").first.click()
    page.wait_for_load_state()
    page.screenshot(path=folder / "incident.png")
    page.locator("figure.chart").first.screenshot(path=folder / "toll.png")
    page.locator(".reports a").first.click()
    page.wait_for_load_state()
    page.screenshot(path=folder / "article.png")
    page.goto(f"{address}/map")
    page.wait_for_timeout(1500)
    page.screenshot(path=folder / "map.png")
    page.goto(f"{address}/timeline")
    page.screenshot(path=folder / "timeline.png")
    page.goto(f"{address}/alerts")
    page.screenshot(path=folder / "alerts.png")


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "pictures"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made, sync_playwright() as started:
        path = Path(made) / "examples.db"
        for given in (["watch", "add", "--name", "mass casualties", "--killed", "10"], ["add", *EXAMPLES], ["watch", "run"],
                      ["watch", "add", "--name", "every attack", "--past"]):  # fmt: skip
            subprocess.run([*PROGRAM, *given, "--store", str(path)], check=True, capture_output=True)
        browser: Any = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        with serving(path) as address:
            shoot(page, address, folder)
        terminal = browser.new_page(viewport={"width": 1000, "height": 700})  # a fresh page: the last one's policy allows no style
        terminal.set_content(card())
        terminal.locator("body").screenshot(path=folder / "card.png")
        browser.close()
    for one in sorted(folder.glob("*.png")):
        print(one.name, one.stat().st_size)


if __name__ == "__main__":
    main()
