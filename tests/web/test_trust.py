"""What must hold for every route: who may come in, which headers go out, that forms need their token, and that secrets stay."""

from __future__ import annotations

import logging
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from dateline.store import Store
from dateline.web.app import PARTS, Options, create
from dateline.web.ledger import IDLE_SECONDS, SESSION_SECONDS, Ledger
from dateline.web.people import User, keep

from .conftest import PASSWORD, client_of
from .test_doors import post, signed_in, token
from .test_pages import at

ROLES = ("reader", "coder", "editor", "admin")
OPEN = {"/sign-in"}
"""Routes that need nobody signed in. The API's description and static files hold nothing of the record."""
FOR_ADMINS = {"/admin"}
JUDGING = {"accept": "coder", "reject": "coder", "correct": "coder", "undo": "coder", "same": "editor", "not_same": "editor"}
HEADERS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


def routes(method: str) -> list[str]:
    return sorted({route.path for part in PARTS for route in part.router.routes if method in route.methods})  # type: ignore[attr-defined]


def filled(path: str, ids: dict[str, str]) -> str:
    """An address of a route, with real ids."""
    for name, found in re.findall(r"({([^}:]+)[^}]*})", path):
        path = path.replace(name, ids.get(found, "nothing"))
    return path


@pytest.fixture
def ids(client: TestClient) -> dict[str, str]:
    one = at(client, "Peshawar")
    group = client.get("/api/groups").json()["groups"][0]["key"]
    return {"any_id": one["id"], "document_id": one["documents"][0], "actor": group, "subject": one["id"]}


# ---- roles ----------------------------------------------------------------------------------------------------------


def test_no_route_answers_a_stranger(store: Store, users: Path, ids: dict[str, str]) -> None:
    """Pages, files, search, counts, map, feeds and API alike; and nothing of the record stands in the refusal."""
    client = client_of(store, Options(users=users))
    for path in routes("GET"):
        for query in ("", "?q=Peshawar", "?killed_min=1", "?format=json"):
            answer = client.get(filled(path, ids) + query)
            if path in OPEN:
                assert answer.status_code == 200, path
            else:
                assert answer.status_code == (401 if path.startswith("/api") else 302), path
            assert not re.search("Peshawar|Quetta|killed", answer.text.replace("%3Fq%3DPeshawar", "")), path


@pytest.mark.parametrize("role", ["reader", "admin"])
def test_every_route_by_role(store: Store, users: Path, ids: dict[str, str], role: str) -> None:
    client = signed_in(store, users, role)
    for path in routes("GET"):
        status = client.get(filled(path, ids)).status_code
        expected = 403 if path in FOR_ADMINS and role != "admin" else 302 if path == "/incidents" else 200
        assert status == expected, (path, role)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("kind", JUDGING)
def test_every_judgement_by_role(store: Store, users: Path, role: str, kind: str) -> None:
    """Who may not is refused before anything is looked at; who may is told that the thing does not exist."""
    client = signed_in(store, users, role)
    form: Any = {"kind": kind, "left": "s0" if kind in ("accept", "reject", "correct") else "j0" if kind == "undo" else "i0"}
    form |= {"right": "i1"} if kind in ("same", "not_same") else {"property": "killed", "value": "5"} if kind == "correct" else {}
    may = ROLES.index(role) >= ROLES.index(JUDGING[kind])
    status = client.post("/judgements", data={"csrf": token(client, "/about"), "reason": "x", **form}).status_code
    assert status == (409 if may else 403) or (may and status == 303 and kind == "correct")


def test_every_form_needs_its_token(store: Store, users: Path) -> None:
    assert routes("POST") == ["/judgements", "/sign-in", "/sign-out"]
    client = signed_in(store, users, "admin")
    for path in routes("POST"):
        for given in ({}, {"csrf": "0" * 64}):
            assert client.post(path, data={"kind": "accept", "left": "s0", "reason": "x", **given}).status_code == 403, path
        assert client.get(path).status_code in (200, 405), path
    for method in ("PUT", "DELETE", "PATCH"):
        assert client.request(method, "/judgements", headers={"content-length": "0"}).status_code == 405


# ---- headers --------------------------------------------------------------------------------------------------------


def answers(store: Store, users: Path, ids: dict[str, str]) -> Iterator[Any]:
    """Every route, and what is refused, missing, redirected, too large or broken."""
    client = client_of(store)
    yield from (client.get(filled(path, ids)) for path in routes("GET"))
    yield from (client.get(path) for path in ("/static/site.css", "/nothing", "/api/nothing", "/incidents/nothing", "/?since=x"))
    yield from (client.head("/"), client.request("TRACE", "/"), client.post("/judgements", data={"reason": "x" * 100_000}))
    yield client.get("/api/incidents", headers={"if-none-match": client.get("/api/incidents").headers["etag"]})
    yield client_of(store, address="http://evil.example").get("/")
    yield client_of(store, Options(users=users)).get("/")


def test_every_answer_has_the_headers(store: Store, users: Path, ids: dict[str, str]) -> None:
    seen = set()
    for answer in answers(store, users, ids):
        seen.add(answer.status_code)
        for name, value in HEADERS.items():
            assert answer.headers[name] == value, (answer.request.url, name)
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy and "script-src 'self';" in policy and "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy and "*" not in policy and "http" not in policy.replace("https:", "")
        assert "server" not in answer.headers and "x-powered-by" not in answer.headers
        if not answer.request.url.path.startswith("/static"):
            assert answer.headers["cache-control"] == "private, no-cache", answer.request.url
    assert {200, 302, 304, 400, 404, 405, 413, 421} <= seen


def test_what_goes_wrong_unforeseen_says_nothing_of_itself(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> None:
        raise RuntimeError("a secret in a traceback")

    monkeypatch.setattr("dateline.web.routes.group.group.listed", broken)
    client = TestClient(create(store), base_url="http://127.0.0.1", raise_server_exceptions=False)
    answer = client.get("/groups")
    assert answer.status_code == 500 and "secret" not in answer.text and answer.headers["x-frame-options"] == "DENY"


def test_over_tls_browsers_stay_there(store: Store, users: Path) -> None:
    assert "strict-transport-security" in client_of(store, Options(users=users), "https://desk.example").get("/sign-in").headers
    assert "strict-transport-security" not in client_of(store).get("/").headers


# ---- sessions -------------------------------------------------------------------------------------------------------


def test_a_session_outlives_a_restart_and_its_end_too(store: Store, users: Path) -> None:
    client = signed_in(store, users, "coder")
    held = dict(client.cookies)
    again = client_of(store, Options(users=users))
    again.cookies.update(held)
    assert again.get("/").status_code == 200
    assert again.post("/sign-out", data={"csrf": token(again, "/")}).status_code == 303
    third = client_of(store, Options(users=users))
    third.cookies.update(held)
    assert third.get("/").status_code == 302 and client.get("/").status_code == 302


def test_a_form_loaded_before_a_restart_still_goes(store: Store, users: Path) -> None:
    client = signed_in(store, users, "coder")
    form = {"csrf": token(client, "/"), "kind": "accept", "left": at(client, "Quetta")["statements"][0]["id"], "reason": "x"}
    again = client_of(store, Options(users=users))
    again.cookies.update(dict(client.cookies))
    assert again.post("/judgements", data=form).status_code == 303


def test_sessions_end_by_the_clock() -> None:
    moment = [1000.0]
    ledger = Ledger(clock=lambda: moment[0])
    token_ = ledger.begin("a", "mark", "visit")
    for _ in range(SESSION_SECONDS // (IDLE_SECONDS // 2)):
        assert ledger.find(token_) is not None
        moment[0] += IDLE_SECONDS // 2
    assert ledger.find(token_) is None, "a working day is over"
    other = ledger.begin("a", "mark", "visit")
    moment[0] += IDLE_SECONDS + 1
    assert ledger.find(other) is None and ledger.find("") is None and ledger.find("\udcff") is None


def test_signing_in_again_ends_the_session_before(store: Store, users: Path) -> None:
    client = signed_in(store, users, "reader")
    held = dict(client.cookies)
    form = {"csrf": token(client, "/sign-in"), "name": "reader one", "password": PASSWORD, "next": "/"}
    assert client.post("/sign-in", data=form).status_code == 303
    old = client_of(store, Options(users=users))
    old.cookies.update(held)
    assert old.get("/").status_code == 302 and client.get("/").status_code == 200


def test_a_role_taken_away_holds_at_once(store: Store, users: Path) -> None:
    client = signed_in(store, users, "admin")
    held = re.search(r'"name": "admin one",\s+"role": "admin",\s+"password": "([^"]+)"', users.read_text())
    assert held and client.get("/admin").status_code == 200
    keep(users, User("admin one", "reader", held[1]))
    assert client.get("/admin").status_code == 403


# ---- secrets --------------------------------------------------------------------------------------------------------


def test_secrets_stand_in_no_page_and_no_log(
    store: Store, users: Path, ids: dict[str, str], caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    client = signed_in(store, users, "admin")
    client.post("/sign-in", data={"csrf": token(client, "/sign-in"), "name": "reader one", "password": "a wrong pass phrase"})
    ledger = sqlite3.connect(users.with_name(users.name + ".sessions"))
    (secret,) = ledger.execute("SELECT value FROM secret").fetchone()
    tokens = [row[0] for row in ledger.execute("SELECT token FROM sessions")]
    ledger.close()
    hashes = re.findall(r"scrypt\$[^\"]+", users.read_text())
    private = [
        PASSWORD,
        "a wrong pass phrase",
        secret.hex(),
        client.cookies["dateline_session"],
        *tokens,
        *hashes,
        str(users.parent),
    ]
    assert len(tokens) == 1 and len(hashes) == 4
    shown = [client.get(filled(path, ids)).text for path in routes("GET")]
    said = caplog.text + "".join(capfd.readouterr())
    for one in private:
        assert not any(one in page for page in shown) and one not in said
    assert "dateline_session" not in said


def test_the_ledger_holds_no_token_and_is_its_owners_alone(store: Store, users: Path) -> None:
    client = signed_in(store, users, "reader")
    file = users.with_name(users.name + ".sessions")
    assert file.stat().st_mode & 0o077 == 0
    assert client.cookies["dateline_session"].encode() not in file.read_bytes()


def test_judgements_name_their_judge(store: Store, users: Path) -> None:
    coder = signed_in(store, users, "coder")
    assert post(coder, kind="accept", left=at(coder, "Quetta")["statements"][0]["id"]).status_code == 303
    assert {one["who"] for one in coder.get("/api/judgements").json()["judgements"]} == {"coder one"}
