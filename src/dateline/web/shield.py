"""Headers and limits on every answer, as plain ASGI: what a browser may load, whom we answer, how much may be posted."""

from __future__ import annotations

from collections.abc import Iterable

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST_FORM = 64 * 1024
"""Bytes of a form: a judgement over a few hundred statements has some 10 kB."""
YEAR = 365 * 24 * 60 * 60
LOOPBACK = frozenset({"localhost", "127.0.0.1", "[::1]"})


def policy(tiles: str | None) -> str:
    """Return the content security policy: this host alone, and a tile server's pictures where one was named."""
    pictures = f"'self' data: {tiles}" if tiles else "'self' data:"
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
        f"img-src {pictures}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


class Shield:
    """ASGI middleware. ``hosts`` are the names we answer to, None for any (sign-in is on then): against DNS rebinding."""

    def __init__(self, app: ASGIApp, *, hosts: Iterable[str] | None, tiles: str | None) -> None:
        self.app = app
        self.hosts = frozenset(hosts) if hosts is not None else None
        self.headers = {
            "content-security-policy": policy(tiles),
            "x-content-type-options": "nosniff",
            "referrer-policy": "same-origin",
            "cross-origin-opener-policy": "same-origin",
            "cross-origin-resource-policy": "same-origin",
            "permissions-policy": "camera=(), microphone=(), geolocation=(), interest-cohort=()",
            "x-frame-options": "DENY",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        begun = False

        async def shielded(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                headers = MutableHeaders(scope=message)
                for name, value in self.headers.items():
                    headers[name] = value
                headers.setdefault("cache-control", "private, no-cache")
                if scope["scheme"] == "https":
                    headers["strict-transport-security"] = f"max-age={YEAR}"
            await send(message)

        refused = self._refused(Headers(scope=scope), scope["method"])
        try:
            await (refused or self.app)(scope, receive, shielded)
        except Exception:
            if not begun:  # what goes wrong unforeseen says nothing of itself, and has the headers too; the server logs it
                await PlainTextResponse("something went wrong here\n", 500)(scope, receive, shielded)
            raise

    def _refused(self, headers: Headers, method: str) -> PlainTextResponse | None:
        name = headers.get("host", "")
        host = name if name.endswith("]") else name.rpartition(":")[0] or name
        if self.hosts is not None and host not in self.hosts:
            return PlainTextResponse("this server answers to its own name alone\n", 421)
        if method not in ("GET", "HEAD"):
            size = headers.get("content-length", "")
            if not size.isdecimal():
                return PlainTextResponse("the length is missing\n", 411)
            if int(size) > LARGEST_FORM:
                return PlainTextResponse("too large\n", 413)
        return None
