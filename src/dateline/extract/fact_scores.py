"""The model's columns of facts about groups, also for stretches that tell of no event and were not read at first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline import models
from dateline.types import ActorMention, Annotated, Scores

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PREFIX = "fact:"
MOST = 12
"""Windows read now at most: a book that names a group on every page is not read twice."""


def fact_scores(annotated: Annotated, groups: Sequence[ActorMention]) -> Scores | None:
    """Return the scores of the columns ``fact:…``, named without the prefix; None where the engine has none.

    What tells who a group is often tells of no event ("Its leader is …"): windows that name one of `groups` and were passed over
    are read now.
    """
    scores = annotated.scores
    if scores is None or not len(scores.ids):
        return None
    columns = [index for index, name in enumerate(scores.names) if name.startswith(PREFIX)]
    if not columns:
        return None
    body = scores.logits[:, columns]
    late = _late(scores, groups)
    if late:
        body = body.copy()
        for window in late:
            body[window] = _read(scores, window)[:, columns]
    names = tuple(scores.names[index].removeprefix(PREFIX) for index in columns)
    return replace(scores, names=names, logits=body, document=scores.document[columns])


def _late(scores: Scores, groups: Sequence[ActorMention]) -> list[slice]:
    ends = [*scores.windows[1:].tolist(), len(scores.ids)]
    windows = [slice(start, end) for start, end in zip(scores.windows.tolist(), ends, strict=True)]
    named = {scores.tokens(group.span)[0] for group in groups}
    unread = [window for window in windows if scores.logits[window].min() == scores.logits[window].max()]
    return [window for window in unread if any(window.start <= token < window.stop for token in named)][:MOST]


def _read(scores: Scores, window: slice) -> NDArray[np.float32]:
    tagger = models.tagger()
    past = int(scores.sentences[1]) if len(scores.sentences) > 1 else len(scores.ids)
    title = scores.ids[: min(past, tagger.title_tokens)].tolist()
    return tagger.read(title, scores.ids[window].tolist())[1:]
