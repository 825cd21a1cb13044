"""What the report names beside a street: the house that stands there, and the street that crosses it.

"The Kalu Cafe in the 7900 block of Orvane Road" and "on Orvane Road near Dover Street" are one place each; the street alone says
less than the report does (CODEBOOK.md, Place: the most specific named place).
"""

from __future__ import annotations

import re
from functools import cache

from dateline.codebook.one_of import one_of
from dateline.codebook.tables import table
from dateline.types import Annotated, PlaceMention, Span

REACH = 90
"""Code points before and behind a street in which the house that stands there is named."""
_DAYS = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_WORD = rf"(?!(?:{_DAYS})\b)(?:[A-Z][\w’'&-]{{0,20}}|[A-Z]\.|\d{{1,3}}(?= [A-Z]))"
_NAME = rf"{_WORD}(?: (?:(?:of|the|de|del|la|at|and|&) ){{0,2}}{_WORD}){{0,5}}"
_LED = (
    r"\b(?:at|inside|outside|into|near|behind|(?:front|parking lot|lot|lobby|patrons|customers|employees) of|called|"
    r"(?:in|to|of) the|(?:bar|club|restaurant|nightclub|store|shop),) (?:(?:the|an?) )?"
)
_LINK = r"(?:,? (?:(?:which|that) is )?(?:located |situated )?(?:in|at|on|along|off)(?: the)? (?:corner of |intersection of )?)"
_CROSSES = re.compile(
    r"(?:,? (?:and |just )?(?:near|at|off|off of|and|&)(?: (?:its|the) (?:intersection|corner) (?:with|of))?(?: the)? )"
)
_OTHER = re.compile(r",? (?:which is )?(?:in|inside|outside)(?: of)? (?:the parking lot of |front of )?(?:the )?(?=[A-Z])")
HOMES = frozenset(("home", "house", "residence", "apartment", "door", "yard"))
"""What is a private person's: no name of a site, whoever's name stands before it."""


@cache
def _before() -> re.Pattern[str]:
    """Match a house of its own name and the words that put it at the street behind them; anchored at the end."""
    return re.compile(rf"{_LED}(?P<name>{_NAME})(?P<noun> (?:[a-z]+ )?(?:{_nouns()}))?{_LINK}$")


@cache
def _nouns() -> str:
    return one_of(set(table("place_site_nouns")["nouns"]) - HOMES)


@cache
def _behind() -> re.Pattern[str]:
    """Match a house behind the street, which its noun shows to be one ("in the parking lot of the Kalu Lounge")."""
    own = "|".join(re.escape(noun) for noun in table("place_site_nouns")["own_nouns"])
    return re.compile(rf"(?P<name>{_NAME})(?: (?:(?i:{_nouns()})|{own}))\b(?!['’])")


def house(annotated: Annotated, street: PlaceMention) -> str | None:
    """Return the name of the house that the report puts at a street ("Kalu Cafe"); None where it names none.

    A name that the report's places hold as a town or a region is where the street lies, no house ("in Dover on Orvane Road"), and
    what is somebody's ("Jones's") is private.
    """
    text, start = annotated.document.text, street.span.start
    found = _before().search(text, max(0, start - REACH), start)
    if found is None or "\n" in found[0]:
        return _house_behind(text, street)
    name = Span(*found.span("name"))
    if name.of(text).endswith(("'", "’", "'s", "’s")) or _is_settlement(annotated, name):
        return None
    return " ".join(text[name.start : max(name.end, found.end("noun"))].split())


def _house_behind(text: str, street: PlaceMention) -> str | None:
    link = _OTHER.match(text, street.span.end)
    found = _behind().match(text, link.end(), link.end() + REACH) if link else None
    return " ".join(found[0].split()) if found else None


def crossing(annotated: Annotated, street: PlaceMention) -> str | None:
    """Return a street with the one that crosses it, in the report's words ("Orvane Road near Dover Street"); None without one."""
    text = annotated.document.text
    link = _CROSSES.match(text, street.span.end)
    others = [place for place in annotated.places if link and place.span.start == link.end() and place.site == "street"]
    return " ".join(text[street.span.start : others[0].span.end].split()) if others else None


def _is_settlement(annotated: Annotated, name: Span) -> bool:
    """Tell whether a name is one of the report's towns or regions."""
    return any(place.toponym.covers(name) for place in annotated.places if place.site is None)
