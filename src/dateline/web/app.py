"""Make the application: the routes over one store, behind the shield, with its errors as pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.staticfiles import StaticFiles

from dateline import __version__
from dateline.errors import SettingsError, StoreError
from dateline.store import Store
from dateline.types import Rule
from dateline.web import messages, people, shield
from dateline.web.ledger import Ledger
from dateline.web.routes import account, alerts, api, article, explain, files, front, group, incident, map, review, timeline
from dateline.web.routes.gate import SignInFirst
from dateline.web.sessions import Refused, Sessions
from dateline.web.site import STATIC, Site, environment, site_of
from dateline.web.snapshot import Snapshots
from dateline.web.words import Words

PARTS = (files, front, incident, timeline, article, group, map, alerts, review, explain, account, api)
"""Whose routes the application has, in the order in which they are tried."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a server is run. ``users`` turns sign-in on, its sessions stand in the file ``ledger`` (beside the users by default).

    ``hosts`` are the names it answers to where sign-in is off.
    """

    rule: Rule = "gtd"
    users: Path | None = None
    ledger: Path | None = None
    tiles: str | None = None
    language: str = "en"
    hosts: Iterable[str] = shield.LOOPBACK


def create(store: Store, options: Options | None = None) -> FastAPI:
    """Return the application over an open store.

    Raises:
        SettingsError: the users file is missing or not in its form.
    """
    given = options or Options()
    app = FastAPI(title="Dateline", version=__version__, docs_url=None, redoc_url=None, openapi_url="/api/openapi.json")
    app.state.site = _site(store, given)
    for part in PARTS:
        app.include_router(part.router)
    app.mount("/static", Kept(directory=STATIC), name="static")
    _errors(app)
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=4)
    hosts = None if given.users else given.hosts
    app.add_middleware(shield.Shield, hosts=hosts, tiles=_origin(given.tiles))
    return app


def _site(store: Store, given: Options) -> Site:
    said = messages.translations(given.language)
    words = Words(said)
    users = people.Users(given.users) if given.users else None
    ledger = Ledger(given.ledger or given.users.with_name(given.users.name + ".sessions")) if given.users else Ledger()
    return Site(
        store=store,
        rule=given.rule,
        users=users,
        sessions=Sessions(users, ledger),
        snapshots=Snapshots(store),
        templates=environment(said, words, given.language),
        words=words,
        tiles=given.tiles,
    )


def _origin(tiles: str | None) -> str | None:
    if tiles is None:
        return None
    parts = urlsplit(tiles)
    if parts.scheme not in ("http", "https") or not parts.netloc or not all(part in tiles for part in ("{x}", "{y}", "{z}")):
        raise SettingsError(f"--tiles: {tiles!r} is no address with {{z}}, {{x}} and {{y}}")
    return f"{parts.scheme}://{parts.netloc}"


class Kept(StaticFiles):
    """Static files: their addresses carry a hash of the content, so a browser may keep them for ever."""

    def file_response(self, *given: Any, **more: Any) -> Response:
        """Return the file."""
        response = super().file_response(*given, **more)
        response.headers["cache-control"] = "public, max-age=31536000, immutable"
        return response


# ---- errors ---------------------------------------------------------------------------------------------------------------


def _errors(app: FastAPI) -> None:
    app.add_exception_handler(SignInFirst, _sign_in)
    app.add_exception_handler(Refused, lambda request, error: _problem(request, error, getattr(error, "status", 403)))
    app.add_exception_handler(SettingsError, lambda request, error: _problem(request, error, 400))
    app.add_exception_handler(
        RequestValidationError, lambda request, error: _problem(request, "the request is not well formed", 400)
    )
    app.add_exception_handler(StoreError, _store)
    app.add_exception_handler(HTTPException, lambda request, error: _problem(request, error, getattr(error, "status_code", 500)))


def _sign_in(request: Request, error: Exception) -> Response:
    if request.url.path.startswith("/api") or request.method != "GET":
        return _problem(request, error, 401)
    asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return RedirectResponse(f"/sign-in?next={quote(asked, safe='/')}", 302)


def _store(request: Request, error: Exception) -> Response:
    """A judgement that the store refuses is a conflict; a store that cannot be read is no fault of the reader's."""
    return _problem(request, error, 409 if request.method == "POST" else 503)


def _problem(request: Request, error: Exception | str, status: int) -> Response:
    said = getattr(error, "detail", None) or str(error)
    if request.url.path.startswith("/api"):
        return JSONResponse({"problem": said}, status)
    if status == 404:
        return site_of(request).page(request, "missing.html", 404, what=request.url.path)
    return site_of(request).page(request, "problem.html", status, said=said)
