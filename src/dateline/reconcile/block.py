"""Blocking: which accounts are worth comparing. Tokens of time and place; two accounts meet where one looks up what the other put.

The relation is symmetric and depends on the two accounts alone, so that the order of adding cannot matter. Days reach three to
either side; a town's cell of half a degree reaches to its eight neighbours; a report that names only the country meets every
report of that country and day. A date wider than `SHARP_DAYS` meets by year; an undated account meets what lies in its own cell.
A rare toll ("84") at one place meets whatever the dates say, so that a wrong year can be seen as a conflict; so do main accounts
that share many names (MinHash bands over the lead's names), for the site that nobody could find on the map, and accounts of one
day that share some, for the place that one of them puts elsewhere.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator
from datetime import date, timedelta

from dateline.intervals import bounds
from dateline.reconcile.duplicates import band_keys
from dateline.reconcile.places import is_fine
from dateline.types import Account, PlaceValue

REACH_DAYS = 3
SHARP_DAYS = 10
CELL_DEGREES = 0.5
"""Half a degree is 55 km from north to south: more than places.NEAR_KM, so that near towns lie in neighbouring cells."""
RARE_TOLL = 5
"""From this many killed on, an exact figure at one place is worth a look whatever the dates say."""
RARE_TOLL_COUNTRY = 20
FEWEST_NAMES = 4
NAME_BANDS = 10
DAY_NAMES = 6
"""Names by which a report is found among those of its day."""
UNDATED_REACH_DAYS = 10
"""An undated report of an incident is taken to be published within this many days after it."""


def put(account: Account) -> set[int]:
    """Return the tokens under which `account` is found."""
    where = [] if _is_vague(account) else _put_places(account.place)
    tokens = {_token(when, place) for when in _put_times(account) for place in where}
    return tokens | _tolls(account, looking=False) | _names(account) | _named_days(account, looking=False)


def look(account: Account) -> set[int]:
    """Return the tokens under which accounts worth comparing with `account` stand."""
    where = [] if _is_vague(account) else _look_places(account.place)
    tokens = {_token(when, place) for when in _look_times(account) for place in where}
    return tokens | _tolls(account, looking=True) | _names(account) | _named_days(account, looking=True)


def _is_vague(account: Account) -> bool:
    """Neither a date nor a town: too little to be found by; only a rare toll or a copy of the text can join it."""
    return _span(account) is None and not is_fine(account.place)


def _token(*parts: object) -> int:
    """A token as a signed 64-bit integer, the smallest key that both databases index."""
    raw = hashlib.blake2b("|".join(map(str, parts)).encode(), digest_size=8).digest()
    return int.from_bytes(raw, "big", signed=True)


def _span(account: Account) -> tuple[date, date] | None:
    """First and last day, the days around publication for an undated report of the day's news, None for an unknown date."""
    edges = bounds(account.date)
    if edges is None and account.published is not None and account.main:
        return account.published - timedelta(days=UNDATED_REACH_DAYS), account.published
    return edges


def _is_sharp(edges: tuple[date, date]) -> bool:
    return (edges[1] - edges[0]).days <= SHARP_DAYS


def _put_times(account: Account) -> Iterator[str]:
    edges = _span(account)
    yield "any"
    if edges is None:
        yield "none"
    elif _is_sharp(edges):
        yield from (f"s{edges[0] + timedelta(days=step)}" for step in range((edges[1] - edges[0]).days + 1))
        yield from (f"y{year}" for year in _years(edges, REACH_DAYS))
    else:
        yield from (f"w{year}" for year in _years(edges, 0))


def _look_times(account: Account) -> Iterator[str]:
    edges = _span(account)
    yield "none"
    if edges is None:
        yield "any"
    elif _is_sharp(edges):
        days = (edges[1] - edges[0]).days + 1
        yield from (f"s{edges[0] + timedelta(days=step)}" for step in range(-REACH_DAYS, days + REACH_DAYS))
        yield from (f"w{year}" for year in _years(edges, REACH_DAYS))
    else:
        yield from (f"{kind}{year}" for year in _years(edges, 0) for kind in "yw")


def _years(edges: tuple[date, date], reach: int) -> range:
    first, last = edges[0].toordinal() - reach, edges[1].toordinal() + reach
    return range(date.fromordinal(max(1, first)).year, date.fromordinal(last).year + 1)


def cell(place: PlaceValue) -> tuple[int, int]:
    """Return the place's cell, counted from the south and from the date line. Coordinates must be known."""
    assert place.lat is not None and place.lon is not None
    return math.floor((place.lat + 90) / CELL_DEGREES), math.floor((place.lon + 180) / CELL_DEGREES)


def _cells(place: PlaceValue, *, neighbours: bool) -> Iterator[str]:
    row, column = cell(place)
    around = int(360 / CELL_DEGREES)
    reach = (-1, 0, 1) if neighbours else (0,)
    yield from (f"g{row + up}:{(column + right) % around}" for up in reach for right in reach)


def _put_places(place: PlaceValue | None) -> list[str]:
    if place is None:
        return []
    if is_fine(place):
        return [*_cells(place, neighbours=False), f"F{place.country}"]
    return [f"K{place.country}"] if place.country else []


def _look_places(place: PlaceValue | None) -> list[str]:
    if place is None:
        return []
    if is_fine(place):
        return [*_cells(place, neighbours=True), f"K{place.country}"]
    return [f"F{place.country}", f"K{place.country}"] if place.country else []


def _names(account: Account) -> set[int]:
    """Bands over the names: half of the names shared, a third of all, meet with the odds of two in three."""
    if not account.main or len(account.names) < FEWEST_NAMES:
        return set()
    return {_token("names", key) for key in band_keys(account.names, NAME_BANDS, 2)}


def _named_days(account: Account, *, looking: bool) -> set[int]:
    """A day with a name: reports of one day that share names meet though one of them puts the place elsewhere.

    Of the names those with the smallest hashes: two sets that share half of theirs have most of these in common.
    """
    edges = _span(account)
    if not account.main or edges is None or not _is_sharp(edges) or len(account.names) < FEWEST_NAMES:
        return set()
    reach = 1 if looking else 0
    days = [edges[0] + timedelta(days=step) for step in range(-reach, (edges[1] - edges[0]).days + 1 + reach)]
    chosen = sorted(_token("name", name) for name in account.names)[:DAY_NAMES]
    return {_token(day, name) for day in days for name in chosen}


def _tolls(account: Account, *, looking: bool) -> set[int]:
    """The exact figure of the killed with its place: towns meet in their neighbourhood, a country alone meets all its towns."""
    best = account.killed.best if account.killed else None
    if best is None or best < RARE_TOLL or account.place is None:
        return set()
    fine, country = is_fine(account.place), account.place.country
    found = {_token("toll", best, at) for at in _cells(account.place, neighbours=looking)} if fine else set()
    if best >= RARE_TOLL_COUNTRY and country:
        kinds = ("FK" if looking else "K") if not fine else ("K" if looking else "F")
        found |= {_token("toll", best, kind, country) for kind in kinds}
    return found
