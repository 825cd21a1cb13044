"""What came back: one exchange a hop, as it went over the wire, and the body of the last one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Truncated = Literal["length", "time", "disconnect"]
"""Why a body is not whole, in the words of WARC-Truncated (ISO 28500, 5.13)."""
Headers = tuple[tuple[str, str], ...]


def find(headers: Headers, name: str) -> str | None:
    """Return the first value of a header, whatever the case of its name."""
    return next((value for key, value in headers if key.lower() == name.lower()), None)


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and its answer. ``sent`` and ``head`` are bytes as on the wire, ``wire`` the body without transfer coding."""

    url: str
    address: str
    at: datetime
    sent: bytes
    head: bytes
    status: int
    headers: Headers
    wire: bytes
    truncated: Truncated | None = None
    problems: tuple[str, ...] = ()

    @property
    def bounded(self) -> bool:
        """Whether the body's end was declared, by length or by chunks; if not, it ended where the connection did."""
        return any(find(self.headers, name) is not None for name in ("content-length", "transfer-encoding"))


@dataclass(frozen=True, slots=True)
class Answer:
    """The end of a request: the exchanges on the way, the body inflated, and why it is not whole, if it is not."""

    asked: str
    exchanges: tuple[Exchange, ...]
    body: bytes
    problems: tuple[str, ...] = ()

    @property
    def last(self) -> Exchange:
        """The exchange that answered."""
        return self.exchanges[-1]

    @property
    def url(self) -> str:
        """The address that answered, after redirects."""
        return self.last.url

    @property
    def status(self) -> int:
        """The HTTP status."""
        return self.last.status

    @property
    def headers(self) -> Headers:
        """The headers of the answer, in order."""
        return self.last.headers

    @property
    def complete(self) -> bool:
        """Whether nothing says that a part is missing."""
        return not self.problems

    def header(self, name: str) -> str | None:
        """Return the first value of a header."""
        return find(self.headers, name)
