"""Named people as the subject of a charge, a verdict or a deed ("Eric Marlowe, who hid for five years, pleaded guilty to").

`suspects` reads a name right beside its cue. Here a name, or the surname of one told whole before, is followed through ages,
places of residence, what commas set off, other names of a list, and auxiliaries, to its verb (``codebook/defendants.json``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from dateline.codebook.demonyms import demonyms
from dateline.codebook.needles import Needled, folded
from dateline.codebook.tables import table
from dateline.extract.blame_lines import Ground, Line
from dateline.extract.persons import CLOCK, NO_NAME
from dateline.extract.wanted import NAME, POSSESSED, whole_name
from dateline.types import Span

_AGE = r"(?:,?\s(?:aged\s)?\(?(?P<age>\d{1,2})\)?(?=[,\s)]))?"
_OTHERS = rf"(?:,?\s(?:and\s)?{NAME}(?:,\s\d{{1,2}})?,?)"
_ASIDE = rf"(?:,\s(?!(?:and|while|but|when|after|as)\s)(?!{NAME})[^,.;()]{{1,100}}(?=,))"
_FROM = r"(?:\s(?:from|of)\s[^,.;()]{1,40}?(?=,|\s(?:was|were|is|are|has|had|pleaded|faces)\b))"
_UP_TO_VERB = rf"{_AGE}{_FROM}?{_OTHERS}{{0,3}}(?:(?:{_ASIDE}{{1,3}},)?(?:\s\([^)]{{1,40}}\))?,?\s|,?\swho\s)"
_NAMED = re.compile(rf"(?<![\w.’'-])(?:{NAME}|[A-Z][a-z][\w’-]{{1,40}})")
_PLACED = re.compile(r"(?:^|[\s(])([A-Z][\w’'-]+|in|at|near|from|of|to),?\s$")
"""Before a name that is a place's, or goes on from another one; not "An Australian, "."""
_ADULT = 18
BEFORE = 40
"""Code points before a name in which its title stands."""


class Subject(NamedTuple):
    """A person by name, and the words from the mention to the verb; ``ground`` is what the verb says of him."""

    ground: Ground
    name: str
    mention: Span
    words: Span


@cache
def _verbs() -> tuple[tuple[Ground, Needled, re.Pattern[str]], ...]:
    """Return the verbs, alone and with what may stand between the name and them: "was shot" is no deed of his."""
    data = table("defendants")
    adverbs = "|".join(data["adverbs"])
    out: list[tuple[Ground, Needled, re.Pattern[str]]] = []
    for ground, written in data["verbs"]:
        verb = written
        for part in ("what", "near", "deed", "whom"):
            verb = verb.replace(f"{{{part}}}", data[part])
        between = adverbs if ground == "stated" else f"{adverbs}|was|were|is|are|been|being"
        out.append((ground, Needled(verb), re.compile(rf"{_UP_TO_VERB}(?:(?:{between})\s){{0,5}}{verb}")))
    return tuple(out)


@cache
def _leads() -> re.Pattern[str]:
    """Before the name of who leads, speaks or holds an office: what his group did is not his deed."""
    return re.compile(rf"\b(?:{'|'.join(table('defendants')['leads'])}),?\s$", re.IGNORECASE)


@cache
def _bodies() -> re.Pattern[str]:
    """Names of bodies, streets and papers, and words that begin a phrase."""
    data = table("defendants")
    return re.compile(rf"^(?:{'|'.join(data['begin_phrases'])})\b|\b(?:{'|'.join(data['bodies'])})\b")


def named_subjects(read: Line) -> Iterator[Subject]:
    """Yield the adults who are named in the stretch as the subject of a charge or a deed, by their whole names."""
    text, low = read.text, folded(read.span.of(read.text))
    if not any(verb.may_match(low) for _, verb, _ in _verbs()):
        return
    for match in _NAMED.finditer(text, read.span.start, read.span.end):
        written = match[0].rstrip(".,")
        if POSSESSED.search(written) or _leads().search(text, max(0, match.start() - BEFORE), match.start()):
            continue
        name = written if " " in written else whole_name(text, written, match.start())
        if name is None or _is_no_person(text, match.start(), name):
            continue
        mention = Span(match.start(), match.start() + len(written))
        found = verb_of(text, mention.end, read.span.end, low)
        if found is not None and not (found[1]["age"] and int(found[1]["age"]) < _ADULT):
            yield Subject(found[0], name, mention, Span(mention.start, found[1].end()))


def _is_no_person(text: str, start: int, name: str) -> bool:
    """Tell a clock, a body, a street or a place, by the name itself or by what stands before it."""
    placed = _PLACED.search(text, max(0, start - BEFORE), start)
    if placed is not None and placed[1] not in demonyms():
        return True
    return any(pattern.search(name) for pattern in (NO_NAME, CLOCK, _bodies()))


def verb_of(text: str, start: int, end: int, low: str | None = None) -> tuple[Ground, re.Match[str]] | None:
    """Return the ground and the words of the charge or deed whose subject the name before `start` is; None where it is of none."""
    near = folded(text[start:end]) if low is None else low
    for ground, verb, pattern in _verbs():
        match = pattern.match(text, start, end) if verb.may_match(near) else None
        if match is not None:
            return ground, match
    return None
