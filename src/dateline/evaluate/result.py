"""What a benchmark returns: rows of figures, with the published ones beside ours."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: ``figures`` maps a column ("precision", "recall", "f1", "accuracy", "n") to a number.

    Shares are in percent, 0 to 100. ``published`` names other systems' figures for the same row, with their source.
    """

    name: str
    figures: Mapping[str, float]
    published: str = ""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A benchmark's result. ``corpus`` is the sha256 over the data files read, so that a floor belongs to one corpus.

    ``headline`` maps the few names that the floor gate keeps (``incident_f1``) to their figures.
    """

    name: str
    corpus: str
    rows: tuple[Row, ...]
    headline: Mapping[str, float]
    notes: tuple[str, ...] = ()
    errors: tuple[Mapping[str, object], ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Options:
    """How a benchmark is run: the data folder, the first ``limit`` documents only, which split, whether to show progress."""

    data: Path
    limit: int | None = None
    split: str = "dev"
    progress: bool = True


Benchmark = Callable[[Options], Evaluation]
