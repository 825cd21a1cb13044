"""Whether a deed is told as a fact: "were not hurt", "may have been killed", "are feared dead", "denied killing"."""

from __future__ import annotations

from dateline.annotate.count_tokens import Words
from dateline.annotate.count_words import word_set
from dateline.types import Certainty

BACK = 8
"""How many tokens before a deed are read for negation and hedges."""
_NEGATED = frozenset(
    {
        "not",
        "never",
        "neither",
        "without",
        "isn't",
        "aren't",
        "wasn't",
        "weren't",
        "hasn't",
        "haven't",
        "hadn't",
        "didn't",
        "don't",
        "doesn't",
    }
)
_NOT_QUITE = frozenset({"nearly", "almost"})
_BELIEVED = frozenset({"believed", "feared", "thought", "reported", "presumed", "known", "confirmed"})
_TURNED_AWAY = frozenset(("dismissed", "rejected"))
_BEFORE_A_PERSON = frozenset(("was", "were", "been", "being", "a", "an", "the", "recently", "twice"))
_CLAUSE = frozenset('.;:!?"“”')


def auxiliaries(words: Words, first: int) -> list[int]:
    """Return the tokens of the verb group before `first`: auxiliaries, modals, negation and adverbs."""
    index = first - 1
    chain: list[int] = []
    while index >= 0 and first - index < BACK:
        kind = words.kind(index)
        if kind in ('"', "“") and index == first - 1:
            index -= 1
            continue
        if kind in ("A", "H", "M", "N", "E", "B") or words.word(index) in (
            "to",
            "reported",
            "believed",
            "feared",
            "confirmed",
            "reportedly",
            "presumed",
        ):
            chain.append(index)
        else:
            break
        index -= 1
    return chain


def _is_known(words: Words, first: int) -> bool:
    """Tell the death of "to determine if the shooting death of a boy was an accident", which is no supposition."""
    at = first - 1
    while at > first - 3 and words.kind(at) != "D":
        at -= 1
    dead = "death" in (words.word(first), words.word(first + 1))
    return dead and words.word(at) == "the" and words.word(at - 1) == "if"


def is_unreal(words: Words, first: int) -> bool:
    """Tell the dead of "there should have been six dead", "we will not have a fatality", whom the words before deny."""
    if words.word(first - 1) == "being" and words.word(first - 2) == "it":  # "better than it being a fatality"
        return True
    chain = auxiliaries(words, first)
    verb = bool(chain) and words.kind(chain[0]) in ("A", "H")
    return verb and any(words.kind(i) == "N" or (words.kind(i) == "M" and words.word(i) not in ("may", "might")) for i in chain)


def certainty_of(words: Words, first: int, chain: list[int]) -> Certainty | None:
    """Return how surely the deed at `first` is told, by its verb group `chain` and the words before; None: not asserted at all."""
    if words.word(first - 1) == "lifeless" and words.word(first - 2) in _NOT_QUITE:  # "the nearly lifeless body of a boy"
        return None
    group = [words.word(i) for i in chain]
    if any(word in _NEGATED or (words.kind(i) == "N" and word != "hardly") for i, word in zip(chain, group, strict=True)):
        return None
    if not _NOT_QUITE.isdisjoint(group):  # "a bullet nearly killed him"
        return None
    if "to" in group and group[group.index("to") - 1] == "have":
        claimed = {words.word(chain[-1] - 1), words.word(chain[-1])} & {"claim", "claims", "claimed", "claiming"}
        return "claimed" if claimed else "hedged"
    had = "to" in group and "had" in group[group.index("to") :]
    if "to" in group and not had:
        said = words.word(chain[-1]) == "to" and words.word(chain[-1] - 1) == "said" and words.kind(chain[-1] - 2) == "A"
        return "hedged" if said or _BELIEVED & set(group) else None
    if any(words.kind(i) == "M" and words.word(i) not in ("may", "might") for i in chain):
        return None
    before = [words.word(i) for i in range(max(0, first - 14), first)]
    for index in range(len(before) - 1, -1, -1):
        if before[index] in _CLAUSE:
            before = before[index + 1 :]
            break
    if any(word in word_set("denials") and not _of_a_person(before, index) for index, word in enumerate(before)):
        return "denied"
    near = set(before[-7:])
    if "if" in near and not _is_known(words, first):
        return None
    return "hedged" if near & word_set("hedges") else "stated"


def _of_a_person(before: list[str], index: int) -> bool:
    """Tell what was done to a person, no figure ("who had been dismissed from the force", "a rejected asylum seeker")."""
    return before[index] in _TURNED_AWAY and index > 0 and before[index - 1] in _BEFORE_A_PERSON
