"""Physical targets of a MUC-4 template: what was hit by our record, in the whole phrases of the message."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from dateline.codebook.tables import table
from dateline.evaluate import muc4_deeds as deeds
from dateline.evaluate import muc4_keys as muc
from dateline.evaluate import muc4_phrases as phrases
from dateline.evaluate.gold import Json
from dateline.evaluate.muc4_crosswalk import crosswalk, statements_of
from dateline.evaluate.muc4_keys import Fill

PERSONAL = frozenset(("assassination",))
"""Kinds that hit persons: a site told with one is where it happened (of 28 on development data 3 are in the key), unless it is said
to be hit."""


def fills(own: Json, kind: str, text: str, country: str | None) -> Iterator[tuple[int, list[Fill]]]:
    """Yield the slots of physical targets with their fills."""
    found: dict[str, tuple[str, str | None]] = {}
    for said in () if own["type"] in PERSONAL else statements_of(own, "target"):
        words, name = whole(said, text), str(said["value"])
        if not site(words) or _people(words) or name == "military" or _of_war(words, kind):
            continue
        if any(set(words.split()) < set(known.split()) for known in found):
            continue
        closer = next((k for w, k in crosswalk()["physical_words"] if w in words.lower()), None)
        found.setdefault(words, (closer or crosswalk()["physical"].get(name, "OTHER"), _damage(said, kind, text)))
    for first, last in _seen(own, text):
        words = phrases.bare(text[first:last])
        if not _people(words) and not _of_war(words, kind) and not any(words in known or known in words for known in found):
            found[words] = (_code(words), _damage({"start": first}, kind, text))
    yield muc.TARGET, [Fill((words,)) for words in found]
    yield muc.TARGET_TYPE, [Fill((code,), (words,)) for words, (code, _) in found.items()]
    yield muc.TARGET_NUMBER, [Fill((_number(words, text),), (words,)) for words in found]
    abroad = [(words, nation(words, country)) for words in found]
    yield muc.TARGET_NATION, [Fill((name,), (words,)) for words, name in abroad if name]
    yield muc.TARGET_EFFECT, [Fill((effect,), (words,)) for words, (_, effect) in found.items() if effect]


def _of_war(words: str, kind: str) -> bool:
    """Tell whether a thing is hit in war: the forces' own, and an aircraft that no bomb or fire destroys (of 36 on development data
    5 are in the key)."""
    own, flying = phrases.words("forces_things"), phrases.words("aircraft")
    parts = set(words.split(" OF ")[0].split())
    return kind not in ("BOMBING", "ARSON") and bool(parts & (own | flying))


def _seen(own: Json, text: str) -> Iterator[tuple[int, int]]:
    """Yield the phrases for things that are said to be hit in the sentences of the incident."""
    read = {phrases.sentence(text, said["start"]): True for said in statements_of(own, "type", "weapon", "target")}
    for first, last in read:
        yield from deeds.struck(text, first, last)


@cache
def _code(words: str) -> str:
    """Return the type of a thing by the words for it."""
    low = words.lower()
    closer = next((code for word, code in crosswalk()["physical_words"] if word in low), None)
    terms = ((name, term) for name, terms in table("targets")["terms"].items() for term in terms)
    named = (crosswalk()["physical"].get(name) for name, term in terms if re.search(rf"\b{re.escape(term.lower())}\b", low))
    return closer or next((code for code in named if code), "OTHER")


def whole(said: Json, text: str) -> str:
    """Return the noun phrase of a target."""
    first, last = phrases.around(text, said["start"], said["end"])
    return _core(phrases.bare(text[first:last] or said["quote"]), str(said["value"]))


def _core(words: str, name: str) -> str:
    """Return the part of a quote that holds the target's noun, cut at words that end a phrase ("EXPLODED IN A HOTEL IN LIMA")."""
    nouns = {word for term in table("targets")["terms"].get(name, ()) for word in term.upper().split()}
    parts: list[list[str]] = [[]]
    before = ""
    for word in words.split():
        if word != "OF" and phrases.ends(word) and not (before == "OF" and word in ("THE", "A", "AN")):
            parts.append([])
        else:
            parts[-1].append(word)
        before = word
    chosen = next((part for part in parts if nouns & set(part)), None)
    return " ".join(chosen) if chosen else words


def site(words: str) -> bool:
    """Tell whether a phrase ends in a building or a thing ("THE ECUADORAN CONSULATE", "A NEWSPAPER"), whoever is told by it."""
    last = words.split(" OF ")[0].split()[-1:]
    return bool(set(last) & (phrases.words("sites") | phrases.words("facilities")))


def _people(words: str) -> bool:
    parts = words.split(" OF ")[0].split()
    return bool(set(parts) & phrases.words("official")) and parts[-1] not in phrases.words("facilities")


def _damage(said: Json, kind: str, text: str) -> str | None:
    """Return what the words nearest to a thing say became of it, else what such an act does."""
    first, last = phrases.sentence(text, said["start"])
    told = text[first:last].upper()
    gaps = [
        (abs(match.start() + first - said["start"]), code)
        for code, cues in crosswalk()["damage"]
        for cue in cues
        for match in re.finditer(rf"\b(?<!PARTIALLY )(?<!PARTLY )(?<!PARTIAL ){re.escape(cue)}", told)
    ]
    if gaps:
        return str(min(gaps)[1])
    some = kind in ("BOMBING", "ARSON") or any(cue in told for cue in crosswalk()["damaging"])
    return "SOME DAMAGE" if some else None


def _number(words: str, text: str) -> str:
    """Return the number that stands before these words, else PLURAL or 1 by their form."""
    return (phrases.numbered(words, text) or "PLURAL") if phrases.many(words) else "1"


def nation(words: str, country: str | None) -> str | None:
    """Return the foreign nation of which the words for a target speak ("U.S. MARINE")."""
    flat = f" {words} "
    return next((name for word, name in crosswalk()["nations"].items() if f" {word} " in flat and name != country), None)
