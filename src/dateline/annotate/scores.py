"""The trained model's layer: a logit for each token and role.

Windows are cut as in training (``training/windows.py``): the title's first tokens as context, then whole sentences.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline import models
from dateline.config import settings
from dateline.models.pieces import Piece
from dateline.types import Annotated, Scores

if TYPE_CHECKING:
    import numpy as np

SILENT = -4.0
"""Logit of every role in a window that names no event and counts nobody: the model does not read it."""
LONGEST = 60_000
"""Code points scored from the start of a document: the rest of a book-length text goes by grammar alone."""
_BREAK = re.compile(r"(?<=[.!?])\s+|\n+")


def scores(annotated: Annotated) -> Annotated:
    """Add the model's scores, unless the engine is set to grammar, the package carries no model, or the text is empty."""
    if settings().engine == "grammar" or not models.present() or (not annotated.events and not annotated.counts):
        return annotated
    import numpy as np

    tagger = models.tagger()
    sentences = _pieces(annotated.document.text[:LONGEST], tagger)
    if not sentences:
        return annotated
    title = sentences[0][: tagger.title_tokens]
    groups = _groups(sentences, tagger.body_tokens)
    marks = sorted([event.span.start for event in annotated.events] + [count.span.start for count in annotated.counts])
    read = [group for group in groups if bisect_left(marks, group[0][1]) < bisect_left(marks, group[-1][2])] or groups[:1]
    logits, heads = _run(tagger, title, read)
    logits = _in_place(logits, groups, read)
    flat = [piece for group in groups for piece in group]
    layer = Scores(
        names=tagger.columns,
        starts=np.array([piece[1] for piece in flat], dtype=np.int64),
        ends=np.array([piece[2] for piece in flat], dtype=np.int64),
        logits=logits,
        document=heads.max(axis=0),
        ids=np.array([piece[0] for piece in flat], dtype=np.int64),
        windows=np.cumsum([0, *(len(group) for group in groups[:-1])]),
        sentences=np.cumsum([0, *(len(sentence) for sentence in sentences[:-1])]),
    )
    return replace(annotated, scores=layer)


def _in_place(logits: np.ndarray, groups: list[list[Piece]], read: list[list[Piece]]) -> np.ndarray:
    """Return one row a token of all `groups`; those of windows that were not read are `SILENT`."""
    import numpy as np

    if len(read) == len(groups):
        return logits
    whole = np.full((sum(map(len, groups)), logits.shape[1]), SILENT, dtype=logits.dtype)
    done, at, chosen = 0, 0, {id(group) for group in read}
    for group in groups:
        if id(group) in chosen:
            whole[at : at + len(group)] = logits[done : done + len(group)]
            done += len(group)
        at += len(group)
    return whole


def _pieces(text: str, tagger: models.Tagger) -> list[list[Piece]]:
    """Return the sentences' tokens."""
    spans: list[tuple[int, int]] = []
    at = 0
    for match in _BREAK.finditer(text):
        spans.append((at, match.start()))
        at = match.end()
    spans.append((at, len(text)))
    spans = [(start, end) for start, end in spans if text[start:end].strip()]
    return [tagger.pieces.of(text[start:end], start) for start, end in spans]


def _groups(sentences: list[list[Piece]], size: int) -> list[list[Piece]]:
    groups: list[list[Piece]] = [[]]
    for sentence in sentences:
        rest = sentence
        while rest:
            room = size - len(groups[-1])
            if len(rest) > room and groups[-1]:
                groups.append([])
                room = size
            groups[-1] += rest[:room]
            rest = rest[room:]
    return [group for group in groups if group]


def _run(tagger: models.Tagger, title: list[Piece], groups: list[list[Piece]]) -> tuple[np.ndarray, np.ndarray]:
    """Return the body tokens' logits (tokens × columns) and each window's own (windows × columns)."""
    import numpy as np

    above = [piece[0] for piece in title]
    rows = [tagger.read(above, [piece[0] for piece in group]) for group in groups]
    return np.concatenate([row[1:] for row in rows]), np.stack([row[0] for row in rows])
