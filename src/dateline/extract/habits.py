"""What a group does as a rule or has done before, told beside a deed that nobody is held for.

"The Front has often attacked police", "the Front has bombed mosques in the past" say who may have done it, not who did.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.extract.units import Unit

REACH = 110
"""Code points behind an actor in which the words of a habit stand."""
_HABIT = re.compile(
    r"\s(?:(?:has|have|had)\s)?(?:often|frequently|regularly|repeatedly|routinely|usually|typically|sometimes)\s|"
    r",?\s(?:which|who)\s(?:(?:has|have|had)\s)?(?:often|frequently|regularly|repeatedly|routinely|usually|typically|sometimes)\s|"
    r"\s(?:has|have)\s(?:previously|long)\s|"
    r"(?:\sand\s[^.;,\n]{1,40})?(?:,\s[^.;\n]{1,60},)?\s(?:has|have|had)\s(?:also\s)?(?:been\s)?(?:fought|fighting|battled|battling|waged|waging)\s(?![^.;\n]{0,80}\bsince\s(?:[\w-]+day|dawn|early|late|last)\b)|"
    r"(?:\sand\s[^.;,\n]{1,40})?(?:,\s[^.;,\n]{1,60},)?\s(?:(?:are|is|remains?)\s(?:\w+\s)?(?:active|present|operating)\b|operates?\sin\b|"
    r"(?:have|has|keeps?|maintains?)\s(?:[a-z]+\s){0,2}(?:men|fighters|bases|camps|cells|hideouts|strongholds|presence)\b|"
    r"(?:have|has)\s(?:long\s)?been\s(?:waging|fighting|battling)\b)|"
    r"(?:,\s[^.;,\n]{1,60},)?\s(?:(?:have|has)\s(?:since\s|also\s)?(?:become|risen|surged|multiplied)\b|"
    r"(?:are|remain)\s(?:[a-z]+\s)?(?:common|rife|frequent|rampant|widespread)\b)|"
    r"(?:,?\s(?:and|with)\s[^.;,\n]{1,60})?,?\s(?:(?:which|who)\s)?(?:(?:have|has|had)\s(?:(?:long|also)\s)?been\s|(?:are|is|were|was)\s)"
    r"(?:(?:locked\s)?in\s(?:an?\s)?(?:\w+\s){0,2}(?:feud|war|conflict|dispute|struggle|battle)|at\swar|feuding|(?:fighting|battling|vying|competing|"
    r"warring|disputing)\s(?:each\sother|(?:\w+\s){0,2}(?:for|over)|control|the))\b|"
    r"\s(?:has|have|had)\s[^.;,\n]{1,80}?\s(?:before|in\sthe\spast|in\srecent\s(?:years|months)|many\stimes|previously|for\s(?:years|decades))"
    r"(?:[.;,:”\"\n]|$)|"
    r"(?:,\s[^.;,\n]{1,60},)?\s(?:has|have)\s(?:also\s)?(?:claimed|carried\sout|staged|launched|mounted|perpetrated|committed|been\s(?:blamed\sfor|"
    r"accused\sof|behind))\s(?:(?:responsibility|credit)\sfor\s)?(?:(?:carrying\sout|staging|in)\s)?(?:many|most|several|numerous|dozens|scores|"
    r"hundreds|previous|past|earlier|other|similar|such|a\s(?:number|string|series|spate|wave|host)|some)\s(?:of\s)?"
    r"[^.;,\n]{0,40}?\b(?:attacks|bombings|assaults|killings|raids|blasts|strikes|shootings|kidnappings|ambushes|abductions|explosions)\b",
    re.IGNORECASE,
)


_SILENT = re.compile(
    r"\s(?:(?:did|has|have|had|does|do|was|were)(?:\snot|n['’]t)|never)\s(?:(?:yet|immediately|so\sfar|itself|been)\s){0,2}"
    r"(?:claim|comment|sa(?:id|y)|respond|issue|ma[dk]e|confirm|spoken|repl|reach|put\sout|publish|releas)\w*"
    r"|\s(?:ha[sdv]e?\s)?(?:made|issued|offered|put\sout)\sno\s(?:\w+\s)?(?:comment|claim|statement)"
    r"|\s(?:has|have|had|was|were)\s(?:\w+\s)?silent\b",
    re.IGNORECASE,
)


def silent(text: str, end: int) -> bool:
    """Tell whether the words behind an actor say that it did not speak of the deed ("The Front did not claim it")."""
    return _SILENT.match(text, end, end + REACH) is not None


_MANY = re.compile(
    r"\b(?:has|have)\s(?:(?:since|also|already)\s)?(?:killed|murdered|massacred|bombed|attacked|abducted|kidnapped|carried\sout|conducted|"
    r"staged|launched|committed|claimed|perpetrated|been\sbehind)\s(?:\w+\s){0,2}?(?:hundreds|thousands|dozens|scores|numerous|many|countless|"
    r"several|a\s(?:string|series|number|wave|spate))\b",
    re.IGNORECASE,
)
"""What tells of many deeds at once ("The Front has killed thousands in bombings of markets")."""


def of_one(text: str, units: Sequence[Unit]) -> Sequence[Unit]:
    """Return the units that can tell how one deed was done: not an undated sentence about many, where there is any other."""
    own = [unit for unit in units if unit.times or _MANY.search(text, unit.span.start, unit.span.end) is None]
    return own or units


def habitual(text: str, end: int) -> bool:
    """Tell whether the words behind an actor that ends at `end` tell of its habit."""
    return _HABIT.match(text, end, end + REACH) is not None
