"""What kind of file it is: by its first bytes, and by its name only where the bytes leave it open."""

from __future__ import annotations

import json
import re
from pathlib import PurePath
from typing import Literal

Kind = Literal[
    "text", "html", "jsonl", "json", "feed", "warc", "pdf", "zip", "tar", "gzip", "bzip2", "xz", "parquet", "binary", "empty"
]

HEAD = 8192
"""Bytes looked at."""
CONTROL_SHARE = 0.05
"""More control bytes than this among the first bytes make a file binary: random bytes have 11%, damaged text below 1%."""

SUFFIXES: dict[str, Kind] = {
    ".txt": "text", ".text": "text", ".md": "text", ".html": "html", ".htm": "html", ".xhtml": "html", ".jsonl": "jsonl",
    ".ndjson": "jsonl", ".rss": "feed", ".atom": "feed", ".warc": "warc", ".wet": "warc", ".pdf": "pdf", ".zip": "zip",
    ".tar": "tar", ".tgz": "tar", ".parquet": "parquet",
}  # fmt: skip
"""Suffixes read when a folder is walked; ``.gz`` may follow each."""

FEW_CONTROLS = 8
"""So many are damage, however short the file."""

_MAGIC: tuple[tuple[bytes, Kind], ...] = (
    (b"%PDF-", "pdf"), (b"WARC/", "warc"), (b"\x1f\x8b", "gzip"), (b"BZh", "bzip2"), (b"\xfd7zXZ\x00", "xz"), (b"PAR1", "parquet"),
    (b"PK\x03\x04", "zip"), (b"PK\x05\x06", "zip"), (b"\x89PNG", "binary"), (b"\xff\xd8\xff", "binary"), (b"GIF8", "binary"),
    (b"\x7fELF", "binary"), (b"RIFF", "binary"), (b"ID3", "binary"), (b"OggS", "binary"), (b"\xd0\xcf\x11\xe0", "binary"),
    (b"7z\xbc\xaf", "binary"), (b"SQLite format 3\x00", "binary"), (b"\x28\xb5\x2f\xfd", "binary"), (b"wOF", "binary"),
)  # fmt: skip
_HTML = re.compile(rb"<(?:!doctype\s{1,5}html|html|head|body)[\s>]", re.IGNORECASE)
_MARKUP = re.compile(rb"\s{0,200}<(?:!--|div|p|article|section|main|meta|title|h1|span|table)[\s>]", re.IGNORECASE)
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF|channel)[\s>]", re.IGNORECASE)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b")) + b"\x7f"


def kind(head: bytes, path: str) -> Kind:
    """Return what a file is, from its first `HEAD` bytes and its name."""
    if not head.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        return "empty"
    for magic, found in _MAGIC:
        if head.startswith(magic):
            return found
    if len(head) > 262 and head[257:262] == b"ustar":
        return "tar"
    named = suffix_kind(path)
    text = _ascii_of(head)
    if text is None:
        return "tar" if named == "tar" else "binary"
    return _textual(text, named)


def suffix_kind(path: str) -> Kind | None:
    """Return what the name promises, ``.gz`` aside; None when it promises nothing known."""
    name = PurePath(path).name.lower().removesuffix(".gz")
    return SUFFIXES.get(PurePath(name).suffix)


def _ascii_of(head: bytes) -> bytes | None:
    """Return the bytes with the NULs of UTF-16 taken out, None when they are no text."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff") or _every_second_is_nul(head):
        return head.replace(b"\x00", b"")
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return None if controls > max(FEW_CONTROLS, CONTROL_SHARE * len(head)) else head.removeprefix(b"\xef\xbb\xbf")


def _every_second_is_nul(head: bytes) -> bool:
    half = max(1, len(head) // 2)
    shares = sorted((head[0::2].count(0) / half, head[1::2].count(0) / half))
    return shares[0] < 0.1 and shares[1] > 0.4 and len(head) > 8


def _textual(head: bytes, named: Kind | None) -> Kind:
    start = head.lstrip()
    if _FEED.search(head[:2048]) and start[:1] == b"<" and not _HTML.search(head[:1024]):
        return "feed"
    if start[:1] == b"<" and (_HTML.search(head) or _MARKUP.match(head) or named == "html"):
        return "html"
    if named in ("html", "jsonl"):
        return named
    if start[:1] in (b"{", b"[") and named != "text":
        return _json_shape(start)
    if start[:2] == b'{"' and _is_object(start.split(b"\n", 1)[0]):
        return "jsonl"
    return "html" if _HTML.search(head[:1024]) and named is None else "text"


def _json_shape(start: bytes) -> Kind:
    """Tell JSON Lines (an object that ends on its line, or a line too long to see its end) from one value over several lines."""
    first, newline, rest = start.partition(b"\n")
    if b"https://jsonfeed.org/version/" in start[:2048]:
        return "feed"
    if _is_object(first) or (start[:2] == b'{"' and not newline):
        return "jsonl"
    if start[:1] == b"[" and not re.match(rb'\[\s{0,200}[\[{"\]]', start):
        return "text"
    return "json" if not newline or rest.lstrip()[:1] in (b'"', b"{", b"}", b"[") else "text"


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
