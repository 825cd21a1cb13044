"""Who says so, in words fit for print: roles instead of private names, nothing that is no speaker."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from dateline.codebook.tables import table
from dateline.publish.wording import phrases, tidy

Json = Mapping[str, Any]
UNNAMED = "a person quoted"
"""Whom an article quotes by name alone (``extract/care.py`` keeps no more)."""
LONGEST = 9
"""Words of a speaker at most: what is longer is a clause that was taken for one."""
_PLAIN = frozenset(("police", "officials", "hospital", "rescue", "security", "state", "local", "authorities"))
_KIN = frozenset(
    ("sister", "brother", "mother", "father", "wife", "husband", "son", "daughter", "uncle", "aunt", "cousin", "parents", "widow")
)
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")


@cache
def _roles() -> frozenset[str]:
    """The words that make a phrase a speaker: offices, professions, bodies (``attribution.json``)."""
    words = " ".join(table("attribution")["speakers"].values()).split()
    return frozenset(words) | frozenset(phrases()["speakers_too"])


def speaker(said: Json) -> str | None:
    """Return the speaker of a statement as a sentence names it, None for the outlet itself or for words that are no speaker.

    Of "Name, role" the role is kept; a witness, and anybody whose name is all there is, is not named (CODEBOOK: Care for people).
    """
    given = tidy(str(said.get("speaker") or ""))
    if not given:
        return None
    parts = [part for part in (_clean(each) for each in given.split(",")) if part is not None]
    if not parts:
        return None
    best = min(parts, key=lambda part: (_capitals(part), len(part)))
    if said.get("source_kind") == "witness" and _capitals(best):
        return "a witness"
    return best


def _capitals(part: str) -> int:
    return sum(word[:1].isupper() for word in part.split()[1:]) + (part[:1].isupper() and not _opens(part))


def _opens(part: str) -> bool:
    return part.split()[0].casefold() in ("the", "a", "an", *_roles())


def _clean(part: str) -> str | None:
    words = _WORD.findall(part)
    low = [word.casefold().removesuffix("'s").removesuffix("’s") for word in words]
    if not words or len(words) > LONGEST or low[0] in phrases()["no_speaker"] or low[0].endswith("ing"):
        return None
    if not _roles() & set(low):
        return None
    text = re.sub(r"\s\([^()]{1,20}\)$", "", part.strip())
    if low[0] in phrases()["possessives"]:
        return "a relative" if low[-1] in _KIN else "a " + " ".join(text.split()[1:])
    if low[0] in ("the", "a", "an"):
        return text[:1].lower() + text[1:]
    if common(text) != text:
        return common(text)
    if low[0] in _roles() and words[0][:1].isupper() and not words[0].isupper() and len(words) == 1:
        return text[:1].lower() + text[1:]
    return text


def common(name: str) -> str:
    """Return "officials in Arran" for "Officials in Arran"; a title ("Police Commissioner", "State Minister") keeps its capital."""
    first, _, rest = name.partition(" ")
    plain = first.casefold() in _PLAIN | _roles() or first.casefold() in phrases()["number_words"]
    return first.casefold() + (f" {rest}" if rest else "") if plain and first.istitle() and not rest[:1].isupper() else name


def said_by(said: Json) -> str:
    """Return ", police said" for a statement with a speaker, else nothing."""
    name = speaker(said)
    if name == UNNAMED:
        return ", according to a person quoted in the report"
    return f", {name} said" if name else ""


def citing(said: Json) -> str:
    """Return ", citing police" for a statement with a speaker, else nothing."""
    name = speaker(said)
    if name == UNNAMED:
        return ", quoting a person"
    return f", citing {name}" if name else ""


def printable(said: Json) -> str | None:
    """Return the speaker as exports carry it: as said for offices, bodies and outlets; of private persons the role alone."""
    given = said.get("speaker")
    if not given or said.get("source_kind") not in ("witness", "unknown", None):
        return str(given) if given else None
    name = speaker(said)
    if name is not None:
        return name
    if _capitals(tidy(str(given))) == 0:
        return str(given)
    return "a witness" if said.get("source_kind") == "witness" else UNNAMED
