"""The front page: the newest incidents, the toll over time, the map; search and filters with shareable addresses."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from dateline.web import charts
from dateline.web.routes.gate import passing
from dateline.web.site import site_of
from dateline.web.snapshot import Mask, Snapshot
from dateline.web.views import clusters, listing

router = APIRouter(dependencies=[Depends(passing)], include_in_schema=False)
WHOLE_WORLD = clusters.View((-180.0, -90.0, 180.0, 90.0), 3)
"""The small map joins what lies closer than a circle at this zoom."""


@router.get("/")
def front(request: Request) -> HTMLResponse:
    """The list, or what of it the filters leave."""
    site = site_of(request)
    look = site.look(request)
    with site.reading() as (connection, snapshot):
        page = listing.page(connection, snapshot, look)
        above = site.overviews.get(snapshot, look, lambda: overview(snapshot, page.mask))
        empty = len(snapshot) == 0
    return site.page(request, "front.html", page=page, look=look, empty=empty, **above)


def overview(snapshot: Snapshot, mask: Mask) -> dict[str, Any]:
    """Return what stands above a list: totals, the chart, the small map, and the choices of the filters."""
    answer = clusters.answer(snapshot, mask, WHOLE_WORLD, listed=0)
    return {
        "totals": listing.totals(snapshot, mask),
        "countries": listing.countries(snapshot),
        "kinds": listing.kinds(snapshot),
        "bars": charts.bar_chart(listing.over_time(snapshot, mask)),
        "dots": charts.world_dots(answer),
        "answer": answer,
    }


@router.get("/about")
def about(request: Request) -> HTMLResponse:
    """How values are chosen, what the marks mean, licences and credits."""
    return site_of(request).page(request, "about.html")
