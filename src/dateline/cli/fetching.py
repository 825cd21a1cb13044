"""Fetch addresses for a store: politely, each capture kept, each page read as the document of its canonical address."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, date
from pathlib import Path

from sqlalchemy import Connection

from dateline.config import settings
from dateline.errors import DatelineError, FetchError, ForbiddenAddress, InputError
from dateline.fetch.answer import Answer
from dateline.fetch.captures import Captures
from dateline.fetch.door import door_from_settings
from dateline.fetch.pages import Fetched, Reader, Validators
from dateline.fetch.politeness import Pauses
from dateline.fetch.signs import Page
from dateline.ingest import captured, moment
from dateline.ingest.document import Origin, Reading
from dateline.store import Store, fetches
from dateline.store.documents import get, known
from dateline.store.fetches import Fetch
from dateline.types import Document

REFUSED = frozenset(("forbidden", "robots", "paid"))
"""Reasons for which an address is not read although it could be; all others are failures."""
NAMES = {"fetched": "fetched", "not_modified": "not modified", "refused": "refused", "failed": "failed"}


def is_address(path: str) -> bool:
    """Tell an address on the web from a path."""
    return path[:8].lower().startswith(("http://", "https://"))


@dataclass(frozen=True, slots=True)
class Got:
    """What an address gave: a document that is new to its address, or one that the store holds already; and the capture."""

    document: Document
    held: bool
    fetch: Fetch | None


class Fetching:
    """Fetches for one store, and counts what came of it: ``counts`` by kind, ``reasons`` of what was refused or failed."""

    def __init__(self, store: Store, *, reader: Reader, captures: Captures, published: str | None = None) -> None:
        self.reader = reader
        self.counts: Counter[str] = Counter()
        self.reasons: Counter[str] = Counter()
        self._store = store
        self._captures = captures
        self._published = moment.given(published)
        self._pending: list[Fetch] = []

    def get(self, url: str, published: date | None = None) -> Got:
        """Fetch `url` and read it. `published` is the day that a feed names, for a page that names none.

        Raises:
            FetchError: it was refused, or cannot be read; the reason is counted.
            StoreError: the capture cannot be written.
        """
        try:
            return self._get(url, published)
        except FetchError as error:
            refused = isinstance(error, ForbiddenAddress) or error.reason in REFUSED
            self.counts["refused" if refused else "failed"] += 1
            self.reasons[error.reason] += 1
            raise

    def ask(self, url: str, validators: Validators, accept: str) -> Fetched:
        """Fetch `url` as it is, counted; what came is kept."""
        try:
            fetched = self.reader.fetch(url, validators, accept=accept)
        except FetchError as error:
            self.reasons[f"feed {error.reason}"] += 1
            raise
        if fetched.outcome == "fetched":
            self._pending.append(self._kept(url, fetched))
        return fetched

    def write(self, connection: Connection) -> None:
        """Write the captures down that were not yet, each with its document where the store holds that."""
        held = known(connection, (one.document_id for one in self._pending if one.document_id))
        for one in self._pending:
            lost = one.document_id is not None and one.document_id not in held
            fetches.keep(connection, replace(one, document_id=None, problem="the pipeline failed on it") if lost else one)
        self._pending.clear()

    @property
    def pending(self) -> bool:
        """Whether captures wait to be written down."""
        return bool(self._pending)

    def close(self) -> None:
        """Close the file of captures."""
        self._captures.close()

    def summary(self) -> str:
        """Say the counts: ``fetched 3, not modified 1, refused 1 (robots 1)``."""
        parts = [f"{name} {self.counts[kind]}" for kind, name in NAMES.items() if self.counts[kind]]
        why = ", ".join(f"{reason} {count}" for reason, count in sorted(self.reasons.items()))
        return (", ".join(parts) or "nothing fetched") + (f" ({why})" if why else "")

    def _get(self, url: str, published: date | None) -> Got:
        with self._store.reading() as connection:
            before = fetches.last(connection, url)
        fetched = self.reader.fetch(url, Validators(before.etag, before.modified) if before else None)
        if fetched.outcome == "not_modified":
            return self._unchanged(url, before)
        fetch = self._kept(url, fetched)
        try:
            document = self._document(url, fetched.answer, published)
        except FetchError as error:
            self._pending.append(replace(fetch, problem=str(error)))
            raise
        self.counts["fetched"] += 1
        return self._settled(document, fetch)

    def _unchanged(self, url: str, before: Fetch | None) -> Got:
        document = None
        if before is not None and before.document_id is not None:
            with self._store.reading() as connection:
                document = get(connection, before.document_id)
        if document is None:
            raise FetchError("not modified, says the server, since a time when it was never read", url=url, reason="protocol")
        self.counts["not_modified"] += 1
        return Got(document, True, None)

    def _settled(self, document: Document, fetch: Fetch) -> Got:
        """A page that has the text that stands at its address already is no new document."""
        with self._store.reading() as connection:
            same = fetches.same_text(connection, document)
            standing = get(connection, same) if same else None
        chosen = standing or document
        self._pending.append(replace(fetch, document_id=chosen.id))
        return Got(chosen, standing is not None, self._pending[-1])

    def _kept(self, url: str, fetched: Fetched) -> Fetch:
        answer, asked = fetched.answer, fetched.validators
        warc, position = self._captures.keep(answer)
        return Fetch(
            url=url,
            final=answer.url,
            at=answer.last.at.astimezone(UTC).isoformat(timespec="microseconds"),
            status=answer.status,
            etag=asked.etag,
            modified=asked.modified,
            sha256=hashlib.sha256(answer.last.wire).hexdigest(),
            warc=warc,
            position=position,
        )

    def _document(self, url: str, answer: Answer, published: date | None) -> Document:
        kind = answer.header("content-type")
        problems = (*answer.problems, *_signs(url, answer, kind))
        origin = Origin(url, answer.url, published=published or self._published, fetched=answer.last.at, problems=problems)
        try:
            found = list(captured.documents(answer.body, kind, origin, Reading(settings().max_bytes, _raise)))
        except InputError as error:
            said = "; ".join((str(error).removeprefix(f"{url}: "), *answer.problems))
            raise FetchError(said, url=url, reason="unreadable", retry=answer.last.truncated in ("time", "disconnect")) from error
        if not found:
            raise FetchError("nothing to read in it", url=url, reason="unreadable")
        return found[0]


def _signs(url: str, answer: Answer, kind: str | None) -> list[str]:
    """Return what the page says against its being the whole article.

    Raises:
        FetchError: it says that there is no article (a soft 404): what stands on it must not pass for the report.
    """
    problems = []
    is_page = captured.is_page(answer.body, kind)
    if is_page:
        page = Page(answer.body)
        missing = page.missing(url, answer.url)
        if missing:
            raise FetchError(missing, url=url, reason="soft_404")
        problems = [sign for sign in (page.paywall(),) if sign]
    tail = answer.body[-4096:].lower()
    if not answer.last.bounded and not (is_page and (b"</html" in tail or b"</body" in tail)):
        problems.append("the server declared no length, and nothing shows that the end is the end")
    return problems


def _raise(error: DatelineError) -> None:
    raise error


def fetching(store: Store, published: str | None = None) -> Fetching:
    """Return the fetching of this process for `store`, as the settings have it."""
    reader = Reader(door_from_settings(), Pauses(settings().fetch_delay))
    return Fetching(store, reader=reader, captures=Captures(captures_folder(store)), published=published)


def captures_folder(store: Store) -> Path:
    """Return the folder of a store's captures: as the settings have it, or beside a SQLite file, or here."""
    beside = store.file.parent if store.file is not None else Path()
    return settings().captures or beside / "dateline-captures"
