"""The whole beside its parts, by the structure of the report: what its top tells of all stands before what one site or bomb did."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.extract.figures import Figure, size

_SEVERAL = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|\d+|twin|double|triple|several|multiple|simultaneous|synchroni[sz]ed|"
    r"co-?ordinated|(?:string|series|wave) of)\s(?:[\w-]+\s){0,2}?"
    r"(?:bombs|blasts|explosions|bombings|attacks|strikes|bombers|shootings|devices|mosques|churches|hotels|trains|villages)\b",
    re.IGNORECASE,
)
"""What says that the dead of a title or lead are those of several bombs, or of several places."""
_ONE_OF_THEM = re.compile(
    r"(?:in\s|at\s)?(?:one(?:\sof\s(?:them|the\s\w+))?|the\s(?:first|second|third|other|latter)|a\s(?:second|third|fourth)|another)\b"
    r"[^.;]*?\b(?:kill|dead|die|injur|wound|hurt)",
    re.IGNORECASE,
)
"""A sentence that begins with one of several bombs or places: "One, hidden in a bin, killed at least 11"."""
_IN_ALL = re.compile(r"[^.;,]{0,30}?\b(?:in all|in total|altogether|overall)\b", re.IGNORECASE)
_APART = re.compile(r"\b(?:weekend|separate|spate|run of|since|this year|unrelated|deadliest|worst)\b", re.IGNORECASE)
_BREATH = re.compile(r"(?:\s[\w-]+){0,3}?,?\s(?:(?:and|while)\s)?(?:(?:left|injur|wound|hurt)\w*\s)?", re.IGNORECASE)
"""What stands between the dead and the injured of one breath: "killed one *and injured* three", "two *dead and* five wounded"."""
_FEARED = re.compile(
    r"\b(?:may|might|could)\s(?:\w+\s){0,2}?(?:raise|bring|take|push|rise|climb|reach|exceed|top|be)\b[^.;,]{0,40}$", re.IGNORECASE
)
OPENING = 12
"""How far into a sentence a figure stands at least that its opening may be about a bomb, not a person ("Another man was hurt")."""
NEARLY = 0.75
"""What share of the whole told at the top an incomplete sum of its parts has at least; a smaller one may be another incident's."""


def counted(title: Figure, found: Sequence[Figure]) -> Figure:
    """Return the exact figure of the lead that a title's figure rounds: 527 for "more than 500"; else the figure itself."""
    if title.unit.sentence.kind != "title" or title.value.qualifier not in ("more_than", "at_least", "about"):
        return title
    for figure in found:
        plain = figure.note is None and figure.value.qualifier == "exact" and len(figure.mentions) == 1
        if plain and figure.unit.lead and _rounds(title, size(figure)):
            return figure
    return title


def _rounds(title: Figure, number: int) -> bool:
    """Tell whether the title's number is another one in round numbers, by the place of its last digit that is not 0."""
    rounded, step = size(title), 1
    while rounded and rounded % (step * 10) == 0:
        step *= 10
    if step == 1:
        return False
    below = title.value.qualifier == "about" and rounded - step / 2 <= number < rounded
    return below or rounded < number < rounded + (step / 2 if title.value.qualifier == "about" else step)


def is_part(text: str, figure: Figure, found: Sequence[Figure]) -> bool:
    """Tell a figure that cannot stand as the whole beside those of `found`."""
    part = is_incomplete(figure, found) or is_of_one(text, figure, found) or _has_fewer_of_both(text, figure, found)
    return part or is_feared(text, figure, found)


def is_incomplete(figure: Figure, found: Sequence[Figure]) -> bool:
    """Tell a sum of parts that nearly reaches the whole of the title or the lead: "41 died at the first and seven at the second",
    of 49 killed; not beside "five dead including the gunman"."""
    if len(figure.mentions) < 2:
        return False
    tops = (top for top in _tops(figure, found) if len(top.mentions) == 1 and not any(c.attackers for c in top.unit.counts))
    return any(NEARLY * size(top) <= size(figure) < size(top) for top in tops)


def _tops(figure: Figure, found: Sequence[Figure]) -> list[Figure]:
    """Return the figures of the title and the lead that stand above `figure`, in another sentence."""
    tops = (other for other in found if other.unit.lead or other.unit.sentence.kind == "title")
    return [other for other in tops if other.unit.sentence.span.end <= figure.unit.sentence.span.start]


def is_of_one(text: str, figure: Figure, found: Sequence[Figure]) -> bool:
    """Tell the figure of one bomb or place of the several whose whole the title or the lead tells."""
    sentence = figure.unit.sentence
    one = _ONE_OF_THEM.match(text, sentence.span.start, sentence.span.end)
    if one is None or figure.span.start <= sentence.span.start + OPENING:
        return False
    return any(size(top) > size(figure) and _tells_of_several(text, top) for top in _tops(figure, found))


def _has_fewer_of_both(text: str, figure: Figure, found: Sequence[Figure]) -> bool:
    """Tell the dead of one site, told with its injured, below a sentence that tells more of both: "14 were killed and 96 hurt in
    the hall", of "34 killed and some 200 hurt"."""
    hurt = _hurt(figure)
    span = figure.unit.sentence.span
    if figure.mentions[0].effect != "killed" or not hurt or _APART.search(text, span.start, span.end):
        return False
    for top in _tops(figure, found):
        above = top.unit.sentence.span
        more = size(figure) < size(top) and len(top.mentions) == 1 and hurt < _hurt(top)
        if more and _APART.search(text, above.start, above.end) is None:
            return True
    return False


def _hurt(figure: Figure) -> int:
    """Return the most injured that the figure's unit tells, 0 where it tells none."""
    return max((c.value.best or 0 for c in figure.unit.counts if c.effect == "injured" and c.role == "whole"), default=0)


def is_feared(text: str, figure: Figure, found: Sequence[Figure]) -> bool:
    """Tell a toll that has not come to pass ("may raise the toll to 18"), beside one that has."""
    start = figure.span.start
    feared = _FEARED.search(text, max(figure.unit.sentence.span.start, start - 90), start) is not None
    return feared and any(other.unit.sentence != figure.unit.sentence for other in found)


def _tells_of_several(text: str, figure: Figure) -> bool:
    span = figure.unit.sentence.span
    return _SEVERAL.search(text, span.start, span.end) is not None


def together(text: str, injured: Figure, killed: Figure | None, found: Sequence[Figure]) -> Figure:
    """Return the injured told in one sentence with the dead that were settled on, where `injured` are told with fewer dead: those
    of one site ("14 were killed and 96 hurt in the hall") beside those of all ("34 killed and some 200 injured")."""
    if killed is None or injured.unit.sentence == killed.unit.sentence:
        return injured
    dead = [c.value.best for c in injured.unit.counts if c.effect == "killed" and c.value.best and not c.attackers]
    if not dead or max(dead) >= size(killed):
        return injured
    span = killed.unit.sentence.span
    if _APART.search(text, span.start, span.end):  # a weekend's shootings together
        return injured
    for figure in found:
        whole = figure.note is None and figure.value.best is not None and size(figure) > size(injured)
        if whole and figure.unit.sentence == killed.unit.sentence:
            return figure
    return injured


def in_one_breath(text: str, injured: Figure, killed: Figure | None, found: Sequence[Figure]) -> Figure:
    """Return the several told in one breath with the dead that were settled on ("killed one and injured three", "two dead and five
    wounded") where `injured` are fewer or only follow from those hit; else `injured`."""
    if killed is None or not size(killed) or (_is_said(injured) and _right_behind(text, injured, size(killed))):
        return injured
    for figure in found:
        other = size(injured) < size(figure) or (injured.note is not None and figure.mentions != injured.mentions)
        if other and _is_said(figure) and _right_behind(text, figure, size(killed)):
            return figure
    return injured


def _is_said(figure: Figure) -> bool:
    """Tell an exact figure of several that one phrase says."""
    return figure.note is None and len(figure.mentions) == 1 and figure.value.qualifier == "exact" and size(figure) > 1


def _right_behind(text: str, injured: Figure, dead: int) -> bool:
    """Tell whether so many dead stand before the injured, with nothing but the words for what happened to them between."""
    span = injured.unit.sentence.span
    if _APART.search(text, span.start, span.end):
        return False
    before = [c for c in injured.unit.counts if c.span.end <= injured.span.start]
    last = before[-1] if before else None
    told = last is not None and last.effect == "killed" and last.value.best == dead and last.role == "whole" and not last.attackers
    return told and last is not None and _BREATH.fullmatch(text, last.span.end, injured.span.start) is not None


def beside_the_dead(injured: Figure, killed: Figure | None, found: Sequence[Figure]) -> Figure:
    """Return the injured told in one sentence with the dead that were settled on ("four died and six were wounded"), where
    `injured` only follow from the casualties that another gives ("at least 48 casualties")."""
    if killed is None or not (injured.note or "").startswith("derived: casualties"):
        return injured
    said = (f for f in found if f.note is None and f.value.best and f.unit.sentence == killed.unit.sentence)
    return next(said, injured)


def in_all(text: str, chosen: Figure, found: Sequence[Figure]) -> Figure:
    """Return the figure told as that "in all", "in total" of the same sentence ("52 were in critical condition; 202 were hurt in
    all"), or of another one where it is told twice: "killed 24 children … 36 people in all" below a title that gives 36."""
    for figure in found:
        twice = sum(size(other) == size(figure) for other in found) > 1
        beside = (twice or figure.unit.sentence == chosen.unit.sentence) and size(figure) > size(chosen)
        if (
            beside
            and len(figure.mentions) == 1
            and figure.note is None
            and _IN_ALL.match(text, figure.span.end, figure.unit.sentence.span.end)
        ):
            return figure
    return chosen
