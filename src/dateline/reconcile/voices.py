"""Voices: copies of one text, and captures of one address, speak with one voice in every rule."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.reconcile.link import Pair, components
from dateline.types import Account


def voices(accounts: Iterable[Account], copies: Iterable[Pair]) -> tuple[tuple[str, ...], ...]:
    """Return the documents of `accounts` grouped into voices, each sorted; ``copies`` are pairs of near-duplicate documents."""
    accounts = list(accounts)
    documents = sorted({account.document_id for account in accounts})
    by_url: dict[str, set[str]] = {}
    for account in accounts:
        if account.url:
            by_url.setdefault(account.url, set()).add(account.document_id)
    captures = [(first, other) for group in by_url.values() for first, *rest in [sorted(group)] for other in rest]
    return tuple(components(documents, [*captures, *copies]))


def home(groups: Iterable[tuple[str, ...]]) -> dict[str, str]:
    """Return each document's voice: the first document of its group."""
    return {document: group[0] for group in groups for document in group}
