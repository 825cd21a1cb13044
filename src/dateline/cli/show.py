"""``dateline show``: one incident in full: each value, its rule, who said what when in which words, and where reports disagree."""

from __future__ import annotations

import json as jsonlib
import sys
from collections.abc import Iterator, Mapping
from typing import Any

from dateline.cli.incidents import printable, rule_named
from dateline.errors import StoreError
from dateline.store import open_store
from dateline.store.changes import words
from dateline.store.documents import outlets
from dateline.store.judgements import history
from dateline.store.search import incident

Json = dict[str, Any]
ORDER = ("type", "date", "place", "killed", "injured", "perpetrator")


def command(any_id: str, *, store: str, rule: str, json: bool, ids: bool = False) -> int:
    """Write one incident; return the exit code.

    Raises:
        StoreError: there is no such store, or no such incident in it.
    """
    chosen = rule_named(rule)
    opened = open_store(store, create=False)
    try:
        with opened.reading() as connection:
            found = incident(connection, any_id, chosen)
            if found is None:
                raise StoreError(f"no incident {any_id}")
            told = history(connection, found["accounts"])
            named = outlets(connection, found["documents"])
    finally:
        opened.close()
    found["judgements"] = [
        {"id": j.id, "kind": j.kind, "reason": j.reason, "who": j.who, "made": j.made, "in_force": held} for j, held in told
    ]
    if json:
        sys.stdout.write(jsonlib.dumps(found, ensure_ascii=True) + "\n")
    else:
        sys.stdout.write("\n".join(map(printable, lines(found, named, ids=ids))) + "\n")
    return 0


def name_outlets(found: Json, named: Mapping[str, str]) -> None:
    """Give every statement, figure and quote a publisher to show, where the document names none."""
    quotes = [quote for conflict in found.get("conflicts", ()) for side in conflict["positions"] for quote in side["quotes"]]
    for said in [*found["statements"], *found["toll"], *quotes]:
        document = said.get("document") or said.get("document_id")
        said["publisher"] = said["publisher"] or named.get(document, document)


def lines(found: Json, named: Mapping[str, str], *, ids: bool = False) -> Iterator[str]:
    """Yield the lines of the page; ``named`` is what to call each document's outlet, ``ids`` adds what a judgement names."""
    name_outlets(found, named)
    documents, voices = len(found["documents"]), len(found["voices"])
    copies = f" ({documents - voices} copies)" if documents > voices else ""
    background = "" if found["main"] else "  told as background alone"
    told = f"{documents} document{'s' * (documents != 1)}, {voices} independent voice{'s' * (voices != 1)}"
    yield f"{found['id']}  {told}{copies}{background}"
    for name in ORDER:
        yield ""
        yield from _property(found, name)
    yield from _list(found, "claims of responsibility", [words_of_party(p) for p in found["responsibility_claims"]])
    yield from _list(found, "denials", [words_of_party(p) for p in found["denials"]])
    yield from _list(found, "weapons", found["weapons"])
    yield from _conflicts(found)
    yield from _list(found, "related", [f"{one['id']}: {one['why']}" for one in found["related"]])
    yield from _list(found, "judgements", [_judgement(one) for one in found["judgements"]])
    if ids:
        yield from _list(found, "accounts (for same, not-same)", _accounts(found))
        yield from _list(found, "statements (for accept, reject, correct)", [_statement(one) for one in found["statements"]])


def words_of_party(party: Json) -> str:
    """Return a claimant or denier with the channel."""
    return str(party["name"]) + (f", through {party['via']}" if party.get("via") else "")


def _property(found: Json, name: str) -> Iterator[str]:
    choice = next((c for c in found["choices"] if c["property"] == name and c["rule"] in ("reports", found["rule"])), None)
    if choice is None:
        yield f"{name}: not said"
        return
    yield f"{name}: {words(choice['value'])}"
    yield f"    {choice['because']}"
    if name in ("killed", "injured"):
        yield from (_point(point) for point in found["toll"] if point["property"] == name)
        return
    for said in sorted(found["statements"], key=lambda one: one["published"] or "9999"):
        if said["property"] == name:
            mark = "*" if said["id"] in choice["statements"] else " "
            yield f"  {mark} {said['published'] or 'undated   '}  {words(said['value'])}  “{said['quote']}”  {_who(said)}"


def _point(point: Json) -> str:
    arrow = f" ({point['revision']})" if point["revision"] else ""
    doubt = f"  [{point['doubtful']}]" if point["doubtful"] else ""
    mark = "" if point["settled"] else "also "
    day = point["day"] or "undated   "
    return f"    {day}  {mark}{words(point['value'])}{arrow}  “{point['quote']}”  {_who(point)}{doubt}"


def _who(said: Json) -> str:
    outlet = said.get("publisher") or said.get("document") or said.get("document_id") or ""
    return f"{said['speaker']}, in {outlet}" if said.get("speaker") else str(outlet)


def _accounts(found: Json) -> list[str]:
    """One line an account: its id, its outlet, and what it says of day, place and dead."""
    out = []
    for account in found["accounts"]:
        said = [one for one in found["statements"] if one["account"] == account]
        told = (
            next((words(one["value"]) for one in said if one["property"] == name), None) for name in ("date", "place", "killed")
        )
        outlet = said[0]["publisher"] if said else ""
        out.append("  ".join([account, str(outlet), *(one for one in told if one)]))
    return out


def _statement(said: Json) -> str:
    return f"{said['id']}  {said['property']} {words(said['value'])}  “{said['quote']}”  {_who(said)}"


def _conflicts(found: Json) -> Iterator[str]:
    for conflict in found["conflicts"]:
        yield ""
        yield f"conflict, {conflict['property']}: {conflict['reason']}"
        for position in conflict["positions"]:
            yield f"    {words(position['value'])}"
            yield from (f"        {_quoted(q)}{q['publisher'] or q['document_id']}" for q in position["quotes"])


def _quoted(quote: Json) -> str:
    return f"“{quote['quote']}”  " if quote["quote"] else ""


def _list(found: Json, title: str, entries: list[str]) -> Iterator[str]:
    if entries:
        yield ""
        yield f"{title}:"
        yield from (f"    {entry}" for entry in entries)


def _judgement(one: Json) -> str:
    end = "" if one["in_force"] else " (superseded)"
    return f"{one['made'][:16]}  {one['kind']} by {one['who'] or 'unknown'}: {one['reason']}  {one['id']}{end}"
