"""Who does what a verb says: the noun phrase that is its subject, by the words around it and without a parser."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from dateline.codebook.phrases import Token, tokens
from dateline.codebook.tables import table
from dateline.extract.units import inside
from dateline.types import Annotated, Sentence, Span

PRONOUNS = frozenset({"he", "she", "it", "they", "we", "i", "who", "this", "that", "these", "those", "which", "one", "some"})
NOMINATIVE = frozenset({"he", "she", "it", "they", "we", "i"})
_WRITTEN_ON = re.compile(r"['’](?:d|ve|ll|re)$")
_RELATIVE = frozenset({"who", "which", "that"})
_QUOTES = frozenset('"“”')
_ARTICLES = frozenset({"the", "a", "an", "this", "that", "its", "his", "her", "their"})
LONGEST = 16
"""Words of a subject at most ("the commander of the Multinational Joint Task Force in N'Djamena")."""


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(table("clauses")[name])


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence's words, which of them are capitalised, and which stand in a time expression."""

    text: str
    words: Sequence[Token]
    timed: frozenset[int]

    def word(self, index: int) -> str:
        """Return the word at `index` in lower case, "" outside the sentence."""
        return self.words[index].word if 0 <= index < len(self.words) else ""

    def capital(self, index: int) -> bool:
        """Tell whether the word at `index` is written with a capital."""
        return 0 <= index < len(self.words) and self.text[self.words[index].span.start].isupper()

    def span(self, first: int, past: int) -> Span:
        """Return the place of the words from `first` to before `past`."""
        return Span(self.words[first].span.start, self.words[past - 1].span.end)

    def verbal(self, index: int) -> bool:
        """Tell whether the word at `index` is a finite verb as far as its form shows."""
        word = self.word(index)
        if word in _set("auxiliary") or word in _set("verbs"):
            return True
        plain = word.endswith("ed") and len(word) > 4 and not self.capital(index) and word not in _set("adjectives")
        return plain and self.word(index - 1) not in _ARTICLES


def read(annotated: Annotated, sentence: Sentence) -> Clause:
    """Return the words of a sentence."""
    text = annotated.document.text
    words = tokens(text, sentence.span.start, sentence.span.end)
    spans = [time.span for time in inside(annotated.times, sentence.span)]
    timed = frozenset(i for span in spans for i, word in enumerate(words) if span.covers(word.span))
    return Clause(text, words, timed)


def subject(clause: Clause, verb: int) -> tuple[int, int] | None:
    """Return the words (first, past) of the subject of the verb at `verb`; None where none is to be seen."""
    past, joined = _before(clause, verb)
    word = clause.word(past - 1)
    if word in _RELATIVE and past > 1 and clause.word(past - 2) not in ("said", "says"):
        return _antecedent(clause, past - 1)
    participle = clause.word(verb).endswith("ing") and all(
        i in clause.timed or clause.word(i) in _set("of_time") for i in range(past, verb)
    )
    if participle:
        return main(clause, past, nearest=True)
    if joined or word in ("and", "but", "to", "then"):
        return main(clause, past)
    if word == ",":
        return _head(clause, past - 1) or main(clause, past)
    return _phrase(clause, past)


def _before(clause: Clause, verb: int) -> tuple[int, bool]:
    """Return the end of the subject, over auxiliaries, adverbs and time expressions, and whether "and" joins the verb on."""
    past = verb
    while past > 0:
        word = clause.word(past - 1)
        if _between(clause, past) or (word == "," and past < verb and (past - 2 in clause.timed or past in clause.timed)):
            past -= 1
        elif word in ("fact", "turn", "part") and clause.word(past - 2) == "in":
            past -= 2
        elif _by_means(clause, past):
            past -= 3
        else:
            break
    return past, clause.word(past - 1) in ("and", "but")


def _between(clause: Clause, past: int) -> bool:
    """Tell whether the word before `past` may stand between a subject and its verb."""
    word = clause.word(past - 1)
    dated = past - 1 in clause.timed or (word in _set("of_time") and past in clause.timed)
    manner = word.endswith("ly") and len(word) > 5 and not clause.capital(past - 1) and word not in _set("no_adverbs")
    floating = word in ("both", "each", "all") and clause.word(past - 2) in _set("auxiliary")  # "had both warned"
    return dated or manner or floating or word in _set("auxiliary") or word in _set("adverbs")


def _antecedent(clause: Clause, relative: int) -> tuple[int, int] | None:
    """The noun phrase before "who" or "which", over a comma and a date ("his reply, of Sept 1, which warned …")."""
    past = relative
    while past > 0 and (clause.word(past - 1) in (",", "of", "on", "in", "since") or past - 1 in clause.timed):
        past -= 1
    return _phrase(clause, past)


def _by_means(clause: Clause, past: int) -> bool:
    """ "had in a pamphlet told parents": the means stands between the verb and its auxiliary."""
    means = clause.word(past - 3) in ("in", "by", "through", "via") and clause.word(past - 2) in ("a", "an", "the", "its", "their")
    return means and (clause.word(past - 4) in _set("auxiliary") or past in clause.timed)


def _phrase(clause: Clause, past: int) -> tuple[int, int] | None:
    """The noun phrase that ends before `past`: back to a mark, a conjunction, or another verb; a pronoun is one itself."""
    if past > 0 and bare(clause.word(past - 1)) in NOMINATIVE:
        return past - 1, past
    first = past
    while first > 0 and past - first < LONGEST:
        word = clause.word(first - 1)
        if (
            (word in _set("stops") and not _abbreviates(clause, first - 1))
            or word in _QUOTES
            or (word == "and" and not _pair(clause, first - 1))
        ):
            break
        if clause.verbal(first - 1) and not _participle(clause, first - 1, past):
            break
        if word.endswith("ing") and len(word) > 6 and not clause.capital(first - 1) and clause.word(first - 2) not in _ARTICLES:
            break
        first -= 1
    found = _trimmed(clause, first, past)
    return _modified(clause, found[0]) or found if found else None


def _abbreviates(clause: Clause, point: int) -> bool:
    """Tell the point of "The U.S. Embassy" from a full stop."""
    before = clause.word(point - 1)
    return clause.word(point) == "." and 2 < len(before) < 6 and "." in before and point + 1 < len(clause.words)


def _modified(clause: Clause, first: int) -> tuple[int, int] | None:
    """ "A brief dated May 1 and seen by this newspaper warned": the phrase before the participles that were taken for one."""
    if clause.word(first) not in _set("modifiers") or clause.word(first + 1) not in ("by", "from", "in", "on"):
        return None
    past = first
    while past > 0 and (clause.word(past - 1) in (",", "and", "dated", "the", "of") or past - 1 in clause.timed):
        past -= 1
    return _phrase(clause, past) if past > 0 else None


def _participle(clause: Clause, index: int, past: int) -> bool:
    """Tell "a report seen by this paper" and "leaflets dropped on Monday" from a verb of their own: "by", "in", "on" follow."""
    follows = clause.word(index + 1)
    return (
        clause.word(index).endswith(("ed", "en", "wn")) and follows in ("by", "in", "on", "from", "as", "at") and index + 2 < past
    )


def _pair(clause: Clause, index: int) -> bool:
    """Tell whether "and" joins two names or two bare plurals ("Hamas and Islamic Jihad", "doctors and nurses")."""
    names = clause.capital(index - 1) and clause.capital(index + 1)
    plurals = clause.word(index - 1).endswith("s") and clause.word(index + 1).endswith("s") and not clause.capital(index + 1)
    return names or plurals


def _head(clause: Clause, comma: int) -> tuple[int, int] | None:
    """ "The army spokesman, Major Felix Doe, cautioned": the phrase before the comma that opens the apposition."""
    opened = next((i for i in range(comma - 1, max(-1, comma - LONGEST), -1) if clause.word(i) == ","), None)
    if opened is None or opened in clause.timed:
        return None
    return _phrase(clause, opened)


def main(clause: Clause, before: int, *, nearest: bool = False) -> tuple[int, int] | None:
    """Return the subject of the first verb before `before`, which is the sentence's own; of the last one where `nearest`."""
    start = max((i + 1 for i in range(before) if clause.word(i) in (";", ":")), default=0)
    verbs = [i for i in range(start, before) if clause.verbal(i) and not _participle(clause, i, before)]
    related: tuple[int, int] | None = None
    for index in reversed(verbs) if nearest else verbs:
        past, joined = _before(clause, index)
        if past <= start or (nearest and joined):
            continue
        if clause.word(past - 1) in _RELATIVE:
            found = _antecedent(clause, past - 1)
            if not nearest and found is not None:
                related, found = related or found, None
        else:
            comma = clause.word(past - 1) == ","
            found = (_head(clause, past - 1) or _phrase(clause, past - 1)) if comma else _phrase(clause, past)
        if found is not None:
            return found
    return related


def noun_phrase(clause: Clause, past: int) -> tuple[int, int] | None:
    """Return the noun phrase that ends before `past`."""
    return _phrase(clause, past)


def _trimmed(clause: Clause, first: int, past: int) -> tuple[int, int] | None:
    """The phrase without an opening adverbial, preposition or article."""
    while first < past and (
        first in clause.timed or clause.word(first) in _set("openers") or clause.word(first) in _set("adverbs")
    ):
        first += 1
    if first < past and clause.word(first) in _set("prepositions"):
        first = _behind_adverbial(clause, first + 1, past)
        while first < past - 1 and first in clause.timed:  # "On 4 April Indian officials"
            first += 1
    while first < past and clause.word(first) in ("the", "a", "an", "also", "this", "and", "but"):
        first += 1
    return (first, past) if first < past else None


def _behind_adverbial(clause: Clause, first: int, past: int) -> int:
    """ "In the same post the outfit …": the last article that follows a noun; else the first one; else the words themselves."""
    articles = [i for i in range(first, past) if clause.word(i) in _ARTICLES]
    own = [i for i in articles if i > first and clause.word(i - 1) not in _set("prepositions") and clause.word(i - 1) != "and"]
    return own[-1] if own else first


def bare(word: str) -> str:
    """Return a pronoun without the auxiliary that is written on to it ("he'd")."""
    return _WRITTEN_ON.sub("", word)


def pronoun(clause: Clause, first: int, past: int) -> bool:
    """Tell whether the words are a pronoun alone."""
    words = [bare(clause.word(i)) for i in range(first, past)]
    return len(words) == 1 and words[0] in PRONOUNS


def anaphor(clause: Clause, first: int, past: int) -> bool:
    """Tell whether the words stand for a group named before ("the outfit", "the battalion")."""
    return past - first == 1 and clause.word(first) in _set("anaphors") and clause.word(first - 1) in ("the", "this", "same")
