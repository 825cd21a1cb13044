"""Export a trained tagger to ONNX, quantise it to int8, and write it beside its vocabulary into the package.

    python training/export.py --base BASE --model /tmp/dateline-model/last.pt --out src/dateline/models
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from pathlib import Path

import torch
from labels import COLUMNS
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn
from train import Tagger
from windows import BODY_TOKENS, TITLE_TOKENS


class Unmasked(nn.Module):
    """The tagger as it runs: one window at a time, so that there is no padding to mask. Without the mask a window takes a tenth less."""

    def __init__(self, model: Tagger) -> None:
        super().__init__()
        self.model = model

    def forward(self, input_ids: torch.Tensor) -> torch.Tensor:
        return self.model.head(self.model.encoder(input_ids=input_ids).last_hidden_state)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    model = Tagger(args.base)
    model.load_state_dict(torch.load(args.model, weights_only=True)["model"])
    model.eval()
    args.out.mkdir(parents=True, exist_ok=True)
    full, small = args.out / "tagger.f32.onnx", args.out / "tagger.onnx"
    torch.onnx.export(
        Unmasked(model).eval(), (torch.ones(2, 16, dtype=torch.long),), str(full), input_names=["input_ids"], output_names=["logits"],
        dynamic_axes={"input_ids": {0: "n", 1: "t"}, "logits": {0: "n", 1: "t"}},
        opset_version=17, dynamo=False,
    )  # fmt: skip
    quantize_dynamic(full, small, weight_type=QuantType.QInt8, per_channel=True, extra_options={"MatMulConstBOnly": True})
    full.unlink()
    shutil.copy(args.base / "tokenizer.json", args.out / "tokenizer.json")
    digest = {file: hashlib.sha256((args.out / file).read_bytes()).hexdigest() for file in ("tagger.onnx", "tokenizer.json")}
    card = {"version": 1, "columns": COLUMNS, "title_tokens": TITLE_TOKENS, "body_tokens": BODY_TOKENS, "sha256": digest}
    (args.out / "tagger.json").write_text(json.dumps(card, indent=1) + "\n")
    print({file.name: file.stat().st_size for file in args.out.iterdir()})


if __name__ == "__main__":
    main()
