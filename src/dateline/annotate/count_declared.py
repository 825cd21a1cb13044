"""Whom others declare dead: "the man was hit and taken to a hospital, where doctors pronounced him dead"."""

from __future__ import annotations

from dateline.annotate.count_deeds import Deed
from dateline.annotate.count_items import Clause
from dateline.annotate.count_persons import ONE, Phrase

_DECLARES = frozenset({"pronounced", "declared", "pronounce", "declare", "pronouncing", "declaring"})
_OF_LAW = frozenset({"court", "judge", "tribunal", "government", "law"})
_OBJECTS = frozenset({"him", "her", "them"})


def declared_dead(row: Clause, at: int) -> list[Phrase] | None:
    """Return those of whom "doctors declared him dead" tells: who was hurt before in the sentence, else the pronoun itself.

    None where the deed at `at` is no such words: then its subject is who died ("was pronounced dead").
    """
    deed, words = row.items[at], row.words
    assert isinstance(deed, Deed)
    if words.word(deed.first) not in _DECLARES:
        return None
    pronoun = next((i for i in range(deed.first + 1, deed.past) if words.word(i) in _OBJECTS), None)
    if pronoun is None:
        return None
    several = words.word(pronoun) == "them"
    told = [item for item in row.items[:at] if isinstance(item, Phrase)]
    hurt = [p for p in told if p.effect in ("hit", "injured") and p.value.best]
    last = [p for p in hurt if p.deed == hurt[-1].deed] if several else [p for p in hurt if p.value.best == 1][-1:]
    if last and (sum(p.value.best or 0 for p in last) > 1) == several:
        return last
    if several or not told or any(words.word(i) in _OF_LAW for i in range(deed.first)):
        return []
    person = Phrase(pronoun, pronoun + 1, (pronoun, pronoun + 1), ONE, "yes", definite=True, named=True)
    row.items[row.items.index(told[-1])] = person  # in the place of the doctors, of whom nothing else is told
    return [person]
