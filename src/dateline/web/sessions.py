"""Cookies: a signed visit (what CSRF tokens are bound to) and, after signing in, a signed session with an end."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass

from fastapi import Request
from itsdangerous import BadData, URLSafeTimedSerializer
from starlette.responses import Response

from dateline.errors import DatelineError
from dateline.web.people import Role, User, Users

VISIT, SESSION = "dateline_visit", "dateline_session"
SESSION_SECONDS = 8 * 60 * 60
"""A working day; after it one signs in again."""
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
    """Reads and writes the cookies of one server; its secret lives as long as the process, unless one is given."""

    def __init__(self, users: Users | None, secret: bytes | None = None) -> None:
        self.users = users
        self._secret = secret or secrets.token_bytes(32)
        self._sessions = URLSafeTimedSerializer(self._secret, salt="session")
        self._ended: set[str] = set()

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
        try:
            held = self._sessions.loads(written, max_age=SESSION_SECONDS)
        except BadData:
            return None
        user = self.users.all().get(held["user"])
        alive = user and held["mark"] == user.mark and held["visit"] == visit and held["id"] not in self._ended
        return user if alive else None

    def _token(self, visit: str, user: User | None) -> str:
        said = f"csrf {visit} {user.name if user else ''}".encode()
        return hmac.new(self._secret, said, hashlib.sha256).hexdigest()

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
        session = {"user": user.name, "mark": user.mark, "visit": visit, "id": secrets.token_urlsafe(9)}
        self.set_visit(request, response, visit)
        self._set(request, response, SESSION, self._sessions.dumps(session), SESSION_SECONDS)

    def end(self, request: Request, response: Response) -> None:
        """Sign out: the session is worth nothing from now on."""
        try:
            self._ended.add(self._sessions.loads(request.cookies.get(SESSION, ""), max_age=SESSION_SECONDS)["id"])
        except BadData:
            pass
        response.delete_cookie(SESSION, path="/")
        response.delete_cookie(VISIT, path="/")

    def set_visit(self, request: Request, response: Response, visit: str) -> None:
        """Set the visit's cookie."""
        self._set(request, response, VISIT, visit, None)

    def _set(self, request: Request, response: Response, name: str, value: str, seconds: int | None) -> None:
        secure = request.url.scheme == "https"
        response.set_cookie(name, value, max_age=seconds, httponly=True, samesite="lax", secure=secure, path="/")
