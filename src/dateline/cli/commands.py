"""The commands in the order that ``--help`` shows them. Options stand here, the work in the module of that name."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated as Arg

import typer

from dateline.cli import feed_commands, ingest_commands, store_commands, watch_commands
from dateline.cli.options import (
    Actor,
    Conflicts,
    Country,
    Id,
    Inputs,
    Json,
    Killed,
    Main,
    NoFilter,
    Paths,
    PlaceName,
    Published,
    Rule,
    Since,
    Status,
    Store,
    Text,
    Type,
    Until,
    rule_of,
    store_of,
    summary,
)


def extract(paths: Paths, published: Published = None, no_filter: NoFilter = False) -> None:
    """Write one JSON line a document: its incidents, warnings, motives and groups, each value with its quote."""
    from dateline.cli.extract import command

    raise typer.Exit(command(paths, published=published, sift=False if no_filter else None))


def read(
    paths: Paths,
    published: Published = None,
    json: Arg[bool, typer.Option("--json", help="Write the same as `dateline extract`.")] = False,
    in_context: Arg[bool, typer.Option("--in-context", help="Show the article with the quotes marked.")] = False,
    no_filter: NoFilter = False,
) -> None:
    """Show an article as incident cards: every value with its quote, who says so, how sure, and the line it stands in."""
    from dateline.cli.read import command

    raise typer.Exit(
        command(paths, published=published, json=json, in_context=in_context, sift=False if no_filter else None)
    )  # fmt: skip


def place(
    name: Arg[str, typer.Argument(help='A place as a report names it: "Khanabad, Kunduz".')],
    country: Arg[str | None, typer.Option(help="Country in the context: its name, or its ISO 3166-1 alpha-2 code.")] = None,
    json: Arg[bool, typer.Option("--json", help="Write JSON lines.")] = False,
) -> None:
    """Look a place up in the offline gazetteer: candidates, their scores, and why."""
    from dateline.cli.place import command

    raise typer.Exit(command(name, country=country, json=json))


def evaluate(
    name: Arg[str, typer.Argument(help="Benchmark: seed, modern, multi, gva, gvdb, muc4, case2021, timex, geo, ucdp, ...")],
    data: Arg[Path | None, typer.Option(help="The benchmark's data folder, or the folder that holds those of all.")] = None,
    limit: Arg[int | None, typer.Option(help="Only the first N documents.")] = None,
    split: Arg[str, typer.Option(help="dev or test, where the benchmark has both.")] = "dev",
    json: Arg[Path | None, typer.Option(help="Write the result as JSON to this file.")] = None,
    errors: Arg[Path | None, typer.Option(help="Write every error, one JSON line each, to this file.")] = None,
) -> None:
    """Measure against a benchmark; print the table, with published figures beside ours."""
    from dateline.cli.evaluate import command

    raise typer.Exit(command(name, data=data, limit=limit, split=split, json=json, errors=errors))


def add(paths: Inputs, store: Store = None, published: Published = None, json: Json = False) -> None:
    """Add articles to the record: what they say is kept, and joined with what is known. The same article again changes nothing."""
    from dateline.cli.add import command

    raise typer.Exit(command(paths, store=store_of(store), published=published, json=json))


def incidents(
    since: Since = None,
    until: Until = None,
    country: Country = None,
    place: PlaceName = None,
    type: Type = None,
    actor: Actor = None,
    status: Status = None,
    killed: Killed = None,
    text: Text = None,
    conflicts: Conflicts = False,
    main: Main = False,
    limit: Arg[int | None, typer.Option(min=0, help="At most so many.")] = None,
    rule: Rule = None,
    store: Store = None,
    json: Json = False,
) -> None:
    """List the incidents of the record, filtered by date, place, country, type, actor, toll and words."""
    from dateline.cli.incidents import command, wanted

    look = wanted(
        since=since, until=until, country=country, place=place, type=type, actor=actor, status=status, killed=killed, text=text,
        conflicts=conflicts, main=main, limit=limit,
    )  # fmt: skip
    raise typer.Exit(command(look, store=store_of(store), rule=rule_of(rule), json=json))


def show(
    id: Id,
    rule: Rule = None,
    store: Store = None,
    ids: Arg[bool, typer.Option("--ids", help="Also list the ids of accounts and statements that a judgement names.")] = False,
    json: Json = False,
) -> None:
    """Show one incident: each value, its rule, all that was said with quote, outlet, speaker and day, and the conflicts."""
    from dateline.cli.show import command

    raise typer.Exit(command(id, store=store_of(store), rule=rule_of(rule), json=json, ids=ids))


def diff(
    id: Id,
    since: Arg[str, typer.Option(help="The day (YYYY-MM-DD) after which changes are shown.")],
    rule: Rule = None,
    store: Store = None,
    json: Json = False,
) -> None:
    """Show what was said of an incident, and judged, since a day."""
    from dateline.cli.diff import command

    raise typer.Exit(command(id, day=since, store=store_of(store), rule=rule_of(rule), json=json))


def judge(
    kind: Arg[str, typer.Argument(help="same, not-same, accept, reject, correct, undo or history.")],
    subjects: Arg[list[str], typer.Argument(help="Ids of what is judged; for correct, also PROPERTY=VALUE.")],
    reason: Arg[str, typer.Option(help="Why; kept with the judgement.")] = "",
    by: Arg[str | None, typer.Option(help="Who judges. Default: the user's name on this machine.")] = None,
    store: Store = None,
    json: Json = False,
) -> None:
    """Record what an analyst decided: join or part incidents, accept, reject or correct what is said. Undo supersedes."""
    from dateline.cli.judge import command

    raise typer.Exit(command(kind, subjects, store=store_of(store), reason=reason, who=by, json=json))


def explain(
    subjects: Arg[list[str], typer.Argument(help="An incident's id or a group's name; with --from, files to read.")],
    from_: Arg[bool, typer.Option("--from", help="Explain articles straight from files, without a store.")] = False,
    incident: Arg[str | None, typer.Option(help="With --from: which incident or group, where the files tell of several.")] = None,
    format: Arg[str, typer.Option(help="md, html, docx or json.")] = "md",
    out: Arg[Path | None, typer.Option(help="Write to this file. Default: standard output.")] = None,
    published: Published = None,
    rule: Rule = None,
    store: Store = None,
) -> None:
    """Explain an incident or a group: what happened, the toll, who, why, what is contested; a note behind every sentence."""
    from dateline.cli.explain import command

    raise typer.Exit(
        command(
            subjects, articles=from_, incident=incident, format=format, out=out, published=published,
            store=store_of(store), rule=rule_of(rule),
        )
    )  # fmt: skip


def serve(
    host: Arg[str, typer.Option(help="Address to serve at. Other than this machine only with --users.")] = "127.0.0.1",
    port: Arg[int, typer.Option(help="Port to serve at.", min=1, max=65535)] = 8321,
    users: Arg[Path | None, typer.Option(help="A file of users (`dateline user`): turns sign-in on.")] = None,
    tiles: Arg[str | None, typer.Option(help="A tile server's address with {z}, {x}, {y}, in place of the bundled map.")] = None,
    language: Arg[str, typer.Option(help="Language of the pages, where it is translated.")] = "en",
    rule: Rule = None,
    store: Store = None,
) -> None:
    """Serve the record as a web page and a JSON API, for this machine alone unless sign-in is on."""
    from dateline.cli.serve import command

    chosen = {"store": store_of(store), "rule": rule_of(rule)}
    raise typer.Exit(command(**chosen, host=host, port=port, users=users, tiles=tiles, language=language))


def user(
    name: Arg[str, typer.Argument(help="The user's name.")],
    users: Arg[Path, typer.Option(help="The file of users; it is made where it is missing.")],
    role: Arg[str, typer.Option(help="reader, coder, editor or admin.")] = "reader",
) -> None:
    """Add a user of the web page, or give one a new password or role. The password is asked for."""
    from dateline.cli.serve import user

    raise typer.Exit(user(name, users=users, role=role))


def export(
    format: Arg[str, typer.Option(help="csv, jsonl, parquet, geojson, geoparquet, xlsx, acled, gtd, ucdp, plover, ftm, ics …")],
    out: Arg[Path | None, typer.Option(help="Write to this file. Default: standard output.")] = None,
    since: Since = None,
    until: Until = None,
    country: Country = None,
    place: PlaceName = None,
    type: Type = None,
    actor: Actor = None,
    status: Status = None,
    killed: Killed = None,
    text: Text = None,
    conflicts: Conflicts = False,
    main: Main = False,
    coarse: Arg[float | None, typer.Option(help="Move positions to the middle of cells of so many kilometres.")] = None,
    rule: Rule = None,
    store: Store = None,
) -> None:
    """Write the record in a format of others: tables, maps, timelines, feeds, and the columns of ACLED, GTD, UCDP and PLOVER."""
    from dateline.cli.export import command
    from dateline.cli.incidents import wanted

    look = wanted(
        since=since, until=until, killed=killed, country=country, place=place, type=type, actor=actor, status=status, text=text,
        conflicts=conflicts, main=main,
    )  # fmt: skip
    raise typer.Exit(command(look, format=format, out=out, store=store_of(store), rule=rule, coarse=coarse))


def register(app: typer.Typer) -> None:
    """Add every command to `app`."""
    for command in (extract, read, place, evaluate, add, incidents, show, diff, judge, explain, export):
        app.command(short_help=summary(command))(command)
    store_commands.register(app)
    app.command(short_help=summary(serve))(serve)
    app.command(short_help=summary(user))(user)
    ingest_commands.register(app)
    feed_commands.register(app)
    watch_commands.register(app)
