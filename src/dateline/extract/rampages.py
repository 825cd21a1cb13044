"""A rampage that a sentence goes on with: "They went on to the premises of", "He then drove to the camp, killed a sentry".

Who did it is the subject, nobody names another day or town: the next site is one more of the same continuous deed (CODEBOOK.md, One
incident), though its name shares no word with the first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.extract.compare import places_of, same_place
from dateline.extract.settlements import settlement
from dateline.extract.units import Unit
from dateline.types import PlaceValue

_GOES_ON = re.compile(
    r"\W{0,2}(?:(?:From there|Then|Next|Afterwards?|After that|(?:Minutes|Moments|Shortly) later|"
    r"On (?:the|his|her|their) way[\w ]{0,20}),?\s)?"
    r"(?:they|he|she|the\s(?:gunm[ae]n|men|man|attackers?|assailants?|bandits|militants|gang|trio|pair|soldier|suspect|shooter|knifeman))\s"
    r"(?:then\s|also\s|later\s|subsequently\s|next\s)?"
    r"(?:went|drove|moved|proceeded|headed|made\s(?:his|her|their)\sway|made\sstraight|walked|ran|rode|marched|crossed|turned|landed|burst|"
    r"fired\s(?:at|on|into)|stormed|entered)\b",
    re.IGNORECASE,
)
_DAY = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|\b(?:yesterday|today|tomorrow|week|month|year|ago|days?|january|february|march|april|may|"
    r"june|july|august|september|october|november|december|(?:19|20)\d\d)\b",
    re.IGNORECASE,
)


def rampage(text: str, unit: Unit, told: Sequence[Unit]) -> bool:
    """Tell whether `unit` goes on with what the units before it tell, right behind them, at a site of the same town."""
    last = told[-1]
    if unit.order - last.order > 1 or unit.sentence.kind != "body" or unit.sentence.paragraph - last.sentence.paragraph > 1:
        return False
    if unit.span.start - unit.sentence.span.start > 2 and unit.sentence is not last.sentence:
        return False
    if _GOES_ON.match(text, unit.sentence.span.start) is None or any(_DAY.search(time.span.of(text)) for time in unit.times):
        return False
    known = [place for other in told for place in places_of(other) if settlement(place)]
    own = [place for place in places_of(unit) if settlement(place)]
    return all(any(_of_one_town(place, other) for other in known) for place in own)


def _of_one_town(place: PlaceValue, other: PlaceValue) -> bool:
    """Tell the same town, or a site that nothing puts into another ("the Grand Plaza mall")."""
    same = same_place(place, other)
    if place.precision != "site" or same is not None:
        return same is True
    towns = {value.rpartition(", ")[2].casefold() for value in (other.within, other.name) if value}
    return place.within is None or place.within.rpartition(", ")[2].casefold() in towns
