"""Who did it: claims of responsibility, denials, accusations and suspicions (CODEBOOK.md, Who)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from dateline.codebook.phrases import PhraseTable, tokens
from dateline.codebook.tables import table
from dateline.extract.units import inside
from dateline.types import ActorMention, Annotated, Claim, EventMention, Perpetrator, PerpetratorStatus, Span

Ground = Literal["claim", "denial", "accused", "suspected", "none"]
REACH = 90
"""Code points between an actor and the cue that ties it to an incident."""
AGENT_REACH = 60
"""Code points between an actor and the event that it is the subject or the "by" of."""
_PASSIVE = frozenset({"was", "were", "been", "being", "by", "and", "said", "that", "when", ","})
_PERFORMED = ("carried out", "executed", "launched", "conducted", "staged", "carrying out", "mounted", "perpetrated")
_RANK: dict[PerpetratorStatus, int] = {"claimed": 0, "accused": 1, "suspected": 2, "stated": 3, "unknown": 4}


@dataclass(frozen=True, slots=True)
class Tie:
    """An actor tied to an incident on a ground, with the words from actor to cue."""

    ground: Ground | Literal["stated"]
    actor: ActorMention
    span: Span
    sentence: Span


@cache
def _cues() -> PhraseTable[tuple[Ground, str]]:
    data = table("blame")
    rows: list[tuple[str, tuple[Ground, str]]] = [(pattern, ("none", "")) for pattern in data["none"]]
    grounds: tuple[Ground, ...] = ("claim", "denial", "accused", "suspected")
    for ground in grounds:
        for side in ("left", "right"):
            rows += [(pattern, (ground, side)) for pattern in data[ground].get(side, ())]
    return PhraseTable(rows)


def ties(annotated: Annotated, span: Span) -> list[Tie]:
    """Return every tie of an actor that the words of `span` make, in the order of the cues."""
    text = annotated.document.text
    actors = inside(annotated.actors, span)
    words = tokens(text, span.start, span.end)
    found: list[Tie] = []
    for first, past, (ground, side) in _cues().find(words):
        cue = Span(words[first].span.start, words[past - 1].span.end)
        if ground == "none":
            continue
        actor = _nearest(actors, cue, side)
        if actor is not None:
            found.append(Tie(ground, actor, Span(min(actor.span.start, cue.start), max(actor.span.end, cue.end)), span))
    return found + list(_agents(annotated, span, actors))


def _nearest(actors: Sequence[ActorMention], cue: Span, side: str) -> ActorMention | None:
    if side == "left":
        near = [a for a in actors if a.span.end <= cue.start and cue.start - a.span.end <= REACH]
        named = [a for a in near if a.value.kind != "generic"]
        return next(reversed(named or near), None)
    near = [a for a in actors if a.span.start >= cue.end and a.span.start - cue.end <= REACH]
    named = [a for a in near if a.value.kind != "generic"]
    return next(iter(named or near), None)


def _agents(annotated: Annotated, span: Span, actors: Sequence[ActorMention]) -> Iterator[Tie]:
    """Actors that are the grammatical agent: before an active verb, or behind "by"."""
    text = annotated.document.text
    for event in inside(annotated.events, span):
        for actor in actors:
            if _is_agent(text, actor, event):
                reach = Span(min(actor.span.start, event.span.start), max(actor.span.end, event.span.end))
                yield Tie("stated", actor, reach, span)


def _is_agent(text: str, actor: ActorMention, event: EventMention) -> bool:
    before = event.span.start - actor.span.end
    if 0 <= before <= AGENT_REACH and not event.noun:
        between = text[actor.span.end : event.span.start].lower()
        return not any(
            word in between.split() for word in ("was", "were", "been", "being", "by", "and", "said", "that", "when", ",")
        )
    if 0 <= before <= AGENT_REACH:
        between = text[actor.span.end : event.span.start].lower()
        return any(
            verb in between for verb in ("carried out", "executed", "launched", "conducted", "staged", "carrying out", "mounted")
        )
    after = actor.span.start - event.span.end
    if 0 <= after <= AGENT_REACH:
        return text[event.span.end : actor.span.start].lower().split()[-2:-1] == ["by"] or text[
            event.span.end : actor.span.start
        ].lower().rstrip().endswith((" by", " by the", " by a", " by suspected", " by unidentified", " by unknown"))
    return False


def claims(found: Iterable[Tie], annotated: Annotated) -> list[Claim]:
    """Return the claims of responsibility, each actor once, with its channel where the sentence names one."""
    text = annotated.document.text
    return _once(found, "claim", lambda tie: Claim(tie.actor.value, tie.span, channel(text, tie.sentence)))


def denials(found: Iterable[Tie]) -> list[Claim]:
    """Return the denials, each actor once."""
    return _once(found, "denial", lambda tie: Claim(tie.actor.value, tie.span))


def _once(found: Iterable[Tie], ground: str, make: Callable[[Tie], Claim]) -> list[Claim]:
    out: dict[str, Claim] = {}
    for tie in found:
        if tie.ground == ground and tie.actor.value.kind != "generic":
            out.setdefault(tie.actor.value.actor_id or tie.actor.value.name.casefold(), make(tie))
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


def perpetrator(found: Sequence[Tie]) -> Perpetrator | None:
    """Return who is held responsible, by rank of the ground; a named group stands before a state, a state before generic words."""
    kinds = {"group": 0, "state": 1, "generic": 2}
    denied = {tie.actor.value.name for tie in found if tie.ground == "denial"}
    ranked: list[tuple[int, int, int, Tie, PerpetratorStatus]] = []
    for index, tie in enumerate(found):
        status = _status(tie, denied)
        if status is not None:
            ranked.append((kinds[tie.actor.value.kind], _RANK[status], index, tie, status))
    if not ranked:
        return None
    _, _, _, tie, status = min(ranked, key=lambda item: item[:3])
    return Perpetrator(tie.actor.value, status, tie.span)


def _status(tie: Tie, denied: set[str]) -> PerpetratorStatus | None:
    match tie.ground:
        case "claim":
            return "claimed"
        case "accused":
            return "accused"
        case "suspected":
            return "suspected"
        case "stated":
            if tie.actor.value.kind == "generic":
                return "unknown"
            return "accused" if tie.actor.value.name in denied else "stated"
    return None


def of_spans(annotated: Annotated, spans: Iterable[Span]) -> list[Tie]:
    """Return the ties that the words of `spans` make, in their order."""
    return [tie for span in spans for tie in ties(annotated, span)]
