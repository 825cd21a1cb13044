"""Make one tagger of two: the mean of an earlier one's weights and of those it has after a large tagger taught it, at the earlier one's scale.

    python training/match.py --data ../shared/data --base MINILM --before BEFORE.pt --after STUDENT/last.pt --out MATCHED.pt

Soft targets make a tagger say the same less loudly; rules and learned weights of the extractor know the earlier one's logits. Each
column's row of the head is stretched and moved so that over held-out windows its mean logit where the column is annotated, and where it
is not, are those of the earlier tagger. A column annotated on fewer than twenty tokens stays as it is.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

import torch
from labels import COLUMNS
from tokenizers import Tokenizer
from train import Tagger, batches, begin, collate, halved, load, measured
from windows import Window

LEAST = 20
"""Annotated tokens from which on a column is matched."""


def means(model: Tagger, found: list[Window]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Return by column the mean logit of annotated tokens, that of the others, and how many are annotated."""
    model.eval()
    sums, counts = torch.zeros(2, len(COLUMNS)), torch.zeros(2, len(COLUMNS))
    with torch.no_grad():
        for batch in batches(found, 32, random.Random(0)):
            ids, attention, marks, target, mask = collate(batch)
            with halved():
                logits = model(ids, attention, marks)
            for side, tokens in enumerate(((target > 0) & (mask > 0), (target <= 0) & (mask > 0))):
                sums[side] += (logits.float() * tokens).sum((0, 1))
                counts[side] += tokens.sum((0, 1))
    right, other = sums / counts.clamp(min=1)
    return right, other, counts[0]


def mean(before: dict, after: dict, share: float) -> dict:
    """Return the weights, `share` of them the later ones'."""
    return {k: share * after[k] + (1 - share) * before[k] if before[k].is_floating_point() else before[k] for k in before}


def match(state: dict, mixed: tuple[torch.Tensor, ...], earlier: tuple[torch.Tensor, ...]) -> None:
    """Stretch and move the head's rows, in place."""
    stretch = (earlier[0] - earlier[1]) / (mixed[0] - mixed[1])
    move = earlier[1] - stretch * mixed[1]
    few = earlier[2] < LEAST
    stretch, move = stretch.masked_fill(few, 1.0), move.masked_fill(few, 0.0)
    state["head.weight"] = state["head.weight"] * stretch[:, None]
    state["head.bias"] = state["head.bias"] * stretch + move


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--articles", type=Path, default=Path("training/articles"))
    parser.add_argument("--standoff", type=Path, default=Path("training/standoff"))
    parser.add_argument("--base", type=Path, required=True, help="folder of the small encoder")
    parser.add_argument("--before", type=Path, required=True)
    parser.add_argument("--after", type=Path, required=True)
    parser.add_argument("--share", type=float, default=0.7, help="share of the later weights")
    parser.add_argument("--measure", type=int, default=3, help="match on every n-th held-out window")
    parser.add_argument("--leave", nargs="*", default=[], help="files of --articles, without .jsonl, that are not read")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    args.folders, args.fold, args.others = [], None, 0.0
    tokenizer = Tokenizer.from_file(str(args.base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    _, test, _ = load(args)
    held = measured(test, tokenizer, args.measure)
    model = Tagger(args.base)
    begin(model, args.before)
    before, earlier = {k: v.clone() for k, v in model.state_dict().items()}, means(model, held)
    begin(model, args.after)
    state = mean(before, {k: v.clone() for k, v in model.state_dict().items()}, args.share)
    model.load_state_dict(state)
    match(state, means(model, held), earlier)
    torch.save({"model": state}, args.out)


if __name__ == "__main__":
    main()
