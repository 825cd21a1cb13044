"""PDF: the text of its pages. The dates inside a PDF are the file's, not the publication's, and are not taken."""

from __future__ import annotations

import io
import logging
from typing import Any

from dateline.errors import EmptyInput
from dateline.ingest import moment, worker
from dateline.ingest.document import Origin, build
from dateline.ingest.text import MAX_TEXT, normalise, title_of
from dateline.types import Document

MAX_PAGES = 2000
_MAX_WARNINGS = 20


class _Kept(logging.Handler):
    """Keeps what pypdf only logs: that it stopped at one of its limits, for one."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one message."""
        if len(self.messages) < _MAX_WARNINGS:
            self.messages.append(record.getMessage()[:200])


def parse(raw: bytes, origin: Origin) -> Document:
    """Return the document of a PDF, its pages one after the other.

    Raises:
        Malformed: it cannot be read within the worker's limits.
        EmptyInput: it holds no text (scanned pages).
    """
    answer = worker.run("pdf", raw, origin.path)
    text = normalise("\n".join(answer["pages"])).strip("\n")
    if not text.strip():
        raise EmptyInput(
            f"a PDF without text ({answer['warnings'][0] if answer['warnings'] else 'scanned pages?'})", path=origin.path
        )
    title = " ".join(normalise(answer["title"] or "").split())
    shown = title if title and title.casefold() in " ".join(text[:2000].split()).casefold() else title_of(text)
    return build(text, raw, origin, title=shown, published=moment.under_title(text), problems=tuple(answer["problems"]))


def pages(raw: bytes) -> dict[str, Any]:
    """Return ``pages`` (a list of texts), ``title``, ``problems`` and ``warnings``. Runs in the worker; any error may leave it."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    warnings = _Kept()
    logging.getLogger("pypdf").addHandler(warnings)
    reader = PdfReader(io.BytesIO(raw))
    if reader.is_encrypted and not reader.decrypt(""):
        return {"error": "a PDF that is locked with a password"}
    found: list[str] = []
    problems: list[str] = []
    for number, page in enumerate(reader.pages, 1):
        if number > MAX_PAGES or sum(map(len, found)) > MAX_TEXT:
            problems.append(f"only the first {number - 1} of {len(reader.pages)} pages were read")
            break
        try:
            found.append(page.extract_text())
        except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
            problems.append(f"page {number} could not be read ({type(error).__name__})")
    title = reader.metadata.title if reader.metadata else None
    return {"pages": found, "title": str(title) if title else None, "problems": problems, "warnings": warnings.messages}
