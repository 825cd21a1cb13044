"""Articles that others annotated, as spans with roles: MUC-4 templates, event-location sentences.

Their text stays in ``../shared/data``.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from labels import Article, occurrences

GVA_CUT = "2016-09-11"
"""GVA's incidents from this day on are the newest fifth: held out."""
SLOTS = {
    "6": "weapon", "9": "perpetrator", "10": "perpetrator", "12": "target", "18": "target", "19": "target",
}  # fmt: skip
KNOWN = frozenset({"weapon", "perpetrator", "target"})
_MESSAGE = re.compile(r"\n(?=DEV-MUC3-\d+)")
_SLOT = re.compile(r"^(\d+)\.\s+[A-Z :]+?\s{2,}(.*)$")
_STRING = re.compile(r'"([^"]+)"')


def messages(folder: Path) -> dict[str, str]:
    """Return the development messages by id."""
    found: dict[str, str] = {}
    for file in sorted(folder.glob("dev-muc3-*")):
        for part in _MESSAGE.split("\n" + file.read_text("latin-1")):
            name = re.match(r"\s*(DEV-MUC3-\d+)", part)
            if name:
                found[name[1]] = part.strip("\n")
    return found


def templates(folder: Path) -> dict[str, list[tuple[str, str]]]:
    """Return (role, string) fills by message id; an empty list for a message without a template."""
    found: dict[str, list[tuple[str, str]]] = {}
    current, slot = "", ""
    for file in sorted(folder.glob("key-dev-*")):
        for row in file.read_text("latin-1").splitlines():
            match = _SLOT.match(row)
            if match:
                slot, fill = match[1], match[2]
            else:
                fill = row.strip()
            if slot == "0" and match:
                current = fill.split()[0]
                found.setdefault(current, [])
            elif slot in SLOTS:
                found[current] += [(SLOTS[slot], string) for string in _STRING.findall(fill)]
    return found


def muc4(data: Path) -> Iterator[Article]:
    """Yield the development messages with the string fills of their templates; test messages are never read."""
    texts, keys = messages(data / "muc4" / "dev"), templates(data / "muc4" / "dev")
    for name, text in texts.items():
        if name not in keys:
            continue
        spans = {(start, start + len(string), role) for role, string in keys[name] for start in occurrences(text, string)}
        yield Article(name, text, tuple(sorted(spans)), known=KNOWN, origin="muc4")


def event_location(data: Path) -> Iterator[Article]:
    """Yield sentences in which annotators marked the place of an event verb; only the place role is known."""
    lines = (data / "event_location" / "labeled_text.jsonl").read_text("utf-8").splitlines()
    for number, row in enumerate(item for line in lines for item in _rows(json.loads(line))):
        if row.get("answer") != "accept":
            continue
        places = [(s["start"], s["end"]) for s in row.get("spans") or () if s["label"] == "LOCATION"]
        if any(not _whole_words(row["text"], start, end) for start, end in places):
            continue  # offsets that do not fit the text: some rows were edited after annotation
        spans = tuple((start, end, "place") for start, end in places)
        yield Article(f"event-location-{number}", row["text"], spans, known=frozenset({"place"}), origin="event_location")


def _rows(line: object) -> list[dict]:
    return line if isinstance(line, list) else [line]


def _whole_words(text: str, start: int, end: int) -> bool:
    inside = text[start:end]
    return len(inside) > 2 and inside[0].isupper() and not text[end : end + 1].isalnum() and not text[start - 1 : start].isalnum()


@cache
def texts(data: Path) -> dict[str, str]:
    """Return the texts that stand-off annotations point to, by origin (``gva:<id>``, ``re3d:<id>``, ``gvdb:<id>``, ``muc4:<id>``)."""
    found: dict[str, str] = {}
    with gzip.open(data / "gva" / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            found[f"gva:{row['id']}"] = f"{row['title']}\n{row['text']}"
    for file in sorted((data / "re3d").glob("*/documents.json")):
        for line in file.read_text("utf-8-sig").splitlines():
            if line.strip():
                row = json.loads(line)
                found[f"re3d:{row['_id']}"] = f"{row['title']}\n{row['text']}"
    with (data / "gvdb" / "dev.tsv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            if int(row["Article id"]) % 2 == 0:  # odd ids are held out
                found[f"gvdb:{row['Article id']}"] = f"{row['Article title']}\n{row['Full text']}"
    for name, text in messages(data / "muc4" / "dev").items():
        found[f"muc4:{name}"] = text
    return found
