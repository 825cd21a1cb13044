"""The place of an incident, among all places that its units name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from dateline.codebook.labels import is_label
from dateline.codebook.tables import table
from dateline.extract import weigh
from dateline.extract.compare import unlisted
from dateline.extract.place_anaphors import pointed, there
from dateline.extract.place_capitals import capitals
from dateline.extract.place_elsewhere import elsewhere, is_attributive, is_beside_road, is_bound, is_care, is_road_to, is_treated
from dateline.extract.units import Unit, inside, nearness
from dateline.types import Annotated, PlaceMention, PlaceValue, Scores, Span

_LOCATIVE = re.compile(
    r"\b(?:in|at|near|outside|on|inside|from|around|outskirts of)\s(?:the\s|a\s|an\s)?(?:[\w-]+\s){0,2}$", re.IGNORECASE
)
_DATELINE = re.compile(r"^[^a-z\n]{2,60}(?:\([^)]{1,40}\))?\s*(?:—|–|--|-|:)\s")
_POSTED = re.compile(
    r",? ?(?:\([^)]{1,30}\),? )?\d{1,2} [A-Z][A-Za-z]{2,8}\.? \d{2,4}\b|"
    r"(?:, [A-Z][A-Za-z .]{2,20})?, [A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})? (?:\([^)\n]{1,40}\) ?)?[-–—]"
)
"""A place and a day are where and when a wire sent its report ("BOGOTA, 7 FEB 90 (EFE)", "LIMA, May 7 (Agency) -"), not where it
happened."""
_CHAIN = re.compile(
    r"(?: (?:village|town|hamlet|district|area|city))?(?:, (?:in |near |outside )?| in | near | outside |"
    r",? (?:(?:some|about|around|nearly) )?[\d.,]{1,6} ?(?:km|kilomet(?:er|re)s?|miles?) "
    r"(?:(?:to the )?\w{4,9} (?:of|from)|from|outside) |"
    r",? (?:just |to the |due )?(?:north|south|east|west)(?:-?(?:east|west))? of |"
    r",? on (?:the|a) (?:[a-z]+ )?(?:road|highway|route|way|railway|line) (?:to|from|towards|between|that leads to) |"
    r", (?:a|an|the) (?:[a-z-]+ ){1,5}(?:near|beside|outside|next to|close to|opposite|overlooking) |"
    r", (?:a|an|the) (?:[\w-]+ ){0,3}(?:village|town|city|hamlet|settlement|suburb|community|neighbou?rhood) "
    r"(?:(?:some|about|around|nearly|just|[\d.,]{1,6}|km|kilomet(?:er|re)s?|miles?) ){0,3}"
    r"(?:in|near|outside|on the (?:edge|outskirts) of|"
    r"(?:(?:to the )?(?:(?:north|south)-?(?:east|west)?|east|west) (?:of|from))|from) |"
    r", on (?:the )?(?:[A-Za-z]+ ){0,3}(?:island|peninsula|coast|border) (?:of|with) )"
    r"(?:the )?(?:(?:town|city|district|province|region) of |"
    r"(?:far |deep )?(?:north|south|east|west|central)\w*(?: of)? (?:the )?)?"
)
_ON_LINE = re.compile(r",? on (?:the )?(?:[A-Z][a-z]+ )?")
_LINE = re.compile(r"(?:[-–][A-Z][\w’'-]*)? (?:border|frontier|boundary)\b")
_SIDES = ("island", "bank")
"""What a place lies on, behind it: "Tarim on the Mukalla-Seiyun border", "Nador, on the island of …"."""
_CAPITALS = re.compile(r"\b[A-Z][\w’'-]*")
_PART = re.compile(
    r"\b((?:(?:north|south)-?(?:east|west)?(?:ern)?|east(?:ern)?|west(?:ern)?|central)(?: of)?|"
    r"off (?:the )?(?:[a-z]+ )?(?:coast of )?) ?(?:the )?$", re.IGNORECASE,
)  # fmt: skip
"""What makes a region of a country's name: "northern Iraq", "off the coast of Yemen"."""
FINE = ("town", "site")
HOME_FROM, HOME_SHARE = 3, 0.6
INFER_FROM = 2
SURE = 0.5
"""Score of a site's town from which the site is named with its state."""
INFER_SHARE = 0.6
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_TOWN_OF = re.compile(r"(\w) in the (?:town|city|village|district) of (?=[A-Z])")


def candidates(
    annotated: Annotated, units: Sequence[Unit], *, main: bool, asked: Scores | None = None
) -> list[tuple[PlaceMention, weigh.Features]]:
    """Return every place of the units, named or pointed to, with its features, in the order of the text.

    Where the units name none, those of their sentences stand in: a sentence is cut where it tells two dates.
    """
    own = [unit for unit in units if not unit.apart]
    mentions = [(unit, place) for unit in own for place in unit.places if _usable(place)]
    mentions = [(unit, place) for unit, place in mentions if not is_attributive(annotated.document.text, place)]
    pointing = [(unit, *found) for unit in own for found in pointed(annotated, unit)]
    pointing += [(unit, *found, False) for unit in own for found in capitals(annotated, unit)]
    if not mentions and not pointing:
        mentions = [
            (u, place) for u, place in _around(annotated, own, main=main) if not is_attributive(annotated.document.text, place)
        ]
    mentions += [(unit, place) for unit in units if unit.apart for place in unit.places if _usable(place)]
    named = Counter(place.value.name for _, place in mentions if place.value)
    setting = _Setting(
        home=_home(annotated),
        finer=frozenset(p.value.country or "" for _, p in mentions if p.value and (p.value.precision in FINE or unlisted(p.value))),
    )
    first = min((unit.order for unit in units), default=0)
    found: list[tuple[PlaceMention, weigh.Features]] = [
        (place, _features(annotated, unit, place, named, first, main=main, asked=asked) | setting.features(annotated, place))
        for unit, place in mentions
    ]
    found += _carried(annotated, units, found)
    found += [(place, _pointed(unit, place, word, first, "there")) for unit in own for place, word in there(annotated, unit)]
    return found + [
        (place, _pointed(unit, place, span, first, "same" if same else "pointed") | {"this": weigh.this(asked, span, "place")})
        for unit, place, span, same in pointing
        if _usable(place)
    ]


def _carried(
    annotated: Annotated, units: Sequence[Unit], found: Sequence[tuple[PlaceMention, weigh.Features]]
) -> list[tuple[PlaceMention, weigh.Features]]:
    """Return the last town or site named before the units (``carried``) and the one that the report names most (``theme``)."""
    if not units:
        return []
    text, start = annotated.document.text, min(unit.span.start for unit in units)
    known = {place.value.name for place, _ in found if place.value is not None}
    fine = [(place, place.value) for place in annotated.places if place.value is not None and _is_fine(place.value)]
    named = Counter(value.name for _, value in fine)
    most = named.most_common(1)[0][0] if named else None
    last: dict[str, tuple[PlaceMention, PlaceValue]] = {}
    for place, value in fine:
        if value.name not in known and not _is_dateline(text, place, value) and not is_attributive(text, place):
            if place.span.end <= start:
                last["carried"] = place, value
            if value.name == most:
                last.setdefault("theme", (place, value))
    return [(place, {_kind(text, place, value): 1.0, name: 1.0}) for name, (place, value) in last.items()]


def _is_dateline(text: str, place: PlaceMention, value: PlaceValue) -> bool:
    """Tell whether a place is where the report was filed, which alone is never the incident's (CODEBOOK.md, Place).

    A local paper's own town is: in the countries of `place_home` whose every town has one.
    """
    behind = text[place.span.end : place.span.end + 80]
    capitals = place.toponym.of(text).isupper() and not behind.isupper()
    return (capitals and value.country not in table("place_home")["dense"]) or _POSTED.match(text, place.span.end) is not None


def _is_fine(value: PlaceValue) -> bool:
    return value.precision in FINE or unlisted(value)


class _Setting(NamedTuple):
    """What the document and the other candidates say of one: its home country, the countries in which a finer place is named."""

    home: str | None
    finer: frozenset[str]

    def features(self, annotated: Annotated, place: PlaceMention) -> dict[str, float]:
        """Return ``foreign`` (not in the report's country), ``broad`` (a country beside a finer place), ``part`` (of a country)."""
        value = place.value or PlaceValue(name="")
        country = value.precision == "country"
        part = country and part_of_country(annotated.document.text, place) is not None
        return {
            "foreign": float(self.home is not None and value.country is not None and value.country != self.home),
            "broad": float(country and not part and value.country in self.finer),
            "part": float(part),
        }


def _home(annotated: Annotated) -> str | None:
    """Return the country of at least `HOME_SHARE` of the report's places, three or more; None where there is none."""
    countries = Counter(place.value.country for place in annotated.places if place.value is not None and place.value.country)
    code, votes = next(iter(countries.most_common(1)), (None, 0))
    return code if votes >= HOME_FROM and votes >= HOME_SHARE * countries.total() else None


def _around(annotated: Annotated, units: Sequence[Unit], *, main: bool) -> list[tuple[Unit, PlaceMention]]:
    """Return the places of the units' sentences, else those beside them that the trained model reads as an incident's place."""
    within = [(unit, place) for unit in units for place in inside(annotated.places, unit.sentence.span) if _usable(place)]
    if within:
        return within
    spans = [sentence.span for sentence in annotated.sentences if sentence.kind != "boilerplate"]
    side = "place_main" if main else "place_background"
    found = []
    for unit in units:
        at = bisect_left(spans, unit.sentence.span.start, key=lambda span: span.start)
        for span in (*spans[max(0, at - 1) : at], *spans[at + 1 : at + 2]):
            found += [(unit, place) for place in inside(annotated.places, span) if weigh.model(annotated, place.span, side) > 0]
    return found


def _usable(place: PlaceMention) -> bool:
    """A mention with a value, one that no gazetteer and no context could place included: its name is known."""
    return place.value is not None


def _kind(text: str, place: PlaceMention, value: PlaceValue) -> str:
    """Return the feature that says what kind of place it is."""
    if unlisted(value) or value.precision == "unknown":
        return "unlisted"
    listed = place.site is None and value.precision == "site" and value.gazetteer_id is not None
    return "proper_site" if listed or proper(text, place) else value.precision


def _pointed(unit: Unit, place: PlaceMention, phrase: Span, first: int, how: str) -> dict[str, float]:
    """Return the features of a place that the unit points back to; the model says nothing of such a phrase."""
    value = place.value or PlaceValue(name="")
    return {
        "unlisted" if unlisted(value) else value.precision: 1.0,
        "locative": 1.0,
        how: 1.0,
        "lead": float(unit.lead),
        "near": nearness(unit, phrase),
        "beside": float(unit.beside),
        "late": min(10, unit.order - first) / 10,
        "score": value.score,
    }


def _features(
    annotated: Annotated,
    unit: Unit,
    place: PlaceMention,
    named: Counter[str],
    first: int,
    *,
    main: bool,
    asked: Scores | None = None,
) -> dict[str, float]:
    text, value = annotated.document.text, place.value or PlaceValue(name="")
    before = text[max(unit.span.start, place.span.start - 60) : place.span.start]
    label = is_label(text, place.span)
    treated = is_treated(text, place, before)
    bound = not treated and is_bound(text, unit.events, place)
    outer = _outer(annotated, place)
    head = _DATELINE.match(text[unit.sentence.span.start : place.span.end + 60])
    return {
        _kind(text, place, value): 1.0,
        "street": float(place.site == "street" and not outer),
        "locative": float(bool(_LOCATIVE.search(before))),
        "elsewhere": float(not bound and elsewhere(text, place, before)),
        "bound": float(bound),
        "care": float(treated or is_care(place, before)),
        "treated": float(treated),
        "outer": float(outer),
        "lead": float(unit.lead),
        "near": nearness(unit, place.span),
        "beside": float((unit.beside and not unit.apart) or not unit.sentence.span.covers(place.span)),
        "apart": float(unit.apart),
        "named": float(min(3, named[value.name])),
        "late": min(10, unit.order - first) / 10,
        "dateline": float(head is not None and place.span.start < unit.sentence.span.start + head.end()),
        "posted": float(not label and _POSTED.match(text, place.span.end) is not None),
        "label": float(label),
        "score": value.score,
        **weigh.role(annotated, place.span, "place", main=main, asked=asked),
    }


def _outer(annotated: Annotated, place: PlaceMention) -> bool:
    """Tell whether a place only says where the one named right before it lies ("Akoret, outside Lokori")."""
    text, places = annotated.document.text, annotated.places
    at = bisect_left(places, place.span.start, key=lambda other: other.span.start)
    if is_road_to(text, place, next((other for other in places[at:] if other.span.start >= place.span.end), None)):
        return True
    if at == 0:
        return False
    before = places[at - 1]
    between = text[before.span.end : place.span.start]
    if _ON_LINE.fullmatch(between) and (place.site in _SIDES or _LINE.match(text, place.span.end)):
        return True
    return _CHAIN.fullmatch(between) is not None or is_beside_road(before, place, between, text)


def choose(
    annotated: Annotated, units: Sequence[Unit], *, main: bool, asked: Scores | None = None
) -> tuple[PlaceMention, PlaceValue, float] | None:
    """Return the mention that names the place best, its value in the report's words, and a score; None where none is named."""
    found = weigh.best("place", candidates(annotated, units, main=main, asked=asked))
    if found is None or found[0].value is None:
        return None
    return found[0], in_words(annotated, found[0], found[0].value), found[1]


def in_words(annotated: Annotated, place: PlaceMention, value: PlaceValue) -> PlaceValue:
    """Return `value` under the name that the report gives it ("Zakho", where the gazetteer's own name is "Zaxo").

    A site with a name of its own, and a village that the gazetteer does not hold, are named with the place that the report puts
    them in ("Bellavista prison, Santo Domingo"), alone where it says none: no container is made up; a site without a name ("a
    market in Zakho") goes by its town; the quote keeps the site.
    """
    text = annotated.document.text
    span = place.span if proper(text, place) else place.toponym
    name = _TOWN_OF.sub(r"\1, ", _ARTICLE.sub("", " ".join(span.of(text).split())), count=1)
    if not _CAPITALS.search(name) or (place.value is not None and place.value.reason.startswith("the capital of")):
        return value
    if value.precision == "country" and (part := part_of_country(text, place)) is not None:
        return replace(value, name=f"{part} {name}", precision="region")
    inside = value.within if value.within and value.within.casefold() not in name.casefold() else None
    sure = place.site == "street" or (place.site is not None and value.gazetteer_id is not None and value.score >= SURE)
    state = value.admin1 if sure and value.country in table("place_home")["with_division"] else None
    parts = [name, inside, state if state and state.casefold() not in f"{name}, {inside}".casefold() else None]
    return replace(value, name=", ".join(part for part in parts if part))


def part_of_country(text: str, place: PlaceMention) -> str | None:
    """Return the words that say which part of a country is meant ("northern", "off the coast of"); None where there are none."""
    match = _PART.search(text, max(0, place.toponym.start - 40), place.toponym.start)
    return match[1].strip() if match else None


def proper(text: str, place: PlaceMention) -> bool:
    """Tell whether a site has a name of its own, or is told as "Kabul's international airport"."""
    if place.site is None or (place.value is not None and place.value.precision == "country"):
        return False
    if place.span.end > place.toponym.end and text[place.toponym.end : place.span.end].strip() in table("place_home")["dwellings"]:
        return False
    said = text[place.span.start : place.toponym.start]
    said = said[: said.lower().find(place.site) + len(place.site)]
    words = [word.lower() for word in _CAPITALS.findall(said)]
    if words[:1] in (["the"], ["a"], ["an"]):
        words = words[1:]
    named = len(words) > 1 and any(word not in table("place_cues")["not_alone"] for word in words[:-1])
    named = named or any(word.lower() not in table("place_cues")["not_alone"] for word in _CAPITALS.findall(said[1:]))
    return place.toponym.end != place.span.end or place.toponym == place.span or named


def inferred(annotated: Annotated) -> tuple[PlaceMention, PlaceValue] | None:
    """Return the country that nearly all places of the report lie in, for an incident told without one that says it.

    The value has no name; its reason and its statement's note say that it was inferred (ACLED and GTD coders do the same).
    None where the report's places point to several countries, or are too few to tell.
    """
    known = [place for place in annotated.places if place.value is not None and place.value.country]
    countries = Counter(place.value.country for place in known if place.value)
    if len(known) < INFER_FROM:
        return None
    country, votes = countries.most_common(1)[0]
    share = votes / len(known)
    if share < INFER_SHARE:
        return None
    witness = next(place for place in known if place.value and place.value.country == country)
    reason = f"inferred: {votes} of the report's {len(known)} places lie there"
    return witness, PlaceValue(name="", country=country, precision="country", score=share * 0.5, reason=reason)
