"""Fetch politely: robots.txt, a pause a host, conditional requests, retries within limits, and what an answer is worth.

`Reader.fetch` returns a `Fetched`: whole, or with its problems; not modified; or it raises a `FetchError` whose ``reason`` counts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import sleep
from typing import Literal
from urllib.parse import urlsplit

from dateline.errors import FetchError
from dateline.fetch.answer import Answer
from dateline.fetch.door import Door
from dateline.fetch.politeness import AGAIN, BACKOFF, LONGEST_WAIT, TRIES, Pauses, retry_after
from dateline.fetch.robots import Robots
from dateline.telemetry import span

ACCEPT = "text/html, application/xhtml+xml, application/pdf;q=0.9, text/plain;q=0.8, */*;q=0.1"
FEEDS = "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1"
GONE = frozenset((404, 410))
PAID = frozenset((401, 402, 403, 451))
"""Statuses of a page that is there and not for us."""


@dataclass(frozen=True, slots=True)
class Validators:
    """What the last answer gave to ask by, the next time (RFC 9110, 8.8)."""

    etag: str | None = None
    modified: str | None = None

    def headers(self) -> dict[str, str]:
        """Return the headers of a conditional request."""
        found = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in found.items() if value and value.isascii() and value.isprintable()}


@dataclass(frozen=True, slots=True)
class Fetched:
    """An address that answered: the exchange, or that nothing changed since the last time."""

    outcome: Literal["fetched", "not_modified"]
    answer: Answer
    tries: int = 1

    @property
    def validators(self) -> Validators:
        """What to ask by the next time; nothing for an answer that was not whole, so that it is asked for again."""
        if not self.answer.complete:
            return Validators()
        return Validators(self.answer.header("etag"), self.answer.header("last-modified"))


class Reader:
    """Fetches one address after the other, politely."""

    def __init__(self, door: Door, pauses: Pauses, *, sleep: Callable[[float], None] = sleep) -> None:
        self.door = door
        self.pauses = pauses
        self.robots = Robots(door)
        self._sleep = sleep

    def fetch(self, url: str, validators: Validators | None = None, *, accept: str = ACCEPT) -> Fetched:
        """Fetch `url`, asking again where that may help.

        Raises:
            ForbiddenAddress: the guarded door refuses it.
            FetchError: robots.txt does not allow it (reason ``robots``), it is ``gone``, not for us (``paid``), or cannot be read.
        """
        url = self.door.check(url)
        with span("fetch", server_address=urlsplit(url).hostname or "") as note:
            found = self._fetch(url, validators, accept)
            note(http_response_status_code=found.answer.status, dateline_tries=found.tries, dateline_outcome=found.outcome)
            return found

    def _fetch(self, url: str, validators: Validators | None, accept: str) -> Fetched:
        if not self.robots.allows(url):
            unread = self.robots.unread(url)
            if unread is not None:
                raise FetchError(f"its robots.txt could not be read: {unread}", url=url, reason=unread.reason, retry=unread.retry)
            raise FetchError("its host's robots.txt does not allow it", url=url, reason="robots")
        headers = {"Accept": accept, **(validators.headers() if validators else {})}
        best: Answer | None = None
        for number in range(1, TRIES + 1):
            try:
                answer = self._once(url, headers)
                if answer.status == 304:
                    return Fetched("not_modified", answer, number)
                if answer.complete or answer.last.truncated == "length":
                    return Fetched("fetched", answer, number)
                best = answer if best is None or len(answer.last.wire) > len(best.last.wire) else best
                failure = FetchError(answer.problems[0], url=url, reason="cut", retry=True)
            except FetchError as error:
                failure = error
            if not failure.retry or number == TRIES or not self._waited(failure, number):
                break
        if best is not None:
            return Fetched("fetched", best, number)
        raise failure

    def _once(self, url: str, headers: dict[str, str]) -> Answer:
        self.pauses.wait(url)
        after: float | None = None
        try:
            answer = self.door.send("GET", url, headers=headers)
            after = retry_after(answer.header("retry-after"))
        finally:
            self.pauses.asked(url, self.robots.delay(url))
        if answer.status == 304 or (200 <= answer.status < 300 and answer.status not in (204, 205, 206)):
            return answer
        raise _refusal(answer, url, after)

    def _waited(self, failure: FetchError, number: int) -> bool:
        """Wait as long as the server asks, or else a little; tell whether it is worth waiting within this run."""
        seconds = failure.after if failure.after is not None else BACKOFF[min(number, len(BACKOFF)) - 1]
        if seconds > LONGEST_WAIT:
            return False
        self._sleep(seconds)
        return True


def _refusal(answer: Answer, url: str, after: float | None) -> FetchError:
    status = answer.status
    if status in GONE:
        return FetchError(f"gone (HTTP {status})", url=url, reason="gone")
    if status in PAID:
        return FetchError(f"not for us (HTTP {status})", url=url, reason="paid")
    said = f"HTTP {status}" + ("" if after is None else f", asks to come back in {after:.0f} s")
    return FetchError(said, url=url, reason="busy" if status in AGAIN else "status", retry=status in AGAIN, after=after)
