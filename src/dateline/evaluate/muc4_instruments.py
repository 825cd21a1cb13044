"""Instruments of a MUC-4 template, slots 6 and 7: words of the message that name one, else the type that the act itself implies."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.evaluate import muc4_keys as muc
from dateline.evaluate import muc4_phrases as phrases
from dateline.evaluate.gold import Json
from dateline.evaluate.muc4_crosswalk import crosswalk
from dateline.evaluate.muc4_keys import Fill

SAID = ("type", "weapon", "target", "killed", "injured")
"""Properties whose sentences may name the bomb of a bombing."""


def fills(own: Json, kind: str, text: str) -> Iterator[tuple[int, list[Fill]]]:
    """Yield the words for instruments, and the types with or without words ("shot": a gun that nothing names)."""
    strings: dict[str, str] = {}
    bare: dict[str, bool] = {}
    for said in (s for s in own["statements"] if s["property"] == "weapon"):
        first, last = phrases.around(text, said["start"], said["end"])
        words = _instrument(text[first:last]) or _instrument(said["quote"])
        code = _code(words or said["quote"]) or crosswalk()["instruments"].get(str(said["value"]))
        if code is not None and words:
            strings.setdefault(words, code)
        elif code is not None:
            bare[code] = True
    if kind == "BOMBING" and not strings:
        strings |= {words: code for words in _charges(own, text) if (code := _code(words))}
    if kind == "BOMBING" and not strings:
        bare["BOMB"] = True
    elif kind != "BOMBING":
        bare = {code: True for code in bare if code not in crosswalk()["plain"]}
    yield muc.INSTRUMENT, [Fill((words,)) for words in strings]
    types = [Fill((code,), (words,)) for words, code in strings.items()]
    yield muc.INSTRUMENT_TYPE, types or [Fill((code,)) for code in list(bare)[:1]]


def _code(words: str) -> str | None:
    return next((str(code) for word, code in crosswalk()["instrument_words"] if word in words.lower()), None)


def _instrument(quote: str) -> str:
    """Return a weapon's noun phrase without the act it is used in ("bomb attack"), empty where no weapon's noun stands in it."""
    words = [word for word in phrases.bare(quote).split() if word not in phrases.words("qualities")]
    kept = [i for i, word in enumerate(words) if word in phrases.words("weapons")]
    return " ".join(words[: kept[-1] + 1]) if kept else ""


def _charges(own: Json, text: str) -> Iterator[str]:
    """Yield the first phrase for a bomb in the sentences of a bombing."""
    for first, last in sorted({phrases.sentence(text, s["start"]) for s in own["statements"] if s["property"] in SAID}):
        for start, end in phrases.named(text, first, last, "charges", "actions"):
            yield _instrument(text[start:end])
            return
