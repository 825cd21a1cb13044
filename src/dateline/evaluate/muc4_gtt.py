"""Micro F1 of the template-filling papers: five string slots and the incident type (Du, Rush and Cardie, NAACL 2021, "GTT").

As their scorer does: mentions are compared in lower case without punctuation and articles; an entity of ours is right when all
its mentions are mentions of one entity of the key (and the key's is found when one of ours is so); templates are mapped one to one,
only where our type is within the key's ("attack" in "bombing / attack"), and the mapping with the highest micro F1 of the message
counts. Victims are the slot HUM TGT: NAME alone. Optional templates and fills count as any other, mentions that do not stand in the
message are dropped, equal templates count once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import permutations
from typing import NamedTuple

from dateline.evaluate import muc4_keys as muc
from dateline.evaluate.align import assign
from dateline.evaluate.metrics import harmonic, percent
from dateline.evaluate.muc4_keys import Template

ROLES = {
    "PerpInd": muc.INDIVIDUAL, "PerpOrg": muc.ORGANIZATION, "Target": muc.TARGET, "Victim": muc.VICTIM, "Weapon": muc.INSTRUMENT,
}  # fmt: skip
TYPE = "type"
EXHAUSTIVE = 5040
"""Most mappings tried one by one; beyond it the mapping with most right entities is taken (the Hungarian method)."""
_ARTICLES = re.compile(r"\b(?:a|an|the)\b")
_MARKS = re.compile(r"[^\w\s]|_")


class Counts(NamedTuple):
    """Entities right and given on our side, found and wanted on the key's."""

    right: int = 0
    given: int = 0
    found: int = 0
    wanted: int = 0

    def plus(self, other: Counts) -> Counts:
        """Return the sum."""
        return Counts(*(a + b for a, b in zip(self, other, strict=True)))

    def figures(self) -> dict[str, float]:
        """Return precision, recall and F1 in percent, and the number of the key's entities."""
        precision, recall = percent(self.right, self.given), percent(self.found, self.wanted)
        return {"precision": precision, "recall": recall, "f1": harmonic(precision, recall), "n": self.wanted}


class Filled(NamedTuple):
    """A template as the papers see it: its type in lower case, and each role's entities as sets of normalised mentions."""

    type: str
    roles: tuple[tuple[frozenset[str], ...], ...]


Table = dict[str, Counts]


def normalise(mention: str) -> str:
    """Return a mention in lower case without punctuation, articles and double spaces."""
    return " ".join(_ARTICLES.sub(" ", _MARKS.sub("", mention.lower())).split())


def reduced(templates: Sequence[Template], text: str | None) -> list[Filled]:
    """Return a message's templates as the papers see them; `text` drops what does not stand in the message (None keeps all)."""
    lower = None if text is None else re.sub(r"\s+", " ", text.lower())
    found: list[Filled] = []
    for template in templates:
        kind = " / ".join(v.lower() for fill in template.slot(muc.TYPE) for v in fill.values)
        filled = Filled(kind, tuple(tuple(_entities(template, slot, lower)) for slot in ROLES.values()))
        if filled not in found:
            found.append(filled)
    return found


def _entities(template: Template, slot: int, lower: str | None) -> Iterator[frozenset[str]]:
    for fill in template.slot(slot):
        mentions = [v for v in fill.values if lower is None or re.sub(r"\s+", " ", v.lower()) in lower]
        if mentions:
            yield frozenset(normalise(v) for v in mentions)


def score(
    keys: Mapping[str, Sequence[Template]], answers: Mapping[str, Sequence[Template]], texts: Mapping[str, str]
) -> Table:  # fmt: skip
    """Return the counts by role and for the type over all messages of the keys."""
    totals = {name: Counts() for name in (*ROLES, TYPE)}
    for message, wanted in keys.items():
        best = score_message(reduced(wanted, texts.get(message)), reduced(answers.get(message, ()), None))
        totals = {name: totals[name].plus(best[name]) for name in totals}
    return totals


def micro(counts: Mapping[str, Counts], names: Sequence[str] = (*ROLES, TYPE)) -> Counts:
    """Return the sum over roles and type."""
    total = Counts()
    for name in names:
        total = total.plus(counts[name])
    return total


def score_message(wanted: Sequence[Filled], given: Sequence[Filled]) -> Table:
    """Return the counts of the best mapping of one message."""
    tables = (_counts(wanted, given, pairs) for pairs in _mappings(wanted, given))
    return max(tables, key=lambda counts: micro(counts).figures()["f1"])


def _mappings(wanted: Sequence[Filled], given: Sequence[Filled]) -> Iterator[list[tuple[int, int]]]:
    """Yield mappings of as many templates as can be mapped; pairs of differing types fall out.

    The denominators are the same for all, so more pairs never hurt, and full assignments are enough.
    """
    few, many = sorted((len(wanted), len(given)))
    size = 1
    for n in range(many, many - few, -1):
        size *= n
    if size > EXHAUSTIVE:
        values = [
            [float(_agree(key, own)) and 1 + sum(c.right + c.found for c in _pair(key, own).values()) for own in given]
            for key in wanted
        ]
        yield [(i, j) for i, j in assign(values) if _agree(wanted[i], given[j])]
        return
    turned = len(given) > len(wanted)
    for order in permutations(range(many), few):
        pairs = [(i, j) if turned else (j, i) for i, j in enumerate(order)]
        yield [(i, j) for i, j in pairs if _agree(wanted[i], given[j])]


def _agree(key: Filled, own: Filled) -> bool:
    return bool(own.type) and own.type in key.type


def _pair(key: Filled, own: Filled) -> Table:
    table = {TYPE: Counts(1, 1, 1, 1)}
    for name, golds, ours in zip(ROLES, key.roles, own.roles, strict=True):
        right = sum(any(entity <= gold for gold in golds) for entity in ours)
        found = sum(any(entity <= gold for entity in ours) for gold in golds)
        table[name] = Counts(right, len(ours), found, len(golds))
    return table


def _counts(wanted: Sequence[Filled], given: Sequence[Filled], pairs: list[tuple[int, int]]) -> Table:
    table = {name: Counts() for name in (*ROLES, TYPE)}
    taken, used = {i for i, _ in pairs}, {j for _, j in pairs}
    parts = [_pair(wanted[i], given[j]) for i, j in pairs]
    parts += [_lone(key, ours=False) for i, key in enumerate(wanted) if i not in taken]
    parts += [_lone(own, ours=True) for j, own in enumerate(given) if j not in used]
    for part in parts:
        table = {name: table[name].plus(part[name]) for name in table}
    return table


def _lone(filled: Filled, *, ours: bool) -> Table:
    sizes = {TYPE: 1} | {name: len(entities) for name, entities in zip(ROLES, filled.roles, strict=True)}
    return {name: Counts(given=n) if ours else Counts(wanted=n) for name, n in sizes.items()}
