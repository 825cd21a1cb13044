"""Learn the weights of the choice of the perpetrator (``codebook/blame_weights.json``) from annotated articles.

    python training/blame_weights.py --data ../shared/data --out src/dateline/codebook/blame_weights.json

A conditional logit over the actors of each incident and "none" (numpy, L2, fixed steps). It learns on the articles of ``written`` and
of ``training/articles`` that the tagger was not trained on (`labels.held_out`), on the even positions of ``modern`` and on ``--folders``.
The articles that it was trained on teach the choice of the perpetrator too: what the model says of them is too sure, so that its
features there are others (`of_seen`), learned beside and then left out. In five folds over the unseen articles that gains a point of F1.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from corpora import texts
from labels import held_out
from pack import restore

from dateline import extract
from dateline.codebook.tables import table
from dateline.evaluate import fields
from dateline.evaluate.align import align
from dateline.evaluate.documents import from_file
from dateline.evaluate.gold import Gold, folder, incident
from dateline.evaluate.words import is_generic, share_word
from dateline.extract import means, weigh
from dateline.extract.contract import record
from dateline.pipeline import layers
from dateline.types import Annotated, Document

RIDGE = 0.6
LENIENCE = 0.8
"""Taken off the weight of "none" after learning: F1 asks for more answers than likelihood (tried 0.4, 0.8, 1.2)."""
NEVER = 9.0
"""The same for the status, which is never "none"."""
FIXED = {"person": 1.2, "charged": 0.6, "convicted": 1.0, "held": 0.6}
"""Persons held stand behind explicit words (extract/suspects.py) and are too rare in these articles to learn from."""
STEPS = 1500
RATE = 0.05
SEEN = " (seen)"
MODEL = (
    "this",
    "model",
    "unread",
    "read",
    *(f"{kind}_{name}" for kind in ("group", "state", "generic") for name in ("this", "model")),
)
"""How the names of features begin that the model gives."""
LOCAL = ("gva-", "gvdb-")
"""US local reports on shootings name private persons alone."""
Case = tuple[tuple[Gold, ...], Annotated, bool]
"""An article's incidents and layers, and whether the tagger was trained on it."""
Row = tuple[list[dict[str, float]], frozenset[int]]
"""The candidates' features, and which are right; -1 is "none"."""


def cases(data: Path, articles: Path, folders: Sequence[Path] = ()) -> Iterator[Case]:
    """Yield the incidents and layers of every article that is learned on, and whether the tagger was trained on it."""
    for case in folder(data / "written"):
        yield case.incidents, layers(from_file(case.path, case.published)), not held_out(case.id)
    for case in (*folder(data / "modern")[::2], *chain.from_iterable(map(folder, folders))):
        yield case.incidents, layers(from_file(case.path, case.published)), False
    for file in sorted(articles.glob("*.jsonl")):
        for line in file.read_text("utf-8").splitlines():
            row = json.loads(line)
            annotation, day = row["annotation"], row["annotation"]["published"]
            document = Document(annotation["id"], row["text"], published=date.fromisoformat(day) if day else None)
            yield tuple(incident(item) for item in annotation["incidents"]), layers(document), not held_out(annotation["id"])


def standing_off(data: Path, files: Path) -> Iterator[Case]:
    """Yield the same of real articles; where the annotation does not keep a perpetrator's name, the words that it quotes stand for it."""
    found = texts(data)
    for line in (line for file in sorted(files.glob("*.jsonl")) for line in file.read_text("utf-8").splitlines()):
        row = json.loads(line)
        text = found.get(row["origin"])
        if text is None or row["id"].startswith(LOCAL):
            continue
        annotation = restore(row["annotation"], text)
        for item in annotation["incidents"]:
            for who in (item.get("perpetrator"), *item.get("other_perpetrators", ())):
                if who:
                    who.setdefault("name", who.get("quote"))
        day = annotation["published"]
        document = Document(row["id"], text, published=date.fromisoformat(day) if day else None)
        yield tuple(incident(item) for item in annotation["incidents"]), layers(document), not held_out(row["id"])


def rows(found_in: Iterator[Case]) -> Iterator[tuple[str, Row]]:
    """Yield one row an aligned incident for the choice of the perpetrator, and one for that of its status where the actor is right.

    Of an article that the tagger was trained on, the perpetrator's alone.
    """
    for golds, annotated, trained in found_in:
        seen: list[list[tuple[Any, dict[str, float]]]] = []
        statuses: dict[int, list[tuple[str, dict[str, float]]]] = {}
        struck: dict[int, list[tuple[str, dict[str, float]]]] = defaultdict(list)
        original, originals = weigh.best, means.features

        def note(layers_: Annotated, item: means.Target, *rest: Any, **named: Any) -> Any:
            row = originals(layers_, item, *rest, **named)  # noqa: B023
            struck[len(seen) - 1].append((item.whole.of(layers_.document.text), dict(row)))  # noqa: B023
            return row

        def spy(choice: str, candidates: Any) -> Any:
            if choice == "perpetrator":
                seen.append(candidates)  # noqa: B023
            if choice == "status":
                statuses[len(seen) - 1] = candidates  # noqa: B023
            return original(choice, candidates)  # noqa: B023

        weigh.best, means.features = spy, note
        try:
            ours = record(extract.report(annotated))["incidents"]
        finally:
            weigh.best, means.features = original, originals
        found = align(golds, ours, annotated.document.text)
        pairs = {own: golds[gold] for gold, own in found.pairs}
        for own in (*pairs, *found.spurious):
            yield "perpetrator", _row(pairs.get(own), seen[own], trained=trained)
        for own, gold in pairs.items() if not trained else ():
            for words, row in struck[own] if gold.targets else ():
                yield "target", ([row], frozenset({0} if any(share_word(one, words) for one in gold.targets) else {-1}))
            who = gold.perpetrator
            if own in statuses and who is not None and fields.perpetrator(gold, ours[own]).right:
                named = [name for name, _ in statuses[own]]
                yield "status", ([f for _, f in statuses[own]], frozenset({named.index(who["status"])}))


def _row(gold: Gold | None, candidates: list[tuple[Any, dict[str, float]]], *, trained: bool) -> Row:
    """Where nobody is right, words that name nobody ("gunmen") are as right: they count as no name (`is_generic`)."""
    names = [name for name in gold.perpetrators if not is_generic(name)] if gold else []
    right = [
        index
        for index, (item, _) in enumerate(candidates)
        if any(fields.same_actor(name, item.value.name, {"actor_id": item.value.actor_id}) for name in names)
    ]
    nobody = [index for index, (item, _) in enumerate(candidates) if is_generic(item.value.name)]
    return [of_seen(f) if trained else f for _, f in candidates], frozenset(right or [-1, *nobody])


def of_seen(features: dict[str, float]) -> dict[str, float]:
    """Return the features with those of the model under names of their own."""
    return {name + SEEN if name.startswith(MODEL) else name: value for name, value in features.items()}


def learn(data: list[Row], *, lenience: float) -> dict[str, float]:
    """Return the weights that make the right candidates most likely."""
    names = sorted({name for candidates, _ in data for features in candidates for name in features} | {"none"})
    place = {name: index for index, name in enumerate(names)}
    matrix = np.zeros((sum(len(candidates) + 1 for candidates, _ in data), len(names)))
    mask, starts, row = np.zeros(len(matrix), dtype=bool), [], 0
    for candidates, right in data:
        starts.append(row)
        for index, features in enumerate((*candidates, {"none": 1.0})):
            mask[row] = (index if index < len(candidates) else -1) in right
            for name, value in features.items():
                matrix[row, place[name]] = value
            row += 1
    sizes = np.diff([*starts, row])
    weights, first, second = np.zeros(len(names)), np.zeros(len(names)), np.zeros(len(names))
    for step in range(1, STEPS + 1):
        scores = matrix @ weights
        chance = np.exp(scores - np.repeat(np.maximum.reduceat(scores, starts), sizes))
        chance /= np.repeat(np.add.reduceat(chance, starts), sizes)
        wanted = np.where(mask, chance, 0.0)
        wanted /= np.repeat(np.maximum(np.add.reduceat(wanted, starts), 1e-12), sizes)
        slope = RIDGE * weights + matrix.T @ (chance - wanted)
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        weights -= RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    weights[place["none"]] -= lenience
    return {name: round(float(weights[place[name]]), 2) for name in names if not name.endswith(SEEN)}


def main() -> None:
    """Read the articles, learn, write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--articles", type=Path, default=Path("training/articles"))
    parser.add_argument("--standoff", type=Path, default=Path("training/standoff"))
    parser.add_argument("--folders", type=Path, nargs="*", default=[], help="further folders of <id>.txt and <id>.json, all unseen")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    found = chain(cases(options.data, options.articles, options.folders), standing_off(options.data, options.standoff))
    data = list(rows(found))
    chosen = {name: [row for kind, row in data if kind == name] for name in ("perpetrator", "status", "target")}
    who = learn(chosen["perpetrator"], lenience=LENIENCE) | FIXED
    how = learn(chosen["status"], lenience=NEVER)
    what = learn(chosen["target"], lenience=LENIENCE)
    write(options.out, {"perpetrator": who, "status": how, "target": what}, len(chosen["perpetrator"]))


def write(path: Path, weights: dict[str, dict[str, float]], count: int) -> None:
    """Put the learned weights beside the choices that are set by hand."""
    old = table("blame_weights")
    choices = old["choices"] | weights
    lines = ",\n".join(f"  {json.dumps(name)}: {json.dumps(row)}" for name, row in choices.items())
    source = f"perpetrator, status, target: training/blame_weights.py, {count} incidents; the rest hand-set"
    path.write_text(
        f' {{\n "about": {json.dumps(old["about"])},\n "source": {json.dumps(source)},\n "choices": {{\n{lines}\n }}\n}}\n'[1:]
    )


if __name__ == "__main__":
    main()
