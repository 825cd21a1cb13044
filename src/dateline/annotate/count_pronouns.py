"""Whom "he", "she" or "they" before a deed means: somebody told before in the sentence."""

from __future__ import annotations

from dateline.annotate.count_deeds import Deed
from dateline.annotate.count_items import SAYS, Clause
from dateline.annotate.count_joined import group_left
from dateline.annotate.count_persons import Phrase


def one_before(row: Clause, index: int) -> list[Phrase]:
    """Return the one person told before in the sentence whom "he" or "she" can mean."""
    before = [p for p in row.items[:index] if isinstance(p, Phrase) and p.value.best == 1 and (p.effect or p.inherent) is not None]
    return before[-1:]


def meant_by(row: Clause, index: int, at: int, *, several: bool) -> list[Phrase]:
    """Return the subject told before that "he" or "they" means: "a boy of 12 was walking home when he was shot".

    The only ones told before in the sentence, who stand in no preposition, say nothing and are no attackers.
    """
    deed = row.items[at]
    assert isinstance(deed, Deed)
    if row.kind(index - 1) != "S" or deed.effect not in ("hit", "injured", "killed") or _only_aimed_at(row, deed):
        return []
    before = [(i, p) for i, p in enumerate(row.items[:index]) if isinstance(p, Phrase) and p.person == "yes"]
    if several and len(before) > 1:
        return _joined(row, before)
    if len(before) != 1:
        return []
    where, phrase = before[0]
    number = (phrase.value.best or 0) > 1 if several else phrase.value.best == 1
    after = row.kind(where + 1) in ("A", "H", "V", "", ",", "P", "R", "B", "DEED")
    subject_of = after and row.kind(where - 1) not in ("P", "V", "DEED")
    speaks = row.word(where + 1) in {*SAYS, "told"} or phrase.attackers or phrase.partitive or phrase.value.best == 0
    return [phrase] if number and subject_of and not speaks and phrase.effect is None else []


def _joined(row: Clause, before: list[tuple[int, Phrase]]) -> list[Phrase]:
    """Return the two or more who are one subject: "the mayor and a bodyguard were in a van when they were shot dead"."""
    (first, one), (last, _) = before[0], before[-1]
    group = group_left(row, last, finite=True)
    told = [phrase for _, phrase in before]
    if (
        [id(p) for p in group] != [id(p) for p in told]
        or row.kind(last + 1) not in ("A", "H")
        or row.kind(first - 1) in ("P", "V", "DEED")
    ):
        return []
    strange = any(p.effect is not None or p.attackers or p.partitive or not p.value.best for p in told)
    return [] if strange or one.role == "included" else group


def _only_aimed_at(row: Clause, deed: Deed) -> bool:
    """Tell "they were shot at" from "shot at a party", "shot at 10 p.m."."""
    behind = deed.past + 1
    ended = (
        behind >= len(row.words.tokens)
        or row.words.kind(behind) in (",", ".", ";", "S", "C", "B")
        or row.words.word(behind) == "by"
    )
    return row.words.word(deed.past) == "at" and ended


def several_before(row: Clause, index: int) -> list[Phrase]:
    """Return those told before in the sentence whom "they" can mean: "both were taken to a hospital, where they died", "the man and
    the girl were taken there, where they died"."""
    told = [p for p in row.items[:index] if isinstance(p, Phrase) and p.value.best and not p.attackers]
    harmed = [p for p in told if p.effect is not None]
    last = harmed[-1] if harmed else None
    if last is not None and last.value.best == 1 and last.role == "part" and last.effect in ("hit", "injured"):
        joined = [p for p in told if p.deed == last.deed and p.effect == last.effect]
        return joined if len(joined) > 1 and row.word(index - 1) == "where" else []
    before = [p for p in told if (p.value.best or 0) > 1]
    return [p for p in before[-1:] if p.effect in ("hit", "injured") and p.role != "included"]


def heads_list(row: Clause, index: int) -> bool:
    """Tell "him" of "killed him, his wife and two sons" from the one of "killed him, his wife said"."""
    persons = [row.items[at] if at < len(row.items) else None for at in (index + 2, index + 4)]
    counted = all(isinstance(item, Phrase) and item.person == "yes" and item.value.best for item in persons)
    commas = row.word(index + 1) == "," and row.kind(index + 3) == "C"
    return commas and counted and row.kind(index + 5) not in ("V", "H", "A", "DEED")
