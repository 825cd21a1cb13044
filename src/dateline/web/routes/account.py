"""Signing in and out, and the page of the admin."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from sqlalchemy import select

from dateline.store import tables
from dateline.web.people import FAILURES
from dateline.web.routes.gate import allowed, passing
from dateline.web.sessions import Visitor
from dateline.web.site import site_of

router = APIRouter(include_in_schema=False)
AUDIT_SHOWN = 50


@router.get("/sign-in")
def form(request: Request) -> Response:
    """The form; where sign-in is off there is nothing to do here."""
    site = site_of(request)
    if site.users is None:
        return RedirectResponse("/", 302)
    return site.page(request, "sign_in.html", next=local(request.query_params.get("next", "/")), problem=None, name="")


@router.post("/sign-in")
def sign_in(
    request: Request,
    name: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
    csrf: Annotated[str, Form()] = "",
    next: Annotated[str, Form()] = "/",
) -> Response:
    """Sign in, or say that name and password do not belong together; after five failures wait."""
    site = site_of(request)
    if site.users is None:
        return RedirectResponse("/", 302)
    site.sessions.check(request, csrf)
    address = request.client.host if request.client else "?"
    wait = max(site.throttle.wait(f"name {name[:100]}"), site.throttle.wait(f"from {address}", 4 * FAILURES))
    if wait:
        problem = site.words.say("Too many attempts. Try again in a few minutes.")
        page = site.page(request, "sign_in.html", 429, next=local(next), problem=problem, name=name)
        page.headers["retry-after"] = str(wait)
        return page
    user = site.users.check(name, password[:1000])
    if user is None:
        site.throttle.fail(f"name {name[:100]}")
        site.throttle.fail(f"from {address}")
        problem = site.words.say("Name and password do not belong together.")
        return site.page(request, "sign_in.html", 401, next=local(next), problem=problem, name=name)
    site.throttle.clear(f"name {name[:100]}")
    response = RedirectResponse(local(next), 303)
    site.sessions.begin(request, response, user)
    return response


@router.post("/sign-out")
def sign_out(request: Request, csrf: Annotated[str, Form()] = "") -> Response:
    """End the session."""
    site = site_of(request)
    site.sessions.check(request, csrf)
    response = RedirectResponse("/sign-in" if site.users else "/", 303)
    site.sessions.end(request, response)
    return response


@router.get("/admin")
def admin(request: Request, visitor: Annotated[Visitor, Depends(passing)]) -> HTMLResponse:
    """Who may do what, and the end of the audit log."""
    site = site_of(request)
    allowed(visitor, "admin")
    table = tables.audit
    with site.store.reading() as connection:
        log = [row._asdict() for row in connection.execute(select(table).order_by(table.c.seq.desc()).limit(AUDIT_SHOWN))]
    users = sorted(site.users.all().values(), key=lambda user: user.name) if site.users else []
    return site.page(request, "admin.html", users=users, log=log)


def local(address: str) -> str:
    """Return an address of this site, "/" for any other: no sign-in leads to a foreign page."""
    parts = urlsplit(address)
    good = address.startswith("/") and not address.startswith(("//", "/\\")) and not parts.scheme and not parts.netloc
    return address if good and "\n" not in address and "\r" not in address else "/"
