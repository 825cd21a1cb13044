"""What is claimed may be a row of other deeds, which says nothing of this one: "behind most of the recent attacks"."""

from __future__ import annotations

import re

REACH = 80
"""Code points from the cue within which the row begins."""
_OTHERS = re.compile(
    r"[^.;:]{0,50}?\b(?:claim\w*|responsib\w+|credit|behind)\s(?:responsibility\s)?(?:for\s)?(?:(?:carrying out|staging|in)\s)?"
    r"(?:most|many|numerous|dozens|scores|a (?:string|series|number|spate|wave|host)|other|earlier|previous|past|similar|such)\s"
    r"(?:of\s)?(?:(?:the|these|those|its|such|similar|other|earlier|previous|past|recent|deadly|major)\s){0,3}(?:[\w-]+\s){0,2}?"
    r"(?:attacks|bombings|assaults|killings|raids|blasts|strikes|shootings|kidnappings|ambushes|abductions|murders|explosions)\b",
    re.IGNORECASE,
)


_HAS_CLAIMED = re.compile(
    r"\b(?:has|have)\s(?:[a-z]+ly\s|also\s)?claimed\s(?:(?:responsibility|credit)\sfor\s)?(?:several|numerous|a number of|some)\s"
    r"(?:of\s)?"
    r"(?:[\w-]+\s){0,3}?(?:attacks|bombings|assaults|killings|raids|blasts|strikes|shootings|kidnappings|ambushes|abductions|explosions)\b"
    r"(?!\s(?:on|last|this|over)\b)",
    re.IGNORECASE,
)
"""What a group "has claimed" is what it is known for; of several deeds on one day it is said that it "claimed" them."""
_CLAIMED_LATELY = re.compile(
    r"\b(?:has|have|had)\s(?:in\s(?:the\s)?(?:past|last|recent)\s(?:\w+\s){1,2}|previously\s|repeatedly\s|often\s|frequently\s)"
    r"claimed\s(?:(?:responsibility|credit)\sfor\s)?(?:[\w-]+\s){0,4}?"
    r"(?:attacks|bombings|assaults|killings|raids|blasts|strikes|shootings|kidnappings|ambushes|abductions|murders|explosions)\b",
    re.IGNORECASE,
)
"""What a group "has in recent weeks claimed", several of them, are others than the deed of the news."""
_OF_WHICH = re.compile(
    r"\b(?:most|many|some|several|few|dozens|a number)\sof\s(?:which|them)\s(?:(?:was|were|has|have|had|been|also|later)\s){0,3}$",
    re.IGNORECASE,
)
"""Before a claim: of a row of others ("nine attacks, most of which were claimed by")."""
_MET = re.compile(
    r"\b(?:intercept(?:ed|ing)|down(?:ed|ing)|foil(?:ed|ing)|thwart(?:ed|ing)|repel(?:led|ling)|repuls(?:ed|ing)|c[ao]m(?:e|ing)\sunder)\b",
    re.IGNORECASE,
)
"""What one's own men met, none of their deeds."""
_SHOT_DOWN = re.compile(
    r"\b(?:shot|shooting|brought)\sdown\s(?:[\w-]+\s){0,6}?(?:drones?|missiles?|rockets?|uavs?|projectiles?)\b", re.IGNORECASE
)
"""What an air defence does to the weapons of others; a helicopter that rebels shoot down is their deed."""
_MINDED = re.compile(
    r"\b(?:arrest\w*|detain\w*|identif\w+|investigat\w+|inquir\w+|enquir\w+|probe\w*|manhunt|search\w*|condemn\w*|denounc\w*|mourn\w*|"
    r"fail(?:ed|s|ure)?|know[ns]?|knew|learn(?:ed|t)|heard|receiv\w+|inform\w*|warn\w*|alert\w*|intelligence|questioning|suspects?|suspected|"
    r"prevent\w*|regret\w*|rescu\w+|evacuat\w+|(?:found|recovered|retrieved)\s(?:the\s)?(?:bod(?:y|ies)|remains)|"
    r"(?:no|any)\s(?:role|part|hand|links?|connection|involvement|knowledge)|nothing\sto\sdo)\b",
    re.IGNORECASE,
)
"""What one did about a deed, or knew of it, none of one's own: "it had arrested three men over the bombing"."""
_AVENGED = re.compile(
    r"\s(?:(?:the|an?|one|two|three|four|\d+)\s)?(?:of\s(?:the|those)\s)?(?:[\w-]+\s){0,2}?"
    r"(?:masterminds?|attackers?|bombers?|perpetrators?|assailants?|gunm[ae]n|suspects?|planners?|organi[sz]ers?|those\sbehind|men\sbehind)\b",
    re.IGNORECASE,
)
"""Behind a deed: those who did another one ("it had killed the mastermind of the bombing")."""
_LOOKED = re.compile(
    r"\s(?:(?:an?|the|its|their)\s)?(?:[\w-]+\s){0,2}?(?:inquir(?:y|ies)|enquir(?:y|ies)|investigations?|probes?|search(?:es)?|manhunts?|hunt|appeal|"
    r"rescue|fund|crackdown)\b",
    re.IGNORECASE,
)
"""Behind a verb that may stand for a deed: what answers another one ("it had launched an inquiry into the massacre")."""
ROW = 50
"""Code points before the cue in which "most of which" begins."""
BEFORE = 36
"""Code points before the cue in which its auxiliary stands."""


def is_of_others(text: str, start: int, end: int) -> bool:
    """Tell whether what is claimed is a row of other deeds ("has claimed responsibility for similar attacks", "has in the past
    claimed")."""
    past = min(end, start + REACH)
    known = next((p for p in (_HAS_CLAIMED, _CLAIMED_LATELY) if p.search(text, max(0, start - BEFORE), past)), None)
    row = _OF_WHICH.search(text, max(0, start - ROW), start) or text.endswith("in the past ", 0, start)
    return _OTHERS.match(text, start, past) is not None or known is not None or bool(row)


def is_met(text: str, start: int, end: int) -> bool:
    """Tell what one says that one met ("it intercepted a drone that had struck", "its men came under attack"), or did about
    another's deed ("it had arrested three men over the bombing", "had killed its mastermind"), from a deed."""
    if _MINDED.search(text, start, end) or _AVENGED.match(text, end, end + REACH) or _LOOKED.match(text, end, end + REACH):
        return True
    return _MET.search(text, start, end + len(" under")) is not None or _SHOT_DOWN.search(text, start, end + REACH) is not None
