"""Names of persons in a text, and which of them are private: victims, survivors, witnesses, their kin, and minors.

CODEBOOK.md, Care for people: these names are no fields; officials who speak in office and persons held for the perpetrator are
named. The words that tell one from the other are in ``care.json``. A name counts as private by what stands beside it (kin, a
victim's list, an age, what was done to them), by the figure that counts it ("X was killed" counts one), or because it shares a
rare part with a name that is private.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from dateline.codebook.tables import table
from dateline.extract.name_cues import (
    LIST,
    LOCATIVE,
    age_of,
    befalls_towns,
    harmed,
    in_office,
    kin_before,
    listed,
    owns,
    role_after,
    suspected,
)
from dateline.extract.name_words import WORD, fold, is_capital, is_lead, word_spans, words_of
from dateline.extract.persons import is_minor
from dateline.types import Annotated, Sentence, Span

LONGEST = 6
"""Words of a name at most."""
SHORTEST = 3
"""Letters of a part of a name that is looked for elsewhere in the text."""
ADULT = 18
AROUND = 70
"""Code points on each side of a name in which its cues are looked for."""
_GAP = re.compile(r"\.? (?:[\"“][\w .'-]{1,20}[\"”] )?")
"""Between two words of a name: a space, an initial's point, a nickname."""


@dataclass(slots=True)
class Name:
    """One name where it stands: ``span`` covers the name alone, ``lead`` the words of role or title that stood before it."""

    span: Span
    words: tuple[str, ...]
    lead: tuple[str, ...]
    place: bool
    shouted: bool
    private: bool = False
    public: bool = False
    minor: bool = False
    aged: bool = False
    body: bool = False
    """Ends in a word of bodies and sites ("Hall", "Borders"): a person's only where an age stands right behind it."""


@dataclass(frozen=True, slots=True)
class Withheld:
    """The private names of a text: where they stand, and their parts in lower case."""

    spans: tuple[Span, ...] = ()
    parts: frozenset[str] = frozenset()

    def within(self, text: str) -> list[Span]:
        """Return where private names stand in another text (a title, a value)."""
        return _whole(text, list(_met(text, self.parts)))

    def overlaps(self, span: Span) -> bool:
        """Tell whether `span` holds a part of a private name."""
        return any(span.overlaps(other) for other in self.spans)


def withheld(annotated: Annotated, suspects: Iterable[str] = ()) -> Withheld:
    """Return the private names of the document; `suspects` are the persons that the report holds for the perpetrator."""
    text = annotated.document.text
    known = {part for name in suspects for part in map(fold, name.split())}
    found: list[Name] = []
    for sentence in annotated.sentences:
        if sentence.kind != "boilerplate":
            here = list(_names(annotated, sentence))
            for name in here:
                _judge(annotated, sentence, name, known)
            here = [name for name in here if name.private or not name.body]
            _spread_in_lists(text, here)
            found += here
    counted = [
        c.span for c in annotated.counts if c.value.best == 1 and c.effect in ("killed", "injured", "missing", "abducted", "hit")
    ]
    for name in found:
        inside = any(span.covers(name.span) and span.end - name.span.end <= 2 for span in counted)
        name.private = name.private or (inside and not name.place and not _is_suspect(name, known))
    return _everywhere(text, found)


def _everywhere(text: str, found: Sequence[Name]) -> Withheld:
    """Find every other mention of the private names by their parts; a part shared with a public name is left alone."""
    public = {fold(word) for name in found if name.public and not name.private for word in name.words}
    parts = {
        fold(word)
        for name in found
        if name.private and (len(name.words) > 1 or name.minor)
        for word in name.words
        if len(word) >= SHORTEST and fold(word) not in words_of("particles")
    } - public
    open_names = [name.span for name in found if name.public and not name.private]
    spans = [name.span for name in found if name.private]
    spans += [span for span in _met(text, parts) if not any(other.covers(span) for other in open_names)]
    alone = {fold(word) for name in found if name.private for word in name.words} - public - words_of("particles")
    return Withheld(tuple(_whole(text, spans)), frozenset(part for part in alone if len(part) >= SHORTEST))


def _met(text: str, parts: frozenset[str] | set[str]) -> Iterator[Span]:
    """Yield the words that are such parts. Of "Hall" the one that stands behind another name ("Carnegie Hall") is not."""
    before: Span | None = None
    for span in word_spans(text) if parts else ():
        word = span.of(text)
        if is_capital(word) and fold(word) in parts:
            joined = before is not None and text[before.end : span.start] == " " and is_capital(before.of(text))
            other = joined and before is not None and fold(before.of(text)) not in parts and not is_lead(fold(before.of(text)))
            if not (other and fold(word) in words_of("organisations")):
                yield span
        before = span


def _whole(text: str, spans: Iterable[Span]) -> list[Span]:
    """Return the spans, each with the capitalised words that go on from it ("Doe" of "Jane Doe"), joined where they meet."""
    found = list(spans)
    if not found:
        return []
    words = list(word_spans(text))
    index = {span.start: number for number, span in enumerate(words)}
    for span in list(found):
        for step in (-1, 1):
            at = index.get(span.start, -1) if step < 0 else next((i for i, w in enumerate(words) if w.end >= span.end), len(words))
            while (
                0 <= at + step < len(words)
                and at >= 0
                and _goes_on(text, words[min(at, at + step)], words[max(at, at + step)], words[at + step])
            ):
                at += step
                found.append(words[at])
    return _merged(text, found)


def _goes_on(text: str, left: Span, right: Span, fresh: Span) -> bool:
    word = fresh.of(text)
    return (
        text[left.end : right.start] == " "
        and is_capital(word)
        and not is_lead(fold(word))
        and not (word.isupper() and len(word) > 1)
    )


def _merged(text: str, spans: Iterable[Span]) -> list[Span]:
    """Join spans that overlap or have only a space or a particle between them."""
    out: list[Span] = []
    for span in sorted(set(spans)):
        if out:
            between = text[out[-1].end : span.start].strip(" .").casefold()
            if span.start <= out[-1].end or (
                between in ("", *words_of("particles")) and "\n" not in text[out[-1].end : span.start]
            ):
                out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
                continue
        out.append(span)
    return out


def _names(annotated: Annotated, sentence: Sentence) -> Iterator[Name]:
    """Yield the runs of capitalised words of a sentence that can be a person's name."""
    text = annotated.document.text
    words = list(word_spans(text, sentence.span))
    run: list[Span] = []
    for index, span in enumerate(words):
        following = words[index + 1] if index + 1 < len(words) else None
        if run and not _GAP.fullmatch(text, run[-1].end, span.start):
            yield from _name(annotated, run)
            run = []
        if _ends_a_name(text, span, title=sentence.kind == "title"):
            yield from _name(annotated, run)
            run = []
        elif is_capital(span.of(text)) or (run and following and _is_particle(text, span, following)):
            run.append(span)
        elif run:
            yield from _name(annotated, run)
            run = []
    yield from _name(annotated, run)


def _ends_a_name(text: str, span: Span, *, title: bool) -> bool:
    """Tell the words of a deed from names, where a headline writes all with capitals: "Twin Blasts Hit Talmara"."""
    word = fold(span.of(text))
    return word in words_of("deeds") or (title and word in words_of("harmed"))


def _is_particle(text: str, span: Span, following: Span) -> bool:
    return span.of(text) in words_of("particles") and is_capital(following.of(text)) and text[span.end : following.start] == " "


def _name(annotated: Annotated, run: list[Span]) -> Iterator[Name]:
    """Yield the name in a run without the words of role before it; nothing where it is a group, a body, or no name."""
    text = annotated.document.text
    folded = [fold(span.of(text)) for span in run]
    last = max((at for at, word in enumerate(folded[:-1]) if is_lead(word)), default=-1)
    lead, run = folded[: last + 1], run[last + 1 :]
    if len(run) == 1 and is_lead(folded[-1]):
        return
    while len(run) > 1 and fold(run[0].of(text)) in words_of("openers"):
        run = run[1:]
    while run and (fold(run[-1].of(text)) in words_of("not_names") or run[-1].of(text) in words_of("particles")):
        run.pop()
    if not run or len(run) > LONGEST or (len(run) == 1 and _is_common(annotated, run[0])):
        return
    words = tuple(span.of(text) for span in run)
    span = Span(run[0].start, run[-1].end)
    bodies = [fold(word) in words_of("organisations") for word in words]
    body = bodies[-1] and not any(bodies[:-1]) and len(words) in (2, 3)
    if (any(bodies) and not body) or any(a.span.overlaps(span) for a in annotated.actors if a.value.kind != "person"):
        return
    place = any(p.span.covers(span) for p in annotated.places)
    shouted = all(word.isupper() and len(word) > 1 for word in words)
    yield Name(span, words, tuple(lead), place, shouted, body=body)


def _is_common(annotated: Annotated, span: Span) -> bool:
    """Tell a word that is written small too: in the text, or in English at large."""
    word = fold(span.of(annotated.document.text))
    return word in _small(annotated.document.text) or word in table("place_common_words")["words"] or is_lead(word)


@lru_cache(maxsize=2)
def _small(text: str) -> frozenset[str]:
    return frozenset(match[0] for match in WORD.finditer(text) if match[0].islower())


def _judge(annotated: Annotated, sentence: Sentence, name: Name, suspects: set[str]) -> None:
    """Mark a name private or public by the words beside it."""
    text = annotated.document.text
    left = text[max(sentence.span.start, name.span.start - AROUND) : name.span.start]
    right = text[name.span.end : min(sentence.span.end, name.span.end + AROUND)]
    age = age_of(left, right)
    name.aged = age is not None
    if age is None and befalls_towns(right) and " ".join(map(fold, name.words)) in _toponyms(annotated):
        name.place = True
    young = (age is not None and age < ADULT) or is_minor(text, " ".join(name.words))
    name.minor = young and not name.place
    suspect = _is_suspect(name, suspects) or suspected(left, right)
    if name.body:
        name.private = age_of("", right) is not None and not suspect and not name.place
        return
    name.public = suspect or in_office(name.lead, left, right)
    if name.minor:
        name.private = True
    elif not _is_suspect(name, suspects) and not name.shouted and not LOCATIVE.search(left):
        beside = not name.public and not name.place and (kin_before(name.lead, left) or role_after(right))
        told = listed(left) or owns(right)
        done = (age is not None or harmed(left, right)) and not suspect
        name.private = beside or ((told or done) and not name.place)


def _toponyms(annotated: Annotated) -> set[str]:
    """Return the names that the text gives to places: "Talmara has been hit before" is said of a village."""
    return {fold(place.toponym.of(annotated.document.text)) for place in annotated.places}


def _is_suspect(name: Name, suspects: set[str]) -> bool:
    return bool(suspects) and all(fold(word) in suspects for word in name.words)


def _spread_in_lists(text: str, names: list[Name]) -> None:
    """Carry a mark along a list: "X, Y and his wife Z"."""
    for order in (names, names[::-1]):
        for one, other in pairwise(order):
            first, second = (one, other) if one.span.start < other.span.start else (other, one)
            if one.private and not other.private and not other.public and not other.shouted and (other.aged or not other.place):
                gap = text[first.span.end : second.span.start]
                other.private = len(gap) <= 40 and gap[:1] in ", (" and bool(LIST.fullmatch(gap)) and ("," in gap or " and " in gap)
