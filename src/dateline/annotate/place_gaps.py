"""Place names that the gazetteer spells otherwise, or does not hold at all, told by the words around them.

Most attacks happen in villages that no gazetteer of a laptop's size holds. "In Dayr Hafir, Syria" is a place whatever the gazetteer
says, so is "Kottacheru village"; "near Talmenes" is one where a document about Syria has a town of that sound, or where the
trained model reads an incident's place there (`spoken`). Without such a cue an unknown name stays out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Literal, NamedTuple

from dateline.annotate import place_words
from dateline.annotate.place_shouted import shouted
from dateline.annotate.place_words import Token, Toponym, around, given, words
from dateline.annotate.site_gaps import ROLES, sited
from dateline.annotate.toponym_names import HEADS
from dateline.codebook.demonyms import demonyms
from dateline.codebook.labels import is_label
from dateline.gazetteer import gazetteer
from dateline.gazetteer.compile import ROMANISED
from dateline.gazetteer.names import key, skeleton
from dateline.types import Annotated, PlaceMention, Span

LONGEST_RUN = 4
"""Words in one unlisted name, articles ("al-") apart."""
SHORTEST = 4
WEIGHT = 1.0
LINKS = ("du", "de", "des", "del", "della", "da", "do", "dos")
SPOKEN, LED, CERTAIN = 0.5, 1.5, 2.0
"""Logits from which the model's word counts ("the place of an incident stands here"): behind a locative, behind one and an article,
and anywhere."""
SURE = 2.5
"""The same for a name that is odd or a given one."""
_ARTICLE = re.compile(r"(?:[Aa][ldnrstz]|[Ee]l|[Uu]l|[Aa]sh)")
_APPOSITION = re.compile(
    r",? (?:an?|the) (?:[\w-]+ ){0,4}?(?:village|town|hamlet|district|suburb|neighbou?rhood|settlement|township|commune)\b"
)
_WITHIN = re.compile(
    r"(?:(?:,| \(| ,)? ?(?:(?:in|of|near|outside) )?(?:the )?(?:(?:[a-z-]+ ){0,3}(?:of |in ))?"
    r"(?:(?:north|south|east|west|centr)\w*(?:-\w+)? )?)$"
)
_IN_COUNCIL = re.compile(
    r"(?:,| of| in| under)(?: the)? (?:[A-Z][\w'’-]+[ /]){1,3}"
    r"(?:LGA\b|[Ll]ocal [Gg]overnment|[Dd]istrict\b|[Cc]ounty\b|[Cc]ouncil\b)"
)
"""Behind "Kurebe community": the district that a settlement lies in, which a people has not."""
_BETWEEN = (" and ", ", ", " or ", ", and ", " to ")
Cue = Literal["place", "locative"]


class Run(NamedTuple):
    """Capitalised words that no gazetteer holds: token indexes (first inclusive, last exclusive) and the span."""

    first: int
    last: int
    span: Span


def unlisted(text: str, tokens: Sequence[Token], found: Sequence[Toponym]) -> Iterator[Toponym]:
    """Yield the names beside those already `found`, in the order of the text."""
    taken = sorted(toponym.span for toponym in found)
    starts = frozenset(span.start for span in taken)
    countries = _countries(found)
    runs = list(_runs(text, tokens, taken))
    accepted: set[str] = set()
    ends: set[int] = {span.end for span in taken}
    kept: list[Run] = []
    for run in runs:
        name = key(run.span.of(text))
        cue = _cue(text, tokens, run, starts)
        listed = cue == "locative" or around(Span(max(0, run.span.start - 6), run.span.start), taken)
        chained = _follows(text, run.span, ends) and _stands_located(tokens, run, text)
        if cue == "place" or chained or (listed and _is_alike(run.span.of(text), countries)):
            accepted.add(name)
            ends.add(run.span.end)
            kept.append(run)
    for run in runs:
        name = key(run.span.of(text))
        if run in kept or (name in accepted and not _person_like(tokens, run)):
            yield Toponym(run.first, run.last, run.span, name, WEIGHT)


def spoken(annotated: Annotated) -> Annotated:
    """Add the names in which the trained model reads the place of an incident, be they too odd or too small for `toponyms`.

    Nothing is added where the engine runs without a model.
    """
    scores, text = annotated.scores, annotated.document.text
    if scores is None:
        return annotated
    tokens = place_words.tokens(text, annotated.sentences)
    if place_words.mostly_upper(tokens):
        read, parts = shouted(annotated, tokens)
        kept = [place for place in annotated.places if place.span not in parts]
        return replace(annotated, places=tuple(sorted([*kept, *read], key=lambda place: (place.span, place.toponym))))
    added = list(sited(annotated))
    taken = sorted(
        [mention.span for mention in (*annotated.places, *added)]
        + [mention.span for mention in annotated.actors]
        + [mention.span for mention in annotated.times]  # "on Yom Kippur" says when
    )
    for run in _runs(text, tokens, taken, everywhere=True):
        opens = tokens[run.first].first
        plain, located = _may_be(tokens, run.first, run.last), not opens and _is_located(tokens, run.first)
        before = tokens[run.first - 1].low
        if not (plain or located) or before in words("companies") or place_words.is_a_kind(text, run.span):
            continue
        bar = _bar(text, tokens, run, located=located) if plain else SURE
        if max(scores.of(run.span, role) for role in ROLES) >= bar and not (opens and _acts(text, run.span.end)):
            added.append(PlaceMention(run.span, run.span))
    if not added:
        return annotated
    return replace(annotated, places=tuple(sorted([*annotated.places, *added], key=lambda place: (place.span, place.toponym))))


def _bar(text: str, tokens: Sequence[Token], run: Run, *, located: bool) -> float:
    """Return the logit that a plain name needs by the words before it."""
    if located or is_label(text, run.span):
        return SPOKEN
    led = run.first > 1 and tokens[run.first - 1].low == "the" and _is_located(tokens, run.first - 1)
    return LED if led else CERTAIN


def _is_located(tokens: Sequence[Token], first: int) -> bool:
    """Tell whether a locative or "village" stands before a name ("in Kalu", "over Kalu")."""
    return tokens[first - 1].low in words("locative") | words("settlements") | {"of", "over"}


def _acts(text: str, end: int) -> bool:
    """Tell whether a verb of saying or doing follows a name that opens a sentence: more likely a person's."""
    after = re.match(r" (\w+)", text[end : end + 20])
    return after is not None and after[1].lower() in words("speech")


def _runs(text: str, tokens: Sequence[Token], taken: Sequence[Span], *, everywhere: bool = False) -> Iterator[Run]:
    """Yield the runs of capitalised words outside `taken` that may be a name.

    Unless `everywhere`, runs that the gazetteer holds or that open a sentence are left out.
    """
    position = 0 if everywhere else 1
    while position < len(tokens):
        if not tokens[position].capital:
            position += 1
            continue
        last = _run(text, tokens, position, opening=everywhere)
        if last > position + 1 and tokens[position].low in words("strong_locative") | {"at", "from"}:
            position += 1
        if last > position:
            run = Run(position, last, Span(tokens[position].start, tokens[last - 1].end))
            new = everywhere or not gazetteer().known(key(run.span.of(text)))
            certain = everywhere or _called_settlement(text, tokens, position, last)
            if new and not around(run.span, taken) and _may_be(tokens, position, last, certain=certain):
                yield run
        position = max(last, position + 1)


def _called_settlement(text: str, tokens: Sequence[Token], first: int, last: int) -> bool:
    """Tell "the village of Dan Aji", "Dan Aji village", which is no person's name whatever its words."""
    before = [token.low for token in tokens[max(0, first - 2) : first]]
    behind = tokens[last] if last < len(tokens) else None
    touches = behind is not None and text[tokens[last - 1].end : behind.start] == " " and not behind.capital
    named = len(before) == 2 and before[0] in words("settlements") and before[1] == "of"
    romance = before[-1:] == ["in"] and _is_romance(tokens, first, last)
    return named or romance or (touches and behind is not None and behind.low in words("settlements"))


def _is_romance(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Tell "San Miguel del Ene" and "Puerto Lomo", which are no persons where "in" stands before them."""
    return last > first + 1 and (tokens[first].low in HEADS or any(token.word in LINKS for token in tokens[first + 1 : last]))


def _run(text: str, tokens: Sequence[Token], first: int, *, opening: bool) -> int:
    """Return where the run of capitalised words at `first` ends; `first` itself where there is none.

    A run that opens a sentence counts only where `opening` is set.
    """
    last = first
    while last < len(tokens) and (tokens[last].capital or _links(text, tokens, first, last)):
        if tokens[last].first and not (opening and last == first):
            break
        if last > first and (text[tokens[last - 1].end : tokens[last].start] not in (" ", "-") or _is_council(tokens, last)):
            break
        if last > first and len(tokens[last].word) > 2 and tokens[last].word.isupper() and not tokens[last - 1].word.isupper():
            break  # "at Kalu FPAC fighters killed"
        last += 1
    while last > first + 1 and tokens[last - 1].low in words("beside_name"):
        last -= 1
    return last


def _is_council(tokens: Sequence[Token], at: int) -> bool:
    """Tell "Local Government" behind the name of a Nigerian district ("Shiroro Local Government Area")."""
    return tokens[at].low == "local" and at + 1 < len(tokens) and tokens[at + 1].low == "government"


def _links(text: str, tokens: Sequence[Token], first: int, at: int) -> bool:
    """Tell whether a small word holds a name together ("Fond du Lac")."""
    if at == first or at + 1 >= len(tokens) or not tokens[at + 1].capital:
        return False
    gaps = (text[tokens[at - 1].end : tokens[at].start], text[tokens[at].end : tokens[at + 1].start])
    return gaps == (" ", " ") if tokens[at].word in LINKS else gaps == ("-", "-") and len(tokens[at].word) <= 3


def _may_be(tokens: Sequence[Token], first: int, last: int, *, certain: bool = False) -> bool:
    """Tell whether a run may be a place's name; where the model is ``certain`` so may one of three letters or with a given name."""
    run = tokens[first:last]
    name = sum(len(token.word) for token in run)
    length = sum(len(token.word) > 2 for token in run)
    if length > LONGEST_RUN or name < SHORTEST - certain or any(_odd(token) for token in run):
        return False
    barred = _no_name(several=last - first > 1) if last == first + 1 or run[0].low not in HEADS else frozenset()
    if any(token.low in barred for token in run):
        return False
    if not certain and any(token.low in given() and not _ARTICLE.fullmatch(token.word) for token in run):
        return False
    whole = " ".join(token.word for token in run)
    known = not {run[0].word, whole}.isdisjoint(demonyms())
    return not known and not any(place.rank == 3 for name in {run[0].word, whole} for place in gazetteer().find(key(name)))


@cache
def _no_name(*, several: bool) -> frozenset[str]:
    """Return the words that no name holds, or none of one word."""
    alone = words("not_alone") - words("name_parts") if several else words("not_alone")
    return alone | words("dates") | (words("organisation_tail") - words("name_parts"))


def _odd(token: Token) -> bool:
    return (token.word.isupper() and len(token.word) > 1) or not token.word.replace("’", "").replace("'", "").isalpha()


def _person_like(tokens: Sequence[Token], run: Run) -> bool:
    """Tell whether the words before a name say that a person bears it here."""
    before = tokens[run.first - 1]
    return before.low in words("titles") or before.low in given() or (before.capital and not before.first)


def _cue(text: str, tokens: Sequence[Token], run: Run, starts: frozenset[int]) -> Cue | None:
    """Return ``place`` where the words say that it is one, ``locative`` after "in" or "near", None otherwise."""
    first, last = run.first, run.last
    before, gap = tokens[first - 1], text[tokens[first - 1].end : tokens[first].start]
    end = tokens[last - 1].end
    located = gap == " " and before.low in words("strong_locative")
    if gap == " " and before.low in ("of", "called", "named") and first > 1:
        noun = tokens[first - 2].low
        if noun in words("settlements") or (before.low == "of" and noun in words("place_nouns")):
            return "place"
    if gap == " " and before.low in words("settlements") and not before.possessive and (not before.capital or last - first < 3):
        return "place"
    following = tokens[last] if last < len(tokens) else None
    if following is not None and text[end : following.start] == " " and not following.first:
        settled = following.low in words("settlements") and following.low not in ("ward", "lga")
        commune = following.low == "community" and _IN_COUNCIL.match(text, following.end) is not None
        settled = settled or commune or _is_council(tokens, last)
        if settled or (following.low in words("place_nouns") and not following.capital and (located or before.low == "the")):
            return "place"
    if located and (_is_romance(tokens, first, last) or _APPOSITION.match(text, end) or _owned(text, end, starts)):
        return "place"
    return "locative" if located else None


def _owned(text: str, end: int, starts: frozenset[int]) -> bool:
    """Tell whether the name that ends at `end` is put into a known place: ", Syria", " in the Sukma district", " (Borno)"."""
    following = next((start for start in range(end + 2, min(len(text), end + 46)) if start in starts), None)
    return following is not None and bool(_WITHIN.fullmatch(text[end:following])) and "\n" not in text[end:following]


def _follows(text: str, span: Span, ends: set[int]) -> bool:
    """Tell whether a place name and "and" or a comma stand right before `span`."""
    return any(text[span.start - len(link) : span.start] == link and span.start - len(link) in ends for link in _BETWEEN)


def _stands_located(tokens: Sequence[Token], run: Run, text: str) -> bool:
    """Tell whether the list that a name ends began with a locative ("in Pandanguo and Bodhei")."""
    before = [token.low for token in tokens[max(0, run.first - 6) : run.first]]
    after = text[run.span.end : run.span.end + 12]
    spoken_of = re.match(r",? (?:said|told|who|was|were|had|has|is)\b", after) is not None
    return not spoken_of and any(word in words("locative") or word in words("beside_name") for word in before)


def _is_alike(name: str, countries: frozenset[str]) -> bool:
    """Tell whether the gazetteer holds a name of that sound in one of the countries."""
    sound = skeleton(name)
    return any(gazetteer().alike(sound, code) for code in countries)


def _countries(found: Sequence[Toponym]) -> frozenset[str]:
    """Return the countries that the document names, outright or by a place of which there is one country alone."""
    codes: set[str] = set()
    for toponym in found:
        places = [place for place in gazetteer().find(toponym.key) if place.rank < 2]
        owners = {place.country for place in places if place.kind == "country"} or {place.country for place in places}
        if len(owners) == 1:
            codes |= owners
    return frozenset(codes & ROMANISED)
