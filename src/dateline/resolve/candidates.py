"""What a place name can mean, and how well each meaning fits by itself and beside the document's other places.

Scores are sums of stated weights in log-odds; `rank` turns them into probabilities by a softmax, three times over, because
each name is part of the others' context.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from dateline.codebook.tables import table
from dateline.gazetteer import Candidate

WEIGHTS: dict[str, float] = table("place_weights")["resolution"]
"""Stated in the codebook (docs/decisions/0002 tells how they were set). No data set is learned from."""
ROUNDS = 3
NEAR_KM = 80.0
"""Distance at which another place's support has fallen to 1/e."""
CONTEXT_NAMES = 200
"""Names that count as context, from the top: an article has some dozens; a list of thousands must not take minutes."""
CONTEXT_CANDIDATES = 4
"""Meanings of each other name that count as context."""
EARTH_KM = 6371.0
COUNTY = 4.5
"""The people of a county whose name is worth as much as that of a division of which we know none, as a power of ten: two thirds of
the American ones have fewer."""


@dataclass(slots=True)
class Name:
    """One name of the document with its meanings.

    ``written`` is its first form, ``mentions`` how often it stands there, ``proof`` what speaks for its being the report's own
    town (`place_home.proof`), ``bodies`` how often its police or its mayor stand behind it, ``inner`` how often it only is part
    of a longer name ("Hollywood Recreation Center"), ``outlet`` how often it only stands in the outlet's name behind the title,
    ``start`` where its first mention begins, ``denied`` whether the text puts it where none of its meanings lies, ``own`` the
    score of each meaning by itself, ``why`` the reasons of each, ``chance`` the current probability of each.
    """

    key: str
    places: tuple[Candidate, ...]
    written: str = ""
    mentions: int = 1
    proof: int = 0
    bodies: int = 0
    inner: int = 0
    outlet: int = 0
    start: int = 0
    denied: bool = False
    own: list[float] = field(default_factory=list)
    why: list[list[str]] = field(default_factory=list)
    chance: list[float] = field(default_factory=list)
    total: list[float] = field(default_factory=list)


_QUALIFIED = re.compile(r"[^()]+ \([^()]+\)")
"""A town's name with the river that tells it from namesakes ("Halle (Saale)"): the name without it is as much its own."""


def prior(place: Candidate) -> float:
    """Return how likely `place` is meant by its name alone."""
    if place.kind == "town":
        score = WEIGHTS["population"] * (math.log10(max(place.population, 100)) - 2.0)
        score += WEIGHTS["capital"] * (place.admin2 == "capital")
    else:
        score = WEIGHTS[place.kind]
        if place.kind == "admin1":
            score += 0.6 * (math.log10(max(place.population, 1000)) - 2.0)
        elif place.kind == "admin2" and place.population:
            score += WEIGHTS["county"] * (math.log10(max(place.population, 1000)) - COUNTY)
    if place.rank == 1:
        score += WEIGHTS["other name"]
    elif place.rank == 2 and not _QUALIFIED.fullmatch(place.name):
        known = min(1.0, max(0.0, (math.log10(max(place.population, 1)) - 4.0) / 3.0))
        score += WEIGHTS["alternate name"] * (1.0 - 0.8 * known)
    return score


def rank(names: Sequence[Name], countries: dict[str, float], publisher: str | None) -> None:
    """Set ``total`` and ``chance`` of every name. `countries` holds hints (demonyms) with their weight."""
    for name in names:
        name.chance = _softmax(name.own)
    for _ in range(ROUNDS):
        near = _nearness(names)
        shares = _Shares(names, countries)
        for index, name in enumerate(names):
            name.total = [
                own + _context(place, shares, name, close, publisher)
                for own, place, close in zip(name.own, name.places, near[index], strict=True)
            ]
        for name in names:
            name.chance = _softmax(name.total)


def _context(place: Candidate, shares: _Shares, name: Name, close: float, publisher: str | None) -> float:
    score = 0.0 if place.approximate else WEIGHTS["near"] * close
    if place.country:
        score += WEIGHTS["same country"] * shares.country(place.country, name)
        if place.country == publisher:
            score += WEIGHTS["publisher"]
    if place.admin1 and place.kind in ("town", "admin2", "admin1"):
        score += WEIGHTS["same division"] * shares.division(place.admin1, name)
    return score


class _Shares:
    """How much of the document's other names lies in a country or a first-order division."""

    def __init__(self, names: Sequence[Name], countries: dict[str, float]) -> None:
        self._country: dict[str, float] = dict(countries)
        self._division: dict[str, float] = {}
        self._own: dict[tuple[str, str], float] = {}
        self._total = sum(countries.values())
        for name in names:
            weight = 1.0 + 0.5 * math.log(name.mentions)
            self._total += weight
            for place, chance in zip(name.places, name.chance, strict=True):
                if chance > 0.02:
                    self._add(place, weight * chance, name.key)

    def _add(self, place: Candidate, weight: float, key: str) -> None:
        for shares, code in ((self._country, place.country), (self._division, place.admin1 if place.kind != "site" else "")):
            if code:
                shares[code] = shares.get(code, 0.0) + weight
                self._own[key, code] = self._own.get((key, code), 0.0) + weight

    def country(self, code: str, name: Name) -> float:
        return self._share(self._country, code, name)

    def division(self, code: str, name: Name) -> float:
        return self._share(self._division, code, name)

    def _share(self, shares: dict[str, float], code: str, name: Name) -> float:
        own = self._own.get((name.key, code), 0.0)
        support = max(0.0, shares.get(code, 0.0) - own)
        others = max(0.5, self._total - 1.0 - 0.5 * math.log(name.mentions))
        return 0.5 * min(1.0, support / others) + 0.5 * min(1.0, support / 2.0)


def _nearness(names: Sequence[Name]) -> list[list[float]]:
    """Return, for each meaning of each name, 0..1: how close the likely meanings of the other names are."""
    rows = [(index, place, chance) for index, name in enumerate(names[:CONTEXT_NAMES]) for place, chance in _likely(name)]
    if not rows:
        return [[0.0] * len(name.places) for name in names]
    owner = np.array([row[0] for row in rows])
    weight = np.array([row[2] for row in rows])
    at = np.radians(np.array([(row[1].lat, row[1].lon) for row in rows]))
    result: list[list[float]] = []
    for index, name in enumerate(names):
        here = np.radians(np.array([(place.lat, place.lon) for place in name.places]))
        support = np.exp(-_kilometres(here, at) / NEAR_KM) * weight * (owner != index)
        result.append([float(value) for value in 1.0 - np.exp(-support.sum(axis=1))])
    return result


def _likely(name: Name) -> list[tuple[Candidate, float]]:
    pairs = sorted(zip(name.places, name.chance, strict=True), key=lambda pair: -pair[1])[:CONTEXT_CANDIDATES]
    return [(place, chance) for place, chance in pairs if place.kind in ("town", "admin2", "site", "admin1")]


def _kilometres(here: np.ndarray, there: np.ndarray) -> np.ndarray:
    """Return great-circle distances, shape (len(here), len(there)), from latitudes and longitudes in radians."""
    dlat = here[:, None, 0] - there[None, :, 0]
    dlon = here[:, None, 1] - there[None, :, 1]
    half = np.sin(dlat / 2) ** 2 + np.cos(here[:, None, 0]) * np.cos(there[None, :, 0]) * np.sin(dlon / 2) ** 2
    distance: np.ndarray = 2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(half, 0, 1)))
    return distance


def _softmax(scores: Sequence[float]) -> list[float]:
    top = max(scores)
    exponents = [math.exp(score - top) for score in scores]
    total = sum(exponents)
    return [value / total for value in exponents]
