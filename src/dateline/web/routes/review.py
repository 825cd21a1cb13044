"""The review queue, and the judgements made there and on incidents' pages."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, get_args
from urllib.parse import urlsplit

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from dateline.errors import SettingsError
from dateline.reconcile.account import account_id
from dateline.reconcile.judged import active
from dateline.store import judgements
from dateline.store.given import value as written
from dateline.store.judge import judge, members_of
from dateline.types import Judgement, JudgementKind
from dateline.web.people import Role
from dateline.web.routes.gate import allowed, passing
from dateline.web.routes.incident import done_of
from dateline.web.sessions import Refused
from dateline.web.site import Site, site_of
from dateline.web.views import review

router = APIRouter(dependencies=[Depends(passing)], include_in_schema=False)
ON_A_PAGE = 10
NEEDS: dict[str, Role] = {
    "same": "editor",
    "not_same": "editor",
    "accept": "coder",
    "reject": "coder",
    "correct": "coder",
    "undo": "coder",
}
LONGEST_REASON = 2_000


@router.get("/review")
def page(request: Request) -> HTMLResponse:
    """What waits, one kind at a time."""
    site = site_of(request)
    asked = request.query_params.get("kind", "")
    number = int(request.query_params.get("page", "1") or 1) if request.query_params.get("page", "1").isdecimal() else 1
    with site.reading() as (connection, snapshot):
        waiting = site.review.get(snapshot.stamp, lambda: review.queue(connection, snapshot))
        counts = {kind: len(waiting.of(kind)) for kind in review.KINDS}
        fullest = next((one for one in review.KINDS if counts[one]), review.KINDS[0])
        kind = next((one for one in review.KINDS if one == asked), fullest)
        ours = waiting.of(kind)
        pages = max(1, -(-len(ours) // ON_A_PAGE))
        number = min(max(1, number), pages)
        items = review.fill(site.store, connection, kind, ours[(number - 1) * ON_A_PAGE : number * ON_A_PAGE], site.rule)
        done = done_of(connection, request)
    return site.page(request, "review.html", kind=kind, counts=counts, items=items, number=number, pages=pages, done=done)


@router.get("/judgements")
def history(request: Request) -> HTMLResponse:
    """Every judgement, the newest first, with whether it is in force."""
    site = site_of(request)
    with site.store.reading() as connection:
        held = judgements.everything(connection)
        done = done_of(connection, request)
    in_force = {one.id for one in active(held)}
    return site.page(
        request, "judgements.html", judgements=list(reversed(held))[:500], in_force=in_force, total=len(held), done=done
    )


@router.post("/judgements")
def judging(
    request: Request,
    kind: Annotated[str, Form()],
    csrf: Annotated[str, Form()] = "",
    left: Annotated[list[str] | None, Form()] = None,
    right: Annotated[list[str] | None, Form()] = None,
    property: Annotated[str, Form()] = "",
    value: Annotated[str, Form()] = "",
    reason: Annotated[str, Form()] = "",
    back: Annotated[str, Form()] = "/review",
) -> Response:
    """Record a judgement and go back to where it was made."""
    site = site_of(request)
    visitor = site.sessions.check(request, csrf)
    if kind not in get_args(JudgementKind):
        raise SettingsError(f"kind: {kind!r} is no judgement")
    allowed(visitor, NEEDS[kind])
    if not reason.strip():
        raise SettingsError("a judgement needs its reason")
    who = visitor.user.name if visitor.user and visitor.user.name else "desk"
    made = _judgement(site, kind, tuple(left or ()), tuple(right or ()), property, value)
    if kind == "undo":
        _may_undo(site, made, who, editor=visitor.may("editor"))
    kept = judge(site.store, replace(made, reason=reason.strip()[:LONGEST_REASON], who=who))
    return RedirectResponse(_back(back, kept.id), 303)


def _judgement(site: Site, kind: str, left: tuple[str, ...], right: tuple[str, ...], name: str, value: str) -> Judgement:
    if kind == "undo":
        return Judgement("", "undo", (), supersedes=tuple(sorted(left)))
    if kind in ("same", "not_same"):
        with site.store.reading() as connection:
            sides = [{account for one in side for account in members_of(connection, one)} for side in (left, right)]
        first, second = sides[0], sides[1] - sides[0]
        return Judgement("", "same" if kind == "same" else "not_same", tuple(sorted(first)), tuple(sorted(second)))
    if kind in ("accept", "reject"):
        return Judgement("", "accept" if kind == "accept" else "reject", left)
    if len(left) != 1:
        raise SettingsError("a correction speaks of one incident or one statement")
    given = written(name, value.strip())
    if left[0].startswith("s"):
        return Judgement("", "correct", left, value=given)
    with site.store.reading() as connection:
        members_of(connection, left[0])
    return Judgement("", "correct", (account_id(left[0]),), property=name, value=given)


def _may_undo(site: Site, made: Judgement, who: str, *, editor: bool) -> None:
    """A coder takes back what is his own; an editor whatever stands."""
    with site.store.reading() as connection:
        held = {one.id: one for one in judgements.everything(connection)}
    others = [one for one in made.supersedes if one in held and held[one].who != who]
    if others and not editor:
        raise Refused("this needs the role of editor: another person judged it")


def _back(back: str, done: str) -> str:
    """Where to go after a judgement: a page of ours, with the notice. What is not a path of ours leads to the queue."""
    parts = urlsplit(back)
    safe = not parts.scheme and not parts.netloc and back.startswith("/") and not back.startswith(("//", "/\\"))
    path, query = (parts.path, parts.query) if safe else ("/review", "")
    kept = [one for one in query.split("&") if one and not one.startswith("done=")]
    return f"{path}?{'&'.join([*kept, f'done={done}'])}"
