"""The options of ``dateline watch``; each command is imported when it runs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated as Arg

import typer

from dateline.cli.options import Rule, Store, rule_of, store_of, summary

HELP = "Watch for incidents: rules, and what is new, revised or withdrawn."
Targets = Arg[
    Path, typer.Option("--targets", help="The file of targets and their secrets; keep it out of backups that others read.")
]
TARGETS = Path("targets.json")
LOCAL_MAIL = "smtp://localhost:25"


def add(
    name: Arg[str, typer.Option(help="The rule's name.")],
    lat: Arg[float | None, typer.Option(help="Latitude of a place, in degrees.")] = None,
    lon: Arg[float | None, typer.Option(help="Longitude of a place, in degrees.")] = None,
    radius: Arg[float | None, typer.Option(help="Kilometres around the place.", min=0)] = None,
    country: Arg[str | None, typer.Option(help="A country's name, or its ISO 3166-1 alpha-2 code.")] = None,
    actor: Arg[str | None, typer.Option(help="A group by id, name or alias, with its affiliates.")] = None,
    as_written: Arg[bool, typer.Option("--as-written", help="Take --actor though neither codebook nor record knows it.")] = False,
    type: Arg[str | None, typer.Option(help="Incident type, such as bombing.")] = None,
    killed: Arg[int | None, typer.Option(help="Killed at least.", min=1)] = None,
    advisories: Arg[bool, typer.Option("--advisories", help="Warnings that articles report, too.")] = False,
    to: Arg[list[str] | None, typer.Option(help="A target by name (`dateline watch target`); several are allowed.")] = None,
    past: Arg[bool, typer.Option("--past", help="Tell what the record holds already, too.")] = False,
    targets: Targets = TARGETS,
    rule: Rule = None,
    store: Store = None,
) -> None:
    """Put a rule in force; every condition must hold."""
    from dateline.cli.watch import adding
    from dateline.publish.alerts import Watch

    made = Watch(
        name, lat=lat, lon=lon, radius_km=radius, country=country, actor=actor, type=type, killed=killed, advisories=advisories,
        targets=tuple(to or ()),
    )  # fmt: skip
    raise typer.Exit(
        adding(made, store=store_of(store), rule=rule_of(rule), past=past, targets=targets, as_written=as_written)
    )  # fmt: skip


def remove(name: Arg[str, typer.Argument(help="The rule's name.")], store: Store = None) -> None:
    """Take a rule back; what waits is still sent."""
    from dateline.cli.watch import removing

    raise typer.Exit(removing(name, store=store_of(store)))


def list_(store: Store = None) -> None:
    """List the rules as JSON lines."""
    from dateline.cli.watch import listing

    raise typer.Exit(listing(store=store_of(store)))


def target(
    name: Arg[str, typer.Argument(help="The target's name.")],
    url: Arg[str | None, typer.Option(help="A webhook's address; its fresh secret is printed.")] = None,
    mail: Arg[str | None, typer.Option(help="A mail address.")] = None,
    sender: Arg[str | None, typer.Option("--from", help="With --mail: the address that writes.")] = None,
    smtp: Arg[str, typer.Option(help="With --mail: smtp://host:port or smtps://user:password@host:port; - asks.")] = LOCAL_MAIL,
    targets: Targets = TARGETS,
) -> None:
    """Write a webhook or a mail address into the file of targets. With ``--smtp -`` the address is read from standard input."""
    import sys

    from dateline.cli.watch import targeting
    from dateline.cli.watch_targets import Mailbox
    from dateline.errors import SettingsError

    if (url is None) == (mail is None):
        raise SettingsError("a target is either --url or --mail")
    if mail is not None and sender is None:
        raise SettingsError("--mail needs --from")
    server = sys.stdin.readline().strip() if smtp == "-" else smtp
    raise typer.Exit(targeting(name, url if url is not None else Mailbox(server, str(sender), str(mail)), file=targets))


def run(
    atom: Arg[Path | None, typer.Option(help="Write the newest alerts to this Atom file.")] = None,
    cap: Arg[Path | None, typer.Option(help="Write a CAP 1.2 message for each alert into this folder.")] = None,
    sender: Arg[str, typer.Option(help="The sender of CAP messages.")] = "dateline@localhost",
    status: Arg[str, typer.Option(help="CAP status: Test, Exercise or Actual.")] = "Test",
    every: Arg[float | None, typer.Option(help="Go on, and look again after so many seconds.", min=1)] = None,
    targets: Targets = TARGETS,
    rule: Rule = None,
    store: Store = None,
) -> None:
    """Tell what is new, revised or withdrawn since the last run, and send what waits. Exit code 1: a target is behind."""
    from dateline.cli.watch import running

    raise typer.Exit(
        running(
            store=store_of(store), rule=rule_of(rule), atom=atom, cap=cap, sender=sender, status=status, targets=targets,
            every=every,
        )
    )  # fmt: skip


def outbox(
    drop: Arg[str | None, typer.Option(help="Give this alert up for --target; the audit log holds it.")] = None,
    target: Arg[str | None, typer.Option(help="One target alone.")] = None,
    store: Store = None,
) -> None:
    """List what waits for its target and why, as JSON lines."""
    from dateline.cli.watch import outbox

    raise typer.Exit(outbox(store=store_of(store), dropped=drop, target=target))


def register(app: typer.Typer) -> None:
    """Add ``watch`` and its commands to `app`."""
    watch = typer.Typer(help=HELP, no_args_is_help=True)
    for name, command in (("add", add), ("list", list_), ("remove", remove), ("target", target), ("run", run), ("outbox", outbox)):
        watch.command(name, short_help=summary(command))(command)
    app.add_typer(watch, name="watch", short_help=HELP)
