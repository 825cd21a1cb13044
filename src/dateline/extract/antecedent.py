"""Which group "it", "they" or "the group" stands for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache

from dateline.codebook.actors import ancestors, get
from dateline.codebook.needles import Needled
from dateline.codebook.phrases import tokens
from dateline.codebook.tables import table
from dateline.types import ActorMention, ActorValue, Annotated, Span

IN_TITLE = 3
"""Mentions elsewhere that one in the title is worth."""
AFFILIATE = 3
"""How many times as often as its affiliate a group is named at most, where the affiliate is the one that is told of."""
ANTECEDENT_REACH = 1500
"""Code points back to the group that "it" or "the group" stands for."""
USED_BY = re.compile(
    r"\b(?:used|held|hosted|organi[sz]ed|attended|"
    r"run|owned|operated|controlled|occupied|manned|frequented) by (?:the )?$|\bbelonging to (?:the )?$"
)
"""Whose a target is ("a depot used by X"): not who struck it."""
_ENDS = frozenset(".;?!")
_SAID = re.compile(r"\s(?:that\s)?(?:\w+\s)?")
"""What may stand between a reporting verb and the pronoun that it opens with ("said that it")."""
_SPEAKS = re.compile(
    r"\b(?:spokes(?:man|woman|person)|commander|leader|caller|member|speak(?:ing)?\sfor|official|representative)\b", re.IGNORECASE
)
_DESCRIBED = re.compile(r"\)?,\s(?:an?|the|which|who|whose|also|formerly|led|founded|based|set\sup)\s", re.IGNORECASE)
ARTICLE = 4
"""Code points before the name that opens a sentence ("The ")."""
_IS_OR_HAS = re.compile(
    r"\)?(?:\s\([^()]{1,40}\))?(?:,\s[^.;:]{1,160},)?\s(?:is|are|was|were|has|have|had|began|emerged|grew|split|broke|came|wants?|seeks?|remains?|signed|made|laid|took|joined|fought|fights|ruled|rules|governs|runs|controls)\b",
)
"""What makes the name that opens a sentence what it speaks about; who said, claimed or denied something is not."""
_PRONOUN = re.compile(r"(it|its|they|their)\b", re.IGNORECASE)


def antecedent(annotated: Annotated, at: int) -> ActorValue | None:
    """Return the group that "it", "they" or "the group" at `at` stands for: the one that the article names most before it, the last
    named of those that are named as often.

    Of two that could be meant it is mostly the group of the article, and not the rival or the parent named last. Not
    one of which it only says whose a target is ("a depot used by X"): then the force told of before it in that sentence is meant.
    Whoever says that "it" did, did it; a speaker that is no known actor leaves it open.
    """
    text, owner = annotated.document.text, -1
    pronoun = _PRONOUN.match(text, at)
    said = _speaker(annotated, at) if pronoun else None
    if pronoun and said:
        own = next((a.value for a in annotated.actors if said.covers(a.span) and a.value.kind in ("group", "state")), None)
        if own is not None or pronoun[1].lower().startswith("it"):
            return own
    if text.startswith("Its ", at) and (last := _described_last(annotated, at)) is not None:
        return last
    if pronoun and (topic := topic_before(annotated, at)) is not None:
        return topic
    near: list[ActorMention] = []
    for actor in reversed(annotated.actors):
        if actor.span.end > at:
            continue
        if not near and owner >= 0 and actor.value.kind == "state" and not _ENDS.intersection(text[actor.span.end : owner]):
            return actor.value
        if actor.value.kind == "group" and not _keeps_the_peace(actor.value.actor_id):
            if at - actor.span.end > ANTECEDENT_REACH:
                break
            if near or USED_BY.search(text, max(0, actor.span.start - 24), actor.span.start) is None:
                near.append(actor)
            owner = actor.span.start
    return _most_named(annotated, near, at)


@cache
def _keeps_the_peace(actor_id: str | None) -> bool:
    """Tell a peace mission, which "the rebels" and "the group" stand for nowhere."""
    record = get(actor_id) if actor_id is not None else None
    return record is not None and record.ideology == "peace mission"


def _described_last(annotated: Annotated, at: int) -> ActorValue | None:
    """Return the one group that the sentence before names and describes ("… on the Front, a group that …. Its leader …")."""
    text = annotated.document.text
    before = [s.span for s in annotated.sentences if s.span.end <= at][-1:]
    named = [a for span in before for a in annotated.actors if a.value.kind == "group" and span.covers(a.span)]
    if len({key(a.value) for a in named}) != 1:
        return None
    return named[0].value if any(_DESCRIBED.match(text, a.span.end) for a in named) else None


def topic_before(annotated: Annotated, at: int) -> ActorValue | None:
    """Return the group with whose name the sentence before the one at `at`, in its paragraph, begins, as the subject of what it is
    or has ("The Front, founded in 1991, is known for kidnappings. It bombed …")."""
    sentences = [s for s in annotated.sentences if s.span.start <= at]
    while len(sentences) > 1 and sentences[-1].span.start == at and sentences[-1].paragraph == sentences[-2].paragraph:
        sentences.pop()
        at = sentences[-1].span.start
        first = next((a for a in annotated.actors if at <= a.span.start <= at + ARTICLE), None)
        if first is not None:
            is_topic = first.value.kind == "group" and _IS_OR_HAS.match(annotated.document.text, first.span.end)
            return first.value if is_topic else None
        if not _PRONOUN.match(annotated.document.text, at):
            return None
    return None


def spoken_for(annotated: Annotated, start: int, value: ActorValue) -> bool:
    """Tell whether the sentence before the "he said the group did it" at `start` is about somebody who speaks for the group."""
    before = [s.span for s in annotated.sentences if s.span.end <= start][-1:]
    named = {key(a.value) for span in before for a in annotated.actors if a.value.kind == "group" and span.covers(a.span)}
    return named == {key(value)} and any(_SPEAKS.search(annotated.document.text, span.start, span.end) for span in before)


def _speaker(annotated: Annotated, at: int) -> Span | None:
    """Return who says what the pronoun at `at` opens ("The navy said it …")."""
    for item in annotated.attributions:
        if item.speaker.end <= item.cue.start and item.cue.end < at and _SAID.fullmatch(annotated.document.text, item.cue.end, at):
            return item.speaker
    return None


def _most_named(annotated: Annotated, near: Sequence[ActorMention], at: int) -> ActorValue | None:
    counts = named_before(annotated, at)
    told = [actor for actor in near if counts[key(actor.value)]]  # one that only says who another is stands for nobody
    most = max(told, key=lambda actor: counts[key(actor.value)], default=None)
    return most.value if most is not None else None


@cache
def _beside() -> Needled:
    """Words before a name that is only there to say who another is ("an ally of X", "an offshoot of X", "the rival X")."""
    return Needled(rf"\b(?:{'|'.join(table('blame')['aside'])})\s(?:[\w’'“\"-]+\s){{0,4}}[“\"'‘]?$", re.IGNORECASE)


_SHORT = re.compile(r"\b(?:[\w’'-]+\s){1,7}\((?:the\s)?$")
"""The words of a name before its abbreviation in brackets."""


_AFFILIATE = re.compile(
    r"['’]?s?[\s-](?:affiliate|offshoot|ally|branch|franchise|proxy|splinter|front)\b(?:\s(?:group|faction))?(?=[,.;)])",
    re.IGNORECASE,
)
_ONE_OF_ITS = re.compile(r"\b(?:an?|the|another|local|regional|main)\s$", re.IGNORECASE)
"""What makes a name the description of another ("the Front, an al Qaeda affiliate,")."""


def aside(text: str, span: Span) -> bool:
    """Tell whether a name stands there only to say who another is; an abbreviation in brackets goes with the name before it."""
    if _AFFILIATE.match(text, span.end) and _ONE_OF_ITS.search(text, max(0, span.start - 16), span.start):
        return True
    before = text[max(0, span.start - 100) : span.start]
    short = _SHORT.search(before) if text.startswith(")", span.end) else None
    if short is not None:
        words = short[0].split()
        return any(_beside().first(before[: short.start()] + " ".join(words[:n]) + " ") for n in range(len(words)))
    return _beside().first(before[-45:]) is not None


def named_before(annotated: Annotated, at: int) -> Counter[str]:
    """Return how often each group is named before `at`, by `key`; once in the title is worth `IN_TITLE` elsewhere, and as
    another's rival or ally nothing."""
    text = annotated.document.text
    title = annotated.sentences[0].span.end if annotated.sentences and annotated.sentences[0].kind == "title" else 0
    named = (a for a in annotated.actors if a.value.kind == "group" and a.span.end <= at and not aside(text, a.span))
    return with_parents(Counter(key(a.value) for a in named for _ in range(IN_TITLE if a.span.end <= title else 1)))


def with_parents(counts: Counter[str]) -> Counter[str]:
    """Return the counts with those of a group's parents added to its own: they claim its deeds and are named for it.

    One that is named far less often than its parent is only mentioned.
    """
    more = {name: sum(counts[above] for above in ancestors(name) if AFFILIATE * counts[name] >= counts[above]) for name in counts}
    return counts + Counter(more)


def key(value: ActorValue) -> str:
    """Return what makes two mentions one actor within a document."""
    return value.actor_id or " ".join(sorted(_plain(value.name)))


@lru_cache(maxsize=4096)
def _plain(name: str) -> frozenset[str]:
    words = frozenset(token.word for token in tokens(name)) - {"the", "a", "an", ",", "(", ")"}
    return words or frozenset({name.casefold()})
