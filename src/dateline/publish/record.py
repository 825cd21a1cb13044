"""The exported record: an incident in the contract's shape with its reports, guarded for print; written and read back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from dateline.codebook.tables import table
from dateline.errors import Malformed
from dateline.publish.speakers import printable

Json = dict[str, Any]
FIRST = (
    "id", "type", "main", "outcome", "date", "place", "killed", "injured", "perpetrator", "responsibility_claims", "denials",
    "weapons", "targets", "statements", "reports", "choices", "toll", "conflicts", "rule", "codebook",
)  # fmt: skip
"""The order of keys: the contract of ``dateline extract`` first, then what reconciling adds."""


def codebook_version(rule: str) -> str:
    """Return the version that an export names: of the choice rules and of the columns."""
    return f"dateline {table('choice_rules')['version']}.{table('export_columns')['version']} rule {rule}"


def exported(incident: Mapping[str, Any], reports: Iterable[Json]) -> Json:
    """Return an incident's record as exports carry it.

    Claims and denials take the contract's shape (``by``); speakers who are private persons lose their names (CODEBOOK: Care for
    people). ``reports`` are objects with ``document``, ``path``, ``url``, ``title``, ``publisher``, ``published``.
    """
    out: Json = {**incident, "reports": sorted(reports, key=lambda one: (one["published"] or "9999", one["document"]))}
    out.pop("related", None)
    out["codebook"] = codebook_version(str(incident["rule"]))
    for name in ("responsibility_claims", "denials"):
        out[name] = [{"by": p["name"], **{k: v for k, v in p.items() if k != "name"}} for p in incident[name]]
    out |= guarded(incident, "statements", "toll")
    return {key: out[key] for key in (*FIRST, *sorted(out.keys() - set(FIRST)))}


def guarded(incident: Mapping[str, Any], *parts: str) -> Json:
    """Return these parts of a record with speakers fit for print: of private persons the role alone."""
    return {name: [{**said, "speaker": printable(said)} for said in incident[name]] for name in parts}


def line(record: Mapping[str, Any]) -> str:
    """Return a record as one line of JSON without its end."""
    return json.dumps(record, ensure_ascii=True, separators=(", ", ": "))


def load(lines: Iterable[str]) -> Iterator[Json]:
    """Yield the records of JSON lines that `line` wrote.

    Raises:
        Malformed: a line is no record; ``position`` is its line from 1.
    """
    for number, text in enumerate(lines, 1):
        if not text.strip():
            continue
        try:
            found = json.loads(text)
        except json.JSONDecodeError as error:
            raise Malformed(f"not well-formed JSON: {error.msg}", position=number) from error
        missing = [key for key in FIRST if not isinstance(found, dict) or key not in found]
        if missing:
            raise Malformed(f"not an exported incident: without {', '.join(missing[:3])}", position=number)
        yield found
