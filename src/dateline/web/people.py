"""Who may do what: users with scrypt hashes in a file, the roles, and the throttle on sign-in."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import secrets
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from dateline.errors import SettingsError

Role = Literal["reader", "coder", "editor", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)
"""Each may do what those before it may: a reader reads, a coder judges statements, an editor joins, parts and undoes, an admin
sees who may do what and the audit log."""
SHORTEST_PASSWORD = 12
SCRYPT = {"n": 2**15, "r": 8, "p": 1}
"""32 MB and some 80 ms a hash (OWASP Password Storage Cheat Sheet names this and stronger ones)."""
SCRYPT_MEMORY = 64 * 1024 * 1024
FAILURES = 5
WINDOW_SECONDS = 300
"""Sign-ins that may fail for one name, or four times as many from one address, in so many seconds (OWASP Authentication)."""
REMEMBERED = 10_000


@dataclass(frozen=True, slots=True)
class User:
    """One user: name, role, and the password's hash as ``scrypt$n$r$p$salt$hash``."""

    name: str
    role: Role
    password: str

    def may(self, role: Role) -> bool:
        """Tell whether the user has at least `role`."""
        return ROLES.index(self.role) >= ROLES.index(role)

    @property
    def mark(self) -> str:
        """A short hash of the password's hash: a session of an older password ends."""
        return hashlib.sha256(self.password.encode()).hexdigest()[:16]


def hashed(password: str) -> str:
    """Return the scrypt hash of a password with a fresh salt.

    Raises:
        SettingsError: it is shorter than twelve characters.
    """
    if len(password) < SHORTEST_PASSWORD:
        raise SettingsError(f"a password has at least {SHORTEST_PASSWORD} characters")
    salt = secrets.token_bytes(16)
    key = hashlib.scrypt(password.encode(), salt=salt, maxmem=SCRYPT_MEMORY, **SCRYPT)
    numbers = "$".join(str(SCRYPT[name]) for name in ("n", "r", "p"))
    return f"scrypt${numbers}${base64.b64encode(salt).decode()}${base64.b64encode(key).decode()}"


def matches(password: str, written: str) -> bool:
    """Tell whether a password has this hash."""
    kind, n, r, p, salt, key = written.split("$")
    if kind != "scrypt":
        raise SettingsError(f"users: a hash of kind {kind!r} is not known")
    made = hashlib.scrypt(
        password.encode(), salt=base64.b64decode(salt), n=int(n), r=int(r), p=int(p), maxmem=SCRYPT_MEMORY
    )  # fmt: skip
    return hmac.compare_digest(made, base64.b64decode(key))


class Users:
    """The users of a file, read again when it changes: a role taken away holds at the next request."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._read_at: tuple[int, int] | None = None
        self._users: dict[str, User] = {}
        self._lock = threading.Lock()
        self._decoy: str | None = None
        self.all()

    def all(self) -> dict[str, User]:
        """Return the users by name.

        Raises:
            SettingsError: the file is missing or not in its form.
        """
        with self._lock:
            try:
                found = self.path.stat()
                if self._read_at != (found.st_mtime_ns, found.st_size):
                    self._users = parse(self.path.read_text(encoding="utf-8"))
                    self._read_at = (found.st_mtime_ns, found.st_size)
            except OSError as error:
                raise SettingsError(f"{self.path}: {error.strerror}") from error
            return self._users

    def check(self, name: str, password: str) -> User | None:
        """Return the user of this name and password, None for any other; both take one hash's time."""
        user = self.all().get(name)
        if self._decoy is None:
            self._decoy = hashed(secrets.token_urlsafe(16))
        right = matches(password, user.password if user else self._decoy)
        return user if user and right else None


def parse(text: str) -> dict[str, User]:
    """Read a users file: ``{"users": [{"name": …, "role": …, "password": "scrypt$…"}]}``.

    Raises:
        SettingsError: it is not in that form.
    """
    try:
        found = [User(one["name"], one["role"], one["password"]) for one in json.loads(text)["users"]]
    except (ValueError, KeyError, TypeError) as error:
        raise SettingsError(
            f"the users file is not in its form ({type(error).__name__}: {error}); `dateline user` writes it"
        ) from error
    for user in found:
        if user.role not in ROLES or not user.name or user.password.count("$") != 5:
            raise SettingsError(f"users: {user.name!r} has no usable name, role or hash")
    return {user.name: user for user in found}


def keep(path: Path, user: User) -> None:
    """Write a user into the file, in the place of one of the same name; only its owner may read the file."""
    held = parse(path.read_text(encoding="utf-8")) if path.exists() else {}
    held[user.name] = user
    shown = [{"name": one.name, "role": one.role, "password": one.password} for one in held.values()]
    fresh = path.with_name(path.name + ".new")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        json.dump({"users": shown}, file, indent=1)
        file.write("\n")
    fresh.replace(path)


class Throttle:
    """Counts failures by key in a sliding window."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._failed: dict[str, deque[float]] = {}
        self._lock = threading.Lock()

    def wait(self, key: str, allowed: int = FAILURES) -> int:
        """Return the seconds after which `key` may try again, 0 where it may now."""
        with self._lock:
            now, failed = self._clock(), self._failed.get(key)
            while failed and failed[0] <= now - WINDOW_SECONDS:
                failed.popleft()
            if not failed:
                self._failed.pop(key, None)
                return 0
            return int(failed[-allowed] + WINDOW_SECONDS - now) + 1 if len(failed) >= allowed else 0

    def fail(self, key: str) -> None:
        """Count one failure; the oldest keys are forgotten where there are very many."""
        with self._lock:
            if len(self._failed) >= REMEMBERED and key not in self._failed:
                self._failed.pop(next(iter(self._failed)))
            self._failed.setdefault(key, deque(maxlen=4 * FAILURES)).append(self._clock())

    def clear(self, key: str) -> None:
        """Forget the failures of `key`: it signed in."""
        with self._lock:
            self._failed.pop(key, None)
