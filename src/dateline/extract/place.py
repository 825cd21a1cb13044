"""The place of an incident, among all places that its units name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from dateline.codebook.eased import eased_document
from dateline.codebook.tables import table
from dateline.extract import weigh
from dateline.extract.compare import NEAR_KM, kilometres, same_place, share_country, unlisted
from dateline.extract.event_times import event_times
from dateline.extract.place_anaphors import pointed, there
from dateline.extract.place_capitals import capitals
from dateline.extract.place_country import home_country
from dateline.extract.place_elsewhere import is_attributive, is_called_village
from dateline.extract.place_features import is_dateline, kind_of_place, named_features, pointed_features
from dateline.extract.place_filed import country_of_wire, filed_here, filed_in, of_a_state, of_the_outlet, titled
from dateline.extract.place_routes import ends_of_ways, holders, of_the_deed_before
from dateline.extract.place_speaking import speaking
from dateline.extract.place_wording import in_words, part_of_country
from dateline.extract.seams import of_another
from dateline.extract.units import Unit, inside
from dateline.gazetteer import gazetteer
from dateline.types import ActorMention, Annotated, PlaceMention, PlaceValue, Scores, Span

LONGEST_NAME = 80
"""Code points of the longest name of a group."""
_ADJECTIVE = re.compile(r"(?:i|n|an|ian|ese|ish)$")
FINE = ("town", "site")
MAY_BE = 3.0
"""Above this score a town of the country that scores best is taken: the two do not contradict each other."""
_PEOPLE = re.compile(r",\swho(?:se)?\b|['’]s?\s(?:[a-z]+\s)?(?:motorcade|convoy|car|bodyguards?|brother|sons?|wife|guards?)\b")
"""What stands behind the name of a person or of people, and of no place."""
UNSURE = frozenset({"carried", "pointed", "same", "there", "unlisted"})
"""Signs of a place that the incident's sentences do not name, or no gazetteer knows."""
_THERE = {"outer": 0.0, "elsewhere": 0.0}
"""What a place right behind the end of a way is not: it says where on the way it was ("bound for Kano near Gusau")."""
_PART = re.compile(r"\b(?:(?:north|south|east|west)\w*(?:[- ](?:east|west)\w*)?|central)\s$", re.IGNORECASE)
"""Before a country of which the report means a part: "in southern Lebanon" is not the capital that it was filed in."""
Found = tuple[PlaceMention, float]
"""A place and its score."""
THEME = 3
"""A place that only other sentences name is taken so where the report names it as often as that, and most."""


def candidates(
    annotated: Annotated, units: Sequence[Unit], *, main: bool, asked: Scores | None = None
) -> list[tuple[PlaceMention, weigh.Features]]:
    """Return every place of the units, named or pointed to, with its features, in the order of the text.

    Where the units name none, those of their sentences stand in: a sentence is cut where it tells two dates.
    """
    own = [unit for unit in units if not unit.apart]
    mentions = [(unit, place) for unit in own for place in unit.places if _usable(place) and not _is_no_place(annotated, place)]
    mentions = [(unit, place) for unit, place in mentions if not is_attributive(annotated.document.text, place)]
    pointing = [(unit, *found) for unit in own for found in pointed(annotated, unit)]
    pointing += [(unit, *found, False) for unit in own for found in capitals(annotated, unit)]
    if not mentions and not pointing:
        mentions = [
            (u, place) for u, place in _around(annotated, own, main=main) if not is_attributive(annotated.document.text, place)
        ]
    mentions += [(unit, place) for unit in units if unit.apart for place in unit.places if _usable(place)]
    gone, behind = ends_of_ways(annotated, mentions)
    gone |= of_the_deed_before(annotated, mentions) | holders(annotated, mentions) | of_the_outlet(annotated, mentions)
    mentions = [(unit, place) for unit, place in mentions if place.span not in gone]
    named = Counter(place.value.name for _, place in mentions if place.value)
    setting = _Setting(
        home=home_country(annotated),
        finer=frozenset(p.value.country or "" for _, p in mentions if p.value and _is_fine(p.value)),
    )
    first = min((unit.order for unit in units), default=0)
    found: list[tuple[PlaceMention, weigh.Features]] = [
        (
            place,
            named_features(annotated, unit, place, named, first, main=main, asked=asked)
            | setting.features(annotated, place)
            | (_THERE if place.span in behind else {}),
        )
        for unit, place in mentions
    ]
    if main:  # carried into a background incident it would be the main one's place, three times in four
        found += _carried(annotated, units, found)
    found += [
        (place, pointed_features(unit, place, word, first, "there")) for unit in own for place, word in there(annotated, unit)
    ]
    return found + [
        (
            place,
            pointed_features(unit, place, span, first, "same" if same else "pointed") | {"this": weigh.this(asked, span, "place")},
        )
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
    fine = [(place, value) for place, value in fine if not _is_no_place(annotated, place)]
    named = Counter(value.name for _, value in fine)
    most = named.most_common(1)[0][0] if named else None
    last: dict[str, tuple[PlaceMention, PlaceValue]] = {}
    for place, value in fine:
        if value.name not in known and not is_dateline(text, place, value) and not is_attributive(text, place):
            if place.span.end <= start:
                last["carried"] = place, value
            if value.name == most:
                last.setdefault("theme", (place, value))
    return [(place, {kind_of_place(text, place, value): 1.0, name: 1.0}) for name, (place, value) in last.items()]


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


def _around(annotated: Annotated, units: Sequence[Unit], *, main: bool) -> list[tuple[Unit, PlaceMention]]:
    """Return the places of the units' sentences, else those beside them that the trained model reads as an incident's place."""
    within: list[tuple[Unit, PlaceMention]] = []
    for unit in units:
        strange = list(of_another(annotated.document.text, unit.sentence.span, unit.span))
        own = (place for place in inside(annotated.places, unit.sentence.span) if _usable(place))
        within += [(unit, place) for place in own if not any(span.covers(place.span) for span in strange)]
    if within:
        return within
    told = [sentence for sentence in annotated.sentences if sentence.kind != "boilerplate"]
    side = "place_main" if main else "place_background"
    found = []
    for unit in units:
        at = bisect_left(told, unit.sentence.span.start, key=lambda sentence: sentence.span.start)
        for near in (*told[max(0, at - 1) : at], *told[at + 1 : at + 2]):
            if not main and unit.times and event_times(annotated, near):
                continue  # each has a day of its own: "On May 18 …. In October 2022, bombs at a ministry …"
            named = inside(annotated.places, near.span)
            found += [(unit, place) for place in named if weigh.model(annotated, place.span, side) > 0]
    return found


def _is_no_place(annotated: Annotated, place: PlaceMention) -> bool:
    """Tell five kinds of words from places: a continent ("the oldest state of Latin America"), part of a group's name ("Rouge" in
    "the Khmer Rouge", "Tehreek-e-Taliban Pakistan"), and, where the gazetteer holds none, a people or a faith ("Hazara pilgrims"),
    the word for what belongs to a place that the report names ("Dagestani", in one on Dagestan), and people ("at the Basijis, who
    were", "Yevkurov's motorcade")."""
    if place.value is None:
        return False
    text = annotated.document.text
    near = _actors_about(annotated.actors, place.span)
    if any(actor.value.kind == "group" and actor.span.covers(place.toponym) and actor.span != place.toponym for actor in near):
        return True
    if place.value.gazetteer_id is not None:
        return _is_continent(place.value)
    if place.site is None and _PEOPLE.match(text, place.toponym.end):
        return True
    name = place.toponym.of(text)
    if place.site is None and not {name, f"{name}s"}.isdisjoint(table("means")["peoples"]):
        return True
    stem = _ADJECTIVE.sub("", name)
    if place.site is not None or stem == name:
        return False
    listed = (other for other in annotated.places if other.value is not None and other.value.gazetteer_id is not None)
    return any(other.toponym.of(text) == stem for other in listed)


def _is_continent(value: PlaceValue) -> bool:
    """Tell a continent or a part of one, in which an incident has no place, from a sea, which lies in no country either."""
    if value.country is not None or value.precision != "region":
        return False
    return any(place.kind == "continent" and str(place.id) == value.gazetteer_id for place in gazetteer().search(value.name))


def _actors_about(actors: Sequence[ActorMention], span: Span) -> Sequence[ActorMention]:
    """Return the actors that begin shortly before or in `span`."""
    first = bisect_left(actors, span.start - LONGEST_NAME, key=lambda actor: actor.span.start)
    return actors[first : bisect_left(actors, span.end, lo=first, key=lambda actor: actor.span.start)]


def _usable(place: PlaceMention) -> bool:
    """A mention with a value, one that no gazetteer and no context could place included: its name is known."""
    return place.value is not None


def _within(
    annotated: Annotated, wide: PlaceValue, rows: Sequence[tuple[PlaceMention, weigh.Features]]
) -> tuple[PlaceMention, float] | None:  # fmt: skip
    """Return the likeliest town or site of the country or state, where one may well be the place ("in Kenya … in Nairobi")."""
    named = Counter(place.value.name for place in annotated.places if place.value is not None)
    fine = [
        (place, row)
        for place, row in rows
        if place.value and place.value.precision in FINE and place.value.country == wide.country
        if wide.precision == "country" or (place.value.admin1 == wide.admin1 and not row.get("dateline"))
        if not row.keys() & UNSURE and ("theme" not in row or named[place.value.name] >= THEME)
    ]
    best = weigh.best("place", fine)
    return best if best is not None and best[1] > MAY_BE else None


def _inner(annotated: Annotated, found: Found, rows: Sequence[tuple[PlaceMention, weigh.Features]]) -> Found:
    """Return the village whose district scores best, where that is named behind it ("killed in Kalu, a village in Dori")."""
    if not _row(rows, found[0]).get("outer"):
        return found
    at = bisect_left(annotated.places, found[0].span.start, key=lambda other: other.span.start)
    inner = annotated.places[at - 1] if at else None
    if inner is None or not is_called_village(annotated.document.text, inner) or not _row(rows, inner):
        return found
    return inner, found[1]


def _row(rows: Sequence[tuple[PlaceMention, weigh.Features]], place: PlaceMention) -> weigh.Features:
    return next((row for other, row in rows if other.span == place.span), {})


def _inside(
    annotated: Annotated, wide: PlaceMention, rows: Sequence[tuple[PlaceMention, weigh.Features]]
) -> tuple[PlaceMention, float] | None:  # fmt: skip
    """Return the one place that the incident's words put into the region or town chosen: "raids on Kalu district of Hajjah"."""
    text, name = annotated.document.text, wide.toponym.of(annotated.document.text).casefold()
    scored = {place.span: (place, row) for place, row in rows}
    inner: dict[str, tuple[PlaceMention, float]] = {}
    for before, outer in pairwise(annotated.places):
        row = scored.get(outer.span, (outer, {}))[1]
        division = outer.value is not None and outer.value.precision == "region"  # not the second town of "in Dover, Leeds and"
        if not division or outer.toponym.of(text).casefold() != name or row.get("outer", 0.0) != 1.0 or before.span not in scored:
            continue
        place, own = scored[before.span]
        plain = place.site is None and not own.get("elsewhere") and not own.get("filed") and own.get("this", 0.0) > -0.25
        if place.value is not None and plain and not unlisted(place.value) and share_country(place, wide):
            inner.setdefault(place.value.name, (place, weigh.score("place", own)))
    return next(iter(inner.values())) if len(inner) == 1 else None


def _is_other(value: PlaceValue, but: PlaceValue) -> bool:
    apart = kilometres(value, but)
    return _is_fine(value) and same_place(value, but) is False and (apart is None or apart > NEAR_KM)


def _finer(
    annotated: Annotated, units: Sequence[Unit], found: Found, rows: Sequence[tuple[PlaceMention, weigh.Features]], *,
    main: bool, any_place: bool,
) -> Found:  # fmt: skip
    """Return the place that the report puts into the one that scores best: a village of a district, the town of a dateline …"""
    text = annotated.document.text
    found = _inner(annotated, found, rows)
    if found[0].value is not None and found[0].value.precision == "country":
        country, score = found[0].value, found[1]
        part = _PART.search(text, max(0, found[0].span.start - 24), found[0].span.start) is not None
        inner = [pair for pair in rows if not (part and (pair[1].get("filed") or pair[1].get("dateline")))]
        found = (filed_here(annotated, units, country, score) if main else None) or _within(annotated, country, inner) or found
    if main and found[0].value is not None and of_a_state(text, found[0]):
        found = _within(annotated, found[0].value, rows) or filed_in(annotated, found[0].value, found[1]) or found
    found = (speaking(annotated, found) if main else None) or found
    wide = found[0].value
    if not (main and any_place) or wide is None or wide.precision not in ("region", "town") or unlisted(wide):
        return found
    in_title = titled(annotated, wide, found[1]) if wide.precision == "region" else None
    return in_title or _inside(annotated, found[0], rows) or found


def choose(
    annotated: Annotated, units: Sequence[Unit], *, main: bool, asked: Scores | None = None, but: PlaceValue | None = None
) -> tuple[PlaceMention, PlaceValue, float] | None:
    """Return the mention that names the place best, its value in the report's words, and a score; None where none is named.

    With ``but``, only a town or site that the units name, and not that one.
    """
    said, annotated = annotated, eased_document(annotated)
    rows = candidates(annotated, units, main=main, asked=asked)
    if but is not None:
        rows = [(place, row) for place, row in rows if place.value and _is_other(place.value, but) and not row.keys() & UNSURE]
        rows = [(place, row) for place, row in rows if any(row.get(sign, 0.0) > 0 for sign in ("locative", "bound", "this"))]
    found = weigh.best("place", rows)
    if found is not None and _row(rows, found[0]).get("posted"):
        found = country_of_wire(annotated, units, found, rows)
    elif found is not None:
        found = _finer(annotated, units, found, rows, main=main, any_place=but is None)
    if found is None or found[0].value is None:
        return None
    return found[0], in_words(said, found[0], found[0].value), found[1]
