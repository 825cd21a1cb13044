"""A value that a person gives, on the command line or on a page, as the contract's JSON."""

from __future__ import annotations

import json
from typing import Any

from dateline.errors import SettingsError


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


def _object(name: str, given: str) -> Any:
    if name in ("killed", "injured"):
        if not given.isdecimal():
            raise SettingsError(f"{name}: {given!r} is no number")
        return {"low": int(given), "best": int(given), "high": int(given), "qualifier": "exact"}
    if name == "date":
        precision = {4: "year", 7: "month", 10: "day"}.get(len(given), "range" if "/" in given else None)
        if precision is None or not given.replace("-", "").replace("/", "").isdecimal():
            raise SettingsError(f"date: {given!r} is no ISO 8601 date")
        return {"value": given, "precision": precision}
    if name == "place":
        label, _, country = given.rpartition(", ")
        named = {"name": label, "country": country} if label and len(country) == 2 else {"name": given, "country": None}
        return {**named, "admin1": None, "lat": None, "lon": None, "precision": "unknown", "gazetteer_id": None}
    if name in ("perpetrator", "claim", "denial"):
        return {"name": given, "actor_id": None}
    return given
