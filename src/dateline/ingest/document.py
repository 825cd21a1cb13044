"""Put a `Document` together: its id, its language, and the cut at the longest text that is kept."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime

from dateline.errors import EmptyInput, InputError
from dateline.ingest.language import language
from dateline.ingest.sniff import Kind
from dateline.ingest.text import MAX_TEXT, normalise
from dateline.types import Document

ID_LENGTH = 32
"""Hex digits of sha256 kept: 128 bits, no accidental collision in any archive."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a document comes from: the path shown to users, and what is known of it outside its own bytes."""

    path: str
    url: str | None = None
    publisher: str | None = None
    published: date | None = None
    """The caller's date (``--published``): used where the document carries none of its own."""
    fetched: datetime | None = None
    problems: tuple[str, ...] = ()


Gate = Callable[[Kind, bytes, Origin, str | None], bool]
"""Asked before an item is parsed: its kind, bytes, origin and the charset that HTTP declared. False leaves it unparsed."""


def _open(kind: Kind, raw: bytes, origin: Origin, charset: str | None) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Reading:
    """How to read: the longest document in bytes after inflating, where the bad items of a container go, and which are parsed.

    ``gate`` is asked once for each item that holds documents (a page, a text, a line, a row, a feed), in order.
    """

    max_bytes: int
    on_error: Callable[[InputError], None]
    gate: Gate = field(default=_open)


def identify(raw: bytes, url: str | None) -> str:
    """Return the id: the first 32 hex digits of the sha256 of url, NUL and bytes (inflated: ``.gz`` changes nothing)."""
    return hashlib.sha256((url or "").encode("utf-8", "surrogatepass") + b"\x00" + raw).hexdigest()[:ID_LENGTH]


def build(
    text: str,
    raw: bytes,
    origin: Origin,
    *,
    title: str | None = None,
    published: date | None = None,
    problems: tuple[str, ...] = (),
) -> Document:
    """Return the document. `published` is the source's own date; the origin's takes its place when there is none.

    Raises:
        EmptyInput: no character but white space is left.
    """
    text, problems = normalise(text).rstrip(), (*origin.problems, *problems)
    if not text.strip():
        raise EmptyInput("nothing to read in it", path=origin.path)
    if len(text) > MAX_TEXT:
        problems = (*problems, f"cut after {MAX_TEXT} of {len(text)} characters")
        text = text[: text.rfind("\n", MAX_TEXT // 2, MAX_TEXT) if "\n" in text[MAX_TEXT // 2 : MAX_TEXT] else MAX_TEXT]
    return Document(
        id=identify(raw, origin.url),
        text=text,
        path=origin.path,
        url=origin.url,
        publisher=origin.publisher,
        title=normalise(title).strip() or None if title else None,
        published=published or origin.published,
        fetched=origin.fetched,
        language=language(text),
        complete=not problems,
        problems=problems,
    )
