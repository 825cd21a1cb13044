"""What all routes share: the store, its snapshot, the templates, the sessions; and how a page or an answer is written."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from fastapi import Request
from fastapi.responses import HTMLResponse, Response
from jinja2 import Environment, PackageLoader, StrictUndefined
from sqlalchemy import Connection

from dateline import __version__
from dateline.store import Store
from dateline.types import Rule
from dateline.web import looking, words
from dateline.web.messages import Translations
from dateline.web.people import Throttle, Users
from dateline.web.sessions import Sessions, Visitor
from dateline.web.snapshot import Snapshot, Snapshots, name_of
from dateline.web.views.listing import Overviews
from dateline.web.views.review import Memory

STATIC = Path(__file__).parent / "static"


@dataclass(frozen=True, eq=False)
class Site:
    """One server's shared parts. ``tiles`` is a tile server's address with {z}, {x}, {y}, None for the bundled base map alone."""

    store: Store
    rule: Rule
    users: Users | None
    sessions: Sessions
    snapshots: Snapshots
    templates: Environment
    words: words.Words
    tiles: str | None = None
    throttle: Throttle = field(default_factory=Throttle)
    review: Memory = field(default_factory=Memory)
    alerts: Memory = field(default_factory=Memory)
    overviews: Overviews = field(default_factory=Overviews)

    @contextmanager
    def reading(self) -> Iterator[tuple[Connection, Snapshot]]:
        """Give a connection and the snapshot of what it reads."""
        with self.store.reading() as connection:
            yield connection, self.snapshots.now(connection)

    def page(self, request: Request, template: str, status: int = 200, **data: Any) -> HTMLResponse:
        """Return a page written by a template."""
        visitor: Visitor = getattr(request.state, "visitor", None) or self.sessions.visitor(request)
        shown = {"visitor": visitor, "request": request, "here": request.url.path, "signing": self.users is not None, **data}
        response = HTMLResponse(self.templates.get_template(template).render(shown), status)
        if visitor.fresh:
            self.sessions.set_visit(request, response, visitor.visit)
        return response

    def look(self, request: Request, **more: Any) -> looking.Look:
        """Return what the address looks for.

        Raises:
            SettingsError: a filter has no usable value.
        """
        return looking.read({**request.query_params, **more}, self.rule)


def site_of(request: Request) -> Site:
    """Return the site that a request came to."""
    site: Site = request.app.state.site
    return site


def unchanged(request: Request, tag: str) -> Response | None:
    """Return "304 Not Modified" where the reader has this version (RFC 9110, section 13.1.2)."""
    asked = request.headers.get("if-none-match", "")
    held = {one.strip().removeprefix("W/") for one in asked.split(",")}
    return Response(status_code=304, headers={"etag": tag}) if tag.removeprefix("W/") in held else None


def tag_of(request: Request, stamp: int) -> str:
    """Return the ETag of an answer that is a function of the store's state, the address and this version."""
    said = f"{__version__} {stamp} {request.url.path}?{request.url.query}"
    return f'W/"{hashlib.sha256(said.encode()).hexdigest()[:24]}"'


def environment(translations: Translations, said: words.Words, language: str) -> Environment:
    """Return the templates: everything is escaped, an undefined name is an error, strings go through gettext."""
    made = Environment(
        loader=PackageLoader("dateline.web"), autoescape=True, undefined=StrictUndefined, extensions=["jinja2.ext.i18n"],
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    made.install_gettext_translations(translations, newstyle=True)  # type: ignore[attr-defined]
    for name in ("kind", "day", "moment", "date", "figure", "lead", "spread", "count", "place", "country", "party", "headline",
                 "value", "outlet", "web", "name_of", "reason", "quoted"):  # fmt: skip
        made.filters["say_" + name.removesuffix("_of")] = getattr(said, name)
    made.filters["label"] = lambda code, table: said.label(getattr(words, table.upper()), code)
    made.filters["actor"] = name_of
    made.filters["segment"] = lambda text: quote(str(text), safe="")
    made.filters["number"] = lambda number: f"{number:,}"
    made.globals.update(language=language, version=__version__, static=static_address, rules=words.RULES, looking=looking)
    return made


@cache
def static_address(name: str) -> str:
    """Return a static file's address with a hash of its content, so that browsers may keep it for ever."""
    return f"/static/{name}?v={hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:10]}"
