"""JSON Lines, archives, WARC, feeds, PDF: good items are kept, bad ones said, bombs refused."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import json
import sys
import tarfile
import zipfile
import zlib
from pathlib import Path

import pytest

from dateline.errors import EmptyInput, InputError, Malformed, TooLarge, Unreadable
from dateline.ingest import read
from dateline.types import Document

WORDS = "Gunmen killed {0} people in the town of Example on Monday, police said, and two others were hurt in the attack."
PAGE = "<html><head><title>Attack {0}</title></head><body><article><h1>Attack {0}</h1><p>" + WORDS + "</p></article></body></html>"


def gather(path: Path, **limits: int) -> tuple[list[Document], list[InputError]]:
    errors: list[InputError] = []
    documents = []
    try:
        for document in read(str(path), on_error=errors.append, **limits):  # type: ignore[arg-type]
            documents.append(document)
    except InputError as error:
        errors.append(error)
    return documents, errors


def warc(count: int = 3, *, packed: bool = False, body: bytes | None = None, encoding: str = "identity") -> bytes:
    """Return an archive of `count` captures, each record with its digest and, when packed, in a gzip member of its own."""
    out = b""
    for number in range(count):
        head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Encoding: {encoding}\r\n\r\n"
        block = head.encode() + (body or PAGE.format(number).encode())
        digest = base64.b32encode(hashlib.sha1(block).digest()).decode()
        fields = {
            "WARC-Type": "response", "WARC-Record-ID": f"<urn:uuid:{number}>", "WARC-Date": "2024-03-22T10:00:00Z",
            "WARC-Target-URI": f"http://a.example/{number}", "WARC-Block-Digest": f"sha1:{digest}",
            "Content-Type": "application/http; msgtype=response", "Content-Length": str(len(block)),
        }  # fmt: skip
        record = "WARC/1.1\r\n" + "".join(f"{name}: {value}\r\n" for name, value in fields.items()) + "\r\n"
        whole = record.encode() + block + b"\r\n\r\n"
        out += gzip.compress(whole) if packed else whole
    return out


def test_json_lines(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    lines: list[object] = [
        {
            "id": "one",
            "title": "Blast",
            "publisher": "Outlet",
            "published": "2024-03-22T10:00:00Z",
            "url": "https://a.example/",
            "text": "Two were hurt.",
        },
        {"id": 2, "title": "Blast", "text": "Blast\nTwo were hurt."},
        {"text": "Two \ud800 were\u0000 hurt."},
        {"id": "bad date", "text": "Two were hurt.", "published": "soon"},
    ]
    bad = [
        "no json",
        '{"text": 5}',
        '{"id": "x"}',
        "[1]",
        '{"text": "a", "n": NaN}',
        '{"text":' + "[" * 100_000,
        '{"text": "  "}',
        '{"text": "a", "n": ' + "9" * 5000 + "}",
    ]
    file.write_text("\n".join([*map(json.dumps, lines), "", *bad, json.dumps({"id": "last", "text": "Still read."})]))
    documents, errors = gather(file)
    assert [document.path for document in documents] == ["one", "2", f"{file}:3", "bad date", "last"]
    first, second, third, fourth, _ = documents
    assert first.text == second.text == "Blast\nTwo were hurt." and str(first.published) == "2024-03-22"
    assert (first.title, first.publisher, first.url) == ("Blast", "Outlet", "https://a.example/")
    assert third.text == "Two \ufffd were hurt." and fourth.published is None and not fourth.complete
    assert [error.position for error in errors] == [6, 7, 8, 9, 10, 11, None, 13]
    assert all(isinstance(error, Malformed | EmptyInput) for error in errors)
    with pytest.raises(Malformed):
        list(read(str(file)))


def test_json_array_and_long_line(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_text(json.dumps([{"id": "a", "text": "First."}, {"id": "b", "text": "Second."}], indent=1))
    assert [document.path for document in gather(file)[0]] == ["a", "b"]
    file = tmp_path / "b.jsonl"
    file.write_text('{"id":"long","text":"' + "a" * 5000 + '"}\n{"id":"b","text":"Second."}\n')
    documents, errors = gather(file, max_bytes=1000)
    assert [document.path for document in documents] == ["b"] and isinstance(errors[0], TooLarge)


@pytest.mark.parametrize("packed", [False, True])
def test_warc(tmp_path: Path, packed: bool) -> None:
    file = tmp_path / ("a.warc.gz" if packed else "a.warc")
    whole = warc(packed=packed)
    file.write_bytes(whole)
    documents, errors = gather(file)
    assert [document.title for document in documents] == ["Attack 0", "Attack 1", "Attack 2"] and not errors
    assert documents[0].url == "http://a.example/0" and documents[0].fetched and documents[0].published is None
    for cut in (20, 100, 350):
        file.write_bytes(whole[:-cut])
        documents, errors = gather(file)
        assert [document.title for document in documents if document.complete] == ["Attack 0", "Attack 1"], cut
        assert any("ends" in str(error) for error in errors), cut


def test_warc_digest_and_bombs(tmp_path: Path) -> None:
    file = tmp_path / "a.warc"
    file.write_bytes(warc().replace(b"killed 1", b"killed 9"))
    documents, _ = gather(file)
    assert [document.complete for document in documents] == [True, False, True]
    assert "digest" in documents[1].problems[0]
    file.write_bytes(warc(1, body=gzip.compress(b"\0" * 100_000_000), encoding="gzip"))
    documents, errors = gather(file)
    assert not documents and isinstance(errors[0], TooLarge)


def test_zip(tmp_path: Path) -> None:
    file = tmp_path / "a.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a/page.html", PAGE.format(4))
        archive.writestr("../../etc/passwd.txt", "A title\nSome words below.")
        archive.writestr("empty.txt", "")
        archive.writestr("picture.png", "not read")
        archive.writestr("page.html.gz", gzip.compress(PAGE.format(5).encode()))
    documents, errors = gather(file)
    assert [document.path for document in documents] == [f"{file}/a/page.html", f"{file}/etc/passwd.txt", f"{file}/page.html.gz"]
    assert [type(error) for error in errors] == [EmptyInput]
    assert list(tmp_path.iterdir()) == [file], "nothing was written"


def test_bombs_are_refused(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.zip"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", b"\0" * 60_000_000)
    packed = tmp_path / "bomb.txt.gz"
    packed.write_bytes(gzip.compress(b"a" * 60_000_000))
    inner = tmp_path / "deep.zip"
    inner.write_bytes(b"")
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("a.txt", "words")
    for _ in range(4):
        held = inner.read_bytes()
        with zipfile.ZipFile(inner, "w") as archive:
            archive.writestr("n.zip", held)
    office = tmp_path / "a.docx"
    with zipfile.ZipFile(office, "w") as archive:
        archive.writestr("[Content_Types].xml", "")
    for file, word in ((bomb, "bomb"), (packed, "bomb"), (inner, "packed"), (office, "office")):
        documents, errors = gather(file)
        assert not documents and word in str(errors[0]), file


def test_tar_and_damage(tmp_path: Path) -> None:
    file = tmp_path / "a.tar.gz"
    with tarfile.open(file, "w:gz") as archive:
        for number in range(3):
            raw = PAGE.format(number).encode() + b" " * 3000
            member = tarfile.TarInfo(f"/abs/{number}.html")
            member.size = len(raw)
            archive.addfile(member, io.BytesIO(raw))
    documents, errors = gather(file)
    assert [document.path for document in documents] == [f"{file}/abs/{number}.html" for number in range(3)] and not errors
    file.write_bytes(file.read_bytes()[:-60])
    documents, errors = gather(file)
    assert errors and sum(document.complete for document in documents) < 3
    text = tmp_path / "b.txt.gz"
    text.write_bytes(gzip.compress(b"".join(b"%d people were hurt.\n" % number for number in range(3000)))[:-900])
    documents, errors = gather(text)
    assert len(documents) == 1 and not documents[0].complete and "ends early" in documents[0].problems[0]


def test_folder(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("Second file.")
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.html").write_text(PAGE.format(1))
    (tmp_path / "a" / "y.txt").write_text("")
    (tmp_path / ".hidden.txt").write_text("Not read.")
    (tmp_path / "notes.xyz").write_text("Not read.")
    documents, errors = gather(tmp_path)
    assert [Path(document.path or "").name for document in documents] == ["b.txt", "x.html"] and len(errors) == 1


RSS = "<?xml version='1.0'?><rss version='2.0'><channel><title>Outlet</title>{}</channel></rss>"
ITEM = (
    "<item><title>Blast {0}</title><guid>same</guid><link>https://a.example/{0}</link><pubDate>{1}</pubDate>"
    "<description>&lt;p&gt;Two were hurt.&lt;/p&gt;</description></item>"
)


def test_feed(tmp_path: Path) -> None:
    file = tmp_path / "a.rss"
    dates = ("Fri, 22 Mar 2024 20:00:00 GMT", "2024-03-22", "yesterday", "32/13/2024")
    file.write_text(RSS.format("".join(ITEM.format(number, day) for number, day in enumerate(dates)) + "<item></item>"))
    documents, errors = gather(file)
    assert [str(document.published) for document in documents] == ["2024-03-22", "2024-03-22", "None", "None"]
    assert documents[0].text == "Blast 0\nTwo were hurt." and documents[0].publisher == "Outlet"
    assert len({document.id for document in documents}) == 4 and len(errors) == 1
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "lol"}">' for n in range(11))
    file.write_text(
        f"<?xml version='1.0'?><!DOCTYPE x [{entities}]>" + RSS.format("<item><title>&a10;</title></item>").split("?>")[1]
    )
    documents, errors = gather(file)
    assert errors and all(len(document.text) < 1000 for document in documents)


def test_json_feed(tmp_path: Path) -> None:
    file = tmp_path / "feed.json"
    items = [
        {
            "id": "1",
            "url": "https://a.example/1",
            "title": "Blast",
            "content_html": "<p>Two were hurt.</p>",
            "date_published": "2024-03-22T10:00:00Z",
        },
        {"id": 2},
        5,
    ]
    file.write_text(json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Outlet", "items": items}))
    documents, errors = gather(file)
    assert [document.text for document in documents] == ["Blast\nTwo were hurt."] and len(errors) == 1


def pdf(objects: list[bytes]) -> bytes:
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    return out + head + table + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(out))


def one_page(stream: bytes, extra: bytes = b"") -> bytes:
    return pdf([
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(stream), extra, stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ])  # fmt: skip


def test_pdf(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(
        one_page(b"BT /F1 12 Tf 50 750 Td 14 TL (Blast kills four in town) Tj T* (Gunmen killed four people.) Tj T* ET")
    )
    (document,), errors = gather(file)
    assert document.title == "Blast kills four in town" and "killed four people" in document.text and document.published is None
    bomb = zlib.compress(zlib.compress(b"0 0 Td " * 20_000_000, 9), 9)
    cycle = pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 >>",
            b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>",
        ]
    )
    for raw in (one_page(bomb, b"/Filter [/FlateDecode /FlateDecode]"), cycle, file.read_bytes()[:300]):
        file.write_bytes(raw)
        documents, errors = gather(file)
        assert not documents and isinstance(errors[0], Malformed | EmptyInput)


def test_parquet(tmp_path: Path) -> None:
    file = tmp_path / "a.parquet"
    try:
        import pyarrow as arrow
        import pyarrow.parquet as parquet
    except ImportError:
        file.write_bytes(b"PAR1 and more")
        with pytest.raises(Unreadable, match="pyarrow"):
            list(read(str(file)))
        return
    parquet.write_table(arrow.table({"id": ["a", "b"], "text": ["Two were hurt.", None]}), file)
    documents, errors = gather(file)
    assert [document.path for document in documents] == ["a"] and len(errors) == 1


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b'{"id":"a","text":"Two were hurt."}\n')))
    assert [document.path for document in read("-")] == ["a"]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(gzip.compress(b"Two were hurt in the market."))))
    assert [(document.path, document.text) for document in read("-")] == [("-", "Two were hurt in the market.")]
