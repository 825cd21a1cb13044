"""Choose among figures by a codebook's rule (``codebook/choice_rules.json``): a tuple of steps, each narrowing the figures down.

Every choice carries low, best and high, whatever the rule, the statements behind it and those passed over, and a sentence that
says which steps decided. One voice has one vote: its last figure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from dateline.codebook.tables import table
from dateline.reconcile.numbers import number
from dateline.reconcile.said import is_said
from dateline.reconcile.toll import MINIMA, Casualty
from dateline.reconcile.untold import SILENCES
from dateline.types import Choice, CountValue, Rule, TollPoint

RULES: tuple[Rule, ...] = ("gtd", "acled", "ucdp")
Points = list[TollPoint]


def choose(found: Sequence[TollPoint], name: Casualty, rule: Rule, accepted: frozenset[str] = frozenset()) -> Choice | None:
    """Return the choice for `name` by `rule`, None where no article settles on a figure.

    What an article says and does not settle on (another attack's, a part) is kept in the toll, bounds it, and has no vote.
    ``accepted`` are statements that an analyst accepted: where there are any, the rule chooses among them alone.
    """
    ours = [p for p in found if p.property == name]
    held = [p for p in ours if accepted & set(p.statements)]
    votes = _votes(held or [p for p in ours if p.settled])
    if not votes:
        return None
    left, taken = _narrow(votes, rule)
    best = min(left, key=_order)
    low, high, open_above = _bounds(held or ours)
    value = _value(best, low, high, open_above=open_above)
    if best.doubtful in SILENCES and not held:
        value = CountValue(None, None, value.high, "up_to")
    behind = tuple(sorted({one for p in ours if p.value == best.value for one in p.statements}))
    over = tuple(sorted({one for p in ours if p.value != best.value for one in p.statements}))
    because = _because(rule, taken, best, len(votes), by_analyst=bool(held))
    return Choice(name, value, rule, because, behind, over)


def _votes(found: Sequence[TollPoint]) -> Points:
    """Each voice's last figure, settled ones before others; a figure in doubt only where the voice gives no other."""
    last: dict[str, TollPoint] = {}
    for point in sorted(found, key=lambda p: (p.doubtful is None, p.settled, p.day or "", p.seen, p.document_id, p.statements)):
        last[point.voice] = point
    return [last[voice] for voice in sorted(last)]


def _narrow(votes: Points, rule: Rule) -> tuple[Points, list[str]]:
    left = votes
    taken: list[str] = []
    for step in table("choice_rules")["rules"][rule]["steps"]:
        if len({number(p.value) for p in left}) <= 1:
            break
        kept = STEPS[step](left)
        if kept and len(kept) < len(left):
            left, taken = kept, [*taken, step]
    return left, taken


def _credible(left: Points) -> Points:
    return [p for p in left if p.doubtful is None]


def _numbered(left: Points) -> Points:
    rounded = set(table("choice_rules")["rounded"])
    return [p for p in left if p.value.qualifier not in rounded]


def _said(left: Points) -> Points:
    return [p for p in left if is_said(p)]


def _within(left: Points, days: int) -> Points:
    """The figures of the last day and of `days` before it; undated ones only where nothing is dated."""
    dated = [p for p in left if p.day is not None]
    if not dated:
        return left
    last = max(date.fromisoformat(p.day) for p in dated if p.day)
    return [p for p in dated if p.day and (last - date.fromisoformat(p.day)).days <= days]


def _agreed(left: Points) -> Points:
    """What several voices agreed on, where the last day has one voice alone, no official one, that says less: it is doubtful (GTD).

    An official cut stands, and so does a rise: tolls mostly rise.
    """
    last = _within(left, 0)
    ranks: dict[str, int] = table("source_scale")["rank"]
    if len(last) != 1 or ranks[last[0].source_kind or "unknown"] == min(ranks.values()):
        return []
    votes = Counter(n for p in left if (n := number(p.value)) is not None and n > (number(last[0].value) or 0))
    agreed = max((figure for figure, count in votes.items() if count > 1), default=None)
    return [p for p in left if agreed is not None and number(p.value) == agreed]


def _recent(left: Points) -> Points:
    return _within(left, table("choice_rules")["recent_days"])


def _current(left: Points) -> Points:
    return _within(left, table("choice_rules")["current_days"])


def _majority(left: Points) -> Points:
    votes = Counter(number(p.value) for p in left)
    value, most = votes.most_common(1)[0]
    return [p for p in left if number(p.value) == value] if most * 2 > len(left) else []


def _reliable(left: Points) -> Points:
    rank: dict[str, int] = table("source_scale")["rank"]
    best = min(rank[p.source_kind or "unknown"] for p in left)
    return [p for p in left if rank[p.source_kind or "unknown"] == best]


def _lowest(left: Points) -> Points:
    numbers = [n for p in left if (n := number(p.value)) is not None]
    return [p for p in left if number(p.value) == min(numbers)] if numbers else []


STEPS: dict[str, Callable[[Points], Points]] = {
    "credible": _credible,
    "numbered": _numbered,
    "said": _said,
    "agreed": _agreed,
    "recent": _recent,
    "current": _current,
    "majority": _majority,
    "reliable": _reliable,
    "lowest": _lowest,
}


def _order(point: TollPoint) -> tuple[Any, ...]:
    qualifiers = ("exact", "range", "at_least", "more_than", "about", "fewer_than", "up_to", "vague")
    return (
        point.doubtful is not None,
        not point.settled,
        qualifiers.index(point.value.qualifier),
        point.day or "9999",
        point.account_id,
    )


def _bounds(found: Sequence[TollPoint]) -> tuple[int | None, int | None, bool]:
    """Low: the lowest figure not overtaken, of the last day that gave one. High: the highest credible one ever said.

    A figure that its article does not settle on (another attack's, a part) counts for high up to `high_share` times the highest
    settled one. The third is true where the highest was given as a minimum ("at least 57") that no later figure has cut: the truth
    may lie above.
    """
    credible = [p for p in found if p.doubtful is None] or [p for p in found if p.doubtful != "superseded in the same article"]
    credible = credible or list(found)
    voted = _votes([p for p in credible if p.settled] or credible)
    lows = [n for p in _current(voted) if (n := p.value.low if p.value.low is not None else number(p.value)) is not None]
    most = max((n for p in voted if (n := _top(p.value)) is not None), default=None)
    if most is None:
        return (min(lows) if lows else None), None, bool(lows)
    limit = most * table("choice_rules")["high_share"]
    last = max((p.day for p in voted if p.day and p.value.qualifier == "exact"), default="")
    tops = [(n, p.value.qualifier in MINIMA and (p.day or "9999") >= last) for p in credible if (n := _top(p.value)) is not None]
    high = max(n for n, _ in tops if n <= limit)
    return (min(lows) if lows else None), high, any(is_open for n, is_open in tops if n == high)


def _top(value: CountValue) -> int | None:
    return value.high if value.high is not None else number(value)


def _value(best: TollPoint, low: int | None, high: int | None, *, open_above: bool) -> CountValue:
    figure = number(best.value)
    known = [n for n in (low, figure) if n is not None]
    low = min(known) if known else None
    tops = [n for n in (high, figure) if n is not None]
    high = max(tops) if tops else None
    if best.value.qualifier == "vague" or figure is None:
        return CountValue(low, figure if best.value.best is not None else None, high, best.value.qualifier)
    if low == high and best.value.qualifier in ("about", "more_than"):
        return CountValue(low, figure, high, best.value.qualifier)
    return CountValue(low, figure, high, "at_least" if open_above else "exact" if low == high else "range")


def _because(rule: Rule, taken: Sequence[str], best: TollPoint, voices: int, *, by_analyst: bool) -> str:
    rules = table("choice_rules")
    said = best.speaker or best.publisher or "an article that names no outlet"
    head = "accepted by an analyst; " if by_analyst else ""
    if not taken:
        how = "the only voice" if voices == 1 else f"all {voices} independent voices agree"
    else:
        how = f"{voices} independent voices; " + ", then ".join(rules["words"][step] for step in taken)
    doubt = f"; in doubt: {best.doubtful}" if best.doubtful else ""
    day = f", {best.day}" if best.day else ""
    return f"{head}{rules['rules'][rule]['title']}: {how} ({said}{day}){doubt}"
