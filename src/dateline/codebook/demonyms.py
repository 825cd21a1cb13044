"""Demonyms: which country "Malian" and "Malians" speak of (``codebook/place_country_names.json``)."""

from __future__ import annotations

from functools import cache

from dateline.codebook.tables import table


@cache
def demonyms() -> dict[str, str]:
    """Return the country code of each demonym and its plural."""
    content = table("place_country_names")["demonyms"]
    return {form: code for code, forms in content.items() for word in forms for form in (word, f"{word}s")}
