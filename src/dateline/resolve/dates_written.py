"""How TimeML writes what it reads otherwise than the calendar: a night of two days, a length told from an event."""

from __future__ import annotations

import re
from dataclasses import replace

from dateline.types import TimeMention

OVERNIGHT = "@pub-1D/@pub+0D"
_LENGTH = re.compile(r"@ctx[-+]([1-9]\d*(?:\.5)?|X)([smhDWMQYECF])$")
_FROM = re.compile(r"\s{1,3}(?:after|before)\b")
_CLOCK = {"s": "S", "m": "M", "h": "H"}
_YEARS = {"E": 10, "C": 100}


def written(mention: TimeMention, spec: str, text: str) -> TimeMention:
    """Return a resolved mention, whose unresolved value was ``spec``, as TimeML writes it; its calendar value stays.

    "Overnight" is the night that the earlier of its two days has; "four days after the landing" is a length of four days, told from
    the landing by the word behind it, which is no part of the expression; "the day after the landing" is that day.
    """
    if spec == OVERNIGHT and "/" in mention.timex:
        return replace(mention, timex=f"{mention.timex[:10]}TNI")
    length = _LENGTH.match(spec)
    the = mention.span.of(text)[:4].casefold() == "the " or text[max(0, mention.span.start - 4) : mention.span.start] == "the "
    if length is None or the or mention.kind != "date" or not _FROM.match(text, mention.span.end):
        return mention
    return replace(mention, kind="duration", timex=_duration(length[1], length[2]))


def _duration(number: str, unit: str) -> str:
    if unit in _YEARS:
        number, unit = ("X" if number == "X" else f"{float(number) * _YEARS[unit]:.0f}"), "Y"
    if unit == "F":
        number, unit = ("X" if number == "X" else f"{float(number) * 2:.0f}"), "W"
    return f"PT{number}{_CLOCK[unit]}" if unit in _CLOCK else f"P{number}{unit}"
