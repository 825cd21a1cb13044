"""Whom "him", "them" and "both" mean behind a deed: "was on his way home when men shot him dead", "opened fire, killing both"."""

from __future__ import annotations

from dateline.annotate.count_deeds import Deed, to_death
from dateline.annotate.count_items import Clause
from dateline.annotate.count_persons import MANY, ONE, Phrase
from dateline.annotate.count_tokens import Words
from dateline.annotate.count_words import word_set
from dateline.types import CountValue

_TWO = CountValue(2, 2, 2, "exact")
_AFTER = frozenset({"P", ",", ".", ";", "S", "C", "B", "T"})
"""What may stand behind the pronoun."""
_GOVERNS = frozenset({"V", "DEED", "NP", ""})
"""What may stand before the object of a verb; a verb that the grammar does not know is read as a noun."""


def meant(row: Clause, deed: Deed, index: int) -> list[Phrase]:
    """Return the person of "shot at the driver, killing him"; where the police fired, he is an attacker."""
    words, at = row.words, deed.past
    if deed.voice in ("subject", "passive") and deed.effect == "injured":
        return _he(row, index)
    if deed.voice != "active":
        return []
    slain = words.word(at + 1) == "dead" or to_death(words, at + 1, at - 1)
    if words.word(at) == "both" and words.kind(at + 1) in _AFTER:
        return _both(row, at, index)
    if words.word(at) == "them":
        deed.effect = "killed" if slain else deed.effect
        return (_taken(row, index) or _struck_then(row, deed, index)) if deed.effect == "killed" else []
    if words.word(at) in ("him", "her") and slain:
        deed.effect = "killed"
    if words.word(at) in ("him", "her") and isinstance(row.items[index + 1], int) and (who := _struck_then(row, deed, index)):
        return who
    doing = (words.word(at - 1).endswith("ing") or slain) and deed.effect in ("killed", "injured")
    alone = words.word(at) == "him" or (words.word(at) == "her" and (words.kind(at + 1) != "" or slain))
    if not doing or not alone or not isinstance(row.items[index + 1], int):
        return []
    police = any(_fires(words, i) for i in range(deed.first) if words.word(i) in word_set("police"))
    person = Phrase(at, at + 1, (at, at + 1), ONE, "yes", definite=True, named=True, attackers=police)
    row.items[index + 1] = person
    return [person]


def _both(row: Clause, at: int, index: int) -> list[Phrase]:
    """Return the two of "opened fire on two brothers, killing both", attackers where the two were."""
    two = [p for p in row.items[:index] if isinstance(p, Phrase) and p.value.best == 2 and p.person == "yes"]
    if len(two) == 1 and two[0].effect in (None, "hit", "abducted"):
        return two
    if two or not isinstance(row.items[index + 1], int):
        return []
    person = Phrase(at, at + 1, (at, at + 1), _TWO, "yes", definite=True, bare=True)
    row.items[index + 1] = person
    return [person]


def _taken(row: Clause, index: int) -> list[Phrase]:
    """Return those of "took 14 soldiers off the bus and killed them": the only ones that the sentence tells as taken or hit, or
    else as the object of a verb, behind whom nobody else is told ("stopped six workers, saw their cards and shot them dead")."""
    several = [p for p in row.items[:index] if isinstance(p, Phrase) and p.person == "yes" and p.value.best != 1]
    told = [p for p in several if p.effect in ("abducted", "hit")]
    ours = [phrase for phrase in told if phrase.role in ("whole", "part") and not phrase.attackers and (phrase.value.best or 0) > 1]
    if told or not several:
        return ours if len(ours) == 1 else []
    last = several[-1]
    before = row.kind(row.items.index(last) - 1)
    plain = (last.value.best or 0) > 1 and last.role == "whole" and not last.attackers and last.effect is None
    return [last] if plain and before in _GOVERNS else []


def _fires(words: Words, index: int) -> bool:
    """Tell the police who shoot ("officers returned fire, killing him") from those who tell of it or are shot at."""
    if words.word(index + 1) == "who" or (words.word(index + 1) == "," and words.word(index + 2) == "who"):
        return True
    speaks = any(words.kind(i) == "V" and words.word(i) in word_set("speaks") for i in range(index + 1, index + 3))
    return not speaks and all(words.kind(i) != "P" for i in range(max(0, index - 4), index))


def _struck_then(row: Clause, deed: Deed, index: int) -> list[Phrase]:
    """Return the woman of "a woman was in her car when a bullet struck her in the arm", the three of "three workers were asleep
    when men entered and shot them dead": the only person, or the only several, told before "when"."""
    dead = isinstance(row.items[index + 2], Deed) if index + 2 < len(row.items) else False
    after = row.kind(index + 2 + dead) in _AFTER or index + 2 + dead >= len(row.items)
    if deed.effect not in ("hit", "injured", "killed") or not after:
        return []
    at = next((i for i in range(index - 1, -1, -1) if row.kind(i) == "S"), -1)
    them = row.words.word(deed.past) == "them"
    told = [(i, p) for i, p in enumerate(row.items[: max(at, 0)]) if isinstance(p, Phrase) and p.person == "yes"]
    before = [p for i, p in told if row.kind(i - 1) != "P"]
    before = [p for p in before if p.value != MANY or them]  # "him" is none of "the police"
    between = [p for p in row.items[at + 1 : index] if isinstance(p, Phrase) and p.person == "yes" and not p.attackers]
    between = [p for p in between if not _is_other_number(p, them=them)]
    he = any(row.word(i) in ("he", "she", "they") for i in range(at + 1, index))
    if len(before) != 1 or between or he:
        return []
    number = before[0].value.best
    plain = (number or 0) > 1 if them else number == 1
    return before if plain and before[0].effect is None and not before[0].attackers else []


def _is_other_number(phrase: Phrase, *, them: bool) -> bool:
    """Tell who a pronoun cannot mean: "him" the men who shot, "them" one man or men who are not counted ("armed men entered")."""
    return phrase.value.best == 1 or phrase.value == MANY if them else phrase.value.best != 1


def _he(row: Clause, index: int) -> list[Phrase]:
    """Return the person of "he received minor injuries", of whom no figure tells; one of others, wherever others are told."""
    at = index - 1
    while row.kind(at) in ("A", "H", "B"):
        at -= 1
    item = row.items[at] if at >= 0 else None
    if not isinstance(item, int) or row.words.word(item) not in ("he", "she"):
        return []
    person = Phrase(item, item + 1, (item, item + 1), ONE, "yes", definite=True, named=True, role="included")
    row.items[at] = person
    return [person]
