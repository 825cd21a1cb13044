"""What is denied: a deed of one's own, or a report, a toll, an explosion. Only the first is a denial (CODEBOOK.md, Who).

A group or a state that denies is taken at its word. Words that name nobody ("a spokesman", "residents") deny many things; theirs
counts where they turn down an accusation, or say that their own did not do it. An office ("the foreign ministry", "the district
secretary") speaks for whom the accusation names, so that it too needs one.
"""

from __future__ import annotations

import re

from dateline.codebook.phrases import tokens
from dateline.extract.blame_lines import Tie, word_set

NEXT = 40
"""Code points behind the cue in which help is named that a state says it never gave."""
REACH = 90
"""Code points behind the cue in which what is denied is named."""
_CHARGE = (
    r"(?:allegations?|accusations?|charges?|blame|smear|slander|suggestions?|(?:any|all|having a|its|their|his) (?:\w+ )?"
    r"(?:role|part|hand|involvement|responsibility|links?|connection)|responsibility|involvement|complicity|wrongdoing)"
)
_OWN = (
    r"(?:its|their|his|her|our)\s(?:[\w’'-]+\s){0,2}(?:men|fighters|members|forces|troops|soldiers|units?|officers|peacekeepers|"
    r"militiamen|supporters|activists|followers|people|aircraft|planes|drones|warplanes|guards|army|agents|personnel)"
)
_FIRE = (
    r"us(?:ed?|ing)\s(?:of\s)?(?:any\s)?(?:live|lethal|excessive|deadly)|live\s(?:fire|bullets?|rounds?|ammunition)|opening\sfire|"
    r"firing\s(?:on|at|live)|shooting\s(?:dead|protest\w+|demonstrators|marchers)|"
    r"that\s(?:they|it|(?:the\s)?(?:police|policemen|officers|soldiers|troops))\s(?:had\s|have\s|ever\s){0,2}(?:opened\sfire|fired|shot|killed)"
)
"""What police deny that shot at a crowd, where no word of blame stands."""
_ACCUSED = re.compile(rf"\b(?:{_CHARGE}|{_OWN}|{_FIRE})\b", re.IGNORECASE)
_SELF = re.compile(
    rf"\b(?:{_CHARGE}|{_OWN}|behind|distanc\w*\s(?:itself|themselves|himself)|den(?:y|ies|ied|ying)\s(?:it|this|that)[.,;]|(?:reject|dismiss)\w*\s(?:it|this|that|them)\b|"
    r"that (?:it|they|he|she|we) (?:had|have|has|was|were|did|is|are)|having|ridiculous|madness|nonsense|absurd|lies?|propaganda|"
    r"untrue)",
    re.IGNORECASE,
)
_AIDS = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|(?:reject|dismiss|den|refut)\w{1,3}\s(?:(?:the|this|any|all|these|such)\s)?"
    r"(?:accusation|allegation|charge|claim|report|suggestion)s?\s(?:of|that)|accusations?\sof)\s(?:(?:any|that|it|ever|having|had|has|was|is|its|been)\s){0,3}"
    r"(?:harbou?r|shelter|host|back|support|arm(?:s|ed|ing)?\b|fund|financ|supply|suppli|giv|provid|offer|train|links?\b|ties\b)",
    re.IGNORECASE,
)
"""What a state denies as a rule, whoever did the deed: that it helps those who did."""
_DENIES = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|reject\w*|dismiss\w*|distanc\w*|disavow\w*|disown\w*|refut\w*|disclaim\w*|call(?:s|ed)|term(?:s|ed)|"
    r"brand(?:s|ed)|rubbish\w*|trash\w*|denial)\b",
    re.IGNORECASE,
)

_OF_THE_DEAD = re.compile(
    r"[^.;]{0,40}?\b(?:saying|insisting|stating|adding)\s(?:that\s)?(?:all\s)?(?:(?:the|those)\s(?:\w+\s)?"
    r"(?:victims?|dead|deceased|slain|killed|men|passengers|workers|labou?rers)|they)\s(?:was|were|had\s(?:all\s)?been)\s"
    r"(?!killed|shot|hit|attacked)",
    re.IGNORECASE,
)
"""What turns down what was said of the dead, no charge of a deed ("rejected the allegation, saying the victims were labourers")."""


def denies_a_deed(text: str, tie: Tie, *, held: bool) -> bool:
    """Tell whether the tie is a denial of a deed by who may have done it; `held` is whether anybody holds them for it."""
    if tie.value.kind == "state" and _AIDS.search(text, tie.span.start, min(tie.sentence.end, tie.span.end + NEXT)):
        return False
    if held:
        return True
    if _OF_THE_DEAD.match(text, tie.span.end, tie.sentence.end):
        return False
    words = text[tie.mention.end : min(tie.sentence.end, tie.span.end + REACH)]
    if {token.word for token in tokens(tie.value.name)} & word_set("deniers_not"):
        return _ACCUSED.search(words) is not None
    if tie.value.kind != "generic":
        return True
    return _DENIES.search(text, tie.span.start, tie.span.end) is not None and _SELF.search(words) is not None
