"""Time expressions: TimeBank and AQUAINT by TempEval-3's scoring, Recognizers-Text's English cases, event dates of our own texts.

TempEval-3 (UzZaman et al. 2013, section 4): strict matches have the same extent, relaxed ones overlap; the value F1 counts the
relaxed matches whose TIMEX3 value is the same string.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dateline.annotate.sentences import sentences
from dateline.annotate.times import times
from dateline.evaluate.result import Evaluation, Options, Row
from dateline.evaluate.timex_cases import recognizers
from dateline.evaluate.timex_tml import Gold, read
from dateline.evaluate.timex_written import written
from dateline.resolve.dates import dates
from dateline.types import Annotated, Document, TimeMention

PUBLISHED = "TempEval-3 platinum: HeidelTime 82 / 91 / 78 (strict, relaxed, value F1)"


@dataclass(slots=True)
class Tally:
    """Counts of one corpus: expressions in the gold, ours, strict, relaxed, right value, right type."""

    gold: int = 0
    ours: int = 0
    strict: int = 0
    relaxed: int = 0
    value: int = 0
    kind: int = 0

    def add(self, other: Tally) -> None:
        """Add another corpus' counts."""
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def f1(self, hits: int) -> float:
        """Return F1 in percent."""
        return 200 * hits / (self.gold + self.ours) if self.gold + self.ours else 0.0


def mentions(text: str, published: date | None) -> tuple[TimeMention, ...]:
    """Return the time expressions of a text with their values."""
    return dates(times(sentences(Annotated(Document("timex", text, published=published))))).times


def benchmark(options: Options) -> Evaluation:
    """Measure all three; ``options.data`` is the folder ``timex``, or the one that holds it and ``written``."""
    folder = options.data if (options.data / "TimeBank").is_dir() else options.data / "timex"
    rows: list[Row] = []
    errors: list[dict[str, object]] = []
    files: list[Path] = []
    total = Tally()
    for name in ("TimeBank", "AQUAINT"):
        paths = sorted(path for path in (folder / name).glob("*.tml") if not path.name.startswith("."))[: options.limit]
        tally = _corpus(paths, errors)
        files += paths
        total.add(tally)
        rows.append(_row(name, tally))
    rows.append(_row("TimeBank and AQUAINT", total, PUBLISHED))
    case_rows, case_files = recognizers(folder / "recognizers_text_english", errors, options.limit)
    event_rows, event_files = written(folder.parent / "written", errors, options.limit)
    headline = {
        "timex_strict_f1": total.f1(total.strict),
        "timex_relaxed_f1": total.f1(total.relaxed),
        "timex_value_f1": total.f1(total.value),
    }
    headline |= {row.name.replace(" ", "_").replace(":", ""): row.figures["accuracy"] for row in (*case_rows[:1], *event_rows[:1])}
    corpus = _digest([*files, *case_files, *event_files])
    return Evaluation("timex", corpus, (*rows, *case_rows, *event_rows), headline, NOTES, tuple(errors))


NOTES = (
    "strict, relaxed and value are F1 by TempEval-3; type is F1 over relaxed matches of the same TIMEX3 type",
    "Recognizers cases: what is compared is written in evaluate/timex_cases.py and docs/decisions/0003-dates.md",
    "written texts are our own: a check of event dates, no measure of real news",
)


def _row(name: str, tally: Tally, published: str = "") -> Row:
    figures = {"n": float(tally.gold), "strict": tally.f1(tally.strict), "relaxed": tally.f1(tally.relaxed)}
    figures |= {"value": tally.f1(tally.value), "type": tally.f1(tally.kind)}
    figures |= {"precision": 100 * tally.relaxed / max(1, tally.ours), "recall": 100 * tally.relaxed / max(1, tally.gold)}
    return Row(name, figures, published)


def _corpus(paths: Iterable[Path], errors: list[dict[str, object]]) -> Tally:
    total = Tally()
    for path in paths:
        document = read(path)
        ours = mentions(document.text, document.published)
        total.add(score(document.gold, ours, document.text, path.name, errors))
    return total


def score(gold: list[Gold], ours: tuple[TimeMention, ...], text: str, name: str, errors: list[dict[str, object]]) -> Tally:
    """Compare one document; each of ours matches at most one of the gold, exact extents first."""
    tally = Tally(gold=len(gold), ours=len(ours))
    free = list(ours)
    for wanted in sorted(gold, key=lambda item: not any(own.span == item.span for own in ours)):
        near = [own for own in free if own.span.overlaps(wanted.span)]
        hit = next((own for own in near if own.span == wanted.span), near[0] if near else None)
        quote = " ".join(wanted.span.of(text).split())
        if hit is None:
            errors.append({"file": name, "error": "missed", "quote": quote, "value": wanted.value})
            continue
        free.remove(hit)
        tally.relaxed += 1
        tally.strict += hit.span == wanted.span
        tally.kind += hit.kind.upper() == wanted.kind
        tally.value += hit.timex == wanted.value
        if hit.span != wanted.span or hit.timex != wanted.value:
            kind = "extent" if hit.span != wanted.span else "value"
            errors.append(
                {
                    "file": name,
                    "error": kind,
                    "quote": quote,
                    "value": wanted.value,
                    "ours": hit.span.of(text),
                    "our_value": hit.timex,
                }
            )
    for own in free:
        context = " ".join(text[max(0, own.span.start - 30) : own.span.end + 30].split())
        errors.append({"file": name, "error": "spurious", "ours": own.span.of(text), "our_value": own.timex, "context": context})
    return tally


def _digest(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()
