"""Time expressions: where they stand, and an underspecified TIMEX3 value for `resolve.dates` to complete.

The value of a mention as this stage leaves it (``docs/decisions/0003-dates.md``) is a TIMEX3 value (``1998-08-07``, ``P3D``,
``PRESENT_REF``) or one of these, with a time of day (``TMO``, ``T18:30``) behind it where there is one:

- ``XXXX-08-07``, ``XXXX-08``, ``XXXX-Q3``, ``XXXX-FA``, ``XXXX-WXX-5``: a part of the calendar, no year said; ``XXXX-XX-XX`` none
- ``@pub-1D``, ``@ctx+2W``: so many units from the publication date, or from the date that the text spoke of last
- ``@pub<XXXX-WXX-5``: the last (``<``), next (``>``), this (``=``) or nearest (``~``) such part of the calendar
- ``@pub-1Y:10-23``: inside that year (week, quarter), this part of it
- ``FEST:easter@2019``, ``HIJRI:1440-09-15``, ``NUM:05.06.2019`` (two readings), ``CENT:20``
- ``A/B`` a range; ``A^-1D`` a day before A; ``A^W`` the week of A
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal, cast

from dateline.annotate.times_figures import Token
from dateline.annotate.times_grammar import Rule, grammar, parse, runs, values
from dateline.annotate.times_guards import allowed, keeps_alone
from dateline.annotate.times_joins import Piece, extend, join
from dateline.annotate.times_tokens import tokens
from dateline.types import Annotated, Span, TimeMention

Kind = Literal["date", "time", "duration", "set"]

_LINE = re.compile(r"[^\n]+")
_DURATION = re.compile(r"P([\dX.]+)(s|m|h|N|F|E|C|L|WE|SU|WI)$")
_AGO = re.compile(r"@pub([-+])(\d+(?:\.5)?|X)([ECF])$")
_YEARS = re.compile(r"(\d{4})/20([01]\d)$|(\d{4})-(\d)$")
_HOUR_PART = re.compile(r"T(\d\d)(?::(\d\d))?T?(MO|AF|EV|NI)")
_CLOCK_UNITS = {"s": "S", "m": "M", "h": "H"}
_MULTIPLES = {"E": (10, "Y"), "C": (100, "Y"), "L": (1000, "Y"), "F": (2, "W")}
_VAGUE_MULTIPLES = {"E": "PXY", "C": "PXY", "L": "PXY", "F": "PXW"}


@dataclass(frozen=True, slots=True)
class Found:
    """The tokens of one stretch of text and the pieces found in them."""

    tokens: list[Token]
    pieces: list[Piece]


def times(annotated: Annotated) -> Annotated:
    """Add the time expressions in the order of the text; a paragraph's end is never crossed."""
    text = annotated.document.text
    mentions: list[TimeMention] = []
    for start, end in _stretches(annotated):
        mentions += _mentions(text, start, end)
    return replace(annotated, times=tuple(mentions))


def _stretches(annotated: Annotated) -> Iterable[tuple[int, int]]:
    """Return (start, end) of each paragraph, or of each line where sentences have not been found."""
    if not annotated.sentences:
        return [match.span() for match in _LINE.finditer(annotated.document.text)]
    bounds: dict[int, tuple[int, int]] = {}
    for sentence in annotated.sentences:
        if sentence.kind == "boilerplate":
            continue
        start, end = bounds.get(sentence.paragraph, (sentence.span.start, sentence.span.end))
        bounds[sentence.paragraph] = (min(start, sentence.span.start), max(end, sentence.span.end))
    return bounds.values()


def _mentions(text: str, start: int, end: int) -> list[TimeMention]:
    found = tokens(text, start, end)
    pieces = [piece for first, run in runs(found) for piece in _pieces(text, found, first, run)]
    joined = join(found, pieces)
    out = []
    for piece in joined:
        if not keeps_alone(text, found, piece):
            continue
        whole = extend(found, piece)
        span = Span(found[whole.first].start, found[whole.last - 1].end)
        out.append(TimeMention(span, cast(Kind, whole.kind), _written(whole)))
    return out


def _pieces(text: str, found: list[Token], first: int, run: str) -> list[Piece]:
    """Return the pieces of a run: from the left, the longest that its guards allow."""
    rules = grammar().rules
    out: list[Piece] = []
    at = 0
    for start, end, number in parse(run):
        if start < at:
            continue
        piece = _piece(rules[number], run, start, end, found, first)
        if allowed(text, found, piece, rules[number].only):
            out.append(piece)
            at = end
    return out


def _piece(rule: Rule, run: str, start: int, end: int, found: list[Token], first: int) -> Piece:
    filled = values(rule, run, start, found[first:])
    spec = rule.value.format_map(_Blank({"year": "XXXX", "n": "1", "quant": "1"} | filled))
    return Piece(first + start, first + end, rule.kind, spec, rule.role)


class _Blank(dict[str, str]):
    """A label without a token is the empty string."""

    def __missing__(self, key: str) -> str:
        return ""


def _written(piece: Piece) -> str:
    """Return the value as TIMEX3 writes it: hours under T, decades in years; a lone time of day gets its unknown day."""
    spec = piece.spec
    if spec.startswith("P") and "_" not in spec:
        return duration(spec)
    spec = _YEARS.sub(_year_month, _HOUR_PART.sub(_hour, spec))
    if found_ago := _AGO.match(spec):
        sign, number, unit = found_ago.groups()
        if piece.role not in ("", "joined") or unit not in _MULTIPLES or number == "X":
            return spec
        times_, into = _MULTIPLES[unit]
        return f"@pub{sign}{round(float(number) * times_)}{into}"
    return f"XXXX-XX-XX{spec}" if spec.startswith("T") else spec


def _year_month(match: re.Match[str]) -> str:
    """Return ``2016-11`` for "2016-11", where 11 cannot be a later year; "2010-11" stays a range of years."""
    if match[3]:
        return f"{match[3]}-0{match[4]}"
    year, month = int(match[1]), int(match[2])
    return f"{match[1]}-{match[2]}" if 1 <= month <= 12 and month < year % 100 else match[0]


def _hour(match: re.Match[str]) -> str:
    """Return ``T18:00`` for six in the evening, ``T20:05`` for "8:05 Monday night"; at night the hours from 6 on are before
    midnight."""
    hour, minute, part = int(match[1]), match[2] or "00", match[3]
    later = part in ("AF", "EV") or (part == "NI" and hour >= 6)
    after = part in ("MO", "NI") and hour == 12 and match[2] is not None
    return f"T{0 if after else hour + 12 if later and hour < 12 else hour:02d}:{minute}"


def duration(spec: str) -> str:
    """Return ``PT3H`` for ``P3h``, ``P20Y`` for ``P2E`` (decades), ``P2Y6M`` for ``P2.5Y``."""
    match = _DURATION.match(spec)
    if match is None:
        return _halves(spec)
    number, unit = match[1], match[2]
    if unit in _CLOCK_UNITS:
        return _halves(f"PT{number}{_CLOCK_UNITS[unit]}")
    if unit not in _MULTIPLES:
        return f"P{number}{'D' if unit == 'N' else unit}"
    if number == "X":
        return _VAGUE_MULTIPLES[unit]
    times_, into = _MULTIPLES[unit]
    return f"P{round(float(number) * times_)}{into}"


def _halves(spec: str) -> str:
    match = re.match(r"(PT?)(\d+)\.5(\w)$", spec)
    if match is None:
        return spec
    smaller = {"PTH": "30M", "PTM": "30S", "PY": "6M", "PD": "T12H"}.get(match[1] + match[3])
    return f"{match[1]}{match[2]}{match[3]}{smaller}" if smaller else spec
