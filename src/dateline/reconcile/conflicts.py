"""Conflicts: a date, a place, a toll or a perpetrator that stands against the others, with the quotes of both sides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from datetime import date
from functools import partial

from dateline.intervals import days_apart
from dateline.reconcile import actors, places
from dateline.reconcile.numbers import is_round_of, number
from dateline.reconcile.toll import CASUALTIES
from dateline.types import Account, Conflict, CountValue, DateValue, PlaceValue, Position, TollPoint

Quote = tuple[str, str | None, str]


def conflicts(accounts: Sequence[Account], toll: Sequence[TollPoint], home: Mapping[str, str]) -> tuple[Conflict, ...]:
    """Return what the accounts disagree on, in the order date, place, killed, injured, perpetrator, denial."""
    found = [_dates(accounts), _places(accounts), *(_tolls(toll, name) for name in CASUALTIES), _blame(accounts), _denied(accounts)]
    return tuple(conflict for conflict in found if conflict is not None)


def _quotes(accounts: Iterable[Account], name: str, test: Callable[[object], bool]) -> tuple[Quote, ...]:
    found = {
        (account.document_id, account.publisher, kept.quote)
        for account in accounts
        for kept in account.statements
        if kept.property == name and test(kept.value)
    }
    return tuple(sorted(found, key=lambda quote: (quote[0], quote[2])))


def _dates(accounts: Sequence[Account]) -> Conflict | None:
    """Dates more than a day apart exclude each other (a night attack may have two)."""
    values = sorted({a.date for a in accounts if a.date.value}, key=lambda value: (value.value or "", value.precision))
    if not any((days_apart(one, two) or 0) > 1 for one in values for two in values):
        return None
    at_odds = [one for one in values if any((days_apart(one, two) or 0) > 1 for two in values)]
    positions = tuple(_date_position(accounts, value) for value in at_odds)
    years = {(value.value or "")[:4] for value in at_odds}
    return Conflict("date", positions, "the years exclude each other" if len(years) > 1 else "the days exclude each other")


def _date_position(accounts: Sequence[Account], value: DateValue) -> Position:
    sayers = [account for account in accounts if account.date == value]
    quotes = _quotes(sayers, "date", lambda said: said == value) or tuple(
        sorted({(a.document_id, a.publisher, "") for a in sayers})
    )
    return Position(value, quotes)


def _places(accounts: Sequence[Account]) -> Conflict | None:
    groups: list[list[PlaceValue]] = []
    named = {a.place for a in accounts if a.place is not None and a.place.precision != "unknown"}
    for place in sorted(named, key=lambda p: (p.precision, p.name, p.gazetteer_id or "", p.lat or 0.0, p.lon or 0.0, p.reason)):
        home = next((group for group in groups if places.relation(group[0], place) not in ("apart", "far")), None)
        if home is None:
            groups.append([place])
        else:
            home.append(place)
    if len(groups) < 2:
        return None
    positions = []
    for group in groups:
        sayers = [account for account in accounts if account.place in group]
        quotes = _quotes(sayers, "place", partial(_is_named, {(place.name, place.country) for place in group}))
        positions.append(Position(group[0], quotes or tuple(sorted({(a.document_id, a.publisher, "") for a in sayers}))))
    return Conflict("place", tuple(positions), "the places lie apart")


def _is_named(names: Set[tuple[str, str | None]], said: object) -> bool:
    """Tell a place by its name: a statement's has a score and a reason that the account's leaves out."""
    return isinstance(said, PlaceValue) and (said.name, said.country) in names


def _tolls(toll: Sequence[TollPoint], name: str) -> Conflict | None:
    """Figures of the last day that gave one, from independent voices, that differ (GTD: always note the conflict).

    A figure in round numbers ("more than 30") does not stand against the one that it rounds (34).
    """
    ours = [p for p in toll if p.property == name and p.settled and p.doubtful is None and number(p.value) is not None]
    last = max((p.day for p in ours if p.day), default=None)
    ours = [
        p for p in ours if p.day == last or (last and p.day and (date.fromisoformat(last) - date.fromisoformat(p.day)).days == 0)
    ]
    ours = [p for p in ours if not any(_rounds(p.value, other.value) for other in ours)]
    figures = sorted({n for p in ours if (n := number(p.value)) is not None})
    if len(figures) < 2 or len({p.voice for p in ours}) < 2:
        return None
    positions = []
    for figure in figures:
        said = sorted(
            {(p.document_id, p.publisher, p.quote) for p in ours if number(p.value) == figure}, key=lambda q: (q[0], q[2])
        )
        positions.append(Position(CountValue(figure, figure, figure), tuple(said)))
    return Conflict(name, tuple(positions), f"figures of one day ({last}) differ" if last else "undated figures differ")


def _rounds(value: CountValue, other: CountValue) -> bool:
    one, two = number(value), number(other)
    return one is not None and two is not None and one != two and is_round_of(value.qualifier, one, two)


def _blame(accounts: Sequence[Account]) -> Conflict | None:
    """Two named actors, neither the other's parent, both held responsible or both claiming."""
    sides: dict[str, tuple[str, set[Quote]]] = {}
    for account in accounts:
        for name, party in [
            *(("claim", c) for c in account.claims),
            *([("perpetrator", account.perpetrator)] if account.perpetrator else []),
        ]:
            if actors.is_named(party):
                quotes = _quotes([account], name, lambda said, party=party: getattr(said, "name", None) == party.name)  # type: ignore[misc]
                sides.setdefault(actors.key(party), (party.name, set()))[1].update(
                    quotes or {(account.document_id, account.publisher, "")}
                )
    keys = sorted(sides)
    odds = [key for key in keys if any(actors.relation(key, other) == "differs" for other in keys)]
    if len(odds) < 2:
        return None
    positions = tuple(Position(sides[key][0], tuple(sorted(sides[key][1], key=lambda q: (q[0], q[2])))) for key in odds)
    claimed = {actors.key(claim) for account in accounts for claim in account.claims}.intersection(odds)
    competing = any(actors.relation(one, other) == "differs" for one in claimed for other in claimed)
    return Conflict("perpetrator", positions, "competing claims" if competing else "different actors are held responsible")


def _denied(accounts: Sequence[Account]) -> Conflict | None:
    """An accusation or a claim, and the denial of the same actor or of its parent."""
    held = {
        key
        for account in accounts
        for key in (*_keys(account.claims), *(_keys([account.perpetrator]) if account.perpetrator else ()))
    }
    denials = [(account, party) for account in accounts for party in account.denials]
    sides = [(a, p) for a, p in denials if any(actors.relation(actors.key(p), key) != "differs" for key in held)]
    if not sides:
        return None
    quotes: set[Quote] = set()
    for account, party in sides:
        quotes.update(_quotes([account], "denial", lambda said, party=party: getattr(said, "name", None) == party.name))  # type: ignore[misc]
    blamed = {q for name in ("perpetrator", "claim") for q in _quotes(accounts, name, lambda said: True)}
    names = sorted({party.name for _, party in sides})
    order = lambda quote: (quote[0], quote[2])  # noqa: E731
    positions = (
        Position("held responsible", tuple(sorted(blamed, key=order))),
        Position("denied by " + ", ".join(names), tuple(sorted(quotes, key=order))),
    )
    return Conflict("denial", positions, "the accused deny it")


def _keys(parties: Iterable[object]) -> list[str]:
    return [actors.key(party) for party in parties if party is not None]  # type: ignore[arg-type]
