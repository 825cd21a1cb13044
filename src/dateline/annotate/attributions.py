"""Attributions: who says what, by reporting verbs, "according to", quotations, and pronouns that go on with the last speaker."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from dateline.annotate.attribution_phrases import is_source, sentence_subject
from dateline.annotate.attribution_speakers import Found, speaker_left, speaker_right
from dateline.annotate.attribution_words import cues as cue_tables
from dateline.annotate.attribution_words import followed, hedges, is_pronoun, not_cues, source_kind
from dateline.annotate.count_nouns import number_of_noun
from dateline.annotate.count_numbers import is_number_word
from dateline.annotate.count_strays import without_speakers
from dateline.annotate.count_tokens import Words, read
from dateline.codebook.tables import table
from dateline.types import Annotated, Attribution, Sentence, Span

LONGEST_SENTENCE = 3_000
TAIL = 9
"""A reporting verb with at most this many words after it closes its sentence ("…, police said on Monday in a statement")."""
FIGURE_REACH = 24
"""How many words after "lowered" or "put" the figure may stand ("lowered the number of people killed in … to nine")."""
_POSSESSIVE = frozenset({"his", "her", "its", "their", "one"})
_CLAUSES = frozenset(("as", "while", "whereas", "but", "after", "although", "though"))
"""With one of these before him a speaker opens a clause of his own ("Strike kills four as rebels deny role")."""
_QUOTES = frozenset("\"“”'‘’«»")


@dataclass(slots=True)
class _Memory:
    """The last speakers of the document, for pronouns and quotations that go on."""

    person: Span | None = None
    body: Span | None = None
    last: Attribution | None = None
    paragraph: int = -1
    fresh: bool = False
    names: list[tuple[str, Span]] = field(default_factory=list)
    found: list[Attribution] = field(default_factory=list)


def attributions(annotated: Annotated) -> Annotated:
    """Add the attributions of every sentence that is not boilerplate, in the order of the text; who speaks is no count."""
    text = annotated.document.text
    groups = frozenset((a.span.start, a.span.end) for a in annotated.actors if a.value.kind == "group")
    memory = _Memory()
    for sentence in annotated.sentences:
        if sentence.kind == "boilerplate" or sentence.span.end - sentence.span.start > LONGEST_SENTENCE:
            continue
        words = read(text, sentence)
        here = list(_sentence(words, memory, groups))
        if not here:
            here = list(_continued(words, sentence, memory))
        memory.found += here
        if here:
            memory.last, memory.paragraph = here[-1], sentence.paragraph
        memory.fresh = bool(here)
    found = tuple(sorted(memory.found, key=lambda a: (a.scope.start, a.scope.end)))
    return without_speakers(replace(annotated, attributions=found))


def _sentence(words: Words, memory: _Memory, groups: frozenset[tuple[int, int]]) -> Iterator[Attribution]:
    found = list(_cues(words))
    for number, cue in enumerate(found):
        speaker = _resolved(words, cue, memory)
        if speaker is None:
            continue
        scope = _scope(words, cue, found[number + 1] if number + 1 < len(found) else None)
        if scope is None:
            continue
        if number + 1 == len(found) and scope.start < words.tokens[cue.first].span.start:
            scope = Span(scope.start, words.tokens[-1].span.end)
        kind = source_kind(words.text, speaker, groups)
        yield Attribution(scope, speaker, words.span(cue.first, cue.past), kind, _hedged(words, scope))


def _cues(words: Words) -> list[Found]:
    """Return the cues of a sentence with their speakers' tokens, left to right."""
    verbs, figures, after = cue_tables()
    tokens = words.tokens
    found: list[Found] = []
    for first, past, _ in after.find(tokens):
        right = speaker_right(words, past, cited=True)
        if right is not None:
            found.append(Found(first, past, *right, after=True))
    barred = {index for first, past, _ in not_cues().find(tokens) for index in range(first, past)}
    barred |= {index for cue in found for index in range(cue.speaker_first, cue.speaker_past)}
    for cues, numbered in ((verbs, False), (figures, True)):
        for first, past, _ in cues.find(tokens):
            if first in barred or any(other.first < past and first < other.past for other in found):
                continue
            if numbered and not any(words.kind(i) == "#" or _spelled(words, i) for i in range(past, past + FIGURE_REACH)):
                continue
            hears = words.word(first) in followed()  # whom one blames or tells stands behind, never who does so
            ahead = speaker_right(words, past) if not (numbered or hears) and _inverted(words, first) else None
            ahead = None if ahead is not None and _acts(words, ahead[1]) else ahead
            side = speaker_left(words, first) if ahead is None else None
            if side is not None:
                if (
                    not _nested(words, side[0], found, figure=numbered)
                    and not _is_noun(words, first, side)
                    and (not numbered or is_source(words, *side) or side[1] - side[0] == 1)
                ):
                    found.append(Found(first, past, *side))
            elif ahead is not None:
                found.append(Found(first, past, *ahead, inverted=True))
    return sorted(found, key=lambda cue: cue.first)


def _is_noun(words: Words, verb: int, side: tuple[int, int]) -> bool:
    """Tell "initial reports" from "the mayor reports"."""
    noun_too = words.word(verb) in table("attribution")["nouns_too"].split()
    return noun_too and not is_source(words, *side, names=side[1] - side[0] > 1)


def _nested(words: Words, speaker: int, found: list[Found], *, figure: bool) -> bool:
    """Tell a speaker inside what another says ("the director said his staff had treated 12")."""
    outer = [cue for cue in found if cue.past <= speaker and not cue.after and not cue.inverted]
    if not outer or not (figure or words.word(speaker) in _POSSESSIVE):
        return False
    if words.word(speaker - 1) == "and" and is_source(words, speaker, speaker + 2, names=False):
        return False
    between = range(max(cue.past for cue in outer), speaker)
    return not any(words.word(i) in (";", "but", "while", "whereas", ".", ":") for i in between)


def _spelled(words: Words, index: int) -> bool:
    return is_number_word(words.word(index))


def _inverted(words: Words, first: int) -> bool:
    """Tell whether a reporting verb stands after a quotation or a comma ("…," said the governor); who is told never stands so."""
    if words.word(first) in ("told", "tells", "tell", "informed"):
        return False
    return words.word(first - 1) in (",", "?", "!", ".") or words.word(first - 1) in _QUOTES


def _acts(words: Words, past: int) -> bool:
    """Tell the subject of what is said from a speaker behind his verb: ", said one more patient died on the table"."""
    if words.kind(past) == "B" or words.word(past) in ("first", "then", "later"):
        return _acts(words, past + 1) or (words.word(past + 1).endswith("ed") and not words.capital[past + 1])
    return words.kind(past) in ("A", "V", "H", "M") or words.word(past) in ("died", "dies")


def _resolved(words: Words, cue: Found, memory: _Memory) -> Span | None:
    """Return the speaker's span; a pronoun stands for the last speaker of its kind."""
    span = words.span(cue.speaker_first, cue.speaker_past)
    pronoun = is_pronoun(words.word(cue.speaker_first)) if cue.speaker_past - cue.speaker_first == 1 else None
    if pronoun is not None:
        aside = pronoun == "person" or words.word(cue.speaker_first - 1) in _QUOTES  # '"Children were burned," it said'
        own = sentence_subject(words, cue.speaker_first) if not aside else None
        if own is not None:
            memory.body = words.span(*own)
        known = memory.person if pronoun == "person" else memory.body
        return known or (memory.last.speaker if memory.last else None)
    known = _introduced(words, cue, memory)
    if known is not None:
        memory.person = known
        return known
    person = any(number_of_noun(words.word(i)) == "singular" for i in range(cue.speaker_first, cue.speaker_past))
    if person or _is_name(words, cue):
        span = _without_private_name(words, cue)
        memory.person = span
        memory.names.append((words.word(cue.speaker_past - 1), span))
        memory.names += [(words.word(i - 1), span) for i in range(cue.speaker_first + 1, cue.speaker_past) if words.word(i) == ","]
    else:
        memory.body = span
    return span


def _is_name(words: Words, cue: Found) -> bool:
    """Tell a bare name ("Jane Doe", "Mr Doe") from a body or an office."""
    tokens = range(cue.speaker_first, cue.speaker_past)
    capital = all(words.capital[i] or words.word(i) == "." for i in tokens) and not words.shouted
    return (
        capital and words.kind(cue.speaker_first) == "" and not is_source(words, cue.speaker_first, cue.speaker_past, names=False)
    )


def _introduced(words: Words, cue: Found, memory: _Memory) -> Span | None:
    """Return the fuller words by which a bare name was introduced ("the mayor, John Doe" for "Doe" or "Mr Doe")."""
    if cue.speaker_past - cue.speaker_first > 3 or not _is_name(words, cue):
        return None
    last = words.word(cue.speaker_past - 1)
    return next((span for name, span in reversed(memory.names) if name == last), None)


def _without_private_name(words: Words, cue: Found) -> Span:
    """Return a private person's words of role alone ("a neighbour" of "Jane Doe, a neighbour"); anyone else's as they stand.

    CODEBOOK.md, Care for people: names of witnesses are not kept as fields.
    """
    whole = words.span(cue.speaker_first, cue.speaker_past)
    if source_kind(words.text, whole, frozenset()) != "witness":
        return whole
    plain = [i for i in range(cue.speaker_first, cue.speaker_past) if not words.capital[i] or words.kind(i) == "D"]
    if not plain or len(plain) == cue.speaker_past - cue.speaker_first:
        return whole
    first = next((i for i in plain if words.kind(i) in ("D", "")), plain[0])
    past = first
    while past in plain and words.word(past) not in (",", "("):
        past += 1
    return words.span(first, past) if past > first else whole


def _scope(words: Words, cue: Found, following: Found | None) -> Span | None:
    """Return what is said: the clause after the verb, or the sentence where the speaker stands aside in it or at its end."""
    left = min(cue.first, cue.speaker_first)
    right = _past_adverbials(words, max(cue.past, cue.speaker_past))
    around = _between_semicolons(words, left, right)
    aside = left > 0 and (words.word(left - 1) in (",", "-", "–", "—", "(") or words.word(left - 1) in _QUOTES)
    remaining = len(words.tokens) - right
    if cue.after:
        begin, end = around[0] if left - around[0] > 2 else right, around[1]
        return _trimmed(words, begin, end) if begin < end else None
    short = remaining <= TAIL and not _tells(words, right)
    marked = words.word(right) in (",", ".", ";", ":") or words.word(right) in _QUOTES
    accuses = words.word(cue.first) in table("attribution")["accusing"].split()
    own = words.word(left - 1) in _CLAUSES
    closes = (aside and (short or marked)) or (left > 3 and not own and remaining <= 2 and not _tells(words, right))
    if cue.inverted or (closes and not accuses):
        return words.span(*around)
    stop = len(words.tokens)
    if accuses:  # "Israel blamed Hezbollah, which denied it": what X answers is not the accuser's
        stop = next((i for i in range(right, stop - 1) if words.word(i) == "," and words.kind(i + 1) == "R"), stop)
    if following is not None and following.speaker_first > right and not following.inverted and not following.after:
        stop = _clause_start(words, right, min(following.speaker_first, following.first))
    return _trimmed(words, right, stop) if right < stop else None


def _tells(words: Words, right: int) -> bool:
    """Tell whether the words after the verb say something themselves, rather than when and how it was said."""
    rest = range(right, len(words.tokens))
    return any(words.word(i) == "that" or is_number_word(words.word(i)) or words.kind(i) == "V" for i in rest)


def _between_semicolons(words: Words, left: int, right: int) -> tuple[int, int]:
    """Return the tokens of the part of the sentence, between semicolons, that holds the cue."""
    first = max((i + 1 for i in range(left) if words.word(i) == ";"), default=0)
    past = min((i for i in range(right, len(words.tokens)) if words.word(i) == ";"), default=len(words.tokens))
    return first, past


def _past_adverbials(words: Words, right: int) -> int:
    """Return the token after "on Thursday", "in a statement", "by phone" behind a reporting verb, if a mark follows there."""
    index = right
    if (words.kind(right) not in ("P", "T", "B") and words.word(right) != "then") or words.word(right - 1) == "of":
        return right
    while index < len(words.tokens) and index - right <= TAIL + 1:
        if words.word(index) in (",", ".", ";"):
            return index
        if is_number_word(words.word(index)) or (
            words.kind(index) == "#" and "T" not in (words.kind(index - 1), words.kind(index + 1))
        ):
            break
        if words.kind(index) in ("S", "O", "A", "V", "H", "M") or words.word(index) in _QUOTES:
            break
        index += 1
    return right


def _clause_start(words: Words, low: int, high: int) -> int:
    """Return where the next speaker's clause begins: after the last mark or conjunction before `high`."""
    for index in range(high - 1, low, -1):
        if words.word(index) in (",", ";", ":", "-", "–", "—", ".") or words.word(index) in ("but", "while", "whereas", "and"):
            return index
    return len(words.tokens)


def _trimmed(words: Words, first: int, past: int) -> Span:
    that = next((i for i in range(first, min(first + 7, past)) if words.word(i) == "that"), None)
    if that is not None and all(words.kind(i) in ("P", "T", "B", "D", "", "#") for i in range(first, that)):
        first = that
    while first < past - 1 and words.word(first) in (",", "that", ":"):
        first += 1
    while past > first + 1 and words.word(past - 1) in (",", "-", "–", "—"):
        past -= 1
    return words.span(first, past)


def _continued(words: Words, sentence: Sentence, memory: _Memory) -> Iterator[Attribution]:
    """Yield the last speaker again for a sentence that goes on with what was said.

    That is a quotation in the same paragraph or the next, and the sentence after a trailing attribution in its own paragraph
    ("Two men were shot, police said. Four others were wounded."). On the project's written articles the second rule gives 4.5
    points of named speakers and takes 6.5 of the outlet's own; after an attribution that opens its sentence it takes more.
    """
    last = memory.last
    if last is None or not words.tokens or sentence.paragraph - memory.paragraph > 1:
        return
    quoted = words.tokens[0].word in _QUOTES or words.tokens[-1].word in _QUOTES
    trailing = memory.fresh and sentence.paragraph == memory.paragraph and last.cue.start >= last.scope.start
    if quoted or trailing:
        yield replace(last, scope=sentence.span, hedged=_hedged(words, sentence.span))


def _hedged(words: Words, scope: Span) -> bool:
    tokens = [token for token in words.tokens if scope.start <= token.span.start < scope.end]
    return any(True for _ in hedges().find(tokens))
