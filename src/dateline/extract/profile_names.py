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
_SPELLED = re.compile(
    r"(?<![\w'’-])((?!The\s)(?:[A-Z][\w'’-]{0,30}\s(?:(?:of|for|the|and|de|la|du|des|del|y|in|et|pour)\s){0,3}){2,9})\((?:the\s)?$"
)
"""A name in full before the brackets in which its abbreviation stands."""
_FULL = 120
"""Code points before the brackets within which such a name begins."""
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
        if (
            after is not None
            and key(after.value) == key(actor.value)
            and (_joined(text, actor.span, after.span) or _glossed(text, actor, after))
        ):
            name = " ".join(_CLOSED.sub("", after.span.of(text)).split())
            yield actor.value, Statement("alias", name, Span(actor.span.start, after.span.end))
        elif (short := _BRACKETS.match(text, actor.span.end)) and short[1] not in text[actor.span.start : actor.span.end]:
            yield actor.value, Statement("alias", short[1], Span(actor.span.start, short.end(1)))
    yield from _spelled_out(text, groups)


def _spelled_out(text: str, groups: Sequence[ActorMention]) -> Iterator[tuple[ActorValue, Statement]]:
    """Yield names in full that only their abbreviation tells to be a group's: "the Cooperative for … (CODECO)"."""
    for actor in groups:
        short, before = actor.span.of(text), max(0, actor.span.start - _FULL)
        full = _SPELLED.search(text, before, actor.span.start) if _SHORT.fullmatch(short) else None
        if full is None or any(group.span.overlaps(Span(*full.span(1))) for group in groups):
            continue
        if _abbreviated(short, full[1]):
            yield actor.value, Statement("alias", full[1].strip(), Span(full.start(1), actor.span.end))


def _abbreviated(short: str, full: str) -> bool:
    """Tell whether the letters of `short` stand in `full` in their order, the first one at its beginning ("CODECO")."""
    letters = iter(full.casefold())
    return full[:1].casefold() == short[:1].casefold() and all(letter in letters for letter in short.casefold() if letter.isalnum())


def _joined(text: str, one: Span, other: Span) -> bool:
    between = text[one.end : other.start]
    if len(between) > LONGEST_JOIN:
        return False
    short = any(_SHORT.fullmatch(span.of(text)) for span in (one, other))
    return bool(_joins("alias_joins").fullmatch(between) or (short and _joins("short_joins").fullmatch(between)))


def _glossed(text: str, one: ActorMention, other: ActorMention) -> bool:
    """Tell whether the second name explains the first: two names of a known group, and nothing but that stands between.

    "the Ejército del Pueblo, the People's Army"; "Shene, its name for the …"; "X is the nickname of Y".
    """
    between, names = text[one.span.end : other.span.start], [m.span.of(text).casefold() for m in (one, other)]
    if one.value.actor_id is None or len(between) > LONGEST_JOIN or names[0] in names[1] or names[1] in names[0]:
        return False
    return bool(_joins("glosses").match(between)) and not _joins("no_glosses").search(between)


def key(actor: ActorValue) -> str:
    """Return what tells one group from another: its id, else its name."""
    return actor.actor_id or actor.name.casefold()


def spellings(names: dict[str, Span]) -> dict[str, Span]:
    """Names as the text writes them, one spelling of each (case and a leading article aside)."""
    out: dict[str, tuple[str, Span]] = {}
    for name, span in names.items():
        out.setdefault(re.sub(r"^the\s+", "", name.casefold()).replace(" -", "-"), (name, span))
    return dict(out.values())
