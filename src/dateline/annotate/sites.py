"""Sites: the building, street or compound where something happened, with the place name that it belongs to.

Four shapes are found, each ending in a `PlaceMention` whose ``site`` is the site noun in lower case:
``Kabul's international airport`` (name, then noun); ``the Russian embassy in Kabul`` (noun, then name); ``Crocus City Hall`` (a
name of its own in a locative phrase); ``the 1300 block of Cerise Avenue`` (a street address).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from dateline.annotate import dwellings
from dateline.annotate.place_words import Toponym, around
from dateline.annotate.streets import streets
from dateline.codebook.courts import TRIES
from dateline.codebook.eased import eased
from dateline.codebook.needles import Needled
from dateline.codebook.one_of import one_of
from dateline.codebook.tables import table
from dateline.gazetteer import gazetteer
from dateline.gazetteer.names import key
from dateline.types import PlaceMention, Span


@cache
def _nouns() -> str:
    return one_of(table("place_site_nouns")["nouns"])


@cache
def _after() -> re.Pattern[str]:
    """Match what follows a place name up to a site noun: " airport", "'s main railway station", " International Airport"."""
    return re.compile(
        r"(?:['’]s)? (?:(?:[A-Z][\w’'-]{0,20}|main|central|international|military|old|largest|busiest|only|city) ){0,3}?"
        rf"((?i:{_nouns()}))\b(?!['’]| Patrol\b)"
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
    named = r"(?:\b[A-Z][\w’'.-]{0,20} (?:of (?:the )?|(?:de|del|do|da|dos) (?=[A-Z]))?){0,4}\b"  # "the Tree of Life synagogue"
    start = rf"(?:\b(?i:a|an|the|his|her|their|its|two|three) (?:{inner}){{0,3}}?|{named})"
    return re.compile(rf"{start}(?i:({_nouns()})s? {link} $)")


_DAYS = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
"""Whose attack it was, not whose site: "in Monday's mosque bombing"."""
_SAINT = r"(?:(?:St|Ste|Mt)\. )?"


@cache
def _named() -> re.Pattern[str]:
    """Match a site with a name of its own in a locative phrase: "at Crocus City Hall", "inside the Bellavista prison"."""
    words = table("place_site_nouns")
    own = "|".join(re.escape(noun) for noun in words["own_nouns"])
    led = "|".join(re.escape(phrase) for phrase in words["led_by"])
    return re.compile(
        rf"\b(?:{led}) (?:the |a |an )?"
        rf"((?!{_DAYS}['’]s ){_SAINT}"
        rf"(?:[A-Z][\w’'-]{{0,20}} (?:(?:of|de|du|des|del|al|el) )?){{1,4}}((?:{own})|(?i:{_nouns()})))(?!['’\w])"
    )


@cache
def _headed() -> Needled:
    """Match a site whose noun stands first: "Hotel Byblos", "the Café du Canal", "school No. 31"."""
    words = table("place_site_nouns")
    heads = "|".join(re.escape(noun) for noun in words["heads"])
    return Needled(
        rf"\b(({heads}) (?:(?:de|du|des|del|della|la|le|el|al) ){{0,2}}(?!(?:No|Nr|Number)\b)[A-Z][\w’'-]*"
        rf"(?: [A-Z][\w’'-]{{2,20}}){{0,2}}|({'|'.join(words['numbered'])}) (?:No\.?|Nr\.?|number|№) ?\d{{1,4}})(?!['’\w])"
    )


_IN = re.compile(r",? (?:in|at|near|outside) (?:the (?:city|town|district|village) of )?")
_CALLED = re.compile(r"(?:[Tt]he )?(([A-Z][\w’'-]*)(?: [\w’'-]{2,20}){1,5})")
_STREET_NOT_TOWN = re.compile(r" (?:Street|Avenue|Road|Boulevard|Drive|Lane|Parkway|Pike|Trail|St\.|Ave\.|Rd\.|Blvd\.)")


def mentions(text: str, toponyms: Sequence[Toponym]) -> list[PlaceMention]:
    """Return the document's place mentions: every toponym, widened to its site where it has one, and the sites without one."""
    addresses = streets(text)
    kept = [toponym for toponym in toponyms if not _street(text, toponym.span, addresses)]
    kept = [toponym for toponym in kept if not dwellings.is_somebodys(text, toponym.span.end)]
    text = eased(text, [toponym.span for toponym in kept])
    kept = _less_namesakes(text, kept)
    taken = sorted([toponym.span for toponym in kept] + addresses)
    widened = [_within(_widened(text, toponym.span), taken, text) for toponym in kept]
    sited = [mention for index, mention in enumerate(widened) if not _owner_of_site(text, index, widened)]
    places = [part for mention in sited for part in _in_a_country(text, mention)]
    places += [PlaceMention(span, span, "street") for span in addresses]
    places += _own_names(text, sorted(mention.span for mention in places))
    return sorted(places, key=lambda mention: (mention.span, mention.toponym))


def _less_namesakes(text: str, toponyms: Sequence[Toponym]) -> list[Toponym]:
    """Leave out the name inside a site's own ("Hotel Sahel") where the text names that place elsewhere too, or says in which town
    the site is ("Club Bahia in Cali", "the Sacred Heart of Jesus Cathedral in Makassar")."""
    headed = [Span(match.start(1), match.end(1)) for match in _headed().every(text)]
    inner = {toponym.span for toponym in toponyms if around(toponym.span, headed)}
    elsewhere = {toponym.span.of(text) for toponym in toponyms if toponym.span not in inner}
    starts = {toponym.span.start for toponym in toponyms}
    placed = [Span(match.start(1), match.end(1)) for match in (*_headed().every(text), *_named().finditer(text))]
    placed = [span for span in placed if (behind := _IN.match(text, span.end)) is not None and behind.end() in starts]
    return [
        toponym
        for toponym in toponyms
        if not (toponym.span in inner and toponym.span.of(text) in elsewhere)
        and not any(span.start < toponym.span.start and toponym.span.end <= span.end for span in placed)
    ]


def _within(mention: PlaceMention, taken: Sequence[Span], text: str) -> PlaceMention:
    """Give up the site words that hold another place ("al-Hawl camp in Syria") or a street, a country's name apart."""
    others = [span for span in around(mention.span, taken) if span != mention.toponym]
    if all(_is_country(text, span) and span.end <= mention.toponym.start for span in others):
        return mention
    return PlaceMention(mention.toponym, mention.toponym)


def _is_country(text: str, span: Span) -> bool:
    return any(place.kind == "country" for place in gazetteer().find(key(span.of(text))))


def _in_a_country(text: str, mention: PlaceMention) -> tuple[PlaceMention, ...]:
    """Return a site with a name of its own and the country that it stands in as two mentions ("the Crowne Hotel in Libya"): a
    country would give the site its own name. "The Russian embassy in Libya" is told by whose it is."""
    if mention.site is None or mention.toponym.start <= mention.span.start or not _is_country(text, mention.toponym):
        return (mention,)
    said = _CALLED.match(text, mention.span.start, mention.toponym.start)
    noun = said[1].lower().find(mention.site) if said else -1
    if said is None or noun < 0 or _is_people(said[2]) or _is_country(text, Span(*said.span(2))):
        return (mention,)
    own = Span(said.start(1), said.start(1) + noun + len(mention.site))
    return PlaceMention(own, own, mention.site), PlaceMention(mention.toponym, mention.toponym)


def _is_people(word: str) -> bool:
    return any(place.rank == 3 for place in gazetteer().find(key(word)))


def _owner_of_site(text: str, index: int, mentions: Sequence[PlaceMention]) -> bool:
    """Tell whether a country's name only says whose a site elsewhere is ("the U.S. Embassy in Brussels")."""
    mention = mentions[index]
    following = mentions[index + 1] if index + 1 < len(mentions) else None
    if following is None or not following.site or not following.span.covers(mention.span):
        return False
    return _is_country(text, mention.toponym)


def _street(text: str, span: Span, addresses: Sequence[Span]) -> bool:
    """Tell whether a name is a street's and no place of its own ("Decatur Boulevard")."""
    return bool(around(span, addresses)) or bool(_STREET_NOT_TOWN.match(text, span.end))


def _widened(text: str, span: Span) -> PlaceMention:
    after = _after().match(text, span.end, span.end + 80)
    if after and not (after[1].lower() in ("court", "courthouse") and TRIES.match(text, after.end(1))):
        return PlaceMention(Span(span.start, after.end(1)), span, after[1].lower())
    start = max(0, span.start - 110)
    if before := _before().search(text[start : span.start]):
        first = start + before.start() + _opening(before[0])
        return PlaceMention(Span(first, span.end), span, before[1].lower())
    return PlaceMention(span, span)


_DEED_OF = re.compile(
    r"(?:[A-Z][\w-]{1,20} )?"
    r"(?:(?:air)?strike|attack|assault|raid|shelling|bombing|bombardment|storming|burning|siege|blast|explosion)s? "
    r"(?:of|on|at|in|outside|near) (?=the |[A-Z])",
    re.IGNORECASE,
)
"""The deed that a sentence begins with, which is no part of a site's name: "Shelling of the Saudi hospital in"."""


def _opening(words: str) -> int:
    """Return where a site's words begin: behind the last article in a text of capitals, where case does not tell a name's start."""
    if not words.isupper() and (deed := _DEED_OF.match(words)):
        return deed.end()
    return (
        words.rindex(" THE ") + 1
        if words.isupper() and " THE " in words[: words.rindex(" IN ") if " IN " in words else None]
        else 0
    )


def _own_names(text: str, taken: Sequence[Span]) -> Iterator[PlaceMention]:
    found = [(Span(match.start(1), match.end(1)), match[2].lower()) for match in _named().finditer(text)]
    found += [(Span(match.start(1), match.end(1)), (match[2] or match[3]).lower()) for match in _headed().every(text)]
    last = 0
    for span, noun in sorted(found, key=lambda item: (item[0].start, -item[0].end)):
        if span.start >= last and not around(span, taken) and noun not in ("street", "road", "avenue", "boulevard"):
            last = span.end
            if (mention := dwellings.named(text, PlaceMention(span, span, noun))) is not None:
                yield mention
