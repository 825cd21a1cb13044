"""Learn what the words of a snippet say of its type (``codebook/crosswalk_case2021_words.json``) from written snippets.

    PYTHONPATH=src python training/snippet_types.py --out src/dateline/codebook/crosswalk_case2021_words.json

A multinomial logistic regression (L2, Adam, from zero: the same numbers every time) over stems and pairs of stems that stand in
two snippets or more, divided by the root of their number. It reads ``training/types/snippets.jsonl`` and
``tests/cases/event_snippets.txt``, both written for this project, and nothing of CASE 2021. ``--measure`` learns on one half of
the former and prints the figure of the other, both ways, for the rules, the words and their sum; then that of the shipped table on
``training/measure/snippets.jsonl``, which nothing learns from.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix

from dateline.codebook.tables import table
from dateline.evaluate.case2021 import choose, scores
from dateline.evaluate.case2021 import label as shipped
from dateline.evaluate.case2021_words import chances, features
from dateline.evaluate.metrics import classification

ROOT = Path(__file__).parent.parent
ABOUT = (
    "Which words speak for which label of CASE 2021: stems and pairs of neighbouring stems (evaluate/case2021_words.py), learned by "
    "training/snippet_types.py from snippets written for this project. share: how much a point of the rules of crosswalk_case2021.json "
    "counts beside the logarithm of a chance. docs/decisions/0030."
)
RIDGE, STEPS, RATE = 0.1, 80, 0.4
"""Of ridges 0.03, 0.1, 0.3 and 1.0 the second was best on the half not learned from."""
SHARE = 0.7
"""Of 0.15 to 1.3, likewise; 0.4 to 0.8 are within a point."""
LEAST = 0.25
"""Weights nearer to zero are left out: within half a point, for a fifth of the table."""
DOUBT = 0.15
"""Where no rule speaks and no label's chance comes to this, it is none of them: of 0.08 to 0.3, likewise."""

Snippet = tuple[str, str]
"""A text and its label."""


def invented(path: Path) -> list[Snippet]:
    """Read the snippets of the crosswalk's test: "# LABEL" above those it covers."""
    rows: list[Snippet] = []
    label = ""
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("# "):
            label = line[2:]
        elif line and not line.startswith("%"):
            rows.append((line, label))
    return rows


def learn(snippets: Sequence[Snippet], labels: Sequence[str]) -> dict[str, dict[str, float]]:
    """Return by label the weight of each feature, greatest first."""
    found = [features(text) for text, _ in snippets]
    counts = Counter(name for names in found for name in names)
    names = sorted(name for name, count in counts.items() if count > 1)
    index = {name: at for at, name in enumerate(names)}
    rows = [[index[name] for name in names_ if name in index] for names_ in found]
    data = np.concatenate([np.full(len(row), 1 / np.sqrt(max(1, len(row)))) for row in rows])
    matrix = csr_matrix((data, np.concatenate(rows).astype(int), np.cumsum([0, *map(len, rows)])), shape=(len(rows), len(names)))
    weights = _fit(matrix, np.eye(len(labels))[[labels.index(label) for _, label in snippets]])
    return {label: _kept(names, weights[:, at]) for at, label in enumerate(labels)}


def _kept(names: Sequence[str], weights: np.ndarray) -> dict[str, float]:
    order = sorted(np.flatnonzero(abs(weights) >= LEAST), key=lambda at: (-weights[at], names[at]))
    return {names[at]: round(float(weights[at]), 1) for at in order}


def _fit(matrix: csr_matrix, wanted: np.ndarray) -> np.ndarray:
    size, transposed = len(wanted), matrix.T.tocsr()
    weights = np.zeros((matrix.shape[1], wanted.shape[1]))
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        sums = matrix @ weights
        chances = np.exp(sums - sums.max(axis=1, keepdims=True))
        chances /= chances.sum(axis=1, keepdims=True)
        slope = (transposed @ (chances - wanted) + RIDGE * weights) / size
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        rate = RATE * (1 - 0.9 * step / STEPS)
        weights -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-6)
    return weights


def measure(written: Sequence[Snippet], others: Sequence[Snippet], labels: Sequence[str]) -> None:
    """Print weighted F1 on the half of `written` that was not learned from, for rules, words and their sum."""
    crosswalk = table("crosswalk_case2021")
    gold: list[str] = []
    told: dict[str, list[str]] = {"rules": [], "words": [], "both": []}
    for side in (0, 1):
        weights = learn([*others, *written[side::2]], labels)
        for text, label in written[1 - side :: 2]:
            rules, words = scores(text, {"incidents": []}), chances(text, weights)
            gold.append(label)
            told["rules"].append(
                max(rules, key=rules.__getitem__) if max(rules.values()) >= crosswalk["least"] else crosswalk["default"]
            )
            told["words"].append(max(words, key=words.__getitem__))
            told["both"].append(choose(rules, words, share=SHARE, doubt=DOUBT))
    for name, ours in told.items():
        print(name, classification(gold, ours))


def read(path: Path) -> list[Snippet]:
    """Read a file of JSON lines with ``text`` and ``label``."""
    return [(row["text"], row["label"]) for row in map(json.loads, path.read_text("utf-8").splitlines())]


def main() -> None:
    """Learn, and write the table or print what it is worth."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--measure", action="store_true")
    args = parser.parse_args()
    labels = list(table("crosswalk_case2021")["labels"])
    written = read(ROOT / "training/types/snippets.jsonl")
    others = invented(ROOT / "tests/cases/event_snippets.txt")
    if args.measure:
        measure(written, others, labels)
        unseen = read(ROOT / "training/measure/snippets.jsonl")
        ours = [shipped(text, {"incidents": []}) for text, _ in unseen]
        print("shipped, unseen", classification([gold for _, gold in unseen], ours))
    if args.out:
        told = {"about": ABOUT, "share": SHARE, "doubt": DOUBT, "weights": learn([*others, *written], labels)}
        args.out.write_text(
            json.dumps(told, ensure_ascii=False, separators=(",", ":")).replace("},", "},\n") + "\n", encoding="utf-8"
        )


if __name__ == "__main__":
    main()
