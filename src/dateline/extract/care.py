"""Care for people: the last step of extracting leaves no name of a victim, survivor, witness or minor in any field.

Every quote stays a verbatim slice: one that held a private name becomes the words beside it ("Jane Doe, 34, was shot dead" is
quoted as "was shot dead"). A speaker becomes a role ("a witness"), a value loses the name, the title shows a mark in its place. The
article's own text stays as it is (CODEBOOK.md, Care for people). See docs/decisions/0020-names-of-private-people.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from dateline.extract.blame_lines import line
from dateline.extract.defendants import named_subjects
from dateline.extract.name_cues import acts
from dateline.extract.name_words import fold, is_capital, is_lead, words_of
from dateline.extract.names import Withheld, withheld
from dateline.extract.voices import SMALL, TOKEN, voice
from dateline.extract.wanted import whole_name
from dateline.types import (
    ActorProfile,
    ActorValue,
    Advisory,
    Annotated,
    CountValue,
    DateValue,
    Document,
    IncidentReport,
    Motive,
    PlaceValue,
    Report,
    Span,
    Statement,
)

MARK = "[name withheld]"
"""What stands for a private name in a title or in words taken from the text; a quote never holds it."""
NEAR = 75
"""Code points on each side of a name in which a word says that the person is held for the deed."""
_INITIAL = 2
"""Letters of a surname that is cut to its first ("Stephan B.")."""
WORDS = 7
"""Words quoted at most beside a name that had to go."""
HEADS = frozenset({"leader", "founders"})
"""Facts of a group whose values are persons: who led it is no private person, though he was killed."""
_EDGE = " \t\n\r,;:()[]\"“”'’‘-–—.&"
_ACCUSED = re.compile(r"\b(?:the|is|was|are|were|been|stands) accused\b|\baccused (?:of|in|is|was)\b", re.IGNORECASE)
"""Who is accused; "X accused the army" says who accuses."""
_HIM_AS = re.compile(
    r"\b(?:(?:[Gg]unman|[Ss]hooter|[Bb]omber|[Aa]ttacker|[Aa]ssailant|[Kk]nifeman|[Kk]iller)\swho\s[^.;,]{1,110}\s(?:named|identified)|"
    r"(?:named|identified)\s(?:him|her))\s(?:[^.;,]{0,30}\s)?as\s(?:[A-Z][\w’'-]+\s){0,3}$"
)
"""What stands before the name of whom `suspects` took for the attacker ("Police named him on Sunday as")."""
_SURNAME = re.compile(r"\b(?:surnamed|surname|family name|last name)\s")
_CLAUSE_END = re.compile(r"[.;:!?\n]")


@dataclass(frozen=True, slots=True)
class _Care:
    """The document's text and the names in it that are withheld."""

    text: str
    names: Withheld
    named: frozenset[str]
    """The persons that stay named: held for the perpetrator."""


def spare(annotated: Annotated, report: Report) -> Report:
    """Return the report without names of private persons; one that says nothing, under no title, names nobody."""
    if not (report.incidents or report.advisories or report.motives or report.actors or report.document.title):
        return report
    suspects = frozenset(_suspects(annotated, report))
    care = _Care(annotated.document.text, withheld(annotated, suspects), suspects)
    return replace(
        report,
        document=_document(report.document, care),
        incidents=tuple(_incident(incident, care) for incident in report.incidents),
        advisories=tuple(filter(None, (_advisory(advisory, care) for advisory in report.advisories))),
        motives=tuple(filter(None, (_motive(motive, care) for motive in report.motives))),
        actors=tuple(_profile(profile, care) for profile in report.actors),
    )


def _suspects(annotated: Annotated, report: Report) -> Iterator[str]:
    """Yield who founded or leads an armed group, and whom a word beside a mention holds for the perpetrator (suspect, arrested)."""
    text = annotated.document.text
    named: set[str] = set()
    for incident in report.incidents:
        held = [s.value for s in incident.statements if isinstance(s.value, ActorValue)]
        told = (*held, *([incident.perpetrator.actor] if incident.perpetrator else []))
        named |= {value.name for value in told if value.kind == "person"}
    beside = {name for name in named if _held_somewhere(text, name)}
    yield from beside
    if named - beside:
        yield from named & _subjects(annotated)
    for profile in report.actors:
        for statement in profile.statements:
            if statement.property in HEADS and isinstance(statement.value, str):
                yield statement.value


def _held_somewhere(text: str, name: str) -> bool:
    """Tell whether a word says so near the whole name, or near the surname where nobody else bears it."""
    if _SURNAME.search(name):
        return True  # the report itself gives no more than a family name ("a man surnamed Kuo")
    surname = name.split()[-1]
    alone = surname if len(surname) > _INITIAL and whole_name(text, surname, len(text) + 1) == name else name
    for match in re.finditer(rf"\b{re.escape(alone)}\b", text):
        near = text[max(0, match.start() - NEAR) : match.end() + NEAR]
        told = acts(text[match.end() : match.end() + NEAR])
        if told or _ACCUSED.search(near) or any(word.casefold() in words_of("suspect") for word in TOKEN.findall(near)):
            return True
        if _HIM_AS.search(text, max(0, match.start() - 2 * NEAR), match.start()):
            return True
    return False


def _subjects(annotated: Annotated) -> frozenset[str]:
    """Return whom a sentence names as the subject of a charge or a deed."""
    lines = (line(annotated, sentence.span) for sentence in annotated.sentences)
    return frozenset(one.name for read in lines for one in named_subjects(read))


# ---- the parts of a report ---------------------------------------------------------------------------------------------------


def _document(document: Document, care: _Care) -> Document:
    """The title without private names; the text, which is the source's own, is not touched."""
    return replace(document, title=_masked(document.title, care)) if document.title else document


def _incident(incident: IncidentReport, care: _Care) -> IncidentReport:
    who = incident.perpetrator
    kept = None if who is not None and _private(who.actor, care) else who
    return replace(
        incident,
        place=_place(incident.place, care) if incident.place is not None else None,
        perpetrator=kept,
        targets=tuple(target for target in (_bare(target, care) for target in incident.targets) if target),
        statements=_statements(incident.statements, care),
    )


def _private(actor: ActorValue, care: _Care) -> bool:
    """Tell whether an actor that is no group and no state goes by a private person's name."""
    return actor.kind in ("person", "generic") and actor.actor_id is None and bool(care.names.within(actor.name))


def _place(place: PlaceValue, care: _Care) -> PlaceValue | None:
    """A place that the gazetteer does not hold may be a person's name, or a house named by one; what is left of it stays."""
    if place.gazetteer_id is not None or not place.name:
        return place  # a country inferred from the whole report has no name to lose
    left = (_bare(place.name, care) or "").split()
    while left and left[-1].casefold() in SMALL:
        left.pop()
    name = " ".join(left)
    within = place.within if place.within is None or not care.names.within(place.within) else None
    return replace(place, name=name, within=within) if name else None


def _statements(statements: Iterable[Statement], care: _Care) -> tuple[Statement, ...]:
    return tuple(kept for kept in (_statement(statement, care) for statement in statements) if kept is not None)


def _statement(statement: Statement, care: _Care) -> Statement | None:
    value: DateValue | PlaceValue | CountValue | ActorValue | str | None = statement.value
    one = isinstance(value, CountValue) and value.best == 1
    span = _spared(statement.span, care, counted=one)
    if span is None or (isinstance(value, ActorValue) and _private(value, care)):
        return None
    if isinstance(value, PlaceValue):
        value = _place(value, care)
    if isinstance(value, str):
        value = _bare(value, care) if statement.property == "target" else _masked(value, care)
    if not value:
        return None
    speaker = voice(statement.speaker, statement.source_kind, care.names)
    return replace(statement, value=value, span=span, speaker=speaker)


def _advisory(advisory: Advisory, care: _Care) -> Advisory | None:
    issuer = voice(advisory.issuer, None, care.names) if care.names.within(advisory.issuer) else advisory.issuer
    return replace(
        advisory,
        issuer=issuer or advisory.issuer,
        addressee=_masked(advisory.addressee, care) if advisory.addressee else None,
        subject=_masked(advisory.subject, care) if advisory.subject else None,
        statements=_statements(advisory.statements, care),
    )


def _motive(motive: Motive, care: _Care) -> Motive | None:
    span = _spared(motive.span, care)
    if span is None:
        return None
    return replace(motive, value=_masked(motive.value, care), span=span, speaker=voice(motive.speaker, None, care.names))


def _profile(profile: ActorProfile, care: _Care) -> ActorProfile:
    return replace(profile, statements=_statements(profile.statements, care))


# ---- words without names -----------------------------------------------------------------------------------------------------


def _masked(words: str, care: _Care) -> str:
    """Return words with a mark in place of each private name."""
    for span in reversed(care.names.within(words)):
        words = words[: span.start] + MARK + words[span.end :]
    return words


def _bare(words: str, care: _Care) -> str | None:
    """Return what is left of words that name whom it struck ("the activist Jane Doe": "the activist"), None where nothing is."""
    found = care.names.within(words)
    if not found:
        return words
    piece = _longest(words, Span(0, len(words)), found)
    return piece.of(words) if piece else None


def _spared(span: Span, care: _Care, *, counted: bool = False) -> Span | None:
    """Return a quote's place without private names: its longest part without one, else the words behind or before the name.

    With `counted`, the quote counts one person: where it is nothing but words with capitals, it is that person's name.
    """
    names = [name for name in care.names.spans if name.overlaps(span)]
    if counted and not names and _is_all_name(span.of(care.text)):
        names = [span]
    if not names:
        return span
    return _longest(care.text, span, names) or _beside(care, names[-1], names[0])


def _is_all_name(words: str) -> bool:
    found = TOKEN.findall(words)
    return 0 < len(found) <= 4 and all(is_capital(word) and not word.isdigit() for word in found) and not is_lead(fold(found[-1]))


def _longest(text: str, span: Span, names: Iterable[Span]) -> Span | None:
    pieces: list[Span] = []
    at = span.start
    for name in sorted(names):
        pieces.append(Span(at, max(at, name.start)))
        at = max(at, name.end)
    pieces.append(Span(at, max(at, span.end)))
    kept = [piece for piece in (_trimmed(text, piece) for piece in pieces) if piece is not None]
    return max(kept, key=lambda piece: (piece.end - piece.start, -piece.start), default=None)


def _trimmed(text: str, span: Span) -> Span | None:
    """Return the span without marks at its edges, None where only small words are left."""
    start, end = span.start, span.end
    if text[start : start + 2] in ("'s", "’s"):
        start += 2
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    words = [word.casefold() for word in TOKEN.findall(text[start:end])]
    return Span(start, end) if any(word not in SMALL and not word.isdigit() for word in words) else None


def _beside(care: _Care, last: Span, first: Span) -> Span | None:
    """Return a few words right behind the last name of a quote, else right before the first."""
    text = care.text
    stop = _CLAUSE_END.search(text, last.end)
    following = min((name.start for name in care.names.spans if name.start >= last.end), default=len(text))
    behind = _few(text, Span(last.end, min(following, stop.start() if stop else len(text))), from_end=False)
    if behind is not None:
        return behind
    ends = [match.end() for match in _CLAUSE_END.finditer(text, max(0, first.start - 200), first.start)]
    earlier = max((name.end for name in care.names.spans if name.end <= first.start), default=0)
    return _few(text, Span(max([*ends, earlier, max(0, first.start - 200)]), first.start), from_end=True)


def _few(text: str, span: Span, *, from_end: bool) -> Span | None:
    words = list(TOKEN.finditer(text, span.start, span.end))
    chosen = words[-WORDS:] if from_end else words[:WORDS]
    return _trimmed(text, Span(chosen[0].start(), chosen[-1].end())) if chosen else None
