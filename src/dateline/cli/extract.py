"""``dateline extract``: one JSON line a document on standard output, in the order of the inputs, and nothing else."""

from __future__ import annotations

import os
import sys

from dateline.cli.batch import Batch, reports
from dateline.extract.contract import line


def command(paths: list[str], *, published: str | None, sift: bool | None = None) -> int:
    """Write the contract's line for every document of `paths`; return the exit code (0, 1 some failed, 2 nothing was read).
    `sift` False reads also what the cascade would pass over.

    Raises:
        SettingsError: `published` is no date.
    """
    batch = Batch()
    try:
        for report in reports(paths, published, batch, sift=sift):
            sys.stdout.buffer.write(line(report).encode("utf-8") + b"\n")
            sys.stdout.buffer.flush()
    except BrokenPipeError:
        close_quietly()
        return 0
    return batch.code()


def close_quietly() -> None:
    """Point standard output at nothing, so that the interpreter's last flush into a closed pipe says nothing."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
