"""An explainer as a Word document: headings, sentences with numbers in superscript, and the notes with links at the end."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from dateline.errors import MissingProgram, with_extra
from dateline.publish.notes import Note, marks, numbered
from dateline.publish.render_html import LISTS, made_from
from dateline.publish.sentences import Explainer, Paper, Section
from dateline.publish.wording import tidy


def render(explainer: Explainer, papers: Mapping[str, Paper] | None = None) -> bytes:
    """Return the document's bytes; the same explainer gives the same text and properties.

    Raises:
        MissingProgram: python-docx is not installed.
    """
    try:
        from docx import Document
    except ModuleNotFoundError as error:
        raise MissingProgram(with_extra("Word documents need python-docx", "docx")) from error
    numbers, notes = numbered(explainer, papers)
    document = Document()
    _properties(document, explainer)
    document.add_heading(tidy(explainer.title), level=0)
    document.add_paragraph(made_from(explainer))
    for section in explainer.sections:
        _section(document, section, numbers)
    document.add_heading("Notes", level=1)
    for note in notes:
        _note(document, note)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _properties(document: Any, explainer: Explainer) -> None:
    last = max((paper.day for paper in explainer.papers if paper.day), default="2000-01-01")
    moment = datetime.fromisoformat(last).replace(tzinfo=UTC)
    core = document.core_properties
    core.title, core.author, core.created, core.modified = tidy(explainer.title)[:255], "Dateline", moment, moment


def _section(document: Any, section: Section, numbers: Mapping[Any, int]) -> None:
    document.add_heading(section.title, level=1)
    paragraph = None
    for sentence in section.sentences:
        if paragraph is None or section.key in LISTS:
            paragraph = document.add_paragraph()
        else:
            paragraph.add_run(" ")
        paragraph.add_run(sentence.text)
        paragraph.add_run(",".join(map(str, marks(sentence, numbers)))).font.superscript = True


def _note(document: Any, note: Note) -> None:
    paragraph = document.add_paragraph()
    quote = f"{note.before}“{tidy(note.evidence.quote)}”{note.after}"
    paragraph.add_run(f"{note.number}. {quote} — ")
    if note.link is None:
        paragraph.add_run(note.source)
    else:
        _linked(paragraph, note.link, note.source)


def _linked(paragraph: Any, address: str, text: str) -> None:
    """Add a hyperlink run (ECMA-376 part 1, 17.16.22): python-docx has no verb for it."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = paragraph.add_run(text)
    run.font.underline = True
    link.append(run._r)
    paragraph._p.append(link)
