"""Pack annotated articles for the repository.

    python training/pack.py written FOLDER... --out training/articles          our own texts: text and annotation in one line
    python training/pack.py standoff FOLDER... --out training/standoff         others' texts: id, sha256, offsets and values, no text

    python training/pack.py unpack FILE.jsonl... --out FOLDER [--held-out]  our own texts back to <id>.txt and <id>.json, for `dateline evaluate written`
    python training/pack.py restore FILE.jsonl... --out FOLDER --data DIR   the same of others' texts, which lie in DIR [--origin gva] [--held-out] [--part odd]

A folder holds ``<id>.txt`` and ``<id>.json`` in the format of ``../shared/data/written/README.md``; for stand-off also ``source.json``
(``{id: {"origin": "gva:<article id>", …}}``), which says where the text is found again.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import corpora
from labels import held_out, nearest, occurrences
from real import texts

QUOTES = ("quote", "weapon_quote", "target_quote")
PARTS: dict[str, Callable[[str], bool]] = {
    "rest": lambda name: not held_out(name),
    "odd": lambda name: int(name[-1]) % 2 == 1,
    "even": lambda name: int(name[-1]) % 2 == 0,
}
"""Parts of a corpus by an article's id; ``odd`` and ``even`` are of ids that end with a number (``muc4-0118``)."""
LEFT_OUT = ("speaker", "note", "subject")
"""Free words that could name a private person are not kept of others' articles; the offsets say where they stand."""
POINTED = ("target", "name")
"""Of targets and of a perpetrator's name, what stands in the text word for word is kept as offsets."""


def offsets(node: Any, text: str, anchors: list[int]) -> Any:
    """Replace every quote by ``[start, end]``, the occurrence nearest to the incident's own mentions."""
    if isinstance(node, list):
        return [offsets(item, text, anchors) for item in node]
    if not isinstance(node, dict):
        return node
    if node.get("mentions"):
        anchors = [start for quote in node["mentions"] for start in occurrences(text, quote)[:1]]
    out = {}
    for key, value in node.items():
        if (key == "target" or (key == "name" and "status" in node)) and value:
            out[key] = pointed(value, node.get("target_quote") if key == "target" else node.get("quote"), text, anchors)
        elif key in LEFT_OUT or (key == "value" and isinstance(value, str) and len(value) > 40):
            continue
        elif key in QUOTES and isinstance(value, str):
            out[key] = nearest(text, value, anchors)
        elif key == "mentions":
            out[key] = [nearest(text, quote, anchors) for quote in value]
        else:
            out[key] = offsets(value, text, anchors)
    return out


def pointed(value: str | list[str], quote: str | None, text: str, anchors: list[int]) -> list[list[int]]:
    """Return where the words stand in the text, the quote's place where they stand there in other words."""
    words = [value] if isinstance(value, str) else value
    found = [nearest(text, one, anchors) for one in words if one in text] or [nearest(text, quote, anchors)]
    return [at for at in found if at is not None]


def numbered(annotation: dict[str, Any]) -> dict[str, Any]:
    """Replace the incidents' keys, which may hold names, by their numbers; motives keep pointing to them."""
    keys = {incident.get("key"): f"i{index}" for index, incident in enumerate(annotation["incidents"]) if incident.get("key")}
    incidents = [incident | {"key": f"i{index}"} for index, incident in enumerate(annotation["incidents"])]
    motives = [motive | {"incident": keys.get(motive.get("incident"))} for motive in annotation.get("motives", ())]
    return annotation | {"incidents": incidents, "motives": motives}


def restore(node: Any, text: str) -> Any:
    """Undo `offsets`: every ``[start, end]`` becomes the slice of `text`."""
    if isinstance(node, list):
        return [restore(item, text) for item in node]
    if not isinstance(node, dict):
        return node
    out = {}
    for key, value in node.items():
        if key in POINTED and isinstance(value, list):
            words = [text[slice(*span)] for span in value]
            out[key] = words if key == "target" else next(iter(words), None)
        elif key in QUOTES and value is not None:
            out[key] = text[slice(*value)]
        elif key == "mentions":
            out[key] = [text[slice(*span)] for span in value]
        else:
            out[key] = restore(value, text)
    return out


def lines(folder: Path, *, standoff: bool) -> list[str]:
    """Return the folder's articles as JSON lines, in the order of their ids."""
    sources = json.loads((folder / "source.json").read_text("utf-8")) if standoff else {}
    rows = []
    for file in sorted(folder.glob("*.json")):
        if file.name == "source.json" or not file.with_name(f"{file.stem}.txt").exists():
            continue
        text, annotation = file.with_name(f"{file.stem}.txt").read_text("utf-8"), json.loads(file.read_text("utf-8"))
        if standoff:
            origin = sources[annotation["id"]]["origin"]
            annotation.pop("source", None)
            digest = hashlib.sha256(text.encode()).hexdigest()
            row = {
                "id": annotation["id"],
                "origin": origin,
                "sha256": digest,
                "annotation": offsets(numbered(annotation), text, []),
            }
        else:
            row = {"text": text, "annotation": annotation}
        rows.append(json.dumps(row, ensure_ascii=False))
    return rows


def chosen(args: argparse.Namespace) -> Iterator[dict[str, Any]]:
    """Yield the packed articles that are asked for: a part, those of one origin, or all."""
    for file in args.folders:
        for row in map(json.loads, file.read_text("utf-8").splitlines()):
            name = row["annotation"]["id"]
            held = held_out(name) or not args.held_out
            inside = args.part is None or PARTS[args.part](name)
            if held and inside and (args.origin is None or row["origin"].partition(":")[0] == args.origin):
                yield row


def keep(name: Path, text: str, annotation: dict[str, Any]) -> None:
    """Write one article as two files, for `dateline evaluate written`."""
    name.with_name(f"{name.name}.txt").write_text(text, "utf-8")
    name.with_name(f"{name.name}.json").write_text(json.dumps(annotation, ensure_ascii=False), "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kind", choices=("written", "standoff", "unpack", "restore"))
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--held-out", action="store_true", help="the sixth alone that the tagger is never trained on")
    parser.add_argument("--part", choices=sorted(PARTS), help="all but that sixth, or the messages of odd or even numbers alone")
    parser.add_argument("--origin", help="restore the articles of one corpus alone (gva, gvdb, muc4, re3d, lgl, timex, html)")
    parser.add_argument("--data", type=Path, help="where others' texts lie")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    if args.kind == "unpack":
        for row in chosen(args):
            keep(args.out / row["annotation"]["id"], row["text"], row["annotation"])
        return
    if args.kind == "restore":
        found = {**corpora.texts(args.data), **texts(args.data)}
        for row in chosen(args):
            text = found.get(row["origin"])
            if text is None or hashlib.sha256(text.encode()).hexdigest() != row["sha256"]:
                print(f"{row['id']}: its text is not the one that was annotated", file=sys.stderr)
                continue
            keep(args.out / row["id"], text, restore(row["annotation"], text))
        return
    for folder in args.folders:
        rows = lines(folder, standoff=args.kind == "standoff")
        (args.out / f"{folder.name}.jsonl").write_text("\n".join(rows) + "\n", "utf-8")
        print(f"{folder.name}: {len(rows)} articles")


if __name__ == "__main__":
    main()
