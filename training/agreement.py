"""How far two readers agree who annotated the same articles: incidents found by both, and each field on those.

    PYTHONPATH=training python training/agreement.py --data ../shared/data

The second reader's annotations are in ``training/second.jsonl`` (stand-off, as in ``standoff/``).

Incidents of one article are paired one to one, greedily, by the words that both quote for them (mentions, place, figures) and by equal values;
a pair needs some of either. Fields are compared as values: a pair of silences counts as agreement in ``both silent`` only.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

from corpora import texts
from labels import occurrences
from pack import restore

from dateline.evaluate.words import alike, types_agree

Incident = dict[str, Any]
FIELDS = ("main", "type", "type, leniently", "date", "country", "place", "killed", "injured", "weapon", "status")
PAIRED = 0.25
"""Least likeness of a pair."""


def originals(data: Path, here: Path) -> dict[str, tuple[str, list[Incident]]]:
    """Return text and incidents of every article by id, as the first readers annotated them."""
    found: dict[str, tuple[str, list[Incident]]] = {}
    for file in sorted((data / "written").glob("*.json")):
        row = json.loads(file.read_text("utf-8"))
        found[row["id"]] = file.with_suffix(".txt").read_text("utf-8"), row["incidents"]
    for line in (line for file in sorted((here / "articles").glob("*.jsonl")) for line in file.read_text("utf-8").splitlines()):
        row = json.loads(line)
        found[row["annotation"]["id"]] = row["text"], row["annotation"]["incidents"]
    known = texts(data)
    for line in (line for file in sorted((here / "standoff").glob("*.jsonl")) for line in file.read_text("utf-8").splitlines()):
        row = json.loads(line)
        if row["origin"] in known:
            text = known[row["origin"]]
            found[row["id"]] = text, restore(row["annotation"], text)["incidents"]
    return found


def quotes(incident: Incident, text: str) -> list[tuple[int, int]]:
    """Return the stretches quoted for an incident, the first occurrence of each."""
    said = list(incident.get("mentions") or ())
    said += [(incident.get(name) or {}).get("quote") for name in ("place", "killed", "injured")]
    return [(at[0], at[0] + len(quote)) for quote in said if quote and (at := occurrences(text, quote))]


def value(incident: Incident, field: str) -> Any:
    """Return what a reader gave for a field, None where nothing."""
    if field == "main":
        return bool(incident["main"])
    if field.startswith("type"):
        return incident["type"]
    if field == "date":
        return (incident.get("date") or {}).get("value")
    if field == "country":
        return (incident.get("place") or {}).get("country")
    if field == "place":
        return (incident.get("place") or {}).get("name")
    if field == "weapon":
        return tuple(sorted(incident.get("weapon") or ())) or None
    if field == "status":
        return (incident.get("perpetrator") or {}).get("status")
    figure = incident.get(field) or {}
    return next((figure[key] for key in ("best", "high", "low") if figure.get(key) is not None), None)


def same(field: str, one: Any, other: Any) -> bool:
    """Tell whether two values agree."""
    if field == "place":
        return bool(one and other) and (alike(str(one), str(other)) or one_place(str(one), str(other)))
    if field == "type, leniently":
        return types_agree(one, other)
    if field == "weapon":
        return bool(set(one or ()) & set(other or ()))
    return bool(one == other)


def one_place(one: str, other: str) -> bool:
    """Tell whether two chains ("market, Herat", "Herat, Afghanistan") share a part, a last part that both have apart."""
    first, second = one.split(", "), other.split(", ")
    if len(first) > 1 and len(second) > 1 and alike(first[-1], second[-1]):
        first, second = first[:-1], second[:-1]
    return any(alike(a, b) for a in first for b in second)


def likeness(a: Incident, b: Incident, text: str) -> float:
    """Return 0..1: half from shared quotes, half from equal date, place, killed."""
    first, second = quotes(a, text), quotes(b, text)
    shared = sum(any(s < e2 and s2 < e for s2, e2 in second) for s, e in first)
    overlap = shared / max(1, min(len(first), len(second)))
    values = [
        same(f, value(a, f), value(b, f)) for f in ("date", "place", "killed") if value(a, f) is not None or value(b, f) is not None
    ]
    return 0.5 * min(1.0, overlap) + 0.5 * (sum(values) / len(values) if values else 0.0)


def pairs(first: list[Incident], second: list[Incident], text: str) -> list[tuple[Incident, Incident]]:
    """Return the incidents that both readers have, best pairs first."""
    scored = sorted(
        ((likeness(a, b, text), i, j) for i, a in enumerate(first) for j, b in enumerate(second)),
        key=lambda row: (-row[0], row[1:]),
    )
    used_a, used_b, found = set(), set(), []
    for score, i, j in scored:
        if score >= PAIRED and i not in used_a and j not in used_b:
            used_a.add(i)
            used_b.add(j)
            found.append((first[i], second[j]))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--second", type=Path, default=Path("training/second.jsonl"))
    parser.add_argument("--only", default="", help="articles whose ids begin so")
    args = parser.parse_args()
    counts, agreed, silent = Counter[str](), Counter[str](), Counter[str]()
    known = originals(args.data, args.second.parent)
    for line in args.second.read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["id"] not in known or not row["id"].startswith(args.only):
            continue
        text, first = known[row["id"]]
        second = restore(row["annotation"], text)["incidents"]
        found = pairs(first, second, text)
        counts.update(articles=1, first=len(first), second=len(second), both=len(found), empty_both=int(not first and not second))
        counts["empty_one"] += int(bool(first) != bool(second))
        for a, b in found:
            for field in FIELDS:
                one, other = value(a, field), value(b, field)
                if one is None and other is None:
                    silent[field] += 1
                else:
                    counts[field] += 1
                    agreed[field] += same(field, one, other)
    f1 = 200 * counts["both"] / max(1, counts["first"] + counts["second"])
    print(
        f"{counts['articles']} articles; incidents {counts['first']} and {counts['second']}, {counts['both']} in both: F1 {f1:.1f}"
    )
    print(f"no incident: both say so in {counts['empty_both']}, only one in {counts['empty_one']}")
    print("| field | said by one or both | agree % | both silent |\n|---|---|---|---|")
    for field in FIELDS:
        print(f"| {field} | {counts[field]} | {100 * agreed[field] / max(1, counts[field]):.1f} | {silent[field]} |")


if __name__ == "__main__":
    main()
