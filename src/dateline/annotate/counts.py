"""Counts: how many persons were killed, injured, missing, abducted or arrested, as the text says it.

A small grammar over the tokens of each sentence: tokens (`count_tokens`), numbers (`count_numbers`), noun phrases that count
persons (`count_persons`, `count_phrases`, `count_partitives`; names in them `count_names`, what only looks like one
`count_guards`), the words for what happened (`count_deeds`, as a fact or not `count_certainty`), the links between them
(`count_links`), and whole told from part, superseded and cumulative (`count_roles`). This file turns the links into
`CountMention`s.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import cast

from dateline.annotate.count_assaulted import assaulted_alone, may_tell
from dateline.annotate.count_attackers import attackers_dead, ended_own_life
from dateline.annotate.count_deeds import Deed, deeds
from dateline.annotate.count_items import Clause, clause
from dateline.annotate.count_links import link
from dateline.annotate.count_memory import Last, recall
from dateline.annotate.count_multiples import amongst, multiples
from dateline.annotate.count_nouns import nouns, number_of_noun
from dateline.annotate.count_numbers import is_number_word
from dateline.annotate.count_ordinals import claimed, hurt_so_far, of_those_hurt, rise
from dateline.annotate.count_persons import ZERO, Phrase
from dateline.annotate.count_possessives import owned_deaths
from dateline.annotate.count_roles import Role, role_of, settle_roles
from dateline.annotate.count_strays import is_stray
from dateline.annotate.count_survivors import lived
from dateline.annotate.count_tokens import Words, read
from dateline.annotate.count_told_nobody import is_neither, is_unborn, tells_nobody
from dateline.annotate.count_unsaved import throats, unsaved
from dateline.annotate.cue_table import CueTable
from dateline.annotate.links import headlines
from dateline.codebook.tables import table
from dateline.types import Annotated, CountMention, CountValue, Effect, Sentence

REFUTED = 8
"""How many tokens after "reports of a fifth death" the words "were wrong" may stand."""
_PROVED = re.compile(
    r"\bbut (?:that|this|it|they) (?:later |has |have )?(?:proved|proven|turned out|was|were)(?: not)?(?: to be)? "
    r"(?:incorrect|untrue|false|wrong|(?<=not )(?:correct|true)|(?<=not to be )(?:correct|true))\b",
    re.IGNORECASE,
)
_NEXT_CLAUSE = re.compile(r"[;:]|, (?:and|while|as)\b")
"""What ends a clause: behind it "but that was not true" refutes what the next one says."""
NONE_OF = 5
"""How many tokens before "hostages survived" the "none" of "none of the 12 hostages survived" may stand."""
LONGEST_SENTENCE = 3_000
"""A longer sentence (a list without full stops) is not read: the grammar has nothing to hold on to there."""


def counts(annotated: Annotated) -> Annotated:
    """Add the counts of every sentence that is neither boilerplate nor another story's headline, in the order of the text."""
    text = annotated.document.text
    elsewhere = {line.start for line in headlines(text)}
    found: list[CountMention] = []
    last = Last()
    for sentence in annotated.sentences:
        if sentence.kind == "boilerplate" or sentence.span.end - sentence.span.start > LONGEST_SENTENCE:
            continue
        if elsewhere and text.rfind("\n", 0, sentence.span.start) + 1 in elsewhere:
            continue
        shouted = sentence.span.of(text).isupper()
        told = _sentence_counts(text, sentence, last)
        found += [mention for mention in told if not is_stray(annotated, mention, shouted=shouted)]
    return replace(annotated, counts=tuple(settle_roles(text, found)))


def _sentence_counts(text: str, sentence: Sentence, last: Last) -> list[CountMention]:
    words = read(text, sentence)
    found = deeds(words)
    zeros = [*_zeros(words), *_survived(words)]
    named = [*multiples(words), *amongst(words), *owned_deaths(words), *unsaved(words), *throats(words)]
    silent = not found and not zeros and not named and _cues().isdisjoint(words.lower) and not _sends(words)
    if silent and not ended_own_life(words) and not _may_be_ellipsis(words, last) and not may_tell(words):
        return []
    row = clause(words, found)
    link(row)
    claimed(row)
    recall(row, last)
    mentions = [*named, *attackers_dead(row)]
    for item in row.items:
        if isinstance(item, Phrase) and item.effect is not None and item.person != "no":
            told = _with_rise(row, item, last, _mentions(row, item))
            mentions += [m for m in told if not any(zero.span.overlaps(m.span) for zero in zeros)]
    mentions = lived(words, sorted(zeros + mentions, key=lambda m: (m.span.start, m.span.end)))
    last.remember(sentence, mentions)
    if may_tell(words) and assaulted_alone(row):
        last.assaulted(sentence)
    return mentions


def _with_rise(row: Clause, phrase: Phrase, last: Last, told: Iterable[CountMention]) -> Iterator[CountMention]:
    """Yield the mentions; before "a fifth person died" the toll of at least five that it tells, of which he is one."""
    toll = rise(row, phrase, last.figures)
    for mention in told:
        if toll is not None and mention.role in ("whole", "part"):
            yield replace(mention, value=toll, role="whole")
            mention = replace(mention, role="included")
        hurt = of_those_hurt(row, phrase)
        if hurt is not None and mention.effect == "killed":
            yield replace(mention, value=hurt, effect="hit", role="whole", certainty="stated")
        struck = hurt_so_far(row, phrase, last.figures, last.added)
        if struck is not None and mention.role in ("whole", "part"):
            yield replace(mention, value=struck[0], effect=struck[1], role="whole")
            mention = replace(mention, role="included")
        yield mention


def _mentions(row: Clause, phrase: Phrase) -> Iterator[CountMention]:
    deed = row.items[phrase.deed] if phrase.deed >= 0 else None
    certainty = deed.certainty if isinstance(deed, Deed) and deed.certainty is not None else "stated"
    if _refuted(row.words, phrase):
        certainty = "denied"
    if tells_nobody(row, phrase, deed):
        return
    neither, told = is_neither(row.words, phrase), deed if isinstance(deed, Deed) else None
    effects: tuple[Effect, ...] = (cast(Effect, phrase.effect),)
    if phrase.effect == "abducted" and phrase.attackers:
        effects = ("arrested",)  # "two suspects were captured", "the army seized 14 rebels"
    if phrase.value.best == 0 and phrase.effect == "hit":
        effects = ("injured",)
    elif phrase.value.best == 0 and phrase.effect == "casualties":
        effects = ("killed", "injured")
    who = (
        None
        if phrase.who is None or phrase.named or phrase.who[0] >= phrase.who[1]
        else row.words.span(*phrase.who).of(row.words.text)
    )
    for effect in effects:
        yield CountMention(
            span=row.words.span(phrase.first, phrase.past),
            number=row.words.span(*phrase.number),
            value=ZERO if neither else phrase.value,
            who=who,
            effect=effect,
            role="included" if neither or is_unborn(row.words, phrase) else role_of(row, phrase, told),
            attackers=phrase.attackers,
            certainty=certainty,
        )


def _refuted(words: Words, phrase: Phrase) -> bool:
    """Tell "reports of a fifth death were wrong", "early reports said one had died, but that proved to be incorrect"."""
    behind = words.tokens[phrase.past - 1].span.end
    proved = _PROVED.search(words.text, behind, words.sentence.span.end)
    if proved is not None and _NEXT_CLAUSE.search(words.text, behind, proved.start()) is None:
        return True
    if words.word(phrase.first - 1) != "of" or words.word(phrase.first - 2) not in (
        "report",
        "reports",
        "rumours",
        "rumors",
        "claims",
    ):
        return False
    wrong = table("count_words")["wrong"].split()
    return any(words.word(i) in wrong and words.kind(i - 1) in ("A", "B") for i in range(phrase.past, phrase.past + REFUTED))


def _may_be_ellipsis(words: Words, last: Last) -> bool:
    """Tell whether a sentence without words of harm may tell a figure alone ("The governor says 58.")."""
    if last.paragraph_is_far(words.sentence):
        return False
    return "#" in words.classes or any(is_number_word(word) for word in words.lower)


def _sends(words: Words) -> bool:
    """Tell whether somebody may be "sent to the hospital"."""
    hospital = not {"hospital", "hospitals", "clinic"}.isdisjoint(words.lower)
    return hospital and not set(table("count_words")["sends"].split()).isdisjoint(words.lower)


@cache
def _cues() -> frozenset[str]:
    """Return the words that can carry an effect without a deed beside them ("deaths", "wounded")."""
    return frozenset({*nouns().effects, *nouns().adjectives})


@cache
def _zero_phrases() -> CueTable[tuple[Effect, ...]]:
    rows: list[tuple[str, tuple[Effect, ...]]] = []
    for key, patterns in table("count_words")["zero"].items():
        effects = cast(tuple[Effect, ...], tuple(key.split("_")))
        rows += [(pattern, effects) for pattern in patterns]
    return CueTable(rows)


def _zeros(words: Words) -> Iterator[CountMention]:
    """Yield the explicit zeros that are no noun phrase: "without casualties", "escaped unhurt"."""
    for first, past, effects in _zero_phrases().find(words.tokens):
        role: Role = "included" if _of_one_person(words, first, past) else "whole"
        for effect in effects:
            yield CountMention(
                words.span(first, past), words.span(first, past), CountValue(0, 0, 0, "exact"), effect=effect, role=role
            )


@cache
def _survivals() -> CueTable[bool]:
    return CueTable((pattern, True) for pattern in table("count_words")["survived"])


def _survived(words: Words) -> Iterator[CountMention]:
    """Yield the zero dead of "He survived.", "Both survived, though …", "The driver lived.", which stands where nobody else is told
    as dead."""
    one = [
        (index - 2, index + 1, True)
        for index, word in enumerate(words.lower)
        if word in ("survived", "lived") and words.kind(index - 2) == "D" and words.word(index - 1) in nouns().singular
    ]
    for first, past, _ in (*one, *_survivals().find(words.tokens)):
        ended = past == len(words.tokens) or words.word(past) in table("count_words")["survived_ends"].split()
        none = "none" in words.lower[max(0, first - NONE_OF) : first]
        if ended and words.kind(first - 1) not in ("M", "N") and not none:
            span = words.span(first, past)
            yield CountMention(span, span, CountValue(0, 0, 0, "exact"), effect="killed", role="included")


def _of_one_person(words: Words, first: int, past: int) -> bool:
    """Tell "the driver escaped unhurt", "the officers were not hurt", which say nothing of others, from "all twelve escaped"."""
    caused = words.word(first + 1) in table("count_words")["causing"].split()
    negated = not caused and (words.word(first) == "not" or words.word(first).endswith("n't"))
    if not negated and not any(words.word(i) in table("count_words")["unharmed"].split() for i in range(first, past)):
        return False
    before = [words.word(i) for i in range(max(0, first - 12), first)]
    if any(word in table("count_words")["not_the_rest"].split() for word in before):
        return True
    police = table("count_words")["police"].split()
    several = (word for word in before if word not in police)
    return not any(
        word in ("all", "everyone", "everybody", "both") or number_of_noun(word) in ("plural", "group") for word in several
    )
