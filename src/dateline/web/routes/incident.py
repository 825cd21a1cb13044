"""One incident's page."""

from __future__ import annotations

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response
from sqlalchemy import Connection

from dateline.store import judgements
from dateline.types import Judgement
from dateline.web import basemap, charts, looking
from dateline.web.routes.gate import passing
from dateline.web.site import site_of
from dateline.web.views import incident

router = APIRouter(dependencies=[Depends(passing)], include_in_schema=False)


@router.get("/incidents/{any_id}")
def page(request: Request, any_id: str) -> Response:
    """An incident under its id of now; an id that it had before leads to it."""
    site = site_of(request)
    rule = looking.rule_of(request.query_params, site.rule)
    with site.store.reading() as connection:
        now = incident.current_id(connection, any_id)
        if now is None:
            return site.page(request, "missing.html", 404, what=any_id)
        if now != any_id:
            return RedirectResponse(f"/incidents/{now}", 302)
        shown = incident.view(connection, now, rule, site.words)
        done = done_of(connection, request)
    assert shown is not None
    toll = shown["incident"]["toll"]
    drawn = {name: charts.toll_chart(toll, name) for name in ("killed", "injured")}
    locator = basemap.locator(shown["incident"]["place"])
    return site.page(request, "incident.html", **shown, charts=drawn, locator=locator, rule=rule, done=done)


def done_of(connection: Connection, request: Request) -> Judgement | None:
    """Return the judgement that the address says was just made, for the notice with its undo."""
    wanted = request.query_params.get("done")
    if not wanted:
        return None
    return next((one for one in judgements.everything(connection) if one.id == wanted), None)


@router.get("/incidents")
def listed() -> RedirectResponse:
    """The list is the front page."""
    return RedirectResponse("/", 302)
