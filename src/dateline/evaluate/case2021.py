"""``case2021``: the type of event of a snippet, in the labels of the CASE 2021 shared task (ACLED's sub-events and five more).

The record knows 15 incident types and no protests, arrests or diplomacy, so a crosswalk (``codebook/crosswalk_case2021.json``)
speaks for a label: cues written from ACLED's definitions, weighted, with the record's own types among them. What the words say
(`case2021_words`) is added. Nothing is trained on the set. ``dev`` are even ids, on which the cues were checked, ``test`` odd ids.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from dateline.codebook.phrases import PhraseTable, Token, tokens
from dateline.codebook.tables import table
from dateline.errors import Malformed
from dateline.evaluate.case2021_words import chances
from dateline.evaluate.documents import Json, corpus_hash, first, from_text, records
from dateline.evaluate.metrics import by_label, classification
from dateline.evaluate.result import Evaluation, Options, Row

PUBLISHED = "77 to 84 weighted F1 (shared task, with training data)"
NOTES = ("labels within our types: snippets whose gold label one of the 15 incident types can express",)


CLAUSE_ENDS = frozenset(".;:!?")
BY_REACH = 5
"""A passive names who acted after "by" within so many tokens of the verb."""
GROUND_REACH = 10
"""How many tokens after the verb name the ground that was taken."""
LATE = 0.5
"""Share of its weight that a cue at the very end loses: what is told first is what the snippet is about. Set on invented ones."""
ALWAYS = "*"
"""The pattern of a rule that its contexts alone decide."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of a label: its weight counts once where a pattern is found and the contexts allow it; of a weak one a share."""

    label: str
    weight: float
    patterns: PhraseTable[bool] | None
    weak: PhraseTable[bool] | None
    needs: tuple[str, ...]
    bars: tuple[str, ...]


def benchmark(options: Options) -> Evaluation:
    """Return accuracy, macro and weighted F1 over all labels, over those within our types, and F1 by label.

    Raises:
        Malformed: a row lacks a column.
    """
    path = options.data / "event_types.tsv"
    odd = options.split == "test"
    snippets = list(first([row for row in rows(path) if (int(row[0]) % 2 == 1) == odd], options.limit))
    documents = [from_text(name, text) for name, text, _ in snippets]
    ours = [label(text, own) for (_, text, _), own in zip(snippets, records(documents, options), strict=True)]
    gold = [kind for _, _, kind in snippets]
    inside = [(g, o) for g, o in zip(gold, ours, strict=True) if g in table("crosswalk_case2021")["ours"]]
    whole, within = classification(gold, ours), classification([g for g, _ in inside], [o for _, o in inside])
    labels = (Row(f"  {name}", tally.figures()) for name, tally in by_label(gold, ours).items())
    errors = tuple(
        {"id": name, "gold": g, "ours": o, "text": text} for (name, text, g), o in zip(snippets, ours, strict=True) if g != o
    )
    table_rows = (Row("all labels", whole, PUBLISHED), Row("labels within our types", within), *labels)
    headline = {"weighted_f1": whole["weighted_f1"], "macro_f1": whole["macro_f1"], "accuracy": whole["accuracy"]}
    return Evaluation("case2021", corpus_hash([path]), table_rows, headline, NOTES, errors)


def rows(path: Path) -> Iterator[tuple[str, str, str]]:
    """Yield (id, snippet, label).

    Raises:
        Malformed: a row lacks a column.
    """
    with path.open(encoding="utf-8", newline="") as stream:
        for number, row in enumerate(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE), 2):
            if not row.get("id") or not row.get("SubType") or not row.get("EventSnippet"):
                raise Malformed("a column is missing", path=str(path), position=number)
            yield row["id"], row["EventSnippet"], row["SubType"]


def label(text: str, ours: Json) -> str:
    """Return the label of a snippet: the greatest sum of rules, of the record's types and of what its words say."""
    learned = table("crosswalk_case2021_words")
    return choose(scores(text, ours), chances(text, learned["weights"]), share=learned["share"], doubt=learned["doubt"])


def choose(rules: Mapping[str, float], words: Mapping[str, float], *, share: float, doubt: float) -> str:
    """Return the label with the greatest sum of what the rules say, times `share`, and the logarithm of its chance by the words.

    Where no rule speaks and the sum gives no label a chance of `doubt`, it is the default.
    """
    crosswalk = table("crosswalk_case2021")
    sums = {name: share * rules[name] + words[name] for name in rules}
    best = max(sums, key=lambda name: sums[name])
    unsure = 1 / sum(math.exp(value - sums[best]) for value in sums.values()) < doubt
    return str(crosswalk["default"]) if unsure and max(rules.values()) < crosswalk["least"] else best


def scores(text: str, ours: Json) -> Mapping[str, float]:
    """Return the sum of each label, in the order of the table: what speaks for a label weighs less the later it stands."""
    words = tokens(text)
    here = {name for name, patterns in _contexts().items() if _found(patterns, words)} | set(taker(words, text))
    sums = dict.fromkeys(table("crosswalk_case2021")["labels"], 0.0)
    for rule in _rules():
        if here.issuperset(rule.needs) and here.isdisjoint(rule.bars):
            first, weight = _first(rule.patterns, words), rule.weight
            if first is None and rule.weak is not None:
                first, weight = _first(rule.weak, words), rule.weight * table("crosswalk_case2021")["weak"]
            if first is not None:
                late = LATE * first / len(words) if weight > 0 and words else 0.0
                sums[rule.label] += weight * (1.0 - late)
    for kind in {own["type"] for own in ours["incidents"]}:
        for name, weight in table("crosswalk_case2021")["types"].get(kind, {}).items():
            sums[name] += weight
    return sums


def taker(words: list[Token], text: str = "") -> Iterator[str]:
    """Yield "state_took" or "rebels_took" by the first taking of ground: who the clause names first before the verb, or after "by".

    Ground must be named near the verb, on the side where the object stands: who captures a commander takes none. Behind a verb of
    taking back ("retook Bama") a name of the `text` is ground.
    """
    for verb, past, _ in _taking().find(words):
        start = max((i + 1 for i in range(verb) if words[i].word in CLAUSE_ENDS), default=0)
        end = next((i for i in range(past, len(words)) if words[i].word in CLAUSE_ENDS), len(words))
        hands = [word.word for word in words[max(0, past - 2) : past]] == ["hands", "of"]
        passive = hands or words[past - 1].word == "to" or any(word.word == "by" for word in words[past : past + BY_REACH])
        before, after = words[start:verb], words[past:end]
        party = next(_parties().find(after), None) if passive else _subject(before)
        ground = before if passive else [*words[verb:past], *after[:GROUND_REACH]]
        near = _found(_contexts()["ground"], ground) and (passive or not _captive(ground))
        if party is not None and (near or _named(words, verb, past, text)):
            yield party[2]
            return


def _named(words: list[Token], verb: int, past: int, text: str) -> bool:
    """Tell whether a verb that takes ground alone has a name behind it."""
    again = any(True for _ in _again().find(words[verb:past]))
    return again and past < len(words) and text[words[past].span.start : words[past].span.start + 1].isupper()


def _captive(ground: list[Token]) -> bool:
    """Tell whether people or weapons are named before any ground: "captured a commander in the village" takes none."""
    held, area = _first(_contexts()["captives"], ground), _first(_contexts()["ground"], ground)
    return held is not None and area is not None and held < area


def _subject(before: list[Token]) -> tuple[int, int, str] | None:
    """Return the first party behind the last subordinator, else the first of the clause."""
    opens = max((i + 1 for i, word in enumerate(before) if word.word in _subordinators()), default=0)
    return next(_parties().find(before[opens:]), None) or next(_parties().find(before), None)


def _first(patterns: PhraseTable[bool] | None, words: list[Token]) -> int | None:
    """Return the first token of what is found first; None is always found, at the beginning."""
    if patterns is None:
        return 0
    match = next(patterns.find(words), None)
    return None if match is None else match[0]


def _found(patterns: PhraseTable[bool], words: list[Token]) -> bool:
    return _first(patterns, words) is not None


@cache
def _contexts() -> dict[str, PhraseTable[bool]]:
    return {name: _table(patterns) for name, patterns in table("crosswalk_case2021")["contexts"].items()}


@cache
def _taking() -> PhraseTable[bool]:
    return _table(table("crosswalk_case2021")["agents"]["verbs"])


@cache
def _subordinators() -> frozenset[str]:
    return frozenset(table("crosswalk_case2021")["agents"]["subordinators"])


@cache
def _again() -> PhraseTable[bool]:
    return _table(table("crosswalk_case2021")["agents"]["again"])


@cache
def _parties() -> PhraseTable[str]:
    contexts = table("crosswalk_case2021")["contexts"]
    return PhraseTable([(p, "rebels_took") for p in contexts["rebels"]] + [(p, "state_took") for p in contexts["state"]])


@cache
def _rules() -> tuple[Rule, ...]:
    return tuple(_rule(name, item) for name, items in table("crosswalk_case2021")["labels"].items() for item in items)


def _rule(name: str, item: dict[str, Any]) -> Rule:
    patterns = None if item["any"] == [ALWAYS] else _table(item["any"])
    weak = _table(item["weak"]) if "weak" in item else None
    return Rule(name, item["weight"], patterns, weak, tuple(item.get("if", ())), tuple(item.get("unless", ())))


def _table(patterns: list[str]) -> PhraseTable[bool]:
    return PhraseTable((pattern, True) for pattern in patterns)
