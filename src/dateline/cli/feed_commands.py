"""``dateline feed``: its commands and options; the work is in the module `dateline.cli.feed`."""

from __future__ import annotations

from typing import Annotated as Arg

import typer

from dateline.cli.options import Json, Store, store_of, summary

HELP = "Feeds and news sitemaps: which are read, and reading them."
Feeds = Arg[list[str], typer.Argument(help="Addresses of RSS, Atom, JSON Feed, or (news) sitemaps.", metavar="URL...")]


def add(urls: Feeds, store: Store = None) -> None:
    """Add feeds to those that are read."""
    from dateline.cli.feed import adding

    raise typer.Exit(adding(urls, store=store_of(store)))


def list_(store: Store = None, json: Json = False) -> None:
    """List the feeds: when each was read, what came of its items, what was wrong."""
    from dateline.cli.feed import listing

    raise typer.Exit(listing(store=store_of(store), json=json))


def remove(urls: Feeds, store: Store = None) -> None:
    """Read feeds no more; what was read of them stays."""
    from dateline.cli.feed import removing

    raise typer.Exit(removing(urls, store=store_of(store)))


def run(
    urls: Arg[list[str] | None, typer.Argument(help="Only these feeds.", metavar="[URL...]")] = None,
    limit: Arg[int | None, typer.Option(help="Read at most so many items; the others wait for the next run.", min=0)] = None,
    store: Store = None,
    json: Json = False,
) -> None:
    """Ask the feeds what is new, fetch it politely and add it. A run that is cut off is taken up by the next one."""
    from dateline.cli.feed import running

    raise typer.Exit(running(urls or [], store=store_of(store), limit=limit, json=json))


def register(app: typer.Typer) -> None:
    """Add ``feed`` and its commands to `app`."""
    feed = typer.Typer(help=HELP, no_args_is_help=True)
    for name, command in (("add", add), ("list", list_), ("remove", remove), ("run", run)):
        feed.command(name, short_help=summary(command))(command)
    app.add_typer(feed, name="feed", short_help=HELP)
