"""An explainer as JSON: sections of sentences with note numbers, and the notes with document, offsets and statement."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dateline.publish.notes import marks, numbered
from dateline.publish.sentences import Explainer, Paper


def render(explainer: Explainer, papers: Mapping[str, Paper] | None = None) -> dict[str, Any]:
    """Return the explainer as an object; ``quote`` is ``text[start:end]`` of the document."""
    numbers, notes = numbered(explainer, papers)
    return {
        "subject": explainer.subject,
        "title": explainer.title,
        "rule": explainer.rule,
        "sections": [
            {
                "key": section.key,
                "title": section.title,
                "sentences": [{"text": s.text, "notes": marks(s, numbers)} for s in section.sentences],
            }
            for section in explainer.sections
        ],
        "notes": [
            {
                "number": note.number, "document": note.evidence.paper, "statement": note.evidence.statement,
                "outlet": note.outlet, "published": note.day, "title": note.title, "url": note.link,
                "quote": note.evidence.quote, "start": note.evidence.start, "end": note.evidence.end,
            }
            for note in notes
        ],
        "chosen": [{"property": name, "because": because} for name, because in explainer.chosen],
    }  # fmt: skip
