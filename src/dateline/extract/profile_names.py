"""Names of groups: those the text writes, and those of which it says that they name one group ("X (Y)", "X, also known as Y")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from dateline.codebook.tables import table
from dateline.types import ActorMention, ActorValue, Annotated, Span, Statement

_BRACKETS = re.compile(r"(?:['’][sS]?)?\s[(\[](?:the\s)?[\"“]?([A-Z][\w-]{1,14})[\"”]?[)\]]")
_CLOSED = re.compile(r"[)\]].*", re.DOTALL)
_SHORT = re.compile(r"(?:[A-Z][A-Za-z]?){2,8}(?:-[A-Z]{1,4})?")
LONGEST_JOIN = 60
"""Code points between two names of one group at most."""


@cache
def _joins(name: str) -> re.Pattern[str]:
    return re.compile("|".join(table("profiles")[name]))


def introduced(annotated: Annotated, groups: Sequence[ActorMention]) -> Iterator[tuple[ActorValue, Statement]]:
    """Yield the second of two names side by side, "New Reed Army (NRA)", whether or not it is known as an alias."""
    text = annotated.document.text
    following: Sequence[ActorMention | None] = [*groups[1:], None] if groups else []
    for actor, after in zip(groups, following, strict=True):
        if after is not None and key(after.value) == key(actor.value) and _joined(text, actor.span, after.span):
            name = " ".join(_CLOSED.sub("", after.span.of(text)).split())
            yield actor.value, Statement("alias", name, Span(actor.span.start, after.span.end))
        elif (short := _BRACKETS.match(text, actor.span.end)) and short[1] not in text[actor.span.start : actor.span.end]:
            yield actor.value, Statement("alias", short[1], Span(actor.span.start, short.end(1)))


def _joined(text: str, one: Span, other: Span) -> bool:
    between = text[one.end : other.start]
    if len(between) > LONGEST_JOIN:
        return False
    short = any(_SHORT.fullmatch(span.of(text)) for span in (one, other))
    return bool(_joins("alias_joins").fullmatch(between) or (short and _joins("short_joins").fullmatch(between)))


def key(actor: ActorValue) -> str:
    """Return what tells one group from another: its id, else its name."""
    return actor.actor_id or actor.name.casefold()


def spellings(names: dict[str, Span]) -> dict[str, Span]:
    """Names as the text writes them, one spelling of each (case and a leading article aside)."""
    out: dict[str, tuple[str, Span]] = {}
    for name, span in names.items():
        out.setdefault(re.sub(r"^the\s+", "", name.casefold()).replace(" -", "-"), (name, span))
    return dict(out.values())
