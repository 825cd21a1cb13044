"""Options and arguments that several commands share, with their defaults, and a command's line in ``--help``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated as Arg

import typer

Paths = Arg[list[str], typer.Argument(help="Files to read, or - for standard input.", metavar="PATH...")]
Inputs = Arg[
    list[str], typer.Argument(help="Files or addresses (http, https) to read, or - for standard input.", metavar="PATH...")
]
Published = Arg[str | None, typer.Option(help="Publication date (YYYY-MM-DD) for documents that do not carry their own.")]
NoFilter = Arg[bool, typer.Option("--no-filter", help="Read also what the cascade would pass over: no violence, not English.")]
Store = Arg[str | None, typer.Option(help="The store: a SQLite file or a SQLAlchemy URL. Default: dateline.db in this folder.")]
Rule = Arg[str | None, typer.Option(help="The codebook that chooses among figures: gtd, acled or ucdp.")]
Json = Arg[bool, typer.Option("--json", help="Write JSON lines.")]
Id = Arg[str, typer.Argument(help="An incident's id, also one that it had before it was joined with another.", metavar="ID")]

# Filters that several commands share.
Since = Arg[str | None, typer.Option(help="On or after this day (YYYY-MM-DD).")]
Until = Arg[str | None, typer.Option(help="On or before this day (YYYY-MM-DD).")]
Country = Arg[str | None, typer.Option(help="A country's name, or its ISO 3166-1 alpha-2 code.")]
PlaceName = Arg[str | None, typer.Option(help="Part of the place's name.")]
Type = Arg[str | None, typer.Option(help="Incident type, such as bombing.")]
Actor = Arg[str | None, typer.Option(help="A group held responsible, by id, name or alias, with its affiliates.")]
Status = Arg[str | None, typer.Option(help="The ground: held (any), claimed, accused, suspected, stated, unknown, denied.")]
Killed = Arg[str | None, typer.Option(help="Killed by the rule's choice: 10, 10- or 10-50.")]
Text = Arg[str | None, typer.Option(help='Words in the reports; "quoted words" as a phrase.')]
Conflicts = Arg[bool, typer.Option("--conflicts", help="Only where reports stand against each other.")]
Main = Arg[bool, typer.Option("--main", help="Without incidents told as background alone.")]


def store_of(given: str | None) -> str:
    """Return the store that an option names, else that of the settings."""
    from dateline.config import settings

    return given or settings().store


def rule_of(given: str | None) -> str:
    """Return the rule that an option names, else that of the settings."""
    from dateline.config import settings

    return given or settings().rule


def summary(command: Callable[..., None]) -> str:
    """Return the first sentence of a command's docstring, whole: typer would cut it at 45 characters."""
    return (command.__doc__ or "").split(". ")[0].split("\n")[0].strip().removesuffix(".") + "."
