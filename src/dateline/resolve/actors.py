"""Actors resolved: a name that several groups bear is settled by the countries of the article, a misspelt one by fuzzy match.

What cannot be settled keeps its words and no id: nothing is guessed silently.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cache

from rapidfuzz import fuzz, process

from dateline.codebook.actors import ActorRecord, Match, bearers, get, groups
from dateline.codebook.lexicon import keys
from dateline.types import ActorMention, ActorValue, Annotated

FUZZY_THRESHOLD = 88.0
"""Least rapidfuzz ratio (0 to 100) of two folded names: about one wrong letter in eight;
lower lets "Popular Front of X" pass for that of Y."""
TOKEN_THRESHOLD = 72.0
"""Least ratio of each pair of words in their order: keeps "Red Army Front" from "Red Army Faction"."""
SHORTEST_FUZZY = 8
"""Code points; shorter names must match exactly, since one letter makes another acronym."""
OWN_NAME_WEIGHT = 3
"""Weight of a group that the article names elsewhere without doubt, against one for each mention of one of its countries."""


def actors(annotated: Annotated) -> Annotated:
    """Return the document with the open actor names given an id where the article settles it."""
    if all(mention.value.kind != "group" or mention.value.actor_id for mention in annotated.actors):
        return annotated
    context = _countries(annotated)
    known = {mention.value.actor_id for mention in annotated.actors if mention.value.actor_id}
    settled: dict[str, ActorValue] = {}
    return replace(annotated, actors=tuple(_resolved(mention, context, known, settled) for mention in annotated.actors))


def _resolved(mention: ActorMention, context: Counter[str], known: set[str], settled: dict[str, ActorValue]) -> ActorMention:
    value = mention.value
    if value.kind != "group" or value.actor_id is not None:
        return mention
    if value.name not in settled:
        settled[value.name] = resolve(value, context, known)
    return replace(mention, value=settled[value.name])


def resolve(value: ActorValue, context: Counter[str], known: set[str]) -> ActorValue:
    """Return the value with the id of the group that bears the name, given how often each country (ISO code) is mentioned.

    A plain bearer wins without support when no other has any; a weak one ("PDF") needs a country of its own or another of its
    names (`known` ids) in the article. Score: 1 for a name that one group bears, less where the article had to settle it.
    """
    named = bearers(value.name)
    if named:
        return _by_context(value, named, context, known)
    match = _fuzzy(" ".join(keys(value.name)))
    if match is None:
        return value
    record, ratio = match
    return record.value(round(ratio / 100, 3))


def _by_context(
    value: ActorValue, named: tuple[tuple[ActorRecord, Match], ...], context: Counter[str], known: set[str]
) -> ActorValue:
    def support(record: ActorRecord) -> int:
        own = OWN_NAME_WEIGHT if record.id in known else 0
        return own + max((context[country] for country in record.countries), default=0)

    ranked = sorted(named, key=lambda pair: (-support(pair[0]), pair[1] == "weak"))
    best, _ = ranked[0]
    if support(best) > 0:
        contested = len(ranked) > 1 and support(ranked[1][0]) > 0
        return best.value(0.7 if contested else 0.9)
    plain = [record for record, match in named if match in ("free", "cased")]
    return plain[0].value(0.8) if plain else value


def _countries(annotated: Annotated) -> Counter[str]:
    """Return how often the article mentions each country: by places and by state actors."""
    places = [mention.value.country for mention in annotated.places if mention.value is not None]
    named = [get(mention.value.actor_id) for mention in annotated.actors if mention.value.actor_id]
    homes = [record.countries[0] for record in named if record is not None and record.countries]
    return Counter(country for country in (*places, *homes) if country)


@cache
def _spellings() -> dict[str, str]:
    """Return folded names long enough for fuzzy match, to ids; a name of two groups is left out."""
    found: dict[str, str | None] = {}
    for record in groups().values():
        for alias, match in record.names():
            folded = " ".join(keys(alias))
            if match in ("free", "cased") and len(folded) >= SHORTEST_FUZZY:
                found[folded] = None if found.get(folded, record.id) != record.id else record.id
    return {folded: actor_id for folded, actor_id in found.items() if actor_id is not None}


@cache
def _choices() -> list[str]:
    return list(_spellings())


def _fuzzy(folded: str) -> tuple[ActorRecord, float] | None:
    """Return the group whose name is nearest and its ratio, None below the thresholds."""
    if len(folded) < SHORTEST_FUZZY:
        return None
    for choice, ratio, _ in process.extract(folded, _choices(), scorer=fuzz.ratio, limit=3, score_cutoff=FUZZY_THRESHOLD):
        pairs = list(zip(folded.split(), choice.split(), strict=False))
        same_length = len(folded.split()) == len(choice.split())
        if same_length and all(fuzz.ratio(left, right) >= TOKEN_THRESHOLD for left, right in pairs):
            return groups()[_spellings()[choice]], ratio
    return None
