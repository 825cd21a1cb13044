"""Coverage-guided fuzzing of every parser door (Atheris), with the corpus kept in tests/trust/corpus.

    pip install 'dateline[fuzz]'
    python benchmarks/fuzz.py [--door NAME] [--seconds 60] [--keep]

A door is fed bytes as a file of its kind. It may yield documents and may raise errors of Dateline's tree, nothing else; a document's text
must be as ingest stores it (no lone surrogate, no control character, at most the longest text kept). With --keep, inputs that reached new
code are added to the corpus, the smallest first, up to 12 a door. What crashes is written to crash-* beside where it is run.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import re
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "tests" / "trust" / "corpus"
KEPT = 12
LARGEST = 4096
"""Bytes of an input: doors are slow on large ones, and what breaks a parser is small."""
DOORS: dict[str, str] = {
    "text": "a.txt", "html": "a.html", "jsonl": "a.jsonl", "json": "a.json", "feed": "a.rss", "jsonfeed": "feed.json", "warc": "a.warc",
    "pdf": "a.pdf", "zip": "a.zip", "tar": "a.tar", "gzip": "a.txt.gz", "parquet": "a.parquet", "any": "a",
}  # fmt: skip
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")

Door = Callable[[bytes], object]


def door(name: str) -> Door:
    """Return the function that reads bytes as a file of a door's kind; feeds and PDF in this process, not in their worker."""
    from dateline.errors import InputError
    from dateline.ingest import worker
    from dateline.ingest.document import Origin, Reading
    from dateline.ingest.files import read_stream
    from dateline.ingest.text import MAX_TEXT

    worker.run = _in_process  # type: ignore[assignment]

    def read(data: bytes) -> list[str]:
        errors: list[InputError] = []
        texts = []
        reading = Reading(1 << 20, errors.append)
        try:
            for document in read_stream(io.BytesIO(data), Origin(DOORS[name]), reading):
                texts.append(document.text)
                if _CONTROL.search(document.text) or len(document.text) > MAX_TEXT or (document.complete and document.problems):
                    raise AssertionError(f"a text that ingest does not store: {document.text[:80]!r}")
        except InputError:
            pass
        return texts

    return read


def _in_process(kind: str, raw: bytes, path: str) -> dict[str, object]:
    """What the worker answers, without its process."""
    from dateline.errors import Malformed
    from dateline.ingest import feed, pdf

    try:
        answer = json.loads(json.dumps((pdf.pages if kind == "pdf" else feed.entries)(raw)))
    except Exception as error:
        raise Malformed(f"it cannot be read ({type(error).__name__})", path=path) from error
    if "error" in answer:
        raise Malformed(str(answer["error"]), path=path)
    return answer  # type: ignore[no-any-return]


def seeds() -> Iterator[tuple[str, str, bytes]]:
    """Yield (door, name, bytes) of what the corpus begins with."""
    words = b"Gunmen killed 12 people in Quetta on 3 May 2021, police said."
    page = b"<html><head><title>Attack</title><meta charset=utf-8></head><body><article><p>" + words + b"</p></article></body></html>"
    rss = b"<?xml version='1.0'?><rss version='2.0'><channel><title>O</title><item><title>A</title><description>" + words + b"</description></item></channel></rss>"
    feed = json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "O", "items": [{"id": "1", "content_html": words.decode()}]}).encode()
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
    warc = b"WARC/1.1\r\nWARC-Type: response\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n" % len(head)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(zipfile.ZipInfo("a.html"), page)
    line = json.dumps({"id": "1", "title": "A", "published": "2021-05-03", "text": words.decode()}).encode()
    yield "text", "words", words
    yield "text", "utf16", words.decode().encode("utf-16")
    yield "html", "page", page
    yield "jsonl", "line", line
    yield "json", "array", b"[\n" + line + b"\n]"
    yield "feed", "rss", rss
    yield "jsonfeed", "feed", feed
    yield "warc", "capture", warc + head + b"\r\n\r\n"
    yield "pdf", "page", b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF"
    yield "zip", "page", packed.getvalue()
    yield "gzip", "words", gzip.compress(words, mtime=0)
    yield "any", "mark", b"\xef\xbb\xbf{" + line
    yield "parquet", "magic", b"PAR1\x15\x04\x15\x00PAR1"
    yield "tar", "words", _tar(words)


def _tar(words: bytes) -> bytes:
    import tarfile

    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        member = tarfile.TarInfo("a.txt")
        member.size = len(words)
        archive.addfile(member, io.BytesIO(words))
    return out.getvalue().rstrip(b"\0") + b"\0" * 512


def corpus(name: str) -> list[bytes]:
    """Return the kept inputs of a door, its seeds among them."""
    kept = [file.read_bytes() for file in sorted((CORPUS / name).glob("*"))] if (CORPUS / name).is_dir() else []
    return [*(data for where, _, data in seeds() if where == name), *kept]


def fuzz(name: str, folder: str, seconds: int) -> None:
    """Fuzz one door in this process until its time is over; never returns."""
    import atheris

    with atheris.instrument_imports(include=["dateline.ingest", "pypdf", "feedparser"]):
        read = door(name)
    options = [sys.argv[0], folder, f"-max_total_time={seconds}", f"-max_len={LARGEST}", "-timeout=20", "-rss_limit_mb=1024", "-print_final_stats=1"]
    atheris.Setup(options, read)
    atheris.Fuzz()


def run(name: str, seconds: int, *, keep: bool) -> tuple[int, int, str]:
    """Fuzz one door in a process; return its runs, the inputs that reached new code, and its last words where it crashed."""
    with tempfile.TemporaryDirectory() as folder:
        for number, data in enumerate(corpus(name)):
            (Path(folder) / f"seed{number}").write_bytes(data)
        command = [sys.executable, __file__, "--child", name, "--folder", folder, "--seconds", str(seconds)]
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
        runs = re.search(r"number_of_executed_units: (\d+)", done.stderr)
        fresh = sorted((file for file in Path(folder).iterdir() if not file.name.startswith("seed")), key=lambda file: file.stat().st_size)
        if keep:
            _keep(name, fresh)
        last = "" if done.returncode == 0 else "\n".join(done.stderr.strip().splitlines()[-12:])
        return int(runs[1]) if runs else 0, len(fresh), last


def _keep(name: str, fresh: list[Path]) -> None:
    home = CORPUS / name
    home.mkdir(parents=True, exist_ok=True)
    for file in fresh[: max(0, KEPT - len(list(home.iterdir())))]:
        (home / file.name[:16]).write_bytes(file.read_bytes())


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--door", action="append", choices=sorted(DOORS))
    options.add_argument("--seconds", type=int, default=60, help="for each door")
    options.add_argument("--keep", action="store_true")
    options.add_argument("--child")
    options.add_argument("--folder")
    given = options.parse_args()
    if given.child:
        fuzz(given.child, given.folder, given.seconds)
    crashed = 0
    for name in given.door or DOORS:
        runs, fresh, last = run(name, given.seconds, keep=given.keep)
        crashed += bool(last)
        print(f"{name:<10}{runs:9} runs, {fresh:4} inputs reached new code{': CRASHED' if last else ''}", flush=True)
        if last:
            print(last)
    print(f"{len(given.door or DOORS)} doors, {crashed} crashed")
    return 1 if crashed else 0


if __name__ == "__main__":
    sys.exit(main())
