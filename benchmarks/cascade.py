"""The cascade on articles that its filter was not trained on: recall where an incident is reported, what passes where none is, speed.

    python benchmarks/cascade.py [--data ../shared/data] [--none CACHE] [--shares]

Recall: modern, multi, gva (newest fifth), gvdb (odd ids), written and training/articles (held-out tenth). What passes: TimeBank,
AQUAINT, LGL and GeoVirus, of which nothing is trained on, and the held-out fifth of training/quiet.txt. Real news is not free of
violence: the second column counts only documents in which the pipeline without the filter finds no incident. That takes some
minutes of one core and is kept in CACHE. "filter" is the linear filter alone, "both" the filter and the closer look behind it,
"read" what also the model, having read the whole, does not find silent: it goes through all stages. --shares prints only where the
time of calm documents goes.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from dateline import annotate, extract, models
from dateline.cascade import closer, doubtful, sift, silent
from dateline.evaluate import geo, timex_tml
from dateline.evaluate.gva import NEWEST
from dateline.pipeline import STAGES, passed_over, run
from dateline.types import Annotated, Document

ROOT = Path(__file__).parent.parent
sys.path.append(str(ROOT / "training"))  # behind: training has a cascade.py too


def annotated(folder: Path) -> dict[str, dict[str, str]]:
    """modern and multi, those with an incident (or a warning) and those without."""
    sides: dict[str, dict[str, str]] = {"with": {}, "without": {}}
    for file in sorted(folder.glob("*.txt")):
        gold = (
            json.loads(file.with_suffix(".json").read_text("utf-8")) if file.with_suffix(".json").exists() else {"incidents": [1]}
        )
        sides["with" if gold.get("incidents") or gold.get("warnings") else "without"][file.stem] = file.read_text("utf-8")
    return sides


def gva(folder: Path) -> dict[str, str]:
    with gzip.open(folder / "incidents.jsonl.gz", "rt", encoding="utf-8") as lines:
        names = {name for row in map(json.loads, lines) if row["date"] >= NEWEST for name in row["article_ids"]}
    with gzip.open(folder / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if row["id"] in names and row["text"].strip()]
    return {row["id"]: f"{row['title']}\n{row['text']}" for row in rows}


def gvdb(folder: Path) -> dict[str, str]:
    with (folder / "dev.tsv").open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines, delimiter="\t") if int(row["Article id"]) % 2]
    return {row["Article id"]: f"{row['Article title']}\n{row['Full text']}" for row in rows}


def written(data: Path) -> dict[str, dict[str, str]]:
    from labels import held_out, packed
    from labels import written as folder

    found = list(folder(data / "written", "shared"))
    for file in sorted((ROOT / "training" / "articles").glob("*.jsonl")):
        found += packed(file)
    sides: dict[str, dict[str, str]] = {"with": {}, "without": {}}
    for item in found:
        if held_out(item.id):
            told = any(column.startswith(("event_", "warning")) for _, _, column in item.spans)
            sides["with" if told else "without"][item.id] = item.text
    return sides


def quiet() -> dict[str, str]:
    from labels import held_out

    texts = (ROOT / "training" / "quiet.txt").read_text("utf-8").strip().split("\n\n")
    return {text[:50]: text for text in texts if held_out(text, 5)}


def news(data: Path) -> Iterator[tuple[str, str, str]]:
    """Yield (set, name, text) of real news that nothing is trained on."""
    for file in sorted((data / "timex").glob("[!.]*/[!.]*.tml")):
        yield "TimeBank, AQUAINT", file.name, timex_tml.read(file).text.strip()
    for name, cases in (("LGL", geo._lgl(data / "geo" / "lgl.xml")), ("GeoVirus", geo._geovirus(data / "geo" / "GeoVirus.xml"))):
        yield from ((name, f"{name}:{number}", case.document.text) for number, case in enumerate(cases))


def none_found(documents: dict[str, str], cache: Path | None) -> set[str]:
    """Return the names of the documents in which the pipeline without the filter finds no incident."""
    held: dict[str, int] = json.loads(cache.read_text("utf-8")) if cache is not None and cache.exists() else {}
    for name, text in documents.items():
        if name not in held:
            held[name] = len(run(Document(name, text, language="en"), sift=False).incidents)
    if cache is not None:
        cache.write_text(json.dumps(held), "utf-8")
    return {name for name in documents if not held[name]}


def passing(texts: dict[str, str]) -> str:
    """Return what share passes the filter, the filter and the closer look, and the whole cascade, as three columns."""
    far = [reach(text) for text in texts.values()]
    return "".join(f"{100 * sum(one >= wanted for one in far) / len(texts):>10.1f}" for wanted in (1, 2, 3))


@cache
def reach(text: str) -> int:
    """Return how far a text comes: 0 not past the filter, 1 past it, 2 past the closer look, 3 past the model's reading of the whole."""
    document = Document("d", text, language="en")
    if sift(text, "en").passed_over is not None:
        return 0
    if passed_over(document) is not None:
        return 1
    annotated = Annotated(document)
    for stage in STAGES[: STAGES.index(annotate.scores) + 1]:
        annotated = stage(annotated)
    return 2 if silent(annotated.scores) else 3


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--none", type=Path, help="cache of what the pipeline finds without the filter")
    parser.add_argument("--lost", action="store_true", help="name every document with an incident that is passed over")
    parser.add_argument("--shares", action="store_true", help="print only where the time of calm documents goes")
    options = parser.parse_args()
    if options.shares:
        return shares_of(options.data, options.none)
    modern, multi, own = annotated(options.data / "modern"), annotated(options.data / "multi"), written(options.data)
    reporting = {
        "modern": modern["with"],
        "multi": multi["with"] | multi["without"],
        "gva, newest fifth": gva(options.data / "gva"),
    }
    reporting |= {"gvdb, odd ids": gvdb(options.data / "gvdb"), "written, held-out tenth": own["with"]}
    print(f"{'articles that report an incident: recall %':<44}{'n':>6}{'filter':>10}{'both':>10}{'read':>10}")
    for name, texts in reporting.items():
        print(f"{name:<44}{len(texts):>6}{passing(texts)}")
        if options.lost:
            print(
                "".join(f"    lost: {one}\n" for one, text in texts.items() if passed_over(Document(one, text, language="en"))),
                end="",
            )
    everything = {one: text for texts in reporting.values() for one, text in texts.items()}
    print(f"{'all':<44}{len(everything):>6}{passing(everything)}", flush=True)
    print(f"\n{'articles that report none: pass %':<44}{'n':>6}{'filter':>10}{'both':>10}{'read':>10}")
    for name, texts in {"hard negatives of modern": modern["without"], "hard negatives of written": own["without"]}.items():
        print(f"{name:<44}{len(texts):>6}{passing(texts)}")
    print(f"{'training/quiet.txt, held-out fifth':<44}{len(quiet()):>6}{passing(quiet())}")
    sets: dict[str, dict[str, str]] = {}
    for group, name, text in news(options.data):
        sets.setdefault(group, {})[name] = text
    for group, texts in sets.items():
        without = none_found(texts, options.none)
        print(f"{group + ', no incident found in them':<44}{len(without):>6}{passing({n: texts[n] for n in without})}")
        print(f"{group + ', all':<44}{len(texts):>6}{passing(texts)}")
    speed([text for texts in sets.values() for text in texts.values()])
    calm = [[texts[name] for name in sorted(none_found(texts, options.none))] for texts in sets.values()]
    whole([text for texts in calm for text in texts[::8]], [text for texts in calm for text in texts[4::8]])


def speed(texts: list[str]) -> None:
    long = ["\n".join(texts[at : at + 3])[:2500] for at in range(0, len(texts) - 3, 3)]
    sift(long[0], "en")
    began = time.process_time()
    for text in long:
        sift(text, "en")
    spent = time.process_time() - began
    print(f"\n{len(long) / spent:,.0f} documents/s a core at {sum(map(len, long)) / len(long):,.0f} code points (processor time)")


def whole(texts: list[str], warm: list[str]) -> None:
    """The whole pipeline over calm news: every eighth document in which nothing is found.

    Others are read before, so that what a process loads once, the tagger above all (0.25 s), is not counted as theirs.
    """
    for text in warm:
        run(Document("warm", text, language="en"))
    began = time.process_time()
    for text in texts:
        run(Document("calm", text, language="en"))
    print(f"{len(texts) / (time.process_time() - began):,.0f} calm documents/s a core through the whole pipeline (processor time)")


def shares_of(data: Path, none: Path | None) -> None:
    """Where the time goes, set by set: every fourth document in which nothing is found, and our own calm ones held out."""
    sets: dict[str, dict[str, str]] = {}
    for group, name, text in news(data):
        sets.setdefault(group, {})[name] = text
    calm = {group: [texts[name] for name in sorted(none_found(texts, none))[::4]] for group, texts in sets.items()}
    for group, texts in (calm | {"training/quiet.txt, held-out fifth": list(quiet().values())}).items():
        for text in texts:
            run(Document("warm", text, language="en"))
        spent: Counter[str] = Counter()
        for text in texts:
            spend(text, spent)
        model = spent.pop("model")
        total = sum(spent.values())
        print(
            f"{group}: {1000 * total / len(texts):.1f} ms a document (processor time), {100 * model / total:.0f} % of it in the model"
        )
        print("".join(f"    {part:<44}{100 * seconds / total:5.1f} %\n" for part, seconds in spent.items()), end="", flush=True)


def spend(text: str, spent: Counter[str]) -> None:
    """Take one document through the cascade and the stages as `run` does, and count the seconds of each part."""
    clock, document = time.process_time, Document("calm", text, language="en")
    read = models.Tagger.read

    def timed(*said: object) -> object:
        began = clock()
        answer = read(*said)  # type: ignore[arg-type]
        spent["model"] += clock() - began
        return answer

    models.Tagger.read = timed  # type: ignore[method-assign,assignment]
    try:
        began = clock()
        for part in _parts(document):
            spent[part] += clock() - began
            began = clock()
    finally:
        models.Tagger.read = read  # type: ignore[method-assign]


def _parts(document: Document) -> Iterator[str]:
    """Do one part after another, and yield the name of each when it is done."""
    verdict = sift(document.text, "en")
    yield "filter"
    if verdict.passed_over is not None:
        return
    if doubtful(verdict.score):
        cheap = annotate.events(annotate.sentences(Annotated(document)))
        yield "sentences and events"
        shut = closer(cheap)
        yield "closer look, with the model"
        if shut:
            return
    annotated = Annotated(document)
    for stage in STAGES:
        annotated = stage(annotated)
        yield "scores, with the model" if stage is annotate.scores else "other layers"
        if stage is annotate.scores and silent(annotated.scores):
            return
    extract.report(annotated)
    yield "extraction, with the model"


if __name__ == "__main__":
    main()
