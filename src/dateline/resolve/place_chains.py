"""What a report puts a place in, in its own words: "X, Y", "X in Y", "X (Y)", "Y's X", "X and Z, Y", "X … in the Y district"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from dateline.resolve.place_clues import kinds
from dateline.resolve.place_home import proof
from dateline.types import PlaceMention, PlaceValue

LONGEST_LINK = 70
"""Code points between a place and the one that it is put in, at most."""
LONGEST_CHAIN = 4
"""Places of one chain that are looked through for one with coordinates."""
MOST_NAMINGS = 20
"""Namings of one place that are asked for a container."""
_DIRECTION = (
    r"(?:(?:the )?(?:(?:far|remote|unincorporated|suburban|rural|downtown|"
    r"restive|troubled|volatile|northern|southern|eastern|western|central|neighbou?ring|"
    r"(?:north|south)-?(?:east|west)(?:ern)?|north|south|east|west)(?:-central)?(?: of)? )*)"
)
_NEAR = (
    r"near(?: to)?|nearby|close to|outside|just outside|on the (?:outskirts|edge) of|"
    r"(?:just |due )?(?:(?:north|south)-?(?:east|west)?|east|west) of|"
    r"(?:(?:some|about|around|roughly|nearly|almost|only|just|over|more than|less than) )?"
    r"(?:[\w.,]{1,8}[ -]?)?(?:kms?|kilomet(?:er|re)s?|miles?) "
    r"(?:(?:to the )?(?:north|south)-?(?:east|west)?|east|west|from|outside|away)?(?: of| from)?"
)
_KIND = (
    r"(?:the )?(?:[a-z]+ ){0,2}(?:town|city|village|district|area|region|province|state|county|municipality|commune|"
    r"department|suburb|township|sub-?county|territory|neighbou?rhood|governorate|capital|port|island) of "
)
_LIES = r"(?:(?:which|that) (?:lies|is|sits) |(?:located|situated|lying) ){0,2}"
"""What may stand between a village and the way to the town it is near ("Kalu, which lies about 14km north of Dori")."""
_NOUN = r"(?: (?!and |or |but )[a-z][\w-]{2,14}){0,2}"
_AFTER = re.compile(
    rf"{_NOUN}(?:,? {_LIES}(?:(?:an?|the) (?:[\w-]+ ){{1,4}})?(?P<near>{_NEAR}) "
    rf"|, (?:also |still )?in | in |, | \(|, (?:an?|the) [\w -]{{1,40}} (?:in|of) | of | within )"
    rf"(?:{_KIND})?{_DIRECTION}(?:the )?"
)
_AT = re.compile(r" at (?:the )?")
"""What a site stands at ("the N2 bridge at Kalu Quarry")."""
_ON, _BORDER = re.compile(r",? (?:on|near|along) "), re.compile(r"['’]s (?:[a-z-]+ ){0,2}(?:border|frontier) with\b")
"""What puts a place in the country whose border it is on ("Kalu on Lebanon's border with Syria")."""
_OWNED = re.compile(r"['’]s? (?:[a-z-]{2,14} ){0,4}(?:of )?(?:the )?")
_HOLDS = re.compile(
    r"(?: (?:[Rr]egion|[Pp]rovince|[Ss]tate|[Cc]ounty|[Dd]istrict|[Cc]ity))?['’]s? "
    r"(?:(?:northern|southern|eastern|western|central|north-?(?:east|west)(?:ern)?|south-?(?:east|west)(?:ern)?|restive|remote) )?"
)
_LATER = re.compile(rf"[^.;:\n“”\"]{{1,60}}? (?:in|of) {_DIRECTION}(?:the )?")
_LIST = re.compile(r"(?:, (?:the )?[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*)*,? (?:and|or) (?:the |in )?(?:[A-Z]|capital\b)")
_BESIDE = (" and ", ", ", " or ", ", and ", "–", "-")
WIDE = frozenset({"region", "country"})


class Owner(NamedTuple):
    """The mention that another is put in, `mention` is its index, `near` where the text says only that it is near."""

    mention: int
    near: bool = False


def owner(text: str, mentions: Sequence[PlaceMention], index: int, values: Sequence[PlaceValue | None]) -> Owner | None:
    """Return the place that the text puts a mention in or near, in the words beside it; None where it says none."""
    here, after = mentions[index].span, _next(mentions, index)
    if after is not None:
        between = text[here.end : mentions[after].span.start]
        match = _AFTER.fullmatch(between) if len(between) <= LONGEST_LINK else None
        if match and not _listed(text, mentions, after, values, between) and not _speaks(text, mentions, after, between):
            return Owner(_possessed(text, mentions, after), match["near"] is not None)
        if mentions[index].site and _AT.fullmatch(between):
            return Owner(after)
        if _ON.fullmatch(between) and _BORDER.match(text, mentions[after].span.end):
            return Owner(after)
        if between in _BESIDE and (shared := _shared(text, mentions, after, values)) is not None:
            return shared
    if index and not mentions[index - 1].site and _OWNED.fullmatch(text[mentions[index - 1].span.end : here.start]):
        return Owner(index - 1)
    if after is not None and _is_division(text, mentions[after]) and _LATER.fullmatch(between):
        return Owner(after)
    return None


def owners(
    text: str, mentions: Sequence[PlaceMention], namings: Sequence[int], values: Sequence[PlaceValue | None]
) -> list[Owner]:  # fmt: skip
    """Return the chain of places that the text puts one in, nearest first, at the first of its `namings` that says any."""
    for naming in namings[:MOST_NAMINGS]:
        chain: list[Owner] = []
        at = naming
        while len(chain) < LONGEST_CHAIN and (found := owner(text, mentions, at, values)) is not None:
            if found.mention in (naming, at) or found.mention in [link.mention for link in chain]:
                break
            chain.append(found)
            at = found.mention
        if chain:
            return chain
    return []


def written(text: str, mentions: Sequence[PlaceMention], found: Owner) -> str:
    """Return the words by which the report names a container ("Yalgo", "near Yalgo")."""
    name = " ".join(mentions[found.mention].toponym.of(text).split())
    return f"near {name}" if found.near else name


def owns(between: str) -> bool:
    """Tell whether words between two names say that the first holds the second ("Yangon's South Okkalapa")."""
    return _HOLDS.fullmatch(between) is not None


def lists(text: str, end: int) -> bool:
    """Tell whether a list of names goes on at `end` (", Lemouna and Bohong")."""
    return _LIST.match(text, end) is not None


def _next(mentions: Sequence[PlaceMention], index: int) -> int | None:
    """Return the next mention that begins behind the one at `index`, unless it is a site of its own (an airport)."""
    end = mentions[index].span.end
    after = next((at for at in range(index + 1, len(mentions)) if mentions[at].span.start >= end), None)
    if after is None or (mentions[after].site and mentions[after].toponym.end != mentions[after].span.end):
        return None
    return after


def _possessed(text: str, mentions: Sequence[PlaceMention], index: int) -> int:
    """Return the mention that a possessive leads to ("in Burkina Faso's Sahel region" is the Sahel), else the one at `index`."""
    after = index + 1
    if after < len(mentions) and _OWNED.fullmatch(text[mentions[index].span.end : mentions[after].span.start]):
        return after
    return index


def _listed(
    text: str, mentions: Sequence[PlaceMention], after: int, values: Sequence[PlaceValue | None], between: str
) -> bool:  # fmt: skip
    """Tell whether a comma only goes on with a list of places ("in Koundjili, Lemouna and Bohong")."""
    value = values[after]
    wide = value is not None and value.precision in WIDE
    return between == ", " and not wide and lists(text, mentions[after].span.end)


def _speaks(text: str, mentions: Sequence[PlaceMention], after: int, between: str) -> bool:
    """Tell whether behind a comma a county's body only goes on to speak ("on Oak Street, the Oldmar County coroner said")."""
    span = mentions[after].toponym
    return between in (", ", ", the ") and span.of(text).endswith(" County") and proof(text, span) == 1


def _shared(
    text: str, mentions: Sequence[PlaceMention], after: int, values: Sequence[PlaceValue | None]
) -> Owner | None:  # fmt: skip
    """Return the region that a list of places ends in ("Monjane and Ulumbi, in the Palma district")."""
    found = owner(text, mentions, after, values)
    value = None if found is None else values[found.mention]
    division = found is not None and (
        (value is not None and value.precision in WIDE) or _is_division(text, mentions[found.mention])
    )
    return found if division else None


def _is_division(text: str, mention: PlaceMention) -> bool:
    """Tell whether a word behind the name calls it a division ("the Irumu territory", "Palma district")."""
    behind = re.match(r" ([A-Za-z-]+)\b", text[mention.toponym.end : mention.toponym.end + 24])
    return behind is not None and behind[1].lower() in {*kinds(), "territory", "circle", "commune"}
