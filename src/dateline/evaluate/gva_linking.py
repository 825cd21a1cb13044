"""``gva_linking``: articles on shootings in the USA joined into incidents, against the Gun Violence Archive's own grouping.

The mentions are the articles: each stands where its main account stands (an article without one stands alone). ``dev`` are the
incidents before 11 September 2016. A limit takes consecutive incidents from the beginning, with all that happened in those
weeks: taking every tenth would make linking easier than it is. Published on these articles (event mentions): 85.8 CoNLL F1.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from dateline.evaluate.coreference import b_cubed
from dateline.evaluate.documents import corpus_hash, from_text, progress, record
from dateline.evaluate.gva import chosen, rows
from dateline.evaluate.gva_together import figure, main_account
from dateline.evaluate.linking import contents, scores
from dateline.evaluate.metrics import percent
from dateline.evaluate.result import Evaluation, Options, Row
from dateline.reconcile.account import Json
from dateline.store import Store, open_store
from dateline.store.add import add
from dateline.types import Document

AT_ONCE = 20


def benchmark(options: Options) -> Evaluation:
    """Return the evaluation of linking and of the settled figures over the archive's articles."""
    files = (options.data / "incidents.jsonl.gz", options.data / "articles.jsonl.gz")
    articles = {row["id"]: row for row in rows(files[1])}
    incidents = chosen(files[0], options.split)
    pairs = list(consecutive(incidents, articles, options.limit))
    store = open_store("sqlite://")
    home = fill(store, ((document, record(document)) for document, _ in progress(pairs, options, "articles")))
    with store.reading() as connection:
        shown, where = contents(connection)
    store.close()
    true = {document.id: incident["incident_id"] for document, incident in pairs}
    ours = {article: where[home[article]] if article in home else f"alone {article}" for article in true}
    settled = settled_rows(incidents, true, ours, shown)
    table = [*scores("linking", true, ours), *settled]
    headline = {"linking_b_cubed": b_cubed(true, ours).f1, "killed_exact": settled[0].figures["accuracy"]}
    notes = ("an article that the archive files under two incidents counts for the first",)
    return Evaluation("gva_linking", corpus_hash(files), tuple(table), headline, notes, tuple(errors(true, ours)))


def consecutive(
    incidents: Sequence[Mapping[str, Any]], articles: Mapping[str, Json], limit: int | None
) -> Iterator[tuple[Document, Json]]:
    """Yield (document, incident), each article once, until `limit` articles; the last incident is taken whole."""
    taken: set[str] = set()
    for incident in incidents:
        if limit is not None and len(taken) >= limit:
            return
        for name in incident["article_ids"]:
            article = articles[name]
            if name not in taken and article["text"].strip():
                taken.add(name)
                day = date.fromisoformat(article["published"]) if article["published"] else None
                yield from_text(name, article["text"], day, article["title"]), incident


def fill(store: Store, found: Iterator[tuple[Document, Json]]) -> dict[str, str]:
    """Add documents with their contract objects; return each document's main account."""
    home: dict[str, str] = {}
    batch: list[tuple[Document, Json]] = []
    for document, said in found:
        main = main_account(document, said)
        if main is not None:
            home[document.id] = main.id
        batch.append((document, said))
        if len(batch) == AT_ONCE:
            add(store, batch, "evaluation")
            batch = []
    if batch:
        add(store, batch, "evaluation")
    return home


def settled_rows(
    incidents: Sequence[Json], true: Mapping[str, str], ours: Mapping[str, str], shown: Mapping[str, Json]
) -> list[Row]:  # fmt: skip
    """Return the rows on settled figures, over incidents with two articles or more: those of our incident with most of them.

    A toll that no report speaks of counts as 0: the archive knows no "unknown", and counts attackers in.
    """
    articles: dict[str, list[str]] = {}
    for article, incident in true.items():
        articles.setdefault(incident, []).append(article)
    several = [row for row in incidents if len(articles.get(row["incident_id"], ())) > 1]
    right = {"killed": 0, "injured": 0, "date": 0}
    for truth in several:
        homes = [ours[article] for article in articles[truth["incident_id"]]]
        found = shown.get(max(sorted(set(homes)), key=homes.count))
        for name in ("killed", "injured"):
            right[name] += found is not None and figure(found, name) == truth[name]
        right["date"] += found is not None and (found["date"] or {}).get("value") == truth["date"]
    n = len(several)
    shares = {name: {"accuracy": percent(count, n), "n": float(n)} for name, count in right.items()}
    return [Row(f"settled {name}, two articles or more", figures) for name, figures in shares.items()]


def errors(true: Mapping[str, str], ours: Mapping[str, str]) -> Iterator[dict[str, object]]:
    """Yield each incident of the archive whose articles stand in several of ours, and each of ours that holds several."""
    for one, two, name in ((true, ours, "split"), (ours, true, "joined")):
        groups: dict[str, list[str]] = {}
        for article in sorted(one):
            groups.setdefault(one[article], []).append(article)
        for cluster, members in groups.items():
            others = {article: two[article] for article in members}
            if len(set(others.values())) > 1:
                yield {"error": name, "cluster": cluster, "articles": others}
