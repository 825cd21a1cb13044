"""TimeML files as released by TempEval-3: the plain text, the creation date and the TIMEX3 annotations with their spans."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dateline.errors import Malformed
from dateline.types import Span


@dataclass(frozen=True, slots=True)
class Gold:
    """An annotated expression: its span in the plain text, ``kind`` in capitals (DATE, TIME, DURATION, SET) and its value."""

    span: Span
    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Timed:
    """A document: plain text without tags, its creation date, its annotations in order."""

    text: str
    published: date | None
    gold: list[Gold]


_TAG = re.compile(r"<(/?)(\w{1,40})([^<>]{0,2000})>")
_ATTRIBUTE = re.compile(r'(?<!\w)(\w+)="([^"]{0,4000})"')
_CREATED = re.compile(r"<DCT>.{0,500}?value=\"(\d{4}-\d\d-\d\d)", re.S)


def read(path: Path) -> Timed:
    """Read one file.

    Raises:
        Malformed: there is no TEXT element.
    """
    source = path.read_text(encoding="utf-8")
    start, end = source.find("<TEXT>"), source.find("</TEXT>")
    if start < 0 or end < 0:
        raise Malformed("no TEXT element", path=str(path))
    created = _CREATED.search(source)
    text, gold = _plain(source[start + 6 : end])
    return Timed(text, date.fromisoformat(created[1]) if created else None, gold)


def _plain(body: str) -> tuple[str, list[Gold]]:
    parts: list[str] = []
    length = 0
    opened: list[tuple[int, dict[str, str]]] = []
    gold: list[Gold] = []
    last = 0
    for match in _TAG.finditer(body):
        piece = html.unescape(body[last : match.start()])
        parts.append(piece)
        length += len(piece)
        last = match.end()
        if match[2] != "TIMEX3":
            continue
        if not match[1]:
            opened.append((length, dict(_ATTRIBUTE.findall(match[3]))))
        elif opened:
            start, attributes = opened.pop()
            gold.append(Gold(Span(start, length), attributes.get("type", ""), attributes.get("value", "")))
    parts.append(html.unescape(body[last:]))
    return "".join(parts), gold
