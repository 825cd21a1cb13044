"""Webhooks: an alert as JSON, signed as the Standard Webhooks specification says (symmetric, ``v1``).

The signature is HMAC-SHA256 over ``id.timestamp.body`` with the secret behind ``whsec_`` (Base64). A receiver checks it, refuses
old timestamps, and knows an alert that comes again by its id.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import secrets
from datetime import datetime

from dateline.errors import SettingsError
from dateline.publish.alerts import Notice

PREFIX = "whsec_"
SECRET_BYTES = 32
"""Between the 24 and 64 bytes that the specification asks for."""


def new_secret() -> str:
    """Return a fresh secret."""
    return PREFIX + base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


def body(notice: Notice) -> bytes:
    """Return what is posted: the same bytes at every try.

    ``type`` is ``incident.new``, ``incident.revised``, ``advisory.withdrawn`` and so on; ``sequence`` grows from alert to alert;
    ``first`` is the id of the first alert on the same subject.
    """
    record = notice.record
    kind = record["shown"]["kind"] if record["shown"] else "incident" if record["subject"].startswith("i") else "advisory"
    data = {
        "id": notice.id, "sequence": notice.seq, "watch": record["watch"], "subject": record["subject"], "change": record["change"],
        "first": notice.first, "before": record["before"], "now": record["now"], "headline": record["headline"],
        "summary": notice.summary, kind: record["shown"],
    }  # fmt: skip
    shown = {"type": f"{kind}.{record['change']}", "timestamp": notice.made, "data": data}
    return json.dumps(shown, sort_keys=True, ensure_ascii=True, separators=(",", ":")).encode()


def headers(notice: Notice, content: bytes, secret: str, now: datetime) -> dict[str, str]:
    """Return the headers of one try at the moment `now`.

    Raises:
        SettingsError: the secret is none.
    """
    stamp = str(int(now.timestamp()))
    return {
        "Content-Type": "application/json",
        "Webhook-Id": notice.id,
        "Webhook-Timestamp": stamp,
        "Webhook-Signature": signature(secret, notice.id, stamp, content),
    }


def signature(secret: str, identity: str, stamp: str, content: bytes) -> str:
    """Return ``v1,`` and the Base64 of the HMAC.

    Raises:
        SettingsError: the secret is none.
    """
    try:
        key = base64.b64decode(secret.removeprefix(PREFIX), validate=True)
    except binascii.Error as error:
        raise SettingsError(f"a webhook's secret is {PREFIX} and Base64") from error
    if not secret.startswith(PREFIX) or len(key) < 24:
        raise SettingsError(f"a webhook's secret is {PREFIX} and the Base64 of 24 bytes or more")
    made = hmac.new(key, b".".join((identity.encode(), stamp.encode(), content)), hashlib.sha256).digest()
    return "v1," + base64.b64encode(made).decode()


def verify(secret: str, headers: dict[str, str], content: bytes) -> bool:
    """Tell whether a body is ours: what a receiver does, for tests and for those who write one in Python."""
    low = {name.casefold(): value for name, value in headers.items()}
    made = signature(secret, low.get("webhook-id", ""), low.get("webhook-timestamp", ""), content)
    return any(hmac.compare_digest(made, one) for one in low.get("webhook-signature", "").split())
