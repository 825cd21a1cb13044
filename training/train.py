"""Fine-tune the shipped small encoder on annotated articles: token roles, many at once (sigmoid), one linear head.

    python training/train.py --data ../shared/data --articles training/articles --out /tmp/dateline-model --epochs 10

Resumes from ``--out/last.pt``. Needs requirements in training/requirements.txt; two CPU cores suffice.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from pathlib import Path

import numpy as np
import torch
from corpora import event_location, muc4
from labels import COLUMNS, Article, fold, held_out, packed, standoff, written
from teacher import Teacher, is_large
from tokenizers import Tokenizer
from torch import nn
from transformers import AutoModel
from windows import SEP, Window, asked, windows

MASK = 103
"""The id of a masked word."""
POSITIVE = 3.0
"""Weight of a token that has a role, as against one that has none."""
SAVE_EVERY = 600.0
"""Seconds between two checkpoints within an epoch."""


class Tagger(nn.Module):
    """Encoder and one linear layer: logits (batch, tokens, columns)."""

    def __init__(self, base: Path) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(base, local_files_only=True, add_pooling_layer=False)
        self.drop = nn.Dropout(0.1)
        self.head = nn.Linear(self.encoder.config.hidden_size, len(COLUMNS))

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor) -> torch.Tensor:
        hidden = self.encoder(input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids).last_hidden_state
        return self.head(self.drop(hidden))

    def groups(self, rate: float) -> list[dict]:
        """Return the optimizer's groups: matrices decay, the rest does not."""
        decay = [p for p in self.parameters() if p.dim() > 1]
        plain = [p for p in self.parameters() if p.dim() <= 1]
        return [{"params": decay, "weight_decay": 0.01, "lr": rate}, {"params": plain, "weight_decay": 0.0, "lr": rate}]


def collate(batch: list[Window]) -> tuple[torch.Tensor, ...]:
    width = max(len(w.ids) for w in batch)
    ids = torch.zeros(len(batch), width, dtype=torch.long)
    attention = torch.zeros(len(batch), width, dtype=torch.long)
    marks = torch.zeros(len(batch), width, dtype=torch.long)
    target = torch.zeros(len(batch), width, len(COLUMNS))
    mask = torch.zeros_like(target)
    for i, window in enumerate(batch):
        n = len(window.ids)
        ids[i, :n] = torch.from_numpy(window.ids)
        attention[i, :n] = 1
        if window.marks is not None:
            marks[i, :n] = torch.from_numpy(window.marks)
        target[i, :n] = torch.from_numpy(window.target[:, : len(COLUMNS)])
        mask[i, :n] = torch.from_numpy(window.mask[:, : len(COLUMNS)])
    return ids, attention, marks, target, mask


def halved() -> torch.autocast:
    """Return a context that computes in bfloat16 where the processor knows it; where it does not, float32 is several times faster."""
    known = torch.cpu._is_avx512_bf16_supported() or torch.cpu._is_amx_tile_supported()
    return torch.autocast("cpu", dtype=torch.bfloat16, enabled=known)


def noisy(ids: torch.Tensor, marks: torch.Tensor, share: float) -> torch.Tensor:
    """Return the ids with a share of the unmarked words masked, so that no word decides alone."""
    plain = (ids > SEP) & (marks == 0)
    return ids.masked_fill(plain & (torch.rand(ids.shape) < share), MASK) if share else ids


def taught(folder: Path | None) -> list[Window]:
    """Return the windows with a large tagger's targets (``training/distil.py``)."""
    out: list[Window] = []
    for file in sorted(folder.glob("[0-9]*.npz")) if folder else ():
        if ".part" in file.name:
            continue
        with np.load(file) as parts:
            ends = np.cumsum(parts["sizes"])[:-1]
            ids, marks, targets, mask = (np.split(parts[name], ends) for name in ("ids", "marks", "targets", "mask"))
        rows = zip(ids, targets, mask, marks, strict=True)
        out += [Window(i, t, m, file.stem, k if k.any() else None) for i, t, m, k in rows]
    return out


def batches(found: list[Window], size: int, rng: random.Random) -> list[list[Window]]:
    """Batches of windows of like length, in random order."""
    order = sorted(found, key=lambda w: len(w.ids) + rng.random() * 16)
    out = [order[i : i + size] for i in range(0, len(order), size)]
    rng.shuffle(out)
    return out


def evaluate(model: nn.Module, found: list[Window]) -> dict[str, float]:
    """Token F1 by column at logit 0 over held-out windows."""
    model.eval()
    tp, fp, fn = (np.zeros(len(COLUMNS)) for _ in range(3))
    with torch.no_grad():
        for batch in batches(found, 32, random.Random(0)):
            ids, attention, marks, target, mask = collate(batch)
            with halved():
                logits = model(ids, attention, marks)
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
        found += packed(file) if file.stem not in args.leave else ()
    for file in sorted(args.standoff.glob("*.jsonl")):
        found += standoff(file, args.data)
    test = [a for a in found if held_out(a.id)]
    train = [a for a in found if not held_out(a.id)]
    if args.fold is not None:
        test += [a for a in train if fold(a.id) != args.fold]
        train = [a for a in train if fold(a.id) == args.fold]
    others = [a for a in (*muc4(args.data), *event_location(args.data)) if not held_out(a.id)] if args.others else []
    return train, test, others


def widths(model: Tagger, state: dict[str, torch.Tensor]) -> None:
    """Make the layers of `model` as narrow as those of a narrowed tagger's state (``training/narrow.py``)."""
    for number, layer in enumerate(model.encoder.encoder.layer):
        inner, hidden = state[f"encoder.encoder.layer.{number}.intermediate.dense.weight"].shape
        if inner != layer.intermediate.dense.out_features:
            layer.intermediate.dense, layer.output.dense = nn.Linear(hidden, inner), nn.Linear(inner, hidden)


def begin(model: Tagger, file: Path) -> None:
    """Take the weights of an earlier tagger; columns that it did not have stay as they are."""
    state = torch.load(file, weights_only=True)["model"]
    for name in ("head.weight", "head.bias"):
        whole = model.state_dict()[name].clone()
        whole[: len(state[name])] = state[name]
        state[name] = whole
    widths(model, state)
    model.load_state_dict(state)


def cut(article: Article, tokenizer: Tokenizer, rng: random.Random, plain: float) -> list[Window]:
    """Cut an article for one epoch: its windows once (with chance `plain`), and once for each of its events."""
    shift = rng.randrange(0, 5)
    whole = windows(article, tokenizer, shift=shift) if not article.events or rng.random() < plain else []
    return [*whole, *asked(article, tokenizer, rng, shift=shift)]


def measured(test: list[Article], tokenizer: Tokenizer, every: int) -> list[Window]:
    """Return every n-th window of the held-out articles, read without a mark and once for each of their events."""
    return [w for a in test for w in (*windows(a, tokenizer), *asked(a, tokenizer, random.Random(0), sure=True))][::every]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--articles", type=Path, default=Path("training/articles"))
    parser.add_argument("--folders", type=Path, nargs="*", default=[], help="further folders of <id>.txt and <id>.json")
    parser.add_argument("--base", type=Path, required=True, help="folder of the pretrained encoder")
    parser.add_argument("--tokenizer", type=Path, help="the small encoder's tokenizer.json, where --base is the large one")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--rate", type=float, default=3e-4)
    parser.add_argument("--size", type=int, default=16)
    parser.add_argument("--standoff", type=Path, default=Path("training/standoff"))
    parser.add_argument("--others", type=float, default=0.0, help="share of MUC-4 and event-location articles seen in an epoch")
    parser.add_argument(
        "--fold", type=int, choices=(0, 1), help="train on one half only; the other half is for training/weights.py"
    )
    parser.add_argument(
        "--plain", type=float, default=1.0, help="share of the annotated articles read without a marked event in an epoch"
    )
    parser.add_argument("--start", type=Path, help="a checkpoint of an earlier tagger to go on from")
    parser.add_argument("--share", type=float, default=1.0, help="share of the articles read in an epoch, those of --fresh apart")
    parser.add_argument(
        "--fresh", type=Path, nargs="*", default=[], help="files of articles that came later: read whole in every epoch"
    )
    parser.add_argument("--taught", type=Path, help="windows with a large tagger's targets (training/distil.py)")
    parser.add_argument("--told", type=float, default=1.0, help="share of them read in an epoch")
    parser.add_argument("--noise", type=float, default=0.0, help="share of the words masked in training")
    parser.add_argument("--measure", type=int, default=1, help="measure on every n-th held-out window")
    parser.add_argument("--leave", nargs="*", default=[], help="files of --articles, without .jsonl, that are not read")
    parser.add_argument("--minutes", type=float, default=1e9, help="stop and save after so long")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(7)
    rng = random.Random(7)
    tokenizer = Tokenizer.from_file(str(args.tokenizer or args.base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    train, test, others = load(args)
    fresh = {row["annotation"]["id"] for file in args.fresh for row in map(json.loads, file.read_text("utf-8").splitlines())}
    held = measured(test, tokenizer, args.measure)
    model = Teacher(args.base) if is_large(args.base) else Tagger(args.base)
    if args.start:
        begin(model, args.start)
    optimizer = torch.optim.AdamW(model.groups(args.rate))
    told = taught(args.taught)
    epoch_windows = sum(len(windows(a, tokenizer)) * args.plain + len(asked(a, tokenizer, rng)) for a in train)
    epoch_windows += sum(len(windows(a, tokenizer)) for a in others) * args.others
    epoch_windows *= sum(1.0 if a.id in fresh else args.share for a in train) / max(1, len(train))
    epoch_windows += len(told) * args.told
    steps = args.epochs * math.ceil(epoch_windows / args.size)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min(1.0, s / 100) * max(0.02, 1 - s / max(1, steps)))
    weight = torch.full((len(COLUMNS),), POSITIVE)
    print(f"{len(train)} articles, {len(test)} held out, {steps} steps", flush=True)
    first, done, began, saved = 0, 0, time.time(), time.time()
    last = args.out / "last.pt"
    if last.exists():
        state = torch.load(last, weights_only=True)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        schedule.load_state_dict(state["schedule"])
        first, done = state["epoch"], state["done"]

    def save(epoch: int, done: int) -> None:
        parts = {"model": model, "optimizer": optimizer, "schedule": schedule}
        torch.save({name: part.state_dict() for name, part in parts.items()} | {"epoch": epoch, "done": done}, args.out / "next.pt")
        (args.out / "next.pt").replace(last)

    for epoch in range(first, args.epochs):
        rng = random.Random(7 + epoch)  # of its own, so that a resumed epoch cuts the articles alike
        total, count = 0.0, 0
        seen = [a for a in train if a.id in fresh or rng.random() < args.share] + rng.sample(others, int(len(others) * args.others))
        found = [w for a in seen for w in cut(a, tokenizer, rng, args.plain)]
        found += rng.sample(told, int(len(told) * args.told))
        for number, batch in enumerate(batches(found, args.size, rng), start=1):
            if number <= done:
                continue
            ids, attention, marks, target, mask = collate(batch)
            ids = noisy(ids, marks, args.noise)
            with halved():
                logits = model(ids, attention, marks)
            loss = nn.functional.binary_cross_entropy_with_logits(logits.float(), target, pos_weight=weight, reduction="none")
            loss = (loss * mask).sum() / mask.sum().clamp(min=1.0) * 10
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total, count = total + loss.item(), count + 1
            if count % 100 == 0:
                print(f"  step {number} loss {total / count:.4f} {(time.time() - began) / 60:.1f} min", flush=True)
            if time.time() - saved > SAVE_EVERY:
                save(epoch, number)
                saved = time.time()
        done = 0
        scores = evaluate(model, held)
        shown = " ".join(f"{c.replace('asked:', '?')}={scores[c]:.0f}" for c in COLUMNS if not c.startswith("type:"))
        kinds = np.mean([v for c, v in scores.items() if c.startswith("type:")])
        print(
            f"epoch {epoch + 1} loss {total / max(1, count):.4f} {(time.time() - began) / 60:.1f} min types={kinds:.0f} {shown}",
            flush=True,
        )
        save(epoch + 1, 0)
        if time.time() - began > args.minutes * 60:
            break


if __name__ == "__main__":
    main()
