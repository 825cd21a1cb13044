"""A small archive: articles that report an incident, pages that report none, another language, and what cannot be read."""

from __future__ import annotations

import gzip as gziplib
from pathlib import Path

import pytest

ATTACK = (
    "Gunmen shot dead {n} people at a market in Quetta, Pakistan, on 3 May 2021, police said. The attackers fled on motorcycles. "
    "No group claimed responsibility. Hospitals said that eleven more were wounded, two of them children."
)
QUIET = (
    "The town library will open on Sundays from September, the council decided on Thursday. Two librarians will be hired for "
    "shelf {n}. A survey had shown that families wanted longer hours. There will be readings, a repair café and board games."
)
GERMAN = (
    "Die Stadtbücherei öffnet ab September auch sonntags, wie der Rat am Donnerstag mit großer Mehrheit beschloss. Es gibt "
    "Lesungen für Kinder, ein Café und Brettspiele im Raum {n}. Die Kosten teilt sich die Stadt mit dem Landkreis, der dafür wirbt."
)


def page(text: str, number: int) -> bytes:
    body = "".join(f"<p>{text.format(n=number)}</p>" for _ in range(3))
    head = f"<html><head><title>Page {number}</title></head>"
    return f"{head}<body><article><h1>Page {number}</h1>{body}</article></body></html>".encode()


def archive(file: Path, pages: list[bytes], *, gzip: bool = True) -> Path:
    """Write a WARC by hand, a gzip member a record."""
    with file.open("wb") as stream:
        for number, raw in enumerate(pages):
            http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + raw
            head = (
                f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/{number}\r\n"
                f"WARC-Date: 2021-05-04T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012d}>\r\n"
                f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
            )
            record = head.encode() + http + b"\r\n\r\n"
            stream.write(gziplib.compress(record, mtime=0) if gzip else record)
    return file


def pages(count: int) -> list[bytes]:
    """Every tenth page reports an incident, every tenth is German, every tenth is empty."""
    kinds = {0: ATTACK, 5: GERMAN}
    return [b"<html></html>" if n % 10 == 7 else page(kinds.get(n % 10, QUIET), n) for n in range(count)]


@pytest.fixture
def warc(tmp_path: Path) -> Path:
    return archive(tmp_path / "news.warc.gz", pages(40))
