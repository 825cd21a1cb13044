"""Whether a group's days, places and tolls are an event's at all, in the eyes of the model.

An incident needs a place or a date of its own (CODEBOOK.md, One incident). A report of talks, of a drill or of an accident holds
days, towns and figures too, and words of fighting that stand near them; that they are no event's the model knows better than it
knows that there is none. How much of the report it takes for traps, against what it takes for events, says what it is about.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from dateline.extract import weigh
from dateline.extract.group import Group
from dateline.types import Annotated, Scores, Span

SIDES = ("main", "background")
LEAST = -0.25
"""Lower scores say no more: of an incident told in passing the model denies all days, for they are of other things."""
TOLLS = {"killed": "killed", "injured": "injured", "hit": "injured"}
"""The roles of the model in which persons are counted who were killed, hurt, or shot with an outcome untold."""


def features(annotated: Annotated, item: Group) -> dict[str, float]:
    """Return ``own_date``, ``own_place`` and ``own_toll``, each the surest as a share of the cap, `LEAST` to 1, 0 without any, and
    ``trap_report``, the share of traps among the report's tokens that the model takes for events or traps, 0 to 1."""
    if annotated.scores is None:
        return {}
    units = item.units
    return {
        "own_date": _surest(annotated, item, ((time.span, "date") for unit in units for time in unit.times)),
        "own_place": _surest(annotated, item, ((place.span, "place") for unit in units for place in unit.places)),
        "own_toll": _surest(
            annotated, item, ((c.span, TOLLS[c.effect]) for unit in units for c in unit.counts if c.effect in TOLLS)
        ),
        "trap_report": _traps(annotated.scores),
    }


def _surest(annotated: Annotated, item: Group, words: Iterable[tuple[Span, str]]) -> float:
    """The highest score, by the reading of the whole text or the one of this incident, of words having their role."""
    scores = [max(LEAST, _first(annotated, *word), weigh.this(item.asked, *word)) for word in words]
    return max(scores, default=0.0)


def _first(annotated: Annotated, span: Span, role: str) -> float:
    return max(weigh.model(annotated, span, f"{role}_{side}") for side in SIDES) / weigh.CAP


@lru_cache(maxsize=1)
def _traps(scores: Scores) -> float:
    """Kept, as every incident of a report asks for it."""
    event, trap = (
        int((scores.logits[:, [scores.columns[name] for name in names]].max(axis=1) > 0).sum())
        for names in (("event_main", "event_background"), ("trap",))
    )
    return trap / max(1, event + trap)
