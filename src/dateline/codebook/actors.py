"""Armed groups and states as records with ids, aliases, parents and dates: the table, and look-ups by name.

``actors.jsonl`` holds the groups, one JSON record a line (docs/codebook-actors.md says how to edit it); states follow from
``state_forces.json``. Public lists (UN 1267, US FTO), the UCDP actor list and general reference are the source of names.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cache
from importlib import resources
from typing import Any, Literal

from dateline.codebook.lexicon import Lexicon, Token, keys, tokens
from dateline.codebook.tables import table
from dateline.errors import CodebookError
from dateline.types import ActorValue

Match = Literal["free", "cased", "weak", "lookup"]
"""How an alias is found in text: anywhere; only capitalised; only where its country or another of its names is near
(``weak``); never in text, only by `find` (``lookup``)."""

_GOVERNMENT = re.compile(r"^(?:the )?government of (?:the )?(.+?)(?: \(.*\))?$", re.IGNORECASE)
_PARTISANS = re.compile(r"^(?:supporters|opponents) of ", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the|a|an) ", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ActorRecord:
    """An actor of the codebook. ``countries`` are ISO 3166-1 alpha-2, dates ISO prefixes, None where unknown or lasting.

    ``names_over_time`` holds (name, from, to). ``name_match`` says how the name itself is found in text (`Match`).
    """

    id: str
    name: str
    kind: Literal["group", "state"] = "group"
    aliases: tuple[str, ...] = ()
    cased_aliases: tuple[str, ...] = ()
    weak_aliases: tuple[str, ...] = ()
    lookup_names: tuple[str, ...] = ()
    parent: str | None = None
    countries: tuple[str, ...] = ()
    active_from: str | None = None
    active_to: str | None = None
    ideology: str | None = None
    designated_by: tuple[str, ...] = ()
    names_over_time: tuple[tuple[str, str | None, str | None], ...] = ()
    name_match: Match = "free"
    source: str = ""

    def names(self) -> Iterator[tuple[str, Match]]:
        """Yield every name with the way it is found in text, the main name first."""
        yield self.name, self.name_match
        for aliases, match in self._aliases():
            for alias in aliases:
                yield alias, match

    def _aliases(self) -> tuple[tuple[tuple[str, ...], Match], ...]:
        return (
            (self.aliases, "free"),
            (self.cased_aliases, "cased"),
            (self.weak_aliases, "weak"),
            (self.lookup_names, "lookup"),
        )

    def value(self, score: float = 1.0) -> ActorValue:
        """Return this actor as the value of a mention or statement."""
        return ActorValue(self.name, self.id, self.kind, score)


def parse(row: dict[str, Any], number: int | None = None) -> ActorRecord:
    """Return the record of one parsed JSON line.

    Raises:
        CodebookError: a field is unknown or missing.
    """
    known = {field.name for field in fields(ActorRecord)}
    strange = sorted(set(row) - known)
    if strange or not row.get("id") or not row.get("name"):
        raise CodebookError(f"unknown fields {strange}" if strange else "no id or name", table="actors.jsonl", row=number)
    values: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
    values["names_over_time"] = tuple((item["name"], item["from"], item["to"]) for item in row.get("names_over_time", ()))
    return ActorRecord(**values)


@cache
def groups() -> dict[str, ActorRecord]:
    """Return the armed groups by id, in the order of the table.

    Raises:
        CodebookError: a line is not well formed, an id stands twice, or a parent is unknown.
    """
    text = (resources.files("dateline.codebook") / "actors.jsonl").read_text(encoding="utf-8")
    found: dict[str, ActorRecord] = {}
    for number, line in enumerate(text.splitlines(), 1):
        try:
            record = parse(json.loads(line), number)
        except json.JSONDecodeError as error:
            raise CodebookError(f"not well-formed JSON: {error.msg}", table="actors.jsonl", row=number) from error
        if record.id in found:
            raise CodebookError(f"id {record.id} stands twice", table="actors.jsonl", row=number)
        found[record.id] = record
    for record in found.values():
        if record.parent is not None and record.parent not in found:
            raise CodebookError(f"{record.id}: unknown parent {record.parent}", table="actors.jsonl")
    return found


@cache
def states() -> dict[str, ActorRecord]:
    """Return the states by id (``state:TR``); the name is the country's, adjectives and other names are aliases."""
    return {
        f"state:{code}": ActorRecord(
            id=f"state:{code}",
            name=country["name"],
            kind="state",
            aliases=(*country["names"], *country.get("bodies", ())),
            lookup_names=tuple(country["adjectives"]),
            countries=(code,),
            source="ISO 3166-1",
        )
        for code, country in table("state_forces")["countries"].items()
    }


def get(actor_id: str) -> ActorRecord | None:
    """Return the record with this id, a group or a state."""
    return groups().get(actor_id) or states().get(actor_id)


@dataclass(frozen=True, slots=True)
class Name:
    """One name of one record, as the lexicon holds it."""

    actor_id: str
    alias: str
    match: Match


@cache
def group_names() -> Lexicon[Name]:
    """Return the lexicon of all group names, lookup names included; a name may lead to several groups."""
    return Lexicon(
        (variant, Name(r.id, alias, match)) for r in groups().values() for alias, match in r.names() for variant in _variants(alias)
    )


@cache
def state_names() -> Lexicon[str]:
    """Return the lexicon of country names, adjectives and named bodies, to ids."""
    return Lexicon((name, record.id) for record in states().values() for name, _ in record.names())


def _variants(alias: str) -> tuple[str, ...]:
    """Return the spellings to index: as given, with spaces for hyphens, and the Arabic article written together."""
    spaced = alias.replace("-", " ")
    found = {keys(alias): alias, keys(spaced): spaced}
    for sequence in list(found):
        if sequence[:1] in (("al",), ("el",)) and len(sequence) > 1:
            together = sequence[0] + sequence[1]
            found[(together, *sequence[2:])] = " ".join((together, *sequence[2:]))
    return tuple(found.values())


@cache
def affiliates() -> dict[str, tuple[str, ...]]:
    """Return the ids of each parent's direct affiliates."""
    found: dict[str, list[str]] = {}
    for record in groups().values():
        if record.parent is not None:
            found.setdefault(record.parent, []).append(record.id)
    return {parent: tuple(children) for parent, children in found.items()}


def ancestors(actor_id: str) -> tuple[str, ...]:
    """Return the parent, its parent and so on; a cycle ends the chain."""
    chain: list[str] = []
    record = groups().get(actor_id)
    while record is not None and record.parent is not None and record.parent not in (*chain, actor_id):
        chain.append(record.parent)
        record = groups().get(record.parent)
    return tuple(chain)


_PLAINNESS: dict[Match, int] = {"free": 0, "cased": 0, "lookup": 1, "weak": 2}


def bearers(name: str) -> tuple[tuple[ActorRecord, Match], ...]:
    """Return every group that bears exactly this name (folded) and how plainly, the plainest first."""
    entries = group_names().get(name) or group_names().get(_ARTICLE.sub("", name.strip()))
    named = sorted(entries, key=lambda entry: _PLAINNESS[entry.match])
    found: dict[str, tuple[ActorRecord, Match]] = {}
    for entry in named:
        found.setdefault(entry.actor_id, (groups()[entry.actor_id], entry.match))
    return tuple(found.values())


def candidates(name: str) -> tuple[ActorRecord, ...]:
    """Return every actor that bears exactly this name (folded), groups before states; those with the plainest claim first."""
    bare = _ARTICLE.sub("", name.strip())
    government = _GOVERNMENT.match(bare)
    result = tuple(record for record, _ in bearers(name))
    state = _state(bare if government is None else government.group(1))
    return (*result, state) if state is not None else result


def find(name: str) -> ActorRecord | None:
    """Return the actor of this name ("Daesh", "Government of Syria", "Turkish army"), None where none bears it.

    A name that several bear ("National Liberation Army") gives the one with the plainest claim, then the first of the table.
    """
    found = candidates(name)
    return found[0] if found else None


def is_partisans(name: str) -> bool:
    """Tell whether the name is one of UCDP's crowds without a group ("Supporters of X", "Opponents of X")."""
    return _PARTISANS.match(name) is not None


def _state(name: str) -> ActorRecord | None:
    """Return the state that a phrase names: a country, or a country with nothing but force words ("Turkish air force")."""
    row = tokens(name)
    words = _force_words()
    for size in range(min(len(row), 6), 0, -1):
        ids = state_names().get(name[row[0].start : row[size - 1].end])
        if ids and all(token.key in words for token in row[size:]):
            return states()[ids[0]]
    return None


@cache
def _force_words() -> frozenset[str]:
    data = table("state_forces")
    phrases = (*data["modifiers"], *data["force_nouns"], *data["police_nouns"])
    return frozenset(key for phrase in phrases for key in keys(phrase))


def compatible(left: str, right: str) -> bool:
    """Tell whether two actor ids can stand for one actor: the same, or one an ancestor of the other.

    Two affiliates of one parent are not compatible (CODEBOOK: an affiliate is not its parent, a report that says only the
    parent is compatible with the affiliate).
    """
    return left == right or left in ancestors(right) or right in ancestors(left)


def written_as(alias: str, row: list[Token], *, cased: bool, shouting: bool) -> bool:
    """Tell whether tokens in a text are written as this alias demands.

    Capital letters of an acronym must be capital in the text ("IS", "ADF"; "Farc" passes from four letters on
    unless `cased`), inner capitals
    as given ("LeT"); with `cased`, initials too. In `shouting` text (all capitals) case says nothing, so words that are also
    plain English (``caps_guard`` in actors' generic table) are refused.
    """
    wanted = _written(alias)
    if len(wanted) != len(row):
        wanted = wanted[-len(row) :] if len(wanted) > len(row) else wanted
    if shouting:
        return tuple(token.key for token in row) not in _caps_guard()
    return all(_case_fits(want.raw, have.raw, cased=cased) for want, have in zip(wanted, row, strict=False))


@cache
def _written(alias: str) -> tuple[Token, ...]:
    """Return a name of the codebook as tokens: a few hundred names are asked for."""
    return tuple(tokens(alias))


def _case_fits(want: str, have: str, *, cased: bool) -> bool:
    if want.isupper() and len(want) > 1:
        plural = have[:-1] if have.endswith("s") else have
        return have.isupper() or plural.isupper() or (not cased and len(want) > 3 and have.istitle())
    if want.isupper():
        return have.isupper() or not want.isascii()
    if any(c.isupper() for c in want[1:]):
        return have == want or have.isupper()
    return not cased or not want[0].isupper() or have[0].isupper()


@cache
def _caps_guard() -> frozenset[tuple[str, ...]]:
    return frozenset(keys(phrase) for phrase in table("generic_actors")["caps_guard"])
