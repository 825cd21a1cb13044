"""The explainer of an incident or a group as a page: every sentence with its numbered notes, each leading to the quote."""

from __future__ import annotations

import json
from collections.abc import Mapping

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from sqlalchemy import Connection

from dateline.publish import render_html, render_json, render_markdown
from dateline.publish.explainer import explain
from dateline.publish.explainer_actor import explain_actor
from dateline.publish.notes import marks, numbered
from dateline.publish.sentences import Explainer, Paper
from dateline.store.dossier import actor_dossier, dossier
from dateline.types import Rule
from dateline.web import looking
from dateline.web.routes.files import ATTACHED
from dateline.web.routes.gate import passing
from dateline.web.site import site_of

router = APIRouter(dependencies=[Depends(passing)], include_in_schema=False)
LISTS = ("before", "recalled", "attacks")
"""Sections whose sentences stand in lines of their own."""


@router.get("/explain/{subject:path}")
def page(request: Request, subject: str) -> Response:
    """The explainer; ``?format=md``, ``html`` or ``json`` brings it as a file."""
    site = site_of(request)
    rule = looking.rule_of(request.query_params, site.rule)
    with site.store.reading() as connection:
        found = _explainer(connection, subject, rule)
    if found is None:
        return site.page(request, "missing.html", 404, what=subject)
    explainer, papers = found
    kind = request.query_params.get("format")
    if kind in ("md", "html", "json"):
        return _file(explainer, papers, kind)
    numbers, notes = numbered(explainer, papers)
    sections = [
        {
            "key": one.key,
            "title": one.title,
            "lines": one.key in LISTS,
            "sentences": [(s.text, marks(s, numbers)) for s in one.sentences],
        }
        for one in explainer.sections
    ]
    return site.page(request, "explain.html", explainer=explainer, sections=sections, notes=notes, subject=subject, rule=rule)


def _explainer(connection: Connection, subject: str, rule: Rule) -> tuple[Explainer, Mapping[str, Paper]] | None:
    found = dossier(connection, subject, rule)
    if found is not None:
        return explain(found), found.papers
    group = actor_dossier(connection, subject, rule)
    return (explain_actor(*group), group[0].papers) if group else None


def _file(explainer: Explainer, papers: Mapping[str, Paper], kind: str) -> Response:
    text = {
        "md": lambda: render_markdown.render(explainer, papers),
        "html": lambda: render_html.render(explainer, papers),
        "json": lambda: json.dumps(render_json.render(explainer, papers), ensure_ascii=True) + "\n",
    }[kind]()
    media = {"md": "text/markdown; charset=utf-8", "html": "text/html; charset=utf-8", "json": "application/json"}[kind]
    headers = {"content-disposition": ATTACHED.format(f"explainer.{kind}")}
    return Response(text.encode("utf-8", "replace"), media_type=media, headers=headers)
