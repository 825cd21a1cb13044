"""Further templates of one incident: MUC-4 wants one for each type of act (task documentation, part 1, section 1.0, point 5).

The record gives an incident one type; guerrillas who kill a mayor and burn his house are an ATTACK and an ARSON there. Words of
``codebook/crosswalk_muc4.json`` ("also") in the sentences of the incident tell the second act. On development data a second
template of BOMBING, ATTACK or ROBBERY by such words is wrong more often than it pays.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dateline.codebook.tables import table
from dateline.evaluate import muc4_keys as muc
from dateline.evaluate import muc4_phrases as phrases
from dateline.evaluate.gold import Json
from dateline.evaluate.muc4_keys import Template

SAID = frozenset(("type", "weapon", "target", "perpetrator", "killed", "injured"))
"""Properties whose sentences are the incident's."""


def kinds(own: Json, kind: str, text: str) -> Iterator[str]:
    """Yield the types of the further templates of an incident of a `kind`."""
    spans = {phrases.sentence(text, said["start"]) for said in own["statements"] if said["property"] in SAID}
    told = " ".join(text[first:last].upper() for first, last in sorted(spans))
    for name, item in table("crosswalk_muc4")["also"].items():
        if kind in item["of"] and any(re.search(rf"\b{re.escape(cue)}", told) for cue in item["cues"]):
            yield name


def part(template: Template) -> Template:
    """Return a further template with what its act hit: those hurt in a raid with a fire are the raid's."""
    if template.slot(muc.TYPE)[0].values != ("ARSON",):
        return template
    kept = {slot: fills for slot, fills in template.fills.items() if not muc.VICTIM <= slot <= muc.VICTIM_TOTAL}
    return Template(template.message, template.number, kept)
