"""Joins: neighbouring pieces that are one expression ("6:30 p.m." + "Wednesday", "third quarter" + "of 1990", "from A to B")."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from dateline.annotate.times_figures import Token

WIDEST_GAP = 4
"""Tokens that may stand between two pieces that join."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A match of the grammar: tokens ``first`` up to, not including, ``last``."""

    first: int
    last: int
    kind: str
    spec: str
    role: str = ""


_TIME = re.compile(r"T(MO|AF|EV|NI|DT|\d\d(:\d\d)?|\d\d(:\d\dT)?(MO|AF|EV|NI|DT))$")
_CLOCK = re.compile(r"(.*)T\d\d:\d\d$")
_PART = re.compile(r"(.*)T(?:MO|AF|EV|NI)$")
_DAY = re.compile(
    r"(\d{4}-\d\d-\d\d|XXXX-\d\d-\d\d|XXXX-WXX-\d|@(pub|ctx)[-+]\d+D|@(pub|ctx)[<>=~]XXXX-WXX-\d|@(pub|ctx)[<>]XXXX-\d\d-\d\d"
    r"|@(pub|ctx)[-+]\dW:\d|@(pub|ctx)[-+]\dY:\d\d-\d\d|FEST:\w+(@\d{4})?|XXXX-WXX-\d:\d\d)$"
)
_WEEKDAY = re.compile(r"(XXXX-WXX-\d|@pub[<>=]XXXX-WXX-\d)$")
_WEEKDAY_TIME = re.compile(r"XXXX-WXX-\dT")
_DATE = re.compile(r"(\d{4}|XXXX)-\d\d-\d\d(T.*)?$|(\d{4}|XXXX)-\d\d-\d\d/.*$|@pub[<>]XXXX-\d\d-\d\d$")
_FIELD = re.compile(r"XXXX-(\d\d-\d\d|\d\d|Q\d|H\d|SP|SU|FA|WI)(T.*)?$")
_YEAR = re.compile(r"(\d{4}|@(pub|ctx)[-+]\d+Y)$")
_WEEK = re.compile(r"@(pub|ctx)[-+][01]W$")
_SHIFT = re.compile(r"@ctx([-+]\w+?)(T(?:MO|AF|EV|NI))?$")
_FEAST = re.compile(r"FEST:\w+$")
_YEARS_AGO = re.compile(r"@(?:pub|ctx)-(\d+)Y$")
_NOW = re.compile(r"@pub\+0[DWM]$")
_POINT = re.compile(r"(\d{4}|XXXX|@|FEST|NUM)")

_TO_DAY = frozenset(["on", "of", ",", "in", "the", "at", "by", "this", "around", "about"])
_TO_TIME = frozenset(
    {
        *("at", "around", "about", ",", "in", "the", "shortly", "just", "before", "after", "by", "a", "little", "until", "some"),
        *("approximately", "towards", "close", "to", "(", "local", "time", "during"),
    }
)
_TO_DATE = frozenset([",", "the", "("])
_TO_YEAR = frozenset(["of", ",", "in"])
_TO_WEEK = frozenset(["of", ",", "in", "the", "on"])
_RANGES = {"from": ("to", "until", "till", "through", "into"), "between": ("and",)}
_BEFORE_RANGE_END = frozenset(["about", "around", "early", "late", "the"])


def join(found: list[Token], pieces: list[Piece]) -> list[Piece]:
    """Return the pieces with neighbours joined, from left to right, until nothing joins any more."""
    out: list[Piece] = []
    for piece in pieces:
        out.append(piece)
        while len(out) > 1:
            one = _joined(found, out[-2], out[-1])
            if one is None:
                break
            out[-2:] = [one]
    return _ranges(found, out)


def _joined(found: list[Token], left: Piece, right: Piece) -> Piece | None:
    if right.first - left.last > WIDEST_GAP:
        return None
    gap = [token.word for token in found[left.last : right.first]]
    spec, kind = _combine(left, right, frozenset(gap), found)
    return Piece(left.first, right.last, kind, spec, "joined") if spec else None


def _combine(left: Piece, right: Piece, gap: frozenset[str], found: list[Token]) -> tuple[str, str]:
    """Return (value, kind) of two pieces that are one, the empty string where they are two."""
    a, b = left.spec, right.spec
    if _TIME.match(a) and _DAY.match(b) and gap <= _TO_DAY:
        return f"{b}{a}", "time"
    if _DAY.match(a) and _TIME.match(b) and gap <= _TO_TIME:
        return f"{a}{b}", "time"
    clock, part = _CLOCK.match(a), _PART.match(b)
    if clock and part and not clock[1] and _DAY.match(part[1]) and gap <= _TO_DAY:
        return f"{part[1]}{a}{b[len(part[1]) :]}", "time"  # "6:10" + "Saturday evening"
    if clock and part and not part[1] and _DAY.match(clock[1]) and not gap:
        return f"{a}{b}", "time"  # "8:05 Monday" + "night"
    if _WEEKDAY.match(a) and _DATE.match(b) and gap <= _TO_DATE:
        return b, right.kind
    if _WEEKDAY_TIME.match(a) and _DATE.match(b) and _DAY.match(b) and gap <= _TO_DATE:
        return f"{b}T{a.partition('T')[2]}", "time"
    if _DATE.match(a) and _WEEKDAY.match(b) and gap <= _TO_DATE and gap:
        return a, left.kind
    if _FIELD.match(a) and _YEAR.match(b) and gap <= _TO_YEAR:
        return _inside(b, a[5:]), left.kind
    if _YEAR.match(a) and _FIELD.match(b) and b[5] in "QH" and gap <= {"'s", "the"}:
        return _inside(a, b[5:]), left.kind
    if _FEAST.match(a) and _DATE.match(b) and gap <= _TO_DATE and gap:
        return b, right.kind
    if _YEARS_AGO.match(a) and _NOW.match(b) and not gap:
        return f"{b}^-{a[5:-1]}y", "date"
    tied = found[right.last - 1].word in ("after", "before")
    if _WEEKDAY.match(a.split("T")[0]) and _WEEK.match(b) and gap <= _TO_WEEK and not tied:
        return f"{b}:{a[-1]}" if "T" not in a else f"{b}:{a.split('T')[0][-1]}T{a.split('T')[1]}", left.kind
    if _WEEK.match(a) and _WEEKDAY.match(b) and gap <= _TO_WEEK:
        return f"{a}:{b[-1]}", left.kind
    shift = _SHIFT.match(a)
    if (
        shift
        and (not gap or (gap == {"the"} and _FEAST.match(b)))
        and found[left.last - 1].word in ("before", "after")
        and _POINT.match(b)
        and right.kind in ("date", "time")
    ):
        return f"{b}^{shift[1]}{shift[2] or ''}", "date"
    return "", ""


def _inside(year: str, field: str) -> str:
    return f"{year}-{field}" if year.isdigit() else f"{year}:{field}"


def _ranges(found: list[Token], pieces: list[Piece]) -> list[Piece]:
    """Join "from A to B" and "between A and B" where both ends are dates or times."""
    out: list[Piece] = []
    for piece in pieces:
        left = out[-1] if out else None
        if left is not None and left.kind in ("date", "time") and piece.kind in ("date", "time") and _is_range(found, left, piece):
            out[-1] = Piece(left.first - 1, piece.last, "date", f"{_end(left)}/{_end(piece)}", "range")
        else:
            out.append(piece)
    return out


def _end(piece: Piece) -> str:
    return f"XXXX-XX-XX{piece.spec}" if piece.spec.startswith("T") else piece.spec


def _is_range(found: list[Token], left: Piece, right: Piece) -> bool:
    if left.spec.isdigit() and right.spec.isdigit():
        return False
    if not left.first or "/" in left.spec or "/" in right.spec or left.spec.endswith("REF") or right.spec.endswith("REF"):
        return False
    gap = [token.word for token in found[left.last : right.first]]
    if not gap or gap[0] not in _RANGES.get(found[left.first - 1].word, ()):
        return False
    return len(gap) < 3 and all(word in _BEFORE_RANGE_END for word in gap[1:])


_APPROXIMATE = tuple(
    tuple(words.split())
    for words in (
        *("no more than", "no less than", "more than", "less than", "just over", "just under", "at least", "at most", "up to"),
        *("about", "around", "nearly", "almost", "roughly", "approximately", "some", "under"),
    )
)
_PARTLY = frozenset(["later", "earlier", "late", "early"])
_IN = re.compile(r"\d{3,4}$|(?:\d{4}|XXXX)-(?:\d\d|Q\d|SP|SU|FA|WI)$")
"""What "later in" can stand before: a month, a season, a year, a decade."""
_FAR = frozenset(["ago", "later", "earlier", "after", "before"])
"""Words that end a length told from another time ("almost three weeks later")."""


def extend(found: list[Token], piece: Piece) -> Piece:
    """Return the piece with the words before it that qualify it: "early", "the end of", "more than"."""
    if piece.role == "range" or piece.kind == "set" or piece.spec.endswith("REF"):
        return piece
    first, last = _trimmed(found, piece)
    if found[last - 1].word == "period":
        return replace(piece, first=first, last=last)  # "over a period" is no more than one
    if piece.kind == "duration" or found[piece.last - 1].word in _FAR:
        first = _approximated(found, first)
    else:
        first = _modifiers(found, first, piece.spec)
    if [token.word for token in found[last : last + 2]] == ["or", "so"]:
        last += 2
    return replace(piece, first=first, last=last)


def _trimmed(found: list[Token], piece: Piece) -> tuple[int, int]:
    """Return the bounds without an article before a hyphened attribute ("the two-week") and without "after" before its object."""
    first, last = piece.first, piece.last
    if last < len(found) and found[last].word == "period" and found[last - 1].glued and piece.kind == "duration":
        article = first and found[first - 1].word in ("a", "the")  # "over a three-year period"
        return first - article, last + 1
    if found[first].word in ("the", "a") and found[last - 1].glued and last - first > 2:
        first += 1
    if (
        found[last - 1].word in ("after", "before")
        and last < len(found)
        and (found[last].word[0].isalnum())
        and piece.kind == "date"
    ):
        last -= 1
    return first, last


def _approximated(found: list[Token], first: int) -> int:
    for words in _APPROXIMATE:
        start = first - len(words)
        if start >= 0 and tuple(token.word for token in found[start:first]) == words:
            return start
    over = first and found[first - 1].word == "over" and found[first].word in ("a", "an")
    return first - 1 if over else first


def _modifiers(found: list[Token], first: int, spec: str) -> int:
    """Return the index of the first modifier left of `first`: "early", "mid-", "the end of", "the last half of", "later in"."""
    if first > 1 and found[first - 1].word == "in" and found[first - 2].word in _PARTLY and _IN.match(spec):
        return first - 2
    if first and "mod" in found[first - 1].values:
        first -= 1
        return first - 1 if first and found[first - 1].word == "the" and found[first].word != "very" else first
    if first > 1 and found[first - 1].word == "of" and "edge" in found[first - 2].values:
        return first - 3 if first > 2 and found[first - 3].word == "the" else first - 2
    return first - 1 if first and found[first - 1].word == "around" else first
