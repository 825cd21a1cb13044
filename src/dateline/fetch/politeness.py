"""Politeness: one request to a host at a time with a pause between, and when to come back to a host that cannot answer now."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

TRIES = 3
BACKOFF = (1.0, 4.0)
"""Seconds before the second and the third try, where the server names none."""
LONGEST_WAIT = 30.0
"""Seconds of Retry-After that are waited for within a run; a longer wait is left to a later run."""
AGAIN = frozenset((408, 425, 429, 500, 502, 503, 504))
"""Statuses that may be others the next time (RFC 9110, 15.5 and 15.6; RFC 6585)."""


class Pauses:
    """The moment from which each host may be asked again."""

    def __init__(
        self, delay: float, *, clock: Callable[[], float] = time.monotonic, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._delay = delay
        self._clock = clock
        self._sleep = sleep
        self._free: dict[str, float] = {}

    def wait(self, url: str) -> None:
        """Sleep until the host may be asked."""
        left = self.left(url)
        if left > 0:
            self._sleep(left)

    def left(self, url: str) -> float:
        """Return the seconds until the host may be asked."""
        return max(0.0, self._free.get(host(url), 0.0) - self._clock())

    def asked(self, url: str, asks_for: float | None = None, after: float | None = None) -> None:
        """Note that the host was asked now; `asks_for` is its robots.txt's delay, `after` its Retry-After."""
        pause = max(self._delay, asks_for or 0.0, after or 0.0)
        self._free[host(url)] = self._clock() + pause


def host(url: str) -> str:
    """Return the host and port of an address, in lower case."""
    try:
        return urlsplit(url).netloc.lower()
    except ValueError:
        return url


def retry_after(value: str | None, now: datetime | None = None) -> float | None:
    """Return the seconds that a Retry-After header asks for (RFC 9110, 10.2.3), None where it says nothing usable."""
    if not value:
        return None
    stripped = value.strip()
    if stripped.isascii() and stripped.isdecimal() and len(stripped) < 10:
        return float(stripped)
    try:
        when = parsedate_to_datetime(stripped[:60])
    except (ValueError, TypeError, OverflowError):
        return None
    when = when.replace(tzinfo=UTC) if when.tzinfo is None else when
    return max(0.0, (when - (now or datetime.now(UTC))).total_seconds())
