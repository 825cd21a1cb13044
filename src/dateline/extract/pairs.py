"""Signs that weigh otherwise beside another one: products of two features of one choice.

A sentence of the same paragraph mostly speaks of the incident told last; not where it names a place not named before. Which
products stand here was read off the errors of the plain sums on annotated articles; their weights are learned with the rest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Pair = tuple[str, str, str]
"""A product's name and its two features; "+" or "-" before a feature takes its positive or negative part, as a positive number."""

JOIN: tuple[Pair, ...] = (
    ("paragraph_main", "same_paragraph", "main"),
    ("paragraph_fresh", "same_paragraph", "place_fresh"),
    ("paragraph_unlike", "same_paragraph", "-same"),
    ("paragraph_tolled", "same_paragraph", "tolled"),
    ("paragraph_side", "same_paragraph", "side"),
    ("entry_when", "entry", "else_when_anew"),
    ("last_place", "last", "this_place"),
    ("typed_unlike", "type_agrees", "-same"),
    ("side_same", "side", "+same"),
    ("fresh_main", "place_fresh", "side_main"),
    ("place_main", "has_place", "side_main"),
    ("alone_fresh", "alone", "place_fresh"),
    ("strange_recent", "words_strange", "recent"),
    ("strange_when", "words_strange", "date_differs"),
    ("date_known_differs", "date_known", "date_differs"),
    ("date_known_last", "date_known", "last"),
    ("verb_definite", "verb", "definite"),
    ("the_side", "opens_the", "side"),
    ("in_generic", "opens_in", "generic"),
)
MERGE: tuple[Pair, ...] = (
    ("tolls_apart", "toll_differs", "-sides"),
    ("places_unfit", "place_differs", "-fit"),
    ("definite_other", "definite", "type_differs"),
    ("sides_apart", "bias", "-sides"),
    ("unfit_same", "same", "-fit"),
)


def products(features: Mapping[str, float], pairs: Sequence[Pair]) -> dict[str, float]:
    """Return the products of `pairs` over `features`; an absent feature is 0."""
    return {name: _part(features, one) * _part(features, other) for name, one, other in pairs}


def _part(features: Mapping[str, float], name: str) -> float:
    if name[0] == "+":
        return max(0.0, features.get(name[1:], 0.0))
    if name[0] == "-":
        return max(0.0, -features.get(name[1:], 0.0))
    return features.get(name, 0.0)
