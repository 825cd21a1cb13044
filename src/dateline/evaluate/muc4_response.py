"""From the contract's incidents to MUC-4 templates, by the crosswalk in the codebook. Unknown slots stay blank.

What the record does not hold cannot be answered: names of victims (HUM TGT: NAME; CODEBOOK, "Care for people").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from dateline.evaluate import muc4_also as also
from dateline.evaluate import muc4_instruments as instruments
from dateline.evaluate import muc4_keys as muc
from dateline.evaluate import muc4_perpetrators as perpetrators
from dateline.evaluate import muc4_phrases as phrases
from dateline.evaluate import muc4_targets as targets
from dateline.evaluate import muc4_victims as victims
from dateline.evaluate.gold import Json
from dateline.evaluate.muc4_admit import admitted
from dateline.evaluate.muc4_crosswalk import crosswalk
from dateline.evaluate.muc4_keys import Fill, Template
from dateline.evaluate.muc4_place_date import message_date, when, where
from dateline.evaluate.muc4_setting import country_of


def templates(message: str, ours: Json, text: str) -> list[Template]:
    """Return the templates for one message's record; incidents outside the nine countries or not of the task's types have none."""
    day, alone = message_date(text), len(ours["incidents"]) == 1
    found: list[Template] = []
    further: list[Template] = []
    for own in ours["incidents"]:
        kind = _type(own, text)
        if kind is None or not admitted(own, template := _template(own, kind, text, day, alone=alone), text, day):
            continue
        found.append(victims.with_harmed(template, own, kind, text, country_of(own, text)))
        further += (also.part(_template(own, other, text, day, alone=alone)) for other in also.kinds(own, kind, text))
    kinds = {template.slot(muc.TYPE) for template in found}
    found += {template.slot(muc.TYPE): template for template in further if template.slot(muc.TYPE) not in kinds}.values()
    return [Template(message, str(number), template.fills) for number, template in enumerate(found, 1)]


def _template(own: Json, kind: str, text: str, day: date | None, *, alone: bool) -> Template:
    fills = dict(_fills(own, kind, text, day, alone=alone))
    return Template("", "", {slot: tuple(values) for slot, values in fills.items() if values})


def _type(own: Json, text: str) -> str | None:
    kind: str | None = crosswalk()["types"].get(own["type"])
    evidence = " ".join(s["quote"].lower() for s in own["statements"] if s["property"] == "type")
    for name, cues in crosswalk()["cues"].items():
        if kind is not None and any(re.search(rf"\b{re.escape(cue)}\b", evidence) for cue in cues):
            return str(name)
    return "BOMBING" if own["type"] == "armed_assault" and _by_bomb(own, text) else kind


def _by_bomb(own: Json, text: str) -> bool:
    """Tell whether the sentences that name an attack speak of a bomb and of no gun."""
    spans = {phrases.sentence(text, s["start"]) for s in own["statements"] if s["property"] == "type"}
    told = " ".join(text[first:last].upper() for first, last in spans)
    bomb, gun = _bomb_and_gun()
    return bomb.search(told) is not None and gun.search(told) is None


@cache
def _bomb_and_gun() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rf"\b(?:{'|'.join(crosswalk()[name])})") for name in ("by_bomb", "by_gun"))


def _fills(own: Json, kind: str, text: str, day: date | None, *, alone: bool) -> Iterator[tuple[int, list[Fill]]]:
    """Yield each slot with its fills."""
    yield muc.DATE, when(own, text, day)
    yield muc.LOCATION, where(own, text)
    yield muc.TYPE, [Fill((kind,))]
    yield muc.STAGE, [Fill(("ATTEMPTED" if own.get("outcome") == "foiled" else "ACCOMPLISHED",))]
    if kind not in ("KIDNAPPING", "ARSON"):
        yield from instruments.fills(own, kind, text)
    yield from perpetrators.fills(own, text, alone=alone)
    country = country_of(own, text)
    if kind != "KIDNAPPING":
        yield from targets.fills(own, kind, text, country)
    yield from victims.fills(own, kind, text, country)
