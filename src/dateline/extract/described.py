"""Perpetrators whom the article describes and no grammar of names knows ("a former driver", "50 youths", "Kuki militants").

Two things find them: the model, which reads who did this incident, and the place in the sentence, subject or "by" of a violent
verb. The words are cut to a noun phrase (``codebook/described.json``). A word with a capital stands only where it can be no private
person's name: a place, a people, an abbreviation, or the name before or behind a noun of groups.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice

from dateline.codebook.possessed import owner
from dateline.codebook.tables import table
from dateline.extract.antecedent import antecedent
from dateline.extract.asked import runs
from dateline.extract.clause_subjects import agents_far, subjects
from dateline.types import ActorMention, ActorValue, Annotated, Scores, Span

SHORTEST = 4
"""Code points of a description at least."""
MOST_WORDS = 9
AROUND = 60
"""Code points on either side that show whether a text is written in capitals throughout."""
SCORE = 0.5
_WORD = re.compile(r"\w++(?:[’'.-]\w++)*+")
_BEGUN = re.compile(r"(?:^|[.!?\n:][”\"’']?\s{0,2}|[–—]\s|\n)[“\"‘]?$")
"""What stands before the first word of a sentence."""
_AGED = re.compile(r"\d{1,3}-year-old$")
_MANY = frozenset(("thousands", "hundreds", "dozens", "scores"))
_DAYS = frozenset(
    ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april", "may",
     "june", "july", "august", "september", "october", "november", "december")
)  # fmt: skip
_LETTERED = frozenset(("t-shirt", "t-shirts"))


def described(annotated: Annotated, asked: Scores | None, known: Sequence[Span]) -> Iterator[ActorMention]:
    """Yield the words in which the model reads who did it, beside the actors that are `known`."""
    for span in runs(asked, "perpetrator"):
        if not any(span.overlaps(other) for other in known):
            yield from _mention(annotated, span)


def by_clause(annotated: Annotated, spans: Sequence[Span]) -> Iterator[ActorMention]:
    """Yield the noun phrases that are subjects or far agents of a violent verb, those within known actors too."""
    seen: set[Span] = set()
    for span in spans:
        for found in (*subjects(annotated, span, opening_phrase), *agents_far(annotated, span, opening_phrase)):
            if found not in seen:
                seen.add(found)
                yield _actor(annotated, found)


def _mention(annotated: Annotated, span: Span) -> Iterator[ActorMention]:
    found = phrase(annotated, span)
    if found is not None:
        yield _actor(annotated, found)


def _actor(annotated: Annotated, found: Span) -> ActorMention:
    text = annotated.document.text
    own = re.match(r"(?:its|their)\s", found.of(text), re.IGNORECASE)
    its = owner(text, found.start + own.end(), annotated.actors) if own is not None else None
    words = found.of(text).lower().split()
    if words[:2] == ["the", "same"] and words[-1] in table("blame")["group_nouns"]:  # "killed by the same militia"
        its = antecedent(annotated, found.start)
    if its:
        return ActorMention(found, its)
    return ActorMention(found, ActorValue(" ".join(found.of(annotated.document.text).split()), None, "generic", SCORE))


_DANGLING = frozenset({"or", "nor", "loyal", "linked", "allied", "belonging", "carrying", "wearing", "dressed", "flag"})
"""Words with which no phrase ends ("fighters loyal to")."""
_BUNCH = frozenset({"group", "total", "batch", "number"})
_NUMBERS = frozenset(["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"])


@cache
def _set(*names: str) -> frozenset[str]:
    return frozenset().union(*(table("described")[name] for name in names))


@cache
def _never_acting() -> frozenset[str]:
    return _set("never") - {"person", "people", "persons"}


def acting_phrase(annotated: Annotated, span: Span) -> Span | None:
    """Return what `phrase` returns; "a person" and "two people" stand for those who act where the grammar says that they do."""
    return phrase(annotated, span, never=_never_acting())


def opening_phrase(annotated: Annotated, span: Span) -> Span | None:
    """Return what `acting_phrase` returns where `span` begins with it: of most stretches the first word tells that it does not."""
    first = _WORD.match(annotated.document.text, span.start, span.end)
    return acting_phrase(annotated, span) if first is not None and not _skipped(first[0]) else None


def phrase(annotated: Annotated, span: Span, *, never: frozenset[str] | None = None) -> Span | None:
    """Return the first noun phrase of `span` if it can stand for people without naming a private person."""
    text = annotated.document.text
    found = _WORD.finditer(text, span.start, span.end)
    first = next((word for word in found if not _skipped(word[0])), None)
    if first is None:
        return None
    words = [first, *islice(found, MOST_WORDS)]
    past = _past(text, words)
    if any(one.kind == "title" and one.span.covers(span) for one in annotated.sentences[:2]):
        past = _before_present(words[:past])
    while past and (
        words[past - 1][0].lower() in _set("opening", "joined", "modifiers") or words[past - 1][0].lower() in _DANGLING
    ):
        past -= 1
    chosen = words[: _without_stump(words, past)]
    chosen = chosen[_counted(chosen) :]
    if not chosen or (chosen[-1][0].isdigit() and text[chosen[-1].end() : chosen[-1].end() + 2].strip(",").isdigit()):
        return None  # "Some 1" of "Some 1,500 marchers"
    if chosen[-1].end() - chosen[0].start() < SHORTEST or not _can_act(chosen, never or _set("never")):
        return None
    if not _nameless(annotated, chosen):
        cut = next((i for i, word in enumerate(chosen) if i and word[0].lower() in _set("joined")), 0)
        chosen = chosen[:cut]  # "a constable on the Wexcombe side" is a deputy
        if len(chosen) < 2 or not _can_act(chosen, never or _set("never")) or not _nameless(annotated, chosen):
            return None
    return Span(chosen[0].start(), chosen[-1].end())


def _before_present(words: Sequence[re.Match[str]]) -> int:
    """Return the word past the people's plural in a headline, whose verb is in the present ("Masked men | free drug lord")."""
    low = [word[0].lower() for word in words]
    plural = (i for i in range(len(low) - 1) if low[i] in _set("people") and low[i].endswith(("s", "men")))
    return next((i + 1 for i in plural if low[i + 1] not in _set("joined") | {"and"}), len(low))


def _counted(words: Sequence[re.Match[str]]) -> int:
    """Return the word after "a first group of" where a number follows: "five suspected pirates" says who."""
    low = [word[0].lower() for word in words[:6]]
    at = low.index("of") if "of" in low else 0
    return at + 1 if at and low[at - 1] in _BUNCH and low[at + 1 : at + 2] and low[at + 1] in _NUMBERS else 0


def _without_stump(words: Sequence[re.Match[str]], past: int) -> int:
    """Return the word past the phrase without a complement that lacks its noun or verb ("three men of the same", "a member of his
    own", "four men with their faces" [covered])."""
    if past > 3 and words[past - 3][0].lower() == "with" and words[past - 2][0].lower() in ("their", "his", "her"):
        return past - 3
    if past > 2 and words[past - 1][0].lower() in ("own", "same", "said"):
        joined = [i for i in range(1, past) if words[i][0].lower() in _set("joined")]
        return joined[-1] if joined else past
    return past


def _skipped(word: str) -> bool:
    """Tell whether a word leads to a phrase and is none of it ("by", "which", "taken")."""
    low = word.lower()
    return low in _set("stops", "joined") or _is_verb(low)


def _is_verb(low: str) -> bool:
    """Tell a past form or an "-ing" that is no known modifier."""
    formed = low.endswith(("ed", "ing")) and len(low) > 4 and "-" not in low
    return low in _set("irregular") or (formed and low not in _set("modifiers"))


def _past(text: str, words: Sequence[re.Match[str]]) -> int:
    """Return the word past the phrase: before a verb, a clause, or punctuation."""
    bare = True
    for index in range(min(len(words), MOST_WORDS)):
        low = words[index][0].lower()
        gap = text[words[index - 1].end() : words[index].start()] if index else " "
        if gap not in (" ", " “", ' "', " ‘"):
            return index
        opens = low in _set("opening", "modifiers") or low.isdigit()
        if low in _set("stops") or (not bare and _is_verb(low)):
            return index
        if low == "on" and words[index + 1 : index + 2] and _is_day(words[index + 1][0].lower()):
            return index
        if low == "and" and not (words[index + 1 : index + 2] and words[index + 1][0][0].isupper()):
            return index
        if low in _set("joined") and bare and index and not (low == "of" and words[index - 1][0].lower() in _MANY):
            return index
        bare = opens or low in _set("joined") or low == "and"
    return min(len(words), MOST_WORDS)


def _is_day(low: str) -> bool:
    """Tell what a day begins with ("on Tuesday", "on 3 May")."""
    return low in _DAYS or low.isdigit()


def _head(words: Sequence[re.Match[str]]) -> str:
    """Return the noun that the phrase is about: the last word before "with", "from", "of" …"""
    cut = next((i for i, word in enumerate(words) if i and word[0].lower() in _set("joined")), len(words))
    return words[cut - 1][0].lower()


def _can_act(words: Sequence[re.Match[str]], never: frozenset[str]) -> bool:
    """Tell whether the phrase can be one of people: it begins as one, or its noun is a plural, a people's or an abbreviation."""
    head, first = _head(words), words[0][0].lower()
    if head in never or head in _set("stops"):
        return False
    begins = len(words) > 1 and (first in _set("opening") or first.isdigit() or _AGED.match(first) is not None)
    return begins or head.endswith("s") or head in _set("collective") or any(mark.isupper() for mark in words[-1][0])


def _nameless(annotated: Annotated, words: Sequence[re.Match[str]]) -> bool:
    """Tell whether no capital can be that of a private person."""
    lowered = [word[0].lower() for word in words]
    grouped = bool(set(lowered) & _set("collective"))
    for index, word in enumerate(words):
        if not any(mark.isupper() for mark in word[0]) or (index == 0 and lowered[0] in _set("opening")):
            continue
        span = Span(word.start(), word.end())
        if (
            index == 0
            and (len(words) == 1 or lowered[1] in _set("joined"))
            and _begun(annotated, word)
            and lowered[0] in _set("people")
            and lowered[0].endswith(("s", "men"))
        ):
            continue  # "Villagers beat him", "Students of the college ransacked it"
        if (
            index == 0
            and len(words) > 1
            and (lowered[0] in _set("modifiers", "collective", "belonging") or _opens(annotated, words))
        ):
            continue
        if (
            _is_public(annotated, word[0], span)
            or _is_of_capitals(annotated, lowered[index], span)
            or (grouped and _of_a_group(lowered, index))
        ):
            continue
        return False
    return True


def _is_of_capitals(annotated: Annotated, low: str, span: Span) -> bool:
    """Tell a word for people in a text that is written in capitals throughout ("TWO ARMED MEN SHOT HIM")."""
    around = annotated.document.text[max(0, span.start - AROUND) : span.end + AROUND]
    return low in _set("opening", "modifiers", "joined", "people", "collective", "belonging") and around.isupper()


def _opens(annotated: Annotated, words: Sequence[re.Match[str]]) -> bool:
    """Tell a noun that is capitalised because a sentence begins with it, before the noun of people that it tells more of ("Pillion
    riders", "Cattle thieves")."""
    return _begun(annotated, words[0]) and words[1][0].islower() and words[1][0] in _set("people")


def _begun(annotated: Annotated, word: re.Match[str]) -> bool:
    """Tell whether a sentence begins with the word, written as words that begin one are."""
    text = annotated.document.text
    return _BEGUN.search(text, max(0, word.start() - 4), word.start()) is not None and word[0][1:].islower()


def _of_a_group(lowered: Sequence[str], index: int) -> bool:
    """Tell whether a capitalised word stands before a noun of groups or behind "members of"."""
    before, behind = lowered[:index], lowered[index + 1 :]
    return bool(set(behind) & _set("collective")) or bool("of" in before and set(before) & _set("belonging"))


def _is_public(annotated: Annotated, word: str, span: Span) -> bool:
    """Tell whether a capitalised word is an abbreviation, a people, or lies in a place or a named actor."""
    text = annotated.document.text
    if word.casefold() in _LETTERED or word.casefold() in _set("ranked"):
        return True
    if len(word) > 1 and word.isupper():
        return any(mark.islower() for mark in text[max(0, span.start - AROUND) : span.end + AROUND])
    if word.casefold() in _peoples() or word.casefold().removesuffix("s") in _peoples():
        return True
    if word in _given():
        return False
    actors = (actor.span for actor in annotated.actors if actor.value.kind in ("group", "state"))
    return any(other.covers(span) for other in (*(place.span for place in annotated.places), *actors))


@cache
def _given() -> frozenset[str]:
    return frozenset(table("place_people")["given"])


@cache
def _peoples() -> frozenset[str]:
    countries = table("state_forces")["countries"].values()
    return frozenset(word.casefold() for country in countries for name in country["adjectives"] for word in name.split())
