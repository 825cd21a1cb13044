"""Blocking: which accounts are worth comparing. Tokens of time and place; two accounts meet where one looks up what the other put.

The relation is symmetric and depends on the two accounts alone, so that the order of adding cannot matter. Days reach three to
either side; a town's cell of half a degree reaches to its eight neighbours; a report that names only the country meets every
report of that country and day. A date wider than `SHARP_DAYS` meets by year.

What meets whatever its date says (a wrong year is to be seen as a conflict) meets within the weeks in which it was news, so that
a report is not held against the more others the longer the archive is: an undated background account with what lies in its own
cell, a rare toll ("84") at one place, main accounts that share many names (MinHash bands over the lead's names; for the site that
nobody could find on the map). A toll that hardly any two attacks share meets over all years. Accounts of one day that share
some names meet for the place that one of them puts elsewhere.
"""

from __future__ import annotations

import hashlib
import math
import re
import struct
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
"""From this many killed on, an exact figure in one town is worth a look whatever the dates say, among the news of those weeks."""
RARE_TOLL_COUNTRY = 20
"""The same for a report that names only the country."""
RARE_TOLL_EVER = {"town": 8, "country": 50}
"""From this many killed on, over all years."""
NEWS_DAYS = 48
"""What was news within this many days of each other meets, and some of what was up to twice as far apart."""
FEWEST_NAMES = 4
NAME_BANDS = 10
TOWN_BANDS = 5
"""Of these so many meet in one neighbourhood over all years."""
DAY_NAMES = 6
"""Names by which a report is found among those of its day."""
UNDATED_REACH_DAYS = 10
"""An undated report of an incident is taken to be published within this many days after it."""
_WORD = re.compile(r"[^\W\d_]+")


def put(account: Account) -> set[int]:
    """Return the tokens under which `account` is found."""
    return _tokens(account, looking=False)


def look(account: Account) -> set[int]:
    """Return the tokens under which accounts worth comparing with `account` stand."""
    return _tokens(account, looking=True)


def _tokens(account: Account, *, looking: bool) -> set[int]:
    found = _tolls(account, looking=looking) | _names(account, looking=looking) | _named_days(account, looking=looking)
    if not _is_vague(account):
        where = (_look_places if looking else _put_places)(account.place)
        found |= {_token(*when, place) for when in (_look_times if looking else _put_times)(account) for place in where}
    return found


def _is_vague(account: Account) -> bool:
    """Neither a date nor a town: too little to be found by; only a rare toll or a copy of the text can join it."""
    return _span(account) is None and not is_fine(account.place)


def _token(day: int, *parts: object) -> int:
    """A token as a signed 64-bit integer, the smallest key that both databases index: 16 bits of day (0 for none), 48 of a hash.

    So the tokens of one week lie together in the index, and adding the day's news writes few of its pages.
    """
    raw = hashlib.blake2b("|".join(map(str, parts)).encode(), digest_size=6).digest()
    return int.from_bytes(struct.pack(">H", day % 2**16) + raw, "big", signed=True)


def _span(account: Account) -> tuple[date, date] | None:
    """First and last day, the days around publication for an undated report of the day's news, None for an unknown date."""
    edges = bounds(account.date)
    if edges is None and account.published is not None and account.main:
        return account.published - timedelta(days=UNDATED_REACH_DAYS), account.published
    return edges


def _is_sharp(edges: tuple[date, date]) -> bool:
    return (edges[1] - edges[0]).days <= SHARP_DAYS


When = tuple[int, str]
"""A day as a number (0 for none), and what kind of time begins with it."""


def _put_times(account: Account) -> Iterator[When]:
    edges = _span(account)
    yield from (when for when in _news(account) if edges is None or when != (0, "none"))
    if edges is None:
        yield from ((window, "undated") for window in _windows(account))
    elif _is_sharp(edges):
        yield from ((day, "day") for day in range(edges[0].toordinal(), edges[1].toordinal() + 1))
        yield from ((year, "sharp") for year in _years(edges, REACH_DAYS))
    else:
        yield from ((year, "wide") for year in _years(edges, 0))


def _look_times(account: Account) -> Iterator[When]:
    edges = _span(account)
    yield 0, "none"
    yield from ((window, "undated") for window in _near(account))
    if edges is None:
        yield from _news_near(account)
    elif _is_sharp(edges):
        first, last = edges[0].toordinal() - REACH_DAYS, edges[1].toordinal() + REACH_DAYS
        yield from ((max(0, day), "day") for day in range(first, last + 1))
        yield from ((year, "wide") for year in _years(edges, REACH_DAYS))
    else:
        yield from ((year, kind) for year in _years(edges, 0) for kind in ("sharp", "wide"))


def _news(account: Account) -> Iterator[When]:
    """When the account was news. One without any date may be of any, and everything may be what it tells."""
    windows = _windows(account)
    yield 0, "any"
    yield from ((window, "news") for window in windows)
    if not windows:
        yield 0, "none"


def _news_near(account: Account, *, ever: bool = False) -> Iterator[When]:
    """When what may be the same was news; ``ever`` looks over all years."""
    windows = _near(account)
    yield 0, "none"
    yield from ((window, "news") for window in windows)
    if ever or not windows:
        yield 0, "any"


def _windows(account: Account) -> set[int]:
    """The windows of `NEWS_DAYS`, by their first days, of the account's publication and of its day."""
    edges = bounds(account.date)
    days = [account.published, *(edges if edges is not None and _is_sharp(edges) else ())]
    return {day.toordinal() // NEWS_DAYS * NEWS_DAYS for day in days if day is not None}


def _near(account: Account) -> set[int]:
    return {max(0, window + step * NEWS_DAYS) for window in _windows(account) for step in (-1, 0, 1)}


def _years(edges: tuple[date, date], reach: int) -> list[int]:
    """The years as the numbers of their first days."""
    first, last = edges[0].toordinal() - reach, edges[1].toordinal() + reach
    years = range(date.fromordinal(max(1, first)).year, date.fromordinal(last).year + 1)
    return [date(year, 1, 1).toordinal() for year in years]


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


def _own_names(account: Account) -> frozenset[str]:
    """The names in a main account's lead that are its own: a known group's stands in the reports of all its attacks."""
    if not account.main:
        return frozenset()
    parties = [*account.claims, *account.denials, *([account.perpetrator] if account.perpetrator else [])]
    groups = {word for party in parties if party.actor_id for word in _WORD.findall(party.name.casefold())}
    return account.names - groups


def _names(account: Account, *, looking: bool) -> set[int]:
    """Bands over the names: half of the names shared, a third of all, meet with the odds of two in three.

    In the weeks of the news anywhere, and in one neighbourhood over all years: a court's story a year later.
    """
    own = _own_names(account)
    if len(own) < FEWEST_NAMES:
        return set()
    keys = band_keys(own, NAME_BANDS, 2)
    when = list(_news_near(account) if looking else _news(account))
    found = {_token(*at, "names", key) for at in when for key in keys}
    if account.place is not None and is_fine(account.place):
        cells = list(_cells(account.place, neighbours=looking))
        found |= {_token(0, "names", key, cell) for cell in cells for key in keys[:TOWN_BANDS]}
    return found


def _named_days(account: Account, *, looking: bool) -> set[int]:
    """A day with a name: reports of one day that share names meet though one of them puts the place elsewhere.

    Of the names those with the smallest hashes: two sets that share half of theirs have most of these in common.
    """
    edges, own = _span(account), _own_names(account)
    if edges is None or not _is_sharp(edges) or len(own) < FEWEST_NAMES:
        return set()
    reach = 1 if looking else 0
    days = range(edges[0].toordinal() - reach, edges[1].toordinal() + reach + 1)
    chosen = sorted(own, key=lambda name: _token(0, "name", name))[:DAY_NAMES]
    return {_token(max(0, day), "name", name) for day in days for name in chosen}


def _tolls(account: Account, *, looking: bool) -> set[int]:
    """The exact figure of the killed with its place: towns meet in their neighbourhood, a country alone meets all its towns."""
    best = account.killed.best if account.killed else None
    if best is None or best < RARE_TOLL or account.place is None:
        return set()
    fine, country = is_fine(account.place), account.place.country
    found: set[int] = set()
    if fine:
        when = list(_news_near(account, ever=best >= RARE_TOLL_EVER["town"]) if looking else _news(account))
        found |= {_token(*at, "toll", best, cell) for cell in _cells(account.place, neighbours=looking) for at in when}
    if best >= RARE_TOLL_COUNTRY and country:
        when = list(_news_near(account, ever=best >= RARE_TOLL_EVER["country"]) if looking else _news(account))
        kinds = ("FK" if looking else "K") if not fine else ("K" if looking else "F")
        found |= {_token(*at, "toll", best, kind, country) for kind in kinds for at in when}
    return found
