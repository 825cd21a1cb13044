"""All articles of one shooting together: the engine's own incident of their main accounts, in the archive's terms.

Which articles belong together is given here; ``gva_linking`` finds it by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any

from dateline.reconcile.account import Json, accounts
from dateline.reconcile.duplicates import likeness, shingles
from dateline.reconcile.incident import build
from dateline.reconcile.link import Pair
from dateline.reconcile.record import record
from dateline.types import Account, Document

Told = tuple[Document, dict[str, Any]]
"""A document with its contract object."""


def main_account(document: Document, said: Json) -> Account | None:
    """Return the account of a document's main incident: the first marked ``main``, else the first, None where it tells none."""
    own = accounts(said, document.text)
    return next((account for account in own if account.main), own[0] if own else None)


def together(told: Sequence[Told]) -> dict[str, Any] | None:
    """Return the record of the incident that the documents' main accounts make, copies counted as one voice; None of none."""
    found = [account for document, said in told if (account := main_account(document, said)) is not None]
    return record(build(found, copies=_copies(told))) if found else None


def _copies(told: Sequence[Told]) -> Iterator[Pair]:
    texts = {document.id: shingles(document.text) for document, _ in told}
    for one, two in combinations(sorted(texts), 2):
        if likeness(texts[one], texts[two]):
            yield one, two


def figure(found: Json, name: str) -> int:
    """Return the settled figure, with the attackers whom the codebook keeps apart, as the accounts that give it count them.

    A toll that no report speaks of counts as 0: the archive knows no "unknown", and counts attackers in.
    """
    count = found.get(name) or {}
    best = count.get("best")
    base = int(best if best is not None else count.get("low") or 0)
    givers = {p["account_id"] for p in found["toll"] if p["property"] == name and p["settled"] and p["value"]["best"] == base}
    apart = dict.fromkeys(sorted(givers or found["accounts"]), 0)
    for said in found["statements"]:
        if said["property"] == name and said.get("note") == "attackers" and said["account"] in apart:
            apart[said["account"]] = max(apart[said["account"]], said["value"]["best"] or 0)
    counts = sorted(apart.values())
    return base + max(counts, key=counts.count, default=0)
