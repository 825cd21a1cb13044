"""Narrow the shipped tagger's layers, so that it runs faster, and let it learn to say what it said before.

    python training/narrow.py --data ../shared/data --base MINILM --inner 6144 --out NARROW

1. Listen: the pipeline reads the training articles, annotated or not, and every window it asks the tagger about is kept with the answer
   (``NARROW/said.npz``; an hour and a half of one core, or minutes of several).
2. Fit: a layer's inner neurons go one after another, those first whose loss the others make good best; what reads the rest is fitted anew
   to the layer's old output by least squares (the optimal brain surgeon: Hassibi and Stork 1993, for whole neurons). ``--inner`` neurons
   stay in all; each layer keeps as many as make the sum of the layers' losses least.
3. Imitate: the narrow tagger is trained on those answers, logit for logit, so that it keeps its scale and no weight or rule that knows it
   need be learned anew. ``NARROW/last.pt`` goes to ``training/export.py``; a stopped run goes on behind its last checkpoint.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Sequence
from multiprocessing import Pool
from pathlib import Path

import numpy as np
import torch
from distil import unread
from shipped import Said, listen, weights
from torch import nn
from train import Tagger, halved, load, widths

SAMPLE = 1200
"""Windows that the layers are fitted on."""
RIDGE = 1e-3
"""Added to a neuron's mean square, as a share of all neurons' mean."""
AT_ONCE = 64
"""Neurons that go between two fits."""
LEAST = 256
"""Neurons that every layer keeps."""
LOUD = 7.0
"""Logits are imitated up to this size: beyond it a chance is certain either way."""
SAVE_EVERY = 200
"""Steps between two checkpoints."""

Batch = tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]


def articles(args: argparse.Namespace) -> list[tuple[str, str]]:
    """Return (id, text) of what may be read: annotated articles but the held-out sixth, others of the corpora, calm ones."""
    args.folders, args.fold, args.others, args.leave = [], None, 0.0, []
    train, test, _ = load(args)
    others = list(unread(args.data, {a.id for a in (*train, *test)}, args.unread))
    found = [(a.id, a.text) for a in (*train, *others)]
    calm = args.quiet.read_text("utf-8").split("\n\n")
    found += [(f"quiet-{number}", text) for number, text in enumerate(calm) if text.strip()]
    random.Random(7).shuffle(found)
    return found


def heard(part: list[tuple[str, str]]) -> list[Said]:
    return list(listen(part))


def record(found: list[tuple[str, str]], file: Path) -> None:
    """Let the pipeline read on every core, and keep the windows end to end."""
    parts = [found[i : i + 40] for i in range(0, len(found), 40)]
    with Pool() as pool:
        said = [window for part in pool.imap(heard, parts) for window in part]
    held = {
        "ids": np.concatenate([w.ids for w in said]), "marks": np.concatenate([w.marks for w in said]),
        "rows": np.concatenate([w.rows for w in said]), "logits": np.concatenate([w.logits for w in said]),
        "sizes": np.array([len(w.ids) for w in said]), "read": np.array([len(w.rows) for w in said]),
    }  # fmt: skip
    np.savez(file.with_suffix(".part.npz"), **held)
    file.with_suffix(".part.npz").rename(file)
    print(f"{len(said)} windows of {len(found)} articles", flush=True)


def recorded(file: Path) -> list[Said]:
    with np.load(file) as parts:
        held = {name: parts[name] for name in parts.files}
    ends, reads = np.cumsum(held["sizes"])[:-1], np.cumsum(held["read"])[:-1]
    return [
        Said(*row)
        for row in zip(
            np.split(held["ids"], ends), np.split(held["marks"], ends),
            np.split(held["rows"], reads), np.split(held["logits"], reads), strict=True,
        )
    ]  # fmt: skip


def collate(batch: Sequence[Said]) -> Batch:
    """Return ids, attention, marks (windows × tokens), the flat indices of the rows that are read, and their logits."""
    width = max(len(w.ids) for w in batch)
    ids, attention, marks = (torch.zeros(len(batch), width, dtype=torch.long) for _ in range(3))
    for i, window in enumerate(batch):
        n = len(window.ids)
        ids[i, :n], attention[i, :n] = torch.from_numpy(window.ids), 1
        marks[i, :n] = torch.from_numpy(window.marks)
    rows = np.concatenate([i * width + w.rows.astype(np.int64) for i, w in enumerate(batch)])
    logits = np.concatenate([w.logits for w in batch]).astype(np.float32)
    return ids, attention, marks, torch.from_numpy(rows), torch.from_numpy(logits)


def batches(found: Sequence[Said], size: int, rng: random.Random) -> list[Sequence[Said]]:
    """Batches of windows of like length, in random order."""
    order = sorted(found, key=lambda w: len(w.ids) + rng.random() * 16)
    out = [order[i : i + size] for i in range(0, len(order), size)]
    rng.shuffle(out)
    return out


def squares(model: Tagger, number: int, sample: Sequence[Said]) -> tuple[torch.Tensor, float]:
    """Return the sums of products of layer `number`'s inner neurons (neurons × neurons), and the sum of squares of what its norm is given."""
    last = model.encoder.encoder.layer[number].output
    total, energy = torch.zeros(last.dense.in_features, last.dense.in_features, dtype=torch.float64), 0.0
    there = torch.zeros(0)

    def inner(_module: nn.Module, given: tuple[torch.Tensor, ...]) -> None:
        passed = given[0].detach()[there].double()
        total.add_(passed.T @ passed)

    def outer(_module: nn.Module, given: tuple[torch.Tensor, ...]) -> None:
        nonlocal energy
        passed = given[0].detach()[there].double()
        energy += float((passed - passed.mean(1, keepdim=True)).square().sum())

    hooks = [last.dense.register_forward_pre_hook(inner), last.LayerNorm.register_forward_pre_hook(outer)]
    with torch.no_grad():
        for batch in batches(sample, 32, random.Random(0)):
            ids, attention, marks, _, _ = collate(batch)
            there = attention.bool()
            model(ids, attention, marks)
    for hook in hooks:
        hook.remove()
    return total, energy


def fits(products: torch.Tensor, weight: torch.Tensor) -> Iterator[tuple[torch.Tensor, torch.Tensor, float]]:
    """Yield, fewer and fewer, the neurons that stay, the weights (outputs × stay) by which they come nearest to the old output, the loss."""
    ridge = RIDGE * products.diag().mean()
    kept = torch.arange(len(products))
    whole = float((weight @ products * weight).sum())
    while True:
        inverse = torch.linalg.inv(products[kept][:, kept] + ridge * torch.eye(len(kept), dtype=torch.float64))
        cross = weight @ products[:, kept]
        anew = cross @ inverse
        yield kept, anew, max(0.0, whole - float((anew * cross).sum()))
        if len(kept) <= LEAST:
            return
        cost = anew.square().sum(0) / inverse.diag()
        gone = cost.topk(AT_ONCE, largest=False).indices
        stays = torch.ones(len(kept), dtype=torch.bool)
        stays[gone] = False
        kept = kept[stays]


def shares(model: Tagger, sample: Sequence[Said], inner: int) -> list[int]:
    """Return how many neurons each layer keeps of `inner` in all: those go whose layers lose least by it, as a share of what the layer says."""
    losses = []
    for number, layer in enumerate(model.encoder.encoder.layer):
        products, energy = squares(model, number, sample)
        losses.append([loss / energy for _, _, loss in fits(products, layer.output.dense.weight.data.double())])
        print(f"layer {number}: loses {[round(100 * x, 2) for x in losses[-1][::4]]} % by 256 neurons", flush=True)
    steps = [0] * len(losses)
    wide = [layer.output.dense.in_features for layer in model.encoder.encoder.layer]
    while sum(w - AT_ONCE * s for w, s in zip(wide, steps, strict=True)) > inner:
        open_ = [i for i, step in enumerate(steps) if step + 1 < len(losses[i])]
        least = min(open_, key=lambda i: losses[i][steps[i] + 1] - losses[i][steps[i]])
        steps[least] += 1
    return [w - AT_ONCE * s for w, s in zip(wide, steps, strict=True)]


def narrowed(model: Tagger, sample: Sequence[Said], keep: Sequence[int]) -> None:
    """Narrow each layer in turn, in place: the next is fitted to what the narrowed ones before it pass on."""
    for number, (layer, inner) in enumerate(zip(model.encoder.encoder.layer, keep, strict=True)):
        wide, narrow = layer.intermediate.dense, layer.output.dense
        if inner == wide.out_features:
            continue
        products, _ = squares(model, number, sample)
        kept, weight, _ = next(fit for fit in fits(products, narrow.weight.data.double()) if len(fit[0]) == inner)
        wide.weight, wide.bias = nn.Parameter(wide.weight.data[kept].clone()), nn.Parameter(wide.bias.data[kept].clone())
        narrow.weight = nn.Parameter(weight.float())
        wide.out_features = narrow.in_features = inner
        print(f"layer {number}: {inner} neurons", flush=True)


def imitate(small: Tagger, found: Sequence[Sequence[Said]], rate: float, out: Path) -> None:
    """Train `small` on the logits of the wide one; what is likely counts up to three times as much as what is not."""
    optimizer = torch.optim.AdamW(small.groups(rate))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min(1.0, s / 50) * max(0.02, 1 - s / len(found)))
    first, last, total = 0, out / "learning.pt", 0.0
    if last.exists():
        state = torch.load(last, weights_only=True)
        small.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        schedule.load_state_dict(state["schedule"])
        first = state["step"]
    for step, batch in enumerate(found[first:], first + 1):
        ids, attention, marks, rows, goal = collate(batch)
        with halved():
            said = small(ids, attention, marks)
        said = said.float().flatten(0, 1)[rows].clamp(-LOUD - 2, LOUD + 2)
        goal = goal.clamp(-LOUD, LOUD)
        loss = ((1 + 2 * torch.sigmoid(goal + 1)) * (said - goal).square()).mean()
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(small.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        total += float(loss.detach())
        if step % 50 == 0:
            print(f"step {step} of {len(found)}, loss {total / 50:.4f}", flush=True)
            total = 0.0
        if step % SAVE_EVERY == 0 or step == len(found):
            parts = {"model": small, "optimizer": optimizer, "schedule": schedule}
            torch.save({name: part.state_dict() for name, part in parts.items()} | {"step": step}, out / "next.pt")
            (out / "next.pt").replace(last)
    torch.save({"model": small.state_dict()}, out / "last.pt")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--articles", type=Path, default=Path("training/articles"))
    parser.add_argument("--standoff", type=Path, default=Path("training/standoff"))
    parser.add_argument("--quiet", type=Path, default=Path("training/quiet.txt"))
    parser.add_argument("--unread", type=int, default=3000, help="how many articles without annotation")
    parser.add_argument("--base", type=Path, required=True, help="folder of the small encoder")
    parser.add_argument("--tagger", type=Path, default=Path("src/dateline/models/tagger.onnx"), help="the tagger to narrow")
    parser.add_argument("--inner", type=int, required=True, help="inner neurons that stay, in all layers together (of 6 × 1,536)")
    parser.add_argument("--steps", type=int, default=3000, help="batches of 16 windows")
    parser.add_argument("--rate", type=float, default=3e-4)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    said = args.out / "said.npz"
    if not said.exists():
        record(articles(args), said)
    torch.manual_seed(7)
    rng = random.Random(7)
    found = recorded(said)
    rng.shuffle(found)
    model, start = Tagger(args.base), args.out / "start.pt"
    if not start.exists():
        model.load_state_dict(weights(args.tagger))
        model.eval()
        keep = shares(model, found[:SAMPLE], args.inner)
        print(f"neurons by layer: {keep}", flush=True)
        narrowed(model, found[:SAMPLE], keep)
        torch.save({"model": model.state_dict()}, start)
    state = torch.load(start, weights_only=True)["model"]
    widths(model, state)
    model.load_state_dict(state)
    model.eval()  # nothing is dropped out: it learns to say the same, and it learns from words alone
    order: list[Sequence[Said]] = []
    while len(order) < args.steps:
        order += batches(found, 16, rng)
    imitate(model, order[: args.steps], args.rate, args.out)


if __name__ == "__main__":
    main()
