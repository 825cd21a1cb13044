"""Signs that a figure is not the incident's own toll: another incident's reading sees it more surely; those who died "more"; an
older figure, where a later one is told as what it has come to ("an eleventh died at night, taking the toll to 12")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.codebook.needles import Needled
from dateline.codebook.tables import table
from dateline.extract.figures import Figure, size
from dateline.extract.speaker import attribution_of
from dateline.extract.weigh import asked_of
from dateline.types import Annotated, Effect, Scores

_MORE = re.compile(r"\bmore\b(?!\sthan)|\b(?:an)?others?\b|\badditional\b|\bfurther\b", re.IGNORECASE)


def elsewhere(figure: Figure, effect: Effect, asked: Scores | None, others: Sequence[Scores]) -> float:
    """Return by how much (0.0 to 2.0) the reading of another incident sees the figure more surely than this incident's.

    0.0 where its sentence tells an event: grouping has weighed the two incidents there.
    """
    if figure.note is not None or figure.unit.events:
        return 0.0
    span = figure.mentions[0].span
    there = max((value for other in others if (value := asked_of(other, span, effect)) is not None), default=-1.0)
    return max(0.0, there - (asked_of(asked, span, effect) or 0.0))


_CREDIT = re.compile(
    r"\bPhoto(?:graph)? by\b|\bREUTERS/|\bAP Photo\b|[(\[](?:Reuters|AFP|AP|EPA|Getty|Photo)\b[^)\]\n]{0,60}[)\]]\s*$", re.MULTILINE
)
CAPTION = 500
"""Code points of a line in which a credit may stand that makes it a picture's caption."""


def pictured(text: str, figure: Figure, found: Sequence[Figure]) -> bool:
    """Tell the figure of a picture's caption, sent before the report's own: "At least two died when … Photo by", below "Five"."""
    if not _captioned(text, figure):
        return False
    return any(other.note is None and not _captioned(text, other) and size(other) > size(figure) for other in found)


def _captioned(text: str, figure: Figure) -> bool:
    start = text.rfind("\n", 0, figure.span.start) + 1
    end = text.find("\n", figure.span.end)
    return _CREDIT.search(text, figure.span.end, min(len(text) if end < 0 else end, start + CAPTION)) is not None


def is_further(text: str, figure: Figure) -> bool:
    """Tell "three more", "five other civilians", "another two", who come on top of a figure told elsewhere."""
    return figure.note is None and _MORE.search(figure.mentions[0].span.of(text)) is not None


_NOBODY = re.compile(
    r"(?:nobody|no[ -]?one|none|no|without|neither|zero)\b"
    r"(?!\sof\s(?:the|his|her|their|its|those|these)\s(?!others?\b|rest\b|victims?\b|people\b|wounded\b))"
    r"(?!\s(?:\w+\s){0,2}(?:officers?|deput(?:y|ies)|troopers?|agents|police)\b)",
    re.IGNORECASE,
)
"""What says of everybody that he was unhurt, not of "none of the deputies", "no officers"."""


def spared(text: str, figure: Figure, dead: tuple[Figure, float] | None) -> bool:
    """Tell the zero of "the girl was unharmed", "none of the deputies was hurt" beside somebody's death: others may have been."""
    if size(figure) != 0 or dead is None or not size(dead[0]):
        return False
    return _NOBODY.match(text, figure.mentions[0].span.start) is None


_OWN_DEED = re.compile(
    r"\b(?:it|they|we|its\s\w+|their\s\w+|his\s\w+|fighters|militants|soldiers)\s(?:(?:had|have|has|also)\s){0,2}"
    r"(?:killed|wounded|eliminated|neutrali[sz]ed|executed)(?:\sand\s\w+)?\s(?:[\w-]+\s){0,3}$",
    re.IGNORECASE,
)
_OWN_REACH = 60


def boasted(annotated: Annotated, figure: Figure) -> bool:
    """Tell the figure that an armed group gives of its own deed ("said that it had killed more than 55 soldiers"): it stands where
    no other does (CODEBOOK.md, GTD's first rule: not the perpetrator's own)."""
    said, start = attribution_of(annotated, figure.span), figure.mentions[0].span.start
    if said is None or said.source_kind != "perpetrator":
        return False
    return _OWN_DEED.search(annotated.document.text, max(0, start - _OWN_REACH), start) is not None


_GATHERED = (
    r"(?:vigils?|memorial\s(?:services?|ceremony|gathering|event|march|walk|rally|mass|for|to)|"
    r"funeral|wake|candlelight|mourners?|mourning|repast|burial)"
)
"""Those who mourn; a war memorial is a site."""
_AT_A_VIGIL = re.compile(
    rf"\b(?:shot|shooting|shots|fire|gunfire|gunman|attack\w*|bomb\w*|wounded|injured|hurt|killed)\b[^.;\n]{{0,60}}?"
    rf"\b(?:at|during|outside|near|into|leaving|after|following)\s(?:an?\s|the\s|his\s|her\s)?(?:[\w’'-]+\s){{0,3}}?{_GATHERED}\b",
    re.IGNORECASE,
)
_MOURNS = re.compile(rf"\b(?:{_GATHERED}|mourn\w*|gathered|remember\w*)\b", re.IGNORECASE)


def mourned(text: str, figure: Figure) -> bool:
    """Tell whom a vigil that was attacked was held for: he had died before ("shot at a vigil for a man killed on Sunday")."""
    sentence = figure.unit.sentence.span
    return (
        size(figure) == 1
        and _MOURNS.search(text, sentence.start, sentence.end) is not None
        and (_AT_A_VIGIL.search(text) is not None)
    )


_COME_TO = Needled(
    r"(?:\b(?:bring|brought|tak|took|rais|push)\w*\s(?:[\w’'-]+\s){0,6}to"
    r"|\b(?:bring|brought|tak|took|rais|push)\w*\s(?:\w+\s){0,3}(?:toll|number)\s(?:[\w’'-]+\s){0,12}to"
    r"|\b(?:risen|rises|rose|climb\w*|jump\w*|increased|grown|grew|swelled|swollen|doubled|gone up|went up)\s(?:[\w-]+\s){0,2}to"
    r"|\b(?:revis|correct|updat)\w*\s(?:[\w-]+\s){0,5}to"
    r"|\b(?:on (?:mon|tues|wednes|thurs|fri|satur|sun)day|by \w+|later)\b[^.;\n]{0,50}?\bput the (?:[\w-]+ ){1,4}at"
    r"|\bput the (?:final|latest|new|current|revised|updated|corrected) (?:[\w-]+ ){1,3}at"
    r"|\bnow (?:stands? at|numbers?)|\b(?:which|that|this) makes|\bmaking(?: it| a total of)?"
    r"|\b(?:it|number|toll|figure|count|tally|total)(?: there| now)? (?:is|stands at|(?:has |had |will )?reach(?:ed|es)?)(?: now)?"
    r")\s(?:\w+ (?:least|than) )?$",
    re.IGNORECASE,
)
_DOWN_TO = Needled(
    r"\b(?:(?:down(?:ward)?s?|(?:reduc|lower|cut)\w*)\s(?:[\w-]+\s){0,5}to|since put the (?:[\w-]+ ){1,4}at)\s"
    r"(?:\w+ (?:least|than) )?$",
    re.IGNORECASE,
)
_CORRECTS = re.compile(
    r"[^.;:\n]{0,60}?(?:,\s(?:and\s)?not\s(?:the\s|at\sleast\s)?(?:\d|[a-z]+(?:teen|ty)\b"
    r"|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b)"
    r"|,\scorrecting\s(?:an?|the|its)\s(?:earlier|previous|first|initial)\b)"
)
"""What says behind a figure that it stands in place of another ("27 were killed, not 39", "…, correcting an earlier figure")."""
NEAR = 110
"""How far before a figure the words are looked for that say what the toll has come to."""


def come_to(text: str, figure: Figure) -> bool:
    """Tell a figure told as what the toll has come to: "taking the toll to 12", "a fifth died" (5), "cut the count to 35"."""
    gone_up = figure.value.qualifier != "up_to" and figure.span.of(text).lower().startswith("up to ")
    return figure.since or gone_up or _comes(text, figure, _COME_TO) or _lowers(text, figure) or _numbers(text, figure)


def outdated(text: str, figure: Figure, updates: Sequence[Figure], found: Sequence[Figure]) -> bool:
    """Tell whether a later figure of `updates` is told as what this one has come to: a higher one, or one "lowered to".

    A title is the last word of a report, wherever its figure stands; a picture's caption is older than all.
    """
    if pictured(text, figure, found):
        return True
    for update in updates:
        later = update.unit.sentence.kind == "title" or update.span.start > figure.span.start
        changed = size(update) > size(figure) or (size(update) < size(figure) and _lowers(text, update))
        if update is not figure and later and changed and figure.unit.sentence.kind != "title":
            return True
    return False


def _lowers(text: str, figure: Figure) -> bool:
    """Tell a figure to which the toll was lowered, or which corrects another."""
    return _comes(text, figure, _DOWN_TO) or (figure.note is None and _CORRECTS.match(text, figure.span.end) is not None)


def _comes(text: str, figure: Figure, cue: Needled) -> bool:
    start = figure.mentions[0].span.start
    return figure.note is None and len(figure.mentions) == 1 and cue.first(text, max(0, start - NEAR), start) is not None


def _numbers(text: str, figure: Figure) -> bool:
    """Tell the toll that an ordinal tells: "a fifth person died", in a title "Fifth victim dies"."""
    words = figure.mentions[0].span.of(text).lower().split()
    ordinals = table("date_words")["ordinals"]
    told = size(figure) > 1 and len(figure.mentions) == 1 and len(words) > 1
    first = ordinals.get(words[0]) if figure.mentions[0].effect == "killed" else None
    return told and size(figure) in (first, ordinals.get(words[1]))
