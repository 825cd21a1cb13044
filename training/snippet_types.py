"""Learn what the words of a snippet say of its type (``codebook/crosswalk_case2021_words.json``) from written snippets, and what
the tagger makes of them (``crosswalk_case2021_sense.json``; again for each new tagger).

    PYTHONPATH=src python training/snippet_types.py --out src/dateline/codebook

A multinomial logistic regression (L2, Adam, from zero: the same numbers every time) over stems and pairs of stems that stand in
two snippets or more, divided by the root of their number; another over the mean of the tagger's third layer. It reads
``training/types/snippets.jsonl`` and ``tests/cases/event_snippets.txt``, both written for this project, and nothing of CASE 2021.
``--measure`` learns on one half of the former and prints the figure of the other, both ways, for the rules, the words, the sense
and their sum; then that of the shipped tables on ``training/measure/snippets.jsonl``, which nothing learns from.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, issparse

from dateline.codebook.tables import table
from dateline.evaluate.case2021 import choose, scores
from dateline.evaluate.case2021 import label as shipped
from dateline.evaluate.case2021_sense import chances as sense_chances
from dateline.evaluate.case2021_sense import hash_of_tagger, vector
from dateline.evaluate.case2021_words import chances, features
from dateline.evaluate.metrics import classification

ROOT = Path(__file__).parent.parent
ABOUT = (
    "Which words speak for which label of CASE 2021: stems and pairs of neighbouring stems (evaluate/case2021_words.py), learned by "
    "training/snippet_types.py from snippets written for this project. share: how much a point of the rules of crosswalk_case2021.json "
    "counts beside the logarithm of a chance. docs/decisions/0030."
)
ABOUT_SENSE = (
    "What a snippet means to the tagger (evaluate/case2021_sense.py): by label a weight for each value of the mean of its third "
    "layer, learned by training/snippet_types.py from snippets written for this project. tagger: the sha256 of the one it was learned "
    "with. share: how much the logarithm of this chance counts beside that of the words. docs/decisions/0030."
)
RIDGE, STEPS, RATE = 0.1, 80, 0.4
"""Of ridges 0.03, 0.1, 0.3 and 1.0 the second was best on the half not learned from."""
RIDGE_SENSE, STEPS_SENSE, RATE_SENSE = 100.0, 300, 0.02
"""Of ridges 10, 30, 100 and 400 on `training/measure/snippets.jsonl` (figures) and the even ids' words without rules: 30 and 100
are alike, 10 and 400 a point or two less."""
SHARE_SENSE = 0.5
"""Of 0.3 to 1.0, likewise; 0.3 to 0.7 are within two points."""
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
    weights = _fit(matrix, _wanted(snippets, labels), ridge=RIDGE, steps=STEPS, rate=RATE)
    return {label: _kept(names, weights[:, at]) for at, label in enumerate(labels)}


def learn_sense(snippets: Sequence[Snippet], labels: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Return by label the weight of each value of a snippet's vector, and what is added."""
    vectors = np.array([vector(text) for text, _ in snippets], dtype=float)
    middle, spread = vectors.mean(axis=0), vectors.std(axis=0)
    data = np.hstack([(vectors - middle) / spread, np.ones((len(vectors), 1))])
    weights = _fit(data, _wanted(snippets, labels), ridge=RIDGE_SENSE, steps=STEPS_SENSE, rate=RATE_SENSE)
    plain = (weights[:-1] / spread[:, None]).round(3)
    bias = weights[-1] - middle @ plain
    return {label: {"bias": round(float(bias[at]), 3), "weights": plain[:, at].tolist()} for at, label in enumerate(labels)}


def _wanted(snippets: Sequence[Snippet], labels: Sequence[str]) -> np.ndarray:
    return np.eye(len(labels))[[labels.index(label) for _, label in snippets]]


def _kept(names: Sequence[str], weights: np.ndarray) -> dict[str, float]:
    order = sorted(np.flatnonzero(abs(weights) >= LEAST), key=lambda at: (-weights[at], names[at]))
    return {names[at]: round(float(weights[at]), 1) for at in order}


def _fit(matrix: csr_matrix | np.ndarray, wanted: np.ndarray, *, ridge: float, steps: int, rate: float) -> np.ndarray:
    size, transposed = len(wanted), csr_matrix(matrix.T) if issparse(matrix) else matrix.T
    weights = np.zeros((matrix.shape[1], wanted.shape[1]))
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, steps + 1):
        sums = matrix @ weights
        chances = np.exp(sums - sums.max(axis=1, keepdims=True))
        chances /= chances.sum(axis=1, keepdims=True)
        slope = (transposed @ (chances - wanted) + ridge * weights) / size
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        pace = rate * (1 - 0.9 * step / steps)
        weights -= pace * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-6)
    return weights


def measure(written: Sequence[Snippet], others: Sequence[Snippet], labels: Sequence[str]) -> None:
    """Print weighted F1 on the half of `written` that was not learned from, for rules, words, sense and their sum."""
    crosswalk = table("crosswalk_case2021")
    gold: list[str] = []
    told: dict[str, list[str]] = {"rules": [], "words": [], "sense": [], "all": []}
    for side in (0, 1):
        weights = learn([*others, *written[side::2]], labels)
        senses = learn_sense([*others, *written[side::2]], labels)
        for text, label in written[1 - side :: 2]:
            rules, words = scores(text, {"incidents": []}), chances(text, weights)
            sense = sense_chances(text, senses)
            gold.append(label)
            told["rules"].append(
                max(rules, key=rules.__getitem__) if max(rules.values()) >= crosswalk["least"] else crosswalk["default"]
            )
            told["words"].append(max(words, key=words.__getitem__))
            told["sense"].append(max(sense, key=sense.__getitem__))
            weighed = {name: SHARE_SENSE * value for name, value in sense.items()}
            told["all"].append(choose(rules, words, weighed, share=SHARE, doubt=DOUBT))
    for name, ours in told.items():
        print(name, classification(gold, ours))


def read(path: Path) -> list[Snippet]:
    """Read a file of JSON lines with ``text`` and ``label``."""
    return [(row["text"], row["label"]) for row in map(json.loads, path.read_text("utf-8").splitlines())]


def main() -> None:
    """Learn, and write the table or print what it is worth."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, help="the codebook's folder")
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
        write(args.out / "crosswalk_case2021_words.json", told)
        meant = {"about": ABOUT_SENSE, "tagger": hash_of_tagger(), "share": SHARE_SENSE}
        write(args.out / "crosswalk_case2021_sense.json", {**meant, "labels": learn_sense([*others, *written], labels)})


def write(path: Path, told: dict[str, Any]) -> None:
    """Write a table, a line a label."""
    path.write_text(json.dumps(told, ensure_ascii=False, separators=(",", ":")).replace("},", "},\n") + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
