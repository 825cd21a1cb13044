"""Settle date, place, type and perpetrator of an incident: one voice, one vote, the most specific value that most agree with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from dateline.intervals import compatible, width
from dateline.reconcile import actors, places
from dateline.types import Account, ActorValue, Choice, DateValue, Kept, Party, PlaceValue

T = TypeVar("T")
SPECIFIC = {"suicide_bombing": "bombing"}
"""A type that says more than the other: it stands from half as many voices on."""
RANK = {"claimed": 0, "accused": 1, "stated": 2, "suspected": 3, "unknown": 4}
"""Grounds in the order in which they are shown (CODEBOOK: Who)."""
PRECISION = {"site": 0, "town": 1, "region": 2, "country": 3, "unknown": 4}


def behind(accounts: Iterable[Account], name: str, test: Callable[[Kept], bool]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the ids of the statements of property `name` that pass `test`, and of those that do not."""
    kept = [one for account in accounts for one in account.statements if one.property == name]
    chosen = {one.id for one in kept if test(one)}
    return tuple(sorted(chosen)), tuple(sorted({one.id for one in kept} - chosen))


def _voters(
    accounts: Sequence[Account], home: Mapping[str, str], value: Callable[[Account], T | None]
) -> list[tuple[str, Account, T]]:
    """One account a voice that gives a value: a main one before a background one, then by id."""
    chosen: dict[str, tuple[Account, T]] = {}
    for account in sorted(accounts, key=lambda a: (not a.main, a.id)):
        said = value(account)
        if said is not None:
            chosen.setdefault(home.get(account.document_id, account.document_id), (account, said))
    return [(voice, *chosen[voice]) for voice in sorted(chosen)]


def settle_date(accounts: Sequence[Account], home: Mapping[str, str]) -> Choice:
    """The day that most voices give or allow; a narrow date before a wide one."""
    votes = _voters(accounts, home, lambda account: account.date if account.date.value else None)
    if not votes:
        return Choice("date", DateValue(None, "unknown"), "reports", "no report gives a date that can be resolved")

    def support(value: DateValue) -> float:
        return sum(
            (1.0 if said == value else 0.5) * (1.0 if account.main else 0.6)
            for _, account, said in votes
            if compatible(said, value)
        )

    values = {said for _, _, said in votes}
    narrow = min(width(value) for value in values)
    values = {value for value in values if width(value) <= max(2, narrow)}
    best = min(values, key=lambda value: (-support(value), width(value), value.value or ""))
    agree = sum(bool(compatible(said, best)) for _, _, said in votes)
    chosen, over = behind(accounts, "date", lambda kept: kept.value == best)
    return Choice("date", best, "reports", f"{agree} of {len(votes)} voices that give a date agree with it", chosen, over)


def settle_place(accounts: Sequence[Account], home: Mapping[str, str]) -> Choice:
    """The most specific place among those that most voices name or allow."""
    votes = _voters(accounts, home, lambda account: account.place)
    if not votes:
        return Choice("place", None, "reports", "no report names a place that can be resolved")

    def support(place: PlaceValue) -> float:
        grades = {"same": 1.0, "near": 0.6, "within": 0.5}
        return sum(grades.get(places.relation(place, said), 0.0) * (1.0 if account.main else 0.6) for _, account, said in votes)

    supported = [(support(place), place) for _, _, place in votes]
    most = max(score for score, _ in supported)
    held = [(score, place) for score, place in supported if score >= 0.7 * most]
    _, best = min(held, key=lambda item: (PRECISION[item[1].precision], -item[0], item[1].name, item[1].gazetteer_id or ""))
    agree = sum(places.relation(best, said) in ("same", "near", "within") for _, _, said in votes)
    chosen, over = behind(accounts, "place", lambda kept: isinstance(kept.value, PlaceValue) and _same_name(kept.value, best))
    return Choice("place", best, "reports", f"the most specific of what {agree} of {len(votes)} voices name", chosen, over)


def _same_name(a: PlaceValue, b: PlaceValue) -> bool:
    return (a.name, a.gazetteer_id) == (b.name, b.gazetteer_id)


def settle_type(accounts: Sequence[Account], home: Mapping[str, str]) -> Choice:
    """The type that most voices give; 'other' only where nothing else is said."""
    votes = Counter(said for _, _, said in _voters(accounts, home, lambda account: account.type))
    named = Counter({kind: count for kind, count in votes.items() if kind != "other"}) or votes
    best = min(named, key=lambda kind: (-named[kind], kind))
    for special, general in SPECIFIC.items():
        if best == general and named[special] * 2 >= named[general]:
            best = special
    chosen, over = behind(accounts, "type", lambda kept: kept.value == best)
    return Choice("type", best, "reports", f"{named[best]} of {sum(votes.values())} voices", chosen, over)


def settle_perpetrator(accounts: Sequence[Account], home: Mapping[str, str]) -> Choice:
    """The actor held responsible on the strongest ground, then by most voices; a named one before a generic one."""
    found: dict[str, list[tuple[str, Party]]] = {}
    for account in sorted(accounts, key=lambda a: a.id):
        voice = home.get(account.document_id, account.document_id)
        claims = [Party(claim.name, claim.actor_id, "claimed", claim.via) for claim in account.claims]
        for party in [*claims, *([account.perpetrator] if account.perpetrator else [])]:
            found.setdefault(actors.key(party), []).append((voice, party))
    denied = {actors.key(party) for account in accounts for party in account.denials}
    if not found:
        return Choice("perpetrator", None, "reports", "no report names who did it")

    def order(key: str) -> tuple[bool, int, int, str]:
        status = min(RANK[party.status] for _, party in found[key])
        withdrawn = status == 0 and key in denied
        return (not actors.is_named(found[key][0][1]), 1 if withdrawn else status, -len({v for v, _ in found[key]}), key)

    best = min(found, key=order)
    parties = [party for _, party in found[best]]
    names = Counter(party.name for party in parties)
    name = min(names, key=lambda one: (-names[one], one))
    status = min((party.status for party in parties), key=lambda one: RANK[one])
    ids = {best}
    chosen, over = behind(
        accounts, "perpetrator", lambda k: isinstance(k.value, ActorValue) and (k.value.actor_id or k.value.name.casefold()) in ids
    )
    voices = len({voice for voice, _ in found[best]})
    others = f"; {len(found) - 1} other named" if len(found) > 1 else ""
    denial = "; denied" if best in denied else ""
    return Choice(
        "perpetrator",
        Party(name, parties[0].actor_id, status),
        "reports",
        f"{status} in {voices} voice{'' if voices == 1 else 's'}{denial}{others}",
        chosen,
        over,
    )
