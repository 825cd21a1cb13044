"""Learn of which group a fact is told (``codebook/weights.json``, choice "whose") from annotated facts.

    python training/whose.py --data ../shared/data --out src/dateline/codebook/weights.json

The facts are those of ``written``, ``training/articles`` and ``training/profiles``; no feature holds what the tagger says. Prints how
often the weights learned on one half of the articles choose rightly on the other.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from labels import fold, nearest
from weights import Choice, dump, learn

from dateline.evaluate.fields import same_actor
from dateline.extract import profile_whose as whose
from dateline.extract.profile_names import key
from dateline.extract.units import inside
from dateline.pipeline import layers
from dateline.types import ActorMention, ActorValue, Annotated, Document, Span

RIDGE = 1.0
FIXED = {"goes_on": 2.2}
"""What is said of a name right behind it is of that one, and not of the group that the text names most."""
LENIENCE = 0.8
"""Taken off the weight of "none" after learning: a fifth of the annotated facts are of groups that no grammar knows."""
RELATIONS = frozenset({"parent", "rival", "ally"})
Case = tuple[str, Choice]
"""An article's id and the choice."""


def told(args: argparse.Namespace) -> Iterator[tuple[str, str, list[dict[str, Any]]]]:
    """Yield (id, text, facts) of all articles and passages that annotate facts."""
    for file in sorted((args.data / "written").glob("*.json")):
        row = json.loads(file.read_text("utf-8"))
        yield row["id"], file.with_suffix(".txt").read_text("utf-8"), row.get("actor_facts", [])
    for file in sorted(args.articles.glob("*.jsonl")):
        if file.stem not in args.leave:
            for row in map(json.loads, file.read_text("utf-8").splitlines()):
                yield row["annotation"]["id"], row["text"], row["annotation"].get("actor_facts", [])
    for file in sorted(args.profiles.glob("*.jsonl")):
        for row in map(json.loads, file.read_text("utf-8").splitlines()):
            yield row["id"], row["text"], row["facts"]


def named(value: ActorValue, name: str) -> bool:
    return same_actor(name, value.name, {"name": value.name, "actor_id": value.actor_id})


def value_at(fact: dict[str, Any], text: str) -> Span | None:
    """Return where a fact's value stands in its quote.

    A value in other words than the text's ("2012-05") is sought by its year, its number or its longest word.
    """
    at, name, value = nearest(text, fact.get("quote"), []), fact["property"], str(fact.get("value") or "")
    if at is None:
        return None
    words = [value, value.removeprefix("the ")]
    if name == "founded":
        words += re.findall(r"(?:18|19|20)\d\d", value)
    elif name == "strength":
        words += re.findall(r"\d[\d,]*", value)
    elif name != "designation":
        words += sorted(re.findall(r"[\w'’-]{4,}", value), key=len, reverse=True)
    quote = text[slice(*at)].casefold()
    start, word = next(((quote.find(w.casefold()), w) for w in words if w and w.casefold() in quote), (-1, ""))
    return Span(at[0] + start, at[0] + start + len(word)) if start >= 0 else None


def cases(identifier: str, text: str, facts: list[dict[str, Any]]) -> Iterator[Case]:
    annotated = layers(Document(identifier, text))
    groups = [actor for actor in annotated.actors if actor.value.kind == "group"]
    for fact in facts if groups else ():
        at = value_at(fact, text)
        if at is not None:
            yield from _case(identifier, annotated, groups, fact, at)


def _case(identifier: str, annotated: Annotated, groups: list[ActorMention], fact: dict[str, Any], span: Span) -> Iterator[Case]:
    told = (s for s in annotated.sentences if s.kind in ("body", "title") and s.span.start <= span.start < s.span.end)
    sentence = next(told, None)
    if sentence is None:
        return
    relation = fact["property"] in RELATIONS
    value = next((g for g in inside(groups, sentence.span) if g.span.overlaps(span)), None) if relation else None
    able = [g for g in groups if value is None or key(g.value) != key(value.value)]
    found = whose.candidates(annotated, whose.Fact(fact["property"], span, sentence), able)
    right = frozenset(i for i, (item, _) in enumerate(found) if named(item, fact["actor"]))
    yield identifier, Choice([dict(row) for _, row in found], right)


def chosen(choice: Choice, weights: dict[str, float]) -> int | None:
    scores = [sum(weights.get(n, 0.0) * v for n, v in row.items()) for row in choice.candidates]
    best = int(np.argmax(scores)) if scores else None
    return best if best is not None and scores[best] > weights.get("none", 0.0) else None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--articles", type=Path, default=Path("training/articles"))
    parser.add_argument("--profiles", type=Path, default=Path("training/profiles"))
    parser.add_argument("--leave", nargs="*", default=[])
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    found = [case for item in told(args) for case in cases(*item)]
    tally: dict[str, int] = defaultdict(int)
    for part in (0, 1):
        weights, _, _ = learn([c for i, c in found if fold(i) == part], {}, RIDGE)
        for identifier, choice in found:
            if fold(identifier) != part:
                best = chosen(choice, weights)
                tally["facts"] += 1
                tally["reachable"] += bool(choice.right)
                tally["right"] += best in choice.right
                tally["none"] += best is None
                tally["none, rightly"] += best is None and not choice.right
    print(dict(tally))
    weights, _, _ = learn([c for _, c in found], {}, RIDGE)
    weights["none"] = round(weights.get("none", 0.0) - LENIENCE, 3)
    weights |= FIXED
    print(weights)
    if args.out:
        table = json.loads(args.out.read_text("utf-8"))
        table["choices"]["whose"] = weights
        args.out.write_text(dump(table), "utf-8")


if __name__ == "__main__":
    main()
