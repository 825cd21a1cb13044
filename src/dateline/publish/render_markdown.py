"""An explainer as plain Markdown: numbers in brackets link to the notes at the end, which link to the quote in its article."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping

from dateline.publish.notes import Note, marks, numbered
from dateline.publish.sentences import Explainer, Paper
from dateline.publish.wording import tidy

_SPECIAL = re.compile(r"([\\`*_\[\]#|~])")


def render(explainer: Explainer, papers: Mapping[str, Paper] | None = None) -> str:
    """Return the explainer as Markdown with a line end."""
    return "\n".join(_lines(explainer, papers)) + "\n"


def escape(text: str) -> str:
    """Return words of others as Markdown that shows them as they are."""
    return _SPECIAL.sub(r"\\\1", html.escape(tidy(text), quote=False))


def _lines(explainer: Explainer, papers: Mapping[str, Paper] | None) -> Iterator[str]:
    numbers, notes = numbered(explainer, papers)
    yield f"# {escape(explainer.title)}"
    for section in explainer.sections:
        yield from ("", f"## {section.title}", "")
        parts = (f"{escape(s.text)} {''.join(f'[[{n}]](#note-{n})' for n in marks(s, numbers))}" for s in section.sentences)
        yield "\n\n".join(parts) if section.key in ("before", "recalled", "attacks") else " ".join(parts)
    yield from ("", "## Notes", "")
    yield from (_note(note) for note in notes)
    if explainer.chosen:
        yield from ("", "## How the values were chosen", "")
        yield from (f"- {name}: {escape(because)}" for name, because in explainer.chosen)


def _note(note: Note) -> str:
    quote = escape(f"{note.before}“{tidy(note.evidence.quote)}”{note.after}")
    source = escape(note.source)
    shown = f"[{source}](<{note.link}>)" if note.link and not re.search(r"[<>\s]", note.link) else source
    return f'{note.number}. <a id="note-{note.number}"></a>{quote} — {shown}'
