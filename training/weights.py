"""Learn the weights of every choice of the extractor (``codebook/weights.json``) from annotated articles.

    python training/weights.py --data ../shared/data --fold 1 --out src/dateline/codebook/weights.json

Each choice is a conditional logit over its candidates and "none" (numpy, L2, Adam, fixed seed). The features hold the tagger's
logits, so the articles used here must not be those the tagger was trained on: train the tagger with ``--fold 0``, install it
(``training/export.py``), and learn here on fold 1. With ``--unseen [PREFIX…]`` it learns
on the held-out sixth and on the articles whose ids begin so; with ``--read 0.3`` also on those that the tagger has read, at that
weight: what no logit says (order words, dates, places) is learned from them too.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date as Date
from pathlib import Path
from typing import Any

import numpy as np
from corpora import GVA_CUT, texts
from labels import fold, held_out, nearest, occurrences
from pack import restore
from rapidfuzz import fuzz

from dateline.codebook.tables import table
from dateline.extract import date, place, tolls
from dateline.extract.asked import ask, joined
from dateline.extract.beside import attach
from dateline.extract.compare import kilometres
from dateline.extract.cut import units
from dateline.extract.group import Group, candidates, group
from dateline.extract.kind import type_candidates
from dateline.extract.merge import candidates as merge_candidates
from dateline.extract.merge import merge
from dateline.extract.opening import opens, speaks
from dateline.extract.place_wording import proper
from dateline.extract.standing import incident_features, main_features
from dateline.extract.units import Unit
from dateline.extract.widen import widen
from dateline.pipeline import layers
from dateline.types import Annotated, Document, PlaceValue, Span

RIDGE = {"join": 1.0, "type": 0.3, "default": 2.0}
LOCAL = ("gva-", "gvdb-", "muc4-")
LOCAL_WEIGHT, WEAK_WEIGHT = 0.5, 0.2
"""US local reports on shootings and messages of 1988-91 are the most numerous and not the measure; records without a reader's annotation weigh less still."""
LENIENCE = {"join": 0.3, "merge": 0.3, "incident": 0.75}
"""Taken off the weight of "none" after learning: F1 asks for more incidents than likelihood (tried 0.5, 1.0, 1.5), and for fewer that are cut in two."""


@dataclass(frozen=True)
class Gold:
    """An annotated article: its text, publication date, and incidents with quotes."""

    id: str
    text: str
    published: str | None
    incidents: list[dict[str, Any]]
    weak: bool = False
    read: bool = False
    """Whether the tagger was trained on it."""


@dataclass(frozen=True)
class Choice:
    """One instance: the candidates' features, and which of them are right; ``none`` right when no index is."""

    candidates: list[dict[str, float]]
    right: frozenset[int]
    weight: float = 1.0


def golds(args: argparse.Namespace) -> Iterator[Gold]:
    """Yield the annotated articles of the fold, then a sample of GVA records with one article each."""

    def wanted(identifier: str) -> bool:
        if args.unseen is not None:
            return held_out(identifier) or identifier.startswith(tuple(args.unseen))
        return not held_out(identifier) and (args.fold is None or fold(identifier) == args.fold)

    for folder in args.folders:
        for file in sorted(folder.glob("*.json")):
            row = json.loads(file.read_text("utf-8"))
            if "incidents" in row:
                yield Gold(row["id"], file.with_suffix(".txt").read_text("utf-8"), row["published"], row["incidents"])
    for file in sorted((args.data / "written").glob("*.json")):
        row = json.loads(file.read_text("utf-8"))
        if wanted(row["id"]) or args.read:
            text, read = file.with_suffix(".txt").read_text("utf-8"), not wanted(row["id"])
            yield Gold(row["id"], text, row["published"], row["incidents"], read=read)
    for file in sorted(args.articles.glob("*.jsonl")):
        for line in file.read_text("utf-8").splitlines():
            row = json.loads(line)
            own = row["annotation"]
            if wanted(own["id"]) or args.read:
                yield Gold(own["id"], row["text"], own["published"], own["incidents"], read=not wanted(own["id"]))
    found = texts(args.data)
    standing = set()
    for file in sorted(args.standoff.glob("*.jsonl")):
        for line in file.read_text("utf-8").splitlines():
            row = json.loads(line)
            standing.add(row["origin"])
            if (wanted(row["id"]) or args.read) and row["origin"] in found:
                text = found[row["origin"]]
                incidents, read = restore(row["annotation"], text)["incidents"], not wanted(row["id"])
                yield Gold(row["id"], text, row["annotation"]["published"], incidents, read=read)
    yield from gva(args, standing)


def gva(args: argparse.Namespace, standing: set[str]) -> Iterator[Gold]:
    """Records as weak labels for the main incident's date, city and tolls."""
    with gzip.open(args.data / "gva" / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        articles = {row["id"]: row for row in map(json.loads, lines)}
    with gzip.open(args.data / "gva" / "incidents.jsonl.gz", "rt", encoding="utf-8") as lines:
        records = [row for row in map(json.loads, lines) if row["date"] < GVA_CUT]
    step = max(1, len(records) // max(1, args.gva))
    for record in records[::step]:
        known = [a for a in record["article_ids"] if a in articles and f"gva:{a}" not in standing]
        for identifier in known[:1]:
            row = articles[identifier]
            incident = {
                "main": True,
                "type": "armed_assault",
                "date": {"value": record["date"], "precision": "day"},
                "mentions": [],
            }
            incident["place"] = {"name": record["city"], "country": "US", "lat": record["lat"], "lon": record["lon"]}
            for effect in ("killed", "injured"):
                incident[effect] = {"best": record[effect], "qualifier": "exact"}
            yield Gold(identifier, f"{row['title']}\n{row['text']}", row["published"], [incident], weak=True)


def spans(gold: Gold) -> list[tuple[Span, int, float]]:
    """Return (span, incident, weight) of every quote; words that name the event weigh double."""
    found = []
    for index, incident in enumerate(gold.incidents):
        anchors = [s for quote in incident.get("mentions", ()) for s in occurrences(gold.text, quote)[:1]]
        quotes = [(quote, 2.0) for quote in incident.get("mentions", ())]
        quotes += [
            ((incident.get(k) or {}).get("quote"), 1.0) for k in ("date", "place", "killed", "injured", "perpetrator", "claim")
        ]
        for quote, weight in quotes:
            at = nearest(gold.text, quote, anchors)
            if at:
                found.append((Span(*at), index, weight))
    return found


def of_unit(unit: Unit, quotes: list[tuple[Span, int, float]]) -> int | None:
    """Return the incident whose quotes the unit holds most of."""
    votes: dict[int, float] = defaultdict(float)
    for span, index, weight in quotes:
        if span.overlaps(unit.span):
            votes[index] += weight
    return max(votes, key=lambda i: votes[i]) if votes else None


def joins(annotated: Annotated, told: list[Unit], quotes: list[tuple[Span, int, float]]) -> Iterator[Choice]:
    """Grouping with the right answers so far: does the unit join the incident it speaks of, or open one?"""
    text, groups, owners = annotated.document.text, [], []
    for unit in told:
        owner = of_unit(unit, quotes)
        if owner is None or not speaks(unit):
            continue
        known = candidates(annotated, unit, groups)
        if known:
            right = frozenset(i for i, (item, _) in enumerate(known) if owners[groups.index(item)] == owner)
            yield Choice([dict(f) for _, f in known], right)
        if owner in owners:
            groups[owners.index(owner)].add(unit)
        elif opens(unit, text):
            groups.append(Group([unit], asked=ask(annotated, unit, told)))
            owners.append(owner)


def standings(annotated: Annotated, gold: Gold, quotes: list[tuple[Span, int, float]]) -> Iterator[tuple[str, Choice]]:
    """Groups as the extractor makes them: which are incidents, which main, and each value's candidates."""
    told = units(annotated)
    groups, owners = [], []
    for item in group(annotated, told):
        owner = owner_of(item, quotes)
        home = owners.index(owner) if owner in owners and owner is not None else None
        if groups:
            known = merge_candidates(annotated, groups, item)
            right = [index for index, (other, _) in enumerate(known) if home is not None and other is groups[home]]
            yield "merge", Choice([dict(f) for _, f in known], frozenset(right))
        if home is None:
            groups.append(item)
            owners.append(owner)
        else:
            groups[home].add(*item.units)
            groups[home].asked = joined(groups[home].asked, item.asked)
    attach(annotated, [item for item, owner in zip(groups, owners, strict=True) if owner is not None], told)
    for item in groups:
        widen(annotated, item)
    for index, (item, owner) in enumerate(zip(groups, owners, strict=True)):
        features = incident_features(annotated, item, first=index == 0)
        yield "incident", Choice([features], frozenset({0} if owner is not None else ()))
    total = sum(len(item.units) for item, owner in zip(groups, owners, strict=True) if owner is not None)
    first: Group | None = None
    for item, owner in zip(groups, owners, strict=True):
        if owner is None:
            continue
        truth, first = gold.incidents[owner], first or item
        yield "main", Choice([main_features(annotated, item, first=first, total=total)], frozenset({0} if truth["main"] else ()))
        yield from values(annotated, item, truth, weak=False)


def owner_of(item: Group, quotes: list[tuple[Span, int, float]]) -> int | None:
    """Return the incident that most of the group's units speak of."""
    votes: dict[int, int] = defaultdict(int)
    for unit in item.units:
        owner = of_unit(unit, quotes)
        if owner is not None:
            votes[owner] += 1
    return max(votes, key=lambda i: votes[i]) if votes else None


def weak_values(annotated: Annotated, gold: Gold) -> Iterator[tuple[str, Choice]]:
    """A record knows the main incident's values only: the first group's candidates, where one of them is right."""
    told = units(annotated)
    groups = merge(annotated, group(annotated, told))
    attach(annotated, groups, told)
    if groups:
        widen(annotated, groups[0])
        yield from values(annotated, groups[0], gold.incidents[0], weak=True)


def values(annotated: Annotated, item: Group, truth: dict[str, Any], *, weak: bool) -> Iterator[tuple[str, Choice]]:
    """Yield the choices of date, place and tolls whose right answer is known: a candidate equal to the truth, or none at all."""
    main, weight, told, asked = truth["main"], WEAK_WEIGHT if weak else 1.0, item.units, item.asked
    wider, counted = [*told, *item.beside, *item.apart], [*told, *item.apart]
    dates = date.candidates(annotated, wider, main=main, asked=asked)
    right = frozenset(i for i, (t, _) in enumerate(dates) if _same_date(t.value, truth.get("date")))
    said = (truth.get("date") or {}).get("quote") or weak
    if right or (not said and not weak):
        yield "date", Choice([dict(f) for _, f in dates], right, weight)
    if not weak:
        kinds = type_candidates(annotated, told)
        yield "type", Choice([dict(f) for _, f in kinds], frozenset(i for i, (k, _) in enumerate(kinds) if k == truth["type"]))
    places = place.candidates(annotated, wider, main=main, asked=asked)
    right = frozenset(i for i, (p, _) in enumerate(places) if p.value and _same_place(annotated, p, truth.get("place") or {}))
    if (truth.get("place") or {}).get("precision") == "site":
        right = frozenset(i for i in right if proper(annotated.document.text, places[i][0])) or right
    if right or ((truth.get("place") or {}).get("name") is None and not weak):
        yield "place", Choice([dict(f) for _, f in places], right, weight)
    for effect in ("killed", "injured"):
        figures = tolls.candidates(annotated, counted, effect, main=main, asked=asked)
        want = truth.get(effect)
        best = None if want is None else want.get("best", want.get("high"))
        right = frozenset(i for i, (f, _) in enumerate(figures) if best is not None and tolls.size(f) == best and f.known)
        silent = want is None or (weak and best == 0)
        if right or (silent and figures):
            yield effect, Choice([dict(f) for _, f in figures], right, weight)


def _same_date(value: Any, truth: dict[str, Any] | None) -> bool:
    if value is None or truth is None:
        return False
    if truth.get("value") is None:
        return value.value is None and bool(truth.get("quote"))
    return value.value == truth["value"]


def _same_place(annotated: Annotated, mention: Any, truth: dict[str, Any]) -> bool:
    value = mention.value
    if truth.get("country") and value.country and truth["country"] != value.country:
        return False
    if truth.get("lat") is not None:
        apart = kilometres(value, PlaceValue(name="", lat=truth["lat"], lon=truth["lon"]))
        return value.precision in ("site", "town") and apart is not None and apart < 25
    words = mention.span.of(annotated.document.text)
    return bool(truth.get("name")) and (
        fuzz.partial_ratio(words.casefold(), truth["name"].casefold()) >= 85 or words in (truth.get("quote") or "-")
    )


def learn(found: list[Choice], start: dict[str, float], ridge: float) -> tuple[dict[str, float], float, float]:
    """Return the weights, and the share of instances decided rightly with the old and the new ones."""
    names = sorted({n for c in found for f in c.candidates for n in f} | {"none"})
    index = {n: i for i, n in enumerate(names)}
    prior = np.array([start.get(n, 0.0) for n in names])
    rows = []
    for choice in found:
        matrix = np.zeros((len(choice.candidates) + 1, len(names)))
        for i, features in enumerate(choice.candidates):
            for name, value in features.items():
                matrix[i, index[name]] = value
        matrix[-1, index["none"]] = 1.0
        mask = np.zeros(len(matrix), dtype=bool)
        mask[list(choice.right) or [-1]] = True
        rows.append((matrix, mask, choice.weight))

    def accuracy(w: np.ndarray) -> float:
        return 100 * float(np.mean([mask[int((matrix @ w).argmax())] for matrix, mask, _ in rows]))

    w, m, v = prior.copy(), np.zeros(len(names)), np.zeros(len(names))
    for step in range(1, 401):
        gradient = ridge * (w - prior) / len(rows)
        for matrix, mask, weight in rows:
            z = matrix @ w
            p = np.exp(z - z.max())
            p /= p.sum()
            q = np.where(mask, p, 0.0)
            q /= max(q.sum(), 1e-12)
            gradient += weight * matrix.T @ (p - q) / len(rows)
        m, v = 0.9 * m + 0.1 * gradient, 0.999 * v + 0.001 * gradient**2
        w = w - 0.05 * (m / (1 - 0.9**step)) / (np.sqrt(v / (1 - 0.999**step)) + 1e-8)
    return {n: round(float(w[index[n]]), 3) for n in names if abs(w[index[n]]) > 0.005}, accuracy(prior), accuracy(w)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--articles", type=Path, default=Path("training/articles"))
    parser.add_argument("--standoff", type=Path, default=Path("training/standoff"))
    parser.add_argument("--folders", type=Path, nargs="*", default=[], help="further folders of <id>.txt and <id>.json, all unseen")
    parser.add_argument("--fold", type=int, choices=(0, 1))
    parser.add_argument("--unseen", nargs="*", help="id prefixes of articles that the installed tagger has not seen")
    parser.add_argument(
        "--read", type=float, default=0.0, help="the weight of articles that the installed tagger has read; 0: none"
    )
    parser.add_argument("--gva", type=int, default=400, help="how many GVA records serve as weak labels")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    weights = table("weights")
    prepared = []
    for gold in golds(args):
        published = Date.fromisoformat(gold.published) if gold.published else None
        prepared.append((gold, layers(Document(gold.id, gold.text, published=published)), spans(gold)))
    print(f"{len(prepared)} articles", flush=True)
    found: dict[str, list[Choice]] = defaultdict(list)
    for gold, annotated, quotes in prepared:
        if not gold.weak:
            share = args.read if gold.read else 1.0
            found["join"] += [replace(c, weight=c.weight * share) for c in joins(annotated, units(annotated), quotes)]
    apply(weights, found, ("join",))
    for gold, annotated, quotes in prepared:
        share = (LOCAL_WEIGHT if gold.id.startswith(LOCAL) else 1.0) * (args.read if gold.read else 1.0)
        for name, choice in weak_values(annotated, gold) if gold.weak else standings(annotated, gold, quotes):
            found[name].append(replace(choice, weight=choice.weight * share))
    apply(weights, found, ("merge", "incident", "main", "type", "date", "place", "killed", "injured"))
    weights["source"] = (
        f"training/weights.py --fold {args.fold} --unseen {' '.join(args.unseen or ())} --gva {args.gva}: {len(prepared)} articles"
    )
    args.out.write_text(dump(weights), "utf-8")


def apply(weights: dict[str, Any], found: dict[str, list[Choice]], names: tuple[str, ...]) -> None:
    """Learn `names` and put the weights in place, in memory."""
    for name in names:
        old = weights["choices"][name]
        new, before, after = learn(found[name], old, RIDGE.get(name, RIDGE["default"]))
        new = {feature: weight for feature, weight in old.items() if feature.startswith("grammar")} | new
        new["none"] = round(new.get("none", 0.0) - LENIENCE.get(name, 0.0), 3)
        weights["choices"][name] = new
        print(f"{name}: {len(found[name])} instances, right {before:.1f} -> {after:.1f} %  {new}", flush=True)


def dump(weights: dict[str, Any]) -> str:
    """One choice a line, features by name."""
    lines = [f'  "{name}": {json.dumps(dict(sorted(row.items())))}' for name, row in weights["choices"].items()]
    head = f'{{\n "about": {json.dumps(weights["about"])},\n "source": {json.dumps(weights["source"])},\n "choices": {{\n'
    return head + ",\n".join(lines) + "\n }\n}\n"


if __name__ == "__main__":
    main()
