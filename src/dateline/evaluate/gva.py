"""``gva``: shootings in the USA against the Gun Violence Archive's record of each: date, city, state, killed, injured.

Every article is scored alone: its main incident (the first marked ``main``, else the first) against the record. The archive
knows no "unknown": a toll that the article does not speak of counts as 0, and the archive's dead include the attacker, so figures
noted ``attackers`` are added to ours before comparing. City: the name, or 25 km where both sides have coordinates. ``dev`` are
the incidents before 11 September 2016, ``test`` the newest fifth. Articles may be older or newer than the settled figures, so 100
is out of reach.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from dateline.errors import Malformed
from dateline.evaluate import fields
from dateline.evaluate.documents import Json, corpus_hash, first, from_text, progress, record, spread
from dateline.evaluate.gva_together import Told, figure, together
from dateline.evaluate.metrics import percent
from dateline.evaluate.result import Evaluation, Options, Row
from dateline.evaluate.words import alike, fold
from dateline.gazetteer import distance

NEWEST = "2016-09-11"
"""First day of the newest fifth, which is held out."""
NEAR_KM = 25.0
"""A place this near to the archive's point is the city: ACLED geo precision 1 and UCDP where_prec 2 draw the same circle."""
CHECKS = ("date", "city", "state", "killed", "injured", "killed and injured")
NOTES = (
    "accuracy over all articles, those without an incident included; a toll that is not spoken of counts as 0",
    "published on the event-mention task of the same articles: 85.8 CoNLL F1 (linking; issue 5)",
)


@dataclass(frozen=True, slots=True)
class Account:
    """What one article says of one incident of the archive, ready to compare. Figures None are unknown."""

    incident: Json
    article: str
    published: str
    date: str | None
    city: str | None
    state: str | None
    lat: float | None
    lon: float | None
    killed: int | None
    injured: int | None
    found: bool


def benchmark(options: Options) -> Evaluation:
    """Return the accuracies of single articles, and of all articles of an incident together.

    Raises:
        Malformed: a data file is not JSON Lines.
    """
    files = (options.data / "incidents.jsonl.gz", options.data / "articles.jsonl.gz")
    articles = {row["id"]: row for row in rows(files[1])}
    pairs = _pairs(chosen(files[0], options.split), articles, options.limit)
    read: dict[str, Told] = {}
    accounts = list(_accounts(pairs, read, options))
    verdicts = [(a, verdict(a)) for a in accounts]
    joined = linked(pairs, read)
    single = {name: percent(sum(v[name] for _, v in verdicts), len(verdicts)) for name in CHECKS}
    table = [
        Row("incident found", {"accuracy": percent(sum(a.found for a in accounts), len(accounts)), "n": len(accounts)}),
        *(Row(name, {"accuracy": single[name], "n": len(verdicts)}) for name in CHECKS),
        *_joined_rows(joined),
    ]
    headline = {name.replace(" ", "_"): value for name, value in single.items()}
    return Evaluation("gva", corpus_hash(files), tuple(table), headline, NOTES, tuple(_errors(verdicts)))


def rows(path: Path) -> Iterator[Json]:
    """Yield the objects of a gzipped JSON Lines file.

    Raises:
        Malformed: a line is not JSON.
    """
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        for number, line in enumerate(stream, 1):
            try:
                yield json.loads(line)
            except ValueError as error:
                raise Malformed(f"not JSON: {error}", path=str(path), position=number) from error


def chosen(path: Path, split: str) -> list[Json]:
    """Return the incidents of a split, in order of their dates."""
    incidents = [row for row in rows(path) if (row["date"] >= NEWEST) == (split == "test")]
    return sorted(incidents, key=lambda row: (row["date"], row["incident_id"]))


def _pairs(incidents: list[Json], articles: Mapping[str, Json], limit: int | None) -> list[tuple[Json, Json]]:
    """Return (incident, article); a limit takes incidents at even distances over the time, with all their articles."""
    wanted = None if limit is None else -(-limit * len(incidents) // max(sum(len(i["article_ids"]) for i in incidents), 1))
    pairs = [(incident, articles[name]) for incident in spread(incidents, wanted) for name in incident["article_ids"]]
    return list(first([pair for pair in pairs if pair[1]["text"].strip()], limit))


def _accounts(pairs: Sequence[tuple[Json, Json]], read: dict[str, Told], options: Options) -> Iterator[Account]:
    """Yield each article's account; what the engine says of it is put into `read`."""
    for incident, article in progress(pairs, options, "articles"):
        if article["id"] not in read:
            day = date.fromisoformat(article["published"]) if article["published"] else None
            document = from_text(article["id"], article["text"], day, article["title"])
            read[article["id"]] = (document, record(document))
        yield account(incident, article, read[article["id"]][1])


def account(incident: Json, article: Json, ours: Json) -> Account:
    """Return what a contract record says in the archive's terms."""
    main = next((own for own in ours["incidents"] if own["main"]), next(iter(ours["incidents"]), None))
    own = main or {}
    where = own.get("place") or {}
    return Account(
        incident=incident,
        article=article["id"],
        published=article["published"] or "",
        date=(own.get("date") or {}).get("value"),
        city=where.get("name"),
        state=where.get("admin1"),
        lat=where.get("lat"),
        lon=where.get("lon"),
        killed=_with_attackers(own, "killed"),
        injured=_with_attackers(own, "injured"),
        found=main is not None,
    )


def _with_attackers(own: Mapping[str, object], effect: str) -> int | None:
    """Return the figure with the attackers, whom the archive counts in and CODEBOOK keeps apart."""
    shown = own.get(effect)
    base = fields.figure(shown if isinstance(shown, dict) else None)
    said = own.get("statements")
    apart = [
        fields.figure(s["value"]) or 0
        for s in (said if isinstance(said, list) else [])
        if s["property"] == effect and s.get("note") == "attackers"
    ]
    if not apart:
        return base
    return (base or 0) + max(apart)


def verdict(account: Account) -> dict[str, bool]:
    """Return each check of one account."""
    gold = account.incident
    killed, injured = (account.killed or 0) == gold["killed"], (account.injured or 0) == gold["injured"]
    return {
        "date": account.date == gold["date"],
        "city": _city(account),
        "state": account.state is not None and fold(account.state) == fold(gold["state"]),
        "killed": account.found and killed,
        "injured": account.found and injured,
        "killed and injured": account.found and killed and injured,
    }


def _city(account: Account) -> bool:
    gold = account.incident
    if account.city and gold["city"] and alike(gold["city"], account.city):
        return True
    if account.lat is None or account.lon is None or gold["lat"] is None or gold["lon"] is None:
        return False
    return distance(account.lat, account.lon, gold["lat"], gold["lon"]) <= NEAR_KM


def linked(pairs: Sequence[tuple[Json, Json]], read: Mapping[str, Told]) -> list[Account]:
    """Return one account an incident with two articles or more: what the engine's own rules settle on over all of them."""
    groups: dict[str, list[str]] = {}
    for incident, article in pairs:
        groups.setdefault(incident["incident_id"], []).append(article["id"])
    gold = {incident["incident_id"]: incident for incident, _ in pairs}
    return [_settled(gold[key], together([read[one] for one in ids])) for key, ids in groups.items() if len(ids) > 1]


def _settled(incident: Json, found: Json | None) -> Account:
    """Return what the record of all articles says: as one article's main incident, with the settled figures."""
    if found is None:
        return account(incident, {"id": "", "published": None}, {"incidents": []})
    told = account(incident, {"id": "", "published": None}, {"incidents": [{**found, "main": True}]})
    return replace(told, killed=figure(found, "killed"), injured=figure(found, "injured"))


def _joined_rows(joined: Sequence[Account]) -> Iterator[Row]:
    verdicts = [verdict(account) for account in joined]
    for name in CHECKS:
        figures = {"accuracy": percent(sum(v[name] for v in verdicts), len(verdicts)), "n": len(verdicts)}
        yield Row(f"all articles together (given): {name}", figures)


def _errors(verdicts: Sequence[tuple[Account, dict[str, bool]]]) -> Iterator[Json]:
    for account, checks in verdicts:
        wrong = [name for name, right in checks.items() if not right]
        if wrong:
            gold = account.incident
            yield {
                "incident": gold["incident_id"], "article": account.article, "published": account.published, "wrong": wrong,
                "gold": [gold["date"], gold["city"], gold["state"], gold["killed"], gold["injured"]],
                "ours": [account.date, account.city, account.state, account.killed, account.injured], "found": account.found,
            }  # fmt: skip
