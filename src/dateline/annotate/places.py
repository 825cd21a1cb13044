"""Places: names and sites that the text mentions, without their values (`resolve.places` gives those)."""

from __future__ import annotations

from dataclasses import replace

from dateline.annotate import sites, toponyms
from dateline.types import Annotated


def places(annotated: Annotated) -> Annotated:
    """Add the place mentions in the order of the text.

    Demonyms ("Somali") are no mentions: they say whose, not where. A mention whose toponym is not in the gazetteer is a site (a
    street address, "Crocus City Hall") and has its ``site`` set.
    """
    found = toponyms.find(annotated)
    return replace(annotated, places=tuple(sites.mentions(annotated.document.text, found)))
