"""Export a trained tagger to ONNX, quantise it to int8, and write it beside its vocabulary into the package.

python training/export.py --base BASE --model /tmp/dateline-model/last.pt --out src/dateline/models
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from pathlib import Path

import onnx
import torch
from labels import COLUMNS
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn
from train import Tagger, widths
from unbatched import unbatched
from windows import BODY_TOKENS, LEAD_BEFORE, LEAD_TOKENS, TITLE_TOKENS

INPUTS = ("input_ids", "token_type_ids")


class Unmasked(nn.Module):
    """The tagger as it runs: one window at a time, so that there is no padding to mask. Without the mask a window takes a tenth less."""

    def __init__(self, model: Tagger) -> None:
        super().__init__()
        self.model = model

    def forward(self, input_ids: torch.Tensor, token_type_ids: torch.Tensor) -> torch.Tensor:
        return self.model.head(self.model.encoder(input_ids=input_ids, token_type_ids=token_type_ids).last_hidden_state)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    model = Tagger(args.base)
    state = torch.load(args.model, weights_only=True)["model"]
    widths(model, state)
    model.load_state_dict(state)
    model.eval()
    args.out.mkdir(parents=True, exist_ok=True)
    full, small = args.out / "tagger.f32.onnx", args.out / "tagger.onnx"
    ids = torch.ones(2, 16, dtype=torch.long)
    torch.onnx.export(
        Unmasked(model).eval(), (ids, torch.zeros_like(ids)), str(full), input_names=list(INPUTS), output_names=["logits"],
        dynamic_axes={name: {0: "n", 1: "t"} for name in (*INPUTS, "logits")}, opset_version=17, dynamo=False,
    )  # fmt: skip
    quantize_dynamic(full, small, weight_type=QuantType.QInt8, per_channel=True, extra_options={"MatMulConstBOnly": True})
    full.unlink()
    onnx.save(unbatched(onnx.load(str(small))), str(small))
    shutil.copy(args.base / "tokenizer.json", args.out / "tokenizer.json")
    digest = {file: hashlib.sha256((args.out / file).read_bytes()).hexdigest() for file in ("tagger.onnx", "tokenizer.json")}
    sizes = {"title_tokens": TITLE_TOKENS, "body_tokens": BODY_TOKENS, "lead_tokens": LEAD_TOKENS, "lead_before": LEAD_BEFORE}
    card = {"version": 2, "columns": COLUMNS, **sizes, "sha256": digest}
    (args.out / "tagger.json").write_text(json.dumps(card, indent=1) + "\n")
    print({file.name: file.stat().st_size for file in args.out.iterdir()})


if __name__ == "__main__":
    main()
