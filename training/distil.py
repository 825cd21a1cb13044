"""Let the large tagger read articles, annotated or not, and keep what it says of each token as targets for the small one.

    python training/distil.py --data ../shared/data --base MPNET --teacher TEACHER/last.pt \\
        --small MINILM --student STUDENT/last.pt --tokenizer src/dateline/models/tokenizer.json --out TAUGHT --unread 1500

Writes ``TAUGHT/<n>.npz``, a hundred articles each (ids, marks, targets, mask), and goes on behind the last one where it was stopped.
It teaches only the columns that it reads better than the small tagger does (token F1 over held-out windows, ``TAUGHT/columns.json``).
``training/train.py --taught TAUGHT`` reads them. Held-out articles, GVA's newest fifth and MUC's test messages are not among them.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from pathlib import Path

import numpy as np
import torch
from corpora import GVA_CUT, messages, texts
from labels import ARGUMENTS, COLUMNS, STATUSES, Article, Event, held_out
from teacher import Teacher
from tokenizers import Tokenizer
from train import POSITIVE, Tagger, batches, begin, collate, cut, evaluate, halved, load, measured
from windows import INDEX, Piece, Window, asked, stretches, windows

ARTICLES = 100
"""Articles a file."""
SURE = 0.3
"""Chance of a perpetrator from which on a token's status is a target."""
PLAIN = [i for i, column in enumerate(COLUMNS) if not column.startswith("asked:")]
OF_EVENT = [INDEX[f"asked:{role}"] for role in ARGUMENTS]
STATUS = [INDEX[f"asked:perpetrator:{status}"] for status in STATUSES]
WHOLE = [INDEX["asked:incident"], INDEX["asked:main"]]
EVENTS = [INDEX["event_main"], INDEX["event_background"]]


def unread(data: Path, annotated: set[str], limit: int) -> Iterator[Article]:
    """Yield articles without annotation: GVA before its newest fifth and MUC's development messages, every n-th."""
    with gzip.open(data / "gva" / "incidents.jsonl.gz", "rt", encoding="utf-8") as lines:
        early = {f"gva:{a}" for row in map(json.loads, lines) if row["date"] < GVA_CUT for a in row["article_ids"]}
    found = texts(data)
    names = sorted(n for n in (early | {f"muc4:{m}" for m in messages(data / "muc4" / "dev")}) if n in found and n not in annotated)
    names = [n for n in names if not held_out(n)]
    for name in names[:: max(1, len(names) // limit)]:
        yield Article(name, found[name], ())


class Reader:
    """The large tagger in batches: probabilities (tokens × columns) of each window."""

    def __init__(self, base: Path, file: Path) -> None:
        self.model = Teacher(base)
        self.model.load_state_dict(torch.load(file, weights_only=True)["model"])
        self.model.eval()

    def read(self, found: list[Window]) -> Iterator[tuple[Window, np.ndarray]]:
        """Yield the windows, ordered by length, with what the teacher says of them."""
        with torch.no_grad():
            for batch in batches(found, 16, random.Random(0)):
                ids, attention, marks, _, _ = collate(batch)
                with halved():
                    said = torch.sigmoid(self.model(ids, attention, marks).float()).numpy()
                yield from ((window, said[i, : len(window.ids)]) for i, window in enumerate(batch))


def plain_chance(said: np.ndarray) -> np.ndarray:
    """Undo the weight of positives in training, so that the same loss makes the small tagger say what the large one says."""
    return said / (said + POSITIVE * (1.0 - said))


def better(large: Teacher, small: Tagger, held: list[Window], file: Path) -> np.ndarray:
    """Return 1.0 for the columns that the large tagger reads better than the small one (token F1), else 0.0; kept in `file`."""
    if not file.exists():
        figures = [evaluate(model, held) for model in (large, small)]
        large.eval()
        file.write_text(json.dumps({c: [round(f[c], 1) for f in figures] for c in COLUMNS}, indent=1), "utf-8")
    found = json.loads(file.read_text("utf-8"))
    return np.array([float(found[c][0] > found[c][1]) for c in COLUMNS])


def target(window: Window, said: np.ndarray, known: np.ndarray) -> Window:
    """Return the window with targets: half the annotator's and half the teacher's where one annotated, the teacher's elsewhere.

    `known` are the columns that the teacher teaches; of others the annotator's word alone is kept.
    """
    wanted, annotated = window.target[:, : len(COLUMNS)], window.mask[:, : len(COLUMNS)]
    own = np.where(known > 0, plain_chance(said), wanted)
    mask = np.zeros_like(own)
    if window.marks is None:
        mask[1:-1, PLAIN] = 1.0
        mask[0, [i for i in PLAIN if COLUMNS[i].startswith(("event", "type:"))]] = 1.0
    else:
        mask[1:-1, OF_EVENT] = 1.0
        mask[np.ix_(said[:, INDEX["asked:perpetrator"]] > SURE, STATUS)] = 1.0
        mask[0, WHOLE] = 1.0
    mask = np.maximum(mask * known, annotated)
    return Window(window.ids, np.where(annotated > 0, 0.5 * wanted + 0.5 * own, own), mask, window.article, window.marks)


def events(groups: list[list[Piece]], said: list[np.ndarray], limit: int = 3) -> tuple[Event, ...]:
    """Return the stretches that the teacher takes for events, the surest first, each to be asked for in its window and the next."""
    runs: list[tuple[float, Event]] = []
    for number, (group, read) in enumerate(zip(groups, said, strict=True)):
        chance = read[-len(group) - 1 : -1, EVENTS].max(1)
        behind = [(after[0][1], after[0][1] + 1, "asked:same") for after in groups[number + 1 : number + 2]]
        for sure, tokens in groupby(range(len(group)), key=lambda t: bool(chance[t] > 0.5)):
            own = list(tokens)
            if sure and group[own[-1]][2] - group[own[0]][1] > 6:
                mention = (group[own[0]][1], group[own[-1]][2])
                runs.append((float(chance[own].mean()), Event((mention,), tuple(behind), (), incident=True, main=False)))
    return tuple(event for _, event in sorted(runs, key=lambda run: -run[0])[:limit])


def blank(window: Window) -> Window:
    """Return the window as one that nobody annotated."""
    return Window(window.ids, np.zeros_like(window.target), np.zeros_like(window.mask), window.article, window.marks)


def unread_windows(
    reader: Reader, articles: list[Article], tokenizer: Tokenizer, rng: random.Random, known: np.ndarray
) -> Iterator[Window]:
    """Yield the targets of articles that nobody annotated: read once, then once for each event seen in them."""
    plain = [(a, [blank(w) for w in windows(a, tokenizer)]) for a in articles]
    said = {id(window): (window, chance) for window, chance in reader.read([w for _, own in plain for w in own])}
    yield from (target(window, chance, known) for window, chance in said.values())
    again: list[Window] = []
    for article, own in plain:
        found = events(stretches(article, tokenizer), [said[id(w)][1] for w in own])
        again += [blank(w) for w in asked(replace(article, events=found), tokenizer, rng)]
    yield from (target(*pair, known) for pair in reader.read(again))


def write(file: Path, found: list[Window]) -> None:
    """Write windows end to end; ``sizes`` are their lengths in tokens."""
    parts = {
        "ids": np.concatenate([w.ids for w in found]).astype(np.int32),
        "marks": np.concatenate([np.zeros(len(w.ids)) if w.marks is None else w.marks for w in found]).astype(np.int8),
        "targets": np.concatenate([w.target for w in found]).astype(np.float16),
        "mask": np.concatenate([w.mask for w in found]).astype(np.int8),
        "sizes": np.array([len(w.ids) for w in found]),
    }
    np.savez_compressed(file.with_suffix(".part.npz"), **parts)
    file.with_suffix(".part.npz").rename(file)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--articles", type=Path, default=Path("training/articles"))
    parser.add_argument("--standoff", type=Path, default=Path("training/standoff"))
    parser.add_argument("--base", type=Path, required=True, help="folder of the large encoder")
    parser.add_argument("--teacher", type=Path, required=True)
    parser.add_argument("--small", type=Path, required=True, help="folder of the small encoder")
    parser.add_argument("--student", type=Path, required=True, help="the small tagger that is to learn")
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--unread", type=int, default=1500, help="how many articles without annotation")
    parser.add_argument("--leave", nargs="*", default=[], help="files of --articles, without .jsonl, that are not read")
    parser.add_argument("--measure", type=int, default=4, help="compare the two on every n-th held-out window")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    tokenizer = Tokenizer.from_file(str(args.tokenizer))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    reader = Reader(args.base, args.teacher)
    args.folders, args.fold, args.others = [], None, 0.0
    train, test, _ = load(args)
    small = Tagger(args.small)
    begin(small, args.student)
    known = better(reader.model, small, measured(test, tokenizer, args.measure), args.out / "columns.json")
    annotated = {a.id for a in (*train, *test)}
    others = list(unread(args.data, annotated, args.unread))
    random.Random(7).shuffle(train)
    random.Random(7).shuffle(others)
    jobs = [("annotated", train[i : i + ARTICLES]) for i in range(0, len(train), ARTICLES)]
    jobs += [("unread", others[i : i + ARTICLES]) for i in range(0, len(others), ARTICLES)]
    random.Random(7).shuffle(jobs)
    for number, (kind, articles) in enumerate(jobs):
        file = args.out / f"{number:03d}.npz"
        if file.exists():
            continue
        rng = random.Random(number)
        if kind == "annotated":
            found = [target(*pair, known) for pair in reader.read([w for a in articles for w in cut(a, tokenizer, rng, 0.5)])]
        else:
            found = list(unread_windows(reader, articles, tokenizer, rng, known))
        write(file, found)
        print(f"{number + 1} of {len(jobs)}: {len(found)} windows", flush=True)


if __name__ == "__main__":
    main()
