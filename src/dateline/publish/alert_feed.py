"""Alerts as an Atom feed: an entry an alert, the newest first; the same alerts give the same bytes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from dateline.errors import MissingProgram
from dateline.publish.alerts import Notice
from dateline.publish.feeds import MISSING, NEVER, clean
from dateline.publish.mail import WORDS

SHOWN = 200
"""Alerts that a feed holds: a reader that asks once a day misses none where fewer are told."""


def feed(notices: Sequence[Notice]) -> bytes:
    """Return the feed of `notices`, which come the newest first.

    Raises:
        MissingProgram: feedgen is not installed.
    """
    try:
        from feedgen.feed import FeedGenerator
    except ModuleNotFoundError as error:
        raise MissingProgram(MISSING) from error
    made = FeedGenerator()
    made.id("urn:dateline:alerts")
    made.title("Alerts")
    made.link(href="urn:dateline:alerts", rel="alternate")
    made.generator("Dateline")
    made.updated(_moment(notices[0]) if notices else NEVER)
    for notice in reversed(notices):
        entry = made.add_entry()
        entry.id(f"urn:dateline:alert:{notice.id}")
        entry.title(clean(f"{WORDS[notice.record['change']]}: {notice.record['headline']}"))
        entry.content(clean(notice.summary), type="text")  # Atom asks for content or a link, and not every report has one
        entry.updated(_moment(notice))
        entry.published(_moment(notice))
        entry.category(term=notice.record["change"])
        shown = notice.record["shown"] or {"reports": []}
        urls = dict.fromkeys(one["url"] for one in shown["reports"] if (one["url"] or "").startswith(("http://", "https://")))
        for at, url in enumerate(urls):
            entry.link(href=clean(url), rel="related" if at else "alternate")
        if notice.first != notice.id:
            entry.link(href=f"urn:dateline:alert:{notice.first}", rel="via")
    found: bytes = made.atom_str(pretty=True)
    return found


def _moment(notice: Notice) -> datetime:
    return datetime.fromisoformat(notice.made).astimezone(UTC).replace(microsecond=0)
