"""``dateline ingest``: an archive of any size into Parquet, one file a shard, or straight into the store."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from dateline.errors import MissingProgram, SettingsError, with_extra


@dataclass(frozen=True, slots=True)
class Options:
    """What the command line asked for."""

    engine: str
    workers: int
    out: Path | None
    store: str | None
    published: str | None
    sift: bool
    keep_text: bool
    scheduler: str | None
    metrics: Path | None
    shard_size: int


def command(paths: list[str], options: Options) -> int:
    """Read every shard of `paths`; return the exit code (0 all read, 1 some documents were set aside or unreadable).

    Raises:
        SettingsError: no such engine, neither --out nor --store, or --out holds another run.
        MissingProgram: the extra ``scale`` (or ``dask``) is not installed.
        InputError: a path cannot be read at all.
    """
    try:
        import prometheus_client
        import pyarrow
        import resiliparse
    except ImportError as error:
        raise MissingProgram(with_extra("dateline ingest needs more parts", "scale")) from error
    del prometheus_client, pyarrow, resiliparse
    from dateline.scale.engines import engine
    from dateline.scale.plan import Job, claim, shards
    from dateline.scale.telling import Telling

    if options.out is None and options.store is None:
        raise SettingsError("say where to: --out DIR, --store URL, or both")
    run = engine(options.engine)
    job = Job(options.published, options.sift, options.keep_text)
    with _folder(options.out) as folder:
        claim(folder, job)
        found = shards(paths, options.shard_size)
        telling = Telling(sum(shard.size for shard in found), len(found), options.metrics)
        try:
            for summary in run(found, job, str(folder), options.workers, options.scheduler):
                telling.tell(summary)
        finally:
            totals = telling.close()
        if options.store is not None:
            _load(options.store, [folder / f"{shard.name}.parquet" for shard in found])
    sys.stdout.write(json.dumps(totals, ensure_ascii=False) + "\n")
    return 1 if totals["unreadable"] or totals["set_aside"] else 0


@contextmanager
def _folder(out: Path | None) -> Iterator[Path]:
    if out is not None:
        yield out
        return
    with tempfile.TemporaryDirectory(prefix="dateline-ingest-") as made:
        yield Path(made)


def _load(url: str, files: list[Path]) -> None:
    from dateline.cli.add import load_shards

    load_shards(url, files)
