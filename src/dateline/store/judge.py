"""Judge: append what an analyst decided, and bring the incidents it touches up to date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace

from sqlalchemy import Connection, select

from dateline.errors import StoreError
from dateline.reconcile.account import account_id, canonical, digest
from dateline.reconcile.judged import active, pairs
from dateline.store import derive, judgements, rows, tables
from dateline.store.audit import append
from dateline.store.documents import sha256
from dateline.store.open import Store
from dateline.types import Judgement


def judge(store: Store, judgement: Judgement) -> Judgement:
    """Append a judgement, bring the incidents it touches up to date, and return it with its id and moment.

    Raises:
        StoreError: it speaks of something the store does not hold, or says the contrary of a judgement in force.
    """
    made = _identified(judgement, store.now())
    with store.writing() as connection:
        held = judgements.everything(connection)
        if any(one.id == made.id for one in held):
            return made
        _check(connection, made, held)
        rows.insert_new(connection, tables.judgements, [judgements.row(made)])
        append(connection, made.made, [("judgement", made.id, sha256(canonical(asdict(made)).encode()))])
        derive.relink(store, connection, _touched(connection, made, held))
    return made


def _identified(judgement: Judgement, now: str) -> Judgement:
    timed = replace(
        judgement, id="", made=judgement.made or now, left=tuple(sorted(judgement.left)), right=tuple(sorted(judgement.right))
    )
    return replace(timed, id="j" + digest(asdict(timed)))


def members_of(connection: Connection, any_id: str) -> tuple[str, ...]:
    """Return the accounts of the incident that `any_id` names, or the one account of an account's id.

    Raises:
        StoreError: the store holds no such thing.
    """
    if any_id.startswith("a"):
        table = tables.accounts
        if connection.execute(select(table.c.id).where(table.c.id == any_id)).first():
            return (any_id,)
        raise StoreError(f"no account {any_id}")
    found = derive.incident_of(connection, account_id(any_id)) if any_id.startswith("i") else None
    if found is None:
        raise StoreError(f"no incident {any_id}")
    table = tables.members
    return tuple(sorted(connection.execute(select(table.c.account_id).where(table.c.incident_id == found)).scalars()))


def _check(connection: Connection, made: Judgement, held: Sequence[Judgement]) -> None:
    if made.kind == "undo":
        unknown = set(made.supersedes) - {judgement.id for judgement in held}
        if unknown or not made.supersedes:
            raise StoreError(f"no judgement {', '.join(sorted(unknown)) or 'to undo is named'}")
        dated = [one for one in held if one.id in made.supersedes and one.property == "published"]
        if dated:
            raise StoreError(f"a publication day is taken back with `dateline judge correct {dated[0].left[0]} published=none`")
        return
    if made.kind in ("same", "not_same"):
        _check_pairs(made, held)
        return
    if not made.left:
        raise StoreError("the judgement names no statement")
    if made.property == "published":
        raise StoreError("a publication day needs a new reading: `dateline judge correct DOCUMENT published=DAY`")
    if made.property is None:
        known = {row.id for row in rows.where_in(connection, select(tables.statements.c.id), tables.statements.c.id, made.left)}
        if set(made.left) - known:
            missing = ", ".join(sorted(set(made.left) - known))
            raise StoreError(f"no statement {missing} (`dateline show ID --ids` lists an incident's)")


def _check_pairs(made: Judgement, held: Sequence[Judgement]) -> None:
    if set(made.left) & set(made.right):
        raise StoreError("both sides are one incident already: name the accounts to part (`dateline show ID --ids` lists them)")
    contrary = "not_same" if made.kind == "same" else "same"
    ours = pairs([made], made.kind)
    if made.kind == "same":
        ours |= {(a, b) if a < b else (b, a) for a in made.left for b in made.right}
    against = [j.id for j in active(held) if j.id not in made.supersedes and pairs([j], contrary) & ours]
    if against:
        raise StoreError(f"an analyst judged the contrary ({', '.join(against)}): undo that first")


def _touched(connection: Connection, made: Judgement, held: Sequence[Judgement]) -> set[str]:
    """The accounts whose neighbourhood the judgement changes: its own, and those of what it supersedes."""
    by_id = {judgement.id: judgement for judgement in held}
    names: set[str] = set()
    waiting = [made]
    seen: set[str] = set()
    while waiting:
        judgement = waiting.pop()
        if judgement.id in seen:
            continue
        seen.add(judgement.id)
        names |= {*judgement.left, *judgement.right}
        waiting += [by_id[old] for old in judgement.supersedes if old in by_id]
    query = select(tables.statements.c.account_id)
    spoken_of = {name for name in names if name.startswith("s")}
    said = {row.account_id for row in rows.where_in(connection, query, tables.statements.c.id, spoken_of)}
    return {name for name in names | said if name and name.startswith("a")}
