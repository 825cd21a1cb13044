"""Mail: an alert as a plain text message. Its id is stable, and revisions answer the first one, so that they make one thread."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Any

from dateline.publish.alerts import Notice
from dateline.publish.feeds import clean
from dateline.publish.wording import day

Json = Mapping[str, Any]
_BREAK = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")
WORDS = {"new": "New", "revised": "Revised", "withdrawn": "Withdrawn"}


def message(notice: Notice, sender: str, recipient: str) -> EmailMessage:
    """Return the message to `recipient`."""
    record = notice.record
    made = EmailMessage(policy=SMTP.clone(max_line_length=200))
    made["From"], made["To"] = sender, recipient
    made["Subject"] = f"[{line(record['watch'])}] {WORDS[record['change']]}: {line(record['headline'])}"
    made["Date"] = format_datetime(datetime.fromisoformat(notice.made))
    made["Message-ID"] = _identity(notice.id, sender)
    if notice.first != notice.id:
        made["In-Reply-To"] = made["References"] = _identity(notice.first, sender)
    made["Auto-Submitted"] = "auto-generated"
    made["X-Dateline-Alert"] = notice.id
    made.set_content("\n".join(clean(one) for one in _lines(notice)) + "\n", cte="quoted-printable")
    return made


def _identity(alert: str, sender: str) -> str:
    host = re.sub(r"[^A-Za-z0-9.-]", "", sender.rpartition("@")[2]) or "localhost"
    return f"<{alert}@{host}>"


def line(text: str) -> str:
    """Return text on one line, without what could begin another header."""
    return _BREAK.sub(" ", clean(text)).strip()


def _lines(notice: Notice) -> Iterator[str]:
    record = notice.record
    shown = record["shown"]
    yield line(record["headline"])
    yield ""
    yield notice.summary
    if shown:
        if shown["conflicts"]:
            yield f"Reports differ on: {', '.join(shown['conflicts'])}."
        yield ""
        yield "In the words of the reports:"
        yield from (_quote(one) for one in shown["evidence"])
        links = dict.fromkeys(one["url"] for one in shown["reports"] if (one["url"] or "").startswith(("http://", "https://")))
        if links:
            yield ""
            yield from links
    yield ""
    yield f"Rule {line(record['watch'])}; {record['subject']}; alert {notice.id}."


def _quote(one: Json) -> str:
    told = day(one["published"]) if one["published"] else None
    said = ", ".join(part for part in (one["speaker"], one["publisher"], told) if part)
    return f"- {one['property'].replace('_', ' ')}: “{line(one['quote'])}”" + (f" ({line(said)})" if said else "")
