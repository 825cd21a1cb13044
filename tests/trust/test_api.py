"""The API under requests made from its own description (Schemathesis): no answer is a fault of the server's."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import given, settings

from dateline.store import open_store
from dateline.store.add import add
from dateline.web.app import Options, create

HOSTS = ("testserver", "localhost", "127.0.0.1")
EXAMPLES = int(os.environ.get("DATELINE_API_EXAMPLES", "3"))
"""Requests made for an operation; DATELINE_API_EXAMPLES=300 asks more."""


@pytest.fixture(scope="module")
def application() -> Iterator[Any]:
    """The application over a small record."""
    sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
    try:
        import care
    finally:
        sys.path.pop(0)
    store = open_store("sqlite://")
    add(store, care.documents(2), "test")
    sys.modules.pop("care")
    yield create(store, Options(hosts=HOSTS))
    store.close()


def test_no_answer_is_a_fault_of_the_server(application: Any) -> None:
    """Every operation of the description, with requests that fit it and some that do not quite."""
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", application)
    operations = [result.ok() for result in schema.get_all_operations()]
    assert len(operations) >= 10
    for operation in operations:

        @settings(max_examples=EXAMPLES)
        @given(case=operation.as_strategy())
        def asked(case: Any) -> None:
            answer = case.call()
            assert answer.status_code < 500, f"{case.method} {case.path}: {answer.status_code}"

        asked()


HOSTILE = (
    "\x00",
    "'",
    '"',
    "%00",
    "../../etc/passwd",
    "\u202e",
    "\U0010ffff",
    "9" * 500,
    "-1",
    "1e309",
    "NaN",
    "' OR 1=1 --",
    "{{7*7}}",
    "<script>",
)


@pytest.mark.parametrize("value", HOSTILE, ids=lambda value: ascii(value)[:20])
def test_hostile_values_in_every_parameter(application: Any, value: str) -> None:
    """Every GET parameter and path of the description, with values made to break a query, a parser or a page."""
    client = TestClient(application, base_url="http://127.0.0.1", raise_server_exceptions=False)
    for path, methods in application.openapi()["paths"].items():
        parameters = methods.get("get", {}).get("parameters", [])
        there = path
        for one in parameters:
            if one["in"] == "path":
                there = there.replace("{" + one["name"] + "}", "x").replace("{" + one["name"] + ":path}", "x")
        query = {one["name"]: value for one in parameters if one["in"] == "query"}
        if "get" in methods:
            assert client.get(there, params=query).status_code < 500, there
        if "{" in path:
            assert client.get(path.split("{")[0] + httpx_safe(value)).status_code < 500, path


def httpx_safe(value: str) -> str:
    from urllib.parse import quote

    return quote(value, safe="")
