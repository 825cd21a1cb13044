"""Timelines: the course of one incident, the attacks of one group, and of the whole record."""

from __future__ import annotations

from dataclasses import replace

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy import Connection

from dateline.web import charts, looking
from dateline.web.charts_attacks import attack_chart
from dateline.web.looking import Look
from dateline.web.routes.front import overview
from dateline.web.routes.gate import passing
from dateline.web.site import Site, site_of
from dateline.web.snapshot import Snapshot
from dateline.web.views import group, incident, listing, timeline

router = APIRouter(dependencies=[Depends(passing)], include_in_schema=False)


@router.get("/timeline")
def attacks(request: Request) -> Response:
    """The attacks that the filters leave, under their years."""
    site = site_of(request)
    look = site.look(request, per_page=str(timeline.ATTACKS_SHOWN))
    with site.reading() as (connection, snapshot):
        return _attacks(request, site, connection, snapshot, look, None)


@router.get("/timeline/{subject:path}")
def of_one(request: Request, subject: str) -> Response:
    """The course of an incident, or the attacks of a group."""
    site = site_of(request)
    rule = looking.rule_of(request.query_params, site.rule)
    with site.reading() as (connection, snapshot):
        now = incident.current_id(connection, subject)
        if now is not None and now != subject:
            return RedirectResponse(f"/timeline/{now}", 302)
        if now is not None:
            shown = incident.view(connection, now, rule, site.words)
            assert shown is not None
            drawn = {name: charts.toll_chart(shown["incident"]["toll"], name) for name in ("killed", "injured")}
            return site.page(request, "timeline_incident.html", **shown, charts=drawn, rule=rule, days=timeline.course(shown))
        shown = group.view(connection, snapshot, subject)
        if shown is None:
            return site.page(request, "missing.html", 404, what=subject)
        look = replace(site.look(request, per_page=str(timeline.ATTACKS_SHOWN)), group=shown["key"])
        return _attacks(request, site, connection, snapshot, look, shown)


def _attacks(
    request: Request, site: Site, connection: Connection, snapshot: Snapshot, look: Look, shown: group.Json | None
) -> Response:  # fmt: skip
    page = listing.page(connection, snapshot, look)
    above = site.overviews.get(snapshot, look, lambda: overview(snapshot, page.mask))
    stems = attack_chart(snapshot, page.mask, snapshot.by_group(look.group, "claimed"))
    return site.page(
        request, "timeline.html", page=page, look=look, group=shown, years=timeline.by_year(page.incidents), stems=stems,
        empty=len(snapshot) == 0, **above,
    )  # fmt: skip
