"""The page of alerts: rules, the outbox of each target, what was told, and what the next run would tell."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse
from sqlalchemy import Connection

from dateline.store.alerts import told_so_far
from dateline.web.routes.gate import passing
from dateline.web.site import Site, site_of
from dateline.web.snapshot import Snapshot
from dateline.web.views import alerts

router = APIRouter(dependencies=[Depends(passing)], include_in_schema=False)


@router.get("/alerts")
def page(request: Request) -> HTMLResponse:
    """Rules, state and alerts; rules are made by `dateline watch`, since their targets hold secrets that no page may see."""
    site = site_of(request)
    with site.reading() as (connection, snapshot):
        shown = alerts.view(connection)
        coming = preview(site, connection, snapshot)
    return site.page(request, "alerts.html", **shown, coming=coming, shown_at_most=alerts.SHOWN)


def preview(site: Site, connection: Connection, snapshot: Snapshot) -> dict[str, Any] | None:
    """Return what the next run would tell; None of a record too large to work it out while somebody waits."""
    if len(snapshot) > alerts.PREVIEWED:
        return None
    state = (snapshot.stamp, *told_so_far(connection))
    return site.alerts.get(state, lambda: alerts.preview(connection, site.rule))
