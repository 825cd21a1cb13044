"""Words that tell of harm which is no attack, and fighting words which are no fight (``codebook/not_attacks.json``).

A report that says "ambush" of an elephant, "carnage" of share prices or "blast" of a boiler gives itself away by what stands
around: the herd, the index, the stove. How many different such words there are is a feature; the weights decide.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from functools import cache

from dateline.codebook.phrases import PhraseTable, tokens
from dateline.codebook.tables import table
from dateline.extract.group import Group
from dateline.types import Annotated

MOST = 4
"""So many different words count at most: from there on one more changes no reader's mind."""


def features(annotated: Annotated, item: Group) -> dict[str, float]:
    """Return ``unlike``, different words of any kind, and ``unlike_same``, those of the strongest kind beyond its first; 0 to 1.

    They are looked for in the incident's sentences and the ones right before and behind.
    """
    text = annotated.document.text
    found = {
        value
        for index in _beside(annotated, item)
        for _, _, value in _words().find(tokens(text, annotated.sentences[index].span.start, annotated.sentences[index].span.end))
    }
    kinds = Counter(kind for kind, _ in found)
    same = max(kinds.values(), default=0) - 1
    return {"unlike": min(MOST, len(found)) / MOST, "unlike_same": max(0, min(MOST - 1, same)) / (MOST - 1)}


def _beside(annotated: Annotated, item: Group) -> list[int]:
    """The sentences of the units and their neighbours that are no boilerplate, by number."""
    sentences = annotated.sentences
    own = {bisect_left(sentences, unit.sentence.span.start, key=lambda sentence: sentence.span.start) for unit in item.units}
    near = {index + step for index in own for step in (-1, 0, 1)}
    return sorted(index for index in near if 0 <= index < len(sentences) and sentences[index].kind != "boilerplate")


@cache
def _words() -> PhraseTable[tuple[str, int]]:
    kinds: dict[str, list[str]] = table("not_attacks")["kinds"]
    return PhraseTable((pattern, (kind, index)) for kind, patterns in kinds.items() for index, pattern in enumerate(patterns))
