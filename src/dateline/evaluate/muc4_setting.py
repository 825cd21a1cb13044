"""Where a MUC-4 message is set: the countries that its words speak of, by the crosswalk's tables."""

from __future__ import annotations

import re

from dateline.codebook.tables import table
from dateline.evaluate.gold import Json


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
    """Return the country of the nine in which an incident lies, None where it lies abroad or nothing tells.

    Many names of places are names of places in several countries: where the message does not speak of the place's country (of one
    outside the nine: speaks more of one of the nine), the incident lies where the message is set.
    """
    read = (own.get("place") or {}).get("country")
    country: str | None = table("crosswalk_muc4")["countries"].get(read)
    here = setting(text)
    if country:
        return country if here is None or spoken(table("crosswalk_muc4")["settings"][country], text) else here
    abroad = spoken(table("crosswalk_muc4")["abroad"].get(read, []), text)
    return here if here and abroad <= spoken(table("crosswalk_muc4")["settings"][here], text) else None
