"""Where alerts go: webhooks and mail, in a file of their own, since it holds secrets and the store and its backups must not.

``{"targets": {"desk": {"url": "https://…", "secret": "whsec_…"}, "mail": {"smtp": "smtps://…", "from": "…", "to": "…"}}}``
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from email.utils import parseaddr
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit

from dateline.errors import SettingsError
from dateline.publish.webhook import signature

Json = dict[str, Any]
SCHEMES = {"smtp": 25, "smtps": 465}


@dataclass(frozen=True, slots=True)
class Hook:
    """A webhook: its address, and the secrets that sign; the first is the newest, an older one signs beside it for a while."""

    url: str = field(repr=False)
    secrets: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A mail server's address (``smtp://host:port`` or ``smtps://user:password@host:port``), who writes, and to whom.

    One recipient a target: an address that refuses must not keep the others waiting. A list is one address.
    """

    smtp: str = field(repr=False)
    sender: str
    recipient: str


Target = Hook | Mailbox


def load(file: Path) -> dict[str, Target]:
    """Return the targets by name; none where there is no file.

    Raises:
        SettingsError: others may read it, or it is not in its form.
    """
    if not file.exists():
        return {}
    if os.name == "posix" and file.stat().st_mode & 0o077:
        raise SettingsError(f"{file}: it holds secrets and others may read it: chmod 600 {file}")
    try:
        return {name: _target(one) for name, one in json.loads(file.read_text(encoding="utf-8"))["targets"].items()}
    except (ValueError, KeyError, TypeError, AttributeError, OSError) as error:
        raise SettingsError(f"{file}: not a file of targets ({type(error).__name__})") from error


def _target(one: Json) -> Target:
    if "url" in one:
        return _checked(Hook(one["url"], tuple(str(one["secret"]).split())))
    return _checked(Mailbox(one["smtp"], one["from"], one["to"]))


def _checked(target: Target) -> Target:
    """Return a target that can be used.

    Raises:
        SettingsError: its address, a secret or a mail address is none.
    """
    if isinstance(target, Hook):
        parts = _parts(target.url)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.password:
            raise SettingsError("a webhook's address is http or https, without a user")
        if not target.secrets:
            raise SettingsError("a webhook needs a secret")
        for secret in target.secrets:
            signature(secret, "", "", b"")
        return target
    parts = _parts(target.smtp)
    if parts.scheme not in SCHEMES or not parts.hostname:
        raise SettingsError("a mail server's address is smtp://host:port or smtps://user:password@host:port")
    for address in (target.sender, target.recipient):
        if "@" not in parseaddr(address)[1] or any(letter in address for letter in "\r\n"):
            raise SettingsError(f"{address!r} is no mail address")
    return target


def _parts(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError as error:
        raise SettingsError(f"not an address: {error}") from error
    return parts


def keep(file: Path, name: str, target: Target) -> None:
    """Write a target into the file, in the place of one of the same name; only its owner may read the file.

    Raises:
        SettingsError: the target or the file is unusable.
    """
    held = {**load(file), name: _checked(target)}
    shown = {one: _written(each) for one, each in held.items()}
    fresh = file.with_name(file.name + ".new")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as out:
        json.dump({"targets": shown}, out, indent=1)
        out.write("\n")
    fresh.replace(file)


def _written(target: Target) -> Json:
    if isinstance(target, Hook):
        return {"url": target.url, "secret": " ".join(target.secrets)}
    return {"smtp": target.smtp, "from": target.sender, "to": target.recipient}
