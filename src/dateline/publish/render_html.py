"""An explainer as one HTML page: no script, no request to any host, notes as anchors both ways, light, dark and print."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from importlib import resources

from dateline.publish.notes import Note, marks, numbered
from dateline.publish.sentences import Evidence, Explainer, Paper, Section, Sentence
from dateline.publish.wording import day, number, tidy

LISTS = ("before", "recalled", "attacks", "changed")
"""Sections whose sentences stand each in a paragraph of its own."""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def render(explainer: Explainer, papers: Mapping[str, Paper] | None = None) -> str:
    """Return the page."""
    return "\n".join(_lines(explainer, papers)) + "\n"


def _lines(explainer: Explainer, papers: Mapping[str, Paper] | None) -> Iterator[str]:
    numbers, notes = numbered(explainer, papers)
    uses = _uses(explainer, numbers)
    yield from _head(explainer)
    for section in explainer.sections:
        yield from _section(section, numbers, uses)
    yield '<h2 id="notes">Notes</h2>\n<ol class="notes">'
    yield from (_note(note) for note in notes)
    yield "</ol>"
    if explainer.chosen:
        yield '<h2>How the values were chosen</h2>\n<ul class="chosen">'
        yield from (f"<li>{escape(name)}: {escape(tidy(because))}</li>" for name, because in explainer.chosen)
        yield "</ul>"
    yield "</main>\n</body>\n</html>"


def _head(explainer: Explainer) -> Iterator[str]:
    style = (resources.files("dateline.publish") / "templates" / "explainer.css").read_text(encoding="utf-8")
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n<meta name="referrer" content="no-referrer">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(explainer.title)}</title>\n<style>\n{style}</style>\n</head>\n<body>\n<main>"
    yield f"<h1>{escape(explainer.title)}</h1>"
    yield f'<p class="made">{escape(made_from(explainer))}</p>'


def made_from(explainer: Explainer) -> str:
    """Return what the explainer rests on: how many reports, of which days, by which rule the figures were chosen."""
    count = len(explainer.papers)
    days = sorted(paper.day for paper in explainer.papers if paper.day)
    spread = f", {day(days[0])}" + (f" to {day(days[-1])}" if days[-1] != days[0] else "") if days else ""
    reports = f"{number(count)} report{'' if count == 1 else 's'}"
    return f"From {reports}{spread}. Figures by the {explainer.rule.upper()} rule. Numbers lead to the quotes."


def _uses(explainer: Explainer, numbers: Mapping[Evidence, int]) -> dict[int, str]:
    """The anchor of the first sentence that uses each note: the way back."""
    found: dict[int, str] = {}
    for section in explainer.sections:
        for at, sentence in enumerate(section.sentences):
            for one in marks(sentence, numbers):
                found.setdefault(one, f"{section.key}-{at + 1}")
    return found


def _section(section: Section, numbers: Mapping[Evidence, int], uses: Mapping[int, str]) -> Iterator[str]:
    yield f'<section aria-labelledby="{section.key}">\n<h2 id="{section.key}">{escape(section.title)}</h2>'
    shown = [_sentence(section, at, sentence, numbers, uses) for at, sentence in enumerate(section.sentences)]
    if section.key in LISTS:
        yield from (f"<p>{sentence}</p>" for sentence in shown)
    else:
        yield f"<p>{' '.join(shown)}</p>"
    yield "</section>"


def _sentence(section: Section, at: int, sentence: Sentence, numbers: Mapping[Evidence, int], uses: Mapping[int, str]) -> str:
    links = "\u202f".join(f'<a href="#note-{n}" aria-label="note {n}">{n}</a>' for n in marks(sentence, numbers))
    return f'<span id="{section.key}-{at + 1}">{escape(sentence.text)}<sup>{links}</sup></span>'


def _note(note: Note) -> str:
    before = f'<span class="around">{escape(note.before)}</span>' if note.before else ""
    after = f'<span class="around">{escape(note.after)}</span>' if note.after else ""
    quote = f"{before}<q>{escape(tidy(note.evidence.quote))}</q>{after}"
    source = escape(note.source)
    if note.link:
        source = f'<a href="{escape(note.link)}" rel="noopener noreferrer external">{source}</a>'
    data = f'data-document="{escape(note.evidence.paper)}" data-start="{note.evidence.start}" data-end="{note.evidence.end}"'
    return f'<li id="note-{note.number}" value="{note.number}" {data}>{quote}<span class="source">{source}</span></li>'
