"""The map's page; its dots come from the API."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from dateline.web.routes.gate import passing
from dateline.web.site import site_of
from dateline.web.views import clusters, listing

router = APIRouter(dependencies=[Depends(passing)], include_in_schema=False)


@router.get("/map")
def page(request: Request) -> HTMLResponse:
    """The map with its time slider, and the same filters as the list."""
    site = site_of(request)
    look = site.look(request)
    with site.reading() as (_, snapshot):
        more: dict[str, Any] = {
            "countries": listing.countries(snapshot),
            "kinds": listing.kinds(snapshot),
            "span": clusters.span(snapshot),
        }
    return site.page(request, "map.html", look=look, tiles=site.tiles, **more)
