"""Operations: a force of the state that killed fighters did so, whoever they were ("Troops killed five rebels in a raid").

Beside a group's name a force that shoots is as often the one that came after the attackers; where nobody else is told to have
acted, and the words count fighters among the dead, the deed is the force's.
"""

from __future__ import annotations

from collections.abc import Iterable

from dateline.extract.blame_candidates import Candidate
from dateline.extract.blame_lines import Tie
from dateline.types import Annotated

BESIDE = 2
"""Code points between the verb and the words for those killed."""


def only_kills_fighters(annotated: Annotated, item: Candidate, others: Iterable[Candidate]) -> bool:
    """Tell whether the force is the plain subject of the killing of fighters, and no group or other people did anything."""
    return any(_kills_fighters(annotated, tie) for tie in item.ties) and all(map(_suffers_or_speaks, others))


def _kills_fighters(annotated: Annotated, tie: Tie) -> bool:
    dead = (c for c in annotated.counts if c.effect == "killed" and c.attackers and c.value.best)
    return tie.subject and tie.mention.end <= tie.span.end and any(0 <= c.span.start - tie.span.end <= BESIDE for c in dead)


def _suffers_or_speaks(item: Candidate) -> bool:
    """Tell a state, or one of whom the words say no more than that the deed struck them, that they deny or that they accuse."""
    return item.value.kind == "state" or all(tie.ground in ("victim", "denial", "accuser") for tie in item.ties)
