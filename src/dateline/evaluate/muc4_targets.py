"""Physical and human targets of a MUC-4 template: what was hit by our record, in the whole phrases of the message.

Victims are described, never named (CODEBOOK, "Care for people"): the record's targets that are people, and the people it counts as
killed, injured or abducted ("SIX JESUIT PRIESTS" is the description "JESUIT PRIESTS", the number 6 and the effect DEATH).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from dateline.codebook.tables import table
from dateline.evaluate import fields
from dateline.evaluate import muc4_keys as muc
from dateline.evaluate import muc4_phrases as phrases
from dateline.evaluate.gold import Json
from dateline.evaluate.muc4_keys import Fill

COUNTED = ("killed", "injured", "abducted", "hit")
MOST_WORDS = 6
"""Most words of a description read from a count."""


def _crosswalk() -> dict[str, Any]:
    found: dict[str, Any] = table("crosswalk_muc4")
    return found


def _said(own: Json, *properties: str) -> list[Json]:
    return [s for s in own["statements"] if s["property"] in properties]


def fills(own: Json, kind: str, text: str) -> Iterator[tuple[int, list[Fill]]]:
    """Yield slots 12 to 14, 16, 19 to 21 and 23 with their fills."""
    if kind != "KIDNAPPING":
        yield from _physical(own, text)
    yield from _human(own, text)


def _physical(own: Json, text: str) -> Iterator[tuple[int, list[Fill]]]:
    found: dict[str, tuple[str, str | None]] = {}
    for said in _said(own, "target"):
        words, name = _whole(said, text), str(said["value"])
        if (name in _crosswalk()["human"] and not _site(words)) or _people(words):
            continue
        closer = next((k for w, k in _crosswalk()["physical_words"] if w in words.lower()), None)
        code = closer or _crosswalk()["physical"].get(name) or ("OTHER" if _site(words) else None)
        if code:
            found.setdefault(words, (code, _damage(said, text)))
    for first, last in _seen(own, text):
        words = phrases.bare(text[first:last])
        if not _people(words) and not any(words in known or known in words for known in found):
            found[words] = (_code(words), _damage({"start": first}, text))
    yield muc.TARGET, [Fill((words,)) for words in found]
    yield muc.TARGET_TYPE, [Fill((code,), (words,)) for words, (code, _) in found.items()]
    yield muc.TARGET_NUMBER, [Fill((_number(words, ()),), (words,)) for words in found]
    yield muc.TARGET_EFFECT, [Fill((effect,), (words,)) for words, (_, effect) in found.items() if effect]


def _seen(own: Json, text: str) -> Iterator[tuple[int, int]]:
    """Yield the phrases for things that are said to be hit in the sentences of the incident."""
    read = {phrases.sentence(text, said["start"]): True for said in _said(own, "type", "weapon", "target")}
    for first, last in read:
        yield from phrases.struck(text, first, last)


def _code(words: str) -> str:
    """Return the type of a thing by the words for it."""
    low = words.lower()
    closer = next((code for word, code in _crosswalk()["physical_words"] if word in low), None)
    terms = ((name, term) for name, terms in table("targets")["terms"].items() for term in terms)
    named = (_crosswalk()["physical"].get(name) for name, term in terms if re.search(rf"\b{re.escape(term.lower())}\b", low))
    return closer or next((code for code in named if code), "OTHER")


def _whole(said: Json, text: str) -> str:
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


def _site(words: str) -> bool:
    """Tell whether a phrase ends in a building or a thing ("THE ECUADORAN CONSULATE", "A NEWSPAPER"), whoever is told by it."""
    last = words.split(" OF ")[0].split()[-1:]
    return bool(set(last) & (phrases.words("sites") | phrases.words("facilities")))


def _untold(words: str) -> str:
    """Return a description without the name behind its title ("JUDGE JOHN DOE"): victims are not named."""
    parts = words.split()
    for i, word in enumerate(parts[:-1]):
        if word in phrases.words("titles") and not {"OF", "AND"} & set(parts) and parts[i + 1] not in phrases.words("ranks"):
            return " ".join(parts[: i + 1])
    return words


def _people(words: str) -> bool:
    parts = words.split(" OF ")[0].split()
    return bool(set(parts) & phrases.words("official")) and parts[-1] not in phrases.words("facilities")


def _damage(said: Json, text: str) -> str | None:
    first, last = phrases.sentence(text, said["start"])
    told = text[first:last].upper()
    return next((code for code, cues in _crosswalk()["damage"] if any(cue in told for cue in cues)), None)


def _human(own: Json, text: str) -> Iterator[tuple[int, list[Fill]]]:
    counts = _said(own, *COUNTED)
    found: dict[str, str] = {}
    for said in _said(own, "target"):
        if str(said["value"]) in _crosswalk()["human"]:
            words = _untold(_whole(said, text))
            if _site(words) or set(words.split()) & phrases.words("deeds") or words in phrases.words("forces"):
                continue
            found.setdefault(words, _type(words, _crosswalk()["human"][str(said["value"])]))
    for said in counts:
        described = _counted(said)
        if described and not any(described in known or known in described for known in found):
            found[described] = _type(described, "CIVILIAN")
    found = {words: code for words, code in found.items() if not set(words.split()) & phrases.words("fighters")}
    yield muc.VICTIM_DESCRIPTION, [Fill((words,)) for words in found]
    yield muc.VICTIM_TYPE, [Fill((code,), (words,)) for words, code in found.items()]
    yield muc.VICTIM_NUMBER, [Fill((_number(words, counts),), (words,)) for words in found]
    effects = [(words, _effect(words, counts) or _only_effect(own)) for words in found]
    yield muc.VICTIM_EFFECT, [Fill((said,), (words,)) for words, said in effects if said]


def _counted(said: Json) -> str | None:
    """Return the description in the words of a count, None where they only number or name people or hold more than a phrase."""
    words = phrases.bare(said["quote"])
    parts = re.split(r"[ ]", words)
    if len(parts) > MOST_WORDS or "," in words or any(phrases.ends(w) for w in parts) or parts[-1] in phrases.words("empty"):
        return None
    return words if parts[-1].endswith(("S", "EN", "PLE")) or set(parts) & _titles() else None


def _titles() -> set[str]:
    return {word for name, _ in _crosswalk()["victims"] for word in phrases.words(name)}


def _type(words: str, otherwise: str) -> str:
    parts = set(words.split())
    return next((code for name, code in _crosswalk()["victims"] if parts & phrases.words(name)), otherwise)


def _number(words: str, counts: Iterable[Json]) -> str:
    """Return the number said with these words, else PLURAL or 1 by their form."""
    for said in counts:
        value = fields.figure(said["value"])
        if words in re.sub(r"\s+", " ", said["quote"].upper()) and value:
            return f"{value}-" if said["value"].get("qualifier") == "at_least" else str(value)
    return "PLURAL" if words.endswith(("S", "PEOPLE", "MEN")) else "1"


def _effect(words: str, counts: Iterable[Json]) -> str | None:
    for said in counts:
        if words in re.sub(r"\s+", " ", said["quote"].upper()):
            return str(_crosswalk()["human_effects"].get(said["property"], "")) or None
    return None


def _only_effect(own: Json) -> str | None:
    """Return the effect where the incident has only one: killed and none injured, or the other way."""
    killed, injured = (fields.figure(own.get(name)) if own.get(name) else None for name in ("killed", "injured"))
    if killed and not injured:
        return "DEATH"
    return "INJURY" if injured and not killed else None
