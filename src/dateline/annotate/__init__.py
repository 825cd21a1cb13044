"""Annotate: find the words. Each function takes an `Annotated` and returns it with one more layer."""

from __future__ import annotations

from dateline.annotate.actors import actors
from dateline.annotate.attributions import attributions
from dateline.annotate.counts import counts
from dateline.annotate.events import events
from dateline.annotate.place_gaps import spoken
from dateline.annotate.places import places
from dateline.annotate.scores import scores
from dateline.annotate.sentences import sentences
from dateline.annotate.times import times
from dateline.annotate.told import told
from dateline.annotate.words import words

__all__ = ["actors", "attributions", "counts", "events", "places", "scores", "sentences", "spoken", "times", "told", "words"]
