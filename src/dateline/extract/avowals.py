"""Claims and denials told as speech about oneself: "X said its fighters had stormed the town", "… that it had not fired"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.codebook.phrases import Token
from dateline.extract.blame_cues import subject
from dateline.extract.blame_lines import Ground, Line, Tie, word_set
from dateline.extract.charges import is_charge, is_quoted
from dateline.extract.other_deeds import is_met, is_of_others
from dateline.extract.own_deeds import BE, DEED_REACH, SPEECH_REACH, befalls, first_deed, is_thing, loss, of_nobody, owns

CHANNEL_REACH = 14
"""Tokens before "said" to a channel ("in a post on X")."""
ANSWER_REACH = 8
"""Tokens from "called the attack" to "a reply", from "spoke of" to "killed"."""
LOSS_REACH = 4
"""Tokens behind "retaliation" in which the loss stands that it answers."""
FRONTED_REACH = 9
"""Tokens between the comma and "said" in which who says so is named ("…, a spokesman for the group said")."""
FRONTED = 4
"""Tokens within which a stretch that begins with its reason names it ("A reply to the raid, the group said")."""
_OFFICES = frozenset(("police", "military", "government", "ministry", "hospital", "embassy", "court", "officials", "official"))
_SPEAKERS = frozenset(("spokesman", "spokesperson", "spokeswoman", "statement", "message", "it", "they"))
_DOES = frozenset(("did", "done", "do", "does"))
_SUFFER = frozenset(("killed", "wounded", "injured", "hurt", "martyred"))
_BY_OTHERS = re.compile(
    r"[^.;\n]{0,90}?\b(?:was|were|been)\s[“\"‘']?(?:[\w-]+\s){0,2}(?:planned|ordered|carried\sout|committed|perpetrated|organi[sz]ed|done)\sby\s"
    r"(?!(?:its?|their|our|his|us|them|one\sof|the\s(?:group|movement|organi[sz]ation))\b)",
    re.IGNORECASE,
)
"""What makes a deed another's, behind its noun ("insisted in a message that the attack was planned by Colonel Rivas")."""
_CALLED_OUT = frozenset(("responded", "answered", "used", "holding", "held", "kept", "part", "taken", "operate", "operated"))
"""What police say of themselves that is no deed ("officers said they responded to a call")."""
_MIGHT = frozenset(("may", "might", "could", "possibly", "perhaps"))


UNCLAIMED = re.compile(
    r"\b(?:no|nobody|none|neither)\b[^.;\n]{0,40}?\b(?:claim(?:ed|s)?\s(?:of\s)?responsibility|claimed|taken\sresponsibility|"
    r"said\s(?:it|they)\s(?:was|were|had|carried))\b",
    re.IGNORECASE,
)


def avowals(read: Line) -> Iterator[Tie]:
    """Yield claims and denials told as speech about oneself: "X said its fighters had stormed the town", "… had not fired".

    Where a group speaks through a channel ("in a message on Telegram"), the deed need not be called its own.
    """
    words = read.words
    for index, token in enumerate(words):
        if not _says(words, index):
            continue
        actor = subject(read, token.span.start)
        if actor is None or actor.value.kind == "generic":
            continue
        if token.word in word_set("calling") and UNCLAIMED.search(read.text, *_lately(read, token.span.start)):
            continue  # who calls a deed an answer praises it, where the report says that nobody claimed it
        deed = _deed(read, index, group=actor.value.kind == "group")
        if deed is None and actor.value.kind == "group":
            deed = _told_first(read, index)
        apart = any(w.word in (".", ";") for w in words[:index] if w.span.start >= actor.span.end)
        lost = loss(read, index) if deed is None and actor.value.kind == "group" and not apart else None
        if lost is not None:
            yield read.tie("victim", actor.value, actor.span, words[lost].span)
            return
        if (
            deed is not None
            and words[deed].word in _CALLED_OUT
            and not word_set("unclaiming").isdisjoint(actor.span.of(read.text).lower().split())
        ):
            continue
        charge = deed is None or is_charge(read, index, deed, actor.value)
        if deed is None or charge or is_of_others(read.text, words[deed].span.start, read.span.end):
            continue
        if not any(word.word in word_set("ahead") | word_set("praises") for word in words[index + 1 : deed]):
            ground: Ground = "denial" if _denies(words[index + 1 : deed]) else "claim"
            if words[deed].word in _DOES and _denies(words[deed + 1 : deed + 2]) and not _owns_up(words[deed + 2 : deed + 3]):
                continue  # "said it did not believe in that"; a deed so denied has a cue of its own
            if ground == "denial" or not any(w.word in word_set("nays") for w in words[max(0, index - 4) : index]):
                yield read.tie(ground, actor.value, actor.span, words[deed].span)
            return


def _lately(read: Line, at: int) -> tuple[int, int]:
    """Return the words of the sentence and of the one before it, up to `at`."""
    starts = [s.span.start for s in read.annotated.sentences if s.span.start < at]
    return (starts[-2:] or [at])[0], at


def bare_claims(read: Line) -> Iterator[Tie]:
    """Yield claims whose object is a place alone, or nothing: "X claimed Quetta and Mastung the same day", "IS claims; …"."""
    for index, token in enumerate(read.words):
        if token.word not in ("claimed", "claims"):
            continue
        rest = read.words[index + 1 : index + 2]
        bare = not rest or rest[0].word in (";", ".") or (_is_object(read, index) and rest[0].word in word_set("behind_claimed"))
        if not bare and not any(rest[0].span.overlaps(place.span) for place in read.annotated.places):
            continue
        actor = subject(read, token.span.start)
        if actor is None or actor.value.kind != "group" or is_quoted(read, actor.span.end, token.span.start):
            continue
        between = {word.word for word in read.words[:index] if word.span.start >= actor.span.end}
        if not between & (word_set("nays") | BE):
            yield read.tie("claim", actor.value, actor.span, token.span)


def _is_object(read: Line, index: int) -> bool:
    """Tell "which" before the claimant of the verb at token `index`: the deed stands before it ("…, which X claimed online")."""
    actor = subject(read, read.words[index].span.start)
    before = [word.word for word in read.words if actor is not None and word.span.end <= actor.span.start][-2:]
    return "which" in before or before[-1:] == ["that"]


def _owns_up(words: list[Token]) -> bool:
    """Tell "it did not mean to kill", which avows the deed and not the dead."""
    return bool(words) and words[0].word in ("mean", "intend")


def _says(words: list[Token], index: int) -> bool:
    """Tell a verb of saying, or "put out" and the like before what is written."""
    word = words[index].word
    if word == "told" and index and words[index - 1].word in BE:
        return False  # "they were told to give up": somebody else speaks
    if index and words[index - 1].word == "neither":
        return False  # "neither confirmed nor denied that it had fired"
    if word in ("reports", "claims", "states") and words[index + 1 : index + 2] and words[index + 1].word == "of":
        return False
    return word in word_set("says") or (
        word in ("put", "sent")
        and any(w.word in word_set("channel_words") for w in words[index + 1 : index + 6])
        and not any(w.word in ("warning", "warned", "alerting") for w in words[index + 1 : index + SPEECH_REACH])
    )


def _denies(words: list[Token]) -> bool:
    words = _without_brackets(words)
    return any(word.word in word_set("negations") or word.word.endswith("n't") for word in words)


def _without_brackets(words: list[Token]) -> list[Token]:
    """Return the words without what brackets set off ("has said (but shown nothing) that")."""
    opened = next((i for i, word in enumerate(words) if word.word == "("), None)
    closed = next((i for i, word in enumerate(words) if word.word == ")"), -1)
    return words if opened is None or closed < opened else words[:opened] + words[closed + 1 :]


def _deed(read: Line, said: int, *, group: bool) -> int | None:
    """Return the token of the deed that is told of oneself behind the reporting verb at token `said`."""
    words = read.words
    if words[said].word in word_set("calling"):
        return (_answer(words, said) or _ours(words, said)) if group else None
    soldiers = _soldiers(words, said) if group else None
    if soldiers is not None:
        return soldiers
    for own in owns(words, said):
        if words[own + 1 : own + 2] and words[own + 1].word in ("was", "is", "were"):
            return _behind(words, own) or (_reason(words, own + 2) if group and words[own].word in ("it", "they") else None)
        if any(w.word in (".", ";") for w in words[said:own]):
            break
        if words[own + 1 : own + 2] and words[own + 1].word in _MIGHT and words[own].word == "it" and is_thing(words, own + 2):
            return None
        one = [word.word for word in words[own - 2 : own]] == ["one", "of"]
        if one and any(word.word in BE for word in words[own + 2 : own + 5]):
            continue  # "one of its fighters was killed"
        if one and not any(word.word in word_set("works") for word in words[own : own + 3]):
            deed = first_deed(read, own + 1, own + DEED_REACH)  # "one of its women had blown herself up"
        elif words[own - 1].word in BE or one:
            deed = next((i for i in range(own, min(len(words), own + 3)) if words[i].word in word_set("works")), None)
        else:
            deed = first_deed(read, own + 1, own + DEED_REACH)
        if deed is not None and is_met(read.text, words[own].span.start, words[deed].span.end):
            return None
        if deed is not None:
            answered = any(word.word in word_set("answered") for word in words[deed + 1 : deed + 5])
            return None if answered or befalls(read, deed) else deed
    if group and any(word.word in word_set("answers") for word in words[: min(FRONTED, said)]) and words[said - 1].word != ",":
        front = next(i for i in range(min(FRONTED, said)) if words[i].word in word_set("answers"))
        if words[front + 1].word in ("for", "to") and any(word.word == "," for word in words[front:said]):
            return front  # "Revenge for the raid, it said"
    reason = _answer(words, said) if group else None
    if reason is not None and any(word.word in BE | {"came"} for word in words[max(said, reason - 4) : reason]):
        return reason
    if group and _of_bystanders(words, said):
        return None
    spoken = [w.word for w in words[max(0, said - CHANNEL_REACH) : said + SPEECH_REACH]]
    if group and any(w in word_set("channel_words") for w in spoken):
        deed = first_deed(read, said + 1, said + 2 * SPEECH_REACH)
        return None if deed is not None and _BY_OTHERS.match(read.text, words[deed].span.end, read.span.end) else deed
    if group and words[said + 1 : said + 2] and words[said + 1].word == "of":
        dead = (i for i in range(said + 2, min(len(words), said + ANSWER_REACH)) if words[i].word in ("dead", "killed"))
        return next(dead, None)
    return None


def _for_itself(read: Line, comma: int, said: int) -> bool:
    """Tell whether a group or its spokesman stands between the comma and "said", not a vendor or the police."""
    words = read.words[comma + 1 : said]
    kinds = {actor.value.kind for actor in read.actors for word in words if actor.span.overlaps(word.span)}
    if "state" in kinds or any(word.word in _OFFICES for word in words):
        return False
    return "group" in kinds or any(word.word in word_set("group_nouns") | _SPEAKERS for word in words)


def _told_first(read: Line, said: int) -> int | None:
    """Return the deed of one's own that is told before who says so ("Its fighters carried out the attack, a spokesman said")."""
    words = read.words
    first = next((i for i, word in enumerate(words[:2]) if word.word in word_set("pronouns")), None)
    comma = next((i for i in range(said - 1, max(0, said - FRONTED_REACH), -1) if words[i].word == ","), None)
    if first is None or comma is None or of_nobody(words, first) or _denies(words[:comma]) or not _for_itself(read, comma, said):
        return None
    if {word.word for word in words[first + 1 : first + 3]} & word_set("outlets") or words[first + 1].word in (
        "was",
        "were",
        "is",
        "are",
    ):
        return None
    deed = first_deed(read, first + 1, min(comma, first + 6))
    return None if deed is None or befalls(read, deed) or any(w.word in word_set("ahead") for w in words[:deed]) else deed


def _of_bystanders(words: list[Token], said: int) -> bool:
    """Tell "its statement said 19 pupils were killed", "speaks of 43 civilians killed": nobody boasts so of the harmless dead;
    whoever says it accuses another."""
    behind = words[said + 1 : said + 1 + SPEECH_REACH]
    harmless = word_set("bystanders")
    dead = next((i for i, w in enumerate(behind) if i and w.word in _SUFFER and behind[i - 1].word in BE | harmless), None)
    return dead is not None and any(word.word in harmless for word in behind[:dead])


def _behind(words: list[Token], own: int) -> int | None:
    """Return "behind", "its work" or "striking" in "it was behind", "it was its work", "it was striking launch sites"."""
    for index in range(own + 1, min(len(words), own + 8)):
        its = words[index - 1].word in ("its", "his", "their")
        at_it = index == own + 2 and words[index].word in word_set("under_way")
        if (
            at_it
            or words[index].word in ("behind", "responsible", "theirs", "retaliating", "avenging", "punishing")
            or (its and words[index].word in word_set("works"))
        ):
            return index
    return None


def _reason(words: list[Token], first: int) -> int | None:
    """Return "retaliation" or "avenge" where nothing else stands behind "it was": "in retaliation for the raid", "to avenge it"."""
    for index in range(first, min(len(words), first + 5)):
        if words[index].word in word_set("answers") - {"mistake"} or words[index].word in ("avenge", "retaliate"):
            return index
        if words[index].word not in ("in", "a", "an", "the", "as", "direct", "carried", "done", "out", "part", "of", "to"):
            return None
    return None


def _answer(words: list[Token], said: int) -> int | None:
    """Return "reply" in "called the attack a reply to the raid": the deed avowed by the reason given for it.

    Who calls a deed "retaliation for the loss of the airport" means that the other side answers what it has lost.
    """
    found = next((i for i in range(said + 1, min(len(words), said + ANSWER_REACH)) if words[i].word in word_set("answers")), None)
    behind = {word.word for word in words[found + 1 : found + 1 + LOSS_REACH]} if found is not None else set()
    if found is not None and not _MIGHT.isdisjoint(word.word for word in words[said:found]):
        return None  # "said it might have been retaliation by the Front"
    return None if behind & word_set("setbacks") and not behind & word_set("pronouns") else found


def _ours(words: list[Token], said: int) -> int | None:
    """Return "soldier" in "called the man a soldier": the attackers taken for one's own."""
    whom = next((i for i in range(said + 1, min(len(words), said + 4)) if words[i].word in word_set("struck_by")), None)
    if whom is None:
        return None
    return next((i for i in range(whom + 1, min(len(words), whom + 6)) if words[i].word in word_set("ours")), None)


def _soldiers(words: list[Token], said: int) -> int | None:
    """Return "soldier" in "said the attacker was a soldier of its own": the attackers taken for one's own."""
    whom = next((i for i in range(said + 1, min(len(words), said + 5)) if words[i].word in word_set("struck_by") | {"they"}), None)
    if whom is None or words[whom + 1 : whom + 2] == [] or words[whom + 1].word not in BE:
        return None
    return next((i for i in range(whom + 2, min(len(words), whom + 6)) if words[i].word in word_set("ours")), None)
