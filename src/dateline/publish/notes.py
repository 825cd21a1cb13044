"""Numbered notes: each quote once, in the order in which sentences use it, with article, outlet, day and a link that opens it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote as percent

from dateline.publish.sentences import Evidence, Explainer, Paper, Sentence
from dateline.publish.wording import day, outlet, tidy

SHORT = 24
"""Characters under which a quote is shown with the small words around it ("145" says nothing by itself)."""
AROUND_WORDS = 6
LINKED = 120
"""Characters of a quote that go into a link: browsers find a fragment by its beginning and end."""
REACH = 80
"""Code points around a quote that are looked at."""
_PIECE = re.compile(r"\S+\s*")
_ENDS = tuple('.!?:;”"')


@dataclass(frozen=True, slots=True)
class Note:
    """One note. ``before`` and ``after`` are the words around a short quote, ``link`` opens the article at the quote."""

    number: int
    evidence: Evidence
    outlet: str
    day: str | None
    title: str | None
    link: str | None
    before: str = ""
    after: str = ""

    @property
    def source(self) -> str:
        """Outlet, title and day as one line."""
        title = f"“{tidy(self.title)}”" if self.title else ""
        date = day(self.day) if self.day else "undated"
        return ", ".join(part for part in (self.outlet, title, date) if part)


def numbered(explainer: Explainer, papers: Mapping[str, Paper] | None = None) -> tuple[dict[Evidence, int], list[Note]]:
    """Return each quote's number and the notes in order. ``papers`` are the articles beside the explainer's own.

    A quote that another statement shares keeps one number.
    """
    known = {**{paper.id: paper for paper in explainer.papers}, **(papers or {})}
    places: dict[tuple[str, int, int], int] = {}
    numbers: dict[Evidence, int] = {}
    notes: list[Note] = []
    for sentence in sentences(explainer):
        for one in sentence.evidence:
            where = (one.paper, one.start, one.end)
            if where not in places:
                places[where] = len(places) + 1
                notes.append(_note(places[where], one, known[one.paper]))
            numbers[one] = places[where]
    return numbers, notes


def sentences(explainer: Explainer) -> Iterator[Sentence]:
    """Yield every sentence in order."""
    for section in explainer.sections:
        yield from section.sentences


def marks(sentence: Sentence, numbers: Mapping[Evidence, int]) -> list[int]:
    """Return the numbers of a sentence's notes, ascending, each once."""
    return sorted({numbers[one] for one in sentence.evidence})


def _note(number: int, one: Evidence, paper: Paper) -> Note:
    before, after = _around(paper.text, one) if len(one.quote) < SHORT else ("", "")
    return Note(
        number, one, outlet(paper.publisher, paper.url, paper.path), paper.day, paper.title, link(paper, one), before, after
    )


def link(paper: Paper, one: Evidence) -> str | None:
    """Return the article's address with a text fragment (WICG Scroll to Text Fragment) for the quote; None without an address."""
    if not paper.url or not paper.url.startswith(("http://", "https://")):
        return None
    words = tidy(one.quote.split("\n")[0])
    if len(words) > LINKED:
        first, last = words.split()[:5], words.split()[-5:]
        return f"{paper.url}#:~:text={_escaped(' '.join(first))},{_escaped(' '.join(last))}"
    return f"{paper.url}#:~:text={_escaped(words)}"


def _escaped(words: str) -> str:
    """Percent-encode; a hyphen means something in a fragment's text."""
    return percent(words, safe="").replace("-", "%2D")


def _around(text: str, one: Evidence) -> tuple[str, str]:
    """The words beside a quote up to a capital or the sentence's end: never a name (CODEBOOK: Care for people).

    Both come with the spaces that stand between them and the quote.
    """
    line_start = max(text.rfind("\n", 0, one.start) + 1, one.start - REACH)
    line_end = text.find("\n", one.end)
    line_end = min(len(text) if line_end < 0 else line_end, one.end + REACH)
    left = _PIECE.findall(text[line_start : one.start])
    before: list[str] = []
    for piece in reversed(left[1:] if line_start and text[line_start - 1] != "\n" else left):
        if not _is_small(piece) or piece.rstrip()[-1:] in _ENDS or len(before) == AROUND_WORDS:
            break
        before.insert(0, piece)
    after: list[str] = []
    for piece in _after_pieces(text[one.end : line_end]):
        if not _is_small(piece) or len(after) == AROUND_WORDS:
            break
        after.append(piece)
        if piece.rstrip()[-1:] in _ENDS:
            break
    return "".join(before), "".join(after).rstrip()


def _after_pieces(text: str) -> list[str]:
    """The pieces behind a quote, each with the space before it; the last may be cut and is left out."""
    found = re.findall(r"(?<!\s)\s*\S+", text)
    return found[:-1] if len(text) >= REACH else found


def _is_small(word: str) -> bool:
    bare = word.strip(" \t“”\"'‘’(),.;:!?–—-")
    return bool(bare) and not any(part[:1].isupper() for part in re.split(r"[-’']", bare))
