"""Of which group a fact is told: a weighted choice among the groups of the document (``codebook/weights.json``, "whose").

The group named before the words, behind them ("the 400-strong Reed Army"), what "it" and "the gang" stand for: each is a sign, and
what a sign is worth was learned from annotated facts (``training/whose.py``).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter

from dateline.extract import weigh
from dateline.extract.antecedent import aside, topic_before, with_parents
from dateline.extract.profile_names import key
from dateline.extract.profile_subject import PRONOUN, meant
from dateline.extract.units import inside
from dateline.types import ActorMention, ActorValue, Annotated, Sentence, Span

BACK = 4
"""Sentences back to which the groups named are candidates, beside the one that the document names most and those of its title."""
_POSSESSIVE = re.compile(r"['’]s?\s")
_OF = re.compile(r"\s?(?:['’”\"),]\s?)?(?:of|for|in|within|behind|to)\s(?:the\s)?(?:[a-z]+\s){0,2}[\"“]?$")
_GOES_ON = re.compile(
    r"[)\"”’'\]]{0,2}(?:,\s|\s[–—-]\s?|\s\()(?:a|an|the|which|who|whose|that|then|once|now|[a-z]+ed|led|set|built|born|an?\s)\b|"
    r"[)\"”’'\]]{0,2}\s(?:which|who|whose|that)\b"
)
"""How words behind a name go on with it ("Y, a group that …", "Y, founded …")."""
_CLAUSE = re.compile(r"[;:]|,\s(?:but|while|and|whereas|when)\s|\s(?:but|while|whereas)\s")
CROSSED = ("before", "first", "apposition", "goes_on", "next_to", "after", "touch_after", "over", "possessive", "topic", "most")
"""Signs that are worth more for one property than for another."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Words that tell a fact of some group: the property, where the value stands, and its sentence."""

    name: str
    span: Span
    sentence: Sentence


def whose(annotated: Annotated, fact: Fact, groups: Sequence[ActorMention]) -> ActorValue | None:
    """Return the group of which `fact` is told, None where none of the document is likely."""
    start = fact.sentence.span.start
    alone = not inside(groups, fact.sentence.span) and PRONOUN.search(annotated.document.text, start, fact.span.start + 4)
    if alone and (topic := topic_before(annotated, start)) is not None:
        return topic
    found = weigh.best("whose", [(value, row) for value, row in candidates(annotated, fact, groups)])
    return found[0] if found else None


def candidates(
    annotated: Annotated, fact: Fact, groups: Sequence[ActorMention]
) -> list[tuple[ActorValue, weigh.Features]]:  # fmt: skip
    """Return the groups that may be meant, each with its features, in the order of their first mention.

    One that the text names only later is not what "it" stood for: a gang without a name that a grammar knows may be meant.
    """
    groups = [mention for mention in groups if mention.span.start < fact.sentence.span.end]
    setting = _Setting.of(annotated, fact, groups)
    out: dict[str, list[ActorMention]] = {}
    for mention in groups:
        out.setdefault(key(mention.value), []).append(mention)
    return [
        (mentions[0].value, dict(_features(annotated, fact, setting, name, mentions)))
        for name, mentions in out.items()
        if name in setting.near
    ]


@dataclass(frozen=True, slots=True)
class _Setting:
    """What the groups of a document are to a sentence: keys of those near it, of the topics, and how often each is named."""

    near: frozenset[str]
    here: tuple[ActorMention, ...]
    topic: str | None
    last: str | None
    counts: Counter[str]
    most: str | None
    title: frozenset[str]
    pronoun: bool
    """Whether "it" or "the group" stands before the words, and no group's name between."""

    @classmethod
    def of(cls, annotated: Annotated, fact: Fact, groups: Sequence[ActorMention]) -> _Setting:
        text = annotated.document.text
        here = tuple(inside(groups, fact.sentence.span))
        back = [s for s in annotated.sentences if s.span.end <= fact.sentence.span.start][-BACK:]
        named = [[g for g in inside(groups, s.span) if not aside(text, g.span)] for s in back]
        before = next((row for row in reversed(named) if row), [])
        counts = Counter(key(g.value) for g in groups)
        most = max(with_parents(counts).items(), key=itemgetter(1), default=(None, 0))[0]
        first = annotated.sentences[0] if annotated.sentences else None
        title = frozenset(key(g.value) for g in inside(groups, first.span)) if first and first.kind == "title" else frozenset()
        near = {key(g.value) for row in named for g in row} | {key(g.value) for g in here} | title | ({most} if most else set())
        left = [g.span.end for g in here if g.span.end <= fact.span.start]
        pronoun = PRONOUN.search(text, left[-1] if left else fact.sentence.span.start, fact.span.start + 4) is not None
        topic, last = (key(before[0].value), key(before[-1].value)) if before else (None, None)
        return cls(frozenset(near), here, topic, last, counts, most, title, pronoun)


def _features(
    annotated: Annotated, fact: Fact, setting: _Setting, name: str, mentions: Sequence[ActorMention]
) -> Iterator[tuple[str, float]]:  # fmt: skip
    rows = {"bias": 1.0, **_of_sentence(annotated, fact, setting, name), **_of_document(setting, name, mentions)}
    yield from rows.items()
    for sign in CROSSED:
        if rows.get(sign):
            yield f"{fact.name}:{sign}", rows[sign]


def _of_document(setting: _Setting, name: str, mentions: Sequence[ActorMention]) -> dict[str, float]:
    """What the group is to the document and to the sentences before: more, where the sentence names none itself."""
    alone, pronoun = not setting.here, setting.pronoun
    topic, last, most = (float(name == other) for other in (setting.topic, setting.last, setting.most))
    return {
        "topic": topic, "last": last, "most": most,
        "title": float(name in setting.title),
        "share": len(mentions) / max(1, setting.counts.total()),
        "alone:topic": topic * alone, "alone:last": last * alone, "alone:most": most * alone,
        "pronoun:topic": topic * pronoun, "pronoun:last": last * pronoun, "pronoun:most": most * pronoun,
    }  # fmt: skip


def _of_sentence(annotated: Annotated, fact: Fact, setting: _Setting, name: str) -> dict[str, float]:
    """Where the group stands in the sentence that tells the fact."""
    text, words = annotated.document.text, fact.span
    own = [g for g in setting.here if key(g.value) == name]
    left = [g for g in own if g.span.end <= words.start + 1]
    right = [g for g in own if g.span.start >= words.end - 1]
    rows = {"over": float(any(g.span.overlaps(words) for g in own)), "pronoun:here": float(bool(own)) * setting.pronoun}
    others = [g for g in setting.here if key(g.value) != name]
    rivals = [g for g in others if not aside(text, g.span)]  # a name that only says who another is comes between nobody
    if left:
        between = text[left[-1].span.end : words.start]
        rows |= {
            "before": 1.0,
            "before_near": 1.0 / (1.0 + len(between) / 25.0),
            "nearest": float(not any(left[-1].span.end <= g.span.start and g.span.end <= words.start for g in others)),
            "next_to": float(not any(left[-1].span.end <= g.span.start and g.span.end <= words.start for g in rivals)),
            "goes_on": float(_goes_on(text, left[-1], rivals, words)),
            "first": float(not any(g.span.start < left[0].span.start for g in others)),
            "touch_before": float(len(between) <= 3),
            "apposition": float(meant(between)),
            "possessive": float(_POSSESSIVE.match(between) is not None),
            "clause": float(_CLAUSE.search(between) is not None),
            "aside": float(all(aside(text, g.span) for g in left)),
        }
    if right:
        between = text[words.end : right[0].span.start]
        rows |= {
            "after": 1.0,
            "after_near": 1.0 / (1.0 + max(0, len(between)) / 25.0),
            "touch_after": float(len(between) <= 3),
            "after_of": float(_OF.fullmatch(between) is not None or _OF.match(between) is not None),
            "after_only": float(not left),
            "after_clause": float(_CLAUSE.search(between) is not None),
            "nearest_after": float(not any(words.end <= g.span.start < right[0].span.start for g in others)),
        }
    return rows


def _goes_on(text: str, mention: ActorMention, rivals: Sequence[ActorMention], words: Span) -> bool:
    """Tell whether the words belong to what is said of the name right behind it, and no other group is named between."""
    if _GOES_ON.match(text, mention.span.end, words.start + 1) is None:
        return False
    return not any(mention.span.end <= g.span.start and g.span.end <= words.start for g in rivals)
