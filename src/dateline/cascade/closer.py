"""The closer looks at what the filter lets pass: words of events first, then the trained model on the sentences that hold them.

Whoever calls has found the cheap layers; where nothing speaks of an event, no other is needed (docs/decisions/0012-cascade.md).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from itertools import islice

from dateline import models
from dateline.cascade.weights import weights
from dateline.cascade.words import LONGEST, weights_of, words
from dateline.codebook.tables import table
from dateline.config import settings
from dateline.types import Annotated, Scores, Sentence

QUIET, FAINT = 0.0, 0.0
"""Logits of "this window tells an event", and of a warning at any token, under which the closer look finds none: less likely than
not. The window's own logit parts calm news from violent better than its highest token. With bars at -2 and -2.5 of 870 calm
documents 76 went on to be read, with these 54; of 1,303 that report none more is lost."""
BRIEF, SUMMARY = 160, 400
"""Code points of a text that the model does not judge before it is read: one sentence; a few that say who "has been killed"."""
_PERFECT = re.compile(
    r"\b(?:has|have) (?:been )?(?:killed|shot|stabbed|wounded|injured|abducted|kidnapped|attacked|bombed|beheaded|died)\b",
    re.IGNORECASE,
)
SILENT, UNWARNED = 0.0, 0.0
"""The same where the model has read every window that names an event or counts anybody."""
MOST = 3
"""Windows of sentences that a closer look reads: a document with more of them passes."""
ALARMING = 2.0
"""Sum of the filter's weights over a sentence from which it is read without a word of an event."""
_EVENTS = ("event_main", "event_background")
_WARNING = "warning"


def doubtful(score: float | None) -> bool:
    """Tell whether the filter leaves a doubt that the closer look can settle: none where the engine runs without the model."""
    return settings().engine != "grammar" and models.present() and (score is None or score < weights().plain)


def closer(annotated: Annotated) -> bool:
    """Tell whether sentences and events alone show that a document reports nothing.

    Raises:
        ModelError: the model's files are damaged.
    """
    tagger = models.tagger()
    events, warning = [tagger.columns.index(name) for name in _EVENTS], tagger.columns.index(_WARNING)
    windows = list(islice(_windows(annotated, tagger), MOST + 1))
    if len(windows) > MOST:
        return False
    for title, body in windows:
        logits = tagger.read(title, body)
        if float(logits[0, events].max()) >= QUIET or float(logits[:, warning].max()) >= FAINT:
            return False
    return True


def brief(text: str) -> bool:
    """Tell whether a text is a flash, in which the model doubts "has been killed" (`extract.flash`): reading costs little."""
    return len(text) < BRIEF or (len(text) < SUMMARY and _PERFECT.search(text) is not None)


def silent(scores: Scores | None) -> bool:
    """Tell whether the model, having read the document, sees neither an event nor a warning in it."""
    if scores is None:
        return False
    warning = max(scores.whole(_WARNING), float(scores.logits[:, scores.columns[_WARNING]].max()))
    return max(map(scores.whole, _EVENTS)) < SILENT and warning < UNWARNED


def _windows(annotated: Annotated, tagger: models.Tagger) -> Iterator[tuple[list[int], list[int]]]:
    """Yield the title's tokens and those of sentences with events, as many whole ones as fit a window of the model."""
    told = list(_telling(annotated))
    if not told:
        return
    text = annotated.document.text
    wanted = [annotated.sentences[0].span, *(sentence.span for sentence in told)]
    title, *rest = ([piece[0] for piece in tagger.pieces.of(span.of(text))] for span in wanted)
    title = title[: tagger.title_tokens]
    body: list[int] = []
    for ids in rest:
        ids = ids[: tagger.body_tokens]
        if body and len(body) + len(ids) > tagger.body_tokens:
            yield title, body
            body = []
        body += ids
    yield title, body


def _telling(annotated: Annotated) -> Iterator[Sentence]:
    """Yield the sentences that name an event or a threat, and those of which the filter makes much."""
    starts = [event.span.start for event in annotated.events]
    for sentence in annotated.sentences:
        if sentence.span.start >= LONGEST:
            return
        first = bisect_left(starts, sentence.span.start)
        if (first < len(starts) and starts[first] < sentence.span.end) or _alarming(sentence.span.of(annotated.document.text)):
            yield sentence


def _alarming(text: str) -> bool:
    tokens = words(text)
    return not _threats().isdisjoint(tokens) or float(weights_of(tokens, weights().table).sum()) >= ALARMING


@cache
def _threats() -> frozenset[str]:
    return frozenset(table("advisories")["threat_words"])
