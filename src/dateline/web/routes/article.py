"""Articles: the text with its quotes, the captures of its address, and what changed between two of them."""

from __future__ import annotations

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse

from dateline.store.changes import changes
from dateline.web import looking
from dateline.web.routes.gate import passing
from dateline.web.site import site_of
from dateline.web.views import article, listing

router = APIRouter(dependencies=[Depends(passing)], include_in_schema=False)
ON_A_PAGE = 50


@router.get("/articles")
def listed(request: Request) -> HTMLResponse:
    """The articles of the record, the last added first."""
    site = site_of(request)
    number = looking.read({"page": request.query_params.get("page", "")}, site.rule).page
    with site.store.reading() as connection:
        shown, total = article.page_of_documents(connection, limit=ON_A_PAGE, offset=(number - 1) * ON_A_PAGE)
    return site.page(request, "articles.html", articles=shown, total=total, number=number, pages=-(-total // ON_A_PAGE))


@router.get("/articles/{document_id}")
def page(request: Request, document_id: str) -> HTMLResponse:
    """One article; ``?against=ID`` shows what changed since an earlier capture."""
    site = site_of(request)
    against = request.query_params.get("against")
    with site.store.reading() as connection:
        shown = article.view(connection, document_id)
        if shown is None:
            return site.page(request, "missing.html", 404, what=document_id)
        ids = {capture["document"] for capture in shown["captures"]}
        difference = article.difference(connection, against, document_id) if against in ids and against else None
        incidents = {one["id"]: one for one in listing.records(connection, shown["incidents"], site.rule)}
    changed = changes(site.store, against, document_id) if against and difference is not None else []
    more = {"incidents": incidents, "difference": difference, "changed": changed, "against": against}
    return site.page(request, "article.html", **{**shown, **more})
