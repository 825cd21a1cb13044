"""`dateline watch` whole: rules in the store, a real receiver and a real mail server, failures, kills, and secrets."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from dateline.cli import app
from dateline.cli.watch_send import FIRST_WAIT, LONGEST_WAIT, send
from dateline.cli.watch_targets import Hook, Mailbox, keep, load
from dateline.errors import SettingsError, StoreError
from dateline.fetch.door import Door
from dateline.publish import webhook
from dateline.publish.alerts import Watch
from dateline.store import alerts, open_store, outbox
from dateline.store.backup import backup, restore

EXAMPLES = Path(__file__).parents[2] / "examples"
SECRET = webhook.new_secret()
Json = dict[str, Any]
runner = CliRunner()


class Receiver:
    """A real HTTP receiver: what came, in order, and what it answers. ``plan`` gives the status of the next requests."""

    def __init__(self) -> None:
        self.came: list[tuple[dict[str, str], bytes]] = []
        self.plan: list[int] = []
        self.pause = 0.0
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers["content-length"])
                content = self.rfile.read(length)
                if len(content) < length:  # the sender was killed while it wrote: nothing came
                    self.close_connection = True
                    return
                time.sleep(outer.pause)
                status = outer.plan.pop(0) if outer.plan else 204
                if 200 <= status < 300:
                    outer.came.append((dict(self.headers.items()), content))
                self.send_response(status)
                for name, value in (("Content-Length", "0"), *((("Retry-After", "7200"),) if status == 429 else ())):
                    self.send_header(name, value)
                if status == 302:
                    self.send_header("Location", "http://127.0.0.1:9/elsewhere")
                self.end_headers()

            def log_message(self, *_: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook"

    @property
    def door(self) -> Door:
        return Door(allowed=frozenset({("127.0.0.1", self.port)}))

    def ids(self) -> list[str]:
        return [json.loads(content)["data"]["id"] for _, content in self.came]


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    made = Receiver()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture(scope="module")
def mail_server() -> Iterator[tuple[int, list[Message]]]:
    """A real SMTP server that keeps what it gets and refuses one address."""
    pytest.importorskip("aiosmtpd", reason="aiosmtpd is not installed (extra test)")
    from aiosmtpd.controller import Controller

    came: list[Message] = []

    class Handler:
        async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
            if address.startswith("nobody"):
                return "550 no such mailbox"
            envelope.rcpt_tos.append(address)
            return "250 OK"

        async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
            came.append(message_from_bytes(envelope.content))
            return "250 OK"

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    controller = Controller(Handler(), hostname="127.0.0.1", port=port)
    controller.start()
    yield port, came
    controller.stop()


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.at = datetime(2024, 7, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.at += timedelta(microseconds=1)
        return self.at


def parts(tmp_path: Path) -> list[str]:
    """The example reports in two files: the attack, then how it went on."""
    lines = (EXAMPLES / "reports.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    made = []
    for name, part in (("one", lines[:2]), ("two", lines[2:])):
        (tmp_path / f"{name}.jsonl").write_text("".join(part), encoding="utf-8")
        made.append(str(tmp_path / f"{name}.jsonl"))
    return made


def cli(*given: str) -> list[Json]:
    found = runner.invoke(app, list(given))
    assert found.exit_code == 0, (found.output, found.exception)
    return [json.loads(line) for line in found.stdout.splitlines() if line.startswith("{")]


@pytest.fixture
def watched(tmp_path: Path) -> str:
    """A store with one rule for two targets, and a first report."""
    store = str(tmp_path / "s.db")
    opened = open_store(store)
    alerts.write_rule(opened, "all", Watch("all", targets=("desk", "mail")))
    opened.close()
    cli("add", parts(tmp_path)[0], "--store", store)
    return store


def grown(store: str, tmp_path: Path) -> None:
    cli("add", parts(tmp_path)[1], "--store", store)


def test_a_rule_from_the_command_line_to_the_files(tmp_path: Path) -> None:
    pytest.importorskip("feedgen", reason="feedgen is not installed (extra feeds)")
    import feedparser

    store, atom, cap = (str(tmp_path / name) for name in ("s.db", "new.xml", "cap"))
    one, two = parts(tmp_path)
    assert cli("watch", "add", "--name", "bay", "--country", "SO", "--killed", "5", "--store", store) == []
    cli("add", one, "--store", store)
    run = ["watch", "run", "--store", store, "--atom", atom, "--cap", cap]
    first = cli(*run)
    assert [each["change"] for each in first] == ["new"] and len(feedparser.parse(atom).entries) == 1
    assert cli(*run) == []
    cli("add", two, "--store", store)
    second = cli(*run)
    assert [each["change"] for each in second if each["subject"] == first[0]["subject"]] == ["revised"]
    update = (Path(cap) / f"{second[0]['id']}.xml").read_text(encoding="utf-8")
    assert "<msgType>Update" in update and first[0]["id"] in update.split("<references>")[1]
    assert len(feedparser.parse(atom).entries) == 1 + len(second)
    assert cli("watch", "list", "--store", store)[0] == {"name": "bay", "country": "SO", "killed": 5}
    cli("watch", "remove", "bay", "--store", store)
    assert cli("watch", "list", "--store", store) == []


def test_a_rule_tells_only_what_is_new_unless_asked(tmp_path: Path) -> None:
    store = str(tmp_path / "s.db")
    cli("add", parts(tmp_path)[0], "--store", store)
    cli("watch", "add", "--name", "from-now", "--store", store)
    assert cli("watch", "run", "--store", store) == []
    cli("watch", "add", "--name", "all", "--past", "--store", store)
    assert {each["watch"] for each in cli("watch", "run", "--store", store)} == {"all"}
    grown(store, tmp_path)
    assert {each["change"] for each in cli("watch", "run", "--store", store) if each["watch"] == "from-now"} >= {"revised"}


@pytest.mark.parametrize(
    "given", [["--lat", "3"], ["--lat", "93", "--lon", "3", "--radius", "5"], ["--to", "nobody"], ["--rule", "best"]]
)
def test_rules_half_said_are_refused(tmp_path: Path, given: list[str]) -> None:
    run = ["watch", "add", "--name", "x", "--store", str(tmp_path / "s.db"), "--targets", str(tmp_path / "t.json"), *given]
    assert runner.invoke(app, run).exit_code != 0


@pytest.mark.parametrize(
    ("given", "near"),
    [
        (["--country", "ZZ"], "ISO 3166-1"),
        (["--country", "Somalai"], "Somalia (SO)"),
        (["--type", "explosion"], "suicide_bombing"),
        (["--actor", "Al Shobab"], "al-Shabaab"),
    ],
)
def test_a_condition_that_means_nothing_is_refused_with_the_nearest_names(tmp_path: Path, given: list[str], near: str) -> None:
    store = str(tmp_path / "s.db")
    cli("watch", "add", "--name", "all", "--store", store)
    shown = runner.invoke(app, ["watch", "add", "--name", "x", "--store", store, *given])
    assert isinstance(shown.exception, SettingsError) and near in str(shown.exception)
    assert [held["name"] for held in cli("watch", "list", "--store", store)] == ["all"]


def test_countries_go_by_name_types_by_words_and_new_groups_as_written(tmp_path: Path) -> None:
    store = str(tmp_path / "s.db")
    given = ["--country", "Ivory Coast", "--type", "Suicide bombing", "--actor", "Lions of the Dry River", "--as-written"]
    cli("watch", "add", "--name", "x", "--store", store, *given)
    held = cli("watch", "list", "--store", store)[0]
    assert (held["country"], held["type"], held["actor"]) == ("CI", "suicide_bombing", "Lions of the Dry River")


def test_webhooks_come_signed_in_order_and_once(watched: str, tmp_path: Path, receiver: Receiver) -> None:
    store = open_store(watched)
    told = alerts.tell(store, "gtd", "desk@example.org")
    assert send(store, {"desk": Hook(receiver.url, (SECRET,))}, receiver.door).delivered == len(told) > 0
    grown(watched, tmp_path)
    told += alerts.tell(store, "gtd", "desk@example.org")
    assert send(store, {"desk": Hook(receiver.url, (SECRET, webhook.new_secret()))}, receiver.door).behind == ("mail",)
    assert receiver.ids() == [one.id for one in told]
    assert all(webhook.verify(SECRET, headers, content) for headers, content in receiver.came)
    assert send(store, {"desk": Hook(receiver.url, (SECRET,))}, receiver.door).delivered == 0
    store.close()


def test_a_failure_waits_longer_each_time_and_keeps_the_order(watched: str, tmp_path: Path, receiver: Receiver) -> None:
    clock = Clock()
    store = open_store(watched, clock=clock)
    alerts.tell(store, "gtd", "x")
    grown(watched, tmp_path)
    alerts.tell(store, "gtd", "x")
    target = {"desk": Hook(receiver.url, (SECRET,))}
    receiver.plan = [500, 302, 404]
    waits = []
    for _ in range(3):
        assert send(store, target, receiver.door).behind[0] == "desk" and receiver.came == []
        with store.reading() as connection:
            head = outbox.heads(connection, "desk")[0]
        waits.append(datetime.fromisoformat(head.due) - clock.at)
        assert send(store, target, receiver.door).delivered == 0, "nothing is tried before its time"
        clock.at = datetime.fromisoformat(head.due)
    assert [round(wait / FIRST_WAIT) for wait in waits] == [1, 2, 4] and head.problem == "answered 404"
    with store.reading() as connection:
        order = [one.alert.id for one in outbox.waiting(connection, "desk")]
    assert send(store, target, receiver.door).delivered == len(order) and receiver.ids() == order
    store.close()


def test_a_receiver_may_ask_for_patience_but_not_for_ever(watched: str, receiver: Receiver) -> None:
    clock = Clock()
    store = open_store(watched, clock=clock)
    alerts.tell(store, "gtd", "x")
    receiver.plan = [429]
    send(store, {"desk": Hook(receiver.url, (SECRET,))}, receiver.door)
    with store.reading() as connection:
        wait = datetime.fromisoformat(outbox.heads(connection, "desk")[0].due) - clock.at
    assert timedelta(seconds=7190) < wait <= LONGEST_WAIT
    store.close()


def test_the_guarded_door_is_the_only_way_out(watched: str, receiver: Receiver) -> None:
    """Without leave, this machine's own addresses are refused, and what waits stays."""
    store = open_store(watched)
    alerts.tell(store, "gtd", "x")
    sent = send(store, {"desk": Hook(receiver.url, (SECRET,))}, Door())
    assert sent.behind[0] == "desk" and receiver.came == []
    with store.reading() as connection:
        assert outbox.heads(connection, "desk")[0].problem == "not reached: forbidden"
    store.close()


def test_two_senders_do_not_cross(watched: str, receiver: Receiver) -> None:
    store = open_store(watched)
    alerts.tell(store, "gtd", "x")
    with outbox.sending(store) as ours:
        assert ours and not send(store, {"desk": Hook(receiver.url, (SECRET,))}, receiver.door).ours
    assert receiver.came == []
    assert send(store, {"desk": Hook(receiver.url, (SECRET,))}, receiver.door).ours
    store.close()


def test_mail_reaches_a_real_server(watched: str, tmp_path: Path, mail_server: tuple[int, list[Message]]) -> None:
    port, came = mail_server
    came.clear()
    store = open_store(watched)
    target: Any = {"mail": Mailbox(f"smtp://127.0.0.1:{port}", "desk@example.org", "reader@example.org")}
    told = alerts.tell(store, "gtd", "desk@example.org")
    assert send(store, target, Door()).delivered == len(told)
    grown(watched, tmp_path)
    told += alerts.tell(store, "gtd", "desk@example.org")
    send(store, target, Door())
    assert [one["X-Dateline-Alert"] for one in came] == [one.id for one in told]
    revised = next(one for one in came if "Revised" in one["Subject"])
    assert revised["In-Reply-To"] in [one["Message-ID"] for one in came]
    assert "“" in revised.get_payload(decode=True).decode()
    store.close()


def test_a_mailbox_that_refuses_keeps_no_other_waiting(watched: str, mail_server: tuple[int, list[Message]]) -> None:
    port, came = mail_server
    came.clear()
    store = open_store(watched)
    told = alerts.tell(store, "gtd", "x")
    server = f"smtp://127.0.0.1:{port}"
    targets = {
        "desk": Mailbox(server, "d@example.org", "nobody@example.org"),
        "mail": Mailbox(server, "d@x.example", "a@x.example"),
    }
    sent = send(store, targets, Door())
    assert sent.behind == ("desk",) and len(came) == len(told)
    with store.reading() as connection:
        head = outbox.heads(connection, "desk")[0]
    assert "SMTPRecipientsRefused" in str(head.problem) and "nobody" not in str(head.problem)
    outbox.drop(store, head.alert.id, "desk")
    with pytest.raises(StoreError):
        outbox.drop(store, head.alert.id, "desk")
    store.close()


def test_what_waits_is_in_the_backup_and_the_secrets_are_not(watched: str, tmp_path: Path) -> None:
    store = open_store(watched)
    alerts.tell(store, "gtd", "x")
    send(store, {"desk": Hook("https://desk.invalid/a-secret-path", (SECRET,))}, Door())
    backup(store, tmp_path / "b.gz")
    other = open_store(str(tmp_path / "other.db"))
    restore(other, tmp_path / "b.gz")
    with store.reading() as one, other.reading() as two:
        assert outbox.waiting(one) == outbox.waiting(two) != []
        assert alerts.rules(one) == alerts.rules(two)
    assert alerts.tell(other, "gtd", "x") == [], "a restored store tells nothing anew"
    import gzip

    held = gzip.decompress((tmp_path / "b.gz").read_bytes()).decode()
    assert "a-secret-path" not in held and SECRET not in held and "whsec" not in held
    store.close()
    other.close()


def test_the_file_of_targets_is_its_owners_alone(tmp_path: Path) -> None:
    file = tmp_path / "targets.json"
    keep(file, "desk", Hook("https://desk.example/hook", (SECRET,)))
    keep(file, "mail", Mailbox("smtps://u:p%40ss@mail.example:465", "a@example.org", "b@example.org"))
    assert set(load(file)) == {"desk", "mail"} and file.stat().st_mode & 0o077 == 0
    assert "p%40ss" not in repr(load(file)) and SECRET not in repr(load(file))
    file.chmod(0o644)
    with pytest.raises(SettingsError, match="chmod 600"):
        load(file)


@pytest.mark.parametrize(
    "target",
    [
        Hook("ftp://x.example/", (SECRET,)),
        Hook("https://user:word@x.example/", (SECRET,)),
        Hook("https://x.example/", ()),
        Hook("https://x.example/", ("whsec_short",)),
        Hook("https://x.example:port/", (SECRET,)),
        Mailbox("http://x.example", "a@x.example", "b@x.example"),
        Mailbox("smtp://x.example", "a@x.example", "b@x.example\r\nBcc: all@x.example"),
        Mailbox("smtp://x.example", "nobody", "b@x.example"),
    ],
)
def test_targets_without_sense_are_refused(tmp_path: Path, target: Any) -> None:
    with pytest.raises(SettingsError):
        keep(tmp_path / "targets.json", "x", target)


def test_a_request_cut_short_is_none_that_came(receiver: Receiver) -> None:
    """A sender that is killed while it writes leaves half a body: no receiver may take that for an alert."""
    with socket.create_connection(("127.0.0.1", receiver.port)) as sender:
        sender.sendall(b'POST /hook HTTP/1.1\r\nHost: desk\r\nContent-Length: 100\r\n\r\n{"data": {"id": "a')
        sender.shutdown(socket.SHUT_WR)
        assert sender.recv(100) == b""
    assert receiver.came == []


def test_a_kill_loses_no_alert(watched: str, tmp_path: Path, receiver: Receiver) -> None:
    """SIGKILL between two deliveries; the next run goes on. The long form: benchmarks/alert_kills.py."""
    store = open_store(watched)
    for name in ("b", "c"):
        alerts.write_rule(store, name, Watch(name, targets=("desk",)))
    targets = tmp_path / "targets.json"
    keep(targets, "desk", Hook(receiver.url, (SECRET,)))
    receiver.pause = 0.2
    start = ["from dateline.cli import main; main()", "watch", "run", "--store", watched, "--targets", str(targets)]
    environment = {**os.environ, "DATELINE_FETCH_ALLOWED": f"127.0.0.1:{receiver.port}"}
    process = subprocess.Popen([sys.executable, "-c", *start], env=environment, stdout=subprocess.DEVNULL)
    end = time.monotonic() + 90
    while not receiver.came and process.poll() is None and time.monotonic() < end:
        time.sleep(0.01)
    process.kill()
    process.wait()
    alerts.tell(store, "gtd", "x")
    send(store, load(targets), receiver.door)
    with store.reading() as connection:
        told = [one.id for one in reversed(outbox.latest(connection, 100))]
        assert outbox.waiting(connection, "desk") == []
    assert list(dict.fromkeys(receiver.ids())) == told and len(told) == 3
    store.close()


@pytest.mark.postgres
def test_alerts_on_postgresql(new_database: Any, tmp_path: Path, receiver: Receiver) -> None:
    address = new_database()
    store = open_store(address)
    alerts.write_rule(store, "all", Watch("all", advisories=True, targets=("desk",)))
    for part in parts(tmp_path):
        cli("add", part, "--store", address)
        alerts.tell(store, "gtd", "x")
    with outbox.sending(store) as ours:
        assert ours and not send(store, {"desk": Hook(receiver.url, (SECRET,))}, receiver.door).ours
    with store.reading() as connection:
        told = [one.id for one in reversed(outbox.latest(connection, 100))]
    assert send(store, {"desk": Hook(receiver.url, (SECRET,))}, receiver.door).delivered == len(told) >= 2
    assert receiver.ids() == told and alerts.tell(store, "gtd", "x") == []
    store.close()
