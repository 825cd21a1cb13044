"""Hostile input through every reader: each document ends complete, flagged, or set aside with a reason, and its neighbours finish.

    python benchmarks/hostile_input.py [--only NAME] [--workers 1] [--json FILE]

Each case is a folder with one hostile file and a good one beside it. A process of its own reads the folder and extracts from what it
reads; its wall-clock time and its greatest memory (resident, children included) are measured. A case fails when the good file is
not read whole, when anything but an error of Dateline's tree is raised, when the hostile file is called complete though a part of it
was lost, or when it takes more than 30 seconds or 512 MiB above what an empty run takes.
"""

from __future__ import annotations

import argparse
import base64
import gzip
import io
import json
import os
import resource
import subprocess
import sys
import tarfile
import tempfile
import time
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

SECONDS = 30.0
PATIENCE = 900.0
"""Seconds by the clock, on a machine that others use too, before a child is killed; of the processor it gets one and a half times `SECONDS`."""
MEMORY = 512
"""MiB above an empty run's."""
GOOD = "Bomb kills four in Quetta\nA bomb killed four people in Quetta on 3 May 2021, police said.\n"
LAST = "The last words of the page say that nine people were killed."
PAGE = "<html><head><title>Attack</title></head><body><article><h1>Attack</h1>{}<p>" + LAST + "</p></article></body></html>"
PARAGRAPH = "<p>Gunmen killed three people in the town of Example on Monday, police said, and two others were hurt.</p>"

Make = Callable[[], bytes]


@dataclass(frozen=True)
class Case:
    """A hostile file: its name, how it is made, and whether it must be flagged or set aside (never called complete)."""

    name: str
    file: str
    make: Make
    must_flag: bool = True


@dataclass(frozen=True)
class Outcome:
    """What became of it: ``complete``, ``flagged``, ``set aside``, ``passed over``, or what went wrong; seconds, MiB, reason."""

    end: str
    seconds: float
    memory: float
    reason: str
    failed: str = ""


# ---- what is made ---------------------------------------------------------------------------------------------------------


def markup(depth: int) -> bytes:
    return PAGE.format(PARAGRAPH + "<div>" * depth + PARAGRAPH + "</div>" * depth).encode()


def brotli_body() -> bytes:
    import brotli

    return bytes(brotli.compress(b"<p>bomb</p>" * 20_000_000, quality=5))


def zstd_body() -> bytes:
    from backports import zstd

    return bytes(zstd.compress(b"<p>bomb</p>" * 40_000_000, 3))


def capture(body: bytes, encoding: str = "identity", *, length: int | None = None, kind: str = "text/html") -> bytes:
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Encoding: {encoding}\r\n\r\n".encode()
    block = head + body
    fields = (
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2024-03-22T10:00:00Z\r\n"
        f"WARC-Target-URI: http://a.example/1\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {length if length is not None else len(block)}\r\n\r\n"
    )
    return fields.encode() + block + b"\r\n\r\n"


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def overlapping_zip() -> bytes:
    """Members that share one kernel (Fifield, "A better zip bomb", 2019): here a thousand entries of one local file."""
    whole = zipped({"a.txt": b"words " * 500_000})
    at = whole.index(b"PK\x01\x02")
    end = whole.index(b"PK\x05\x06")
    entry = whole[at:end]
    directory = b"".join(entry.replace(b"a.txt", b"%05d" % n) for n in range(1000))
    tail = bytearray(whole[end:])
    tail[8:10] = tail[10:12] = (1000).to_bytes(2, "little")
    tail[12:16], tail[16:20] = len(directory).to_bytes(4, "little"), at.to_bytes(4, "little")
    return whole[:at] + directory + bytes(tail)


def nested_zip(depth: int) -> bytes:
    held = zipped({"a.txt": b"a " * 5_000_000})
    for _ in range(depth):
        held = zipped({f"{n}.zip": held for n in range(4)})
    return held


def tarred(entries: list[tuple[str, bytes, str]]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, data, link in entries:
            member = tarfile.TarInfo(name)
            member.size = len(data)
            if link:
                member.type, member.linkname, member.size = tarfile.SYMTYPE, link, 0
            archive.addfile(member, io.BytesIO(data))
    return out.getvalue()


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


def page_tree_cycle() -> bytes:
    return pdf([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 2 >>",
                b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"])  # fmt: skip


def deep_page_tree() -> bytes:
    kids = [b"<< /Type /Pages /Kids [%d 0 R] /Count 1 >>" % (n + 3) for n in range(5000)]
    return pdf([b"<< /Type /Catalog /Pages 2 0 R >>", *kids, b"<< /Type /Page /MediaBox [0 0 9 9] >>"])


def double_flate() -> bytes:
    return one_page(zlib.compress(zlib.compress(b"0 0 Td " * 20_000_000, 9), 9), b"/Filter [/FlateDecode /FlateDecode]")


RSS = "<?xml version='1.0'?>{}<rss version='2.0'><channel><title>Outlet</title>{}</channel></rss>"


def laughs() -> bytes:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "lol"}">' for n in range(11))
    return RSS.format(f"<!DOCTYPE x [{entities}]>", "<item><title>&a10;</title><description>Words of it.</description></item>").encode()


def outside() -> bytes:
    doctype = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd"><!ENTITY h SYSTEM "http://127.0.0.1:9/canary">]>'
    return RSS.format(doctype, "<item><title>&f; &h;</title><description>Words of it.</description></item>").encode()


def hostile_authors() -> bytes:
    author = "<author>" + "a@" * 60_000 + "</author>"
    return RSS.format("", f"<item><title>Words</title>{author}<description>Words of it.</description></item>").encode()


def parquet_bomb() -> bytes:
    import pyarrow as arrow
    import pyarrow.parquet as parquet

    out = io.BytesIO()
    parquet.write_table(arrow.table({"text": ["a" * 40_000_000] * 12}), out, compression="zstd")
    return out.getvalue()


def lines(*items: str) -> bytes:
    return "\n".join(items).encode("utf-8", "surrogatepass")


def item(text: str, **more: object) -> str:
    return json.dumps({"id": "x", "text": text, **more})


CASES: tuple[Case, ...] = (
    Case("gzip bomb, 100 MB", "a.txt.gz", lambda: gzip.compress(b"a" * 100_000_000)),
    Case("gzip in gzip in gzip in gzip", "a.txt.gz", lambda: gzip.compress(gzip.compress(gzip.compress(gzip.compress(b"words " * 99))))),
    Case("gzip cut off", "a.txt.gz", lambda: gzip.compress("".join(f"Line {n} of it. " for n in range(9000)).encode())[:-4000]),
    Case("zip bomb, 100 MB", "a.zip", lambda: zipped({"a.txt": b"a" * 100_000_000})),
    Case("zip with members over one another", "a.zip", overlapping_zip),
    Case("zip in zip in zip, 256 bombs", "a.zip", lambda: nested_zip(4)),
    Case("zip with escaping names", "a.zip", lambda: zipped({"../../../tmp/escaped.txt": GOOD.encode(), "/etc/escaped.txt": GOOD.encode(),
                                                             "C:\\escaped.txt": GOOD.encode()}), must_flag=False),
    Case("zip, 60,000 empty members", "a.zip", lambda: zipped({f"{n}.txt": b"" for n in range(60_000)})),
    Case("tar with links out of it", "a.tar", lambda: tarred([("a.txt", b"", "/etc/passwd"), ("b.txt", b"", "../../etc/passwd"),
                                                              ("../../tmp/escaped.txt", GOOD.encode(), "")]), must_flag=False),
    Case("tar that ends early", "a.tar", lambda: tarred([("a.txt", GOOD.encode() * 500, "")])[:9000]),
    Case("WARC, gzip bomb inside", "a.warc", lambda: capture(gzip.compress(b"\0" * 300_000_000), "gzip")),
    Case("WARC, brotli bomb inside", "a.warc", lambda: capture(brotli_body(), "br")),
    Case("WARC, zstd bomb inside", "a.warc", lambda: capture(zstd_body(), "zstd")),
    Case("WARC, length beyond its end", "a.warc", lambda: capture(PAGE.format(PARAGRAPH * 5).encode(), length=10**9)),
    Case("WARC, negative length", "a.warc", lambda: capture(PAGE.format(PARAGRAPH * 5).encode(), length=-5)),
    Case("WARC, 1 MB of header", "a.warc", lambda: b"WARC/1.1\r\n" + b"X: " + b"a" * 1_000_000 + b"\r\n\r\n"),
    Case("markup 300 deep", "a.html", lambda: markup(300)),
    Case("markup 3,000 deep", "a.html", lambda: markup(3000)),
    Case("markup 200,000 deep", "a.html", lambda: markup(200_000)),
    Case("text node of 11 MB", "a.html", lambda: PAGE.format("<p>" + "many words " * 1_000_000 + "</p>").encode()),
    Case("attribute of 11 MB", "a.html", lambda: PAGE.format('<p title="' + "x" * 11_000_000 + '">Words of it.</p>').encode()),
    Case("200,000 links", "a.html", lambda: PAGE.format(PARAGRAPH * 5 + '<a href="/x">x</a>' * 200_000).encode(), must_flag=False),
    Case("100,000 attributes", "a.html", lambda: PAGE.format("<p " + " ".join(f"a{n}=1" for n in range(100_000)) + ">Words.</p>").encode(),
         must_flag=False),
    Case("page that is never closed", "a.html", lambda: ("<html><body>" + PARAGRAPH * 50 + "<p>It ends in the middle of a wo").encode()),
    Case("XML entities that grow", "a.rss", laughs),
    Case("XML entities from outside", "a.rss", outside, must_flag=False),
    Case("feed with 60,000 @ in an author", "a.rss", hostile_authors, must_flag=False),
    Case("feed of 17 MB", "a.rss", lambda: RSS.format("", "<item><title>a</title></item>" * 600_000).encode()),
    Case("feed 100,000 deep", "a.rss", lambda: RSS.format("", "<item>" * 100_000).encode()),
    Case("PDF page tree in a circle", "a.pdf", page_tree_cycle),
    Case("PDF page tree 5,000 deep", "a.pdf", deep_page_tree),
    Case("PDF, double Flate bomb", "a.pdf", double_flate),
    Case("PDF, ASCII85 of 50 MB", "a.pdf", lambda: one_page(b"z" * 12_000_000 + b"~>", b"/Filter /ASCII85Decode")),
    Case("PDF, ten million operators", "a.pdf", lambda: one_page(zlib.compress(b"BT (words) Tj ET " * 2_000_000), b"/Filter /FlateDecode")),
    Case("JSON lines: NaN, 100,000 deep, digits", "a.jsonl", lambda: lines('{"text": NaN}', '{"text": ' + "[" * 100_000, '{"text": "a", "n": '
                                                                         + "9" * 100_000 + "}")),
    Case("JSON 100,000 deep", "a.json", lambda: b"[" * 100_000 + b"]" * 100_000),
    Case("JSON feed 100,000 deep", "a.json", lambda: b'{"version": "https://jsonfeed.org/version/1.1", "items": ' + b"[" * 100_000),
    Case("line of 70 MB", "a.jsonl", lambda: lines('{"text": "' + "a" * 70_000_000 + '"}', item("Words of it."))),
    Case("a million lines of junk", "a.jsonl", lambda: b'{"x":1}\n' * 1_000_000),
    Case("lone surrogates, NUL, controls", "a.jsonl", lambda: lines(item("Two \ud800 were\u0000 killed\x1b[2J in \udfff Kabul.")), must_flag=False),
    Case("bidirectional overrides", "a.jsonl", lambda: lines(item("Gunmen killed \u202e21\u202c people in Kabul\u2066.")), must_flag=False),
    Case("look-alike letters in names", "a.jsonl", lambda: lines(item("Gunmen of Bo\u043a\u043e Hara\u043c killed 12 people in \u041aabul.")),
         must_flag=False),
    Case("a million combining marks", "a.txt", lambda: ("Z" + "\u0301" * 1_000_000).encode()),
    Case("one word of 60 MB", "a.txt", lambda: b"a" * 60_000_000),
    Case("60 MB of quotes", "a.txt", lambda: b'"' * 60_000_000),
    Case("200 KB of numbers", "a.txt", lambda: b"12 killed, " * 18_000, must_flag=False),
    Case("200 KB of names", "a.txt", lambda: b"Aa Bb Cc " * 22_000, must_flag=False),
    Case("200 KB of open brackets", "a.txt", lambda: b"words (" * 28_000, must_flag=False),
    Case("200 KB of attributed kills in one sentence", "a.txt", lambda: b"police said 3 people were killed in Kabul on Monday and " * 3500,
         must_flag=False),
    Case("200 KB of dates in one paragraph", "a.txt", lambda: b"On 3 May 2021 a bomb killed 4 in Quetta. " * 4800, must_flag=False),
    Case("Parquet, 480 MB in 60 kB", "a.parquet", parquet_bomb),
    Case("Parquet that is none", "a.parquet", lambda: b"PAR1" + b"\xff" * 5000 + b"PAR1"),
    Case("UTF-16 cut in a letter", "a.txt", lambda: GOOD.encode("utf-16")[:-1] * 3),
    Case("random bytes", "a.html", lambda: b"<html>" + bytes(range(256)) * 2000, must_flag=False),
    Case("base64 page of 30 MB in an attribute", "a.html", lambda: PAGE.format(
        f'<img src="data:image/png;base64,{base64.b64encode(bytes(22_000_000)).decode()}">' + PARAGRAPH * 4).encode()),
)  # fmt: skip


# ---- the child ------------------------------------------------------------------------------------------------------------


def child(folder: str) -> None:
    """Read a folder and extract from each document; print one JSON line a document and an error."""
    from dateline.errors import DatelineError

    resource.setrlimit(resource.RLIMIT_CPU, (int(1.5 * SECONDS), int(1.5 * SECONDS) + 1))
    errors = 0

    def failed(error: Exception) -> None:
        nonlocal errors
        errors += 1
        if errors > MOST_SAID and isinstance(error, DatelineError):
            return
        print(json.dumps({"error": type(error).__name__, "ours": isinstance(error, DatelineError), "says": str(error)[:300]}), flush=True)

    for path in sorted(Path(folder).iterdir()):
        _one(str(path), failed)
    print(json.dumps({"end": True, "memory": peak()}), flush=True)


def _one(path: str, failed: Callable[[Exception], None]) -> None:
    from dateline.extract.contract import line
    from dateline.ingest import read
    from dateline.pipeline import run

    count = 0
    try:
        for document in read(path, on_error=failed):
            count += 1
            text, name = document.text, Path(document.path or "").name
            written = line(run(document)) if count <= MOST_EXTRACTED else ""
            written.encode()
            print(json.dumps({"document": name, "path": (document.path or "")[:200], "complete": document.complete, "problems": document.problems,
                              "length": len(text), "last": LAST in text}), flush=True)  # fmt: skip
    except Exception as error:  # noqa: BLE001 - whatever leaves the reader is what this looks for
        failed(error)


def peak() -> float:
    """Return the most MiB that this process had in memory since it began (VmHWM; ru_maxrss counts the parent's at the fork too)."""
    for line in Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


MOST_SAID = 20
"""Errors of one case that the child prints."""
MOST_EXTRACTED = 50
"""Documents of one case that go through the pipeline."""


def watch(case: Case, folder: Path, base: float) -> Outcome:
    """Run a case in a process of its own and judge what became of it."""
    hostile = folder / case.file
    hostile.write_bytes(case.make())
    (folder / "zz-good.txt").write_text(GOOD, encoding="utf-8")
    before = {path.name for path in Path("/tmp").glob("escaped*")}
    begun = time.monotonic()
    with subprocess.Popen([sys.executable, __file__, "--child", str(folder)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout is not None
        told = [json.loads(line) for line in _within(process, PATIENCE)]
        _, _, usage = os.wait4(process.pid, 0)
        process.returncode = 0
    spent, memory = time.monotonic() - begun, float(next((one["memory"] for one in told if "end" in one), 0.0)) - base
    escaped = {path.name for path in Path("/tmp").glob("escaped*")} - before
    return _judged(case, told, spent, memory, usage.ru_utime + usage.ru_stime, bool(escaped))


def _within(process: subprocess.Popen[bytes], seconds: float) -> Iterator[bytes]:
    """Yield the lines of a child that is killed after `seconds`."""
    import threading

    timer = threading.Timer(seconds, process.kill)
    timer.start()
    try:
        assert process.stdout is not None
        yield from process.stdout
    finally:
        timer.cancel()


def _judged(case: Case, told: list[dict[str, object]], wall: float, memory: float, cpu: float, escaped: bool) -> Outcome:
    good = [one for one in told if one.get("document") == "zz-good.txt"]
    others = [one for one in told if "document" in one and one not in good]
    errors = [one for one in told if "error" in one]
    flagged = [str(problem) for one in others if not one["complete"] for problem in one["problems"]]  # type: ignore[attr-defined]
    reason = (flagged or [str(one["says"]) for one in errors] or [""])[0]
    end = "flagged" if flagged else "set aside" if errors else "complete" if others else "passed over"
    seconds = min(wall, cpu)  # the machine is shared: what counts is what this process took
    failed = (
        "the neighbour was not read" if not good or not good[0]["complete"] else
        "not to the end" if not any("end" in one for one in told) else
        f"raised {next(one['error'] for one in errors if not one['ours'])}" if any(not one["ours"] for one in errors) else
        "wrote outside" if escaped else
        "called complete" if case.must_flag and end in ("complete", "passed over") else
        f"{seconds:.0f} s" if seconds > SECONDS else
        f"{memory:.0f} MiB" if memory > MEMORY else ""
    )  # fmt: skip
    return Outcome(end, seconds, memory, reason, failed)


def empty_run() -> float:
    """Return the MiB that a process takes which reads and extracts from the good file alone."""
    with tempfile.TemporaryDirectory() as name:
        (Path(name) / "zz-good.txt").write_text(GOOD, encoding="utf-8")
        done = subprocess.run([sys.executable, __file__, "--child", name], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
    return float(json.loads(done.stdout.splitlines()[-1])["memory"])


def cases(names: list[str] | None = None) -> list[Case]:
    return [case for case in CASES if not names or any(name in case.name for name in names)]


def results(chosen: list[Case]) -> Iterator[tuple[Case, Outcome]]:
    """Run the cases one after the other."""
    base = empty_run()
    for case in chosen:
        with tempfile.TemporaryDirectory() as name:
            yield case, watch(case, Path(name), base)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--only", action="append", help="cases whose name holds this")
    options.add_argument("--child")
    given = options.parse_args()
    if given.child:
        child(given.child)
        return 0
    bad = count = 0
    ends: dict[str, int] = {}
    for case, outcome in results(cases(given.only)):
        count, bad = count + 1, bad + bool(outcome.failed)
        ends[outcome.end] = ends.get(outcome.end, 0) + 1
        mark = f"FAILED: {outcome.failed}" if outcome.failed else ""
        said = outcome.reason.rsplit("/", 1)[-1][:80]
        print(f"{case.name:<46}{outcome.end:<12}{outcome.seconds:6.1f} s {outcome.memory:5.0f} MiB  {said} {mark}", flush=True)
    print(f"{count} cases, {bad} failed; " + ", ".join(f"{number} {end}" for end, number in sorted(ends.items())))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
