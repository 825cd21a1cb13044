"""The commands in the order that ``--help`` shows them. Options stand here; the work stands in the module named after the command."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated as Arg

import typer

Paths = Arg[list[str], typer.Argument(help="Files to read, or - for standard input.", metavar="PATH...")]
Published = Arg[str | None, typer.Option(help="Publication date (YYYY-MM-DD) for documents that do not carry their own.")]


def extract(paths: Paths, published: Published = None) -> None:
    """Write one JSON line a document: its incidents, warnings, motives and groups, each value with its quote."""
    from dateline.cli.extract import command

    raise typer.Exit(command(paths, published=published))


def read(
    paths: Paths,
    published: Published = None,
    json: Arg[bool, typer.Option("--json", help="Write the same as `dateline extract`.")] = False,
    in_context: Arg[bool, typer.Option("--in-context", help="Show the article with the quotes marked.")] = False,
) -> None:
    """Show an article as incident cards: every value with its quote, who says so, how sure, and the line it stands in."""
    from dateline.cli.read import command

    raise typer.Exit(command(paths, published=published, json=json, in_context=in_context))


def place(
    name: Arg[str, typer.Argument(help='A place as a report names it: "Khanabad, Kunduz".')],
    country: Arg[str | None, typer.Option(help="Country in the context, as ISO 3166-1 alpha-2.")] = None,
    json: Arg[bool, typer.Option("--json", help="Write JSON lines.")] = False,
) -> None:
    """Look a place up in the offline gazetteer: candidates, their scores, and why."""
    from dateline.cli.place import command

    raise typer.Exit(command(name, country=country, json=json))


def evaluate(
    name: Arg[str, typer.Argument(help="Benchmark: seed, modern, multi, gva, gvdb, muc4, case2021, timex, geo, ucdp, ...")],
    data: Arg[Path | None, typer.Option(help="The benchmark's data folder.")] = None,
    limit: Arg[int | None, typer.Option(help="Only the first N documents.")] = None,
    split: Arg[str, typer.Option(help="dev or test, where the benchmark has both.")] = "dev",
    json: Arg[Path | None, typer.Option(help="Write the result as JSON to this file.")] = None,
    errors: Arg[Path | None, typer.Option(help="Write every error, one JSON line each, to this file.")] = None,
) -> None:
    """Measure against a benchmark; print the table, with published figures beside ours."""
    from dateline.cli.evaluate import command

    raise typer.Exit(command(name, data=data, limit=limit, split=split, json=json, errors=errors))


def register(app: typer.Typer) -> None:
    """Add every command to `app`."""
    for command in (extract, read, place, evaluate):
        app.command()(command)
