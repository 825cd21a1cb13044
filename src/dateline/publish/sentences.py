"""The explainer's own types: a sentence is made with the quotes that bear it, or not at all."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.errors import DatelineError


class UnsupportedError(DatelineError):
    """A sentence without a statement behind it."""


MARK = "[name withheld]"
"""What a value holds in place of a private name (`extract.care.MARK`): no sentence is made of it."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """One quote: ``paper`` is the document's id, ``statement`` the statement's; ``text[start:end]`` of the paper is the quote."""

    paper: str
    statement: str
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of ours and the quotes behind it, the most telling first.

    Raises:
        UnsupportedError: there is no evidence, or no text.
    """

    text: str
    evidence: tuple[Evidence, ...]

    def __post_init__(self) -> None:
        if not self.evidence:
            raise UnsupportedError(f"a sentence without a statement: {self.text!r}")
        if not self.text.strip():
            raise UnsupportedError("an empty sentence")


@dataclass(frozen=True, slots=True)
class Section:
    """Sentences under one question."""

    key: str
    title: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """An article as a note names it. ``day`` is the publication date (ISO 8601), None where it has none."""

    id: str
    text: str = field(repr=False)
    publisher: str | None = None
    day: str | None = None
    title: str | None = None
    url: str | None = None
    path: str | None = None
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Explainer:
    """An explainer: its title, its sections in order, the articles it rests on, and how its figures were chosen."""

    subject: str
    title: str
    sections: tuple[Section, ...]
    papers: tuple[Paper, ...]
    rule: str
    chosen: tuple[tuple[str, str], ...] = ()


def ordered(evidence: list[Evidence], most: int = 4) -> tuple[Evidence, ...]:
    """Return at most `most` quotes, each once, none inside another, one of every article before a second of any."""
    distinct = [one for one in dict.fromkeys(evidence) if not any(_inside(one, other) for other in evidence)]
    seen: set[str] = set()
    first = [one for one in distinct if not (one.paper in seen or seen.add(one.paper))]  # type: ignore[func-returns-value]
    return tuple([*first, *(one for one in distinct if one not in first)][:most])


def _inside(one: Evidence, other: Evidence) -> bool:
    if one.paper != other.paper or (one.start, one.end) == (other.start, other.end):
        return False
    return other.start <= one.start and one.end <= other.end
