"""The web page over a store made from the example reports: every page answers, says what it must, and asks no other host."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("fastapi", reason="the web extra is not installed")
pytest.importorskip("itsdangerous", reason="the web extra is not installed")

from fastapi.testclient import TestClient

from dateline.cli.add import command as add
from dateline.store import open_store
from dateline.web.app import Options, create

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "reports.jsonl"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    address = f"sqlite:///{tmp_path_factory.mktemp('web') / 'record.db'}"
    add([str(EXAMPLES)], store=address, published=None, json=True)
    store = open_store(address, create=False)
    with TestClient(create(store, Options()), base_url="http://127.0.0.1") as client:
        yield client
    store.close()


@pytest.mark.parametrize("page", ["/", "/map", "/groups", "/articles", "/review", "/api/incidents"])
def test_pages_answer_under_a_strict_policy(client: TestClient, page: str) -> None:
    answer = client.get(page)
    assert answer.status_code == 200
    policy = answer.headers["content-security-policy"]
    assert "unsafe-inline" not in policy and "unsafe-eval" not in policy
    assert not re.findall(r'(?:src|href)="https?://(?!meridianherald|gulfmonitor)[^"]+\.(?:js|css|png)"', answer.text)


def test_the_front_page_leads_to_the_incident(client: TestClient) -> None:
    links = re.findall(r'href="(/incidents/[^"?#]+)"', client.get("/").text)
    assert links
    page = client.get(links[0])
    assert page.status_code == 200
    assert "Baidoa" in page.text and "Al-Shabaab" in page.text
