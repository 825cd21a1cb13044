"""Warnings before the fact: who warned whom, of what, and when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dateline.codebook.tables import table
from dateline.extract.clauses import Clause, read
from dateline.extract.date import UNKNOWN
from dateline.extract.peaks import Peak, peak
from dateline.extract.speaker import say
from dateline.extract.warning_addressees import addressee
from dateline.extract.warning_content import content
from dateline.extract.warning_cues import Cue, asked, cues, raw, rumoured, words_of
from dateline.extract.warning_days import given_on
from dateline.extract.warning_issuers import Issuer, issuer
from dateline.types import Advisory, Annotated, DateValue, IncidentReport, Sentence, Span, Statement

NEAR = 12
"""Words before what the model takes for a warning within which its verb stands."""

NOBODY = frozenset({"no one", "no-one", "nobody", "none"})
"""Who gives no warning: "no one had passed such a warning to the police"."""


@dataclass(slots=True)
class _Draft:
    """A warning under construction; later sentences may add what the first left open."""

    issuer: str
    sentence: Sentence
    addressee: str | None = None
    subject: str | None = None
    date: DateValue | None = None
    statements: list[Statement] = field(default_factory=list)

    def add(self, statement: Statement) -> None:
        """Keep a statement, and its value where the warning had none of the kind."""
        self.statements.append(statement)
        match statement.property, statement.value:
            case "addressee", str(words):
                self.addressee = self.addressee or words
            case "subject", str(words):
                self.subject = self.subject or words
            case "date", DateValue() as when:
                self.date = self.date or when


def advisories(annotated: Annotated, incidents: Sequence[IncidentReport] = ()) -> tuple[Advisory, ...]:
    """Return the warnings in the order of the text; several of one sentence are several.

    From the day of an incident the days are counted that a warning came before it.
    """
    drafts: list[_Draft] = []
    for sentence in annotated.sentences:
        if sentence.kind in ("body", "title"):
            _read(annotated, sentence, drafts, incidents)
    return tuple(
        Advisory(d.issuer, d.addressee, d.subject, d.date or UNKNOWN, tuple(say(annotated, s) for s in d.statements))
        for d in drafts
    )


def _read(annotated: Annotated, sentence: Sentence, drafts: list[_Draft], incidents: Sequence[IncidentReport]) -> None:
    top = peak(annotated, sentence.span, "warning")
    clause = read(annotated, sentence)
    for cue in _acts(clause, top):
        who = issuer(annotated, sentence, clause, cue)
        if who is None or who.name.casefold() in NOBODY:
            continue
        statements = list(_statements(annotated, sentence, clause, cue, who, incidents))
        home = next((d for d in reversed(drafts) if _goes_on(d, sentence, clause, who)), None)
        if home is None:
            home = _Draft(who.name, sentence)
            drafts.append(home)
        home.sentence = sentence
        for statement in statements:
            home.add(statement)


def _acts(clause: Clause, top: Peak | None) -> Iterator[Cue]:
    """The cues of a sentence; without any, the words that the model takes for a warning, and the act nearest to them."""
    if rumoured(clause) or asked(clause):
        return
    found = list(cues(clause, top))
    levels = table("advisories")
    if not found and top is not None and top.logit > levels["alone"]:
        at = next((i for i, word in enumerate(clause.words) if word.span.end > top.span.start), 0)
        past = next((i for i, word in enumerate(clause.words) if word.span.start >= top.span.end), len(clause.words))
        floors = levels["floors"]
        acts = [
            c for c in raw(clause) if c.past <= past and c.first >= at - NEAR and top.logit > floors[c.kind] and c.kind != "notices"
        ]
        bare = [Cue(at, past, "alone", passive=False)] if top.logit > levels["bare"] else []
        found = [acts[-1]] if acts else bare
    yield from found


def _goes_on(draft: _Draft, sentence: Sentence, clause: Clause, who: Issuer) -> bool:
    """Tell whether the words go on with a warning: the same issuer in one sentence, or "it" and "the letter" in the next one."""
    if draft.sentence is sentence:
        return draft.issuer.casefold() == who.name.casefold()
    near = sentence.paragraph == draft.sentence.paragraph and 0 <= sentence.span.start - draft.sentence.span.end <= 3
    document = clause.word(0) in ("the", "this") and clause.word(1) in words_of("documents")
    return near and (who.referred or document) and (document or draft.issuer.casefold() == who.name.casefold())


def _statements(
    annotated: Annotated, sentence: Sentence, clause: Clause, cue: Cue, who: Issuer, incidents: Sequence[IncidentReport]
) -> Iterator[Statement]:  # fmt: skip
    text = annotated.document.text
    end = sentence.span.end - (text[sentence.span.end - 1] == ".")
    first = clause.words[cue.first].span.start
    start = min(who.span.start, first) if sentence.span.covers(who.span) else first
    yield Statement("issuer", who.name, Span(start, end), note="inferred" if who.inferred else None)
    whom = addressee(clause, cue)
    if whom is not None:
        yield Statement("addressee", whom.of(text), whom)
    what = content(clause, cue, whom, end)
    if what is not None:
        yield Statement("subject", what.of(text), what)
    when = given_on(annotated, sentence, clause.span(cue.first, cue.past), what, incidents)
    if when is not None:
        yield Statement("date", *when)
