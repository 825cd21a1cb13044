"""What the model reads of groups: its facts' columns, in the windows that name one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline import models
from dateline.types import ActorMention, Annotated, Scores

UNREAD = -9.0
"""Logit of every fact in a window that was not read."""
MOST = 40
"""Windows read at most: a book that names a group on every page is read so far."""


def fact_scores(annotated: Annotated, groups: Sequence[ActorMention]) -> Scores | None:
    """Return a score for each token and fact (`models.Tagger.facts`); None where the engine has none, or no window names a group.

    Of those windows only the ones are read of which the tagger's third layer gives hope (`models.Tagger.hints_at_facts`).
    What tells who a group is often tells of no event ("Its leader is …"): windows that the first reading passed over count too.
    """
    scores = annotated.scores
    if scores is None or not len(scores.ids) or not groups:
        return None
    import numpy as np

    tagger = models.tagger()
    ends = [*scores.windows[1:].tolist(), len(scores.ids)]
    named = np.array([scores.tokens(group.span)[0] for group in groups])
    body = np.full((len(scores.ids), len(tagger.facts)), UNREAD, dtype=np.float32)
    past = int(scores.sentences[1]) if len(scores.sentences) > 1 else len(scores.ids)
    title = scores.ids[: min(past, tagger.title_tokens)].tolist()
    read = 0
    for start, end in zip(scores.windows.tolist(), ends, strict=True):
        if read < MOST and ((named >= start) & (named < end)).any():
            ids = scores.ids[start:end].tolist()
            if tagger.hints_at_facts(title, ids):
                body[start:end] = tagger.read_facts(title, ids)
            read += 1
    return replace(scores, names=tagger.facts, logits=body, document=body.max(axis=0))
