"""Which incidents of a record get a template in MUC-4 (task documentation, part 1, section 1.0).

Terrorist acts in the nine countries, recent and specific. Fighting between soldiers and guerrillas is none unless civilians or
their property are hit (1); acts of more than some months ago are background (6); what names no target, victim or perpetrator is not
specific (7).
"""

from __future__ import annotations

from datetime import date

from dateline import intervals
from dateline.codebook.tables import table
from dateline.evaluate import fields
from dateline.evaluate import muc4_keys as muc
from dateline.evaluate import muc4_phrases as phrases
from dateline.evaluate.gold import Json
from dateline.evaluate.muc4_keys import Template
from dateline.evaluate.muc4_setting import country_of

OLDEST = 200
"""Days before the message that an incident may lie. The guidelines say two months "or new information"; on development data, of
those 31 to 90 days old 45% have a template, 91 to 400 days old 30%, older ones 18%."""
MILITARY = frozenset(("ACTIVE MILITARY", "LAW ENFORCEMENT"))
FIGHTS = frozenset(("armed_clash", "air_strike"))
"""Kinds that are war where no civilian is said to be hit (2 of 13 air strikes admitted before had a template)."""
SPECIFIC = frozenset(("abduction", "assassination", "bombing", "arson"))
"""Kinds that are someone's killing or kidnapping even where the record holds no words for them, as of a person known by name alone
(on development data 14 of 21 of these have a template), and bombs and fires that hit something the crosswalk has no type for."""
CAPTURES = frozenset(("abduction", "hostage_taking", "assassination"))
"""Kinds that are terrorism whoever is taken or murdered (of 6 policemen and officers murdered 5 have a template)."""


def admitted(own: Json, template: Template, text: str, day: date | None) -> bool:
    """Tell whether an incident of a kind that the task knows is recent, specific and not fighting alone."""
    return country_of(own, text) is not None and recent(own, day) and specific(own, template) and not fighting(own, template)


def recent(own: Json, day: date | None) -> bool:
    """Tell whether the date, if known, is not long before the message's `day` (one after it is misread, and so not known)."""
    edges = intervals.bounds(fields.date_value(own.get("date")))
    if edges is None or day is None:
        return True
    first, last = edges
    return first > day or (day - last).days <= OLDEST


def specific(own: Json, template: Template) -> bool:
    """Tell whether someone or something is said to be hit, or someone to have done it; of a clash, who struck or civilians.

    (On development data 10 of 46 clashes without an attacker have a template.)
    """
    if own["type"] in SPECIFIC:
        return True
    if own["type"] == "armed_clash" and not template.slot(muc.INDIVIDUAL) and not _civilians(template):
        return False
    slots = (muc.TARGET, muc.VICTIM_DESCRIPTION, muc.INDIVIDUAL)
    told = ("killed", "injured", "perpetrator", *(() if own["type"] in FIGHTS else ("targets",)))
    return any(template.slot(slot) for slot in slots) or any(own.get(name) for name in told)


def _civilians(template: Template) -> bool:
    return any(fill.values[0] not in MILITARY for fill in template.slot(muc.VICTIM_TYPE))


def fighting(own: Json, template: Template) -> bool:
    """Tell whether only soldiers, their vehicles and their posts are said to be hit."""
    human = table("crosswalk_muc4")["human"]
    told = [human[s["value"]] for s in own["statements"] if s["property"] == "target" and s["value"] in human]
    hit = [fill.values[0] for fill in template.slot(muc.VICTIM_TYPE)] or told
    things = [fill.values[0] for fill in template.slot(muc.TARGET)]
    if own["type"] in CAPTURES or any(not set(words.split()) & phrases.words("forces_things") for words in things):
        return False
    return (bool(hit or things) or own["type"] in FIGHTS) and set(hit) <= MILITARY
