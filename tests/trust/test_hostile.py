"""Hostile input in short: quick cases of benchmarks/hostile_input.py in this process, and the fuzzers' corpus with mutations."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from dateline.errors import InputError
from dateline.ingest import read, worker
from dateline.types import Document

Benchmark = Callable[[str], ModuleType]
QUICK = (
    "gzip in gzip",
    "gzip cut off",
    "zip with members over",
    "zip with escaping",
    "tar with links",
    "tar that ends",
    "WARC, length",
    "WARC, negative",
    "WARC, 1 MB",
    "markup 300",
    "markup 3,000",
    "100,000 attributes",
    "never closed",
    "JSON lines",
    "JSON 100,000",
    "JSON feed",
    "surrogates",
    "bidirectional",
    "look-alike",
    "Parquet that",
    "UTF-16",
    "random bytes",
)
MUTATIONS = 8


def test_each_ends_complete_flagged_or_set_aside(benchmark: Benchmark, tmp_path: Path) -> None:
    hostile = benchmark("hostile_input")
    chosen = hostile.cases(list(QUICK))
    assert len(chosen) >= len(QUICK)
    for number, case in enumerate(chosen):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / case.file).write_bytes(case.make())
        documents, errors = gather(folder / case.file)
        assert documents or errors, case.name
        if case.must_flag:
            assert errors or not all(document.complete for document in documents), case.name
        assert [path.name for path in folder.iterdir()] == [case.file], f"{case.name}: something was written"


def gather(path: Path) -> tuple[list[Document], list[InputError]]:
    errors: list[InputError] = []
    documents: list[Document] = []
    try:
        for document in read(str(path), on_error=errors.append):
            documents.append(document)
    except InputError as error:
        errors.append(error)
    return documents, errors


def test_look_alike_letters_are_another_name(benchmark: Benchmark) -> None:
    """Nothing is guessed: a name in Cyrillic letters gets no actor's id, and its words stay as they are."""
    from dateline.pipeline import layers

    text = "Gunmen of Bo\u043a\u043e Hara\u043c killed 12 people in Maiduguri on 3 May 2021, police said."
    assert not [actor for actor in layers(Document(id="d", text=text)).actors if actor.value.actor_id == "boko-haram"]


def test_the_kept_corpus_and_mutations_of_it(benchmark: Benchmark, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every input that the fuzzers kept, and some damage to each: only errors of our tree leave a door."""
    monkeypatch.setattr(worker, "run", worker.run)
    fuzz = benchmark("fuzz")
    dice = random.Random(1)
    for name in fuzz.DOORS:
        door = fuzz.door(name)
        for data in fuzz.corpus(name)[:20]:
            door(data)
            for _ in range(MUTATIONS):
                damaged = bytearray(data)
                for _ in range(dice.randint(1, 4)):
                    at = dice.randrange(len(damaged) + 1)
                    damaged[at : at + dice.randint(0, 3)] = dice.randbytes(dice.randint(0, 4))
                door(bytes(damaged))
