"""Who may pass: signed in where sign-in is on, and with the role that an action needs."""

from __future__ import annotations

from fastapi import Request

from dateline.web.people import Role
from dateline.web.sessions import Refused, Visitor
from dateline.web.site import site_of


class SignInFirst(Refused):
    """The page needs a signed-in user."""

    def __init__(self) -> None:
        super().__init__("sign in first", 401)


def passing(request: Request) -> Visitor:
    """Return who asks; a dependency of every route but signing in.

    Raises:
        SignInFirst: sign-in is on and nobody is signed in.
    """
    visitor = site_of(request).sessions.visitor(request)
    request.state.visitor = visitor
    if visitor.user is None:
        raise SignInFirst
    return visitor


def allowed(visitor: Visitor, role: Role) -> None:
    """Let pass who has at least `role`.

    Raises:
        Refused: the visitor has less.
    """
    if not visitor.may(role):
        raise Refused(f"this needs the role of {role}; yours is {visitor.user.role if visitor.user else 'none'}")
