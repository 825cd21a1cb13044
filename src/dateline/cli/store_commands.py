"""Keeping a store, as the command line sees it: made anew, checked, erased in part, backed up and restored."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated as Arg

import typer

from dateline.cli.options import Store, store_of, summary


def rebuild(
    extract: Arg[bool, typer.Option("--extract", help="Read every kept document again with this version first.")] = False,
    store: Store = None,
) -> None:
    """Drop what is derived from documents and judgements, make it anew, and say whether it is the same to the byte."""
    from dateline.cli.rebuild import command

    raise typer.Exit(command(store=store_of(store), extract=extract))


def verify(
    quick: Arg[bool, typer.Option("--quick", help="Leave out deriving everything anew.")] = False,
    head: Arg[
        str | None, typer.Option(help="A head of the audit log kept elsewhere (NUMBER:HASH), or a file with such lines.")
    ] = None,
    store: Store = None,
) -> None:
    """Check hashes, quotes, orphan rows, the audit log, and that what is derived equals what is stored."""
    from dateline.cli.verify import command

    raise typer.Exit(command(store=store_of(store), quick=quick, head=head))


def erase(
    document: Arg[str, typer.Argument(help="The document's id (`dateline show` names it).")],
    reason: Arg[str, typer.Option(help="Why: kept for good, so let it not repeat what is erased.")],
    words: Arg[
        list[str] | None, typer.Option(help="Take out only these words, wherever they stand in it. May be repeated.")
    ] = None,
    by: Arg[str | None, typer.Option(help="Who decided.")] = None,
    store: Store = None,
) -> None:
    """Erase a document, or words in it, with all that was read in them. The audit log stays whole and says that it was done."""
    from dateline.cli.erase import command

    raise typer.Exit(command(document, store=store_of(store), reason=reason, who=by, words=words or []))


def backup(file: Arg[Path, typer.Argument(help="The file to write.")], store: Store = None) -> None:
    """Write the store to one file that both databases read."""
    from dateline.cli.backup import command

    raise typer.Exit(command(file, store=store_of(store)))


def restore(file: Arg[Path, typer.Argument(help="A file that `dateline backup` wrote.")], store: Store = None) -> None:
    """Fill an empty store from a backup."""
    from dateline.cli.backup import restoring

    raise typer.Exit(restoring(file, store=store_of(store)))


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    for command in (rebuild, verify, erase, backup, restore):
        app.command(short_help=summary(command))(command)
