"""What an address answered, read as a document: the way of a page that was fetched, with the kind that its server declared."""

from __future__ import annotations

from collections.abc import Iterator
from email.message import Message

from dateline.errors import Unreadable
from dateline.fetch.canonical import normal
from dateline.ingest import sniff
from dateline.ingest.document import Origin, Reading
from dateline.ingest.files import read_bytes
from dateline.types import Document

_DECLARED: dict[str, sniff.Kind] = {
    "text/html": "html", "application/xhtml+xml": "html", "text/plain": "text", "application/pdf": "pdf",
}  # fmt: skip
_READ: tuple[sniff.Kind, ...] = ("html", "text", "pdf", "empty")


def documents(body: bytes, content_type: str | None, origin: Origin, reading: Reading) -> Iterator[Document]:
    """Yield the document of one answer; ``origin.url`` is the address that answered.

    Raises:
        Unreadable: it is neither a page, a text nor a PDF.
        EmptyInput, Malformed: as the reader of its kind has it.
    """
    declared, charset = _content_type(content_type)
    seen = sniff.kind(body[: sniff.HEAD], origin.path)
    kind = seen if seen in ("pdf", "empty", "html") else _DECLARED.get(declared, seen)
    if seen == "binary" or kind not in _READ:
        what = "a feed, not an article (`dateline feed add` reads feeds)" if seen == "feed" else f"no article: {declared or kind}"
        raise Unreadable(what, path=origin.path)
    url = normal(origin.url) if origin.url else None
    here = Origin(origin.path, url, origin.publisher, origin.published, origin.fetched, origin.problems)
    yield from read_bytes(kind, body, here, reading, charset)


def is_page(body: bytes, content_type: str | None) -> bool:
    """Tell a page of HTML from other answers."""
    return sniff.kind(body[: sniff.HEAD], "") == "html" or _content_type(content_type)[0] in ("text/html", "application/xhtml+xml")


def _content_type(value: str | None) -> tuple[str, str | None]:
    """Return the media type and the charset of a Content-Type header (RFC 9110, 8.3)."""
    message = Message()
    message["Content-Type"] = (value or "").replace("\n", " ").replace("\r", " ") or "application/octet-stream"
    charset = message.get_param("charset")
    return message.get_content_type(), charset if isinstance(charset, str) else None
