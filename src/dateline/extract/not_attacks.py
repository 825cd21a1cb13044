"""Words that tell of harm which is no attack, and fighting words which are no fight (``codebook/not_attacks.json``).

A report that says "ambush" of an elephant, "carnage" of share prices or "blast" of a boiler gives itself away by what stands
around: the herd, the index, the stove. How many different such words there are is a feature; the weights decide. A whole report
that holds many words of one such kind ("coach", "fixture", "hamstring") is another: a match told as a war says "killed off" once
and never "league" beside it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from functools import cache, lru_cache

from dateline.codebook.phrases import PhraseTable, tokens
from dateline.codebook.tables import table
from dateline.extract.group import Group
from dateline.types import Annotated, Span

MOST = 4
"""So many different words count at most: from there on one more changes no reader's mind."""
FEW, MANY = 2, 4
"""Different words of one kind in a whole report: up to `FEW` say nothing (an attack on a stadium), more than `MANY` no more."""


def features(annotated: Annotated, item: Group) -> dict[str, float]:
    """Return ``unlike``, different words of any kind, ``unlike_same``, those of the strongest kind beyond its first, both in the
    incident's sentences and the ones right before and behind, and ``unlike_report``, those of the whole report's strongest; 0 to 1.
    """
    text = annotated.document.text
    near = beside(annotated, item)
    found = {value for span in near for _, _, value in _words("kinds").find(tokens(text, span.start, span.end))}
    kinds = Counter(kind for kind, _ in found)
    same = max(kinds.values(), default=0) - 1
    return {
        "unlike": min(MOST, len(found)) / MOST,
        "unlike_same": max(0, min(MOST - 1, same)) / (MOST - 1),
        "unlike_report": _report(text),
    }


@lru_cache(maxsize=1)
def _report(text: str) -> float:
    """How far a whole report's words are of one kind that is no attack, 0 to 1; kept, as every incident of a report asks for it."""
    kinds = Counter(kind for kind, _ in {value for _, _, value in _words("reports").find(tokens(text))})
    return max(0, min(MANY, max(kinds.values(), default=0)) - FEW) / (MANY - FEW)


def beside(annotated: Annotated, item: Group) -> list[Span]:
    """Return the sentences of the units and their neighbours that are no boilerplate."""
    sentences = annotated.sentences
    own = {bisect_left(sentences, unit.sentence.span.start, key=lambda sentence: sentence.span.start) for unit in item.units}
    near = {index + step for index in own for step in (-1, 0, 1)}
    kept = sorted(index for index in near if 0 <= index < len(sentences) and sentences[index].kind != "boilerplate")
    return [sentences[index].span for index in kept]


@cache
def _words(name: str) -> PhraseTable[tuple[str, int]]:
    kinds: dict[str, list[str]] = table("not_attacks")[name]
    return PhraseTable((pattern, (kind, index)) for kind, patterns in kinds.items() for index, pattern in enumerate(patterns))
