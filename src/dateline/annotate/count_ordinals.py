"""Ordinals of victims: "a fifth person died" tells that at least five are dead, and that he is one of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dateline.annotate.count_deeds import Deed
from dateline.annotate.count_items import Clause
from dateline.annotate.count_nouns import nouns
from dateline.annotate.count_numbers import count_value
from dateline.annotate.count_persons import Phrase
from dateline.codebook.tables import table
from dateline.types import CountValue, Effect

_HURT: tuple[Effect, ...] = ("injured", "hit", "casualties")
_OWNERS = frozenset({"his", "her", "its", "their", "my", "our", "your"})
_OF_A_TOWN = frozenset({"homicide", "homicides", "traffic", "gun", "overdose", "weekend"})
"""Words in a phrase that number a town's dead of a year: "the sixth homicide victim"."""
_CLAIMS = frozenset({"claim", "claims", "claimed", "claiming", "took", "takes"})


def claimed(row: Clause) -> None:
    """Give "claimed a fifth victim" the effect that it has: the victim is dead."""
    for index, item in enumerate(row.items):
        if isinstance(item, Phrase) and item.ordinal and item.inherent == "casualties" and row.word(index - 1) in _CLAIMS:
            item.effect = "killed"


def rise(row: Clause, phrase: Phrase, last: Mapping[Effect, int]) -> CountValue | None:
    """Return the toll that an ordinal tells ("a third victim died": at least 3) or "six of the eight men killed" (8); else None.

    "Two men were wounded and a third was killed" numbers all who were hurt: those before him live. `last` are the last figures of
    each effect told before the sentence.
    """
    if phrase.inner is not None:
        fewer = 0 < (phrase.value.best or 0) < (phrase.inner.best or 0)
        return phrase.inner if fewer and _befell_all(row, phrase) else None
    if phrase.ordinal < 2 or phrase.effect != "killed" or phrase.person != "yes" or not _is_one_of_several(row, phrase):
        return None
    if not _OF_A_TOWN.isdisjoint(row.words.lower[phrase.first : phrase.past - 1]):  # "the sixth homicide death in the city"
        return None
    before = phrase.ordinal - 1
    told = [item for item in row.items if isinstance(item, Phrase) and item is not phrase]
    dead = _most((item for item in told if item.effect == "killed"), last.get("killed", 0))
    hurt = [item.value.best for item in told if item.effect in _HURT] + [last.get(effect) for effect in _HURT]
    if dead < before and (sum(n or 0 for n in hurt[: len(told)]) >= before or any((n or 0) >= before for n in hurt)):
        return None
    return count_value(phrase.ordinal, phrase.ordinal, "at_least")


def _befell_all(row: Clause, phrase: Phrase) -> bool:
    """Tell "one of the two people who died", where the deed is told of the two."""
    at = row.items.index(phrase)
    behind = next((row.kind(i) for i in range(at + 1, at + 3) if row.kind(i) != "B"), "")
    if phrase.effect not in ("killed", "injured", "hit") or phrase.deed < at or behind not in ("R", "DEED"):
        return False
    deed = row.items[phrase.deed]
    restrictive = behind == "R" or (isinstance(deed, Deed) and (deed.voice in ("reduced", "of") or _is_found(row, deed)))
    return restrictive and all(row.kind(i) in ("R", "A", "H", "B") for i in range(at + 1, phrase.deed))


def _is_found(row: Clause, deed: Deed) -> bool:
    """Tell the reduced "found dead" of "two of four people found dead in Reno are pictured"."""
    return row.words.word(deed.first) == "found" and row.words.kind(deed.first - 1) not in ("A", "H")


def of_those_hurt(row: Clause, phrase: Phrase) -> CountValue | None:
    """Return how many were hit by "one of five people shot outside a bar has died" (5); None where it does not say so."""
    at = row.items.index(phrase) + 1
    deed = row.items[at] if at < len(row.items) else None
    if phrase.inner is None:
        return _sent_there(row, phrase)
    if (phrase.inner.best or 0) <= (phrase.value.best or 0):
        return None
    if phrase.head == "victims" and phrase.effect == "killed" and row.kind(at) == "P":
        return phrase.inner  # "one of five victims in the shooting has died"
    if not isinstance(deed, Deed):
        return None
    hurt = deed.voice == "reduced" and deed.effect in ("hit", "injured") and deed.certainty == "stated"
    return phrase.inner if hurt else None


def _sent_there(row: Clause, phrase: Phrase) -> CountValue | None:
    """Return the five of "one of the victims in a shooting that sent five people to hospital has died": he is one of them."""
    fate = phrase.deed
    if not (phrase.partitive and phrase.inherent == "casualties" and phrase.effect == "killed"):
        return None
    between = row.items[row.items.index(phrase) + 1 : fate] if fate > 0 else []
    told = [p for p in between if isinstance(p, Phrase) and p.effect in _HURT and (p.value.best or 0) > 1]
    return told[0].value if len(told) == 1 and told[0].role == "whole" else None


def hurt_so_far(
    row: Clause, phrase: Phrase, last: Mapping[Effect, int], told_before: Mapping[Effect, int]
) -> tuple[CountValue, Effect] | None:
    """Return how many "a third victim was wounded" tells where others were told before, and of whom: 3, the dead among them
    ("casualties") or not.

    `told_before` adds up those of the last sentence that told of any. Behind "one died and two were hurt" the third is one of the
    hurt; where nobody has died, all are ("four were hurt by gunfire and a fifth by glass"), or are those hit.
    """
    if phrase.ordinal < 2 or phrase.effect not in ("injured", "hit") or not _is_one_of_several(row, phrase):
        return None
    here = [item for item in row.items if isinstance(item, Phrase) and item is not phrase and item.effect is not None]
    told = [item.value.best or 0 for item in here]
    before = [last.get(effect, 0) for effect in ("killed", *_HURT)]
    others = phrase.ordinal - 1
    toll = CountValue(phrase.ordinal, phrase.ordinal, phrase.ordinal, "exact")
    dead = last.get("killed", 0) + sum(item.value.best or 0 for item in here if item.effect == "killed")
    hurt = _added_up(here) or told_before
    if others == sum(hurt.get(effect, 0) for effect in _HURT) and (not dead or phrase.effect == "injured"):
        return toll, "injured" if others == hurt.get("injured", 0) else "hit"
    known = others in {sum(told), sum(before), *before}
    return (toll, "casualties") if known else None


def _added_up(told: Iterable[Phrase]) -> dict[Effect, int]:
    """Return how many the sentence tells as hurt or hit; those told as some of others count once."""
    out: dict[Effect, int] = {}
    for item in told:
        if item.effect in _HURT and item.role in ("whole", "part"):
            out[item.effect] = out.get(item.effect, 0) + (item.value.best or 0)
    return out


def _is_one_of_several(row: Clause, phrase: Phrase) -> bool:
    """Tell "a third victim" from "an eighth grader", "her second child" and a ship's "third officer"."""
    counted = phrase.head == "" or phrase.head in nouns().effects or phrase.head in table("count_words")["numbered"].split()
    return counted and row.words.word(phrase.first) not in _OWNERS


def _most(phrases: Iterable[Phrase], known: int) -> int:
    return max([known, *(phrase.value.best or 0 for phrase in phrases)])
