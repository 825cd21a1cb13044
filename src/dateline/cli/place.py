"""``dateline place``: look one place up in the offline gazetteer; the candidates with their scores and reasons."""

from __future__ import annotations

import json as jsonlines
import sys
from collections.abc import Iterator, Mapping

from dateline.cli.naming import country_code
from dateline.gazetteer import gazetteer
from dateline.resolve.lookup import Answer, look_up

SHOWN = 10
"""Candidates shown, at most."""


def command(name: str, *, country: str | None, json: bool) -> int:
    """Print the places that `name` can mean, best first; return 0, or 1 where there is none.

    Raises:
        SettingsError: `country` is neither a country's name nor its code.
    """
    answers = look_up(name, country=country_code(country))[:SHOWN]
    if not answers:
        sys.stderr.write(f"dateline: no place named {name!r} in the gazetteer\n")
        return 1
    for line in _json_lines(answers) if json else _table(answers):
        sys.stdout.write(line + "\n")
    return 0


def _record(answer: Answer) -> Mapping[str, object]:
    place = answer.place
    return {
        "name": place.name, "country": place.country or None, "admin1": gazetteer().divisions().get(place.admin1),
        "kind": place.kind,
        "lat": place.lat, "lon": place.lon, "population": place.population or None, "gazetteer_id": str(place.id),
        "approximate": bool(place.approximate), "score": answer.score, "reason": answer.reason,
    }  # fmt: skip


def _json_lines(answers: list[Answer]) -> Iterator[str]:
    for answer in answers:
        yield jsonlines.dumps(_record(answer), ensure_ascii=False)


def _table(answers: list[Answer]) -> Iterator[str]:
    for answer in answers:
        place = answer.place
        where = ", ".join(part for part in (place.name, gazetteer().divisions().get(place.admin1), place.country) if part)
        at = f"{place.lat:.3f}, {place.lon:.3f}" + (" (of its division)" if place.approximate else "")
        yield f"{answer.score:5.2f}  {where}  [{place.kind}]  {at}  {answer.reason}"
