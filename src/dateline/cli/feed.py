"""``dateline feed add|list|remove|run``: the feeds of a store, and reading them."""

from __future__ import annotations

import json as jsonlib
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from dateline.cli.batch import Batch
from dateline.errors import SettingsError
from dateline.fetch.canonical import normal
from dateline.store import Store, feeds, open_store
from dateline.store.feeds import Feed

ENDED = ("new", "changed", "known", "refused", "failed", "waiting")


def adding(urls: Sequence[str], *, store: str) -> int:
    """Add feeds; return the exit code.

    Raises:
        ForbiddenAddress: the guarded door would refuse an address as it is written.
        FetchError: it is no address.
    """
    from dateline.config import settings
    from dateline.fetch.targets import check

    for url in urls:
        check(url, settings().fetch_pairs())
    with _opened(store, create=True) as opened, opened.writing() as connection:
        for url in urls:
            new = feeds.put(connection, normal(url), opened.now())
            sys.stdout.write(f"{normal(url)}  {'added' if new else 'known already'}\n")
    return 0


def listing(*, store: str, json: bool) -> int:
    """List the feeds, and how many of their items are in which state; return the exit code."""
    with _opened(store) as opened, opened.reading() as connection:
        for feed in feeds.listed(connection):
            states = feeds.counts(connection, feed.id)
            if json:
                line = {"url": feed.url, "title": feed.title, "added": feed.added, "checked": feed.checked, "problem": feed.problem}
                sys.stdout.write(jsonlib.dumps({**line, "items": states}, ensure_ascii=False) + "\n")
                continue
            items = ", ".join(f"{states[state]} {state}" for state in ENDED if state in states) or "no items"
            when = f"read {feed.checked[:16]}" if feed.checked else "never read"
            sys.stdout.write(f"{feed.url}  {when}  {items}\n")
            if feed.problem:
                sys.stdout.write(f"    {feed.problem}\n")
    return 0


def removing(urls: Sequence[str], *, store: str) -> int:
    """Read feeds no more; what was read of them stays. Return the exit code.

    Raises:
        SettingsError: there is no such feed.
    """
    with _opened(store) as opened, opened.writing() as connection:
        for feed in _chosen(feeds.listed(connection), urls):
            feeds.remove(connection, feed, opened.now())
    return 0


def running(urls: Sequence[str], *, store: str, limit: int | None, json: bool) -> int:
    """Read the feeds given, or all, and add what is new; return the exit code (0, 1 some failed, 2 nothing was read).

    Raises:
        StoreError: another run reads them, or the store cannot be written.
        SettingsError: there is no such feed.
    """
    from dateline.cli.feed_run import Run
    from dateline.cli.fetching import fetching

    with _opened(store) as opened, feeds.sole(opened):
        with opened.reading() as connection:
            chosen = _chosen(feeds.listed(connection), urls) if urls else feeds.listed(connection)
        source, batch = fetching(opened), Batch()
        try:
            with _progress() as tick:
                run = Run(opened, source, batch, json=json, tick=tick)
                run.over(chosen, limit)
        finally:
            source.close()
    items = ", ".join(f"{run.states[state]} {state}" for state in ENDED if run.states[state]) or "no items were due"
    sys.stderr.write(f"dateline: {items}; {source.summary()}\n")
    return batch.code()


def _chosen(all_: list[Feed], urls: Sequence[str]) -> list[Feed]:
    by_id = {feed.id: feed for feed in all_}
    missing = [url for url in urls if feeds.key_of(normal(url)) not in by_id]
    if missing:
        raise SettingsError(f"no such feed: {missing[0]}; `dateline feed list` shows those that are read")
    return [by_id[feeds.key_of(normal(url))] for url in urls]


@contextmanager
def _opened(store: str, *, create: bool = False) -> Iterator[Store]:
    opened = open_store(store, create=create)
    try:
        yield opened
    finally:
        opened.close()


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None]]:
    """Show a bar on a terminal, and nothing elsewhere."""
    if not sys.stderr.isatty():
        yield _silent
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("reading feeds"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("items", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _silent(done: int, total: int) -> None:
    """Tell nobody."""
