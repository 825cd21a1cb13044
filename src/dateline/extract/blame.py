"""Who did it: claims of responsibility, denials, accusations and suspicions, and the choice among them (CODEBOOK.md, Who).

`Ledger` reads each stretch of a document once for its ties (`blame_cues`, `agents`, `suspects`); `perpetrator` weighs the actors so
tied to an incident, named ones first (``codebook/blame_weights.json``); one that nobody names stands with status unknown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from typing import get_args

from dateline.codebook.phrases import tokens
from dateline.codebook.tables import table
from dateline.extract import weigh
from dateline.extract.agents import agents
from dateline.extract.avowals import avowals
from dateline.extract.blame_cues import Ground, Tie, cue_ties, doers, line, word_set
from dateline.extract.described import described
from dateline.extract.suspects import suspects
from dateline.types import ActorMention, ActorValue, Annotated, Claim, Perpetrator, PerpetratorStatus, Scores, Span

_TOLD: frozenset[Ground] = frozenset({"claim", "denial", "accused", "suspected", "charged", "convicted"})
_TOLD_DEED = _TOLD - {"denial"}
_STATUS: tuple[tuple[Ground, PerpetratorStatus], ...] = (
    ("claim", "claimed"), ("convicted", "stated"), ("charged", "accused"), ("accused", "accused"), ("suspected", "suspected"),
    ("stated", "stated"),
)  # fmt: skip
_ASKED = re.compile(r"\b(?:whether|if|clear that)\s(?:the\s)?$", re.IGNORECASE)
_WAS = re.compile(r"\s(?:was|were|is|are|had|has)\b", re.IGNORECASE)
_VICTIMS = re.compile(r"\b(?:people|persons?|wom[ae]n|boys?|girls?|number)\b", re.IGNORECASE)
_SEVERAL = re.compile(
    r"\b(?:both|all (?:two|three|four|five|six|seven|of the|of them|the)|the (?:two |three |four |twin |series of )?"
    r"(?:attacks|bombings|blasts|killings|shootings|explosions|strikes|raids|ambushes|assaults))\b",
    re.IGNORECASE,
)


FAR = 0.3
"""Where a document tells more main incidents than three (1 / 3), only those named with one can have done it."""


@dataclass(slots=True)
class Ledger:
    """The ties of one document, each stretch read once; what an actor's mention is worth is worked out once too."""

    annotated: Annotated
    _read: dict[Span, tuple[Tie, ...]] = field(default_factory=dict)
    _speaks: dict[Span, bool] = field(default_factory=dict)
    _logits: dict[Span, float] = field(default_factory=dict)

    def speaks(self, mention: Span) -> bool:
        """Tell whether the mention is a speaker's words."""
        if mention not in self._speaks:
            self._speaks[mention] = any(mention.overlaps(said.speaker) for said in self.annotated.attributions)
        return self._speaks[mention]

    def logit(self, mention: Span) -> float:
        """Return the model's logit for the mention as perpetrator, as a share of the cap."""
        if mention not in self._logits:
            self._logits[mention] = weigh.model(self.annotated, mention, "perpetrator") / weigh.CAP
        return self._logits[mention]

    def ties(self, span: Span) -> tuple[Tie, ...]:
        """Return every tie that the words of `span` make: cues first, then persons held, then agents."""
        if span not in self._read:
            stretch = line(self.annotated, span)
            self._read[span] = (*cue_ties(stretch), *avowals(stretch), *suspects(stretch), *agents(stretch))
        return self._read[span]

    def of_spans(self, spans: Iterable[Span]) -> list[Tie]:
        """Return the ties that the words of `spans` make, in their order."""
        return [tie for span in spans for tie in self.ties(span)]

    def tells(self, span: Span) -> bool:
        """Tell whether the words of `span` say who did it, apart from telling the deed."""
        return any(tie.ground in _TOLD for tie in self.ties(span))


def speaks_of_several(annotated: Annotated, span: Span) -> bool:
    """Tell whether the words speak of several attacks at once ("claimed all three", "both bombings")."""
    return _SEVERAL.search(annotated.document.text, span.start, span.end) is not None


def key(value: ActorValue) -> str:
    """Return what makes two mentions one actor within a document."""
    return value.actor_id or " ".join(sorted(_plain(value.name)))


@lru_cache(maxsize=4096)
def _plain(name: str) -> frozenset[str]:
    words = frozenset(token.word for token in tokens(name)) - {"the", "a", "an", ",", "(", ")"}
    return words or frozenset({name.casefold()})


def is_nobody(value: ActorValue) -> bool:
    """Tell whether the words name nobody in particular ("three masked gunmen")."""
    if value.kind != "generic":
        return False
    return all(token.word in word_set("nobody") or token.word.isdigit() for token in tokens(value.name))


def claims(found: Iterable[Tie], annotated: Annotated) -> list[Claim]:
    """Return the claims of responsibility, each actor once, with its channel where the sentence names one."""
    text, ties = annotated.document.text, list(found)
    denied = {(tie.sentence, key(tie.value)) for tie in ties if tie.ground == "denial"}
    ties = [tie for tie in ties if (tie.sentence, key(tie.value)) not in denied]
    return _once(ties, "claim", lambda tie: Claim(as_written(annotated, tie.value), tie.span, channel(text, tie.sentence)))


def denials(found: Iterable[Tie], annotated: Annotated) -> list[Claim]:
    """Return the denials, each actor once."""
    ties = list(found)
    held = {key(tie.value) for tie in ties if tie.ground in ("accused", "suspected", "charged", "stated")}
    able = [tie for tie in ties if key(tie.value) in held or not _bystander(tie.value)]
    return _once(able, "denial", lambda tie: Claim(as_written(annotated, tie.value), tie.span))


def _bystander(value: ActorValue) -> bool:
    """Tell whether the denier is of those who deny reports, not deeds ("police denied that …")."""
    return bool({token.word for token in tokens(value.name)} & word_set("deniers_not"))


def _once(found: Iterable[Tie], ground: Ground, make: Callable[[Tie], Claim]) -> list[Claim]:
    out: dict[str, Claim] = {}
    for tie in found:
        named = tie.value.kind != "generic" or ground == "denial"
        if tie.ground == ground and named and not is_nobody(tie.value):
            out.setdefault(key(tie.value), make(tie))
    return list(out.values())


def channel(text: str, sentence: Span) -> str | None:
    """Return the channel of a claim as the sentence writes it ("Telegram"), None where it names none."""
    low = sentence.of(text).lower()
    for name in table("blame")["channels"]:
        at = low.find(f" {name}")
        if at >= 0:
            start = sentence.start + at + 1
            return text[start : start + len(name)]
    return None


def as_written(annotated: Annotated, value: ActorValue) -> ActorValue:
    """Return the actor under the longest name that the article itself uses; the id says which group of the codebook it is."""
    if value.actor_id is None:
        return value
    followers = set(table("generic_actors")["followers"])
    names = [
        _without(actor.span.of(annotated.document.text), followers)
        for actor in annotated.actors
        if actor.value.actor_id == value.actor_id
    ]
    return replace(value, name=max(names, key=len)) if any(names) else value


def _without(words: str, followers: set[str]) -> str:
    parts = " ".join(words.split()).split(" ")
    while len(parts) > 1 and parts[-1].lower() in followers:
        parts.pop()
    return " ".join(parts)


@dataclass(slots=True)
class _Candidate:
    """One actor of the document with what ties it to the incident, and to the document as a whole."""

    value: ActorValue
    mentions: dict[Span, None] = field(default_factory=dict)
    ties: list[Tie] = field(default_factory=list)
    elsewhere: list[Tie] = field(default_factory=list)
    inside: int = 0
    described: bool = False
    """Whether only the model ties its words to the incident."""

    @property
    def first(self) -> Span:
        """The first mention."""
        return next(iter(self.mentions))


def perpetrator(ledger: Ledger, spans: Sequence[Span], *, reach: float, asked: Scores | None = None) -> Perpetrator | None:
    """Return who is held responsible for the incident told in `spans`.

    ``reach`` in 0..1 says how far words elsewhere in the document may speak of it: 1.0 for its only main incident.

    The actor of most weight, if any weighs more than nobody; else the unnamed agent in the article's words, status unknown.
    """
    found = [item for item in candidates(ledger, spans, asked) if not _only_comments(ledger.annotated, item)]
    named = [item for item in found if not is_nobody(item.value) and (item.inside or item.ties or reach >= FAR or reach == 0.0)]
    rows = [(item, features(ledger, item, found, reach=reach, asked=asked)) for item in named]
    chosen = weigh.best("perpetrator", rows)
    if chosen is not None:
        return _perpetrator(ledger.annotated, chosen[0], reach=reach, asked=asked)
    for item in found:
        tie = next((tie for tie in item.ties if tie.ground in ("stated", "suspected", "accused")), None)
        if is_nobody(item.value) and tie is not None and not _VICTIMS.search(item.value.name):
            return Perpetrator(item.value, "accused" if _blamed(tie) else "unknown", tie.span)
    return None


def _only_comments(annotated: Annotated, item: _Candidate) -> bool:
    """Tell an actor of whom nothing says that it acted, and who only comments ("X condemned the attack") or is asked about
    ("whether X was behind it")."""
    if any(tie.ground != "accuser" for tie in (*item.ties, *item.elsewhere)):
        return False
    text = annotated.document.text
    return all(
        _comments().match(text, span.end)
        or (_ASKED.search(text[max(0, span.start - 40) : span.start]) and _WAS.match(text, span.end))
        for span in item.mentions
    )


@cache
def _comments() -> re.Pattern[str]:
    verbs = "|".join(table("blame")["comments"])
    return re.compile(
        rf"(?:['’]s?\s[\w-]{{1,20}})?\s(?:(?:has|have|also|later|strongly|itself)\s){{0,2}}(?:{verbs})\w*", re.IGNORECASE
    )


def _blamed(tie: Tie) -> bool:
    """Tell whether somebody holds unnamed actors responsible, more than that they acted."""
    return tie.ground == "accused" and tie.span.start < tie.mention.start


def beside(found: Iterable[Tie], who: Perpetrator | None) -> list[Tie]:
    """Return the ties that hold others for the perpetrators than `who`, or say them in other words, each actor once."""
    shown = {key(who.actor)} if who is not None else set()
    out: dict[str, Tie] = {}
    for tie in found:
        fits = tie.ground in ("accused", "suspected", "stated", "charged", "convicted") and tie.value.kind != "state"
        if fits and key(tie.value) not in shown and not _VICTIMS.search(tie.value.name):
            out.setdefault(key(tie.value), tie)
    return list(out.values())


def candidates(ledger: Ledger, spans: Sequence[Span], asked: Scores | None = None) -> list[_Candidate]:
    """Return the actors that any words of the document tie to something, or that stand in `spans`, in the order of the text; and
    the words in which the model reads who did it."""
    out: dict[str, _Candidate] = {}
    for actor in _mentions(ledger.annotated):
        item = out.setdefault(key(actor.value), _Candidate(actor.value))
        item.mentions[actor.span] = None
        item.inside += any(span.covers(actor.span) for span in spans)
    for span, ties in list(ledger._read.items()):
        for tie in ties:
            item = out.setdefault(key(tie.value), _Candidate(tie.value))
            if tie.mention not in item.mentions:
                item.mentions[tie.mention] = None
                item.inside += span in spans
            (item.ties if span in spans else item.elsewhere).append(tie)
    for actor in described(ledger.annotated, asked, [span for item in out.values() for span in item.mentions]):
        item = out.setdefault(key(actor.value), _Candidate(actor.value, described=True))
        item.mentions[actor.span] = None
        item.inside += 1
    return [item for item in out.values() if item.value.kind != "generic" or item.described or _may_act(item)]


def _may_act(item: _Candidate) -> bool:
    """Leave out those who only deny or accuse in words of their own ("the village council")."""
    return any(tie.ground not in ("denial", "accuser") for tie in (*item.ties, *item.elsewhere))


def _mentions(annotated: Annotated) -> Iterable[ActorMention]:
    whole = Span(0, len(annotated.document.text))
    return (actor for actor in doers(annotated, whole) if actor.value.kind != "generic")


def features(
    ledger: Ledger, item: _Candidate, found: Sequence[_Candidate], *, reach: float, asked: Scores | None = None
) -> weigh.Features:
    """Return the features of "`item` did it": its grounds here and elsewhere, its kind, its share of the document."""
    here = {tie.ground for tie in item.ties}
    there = {tie.ground for tie in item.elsewhere}
    annotated = ledger.annotated
    spoken = sum(ledger.speaks(mention) for mention in item.mentions)
    groups = [other for other in found if other.value.kind == "group"]
    mentioned = sum(len(other.mentions) for other in groups)
    near = [ledger.logit(span) for span in item.mentions]
    this = [value for span in item.mentions if (value := weigh.asked_of(asked, span, "perpetrator")) is not None]
    return {
        **dict.fromkeys(here - {"accuser"}, 1.0),
        "told": float(bool(here & _TOLD_DEED)),
        "told_group": float(bool(here & _TOLD_DEED) and item.value.kind == "group"),
        "accuser": float("accuser" in here | there),
        "told_elsewhere": reach * float(bool(there & _TOLD_DEED and not here & _TOLD_DEED)),
        "stated_elsewhere": reach * float("stated" in there and not here),
        "reach": reach,
        item.value.kind: 1.0,
        "speaks": spoken / len(item.mentions),
        "inside": float(item.inside > 0),
        "share": len(item.mentions) / mentioned if item.value.kind == "group" and mentioned else 0.0,
        "only": float(item.value.kind == "group" and len(groups) == 1),
        "untied": float(not here),
        "model": max(near, default=0.0) if annotated.scores is not None else 0.0,
        "this": max(this, default=0.0),
        "unread": float(asked is not None and not this),
        "read": float(item.described),
        "grammar_only": float(annotated.scores is None),
    }


def _perpetrator(annotated: Annotated, item: _Candidate, *, reach: float, asked: Scores | None = None) -> Perpetrator:
    value = as_written(annotated, item.value)
    told, span = _by_words(annotated, item, reach=reach)
    sure = surest(item.mentions, asked)
    chosen = weigh.best("status", status_candidates(sure, told, asked))
    if chosen is None or sure is None or told in ("claimed", chosen[0]):  # a claim that is told as one stays a claim
        return Perpetrator(value, told, span)
    return Perpetrator(value, chosen[0], sure)


def _by_words(annotated: Annotated, item: _Candidate, *, reach: float) -> tuple[PerpetratorStatus, Span]:
    """Return the status that the words around the actor give, and the words."""
    here = [tie for tie in item.ties if tie.ground in dict(_STATUS)]
    ties = here or [tie for tie in item.elsewhere if reach > 0.0 or tie.ground == "accused"]
    for ground, status in _STATUS:
        for tie in ties:
            if tie.ground == ground:
                denied = status == "stated" and any(other.ground == "denial" for other in ties)
                return "accused" if denied else status, tie.span
    said = any(attribution.scope.covers(item.first) for attribution in annotated.attributions)
    if set(item.value.name.lower().split()[:1]) & word_set("hedges"):
        return "suspected", item.first
    return "accused" if said else "stated", item.first


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
