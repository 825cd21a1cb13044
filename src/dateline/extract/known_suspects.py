"""Whom the document holds for the attacker by name is an attacker wherever it counts him: "Tom Reyes, 40, was charged. … Reyes was
treated for a gunshot wound"."""

from __future__ import annotations

import re
from dataclasses import replace

from dateline.extract.blame_lines import line
from dateline.extract.suspects import suspects
from dateline.types import Annotated, CountMention

_NAME = re.compile(r"[A-Z][\w’'-]+")
_TITLES = frozenset(
    ("Mr", "Ms", "Mrs", "Dr", "Officer", "Deputy", "Sgt", "Det", "Lt", "Capt", "Suspect", "And", "The", "But", "When")
)


def with_suspects(annotated: Annotated) -> Annotated:
    """Return the document with single persons whom it names as suspects counted as attackers."""
    text = annotated.document.text
    named = [count for count in annotated.counts if _is_one(text, count)]
    if not named:
        return annotated
    held = [name.split() for name in _held(annotated)]
    alone = [name for name in held if len(name) > 1 and not _is_shared(text, name)]
    mine = {count for count in named if any(_is(count.span.of(text), name) for name in alone)}
    if not mine:
        return annotated
    dead = any(count.attackers and count.effect == "killed" and count.value.best for count in annotated.counts)
    dead = dead or any(count.effect == "killed" for count in mine)
    counts = tuple(_marked(count, dead=dead) if count in mine else count for count in annotated.counts)
    return replace(annotated, counts=counts)


def _marked(count: CountMention, *, dead: bool) -> CountMention:
    """Return the mention as an attacker's; where he is told as dead too, his wounds are no more than an earlier report."""
    return replace(count, role="earlier") if dead and count.effect != "killed" else replace(count, attackers=True)


def _is_one(text: str, count: CountMention) -> bool:
    hurt = count.effect in ("killed", "injured", "hit") and count.value.best == 1 and not count.attackers
    return hurt and count.who is None and text[count.span.start].isupper()


def _held(annotated: Annotated) -> set[str]:
    """Return the names of the persons whom a sentence says to be charged, held or suspected."""
    return {
        tie.value.name
        for sentence in annotated.sentences
        if sentence.kind != "boilerplate"
        for tie in suspects(line(annotated, sentence.span))
        if tie.value.kind == "person"
    }


def _is(words: str, name: list[str]) -> bool:
    """Tell whether all the capital words of a mention are of the name, its last word among them."""
    told = _NAME.findall(words)
    return bool(told) and told[-1] == name[-1] and set(told) <= set(name)


def _is_shared(text: str, name: list[str]) -> bool:
    """Tell whether somebody else in the text bears the family name, of whom it may be told."""
    others = re.findall(rf"\b([A-Z][a-z]+)\s(?:[A-Z]\.\s)?{re.escape(name[-1])}\b", text)
    return any(other not in name and other not in _TITLES for other in others)
