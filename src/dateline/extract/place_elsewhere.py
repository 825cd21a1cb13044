"""Places that the words beside them set apart from the incident: where somebody spoke, was treated, tried, born or caught."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from dateline.codebook.courts import TRIES
from dateline.codebook.needles import Needled
from dateline.codebook.tables import table
from dateline.extract.compare import unlisted
from dateline.types import EventMention, PlaceMention, Span

BEHIND = 26
"""Code points behind a place in which the speaker's verb stands ("The Defence Ministry in Moscow stated")."""

_COMPOUND = re.compile(
    r"-(?:bound|born|based|registered|flagged|trained|made|built|raised|educated|headquartered|owned|bred|issued|backed|led|linked|"
    r"listed|manufactured)\b",
    re.IGNORECASE,
)
_PODIUM = re.compile(
    r"\b(?:told|telling|addressed|addressing|briefed|briefing)\s(?:(?:the|a|an|our|local|state|foreign|news|press|joint|media)\s){0,3}"
    r"(?:reporters?|journalists?|newsmen|correspondents?|media|press|conference|briefing|meeting|rally|parliament)"
    r"(?:\s(?:here|yesterday|later|today|by\s(?:tele)?phone|on\s[A-Z][a-z]+day)){0,2}\sin\s(?:the\s)?(?:capital,?\s)?$"
)
PODIUM_REACH = 90
"""Code points before a place in which the words stand for whom somebody spoke to there."""
_CREDITS = re.compile(
    r"\b(?:[Rr]eporting|with (?:[a-z]+ )?reports|[Cc]ompiled|[Ww]rit(?:ing|ten)|[Ee]dit(?:ing|ed))"
    r"(?: by [A-Z][^.;()\n]{2,60})?,? (?:in|from) (?:the )?$"
)
"""What stands before the place of a desk ("(Reporting by Ann Reed in Manila; Editing by …)", "with reports from Manila")."""
CREDITS_REACH = 90
_BORN = re.compile(r"\bborn\b(?P<between>[^;\n]{0,160}?)\bin (?:the )?(?:(?:town|city|village) of )?$")
BORN_REACH = 190
"""Code points before a place of birth ("born Ali Hasan (Arabic: …) some time between 1977 and 1979 in Kirkuk")."""
_VILLAGE_OF = re.compile(r"\b(?:villages?|hamlets?|settlements?|communit(?:y|ies))\sof\s$")
_VILLAGE = re.compile(
    r"(?:\s|,\s(?:a|an|the)\s(?:[\w-]+\s){0,3})(?:village|hamlet|community|settlement|kebele)\b(?!\s(?:leader|head|chief|elder|health|police)s?\b)"
)
BOUND = 90
"""Code points from the words of an event to the place that they govern."""
_VERB = r"(?:said|says|was|were|has|have|had|will|would|could|may|might|went|came|also|which|that|where|with|from|after|when)\b"
_BETWEEN = re.compile(
    r"\s[^.;:,!?()\n]*?(?:\b(?:in|at|on|near|outside|inside|of|against)\s)(?:the\s|a\s|an\s)?(?:[\w’'.-]+\s){0,3}|"
    r"\s(?:in|at|on|near|outside|inside|of|against)\s(?:the\s|a\s|an\s)?"
)
_OTHER_VERB = re.compile(
    r"\b(?:(?:was|were)(?!\s(?:in|at|near|on|outside)\s)|"
    r"is|are|has|have|had|said|says|told|will|would|could|may|might|who|which|that|after|before|when|while|as|than|"
    r"and|but|to|from|met|left|held|found|(?!(?:alleged|suspected|armed|crowded|occupied)\b)[a-z]{3,}ed|[a-z]{3,}ing)\b"
)

_HOME = re.compile(r"(?:\b\d{1,2},\s(?:both\s|all\s)?(?:of|from)|\b[A-Z][a-z]+,\sof)\s(?:the\s)?(?:(?:nearby|suburban)\s)?$")
_FROM = Needled(
    r"\b(?:people|famil(?:y|ies)|refugees?|migrants?|pilgrims?|students?|pupils?|workers?|labou?rers?|traders?|farmers?|villagers?"
    r"|(?:wo)?m[ae]n|youths?|tourists?|soldiers?|policem[ae]n|officers?|fighters?|volunteers?|brothers?|drivers?|evacuees|mourners"
    r"|worshippers|visitors?)\sfrom\s(?:(?:the|nearby|neighbou?ring)\s){0,2}(?:(?:village|town|city|province|region)\sof\s)?$"
)
FROM_REACH = 60
"""Code points before and behind a place in which what sets it apart as somebody's home, or does not, stands."""
_MEMBER = re.compile(
    r"(?:,|\b(?:is|was|be|been|as))\s(?:an?\s|the\s)?(?:[a-z-]+\s){0,2}"
    r"(?:student|sophomore|freshman|junior|senior|pastor|(?:[a-z]+-)?grader)\sat\s(?:the\s)?$"
    r"|\b(?:works|worked|employed|graduated|enrolled)\s(?:[a-z]+\s){0,2}(?:at|from|in)\s(?:the\s)?$"
)
"""Before the school or the church to which somebody belongs: "a sophomore at Kalu High School"; not "shot a student at"."""
_TAKEN = re.compile(
    r"\b(?:abduct|kidnap|snatch|seiz|taken?|took|taking|whisk|rescu|free|fle[ed]|displac|expel|driv|drove|remov|evacuat|forc|pull"
    r"|dragg?|arrest|detain|round)\w*\b[^.;]*$"
)
_SAYS = re.compile(r"(?:,\swho\b[^.;,\n]{0,40},)?[^.;,\n]{0,40}?\b(?:told|tells?|said|says?|reported|spoke)\b")
_POINT = re.compile(r"(?<=\b[A-Z])\.|(?<=\b[A-Z][a-z])\.(?= [A-Z])|(?<=\b[A-Z][a-z]{2})\.(?= \d)")
"""The point of "U.S.", "St. Mary" and "Aug. 7", which ends no clause."""

_OFF_ROAD = re.compile(
    r"(?:[ ,][^.;:!?\n]{0,50})? (?:off|along|(?:(?:north|south)-?(?:east|west)?|east|west) of|away from) (?:the )?(?:[a-z]+ )?"
)
_ON_ROAD = re.compile(r",? on (?:the )?(?:[a-z]+ )?")
_PLACE_ON_ROAD = re.compile(r" (?:bypass|junction|village|area|checkpoint|crossing|bridge|market|stretch) on (?:the )?(?:[a-z]+ )?")
_OWNS = re.compile(r"['’]s? [\w-]+")
_LONG_ROAD = re.compile(
    r"(?i:\b(?:highway|motorway|expressway|autoroute|national road)\b)|^[AMN]\d{1,3}\b|"
    r"^[A-Z][\w’']+[-–][A-Z][\w’']+ (?:road|railway)$"
)
"""A road that leads from one town to another, however far, says less than a settlement on it."""
_TO_ROAD = re.compile(
    r"\b(?:kilomet(?:er|re)s?|km|miles?) (?:(?:to the )?(?:north|south|east|west)[\w-]* of|off|from|away from) (?:the )?$"
)
_FROM_ROAD = re.compile(r"(?: \d{1,3})? (?:at|near|in|outside) (?:the )?(?:(?:town|village|city) of )?")


_LATER = re.compile(
    r"(?: (?:district|area|neighbou?rhood|suburb|region|province|town|city|village))?,? "
    r"(?:[\w-]+ ){1,3}(?:hours|days?|weeks?|months?|years?) (?:later|after (?:the|that) (?:[\w-]+ ){0,2}"
    r"(?:attack|attacks|bombing|blast|shooting|killing|killings|murder|massacre|raid|assault)\b)"
)
"""What follows the place of an arrest or a death that came after the deed: "in Zayo four days after the attack"."""

_COURT = re.compile(r"(?:['’]s)?\s(?:[A-Z][\w-]+\s){0,3}[Cc]ourt\b")
"""A court behind the town that it sits in: what it tries was mostly done near by, but elsewhere where a place is told."""


@cache
def _pattern(name: str) -> Needled:
    words = "|".join(table("place_elsewhere")[name])
    shapes = {
        "before": rf"\b(?:{words})\b[^.;]{{0,25}}$",
        "after": rf"(?:['’]s)?\s?(?:{words})\b",
        "speech": rf",?\s(?:[a-z]+ )?(?:{words})\b",
        "struck": rf"\b(?:{words})\b[^.;]{{0,40}}$",
        "treated": rf"\b(?:{words})(?:\s(?:in|at|inside|to))?\s(?:(?:the|a|an|[a-z]+)\s){{0,3}}(?:at\s|in\s)?(?:the\s|a\s)?$",
        "assembled": rf"\b(?:{words})\b[^.;]{{0,30}}$",
        "attributive": rf"(?<!in )(?<!across )(?<!throughout )(?:{words})\s(?![a-z]{{1,3}}\b|{_VERB})[A-Za-z]",
    }
    return Needled(shapes[name], re.IGNORECASE)


def elsewhere(text: str, place: PlaceMention, before: str) -> bool:
    """Tell whether a town stands behind "born in", before "man" ("a Whitesboro man"), or a place before a verb of saying."""
    behind = text[place.span.end : place.span.end + BEHIND]
    if _pattern("speech").pattern.match(behind) or _LATER.match(text, place.span.end):
        return True
    court = _COURT.match(text, place.span.end) if place.site is None else None
    if court is not None and TRIES.match(text, court.end()):
        return True
    if _pattern("assembled").first(before) and not _pattern("struck").first(before):
        return True
    return place.site is None and bool(_pattern("before").first(before) or _pattern("after").pattern.match(behind))


def is_attributive(text: str, place: PlaceMention) -> bool:
    """Tell the country of "U.S. embassies", "a US air base", which says whose they are; not the one of "in U.S. waters"; and the
    place of "a Manila-bound ferry", "the Leeds-born man", "a sophomore at Dover High School", where nothing is said to have been
    done; nor did it happen in the place of "told reporters in Maputo" (no incident's in 5 of 5 that were read)."""
    if _COMPOUND.match(text, place.toponym.end) or place.toponym.of(text) in table("place_elsewhere")["unions"]:
        return True
    if _PODIUM.search(text, max(0, place.span.start - PODIUM_REACH), place.span.start) or is_origin(text, place.span):
        return True
    if _CREDITS.search(text, max(0, place.span.start - CREDITS_REACH), place.span.start) or _is_birthplace(text, place.span):
        return True
    if place.site is not None and place.site != "street":
        return _MEMBER.search(text, max(0, place.span.start - FROM_REACH), place.span.start) is not None
    return place.site is None and _pattern("attributive").pattern.match(text, place.span.start) is not None


def _is_birthplace(text: str, place: Span) -> bool:
    """Tell whether somebody was only born in a place: no verb and no other place stands between."""
    born = _BORN.search(text, max(0, place.start - BORN_REACH), place.start)
    return born is not None and not re.search(r"\b(?:was|were|is|has|had|who|died|killed|shot|in|at)\b", born["between"])


def is_origin(text: str, place: Span) -> bool:
    """Tell where people come from who were hit, or slept, elsewhere ("a lorry park in which families from Aleppo were living").

    Whoever is taken "from" a place was there, and villagers "from Kalu" who tell of a raid mostly tell of Kalu.
    """
    start = max(0, place.start - FROM_REACH)
    if not _FROM.first(text, start, place.start):
        return False
    return not _TAKEN.search(text, start, place.start) and not _SAYS.match(text, place.end)


def is_called_village(text: str, place: PlaceMention) -> bool:
    """Tell a village that no gazetteer holds and the words call one ("the village of Kalu", "Kalu village")."""
    called = _VILLAGE_OF.search(text, max(0, place.span.start - 24), place.span.start) or _VILLAGE.match(text, place.span.end)
    return place.value is not None and unlisted(place.value) and called is not None


def is_bound(text: str, events: Sequence[EventMention], place: PlaceMention) -> bool:
    """Tell the place of "the shooting of two nurses in Dover", "killed five people near Basra": no verb, no mark stands between."""
    if place.value is not None and place.value.precision == "region" and not is_called_village(text, place):
        return False  # a division says less than a town named elsewhere
    if place.value is not None and place.value.precision == "country" and _OWNS.match(text, place.toponym.end):
        return False  # "in Nigeria's Bauchi state": the country says whose the state is
    for event in events:
        between = _POINT.sub("", text[event.span.end : place.span.start])
        if 0 < len(between) <= BOUND and _BETWEEN.fullmatch(between) and not _OTHER_VERB.search(between):
            return True
    return False


def is_beside_road(before: PlaceMention, place: PlaceMention, between: str, text: str) -> bool:
    """Tell whether a road only says where the place named before it lies ("Bbuuliro, 17 kilometres off the Masaka road",
    "Kalu on the Dori-Kaya highway")."""
    if place.site != "street" or before.value is None or before.site == "street" or before.value.precision == "country":
        return False
    if _OFF_ROAD.fullmatch(between):
        return True
    if before.site is not None or (_is_long_road(text, place) and (before.value.precision == "town" or unlisted(before.value))):
        return _ON_ROAD.fullmatch(between) is not None
    return unlisted(before.value) and _PLACE_ON_ROAD.fullmatch(between) is not None


def is_road_to(text: str, place: PlaceMention, behind: PlaceMention | None) -> bool:
    """Tell whether a road is only what a place is measured from ("12 miles west of the Dori-Kaya highway"), or leads through the
    settlement named behind it ("on National Road 2 at Kalu")."""
    if place.site != "street":
        return False
    if _TO_ROAD.search(text, max(0, place.span.start - 40), place.span.start):
        return True
    if behind is None or behind.value is None or behind.site is not None or not _is_long_road(text, place):
        return False
    settled = behind.value.precision == "town" or unlisted(behind.value)
    return settled and _FROM_ROAD.fullmatch(text, place.span.end, behind.span.start) is not None


def _is_long_road(text: str, place: PlaceMention) -> bool:
    return _LONG_ROAD.search(place.span.of(text)) is not None


def is_home(text: str, place: PlaceMention) -> bool:
    """Tell where somebody is from ("Ann Reed, 41, of Gaston", "Mr. Hall, of the 700 block of Elm Road"), which places no deed."""
    return _HOME.search(text, max(0, place.span.start - 30), place.span.start) is not None


def is_treated(text: str, place: PlaceMention, before: str) -> bool:
    """Tell whether people only died or lie in a site of care ("died this morning at the Federal Medical Centre")."""
    name = place.span.of(text)
    return (place.site in table("place_elsewhere")["care"] or "Medical" in name or "Hospital" in name) and bool(
        _pattern("treated").first(before)
    )


def is_care(place: PlaceMention, before: str) -> bool:
    """Tell whether a site is one where people are treated, tried or spoken for, with no word of violence right before it."""
    return place.site in table("place_elsewhere")["care"] and _pattern("struck").first(before) is None
