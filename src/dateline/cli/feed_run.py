"""Read the feeds of a store: ask each what is new, then fetch item after item, the host that is free next first.

Each item ends in one transaction: added, known, refused or failed with its reason, or waiting for a later run. One bad item, one
bad feed or one silent host stops nothing else.
"""

from __future__ import annotations

import json as jsonlib
import sys
from collections import Counter, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Connection

from dateline import __version__
from dateline.cli.add import enter
from dateline.cli.batch import Batch
from dateline.cli.feed_items import Listing, item_of, listing
from dateline.cli.fetching import REFUSED, Fetching
from dateline.errors import FetchError, InputError
from dateline.fetch.pages import FEEDS, Validators
from dateline.fetch.politeness import host
from dateline.ingest.document import Origin
from dateline.ingest.feed import of_item
from dateline.store import Store, feeds
from dateline.store.add import Added, Outcome, add
from dateline.store.documents import known
from dateline.store.feeds import Feed, State, Waiting
from dateline.types import Document

MAX_TRIES = 5
"""Runs in which an item is tried before it counts as failed."""
PAUSE = timedelta(minutes=15)
"""Before the second try; each further one waits four times as long: 15 minutes, 1 hour, 4 hours, 16 hours."""
SILENT = 3
"""Items of one host in a row that could not be read: the others of that host wait for a later run."""
WORDLESS = frozenset(("gone", "forbidden", "soft_404"))
"""Reasons for which not even the feed's own words are taken: the article was withdrawn, or its address is hostile."""
ENDS: dict[Outcome | None, State] = {
    "new": "new", "extracted": "new", "changed": "changed", "known": "known", "erased": "refused", None: "failed",
}  # fmt: skip
"""How an item ends whose document the store took in so, or did not."""
OVERLAP = timedelta(days=2)
"""Sitemaps changed so long before the last look are read again: their clock is not ours."""


@dataclass
class Run:
    """One run over the feeds of a store. ``states`` counts how items ended."""

    store: Store
    source: Fetching
    batch: Batch
    json: bool = False
    tick: Callable[[int, int], None] = lambda done, total: None
    """Hears of each item that ended, and of how many."""
    states: Counter[str] = field(default_factory=Counter)

    def over(self, chosen: Sequence[Feed], limit: int | None = None) -> None:
        """Ask the feeds, then read at most `limit` items that are due.

        Raises:
            StoreError: the store or a capture cannot be written; what was closed before stays.
        """
        for feed in chosen:
            self._check(feed)
        with self.store.reading() as connection:
            due = feeds.waiting(connection, [feed.id for feed in chosen], self._now())[:limit]
        self._work(due, {feed.id: feed for feed in chosen})

    def _now(self, later: timedelta = timedelta()) -> str:
        return (datetime.fromisoformat(self.store.now()) + later).astimezone(UTC).isoformat(timespec="microseconds")

    # ---- feeds

    def _check(self, feed: Feed) -> None:
        """Ask a feed what is new, and write that down with what to ask by the next time."""
        try:
            fetched = self.source.ask(feed.url, Validators(feed.etag, feed.modified), FEEDS)
            if fetched.outcome == "not_modified":
                self.source.counts["not_modified"] += 1
                with self.store.writing() as connection:
                    feeds.checked(connection, feed.id, self._now(), problem=None)
                self.batch.written += 1
                return
            found = listing(fetched.answer.body, fetched.answer.url, self._child, _since(feed))
        except FetchError as error:
            self.batch.fail(error)
            with self.store.writing() as connection:
                self.source.write(connection)
                feeds.checked(connection, feed.id, self._now(), problem=str(error))
            return
        self._note(feed, found, fetched.validators, fetched.answer.problems)

    def _child(self, url: str) -> bytes:
        answer = self.source.ask(url, Validators(), FEEDS).answer
        if not answer.complete:
            raise FetchError(answer.problems[0], url=url, reason="cut", retry=True)
        return answer.body

    def _note(self, feed: Feed, found: Listing, asked: Validators, cut: tuple[str, ...]) -> None:
        problems = (*cut, *found.problems)
        kept = asked if found.whole and not cut else Validators()
        with self.store.writing() as connection:
            self.source.write(connection)
            new = feeds.name(connection, feed.id, found.items, self._now())
            problem = "; ".join(problems)[:500] or None
            values = {"title": found.title or feed.title, "etag": kept.etag, "modified": kept.modified, "problem": problem}
            feeds.checked(connection, feed.id, self._now(), **values)
        self.batch.written += 1
        for problem in problems:
            sys.stderr.write(f"dateline: {feed.url}: {problem}\n")
        if self.json:
            self._line({"feed": feed.url, "items": len(found.items), "waiting": new, "problems": list(problems)})

    # ---- items

    def _work(self, due: list[Waiting], by_id: dict[str, Feed]) -> None:
        queues: dict[str, deque[Waiting]] = {}
        for item in due:
            queues.setdefault(host(item.url) if item.url else "", deque()).append(item)
        silent: Counter[str] = Counter()
        done = 0
        while queues:
            name = min(queues, key=lambda each: self.source.reader.pauses.left(f"http://{each}/") if each else 0.0)
            item = queues[name].popleft()
            retry = self._item(item, by_id[item.feed_id])
            silent[name] = silent[name] + 1 if retry else 0
            done += 1
            self.tick(done, len(due))
            if not queues[name] or silent[name] >= SILENT:
                left = len(queues.pop(name))
                self.states.update({"waiting": left} if left else {})

    def _item(self, item: Waiting, feed: Feed) -> bool:
        """Read one item and write down what came of it; tell whether its host seems unable to answer."""
        if item.url is None:
            self._words(item, feed, None)
            return False
        with self.store.reading() as connection:
            published = item_of(feeds.record(connection, item)).published
        try:
            got = self.source.get(item.url, published)
        except FetchError as error:
            return self._not_got(item, feed, error)
        if got.held:
            self._end(item, feed, "known", document_id=got.document.id)
        else:
            self._enter(item, feed, got.document)
        return False

    def _not_got(self, item: Waiting, feed: Feed, error: FetchError) -> bool:
        if error.retry and item.tries + 1 < MAX_TRIES:
            pause = max(PAUSE * 4**item.tries, timedelta(seconds=min(error.after or 0.0, 7 * 86400.0)))
            with self.store.writing() as connection:
                self.source.write(connection)
                feeds.postpone(connection, item, self._now(pause), str(error)[:500])
            self._told(item, feed, "waiting", str(error))
            return True
        self.batch.fail(error)
        if error.reason in WORDLESS:
            self._end(item, feed, "refused" if error.reason in REFUSED else "failed", problem=str(error))
        else:
            self._words(item, feed, error)
        return False

    def _words(self, item: Waiting, feed: Feed, error: FetchError | None) -> None:
        """Take the feed's own words: for an item without an address, or flagged, where its page cannot be read."""
        with self.store.reading() as connection:
            record = feeds.record(connection, item)
        state: State = "failed" if error is None or error.reason not in REFUSED else "refused"
        found = item_of(record)
        if error is not None and len(found.html) < 200:  # a teaser of a line says less than its reader would take it for
            self._end(item, feed, state, problem=str(error))
            return
        problems = () if error is None else (f"only the feed's own words: {str(error).removeprefix(f'{item.url}: ')}",)
        origin = Origin(item.url or f"{feed.url}#{item.key}", item.url, publisher=feed.title, problems=problems)
        try:
            document = of_item(found, origin)
        except InputError as empty:
            self._end(item, feed, state, problem=str(error or empty))
            return
        self._enter(item, feed, document, problem=str(error) if error else None)

    def _enter(self, item: Waiting, feed: Feed, document: Document, problem: str | None = None) -> None:
        """Add a document and close its item in one transaction."""

        def along(connection: Connection, outcomes: list[Added]) -> None:
            self.source.write(connection)
            held = bool(known(connection, [document.id]))
            outcome = next((one.outcome for one in outcomes if one.document_id == document.id), "known" if held else None)
            why = problem if outcome else "the pipeline failed on it"
            feeds.close(connection, item, ENDS[outcome], problem=why, document_id=document.id if held else None)

        failed = self.batch.failed
        told = enter(self.store, [document], self.batch, along=along)
        if self.batch.failed > failed or not told:
            self._told(item, feed, "failed", "the pipeline failed on it")
            return
        self.batch.written += 1
        self._told(item, feed, told[0].outcome, problem, document.id)

    def _end(self, item: Waiting, feed: Feed, state: State, *, problem: str | None = None, document_id: str | None = None) -> None:
        """Close an item without adding anything."""

        def along(connection: Connection, _: list[Added]) -> None:
            self.source.write(connection)
            feeds.close(connection, item, state, problem=problem and problem[:500], document_id=document_id)

        add(self.store, [], __version__, along=along)
        self.batch.written += document_id is not None
        self._told(item, feed, state, problem, document_id)

    def _told(self, item: Waiting, feed: Feed, state: str, problem: str | None, document_id: str | None = None) -> None:
        self.states[state] += 1
        if self.json:
            told = {"feed": feed.url, "url": item.url, "state": state, "document": document_id, "problem": problem}
            self._line(dict(told))
        elif document_id is not None:
            sys.stdout.write(f"{document_id}  {state}  {item.url or ''}\n")

    def _line(self, line: dict[str, object]) -> None:
        sys.stdout.write(jsonlib.dumps(line, ensure_ascii=False) + "\n")


def _since(feed: Feed) -> date | None:
    return (datetime.fromisoformat(feed.checked) - OVERLAP).date() if feed.checked else None
