"""Several people named together for one deed, and their group: "Three members of Boko Haram, A, B and C, were jailed".

`suspects` reads the name beside the verb, which is the last of such a list. None of them alone did the deed: the group did, if the
sentence says whose men they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from dateline.extract.blame_lines import Line, Tie
from dateline.extract.wanted import NAME
from dateline.types import ActorMention, Span

REACH = 110
"""Code points before such a name, or behind it, in which the group stands."""
_BEHIND = r"(?:\s\([^)\n]{1,40}\)|\s(?:alias|a\.?k\.?a\.?)\s[\w’'. -]{1,30}|,?\s(?:aged\s)?\d{1,2}|,\sof\s[A-Z][\w’' -]{1,30})?"
_BEFORE = re.compile(rf"(?:{NAME}){_BEHIND},?\s(?:and|&)\s$")
_AFTER = re.compile(rf"{_BEHIND}(?:,\s{NAME}{_BEHIND})*,?\s(?:and|&)\s{NAME}")
_OF_IT = re.compile(
    r"\b(?:members?|kingpins?|operatives?|militants?|fighters?|leaders?|men|activists?|followers?|cell|cadres?|gunmen)\b"
)


def of_one_group(read: Line, found: Iterable[Tie]) -> Iterator[Tie]:
    """Yield the ties; one of a person in a list as that of the one group that the sentence names, where it says they are of it."""
    for tie in found:
        group = _group(read, tie) if tie.value.kind == "person" else None
        yield tie if group is None else replace(tie, value=group.value, mention=group.span, subject=False)


def _group(read: Line, tie: Tie) -> ActorMention | None:
    text, mention = read.text, tie.mention
    listed = _BEFORE.search(text, max(read.span.start, mention.start - REACH), mention.start)
    if listed is None and not _AFTER.match(text, mention.end, read.span.end):
        return None
    near = Span(max(read.span.start, mention.start - REACH), min(read.span.end, mention.end + REACH))
    groups = [actor for actor in read.actors if actor.value.kind == "group" and near.covers(actor.span)]
    told = _OF_IT.search(text, *near) is not None
    return groups[0] if told and len({actor.value.name for actor in groups}) == 1 else None
