"""Groups: the list, and one group's page."""

from __future__ import annotations

from dataclasses import replace

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from dateline.web import charts
from dateline.web.routes.front import WHOLE_WORLD
from dateline.web.routes.gate import passing
from dateline.web.site import site_of
from dateline.web.views import clusters, group, listing

router = APIRouter(dependencies=[Depends(passing)], include_in_schema=False)
SHOWN = 200


@router.get("/groups")
def listed(request: Request) -> HTMLResponse:
    """The groups and other actors of the record."""
    site = site_of(request)
    with site.reading() as (_, snapshot):
        found = group.listed(snapshot)
    return site.page(request, "groups.html", groups=[g for g in found if g.named], others=[g for g in found if not g.named][:SHOWN])


@router.get("/groups/{actor:path}")
def page(request: Request, actor: str) -> HTMLResponse:
    """One group's page: profile, attacks over time, map, names."""
    site = site_of(request)
    look = replace(site.look(request), group=actor)
    with site.reading() as (connection, snapshot):
        shown = group.view(connection, snapshot, actor)
        if shown is None:
            return site.page(request, "missing.html", 404, what=actor)
        attacks = listing.page(connection, snapshot, look)
        answer = clusters.answer(snapshot, shown["mask"], WHOLE_WORLD, listed=0)
        bars = charts.bar_chart(listing.over_time(snapshot, shown["mask"]))
        totals = listing.totals(snapshot, shown["mask"])
    dots = charts.world_dots(answer)
    return site.page(
        request, "group.html", group=shown, attacks=attacks, look=look, dots=dots, bars=bars, totals=totals, answer=answer
    )
