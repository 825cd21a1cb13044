"""Searches, tests and accidents that fighting words tell of: "agents raided a restaurant", "a shell exploded during an exercise".

A list of kinds (``codebook/harmless.json``) says by which phrases each gives itself away in an incident's own sentences; one word
of attackers or of fire there, or in the sentences right beside, lets it stand.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from dateline.codebook.phrases import PhraseTable, tokens
from dateline.codebook.tables import table
from dateline.extract import not_attacks
from dateline.extract.group import Group
from dateline.types import Annotated, Span

HARMED = frozenset({"killed", "injured", "hit", "casualties"})
"""What nobody suffers in a search or a test; whom the police take is taken for abducted here and there."""


def harmless(annotated: Annotated, item: Group) -> bool:
    """Tell whether the incident is of a kind that is no attack."""
    text = annotated.document.text
    own = [unit.sentence.span for unit in item.units]
    named = [kind for kind in table("harmless")["kinds"] if _says(text, own, kind, "says")]
    if not named:
        return False
    near = not_attacks.beside(annotated, item)
    counted = any(count.effect in HARMED for unit in item.units for count in unit.counts)
    words = [event.span for unit in item.units for event in unit.events]
    for kind in named:
        row: dict[str, Any] = table("harmless")["kinds"][kind]
        if "events" in row and not (words and all(_says(text, [span], kind, "events") for span in words)):
            continue
        around = own if row.get("alone") else near
        if not (row.get("uncounted") and counted) and not _says(text, around, kind, "unless"):
            return True
    return False


def _says(text: str, spans: Iterable[Span], kind: str, name: str) -> bool:
    found = _words(kind, name)
    return any(said for span in spans for _, _, said in found.find(tokens(text, span.start, span.end)))


@cache
def _words(kind: str, name: str) -> PhraseTable[bool]:
    row: dict[str, list[str]] = table("harmless")["kinds"][kind]
    if name != "unless":
        return PhraseTable((pattern, True) for pattern in row.get(name, []))
    fights = [*(() if row.get("alone") else table("harmless")["foes"]), *row["unless"]]
    return PhraseTable([*((pattern, True) for pattern in fights), *((pattern, False) for pattern in row["innocent"])])
