"""Learn the weights of ``codebook/linkage.json`` by logistic regression, drawn towards the weights that stand there.

Pairs of main accounts that blocking brings together, from the Gun Violence Archive's development articles (the oldest first) and
from ``multi``; a pair is positive where both tell one incident. The penalty is the squared distance from the weights by hand, so
that a feature which the data hardly shows (an affiliate, a foiled attack) stays where the codebook's rules put it, and the sign of
a feature never turns. Runs from a clean checkout:

    python training/linkage.py --data ../shared/data --articles 1500 [--write]

Prints log loss and accuracy before and after on the newest third of the pairs; ``--write`` then stores weights learned on all.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from dateline.evaluate import gold
from dateline.evaluate.align import align
from dateline.evaluate.documents import from_file, record
from dateline.evaluate.gva import chosen, rows
from dateline.evaluate.gva_linking import consecutive
from dateline.reconcile import block, duplicates
from dateline.reconcile.account import accounts
from dateline.reconcile.compare import features
from dateline.types import Account

TABLE = Path(__file__).parents[1] / "src/dateline/codebook/linkage.json"
PENALTY = 4.0
"""Weight of the pull towards the weights by hand, in pairs: a feature seen in fewer pairs than this stays near its own."""
MULTI_COUNTS = 4.0
"""A pair of ``multi`` counts so many times: bombings with rising tolls are what the record is for, and it has few of them."""
FIXED = frozenset({"copy", "same_document", "outcome_differs"})
"""Not learned: no pair of the data shows them."""


@dataclass(frozen=True)
class Pair:
    """Two accounts' features, whether they tell one incident, and how much the pair counts."""

    found: dict[str, float]
    same: bool
    counts: float


def gva_pairs(data: Path, limit: int) -> Iterator[Pair]:
    """Yield the pairs of main accounts that blocking brings together, in the order of time, without copies."""
    archive = {row["id"]: row for row in rows(data / "articles.jsonl.gz")}
    told: list[tuple[Account, str, frozenset[str]]] = []
    at: dict[int, list[int]] = {}
    for document, incident in consecutive(chosen(data / "incidents.jsonl.gz", "dev"), archive, limit):
        main = next((account for account in accounts(record(document), document.text) if account.main), None)
        if main is None:
            continue
        met = {other for token in block.look(main) for other in at.get(token, ())}
        cut = duplicates.shingles(document.text)
        for other in sorted(met):
            account, key, theirs = told[other]
            if not duplicates.likeness(cut, theirs):
                yield Pair(features(main, account), key == incident["incident_id"], 1.0)
        for token in block.put(main):
            at.setdefault(token, []).append(len(told))
        told.append((main, incident["incident_id"], cut))


def multi_pairs(data: Path) -> Iterator[Pair]:
    """Yield every pair of aligned accounts of two reports."""
    told: list[tuple[Account, str]] = []
    for case in gold.folder(data):
        document = from_file(case.path, case.published)
        said = record(document)
        found = accounts(said, document.text)
        for at, ours in align(case.incidents, said["incidents"], document.text).pairs:
            for account, key in told:
                if account.document_id != document.id:
                    yield Pair(features(found[ours], account), key == case.incidents[at].key, MULTI_COUNTS)
            told.append((found[ours], case.incidents[at].key))


def learn(pairs: list[Pair], prior: dict[str, float]) -> dict[str, float]:
    """Return the weights that explain the pairs best, near `prior`: Newton's method on the penalised log likelihood."""
    names = [name for name in prior if name not in FIXED]
    x = np.array([[pair.found.get(name, 0.0) for name in names] for pair in pairs])
    fixed = np.array([sum(prior[name] * pair.found.get(name, 0.0) for name in FIXED) for pair in pairs])
    y = np.array([float(pair.same) for pair in pairs])
    counts = np.array([pair.counts for pair in pairs])
    start = np.array([prior[name] for name in names])
    weights = start.copy()
    for _ in range(50):
        p = 1 / (1 + np.exp(-(x @ weights + fixed)))
        slope = x.T @ (counts * (p - y)) + PENALTY * (weights - start)
        curve = (x * (counts * p * (1 - p))[:, None]).T @ x + PENALTY * np.eye(len(names))
        step = np.linalg.solve(curve, slope)
        weights = weights - step
        if np.abs(step).max() < 1e-6:
            break
    kept = np.where(np.sign(weights) == np.sign(start), weights, 0.1 * np.sign(start))
    return {**prior, **{name: round(float(w), 2) for name, w in zip(names, kept, strict=True)}}


def measure(pairs: list[Pair], weights: dict[str, float]) -> str:
    """Return log loss, and false and missed joins, in words."""
    scores = np.array([sum(weights[name] * value for name, value in pair.found.items()) for pair in pairs])
    y = np.array([pair.same for pair in pairs])
    counts = np.array([pair.counts for pair in pairs])
    loss = np.average(np.logaddexp(0, np.where(y, -scores, scores)), weights=counts)
    return (
        f"log loss {loss:.4f}, {int((~y & (scores > 0)).sum())} false joins, {int((y & (scores <= 0)).sum())} missed of {y.sum()}"
    )


def main() -> None:
    """Learn, print, and write where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--articles", type=int, default=1500)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    table = json.loads(TABLE.read_text(encoding="utf-8"))
    prior: dict[str, float] = table["weights"]
    archive = list(gva_pairs(given.data / "gva", given.articles))
    multi = list(multi_pairs(given.data / "multi"))
    old, new = archive[: len(archive) * 2 // 3], archive[len(archive) * 2 // 3 :]
    held = learn([*old, *multi], prior)
    print("newest third, by hand:", measure(new, prior))
    print("newest third, learned:", measure(new, held))
    print("multi, by hand:       ", measure(multi, prior))
    weights = learn([*archive, *multi], prior)
    print("multi, learned:       ", measure(multi, weights))
    for name in sorted(weights, key=lambda name: -abs(weights[name] - prior[name])):
        seen = sum(bool(pair.found.get(name)) for pair in [*archive, *multi])
        print(f"  {name:24} {prior[name]:6.2f} -> {weights[name]:6.2f}  in {seen} pairs")
    if given.write:
        table["weights"] = weights
        table["learned"] = sorted(name for name in weights if name not in FIXED)
        TABLE.write_text(json.dumps(table, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
