"""``dateline read``: an article as incident cards, for eyes."""

from __future__ import annotations

import sys
from bisect import bisect_right
from typing import cast

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from dateline.cli import wording
from dateline.cli.batch import Batch, reports
from dateline.cli.extract import close_quietly
from dateline.reconcile.said import says
from dateline.types import (
    ActorProfile,
    Advisory,
    CountValue,
    Document,
    IncidentReport,
    Motive,
    Report,
    Span,
    Statement,
)

WIDTH = 110
"""Columns of a pipe, and the most that are used on a terminal: longer lines are hard to follow."""
PROPERTY = 11
"""Columns of a property's name ("designation")."""

STYLES = {
    "date": "cyan", "time": "cyan", "place": "green", "killed": "bold red", "injured": "yellow", "missing": "yellow",
    "abducted": "yellow", "perpetrator": "magenta", "claim": "magenta", "denial": "magenta", "weapon": "blue", "target": "blue",
    "type": "bold", "issuer": "bright_cyan", "motive": "bright_magenta",
}  # fmt: skip
"""Colour of a property, the same on cards and in the article."""

PASSED_OVER = {
    "language": "Passed over: only English is read. Nothing was looked for.",
    "no_violence": "Passed over: by its words the article reports no violence. --no-filter reads it all the same.",
}

_ORDER = (
    "date", "time", "killed", "injured", "missing", "abducted", "place", "perpetrator", "claim", "denial", "weapon", "target",
    "type",
)  # fmt: skip
_SURE = {"stated": "", "hedged": "yellow", "denied": "red", "claimed": "magenta"}


def command(
    paths: list[str], *, published: str | None, json: bool, in_context: bool, sift: bool | None = None
) -> int:  # fmt: skip
    """Show every document of `paths`; return the exit code (0, 1 some failed, 2 nothing was read). `sift` False reads all of them.

    Raises:
        SettingsError: `published` is no date.
    """
    if json:
        from dateline.cli.extract import command as extract

        return extract(paths, published=published, sift=sift)
    console = _console()
    batch = Batch()
    try:
        for number, report in enumerate(reports(paths, published, batch, sift=sift)):
            if number:
                _write(console, Rule(style="dim"))
            show(report, console, in_context=in_context)
    except BrokenPipeError:
        close_quietly()
        return 0
    return batch.code()


def show(report: Report, console: Console, *, in_context: bool) -> None:
    """Print one report: its article with marks, or its cards."""
    if in_context:
        from dateline.cli.context import article

        _write(console, Group(_head(report), article(report)))
        return
    _write(console, cards(report))


def _write(console: Console, shown: RenderableType) -> None:
    """Print, without the spaces that fill a line up to its width when it goes into a pipe."""
    with console.capture() as captured:
        console.print(shown)
    written = captured.get()
    if not console.is_terminal:
        written = "\n".join(line.rstrip() for line in written.split("\n"))
    sys.stdout.write(written)
    sys.stdout.flush()


def cards(report: Report) -> RenderableType:
    """Return everything that the document says, as cards: incidents, warnings, motives, groups."""
    lines = Lines(report.document)
    parts: list[RenderableType] = [_head(report)]
    parts += [_incident(number, incident, lines) for number, incident in enumerate(report.incidents, 1)]
    if report.passed_over:
        parts.append(Padding(Text(PASSED_OVER[report.passed_over], style="yellow"), (1, 0, 0, 0)))
    elif not report.incidents:
        parts.append(Padding(Text("No incident: the article reports no attack with a place or a date of its own."), (1, 0, 0, 0)))
    parts += _section("WARNINGS", [_advisory(advisory, lines) for advisory in report.advisories])
    parts += _section("MOTIVES", [_motives(report.motives, lines)] if report.motives else [])
    parts += _section("GROUPS", [_actor(actor, lines) for actor in report.actors])
    return Group(*parts, Text())


class Lines:
    """The lines of a document, counted from 1: where a quote stands."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._starts = [0, *(index + 1 for index, character in enumerate(document.text) if character == "\n")]

    def at(self, span: Span) -> int:
        """Return the number of the line in which a span begins."""
        return bisect_right(self._starts, span.start)


def _console() -> Console:
    console = Console(highlight=False, markup=False, emoji=False)
    width = min(console.width, WIDTH) if console.is_terminal else WIDTH
    return Console(highlight=False, markup=False, emoji=False, width=width)


def _head(report: Report) -> RenderableType:
    document = report.document
    source = [wording.plain(part) for part in (document.publisher, wording.say_day(document.published), document.path) if part]
    head = Text(wording.plain(document.title or document.path or "Untitled"), style="bold")
    head.append("\n" + " · ".join(source), style="dim not bold")
    if document.language not in (None, "en"):
        head.append(f"\nThe language is {document.language}: only English is read, little will be found.", style="yellow not bold")
    for problem in (*document.problems, *report.problems):
        head.append(f"\nNot complete: {problem}.", style="yellow not bold")
    return head


def _incident(number: int, incident: IncidentReport, lines: Lines) -> RenderableType:
    role = "main event" if incident.main else "background"
    title = (
        Text(f"{number}  ", style="bold").append(incident.type.replace("_", " ").upper()).append(f"  {role}", style="dim not bold")
    )
    if incident.outcome == "foiled":
        title.append("  foiled", style="green not bold")
    facts = Text(wording.say_date(incident.date), style=STYLES["date"])
    facts.append("  ·  ", style="dim").append(wording.say_place(incident.place), style=STYLES["place"])
    toll = Text(f"killed {wording.say_count(incident.killed)}", style=STYLES["killed"] if incident.killed else "dim")
    toll.append("  ·  ", style="dim not bold")
    toll.append(
        f"injured {wording.say_count(incident.injured)}",
        style=("not bold " + STYLES["injured"]) if incident.injured else "dim not bold",
    )
    who = incident.perpetrator
    blamed = Text(
        f"{wording.plain(who.actor.name)} ({who.status})" if who else "no perpetrator named",
        style=STYLES["claim"] if who else "dim",
    )
    statements = sorted(incident.statements, key=lambda one: (_rank(one), one.span))
    body: list[RenderableType] = [facts, toll, blamed, *_conflicts(incident, lines), Text(), _table(statements, lines)]
    return Padding(Group(title, Padding(Group(*body), (0, 0, 0, 3))), (1, 0, 0, 0))


def _rank(statement: Statement) -> int:
    return _ORDER.index(statement.property) if statement.property in _ORDER else len(_ORDER)


def _conflicts(incident: IncidentReport, lines: Lines) -> list[Text]:
    """Return a line for each toll of which the article gives more than one figure: each figure, who says it, where."""
    found: list[Text] = []
    for name in ("killed", "injured", "missing", "abducted"):
        figures = [
            one for one in incident.statements if one.property == name and one.note is None and isinstance(one.value, CountValue)
        ]
        said = [one for one in figures if says(one.span.of(lines.document.text), cast(CountValue, one.value))]
        figures = said or figures  # "whose brother was killed" is no other toll
        if len({one.value for one in figures}) < 2:
            continue
        sayers: dict[str, list[str]] = {}
        for one in sorted(figures, key=lambda figure: figure.span):
            sayer = f"{wording.plain(one.speaker or 'the article')}, line {lines.at(one.span)}"
            sayers.setdefault(wording.say(one.value), []).append(sayer)
        told = "; ".join(f"{value} ({'; '.join(who)})" for value, who in sayers.items())
        found.append(Text(f"{name}, the figures differ: {told}", style="yellow"))
    return found


def _table(statements: list[Statement], lines: Lines) -> Table:
    """Return a row for each statement: property, value, quote, who says so and how sure, line."""
    table = Table.grid(padding=(0, 2), expand=True)
    table.add_column(width=PROPERTY, overflow="fold")
    for ratio, justify in ((7, "left"), (9, "left"), (6, "left"), (2, "right")):
        table.add_column(ratio=ratio, justify=justify, overflow="fold")  # type: ignore[arg-type]
    for one in statements:
        value = Text(wording.say_statement(one), style=STYLES.get(one.property, ""))
        if one.note:
            value.append(f" ({one.note})", style="dim not bold")
        source = (
            Text(wording.plain(one.speaker or "the article"))
            .append(", ", style="dim")
            .append(wording.say_sure(one), style=_SURE[one.certainty] or "dim")
        )
        line = Text(f"line {lines.at(one.span)}", style="dim")
        table.add_row(
            Text(wording.say_property(one.property), style="dim"), value, wording.quote(lines.document, one.span), source, line
        )
    return table


def _section(name: str, parts: list[RenderableType]) -> list[RenderableType]:
    if not parts:
        return []
    padded = [Padding(part, (min(number, 1), 0, 0, 3)) for number, part in enumerate(parts)]
    return [Padding(Text(name, style="bold"), (1, 0, 0, 0)), *padded]


def _advisory(advisory: Advisory, lines: Lines) -> RenderableType:
    whom = f" {wording.plain(advisory.addressee)}" if advisory.addressee else ""
    head = Text(wording.plain(advisory.issuer), style=STYLES["issuer"]).append(f" warned{whom}")
    head.append("  ·  ", style="dim").append(wording.say_date(advisory.date), style=STYLES["date"])
    if advisory.subject:
        said = next(one for one in advisory.statements if one.property == "subject")
        head.append(f"\n{wording.mark(lines.document.text, said.span)}{wording.plain(advisory.subject)}")
    return Group(head, _table(list(advisory.statements), lines))


def _motives(motives: tuple[Motive, ...], lines: Lines) -> RenderableType:
    statements = [
        Statement(
            "motive" if one.incident is None else f"incident {one.incident + 1}", one.value, one.span, one.speaker, one.certainty
        )
        for one in motives
    ]
    return _table(statements, lines)


def _actor(actor: ActorProfile, lines: Lines) -> RenderableType:
    head = Text(wording.plain(actor.actor.name), style=STYLES["claim"])
    others = [wording.plain(alias) for alias in actor.aliases if alias != actor.actor.name]
    if others:
        head.append(f"  also {', '.join(others)}", style="dim")
    return Group(head, _table([one for one in actor.statements if one.property not in ("alias", "name")], lines))
