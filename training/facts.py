"""Train the layers that read what texts say of groups (``models/facts.onnx``), on top of the first half of the shipped tagger.

    python training/facts.py --data ../shared/data --base MINILM --out FACTS     then copy facts.onnx, tagger.json into the package

The tagger's columns know nothing of facts about groups, and rules and weights know its logits: it stays as it is, byte by byte. Its
third layer's output is made a second output when it is loaded ("half"); three further layers, begun as copies of the tagger's own, learn the facts from it.
So the package grows by a quarter, not by a model, and a window costs half as much again, only where a group is named in it.
"""

from __future__ import annotations

import argparse
import copy
import hashlib
import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from labels import FACTS, PROPERTIES, Article, held_out, told_of_groups
from onnxruntime.quantization import QuantType, quantize_dynamic
from shipped import weights
from tokenizers import Tokenizer
from torch import nn
from train import POSITIVE, Tagger, load
from windows import INDEX, Window, windows

from dateline.models import tapped

HALF = "/encoder/encoder/layer.2/output/LayerNorm/LayerNormalization_output_0"
BELOW = 3
"""Layers of the tagger that the new ones stand on."""
CALM = 0.25
"""Share of the windows without a fact that are read in an epoch."""
CUTS = 2
"""Ways in which each article is cut into windows."""
FACT_COLUMNS = [INDEX[name] for name in FACTS]
TELLING = [INDEX[f"fact:{name}"] for name in PROPERTIES]
Example = tuple[np.ndarray, np.ndarray, np.ndarray]
"""One window: the tagger's half (tokens × hidden, float16), targets and mask (tokens × facts)."""


class Facts(nn.Module):
    """Layers above the tagger's half and one linear layer: logits (windows, tokens, facts)."""

    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.layers = nn.ModuleList(copy.deepcopy(layer) for layer in tagger.encoder.encoder.layer[BELOW:])
        self.drop = nn.Dropout(0.1)
        self.head = nn.Linear(tagger.encoder.config.hidden_size, len(FACTS))

    def forward(self, half: torch.Tensor, attention: torch.Tensor | None = None) -> torch.Tensor:
        hidden = half
        for layer in self.layers:
            out = layer(hidden, attention)
            hidden = out[0] if isinstance(out, tuple) else out
        return self.head(self.drop(hidden))


def passages(folder: Path) -> Iterator[Article]:
    """Yield the passages about groups: their facts are annotated, and nothing else."""
    for file in sorted(folder.glob("*.jsonl")):
        for row in map(json.loads, file.read_text("utf-8").splitlines()):
            spans, unsure = told_of_groups(row["facts"], row["text"], whole=True)
            yield Article(row["id"], row["text"], spans, frozenset(FACTS), file.stem, unsure=unsure)


def told(found: Sequence[Article], tokenizer: Tokenizer, rng: random.Random, shift: int) -> list[Window]:
    """Return all windows of the passages and all that tell a fact, some of the others."""
    cut = [(article, w) for article in found for w in windows(article, tokenizer, shift=shift)]
    return [w for a, w in cut if a.known == frozenset(FACTS) or w.target[:, TELLING].any() or rng.random() < CALM]


def heard(session: onnxruntime.InferenceSession, found: Sequence[Window]) -> list[Example]:
    """Let the tagger's first half read the windows."""
    out = []
    for window in found:
        ids = window.ids[None, :]
        half = session.run([HALF], {"input_ids": ids, "token_type_ids": np.zeros_like(ids)})[0][0]
        out.append((half.astype(np.float16), window.target[:, FACT_COLUMNS], window.mask[:, FACT_COLUMNS]))
    return out


def collate(batch: Sequence[Example]) -> tuple[torch.Tensor, ...]:
    width = max(len(half) for half, _, _ in batch)
    half = torch.zeros(len(batch), width, batch[0][0].shape[1])
    attention = torch.full((len(batch), 1, 1, width), -1e4)
    target, mask = torch.zeros(len(batch), width, len(FACTS)), torch.zeros(len(batch), width, len(FACTS))
    for i, (own, wanted, known) in enumerate(batch):
        n = len(own)
        half[i, :n], attention[i, :, :, :n] = torch.from_numpy(own.astype(np.float32)), 0.0
        target[i, :n], mask[i, :n] = torch.from_numpy(wanted), torch.from_numpy(known)
    return half, attention, target, mask


def batches(found: Sequence[Example], size: int, rng: random.Random) -> list[Sequence[Example]]:
    order = sorted(found, key=lambda item: len(item[0]) + rng.random() * 16)
    out = [order[i : i + size] for i in range(0, len(order), size)]
    rng.shuffle(out)
    return out


def measured(model: Facts, found: Sequence[Example]) -> str:
    """Token F1 by column at logit 0 over held-out windows."""
    model.eval()
    right, said, gold = (np.zeros(len(FACTS)) for _ in range(3))
    with torch.no_grad():
        for batch in batches(found, 32, random.Random(0)):
            half, attention, target, mask = collate(batch)
            yes = ((model(half, attention) > 0) & (mask > 0)).numpy()
            wanted = ((target > 0) & (mask > 0)).numpy()
            right += (yes & wanted).sum((0, 1))
            said += yes.sum((0, 1))
            gold += wanted.sum((0, 1))
    model.train()
    scores = 100 * 2 * right / np.maximum(1, said + gold)
    names = [name.removeprefix("fact:") for name in FACTS]
    return f"mean={scores.mean():.1f} " + " ".join(f"{n}={s:.0f}" for n, s in zip(names, scores, strict=True))


def export(model: Facts, out: Path) -> None:
    """Write the layers as int8."""
    full, small = out / "facts.f32.onnx", out / "facts.onnx"
    torch.onnx.export(
        model.eval(), (torch.zeros(1, 16, 384),), str(full), input_names=["half"], output_names=["logits"],
        dynamic_axes={"half": {0: "n", 1: "t"}, "logits": {0: "n", 1: "t"}}, opset_version=17, dynamo=False,
    )  # fmt: skip
    quantize_dynamic(full, small, weight_type=QuantType.QInt8, per_channel=True, extra_options={"MatMulConstBOnly": True})
    full.unlink()


def card(source: Path, out: Path) -> None:
    """Write the package's card anew: the hash of the layers, what they say, and from which inner value of the tagger."""
    old = json.loads(source.read_text("utf-8"))
    sha = {**old["sha256"], "facts.onnx": hashlib.sha256((out / "facts.onnx").read_bytes()).hexdigest()}
    new = {**old, "facts": [name.removeprefix("fact:") for name in FACTS], "half": HALF, "sha256": sha}
    (out / "tagger.json").write_text(json.dumps(new, indent=1) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--articles", type=Path, default=Path("training/articles"))
    parser.add_argument("--profiles", type=Path, default=Path("training/profiles"))
    parser.add_argument("--models", type=Path, default=Path("src/dateline/models"))
    parser.add_argument("--base", type=Path, required=True, help="folder of the small encoder")
    parser.add_argument("--leave", nargs="*", default=[], help="files of --articles, without .jsonl, that are not read")
    parser.add_argument("--epochs", type=int, default=6)
    parser.add_argument("--rate", type=float, default=2e-4)
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
    lower = tapped((args.models / "tagger.onnx").read_bytes(), HALF)
    session = onnxruntime.InferenceSession(lower, providers=["CPUExecutionProvider"])
    examples = [heard(session, told(train, tokenizer, rng, shift)) for shift in range(CUTS)]
    held = heard(session, [w for a in test for w in windows(a, tokenizer)])
    tagger = Tagger(args.base)
    own = tagger.state_dict()
    own.update({name: value for name, value in weights(args.models / "tagger.onnx").items() if not name.startswith("head.")})
    tagger.load_state_dict(own)
    model = Facts(tagger).train()
    groups = [[p for p in model.parameters() if p.dim() > 1], [p for p in model.parameters() if p.dim() <= 1]]
    optimizer = torch.optim.AdamW(
        [{"params": groups[0], "weight_decay": 0.01}, {"params": groups[1], "weight_decay": 0.0}], lr=args.rate
    )
    steps = args.epochs * len(batches(examples[0], 16, rng))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min(1.0, s / 50) * max(0.02, 1 - s / steps))
    weight = torch.full((len(FACTS),), POSITIVE)
    print(f"{len(train)} articles and passages, {len(held)} held-out windows, {steps} steps", flush=True)
    for epoch in range(args.epochs):
        total = 0.0
        for batch in batches(examples[epoch % CUTS], 16, random.Random(epoch)):
            half, attention, target, mask = collate(batch)
            loss = nn.functional.binary_cross_entropy_with_logits(
                model(half, attention), target, pos_weight=weight, reduction="none"
            )
            loss = (loss * mask).sum() / mask.sum().clamp(min=1.0) * 10
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += float(loss.detach())
        print(f"epoch {epoch + 1} loss {total * args.epochs / steps:.3f} {measured(model, held)}", flush=True)
        torch.save(model.state_dict(), args.out / "facts.pt")
    export(model, args.out)
    card(args.models / "tagger.json", args.out)
    print({file.name: file.stat().st_size for file in args.out.iterdir()})


if __name__ == "__main__":
    main()
