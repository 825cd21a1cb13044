"""Phrases that look like persons counted and tell of nobody: what is asked or begged, how badly, lives that could be lost."""

from __future__ import annotations

import re

from dateline.annotate.count_certainty import is_unreal
from dateline.annotate.count_deeds import Deed
from dateline.annotate.count_items import Clause
from dateline.annotate.count_persons import Phrase
from dateline.annotate.count_tokens import Words
from dateline.codebook.tables import table

ALIVE = 12
"""How many tokens after "ten men believed dead" the words "had been found alive" may end."""
_FIGURES = frozenset(("figure", "figures", "toll", "tolls", "number", "numbers", "count", "estimate", "estimates", "data"))
"""Words behind "no casualty" and the like with which nobody is counted."""
_NO_WOUND = re.compile(
    r"[^.,;]{0,40}?\b(?:for|due to)\s(?:an?\s)?(?:(?:possible|suspected|apparent)\s)?"
    r"(?:(?:drug|alcohol)\b|intoxication|(?:mental|psychiatric|psychological)\b)",
    re.IGNORECASE,
)
"""What stands behind "was taken to hospital" that is no wound."""
_UNBORN = frozenset({"unborn", "fetus", "foetus", "foetuses", "fetuses"})


def tells_nobody(row: Clause, phrase: Phrase, deed: object) -> bool:
    """Tell whether the words before and behind take back what the phrase seems to count."""
    words = row.words
    if (phrase.value.best == 0 and phrase.others) or (phrase.value.best == 1 and words.word(phrase.first) == "any"):
        return True  # "report any person with bullet wounds"
    if _is_asked(words, phrase) or _is_found_alive(row, phrase) or _is_begged(words, phrase, deed):
        return True
    if phrase.value.best == 0 and words.word(phrase.past) in _FIGURES:  # "gave no casualty figures": nobody counted
        return True
    if phrase.effect == "killed" and phrase.value.best and is_unreal(words, phrase.first):
        return True
    if _is_only_named(row, phrase) or _is_of_degree(row, phrase, deed) or _is_place_struck(words, phrase, deed):
        return True
    return _could_be_lost(words, phrase) or _is_dead_end(words, phrase) or _is_without_wound(words, phrase, deed)


def is_neither(words: Words, phrase: Phrase) -> bool:
    """Tell "neither the envoy" and "nor his wife", whom nothing befell."""
    before = words.word(phrase.first - 1)
    return phrase.value.best == 1 and (before == "neither" or (before == "nor" and "neither" in words.lower[: phrase.first]))


def is_unborn(words: Words, phrase: Phrase) -> bool:
    """Tell an unborn child, who is told and counts as no person killed: neither in the archive of US shootings nor by GTD."""
    return not _UNBORN.isdisjoint(words.lower[phrase.first : phrase.past])


def _could_be_lost(words: Words, phrase: Phrase) -> bool:
    """Tell "a human life could be taken", which nobody lost."""
    return phrase.head in ("life", "lives") and words.word(phrase.past) in ("could", "might", "may", "would", "can")


def _is_dead_end(words: Words, phrase: Phrase) -> bool:
    """Tell "a dead end", "the dead heat"."""
    things = table("count_words")["dead_things"].split()
    pairs = zip(words.lower[phrase.first : phrase.past], words.lower[phrase.first + 1 : phrase.past + 1], strict=False)
    return any(one == "dead" and other in things for one, other in pairs)


def _is_without_wound(words: Words, phrase: Phrase, deed: object) -> bool:
    """Tell who is brought to a hospital for drugs or for his mind, not with a wound."""
    if phrase.effect != "injured" or not isinstance(deed, Deed):
        return False
    behind = words.tokens[deed.past - 1].span.end
    return _NO_WOUND.match(words.text, behind, words.sentence.span.end) is not None


def _is_begged(words: Words, phrase: Phrase, deed: object) -> bool:
    """Tell whom a plea would keep alive: "please don't let my baby die"."""
    let = words.word(phrase.first - 1) == "let" and words.word(phrase.first - 2) in ("don't", "don’t", "not")
    return let and isinstance(deed, Deed) and words.word(deed.first) == "die"


def _is_asked(words: Words, phrase: Phrase) -> bool:
    """Tell "how many people were killed", which asks, and "twice as many people died", which compares: neither gives a figure."""
    for at in range(max(1, phrase.first - 1), phrase.past):
        if words.word(at) in ("many", "few"):
            if words.word(at - 1) != "as":
                return words.word(at - 1) == "how"
            behind = words.word(at - 2) in ("twice", "times", "half", "thrice")
            return behind or (words.word(at + 1) != "as" and words.word(phrase.past) == "as")
    return False


def _is_found_alive(row: Clause, phrase: Phrase) -> bool:
    """Tell "ten men believed dead had been found alive": who lives, by the same clause, is no dead."""
    if phrase.effect != "killed":
        return False
    words, deed = row.words, row.items[phrase.deed] if phrase.deed >= 0 else None
    for at in range(phrase.past, min(len(words.tokens), phrase.past + ALIVE)):
        if words.word(at) == "alive":
            verb = words.word(at - 1) in table("count_words")["lives"].split()
            other = any(isinstance(item, Phrase) and phrase.past <= item.first < at and item.person == "yes" for item in row.items)
            since = isinstance(deed, Deed) and deed.first > at  # "was found alive and died on the way"
            return verb and not other and not since and words.word(at + 1) not in ("when", "until", "as", "before", "at")
    return False


def _is_place_struck(words: Words, phrase: Phrase, deed: object) -> bool:
    """Tell the town of "Kharkiv hit by Russian missiles", a lone name that arms of war struck, from a person hit by a bullet."""
    if not (phrase.named and phrase.past - phrase.first == 1 and isinstance(deed, Deed) and deed.effect == "hit"):
        return False
    behind = [words.word(i) for i in range(deed.first, deed.past + 5)]
    return "by" in behind and not set(table("count_words")["strikes_places"].split()).isdisjoint(behind[behind.index("by") :])


def _is_only_named(row: Clause, phrase: Phrase) -> bool:
    """Tell "a minor injury", which counts nobody where the sentence tells who has it ("one officer suffered a minor injury")."""
    if phrase.head not in ("injury", "wound") or phrase.value.best != 1:
        return False
    return any(item is not phrase and isinstance(item, Phrase) and item.effect == "injured" for item in row.items)


def _is_of_degree(row: Clause, phrase: Phrase, deed: object) -> bool:
    """Tell "none suffered life-threatening wounds", "no one was seriously hurt", which say how badly others are hurt."""
    if phrase.value.best != 0 or not isinstance(deed, Deed) or deed.effect != "injured":
        return False
    gravely = row.words.word(deed.first - 1) in table("count_words")["gravely"].split()
    return gravely or not set(table("count_words")["grave"].split()).isdisjoint(row.words.lower[deed.first : deed.past])
