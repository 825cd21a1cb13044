"""Who did it: claims of responsibility, denials, accusations and suspicions, and the choice among them (CODEBOOK.md, Who).

`Ledger` reads each stretch of a document once for its ties (`blame_cues`, `agents`, `suspects`); `perpetrator` weighs the actors so
tied to an incident, named ones first (``codebook/blame_weights.json``); one that nobody names stands with status unknown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import get_args

from dateline.codebook.tables import table
from dateline.extract import weigh
from dateline.extract.antecedent import key
from dateline.extract.as_written import as_written
from dateline.extract.avowals import UNCLAIMED
from dateline.extract.blame_candidates import Candidate, candidates
from dateline.extract.blame_features import features, outlets_own
from dateline.extract.blame_grounds import guessed
from dateline.extract.blame_ledger import Ledger, Telling, is_nobody
from dateline.extract.blame_lines import Ground, Tie, guessed_at, word_set
from dateline.extract.blame_unable import VICTIMS, is_counted_struck, ruled_out
from dateline.extract.denied import denies_a_deed
from dateline.extract.fuller import without_date
from dateline.extract.person_named import in_full
from dateline.extract.speaker import attribution_of
from dateline.extract.verdicts import is_sentenced
from dateline.types import Annotated, Claim, Perpetrator, PerpetratorStatus, Scores, Span

__all__ = ["Ledger", "Telling", "Tie", "beside", "claims", "denials", "perpetrator"]

_STATUS: tuple[tuple[Ground, PerpetratorStatus], ...] = (
    ("claim", "claimed"), ("convicted", "stated"), ("charged", "accused"), ("suspected", "suspected"), ("accused", "accused"),
    ("held", "suspected"), ("stated", "stated"),
)  # fmt: skip
"""The first ground that an actor is tied on gives the status: where one speaker hedges what another says outright it is a suspicion
(12 annotations of 12)."""
_COMMUNIQUE = re.compile(r"\bconducted\b[^.;]{0,40}?\b(?:air\s?)?strikes?$", re.IGNORECASE)
"""A military's report of its day ("Coalition forces conducted ten strikes") claims nothing (26 of 33 annotations)."""
CHANNEL_REACH = 140
"""Code points from a claim to its channel within which the quote reaches on to it."""
_CHANNEL_NOUN = re.compile(r"\s(?:channel|account|page|agency|site|feed|message|post)s?\b", re.IGNORECASE)
_SIGNED = re.compile(r"\b(?:initials|(?<!its\s)(?<!their\s)signature)\b", re.IGNORECASE)
"""What a sign left at the scene bears: a claim in a group's name, by nobody knows whom (suspected: 3 annotations of 3)."""
HEDGED = 45
"""Code points before an actor within which its hedge begins."""
_HEDGED = re.compile(
    r"\b(?:suspected|alleged|presumed|supposed)\s(?:[\w-]+\s(?:(?:of|from|belonging to|loyal to)\s(?:the\s)?)?)?[\w“\"]$",
    re.IGNORECASE,
)
_UNIDENTIFIED = re.compile(
    r"(?:(?:an?|some|the|\d{1,3}|two|three|four|several)\s)?(?:as[ -]yet[ -])?(?:unidentified|unknown|unnamed)\b", re.IGNORECASE
)
"""Whom nobody names: what police say of them accuses no one."""


def claims(found: Iterable[Tie], annotated: Annotated) -> list[Claim]:
    """Return the claims of responsibility, each actor once, with its channel where the sentence names one."""
    ties = list(found)
    denied = [tie for tie in ties if tie.ground == "denial"]
    ties = [
        tie
        for tie in ties
        if not any(other.span.overlaps(tie.span) and key(other.value) == key(tie.value) for other in denied)
        and not _only_reports(tie)
        and _COMMUNIQUE.search(tie.span.of(annotated.document.text)) is None
    ]
    return _once(ties, "claim", lambda tie: _claim(annotated, tie))


def _only_reports(tie: Tie) -> bool:
    """Tell police, officers or soldiers who say what they did: that is their report, no claim of responsibility."""
    return tie.value.kind == "state" and not word_set("unclaiming").isdisjoint(tie.value.name.lower().split())


def _claim(annotated: Annotated, tie: Tie) -> Claim:
    """Return the claim; its quote reaches on to its channel where that follows ("…, through their Telegram channel")."""
    text, via = annotated.document.text, channel(annotated.document.text, tie.sentence)
    if via is None:
        return Claim(as_written(annotated, tie.value, tie.mention), tie.span)
    tail = _CHANNEL_NOUN.match(text, via.end)
    end = tail.end() if tail is not None and tail.end() <= tie.sentence.end else via.end
    near = tie.span.end <= via.start <= tie.span.end + CHANNEL_REACH
    span = Span(tie.span.start, end) if near else tie.span
    return Claim(as_written(annotated, tie.value, tie.mention), span, via.of(text))


def denials(found: Iterable[Tie], annotated: Annotated) -> list[Claim]:
    """Return the denials, each actor once."""
    ties = list(found)
    held = {key(tie.value) for tie in ties if tie.ground in ("accused", "suspected", "charged", "held", "stated")}
    text = annotated.document.text
    able = [tie for tie in ties if tie.ground != "denial" or denies_a_deed(text, tie, held=key(tie.value) in held)]
    return _once(able, "denial", lambda tie: Claim(as_written(annotated, tie.value, tie.mention), tie.span))


def _once(found: Iterable[Tie], ground: Ground, make: Callable[[Tie], Claim]) -> list[Claim]:
    out: dict[str, Claim] = {}
    for tie in found:
        named = tie.value.kind != "generic" or ground == "denial"
        if tie.ground == ground and named and not is_nobody(tie.value):
            out.setdefault(key(tie.value), make(tie))
    return list(out.values())


def channel(text: str, sentence: Span) -> Span | None:
    """Return where the sentence names the channel of a claim ("Telegram"), None where it names none."""
    low = sentence.of(text).lower()
    for name in table("blame")["channels"]:
        at = low.find(f" {name}")
        if at >= 0:
            start = sentence.start + at + 1
            return Span(start, start + len(name))
    return None


def perpetrator(ledger: Ledger, telling: Telling) -> Perpetrator | None:
    """Return who is held responsible for the incident.

    The actor of most weight, if any weighs more than nobody; else the unnamed agent in the article's words, status unknown.
    """
    found = [item for item in candidates(ledger, telling) if not is_counted_struck(ledger.annotated, item)]
    able = [item for item in found if not ruled_out(ledger.annotated, item, telling)]
    chosen = weigh.best("perpetrator", [(item, features(ledger, item, found, telling)) for item in able])
    if chosen is not None:
        who = _perpetrator(ledger.annotated, chosen[0], telling)
        return in_full(ledger.annotated, chosen[0], telling, who, found)
    for item in able:
        tie = next((tie for tie in item.ties if tie.ground in ("stated", "suspected", "accused")), None)
        if is_nobody(item.value) and tie is not None:
            who = Perpetrator(item.value, "accused" if _blamed(tie) else "unknown", tie.span)
            return in_full(ledger.annotated, item, telling, who, found)
    return None


def _blamed(tie: Tie) -> bool:
    """Tell whether somebody holds unnamed actors responsible, more than that they acted."""
    return tie.ground == "accused" and tie.span.start < tie.mention.start


def beside(found: Iterable[Tie], who: Perpetrator | None) -> list[Tie]:
    """Return the ties that hold others for the perpetrators than `who`, or say them in other words, each actor once."""
    shown = {key(who.actor)} if who is not None else set()
    out: dict[str, Tie] = {}
    for tie in found:
        fits = tie.ground in ("accused", "suspected", "stated", "charged", "held", "convicted") and tie.value.kind != "state"
        if fits and key(tie.value) not in shown and not VICTIMS.search(tie.value.name):
            out.setdefault(key(tie.value), tie)
    return list(out.values())


def _perpetrator(annotated: Annotated, item: Candidate, telling: Telling) -> Perpetrator:
    asked = telling.asked
    told, span = _by_words(annotated, item, reach=telling.reach)
    tied = next((tie.mention for tie in (*item.ties, *item.elsewhere) if tie.span == span), span)
    value = as_written(annotated, item.value, tied)
    if is_nobody(item.value) and told == "stated":
        told = "unknown"
    if _UNIDENTIFIED.match(value.name) and told != "claimed":
        return Perpetrator(value, "unknown", span)
    if told == "accused" and item.value.kind == "person" and is_sentenced(annotated, telling):
        return Perpetrator(value, "stated", span)
    sure = surest(item.mentions, asked)
    chosen = weigh.best("status", status_candidates(sure, told, asked))
    plain = told == "stated" and (item.recorded or any(tie.subject or tie.ground == "convicted" for tie in item.ties))
    unsaid = chosen is not None and chosen[0] == "claimed" and _claims_nothing(annotated, item, telling)
    hedged = told == "suspected" and chosen is not None and chosen[0] == "stated" and _is_hedged(annotated, item)
    if (
        chosen is None or sure is None or plain or unsaid or hedged or told in ("claimed", chosen[0])
    ):  # what is told as a claim stays one
        return Perpetrator(value, told, span)
    return Perpetrator(value, chosen[0], sure)


def _is_hedged(annotated: Annotated, item: Candidate) -> bool:
    """Tell whether a hedge stands before the actor ("alleged Taliban fighters"), or ends the sentence ("…, police believe")."""
    text = annotated.document.text
    near = [tie for tie in item.ties if tie.ground == "suspected"]
    return guessed_at(item.value.name) or any(
        _HEDGED.search(text, max(0, tie.mention.start - HEDGED), tie.mention.start + 1) or guessed(text, tie.span.end)
        for tie in near
    )


def _claims_nothing(annotated: Annotated, item: Candidate, telling: Telling) -> bool:
    """Tell an actor that nowhere claims the deed and denies it, or where the report says that nobody has claimed it: the model
    takes such for claims too."""
    if any(tie.ground == "claim" for tie in (*item.ties, *item.elsewhere)):
        return False
    if any(tie.ground == "suspected" for tie in item.ties):
        return True  # "bore the hallmarks of"
    text = annotated.document.text
    spans = [Span(0, len(text))] if telling.reach == 1.0 else telling.spans  # the sentence itself ties nobody to anything
    return any(tie.ground == "denial" for tie in item.ties) or any(UNCLAIMED.search(text, s.start, s.end) for s in spans)


def _by_words(annotated: Annotated, item: Candidate, *, reach: float) -> tuple[PerpetratorStatus, Span]:
    """Return the status that the words around the actor give, and the words; a claim of another incident is none of this one."""
    nays = [tie.span for tie in item.ties if tie.ground == "denial"]
    here = [tie for tie in item.ties if tie.ground in dict(_STATUS)]
    here = [tie for tie in here if tie.ground != "claim" or not any(tie.span.overlaps(nay) for nay in nays)]
    ties = here or [tie for tie in item.elsewhere if tie.ground == "accused" or (reach > 0.0 and tie.ground != "claim")]
    for ground, status in _STATUS:
        for tie in ties:
            if tie.ground == ground:
                denied = any(other.ground == "denial" for other in item.ties)
                if status == "accused" and outlets_own(annotated, tie) and not denied:
                    status = "stated"
                if status == "claimed" and _SIGNED.search(tie.span.of(annotated.document.text)):
                    status = "suspected"
                if status == "stated" and tie.value.kind == "generic" and guessed_at(item.value.name):
                    status = "suspected"
                if ground == "stated" and status == "stated" and (denied or _by_a_witness(annotated, tie.span)):
                    status = "accused"
                return status, without_date(annotated, tie.mention) if tie.ground == "stated" else tie.span
    said = any(attribution.scope.covers(item.first) for attribution in annotated.attributions)
    if guessed_at(item.value.name):
        return "suspected", item.first
    return "accused" if said else "stated", item.first


def _by_a_witness(annotated: Annotated, span: Span) -> bool:
    """Tell whether somebody who is no official says it ("… torched 60 houses, residents said")."""
    said = attribution_of(annotated, span)
    return said is not None and said.source_kind in ("witness", "perpetrator")


def surest(mentions: Iterable[Span], asked: Scores | None) -> Span | None:
    """Return the mention that the model reads most surely as who did it; None where it read none."""
    known = [(value, span) for span in mentions if (value := weigh.asked_of(asked, span, "perpetrator")) is not None]
    return max(known)[1] if known else None


def status_candidates(
    sure: Span | None, told: PerpetratorStatus, asked: Scores | None
) -> list[tuple[PerpetratorStatus, weigh.Features]]:
    """Return every status with its features: whether the words around the actor give it, and what the model makes of `sure`."""
    out: list[tuple[PerpetratorStatus, weigh.Features]] = []
    for status in get_args(PerpetratorStatus):
        model = weigh.asked_of(asked, sure, f"perpetrator:{status}") if sure is not None else None
        out.append((status, {f"is_{status}": float(model is not None), "told": float(status == told), "model": model or 0.0}))
    return out
