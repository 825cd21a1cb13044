"""What alerts are about: an incident or an advisory as a small object, each value with its quotes, kept, compared and sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from dateline.codebook.tables import table
from dateline.publish.abstract import abstract, headline
from dateline.publish.sentences import Paper
from dateline.publish.speakers import printable
from dateline.publish.wording import country, date, tidy
from dateline.reconcile.account import digest, statement_id
from dateline.reconcile.actors import known

Json = Mapping[str, Any]
INCIDENT = ("type", "outcome", "date", "place", "killed", "injured", "perpetrator", "responsibility_claims", "denials")
ADVISORY = ("issuer", "addressee", "subject", "date")
MOST_QUOTES = 3
"""Quotes of one property that an alert carries; the incident's page has them all."""
LONGEST = 160
"""Characters of a headline (CAP 1.2 asks for about 160)."""


def incident(record: Json) -> dict[str, Any]:
    """Return what an alert carries of an exported record."""
    shown = {name: record.get(name) for name in INCIDENT}
    return {
        "kind": "incident", "id": record["id"], "compared": list(INCIDENT), "headline": headline(record)[:LONGEST],
        "summary": abstract(record), **shown, "conflicts": [one["property"] for one in record["conflicts"]],
        "rule": record["rule"], "evidence": list(_chosen(record)), "reports": [_report(one) for one in record["reports"]],
    }  # fmt: skip


def _chosen(record: Json) -> Iterator[dict[str, Any]]:
    """The quotes behind what the incident shows."""
    said = {one["id"]: one for one in record["statements"]}
    urls = {one["document"]: one["url"] for one in record["reports"]}
    for choice in record["choices"]:
        if choice["rule"] not in ("reports", record["rule"]):
            continue
        behind = [said[one] for one in choice["statements"] if one in said][:MOST_QUOTES]
        for one in behind:
            yield {
                "property": choice["property"], "statement": one["id"], "quote": one["quote"], "speaker": one["speaker"],
                "publisher": one["publisher"], "published": one["published"], "url": urls.get(one["document"]),
            }  # fmt: skip


def _report(one: Json) -> dict[str, Any]:
    return {name: one[name] for name in ("document", "url", "publisher", "published")}


def advisory(document: str, given: Json, paper: Paper, places: Iterable[Json]) -> dict[str, Any]:
    """Return what an alert carries of a warning. ``places`` are those of the attacks that its article reports.

    The same warning in the same words is one subject, in however many articles it stands.
    """
    shown = {name: given.get(name) for name in ADVISORY}
    words = " ".join([str(one["quote"]) for one in given["statements"]] + [str(shown[n]) for n in ADVISORY[:3] if shown[n]])
    day = date(given["date"]) if given["date"].get("value") else None
    by = f" by {_issuer(given)}" if given["issuer"] != table("advisories")["unnamed"] else ""
    title = f"Warning{by}" + (f", {day}" if day else "")
    quote = next((tidy(one["quote"]) for one in given["statements"] if one["property"] == "issuer"), "")
    report = {"document": document, "url": paper.url, "publisher": paper.publisher, "published": paper.day}
    quotes = [
        {"property": one["property"], "statement": statement_id(document, one), "quote": one["quote"], "speaker": printable(one),
         **{name: report[name] for name in ("publisher", "published", "url")}}
        for one in given["statements"]
    ]  # fmt: skip
    identity = digest(*(str(shown[name]).casefold() for name in ADVISORY[:3]), (given["date"] or {}).get("value"))
    return {
        "kind": "advisory", "id": "w" + identity, "compared": list(ADVISORY), "headline": title[:LONGEST],
        "summary": f"“{quote}”" if quote else title, **shown, "conflicts": [], "countries": countries(words),
        "groups": groups(words), "places": [dict(place) for place in places], "evidence": quotes, "reports": [report],
    }  # fmt: skip


def _issuer(given: Json) -> str:
    name = tidy(str(given["issuer"]))
    return name if len(name) <= 80 else name[:79] + "…"


def countries(words: str) -> list[str]:
    """Return the ISO codes of the countries that a text names, by name or as what is theirs ("Russian")."""
    low, found = f" {' '.join(_letters(words).split())} ", set()
    for name, code in _names():
        if f" {name} " in low:
            found.add(code)
            low = low.replace(f" {name} ", "  ")
    return sorted(found)


def groups(words: str) -> list[dict[str, str]]:
    """Return the codebook's groups that a text names by name or alias."""
    low = f" {' '.join(_letters(words).split())} "
    found = {
        key: row["name"]
        for key, row in known().items()
        for name in (row["name"], *row.get("aliases", ()))
        if f" {_letters(name).strip()} " in low
    }  # fmt: skip
    return [{"name": name, "actor_id": key} for key, name in sorted(found.items())]


def _letters(text: str) -> str:
    return "".join(letter if letter.isalnum() else " " for letter in text.casefold().replace("’s", "").replace("'s", ""))


@cache
def _names() -> tuple[tuple[str, str], ...]:
    """Names, the longest first: "Papua New Guinea" is no "Guinea"."""
    import pycountry

    tables = table("place_country_names")
    written = [(name, code) for part in ("names", "demonyms") for code, names in tables[part].items() for name in names]
    found = {_letters(name).strip(): code for name, code in written}
    for one in pycountry.countries:
        found.setdefault(_letters(country(one.alpha_2) or one.name).strip().removeprefix("the "), one.alpha_2)
    return tuple(sorted(found.items(), key=lambda pair: (-len(pair[0]), pair[0])))
