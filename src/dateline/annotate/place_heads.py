"""Heads of a list's entries that no gazetteer holds: "3.2 Lala." beside "3.3 Djaiba.", "GALIM." beside "KUMBA.".

Where half of the heads of one style are places that are known, the others are places as well.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from dateline.annotate.place_words import Toponym, around, words
from dateline.gazetteer.names import key
from dateline.types import Span

LEAST = 2
"""Known places among the heads of one style at least, and half of them."""
WEIGHT = 1.0
_NAME = r"[^\W\d_a-z][\w’'-]*(?: (?:(?:de|of|el|al|la|du) )?[^\W\d_a-z][\w’'-]*){0,3}"
_HEAD = re.compile(
    rf"^[ \t]*(?P<mark>[*•·▪●#–—-]{{1,3}} |\d{{1,2}}(?:\.\d{{1,2}})?[.)]? )?(?P<bold>\*\*)?(?P<name>{_NAME})"
    r"(?P<end>\*\*[.:]?|[.:]\*\* |[.:] |,(?= (?:on |\d|[^\W\d_a-z][\w’'-]*[ ,.:(])))",
    re.MULTILINE,
)


def headed(text: str, found: Sequence[Toponym]) -> Iterator[Toponym]:
    """Yield the heads beside those already `found`, in the order of the text."""
    taken = sorted(toponym.span for toponym in found)
    styles: dict[tuple[str, ...], list[re.Match[str]]] = defaultdict(list)
    for head in _HEAD.finditer(text):
        mark = re.sub(r"\d+", "0", head["mark"] or "")
        if mark or head["bold"] or head["name"].isupper():
            styles[mark, head["bold"] or "", str(head["name"].isupper()), head["end"]].append(head)
    for heads in styles.values():
        known = [head for head in heads if around(Span(*head.span("name")), taken)]
        if len(known) >= LEAST and 2 * len(known) >= len(heads):
            for head in heads:
                name = key(head["name"])
                if head not in known and not _words_of_no_name() & set(head["name"].lower().split()):
                    yield Toponym(-1, -1, Span(*head.span("name")), name, WEIGHT)


def _words_of_no_name() -> frozenset[str]:
    return words("dates") | words("organisation_tail") | words("not_alone")
