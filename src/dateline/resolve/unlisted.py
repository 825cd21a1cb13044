"""Places that the gazetteer does not hold: put where the text says they are, with a low score and no gazetteer id."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from dateline.codebook.eased import eased_document
from dateline.codebook.outlets import is_outlets
from dateline.codebook.tables import table
from dateline.gazetteer import distance, gazetteer
from dateline.gazetteer.names import key
from dateline.resolve import place_chains
from dateline.resolve.place_aside import comes_from, filed, is_somebodys
from dateline.resolve.place_home import HEAD, LARGE, Home, is_quarter
from dateline.resolve.place_parts import parts, with_part
from dateline.resolve.place_setting import labels, most_named, posted, setting, town_value
from dateline.types import Annotated, PlaceMention, PlaceValue

FAR_KM = 200.0
NAMED_KM = 50.0
"""The same for a site of a town in a country whose towns are all listed: farther off than its suburbs."""
NEAR_SITE = 400
"""A named site is placed in a town named at most this many code points away; a street address in any town of the text."""
NEAR_TOWN = 1000
"""A settlement is placed with a town named at most this many code points away, where its sentence names no place."""
WINDOW = 200
"""Mentions before and after that are looked at."""
SCORE = 0.4
"""Factor on the score of the place that an unlisted one is put in."""
FINE = ("town", "site", "region")

_IN = re.compile(r"\b[Ii]n (?:the )?(?:[a-z]+ ){0,2}(?:of )?$")
_TOWN = re.compile(r"\b(?:town|city|village|township) of $")
LABELS = 2
"""Paragraphs that a town must open before it is their label; a single one is a dateline."""
Near = tuple[int, PlaceValue]
"""A place and how far its mention stands off, in code points."""


class Unlisted:
    """One document's unlisted places. `values` are those of the listed mentions, `home` the report's country, `town` its town."""

    def __init__(self, annotated: Annotated, values: Sequence[PlaceValue | None], home: str | None, town: Home | None) -> None:
        self.text = eased_document(annotated).document.text
        self.mentions, self.values, self.home, self.town = annotated.places, values, home, town
        self.keys = [key(mention.span.of(self.text)) for mention in self.mentions]
        self.namings: dict[str, list[int]] = {}
        for index, name in enumerate(self.keys):
            self.namings.setdefault(name, []).append(index)
        self.posted = posted(self.text, self.mentions, values)
        self.labels = labels(self.text, self.mentions, values)
        self.setting = setting(annotated, values, town)
        self.starts = [sentence.span.start for sentence in annotated.sentences]
        self.parts = parts(annotated, values, self.starts)

    def elsewhere(self, index: int, value: PlaceValue) -> bool:
        """Tell whether a site bears the name of a far town, by the text ("Bellavista prison in Santo Domingo"), or where the
        report's own town is another and none of its other words name that one ("the Fulton Apartments", in Memphis)."""
        mention = self.mentions[index]
        if not mention.site or value.gazetteer_id is None or value.lat is None or value.lon is None:
            return False
        found = place_chains.owner(self.text, self.mentions, index, self.values)
        where = self.values[found.mention] if found else None
        if found is not None and where is None and self._is_abroad(value):
            return True
        if where is None and self._is_only_named_after(mention, value):
            where = self._town_value()
        if where is None or where.precision == "country" or where.lat is None or where.lon is None:
            return False
        near = where.precision == "town" and where.country in table("place_home")["dense"] and not (found and found.near)
        return distance(value.lat, value.lon, where.lat, where.lon) > (NAMED_KM if near else FAR_KM)

    def _is_abroad(self, value: PlaceValue) -> bool:
        """Tell whether the report names towns and nothing else of the country in which a well-known site of that name stands ("the
        Al-Noor mosque in Harehills", in Leeds)."""
        others = [other for other in self.values if other is not None and other.gazetteer_id != value.gazetteer_id]
        return any(other.precision == "town" for other in others) and all(other.country != value.country for other in others)

    def _is_only_named_after(self, mention: PlaceMention, value: PlaceValue) -> bool:
        """Tell whether a site's name holds the name of a small town that the report, which has its own, names nowhere else."""
        if self.town is None or self.town.proof < 1 or mention.toponym == mention.span or self._is_home(value):
            return False
        if value.country not in table("place_home")["dense"] or value.country != self.town.place.country:
            return False
        name = mention.toponym.of(self.text)
        if any(place.population >= LARGE and str(place.id) == value.gazetteer_id for place in gazetteer().find(key(name))):
            return False
        return all(other.site or other.toponym.of(self.text) != name for other in self.mentions)

    def place(self, index: int) -> PlaceValue:
        """Place a name that the gazetteer does not hold: in what the text puts it in, else with the nearest place of its sentence,
        else with a town near by, else in the report's country alone; its reason says which."""
        mention = self.mentions[index]
        others = self.namings[self.keys[index]]
        chain = place_chains.owners(self.text, self.mentions, [index, *others], self.values)
        if mention.site == "street":
            chain = [link for link in chain if not link.near]
        within = self._within(index, chain)
        said = next((value for link in chain if (value := self.values[link.mention]) is not None and value.lat is not None), None)
        beside = bool(chain) and chain[0].near
        if within is None and (mention.site is not None or self._is_quarter(mention)):
            chain = self._label_town(index) or self._opening_town(index)
            within = self._within(index, chain)
            said = said or next((self.values[link.mention] for link in chain), None)
        if within is None and said is None and mention.site == "street" and self.setting is not None:
            within, said = self.setting
        name = mention.span.of(self.text)
        where = said if said is not None and said.precision != "country" else self._near(index)
        if where is not None and said is not None and said.country != where.country and not beside:
            where = None  # "off Bioko, Equatorial Guinea": what it is said to lie in outweighs what is named near it
        if where is None and said is None and mention.site == "street":
            where = self._town_value()
        if where is not None:
            how = f"placed in {where.name}, by the text" if said is where else f"placed with {where.name}, the nearest place named"
            part = self._is_part(where) and not self._is_called_town(mention)
            inner = mention.site is not None or (said is not where and part)
            sure = said is where or inner or self._is_home(where) or any(pair[1] is where for pair in self._in_sentence(index))
            own = self._street_town(mention, where) or self._part_town(mention, where)
            return PlaceValue(
                name=name, country=where.country, admin1=where.admin1 if sure else None,
                lat=where.lat, lon=where.lon, precision="site" if inner else "region", score=round(SCORE * where.score, 3),
                reason=f"not in the gazetteer; {how}", within=self._with_part(index, within or own, where),
            )  # fmt: skip
        country = said.country if said is not None else self.home
        if country is None:
            return PlaceValue(name, precision="unknown", reason="not in the gazetteer", within=within)
        reason = "it lies there by the text" if said is not None else "most places of the report lie in this country"
        return PlaceValue(
            name, country=country, precision="site" if mention.site else "region", score=SCORE / 2,
            reason=f"not in the gazetteer; {reason}", within=within,
        )  # fmt: skip

    def _within(self, index: int, chain: list[place_chains.Owner]) -> str | None:
        """Return the report's words for what a place lies in: the first of the chain that is no country (a value has its own), with
        the town of a street."""
        named = [link for link in chain if (value := self.values[link.mention]) is None or value.precision != "country"]
        if not named:
            return None
        value = self.values[named[0].mention]
        if named[0].near and value is not None and value.within is not None:
            return value.within
        words = place_chains.written(self.text, self.mentions, named[0])
        if value is None and self.mentions[named[0].mention].site == "street" and named[0].mention > index:
            town = self.place(named[0].mention).within
            return f"{words}, {town}" if town and not town.endswith(" County") else words
        if named[0].near or value is None or value.within is None or value.country not in table("place_home")["with_division"]:
            return words
        return f"{words}, {value.within}"

    def _with_part(self, index: int, town: str | None, where: PlaceValue) -> str | None:
        """Return an American street's town with the part of it in which the report puts a deed."""
        country = self.town.place.country if self.town is not None else self.home
        if town is None or self.mentions[index].site != "street" or country not in table("place_home")["with_division"]:
            return town
        near = where.name if where.precision == "town" else None
        return with_part(self.parts, town, self._sentence(index), near)

    def _is_quarter(self, mention: PlaceMention) -> bool:
        """Tell whether the word behind a name calls it a part of a town ("the Fathullah neighbourhood")."""
        return is_quarter(self.text, mention.span)

    def _label_town(self, index: int) -> list[place_chains.Owner]:
        """Return the town that labels a site's paragraph, in a round-up of several ("SAGINAW, Mich.: Police were called to …")."""
        line = self.text.rfind("\n", 0, self.mentions[index].span.start) + 1
        if len(self.labels) < LABELS or line not in self.labels:
            return []
        return [place_chains.Owner(self.labels[line])]

    def _opening_town(self, index: int) -> list[place_chains.Owner]:
        """Return the town that the sentence of a site puts it in before it names it: "In Chandpur, six were hurt at …"."""
        here = self._sentence(index)
        for other in range(index - 1, max(-1, index - 6), -1):
            value, start = self.values[other], self.mentions[other].toponym.start
            if self._sentence(other) != here:
                break
            located = _IN.search(self.text, max(0, start - 24), start)
            if value is not None and value.precision == "town" and self.mentions[other].site is None and located:
                return [place_chains.Owner(other)]
        return []

    def _street_town(self, mention: PlaceMention, where: PlaceValue) -> str | None:
        """Return the report's town for a street address in it: an address without a town names no place. None for all else."""
        if mention.site == "street" and self.posted is not None and where.country in table("place_home")["dense"]:
            return self.posted
        if mention.site != "street" or self.town is None or where.gazetteer_id != str(self.town.place.id):
            return None
        return where.name if self.town.name.isupper() else self.town.name

    def _town_value(self) -> PlaceValue | None:
        """Return the report's town as a value, where only the outlet's name tells it."""
        return town_value(self.town) if self.town is not None and self.town.place.kind == "town" else None

    def _part_town(self, mention: PlaceMention, where: PlaceValue) -> str | None:
        """Return the report's town for a part or a site in it, in a country whose towns are all listed ("Westwood", Cincinnati)."""
        if self.town is None or not self._is_part(where) or self.town.place.kind != "town":
            return None
        if self._is_called_town(mention):
            return None
        return where.name if self.town.name.isupper() else self.town.name

    def _is_called_town(self, mention: PlaceMention) -> bool:
        """Tell whether the report calls a place a town of its own ("the town of Quincy")."""
        return _TOWN.search(self.text, max(0, mention.span.start - 14), mention.span.start) is not None

    def _is_part(self, where: PlaceValue) -> bool:
        """Tell whether a name beside the report's own town is a part of that town: in a country whose villages are all listed."""
        return self._is_home(where) and where.country in table("place_home")["dense"]

    def _is_home(self, value: PlaceValue) -> bool:
        return self._is_homes(value) and self.town is not None and self.town.proof > 0

    def _is_homes(self, value: PlaceValue | None) -> bool:
        return value is not None and self.town is not None and value.gazetteer_id == str(self.town.place.id)

    def _near(self, index: int) -> PlaceValue | None:
        """Return the place with which to put one that the text puts nowhere."""
        mention, around = self.mentions[index], self._around(index)
        beside = self._in_sentence(index)
        own = [pair for pair in around if self._is_home(pair[1])]
        if mention.site is not None:
            local = [pair for pair in beside if pair[1].precision == "town"] if mention.site != "street" else []
            around = (
                local
                or own
                or (self._most_named(around) if mention.site == "street" else [pair for pair in around if pair[0] < NEAR_SITE])
            )
        elif self.town is not None and own and own[0][1].country in table("place_home")["dense"]:
            around = own
        else:
            around = beside or [pair for pair in around if pair[0] < NEAR_TOWN] or around
        fine = [pair for pair in around if pair[1].precision != "region"]
        found = min(fine or around, key=lambda pair: pair[0], default=None)
        return None if found is None else found[1]

    def _around(self, index: int) -> list[Near]:
        first = max(0, index - WINDOW)
        window = range(first, min(len(self.mentions), index + WINDOW))
        pairs = [(other, pair) for other in window if other != index and (pair := self._pair(index, other)) is not None]
        kept = [pair for other, pair in pairs if not self._is_somebodys(other)]
        return kept or [pair for _, pair in pairs]

    def _is_somebodys(self, other: int) -> bool:
        """Tell the town that somebody is from ("Ann Reed, 31, of Dover", "a Dover man"), unless it is the report's."""
        mention, value = self.mentions[other], self.values[other]
        known = mention.site is not None or value is None or self._is_home(value)
        return not known and is_somebodys(self.text, mention.span)

    def _in_sentence(self, index: int) -> list[Near]:
        here = self._sentence(index)
        return [
            pair
            for other in range(max(0, index - 12), min(len(self.mentions), index + 12))
            if other != index and self._sentence(other) == here and (pair := self._pair(index, other)) is not None
        ]

    def _pair(self, index: int, other: int) -> Near | None:
        value = self.values[other]
        if value is None or value.precision not in FINE or (self.home is not None and value.country != self.home):
            return None
        if self._is_apart(other):
            return None
        return abs(self.mentions[other].span.start - self.mentions[index].span.start), value

    def _is_apart(self, other: int) -> bool:
        """Tell whether a place says where something came from ("a rocket from Sinai"), or, in a report of no one country, where
        a desk far from its events filed it ("TAMPA, Fla. –")."""
        mention, value = self.mentions[other], self.values[other]
        outlets = is_outlets(self.text, mention.span) and not self._is_homes(value)
        if comes_from(self.text, mention.span) or outlets:
            return True
        if value is not None and self._only_filed_from(other, value):
            return True
        if self.home is not None or value is None or value.country not in table("place_home")["dense"]:
            return False
        return mention.span.start < HEAD and len(name := mention.toponym.of(self.text)) > 3 and name.isupper()

    def _only_filed_from(self, other: int, value: PlaceValue) -> bool:
        """Tell the capital from which a report of its desk is filed and which it names no more ("LUSAKA (Reuters) –")."""
        if not filed(self.text, self.mentions[other].toponym) or len(self.namings[self.keys[other]]) > 1:
            return False
        capital = gazetteer().capitals().get(value.country or "")
        return capital is not None and value.gazetteer_id == str(capital.id)

    def _sentence(self, index: int) -> int:
        return bisect_right(self.starts, self.mentions[index].span.start)

    def _most_named(self, around: list[Near]) -> list[Near]:
        """Keep the town that the text names most: a street lies there, not in the place beside it or in a hospital's name."""
        most = most_named(self.mentions, self.values)
        return [(gap, value) for gap, value in around if value.name in most] or around


def placed(
    annotated: Annotated, values: Sequence[PlaceValue | None], home: str | None, town: Home | None
) -> list[PlaceValue]:  # fmt: skip
    """Return every mention's value, the unlisted ones placed."""
    rest = Unlisted(annotated, values, home, town)
    return [rest.place(index) if value is None or rest.elsewhere(index, value) else value for index, value in enumerate(values)]
