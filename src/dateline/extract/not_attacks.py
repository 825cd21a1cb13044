"""Words that tell of harm which is no attack, and fighting words which are no fight (``codebook/not_attacks.json``).

A report that says "ambush" of an elephant, "carnage" of share prices or "blast" of a boiler gives itself away by what stands
around: the herd, the index, the stove. How many different such words there are is a feature; the weights decide. A whole report
that holds many words of one such kind ("coach", "fixture", "hamstring") is another: a match told as a war says "killed off" once
and never "league" beside it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from functools import cache, lru_cache

from dateline.codebook.needles import Needled
from dateline.codebook.phrases import PhraseTable, tokens
from dateline.codebook.tables import table
from dateline.extract.group import Group
from dateline.types import Annotated, Span

MOST = 4
"""So many different words count at most: from there on one more changes no reader's mind."""
SOON = 3
"""So many sentences behind what was acted the report says that it was."""
_UNREAL = re.compile(
    r"\bnone of (?:it|this|what \w+ saw) was real\b"
    r"|\bthe (?:shots|bullets|rounds|cartridges|gunshots) were (?:all )?(?:only )?blanks?\b"
    r"|\b(?:it|this|all of it|everything) was (?:all )?(?:only|just|merely|part of) (?:a|an) (?:\w+ )?"
    r"(?:drill|exercise|simulation|rehearsal)\b"
    r"|\b(?:no one|nobody) was (?:really|actually) (?:hurt|killed|harmed|injured)\b"
    r"|\bthe (?:dead|wounded|injured|victims|casualties) were (?:\w+ )?(?:actors|extras|dummies|mannequins|drama students)\b",
    re.IGNORECASE,
)
_REHEARSED = Needled(r"\b(?:exercises?|drills?|rehears\w+|simulat\w+|practis\w+|practic\w+|training)\b", re.IGNORECASE)
_CHECKED = re.compile(
    r"\W{0,3}(?:(?:false|fake|misleading|altered|satire|missing context|fact[ -]check(?:ed)?)(?:\s?[:|]|\s?[–—]\s|\s-\s)"
    r"|(?:the )?claim\s?:)",
    re.IGNORECASE,
)
"""The head of a fact-check's title or of the claim that it looks into: what follows is what others say."""
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


def unreal(annotated: Annotated, item: Group) -> bool:
    """Tell whether the report says outright, soon behind the incident's first words, that they told of a drill, or checks them.

    "None of it was real", "the shots were blanks"; a real attack told for comparison stands farther off. "FALSE: Video shows …".
    """
    text = annotated.document.text
    if _CHECKED.match(text, item.units[0].sentence.span.start):
        return True
    if not _REHEARSED.first(text):
        return False
    said = [match.start() for match in _UNREAL.finditer(text)]
    if not said:
        return False
    starts = [sentence.span.start for sentence in annotated.sentences]
    told = [unit for unit in item.units if unit.sentence.kind == "body"] or item.units
    first = bisect_left(starts, told[0].sentence.span.start)
    return any(0 <= bisect_right(starts, at) - 1 - first <= SOON for at in said)


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
