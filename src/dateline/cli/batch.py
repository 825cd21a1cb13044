"""One input after the other through the pipeline, with the failures counted: what ``extract`` and ``read`` share."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.errors import DatelineError, SettingsError
from dateline.ingest import read
from dateline.pipeline import run
from dateline.types import Document, Report

MOST_SAID = 20
"""Messages written for one path: an archive can hold a hundred thousand bad records."""


@dataclass
class Batch:
    """What happened so far: documents written and inputs that failed, for the exit code."""

    written: int = 0
    failed: int = 0
    said: int = 0
    """Messages written for the present path."""

    def code(self) -> int:
        """Return the exit code: 0 all went well, 1 some input failed, 2 nothing could be read."""
        if not self.failed:
            return 0
        return 1 if self.written else 2

    def fail(self, error: Exception) -> None:
        """Count a failure and say it on standard error; of one path's many, the first `MOST_SAID` and then their number."""
        self.failed += 1
        self.said += 1
        if self.said <= MOST_SAID:
            sys.stderr.write(f"dateline: {error}\n")

    def close(self, path: str) -> None:
        """Say how many more messages one path would have had."""
        if self.said > MOST_SAID:
            sys.stderr.write(f"dateline: {path}: {self.said - MOST_SAID} more like these\n")
        self.said = 0


def reports(paths: list[str], published: str | None, batch: Batch, *, sift: bool | None = None) -> Iterator[Report]:
    """Yield a report for each document of each path, in order; what fails is counted, said, and passed over.

    Raises:
        SettingsError: the publication date is no date.
    """
    for path in paths:
        try:
            for document in read(path, published=published, on_error=batch.fail):
                report = _report(document, batch, sift)
                if report is not None:
                    yield report
                    batch.written += 1
        except SettingsError:
            raise
        except DatelineError as error:
            batch.fail(error)
        batch.close(path)


def _report(document: Document, batch: Batch, sift: bool | None) -> Report | None:
    try:
        return run(document, sift=sift)
    except DatelineError as error:
        batch.fail(error)
    except Exception as error:  # noqa: BLE001 - the edge where one document's failure must not end the batch
        batch.fail(DatelineError(f"{document.path}: the pipeline failed on this document ({type(error).__name__}: {error})"))
    return None
