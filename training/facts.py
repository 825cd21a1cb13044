"""Teach a tagger what texts say of groups (the columns ``fact:…``), while it goes on saying of everything else what it said.

    python training/facts.py --data ../shared/data --base MINILM --said NARROW/said.npz --start NARROW/last.pt --out FACTS

Batches of two kinds take turns: windows that the pipeline asked the shipped tagger about, with its answers (``training/narrow.py``), and
windows of articles whose facts about groups are annotated, with the passages of ``training/profiles`` (which annotate nothing else).
The answers keep the other columns' scale, so that no weight or rule that knows it need be learned anew. ``--out/last.pt`` goes to
``training/export.py``; a stopped run goes on behind its last checkpoint.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from labels import FACTS, PROPERTIES, Article, held_out, told_of_groups
from narrow import LOUD, Batch, recorded
from narrow import batches as said_batches
from narrow import collate as said_collate
from tokenizers import Tokenizer
from torch import nn
from train import POSITIVE, Tagger, begin, collate, evaluate, halved, load, widths
from windows import INDEX, Window, windows

CALM = 0.25
"""Share of the windows without a fact that are read in an epoch."""
SAVE_EVERY = 100
"""Steps between two checkpoints."""
COLUMNS_OF = [INDEX[name] for name in FACTS]
TELLING = [INDEX[f"fact:{name}"] for name in PROPERTIES]


def passages(folder: Path) -> Iterator[Article]:
    """Yield the passages about groups: their facts are annotated, and nothing else."""
    for file in sorted(folder.glob("*.jsonl")):
        for row in map(json.loads, file.read_text("utf-8").splitlines()):
            spans, unsure = told_of_groups(row["facts"], row["text"], whole=True)
            yield Article(row["id"], row["text"], spans, frozenset(FACTS), file.stem, unsure=unsure)


def told(found: Sequence[Article], tokenizer: Tokenizer, rng: random.Random) -> list[Window]:
    """Return an epoch's windows: all of the passages and all that tell a fact, some of the others."""
    cut = [(article, w) for article in found for w in windows(article, tokenizer, shift=rng.randrange(4))]
    return [w for a, w in cut if a.known == frozenset(FACTS) or w.target[:, TELLING].any() or rng.random() < CALM]


def epochs(found: Sequence[Article], tokenizer: Tokenizer, size: int, steps: int) -> list[list[Window]]:
    """Return `steps` batches of windows, epoch after epoch, each cut in another way."""
    out: list[list[Window]] = []
    for number in range(steps):
        if len(out) >= steps:
            break
        rng = random.Random(number)
        cut = told(found, tokenizer, rng)
        order = sorted(cut, key=lambda w: len(w.ids) + rng.random() * 16)
        epoch = [order[i : i + size] for i in range(0, len(order), size)]
        rng.shuffle(epoch)
        out += epoch
    return out[:steps]


def same(model: Tagger, batch: Batch) -> torch.Tensor:
    """The loss of not saying what was said; what is likely counts up to three times as much as what is not."""
    ids, attention, marks, rows, goal = batch
    with halved():
        said = model(ids, attention, marks)
    said = said.float().flatten(0, 1)[rows][:, : goal.shape[1]].clamp(-LOUD - 2, LOUD + 2)
    goal = goal.clamp(-LOUD, LOUD)
    return ((1 + 2 * torch.sigmoid(goal + 1)) * (said - goal).square()).mean()


def new(model: Tagger, batch: list[Window]) -> torch.Tensor:
    """The loss of what is said of groups."""
    ids, attention, marks, target, mask = collate(batch)
    model.train()
    with halved():
        logits = model(ids, attention, marks)
    model.eval()
    logits, target, mask = logits[..., COLUMNS_OF].float(), target[..., COLUMNS_OF], mask[..., COLUMNS_OF]
    weight = torch.full((len(FACTS),), POSITIVE)
    loss = nn.functional.binary_cross_entropy_with_logits(logits, target, pos_weight=weight, reduction="none")
    return (loss * mask).sum() / mask.sum().clamp(min=1.0) * 10


def shown(model: Tagger, held: list[Window]) -> str:
    scores = evaluate(model, held)
    model.eval()
    mean = sum(scores[name] for name in FACTS) / len(FACTS)
    return f"facts={mean:.1f} " + " ".join(f"{name.removeprefix('fact:')}={scores[name]:.0f}" for name in FACTS)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--articles", type=Path, default=Path("training/articles"))
    parser.add_argument("--profiles", type=Path, default=Path("training/profiles"))
    parser.add_argument("--base", type=Path, required=True, help="folder of the small encoder")
    parser.add_argument("--said", type=Path, required=True, help="windows and answers of the shipped tagger (training/narrow.py)")
    parser.add_argument("--start", type=Path, required=True, help="the tagger to go on from")
    parser.add_argument("--leave", nargs="*", default=[], help="files of --articles, without .jsonl, that are not read")
    parser.add_argument("--steps", type=int, default=1200, help="pairs of batches of 16 windows")
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--measure", type=int, default=300, help="steps between two measurements")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    args.folders, args.fold, args.others = [], None, 0.0
    args.standoff = Path()  # where facts about groups were not asked for
    torch.manual_seed(7)
    rng = random.Random(7)
    tokenizer = Tokenizer.from_file(str(args.base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    train, test, _ = load(args)
    train, test = ([a for a in part if a.known & frozenset(FACTS)] for part in (train, test))
    known = list(passages(args.profiles))
    train += [a for a in known if not held_out(a.id)]
    test += [a for a in known if held_out(a.id)]
    held = [w for a in test for w in windows(a, tokenizer)]
    order = epochs(train, tokenizer, 16, args.steps)
    before = recorded(args.said)
    rng.shuffle(before)
    repeat = said_batches(before, 16, rng)
    model, last = Tagger(args.base), args.out / "learning.pt"
    widths(model, torch.load(args.start, weights_only=True)["model"])
    begin(model, args.start)
    model.eval()  # nothing is dropped out of what it must say again
    optimizer = torch.optim.AdamW(model.groups(args.rate))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min(1.0, s / 50) * max(0.02, 1 - s / args.steps))
    first, sums = 0, [0.0, 0.0]
    if last.exists():
        state = torch.load(last, weights_only=True)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        schedule.load_state_dict(state["schedule"])
        first = state["step"]
    print(f"{len(train)} articles and passages, {len(held)} held-out windows, {len(before)} windows to say again", flush=True)
    for step in range(first, args.steps):
        optimizer.zero_grad()
        for at, loss in enumerate((same(model, said_collate(repeat[step % len(repeat)])), new(model, order[step]))):
            loss.backward()
            sums[at] += float(loss.detach())
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        if (step + 1) % 50 == 0:
            print(f"step {step + 1} of {args.steps}, says again {sums[0] / 50:.4f}, facts {sums[1] / 50:.4f}", flush=True)
            sums = [0.0, 0.0]
        if (step + 1) % args.measure == 0 or step + 1 == args.steps:
            print(shown(model, held), flush=True)
        if (step + 1) % SAVE_EVERY == 0 or step + 1 == args.steps:
            parts = {"model": model, "optimizer": optimizer, "schedule": schedule}
            torch.save({name: part.state_dict() for name, part in parts.items()} | {"step": step + 1}, args.out / "next.pt")
            (args.out / "next.pt").replace(last)
    torch.save({"model": model.state_dict()}, args.out / "last.pt")


if __name__ == "__main__":
    main()
