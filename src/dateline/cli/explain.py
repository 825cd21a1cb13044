"""``dateline explain``: an explainer of an incident or a group, with a note behind every sentence."""

from __future__ import annotations

import json as jsonlib
import sys
from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import Connection

from dateline.cli.add import AT_ONCE
from dateline.cli.batch import Batch, reports
from dateline.cli.incidents import rule_named
from dateline.errors import SettingsError, StoreError
from dateline.publish import render_html, render_json, render_markdown
from dateline.publish.explainer import explain
from dateline.publish.explainer_actor import explain_actor
from dateline.publish.sentences import Explainer, Paper
from dateline.store import Store, open_store
from dateline.store.dossier import actor_dossier, dossier
from dateline.store.search import Filter, find
from dateline.types import Rule

FORMATS = ("md", "html", "docx", "json")


def command(
    subjects: list[str], *, articles: bool, incident: str | None, format: str, out: Path | None, published: str | None,
    store: str, rule: str,
) -> int:  # fmt: skip
    """Write an explainer; return the exit code (0, 1 some article could not be read).

    ``subjects`` is one incident or group of the store, or with ``articles`` the files to read; then ``incident`` may name which
    of their incidents (or which group) is meant, else it is the one that most of them report.

    Raises:
        SettingsError: no such format, or not one subject.
        StoreError: there is no such store, or nothing of that name in it.
        MissingProgram: the format's library is not installed.
    """
    if format not in FORMATS:
        raise SettingsError(f"--format: no format {format!r}; there are: {', '.join(FORMATS)}")
    if not articles and len(subjects) != 1:
        raise SettingsError("one incident or group at a time; to explain articles straight from files, use --from")
    if format == "docx" and out is None and sys.stdout.isatty():
        raise SettingsError("a Word document does not go to a terminal: --out FILE")
    chosen, batch = rule_named(rule), Batch()
    opened = open_store("sqlite://") if articles else open_store(store, create=False)
    try:
        if articles:
            _fill(opened, subjects, published, batch)
        with opened.reading() as connection:
            wanted = incident if articles else subjects[0]
            found, papers = _explainer(connection, wanted or _main(connection, chosen), chosen)
    finally:
        opened.close()
    write(found, papers, format, out)
    return batch.code()


def _fill(store: Store, paths: list[str], published: str | None, batch: Batch) -> None:
    """Read the articles into the store in memory."""
    from dateline import __version__
    from dateline.extract.contract import record
    from dateline.store.add import add

    pairs = [(report.document, record(report)) for report in reports(paths, published, batch)]
    for at in range(0, len(pairs), AT_ONCE):
        add(store, pairs[at : at + AT_ONCE], __version__)


def _main(connection: Connection, rule: Rule) -> str:
    """The incident that most articles report, then the one of which most is said; the others are named on standard error."""
    found = list(find(connection, Filter(main=True), rule))
    if not found:
        raise StoreError("no attack is reported in these articles")
    found.sort(key=lambda one: (-len(one["documents"]), -len(one["statements"]), one["id"]))
    for other in found[1:]:
        where, when = (other.get("place") or {}).get("name"), (other.get("date") or {}).get("value")
        sys.stderr.write(f"dateline: also reported: --incident {other['id']} ({where or 'no place'}, {when or 'no date'})\n")
    return str(found[0]["id"])


def _explainer(connection: Connection, subject: str, rule: Rule) -> tuple[Explainer, Mapping[str, Paper]]:
    found = dossier(connection, subject, rule)
    if found is not None:
        return explain(found), found.papers
    group = actor_dossier(connection, subject, rule)
    if group is None:
        raise StoreError(f"no incident or group {subject!r} in the record")
    return explain_actor(*group), group[0].papers


def write(explainer: Explainer, papers: Mapping[str, Paper], format: str, out: Path | None) -> None:
    """Write the explainer to a file or to standard output.

    Raises:
        MissingProgram: the format's library is not installed.
    """
    if format == "docx":
        from dateline.publish.render_docx import render

        data = render(explainer, papers)
    elif format == "json":
        data = (jsonlib.dumps(render_json.render(explainer, papers), ensure_ascii=True) + "\n").encode()
    else:
        text = render_html.render(explainer, papers) if format == "html" else render_markdown.render(explainer, papers)
        data = text.encode("utf-8", "replace")
    if out is not None:
        out.write_bytes(data)
    else:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
