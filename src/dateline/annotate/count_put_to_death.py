"""Those put to death without a word for it: "nine were taken off a bus and shot", "it cost the mayor his life"."""

from __future__ import annotations

from itertools import pairwise

from dateline.annotate.count_items import Clause
from dateline.annotate.count_persons import Phrase
from dateline.annotate.count_tokens import Words
from dateline.annotate.count_words import word_set

LIFE = 8
"""How many tokens behind those whom it cost "his life" may stand."""
SHOT = 22
"""How many tokens behind those taken away "and shot" may stand."""


def put_to_death(row: Clause) -> None:
    """Give "killed" to those who were "taken off a bus and shot", and to whom something "cost … his life"."""
    words = row.words
    for item in row.items:
        if (
            not isinstance(item, Phrase)
            or item.person != "yes"
            or not item.value.best
            or item.effect not in (None, "hit", "abducted")
        ):
            continue
        after = words.lower[item.past : item.past + LIFE]
        owned = {("his", "life"), ("her", "life"), ("their", "lives")} & set(pairwise(after))
        real = not any(words.kind(i) == "M" for i in range(item.first - 3, item.first - 1))  # "could have cost"
        if (words.word(item.first - 1) in word_set("costs") and owned and real) or _taken_and_shot(words, item):
            together = (p for p in row.items if isinstance(p, Phrase) and p.effect == item.effect and p.deed == item.deed >= 0)
            for phrase in (item, *(p for p in together if p.role == item.role == "part")):
                phrase.effect = "killed"


def _taken_and_shot(words: Words, item: Phrase) -> bool:
    """Tell "nine passengers were taken down and, after a quarter of an hour, shot"; not "shot in the leg", "shot and wounded"."""
    seized, joined = words.word(item.first - 1) in word_set("seized_first"), False
    for at in range(item.past, min(item.past + SHOT, len(words.lower))):
        if words.word(at) in (".", ";", ":"):
            return False
        near = at < item.past + 3 or words.kind(at - 1) == "A"
        seized = seized or (near and words.word(at) in word_set("seized_first"))
        if not seized:
            continue
        joined = joined or words.word(at) == "and"
        if joined and words.word(at) == "shot":
            behind = words.lower[at + 1 : at + 6]
            if words.kind(at + 1 + (words.word(at + 1) == "dead")) == "D":  # "forced his way in and shot his wife"
                return False
            return not ({"wounded", "injured", "at"} & set(behind[:2]) or {"survived", "lived", "escaped"} & set(behind)) and not (
                word_set("limbs") & set(behind)
            )
    return False
