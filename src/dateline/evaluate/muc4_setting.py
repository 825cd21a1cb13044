"""Where a MUC-4 message is set: the countries that its words speak of, by the crosswalk's tables."""

from __future__ import annotations

import re
from functools import lru_cache

from dateline.codebook.tables import table
from dateline.evaluate.gold import Json


@lru_cache(maxsize=8)
def setting(text: str) -> str | None:
    """Return the country of the nine that a message speaks of most, None where it speaks of none."""
    counts = {country: spoken(words, text) for country, words in table("crosswalk_muc4")["settings"].items()}
    most = max(counts, key=lambda country: counts[country])
    return most if counts[most] else None


def spoken(words: list[str], text: str) -> int:
    """Return how often words that begin so stand in a message."""
    flat = re.sub(r"\s+", " ", text.upper())
    return sum(len(re.findall(rf"\b{re.escape(word)}", flat)) for word in words)


def country_of(own: Json, text: str) -> str | None:
    """Return the country of the nine to which an incident belongs, None where the message speaks of none.

    Many names of places are names of places in several countries: one in a country of the nine that the message does not speak of,
    or in another country, belongs where the message is set. (What happens abroad belongs to a country of the nine when those who do
    it or suffer it are of that country: task documentation, part 1, section 1.0, point 4.)
    """
    country: str | None = table("crosswalk_muc4")["countries"].get((own.get("place") or {}).get("country"))
    here = setting(text)
    if country and (here is None or spoken(table("crosswalk_muc4")["settings"][country], text)):
        return country
    return here
