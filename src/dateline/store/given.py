"""A value that a person gives, on the command line or on a page, as the contract's JSON."""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import Any, get_args

from dateline.errors import SettingsError
from dateline.resolve.lookup import look_up
from dateline.resolve.place_values import PRECISION, division
from dateline.types import IncidentType

_CODED = re.compile(r"(.+), ([A-Z]{2})")
"""A place and its country's code: "Goma, CD"."""


def value(name: str, given: str) -> str:
    """Return a value as the contract's JSON: a number, a day, a name, or JSON as it is.

    Raises:
        SettingsError: it is no value of that property.
    """
    if given.startswith("{") or given == "null":
        try:
            return json.dumps(json.loads(given), sort_keys=True)
        except ValueError as error:
            raise SettingsError(f"{name}: not JSON: {error}") from error
    return json.dumps(_object(name, given), sort_keys=True)


def _precision(given: str) -> str:
    """Return the precision of an ISO 8601 prefix, or of two joined by a slash.

    Raises:
        SettingsError: a part is no day, month or year of the calendar, or the range runs backwards.
    """
    parts = given.split("/")
    for part in parts:
        shape = {4: "%Y", 7: "%Y-%m", 10: "%Y-%m-%d"}.get(len(part))
        try:
            if shape is None:
                raise ValueError(part)
            datetime.strptime(part, shape)
        except ValueError as error:
            raise SettingsError(f"date: {part!r} is no ISO 8601 date such as 2024, 2024-05 or 2024-05-14") from error
    if len(parts) > 2 or (len(parts) == 2 and parts[0] > parts[1]):
        raise SettingsError(f"date: {given!r} is no range of two dates, the earlier first")
    return "range" if len(parts) == 2 else {4: "year", 7: "month", 10: "day"}[len(given)]


def _object(name: str, given: str) -> Any:
    if name in ("killed", "injured"):
        if not given.isdecimal():
            raise SettingsError(f"{name}: {given!r} is no number")
        return {"low": int(given), "best": int(given), "high": int(given), "qualifier": "exact"}
    if name == "date":
        return {"value": given, "precision": _precision(given)}
    if not given.strip():
        raise SettingsError(f"{name}: an empty value says nothing; `null` says that it is not known")
    if name == "type" and given not in get_args(IncidentType):
        raise SettingsError(f"type: {given!r} is none of {', '.join(get_args(IncidentType))}")
    if name == "place":
        return _place(given)
    if name in ("perpetrator", "claim", "denial"):
        return {"name": given, "actor_id": None}
    return given


def _place(given: str) -> dict[str, Any]:
    """Return the likeliest place of that name, with its position, as the gazetteer holds it.

    Raises:
        SettingsError: the gazetteer holds none.
    """
    coded = _CODED.fullmatch(given.strip())
    found = (look_up(coded[1], country=coded[2]) if coded else []) or look_up(given)
    if not found:
        raise SettingsError(
            f"place: no place named {given!r} in the gazetteer; "
            'one that it does not hold is given as JSON: {"name": "Bulo Yer", "country": "SO", "lat": 2.3, "lon": 44.1}'
        )
    place = found[0].place
    return {
        "name": place.name, "country": place.country or None, "admin1": division(place), "lat": place.lat, "lon": place.lon,
        "precision": PRECISION.get(place.kind, "region"), "gazetteer_id": str(place.id),
    }  # fmt: skip
