"""Places: which place each mention means, with its coordinates, a score, the reason and the runner-up."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dateline.codebook.tables import table
from dateline.gazetteer import Candidate, Gazetteer, distance, gazetteer
from dateline.gazetteer.names import key, skeleton
from dateline.gazetteer.store import DESIGNATORS
from dateline.resolve import place_chains, place_clues, place_home, place_namesakes
from dateline.resolve.candidates import WEIGHTS, Name, prior, rank
from dateline.resolve.unlisted import placed
from dateline.types import Annotated, PlaceMention, PlacePrecision, PlaceValue

PRECISION: dict[str, PlacePrecision] = {"country": "country", "town": "town", "site": "site"}
"""By kind; divisions, regions, seas and continents are regions."""
MOST_MEANINGS = 40
SAME_KM = 30.0
"""A runner-up nearer than this is the same place under another heading (a town and its district)."""
TWIN_KM = 120.0
"""A division this near to a town of its name is named after it."""
HOME = 0.6
"""Share of the names' countries from which a report has a home country; a stray small place elsewhere is then one not listed."""
BEARER = 300_000
"""A town of so many people is taken for itself also within a longer name ("Boston Medical Center")."""
SMALLER = ("town", "admin2", "site")
PART_OF_NAME = (" Island", " Territory", " Valley")
"""Words of a division's name that no report leaves out ("Rhode Island"), unlike "Province"."""
MANY = 3
"""Small places of one country in a text that show it by their number."""
STRAY = 0.4
"""Factor on the score of a town below `place_home.LARGE` people in a country that nothing else in the text points to."""
_LINK = re.compile(r" (?:in|near|at|outside|of)(?: [a-z ]{0,40})? $")
_ARTICLE = re.compile(r"^(?:the|a|an) ", re.IGNORECASE)


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


class Resolver:
    """One document's places, resolved together."""

    def __init__(self, annotated: Annotated) -> None:
        self.annotated = annotated
        self.text = annotated.document.text
        self.document = annotated.document
        self.mentions = annotated.places
        self.places: Gazetteer = gazetteer()
        self.names: dict[str, Name] = {}
        self.keys: list[str | None] = []
        self.hints: dict[str, float] = {}
        self.institutions: set[str] = set()
        self.countries: Counter[str] = Counter()
        self.spoken: dict[str, float] = {}
        self.anchored: set[str] = set()
        self.town: place_home.Home | None = None
        self.streets = place_namesakes.streets(self.text)

    def rank(self) -> None:
        """Collect the meanings of every name and rank them."""
        named = place_clues.institutions(self.text)
        self.hints = place_clues.country_hints(self.text, named)
        self.institutions = {code for code, number in named.items() if number > 1}
        outlet = place_home.outlet(self.text)
        if outlet is not None:
            self.hints[outlet.place.country] = max(0.5, self.hints.get(outlet.place.country, 0.0))
        for index, mention in enumerate(self.mentions):
            self.keys.append(self._enter(index, mention))
        self._hierarchies()
        for entry in self.names.values():
            place_home.weigh_bodies(entry)
        rank(tuple(self.names.values()), self.hints, place_clues.publisher_country(self.document))
        self.town = place_home.home(self.names.values())
        if outlet is not None and (self.town is None or self.town.place.kind != "town"):
            self.town = outlet
        self.countries = Counter(name.places[name.total.index(max(name.total))].country for name in self.names.values())
        for name in self.names.values():
            place = name.places[name.total.index(max(name.total))]
            weight = 1 + math.log(name.mentions)
            if _anchors(place):
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
        return [(place, entry.chance[at], self._reason(entry, at)) for at, place in enumerate(entry.places)]

    def run(self) -> Iterator[PlaceMention]:
        """Yield every mention with its value."""
        self.rank()
        home = self._home()
        values = [self._value(mention, name, home) for mention, name in zip(self.mentions, self.keys, strict=True)]
        for mention, value in zip(self.mentions, placed(self.annotated, values, home, self.town), strict=True):
            yield replace(mention, value=value)

    # ---- meanings --------------------------------------------------------------------------------------------------

    def _enter(self, index: int, mention: PlaceMention) -> str | None:
        """Note a mention's name with its meanings; return the key of the name, None where the gazetteer has none."""
        words = mention.toponym.of(self.text)
        designator = place_clues.designator(self.text, mention.toponym, words)
        name = f"{key(words)}|{designator or ''}"
        proof = place_home.proof(self.text, mention.toponym)
        beyond = place_namesakes.beyond(self.text, mention.toponym.end)
        body, inner = int(proof == 1), int(proof == 0 and self._bears_name(mention))
        if name in self.names:
            entry = self.names[name]
            entry.mentions, entry.proof = entry.mentions + 1, entry.proof + proof
            entry.bodies, entry.inner = entry.bodies + body, entry.inner + inner
            self._bar(entry, beyond)
            return name
        found = self._meanings(words, designator) or self._alike(words)
        if not found:
            return None
        entry = Name(name, found, written=" ".join(words.split()), proof=proof, bodies=body, inner=inner, start=mention.span.start)
        like_country = designator is None and any(place.kind == "country" and place.rank < 2 for place in found)
        for place in found:
            score, why = self._own(place, designator)
            if like_country and place.kind != "country" and (place.rank > 0 or place.country != "US"):
                score += WEIGHTS["named like a country"]
            entry.own.append(score)
            entry.why.append(why)
        if designator is None:
            _prefer_towns(entry)
            entry.denied = key(words) in self.streets and all(place.population < place_home.LARGE for place in found)
        self._bar(entry, beyond)
        self.names[name] = entry
        return name

    def _bar(self, entry: Name, beyond: str | None) -> None:
        """Weaken the meanings in the country that the text says lies across the border."""
        for position, place in enumerate(entry.places):
            if beyond is not None and place.country == beyond and place.kind in SMALLER:
                entry.own[position] -= WEIGHTS["hierarchy"]

    def _meanings(self, words: str, designator: str | None) -> tuple[Candidate, ...]:
        found = place_namesakes.across(self.places.search(place_clues.towns().get(words, words)), words)
        owner = next((place.country for place in found if place.kind == "country" and place.rank < 2), None)
        if owner and not designator:
            found = tuple(place for place in found if place.kind == "country" or place.country != owner)
        if designator in ("county", "counties", "parish"):
            suffix = "Parish" if designator == "parish" else "County"
            bare = DESIGNATORS.sub("", words)
            found = self.places.find(key(f"{bare} {suffix}")) or found
        if any(place.rank != 3 for place in found) and words.istitle():
            found = tuple(place for place in found if place.rank != 3 or place.kind == "country")
        if words.isupper() and any(place.rank == 4 for place in found) and len(words) < 5:
            found = tuple(place for place in found if place.rank == 4)
        return tuple(sorted(found, key=lambda place: -prior(place))[:MOST_MEANINGS])

    def _alike(self, words: str) -> tuple[Candidate, ...]:
        """Return the places of a like romanisation in the countries of the names before it in the text."""
        codes = {place.country for name in self.names.values() for place in name.places[:1]}
        return tuple(place for code in sorted(codes) for place in self.places.alike(skeleton(words), code))[:MOST_MEANINGS]

    def _own(self, place: Candidate, designator: str | None) -> tuple[float, list[str]]:
        score, why = prior(place), []
        if designator:
            fits = place.kind in place_clues.kinds()[designator]
            score += WEIGHTS["designator" if fits else "against designator"]
            if fits:
                why.append(f"said to be a {designator}")
        return score, why

    # ---- context ---------------------------------------------------------------------------------------------------

    def _hierarchies(self) -> None:
        """Use what the text says outright: "Springfield, Illinois", "Khanabad district of Kunduz province"."""
        for index, name in enumerate(self.keys[:-1]):
            owner = self.keys[index + 1]
            if not name or not owner or name == owner:
                continue
            between = self.text[self.mentions[index].toponym.end : self.mentions[index + 1].toponym.start]
            if place_chains.owns(between) and not self.mentions[index].site:
                self._contain(self.names[owner], self.names[name], "'s", listed=False)
                continue
            if not (0 < len(between) <= 60) or not place_clues.HIERARCHY.match(re.sub(r"^ \w+(?=,| in | of )", "", between)):
                continue
            self._contain(
                self.names[name],
                self.names[owner],
                between,
                listed=place_chains.lists(self.text, self.mentions[index + 1].toponym.end),
            )

    def _contain(self, inner: Name, outer: Name, between: str, *, listed: bool) -> None:
        bonus = WEIGHTS["hierarchy"] if between.startswith((",", " (")) else WEIGHTS["hierarchy"] / 2
        fitting = [self._owner(place, outer.places) for place in inner.places]
        if not any(fitting):
            inner.denied |= not listed and (_denies(outer, inner, between) or _foreign(outer, inner))
            return
        for position, owner in enumerate(fitting):
            if owner is not None and f"in {owner.name} by the text" not in inner.why[position]:
                inner.own[position] += bonus
                inner.why[position].append(f"in {owner.name} by the text")
        for position, owner in enumerate(outer.places):
            if any(owner is fit for fit in fitting):
                outer.own[position] += bonus / 3

    def _owner(self, place: Candidate, owners: Sequence[Candidate]) -> Candidate | None:
        for owner in owners:
            if owner.id == place.id or not owner.country or owner.country != place.country:
                continue
            if owner.kind == "country" or (owner.kind == "admin1" and owner.admin1 == place.admin1):
                return owner
            if owner.kind == "admin1" and "." in owner.admin1 and "." in place.admin1:
                continue
            if owner.kind in ("admin2", "region", "admin1", "town") and place.kind in ("town", "admin2", "site"):
                reach = 70 if owner.kind in ("admin2", "town") else 200
                if owner.kind != "town" and distance(place.lat, place.lon, owner.lat, owner.lon) < reach:
                    return owner
                if owner.kind == "town" and distance(place.lat, place.lon, owner.lat, owner.lon) < 40:
                    return owner
        return None

    # ---- values ----------------------------------------------------------------------------------------------------

    def _home(self) -> str | None:
        """Return the country that the report is about: `HOME` of its names at least lie there, or its words point to it alone."""
        said = {code for code, weight in self.hints.items() if weight >= 0.5}
        votes: dict[str, float] = {code: weight + self.hints.get(code, 0.0) for code, weight in self.spoken.items() if code}
        code, most = max(votes.items(), key=lambda item: (item[1], item[0]), default=("", 0.0))
        if code and most >= max(1.9, HOME * sum(votes.values())):
            return code
        alone = len(votes) == 1 and code in self.anchored
        return code if code and (alone or said == {code}) else None

    def _value(self, mention: PlaceMention, name: str | None, home: str | None) -> PlaceValue | None:
        if name is None:
            return None
        entry = self.names[name]
        order = sorted(range(len(entry.places)), key=lambda position: -entry.total[position])
        best = entry.places[order[0]]
        if entry.denied and best.kind in SMALLER and not any(why.startswith("in ") for why in entry.why[order[0]]):
            return None
        if mention.site and best.kind in ("admin1", "region") and self._is_alone(best):
            return None
        if self._bears_name(mention) and (best.kind in ("admin1", "region") or self._off(best, large=BEARER)):
            return None
        beyond = best.country != home if home else (self.anchored | self.institutions) - {best.country}
        if beyond and self._stray(entry, order[0]):
            return None
        if place_home.is_quarter(self.text, mention.toponym) and self._off(best, place_home.NEAR_KM, place_home.HUGE):
            return None
        if place_home.is_far(entry, order[0], self.town, self.names.values()):
            return None
        rival = next((position for position in order[1:] if _apart(best, entry.places[position])), None)
        score = sum(chance for place, chance in zip(entry.places, entry.chance, strict=True) if not _apart(best, place))
        if self._stray(entry, order[0]):
            score *= STRAY
        return self._made(
            mention, best, round(min(score, 0.99), 3), self._reason(entry, order[0]), None if rival is None else entry.places[rival]
        )

    def _off(self, place: Candidate, reach: float = place_home.FAR_KM, large: int = place_home.LARGE) -> bool:
        """Tell whether a town lies far from the report's own, in another division ("Wellington Village Apartments")."""
        town = self.town.place if self.town is not None else None
        if town is None or place.kind != "town" or place.population >= large or town.admin1 == place.admin1:
            return False
        return distance(place.lat, place.lon, town.lat, town.lon) > reach

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

    def _stray(self, entry: Name, position: int) -> bool:
        """Tell whether a small place lies in a country that nothing else in the text points to: often no place at all."""
        best = entry.places[position]
        large = best.population >= (place_home.LARGE if best.rank < 2 else place_home.HUGE)
        said = any(why.startswith("in ") for why in entry.why[position])
        if best.kind not in ("town", "admin2") or large or said or " County" in entry.written:
            return False
        if len(self.names) < 3 and not (self.anchored | self.institutions) - {best.country}:
            return False
        return best.country not in self.hints and best.country not in self.anchored and self.countries[best.country] < MANY

    def _made(self, mention: PlaceMention, place: Candidate, score: float, reason: str, rival: Candidate | None) -> PlaceValue:
        known = self._known_site(mention, place)
        at = known or place
        city = place_home.city_of(place, self.names.values())
        precision: PlacePrecision = PRECISION.get(at.kind, "region")
        if precision == "country" and at.country in table("place_home")["city_states"]:
            precision = "town"
        if mention.site and precision == "town":
            precision = "site"
        return PlaceValue(
            name=place.name if not known else known.name,
            country=place.country or None,
            admin1=self._division(at) or self._division(place),
            lat=at.lat,
            lon=at.lon,
            precision=precision,
            gazetteer_id=str(at.id),
            vicinity=place_clues.vicinity(self.text, mention.toponym.start),
            score=score,
            reason=reason,
            runner_up=None if rival is None else f"{rival.id} {rival.name}, {rival.country}",
            within=city if mention.site != "street" else None,
        )

    def _known_site(self, mention: PlaceMention, place: Candidate) -> Candidate | None:
        if not mention.site or place.kind == "site":
            return None
        whole = mention.span.of(self.text).replace("’s", "").replace("'s", "")
        before = self.text[mention.span.start : max(mention.span.start, mention.toponym.start)]
        for form in (whole, _LINK.sub("", before)):
            found = self.places.find(key(_ARTICLE.sub("", form)))
            if site := next((site for site in found if site.kind == "site" and site.country == place.country), None):
                return site
        return None

    def _division(self, place: Candidate) -> str | None:
        code = place.admin1
        if place.kind == "site":
            town = next(
                (town for town in self.places.find(key(place.admin1)) if town.country == place.country and town.kind == "town"),
                None,
            )
            code = town.admin1 if town else ""
        name = self.places.divisions().get(code)
        return DESIGNATORS.sub("", name) if name and not name.endswith(PART_OF_NAME) else name

    def _reason(self, entry: Name, position: int) -> str:
        place, why = entry.places[position], list(entry.why[position])
        if len(entry.places) == 1:
            why.append("only place of the name")
        elif entry.total[position] - entry.own[position] > 1.0:
            why.append(f"other places in the text are in {self._division(place) or place.country or place.name}")
        if not why:
            why.append("largest place of the name" if place.kind == "town" else f"{place.kind} of the name")
        return "; ".join(why)


def _anchors(place: Candidate) -> bool:
    """Tell whether a meaning shows by itself that the report speaks of its country: the country, a division, a large town."""
    if place.rank > 1:
        return False
    return place.kind in ("country", "admin1", "region") or place.population >= place_home.LARGE


def _denies(outer: Name, inner: Name, between: str) -> bool:
    """Tell whether a division behind a comma says that none of a name's meanings is meant ("ROSEBUD, Mo.")."""
    owners = [place for place in outer.places if place.kind == "admin1" and place.rank in (0, 4)]
    return between == ", " and any(place.country == owner.country for place in inner.places for owner in owners)


def _foreign(outer: Name, inner: Name) -> bool:
    """Tell whether a town or division that a name is put in has no place of that name in its country ("Eastleigh, Nairobi")."""
    owner, place = outer.places[0], inner.places[0]
    if owner.kind not in ("town", "admin1") or owner.rank > 1 or place.kind not in ("town", "admin2", "site"):
        return False
    small = place.population < place_home.LARGE or place.population < owner.population
    return small and all(item.country != owner.country for item in inner.places)


def _prefer_towns(entry: Name) -> None:
    """Let a town stand before the division that is named after it (Alexandria, Kunduz), where no word says which is meant."""
    for position, place in enumerate(entry.places):
        if place.kind not in ("admin1", "admin2"):
            continue
        for other, town in enumerate(entry.places):
            near = (place.approximate and town.admin1 == place.admin1) or distance(
                place.lat, place.lon, town.lat, town.lon
            ) < TWIN_KM
            bears = town.rank < 2 or town.admin1 == place.admin1  # not a village elsewhere that is also spelt so ("Kebbi", Kebbe)
            if town.kind == "town" and bears and town.country == place.country and (near or town.admin2 == "capital"):
                entry.own[position] = min(entry.own[position], entry.own[other] - 0.5)


def _apart(place: Candidate, other: Candidate) -> bool:
    if place.country != other.country:
        return True
    if place.admin1 and place.admin1 == other.admin1 and (place.is_division or other.is_division):
        return False
    return distance(place.lat, place.lon, other.lat, other.lon) > SAME_KM
