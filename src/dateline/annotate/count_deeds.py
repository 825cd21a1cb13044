"""Words for what happened to people, as deeds with a voice: who stands where in the clause."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from dateline.annotate.count_certainty import auxiliaries, certainty_of
from dateline.annotate.count_deed_guards import (
    counted_before,
    holds_people,
    hurts_others,
    is_adjective,
    is_cause,
    is_compound,
    is_fired,
    number_before,
    shoots_on,
    takes_object,
    went_there,
)
from dateline.annotate.count_numbers import number_at
from dateline.annotate.count_tokens import Words
from dateline.annotate.count_words import word_set
from dateline.annotate.cue_table import CueTable
from dateline.codebook.tables import table
from dateline.types import Certainty, Effect

Voice = Literal["passive", "reduced", "active", "subject", "fronted", "among", "includes", "of", "toll"]
_NOT_FINITE_WORDS = (
    "dead missing fatally with in hospitalised hospitalized recovering deceased dying suffering sustaining treated being "
    "still lying nursing fighting battling clinging undergoing receiving bleeding"
)
_NOT_FINITE = frozenset(_NOT_FINITE_WORDS.split())


INVERTED = 10
"""How many tokens behind "Killed" the verb of "Killed in the attack late on Friday were two guards" may stand."""


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


_MORTAL = frozenset(("beats", "thrashes", "thrash", "hacks", "clubs", "bludgeons", "stones", "stone"))
"""A headline's verbs that tell of harm to people for sure where "to death" follows ("Mob thrashes man to death")."""
REACH = 6
"""Tokens behind such a verb within which "to death" begins."""


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


def deeds(words: Words) -> list[Deed]:
    """Return the deeds of a sentence in order; those not asserted keep ``certainty`` None."""
    found: list[Deed] = []
    at, known = 0, _deeds()
    while at < len(words.tokens):
        match = known.match(words.tokens, at) if words.lower[at] in known.first else None
        if match is None or match[1] - match[0] == 1:
            stop = _to_hospital(words, at)
            match = match if stop is None else (at, stop, ("subject", "injured"))
        inverted = _inverted(words, at)
        if inverted is not None and (match is None or match[1] < inverted[1]):
            match = inverted
        if match is None:
            at += 1
            continue
        first, past, (voice, effect) = match
        if effect == "injured" and "fatal" in words.lower[first:past]:
            effect = "killed"
        gap = past - first > 2 and voice in ("subject", "participle")
        gap = gap and (holds_people(words, first, past) or _holds_deed(words, first, past, effect) or went_there(words, first))
        gap = gap or hurts_others(words, first, past)
        if gap or (words.word(past - 1) == ":" and (number_at(words, past) is None or counted_before(words, first))):
            short = known.match(words.tokens[: first + 1], first)
            if short is None or (short[2][0] != "participle" and words.word(first) not in ("dead", "died")):
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


def _to_hospital(words: Words, first: int) -> int | None:
    """Return where "rushed to the Saint Mary Medical College Hospital", "dropped off at St. Mary Hospital" ends; the tables' gaps
    are too short for long names."""
    dropped = words.lower[first : first + 3] == ("dropped", "off", "at")
    carried = words.word(first) in word_set("carried") and words.word(first + 1) == "to" and not went_there(words, first)
    if not dropped and not carried:
        return None
    for index in range(first + 2 + dropped, min(first + 12, len(words.tokens))):
        if words.kind(index) not in ("", "D", "P", "#", ".") or words.word(index) in ("jail", "prison"):
            return None
        if words.word(index) in ("hospital", "hospitals", "clinic", "infirmary"):
            return index + 1
    return None


def _inverted(words: Words, at: int) -> tuple[int, int, tuple[str, Effect]] | None:
    """Return "killed in the attack were", "Injured in the gunfire was" at the sentence's beginning, whose subject stands behind."""
    if at > 2:
        return None
    effect = _inverts().get(words.word(at))
    opens = at == 0 or (words.word(at - 1) in ("also", ":", "-", "–", "—"))
    if effect is None or not opens:
        return None
    stop = at + 1
    while stop < at + INVERTED and words.kind(stop) in ("P", "D", "", "#", "T", "B"):
        stop += 1
    if words.word(stop) not in ("was", "were", "is", "are") or (stop > at + 1 and words.kind(at + 1) not in ("P", "T", "B")):
        return None
    return at, stop + 1, ("of", effect)


@cache
def _inverts() -> dict[str, Effect]:
    rows: dict[Effect, str] = {"killed": "killed slain murdered dead", "injured": "injured wounded hurt", "hit": "shot stabbed"}
    return {word: effect for effect, words in rows.items() for word in words.split()}


def _holds_deed(words: Words, first: int, past: int, effect: Effect) -> bool:
    """Tell whether a gap behind an auxiliary passed over another deed ("were arrested at the hospital", "has died of gunshot
    wounds")."""
    kind = words.kind(first)
    if kind not in ("A", "H"):
        return False
    inner = (_deeds().match(words.tokens, i) for i in range(first + 1, past - 1))
    others = [match[2][1] for match in inner if match is not None and match[2][1] != effect]
    return bool(others) if kind == "A" else "killed" in others


def _deed(words: Words, first: int, past: int, voice: str, effect: Effect) -> Deed | None:
    chain = auxiliaries(words, first)
    to = next((place for place, i in enumerate(chain) if words.word(i) == "to"), len(chain))
    finite = any(words.kind(i) == "A" for i in chain[:to])
    have = any(words.kind(i) == "H" for i in chain)
    if words.word(first - 1) in word_set("unreal"):
        return None
    doing = voice == "active" and words.word(first - 1) == "to"
    certainty = certainty_of(words, first, [] if doing else chain)
    if voice == "base":
        return _base(words, first, past, effect, certainty)
    if words.kind(first - 1) == "D" and words.word(first) in nouns_of_deeds() and past == first + 1:
        return None
    if words.word(past - 1) == "taken" and words.word(past) in ("to", "into", "by", "over", "place", "ill", "on", "as", "off"):
        return None
    if words.word(past - 1) in ("fallen", "fell") and words.word(past) in word_set("falls"):
        return None
    if words.word(past - 1) == "missing" and words.kind(past) == "D":
        return None
    if voice == "participle" and effect == "hit" and not finite and shoots_on(words, past):
        return None
    if voice == "participle" and not finite and words.word(first - 1) == "who" and not takes_object(words, first, past):
        return None
    if voice == "participle" and not finite and is_adjective(words, first, past):
        return None
    if voice == "participle" and words.word(first) == "shot" and is_fired(words, first):
        return None
    if voice == "participle" and words.word(past - 1) == "shot" and words.word(past) == "at" and words.word(past + 1) in ("", "."):
        return None  # a title's "Family of four shot at"
    if words.word(first) in ("wound", "wounds") and is_cause(words, first):
        return None
    if voice == "participle":
        if number_before(words, first) and words.kind(past) == "" and past == first + 1 and not words.capital[past]:
            return None
        object_follows = words.word(past - 1) != "the" and (have or takes_object(words, first, past))
        resolved: Voice = "passive" if finite else "active" if object_follows else "reduced"
        return Deed(first, past, effect, resolved, finite, have and finite, certainty)
    if (
        voice == "active"
        and words.word(first) in _MORTAL
        and not any(to_death(words, at, first) for at in range(past, past + REACH))
    ):
        return None  # "City beats rivals"
    if voice == "active" and (not takes_object(words, first, past) or is_compound(words, first, past)):
        return None
    finite = finite or (voice == "subject" and words.word(first) not in _NOT_FINITE)
    return Deed(first, past, effect, cast(Voice, voice), finite, have, certainty)


def _base(words: Words, first: int, past: int, effect: Effect, certainty: Certainty | None) -> Deed | None:
    """Read "kill": a headline's present ("gunmen kill four") or an infinitive that happened ("went on to kill nine")."""
    before = words.word(first - 1)
    named = first > 0 and past < len(words.tokens) and all(words.capital[first - 1 : past]) and not words.capital[past]
    if named and words.word(past).isalpha() and words.sentence.kind == "body" and not words.shouted:
        return None  # "a Memphis Gun Down event"
    if before == "to":
        actual = words.word(first - 2) in word_set("actual_infinitive") or words.word(first - 3) in ("went", "goes", "going")
        return Deed(first, past, effect, "active", certainty="stated" if actual else None)
    if words.word(past) in word_set("after_a_crime") and words.word(first) in word_set("crimes"):
        return None
    if words.kind(first - 1) in ("M", "E", "N") or before in ("or", "let") or words.kind(first - 1) == "D":
        return Deed(first, past, effect, "active", certainty=None)
    return Deed(first, past, effect, "active", certainty=certainty) if first > 0 else None


def to_death(words: Words, at: int, verb: int) -> bool:
    """Tell "to death" at token `at`, or "alive" behind a verb of fire or earth at `verb` ("burned 80 pupils alive")."""
    if words.word(at) == "alive":
        return words.word(verb).startswith(("burn", "buri", "bury", "roast", "torch"))
    return words.word(at) == "to" and words.word(at + 1) == "death"
