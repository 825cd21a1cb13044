"""Fine-tune the shipped small encoder on annotated articles: token roles, many at once (sigmoid), one linear head.

    python training/train.py --data ../shared/data --articles training/articles --out /tmp/dateline-model --epochs 10

Resumes from ``--out/last.pt``. Needs requirements in training/requirements.txt; two CPU cores suffice.
"""

from __future__ import annotations

import argparse
import math
import random
import time
from pathlib import Path

import numpy as np
import torch
from corpora import event_location, muc4
from labels import COLUMNS, Article, fold, held_out, packed, standoff, written
from tokenizers import Tokenizer
from torch import nn
from transformers import AutoModel
from windows import Window, windows


class Tagger(nn.Module):
    """Encoder and one linear layer: logits (batch, tokens, columns)."""

    def __init__(self, base: Path) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(base, local_files_only=True, add_pooling_layer=False)
        self.drop = nn.Dropout(0.1)
        self.head = nn.Linear(self.encoder.config.hidden_size, len(COLUMNS))

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        hidden = self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        return self.head(self.drop(hidden))


def collate(batch: list[Window]) -> tuple[torch.Tensor, ...]:
    width = max(len(w.ids) for w in batch)
    ids = torch.zeros(len(batch), width, dtype=torch.long)
    attention = torch.zeros(len(batch), width, dtype=torch.long)
    target = torch.zeros(len(batch), width, len(COLUMNS))
    mask = torch.zeros_like(target)
    for i, window in enumerate(batch):
        n = len(window.ids)
        ids[i, :n] = torch.from_numpy(window.ids)
        attention[i, :n] = 1
        target[i, :n] = torch.from_numpy(window.target)
        mask[i, :n] = torch.from_numpy(window.mask)
    return ids, attention, target, mask


def batches(found: list[Window], size: int, rng: random.Random) -> list[list[Window]]:
    """Batches of windows of like length, in random order."""
    order = sorted(found, key=lambda w: (len(w.ids) + rng.random() * 16))
    out = [order[i : i + size] for i in range(0, len(order), size)]
    rng.shuffle(out)
    return out


def evaluate(model: Tagger, found: list[Window]) -> dict[str, float]:
    """Token F1 by column at logit 0 over held-out windows."""
    model.eval()
    tp, fp, fn = (np.zeros(len(COLUMNS)) for _ in range(3))
    with torch.no_grad():
        for batch in batches(found, 32, random.Random(0)):
            ids, attention, target, mask = collate(batch)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                logits = model(ids, attention)
            said = ((logits > 0) & (mask > 0)).numpy()
            gold = ((target > 0) & (mask > 0)).numpy()
            tp += (said & gold).sum((0, 1))
            fp += (said & ~gold).sum((0, 1))
            fn += (~said & gold).sum((0, 1))
    model.train()
    return {c: float(100 * 2 * t / max(1.0, 2 * t + p + n)) for c, t, p, n in zip(COLUMNS, tp, fp, fn, strict=True)}


def load(args: argparse.Namespace) -> tuple[list[Article], list[Article], list[Article]]:
    found = list(written(args.data / "written", "shared"))
    for folder in args.folders:
        found += written(folder, folder.name)
    for file in sorted(args.articles.glob("*.jsonl")):
        found += packed(file)
    for file in sorted(args.standoff.glob("*.jsonl")):
        found += standoff(file, args.data)
    test = [a for a in found if held_out(a.id)]
    train = [a for a in found if not held_out(a.id)]
    if args.fold is not None:
        test += [a for a in train if fold(a.id) != args.fold]
        train = [a for a in train if fold(a.id) == args.fold]
    others = [a for a in (*muc4(args.data), *event_location(args.data)) if not held_out(a.id)] if args.others else []
    return train, test, others


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--articles", type=Path, default=Path("training/articles"))
    parser.add_argument("--folders", type=Path, nargs="*", default=[], help="further folders of <id>.txt and <id>.json")
    parser.add_argument("--base", type=Path, required=True, help="folder of the pretrained encoder")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--rate", type=float, default=3e-4)
    parser.add_argument("--size", type=int, default=16)
    parser.add_argument("--standoff", type=Path, default=Path("training/standoff"))
    parser.add_argument("--others", type=float, default=0.0, help="share of MUC-4 and event-location articles seen in an epoch")
    parser.add_argument("--fold", type=int, choices=(0, 1), help="train on one half only; the other half is for training/weights.py")
    parser.add_argument("--minutes", type=float, default=1e9, help="stop and save after so long")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(7)
    rng = random.Random(7)
    tokenizer = Tokenizer.from_file(str(args.base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    train, test, others = load(args)
    held = [w for a in test for w in windows(a, tokenizer)]
    model = Tagger(args.base)
    decay = [p for n, p in model.named_parameters() if p.dim() > 1]
    plain = [p for n, p in model.named_parameters() if p.dim() <= 1]
    optimizer = torch.optim.AdamW([{"params": decay, "weight_decay": 0.01}, {"params": plain, "weight_decay": 0.0}], lr=args.rate)
    epoch_windows = sum(len(windows(a, tokenizer)) for a in train)
    epoch_windows += sum(len(windows(a, tokenizer)) for a in others) * args.others
    steps = args.epochs * math.ceil(epoch_windows / args.size)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min(1.0, s / 100) * max(0.02, 1 - s / max(1, steps)))
    weight = torch.full((len(COLUMNS),), 3.0)
    print(f"{len(train)} articles, {len(test)} held out, {steps} steps", flush=True)
    first, began = 0, time.time()
    last = args.out / "last.pt"
    if last.exists():
        state = torch.load(last, weights_only=True)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        schedule.load_state_dict(state["schedule"])
        first = state["epoch"]
    for epoch in range(first, args.epochs):
        total, count = 0.0, 0
        seen = train + rng.sample(others, int(len(others) * args.others))
        found = [w for a in seen for w in windows(a, tokenizer, shift=rng.randrange(0, 5))]
        for batch in batches(found, args.size, rng):
            ids, attention, target, mask = collate(batch)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                logits = model(ids, attention)
            loss = nn.functional.binary_cross_entropy_with_logits(logits.float(), target, pos_weight=weight, reduction="none")
            loss = (loss * mask).sum() / mask.sum().clamp(min=1.0) * 10
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total, count = total + loss.item(), count + 1
        scores = evaluate(model, held)
        shown = " ".join(f"{c}={scores[c]:.0f}" for c in COLUMNS if not c.startswith("type:"))
        kinds = np.mean([v for c, v in scores.items() if c.startswith("type:")])
        print(f"epoch {epoch + 1} loss {total / count:.4f} {(time.time() - began) / 60:.1f} min types={kinds:.0f} {shown}", flush=True)
        torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict(), "schedule": schedule.state_dict(), "epoch": epoch + 1}, last)
        if time.time() - began > args.minutes * 60:
            break


if __name__ == "__main__":
    main()
