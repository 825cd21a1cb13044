"""Sentences, the paragraph each stands in, and which lines are titles, headings or the publisher's boilerplate."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Literal

import sentencex

from dateline.annotate.links import is_link
from dateline.codebook.tables import table
from dateline.types import Annotated, Sentence, Span

Kind = Literal["title", "heading", "body", "boilerplate"]

LONGEST_PARAGRAPH = 20_000
"""Code points handed to the segmenter at once; a longer line is cut here, so that one line of megabytes cannot stall it."""
TITLE_LENGTH = 200
HEADING_LENGTH = 90
HEADLINE_WORDS, HEADLINE_LENGTH = 4, 130
"""How many words and code points the headline of another story has, at least and at most."""
WRAPPED_SHARE = 0.6
WIDEST, FEW_LINES = 84, 4
"""A text is hard-wrapped (wire files, MUC) when this share of its lines of some length end between 50 and 84 columns;
one of few such lines, when none is longer and one stops amid a sentence."""

_LINE = re.compile(r"[^\n]+")
_BLOCK = re.compile(r"[^\n]+(?:\n(?![^\S\n]*+\n|[ \t]{2,}\S)[^\n]+)*")
_HALF_DAY = re.compile(r"\b[ap]\.\s?m\.\s*$", re.IGNORECASE)
_GOES_ON = re.compile(
    r"\s*(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:MON|TUES|WEDNES|THURS|FRI|SATUR|SUN)DAY|Jan|Feb|Mar|Apr|May|June|July|"
    r"Aug|Sep|Oct|Nov|Dec|[ECMP][DS]?T\b|GMT|[a-z0-9(])"
)
_BULLET = re.compile(r"\s*[•▪●◦■►]")
"""Marks of an item behind which the segmenter finds no sentence's end."""
_ENTRIES = re.compile(r"\s[•|·]\s")
TEASERS = 4
"""Headlines in one line, set apart by such marks, from which it is a menu of other stories."""
_ENDS = re.compile(r"[.!?…:;\"”’')\]]\s*$")


def sentences(annotated: Annotated) -> Annotated:
    """Add the sentences in the order of the text; spans carry no outer white space."""
    text = annotated.document.text
    found: list[Sentence] = []
    linked = False
    paragraphs = list(_paragraphs(text))
    for number, (start, end) in enumerate(paragraphs):
        line = text[start:end]
        behind = text[slice(*paragraphs[number + 1])] if number + 1 < len(paragraphs) else ""
        linked = number > 0 and (_heads_links(line) or (linked and _is_linked(line, behind)))
        kind = "boilerplate" if linked else _kind(line, first=number == 0)
        found += [Sentence(span, number, kind) for span in _split(line, start, kind)]
    if len(found) > 1 and found[0].kind == "title" and _says_again(text, found[0].span, found[1].span):
        found[1] = replace(found[1], kind="title")
    return replace(annotated, sentences=tuple(found))


def _says_again(text: str, title: Span, first: Span) -> bool:
    """Tell a body that opens with its own title once more, as pages do that were saved whole."""
    return first.of(text).rstrip(" .") == title.of(text).rstrip(" .")


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each paragraph: a line, or a block of lines where the text is hard-wrapped."""
    pattern = _BLOCK if hard_wrapped(text) else _LINE
    for match in pattern.finditer(text):
        start, end = match.span()
        while end - start > LONGEST_PARAGRAPH:
            yield start, start + LONGEST_PARAGRAPH
            start += LONGEST_PARAGRAPH
        if text[start:end].strip():
            yield start, end


def hard_wrapped(text: str) -> bool:
    """Tell whether the lines of a text break amid sentences (wire files, MUC)."""
    lines = text[:LONGEST_PARAGRAPH].split("\n")
    inner = [line for line, following in pairwise(lines) if len(line) > 40 and following.strip()]
    wrapped = sum(50 <= len(line) <= WIDEST and not line.rstrip().endswith((".", "!", "?", '"', "”")) for line in inner)
    if len(inner) <= FEW_LINES:
        return max(map(len, lines)) <= WIDEST and any(_goes_on(line, following) for line, following in pairwise(lines))
    return wrapped >= WRAPPED_SHARE * len(inner)


def _goes_on(line: str, following: str) -> bool:
    """Tell whether a line of full width stops amid a sentence: small letters follow, or capitals in a text all of them."""
    line, opens = line.rstrip(), following[:1]
    return len(line) >= 50 and line[-1:].isalnum() and (opens.islower() or (opens.isalpha() and (line + following).isupper()))


def _kind(line: str, *, first: bool) -> Kind:
    stripped = line.strip()
    if is_boilerplate(stripped) or (not first and is_link(stripped)):
        return "boilerplate"
    if first and len(stripped) <= TITLE_LENGTH and (not stripped.endswith(".") or stripped.endswith("...")):
        return "title"
    if len(stripped) <= HEADING_LENGTH and (stripped.endswith("?") or not _ENDS.search(stripped)):
        return "heading"
    return "body"


def is_boilerplate(line: str) -> bool:
    """Tell whether a whole line is the publisher's own (``codebook/boilerplate.json``)."""
    words = table("boilerplate")
    low = line.casefold()
    entries = _ENTRIES.split(line)
    short = len(entries) >= TEASERS and max(map(len, entries)) <= HEADLINE_LENGTH
    if short and sum(entry.rstrip().endswith((".", "!", "?")) for entry in entries) <= 1:
        return True  # "Local reporter shot dead  • Students return to class  • 1 soldier killed in Sinai"
    if low in words["phrases"] or (len(low) < 160 and low.startswith(tuple(words["phrases"]))):
        return True
    if not low.startswith(tuple(words["openers"])):
        return False
    opened = any(low.startswith(opener) and not low[len(opener) : len(opener) + 1].isalpha() for opener in words["openers"])
    return opened and any(subject in low for subject in words["subjects"])


def _heads_links(line: str) -> bool:
    """Tell whether a line of its own heads a block of links to other stories ("Related articles", "Other top stories:")."""
    return line.strip().rstrip(" :»>…").casefold().replace("’", "'") in table("boilerplate")["blocks"]


def _is_linked(line: str, behind: str) -> bool:
    """Tell whether a line below such a head is one of its links.

    One of few words ("Mali country profile") heads a section, unless another headline follows.
    """
    if _is_headline(line):
        return True
    return _kind(line, first=False) == "heading" and not line.rstrip().endswith((":", "?")) and _is_headline(behind)


def _is_headline(line: str) -> bool:
    """Tell whether a line may be the headline of another story: some words that no stop ends, no question that heads a section."""
    bullet = _BULLET.match(line)
    bare = line[bullet.end() if bullet else 0 :].strip()
    fits = len(bare.split()) >= HEADLINE_WORDS and len(bare) <= HEADLINE_LENGTH
    return fits and not bare.rstrip('”"').endswith((".", "!", "?", ":"))


def _split(line: str, start: int, kind: Kind) -> Iterator[Span]:
    if kind in ("title", "heading"):
        yield _trim(line, start, 0, len(line))
        return
    flat = line.replace("\n", " ")
    if bullet := _BULLET.match(flat):
        flat = " " * bullet.end() + flat[bullet.end() :]
    begin = 0
    for bound in sentencex.get_sentence_boundaries("en", flat):
        end = bound["end_index"]
        if _HALF_DAY.search(flat, max(begin, end - 8), end) and _GOES_ON.match(flat, end):
            continue  # "at 2 a.m. Saturday": the segmenter takes the point for a full stop
        span = _trim(line, start, begin, end)
        begin = end
        if span.start < span.end:
            yield span
    span = _trim(line, start, begin, len(flat))
    if span.start < span.end:
        yield span


def _trim(line: str, offset: int, start: int, end: int) -> Span:
    while start < end and line[start].isspace():
        start += 1
    while end > start and line[end - 1].isspace():
        end -= 1
    return Span(offset + start, offset + end)
