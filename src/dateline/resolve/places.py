"""Places: which place each mention means, with its coordinates, a score, the reason and the runner-up."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from dateline.codebook.eased import eased_document
from dateline.codebook.outlets import is_outlets
from dateline.codebook.tables import table
from dateline.gazetteer import Candidate, distance
from dateline.gazetteer.names import key
from dateline.resolve import place_clues, place_home, place_namesakes, place_outlets, place_parts
from dateline.resolve.candidates import WEIGHTS, Name, rank
from dateline.resolve.place_hierarchies import hierarchies
from dateline.resolve.place_meanings import alike, meanings, own, prefer_towns
from dateline.resolve.place_quarters import is_quarter_of_another
from dateline.resolve.place_values import apart, reason, value_of
from dateline.resolve.unlisted import placed
from dateline.types import Annotated, PlaceMention, PlaceValue

HOME = 0.6
"""Share of the names' countries from which a report has a home country; a stray small place elsewhere is then one not listed."""
BEARER = 300_000
"""A town of so many people is taken for itself also within a longer name ("Boston Medical Center")."""
SMALLER = ("town", "admin2", "site")
MANY = 3
"""Small places of one country in a text that show it by their number, unless the report's own has more than twice as many."""
STRAY = 0.4
"""Factor on the score of a town below `place_home.LARGE` people in a country that nothing else in the text points to."""


def places(annotated: Annotated) -> Annotated:
    """Fill the value of every place mention."""
    if not annotated.places:
        return annotated
    return replace(annotated, places=tuple(Resolver(annotated).run()))


def resolver(annotated: Annotated) -> Resolver:
    """Return the document's resolver with every name ranked: for callers that want all meanings, not the best."""
    made = Resolver(annotated)
    made.rank()
    return made


_SMALL = re.compile(
    r" (?:area|village|hamlet|locality|neighbou?rhood|union|upazila|tehsil|taluka?|block|ward|market|bazaa?r|road)\b"
)
"""What a division of a country is never called ("in the Poni area")."""
_VILLAGE, _VILLAGE_OF = re.compile(r" (?:village|hamlet)\b"), re.compile(r"\b(?:village|hamlet)s? of $")
"""What a large city is never called, behind it and before it."""


class Resolver:
    """One document's places, resolved together."""

    def __init__(self, annotated: Annotated) -> None:
        self.annotated = annotated
        self.text = eased_document(annotated).document.text
        self.document = annotated.document
        self.mentions = annotated.places
        self.names: dict[str, Name] = {}
        self.keys: list[str | None] = []
        self.hints: dict[str, float] = {}
        self.institutions: set[str] = set()
        self.countries: Counter[str] = Counter()
        self.spoken: dict[str, float] = {}
        self.anchored: set[str] = set()
        self.town: place_home.Home | None = None
        self.home: str | None = None
        self.streets = place_namesakes.streets(self.text)
        self.hospitals = place_namesakes.hospitals(self.text)

    def rank(self) -> None:
        """Collect the meanings of every name and rank them."""
        named = place_clues.institutions(self.document.text)
        self.hints = place_clues.country_hints(self.document.text, named)
        self.institutions = {code for code, number in named.items() if number > 1}
        outlet = place_outlets.outlet(self.document.text)
        if outlet is not None:
            self.hints[outlet.place.country] = max(0.5, self.hints.get(outlet.place.country, 0.0))
        for index, mention in enumerate(self.mentions):
            self.keys.append(self._enter(index, mention))
        hierarchies(self.text, self.mentions, self.keys, self.names)
        for entry in self.names.values():
            place_home.weigh_bodies(entry)
            place_outlets.weigh_state(entry, outlet)
        rank(tuple(self.names.values()), self.hints, place_clues.publisher_country(self.document))
        self.town = place_outlets.town(self.names.values())
        if outlet is not None and (self.town is None or self.town.place.kind != "town"):
            self.town = outlet
        self.countries = Counter(name.places[name.total.index(max(name.total))].country for name in self.names.values())
        for name in self.names.values():
            at = name.total.index(max(name.total))
            place = name.places[at]
            weight = 1 + math.log(name.mentions)
            if _anchors(place) or (place.rank < 2 and any(why.startswith("in ") for why in name.why[at])):
                self.anchored.add(place.country)
            else:
                weight /= 2
            self.spoken[place.country] = self.spoken.get(place.country, 0.0) + weight

    def meanings_of(self, index: int) -> list[tuple[Candidate, float, str]]:
        """Return the meanings of the mention at `index` with their probability and reason; empty where there is none."""
        name = self.keys[index]
        if name is None:
            return []
        entry = self.names[name]
        return [(place, entry.chance[at], reason(entry, at)) for at, place in enumerate(entry.places)]

    def run(self) -> Iterator[PlaceMention]:
        """Yield every mention with its value."""
        self.rank()
        self.home = home = self._home()
        likely = [self._likeliest(name) for name in self.keys]
        values = [
            None if is_quarter_of_another(self.text, self.mentions, likely, index) else self._value(mention, self.keys[index], home)
            for index, mention in enumerate(self.mentions)
        ]
        for mention, value in zip(self.mentions, placed(self.annotated, values, home, self.town), strict=True):
            yield replace(mention, value=value)

    def _likeliest(self, name: str | None) -> Candidate | None:
        entry = self.names[name] if name is not None else None
        return entry.places[entry.total.index(max(entry.total))] if entry is not None else None

    def _enter(self, index: int, mention: PlaceMention) -> str | None:
        """Note a mention's name with its meanings; return the key of the name, None where the gazetteer has none."""
        words = mention.toponym.of(self.text)
        designator = place_clues.designator(self.text, mention.toponym, words)
        name = f"{key(words)}|{designator or ''}"
        proof = place_home.proof(self.text, mention.toponym)
        beyond = place_namesakes.beyond(self.text, mention.toponym.end)
        cared = key(words) in self.hospitals and not place_namesakes.is_located(self.text, mention.toponym.start)
        body, inner = int(proof == 1), int(proof == 0 and (cared or self._bears_name(mention)))
        outlet = int(inner == 0 and is_outlets(self.text, mention.toponym))
        if name in self.names:
            entry = self.names[name]
            entry.mentions, entry.proof, entry.outlet = entry.mentions + 1, entry.proof + proof, entry.outlet + outlet
            entry.denied &= not proof  # "Madison police went to the 300 block of Madison"
            entry.bodies, entry.inner = entry.bodies + body, entry.inner + inner
            self._bar(entry, beyond)
            return name
        found = meanings(place_clues.whole_name(words, self.text), designator) or alike(words, self.names.values())
        if not found:
            return None
        entry = Name(
            name,
            found,
            written=" ".join(words.split()),
            proof=proof,
            bodies=body,
            inner=inner,
            outlet=outlet,
            start=mention.span.start,
        )
        like_country = designator is None and any(place.kind == "country" and place.rank < 2 for place in found)
        for place in found:
            score, why = own(place, designator)
            if like_country and place.kind != "country" and (place.rank > 0 or place.country != "US"):
                score += WEIGHTS["named like a country"]
            entry.own.append(score)
            entry.why.append(why)
        if designator is None:
            prefer_towns(entry)
            entry.denied = not proof and key(words) in self.streets and all(place.population < place_home.LARGE for place in found)
        self._bar(entry, beyond)
        self.names[name] = entry
        return name

    def _bar(self, entry: Name, beyond: str | None) -> None:
        """Weaken the meanings in the country that the text says lies across the border."""
        for position, place in enumerate(entry.places):
            if beyond is not None and place.country == beyond and place.kind in SMALLER:
                entry.own[position] -= WEIGHTS["hierarchy"]

    def _home(self) -> str | None:
        """Return the country that the report is about: `HOME` of its names at least lie there, or its words point to it alone."""
        said = {code for code, weight in self.hints.items() if weight >= 0.5}
        votes: dict[str, float] = {code: weight + self.hints.get(code, 0.0) for code, weight in self.spoken.items() if code}
        code, most = max(votes.items(), key=lambda item: (item[1], item[0]), default=("", 0.0))
        if code and most >= max(1.9, HOME * sum(votes.values())):
            return code
        if not votes:
            towns = all(mention.site is None for mention in self.mentions)  # not "at an Indian restaurant"
            return next(iter(said)) if towns and len(said) == 1 else None  # "in Villa Serrana, Honduran police said"
        alone = len(votes) == 1 and code in self.anchored
        return code if code and (alone or said == {code}) else None

    def _value(self, mention: PlaceMention, name: str | None, home: str | None) -> PlaceValue | None:
        if name is None:
            return None
        entry = self.names[name]
        order = sorted(range(len(entry.places)), key=lambda position: -entry.total[position])
        best = entry.places[order[0]]
        if key(entry.written) in self.hospitals and entry.inner == entry.mentions and best.population < place_home.LARGE:
            return None
        if place_namesakes.is_former(best, entry.written) and self._off(best, place_home.NEAR_KM):
            return None
        if entry.denied and best.kind in SMALLER and not any(why.startswith("in ") for why in entry.why[order[0]]):
            return None
        if mention.site and best.kind in ("admin1", "region") and self._is_alone(best):
            return None
        bears = self._bears_name(mention)
        if bears and (best.kind in ("admin1", "region") or self._off(best, large=BEARER) or self._is_upstate(best)):
            return None
        if self._is_home_known(best) and mention.site is None and place_namesakes.is_crossing(self.text, mention.span):
            return None
        named_after = best.kind in SMALLER and place_home.is_named_after(self.text, mention)
        if named_after and (self._is_elsewhere(best) or self._off(best, large=BEARER)):
            return None
        beyond = best.country != home if home else (self.anchored | self.institutions) - {best.country}
        if beyond and (self._stray(entry, order[0]) or self._is_smaller(mention, best)):
            return None
        if place_home.is_quarter(self.text, mention.toponym) and self._off(best, place_home.NEAR_KM, place_home.HUGE):
            return None
        if place_home.is_far(entry, order[0], self.town, self.names.values()):
            return None
        rival = next((position for position in order[1:] if apart(best, entry.places[position])), None)
        score = sum(chance for place, chance in zip(entry.places, entry.chance, strict=True) if not apart(best, place))
        if self._stray(entry, order[0]):
            score *= STRAY
        city = place_home.city_of(best, self.names.values()) or place_parts.city_around(entry, best, self.names.values())
        value = value_of(self.text, mention, best, city)
        runner_up = None if rival is None else _written(entry.places[rival])
        return replace(value, score=round(min(score, 0.99), 3), reason=reason(entry, order[0]), runner_up=runner_up)

    def _off(self, place: Candidate, reach: float = place_home.FAR_KM, large: int = place_home.LARGE) -> bool:
        """Tell whether a town lies far from the report's own, in another division ("Wellington Village Apartments")."""
        town = self.town.place if self.town is not None else None
        known = place.population >= large and place.rank < 2
        if town is None or place.kind != "town" or known or town.admin1 == place.admin1:
            return False
        return distance(place.lat, place.lon, town.lat, town.lon) > reach

    def _is_upstate(self, place: Candidate) -> bool:
        """Tell whether a small town, whose name something bears, lies far from the report's own in its state ("Hamilton Heights" in
        Manhattan)."""
        town = self.town.place if self.town is not None and self._is_home_known(place) else None
        if town is None or place.kind != "town" or town.admin1 != place.admin1:
            return False
        return distance(place.lat, place.lon, town.lat, town.lon) > place_home.NEAR_KM

    def _is_home_known(self, best: Candidate) -> bool:
        """Tell whether the report is surely about a town of the USA, and `best` is a smaller place than a large town."""
        town = self.town
        known = town is not None and (town.proof > 0 or (town.place.population >= place_home.LARGE and town.mentions > 1))
        away = best.kind in SMALLER and best.population < place_home.LARGE
        return known and town is not None and town.place.country == "US" and town.place.id != best.id and away

    def _bears_name(self, mention: PlaceMention) -> bool:
        """Tell whether something only bears a place's name: "Indiana Discount Mall", "Scottsdale Circle" may lie in any."""
        if mention.site is None:
            return place_home.is_bearer(self.text, mention.toponym)
        words = self.text[mention.toponym.end : mention.span.end].split()
        return len(words) > 1 and all(word[0].isupper() for word in words)

    def _is_alone(self, place: Candidate) -> bool:
        """Tell whether nothing else in the text points to a place's country, but to others ("Hôtel du Lac" in a report on Togo)."""
        others = self.anchored - {place.country}
        return bool(others and place.country) and place.country not in self.hints and self.countries[place.country] < 2

    def _is_elsewhere(self, place: Candidate) -> bool:
        """Tell whether what bears a place's name cannot be there: in a country that nothing else in the text points to, or a small
        town that is not the report's own ("Trumbull Gardens" in Bridgeport)."""
        if len(self.countries) > 1 and self.countries[place.country] < 2 and place.country not in self.hints:
            return True
        small = place.kind == "town" and place.population < place_home.LARGE and place.country in table("place_home")["dense"]
        return small and self.town is not None and self.town.proof > 0 and self.town.place.id != place.id

    def _is_smaller(self, mention: PlaceMention, best: Candidate) -> bool:
        """Tell a village or a part of a town from the division, or the large city, of its name in a country that nothing else
        points to ("near the village of Kobe, 30 kilometres from Gao")."""
        if best.country in self.hints or self.countries[best.country] > 1:
            return False
        start, end = mention.toponym.start, mention.toponym.end
        if best.kind == "town" and best.population >= place_home.LARGE:
            before = _VILLAGE_OF.search(self.text, max(0, start - 16), start)
            return before is not None or _VILLAGE.match(self.text, end) is not None
        return best.kind in ("admin1", "region") and _SMALL.match(self.text, end) is not None

    def _stray(self, entry: Name, position: int) -> bool:
        """Tell whether a small place lies in a country that nothing else in the text points to: often no place at all."""
        best = entry.places[position]
        large = best.population >= (place_home.LARGE if best.rank < 2 else place_home.HUGE)
        said = any(why.startswith("in ") for why in entry.why[position])
        if best.kind not in ("town", "admin2") or large or said or " County" in entry.written:
            return False
        if len(self.names) < 3 and not (self.anchored | self.institutions) - {best.country}:
            return False
        if best.country in self.hints or best.country in self.anchored:
            return False
        return self.countries[best.country] < max(MANY, self.countries[self.home or ""] / 2)


def _anchors(place: Candidate) -> bool:
    """Tell whether a meaning shows by itself that the report speaks of its country: the country, a division, a large town."""
    if place.rank > 1:
        return False
    return place.kind in ("country", "admin1", "region") or place.population >= place_home.LARGE


def _written(rival: Candidate) -> str:
    return f"{rival.id} {rival.name}, {rival.country}"
