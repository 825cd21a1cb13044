"""Empty the outbox: each target gets its alerts in order, at least once; one that fails is tried again later, and waits for it."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from urllib.parse import unquote, urlsplit

from dateline.cli.watch_targets import SCHEMES, Hook, Mailbox, Target
from dateline.errors import FetchError
from dateline.fetch.door import Answer
from dateline.publish import mail, webhook
from dateline.publish.alerts import Notice
from dateline.store.open import Store
from dateline.store.outbox import close, heads, postpone, sending

FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=6)
"""The first failure waits half a minute, each further one twice as long, up to this: a receiver that is down over a weekend is
asked some fifteen times (Standard Webhooks names a schedule of like length)."""
AT_ONCE = 8
SECONDS = 15
LOCAL = ("localhost", "127.0.0.1", "::1")


class Poster(Protocol):
    """The guarded door, as webhooks need it."""

    def send(self, method: str, url: str, *, headers: Mapping[str, str] | None = None, content: bytes = b"") -> Answer:
        """Return the answer to a request."""
        ...


class Undelivered(Exception):
    """A try that failed. The words name no address and no secret: they are kept and shown."""

    def __init__(self, problem: str, wait: timedelta | None = None) -> None:
        self.wait = wait
        super().__init__(problem)


@dataclass(frozen=True, slots=True)
class Sent:
    """What a round did: alerts delivered, and targets that fell behind. ``ours`` is false where another process sends."""

    delivered: int = 0
    behind: tuple[str, ...] = ()
    ours: bool = True
    next_due: str | None = None


def send(store: Store, targets: Mapping[str, Target], door: Poster) -> Sent:
    """Deliver what is due, every target on its own; return what came of it."""
    with sending(store) as ours:
        if not ours:
            return Sent(ours=False)
        with ThreadPoolExecutor(AT_ONCE) as pool:
            counts = list(pool.map(lambda name: _drain(store, name, targets[name], door), sorted(targets)))
        with store.reading() as connection:
            left = heads(connection)
    behind = tuple(one.target for one in left if one.problem or one.target not in targets)
    due = min((one.due for one in left if one.target in targets), default=None)
    return Sent(sum(counts), behind, True, due)


def _drain(store: Store, name: str, target: Target, door: Poster) -> int:
    """Deliver to one target until nothing is due; return how many."""
    delivered = 0
    while True:
        with store.reading() as connection:
            head = next(iter(heads(connection, name)), None)
        if head is None or head.due > store.now():
            return delivered
        try:
            _deliver(target, head.alert, door, store.clock)
        except Undelivered as error:
            wait = max(error.wait or FIRST_WAIT, min(FIRST_WAIT * 2 ** min(head.tries, 20), LONGEST_WAIT))
            due = (datetime.fromisoformat(store.now()) + wait).isoformat(timespec="microseconds")
            postpone(store, head, due, str(error)[:300])
            return delivered
        close(store, head)
        delivered += 1


def _deliver(target: Target, notice: Notice, door: Poster, clock: Callable[[], datetime]) -> None:
    if isinstance(target, Hook):
        _post(target, notice, door, clock)
    else:
        _mail(target, notice)


def _post(target: Hook, notice: Notice, door: Poster, clock: Callable[[], datetime]) -> None:
    content = webhook.body(notice)
    signed = [webhook.headers(notice, content, secret, clock()) for secret in target.secrets]
    headers = {**signed[0], "Webhook-Signature": " ".join(one["Webhook-Signature"] for one in signed)}
    try:
        answer = door.send("POST", target.url, headers=headers, content=content)
    except FetchError as error:
        wait = timedelta(seconds=error.after) if error.after else None
        raise Undelivered(f"not reached: {error.reason}", min(wait, LONGEST_WAIT) if wait else None) from error
    if not 200 <= answer.status < 300:
        asked = answer.header("retry-after") or ""
        wait = timedelta(seconds=int(asked)) if asked.isdecimal() and len(asked) < 7 else None
        raise Undelivered(f"answered {answer.status}", min(wait, LONGEST_WAIT) if wait else None)


def _mail(target: Mailbox, notice: Notice) -> None:
    """Hand a message to the server; over the network only after TLS."""
    try:
        with _server(target) as server:
            server.send_message(mail.message(notice, target.sender, target.recipient))
    except (smtplib.SMTPException, OSError) as error:
        raise Undelivered(f"mail server: {_said(error)}") from error


def _said(error: Exception) -> str:
    """The kind of failure and the server's code, without its words: they may repeat an address or a name."""
    code = getattr(error, "smtp_code", None)
    return type(error).__name__ + (f" {code}" if code else "")


def _server(target: Mailbox) -> smtplib.SMTP:
    parts = urlsplit(target.smtp)
    host, context = parts.hostname or "", ssl.create_default_context()
    port = parts.port or SCHEMES[parts.scheme]
    if parts.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=SECONDS, context=context)
    else:
        server = smtplib.SMTP(host, port, timeout=SECONDS)
        if host not in LOCAL:
            server.starttls(context=context)
    if parts.username:
        server.login(unquote(parts.username), unquote(parts.password or ""))
    return server
