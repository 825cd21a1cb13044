"""Nothing is said that the source did not say: quotes, explainers, hedges and corrections, over all development data.

    python benchmarks/truth.py [--data FOLDER] [--sample 300]

1. Every statement's quote is the verbatim slice of its document that its offsets name, in every set of the development data.
2. Every sentence of every explainer rests on statements of the record whose quotes stand in their articles.
3. Cases (tests/trust/said.jsonl): negations, denials, hedges, old tolls, hypotheses, drills, films, sports, disease, accidents.
4. Corrections: a revised and a retracted article, and a judgement, change incident, export, feed and alert; the old figure stays visible.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from dateline.extract.contract import record
from dateline.pipeline import run
from dateline.store import Store, open_store
from dateline.store.add import add
from dateline.types import Document, Judgement

ROOT = Path(__file__).parents[1]
CASES = ROOT / "tests" / "trust" / "said.jsonl"
DATA = ROOT.parent / "shared" / "data"
CERTAINTIES = ("stated", "hedged", "denied", "claimed")

Json = dict[str, Any]


# ---- documents ------------------------------------------------------------------------------------------------------------


def documents(data: Path, sample: int) -> Iterator[tuple[str, Document]]:
    """Yield (set, document) of the development data: whole sets of our own kind, the first `sample` of the larger ones."""
    for name in ("seed", "modern", "multi", "written"):
        for file in sorted((data / name).glob("*.txt")):
            facts = file.with_suffix(".json")
            known = json.loads(facts.read_text(encoding="utf-8")) if facts.exists() else {}
            day = (known.get("document") or known).get("published") if isinstance(known, dict) else None
            yield name, Document(id=f"{name}/{file.stem}", text=file.read_text(encoding="utf-8"), publisher=file.stem,
                                 published=date.fromisoformat(day[:10]) if day else None)  # fmt: skip
    with gzip.open(data / "gva" / "articles.jsonl.gz", "rt", encoding="utf-8") as stream:
        for _, line in zip(range(sample), stream, strict=False):
            row = json.loads(line)
            yield "gva", Document(id=f"gva/{row['id']}", text=f"{row['title']}\n{row['text']}", publisher="gva")
    for number, (name, text) in enumerate(_muc4(data / "muc4" / "dev")):
        if number == sample:
            break
        yield "muc4", Document(id=f"muc4/{name}", text=text, publisher="muc4")


def _muc4(folder: Path) -> Iterator[tuple[str, str]]:
    for file in sorted(folder.rglob("*")):
        if file.is_file() and "key" not in file.name.lower():
            for number, message in enumerate(file.read_text(encoding="latin-1").split("\n\n\n")):
                if len(message) > 200:
                    yield f"{file.name}-{number}", message


# ---- 1: quotes ------------------------------------------------------------------------------------------------------------


def said_in(said: Json) -> Iterator[Json]:
    """Yield everything in a contract object that carries a quote."""
    for group in (*said["incidents"], *said["advisories"], *said["actors"]):
        yield from group["statements"]
    yield from said["motives"]


def wrong_quotes(document: Document, said: Json) -> list[str]:
    """Return what is wrong with the quotes of one document."""
    found = []
    for one in said_in(said):
        if not one["quote"].strip() or document.text[one["start"] : one["end"]] != one["quote"]:
            found.append(f"{document.id}: {one['quote']!r} is not the text at {one['start']}")
        if one["certainty"] not in CERTAINTIES:
            found.append(f"{document.id}: certainty {one['certainty']!r}")
    return found


# ---- 2: explainers --------------------------------------------------------------------------------------------------------


def wrong_sentences(store: Store) -> tuple[int, int, list[str]]:
    """Return how many explainers and sentences there are, and the sentences that do not rest on the record."""
    from dateline.publish.explainer import explain
    from dateline.reconcile.account import statement_id
    from dateline.store.dossier import dossier
    from dateline.store.search import Filter, find

    explainers = sentences = 0
    found: list[str] = []
    with store.reading() as connection:
        for one in list(find(connection, Filter())):
            held = dossier(connection, one["id"])
            assert held is not None
            texts = {paper.id: paper.text for paper in held.papers.values()}
            spans = {(name, s["start"], s["end"]) for name, said in held.records.items() for s in said_in(said)}
            spans |= {(s["document"], s["start"], s["end"]) for other in (held.incident, *held.others) for s in other["statements"]}
            noted = {statement_id(name, s): str(s.get("note")) for name, said in held.records.items()
                     for actor in said["actors"] for s in actor["statements"]}  # fmt: skip
            explainers += 1
            for section in explain(held).sections:
                for sentence in section.sentences:
                    sentences += 1
                    found += _unsupported(sentence, texts, spans, noted)
    return explainers, sentences, found


def _unsupported(
    sentence: Any, texts: dict[str, str], spans: set[tuple[str, int, int]], noted: dict[str, str]
) -> Iterator[str]:
    """Yield quotes that are no slice, or neither a statement's own nor the words of its note ("By 2021" of "as of 2021")."""
    if not sentence.evidence:
        yield f"no evidence: {sentence.text}"
    for one in sentence.evidence:
        if texts[one.paper][one.start : one.end] != one.quote:
            yield f"no slice: {one.quote!r} under {sentence.text!r}"
        of_note = noted.get(one.statement) == f"as of {one.quote[-4:]}"
        if (one.paper, one.start, one.end) not in spans and not of_note:
            yield f"no statement: {one.quote!r} under {sentence.text!r}"


# ---- 3: cases -------------------------------------------------------------------------------------------------------------


def cases() -> list[Json]:
    return [json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines()]


def wrong_case(case: Json) -> list[str]:
    """Return what Dateline says that a case does not."""
    said = record(run(Document(id=case["id"], text=case["text"], published=date(2021, 5, 4))))
    incidents = said["incidents"]
    main = next((one for one in incidents if one["main"]), incidents[0] if incidents else None)
    figures = [s for one in incidents for s in one["statements"] if s["property"] == "killed" and isinstance(s["value"], dict)]
    found = []
    if "incidents" in case and len(incidents) != case["incidents"]:
        found.append(f"{len(incidents)} incidents: {[one['type'] for one in incidents]}")
    if "killed_best" in case:
        wanted = case["killed_best"] if isinstance(case["killed_best"], list) else [case["killed_best"]]
        best = main["killed"]["best"] if main and main["killed"] else None
        found += [f"killed {best}"] if best not in wanted else []
    for one in incidents:
        best = (one["killed"] or {}).get("best")
        found += [f"killed {best}"] if best is not None and best in case.get("not_killed", []) else []
    if main and main["killed"] and main["killed"]["best"] in case.get("main_not_killed", []):
        found.append(f"the main incident has killed {main['killed']['best']}")
    for wanted in case.get("certainties", []):
        if figures and all(s["certainty"] != wanted for s in figures):
            found.append(f"certainty {[s['certainty'] for s in figures]}")
    for figure, word in case.get("speakers", {}).items():
        speakers = [s["speaker"] or "" for s in figures if s["value"]["best"] == int(figure)]
        found += [f"{figure} said by {speakers}"] if not any(word in one for one in speakers) else []
    if "qualifier" in case and (not main or not main["killed"] or main["killed"]["qualifier"] != case["qualifier"]):
        found.append(f"qualifier {main and main['killed']}")
    return found + _wrong_blame(case, main)


def _wrong_blame(case: Json, main: Json | None) -> list[str]:
    who = main["perpetrator"] if main else None
    claimed = [one["by"] for one in main["responsibility_claims"]] if main else []
    found = [f"claimed by {name}" for name in claimed if name in case.get("not_claimed", [])]
    found += [f"perpetrator {who['name']}"] if case.get("no_perpetrator") and who and who["actor_id"] else []
    found += [f"status {who['status']}"] if "status" in case and who and who["status"] != case["status"] else []
    found += [f"status {who['status']} of {who['name']}"] if who and who["status"] in case.get("status_not", []) else []
    found += [f"date {main['date']['value']}"] if main and main["date"]["value"] in case.get("main_date_not", []) else []
    return found


# ---- 4: corrections -------------------------------------------------------------------------------------------------------


FIRST = "Bomb kills 12 in Quetta\nA bomb killed 12 people in a market in Quetta on 3 May 2021, police said. Thirty others were wounded."
REVISED = FIRST.replace("12", "9") + "\nCorrection: an earlier version of this article gave a higher number of dead."
RETRACTED = "Article withdrawn\nThis article has been withdrawn because its central claim could not be confirmed. We regret the error."
ADDRESS = "https://outlet.example/quetta"


def article(text: str, hour: int) -> tuple[Document, Json]:
    """Return a capture of the one address at an hour of the day."""
    from datetime import UTC, datetime

    document = Document(
        id=f"d{hour:02}", text=text, url=ADDRESS, publisher="Outlet", published=date(2021, 5, 3), title=text.split("\n")[0],
        fetched=datetime(2021, 5, 3, hour, tzinfo=UTC),
    )  # fmt: skip
    return document, record(run(document))


def corrections(url: str = "sqlite://") -> Iterator[tuple[str, bool]]:
    """Yield each thing that must hold when an article is revised, judged and retracted, and whether it does."""
    from dateline.publish.alerts import Watch
    from dateline.store import alerts

    store = open_store(url)
    alerts.write_rule(store, "toll", Watch("toll", killed=1))
    add(store, [article(FIRST, 8)], "truth")
    told = alerts.tell(store, "gtd", "desk@outlet.example")
    yield "the first report is told as new", [one.record["change"] for one in told] == ["new"]
    (outcome,) = add(store, [article(REVISED, 12)], "truth")
    yield "the second capture is known as a change of the first", outcome.before == "d08"
    shown = _only(store)
    yield "the incident shows the revised figure", shown["killed"]["best"] == 9
    yield "the old figure stays in the toll, with its quote", {12, 9} <= {one["value"]["best"] for one in shown["toll"] if one["property"] == "killed"}
    told = alerts.tell(store, "gtd", "desk@outlet.example")
    yield "the revision is told, once, as a revision of the first alert", [one.record["change"] for one in told] == ["revised"] and bool(
        told[0].record["before"]
    )
    yield "and not again", not alerts.tell(store, "gtd", "desk@outlet.example")
    exported = list(_exported(store))
    yield "the export shows the revised figure and the old one in its toll", exported[0]["killed"]["best"] == 9 and 12 in [
        one["value"]["best"] for one in exported[0]["toll"]
    ]
    yield "the feed of the record shows the revised figure", b"9" in _feed(store) and b"12 killed" not in _feed(store)
    add(store, [article(RETRACTED, 16)], "truth")
    shown = _only(store)
    yield "after the retraction the old captures stay in the record", {"d08", "d12"} <= set(shown["documents"])
    yield "the retraction is a capture of the same address", _captures(store) == ["d08", "d12", "d16"]
    yield from _judged(store)
    store.close()


def _judged(store: Store) -> Iterator[tuple[str, bool]]:
    """An analyst withdraws what the article said: the figure goes, the words stay."""
    from dateline.store import alerts
    from dateline.store.judge import judge

    shown = _only(store)
    figures = [one["id"] for one in shown["statements"] if one["property"] == "killed"]
    judge(store, Judgement("", "reject", tuple(figures), reason="withdrawn by the outlet", who="desk"))
    after = _only(store)
    yield "a rejected figure is shown no more", after["killed"] is None
    yield "and its words stay in the record, with the judgement that names them", _kept(store) >= set(figures)
    told = alerts.tell(store, "gtd", "desk@outlet.example")
    yield "its subscribers are told", [one.record["change"] for one in told] in (["revised"], ["withdrawn"])


def _kept(store: Store) -> set[str]:
    """Return the statements that the record keeps and a judgement in it speaks of."""
    from sqlalchemy import select

    from dateline.store import judgements
    from dateline.store.tables import statements

    with store.reading() as connection:
        named = {one for judgement in judgements.everything(connection) for one in judgement.left}
        return named & set(connection.execute(select(statements.c.id)).scalars())


def _only(store: Store) -> Json:
    from dateline.store.search import Filter, find

    with store.reading() as connection:
        found = list(find(connection, Filter()))
    assert len(found) == 1, [one["id"] for one in found]
    return found[0]


def _exported(store: Store) -> Iterator[Json]:
    from dateline.cli.export import records
    from dateline.store.search import Filter

    with store.reading() as connection:
        yield from records(connection, Filter(), "gtd")


def _feed(store: Store) -> bytes:
    from dateline.publish.export import export

    return export(_exported(store), "atom")


def _captures(store: Store) -> list[str]:
    from sqlalchemy import select

    from dateline.store.tables import captures

    with store.reading() as connection:
        query = select(captures.c.document_id).where(captures.c.url == ADDRESS).order_by(captures.c.seen)
        return [row.document_id for row in connection.execute(query)]


# ---- all of it ------------------------------------------------------------------------------------------------------------


def over(found: Iterable[tuple[str, Document]]) -> tuple[Counter[str], Counter[str], list[str], list[tuple[Document, Json]]]:
    """Return documents and quotes by set, what is wrong, and those that the explainers are made of."""
    seen: Counter[str] = Counter()
    quotes: Counter[str] = Counter()
    wrong: list[str] = []
    kept = []
    for name, document in found:
        said = record(run(document))
        seen[name] += 1
        quotes[name] += sum(1 for _ in said_in(said))
        wrong += wrong_quotes(document, said)
        if name in ("seed", "modern", "multi", "written"):
            kept.append((document, said))
    return seen, quotes, wrong, kept


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, default=DATA)
    options.add_argument("--sample", type=int, default=300)
    given = options.parse_args()
    seen, quotes, wrong, kept = over(documents(given.data, given.sample))
    for name, number in seen.items():
        print(f"{name:<10}{number:5} documents {quotes[name]:6} quotes")
    print(f"quotes that are no verbatim slice: {len(wrong)} of {sum(quotes.values())}")
    store = open_store("sqlite://")
    for at in range(0, len(kept), 50):
        add(store, kept[at : at + 50], "truth")
    explainers, sentences, unsupported = wrong_sentences(store)
    print(f"explainers {explainers}, sentences {sentences}; without a statement of the record: {len(unsupported)}")
    judged = [(case, found) for case in cases() if (found := wrong_case(case))]
    bad = [case["id"] for case, _ in judged if "known_failure" not in case]
    print(f"cases of what was not said: {len(cases())}, wrong {len(judged)}, of them known {len(judged) - len(bad)}")
    for case, found in judged:
        print(f"  {case['id']}: {'; '.join(found)}")
    steps = list(corrections())
    failed = [name for name, holds in steps if not holds]
    print(f"corrections: {len(steps)} checks, failed {len(failed)}")
    print(*[f"  {line}" for line in (*wrong[:10], *unsupported[:10], *failed)], sep="\n")
    return 1 if wrong or unsupported or bad or failed else 0


if __name__ == "__main__":
    sys.exit(main())
