"""Learn the cascade's filter (``models/cascade.tsv``, ``models/cascade.json``): words and pairs of words that speak of violence.

    PYTHONPATH=src python training/cascade.py --data ../shared/data --out src/dateline/models

A logistic regression with L1 over windows of 40 words (scikit-learn, fixed seed). Where the mentions of incidents are annotated,
the windows around them are positive; where only the document is known to report one, its highest window is (multiple-instance
learning, a few rounds). Every window of a quiet document is negative. The threshold is set on the training side's own held-out tenth
of positive documents; `benchmarks/cascade.py` measures on articles that nothing here reads.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import hashlib
import itertools
import json
import math
import random
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from corpora import GVA_CUT, messages, templates
from labels import Article, held_out, packed, standoff, written
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from dateline.cascade.words import WINDOW, words
from dateline.codebook.tables import table

SEED = 20261128
ROUNDS = 4
CLAIMS = ("claimed|claims|claim|claiming responsibility",)
CLAIM = 2.0
"""Least weight of a claim of responsibility, which never stands alone in these articles and so learns nothing of its own."""
CALM = -0.1
"""Lowest weight of a word that cannot speak of violence. Left alone, "visitors" (-2.6) hid a massacre in a story on a beach resort."""
MARKED = ("event_main", "event_background", "warning")
"""Spans that make a window positive: incidents, also in the background, and warnings of attacks, which the record keeps too."""
OFTEN = {"warning": 3}
"""How many windows are cut around such a span: warnings are few, and an article that reports nothing else must pass."""
VIOLENT = ("act", "generic", "weapon", "actor", "claim", "threat")
"""The codebook's groups of words that may raise the odds."""
LEAST = 3
"""A word or pair in fewer documents than this is no feature."""
CONTRAST = 2.0
"""A codebook word may raise the odds when its share of violent documents is this many times that of quiet ones ("around" is not)."""
STRICT = 6.0
"""The same for a word that stands in longer phrases of the codebook alone ("several" of "shot several times" is not)."""
STRENGTH = 0.7
"""Inverse of the L1 penalty (tried 0.05 to 2)."""
KEEP = 0.985
"""Share of the tuning tenth's positive documents that the threshold lets pass, rounded down to a quarter. The last are those that
are labelled for something else: muc4 messages on threats, re3d texts on hardware."""


BRIEF = 0.04
"""Share of single sentences that tell an incident which a text shorter than a window may lose."""
LOOKED_AT = 1 / 6
"""Share of documents that report which the closer look is asked about: those above them in score are read without it."""


@dataclass(frozen=True)
class Example:
    """A document as words. ``marks`` are the word positions of annotated mentions; None where only the document is labelled."""

    id: str
    words: list[str]
    positive: bool
    marks: tuple[int, ...] | None = None


def example(item: Article) -> Example:
    events = [(start, end) for start, end, column in item.spans if column in MARKED for _ in range(OFTEN.get(column, 1))]
    marks = tuple(len(words(item.text[: (start + end) // 2])) for start, end in events)
    return Example(item.id, words(item.text), bool(events), marks or None)


def annotated(data: Path, held: set[str]) -> Iterator[Example]:
    found = list(written(data / "written", "shared"))
    for file in sorted(Path("training/articles").glob("*.jsonl")):
        found += packed(file)
    for file in sorted(Path("training/standoff").glob("*.jsonl")):
        found += (item for item in standoff(file, data) if item.id.removeprefix("gva:") not in held)
    yield from (example(item) for item in found if not held_out(item.id))


def gva(data: Path) -> tuple[list[Example], set[str]]:
    """Return the articles of incidents before the newest fifth, and the ids of all the others."""
    with gzip.open(data / "gva" / "incidents.jsonl.gz", "rt", encoding="utf-8") as lines:
        incidents = [json.loads(line) for line in lines]
    new = {name for row in incidents if row["date"] >= GVA_CUT for name in row["article_ids"]}
    with gzip.open(data / "gva" / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    held = {row["id"] for row in rows if row["id"] in new}
    texts = [(row["id"], f"{row['title']}\n{row['text']}") for row in rows if row["id"] not in held and len(row["text"]) > 200]
    return [Example(f"gva:{name}", words(text), True) for name, text in texts if _told(words(text))], held


def _told(tokens: list[str]) -> bool:
    """Some gva texts are about something else (a menu, a cookie notice): one that names no shooting teaches nothing."""
    return any(word.startswith(("shot", "shoot", "gun", "kill", "murder", "homicide")) for word in tokens)


def muc4(data: Path) -> Iterator[Example]:
    texts, keys = messages(data / "muc4" / "dev"), templates(data / "muc4" / "dev")
    for name, text in texts.items():
        if keys.get(name):
            yield Example(f"muc4:{name}", words(text), True)
        elif name in keys and not _violent(words(text)):
            yield Example(f"muc4:{name}", words(text), False)


def _violent(tokens: list[str]) -> bool:
    """A message without a template may still tell of fighting (MUC-4 leaves out military targets): those teach neither side."""
    stems = ("attack", "kill", "murder", "bomb", "explo", "kidnap", "assassin", "ambush", "massacre", "wounded", "dynamit", "terror",
             "guerrilla", "casualt", "combat", "shot", "shoot", "clash", "grenade", "gunfire", "hostage", "abduct")  # fmt: skip
    return sum(word.startswith(stems) for word in tokens) > 1


def gvdb(data: Path) -> Iterator[Example]:
    with (data / "gvdb" / "dev.tsv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            if int(row["Article id"]) % 2 == 0:
                yield Example(f"gvdb:{row['Article id']}", words(f"{row['Article title']}\n{row['Full text']}"), True)


def quiet() -> Iterator[Example]:
    """Yield our own articles that report no violence; a fifth, by hash, is held out for `benchmarks/cascade.py`."""
    for text in Path("training/quiet.txt").read_text("utf-8").strip().split("\n\n"):
        if not held_out(text, 5):
            yield Example(f"quiet:{text[:40]}", words(text), False)


class Lexicon:
    """What the codebook knows of violence: words and pairs by group. A group has one weight on top of its words' own, so that a
    word of the codebook that no training article uses ("torched") still counts. ``speaks`` are the words that may speak of violence
    at all: whatever else raises the odds in these articles ("Monday", "sheriff") is their style and no violence."""

    def __init__(self) -> None:
        events, weapons, actors = table("events"), table("weapons"), table("generic_actors")
        forms = [pattern for kind in events["specific"].values() for side in kind.values() for pattern in side]
        generic = [pattern for side in events["generic"].values() for pattern in side]
        tools = [phrase for phrases in weapons["terms"].values() for phrase in phrases]
        threats = table("advisories")["threat_words"]
        self.groups = {
            "act": set(grams(forms)),
            "generic": set(grams(generic)),
            "weapon": set(grams(tools)),
            "claim": set(grams(CLAIMS)),
            "threat": set(grams(threats)),
            "actor": set(grams([*actors["heads"], *actors["adjectival"]])),
            "none": set(grams(events["none"])),
        }
        for name in VIOLENT:
            self.groups[name] -= self.groups["none"]
        told = " ".join([*forms, *generic, *tools, *threats, *_strings(actors), *CLAIMS])
        self.speaks = {word for word in words(told.replace("|", " ")) if len(word) > 2}
        self.alone = {gram for name in VIOLENT for gram in self.groups[name] if " " not in gram}


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from () if name == "about" else _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)


def grams(patterns: Iterable[str]) -> Iterator[str]:
    """Yield what of the codebook's patterns a table of words and pairs can hold: whole words, whole pairs, and pairs of longer ones."""
    for pattern in patterns:
        steps = [[" ".join(words(choice)) for choice in token.split("|")] for token in pattern.split()]
        if len(steps) == 1:
            yield from (gram for gram in steps[0] if gram.count(" ") < 2)
        for first, second in itertools.pairwise(steps):
            yield from (f"{a} {b}" for a in first for b in second if a and b and f"{a}{b}".count(" ") == 0)


class Space:
    """The features: words and pairs that stand in enough documents, and the codebook's groups."""

    def __init__(self, examples: list[Example], lexicon: Lexicon) -> None:
        counts: Counter[str] = Counter()
        for item in examples:
            counts.update({*item.words, *map(" ".join, zip(item.words, item.words[1:], strict=False))})
        known = set().union(*lexicon.groups.values())
        self.lexicon = lexicon
        self.groups = [f"[{name}]" for name in lexicon.groups]
        self.names = [*self.groups, *sorted({name for name, count in counts.items() if count >= LEAST} | known)]
        self.index = {name: at for at, name in enumerate(self.names)}
        self.of_groups = {gram: [at for at, held in enumerate(lexicon.groups.values()) if gram in held] for gram in known}
        loud, calm = (Counter(w for item in examples if item.positive is side for w in set(item.words)) for side in (True, False))
        sides = Counter(item.positive for item in examples)
        self.speaks = {
            word for word in lexicon.speaks
            if loud[word] / sides[True] > (CONTRAST if word in lexicon.alone else STRICT) * (calm[word] + 1) / sides[False]
            or word in lexicon.groups["act"]
        }  # fmt: skip
        self.may_rise = np.array([self._may_rise(name) for name in self.names])

    def _may_rise(self, name: str) -> bool:
        if name in self.groups:
            return name != "[none]"
        return any(word in self.speaks for word in name.split()) and name not in self.lexicon.groups["none"]

    def ids(self, tokens: list[str]) -> list[list[int]]:
        """Return the features that begin at each word."""
        after = [*tokens[1:], ""]
        return [[*self._of(a), *self._of(f"{a} {b}")] for a, b in zip(tokens, after, strict=True)]

    def _of(self, gram: str) -> list[int]:
        at = self.index.get(gram)
        return [] if at is None else [at, *self.of_groups.get(gram, ())]

    def folded(self, weight: np.ndarray) -> np.ndarray:
        """Return the weights with each group's added to its words: what the shipped table holds."""
        out = weight.copy()
        for gram, groups in self.of_groups.items():
            out[self.index[gram]] += weight[groups].sum()
        out[: len(self.groups)] = 0.0
        calm = np.array([not any(word in self.speaks for word in name.split()) for name in self.names])
        out[calm] = np.maximum(out[calm], CALM)
        claims = [self.index[gram] for gram in self.lexicon.groups["claim"]]
        out[claims] = np.maximum(out[claims], CLAIM)
        return out

    def matrix(self, stretches: list[list[list[int]]]) -> csr_matrix:
        data, columns, rows = [], [], [0]
        for stretch in stretches:
            counted = Counter(f for position in stretch for f in position)
            columns += counted.keys()
            data += counted.values()
            rows.append(len(columns))
        return csr_matrix((data, columns, rows), shape=(len(stretches), len(self.names)), dtype=np.float64)


def around(mark: int, length: int, rng: random.Random) -> tuple[int, int]:
    start = max(0, min(mark - rng.randrange(5, WINDOW - 5), length - WINDOW))
    return start, start + WINDOW


def best(ids: list[list[int]], weight: np.ndarray) -> tuple[float, int]:
    """Return the highest window's sum and its start."""
    single = np.array([weight[position].sum() for position in ids])
    total = np.concatenate(([0.0], np.cumsum(single)))
    sums = total[WINDOW:] - total[:-WINDOW] if len(single) > WINDOW else total[-1:]
    at = int(sums.argmax())
    return float(sums[at]), at


def learn(examples: list[Example], space: Space) -> tuple[np.ndarray, float]:
    rng = random.Random(SEED)
    ids = {item.id: space.ids(item.words) for item in examples}
    weight: np.ndarray | None = None
    bias = 0.0
    for turn in range(ROUNDS):
        stretches, labels, share = [], [], []
        for item in examples:
            own = ids[item.id]
            if not item.positive:
                starts = range(0, max(1, len(own) - WINDOW // 2), WINDOW // 2)
                spans = [(at, at + WINDOW) for at in starts]
                if weight is not None:
                    at = best(own, weight)[1]
                    spans += [(at, at + WINDOW)] * 2
            elif item.marks is not None:
                spans = [around(mark, len(own), rng) for mark in item.marks]
            elif weight is not None:
                at = best(own, weight)[1]
                spans = [(at, at + WINDOW)]
            else:
                spans = [(0, WINDOW)]  # the first round takes the beginning: news tells first what happened
            stretches += [own[a:b] for a, b in spans]
            labels += [item.positive] * len(spans)
            share += [1.0 / len(spans) ** 0.5] * len(spans)
        y, w = np.array(labels), np.array(share)
        w[y] *= 1.0 / w[y].sum()
        w[~y] *= 1.0 / w[~y].sum()
        weight, bias = fit(space, space.matrix(stretches), y, w * len(y) / 2)
        print(f"round {turn}: {len(y)} windows, {int((weight != 0).sum())} features, bias {bias:.2f}", flush=True)
    assert weight is not None
    return weight, bias


def fit(space: Space, matrix: csr_matrix, y: np.ndarray, share: np.ndarray) -> tuple[np.ndarray, float]:
    """Fit, and again without the features that rose and may not, until there are none."""
    allowed = np.ones(len(space.names), dtype=bool)
    while True:
        model = LogisticRegression(l1_ratio=1.0, C=STRENGTH, solver="liblinear", random_state=SEED, max_iter=300)
        model.fit(matrix[:, allowed], y, sample_weight=share)
        weight = np.zeros(len(space.names))
        weight[allowed] = model.coef_[0]
        wrong = (weight > 0) & ~space.may_rise
        if wrong.sum() == 0:
            return weight, float(model.intercept_[0])
        allowed &= ~wrong


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    shootings, held = gva(options.data)
    found = [*annotated(options.data, held), *shootings, *muc4(options.data), *gvdb(options.data), *quiet()]
    examples = list({item.id: item for item in found if len(item.words) > 10}.values())
    tune = [item for item in examples if held_out("tune" + item.id)]
    train = [item for item in examples if not held_out("tune" + item.id)]
    print(
        f"train {sum(i.positive for i in train)} positive, {sum(not i.positive for i in train)} quiet; tune {len(tune)}", flush=True
    )
    space = Space(train, Lexicon())
    weight, bias = learn(train, space)
    weight = space.folded(weight)
    space.of_groups = {}  # the groups are in the words' weights now
    scores = {item.id: bias + best(space.ids(item.words), weight)[0] for item in tune}
    ours = sorted(scores[item.id] for item in tune if item.positive)
    threshold = math.floor(4 * ours[int(len(ours) * (1 - KEEP))]) / 4
    passing = np.mean([scores[item.id] >= threshold for item in tune if not item.positive])
    alone = sorted(bias + best(space.ids(item), weight)[0] for item in sentences(options.data) if len(item) < WINDOW)
    bars = {
        "threshold": threshold,
        "short": math.floor(4 * alone[int(len(alone) * BRIEF)]) / 4,
        "plain": math.floor(2 * ours[int(len(ours) * LOOKED_AT)]) / 2,
    }
    print(f"{bars}; quiet documents of the tuning tenth that pass: {100 * passing:.1f} %")
    write(options.out, space, weight, bias, bars)


def sentences(data: Path) -> Iterator[list[str]]:
    """Yield the sentences of our own articles, of the tuning tenth, that tell a main incident: a text may be no more than one."""
    found = [*written(data / "written", "shared"), *(item for file in sorted(Path("training/articles").glob("*.jsonl")) for item in packed(file))]
    for item in found:
        if held_out("tune" + item.id) and not held_out(item.id):
            for start, end, column in item.spans:
                if column == "event_main":
                    before = max(item.text.rfind(mark, 0, start) + len(mark) for mark in (". ", "\n"))
                    after = min(at for mark in (". ", "\n") if (at := item.text.find(mark, end)) >= 0 or (at := len(item.text)))
                    yield words(item.text[max(0, before) : after])


def write(folder: Path, space: Space, weight: np.ndarray, bias: float, bars: dict[str, float]) -> None:
    rows = [f"{name}\t{value:.3f}\n" for name, value in zip(space.names, weight, strict=True) if abs(value) >= 0.0005]
    raw = "".join(rows).encode()
    (folder / "cascade.tsv").write_bytes(raw)
    card = {
        "version": 1, "bias": round(bias, 4), **bars, "window": WINDOW,
        "sha256": hashlib.sha256(raw).hexdigest(), "features": len(rows), "card": "docs/decisions/0012-cascade.md",
        "trained_on": "written, training/articles, training/standoff, gva before 2016-09-11, muc4 dev, gvdb even ids, training/quiet.txt",
    }  # fmt: skip
    (folder / "cascade.json").write_text(json.dumps(card, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
