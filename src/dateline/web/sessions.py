"""Cookies: a visit (what tokens of forms are bound to) and, after signing in, a session that the ledger holds."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass

from fastapi import Request
from starlette.responses import Response

from dateline.errors import DatelineError
from dateline.web.ledger import SESSION_SECONDS, Ledger
from dateline.web.people import Role, User, Users

VISIT, SESSION = "dateline_visit", "dateline_session"
EVERYBODY = User("", "admin", "")
"""The one user where sign-in is off: whoever sits at this machine."""


class Refused(DatelineError):
    """The request is refused; ``status`` is the HTTP status."""

    def __init__(self, message: str, status: int = 403) -> None:
        self.status = status
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who asks: the user (None where nobody signed in), the visit, and whether its cookie has yet to be set."""

    user: User | None
    visit: str
    fresh: bool
    token: str

    def may(self, role: Role) -> bool:
        """Tell whether the visitor has at least `role`."""
        return self.user is not None and self.user.may(role)


class Sessions:
    """Reads and writes the cookies of one server."""

    def __init__(self, users: Users | None, ledger: Ledger | None = None) -> None:
        self.users = users
        self._ledger = ledger or Ledger()

    def visitor(self, request: Request) -> Visitor:
        """Return who asks."""
        visit = request.cookies.get(VISIT, "")
        fresh = not (20 <= len(visit) <= 64 and visit.isascii() and visit.replace("-", "").replace("_", "").isalnum())
        visit = secrets.token_urlsafe(24) if fresh else visit
        user = self._user(request, visit) if self.users else EVERYBODY
        return Visitor(user, visit, fresh, self._token(visit, user))

    def _user(self, request: Request, visit: str) -> User | None:
        written = request.cookies.get(SESSION)
        if not written or self.users is None:
            return None
        held = self._ledger.find(written)
        user = self.users.all().get(held.user) if held else None
        return user if held and user and held.mark == user.mark and held.visit == visit else None

    def _token(self, visit: str, user: User | None) -> str:
        said = f"csrf {visit} {user.name if user else ''}".encode()
        return hmac.new(self._ledger.secret, said, hashlib.sha256).hexdigest()

    def check(self, request: Request, given: str) -> Visitor:
        """Return who posts a form.

        Raises:
            Refused: the form's token is not of this visit, or the request comes from another site.
        """
        visitor = self.visitor(request)
        origin = request.headers.get("origin")
        if origin is not None and origin != f"{request.url.scheme}://{request.headers.get('host', '')}":
            raise Refused("the form came from another site")
        if visitor.fresh or not hmac.compare_digest(given.encode(), visitor.token.encode()):
            raise Refused("this form is too old; go back, load the page again, and send it once more")
        return visitor

    def begin(self, request: Request, response: Response, user: User) -> None:
        """Sign a user in: a new visit and a session, so that nothing set before signing in is worth anything after."""
        visit = secrets.token_urlsafe(24)
        self._ledger.end(request.cookies.get(SESSION, ""))
        self.set_visit(request, response, visit)
        self._set(request, response, SESSION, self._ledger.begin(user.name, user.mark, visit), SESSION_SECONDS)

    def end(self, request: Request, response: Response) -> None:
        """Sign out: the session is worth nothing from now on."""
        self._ledger.end(request.cookies.get(SESSION, ""))
        response.delete_cookie(SESSION, path="/")
        response.delete_cookie(VISIT, path="/")

    def set_visit(self, request: Request, response: Response, visit: str) -> None:
        """Set the visit's cookie."""
        self._set(request, response, VISIT, visit, None)

    def _set(self, request: Request, response: Response, name: str, value: str, seconds: int | None) -> None:
        secure = request.url.scheme == "https"
        response.set_cookie(name, value, max_age=seconds, httponly=True, samesite="lax", secure=secure, path="/")
