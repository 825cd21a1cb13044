"""The name under which an actor is shown: as the article itself writes it."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from dateline.codebook.actors import get, states
from dateline.codebook.tables import table
from dateline.extract.agents import names_strike
from dateline.types import ActorValue, Annotated, Span

_OFFICE = re.compile(
    r"\b(?:ministr(?:y|ies)|departments?|embass(?:y|ies)|consulates?|parliament|government website|courts?|missions?|"
    r"agenc(?:y|ies))\b",
    re.IGNORECASE,
)
"""Bodies of a state that speak for it and strike nobody."""
_SO_CALLED = re.compile(r"^(?:the\s)?(?:so-called|self-styled|self-proclaimed)\s[“\"‘']?", re.IGNORECASE)


def as_written(annotated: Annotated, value: ActorValue, mention: Span) -> ActorValue:
    """Return the actor under the longest name that the article itself uses; the id says which group of the codebook it is.

    Of a state the body that `mention` names stays the one: not "Nigerian Air Force" for what the Nigerian Army did. Nor is it the
    ministry that speaks for the state, where the deed was its forces'.

    Words that follow a group's name ("FARC forces") are no part of it, unless the codebook has them in it ("Allied Democratic
    Forces"), but they are of a state's ("Peruvian security forces"); words for a state's deed ("Russian shelling") and its
    "soldiers" are no name.
    """
    if value.actor_id is None:
        return value
    words = " ".join(mention.of(annotated.document.text).split())
    if value.kind == "state" and _is_body(words, value.actor_id):
        return replace(value, name=words)
    followers = set() if value.kind == "state" else set(table("generic_actors")["followers"])
    said = [actor.span.of(annotated.document.text) for actor in annotated.actors if actor.value.actor_id == value.actor_id]
    named = [words for words in said if value.kind != "state" or not (names_strike(words) or _is_common(words, value))]
    if value.kind == "state" and not _OFFICE.search(words):
        named = [words for words in named if not _OFFICE.search(words)] or named
    named = [without_machine(words) for words in named] if value.kind == "state" else named
    names = [_SO_CALLED.sub("", _without(words, followers, value)) for words in named]
    seats: dict[str, str] = table("state_forces")["seats"]
    return replace(value, name=max(names, key=lambda name: (name not in seats, len(name)))) if any(names) else value


def without_machine(words: str) -> str:
    """Return "Myanmar military" of "Myanmar military jet", whose it is; "Turkish jets" as they are."""
    parts = words.split()
    while len(parts) > 1 and (parts[-1].casefold() in table("state_forces")["machines"] or parts[-1] in ("fighter", "attack")):
        parts.pop()
    return " ".join(parts) if len(parts) > 1 else words


def _is_body(words: str, state: str) -> bool:
    """Tell the name of one of a state's bodies ("Nigerian Army") from the state's own ("South Sudan") and words for its deeds."""
    several = " " in words and words.rsplit(" ", 1)[1][:1].isupper()
    return several and not names_strike(words) and _bare(words) not in _known_names(state)


def _is_common(words: str, value: ActorValue) -> bool:
    """Tell "soldiers" of a state, which "its soldiers" stands for, from its name."""
    named = {"regime", "junta", "government"}.isdisjoint(words.lower().split())
    return named and words.islower() and not value.name.islower()


def _without(words: str, followers: set[str], value: ActorValue) -> str:
    parts = " ".join(words.split()).split(" ")
    if _bare(" ".join(parts)).endswith(_bare(value.name)):
        return " ".join(parts)  # "paramilitary Rapid Support Forces": the last word is of the name
    known = _known_names(value.actor_id or "")
    if _bare(" ".join(parts)) in known and _bare(" ".join(parts[:-1])) not in known:
        return " ".join(parts)  # "Chechen rebels": the first word alone is a people
    while len(parts) > 1 and parts[-1].lower() in followers and parts[-2].lower() not in ("military", "armed", "security", "force"):
        parts.pop()
    return " ".join(parts)


@cache
def _known_names(actor_id: str) -> frozenset[str]:
    record = get(actor_id) or states().get(actor_id)
    return frozenset(_bare(name) for name, _ in record.names()) if record is not None else frozenset()


def _bare(name: str) -> str:
    return name.casefold().removeprefix("the ")
