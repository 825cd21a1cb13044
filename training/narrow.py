"""Narrow a tagger's layers, so that it runs faster, and let it learn to say what it said before.

    python training/narrow.py --base MINILM --model BEFORE.pt --windows TAUGHT --inner 1024 --out NARROW

A layer's inner neurons go one after another, those first whose loss the others make good best; what reads the rest is fitted anew to
the layer's old output by least squares (the optimal brain surgeon: Hassibi and Stork 1993, for whole neurons). Then the narrow tagger
is trained on the logits of the wide one, over the windows that ``training/distil.py`` wrote (their targets are not looked at), so that it keeps
its scale and no weight or rule that knows it need be learned anew. NARROW holds config.json, model.safetensors and tokenizer.json, which the other scripts
take as ``--base``, and last.pt, the tagger.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
from collections.abc import Sequence
from pathlib import Path

import torch
from safetensors.torch import save_file
from torch import nn
from train import Tagger, batches, begin, collate, taught
from windows import Window

SAMPLE = 640
"""Windows that the layers are fitted on."""
RIDGE = 1e-3
"""Added to a neuron's mean square, as a share of all neurons' mean."""
AT_ONCE = 64
"""Neurons that go between two fits."""
LOUD = 7.0
"""Logits are imitated up to this size: beyond it a chance is certain either way."""
SAVE_EVERY = 300
"""Steps between two checkpoints."""


def squares(model: Tagger, narrow: nn.Linear, sample: Sequence[Window]) -> torch.Tensor:
    """Return the sums of products of what the neurons before `narrow` pass on (neurons × neurons)."""
    total = torch.zeros(narrow.in_features, narrow.in_features, dtype=torch.float64)
    there = torch.zeros(0)

    def add(_module: nn.Module, given: tuple[torch.Tensor, ...]) -> None:
        passed = given[0].detach()[there].double()
        total.add_(passed.T @ passed)

    hook = narrow.register_forward_pre_hook(add)
    with torch.no_grad():
        for batch in batches(list(sample), 32, random.Random(0)):
            ids, attention, marks, _, _ = collate(batch)
            there = attention.bool()
            model(ids, attention, marks)
    hook.remove()
    return total


def fitted(products: torch.Tensor, weight: torch.Tensor, inner: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Return the `inner` neurons that stay and the weights (outputs × inner) by which they come nearest to the old output."""
    ridge = RIDGE * products.diag().mean()
    kept = torch.arange(len(products))
    while True:
        inverse = torch.linalg.inv(products[kept][:, kept] + ridge * torch.eye(len(kept), dtype=torch.float64))
        anew = weight @ products[:, kept] @ inverse
        if len(kept) == inner:
            return kept, anew
        loss = anew.square().sum(0) / inverse.diag()
        gone = loss.topk(min(AT_ONCE, len(kept) - inner), largest=False).indices
        stays = torch.ones(len(kept), dtype=torch.bool)
        stays[gone] = False
        kept = kept[stays]


def narrowed(model: Tagger, sample: Sequence[Window], inner: int) -> None:
    """Narrow each layer in turn, in place: the next is fitted to what the narrowed ones before it pass on."""
    for number, layer in enumerate(model.encoder.encoder.layer):
        wide, narrow = layer.intermediate.dense, layer.output.dense
        kept, weight = fitted(squares(model, narrow, sample), narrow.weight.data.double(), inner)
        wide.weight, wide.bias = nn.Parameter(wide.weight.data[kept].clone()), nn.Parameter(wide.bias.data[kept].clone())
        narrow.weight = nn.Parameter(weight.float())
        wide.out_features = narrow.in_features = inner
        print(f"layer {number} narrowed", flush=True)


def imitate(small: Tagger, large: Tagger, found: Sequence[Sequence[Window]], rate: float, out: Path) -> None:
    """Train `small` on the logits of `large`; what is likely counts up to three times as much as what is not."""
    optimizer = torch.optim.AdamW(small.groups(rate))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min(1.0, s / 50) * max(0.02, 1 - s / len(found)))
    for step, batch in enumerate(found, 1):
        ids, attention, marks, _, _ = collate(list(batch))
        there = attention.bool()
        with torch.autocast("cpu", dtype=torch.bfloat16):
            with torch.no_grad():
                goal = large(ids, attention, marks).float()[there].clamp(-LOUD, LOUD)
            said = small(ids, attention, marks).float()[there].clamp(-LOUD - 2, LOUD + 2)
        loss = ((1 + 2 * torch.sigmoid(goal + 1)) * (said - goal).square()).mean()
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(small.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        if step % 100 == 0:
            print(f"step {step} of {len(found)}, loss {float(loss):.3f}", flush=True)
        if step % SAVE_EVERY == 0 or step == len(found):
            torch.save({"model": small.state_dict()}, out / "last.pt")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", type=Path, required=True, help="folder of the small encoder")
    parser.add_argument("--model", type=Path, required=True, help="the tagger to narrow")
    parser.add_argument("--windows", type=Path, required=True, help="windows to learn on (training/distil.py)")
    parser.add_argument("--inner", type=int, required=True, help="inner neurons a layer that stay (of 1,536)")
    parser.add_argument("--steps", type=int, default=1100, help="batches of 16 windows")
    parser.add_argument("--rate", type=float, default=3e-4)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(7)
    rng = random.Random(7)
    found = taught(args.windows)
    rng.shuffle(found)
    large, small = Tagger(args.base), Tagger(args.base)
    for model in (large, small):
        begin(model, args.model)
        model.eval()  # nothing is dropped out: it learns to say the same, and it learns from words alone
    narrowed(small, found[:SAMPLE], args.inner)
    config = json.loads((args.base / "config.json").read_text("utf-8")) | {"intermediate_size": args.inner}
    (args.out / "config.json").write_text(json.dumps(config, indent=1) + "\n", "utf-8")
    shutil.copy(args.base / "tokenizer.json", args.out / "tokenizer.json")
    encoder = {name: value.contiguous() for name, value in small.encoder.state_dict().items()}
    save_file(encoder, args.out / "model.safetensors", {"format": "pt"})
    imitate(small, large, batches(found, 16, rng)[: args.steps], args.rate, args.out)


if __name__ == "__main__":
    main()
