"""The ties of one document: each stretch read once (`blame_cues`, `avowals`, `suspects`, `agents`), each mention weighed once."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from dateline.codebook.executions import executioner
from dateline.codebook.phrases import tokens
from dateline.extract import weigh
from dateline.extract.agents import agents
from dateline.extract.answered import answered_by
from dateline.extract.antecedent import key
from dateline.extract.asked_who import answers
from dateline.extract.avowals import avowals, bare_claims
from dateline.extract.blame_cues import cue_ties
from dateline.extract.blame_lines import Ground, Tie, line, word_set
from dateline.extract.blame_none import is_of_feud
from dateline.extract.chronicle import chronicles
from dateline.extract.claim_nouns import owned_claims
from dateline.extract.first_person import first_person
from dateline.extract.focal import about, deeds
from dateline.extract.held import held
from dateline.extract.mouthpieces import mouthpieces
from dateline.extract.named_later import named_later
from dateline.extract.pronoun_denials import pronoun_denials
from dateline.extract.stand_ins import stand_ins
from dateline.extract.suspects import suspects
from dateline.extract.told_claims import told_claims
from dateline.extract.told_together import of_one_group
from dateline.extract.turned_down import turned_down
from dateline.extract.umbrella import is_entry, umbrella
from dateline.extract.units import inside
from dateline.types import ActorValue, Annotated, Scores, Span

TOLD: frozenset[Ground] = frozenset({"claim", "denial", "accused", "suspected", "charged", "held", "convicted"})
"""Grounds that say who did it, apart from telling the deed."""
ACTS: frozenset[Ground] = frozenset({"claim", "stated", "accused"})
"""Grounds on which an actor did what a sentence tells."""
GUESSES: frozenset[Ground] = frozenset({"accused", "suspected"})
"""Grounds on which somebody says that an actor did it."""
_PLOT = re.compile(
    r"\b(?:plot(?:s|ted|ting)?|plan(?:s|ned|ning)?|prepar(?:ed|ing)|conspir(?:ed|ing|acy))\s"
    r"(?:to|an?|several|more|other|new|further|attacks|bombings)\b",
    re.IGNORECASE,
)
"""A deed that nobody did yet; "planning the attack" is of one that was done."""

TURNED = 260
"""Code points before a name in which somebody else denies the deed and turns the accusation back."""
TURNS = re.compile(
    r"\b(?:denied|denies|denying|rejected|rejects|dismissed|dismisses)\b[^.;\n]{0,160}?(?:,|\band|\bbut|\binstead|\bwhile)\s"
    r"(?:instead\s|in turn\s|rather\s)?(?:accus(?:ed|es|ing)|blam(?:ed|es|ing)|point(?:ed|s|ing))\b[^.;\n]{0,60}$"
)


@dataclass(frozen=True, slots=True)
class Telling:
    """One incident as its perpetrator is sought: its stretches, the first of its own and those that follow it up.

    ``reach`` in 0..1 says how far words elsewhere in the document may speak of it: 1.0 for its only main incident, 0.0 for one of
    the background. ``number`` is its place among the document's incidents, ``own`` the stretches that tell the deed.
    """

    spans: Sequence[Span]
    own: Sequence[Span]
    reach: float
    asked: Scores | None = None
    number: int = 0


@dataclass(slots=True)
class Ledger:
    """The ties of one document, each stretch read once; what an actor's mention is worth is worked out once too.

    ``tellings`` are the incidents of the document, known once their stretches are settled.
    """

    annotated: Annotated
    tellings: Sequence[Telling] = ()
    read: dict[Span, tuple[Tie, ...]] = field(default_factory=dict)
    _stretches: dict[Span, tuple[Tie, ...]] = field(default_factory=dict)
    _speaks: dict[Span, bool] = field(default_factory=dict)
    _starts: list[int] = field(default_factory=list)
    _acting: list[tuple[int, Tie]] | None = None
    _records: list[tuple[Span, Tie]] | None = None
    _deeds: dict[Span, Tie] | None = None

    def speaks(self, mention: Span) -> bool:
        """Tell whether the mention is a speaker's words."""
        if mention not in self._speaks:
            self._speaks[mention] = any(mention.overlaps(said.speaker) for said in self.annotated.attributions)
        return self._speaks[mention]

    def logit(self, mention: Span) -> float:
        """Return the model's logit for the mention as perpetrator, as a share of the cap."""
        return weigh.model(self.annotated, mention, "perpetrator") / weigh.CAP

    def asked(self, telling: Telling, mention: Span, role: str = "perpetrator") -> float | None:
        """Return what the model says of the mention as that incident's perpetrator, None where it did not read it."""
        return weigh.asked_of(telling.asked, mention, role)

    def sentence(self, span: Span) -> int:
        """Return the number of the sentence in which the span begins."""
        if not self._starts:
            self._starts = [sentence.span.start for sentence in self.annotated.sentences]
        return bisect_right(self._starts, span.start) - 1

    def ties(self, span: Span) -> tuple[Tie, ...]:
        """Return every tie that the words of `span` make: cues first, then persons held, then agents."""
        if span not in self.read:
            found = self._of_stretch(span)
            if not any(tie.ground in ACTS for tie in found):
                found = (*found, *self._above(span))
            self.read[span] = (*found, *self.record(span)) if not any(_acts_by_name(tie) for tie in found) else found
        return self.read[span]

    def record(self, span: Span) -> list[Tie]:
        """Return the tie of the group whose record the words of `span` are told in (`chronicle`)."""
        if self._records is None:
            self._records = list(chronicles(self.annotated))
        return [tie for section, tie in self._records if section.covers(span)]

    def focal(self, span: Span) -> Tie | None:
        """Return the tie of the group that the article is about, where the words of `span` name nobody (`focal`)."""
        if self._deeds is None:
            mine = about(self.annotated, sum(telling.reach == 0.0 for telling in self.tellings))
            found = deeds(self.annotated, mine) if mine is not None else ()
            self._deeds = {one: Tie("stated", mine.value, name, name, one) for one, name in found if mine is not None}
        at = self.sentence(span)
        whole = self.annotated.sentences[at].span if at >= 0 else span
        tie = self._deeds.get(whole)
        acts = (one for one in self.ties(whole) if one.ground in TOLD | ACTS and not is_nobody(one.value))
        return tie if tie is not None and next(acts, None) is None else None

    def _of_stretch(self, span: Span) -> tuple[Tie, ...]:
        if span not in self._stretches:
            stretch = line(self.annotated, span)
            found = (
                *(tie for tie in cue_ties(stretch) if tie.ground not in GUESSES or not _acts_for_none(stretch.text, tie)),
                *avowals(stretch),
                *bare_claims(stretch),
                *owned_claims(stretch),
                *mouthpieces(stretch),
                *named_later(stretch),
                *told_claims(stretch),
                *first_person(stretch),
                *of_one_group(stretch, suspects(stretch)),
                *held(stretch),
                *answers(stretch),
                *(tie for tie in agents(stretch) if not _acts_for_none(stretch.text, tie)),
                *stand_ins(stretch),
                *pronoun_denials(stretch),
            )
            claimed = {key(tie.value) for tie in found if tie.ground == "claim"}  # "… and said that it had not meant the crowd"
            found = (*found, *(tie for tie in turned_down(stretch) if key(tie.value) not in claimed))
            self._stretches[span] = tuple(tie for tie in found if not _turned_back(self.annotated.document.text, tie, found))
        return self._stretches[span]

    def _above(self, span: Span) -> list[Tie]:
        """Return the ties of the sentence above a list that hold for an entry of it (`umbrella`)."""
        sentences, at = self.annotated.sentences, self.sentence(span)
        if at < 0 or not is_entry(self.annotated.document.text, sentences[at].span):
            return []
        if self._acting is None:
            told = [(number, tie) for number, one in enumerate(sentences) for tie in self._of_stretch(one.span)]
            self._acting = [(number, tie) for number, tie in told if tie.ground in ACTS and tie.value.kind in ("group", "state")]
        return umbrella(self.annotated.document.text, sentences, at, self._acting)

    def of_spans(self, spans: Iterable[Span]) -> list[Tie]:
        """Return the ties that the words of `spans` make, in their order."""
        return [tie for span in spans for tie in self.ties(span)]

    def tells(self, span: Span) -> bool:
        """Tell whether the words of `span` say who did it, apart from telling the deed."""
        return any(tie.ground in TOLD for tie in self.ties(span))


def only_plotted(annotated: Annotated, span: Span) -> bool:
    """Tell whether the words hold someone for a plot alone ("jailed for planning an attack"), for no attack that was made."""
    here = inside(annotated.events, span)
    foiled = bool(here) and all(event.mode == "foiled" for event in here)
    return foiled and _PLOT.search(annotated.document.text, span.start, span.end) is not None


def _acts_for_none(text: str, tie: Tie) -> bool:
    """Tell an agent that did no attack: it carried out a sentence, struck back, or is told to be at odds with another."""
    start = tie.mention.start
    return executioner(text, tie.mention, tie.sentence) or answered_by(text, start) or is_of_feud(text, tie.sentence.start, start)


def _turned_back(text: str, tie: Tie, found: Sequence[Tie]) -> bool:
    """Tell an accusation by which somebody who denies the deed only turns it back ("Moscow denied it and accused Kyiv")."""
    if tie.ground not in ("accused", "suspected"):
        return False
    return any(
        other.ground == "denial"
        and key(other.value) != key(tie.value)
        and other.mention.end <= tie.mention.start
        and TURNS.search(text, other.mention.end, tie.mention.start) is not None
        for other in found
    )


def _acts_by_name(tie: Tie) -> bool:
    return tie.ground in TOLD | ACTS and tie.value.kind != "generic"


def is_nobody(value: ActorValue) -> bool:
    """Tell whether the words name nobody in particular ("three masked gunmen")."""
    if value.kind != "generic":
        return False
    return all(token.word in word_set("nobody") or token.word.isdigit() for token in tokens(value.name))
