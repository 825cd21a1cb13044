"""Order independence: random orders of adding, in random batches, with judgements made and undone in between, end in the same bytes.

    python benchmarks/orders.py [--sequences 200] [--documents 40] [--store URL]

The documents are confusable on purpose: few towns, few days, near-copies, undated ones. Each sequence ends with the same judgements in
force; some others are made and undone on the way. Compared are the records of all incidents, and a rebuild must change nothing.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import made_reports
from made_reports import reports

from dateline.errors import StoreError
from dateline.reconcile.account import accounts
from dateline.store import Store, open_store
from dateline.store.add import add
from dateline.store.judge import judge
from dateline.store.rebuild import incidents_hash, rebuild
from dateline.types import Judgement

LASTING = 4
"""Judgements in force at the end of every sequence."""


def world(count: int, seed: int) -> list:
    """Reports that are easily mistaken for one another: a handful of towns, a few days."""
    kept = made_reports.TOWNS, made_reports.INCIDENTS_A_DAY
    made_reports.TOWNS, made_reports.INCIDENTS_A_DAY = 10, 6
    try:
        return list(islice(reports(count, seed), count))
    finally:
        made_reports.TOWNS, made_reports.INCIDENTS_A_DAY = kept


def lasting(found: list, dice: random.Random) -> list[Judgement]:
    """Judgements over accounts that do not contradict one another: each account in one of them alone."""
    ids = [account.id for document, record in found for account in accounts(record, document.text)]
    chosen = dice.sample(ids, 2 * LASTING)
    kinds = ("same", "not_same")
    return [
        Judgement("", kinds[n % 2], (chosen[2 * n],), (chosen[2 * n + 1],), reason="r", who="w", made=f"2024-01-0{n + 1}T00:00:00")  # type: ignore[arg-type]
        for n in range(LASTING)
    ]


def sequence(url: str, found: list, wanted: list[Judgement], dice: random.Random) -> tuple[str, bool]:
    """Add in a random order and judge as soon as it can be; return the hash and whether a rebuild changed nothing."""
    store = open_store(url)
    left, judged = list(found), list(wanted)
    dice.shuffle(left)
    dice.shuffle(judged)
    there: set[str] = set()
    while left or judged:
        size = dice.choice((1, 1, 2, 5, 11))
        batch, left = left[:size], left[size:]
        if batch:
            add(store, batch, "made")
            there |= {account.id for document, record in batch for account in accounts(record, document.text)}
        ready = [one for one in judged if {*one.left, *one.right} <= there]
        for one in ready:
            if not left or dice.random() < 0.5:
                judge(store, one)
                judged.remove(one)
        if dice.random() < 0.3:
            passing(store, sorted(there), dice)
    with store.reading() as connection:
        made = incidents_hash(connection)
    _, same = rebuild(store)
    store.close()
    return made, same


def passing(store: Store, there: list[str], dice: random.Random) -> None:
    """Judge something and take it back."""
    a, b = dice.sample(there, 2) if len(there) > 1 else (there[0], there[0])
    kind = dice.choice(("same", "not_same"))
    try:
        made = judge(store, Judgement("", kind, (a,), (b,), reason="passing", who="w"))  # type: ignore[arg-type]
    except StoreError:
        return
    judge(store, Judgement("", "undo", (), supersedes=(made.id,), reason="taken back", who="w"))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sequences", type=int, default=200)
    parser.add_argument("--documents", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    return run(given.sequences, given.documents, given.seed)


def run(sequences: int, count: int, seed: int) -> int:
    """Run the sequences; return the exit code."""
    found = world(count, seed)
    wanted = lasting(found, random.Random(seed))
    ends: set[str] = set()
    for number in range(sequences):
        with tempfile.TemporaryDirectory() as folder:
            made, same = sequence(str(Path(folder) / "o.db"), found, wanted, random.Random(f"{seed}:{number}"))
        ends.add(made)
        if len(ends) > 1 or not same:
            print(f"sequence {number} ended otherwise" if same else f"sequence {number}: a rebuild changed the incidents")
            return 1
    print(f"{sequences} sequences of {count} documents and {LASTING} lasting judgements: one end, {ends.pop()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
