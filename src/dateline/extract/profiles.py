"""What a document says about the groups it names: names, origin, founders, strength, parent, rivals, leaders, ground."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.codebook.actors import get
from dateline.codebook.tables import table
from dateline.extract.profile_names import introduced, key, spellings
from dateline.extract.profile_patterns import told
from dateline.extract.profile_read import read
from dateline.extract.speaker import say
from dateline.types import ActorProfile, ActorValue, Annotated, Span, Statement

TOLD_ONCE = frozenset({"designation", "ideology", "base", "strength", "founded", "leader", "founders"})
"""Properties of which the same words tell one value, whichever pattern reads it first."""


@dataclass(slots=True)
class _Draft:
    actor: ActorValue
    names: dict[str, Span] = field(default_factory=dict)
    statements: list[Statement] = field(default_factory=list)


def profiles(annotated: Annotated) -> tuple[ActorProfile, ...]:
    """Return a profile for each armed group of which the text says more than its name, in the order of first mention."""
    groups = [actor for actor in annotated.actors if actor.value.kind == "group" and _armed(actor.value)]
    if not groups:
        return ()
    drafts: dict[str, _Draft] = {}
    for actor in groups:
        draft = drafts.setdefault(key(actor.value), _Draft(actor.value))
        name = actor.span.of(annotated.document.text)
        if "\n" not in name or not draft.names:
            draft.names.setdefault(" ".join(name.split()), actor.span)
    for value, alias in introduced(annotated, groups):
        drafts[key(value)].statements.append(say(annotated, alias))
    plain = tuple(told(annotated, groups))
    for group, statement in (*plain, *read(annotated, groups)):
        if not any(_again(one, statement) for _, one in plain if one.method != statement.method):  # whosever the words say it is
            drafts[key(group)].statements.append(say(annotated, statement))
    return tuple(_profile(draft) for draft in drafts.values() if draft.statements or len(spellings(draft.names)) > 1)


def _armed(actor: ActorValue) -> bool:
    """Tell an armed group from what the codebook lists beside them: missions, coalitions of states, parties."""
    record = get(actor.actor_id) if actor.actor_id else None
    return record is None or record.ideology not in table("profiles")["not_armed"]


def _profile(draft: _Draft) -> ActorProfile:
    """Spellings that the text only uses are kept as `name`; an alias once, and one of two statements that share words and value."""
    names = spellings(draft.names)
    said: list[Statement] = []
    for statement in draft.statements:
        if not any(_again(one, statement) for one in said):
            said.append(statement)
    told = {str(s.value).casefold() for s in said if s.property == "alias"} | {draft.actor.name.casefold()}
    written = [Statement("name", name, span) for name, span in names.items() if name.casefold() not in told]
    aliases = dict.fromkeys((*names, *(str(s.value) for s in said if s.property == "alias" and str(s.value)[:1].isupper())))
    return ActorProfile(draft.actor, tuple(aliases), (*written, *said))


def _again(one: Statement, other: Statement) -> bool:
    if one.property != other.property:
        return False
    if one.method != other.method and one.span.overlaps(other.span):
        return True  # what a pattern tells is read again by the model
    if one.property in TOLD_ONCE and one.span.overlaps(other.span):
        return True
    same = str(one.value).casefold() == str(other.value).casefold()
    return same and (one.property == "alias" or one.span.overlaps(other.span))
