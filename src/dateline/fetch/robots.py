"""Robots Exclusion Protocol (RFC 9309), read by protego: whether an address may be asked for, and how long to wait between two."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit

from protego import Protego

from dateline.errors import FetchError, ForbiddenAddress
from dateline.fetch.door import Door

NAME = "Dateline"
"""The product token that a robots.txt addresses (RFC 9309, 2.2.1)."""
MAX_BYTES = 512 * 1024
"""RFC 9309, 2.5: at least 500 KiB are parsed; what follows is passed over."""
SECONDS = 15.0
LONGEST_DELAY = 120.0
"""Seconds; a robots.txt that asks for more is heeded as far as this, which is 720 pages a day."""

_ALL = ""
_NONE = "User-agent: *\nDisallow: /"


class Robots:
    """The rules of each host, asked for once in the life of this object."""

    def __init__(self, door: Door) -> None:
        self._door = door
        self._known: dict[str, Protego] = {}
        self._silent: dict[str, FetchError] = {}

    def allows(self, url: str) -> bool:
        """Tell whether `url` may be asked for. Raises `ForbiddenAddress` where the guarded door refuses the host."""
        return bool(self._of(url).can_fetch(url, NAME))

    def unread(self, url: str) -> FetchError | None:
        """Return why the host's rules could not be read, so that it allows nothing for now; None where they were."""
        self._of(url)
        return self._silent.get(_root(url))

    def delay(self, url: str) -> float | None:
        """Return the seconds that the host asks for between two requests, None where it asks for none."""
        rules = self._of(url)
        asked = rules.crawl_delay(NAME)
        rate = rules.request_rate(NAME)
        if asked is None and rate is not None and rate.requests:
            asked = rate.seconds / rate.requests
        return None if asked is None else min(max(float(asked), 0.0), LONGEST_DELAY)

    def _of(self, url: str) -> Protego:
        root = _root(url)
        if root not in self._known:
            self._known[root] = Protego.parse(self._text(root))
        return self._known[root]

    def _text(self, root: str) -> str:
        """RFC 9309, 2.3.1: no such file allows all; a server that fails, or cannot be reached, allows nothing for now."""
        limits = replace(self._door.limits, wire_bytes=MAX_BYTES, seconds=SECONDS)
        try:
            answer = self._door.send("GET", f"{root}/robots.txt", limits=limits)
        except ForbiddenAddress as error:
            if error.url.startswith(root):
                raise
            return _ALL  # redirected to where nobody may look: no such file
        except FetchError as error:
            return _ALL if error.reason == "redirects" else self._unread(root, error)
        if answer.status == 429 or answer.status >= 500:
            said = FetchError(f"HTTP {answer.status}", url=f"{root}/robots.txt", reason="robots", retry=True)
            return self._unread(root, said)
        return answer.body.decode("utf-8", "replace") if 200 <= answer.status < 300 else _ALL

    def _unread(self, root: str, error: FetchError) -> str:
        self._silent[root] = error
        return _NONE


def _root(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}".lower()
