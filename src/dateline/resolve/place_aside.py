"""Names of places that say where somebody or something comes from, which place nothing: a rocket's, a desk's, a victim's town."""

from __future__ import annotations

import re

from dateline.resolve.place_home import HEAD
from dateline.types import Span

_FROM = re.compile(
    r"\b(?:rockets?|missiles?|shells?|drones?|fired|launched|entered|crossed|came|arrived|country|way|flown|flew) from (?:the )?$"
)
_CAPITAL = re.compile(r"\bcapital\b(?! (?:of|city of) [A-Z]|,? [A-Z])")
"""What names the capital without its name; not "the provincial capital Herat"."""
_FILED = re.compile(r"(?:, ?[A-Z][a-z]{2,8}\.? \d{1,2})?,? ?(?:\([^)\n]{1,40}\) ?)?(?:--?|—|–|:)\s")
"""What stands behind the town of a dateline, with or without its day ("LUSAKA, July 5 (Reuters) - ")."""
_OF = re.compile(r"\b\d{1,3},? (?:both |all )?(?:of|from) $")
_PERSON = re.compile(r" (?:man|woman|men|women|teen|teenager|boy|girl|residents?|couple|native)\b")


def comes_from(text: str, span: Span) -> bool:
    """Tell whether something or somebody came from a place ("a rocket from Sinai")."""
    return _FROM.search(text, max(0, span.start - 40), span.start) is not None


def filed(text: str, toponym: Span) -> bool:
    """Tell whether a town in capitals heads a report that does not speak of its capital by that word ("LUSAKA (Reuters) –")."""
    head = toponym.start < HEAD and toponym.of(text).isupper() and _FILED.match(text, toponym.end) is not None
    return head and _CAPITAL.search(text) is None


def is_somebodys(text: str, span: Span) -> bool:
    """Tell the town that somebody is from ("Ann Reed, 31, of Dover", "a Dover man")."""
    return _OF.search(text, max(0, span.start - 16), span.start) is not None or _PERSON.match(text, span.end) is not None
