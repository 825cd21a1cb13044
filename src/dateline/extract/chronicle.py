"""What a group did before, told under words that name it once: "What has it done?", "Attacks blamed on the front", "Its record"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from typing import Literal

from dateline.codebook.tables import table
from dateline.extract.antecedent import key, named_before
from dateline.extract.blame_lines import Ground, Tie
from dateline.extract.doers import doers
from dateline.types import ActorMention, ActorValue, Annotated, Sentence, Span

LONGEST = 110
"""Code points within which a head ends; a longer sentence tells, it does not announce."""
BEHIND = 50
"""Code points before a group's name in a title in which its deeds stand ("attacks blamed on the Front")."""
_MARK = re.compile(r"[\s*#>•·–—-]*+(?:\d{1,2}[.)]\s|Q:?\s)?+[\s*]*+")
"""What may stand before a head: a bullet, a number, bold."""
_END = re.compile(r"[?:](?=[\s*]|$)|$")
_ITEM = re.compile(r"\s*[-–—*•]\s?\S")
_WHO_IS = re.compile(r"[\W\d]{0,6}(?:Q:\s)?(?:who|what)(?:\s(?:exactly|then))?\s(?:is|are|was|were)\s[^?\n]{2,60}\?", re.IGNORECASE)
_SPEAKS = re.compile(r"\b(?:it|its|they|their)\b", re.IGNORECASE)
PRONOUNS = 2
"""Pronouns for the group in a section that describes it without its name."""
_PRONOUNS = ("they", "it", "its", "their", "the")


Kind = Literal["head", "neutral", "lead"]
"""A head of its own; one that names nobody; a sentence that announces what follows in its paragraph ("It has claimed two: …")."""


@dataclass(frozen=True, slots=True)
class Head:
    """What a head says of the deeds below it: on which ground, by whom (``who`` is empty where it is not said)."""

    ground: Ground
    who: Span
    end: int
    kind: Kind


@cache
def _patterns() -> tuple[tuple[Ground, Kind, re.Pattern[str]], ...]:
    words = table("chronicle")
    nouns = "|".join(table("blame")["group_nouns"])
    who = rf"(?P<who>they|it|its|their|the\s(?:[\w-]+\s)?(?:{nouns})(?:['’]s?)?|(?-i:(?:the\s|The\s)?[A-Z])[^?:]{{1,40}}?)"
    deeds, earlier, done, claimed = ("|".join(words[name]) for name in ("deeds", "earlier", "done", "claimed"))
    records = "|".join(words["records"])
    of_deeds = rf"(?:(?:{earlier})\s){{0,3}}(?:{deeds})"
    close = r"[\s*.]*+(?:[?:]|$)"
    asked, laid = r"(?:what|which)\b[^?:]{0,30}?", "|".join(words["laid_on"])
    listed = r"(?:(?:what|which)\s(?:is|are|were|was)\s)?(?:(?:some|a few|the most notable|most)\sof\s)?(?:the\s)?"
    ago = r"\b(?:before|earlier|in the past|previously)\b"
    found: list[tuple[Ground, Kind, str]] = [
        ("claim", "head", rf"(?:what|which)\b[^?:]{{0,30}}?\b(?:has|have|had|did)\s{who}\s(?:{claimed})\b"),
        ("stated", "head", rf"(?:what|which)\b[^?:]{{0,30}}?\b(?:has|have|had|did|does|do)\s{who}\s(?:[\w-]+\s)?(?:{done})\b"),
        (
            "stated",
            "head",
            rf"(?:has|have|had|did)\s{who}\s(?:ever\s)?(?:{done})\b[^?:]{{0,20}}?{ago}",
        ),
        (
            "stated",
            "head",
            rf"(?:what|which)\b[^?:]{{0,30}}?\b(?:stands?|is|are|lies?)\s(?:to|at|on|against)\s{who}\s(?:{records}|door){close}",
        ),
        ("accused", "head", rf"{asked}\b(?:is|are|was|were|has|have|had)\s{who}\s(?:been\s)?(?:{laid}){close}"),
        ("stated", "head", rf"{asked}\s{who}\s(?:has|have|had)\s(?:[\w-]+\s)?(?:{done})\b"),
        ("claim", "head", rf"{listed}{of_deeds}\s(?:{'|'.join(words['claimed_by'])})\s{who}{close}"),
        ("accused", "head", rf"{listed}{of_deeds}\s(?:{'|'.join(words['blamed_on'])})\s{who}{close}"),
        ("stated", "head", rf"{listed}{of_deeds}\s(?:{'|'.join(words['by'])})\s{who}{close}"),
        ("stated", "head", rf"{listed}(?:(?:{earlier})\s){{1,3}}{who}\s(?:{deeds}){close}"),
        ("stated", "head", rf"(?:what (?:is|was) )?(?:its|their)(?P<who>)\s(?:{of_deeds}|{records}){close}"),
        ("stated", "head", rf"{who}['’]s?\s(?:{of_deeds}|(?:[\w-]+\s)?(?:{records})){close}"),
        (
            "accused",
            "head",
            rf"(?:which|what)\s{of_deeds}\s(?:are|were|have been)\s(?:{'|'.join(words['blamed_on'])})\s{who}{close}",
        ),
        ("stated", "lead", rf"(?:some|most|the worst) of what {who} (?:has |had )?(?:did|done)\b[^:.?]{{0,30}}:"),
        ("stated", "neutral", rf"(?P<who>)(?:{'|'.join(words['neutral'])}){close}"),
        (
            "claim",
            "lead",
            rf"{who}\s(?:(?:also|has|have|had)\s){{0,2}}(?:{claimed})\s[^:.?]{{0,40}}?\b(?:{deeds})\b[^:.?]{{0,40}}:",
        ),
        ("stated", "lead", rf"{who}\s(?:has|have|had)\s[^:.?]{{3,60}}?{ago}\s?:"),
    ]
    return tuple((ground, kind, re.compile(pattern, re.IGNORECASE)) for ground, kind, pattern in found)


@cache
def _titles() -> re.Pattern[str]:
    """Titles of lists of one group's deeds: "Timeline: ISIS attacks in …", "A chronology of bombings blamed on …"."""
    words = table("chronicle")
    return re.compile(rf"\b(?:{'|'.join(words['lists'])})\b", re.IGNORECASE)


@cache
def _deeds_behind() -> re.Pattern[str]:
    words = table("chronicle")
    return re.compile(rf"['’]?s?\s(?:(?:{'|'.join(words['earlier'])})\s){{0,3}}(?:{'|'.join(words['deeds'])})\b", re.IGNORECASE)


@cache
def _deeds_before() -> re.Pattern[str]:
    words = table("chronicle")
    laid = "|".join((*words["claimed_by"], *words["blamed_on"], "carried out by", "committed by", "by"))
    return re.compile(rf"\b(?:{'|'.join(words['deeds'])})\s(?:{laid})\s(?:the\s)?$", re.IGNORECASE)


def chronicles(annotated: Annotated) -> Iterator[tuple[Span, Tie]]:
    """Yield each stretch that stands under such a head, to the next head or the end of its list, with the tie of the group."""
    text, sentences = annotated.document.text, annotated.sentences
    for at, sentence in enumerate(sentences):
        if sentence.kind == "title" and (named := _of_title(annotated, sentence.span)) is not None:
            yield Span(sentence.span.end, len(text)), Tie("stated", named.value, named.span, sentence.span, sentence.span)
        head = _head(text, sentence.span) if sentence.kind in ("heading", "body") else None
        if head is None or (head.kind != "lead" and not _opens(sentences, at)):
            continue
        actor = _actor(annotated, at, head)
        if actor is None:
            continue
        words = Span(sentence.span.start, head.end)
        listed = at + 1 < len(sentences) and _ITEM.match(text, sentences[at + 1].span.start) is not None
        ends = _leaves if head.kind == "lead" or listed else _ends
        below = takewhile(lambda item: not ends(text, sentences, item[0]), enumerate(sentences[at + 1 :], at + 1))  # noqa: B023
        last = max((one.span.end for _, one in below), default=sentence.span.end)
        yield Span(head.end, max(last, sentence.span.end)), Tie(head.ground, actor.value, actor.span, words, words)


def _of_title(annotated: Annotated, title: Span) -> ActorMention | None:
    text = annotated.document.text
    if _titles().search(text, title.start, title.end) is None:
        return None
    named = [actor for actor in doers(annotated, title) if actor.value.kind == "group"]
    before = (text[max(title.start, actor.span.start - BEHIND) : actor.span.start] for actor in named)
    told = (
        actor
        for actor, words in zip(named, before, strict=True)
        if _deeds_behind().match(text, actor.span.end) or _deeds_before().search(words)
    )
    return next(told, None)


def _opens(sentences: Sequence[Sentence], at: int) -> bool:
    """Tell whether the sentence may be a head: one on a line of its own, or the first of its paragraph."""
    first = at == 0 or sentences[at - 1].paragraph != sentences[at].paragraph
    return first and sentences[at].kind in ("heading", "body")


def _ends(text: str, sentences: Sequence[Sentence], at: int) -> bool:
    """Tell whether the next head stands here: a heading, or a question that opens a paragraph."""
    if sentences[at].kind in ("heading", "boilerplate"):
        return True
    return _opens(sentences, at) and sentences[at].span.of(text).rstrip("* ").endswith("?")


def _leaves(text: str, sentences: Sequence[Sentence], at: int) -> bool:
    """Tell whether a paragraph begins here that is no entry of a list."""
    return _opens(sentences, at) and _ITEM.match(text, sentences[at].span.start) is None


def _head(text: str, span: Span) -> Head | None:
    mark = _MARK.match(text, span.start, span.end)
    start = mark.end() if mark is not None else span.start
    for ground, kind, pattern in _patterns():
        found = pattern.match(text, start, min(span.end, start + LONGEST))
        if found is not None:
            end = _END.search(text, found.end() - 1, span.end)
            return Head(ground, Span(*found.span("who")), end.end() if end is not None else span.end, kind)
    return None


def _actor(annotated: Annotated, at: int, head: Head) -> ActorMention | None:
    """Return the group that the head names; for "they" or "the group" the one that the article names most before it.

    Under a head that names nobody ("Previous attacks") it is meant only where the section before is about it.
    """
    sentence = annotated.sentences[at].span
    named = next((a for a in doers(annotated, Span(sentence.start, head.end)) if a.value.kind == "group"), None)
    if named is not None and head.kind != "neutral":
        return named
    words = head.who.of(annotated.document.text)
    if words and words.split()[0].lower() not in _PRONOUNS:
        return None
    topic = _asked_for(annotated, at) or _topic(annotated, sentence.start)
    if topic is None or (head.kind == "neutral" and not _about(annotated, at, topic)):
        return None
    return ActorMention(head.who if words else Span(sentence.start, head.end), topic)


def _asked_for(annotated: Annotated, at: int) -> ActorValue | None:
    """Return the one group for which the last head asked that asks who somebody is ("What is the Front?")."""
    sentences = annotated.sentences
    for before in range(at - 1, -1, -1):
        span = sentences[before].span
        if not _opens(sentences, before) or _WHO_IS.match(annotated.document.text, span.start, span.end) is None:
            continue
        named = {key(a.value): a.value for a in annotated.actors if a.value.kind == "group" and span.covers(a.span)}
        if len(named) == 1:
            return next(iter(named.values()))
    return None


def _topic(annotated: Annotated, before: int) -> ActorValue | None:
    """Return the group that is named most before; None where two are: nobody can tell whose record it is."""
    counts = named_before(annotated, before).most_common(2)
    if not counts or (len(counts) == 2 and counts[0][1] == counts[1][1]):
        return None
    return next(actor.value for actor in annotated.actors if actor.value.kind == "group" and key(actor.value) == counts[0][0])


def _about(annotated: Annotated, at: int, topic: ActorValue) -> bool:
    """Tell whether the section that ends before sentence `at` is about the group: names it, or says "it" of the title's group."""
    sentences = annotated.sentences
    start = at - 1
    while start > 0 and not _ends(annotated.document.text, sentences, start):
        start -= 1
    if at < 1:
        return False
    section = Span(sentences[start].span.start, sentences[at - 1].span.end)
    named = [actor.span for actor in annotated.actors if key(actor.value) == key(topic)]
    title = sentences[0].span if sentences[0].kind == "title" else Span(0, 0)
    spoken = len(_SPEAKS.findall(annotated.document.text, section.start, section.end)) >= PRONOUNS
    return any(map(section.covers, named)) or (spoken and any(map(title.covers, named)))
