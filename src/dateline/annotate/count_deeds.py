"""Words for what happened to people, as deeds with a voice: who stands where in the clause."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from dateline.annotate.count_nouns import nouns
from dateline.annotate.count_numbers import is_number_word, number_at
from dateline.annotate.count_tokens import Words
from dateline.annotate.cue_table import CueTable
from dateline.codebook.tables import table
from dateline.types import Certainty, Effect

Voice = Literal["passive", "reduced", "active", "subject", "among", "includes", "of", "toll"]
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
_BELIEVED = frozenset({"believed", "feared", "thought", "reported", "presumed", "known", "confirmed"})
_NOT_FINITE_WORDS = (
    "dead missing fatally with in hospitalised hospitalized recovering deceased dying suffering sustaining treated being"
)
_NOT_FINITE = frozenset(_NOT_FINITE_WORDS.split())
_ONWARD = frozenset({"up", "back", "toward", "towards"})
"""After these "shot" tells who shot: "a man shot up a store"."""
_CLAUSE = frozenset('.;:!?"“”')


@dataclass(slots=True)
class Deed:
    """An effect's words: tokens ``first`` to before ``past``.

    ``finite`` is true with an auxiliary ("were killed"), ``perfect`` with "have been". A ``certainty`` None means that the deed
    is not asserted at all (negated, hypothetical) and counts nobody.
    """

    first: int
    past: int
    effect: Effect
    voice: Voice
    finite: bool = False
    perfect: bool = False
    certainty: Certainty | None = "stated"


@cache
def _deeds() -> CueTable[tuple[str, Effect]]:
    rows: list[tuple[str, tuple[str, Effect]]] = []
    for voice, effects in table("count_words")["deeds"].items():
        for effect, patterns in effects.items():
            rows += [(pattern, (voice, cast(Effect, effect))) for pattern in patterns]
    return CueTable(rows)


@cache
def nouns_of_deeds() -> frozenset[str]:
    """Return the words that are a group when "the" stands before them ("the dead", "the injured")."""
    return frozenset(word for words in table("count_words")["adjectives"].values() for word in words) | {"hurt", "fallen", "killed"}


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(table("count_words")[name].split())


def deeds(words: Words) -> list[Deed]:
    """Return the deeds of a sentence in order; those not asserted keep ``certainty`` None."""
    found: list[Deed] = []
    at, known = 0, _deeds()
    while at < len(words.tokens):
        match = known.match(words.tokens, at) if words.lower[at] in known.first else None
        if match is None or match[1] - match[0] == 1:
            stop = _to_hospital(words, at)
            match = match if stop is None else (at, stop, ("subject", "injured"))
        if match is None:
            at += 1
            continue
        first, past, (voice, effect) = match
        if effect == "injured" and "fatal" in words.lower[first:past]:
            effect = "killed"
        gap = past - first > 2 and voice in ("subject", "participle")
        gap = gap and (_holds_people(words, first, past) or _holds_deed(words, first, past, effect) or _went_there(words, first))
        gap = gap or _hurts_others(words, first, past)
        if gap or (words.word(past - 1) == ":" and (number_at(words, past) is None or _counted_before(words, first))):
            short = known.match(words.tokens[: first + 1], first)
            if short is None or (short[2][0] != "participle" and words.word(first) != "dead"):
                at = first + 1
                continue
            past, (voice, effect) = short[1], short[2]
        if words.word(past - 1) == "taken" and words.word(past) == "to":
            at = first + 1
            continue
        deed = _deed(words, first, past, voice, effect)
        if deed is not None:
            found.append(deed)
        at = past
    return found


def _counted_before(words: Words, first: int) -> bool:
    """Tell "sixteen people were killed: nine in …" and "16 dead: nine in …" from a list's "Killed: 16"."""
    before = words.word(first - 1)
    return words.kind(first - 1) in ("A", "H", "#") or before in nouns().plural or is_number_word(before)


def _hurts_others(words: Words, first: int, past: int) -> bool:
    """Tell "left three dead and injured another", two deeds, from "three people were dead or injured"."""
    joined = past - first == 3 and words.word(first) == "dead" and words.word(first + 1) == "and"
    return joined and (number_at(words, past) is not None or words.kind(past) == "D" or words.word(past) in ("others", "more"))


def _to_hospital(words: Words, first: int) -> int | None:
    """Return where "rushed to the Saint Mary Medical College Hospital" ends; the tables' gaps are too short for long names."""
    if words.word(first) not in _set("carried") or words.word(first + 1) != "to" or _went_there(words, first):
        return None
    for index in range(first + 2, min(first + 12, len(words.tokens))):
        if words.kind(index) not in ("", "D", "P", "#", ".") or words.word(index) in ("jail", "prison"):
            return None
        if words.word(index) in ("hospital", "hospitals", "clinic", "infirmary"):
            return index + 1
    return None


def _holds_people(words: Words, first: int, past: int) -> bool:
    """Tell whether a gap in a pattern passed over persons ("received 22 persons with wounds")."""
    if words.word(first) in ("treated", "treating") and number_at(words, first + 1) is not None:
        return True
    if words.word(first) in _set("carried"):
        noun = first + 1 + (words.kind(first + 1) == "D")
        if number_at(words, first + 1) is not None or words.word(noun) in nouns().singular:
            return True
    plural = (words.word(i) for i in range(first + 1, past - 1) if words.word(i) not in _set("body_parts"))
    return any(word in nouns().plural for word in plural) and words.word(first) != "number"


def _holds_deed(words: Words, first: int, past: int, effect: Effect) -> bool:
    """Tell whether a gap behind an auxiliary passed over another deed ("were arrested at the hospital")."""
    if words.kind(first) != "A":
        return False
    inner = (_deeds().match(words.tokens, i) for i in range(first + 1, past - 1))
    return any(match is not None and match[2][1] != effect for match in inner)


def _went_there(words: Words, first: int) -> bool:
    """Tell those who "rushed to the hospital" from those who were rushed there."""
    return words.word(first) in _set("carried") and (words.word(first - 1) == "who" or words.kind(first - 1) == "O")


def _deed(words: Words, first: int, past: int, voice: str, effect: Effect) -> Deed | None:
    chain = _auxiliaries(words, first)
    to = next((place for place, i in enumerate(chain) if words.word(i) == "to"), len(chain))
    finite = any(words.kind(i) == "A" for i in chain[:to])
    have = any(words.kind(i) == "H" for i in chain)
    if words.word(first - 1) in _set("unreal"):
        return None
    doing = voice == "active" and words.word(first - 1) == "to"
    certainty = _certainty(words, first, [] if doing else chain)
    if voice == "base":
        return _base(words, first, past, effect, certainty)
    if words.kind(first - 1) == "D" and words.word(first) in nouns_of_deeds() and past == first + 1:
        return None
    if words.word(past - 1) == "taken" and words.word(past) in ("to", "into", "by", "over", "place", "ill", "on", "as", "off"):
        return None
    if words.word(past - 1) in ("fallen", "fell") and words.word(past) in _set("falls"):
        return None
    if words.word(past - 1) == "missing" and words.kind(past) == "D":
        return None
    if voice == "participle" and effect == "hit" and not finite and words.word(past) in _ONWARD:
        return None
    if voice == "participle" and not finite and words.word(first - 1) == "who" and not _takes_object(words, first, past):
        return None
    if voice == "participle" and not finite and _is_adjective(words, first, past):
        return None
    if voice == "participle" and words.word(first) == "shot" and _is_fired(words, first):
        return None
    if words.word(first) in ("wound", "wounds") and _is_cause(words, first):
        return None
    if voice == "participle":
        if _number_before(words, first) and words.kind(past) == "" and past == first + 1 and not words.capital[past]:
            return None
        object_follows = words.word(past - 1) != "the" and (have or _takes_object(words, first, past))
        resolved: Voice = "passive" if finite else "active" if object_follows else "reduced"
        return Deed(first, past, effect, resolved, finite, have and finite, certainty)
    if voice == "active" and (not _takes_object(words, first, past) or _is_compound(words, first, past)):
        return None
    finite = finite or (voice == "subject" and words.word(first) not in _NOT_FINITE)
    return Deed(first, past, effect, cast(Voice, voice), finite, have, certainty)


def _is_compound(words: Words, first: int, past: int) -> bool:
    """Tell "a shooting incident", "the killing spree", "five shooting victims" from a deed with its object ("the shooting people
    saw")."""
    if past != first + 1 or not words.word(first).endswith("ing"):
        return False
    noun = words.kind(first - 1) == "D"
    counted = number_at(words, first - 1) is not None or words.word(first - 1) in ("other", "more", "all")
    return (noun and words.word(past) in _set("of_a_deed")) or ((noun or counted) and words.word(past) in _set("struck"))


def _is_fired(words: Words, first: int) -> bool:
    """Tell the noun of "fired one shot that struck the father", "heard a shot", "took a single shot"."""
    at = first - 1
    while at > 0 and (words.word(at) in ("single", "first", "second", "last", "final") or number_at(words, at) is not None):
        at -= 1
    article = words.kind(at) == "D"
    counted = at < first - 1 or article
    return counted and words.word(at - article) in _set("fires")


def _is_cause(words: Words, first: int) -> bool:
    """Tell "the cause was a gunshot wound to the chest", which is told of who died, from "a guard with a wound to the chest"."""
    at = first - 1
    while at > first - 4 and words.kind(at) in ("", "#"):
        at -= 1
    at -= words.kind(at) == "D"
    return words.kind(at) == "A" or words.word(at) == "as"


def _is_adjective(words: Words, first: int, past: int) -> bool:
    """Tell "the burned remains" and the deed of "his mother, whom Pitts shot in the arm", which is not his."""
    if words.kind(first - 1) == "D" and past == first + 1 and words.word(past) in _set("burnt_things"):
        return True
    return any(words.word(i) == "whom" for i in range(max(0, first - 3), first))


def _auxiliaries(words: Words, first: int) -> list[int]:
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


def _takes_object(words: Words, first: int, past: int) -> bool:
    """Tell an active past ("gunmen killed four") from a reduced passive ("four killed in Kabul")."""
    index = past + (words.word(past) in ('"', "“"))
    while words.kind(index) == "B" and words.word(index) not in ("today", "yesterday") and number_at(words, index) is None:
        index += 1
    word, kind = words.word(index), words.kind(index)
    if _number_before(words, first) or (word in ("last", "early", "late") and words.kind(index + 1) == "T"):
        return False
    if kind == "D":
        return word not in ("this", "that", "every", "each") or words.kind(index + 1) == ""
    if word in ("no", "none", "nobody") or number_at(words, index) is not None:
        return True
    if kind == "#" or word in ("himself", "herself", "themselves", "him", "her", "them", "one", "nobody", "none", "it", "us", "me"):
        return True
    return kind == "" and words.word(index) not in ("dead",)


def _number_before(words: Words, first: int) -> bool:
    index = first - 1
    while words.kind(index) == "B":
        index -= 1
    return words.kind(index) == "#" and words.word(index).isdigit() and words.kind(index - 1) not in ("T",)


def _base(words: Words, first: int, past: int, effect: Effect, certainty: Certainty | None) -> Deed | None:
    """Read "kill": a headline's present ("gunmen kill four") or an infinitive that happened ("went on to kill nine")."""
    before = words.word(first - 1)
    if before == "to":
        actual = words.word(first - 2) in _set("actual_infinitive") or words.word(first - 3) in ("went", "goes", "going")
        return Deed(first, past, effect, "active", certainty="stated" if actual else None)
    if words.word(past) in _set("after_a_crime") and words.word(first) in _set("crimes"):
        return None
    if words.kind(first - 1) in ("M", "E", "N") or before in ("or", "let") or words.kind(first - 1) == "D":
        return Deed(first, past, effect, "active", certainty=None)
    return Deed(first, past, effect, "active", certainty=certainty) if first > 0 else None


def _is_known(words: Words, first: int) -> bool:
    """Tell the death of "to determine if the shooting death of a boy was an accident", which is no supposition."""
    at = first - 1
    while at > first - 3 and words.kind(at) != "D":
        at -= 1
    dead = "death" in (words.word(first), words.word(first + 1))
    return dead and words.word(at) == "the" and words.word(at - 1) == "if"


def _certainty(words: Words, first: int, chain: list[int]) -> Certainty | None:
    group = [words.word(i) for i in chain]
    if any(word in _NEGATED or (words.kind(i) == "N" and word != "hardly") for i, word in zip(chain, group, strict=True)):
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
    if any(word in _set("denials") for word in before):
        return "denied"
    near = set(before[-7:])
    if "if" in near and not _is_known(words, first):
        return None
    return "hedged" if near & _set("hedges") else "stated"
