"""Sites: the building, street or compound where something happened, with the place name that it belongs to.

Four shapes are found, each ending in a `PlaceMention` whose ``site`` is the site noun in lower case:
``Kabul's international airport`` (name, then noun); ``the Russian embassy in Kabul`` (noun, then name); ``Crocus City Hall`` (a
name of its own in a locative phrase); ``the 1300 block of Cerise Avenue`` (a street address).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from dateline.annotate.place_words import Toponym, around
from dateline.codebook.tables import table
from dateline.gazetteer import gazetteer
from dateline.gazetteer.names import key
from dateline.types import PlaceMention, Span


@cache
def _nouns() -> str:
    names = sorted(table("place_site_nouns")["nouns"], key=len, reverse=True)
    return "(?:" + "|".join(re.escape(name) for name in names) + ")"


@cache
def _after() -> re.Pattern[str]:
    """Match what follows a place name up to a site noun: " airport", "'s main railway station", " International Airport"."""
    return re.compile(
        r"(?:['’]s)? (?:(?:[A-Z][\w’'-]{0,20}|main|central|international|military|old|largest|busiest|only|city) ){0,3}?"
        rf"((?i:{_nouns()}))\b(?!['’])"
    )


@cache
def _before() -> re.Pattern[str]:
    """Match a site noun phrase and the words that tie it to the place name after it; anchored at the end."""
    link = (
        r"(?:in|near|at|outside|on the outskirts of|just outside|close to|of|on the edge of)(?: the)?"
        r"(?: (?:[a-z-]{1,20} ){0,3}"
        r"(?:city|town|village|district|capital|suburb|neighbou?rhood|province|outskirts|port|region|area)(?: of)?,?)?"
        r"(?: (?:northern|southern|eastern|western|central|downtown|north|south|east|west|nearby))?"
    )
    not_inner = "a|an|the|his|her|their|its|in|at|on|of|and|to|from|near|outside|inside|by|for|with|hit|into|left|struck|was|were"
    inner = rf"(?!(?:{not_inner})\b)(?:[\w’'-]{{1,20}}|St\.) "
    start = rf"(?:\b(?i:a|an|the|his|her|their|its|two|three) (?:{inner}){{0,3}}?|(?:\b[A-Z][\w’'.-]{{0,20}} ){{0,3}}\b)"
    return re.compile(rf"{start}(?i:({_nouns()})s? {link} $)")


@cache
def _named() -> re.Pattern[str]:
    """Match a site with a name of its own in a locative phrase: "at Crocus City Hall", "inside the Bellavista prison"."""
    return re.compile(
        r"\b(?:at|in|inside|outside|near|into|on) (?:the |a |an )?"
        rf"((?:[A-Z][\w’'-]{{1,20}} (?:(?:of|de|al|el) )?){{1,4}}((?i:{_nouns()}))(?!['’\w]))"
    )


_ADDRESS = re.compile(
    r"\b(?:the )?(\d{1,5}(?:-block|th block)? (?:block of |of )?(?:(?:North|South|East|West|N\.|S\.|E\.|W\.|NE|NW|SE|SW) )?"
    r"(?:[A-Z][\w’'-]{1,20}|\d{1,3}(?:st|nd|rd|th))(?: [A-Z][\w’'-]{1,20}){0,2} "
    r"(?:Street|Avenue|Road|Boulevard|Drive|Lane|Court|Highway|Parkway|Way|Place|Terrace|Circle|Pike|Trail|St\b|Ave\b|Rd\b|Blvd\b|Dr\b|Ln\b|Ct\b)\.?)"
)
_BLOCK = re.compile(
    r"\b(?:the )?(\d{1,5} block of (?:(?:North|South|East|West|N\.|S\.|E\.|W\.) )?"
    r"(?:[A-Z][\w’'-]{1,20}|\d{1,3}(?:st|nd|rd|th))(?: [A-Z][\w’'.-]{1,20}){0,2})"
)
_CORNER = re.compile(
    r"\b((?:[A-Z][\w’'-]{1,20}|\d{1,3}(?:st|nd|rd|th))(?: [A-Z][\w’'-]{1,20}){0,2}"
    r" and (?:[A-Z][\w’'-]{1,20}|\d{1,3}(?:st|nd|rd|th))(?: [A-Z][\w’'-]{1,20}){0,1}"
    r" (?:[Ss]treets|[Aa]venues|[Rr]oads|Street|Avenue|Drive|Road))\b"
)
_STREET_NOT_TOWN = re.compile(r" (?:Street|Avenue|Road|Boulevard|Drive|Lane|Parkway|Pike|Trail|St\.|Ave\.|Rd\.|Blvd\.)")


def mentions(text: str, toponyms: Sequence[Toponym]) -> list[PlaceMention]:
    """Return the document's place mentions: every toponym, widened to its site where it has one, and the sites without one."""
    addresses = [Span(match.start(1), match.end(1)) for pattern in (_BLOCK, _ADDRESS, _CORNER) for match in pattern.finditer(text)]
    addresses = _apart(addresses)
    kept = [toponym for toponym in toponyms if not _street(text, toponym.span, addresses)]
    taken = sorted([toponym.span for toponym in kept] + addresses)
    widened = [_within(_widened(text, toponym.span), taken, text) for toponym in kept]
    found = [mention for index, mention in enumerate(widened) if not _owner_of_site(text, index, widened)]
    found += [PlaceMention(span, span, "street") for span in addresses]
    found += _own_names(text, sorted(mention.span for mention in found))
    return sorted(found, key=lambda mention: (mention.span, mention.toponym))


def _within(mention: PlaceMention, taken: Sequence[Span], text: str) -> PlaceMention:
    """Give up the site words that hold another place ("al-Hawl camp in Syria") or a street, a country's name apart."""
    others = [span for span in around(mention.span, taken) if span != mention.toponym]
    if all(_is_country(text, span) and span.end <= mention.toponym.start for span in others):
        return mention
    return PlaceMention(mention.toponym, mention.toponym)


def _is_country(text: str, span: Span) -> bool:
    return any(place.kind == "country" for place in gazetteer().find(key(span.of(text))))


def _owner_of_site(text: str, index: int, mentions: Sequence[PlaceMention]) -> bool:
    """Tell whether a country's name only says whose a site elsewhere is ("the U.S. Embassy in Brussels")."""
    mention = mentions[index]
    following = mentions[index + 1] if index + 1 < len(mentions) else None
    if following is None or not following.site or not following.span.covers(mention.span):
        return False
    return _is_country(text, mention.toponym)


def _apart(spans: Sequence[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def _street(text: str, span: Span, addresses: Sequence[Span]) -> bool:
    """Tell whether a name is a street's and no place of its own ("Decatur Boulevard")."""
    return bool(around(span, addresses)) or bool(_STREET_NOT_TOWN.match(text, span.end))


def _widened(text: str, span: Span) -> PlaceMention:
    if after := _after().match(text, span.end, span.end + 80):
        return PlaceMention(Span(span.start, after.end(1)), span, after[1].lower())
    start = max(0, span.start - 110)
    if before := _before().search(text[start : span.start]):
        return PlaceMention(Span(start + before.start(), span.end), span, before[1].lower())
    return PlaceMention(span, span)


def _own_names(text: str, taken: Sequence[Span]) -> Iterator[PlaceMention]:
    for match in _named().finditer(text):
        span = Span(match.start(1), match.end(1))
        if not around(span, taken) and match[2].lower() not in ("street", "road", "avenue", "boulevard"):
            yield PlaceMention(span, span, match[2].lower())
