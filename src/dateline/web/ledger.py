"""Who is signed in: a small SQLite file beside the users' file, so that sessions outlive a restart, end, and can be ended.

Of a session's token only the hash is kept: who reads the file cannot sign in with it.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import sqlite3
import threading
import time
import weakref
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from dateline.errors import SettingsError

SESSION_SECONDS = 8 * 60 * 60
"""A working day; after it one signs in again."""
IDLE_SECONDS = 60 * 60
"""Without a request for this long a session ends (OWASP Session Management: 15 to 30 minutes for what is risky, longer else)."""
NOTED_EVERY = 60
"""Seconds between two notes of when a session was last used."""
SCHEMA = """
CREATE TABLE IF NOT EXISTS secret (name TEXT PRIMARY KEY, value BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS sessions (token TEXT PRIMARY KEY, user TEXT NOT NULL, mark TEXT NOT NULL, visit TEXT NOT NULL,
  begun REAL NOT NULL, used REAL NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class Session:
    """One session that holds: the user's name, the mark of the password it began with, the visit it is bound to."""

    user: str
    mark: str
    visit: str


class Ledger:
    """The sessions of one server, or of several that share the file; in memory without one.

    Raises:
        SettingsError: the file cannot be opened.
    """

    def __init__(self, path: Path | None = None, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        try:
            if path is not None:
                os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
            self._held = sqlite3.connect(path or ":memory:", check_same_thread=False, isolation_level=None, timeout=10)
            self._held.executescript(SCHEMA)
            self._held.execute("INSERT OR IGNORE INTO secret VALUES ('forms', ?)", (secrets.token_bytes(32),))
            (self.secret,) = self._held.execute("SELECT value FROM secret WHERE name = 'forms'").fetchone()
        except (OSError, sqlite3.Error) as error:
            raise SettingsError(f"{path}: the file of sessions cannot be used ({error})") from error
        weakref.finalize(self, self._held.close)

    def begin(self, user: str, mark: str, visit: str) -> str:
        """Begin a session and return its token; what has ended is forgotten."""
        token, now = secrets.token_urlsafe(32), self._clock()
        with self._lock:
            self._held.execute("DELETE FROM sessions WHERE begun <= ? OR used <= ?", (now - SESSION_SECONDS, now - IDLE_SECONDS))
            self._held.execute("INSERT INTO sessions VALUES (?, ?, ?, ?, ?, ?)", (_hash(token), user, mark, visit, now, now))
        return token

    def find(self, token: str) -> Session | None:
        """Return the session of a token, None where there is none or it has ended."""
        now = self._clock()
        query = "SELECT user, mark, visit, used FROM sessions WHERE token = ? AND begun > ? AND used > ?"
        with self._lock:
            row = self._held.execute(query, (_hash(token), now - SESSION_SECONDS, now - IDLE_SECONDS)).fetchone()
            if row is not None and row[3] < now - NOTED_EVERY:
                self._held.execute("UPDATE sessions SET used = ? WHERE token = ?", (now, _hash(token)))
        return Session(*row[:3]) if row else None

    def end(self, token: str) -> None:
        """End a session: its token is worth nothing from now on."""
        with self._lock:
            self._held.execute("DELETE FROM sessions WHERE token = ?", (_hash(token),))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
