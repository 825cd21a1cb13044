"""``dateline ingest`` as the command line sees it: its options; the work is in `dateline.cli.ingest`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated as Arg

import typer

from dateline.cli.options import summary


def ingest(
    paths: Arg[list[str], typer.Argument(help="Archives, files and folders to read.", metavar="PATH...")],
    out: Arg[Path | None, typer.Option(help="Folder for Parquet, one file a shard; a second run goes on where one ended.")] = None,
    store: Arg[str | None, typer.Option(help="Add what was read to this store: a SQLite file or a SQLAlchemy URL.")] = None,
    engine: Arg[str, typer.Option(help="local: reader processes on this machine. dask: a Dask cluster.")] = "local",
    workers: Arg[int, typer.Option(help="Readers at once.", min=1)] = 1,
    scheduler: Arg[str | None, typer.Option(help="With dask: a running scheduler's address, as tcp://host:8786.")] = None,
    published: Arg[str | None, typer.Option(help="Publication date (YYYY-MM-DD) for documents without their own.")] = None,
    no_filter: Arg[bool, typer.Option("--no-filter", help="Read also what reports no violence, or is not English.")] = False,
    keep_text: Arg[bool, typer.Option("--keep-text", help="Keep the text of what is passed over, too.")] = False,
    metrics: Arg[Path | None, typer.Option(help="Keep counters for Prometheus's textfile collector in this file.")] = None,
    shard_size: Arg[int, typer.Option(help="Records a shard.", min=1)] = 1000,
) -> None:
    """Read an archive of any size in shards, on several cores or machines: Parquet for `dateline add`, or straight into a store."""
    from dateline.cli.ingest import Options, command

    asked = Options(
        engine=engine, workers=workers, out=out, store=store, published=published, sift=not no_filter, keep_text=keep_text,
        scheduler=scheduler, metrics=metrics, shard_size=shard_size,
    )  # fmt: skip
    raise typer.Exit(command(paths, asked))


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command(short_help=summary(ingest))(ingest)
