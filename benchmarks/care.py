"""Names of private people in anything that Dateline writes: planted articles, every output searched; and 146 real articles.

    python benchmarks/care.py [--gvdb FOLDER] [--show]

The planted articles (tests/trust/planted.jsonl: written for this, names invented) hold 100 names of victims, witnesses, survivors and
minors in many constructions and from many languages. They go through the pipeline into a store, and every output is searched for any
part of such a name: the contract, the tables of statements and incidents, every export format, every explainer, the alerts as feed, CAP,
webhook and mail, every answer of the API and every page but the article itself, which shows the source. Names that must stay (officials
in office, suspects, groups) are counted too. With --gvdb, the articles of the Gun Violence Database whose victims are named there.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import re
import sys
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select

from dateline.extract.contract import record
from dateline.pipeline import run
from dateline.store import Store, open_store, tables
from dateline.store.add import add
from dateline.types import Document

ROOT = Path(__file__).parents[1]
PLANTED = ROOT / "tests" / "trust" / "planted.jsonl"
DATA = ROOT.parent / "shared" / "data"
SHORTEST = 4
"""Letters of a part of a name that is searched for: shorter ones are words too."""

Json = dict[str, Any]
Found = tuple[str, str, str]
"""Where, which name, and the words around it."""


def planted() -> list[Json]:
    return [json.loads(line) for line in PLANTED.read_text(encoding="utf-8").splitlines()]


def parts(names: Iterable[str]) -> set[str]:
    """Return the parts of names that are searched for: "Tikriti" of "Zainab al-Tikriti"."""
    bare = (re.sub(r"^(?:al|el)-", "", word) for name in names for word in name.split())
    return {word for word in bare if len(word) >= SHORTEST}


def pattern(names: Iterable[str], flags: int = re.IGNORECASE) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, parts(names)))) + r")\b", flags)


def leaks(value: Any, private: re.Pattern[str], where: str) -> Iterator[Found]:
    """Yield every private name in JSON or text."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield from leaks(one, private, f"{where}.{key}")
    elif isinstance(value, list | tuple):
        for one in value:
            yield from leaks(one, private, f"{where}[]")
    elif isinstance(value, str):
        for match in private.finditer(value):
            yield where, match[0], value[max(0, match.start() - 40) : match.end() + 40]


def documents(limit: int | None = None) -> list[tuple[Document, Json]]:
    """Return each planted article as a document with what was read in it."""
    found = []
    for number, row in enumerate(planted()[:limit]):
        document = Document(
            id=row["id"], text=row["text"], title=row["title"], published=date.fromisoformat(row["published"]),
            publisher=f"Outlet {number}", url=f"https://outlet.example/{row['id']}", path=f"{row['id']}.txt", language="en",
        )  # fmt: skip
        found.append((document, record(run(document))))
    return found


def outputs(store: Store) -> Iterator[tuple[str, Any]]:
    """Yield everything that is written of a store, by name."""
    yield from _tables(store)
    yield from _exports(store)
    yield from _explainers(store)
    yield from _alerts(store)
    yield from _web(store)


def _tables(store: Store) -> Iterator[tuple[str, Any]]:
    with store.reading() as connection:
        for table in (tables.statements, tables.incidents, tables.extractions):
            rows = connection.execute(select(table)).mappings()
            yield f"table {table.name}", [{key: str(value) for key, value in row.items()} for row in rows]
        yield "table documents", [str(row.title) for row in connection.execute(select(tables.documents.c.title))]


def _exports(store: Store) -> Iterator[tuple[str, Any]]:
    from dateline.cli.export import records
    from dateline.publish.export import BINARY, FORMATS, export
    from dateline.store.search import Filter

    with store.reading() as connection:
        for format in FORMATS:
            data = export(records(connection, Filter(), "gtd"), format)
            yield f"export {format}", _readable(data) if format in BINARY else data.decode()


def _readable(data: bytes) -> Any:
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {name: archive.read(name).decode("utf-8", "replace") for name in archive.namelist()}
    import pyarrow.parquet as parquet

    return [{key: str(value) for key, value in row.items()} for row in parquet.read_table(io.BytesIO(data)).to_pylist()]


def _explainers(store: Store) -> Iterator[tuple[str, Any]]:
    from dateline.publish import render_docx, render_html, render_json, render_markdown
    from dateline.publish.explainer import explain
    from dateline.publish.explainer_actor import explain_actor
    from dateline.store.dossier import actor_dossier, dossier
    from dateline.store.search import Filter, find

    with store.reading() as connection:
        told = []
        for one in find(connection, Filter()):
            held = dossier(connection, one["id"])
            assert held is not None
            told.append((explain(held), held.papers))
        for name in ("Islamic State", "al-Shabaab"):
            group = actor_dossier(connection, name)
            if group is not None:
                told.append((explain_actor(*group), group[0].papers))
    for explainer, papers in told:
        yield "explainer markdown", render_markdown.render(explainer, papers)
        yield "explainer html", render_html.render(explainer, papers)
        yield "explainer json", render_json.render(explainer, papers)
        yield "explainer docx", _readable(render_docx.render(explainer, papers))


def _alerts(store: Store) -> Iterator[tuple[str, Any]]:
    from dateline.publish import alert_feed, cap, mail, webhook
    from dateline.publish.alerts import Watch
    from dateline.store import alerts

    alerts.write_rule(store, "everything", Watch("everything", killed=1))
    notices = alerts.tell(store, "gtd", "tests@outlet.example")
    yield "alerts told", [notice.record for notice in notices]
    yield "alert feed", alert_feed.feed(notices).decode()
    for notice in notices:
        yield "alert cap", cap.message(notice).decode()
        yield "alert webhook", webhook.body(notice).decode()
        yield "alert mail", str(mail.message(notice, "from@outlet.example", "to@outlet.example").get_content())


def _web(store: Store) -> Iterator[tuple[str, Any]]:
    """Every page and answer but the article's own, whose text is the source."""
    from fastapi.testclient import TestClient

    from dateline.web.app import create

    client = TestClient(create(store), base_url="http://127.0.0.1")
    ids = [one["id"] for one in client.get("/api/incidents?per_page=200").json()["incidents"]]
    paths = ["/", "/timeline", "/alerts", "/api/alerts", "/timeline.json", "/incidents.geojson", "/map", "/groups", "/review", "/articles", "/judgements", "/incidents.csv", "/incidents.jsonl"]
    paths += [f"/api/{name}" for name in ("incidents?per_page=200", "articles?per_page=200", "groups", "map", "toll", "review", "judgements")]
    paths += [path for one in ids for path in (f"/incidents/{one}", f"/api/incidents/{one}", f"/timeline/{one}", f"/explain/{one}", f"/incidents/{one}/statements.csv")]
    for path in paths:
        answer = client.get(path)
        if answer.status_code < 400:
            yield f"GET {re.sub(r'/i[0-9a-f]{12,}', '/…', path)}", answer.text
    for document in client.get("/api/articles?per_page=200").json()["articles"]:
        shown = client.get(f"/api/articles/{document['id']}").json()
        shown.pop("text", None)
        yield "GET /api/articles/… without its text", shown


def search(limit: int | None = None) -> tuple[list[Found], Counter[str], list[str]]:
    """Return the leaks, how many outputs of each kind were searched, and the names that should have stayed and are nowhere."""
    pairs = documents(limit)
    private = pattern(name for row in planted() for name in row["private"])
    found = [one for document, said in pairs for one in leaks(said, private, f"contract {document.id}")]
    store = open_store("sqlite://")
    add(store, pairs, "planted")
    kinds: Counter[str] = Counter(contract=len(pairs))
    shown = json.dumps([said for _, said in pairs], ensure_ascii=False)
    for name, value in outputs(store):
        kinds[name.split()[0]] += 1
        found += leaks(value, private, name)
    store.close()
    named = [name for row in planted()[:limit] for name in row["named"]]
    return found, kinds, [name for name in named if name not in shown]


# ---- real articles --------------------------------------------------------------------------------------------------------


def gvdb(folder: Path, half: str | None = None) -> tuple[int, int, list[Found]]:
    """Return how many articles name their victims in the annotation, how many of those leak a name in any field, and the leaks.

    A name that is the shooter's too is left out. ``half`` is "even" or "odd": the articles with such ids alone.
    """
    csv.field_size_limit(sys.maxsize)
    articles = 0
    hit: set[str] = set()
    found: list[Found] = []
    with (folder / "dev.tsv").open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream, delimiter="\t"):
            if half and ("even", "odd")[int(row["Article id"]) % 2] != half:
                continue
            noted = json.loads(row["Json"])
            victims, shooters = (_people(noted, f"{who}-section") for who in ("victim", "shooter"))
            names = parts(victims) - {word for name in shooters for word in name.split()} - {"unidentified"}
            if not names:
                continue
            articles += 1
            said = record(run(Document(id=row["Article id"], text=row["Full text"], title=row["Article title"])))
            here = list(leaks(said, pattern(names, 0), row["Article id"]))
            hit |= {row["Article id"]} if here else set()
            found += here
    return articles, len(hit), found


def _people(noted: Json, section: str) -> set[str]:
    return {one["name"]["value"] for one in noted.get(section, []) if one.get("name", {}).get("value")}


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--gvdb", type=Path, help="the folder gvdb of the development data")
    options.add_argument("--half", choices=("even", "odd"), help="of gvdb: even ids (mended by) or odd ids (never read)")
    options.add_argument("--show", action="store_true", help="print every leak")
    given = options.parse_args()
    found, kinds, lost = search()
    names = sum(len(row["private"]) for row in planted())
    print(f"{len(planted())} planted articles, {names} private names; outputs searched: " + ", ".join(f"{n} {k}" for k, n in kinds.items()))
    print(f"{len(found)} private names in them; {len(lost)} names that stay are nowhere: {', '.join(lost) or 'none'}")
    for where, name, words in found[: None if given.show else 20]:
        print(f"  {where}: {name} in {words!r}")
    if given.gvdb:
        articles, leaking, real = gvdb(given.gvdb, given.half)
        print(f"gvdb: {articles} articles that name a victim, {leaking} with a part of such a name in a field")
        for where, name, words in real if given.show and given.half == "even" else []:
            print(f"  {where}: {name} in {words!r}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
