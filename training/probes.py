"""Learn from the tagger's third layer in which windows the layers that read facts would find none: they are not run there.

    python training/probes.py --data ../shared/data --heard /tmp/heard.npz --unread 700

1. Listen: the pipeline reads the training articles (annotated or not, and our own calm ones); of every window that names a
   group the third layer is kept in ``HEARD``, with what the layers above say of it (ten minutes of one core).
2. Fit: for each property that is taken from them (``codebook/profiles.json``, "bars") a logistic regression of each token on
   its vector; its target is the chance, by a logistic curve, that the token's logit reaches the property's bar.
3. Bars: every quarter of the articles is scored by what learned from the other three; ``LOST`` of the windows in which a
   property reaches its bar may lie below the probe's. What is written (``models/probes.json``, sums that anyone can read)
   learned from all of them.

Nothing is learned from an annotation: the probe says what the layers say. After ``training/facts.py``, or with other bars, run
it again.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from distil import unread
from labels import held_out, packed, written

from dateline import models
from dateline.codebook.tables import table
from dateline.pipeline import run
from dateline.types import Document

LOST = 0.02
"""Share of the windows that hold a property which may lie below its bar: of 1,835 windows one lost all it held, 46 % were read."""
FOLDS = 4
SLOPE, SLACK = 1.5, 0.5
"""A target is half where a logit lies so far below its bar."""
RIDGE = 1e-4
DIGITS = 4


def articles(data: Path, limit: int) -> Iterator[tuple[str, str]]:
    """Yield (id, text) of what may be learned from: articles that are not held out, calm ones, and `limit` without annotation."""
    for file in sorted(Path("training/articles").glob("*.jsonl")):
        yield from ((item.id, item.text) for item in packed(file) if not held_out(item.id))
    yield from ((item.id, item.text) for item in written(data / "written", "shared") if not held_out(item.id))
    calm = Path("training/quiet.txt").read_text("utf-8").strip().split("\n\n")
    yield from ((f"quiet-{number}", text) for number, text in enumerate(calm) if not held_out(text, 5))
    yield from ((item.id, item.text) for item in unread(data, set(), limit))


def listen(data: Path, limit: int, file: Path) -> None:
    """Let the pipeline read, and keep each window's vectors, its logits above the bars, its length and its article's fold."""
    bars: dict[str, float] = table("profiles")["bars"]
    above_bar = np.array(list(bars.values()), dtype=np.float32)
    kept: list[tuple[np.ndarray, np.ndarray, int]] = []
    answer, fold = models.Tagger.read_facts, 0

    def read(self: models.Tagger, above: list[int], body: list[int]) -> np.ndarray:
        logits = answer(self, above, body)
        vectors = self.half_of(above, body)[0, len(above) + 2 : -1]
        columns = [self.facts.index(name) for name in bars]
        kept.append((vectors.astype(np.float16), logits[:, columns] - above_bar, fold))
        return logits

    models.Tagger.read_facts, models.Tagger.hints_at_facts = read, lambda *_: True
    for identifier, text in articles(data, limit):
        fold = int(hashlib.sha256(identifier.encode()).hexdigest()[8:16], 16) % FOLDS
        run(Document(identifier, text, language="en"), sift=False)
    x, y = (np.concatenate([row[at] for row in kept]) for at in (0, 1))
    np.savez(file, x=x, y=y, size=[len(row[0]) for row in kept], fold=[row[2] for row in kept])
    print(f"{len(kept)} windows", flush=True)


def fit(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the weights (hidden × properties) and what is added."""
    vectors, wanted = torch.from_numpy(x.astype(np.float32)), torch.sigmoid(SLOPE * (torch.from_numpy(y) + SLACK))
    mean, spread = vectors.mean(0), vectors.std(0) + 1e-6
    vectors = (vectors - mean) / spread
    weights = torch.zeros(vectors.shape[1], wanted.shape[1], requires_grad=True)
    bias = torch.full((wanted.shape[1],), -3.0, requires_grad=True)
    optimizer = torch.optim.LBFGS([weights, bias], max_iter=100, line_search_fn="strong_wolfe")
    losses = torch.nn.BCEWithLogitsLoss(reduction="none")

    def loss() -> torch.Tensor:
        optimizer.zero_grad()
        total = losses(vectors @ weights + bias, wanted).sum(1).mean() + RIDGE * weights.square().sum()
        total.backward()
        return total

    optimizer.step(loss)
    scaled = weights.detach() / spread[:, None]
    return scaled.numpy(), (bias.detach() - mean @ scaled).numpy()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--heard", type=Path, required=True)
    parser.add_argument("--unread", type=int, default=700)
    parser.add_argument("--models", type=Path, default=Path("src/dateline/models"))
    args = parser.parse_args()
    if not args.heard.exists():
        listen(args.data, args.unread, args.heard)
    with np.load(args.heard) as held:
        x, y, size, fold = (held[name] for name in ("x", "y", "size", "fold"))
    starts, folds = np.cumsum([0, *size[:-1]]), np.repeat(fold, size)
    told = np.maximum.reduceat(y, starts) > 0
    high = np.zeros_like(y)
    for number in range(FOLDS):
        weights, bias = fit(x[folds != number], y[folds != number])
        high[folds == number] = x[folds == number].astype(np.float32) @ weights + bias
    scores = np.maximum.reduceat(high, starts)
    bars = np.array([np.quantile(scores[told[:, c], c], LOST, method="lower") for c in range(y.shape[1])])
    read = (scores >= bars).any(1)
    print(f"{len(size)} windows, {told.any(1).sum()} with a fact; read {read.mean():.3f}, lost {(told.any(1) & ~read).sum()}")
    weights, bias = fit(x, y)
    names = table("profiles")["bars"]
    lines = [
        f'  "{name}": ' + json.dumps({"bias": _short(bias[c] - bars[c]), "weights": [_short(w) for w in weights[:, c]]})
        for c, name in enumerate(names)
    ]
    text = '{\n "facts": {\n' + ",\n".join(lines) + "\n }\n}\n"
    (args.models / "probes.json").write_text(text, "utf-8")
    card = json.loads((args.models / "tagger.json").read_text("utf-8"))
    card["sha256"]["probes.json"] = hashlib.sha256(text.encode()).hexdigest()
    (args.models / "tagger.json").write_text(json.dumps(card, indent=1) + "\n", "utf-8")


def _short(value: float) -> float:
    return float(f"{value:.{DIGITS}g}")


if __name__ == "__main__":
    main()
