"""Phrases that name who did a deed, or what somebody posed as: no targets, whatever else stands in their favour.

"Soldiers fired into a wake", "murdered by hunters", "gunmen dressed as policemen"; and the vehicle that was the bomb ("two vans
that blew up"). In a clash each side is the other's target, so that its verbs tell nothing. Only what surely is an agent counts:
"manned by guards" and "five villagers shot from a helicopter" are none.
"""

from __future__ import annotations

import re

from dateline.codebook.needles import Needled
from dateline.extract.units import Unit
from dateline.types import Span

REACH = 60
"""Code points before a phrase in which the words that make it an agent begin."""
_BY = Needled(
    r"\b(?:killed|shot|dead|slain|murdered|executed|massacred|slaughtered|stabbed|beheaded|hacked|beaten|lynched|abducted|kidnapped|"
    r"ambushed|attacked|raided|stormed|shelled|bombed|burned|burnt|torched|gunned down|wounded|injured|fired|opened|carried out|"
    r"committed|perpetrated|planted|led|claimed)\s(?:to death\s)?by\s"
    r"(?:(?:the|an?|two|three|four|some|suspected|alleged|armed)\s){0,3}$",
    re.IGNORECASE,
)
_GUISE = Needled(r"\b(?:dressed|disguised|posing|posed|masquerading)\sas\s(?:(?:an?|the)\s)?$", re.IGNORECASE)
_GOVERNED = re.compile(
    r"\b(?:in|at|on|of|to|for|from|by|with|near|outside|inside|behind|beside|against|targeting|under|over|into|upon|across|and|or)"
    r"\s(?:(?:the|an?|its|their|his|her|two|three|four)\s)?$",
    re.IGNORECASE,
)
"""The end of what stands before a phrase that a preposition governs, or that is one of several."""
_SUBJECT = re.compile(
    r"\s(?:(?:militants|fighters|gunmen|rebels|insurgents|members|terrorists|jihadists|extremists|guerrillas)\s)?"
    r"(?:(?:also|later|then|have|has|had|who)\s){0,2}"
)
_PASSIVE = re.compile(r"(?:was|were|been|being|is|are|got|found|c[ao]me|died?|lost)\s", re.IGNORECASE)
_OBJECT = re.compile(
    r"\s(?:dead\s|to death\s|fire\s)?(?:into\s)?"
    r"(?:the|an?|its|their|his|her|another|at least|more than|about|some|several|dozens|scores|"
    r"two|three|four|five|six|seven|eight|nine|"
    r"ten|eleven|twelve|\d[\d,]*)\s(?!(?:\w+\s)?(?:mine|landmine|bomb|ied|device|explosive|ambush|trap)s?\b)",
    re.IGNORECASE,
)


_VEHICLE = re.compile(
    r"\b(?:cars?|trucks?|lorry|lorries|vans?|pickups?|motorcycles?|motorbikes?|tankers?|vehicles?|jeeps?|boats?|rickshaws?|bicycles?)$",
    re.IGNORECASE,
)
_BURSTS = re.compile(
    r"\s(?:(?:that|which|had|then|later)\s){0,2}(?:exploded|explodes|explode|blew up|went off|detonated|"
    r"(?:packed|laden|loaded|rigged|filled) "
    r"with (?:\w+ ){0,3}explosives|with (?:about |some )?\d+ ?kg|"
    r"(?:ploughs|plows|rams|mows)\b|(?:hits?|strikes|struck)\s(?:(?:a|the|into)\s)?(?:crowds?|people|pedestrians|revellers|shoppers|marchers)\b|"
    r"(?:ploughed|plowed|crash(?:es|ed)|rammed|mounts|mounted|careered)\s(?:into|through|the))",
    re.IGNORECASE,
)
_DRIVEN = re.compile(
    r"\b(?:dr[io]ve[sn]?|driving|steer(?:s|ed|ing)|crash(?:es|ed|ing)|rams|ramm(?:ed|ing)|plough(?:s|ed|ing)|plow(?:s|ed|ing)|"
    r"slamm(?:ed|ing)|smash(?:es|ed|ing))\s(?:(?:an?|the|his|her|their|its|two|three)\s(?:[\w-]+\s){0,3})?$",
    re.IGNORECASE,
)
_COACH = re.compile(r"\b(?:bus|buses|minibus|minibuses|coach|coaches|tractor|suv|bulldozer|digger)$", re.IGNORECASE)
"""Vehicles that are weapons only where somebody drives them at others: a bus that blew up was struck."""
_INTO = re.compile(r"\s(?:into|onto|through|at|towards?|over|down|along)\s", re.IGNORECASE)


def bursts(text: str, span: Span, unit: Unit) -> bool:
    """Tell whether a phrase is the vehicle that exploded or was driven at people: the weapon, not what was struck."""
    vehicle = _VEHICLE.search(text, span.start, span.end) is not None
    if not vehicle and _COACH.search(text, span.start, span.end) is None:
        return False
    if _INTO.match(text, span.end) and _DRIVEN.search(text, max(unit.span.start, span.start - REACH), span.start):
        return True
    if not vehicle:
        return False
    if _BURSTS.match(text, span.end, unit.span.end) is None:
        return False
    return _GOVERNED.search(text, max(unit.span.start, span.start - REACH), span.start) is None


LABEL = 30
"""Code points from the beginning of a line up to the end of a label at most."""


def speaks(text: str, span: Span) -> bool:
    """Tell whether a phrase ends a label of who says what follows: "Fresno police: three shot"."""
    return text.startswith(": ", span.end) and span.end - (text.rfind("\n", 0, span.start) + 1) <= LABEL


_BLAMED = Needled(
    r"\b(?:blam(?:es?|ed|ing)|accus(?:es?|ed|ing))\s(?:(?:it|the \w+)\son\s|on\s)?(?:(?:the|an?|its|two|suspected|armed)\s){0,2}$",
    re.IGNORECASE,
)
_CHARGED = re.compile(
    r"\s(?:(?:is|was|were|are|been|has|have|had|also|later)\s){0,3}(?:charged|arrested|sentenced|convicted|indicted|jailed|"
    r"pleads?\sguilty|pleaded\sguilty|pled\sguilty|surrender(?:s|ed))\b",
    re.IGNORECASE,
)
_ARRESTED = Needled(
    r"\b(?:arrest(?:s|ed|ing)?|charg(?:es|ed|ing)|indict(?:s|ed)|convict(?:s|ed)|sentenc(?:es|ed))\s"
    r"(?:(?:the|an?|two|three|four|another|suspected)\s){0,2}$",
    re.IGNORECASE,
)


_TREATED = Needled(
    r"\b(?:treat(?:ed|ment)|admitted|rushed|taken|moved|evacuated|airlifted|flown|referred|transferred|brought|hospitali[sz]ed|recovering|"
    r"recuperating|responding|died)\s(?:\w+\s){0,4}?(?:at|in|to|by)\s(?:[\w’'.-]+\s){0,6}$",
    re.IGNORECASE,
)
_CLINIC = re.compile(
    r"\b(?:hospitals?|clinics?|infirmary|medical (?:cent(?:er|re)|college)|health (?:cent(?:er|re)|facility))$", re.IGNORECASE
)
_SENT = re.compile(
    r"(?:\s(?:force|personnel|officers|team|contingent|unit|reinforcements?)){0,2}\s(?:(?:was|were|is|are|has|have|had|been|also|later|then)\s){1,4}"
    r"(?:posted|deployed|stationed|dispatched|sent|called|summoned|drafted|mobili[sz]ed|alerted|notified)\b"
    r"(?!\s(?:to|for)\s(?:[\w-]+\s){0,3}(?:hospitals?|clinics?|morgue|treatment))",
    re.IGNORECASE,
)
_STRUCK_ON = re.compile(
    r"\b(?:of|on|against|at|for|by|killed|wounded|injured)\s(?:(?:the|an?|some|two|three|\d{1,3})\s)?$", re.IGNORECASE
)


def responds(text: str, span: Span, unit: Unit) -> bool:
    """Tell whether a phrase is where the wounded were treated or who was sent after the deed: "a heavy police force was posted"."""
    before = text[max(unit.span.start, span.start - 2 * REACH) : span.start]
    if _CLINIC.search(text, span.start, span.end) and _TREATED.first(before):
        return True
    return _SENT.match(text, span.end, unit.span.end) is not None and _STRUCK_ON.search(before) is None


def is_accused(text: str, span: Span, unit: Unit) -> bool:
    """Tell whether a phrase names who is blamed, arrested or charged: "Teenager charged over shooting", "blames Basque rebels"."""
    before = text[max(unit.span.start, span.start - REACH) : span.start]
    if _BLAMED.first(before) or _ARRESTED.first(before):
        return True
    return _CHARGED.match(text, span.end, unit.span.end) is not None and _GOVERNED.search(before) is None


_HARMS = re.compile(
    r"\s(?:killed|wounded|injured|stabbed|slashed|hurt)\s(?:at least\s|about\s|some\s)?"
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|dozens|scores|\d[\d,]*)\s"
    r"(?!(?:\w+\s)?(?:minutes?|hours?|days?|nights?|weeks?|months?|years?|km|kilomet|miles?|times)\b)",
    re.IGNORECASE,
)


def acts(text: str, span: Span, unit: Unit) -> bool:
    """Tell whether a phrase is the agent of a deed that its unit tells."""
    before = text[max(unit.span.start, span.start - REACH) : span.start]
    if _BY.first(before) or _GUISE.first(before):
        return True
    if _HARMS.match(text, span.end, unit.span.end) and _GOVERNED.search(before) is None:
        return True
    return _GOVERNED.search(before) is None and any(
        not event.noun
        and event.type != "armed_clash"
        and _PASSIVE.match(text, event.span.start) is None
        and span.end < event.span.start <= span.end + 30
        and _SUBJECT.fullmatch(text, span.end, event.span.start) is not None
        and _OBJECT.match(text, event.span.end, unit.span.end) is not None
        for event in unit.events
    )
