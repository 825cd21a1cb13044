"""The JSON API: the same data as the pages, with paging, ETags and an OpenAPI description at ``/api/openapi.json``."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, replace
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import JSONResponse, Response

from dateline.publish.record import guarded
from dateline.store import judgements, search
from dateline.web import looking
from dateline.web.routes import shapes
from dateline.web.routes.alerts import preview
from dateline.web.routes.gate import passing
from dateline.web.site import site_of, tag_of, unchanged
from dateline.web.snapshot import matching
from dateline.web.views import alerts, article, clusters, group, listing, review

router = APIRouter(prefix="/api", dependencies=[Depends(passing)], tags=["record"])
Json = dict[str, Any]
NOT_FOUND: dict[int | str, Json] = {404: {"model": shapes.Problem}}
BAD: dict[int | str, Json] = {400: {"model": shapes.Problem}}


def answer(data: Any, tag: str | None = None, status: int = 200) -> JSONResponse:
    """Return JSON with its ETag."""
    return JSONResponse(data, status, headers={"etag": tag} if tag else None)


def body_tag(data: Any) -> str:
    """Return the ETag of an answer by its content."""
    return f'"{hashlib.sha256(JSONResponse(data).body).hexdigest()[:24]}"'


@router.get("/incidents", responses={200: {"model": shapes.IncidentPage}, **BAD})
def incidents(request: Request, filters: Annotated[shapes.Filters, Query()]) -> Response:
    """One page of incidents, filtered as the front page is."""
    site = site_of(request)
    look = site.look(request)
    with site.reading() as (connection, snapshot):
        tag = tag_of(request, snapshot.stamp)
        if (same := unchanged(request, tag)) is not None:
            return same
        page = listing.page(connection, snapshot, look)
    following = f"/api/incidents{look.address(page=look.page + 1)}" if look.page < page.pages else None
    shown = {"total": page.total, "page": look.page, "pages": page.pages, "next": following, "incidents": page.incidents}
    return answer(shown, tag)


@router.get("/incidents/{any_id}", responses={200: {"model": shapes.Incident}, **NOT_FOUND})
def incident(request: Request, any_id: str) -> Response:
    """One incident in full, by its id or by one that it had before."""
    site = site_of(request)
    rule = looking.rule_of(request.query_params, site.rule)
    with site.reading() as (connection, snapshot):
        tag = tag_of(request, snapshot.stamp)
        if (same := unchanged(request, tag)) is not None:
            return same
        found = search.incident(connection, any_id, rule) if any_id.startswith("i") else None
        if found is None:
            return answer({"problem": f"no incident {any_id}"}, status=404)
        told = judgements.history(connection, found["accounts"])
    found |= guarded(found, "statements", "toll")
    return answer({**found, "judgements": [{**asdict(one), "in_force": held} for one, held in told]}, tag)


@router.get("/articles", responses={200: {"model": shapes.ArticlePage}})
def articles(
    request: Request, page: Annotated[int, Query(ge=1)] = 1, per_page: Annotated[int, Query(ge=1, le=200)] = 50
) -> Response:
    """One page of articles, the last added first."""
    with site_of(request).store.reading() as connection:
        shown, total = article.page_of_documents(connection, limit=per_page, offset=(page - 1) * per_page)
    data = {"total": total, "page": page, "pages": -(-total // per_page), "articles": shown}
    tag = body_tag(data)
    return unchanged(request, tag) or answer(data, tag)


@router.get("/articles/{document_id}", responses={200: {"model": shapes.Article}, **NOT_FOUND})
def one_article(request: Request, document_id: str) -> Response:
    """One article: its text, every statement with its place in it, and the captures of its address."""
    with site_of(request).store.reading() as connection:
        found = article.view(connection, document_id)
    if found is None:
        return answer({"problem": f"no article {document_id}"}, status=404)
    document = found["document"]
    names = ("id", "url", "publisher", "title", "language", "complete", "text")
    published = document.published.isoformat() if document.published else None
    data = {**{name: getattr(document, name) for name in names}, "published": published, "problems": list(document.problems)}
    data |= {"statements": found["statements"], "captures": found["captures"], "incidents": found["incidents"]}
    tag = body_tag(data)
    return unchanged(request, tag) or answer(data, tag)


@router.get("/groups", responses={200: {"model": shapes.GroupList}})
def groups(request: Request) -> Response:
    """Every group and other actor of the record with its number of attacks."""
    with site_of(request).reading() as (_, snapshot):
        tag = tag_of(request, snapshot.stamp)
        return unchanged(request, tag) or answer({"groups": [asdict(one) for one in group.listed(snapshot)]}, tag)


@router.get("/groups/{actor:path}", responses={200: {"model": shapes.Group}, **NOT_FOUND})
def one_group(request: Request, actor: str) -> Response:
    """One group: profile, names, what was said of it; its attacks are ``/api/incidents?group=``."""
    with site_of(request).reading() as (connection, snapshot):
        found = group.view(connection, snapshot, actor)
        if found is None:
            return answer({"problem": f"no group {actor}"}, status=404)
        mask = found.pop("mask")
        tag = tag_of(request, snapshot.stamp)
        bars = [asdict(bar) for bar in listing.over_time(snapshot, mask)]
        return unchanged(request, tag) or answer({**found, "over_time": bars, "totals": listing.totals(snapshot, mask)}, tag)


@router.get("/map", responses={200: {"model": shapes.MapAnswer}, **BAD})
def map_answer(request: Request, filters: Annotated[shapes.MapFilters, Query()]) -> Response:
    """Dots (near ones joined), rings of regions and whole countries in a view, filtered as the list is."""
    site = site_of(request)
    view = clusters.view(filters.bbox, filters.zoom)
    look = site.look(request)
    with site.reading() as (connection, snapshot):
        tag = tag_of(request, snapshot.stamp)
        if (same := unchanged(request, tag)) is not None:
            return same
        mask = matching(snapshot, connection, look)
        found = clusters.answer(snapshot, mask, view)
        whole = matching(snapshot, connection, replace(look, since=None, until=None))
        return answer({**found, "months": clusters.by_month(snapshot, whole), "span": clusters.span(snapshot)}, tag)


@router.get("/toll", responses={200: {"model": shapes.Toll}, **BAD})
def toll(request: Request, filters: Annotated[shapes.Filters, Query()]) -> Response:
    """Killed and incidents by month or year, filtered as the list is."""
    site = site_of(request)
    with site.reading() as (connection, snapshot):
        tag = tag_of(request, snapshot.stamp)
        mask = matching(snapshot, connection, site.look(request))
        shown = {"periods": [asdict(bar) for bar in listing.over_time(snapshot, mask)], "totals": listing.totals(snapshot, mask)}
        return unchanged(request, tag) or answer(shown, tag)


@router.get("/review", responses={200: {"model": shapes.Waiting}})
def waiting(request: Request) -> Response:
    """What waits for a judgement."""
    site = site_of(request)
    with site.reading() as (connection, snapshot):
        found = site.review.get(snapshot.stamp, lambda: review.queue(connection, snapshot))
        tag = tag_of(request, snapshot.stamp)
    return unchanged(request, tag) or answer(asdict(found), tag)


@router.get("/alerts", responses={200: {"model": shapes.Alerts}})
def alerted(request: Request) -> Response:
    """Rules of alerts, the state of each target, the newest alerts; ``next`` is what a run would tell now, or null."""
    site = site_of(request)
    with site.reading() as (connection, snapshot):
        data = {**alerts.view(connection), "next": preview(site, connection, snapshot)}
    tag = body_tag(data)
    return unchanged(request, tag) or answer(data, tag)


@router.get("/judgements", responses={200: {"model": shapes.Judged}})
def judged(request: Request) -> Response:
    """Every judgement ever made, the oldest first."""
    site = site_of(request)
    with site.store.reading() as connection:
        data = {"judgements": [asdict(one) for one in judgements.everything(connection)]}
    tag = body_tag(data)
    return unchanged(request, tag) or answer(data, tag)
