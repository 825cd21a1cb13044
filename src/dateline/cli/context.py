"""``dateline read --in-context``: the article itself, each quote marked with the property it is evidence for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from dateline.cli import wording
from dateline.cli.read import STYLES
from dateline.types import Report, Span

OPEN, CLOSE = "⟦", "⟧"
"""Brackets that no article uses. In a pipe they are the only marks; on a terminal colour is added."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A quote to be marked: its label names the incident and the property ("1 killed")."""

    span: Span
    label: str
    property: str


def article(report: Report) -> RenderableType:
    """Return the article with its line numbers, every quote in brackets with a label; of two that cross, one stays."""
    marks = _nested(_marks(report))
    table = Table.grid(padding=(0, 2))
    table.add_column(justify="right", style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    start = 0
    for number, line in enumerate(report.document.text.split("\n"), 1):
        table.add_row(str(number), _line(report.document.text, Span(start, start + len(line)), marks))
        start += len(line) + 1
    return Group(Text(), table, Text())


def _marks(report: Report) -> Iterator[Mark]:
    for number, incident in enumerate(report.incidents, 1):
        for one in incident.statements:
            yield Mark(one.span, f"{number} {wording.say_property(one.property)}", one.property)
    for advisory in report.advisories:
        for one in advisory.statements:
            yield Mark(one.span, f"warning {one.property}", "issuer")
    for motive in report.motives:
        yield Mark(motive.span, "motive" if motive.incident is None else f"{motive.incident + 1} motive", "motive")
    for actor in report.actors:
        for one in actor.statements:
            yield Mark(one.span, f"group {one.property}", one.property)


def _nested(marks: Iterator[Mark]) -> list[Mark]:
    """Return one mark a span (labels joined), outer before inner, without those that cross an earlier one or a line's end."""
    joined: dict[Span, Mark] = {}
    for mark in marks:
        have = joined.get(mark.span)
        if have is None:
            joined[mark.span] = mark
        elif mark.label not in have.label.split(", "):
            joined[mark.span] = Mark(mark.span, f"{have.label}, {mark.label}", have.property)
    kept: list[Mark] = []
    open_marks: list[Mark] = []
    for mark in sorted(joined.values(), key=lambda one: (one.span.start, -one.span.end)):
        while open_marks and open_marks[-1].span.end <= mark.span.start:
            open_marks.pop()
        if not open_marks or mark.span.end <= open_marks[-1].span.end:
            kept.append(mark)
            open_marks.append(mark)
    return kept


def _line(text: str, line: Span, marks: list[Mark]) -> Text:
    out = Text()
    at = line.start
    closing: list[Mark] = []
    for mark in (*(mark for mark in marks if line.covers(mark.span)), None):
        begin = mark.span.start if mark else line.end
        while closing and closing[-1].span.end <= begin:
            at = _words(out, text, Span(at, closing[-1].span.end), closing)
            out.append(CLOSE, style="dim")
            closing.pop()
        at = _words(out, text, Span(at, begin), closing)
        if mark:
            out.append(f"{OPEN}{mark.label}: ", style="dim")
            closing.append(mark)
    return out


def _words(out: Text, text: str, span: Span, within: list[Mark]) -> int:
    """Append the words of a span in the style of the innermost mark; return its end."""
    words = span.of(text)
    shown = wording.plain(f"x{words}x")[1:-1] if words.strip() else words
    out.append(shown, style=STYLES.get(within[-1].property, "underline") if within else "")
    return span.end
