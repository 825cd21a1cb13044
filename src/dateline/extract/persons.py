"""Checks before a person is named as a perpetrator: no officer, no victim, no words that are no name."""

from __future__ import annotations

import re

from dateline.extract.blame_lines import Line
from dateline.extract.units import inside
from dateline.extract.wanted import CAR
from dateline.types import Span

OFFICER = re.compile(
    r"\b(?:officers?|constable|sergeant|sgt\.?|deputy|detective|inspector|captain|guard|soldier|agent|trooper|sheriff|chief|private|corporal|"
    r"lieutenant|lt\.|major|homeowner|owner|bystander)\s*$",
    re.IGNORECASE,
)
CLOCK = re.compile(r"\b(?:UTC|GMT|[ECMP][SD]T|IST|BST|CES?T|WIB|AM|PM|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b")
"""Words of a clock or a day, which no name holds ("0100 UTC Monday")."""
NO_NAME = re.compile(
    r"^(?:(?:The|A|An|Last|Next|This|When|While|Since|If|As|But|And|Then|He|She|Image|Superior|Circuit|Investigators|Accused|Suspect|Victim|"
    r"Neighbou?rs?|On|In|At|After|Police|Officials?|Officers?|Two|Three|Four|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|"
    r"Federal|State|County|Supreme|High|District|Authorities|Prosecutors?|Sheriff|Detectives?|Interior|Prime|President|Minister|"
    r"Islamic|Security|United|National|January|February|March|April|May|June|July|August|September|October|November|December|"
    r"Attorney|Judge|Court|Mayor|Governor|Chief|General|Colonel|Major|Captain|Sergeant|With|For|From|Being|Deadly|Fatal|Local|New|Pastor)\b|"
    r"(?:[\w’'.-]{1,40}\s){0,3}?(?:Says?|Said|Dead|Shot|Shoots?|Shooting|Shootings|Kills?|Killed|Killing|Charged|Arrested|Accused|Wanted|Sought|"
    r"After|Against|Over|Off|Of|In|Victims?|Suspects?|Shooters?|Gunm[ae]n|Teens?|Man|Men|Woman|Women|Boys?|Girls?|Mother|Father|News|Judge|"
    r"Coverage|Video|Photos?|Police|Roulette)(?![\w’'-]))"
)
"""Words that are no name: those that a sentence or a title begins with, and those of a headline in title case, wherever they
stand in it ("Suspect Sought After Shooting", "Man Charged With Killing Son")."""
ANYBODY = re.compile(
    r"\b(?:gunman|attacker|shooter|assailant|bomber|knifeman|killer|suspect|perpetrator|hijacker|arsonist|man|woman|boy|girl|child|"
    r"victims?|driver|officer|soldier|student|teacher|guard|father|mother|son|daughter|husband|wife|survivors?|witness(?:es)?|clerk|"
    r"neighbou?r|friend|passenger|customer|worshipper|reporter|journalist|[a-z]+-year-old|person)\b",
    re.IGNORECASE,
)
"""Words for the attacker and for anybody else of whom a sentence may tell last."""
VICTIM_NEAR = re.compile(
    r"\b(?:victims?|survivors?|witness(?:es)?|killing|murder|death|stabbing|shooting) of\s*$|\bvictims?\b[^.;]{0,20}$",
    re.IGNORECASE,
)
_STRUCK = re.compile(
    r"\b[^.;]{0,60}\b(?:(?:was|were|been|being|be)\s(?:\w+\s){0,2}(?:shot|killed|stabbed|wounded|injured|struck|hit|slain|pronounced|found|"
    r"rushed|airlifted|hospitali[sz]ed|murdered|beaten|attacked)|died|(?<!shot\s)dead|victims?)\b"
)
_STRIKING = re.compile(
    r"\b(?:deaths?|killing|murders?|shooting|slaying|stabbing|homicide|victims?|killed|shot|stabbed|wound(?:ed|ing))\b"
    r"(?: [\w,’'-]+){0,6}? $"
)
"""What is said behind and before the name of a person who was struck."""
_OWNS = re.compile(r"[’']s\s(?!(?:[\w’'-]+\s){0,2}(?:body|death|murder|killing|slaying|remains|wounds?|injuries)\b)")
"""Words of what is a person's ("fibers found in Marlowe's car"): it was found or struck, and not he."""
STRUCK_BEFORE = re.compile(
    r"\b(?:kill|shoot|shot|stab|slay|murder|wound|injur|strangl|beat|assassinat)\w{0,5}\s(?:of\s)?(?:[a-z-]+\s|[A-Z][a-z]{1,12}\.?\s){0,4}$"
)
"""Whose object a name is: "killed Ana Ruiz"."""
AGE_REACH = 90
"""Code points before a surname within which the age stands."""
_YOUNG = re.compile(r"\b(?:\d|1[0-7])-year-old(?:[ ,]{1,2}[\w’'-]{1,20}){0,6}[ ,]{1,2}$")
_YOUNG_BEHIND = re.compile(
    r",? (?:\(|aged |an? (?:\w+ )?)?(?:(?:\d|1[0-7])(?=[,)]|\.(?!\d)|-year|$|"
    r"\s(?:was|is|who|of|from|had|has|will|and|appeared|faces)\b)(?! of (?:the|them))|"
    r"(?:school)?(?:boy|girl)\b|minor\b|juvenile\b)"
)
_FIRST_NAME = re.compile(r"(?<![\w.’'-])([A-Z][a-z][\w’'-]*) $")
_LOWER = re.compile(r"\b[a-z][\w’'-]*")


def is_minor(text: str, name: str) -> bool:
    """Tell whether the text gives the person an age below eighteen, by the whole name or the surname alone; a child of that
    surname with a first name of its own is another."""
    *first, surname = name.split()
    at = text.find(surname)
    while at >= 0:
        end = at + len(surname)
        called = _FIRST_NAME.search(text, max(0, at - AGE_REACH), at)
        own = called is None or called[1] in first
        if own and (_YOUNG.search(text, max(0, at - AGE_REACH), at) or _YOUNG_BEHIND.match(text, end)):
            return True
        at = text.find(surname, end)
    return False


def in_office(text: str, name: str) -> bool:
    """Tell whether the text gives the person the title of an officer, whose shots are none of an attack."""
    at = text.find(name)
    while at >= 0:
        if OFFICER.search(text, max(0, at - 30), at) or OFFICER.match(name.split()[0]):
            return True
        at = text.find(name, at + len(name))
    return False


def suffered(text: str, name: str) -> bool:
    """Tell whether the text says that the person was struck or died, or was the victim: no name of who may be one is given."""
    surname = name.split()[-1]
    at = text.find(surname)
    while at >= 0:
        end = at + len(surname)
        struck = _STRUCK.match(text, end) or _STRIKING.search(text, max(0, at - 70), at)
        if struck and _OWNS.match(text, end) is None:
            return True
        at = text.find(surname, end)
    return False


def is_common(text: str, name: str) -> bool:
    """Tell words that only a headline writes with capitals ("Abortion Foe Charged"), or that belong to two sentences."""
    words = name.split()
    broken = any(word.endswith(".") and len(word) > 2 and word not in ("Jr.", "Sr.", "St.") for word in words[:-1])
    return broken or {word.lower() for word in words} <= set(_LOWER.findall(text))


def is_other(read: Line, mention: Span) -> bool:
    """Tell whether the words already name a group, a force or a place, or a car ("a black Dodge Charger")."""
    places = inside(read.annotated.places, read.span)
    return CAR.search(read.text, max(0, mention.start - 24), mention.start) is not None or any(
        mention.overlaps(span) for span in (*(a.span for a in read.actors), *(p.span for p in places))
    )
