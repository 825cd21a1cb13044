"""Who may come in and do what: sign-in, roles, CSRF, throttle, hosts, sizes; judgements and their undoing."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from dateline.cli.serve import command as serve_command
from dateline.cli.serve import is_loopback
from dateline.errors import SettingsError
from dateline.store import Store
from dateline.web.app import Options, create
from dateline.web.people import FAILURES, WINDOW_SECONDS, Throttle, User, Users, hashed, keep, matches, parse
from dateline.web.routes.account import local
from dateline.web.routes.review import _back

from .conftest import PASSWORD, client_of
from .test_pages import at

Json = dict[str, Any]


def token(client: TestClient, path: str | None = None) -> str:
    """The CSRF token that a page hands out."""
    path = path or f"/incidents/{at(client, 'Quetta')['id']}"
    page = client.get(path).text
    found = re.search(r'name="csrf" value="([0-9a-f]{64})"', page)
    assert found, path
    return found[1]


def post(client: TestClient, path: str | None = None, **form: Any) -> Any:
    return client.post("/judgements", data={"csrf": token(client, path), "reason": "tested", **form})


def signed_in(store: Store, users: Path, role: str) -> TestClient:
    client = client_of(store, Options(users=users))
    form = {"csrf": token(client, "/sign-in"), "name": f"{role} one", "password": PASSWORD, "next": "/groups"}
    answer = client.post("/sign-in", data=form)
    assert (answer.status_code, answer.headers["location"]) == (303, "/groups")
    return client


# ---- judgements -----------------------------------------------------------------------------------------------------


def test_accept_a_figure_and_undo_it(client: TestClient) -> None:
    one = at(client, "Peshawar")
    page = f"/incidents/{one['id']}"
    chosen = one["killed"]["best"]
    said = next(s for s in one["statements"] if s["property"] == "killed" and s["value"]["best"] != chosen)
    answer = post(client, page, kind="accept", left=said["id"], back=page)
    assert answer.status_code == 303 and answer.headers["location"].startswith(f"{page}?done=j")
    assert at(client, "Peshawar")["killed"]["best"] == said["value"]["best"]
    done = answer.headers["location"].split("done=")[1]
    assert "data-undo" in client.get(answer.headers["location"]).text
    assert post(client, page, kind="undo", left=done, back=page).status_code == 303
    assert at(client, "Peshawar")["killed"]["best"] == chosen


def test_join_two_incidents_and_undo_it(client: TestClient) -> None:
    before = {one["id"] for one in client.get("/api/incidents?place=Jos").json()["incidents"]}
    assert len(before) == 2
    first, second = sorted(before)
    answer = post(client, kind="same", left=first, right=second)
    assert answer.status_code == 303
    assert client.get("/api/incidents?place=Jos").json()["total"] == 1
    done = answer.headers["location"].split("done=")[1]
    assert post(client, kind="undo", left=done).status_code == 303
    assert {one["id"] for one in client.get("/api/incidents?place=Jos").json()["incidents"]} == before
    assert len(client.get("/api/judgements").json()["judgements"]) == 2


def test_a_judged_merge_leaves_the_queue(client: TestClient) -> None:
    waiting = client.get("/api/review").json()["merges"]
    assert waiting, "the made store holds two attacks of one town and day"
    first, second = waiting[0]["incidents"]
    assert post(client, kind="not_same", left=first, right=second).status_code == 303
    assert all(one["key"] != waiting[0]["key"] for one in client.get("/api/review").json()["merges"])


def test_a_settled_conflict_leaves_the_queue(client: TestClient) -> None:
    one = at(client, "Peshawar")
    key = f"{one['id']}-killed"
    assert any(item["key"] == key for item in client.get("/api/review").json()["conflicts"])
    page = client.get("/review?kind=conflicts").text
    assert f'id="item-{key}"' in page and 'value="accept"' in page
    said = next(s["id"] for s in one["statements"] if s["property"] == "killed")
    assert post(client, kind="accept", left=said).status_code == 303
    assert all(item["key"] != key for item in client.get("/api/review").json()["conflicts"])


def test_correct_what_an_incident_shows(client: TestClient) -> None:
    one = at(client, "Quetta")
    assert post(client, kind="correct", left=one["id"], property="killed", value="6").status_code == 303
    assert at(client, "Quetta")["killed"]["best"] == 6


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"kind": "praise", "left": "x"}, 400),
        ({"kind": "accept", "left": "s0"}, 409),
        ({"kind": "accept", "left": "s0", "reason": " "}, 400),
        ({"kind": "undo", "left": "j0"}, 409),
        ({"kind": "same", "left": "i0", "right": "i1"}, 409),
        ({"kind": "correct", "left": "i0", "property": "killed", "value": "many"}, 400),
    ],
)
def test_a_judgement_without_sense_changes_nothing(client: TestClient, form: Json, status: int) -> None:
    assert post(client, **form).status_code == status
    assert client.get("/api/judgements").json()["judgements"] == []


# ---- forms from elsewhere -------------------------------------------------------------------------------------------


def test_a_form_needs_its_token(client: TestClient, store: Store) -> None:
    said = at(client, "Quetta")["statements"][0]["id"]
    for given in ("", "0" * 64):
        assert client.post("/judgements", data={"csrf": given, "kind": "accept", "left": said, "reason": "x"}).status_code == 403
    other = client_of(store)
    stolen = token(client)
    assert other.post("/judgements", data={"csrf": stolen, "kind": "accept", "left": said, "reason": "x"}).status_code == 403


def test_a_form_from_another_site_is_refused(client: TestClient) -> None:
    form = {"csrf": token(client), "kind": "accept", "left": "s0", "reason": "x"}
    assert client.post("/judgements", data=form, headers={"origin": "https://evil.example"}).status_code == 403
    assert client.post("/judgements", data=form, headers={"origin": "null"}).status_code == 403
    assert client.post("/judgements", data=form, headers={"origin": "http://127.0.0.1"}).status_code == 409


def test_browsers_tell_where_our_own_forms_come_from(client: TestClient) -> None:
    """Under "no-referrer" Chromium sends "Origin: null" with every form, and all would be refused."""
    assert client.get("/").headers["referrer-policy"] == "same-origin"


def test_only_our_own_name_is_answered(store: Store) -> None:
    for address, status in (("http://evil.example", 421), ("http://localhost:8321", 200), ("http://[::1]:8321", 200)):
        assert client_of(store, address=address).get("/").status_code == status


def test_a_form_is_small(client: TestClient) -> None:
    assert client.post("/judgements", data={"reason": "x" * 100_000}).status_code == 413
    assert client.post("/judgements", content=iter([b"x"])).status_code == 411


@pytest.mark.parametrize(
    "address", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "evil", "/a\nb"]
)
def test_no_form_leads_elsewhere(address: str) -> None:
    assert local(address) == "/" or address == "/a\nb"
    assert _back(address, "j1").startswith("/") and not _back(address, "j1").startswith(("//", "/\\"))


# ---- sign-in --------------------------------------------------------------------------------------------------------


def test_nobody_comes_in_without_signing_in(store: Store, users: Path) -> None:
    client = client_of(store, Options(users=users), "http://desk.example")
    answer = client.get("/groups?x=1")
    assert (answer.status_code, answer.headers["location"]) == (302, "/sign-in?next=/groups%3Fx%3D1")
    for path in ("/api/incidents", "/api/map", "/api/articles"):
        assert client.get(path).status_code == 401
    for path in ("/incidents.csv", "/incidents.jsonl", "/review", "/map", "/admin", "/articles"):
        assert client.get(path).status_code == 302
    assert client.get("/sign-in").status_code == 200 and client.get("/api/openapi.json").status_code == 200


@pytest.mark.parametrize(
    ("role", "accept", "join", "admin"),
    [("reader", 403, 403, 403), ("coder", 303, 403, 403), ("editor", 303, 303, 403), ("admin", 303, 303, 200)],
)
def test_roles(store: Store, users: Path, role: str, accept: int, join: int, admin: int) -> None:
    client = signed_in(store, users, role)
    said = at(client, "Quetta")["statements"][0]["id"]
    assert post(client, kind="accept", left=said).status_code == accept
    first, second = (one["id"] for one in client.get("/api/incidents?place=Jos").json()["incidents"])
    assert post(client, kind="same", left=first, right=second).status_code == join
    assert client.get("/admin").status_code == admin


def test_a_coder_undoes_only_what_is_his_own(store: Store, users: Path) -> None:
    editor, coder = signed_in(store, users, "editor"), signed_in(store, users, "coder")
    said = at(editor, "Quetta")["statements"]
    theirs = post(editor, kind="accept", left=said[0]["id"]).headers["location"].split("done=")[1]
    own = post(coder, kind="accept", left=said[1]["id"]).headers["location"].split("done=")[1]
    assert post(coder, kind="undo", left=theirs).status_code == 403
    assert post(coder, kind="undo", left=own).status_code == 303
    assert {one["who"] for one in coder.get("/api/judgements").json()["judgements"]} == {"editor one", "coder one"}


def test_a_session_ends(store: Store, users: Path) -> None:
    client = signed_in(store, users, "reader")
    held = dict(client.cookies)
    assert client.get("/").status_code == 200
    assert client.post("/sign-out", data={"csrf": token(client, "/")}).status_code == 303
    client.cookies.update(held)
    assert client.get("/").status_code == 302, "a session that was ended is worth nothing"


def test_a_new_password_or_role_holds_at_once(store: Store, users: Path) -> None:
    client = signed_in(store, users, "reader")
    keep(users, User("reader one", "reader", hashed("another pass phrase")))
    assert client.get("/").status_code == 302


def test_a_forged_session_is_none(store: Store, users: Path) -> None:
    client = signed_in(store, users, "reader")
    written = client.cookies["dateline_session"]
    del client.cookies["dateline_session"]
    client.cookies.set("dateline_session", written[:-6] + "AAAAAA")
    assert client.get("/").status_code == 302


def test_sign_in_is_throttled(store: Store, users: Path) -> None:
    client = client_of(store, Options(users=users))
    form = {"csrf": token(client, "/sign-in"), "name": "reader one", "password": "wrong", "next": "/"}
    for _ in range(FAILURES):
        assert client.post("/sign-in", data=form).status_code == 401
    answer = client.post("/sign-in", data={**form, "password": PASSWORD})
    assert answer.status_code == 429 and 0 < int(answer.headers["retry-after"]) <= WINDOW_SECONDS + 1


def test_the_throttle_forgets() -> None:
    moment = [0.0]
    throttle = Throttle(lambda: moment[0])
    for _ in range(FAILURES):
        throttle.fail("a")
    assert throttle.wait("a") > 0 and throttle.wait("b") == 0
    moment[0] = WINDOW_SECONDS + 1
    assert throttle.wait("a") == 0


def test_cookies_are_shut(store: Store, users: Path) -> None:
    client = client_of(store, Options(users=users), "https://desk.example")
    form = {"csrf": token(client, "/sign-in"), "name": "reader one", "password": PASSWORD, "next": "/"}
    for written in client.post("/sign-in", data=form).headers.get_list("set-cookie"):
        assert "HttpOnly" in written and "Secure" in written and "SameSite=lax" in written


def test_passwords_are_hashed_with_salt(users: Path) -> None:
    one, two = hashed(PASSWORD), hashed(PASSWORD)
    assert one != two and matches(PASSWORD, one) and not matches("other", one)
    assert PASSWORD not in users.read_text() and users.stat().st_mode & 0o077 == 0
    with pytest.raises(SettingsError):
        hashed("short")


@pytest.mark.parametrize(
    "text", ["", "[]", '{"users": [{"name": "a", "role": "king", "password": "scrypt$1$1$1$a$b"}]}', '{"users": 3}']
)
def test_a_users_file_out_of_form_is_refused(text: str) -> None:
    with pytest.raises(SettingsError):
        parse(text)


def test_a_missing_users_file_is_refused(store: Store, tmp_path: Path) -> None:
    with pytest.raises(SettingsError):
        create(store, Options(users=tmp_path / "none.json"))
    with pytest.raises(SettingsError):
        Users(tmp_path / "none.json")


def test_without_sign_in_only_this_machine_is_served(tmp_path: Path) -> None:
    assert is_loopback("127.0.0.1") and is_loopback("::1") and not is_loopback("0.0.0.0") and not is_loopback("desk.example")
    with pytest.raises(SettingsError):
        serve_command(store=str(tmp_path / "x.db"), rule="gtd", host="0.0.0.0", port=1, users=None, tiles=None, language="en")
