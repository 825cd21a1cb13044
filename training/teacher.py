"""A large encoder that teaches the small one: the tagger on all-mpnet-base-v2 (109 M parameters, Apache-2.0; never shipped).

It has the small encoder's word pieces, four places further on, so that a window cut for the small one is read by it token for token,
and what it says of each token is a target for the small one. It knows no token types: the mark of an event is a vector added
to the marked words. ``training/train.py --base FOLDER`` takes it where the folder holds it; ``training/distil.py`` lets it read.
"""

from __future__ import annotations

import json
from pathlib import Path

import torch
from labels import COLUMNS
from torch import nn
from transformers import AutoModel
from windows import CLS, SEP

SHIFT = 4
SPECIAL = {0: 1, CLS: 0, SEP: 2}
"""Padding, first and separating token of the small encoder, as the large one writes them."""


def is_large(base: Path) -> bool:
    """Tell whether `base` is the folder of the large encoder."""
    return json.loads((base / "config.json").read_text("utf-8"))["model_type"] == "mpnet"


class Teacher(nn.Module):
    """Large encoder and one linear layer: logits (batch, tokens, columns) from the small encoder's ids and marks.

    Its word vectors stay as they are, and the encoder drops nothing out (a third of the time on a processor).
    """

    def __init__(self, base: Path) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(
            base, local_files_only=True, add_pooling_layer=False, hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0
        )
        for parameter in self.encoder.embeddings.word_embeddings.parameters():
            parameter.requires_grad = False
        size = self.encoder.config.hidden_size
        self.mark = nn.Parameter(torch.randn(size) * 0.02)
        self.drop = nn.Dropout(0.1)
        self.head = nn.Linear(size, len(COLUMNS))
        nn.init.constant_(self.head.bias, -3.0)

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor) -> torch.Tensor:
        ids = input_ids + SHIFT
        for own, its in SPECIAL.items():
            ids = ids.masked_fill(input_ids == own, its)
        words = self.encoder.embeddings.word_embeddings(ids) + token_type_ids.unsqueeze(-1) * self.mark
        hidden = self.encoder(inputs_embeds=words, attention_mask=attention_mask).last_hidden_state
        return self.head(self.drop(hidden))

    def groups(self, rate: float) -> list[dict]:
        """Return the optimizer's groups: what was not pretrained learns ten times as fast."""
        fresh = [self.mark, *self.head.parameters()]
        known = [p for p in self.encoder.parameters() if p.requires_grad]
        decay, plain = [p for p in known if p.dim() > 1], [p for p in known if p.dim() <= 1]
        return [
            {"params": decay, "weight_decay": 0.01, "lr": rate},
            {"params": plain, "weight_decay": 0.0, "lr": rate},
            {"params": fresh, "weight_decay": 0.0, "lr": 10 * rate},
        ]
