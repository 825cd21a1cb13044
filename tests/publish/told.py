"""Explainers of the examples, through a store in memory: what the tests of publish share."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from dateline import __version__
from dateline.extract.contract import record
from dateline.ingest import read
from dateline.pipeline import run
from dateline.publish.dossier import Dossier
from dateline.store import Store, open_store
from dateline.store.add import add
from dateline.store.dossier import dossier
from dateline.store.search import Filter, find
from dateline.types import Document

EXAMPLES = Path(__file__).parents[2] / "examples"


def filled(*names: str) -> Store:
    store = open_store("sqlite://")
    documents = [document for name in names for document in read(str(EXAMPLES / name))]
    add(store, [(document, record(run(document))) for document in documents], __version__)
    return store


@cache
def baidoa() -> Dossier:
    return told("reports.jsonl", "Baidoa")


@cache
def maiduguri() -> Dossier:
    return told("explainer.html", "Maiduguri")


@cache
def of_text(text: str, published: date) -> Dossier:
    """The dossier of the first incident that an article of one's own tells."""
    store, document = open_store("sqlite://"), Document("x", text, published=published)
    add(store, [(document, record(run(document)))], __version__)
    with store.reading() as connection:
        return dossier(connection, next(iter(find(connection, Filter())))["id"])  # type: ignore[return-value]


def told(name: str, place: str, *, main: bool = True) -> Dossier:
    store = filled(name)
    with store.reading() as connection:
        found: Any = [one for one in find(connection, Filter(place=place)) if one["main"] is main]
        return dossier(connection, found[0]["id"])  # type: ignore[return-value]
