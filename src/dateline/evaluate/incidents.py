"""Score contract records against hand-coded incidents: alignment, fields, main records, false incidents, what stands beside.

The one scorer of ``modern``, ``multi``, ``written`` and ``seed``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from dateline.evaluate import fields
from dateline.evaluate.align import align
from dateline.evaluate.beside import Beside, beside
from dateline.evaluate.beside import rows as rows_beside
from dateline.evaluate.documents import corpus_hash, first, from_file, records
from dateline.evaluate.gold import Case, Gold, Json, folder
from dateline.evaluate.metrics import Tally, Verdict, macro, percent, total
from dateline.evaluate.result import Evaluation, Options, Row


@dataclass(frozen=True, slots=True)
class DocumentScore:
    """One article's score. ``exact`` has an entry for every main incident of the gold; ``false`` counts ours without a gold."""

    id: str
    incidents: Tally
    fields: Mapping[str, Tally]
    exact: tuple[bool, ...]
    background: Tally
    beside: Beside
    golds: int
    false: int
    errors: tuple[Json, ...] = field(default=())


def score(case: Case, ours: Json, text: str) -> DocumentScore:
    """Return the score of one article's record against its hand-coded incidents."""
    golds, given = case.incidents, ours["incidents"]
    found = align(golds, given, text)
    pairs = [(golds[i], given[j]) for i, j in found.pairs if not golds[i].optional]
    missed = [golds[i] for i in found.missed if not golds[i].optional]
    spurious = [given[j] for j in found.spurious]
    triples: list[tuple[Gold | None, Json | None]] = [*pairs, *((g, None) for g in missed), *((None, o) for o in spurious)]
    tallies = {
        name: total(Tally.of(judge(gold, own)) for gold, own in triples) for name, judge in (fields.FIELDS | fields.BESIDE).items()
    }
    return DocumentScore(
        id=case.id,
        incidents=Tally(len(pairs), len(spurious), len(missed)),
        fields=tallies,
        exact=tuple(_exact(gold, own) for gold, own in triples if gold is not None and gold.main),
        background=Tally(sum(not g.main for g, _ in pairs), 0, sum(not g.main for g in missed)),
        beside=beside(case.raw, ours, [gold.key for gold in golds], dict(found.pairs), text),
        golds=sum(not gold.optional for gold in golds),
        false=len(spurious),
        errors=tuple(_errors(case, triples)),
    )


def _exact(gold: Gold, own: Json | None) -> bool:
    """Date, place and killed are all right (or rightly absent) in a record that is marked as the main one."""
    return own is not None and bool(own["main"]) and all(fields.holds(fields.FIELDS[name](gold, own)) for name in fields.EXACT)


def _errors(case: Case, triples: list[tuple[Gold | None, Json | None]]) -> Iterable[Json]:
    """Yield every error as one flat object: missed and false incidents, and each wrong field of the aligned ones."""
    for gold, own in triples:
        if own is None and gold is not None:
            yield {"document": case.id, "kind": "missed", "incident": gold.key, "main": gold.main, "gold": brief_gold(gold)}
        elif gold is None and own is not None:
            yield {"document": case.id, "kind": "false", "ours": brief(own), "evidence": _evidence(own)}
        elif gold is not None and own is not None:
            for name, judge in fields.FIELDS.items():
                if not fields.holds(verdict := judge(gold, own)):
                    yield {"document": case.id, "kind": "field", "field": name, "incident": gold.key, "error": _word(verdict)} | {
                        "gold": brief_gold(gold).get(name), "ours": brief(own).get(name),
                    }  # fmt: skip


def _word(verdict: Verdict) -> str:
    return "wrong" if verdict.expected and verdict.given else "missed" if verdict.expected else "spurious"


def _evidence(own: Json) -> list[str]:
    return [f"{s['property']}: {s['quote']}" for s in own.get("statements", ())][:6]


def brief(own: Json) -> Json:
    """Return one of our incidents as the scored fields, flat."""
    where, who = own.get("place") or {}, own.get("perpetrator") or {}
    return {
        "type": own["type"], "main": own["main"], "date": (own.get("date") or {}).get("value"), "country": where.get("country"),
        "place": where.get("name"), "killed": _figures(own.get("killed")), "injured": _figures(own.get("injured")),
        "perpetrator": who.get("name"), "status": who.get("status"), "weapon": own.get("weapons"), "target": own.get("targets"),
        "claim": [c["by"] for c in own.get("responsibility_claims") or ()],
    }  # fmt: skip


def brief_gold(gold: Gold) -> Json:
    """Return a gold incident as the scored fields, flat."""
    where, who = gold.place or {}, gold.perpetrator or {}
    return {
        "type": gold.type, "main": gold.main, "date": (gold.date or {}).get("value"), "country": where.get("country"),
        "place": where.get("name"), "killed": _figures(gold.killed), "injured": _figures(gold.injured),
        "perpetrator": who.get("name"), "status": who.get("status"), "weapon": list(gold.weapons), "target": list(gold.targets),
        "claim": list(gold.claims),
    }  # fmt: skip


def _figures(item: Json | None) -> list[object] | None:
    return [item.get("low"), item.get("best"), item.get("high"), item.get("qualifier")] if item else None


def run_folder(name: str, options: Options, notes: tuple[str, ...] = ()) -> tuple[list[DocumentScore], Evaluation]:
    """Run the pipeline over a folder of cases; return each article's score and the evaluation over all.

    Raises:
        Malformed: an annotation cannot be read.
    """
    cases = list(first(folder(options.data), options.limit))
    documents = [from_file(case.path, case.published) for case in cases]
    scores = [
        score(case, record, document.text)
        for case, document, record in zip(cases, documents, records(documents, options), strict=True)
    ]
    corpus = corpus_hash(path for case in cases for path in (case.path, case.path.with_suffix(".json")))
    return scores, evaluation(name, corpus, scores, notes)


def evaluation(name: str, corpus: str, scores: list[DocumentScore], notes: tuple[str, ...] = ()) -> Evaluation:
    """Return the table over all articles."""
    incidents = total(s.incidents for s in scores)
    tallies = {name: total(s.fields[name] for s in scores) for name in fields.FIELDS | fields.BESIDE}
    exact = [right for s in scores for right in s.exact]
    negatives = [s for s in scores if not s.golds]
    false = sum(s.false for s in negatives)
    background = total(s.background for s in scores)
    averaged = macro(tallies[name] for name in fields.FIELDS)
    rows = [
        Row("incidents", incidents.figures()),
        Row("  background only", {"recall": background.recall, "n": background.right + background.missed}),
        *(Row(f"  {name}", tally.figures()) for name, tally in tallies.items()),
        Row("field macro F1", {"f1": averaged, "n": len(fields.FIELDS)}),
        Row("main record exact", {"accuracy": percent(sum(exact), len(exact)), "n": len(exact)}),
        *rows_beside(s.beside for s in scores),
        Row("false incidents a document without any", {"rate": false / len(negatives) if negatives else 0.0, "n": len(negatives)}),
    ]
    headline = {
        "incident_f1": incidents.f1, "field_macro_f1": averaged, "main_exact": percent(sum(exact), len(exact)),
        "killed_f1": tallies["killed"].f1, "date_f1": tallies["date"].f1, "country_f1": tallies["country"].f1,
        "place_f1": tallies["place"].f1, "false_per_negative": false / len(negatives) if negatives else 0.0,
    }  # fmt: skip
    return Evaluation(name, corpus, tuple(rows), headline, notes, tuple(error for s in scores for error in s.errors))


def subset(name: str, scores: list[DocumentScore], keep: Callable[[int], bool]) -> Row:
    """Return one row for some of the articles, chosen by their position in the order of names."""
    part = [s for i, s in enumerate(scores) if keep(i)]
    exact = [right for s in part for right in s.exact]
    tallies = [total(s.fields[name] for s in part) for name in fields.FIELDS]
    incidents = total(s.incidents for s in part)
    return Row(name, incidents.figures() | {"accuracy": percent(sum(exact), len(exact)), "macro_f1": macro(tallies)})
