"""``linking``: several outlets' reports joined into incidents, and the settled toll, date and place of each.

The reports of ``multi`` go through the pipeline and into a store in memory. An account is aligned with the coded incident that it
tells (evaluate.align); linking is scored over the aligned ones (``linking``) and over all (``end to end``: a missed incident costs
recall, a spurious one precision). Values are held against ``truth.json`` for the incidents that some report's main account tells.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dateline.evaluate import gold
from dateline.evaluate.align import align
from dateline.evaluate.coreference import Partition, b_cubed, ceaf_e, conll, muc
from dateline.evaluate.documents import corpus_hash, first, from_file, progress, record
from dateline.evaluate.metrics import percent
from dateline.evaluate.result import Evaluation, Options, Row
from dateline.reconcile.account import Json, accounts
from dateline.reconcile.places import kilometres
from dateline.reconcile.record import by_rule
from dateline.store import open_store
from dateline.store.add import add
from dateline.types import PlaceValue, Rule

NOTES = (
    "truth.json settles some tolls by reports that are not in this folder: 'said' counts only those that some report here gives",
    "inside: low..high holds the settled toll, a high that was given as a minimum is open above",
)
Mention = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Linked:
    """The record made of all reports: its incidents, each account's incident, and the aligned accounts by (document, key)."""

    incidents: Mapping[str, Json]
    home: Mapping[str, str]
    aligned: Mapping[Mention, str]
    gold: Mapping[Mention, str]
    spurious: tuple[str, ...]


def benchmark(options: Options) -> Evaluation:
    """Return the evaluation of linking and choice over the reports of ``multi``."""
    cases = list(first(gold.folder(options.data), options.limit))
    files = [file for case in cases for file in (case.path, case.path.with_suffix(".json"))]
    truth_file = options.data / "truth.json"
    truth = json.loads(truth_file.read_text(encoding="utf-8")) if truth_file.exists() else {}
    linked = link(cases, options)
    rows = [*partition_rows(linked), *truth_rows(linked, truth)]
    headline = {f"{row.name.replace(' ', '_')}": next(iter(row.figures.values())) for row in rows}
    return Evaluation("linking", corpus_hash(files), tuple(rows), headline, NOTES, tuple(errors(linked, truth)))


def link(cases: Sequence[gold.Case], options: Options) -> Linked:
    """Run the pipeline over the cases, put what it says into a store in memory, and align accounts with the coded incidents."""
    store = open_store("sqlite://")
    aligned: dict[Mention, str] = {}
    true: dict[Mention, str] = {}
    spurious: list[str] = []
    for case in progress(cases, options, "reports"):
        document = from_file(case.path, case.published)
        said = record(document)
        add(store, [(document, said)], "evaluation")
        found = accounts(said, document.text)
        matched = align(case.incidents, said["incidents"], document.text)
        for at, ours in matched.pairs:
            aligned[case.id, case.incidents[at].key] = found[ours].id
        spurious += [found[at].id for at in matched.spurious]
        true |= {(case.id, item.key): item.key for item in case.incidents if not item.optional}
    with store.reading() as connection:
        incidents, home = contents(connection)
    store.close()
    return Linked(incidents, home, aligned, true, tuple(spurious))


def contents(connection: Any) -> tuple[dict[str, Json], dict[str, str]]:
    """Return the store's incidents by id and each account's incident."""
    from sqlalchemy import select

    from dateline.store import tables

    incidents = {row.id: json.loads(row.record) for row in connection.execute(select(tables.incidents))}
    home = {row.account_id: row.incident_id for row in connection.execute(select(tables.members))}
    return incidents, home


def partition_rows(linked: Linked) -> list[Row]:
    """Return the rows on linking: of aligned accounts, and end to end."""
    both = [mention for mention in linked.gold if mention in linked.aligned]
    true = {mention: linked.gold[mention] for mention in both}
    ours = {mention: linked.home[linked.aligned[mention]] for mention in both}
    whole = {mention: linked.home[one] for mention, one in linked.aligned.items() if mention in linked.gold}
    whole |= {("spurious", one): linked.home[one] for one in linked.spurious}
    return [
        *scores("linking", true, ours),
        *scores("end to end", linked.gold, whole),
    ]


def scores(name: str, true: Partition, ours: Partition) -> list[Row]:
    """Return the rows of one partition: B-cubed and CoNLL F1."""
    cubed = b_cubed(true, ours)
    figures = {"f1": cubed.f1, "precision": cubed.precision, "recall": cubed.recall, "n": float(len(true))}
    parts = {"f1": conll(true, ours), "muc": muc(true, ours).f1, "ceaf_e": ceaf_e(true, ours).f1}
    return [Row(f"{name} b_cubed", figures), Row(f"{name} conll", parts)]


def shown_for(linked: Linked, key: str) -> Json | None:
    """Return the incident that most accounts of the coded incident `key` stand in."""
    homes = [linked.home[one] for (_, own), one in sorted(linked.aligned.items()) if own == key]
    if not homes:
        return None
    return linked.incidents[max(sorted(set(homes)), key=homes.count)]


def truth_rows(linked: Linked, truth: Mapping[str, Json]) -> list[Row]:
    """Return the rows on settled toll by each rule, date and place, and on the range."""
    keys = [key for key in truth if key in linked.gold.values()]
    found = {key: shown_for(linked, key) for key in keys}
    rules: tuple[Rule, ...] = ("gtd", "acled", "ucdp")
    said = [key for key in keys if _said(linked, found[key], truth[key])]
    rows = []
    for rule in rules:
        right = [key for key in keys if _toll_right(found[key], truth[key], rule)]
        among = sum(key in said for key in right)
        figures = {"accuracy": percent(len(right), len(keys)), "said": percent(among, len(said)), "n": float(len(keys))}
        rows.append(Row(f"settled toll {rule}", figures))
    for name, test in (("inside", inside), ("date", _date_right), ("place", _place_right)):
        right_here = sum(test(found[key], truth[key]) for key in keys)
        rows.append(Row(f"settled {name}", {"accuracy": percent(right_here, len(keys)), "n": float(len(keys))}))
    return rows


def _figure(shown: Json | None, rule: Rule = "gtd") -> Json | None:
    return None if shown is None else by_rule(dict(shown), rule).get("killed")


def _toll_right(shown: Json | None, true: Json, rule: Rule) -> bool:
    count = _figure(shown, rule)
    return count is not None and count["best"] is not None and true["killed"]["low"] <= count["best"] <= true["killed"]["high"]


def inside(shown: Json | None, true: Json) -> bool:
    """Tell whether low..high holds the settled toll, or one of the figures that the coder takes for settled."""
    count = _figure(shown)
    if count is None or count["low"] is None:
        return False
    is_open = count["high"] is None or count["qualifier"] in ("at_least", "more_than")
    return bool(count["low"] <= true["killed"]["high"] and (is_open or true["killed"]["low"] <= count["high"]))


def _said(linked: Linked, shown: Json | None, true: Json) -> bool:
    """Whether some figure in the reports is the settled one: what no report says, no rule can choose."""
    values = [p["value"]["best"] for p in (shown or {}).get("toll", ()) if p["property"] == "killed"]
    return any(v is not None and true["killed"]["low"] <= v <= true["killed"]["high"] for v in values)


def _date_right(shown: Json | None, true: Json) -> bool:
    return shown is not None and bool(shown["date"]["value"] == true["date"])


def _place_right(shown: Json | None, true: Json) -> bool:
    """Right within the coder's tolerance, and never stricter than 25 km (a town's centre; ACLED geo_precision 1)."""
    place = (shown or {}).get("place")
    if not place or place["lat"] is None:
        return False
    here = PlaceValue("", lat=place["lat"], lon=place["lon"])
    there = PlaceValue("", lat=true["lat"], lon=true["lon"])
    return (kilometres(here, there) or 0.0) <= max(25.0, float(true["coord_tolerance_km"]))


def errors(linked: Linked, truth: Mapping[str, Json]) -> Iterator[dict[str, object]]:
    """Yield what went wrong: coded incidents split over several of ours, joined with others, and values that are not the truth."""
    for key in sorted(set(linked.gold.values())):
        homes = {m[0]: linked.home[one] for m, one in linked.aligned.items() if m[1] == key}
        if len(set(homes.values())) > 1:
            yield {"error": "split", "key": key, "homes": homes}
    for home in sorted(set(linked.home.values())):
        keys = sorted({m[1] for m, one in linked.aligned.items() if linked.home[one] == home})
        if len(keys) > 1:
            yield {"error": "joined", "home": home, "keys": keys}
    for key, true in truth.items():
        shown = shown_for(linked, key)
        if shown is not None:
            ours = {name: shown[name] for name in ("date", "place", "killed", "injured", "perpetrator")}
            yield {"error": "values", "key": key, "ours": ours, "truth": {n: true[n] for n in ("date", "place", "killed")}}
