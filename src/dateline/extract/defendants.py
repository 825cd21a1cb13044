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
from dateline.extract.persons import ANYBODY, CLOCK, NO_NAME
from dateline.extract.wanted import DOER, NAME, POSSESSED, whole_name
from dateline.types import Span

_AGE = r"(?:,?\s(?:aged\s)?\(?(?P<age>\d{1,2})\)?(?=[,\s)]))?"
_OTHERS = rf"(?:,?\s(?:and\s)?(?>{NAME})(?:,\s\d{{1,2}})?,?)"
_ASIDE = rf"(?:,\s(?!(?:and|while|but|when|after|as)\s)(?!{NAME})[^,.;()]{{1,100}}(?=,))"
_FROM = r"(?:\s(?:from|of)\s[^,.;()]{1,40}?(?=,|\s(?:was|were|is|are|has|had|pleaded|faces)\b))"
_THE_ONE = rf"(?:,\s(?:the|an?)\s(?:[\w-]+\s){{0,3}}{DOER})"
_UP_TO_VERB = rf"{_AGE}{_FROM}?{_OTHERS}{{0,3}}(?:(?:{_ASIDE}{{1,3}},)?(?:\s\([^)]{{1,40}}\))?,?\s|{_THE_ONE}?,?\swho\s)"
_NAMED = re.compile(rf"(?<![\w.’'-])(?:{NAME}|[A-Z][a-z][\w’-]{{1,40}})")
_PLACED = re.compile(r"(?:^|[\s(])([A-Z][\w’'-]+|in|at|near|from|of|to),?\s$")
"""Before a name that is a place's, or goes on from another one; not "An Australian, "."""
_WHO = re.compile(rf"{_THE_ONE}?,?\swho\s")
"""What follows persons alone: "the sentencing of Eric Marlowe, who"."""
_HE = re.compile(r"\b(?:[Hh]e|[Ss]he)\b")
_SAY_THAT = re.compile(
    r"(?:Police|Officers|Detectives|Investigators|Prosecutors|Authorities)\s(?:say|said|allege|alleged|believe)\s(?:that\s)?"
)
"""Before "he" at the beginning of a sentence: whoever was named in the one before is meant still."""
_OF_HIM = re.compile(rf"{_AGE}(?:{_ASIDE}{{1,2}},)?")
"""What is set off behind a name and tells of nobody else ("Peter Lang, 34, a former student,")."""
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


@cache
def _hearings() -> tuple[tuple[Ground, re.Pattern[str]], ...]:
    """Return what stands before a name whose trial or arrest is spoken of, with its ground: "the trial of former guard "."""
    titles = r"(?:(?:the|an?)\s)?(?:[a-z][\w-]*\s){0,3}"
    return tuple((ground, re.compile(rf"\b{nouns}\sof\s{titles}$")) for ground, nouns in table("defendants")["hearings"])


@cache
def _for_a_deed() -> re.Pattern[str]:
    """Return what says behind the name for which deed he is tried or held."""
    data = table("defendants")
    return re.compile(rf"{_AGE}{_ASIDE}{{0,2}},?\s{data['for']}{data['near']}{data['deed']}")


def named_subjects(read: Line) -> Iterator[Subject]:
    """Yield the adults who are named in the stretch as the subject of a charge or a deed, by their whole names."""
    text, low = read.text, folded(read.span.of(read.text))
    if not any(verb.may_match(low) for _, verb, _ in _verbs()):
        return
    for name, mention in _persons(text, read.span):
        found = verb_of(text, mention.end, read.span.end, low) or _tried(text, mention, read.span.end)
        if found is not None and not (found[1]["age"] and int(found[1]["age"]) < _ADULT):
            yield Subject(found[0], name, mention, Span(mention.start, found[1].end()))
    for match in _HE.finditer(text, read.span.start, read.span.end):
        found = verb_of(text, match.end(), read.span.end, low)
        subject = _spoken_of(read, match.start()) if found is not None else None
        if found is not None and subject is not None:
            said = _SAY_THAT.fullmatch(text, read.span.start, match.start()) is not None
            ground = "accused" if said and found[0] == "stated" else found[0]
            yield Subject(ground, subject, Span(match.start(), match.end()), Span(match.start(), found[1].end()))


def _persons(text: str, span: Span) -> Iterator[tuple[str, Span]]:
    """Yield the people by name in the stretch: the whole name, and where it or the surname stands; no possessors, no leaders
    and nobody to whom a picture is credited ("Ann Marlowe/For the Star")."""
    for match in _NAMED.finditer(text, span.start, span.end):
        written = match[0].rstrip(".,")
        if (
            text.startswith("/", match.end())
            or POSSESSED.search(written)
            or _leads().search(text, max(0, match.start() - BEFORE), match.start())
        ):
            continue
        name = written if " " in written else whole_name(text, written, match.start())
        mention = Span(match.start(), match.start() + len(written))
        if name is not None and not _is_no_person(text, mention, name):
            yield name, mention


def _tried(text: str, mention: Span, end: int) -> tuple[Ground, re.Match[str]] | None:
    """Return the ground and the words where it is his trial or arrest that is spoken of ("the trial of X for the murder of")."""
    for ground, before in _hearings():
        if before.search(text, max(0, mention.start - BEFORE), mention.start):
            match = _for_a_deed().match(text, mention.end, end)
            return (ground, match) if match is not None else None
    return None


def _spoken_of(read: Line, pronoun: int) -> str | None:
    """Return whom "he" means: the one person by name who opens this sentence, or the one before where this opens with "He" or
    "Police said he"."""
    text, start, end = read.text, read.span.start, pronoun
    if start == pronoun or _SAY_THAT.fullmatch(text, start, pronoun):
        before = [s.span for s in read.annotated.sentences if s.span.end <= start and s.kind != "title"][-1:]
        if not before or "\n\n" in text[before[0].end : start]:
            return None
        start, end = before[0].start, before[0].end
    named = list(_persons(text, Span(start, end)))
    if not named or named[0][1].start != start or len({name for name, _ in named}) > 1:
        return None
    aside = _OF_HIM.match(text, named[0][1].end, end)
    return None if ANYBODY.search(text, aside.end() if aside else named[0][1].end, end) else named[0][0]


def _is_no_person(text: str, mention: Span, name: str) -> bool:
    """Tell a clock, a body, a street or a place, by the name itself or by what stands beside it."""
    placed = _PLACED.search(text, max(0, mention.start - BEFORE), mention.start)
    tried = any(before.search(text, max(0, mention.start - BEFORE), mention.start) for _, before in _hearings())
    if (
        placed is not None
        and placed[1] not in demonyms()
        and not tried
        and not (placed[1].islower() and _WHO.match(text, mention.end))
    ):
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
