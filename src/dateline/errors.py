"""Every error that Dateline raises, in one tree.

DatelineError
├── InputError            a document that cannot be read: path, and position where known
│   ├── NotFound          no such file
│   ├── Unreadable        a directory, a binary file, no permission
│   ├── EmptyInput        nothing to read in it
│   ├── TooLarge          over the stated limit of bytes
│   └── Malformed         a broken line, record, page or archive
├── FetchError            an address that cannot or must not be read: url
│   └── ForbiddenAddress  the guarded door refused it
├── StoreError            the store cannot be opened, read or written
│   └── IntegrityError    stored data disagrees with its hash
├── CodebookError         a table of the codebook is not well formed: file and row
├── ModelError            the trained model is missing, damaged or of another version
├── SettingsError         an option or environment variable has no usable value
└── MissingProgram        an optional part is not installed: which, and how to get it
"""

from __future__ import annotations


class DatelineError(Exception):
    """Root of the tree. ``str(error)`` is a message for people, without a traceback's words."""


class InputError(DatelineError):
    """A document that cannot be read. ``path`` names it, ``position`` is a line (text) or byte (binary) where known."""

    def __init__(self, message: str, *, path: str | None = None, position: int | None = None) -> None:
        self.path = path
        self.position = position
        where = "" if path is None else path if position is None else f"{path}:{position}"
        super().__init__(f"{where}: {message}" if where else message)


class NotFound(InputError):
    """No such file."""


class Unreadable(InputError):
    """A directory where a file was meant, a binary file, or no permission."""


class EmptyInput(InputError):
    """Nothing to read in it."""


class TooLarge(InputError):
    """Over the limit of bytes; ``limit`` carries it."""

    def __init__(self, message: str, *, limit: int, path: str | None = None) -> None:
        self.limit = limit
        super().__init__(message, path=path)


class Malformed(InputError):
    """A broken line, record, page or archive."""


class FetchError(DatelineError):
    """An address that cannot be read; ``url`` names it, ``reason`` is one word for counting, ``retry`` whether to ask again.

    ``after`` is how many seconds the server asked to be left alone, None where it said nothing.
    """

    def __init__(self, message: str, *, url: str, reason: str = "failed", retry: bool = False, after: float | None = None) -> None:
        self.url = url
        self.reason = reason
        self.retry = retry
        self.after = after
        super().__init__(f"{url}: {message}")


class ForbiddenAddress(FetchError):
    """An address that the guarded door refuses (loopback, private, link-local, metadata and their disguises)."""

    def __init__(self, message: str, *, url: str) -> None:
        super().__init__(message, url=url, reason="forbidden")


class StoreError(DatelineError):
    """The store cannot be opened, read or written."""


class IntegrityError(StoreError):
    """Stored data disagrees with its hash."""


class CodebookError(DatelineError):
    """A table of the codebook is not well formed; ``table`` is its file, ``row`` counts from 1."""

    def __init__(self, message: str, *, table: str, row: int | None = None) -> None:
        self.table = table
        self.row = row
        super().__init__(f"{table}{'' if row is None else f':{row}'}: {message}")


class ModelError(DatelineError):
    """The trained model is missing, damaged or of another version."""


class SettingsError(DatelineError):
    """An option or environment variable has no usable value."""


class MissingProgram(DatelineError):
    """An optional part is not installed; the message says how to get it."""


def with_extra(need: str, extra: str) -> str:
    """Return what is needed, and how the README's own install gets it (no index holds the package)."""
    return f"{need}: `uv run --frozen --extra {extra} dateline …` in the checkout (or `pip install '.[{extra}]'` there)"
