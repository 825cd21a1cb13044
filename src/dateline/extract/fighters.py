"""Fighters among the dead: who is taken for the attackers is a victim where a strike, a raid or a clash killed him.

A toll leaves the attackers out (CODEBOOK.md, Killed and injured). The figures of "a strike killed approximately 60 terrorists" and
"seven insurgents and one veteran died" stand behind all others, and are chosen where there is no better one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dateline.codebook.tables import table
from dateline.extract.figures import Figure, added
from dateline.extract.units import Unit
from dateline.types import Effect

MOST = 3
"""Figures of one sentence that are added up; more are a list of several incidents."""


def _of_this_attack(who: str) -> bool:
    return who.lower().split()[-1] in table("count_words")["doers_of_this"].split()


def fighters(units: Iterable[Unit], effect: Effect) -> Iterator[Figure]:
    """Yield the dead or hurt who are taken for the attackers, alone and with those told beside them.

    A suicide ("blew himself up") counts nobody by a noun and is left out, and so is who is named for this very attack ("killing the
    attacker", "only the bomber died").
    """
    for unit in units:
        counts = [c for c in unit.counts if c.effect == effect and c.role in ("whole", "part") and c.certainty != "denied"]
        ours = [c for c in counts if c.attackers and c.who is not None and c.value.best != 0 and not _of_this_attack(c.who)]
        beside = [c for c in counts if not c.attackers and c.value.best]
        for count in ours:
            yield Figure(count.value, (count,), unit, fighters=True)
        if ours and beside and len(ours) + len(beside) <= MOST:
            told = tuple(sorted((*ours, *beside), key=lambda c: c.span.start))
            yield Figure(added(told), told, unit, fighters=True)
