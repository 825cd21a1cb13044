"""Targets: which of the words of an incident's units name whom or what it struck (weapons: ``weapons.py``).

Targets have candidates from five grammars (words of the table, people counted as struck, peoples named without a noun, objects of
the event's verb, subjects of a passive) and from the model's reading of the incident, weighed like every other choice
(``codebook/blame_weights.json``, "target").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from dateline.codebook.demonyms import demonyms
from dateline.codebook.needles import Needled
from dateline.codebook.phrases import tokens
from dateline.codebook.tables import table
from dateline.extract import weigh
from dateline.extract.antecedent import key
from dateline.extract.asked import runs
from dateline.extract.doers import is_out_of_it
from dateline.extract.reasons import inside_reason
from dateline.extract.target_agents import acts, bursts, is_accused, responds, speaks
from dateline.extract.target_aside import is_a_home, signs
from dateline.extract.target_phrases import ahead, before, completed, names, widened, word_set
from dateline.extract.target_terms import term
from dateline.extract.units import Unit, gap
from dateline.types import Annotated, EventMention, Perpetrator, Scores, Span, WordMention

MOST_TARGETS = 3
MORE = 0.3
"""How much less than the first a second or third target may score."""
EARLY = 5
"""Units of an incident, its own first ones, that are searched for targets: what comes later tells of response and aftermath."""
_PASSIVE = re.compile(r"\s(?:was|were|had been|has been|have been|is|are)\s(?:[\w-]+ly\s)?$", re.IGNORECASE)
_BY = re.compile(r"(?:ed|out|shot|done|begun)\sby\s(?:(?:the|an?|suspected|alleged|armed)\s)?$", re.IGNORECASE)
_TOWN = re.compile(r",?\s(?:of|(?:in|at|near|outside)(?:\sthe)?(?:\s[a-z]+)?)\s(?=[A-Z])|,")
_NONE = Needled(r"\b(?:no|neither|nor|without) $", re.IGNORECASE)
_NOUN = re.compile(
    r"[-’']|\s(?!(?:and|or|in|at|on|by|near|from|who|were|was|are|had|have|as|to|with|during|after|when|while|outside|dead)\b)[A-Za-z]"
)
"""What stands behind a word of a people that is no noun itself: a further word that goes on with the phrase."""
_VESSEL = re.compile(r"\b(?:USS|HMS|MV|M/V|MT|F/B|INS) [A-Z][\w-]+(?: [A-Z][\w-]+)?")
_ONTO = re.compile(r"\s(?:on|upon|against|targeting|at|in|inside|outside|near|of|into)\s", re.IGNORECASE)


@cache
def _bodies() -> re.Pattern[str]:
    """Return the names of bodies that hold a word for people ("Doctors Without Borders")."""
    return re.compile("|".join(re.escape(name) for name in table("means")["named_for_people"]))


@dataclass(frozen=True, slots=True)
class Target:
    """One candidate: its words, the unit that says them, the grammar that found it, and its words with their complement."""

    span: Span
    unit: Unit
    source: str
    whole: Span


def targets(
    annotated: Annotated, units: Sequence[Unit], *, asked: Scores | None = None, doer: Perpetrator | None = None
) -> list[WordMention]:
    """Return whom or what the incident struck, best first, at most `MOST_TARGETS`, each head once; never the words for its `doer`.

    The value is the codebook's term where the words hold one of its words ("foot patrol": military), else the words themselves.
    """
    found = [item for item in candidates(annotated, units, asked) if not _did_it(annotated, item, doer)]
    rows = [(item, features(annotated, item, units, asked=asked)) for item in found]
    none = weigh.score("target", {"none": 1.0})
    scored = sorted(
        ((weigh.score("target", row), -index, item) for index, (item, row) in enumerate(rows)), reverse=True, key=_order
    )
    out: dict[str, WordMention] = {}
    for score, _, item in scored:
        if score > none - (MORE if out else 0.0) and len(out) < MOST_TARGETS:
            out.setdefault(head(annotated, item.span), _mention(annotated, item))
    return list(out.values())


def _mention(annotated: Annotated, item: Target) -> WordMention:
    return WordMention(item.whole, "target", term(annotated, item.span, item.unit) or item.span.of(annotated.document.text))


def _order(row: tuple[float, int, Target]) -> tuple[float, int]:
    return row[:2]


def head(annotated: Annotated, span: Span) -> str:
    """Return the last word of a phrase in lower case, a plain plural ending taken off."""
    words = tokens(annotated.document.text, span.start, span.end)
    last = words[-1].word if words else ""
    return last[:-1] if last.endswith("s") and not last.endswith("ss") else last


def candidates(annotated: Annotated, units: Sequence[Unit], asked: Scores | None = None) -> list[Target]:
    """Return every candidate of the first units, in the order of the text, longest words first, without overlaps."""
    found = [item for unit in units[:EARLY] for item in (*_of_unit(annotated, unit), *_seen(annotated, unit, asked))]
    found.sort(key=lambda item: (item.span.start, -item.whole.end))
    out: list[Target] = []
    for item in found:
        if _ruled_out(annotated.document.text, item):
            continue
        if not out or item.span.start >= out[-1].whole.end:
            out.append(item)
    return out


def _ruled_out(text: str, item: Target) -> bool:
    """Tell whether the words name nobody, somebody who did it, somebody of another deed, or nobody hurt ("no civilian")."""
    if item.whole.of(text).lower() in word_set("anybody") or inside_reason(text, item.whole) or _agent(text, item):
        return True
    if acts(text, item.whole, item.unit) or bursts(text, item.whole, item.unit) or speaks(text, item.whole):
        return True
    if is_accused(text, item.whole, item.unit) or responds(text, item.whole, item.unit):
        return True
    if is_a_home(text, item.span) or signs(text, item.span) or _is_whose_deed(text, item):
        return True
    return _NONE.first(text, item.unit.span.start, item.span.start) is not None


def _is_whose_deed(text: str, item: Target) -> bool:
    """Tell the "jihadist" of "a jihadist attack": who did it."""
    behind = any(event.noun and event.span.start == item.whole.end + 1 for event in item.unit.events)
    return behind and item.whole.of(text).lower().split()[-1] in table("generic_actors")["adjectival"]


def _did_it(annotated: Annotated, item: Target, doer: Perpetrator | None) -> bool:
    """Tell whether the words are some of those that name who did it: at the place that says so ("an Afghan asylum seeker"), or in
    another mention of the same group ("a statement by the *Army* of the North")."""
    if doer is None:
        return False
    if any(actor.span.covers(item.whole) and key(actor.value) == key(doer.actor) for actor in item.unit.actors):
        return True
    words, name = item.whole.of(annotated.document.text).casefold(), doer.actor.name.casefold()
    return doer.span.overlaps(item.whole) and (words in name or words.endswith(f" {name}"))


def _agent(text: str, item: Target) -> bool:
    """Tell whether a group stands behind the "by" of a participle ("claimed by Northern Dawn fighters"): it did it."""
    groups = any(actor.value.kind == "group" and actor.span.overlaps(item.span) for actor in item.unit.actors)
    return groups and _BY.search(text, max(item.unit.span.start, item.span.start - 40), item.span.start) is not None


def _target(text: str, span: Span, unit: Unit, source: str) -> Target:
    return Target(span, unit, source, completed(text, span, unit))


def _of_unit(annotated: Annotated, unit: Unit) -> Iterator[Target]:
    text = annotated.document.text
    for word in unit.words:
        if word.kind == "target" and not _in_a_name(text, word.span, unit) and not is_out_of_it(text, word.span):
            yield _target(text, widened(text, word.span, unit), unit, "word")
    for count in unit.counts:
        if count.effect in ("killed", "injured", "hit", "abducted", "casualties") and not count.attackers and count.who:
            span = ahead(text, count.number.end, count.span.end)
            if span is not None:
                yield _target(text, span, unit, "counted")
    for place in unit.places:
        if place.site is not None:
            yield _target(text, _site(text, place.span), unit, "site")
    for vessel in _VESSEL.finditer(text, unit.span.start, unit.span.end):
        yield _target(text, Span(vessel.start(), vessel.end()), unit, "site")
    for actor in unit.actors:
        if actor.value.kind == "group":
            yield _target(text, actor.span, unit, "group")
    for token in tokens(text, unit.span.start, unit.span.end):
        if _people(text, token.span, unit):
            yield _target(text, token.span, unit, "people")
    for event in unit.events:
        yield from _around(text, unit, event)


def _in_a_name(text: str, span: Span, unit: Unit) -> bool:
    """Tell the "Port" of Port-au-Prince, the "Market" of Market Harborough and the "Doctors" of Doctors Without Borders."""
    bodies = _bodies().finditer(text, max(unit.span.start, span.start - 30), min(unit.span.end, span.end + 30))
    if any(body.start() <= span.start and span.end <= body.end() for body in bodies):
        return True
    names = (place.toponym for place in unit.places if place.toponym.covers(span) and place.toponym != span)
    return any(name.start == span.start and text[span.end : span.end + 1] in "- " for name in names)


def _people(text: str, span: Span, unit: Unit) -> bool:
    """Tell whether a word names people by itself ("twelve Masalit", "three Malians"), not a noun behind it ("Masalit families")."""
    word = span.of(text)
    if word not in word_set("peoples") and not (word in demonyms() and word.endswith("s") and word[:-1] in demonyms()):
        return False
    return _NOUN.match(text, span.end, unit.span.end) is None


def _seen(annotated: Annotated, unit: Unit, asked: Scores | None) -> Iterator[Target]:
    """Yield the phrases in which the model reads a target; those with a capital inside may name a person and are left out."""
    text = annotated.document.text
    for run in runs(asked, "target", unit.span):
        span = ahead(text, run.start, run.end)
        if span is not None and not _named(text, span, unit):
            yield _target(text, span, unit, "read")


def _named(text: str, span: Span, unit: Unit) -> bool:
    """Tell whether a phrase holds a capital that may be a person's."""
    return any(
        text[token.span.start].isupper() and not names(text, token.span, unit) for token in tokens(text, span.start, span.end)
    )


def _site(text: str, span: Span) -> Span:
    """Return the site's own words: without the town that follows it ("the Imam Ali mosque in Kufa")."""
    cut = _TOWN.search(text, span.start, span.end)
    return Span(span.start, cut.start()) if cut is not None and cut.start() > span.start else span


def _around(text: str, unit: Unit, event: EventMention) -> Iterator[Target]:
    """Yield the object of a verb, what stands behind "attack on", and the subject of a passive."""
    end = unit.span.end
    onto = _ONTO.match(text, event.span.end, end)
    if onto is not None or not event.noun:
        span = ahead(text, onto.end() if onto else event.span.end, min(end, event.span.end + 60))
        if span is not None and not _is_name(text, span, unit):
            yield _target(text, span, unit, "onto" if onto else "object")
    start = max(unit.span.start, event.span.start - 70)
    low = event.span.of(text).lower()
    passive = _PASSIVE.search(text, start, event.span.start)
    if low.startswith(("was ", "were ", "been ")) or (passive is not None and not event.noun):
        span = before(text, start, passive.start() if passive else event.span.start)
        if span is not None and not _is_name(text, span, unit):
            yield _target(text, span, unit, "subject")


def _is_name(text: str, span: Span, unit: Unit) -> bool:
    """Tell whether all the words have capitals and name no group and no force: a place or a person ("attacked Tse Abi")."""
    return not text[unit.span.start : unit.span.end].isupper() and all(
        text[token.span.start].isupper() and not names(text, token.span, unit) for token in tokens(text, span.start, span.end)
    )


def features(annotated: Annotated, item: Target, units: Sequence[Unit], *, asked: Scores | None = None) -> weigh.Features:
    """Return the features of "`item` was struck"."""
    text = annotated.document.text
    return {
        item.source: 1.0,
        "bias": 1.0,
        **_of_words(text, item),
        **_of_place(item, min(unit.order for unit in units)),
        **_of_layers(annotated, item),
        "model": weigh.model(annotated, item.span, "target") / weigh.CAP,
        "this": weigh.this(asked, item.span, "target"),
        "perp": weigh.this(asked, item.span, "perpetrator"),
        "grammar_only": float(annotated.scores is None),
    }


def _of_words(text: str, item: Target) -> weigh.Features:
    words = item.span.of(text).lower().split()
    return {
        "vague": float(words[-1] in word_set("vague")),
        "not_target": float(words[-1] in word_set("not_target")),
        "kin": float(words[-1] in word_set("kin")),
        "words": min(4, len(words)) / 4,
        "completed": float(item.whole != item.span),
        "capital": float(text[item.span.start].isupper()),
    }


def _of_place(item: Target, first: int) -> weigh.Features:
    distance = gap(item.unit, item.span)
    return {
        "lead": float(item.unit.lead),
        "title": float(item.unit.sentence.kind == "title"),
        "late": min(10, item.unit.order - first) / 10,
        "near": 1.0 / (1.0 + distance / 30.0) if distance is not None else 0.0,
    }


def _of_layers(annotated: Annotated, item: Target) -> weigh.Features:
    """Return what other annotators found in the words: counts, terms, actors, places, times, speakers."""
    span, unit = item.span, item.unit
    kinds = {actor.value.kind for actor in unit.actors if actor.span.overlaps(span)}
    return {
        "struck": float(any(c.span.overlaps(span) and c.effect is not None and not c.attackers for c in unit.counts)),
        "term": float(any(word.kind == "target" and span.covers(word.span) for word in unit.words)),
        "weapon": float(any(word.kind == "weapon" and span.overlaps(word.span) for word in unit.words)),
        "actor": float(bool(kinds - {"state"})),
        "state": float("state" in kinds),
        "named_group": float("group" in kinds),
        "place": float(any(place.span.overlaps(span) for place in unit.places)),
        "time": float(any(time.span.overlaps(span) for time in unit.times)),
        "says": float(any(said.speaker.overlaps(span) for said in annotated.attributions)),
    }
