"""Countries, types and groups as an option gives them: what means nothing is refused, with the names that come nearest.

A condition that nothing can meet would be no error and no answer: a watch rule that never fires, a list that is empty.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import get_args

from rapidfuzz import fuzz, process, utils
from sqlalchemy import select

from dateline.codebook.tables import table
from dateline.errors import SettingsError
from dateline.reconcile.actors import known
from dateline.store import Store, tables
from dateline.types import IncidentType

SHOWN = 3
NEAR = 60
"""Likeness (0 to 100, rapidfuzz WRatio) from which a name is offered."""


def country_code(given: str | None, option: str = "--country") -> str | None:
    """Return the ISO 3166-1 alpha-2 code of a code or an English name; None for None.

    Raises:
        SettingsError: neither is known; the message names the nearest.
    """
    if given is None:
        return None
    names = _countries()
    found = names.get(given.strip().casefold())
    if found is None:
        near = nearest(given, (name for name in names if len(name) > 3))
        offered = [f"{_title(name)} ({names[name]})" for name in near]
        raise SettingsError(f"{option}: no country {given!r}; it takes a name or an ISO 3166-1 alpha-2 code{_meant(offered)}")
    return found


def incident_type(given: str | None, option: str = "--type") -> str | None:
    """Return the incident type that `given` means: ``suicide bombing`` is ``suicide_bombing``; None for None.

    Raises:
        SettingsError: there is no such type.
    """
    if given is None:
        return None
    name = "_".join(given.casefold().replace("-", " ").replace("_", " ").split())
    if name not in get_args(IncidentType):
        raise SettingsError(f"{option}: no type {given!r}; there are: {', '.join(get_args(IncidentType))}")
    return name


def check_actor(given: str | None, store: Store, option: str = "--actor") -> None:
    """Refuse a group that neither the codebook nor the record knows.

    Raises:
        SettingsError: nobody knows it; the message names the nearest.
    """
    if given is None:
        return
    names, wanted = _actors(), given.strip().casefold()
    if wanted in names:
        return
    with store.reading() as connection:
        met = {str(row.actor) for row in connection.execute(select(tables.incident_actors.c.actor).distinct())}
    if wanted in met:
        return
    near = nearest(given, [*names, *(name for name in met if name not in names)])
    offered = list(dict.fromkeys(names.get(name, name) for name in near))
    raise SettingsError(
        f"{option}: neither codebook nor record knows {given!r}{_meant(offered)}; --as-written takes it as it stands"
    )  # fmt: skip


def nearest(given: str, names: Iterable[str]) -> list[str]:
    """Return the names that are spelled most like `given`, the likest first."""
    found = process.extract(
        given, list(names), scorer=fuzz.WRatio, processor=utils.default_process, limit=SHOWN, score_cutoff=NEAR
    )  # fmt: skip
    return [name for name, _, _ in found]


def _meant(offered: list[str]) -> str:
    return f". Nearest: {', '.join(offered)}" if offered else ""


def _title(name: str) -> str:
    return " ".join(word if word in ("and", "of", "the") else word[:1].upper() + word[1:] for word in name.split())


@cache
def _countries() -> dict[str, str]:
    """Names and codes in lower case, to codes."""
    import pycountry

    found: dict[str, str] = {}
    for nation in pycountry.countries:
        for name in ("alpha_2", "alpha_3", "name", "official_name", "common_name"):
            if getattr(nation, name, None):
                found.setdefault(getattr(nation, name).casefold(), nation.alpha_2)
    file = resources.files("dateline.codebook") / "place_countries.tsv"
    for row in csv.DictReader(file.read_text(encoding="utf-8").splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        for name in (row["code"], row["name"], *(row["aliases"] or "").split(";")):
            if name:
                found.setdefault(name.casefold(), row["code"])
    for code, names in table("place_country_names")["names"].items():
        found.update({name.casefold(): code for name in names})
    return found


@cache
def _actors() -> dict[str, str]:
    """Ids, names and aliases in lower case, to names."""
    found: dict[str, str] = {}
    for key, row in known().items():
        for name in (key, row["name"], *(row.get("aliases") or ())):
            found.setdefault(name.casefold(), row["name"])
    return found
