"""JSON Lines: one article a line, with the keys ``id url title publisher published text``; the rest is ignored."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import IO, Any

from dateline.errors import InputError, Malformed, TooLarge
from dateline.ingest import moment
from dateline.ingest.document import Origin, Reading, build
from dateline.ingest.text import decode, normalise, title_of, with_title
from dateline.types import Document

KEYS = ("id", "url", "title", "publisher", "published", "text")
_CHUNK = 1 << 20


def read_lines(stream: IO[bytes], origin: Origin, reading: Reading, before: int = 0) -> Iterator[Document]:
    """Yield a document for each line, in order; a bad line goes to `reading.on_error` with its number, and the next one is read.

    `before` counts the lines of the file that stand before the stream.
    """
    number = before
    while line := stream.readline(reading.max_bytes + 1):
        number += 1
        too_long = len(line) > reading.max_bytes
        if too_long:
            _skip_line(stream, line)
        try:
            if too_long:
                raise TooLarge(f"line {number} is longer than {reading.max_bytes} bytes", limit=reading.max_bytes, path=origin.path)
            if line.strip() and reading.gate("jsonl", line, replace(origin, path=f"{origin.path}:{number}"), None):
                yield parse(line.strip(), origin, number)
        except InputError as error:
            reading.on_error(error)


def read_whole(raw: bytes, origin: Origin, reading: Reading) -> Iterator[Document]:
    """Yield the documents of one JSON value over several lines: an article, or an array of them.

    Raises:
        Malformed: it is not JSON.
    """
    value = _load(raw, origin.path, None)
    for number, item in enumerate(value if isinstance(value, list) else [value], 1):
        try:
            yield article(item, json.dumps(item, sort_keys=True).encode(), origin, number)
        except InputError as error:
            reading.on_error(error)


def parse(line: bytes, origin: Origin, number: int) -> Document:
    """Return the document of one line.

    Raises:
        Malformed: not JSON, not an object, no text, or a value of the wrong type; `number` is its position.
        EmptyInput: its text is white space.
    """
    return article(_load(line, origin.path, number), line, origin, number)


def _load(raw: bytes, path: str, number: int | None) -> Any:
    """Parse JSON; NaN, Infinity, numbers of thousands of digits and nesting beyond Python's stack are errors of this line."""
    try:
        return json.loads(decode(raw).text.removeprefix("\ufeff"), parse_constant=_no_constant)
    except RecursionError as error:
        raise Malformed("nested too deeply", path=path, position=number) from error
    except ValueError as error:
        reason = error.msg if isinstance(error, json.JSONDecodeError) else str(error)
        raise Malformed(f"not JSON: {reason}", path=path, position=number) from error


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON value")


def article(item: Any, raw: bytes, origin: Origin, number: int) -> Document:
    """Return the document of one object; `raw` is what its id is made from.

    Raises:
        Malformed: not an object, no text, or a value of the wrong type.
        EmptyInput: its text is white space.
    """
    if not isinstance(item, dict):
        raise Malformed(f"an object is wanted, this is {_kind(item)}", path=origin.path, position=number)
    fields = {key: _text(item, key, origin.path, number) for key in KEYS}
    if fields["text"] is None:
        raise Malformed('no "text"', path=origin.path, position=number)
    published = moment.iso(fields["published"])
    problems = (f'"published" is no date: {fields["published"][:40]!r}',) if fields["published"] and not published else ()
    title = " ".join(normalise(fields["title"] or "").split()) or None
    text = with_title(title, normalise(fields["text"]))
    here = replace(
        origin,
        path=normalise(fields["id"]) if fields["id"] else f"{origin.path}:{number}",
        url=fields["url"],
        publisher=fields["publisher"],
    )
    published = published or moment.under_title(text)
    return build(text, raw, here, title=title or title_of(text), published=published, problems=problems)


def _text(item: dict[str, Any], key: str, path: str, number: int) -> str | None:
    """Return a field as text, None when it is absent or null. An id may be a whole number; everything else must be a string."""
    value = item.get(key)
    if value is None or isinstance(value, str):
        return value or None
    if key == "id" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise Malformed(f'"{key}" must be a string, not {_kind(value)}', path=path, position=number)


def _kind(value: object) -> str:
    names = {bool: "true or false", int: "a number", float: "a number", list: "an array", dict: "an object", str: "a string"}
    return names.get(type(value), "null")


def _skip_line(stream: IO[bytes], begun: bytes) -> None:
    while begun and not begun.endswith(b"\n"):
        begun = stream.readline(_CHUNK)
