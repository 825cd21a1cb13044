"""Streets, roads and corners by the words that name them: "the 1300 block of Cerise Avenue", "U.S. 59", "Fell and Laguna streets".

The name goes on to its end: to the number of a numbered road ("County Road 2217"), to the side of the town that a city's grid
writes behind it ("Killiam Road NE", "12th Place, SE"), and to the second street of a corner.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.codebook.needles import Needled
from dateline.types import Span

_DAY = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|"
    r"(?:January|February|March|April|June|July|August|September|October|November|December) \d)"
)
_WORD = (
    r"(?:[A-Z][\w’'-]{1,20}|[A-Z](?= (?:Street|Avenue|St\.|Ave\.))|\d{1,3}(?:st|nd|rd|th)|"
    r"\d{1,3}(?= (?:Street|Avenue|Terrace|Court|Place|Lane|St\.|Ave\.)))"
)
_MORE = r"(?: (?:(?:del|de|du|of the) (?:la |las |los )?)?[A-Z][\w’'-]{1,20})"
"""A further word of a street's name: "Vista del Sol Drive", "Avenue of the Oaks"."""
_QUARTER = r"(?:[NS]\.?[EW]\b\.?|(?:North|South)(?:east|west)\b)"
"""A quarter of a town's grid: "NW", "S.E.", "Northwest"."""
_SIDE = rf"(?:(?:North|South|East|West|{_QUARTER}|[NSEW])\.? )?(?:(?:St|Mt|Ft|Dr|Rev|Gen)\. )?"
_BEHIND = r"(?:,? (?:[NS][EW]\b|[NS]\.[EW]\.|(?:North|South)(?:east|west)\b(?! [A-Z\d])))?"
"""The quarter behind a street: "Killiam Road NE", "Hayes Street, Northeast"; not "Oak Street, Southeast Precinct officers said"."""
_FULL = "Street|Avenue|Road|Boulevard|Drive|Lane|Highway|Parkway|Terrace|Pike|Trail|Expressway|Freeway"
_ROW = "Crescent|Quay|Parade|Embankment|Mews|Esplanade|Promenade|(?<!First )(?<!Second )(?<!Third )(?<!Fourth )Place"
_SHORT = r"(?:St|Ave|Rd|Blvd|Dr|Ln|Ct|Pl|Pkwy|Hwy)\b\.?"
_FORCE = r"(?! (?:Patrol|Department|Police|Safety|Administration)\b)"
"""Behind a kind of road: "the Highway Patrol" is none."""
_KIND = rf"(?:(?:{_FULL}|Court|Way|Place|Circle)\b{_FORCE}|{_SHORT})"
_ROAD = (
    r"(?:(?:(?:Township |County |State |Farm )?(?:Highway|Hwy\.?|Route)|(?:Township|County|State) Road) \d{1,5}[A-Z]?\b"
    r"(?: (?:Alternate|Alt\.?|Business|Bypass|North|South|East|West|[NSEW])\b)?)"
)
"""A road by its number, whatever stands before: "Highway 253", "Township Highway 103", "County Road 2217"."""
_HOUSE = r"\d{1,3}-\d{1,3}|\d{1,5}(?:-[Bb]lock|th [Bb]lock)?|\d{1,2},\d{3}"
_ADDRESS = re.compile(
    rf"\b(?:the )?((?<!\d[,-])(?:{_HOUSE}) (?:[Bb]lock (?:of|on|along|at) |of )?{_SIDE}"
    rf"(?:{_ROAD}|{_WORD}{_MORE}{{0,2}}? (?:{_ROAD}|{_KIND}){_BEHIND}))"
)
_BLOCK = Needled(
    rf"\b(?:the )?((?<!\d[,-])(?:(?:{_HOUSE})(?:-| )|[Ff]irst |[Uu]nit )[Bb]lock (?:of|on|along|at) {_SIDE}"
    rf"(?:{_ROAD}|{_WORD}(?:{_MORE}{{0,2}}? (?:{_ROAD}|{_KIND})|(?: (?!{_DAY})[A-Z][\w’'-]{{1,20}}){{0,2}}){_BEHIND}))"
)
_BARE = re.compile(
    rf"\b(?:at|of|outside|near|to|from|in front of) ((?<!\d[,-])\d{{2,5}} (?:North|South|East|West|[NSEW]\.?) "
    rf"[A-Z][a-z]{{2,20}}(?: {_KIND})?)(?! (?:[A-Z]|\d))"
)
"""A house told by its number, the side of the town and the street's name alone: "at 525 E. Lincoln"."""
_LED = r"\b(?:on|at|along|near|off|of|to|onto|from|in|and|nearby) (?:the )?"
_STREET = re.compile(
    rf"{_LED}((?!The |In |On |At ){_SIDE}{_WORD}{_MORE}{{0,2}}? "
    rf"(?:{_ROAD}|(?:(?:{_FULL}|{_ROW})\b{_FORCE}|(?:Ave|Rd|Blvd|Dr|Ln|Pkwy|Hwy)\b\.?|St\.(?! [A-Z])){_BEHIND}))"
)
"""A street without a number: "on Abbot Lane", "on Bleecker Street"."""
_LANE = re.compile(
    r"\b(?:on|along|off) (?!(?:the )?(?:U\.S\.|Supreme|Superior|District|Circuit|Federal|High|Municipal|County|Criminal|Family|"
    rf"Juvenile|Milky|Inner|Arctic)\b)((?!The |In |On |At ){_SIDE}{_WORD}{_MORE}{{0,2}}? "
    rf"(?:Circle|Court|Way|Loop|Cove|Alley|Crossing)\b(?!['’])(?! [A-Z]){_BEHIND})"
)
"""A small street without a number: "on Ross Clark Circle", "along Balsam Court"; no court of law."""
_NUMBERED = re.compile(
    r"\b((?:U\.S\.|US|Interstate|Highway|Hwy\.?|Route|State (?:Route|Road|Highway)|County Road|Loop|FM|"
    r"Farm[- ]to[- ]Market(?: Road)?|U\.S\. (?:Highway|Route)|I)[ -]\d{1,5}[A-Z]?|"
    r"[AMN]\d{1,3} (?:motorway|highway|road|expressway))\b"
)
"""A road by its number: "U.S. 59", "Interstate 40", "M4 motorway"."""
_BETWEEN = Needled(r"\b([A-Z][\w’'-]{2,20}[-–][A-Z][\w’'-]{2,20} (?:expressway|highway|motorway|road|railway))\b")
"""A road that is named after its two ends: "the Benin-Asaba expressway"."""
_ORDINAL = re.compile(rf"\b(?:near|at|of|around) (\d{{1,3}}(?:st|nd|rd|th) (?:and|&) {_WORD}(?: [A-Z][\w’'-]{{1,20}})?)")
_CORNER = re.compile(
    r"\b((?:(?:North|South|East|West) (?=\d))?(?:[A-Z][\w’'-]{1,20}|\d{1,3}(?:st|nd|rd|th))(?: [A-Z][\w’'-]{1,20}){0,2}"
    r" and (?:[A-Z][\w’'-]{0,20}|\d{1,3}(?:st|nd|rd|th))(?: [A-Z][\w’'-]{1,20}){0,1}"
    rf" (?:[Ss]treets?|[Aa]venues?|[Rr]oads|Drive|Road)\b{_BEHIND})"
)
_CALLED = rf"{_SIDE}{_WORD}{_MORE}{{0,2}}? (?:{_ROAD}|(?:{_FULL})\b{_FORCE}|(?:St|Ave|Rd|Blvd|Dr|Ln|Pkwy|Hwy)\b\.?)"
_CROSSING = re.compile(rf"{_LED}({_CALLED} (?:and|&) (?:{_ROAD}|{_CALLED}){_BEHIND})")
"""Two streets, each called one: "Lamb Boulevard and Boulder Highway", "N.W. 25th Avenue & 102nd Street"; no two courts."""


def streets(text: str) -> list[Span]:
    """Return the streets, roads and corners of a text, the longest where two begin at one place, none within another."""
    kept: list[Span] = []
    for span in sorted(_found(text), key=lambda span: (span.start, -span.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def _found(text: str) -> Iterator[Span]:
    for rare in (_BLOCK, _BETWEEN):
        yield from (Span(match.start(1), match.end(1)) for match in rare.every(text))
    for pattern in (_ADDRESS, _BARE, _CORNER, _CROSSING, _ORDINAL, _STREET, _LANE, _NUMBERED):
        yield from (Span(match.start(1), match.end(1)) for match in pattern.finditer(text))
