"""What a reader looks for: the filters of the address line, read, checked, and written again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from dateline.errors import SettingsError
from dateline.types import Rule
from dateline.web.words import STATUSES, TYPES

SORTS = ("newest", "oldest", "deadliest")
PAGE_SIZE = 25
LARGEST_PAGE = 200
"""Records on a page of the API: 200 of some 15 kB are 3 MB."""
LONGEST = 200
"""Characters in a filter: longer ones are no search but an attack on the search."""
DEFAULTS: dict[str, Any] = {"rule": "gtd", "sort": "newest", "page": 1, "per_page": PAGE_SIZE}


@dataclass(frozen=True, slots=True)
class Look:
    """One address of the list, the map or the API. Days are inclusive, tolls speak of those killed; None is no condition."""

    q: str | None = None
    since: date | None = None
    until: date | None = None
    country: str | None = None
    place: str | None = None
    type: str | None = None
    group: str | None = None
    status: str | None = None
    killed_min: int | None = None
    killed_max: int | None = None
    conflicts: bool = False
    main: bool = False
    sort: str = "newest"
    rule: Rule = "gtd"
    page: int = 1
    per_page: int = PAGE_SIZE

    def address(self, **changes: Any) -> str:
        """Return the query string of this look with `changes`; what is default is left out. A new filter begins at page 1."""
        changed = replace(self, **{"page": 1, **changes})
        shown = [(one.name, getattr(changed, one.name)) for one in fields(changed)]
        pairs = [(name, value) for name, value in shown if value not in (None, False, "", DEFAULTS.get(name))]
        return "?" + urlencode([(name, "1" if value is True else str(value)) for name, value in pairs]) if pairs else ""

    def conditions(self) -> dict[str, Any]:
        """Return the filters that are set, by name."""
        names = (
            "q",
            "since",
            "until",
            "country",
            "place",
            "type",
            "group",
            "status",
            "killed_min",
            "killed_max",
            "conflicts",
            "main",
        )
        return {name: getattr(self, name) for name in names if getattr(self, name) not in (None, False)}


def read(query: Mapping[str, str], rule: Rule) -> Look:
    """Return the look that an address describes; empty filters are none.

    Raises:
        SettingsError: a filter has no usable value; the message names it.
    """
    given = {name: value.strip() for name, value in query.items() if value.strip()}
    for name, value in given.items():
        if len(value) > LONGEST or "\0" in value:
            raise SettingsError(f"{name}: too long or not text")
    return Look(
        q=given.get("q"),
        since=_day(given, "since"),
        until=_day(given, "until"),
        country=_code(given),
        place=given.get("place"),
        type=_one_of(given, "type", TYPES),
        group=given.get("group"),
        status=_one_of(given, "status", STATUSES),
        killed_min=_number(given, "killed_min"),
        killed_max=_number(given, "killed_max"),
        conflicts=_flag(given, "conflicts"),
        main=_flag(given, "main"),
        sort=_one_of(given, "sort", SORTS) or "newest",
        rule=rule_of(given, rule),
        page=max(1, _number(given, "page") or 1),
        per_page=min(LARGEST_PAGE, max(1, _number(given, "per_page") or PAGE_SIZE)),
    )


def rule_of(query: Mapping[str, str], default: Rule) -> Rule:
    """Return the rule that an address names.

    Raises:
        SettingsError: there is none of that name.
    """
    match query.get("rule", "").strip() or default:
        case "gtd" | "acled" | "ucdp" as rule:
            return rule
        case other:
            raise SettingsError(f"rule: {other!r} is none of gtd, acled, ucdp")


def _day(given: Mapping[str, str], name: str) -> date | None:
    try:
        return date.fromisoformat(given[name]) if name in given else None
    except ValueError as error:
        raise SettingsError(f"{name}: {given[name]!r} is no date (YYYY-MM-DD)") from error


def _number(given: Mapping[str, str], name: str) -> int | None:
    value = given.get(name)
    if value is None:
        return None
    if not value.isdecimal() or len(value) > 9:
        raise SettingsError(f"{name}: {value!r} is no number")
    return int(value)


def _one_of(given: Mapping[str, str], name: str, known: Any) -> str | None:
    value = given.get(name)
    if value is not None and value not in known:
        raise SettingsError(f"{name}: {value!r} is none of {', '.join(known)}")
    return value


def _code(given: Mapping[str, str]) -> str | None:
    value = given.get("country")
    if value is not None and not (len(value) == 2 and value.isascii() and value.isalpha()):
        raise SettingsError(f"country: {value!r} is no ISO 3166-1 alpha-2 code")
    return value.upper() if value else None


def _flag(given: Mapping[str, str], name: str) -> bool:
    return given.get(name, "") in ("1", "on", "true", "yes")
