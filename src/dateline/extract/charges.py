"""What a group says of others: "X in a statement said that the police were behind the killing" is no claim."""

from __future__ import annotations

from dateline.extract.antecedent import key
from dateline.extract.blame_lines import Line, word_set
from dateline.types import ActorMention, ActorValue, Span

_BE = frozenset(("was", "were", "is", "are", "been", "being", "be"))
_BEHIND = frozenset(("behind", "responsible"))


def is_charge(read: Line, said: int, deed: int, speaker: ActorValue) -> bool:
    """Tell whether the deed at token `deed` is another's, who acts ("said in a statement that Y's troops had killed six")."""
    between = read.words[said + 1 : deed]
    if not between or any(word.word in word_set("own") for word in between):
        return False
    behind = read.words[deed].word in _BEHIND
    if not behind and between[-1].word in _BE:
        return False
    named = _named(read, Span(read.words[said].span.end, read.words[deed].span.start))
    if behind:
        return between[-1].word in _BE and not any(key(actor.value) == key(speaker) for actor in named)
    return any(actor.value.kind == "state" and key(actor.value) != key(speaker) for actor in named)


def is_speaker(read: Line, actor: ActorMention, cue: Span) -> bool:
    """Tell the speaker of "X in a statement said that agents were behind it" from the subject of "were behind"."""
    if cue.of(read.text).lower().split()[-1] not in _BEHIND or actor.span.of(read.text).lower() in word_set("pronouns"):
        return False
    between = [word.word for word in read.words if actor.span.end <= word.span.start and word.span.end <= cue.start]
    said = next((at for at, word in enumerate(between) if word in word_set("says")), None)
    spoken = said is not None and between[said + 1 : said + 2] not in ([], [","])  # not "X, police said, were behind it"
    return spoken and not word_set("own").intersection(between[said:])


def said_before(read: Line, actor: ActorMention | None) -> int:
    """Return where the verb of saying before a named actor begins ("X said that Y was behind it"), else the line's start."""
    named = actor is not None and actor.span.of(read.text).lower() not in word_set("pronouns")
    before = [word for word in read.words if named and actor is not None and word.span.end <= actor.span.start]
    return next((word.span.start for word in reversed(before[-4:]) if word.word in word_set("says")), read.span.start)


def is_quoted(read: Line, start: int, end: int) -> bool:
    """Tell whether a quotation ends between a name and "claimed" (“… the X did it,” he claimed): that is what is claimed."""
    return any(mark in read.text[start:end] for mark in ("”", '"', "’,"))


def _named(read: Line, span: Span) -> list[ActorMention]:
    return [actor for actor in read.actors if span.start <= actor.span.start and actor.span.end <= span.end]
