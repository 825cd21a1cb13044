"""Benchmark "counts": figures and speakers that the grammar finds, against the annotated articles in ``written``.

Recall: for each gold figure (killed, injured and the other figures of each incident) is there a mention that overlaps its quote,
with the right effect and value. Parts that add up are taken as their sum too; where the quote does not tell the figure itself,
because the coder added it up from several sentences, the effect decides; a quote of the verb alone takes the last mention of that
effect before it in its sentence.

Precision: of the asserted whole figures for killed and injured (without attackers and cumulative totals), in articles that tell of
an incident and outside the stretches marked as traps (an accident, a film), how many carry a value that the article's gold gives
for that effect. One person told by itself is right where the gold has at least one. ``at the quote`` is the harder reading: only
mentions that overlap a gold quote with the same value count, so a figure that an article says twice is wrong the second time.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.annotate import attributions, counts, sentences
from dateline.annotate.count_numbers import number_at
from dateline.annotate.count_tokens import read
from dateline.evaluate.result import Evaluation, Options, Row
from dateline.types import Annotated, CountMention, Document, Sentence, Span

NEAR = 8
"""How many characters before a quote a mention may end: "Smith, 31, [was killed]"."""
_EFFECTS: dict[str, tuple[str, ...]] = {
    "killed": ("killed", "casualties"),
    "injured": ("injured", "hit", "casualties"),
    "casualties": ("casualties", "hit", "killed", "injured"),
    "missing": ("missing",),
    "abducted": ("abducted", "missing"),
    "hostages": ("abducted", "missing"),
    "arrested": ("arrested",),
    "attackers_killed": ("killed",),
    "attackers_injured": ("injured", "hit"),
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A gold figure: its property, bounds, the span of its quote, and who says it."""

    property: str
    low: int | None
    best: int | None
    high: int | None
    span: Span
    speaker: str | None
    note: str


@dataclass(slots=True)
class _Tally:
    gold: int = 0
    found: int = 0
    whole: int = 0
    right: int = 0
    at_quote: int = 0
    spoken: int = 0
    speaker_right: int = 0
    silent: int = 0
    silent_right: int = 0


def benchmark(options: Options) -> Evaluation:
    """Score counts and speakers on the folder ``written`` of the data (or the folder itself)."""
    folder = options.data / "written" if (options.data / "written").is_dir() else options.data
    tally, errors, digest = _Tally(), list[Mapping[str, object]](), hashlib.sha256()
    for path in sorted(folder.glob("*.json"))[: options.limit]:
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        digest.update(path.read_bytes() + text.encode())
        annotated = attributions(counts(sentences(Annotated(Document(path.stem, text)))))
        record = json.loads(path.read_text(encoding="utf-8"))
        errors += _score(annotated, list(figures(record, text)), _traps(record, text), tally, path)
    return _evaluation(tally, digest.hexdigest(), errors)


def figures(record: Mapping[str, Any], text: str) -> Iterator[Figure]:
    """Yield the gold figures of an annotated article whose property this layer covers."""
    for incident in record["incidents"]:
        rows = [(name, incident.get(name)) for name in ("killed", "injured")]
        rows += [(row["property"], row) for row in incident.get("other_figures") or ()]
        for name, row in rows:
            start = text.find(row["quote"]) if row else -1
            if row and name in _EFFECTS and start >= 0:
                span = Span(start, start + len(row["quote"]))
                yield Figure(name, row["low"], row["best"], row["high"], span, row.get("speaker"), str(row.get("note") or ""))


def _traps(record: Mapping[str, Any], text: str) -> list[Span]:
    """Return the stretches that no incident is told in; the whole text where the article tells of none."""
    if not record["incidents"]:
        return [Span(0, len(text))]
    found = [(text.find(trap["quote"]), len(trap["quote"])) for trap in record.get("traps") or ()]
    return [Span(start, start + length) for start, length in found if start >= 0]


def _score(
    annotated: Annotated, gold: list[Figure], traps: list[Span], tally: _Tally, path: Path
) -> Iterator[Mapping[str, object]]:
    text = annotated.document.text
    for figure in gold:
        tally.gold += 1
        if _found(annotated, figure):
            tally.found += 1
        else:
            row = {"kind": "missed", "id": path.stem, "property": figure.property}
            yield row | {"best": figure.best, "quote": figure.span.of(text)}
        said = _speaker(annotated, figure.span)
        if figure.speaker is None:
            tally.silent += 1
            tally.silent_right += said is None
        else:
            tally.spoken += 1
            right = said is not None and _same_speaker(said, figure.speaker)
            tally.speaker_right += right
            if not right:
                pair: dict[str, object] = {"gold": figure.speaker, "said": said, "quote": figure.span.of(text)}
                yield pair | {"kind": "speaker", "id": path.stem}
    for mention in annotated.counts:
        if _judged(mention) and not any(trap.overlaps(mention.span) for trap in traps):
            tally.whole += 1
            right = any(_agrees(mention, f) for f in gold)
            tally.right += right
            tally.at_quote += any(_value_fits(mention, f) and mention.span.overlaps(f.span) for f in gold)
            if not right:
                around = text[max(0, mention.span.start - 60) : mention.span.end + 60]
                yield {"kind": "wrong", "id": path.stem, "effect": mention.effect, "value": mention.value.best, "around": around}


def _judged(mention: CountMention) -> bool:
    plain = mention.role == "whole" and not mention.attackers and mention.certainty != "denied"
    return plain and mention.effect in ("killed", "injured") and mention.value.best is not None


def _found(annotated: Annotated, figure: Figure) -> bool:
    reach = Span(figure.span.start - NEAR, figure.span.end)
    near = [m for m in annotated.counts if m.span.overlaps(reach) and _effect_fits(m, figure)]
    if any(_value_fits(m, figure) for m in near):
        return True
    if not near:
        near = _earlier_in_sentence(annotated, figure)
        return any(_value_fits(m, figure) for m in near)
    if not _told(annotated.document.text, figure):
        return True
    if figure.best is None and figure.low is None and figure.high is None:
        return True
    bests = [m.value.best for m in near if m.role in ("part", "whole") and m.value.best is not None]
    return len(bests) > 1 and sum(bests) == figure.best


def _earlier_in_sentence(annotated: Annotated, figure: Figure) -> list[CountMention]:
    """Return the last mention of the effect before a quote of the verb alone ("The guard, who was asleep, [was slightly hurt]")."""
    sentence = next((s.span for s in annotated.sentences if s.span.covers(figure.span)), None)
    if sentence is None or any(m.span.overlaps(figure.span) for m in annotated.counts):
        return []
    within = Span(sentence.start, figure.span.start)
    return [m for m in annotated.counts if within.covers(m.span) and _effect_fits(m, figure)][-1:]


def _told(text: str, figure: Figure) -> bool:
    """Tell whether the quote itself tells the figure: it holds a number, or tells of one person and that is the figure."""
    words = read(text, Sentence(figure.span, 0))
    numbers = [number.value for i in range(len(words.tokens)) if (number := number_at(words, i)) is not None]
    return figure.best in (0, 1) or any(figure.best in (value.best, value.high) for value in numbers)


def _effect_fits(mention: CountMention, figure: Figure) -> bool:
    return mention.effect in _EFFECTS[figure.property]


def _value_fits(mention: CountMention, figure: Figure) -> bool:
    value = mention.value
    if figure.best is None:
        return (value.low, value.high) == (figure.low, figure.high) or (value.low == figure.low and figure.high is None)
    return figure.best in ((value.best,) if value.best is not None else (value.high,))


def _agrees(mention: CountMention, figure: Figure) -> bool:
    if mention.value.best == 0 and figure.best == 0 and figure.property in ("killed", "injured"):
        return True
    if not _effect_fits(mention, figure):
        return False
    alone = mention.value.best == 1 and (figure.best or figure.low or figure.high or 0) >= 1
    return alone or _value_fits(mention, figure)


def _speaker(annotated: Annotated, span: Span) -> str | None:
    covering = [a for a in annotated.attributions if a.scope.covers(span)] or [
        a for a in annotated.attributions if a.scope.overlaps(span)
    ]
    best = min(covering, key=lambda a: a.scope.end - a.scope.start, default=None)
    return None if best is None else best.speaker.of(annotated.document.text)


def _same_speaker(said: str, gold: str) -> bool:
    ours, theirs = _plain(said), _plain(gold)
    return ours in theirs or theirs in ours or len(set(ours.split()) & set(theirs.split())) * 2 >= len(set(theirs.split()))


def _plain(words: str) -> str:
    kept = [word.strip(".,'’\"") for word in words.casefold().split()]
    return " ".join(word for word in kept if word not in ("the", "a", "an", "of", "in", "for", "at", "to", "from", "said"))


def _evaluation(tally: _Tally, corpus: str, errors: list[Mapping[str, object]]) -> Evaluation:
    recall, precision = _share(tally.found, tally.gold), _share(tally.right, tally.whole)
    speaker = _share(tally.speaker_right, tally.spoken)
    rows = (
        Row("counts: recall of gold figures", {"recall": recall, "n": tally.gold}),
        Row("counts: precision of whole figures", {"precision": precision, "n": tally.whole}),
        Row("counts: precision, at the quote", {"precision": _share(tally.at_quote, tally.whole), "n": tally.whole}),
        Row("speaker of a gold figure", {"accuracy": speaker, "n": tally.spoken}),
        Row("the outlet itself, nobody named", {"accuracy": _share(tally.silent_right, tally.silent), "n": tally.silent}),
    )
    headline = {"count_recall": recall, "count_precision": precision, "speaker_accuracy": speaker}
    return Evaluation("counts", corpus, rows, headline, errors=tuple(errors))


def _share(part: int, whole: int) -> float:
    return round(100 * part / whole, 1) if whole else 0.0
