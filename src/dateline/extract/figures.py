"""Figures: every number of killed, injured or hit that the units of one incident say, parts and clauses added up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dateline.codebook.tables import table
from dateline.extract.by_state import by_state
from dateline.extract.remembered import had_died
from dateline.extract.units import Unit
from dateline.types import CountMention, CountValue, Effect, Span

OTHERS = re.compile(r"\b(?:an)?others?\b", re.IGNORECASE)
_FURTHER = re.compile(r"(?:another|an additional|the other|(?:\w+|\w+-\w+) (?:others|more|other))\b", re.IGNORECASE)
"""How a figure begins that is told beside the one before it."""
_SOMEONE = re.compile(
    r"(?:an?|another|one|his|her|their|the)\s(?!(?:other\s)?(?:two|three|four|five|six|\d+(?!-year)))", re.IGNORECASE
)
_A_PERSON = re.compile(r"(?:an?|another|one|his|her)\s", re.IGNORECASE)
_BESIDE = re.compile(r"\b(?:and|while|another)\b", re.IGNORECASE)
"""What stands between two persons who are told one beside the other, not one twice."""
_MARK = re.compile(r"[;,]\s$")
"""What stands right before another one in a title: "Girl grazed by bullet; man shot"."""
TOO = re.compile(
    r"\salso\s(?:killed|wounded|injured|shot|hurt)\b"
    r"|[^.;:]{0,60}\b(?:(?:was|were)\salso\s|(?:(?:had|has|have)\s)?also\s(?:died\b|been\s(?:killed|wounded|injured|shot)\b|lost\s\w+\sli)|"
    r"(?:killed|wounded|injured|shot|died),?\s(?:too\b|as well\b|(?:together\s|along\s)?with\s(?:him|her)\b))",
    re.IGNORECASE,
)

_DID = re.compile(
    r"\b(?:shot|shoots|shooting|stabbed|stabbing|killed|killing|wounded|wounding|hit|struck|injured)\s$", re.IGNORECASE
)
_HOW = re.compile(r"\b(?:when|after|as)\s$", re.IGNORECASE)
_THE_REST = re.compile(r"the (?:other|remaining)\b", re.IGNORECASE)
_OF_THE_REST = re.compile(r"\bof the (?:other|remaining)\s$", re.IGNORECASE)
_UNBORN = re.compile(r"\b(?:unborn|fo?etus)", re.IGNORECASE)
"""Words for a child who counts as no person killed."""
_OWN_HAND = re.compile(
    r"(?!\sand\b)(?:\s(?!(?:when|as|after|before|was|were|is|has|died|killed|while)\b)[\w’'-]+){0,12}?\sblew (?:him|her)self up\b"
)
"""What tells, behind the words for one person, that he is the attacker."""
FAR = 700
"""How far behind those told before "another was wounded" may stand; farther off it is one of those told."""

REST = 200
"""How far before "the other five" the one may be told beside whom they are the rest."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure for one effect: its value, the mentions behind it, and the unit that says it.

    ``clauses`` is true for a sum of persons told in several clauses of a sentence, ``fighters`` where those taken for the attackers
    are counted, ``since`` for the dead with those who died after them.
    """

    value: CountValue
    mentions: tuple[CountMention, ...]
    unit: Unit
    note: str | None = None
    clauses: bool = False
    fighters: bool = False
    since: bool = False

    @property
    def span(self) -> Span:
        """The stretch from the first mention to the last."""
        return Span(min(m.span.start for m in self.mentions), max(m.span.end for m in self.mentions))

    @property
    def known(self) -> bool:
        """Whether it carries a number."""
        return any(n is not None for n in (self.value.low, self.value.best, self.value.high))


def figures(text: str, units: Sequence[Unit], effect: Effect) -> list[Figure]:
    """Return every whole figure for `effect`, parts of a sentence added up, in the order of the text; last the sums of several."""
    found: list[Figure] = []
    for unit in units:
        counts = [c for c in unit.counts if c.effect == effect and c.role in ("whole", "part") and c.certainty != "denied"]
        counts = [c for c in counts if not (effect == "killed" and c.value.best == 1 and _OWN_HAND.match(text, c.span.end))]
        ours = [c for c in counts if not c.attackers] or [c for c in counts if c.role == "whole" and not _alone(counts)]
        wholes = [c for c in ours if c.role == "whole"]
        parts = [c for c in ours if c.role == "part"]
        states = by_state(text, unit, ours)
        found += [Figure(c.value, (c,), unit) for c in wholes if c not in states]
        found += [Figure(added(states), states, unit)] if states else []
        if parts and not any((w.value.best or 0) >= (added(parts).best or 0) for w in wholes):
            found.append(Figure(added(parts), tuple(parts), unit))
        found += _one_by_one(unit, ours, text)
    found += list(_also(text, found, units))
    known = [figure for figure in found if figure.known]
    known = known or [figure for unit in units for figure in _alone_told(text, unit, effect)]
    return known or [figure for unit in units for figure in _never_changed(unit, effect)]


def _alone_told(text: str, unit: Unit, effect: Effect) -> Iterator[Figure]:
    """Yield one person ("the driver was hurt") or none ("the driver was unhurt") that the grammar took for one of others, where the
    units tell of no others; no zero beside fighters ("killed 60 rebels and no civilians")."""
    fighters = any(count.attackers and count.effect == effect and count.value.best for count in unit.counts)
    for count in unit.counts:
        alone = count.effect == effect and count.role == "included" and count.value.best in (0, 1) and count.certainty != "denied"
        alone = alone and _UNBORN.search(text, count.span.start, count.span.end) is None
        if alone and not count.attackers and not (fighters and count.value.best == 0):
            yield Figure(count.value, (count,), unit)


def _never_changed(unit: Unit, effect: Effect) -> Iterator[Figure]:
    """Yield the several that a first report told, where nothing later changed them: "at first spoke of 54 dead and 158 wounded"."""
    for count in unit.counts:
        several = count.effect == effect and count.role == "earlier" and (count.value.best or 0) > 1
        if several and not count.attackers and count.certainty != "denied":
            yield Figure(count.value, (count,), unit)


def _also(text: str, told: Sequence[Figure], units: Sequence[Unit]) -> Iterator[Figure]:
    """Yield the sums that no sentence says: "Ana Ruiz was killed. Tom Ruiz was also killed", "Two were hurt. Another was wounded",
    "the commander was killed. Two guards died with him".

    A figure that was told before ("two others", in the title and again in the text) adds nothing; nor do those who live of more who
    were hit ("striking six. … Four others"), nor "the other three" of four, nor the fourth ("Three of the victims … Another").
    """
    for index, (before, figure) in enumerate(pairwise(told)):
        exact = all(mention.value.best and mention.value.qualifier == "exact" for mention in (*before.mentions, *figure.mentions))
        news = size(figure) not in {size(other) for other in told[: index + 1]} or size(figure) == 1
        dead = figure.mentions[0].effect == "killed"
        one = len(figure.mentions) == 1 and 1 in (figure.mentions[0].value.best, size(before) if dead else 0)
        others = OTHERS.search(before.span.of(text)) is not None  # "five officers and seven others. … Two civilians were also hurt"
        beside = one or others or (dead and size(before) == 1 and len(before.mentions) == 1)
        further = (TOO.match(text, figure.span.end) and beside) or (_FURTHER.match(text, figure.span.start) and not dead)
        fewer = 1 < size(figure) < size(before)
        rest = fewer and (figure.mentions[0].effect == "hit" or _THE_REST.match(text, figure.span.start) is not None)
        further = further and figure.span.start - before.span.end <= FAR and not besides_the_doer(text, figure)
        further = further and (dead or not beside_dead(figure))
        if (
            exact
            and news
            and further
            and not rest
            and not _is_the_last(before, figure, units)
            and not (dead and size(before) > 1 and any(_in_title(other) and size(other) == size(before) for other in told))
            and before.unit.order != figure.unit.order
            and ((others and not one) or not _FURTHER.match(text, before.span.start))
        ):
            mentions = (*before.mentions, *figure.mentions)
            yield Figure(added(mentions), mentions, figure.unit)


def _in_title(figure: Figure) -> bool:
    """Tell a headline's figure, which counts all: "Gunman kills eight in bar. … A waiter was also killed"."""
    return figure.unit.sentence.kind == "title"


def _is_the_last(before: Figure, figure: Figure, units: Sequence[Unit]) -> bool:
    """Tell the fourth of "four were shot. … Three of the victims were flown to a hospital. Another was treated at the scene"."""
    between = (c for unit in units for c in unit.counts if before.span.end <= c.span.start and c.span.end <= figure.span.start)
    left = size(before) - size(figure)
    return left > 0 and any(c.role == "included" and c.value.best == left for c in between)


def also_one(text: str, figure: Figure, found: Sequence[Figure]) -> bool:
    """Tell the two of "A girl was shot in the wrist. … A woman was also shot", where no words tell of more."""
    further = len(figure.mentions) == 2 and all(size(other) == 1 for other in found if len(other.mentions) == 1)
    return further and size(figure) == 2 and TOO.match(text, figure.mentions[-1].span.end) is not None


def beside_dead(figure: Figure) -> bool:
    """Tell whether the same unit tells before of somebody killed: "eight died, and one more is between life and death"."""
    before = (c for c in figure.unit.counts if c.span.end <= figure.span.start)
    return any(c.effect == "killed" and c.value.best and not c.attackers for c in before)


def addends(found: Sequence[Figure]) -> set[CountMention]:
    """Return the mentions of sums that another sentence tells: of "One is in critical condition. Two others are stable" both, where
    "three were shot"."""
    parts: set[CountMention] = set()
    for figure in found:
        if len(figure.mentions) > 1 and any(_tells_again(other, figure) for other in found):
            parts.update(figure.mentions)
    return parts


def _tells_again(other: Figure, figure: Figure) -> bool:
    apart = other.unit.sentence != figure.unit.sentence and set(other.mentions).isdisjoint(figure.mentions)
    return apart and other.value.qualifier == "exact" and size(other) == size(figure)


def is_the_rest(text: str, figure: Figure, found: Iterable[Figure], units: Iterable[Unit]) -> bool:
    """Tell "the other five" (also of "three of the other five") of "six were shot. One is in critical condition"."""
    start = figure.span.start
    rest = _THE_REST.match(text, start) is not None or _OF_THE_REST.search(text, max(0, start - 24), start) is not None
    if len(figure.mentions) != 1 or not rest:
        return False
    counts = (count for unit in units for count in unit.counts if 0 < figure.span.start - count.span.end <= REST)
    told = {count.value.best for count in counts if count.effect in ("injured", "hit", "casualties")}
    return any(other is not figure and size(other) - size(figure) in told for other in found)


def besides_the_doer(text: str, figure: Figure) -> bool:
    """Tell "a teen shot another teen", "one man shot another man": other than who shot, and not one more of those struck."""
    at = figure.mentions[0].span.start
    start = figure.unit.sentence.span.start
    told = any(start <= count.span.start < at for count in figure.unit.counts)
    words = figure.mentions[0].span.of(text).lower().split()
    if told or words[0] != "another" or len(words) < 2 or not _DID.search(text, start, at):
        return False
    return any(word[:4] == words[-1][:4] or word[:4] == words[1][:4] for word in re.findall(r"[a-z]+", text[start:at].lower()))


def _one_by_one(unit: Unit, counts: Sequence[CountMention], text: str) -> Iterator[Figure]:
    """Yield the sum of persons told one by one in a sentence: "a man was shot in the chest and his wife was shot in the leg", "four
    villagers died on the spot while two others succumbed"."""
    told = [c for c in counts if c.value.best and c.value.qualifier == "exact" and not c.attackers and not _is_again(text, c)]
    told = [c for at, c in enumerate(told) if not any(_is_said_again(text, before, c) for before in told[:at])]
    wholes = sum(c.role == "whole" for c in told)
    if len(told) > 1 and wholes and all(_is_one_more(unit, text, c, first=told[0]) for c in told[1:]):
        yield Figure(added(told), tuple(told), unit, clauses=True)


def _is_said_again(text: str, before: CountMention, count: CountMention) -> bool:
    """Tell the boy of a caption that runs on into the text, "Boy shot in Hampton A boy was shot", who is told twice."""
    words, again = before.span.of(text).lower().split(), count.span.of(text).lower().split()
    bare = words[0] not in ("a", "an", "another", "one", "his", "her", "their") and count.value.best == before.value.best == 1
    return bare and again[0] in ("a", "an", "1") and len(again) > 1 and again[-1] == words[-1]


def _is_one_more(unit: Unit, text: str, count: CountMention, *, first: CountMention) -> bool:
    """Tell "a boy", "two others", and in a title, or of the dead behind one dead, "2 Men Also Wounded"."""
    behind_one = count.effect == "killed" and first.value.best == 1
    also = (unit.sentence.kind == "title" or behind_one) and TOO.match(text, count.span.end) is not None
    return also or _SOMEONE.match(text, count.span.start) is not None or OTHERS.search(count.span.of(text)) is not None


def struck_and_hurt(text: str, units: Iterable[Unit]) -> Iterator[Figure]:
    """Yield the sum of those told one by one as shot and as hurt: "a nurse was shot in the back and a boy struck in the arm"; in
    a title also "Girl grazed by bullet; man shot"."""
    for unit in units:
        told = [c for c in unit.counts if c.effect in ("hit", "injured") and c.role == "whole" and not c.attackers]
        dead = any(c.effect in ("killed", "casualties") and c.value.best for c in unit.counts)
        both = {c.effect for c in told} == {"hit", "injured"}
        title = unit.sentence.kind == "title"
        beside = all(
            _BESIDE.search(text, one.span.end, other.span.start + 8)
            or (title and _MARK.search(text, one.span.end, other.span.start))
            for one, other in pairwise(told)
        )
        persons = all(c.value.best == 1 and (title or _A_PERSON.match(text, c.span.start)) for c in told)
        if both and beside and not dead and persons:
            yield Figure(added(told), tuple(told), unit)


def _is_again(text: str, count: CountMention) -> bool:
    """Tell who is no further one of a sentence: "himself", "a slain friend" who had died before, who opens the clause that says how
    the one before came to harm ("two guards died when an inmate …")."""
    words = count.span.of(text).lower().split()
    dead = table("count_words")["adjectives"]["killed"]
    before = text[max(0, count.span.start - 8) : count.span.start]
    return (
        words[-1] in ("himself", "herself")
        or not set(dead).isdisjoint(words[:-1])
        or _HOW.search(before) is not None
        or had_died(text, count)
    )


def _alone(counts: Sequence[CountMention]) -> bool:
    return all(count.attackers for count in counts)


def added(parts: Sequence[CountMention]) -> CountValue:
    """Return the sum of parts, bound by bound; a bound that one part leaves open is open in the sum.

    "Up to 170 civilians and 13 service members" has no low, no best, and 183 as high.
    """
    if len(parts) == 1:
        return parts[0].value
    values = [part.value for part in parts]
    low, best, high = (_sum(v.low for v in values), _sum(v.best for v in values), _sum(v.high for v in values))
    named = {v.qualifier for v in values} - {"exact"}
    return CountValue(low, best, high, named.pop() if len(named) == 1 else "vague" if named else "exact")


def _sum(numbers: Iterable[int | None]) -> int | None:
    total = 0
    for number in numbers:
        if number is None:
            return None
        total += number
    return total


def size(figure: Figure) -> int:
    """Return the figure as one number: best, else low, else high."""
    value = figure.value
    return next((n for n in (value.best, value.low, value.high) if n is not None), 0)
