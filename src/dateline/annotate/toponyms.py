"""Which capitalised words of a document are place names: gazetteer membership weighed against the words around them.

No model is used. Every candidate gets a sum of stated weights (`WEIGHTS`); it is a place name from `THRESHOLD` on. A name that is
accepted once with evidence is accepted more easily elsewhere in the document; one that is seen as a person's is not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dateline.annotate import place_words
from dateline.annotate.place_gaps import unlisted
from dateline.annotate.place_heads import headed
from dateline.annotate.place_words import Toponym
from dateline.annotate.toponym_names import Names
from dateline.annotate.toponym_weights import WEIGHTS, Evidence
from dateline.gazetteer import gazetteer
from dateline.gazetteer.names import key
from dateline.types import Annotated, Span

THRESHOLD = 1.0
_OWNER = re.compile(r"['’]s\b(?! County)")
_PART = re.compile(
    r"(?P<name>(?: [A-Z][a-z]{1,20}){1,2}) "
    r"(?:section|neighbou?rhood|subdivision|(?:housing|apartment) (?:complex|project|estate)s?)\b"
)
"""What goes on with the name of a part of a town or of its houses."""
_LOWER_NEXT = re.compile(r" [a-z]")


def find(annotated: Annotated) -> list[Toponym]:
    """Return the place names among the document's words, in the order of the text, none overlapping."""
    text = annotated.document.text
    words = place_words.tokens(text, annotated.sentences)
    names = Names(text, words, gazetteer())
    evidence = Evidence(names)
    spans = list(names.candidates())
    for first, last, name in spans:
        if evidence.weight(first, last, name) >= THRESHOLD + 1.0:
            evidence.accepted.add(name)
    found = [
        _whole(text, Toponym(first, last, Span(words[first].start, words[last - 1].end), name, weight))
        for first, last, name in spans
        if (weight := evidence.weight(first, last, name)) >= THRESHOLD
    ]
    found += _abbreviated(text, found, upper=names.upper)
    if not names.upper:
        found += unlisted(text, words, found)
        found += headed(text, found)
    return sorted(found, key=lambda toponym: toponym.span)


def _whole(text: str, toponym: Toponym) -> Toponym:
    """Return a name with what belongs to it: "Prince George's police" names the county of that name, and "the Chad Brown section" a
    part of a town, which is no country."""
    span, places = toponym.span, gazetteer()
    owner = _OWNER.match(text, span.end)
    if owner is not None and places.find(key(f"{span.of(text)}'s County")):
        return replace(toponym, span=Span(span.start, owner.end()), key=key(f"{span.of(text)}'s"))
    more = _PART.match(text, span.end)
    if more is None or all(place.kind == "town" and place.rank < 2 for place in places.find(toponym.key)):
        return toponym
    return replace(toponym, span=Span(span.start, more.end("name")), key=key(text[span.start : more.end("name")]))


def _abbreviated(text: str, found: Sequence[Toponym], *, upper: bool) -> list[Toponym]:
    """Find abbreviated states: the ambiguous ones ("Ill.", "OR") only after a place and a comma."""
    pattern, strict, _ = place_words.abbreviations()
    ends = {toponym.span.end for toponym in found}
    taken = [toponym.span for toponym in found]
    added = []
    for match in pattern.finditer(text):
        span = Span(match.start(), match.end())
        after_place = any(text[span.start - gap : span.start] in (", ", " ", ",") and span.start - gap in ends for gap in (1, 2))
        if upper and not match[0].count("."):
            continue
        strong = len(match[0]) > 2 and (match[0] not in strict or _LOWER_NEXT.match(text, span.end) is not None)
        if (after_place or (strong and not upper)) and not place_words.around(span, taken):
            added.append(Toponym(-1, -1, span, key(match[0]), WEIGHTS["hierarchy"]))
    return added
