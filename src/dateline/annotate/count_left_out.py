"""Verbs left out: "16 people were gunned down in Nomzamo, and four more that night at Sweetwaters", "and a clerk later"."""

from __future__ import annotations

import re

from dateline.annotate.count_deeds import Deed
from dateline.annotate.count_items import Clause
from dateline.annotate.count_persons import Phrase
from dateline.codebook.tables import table

LATER = 8
"""How many items behind a person "later" may stand."""


def left_out(row: Clause) -> None:
    """Give figures with a place and no verb what befell those told before them in the sentence: both add up."""
    last: Phrase | None = None
    for index, item in enumerate(row.items):
        if not isinstance(item, Phrase):
            continue
        bare = item.others and item.effect is None and bool(item.value.best) and item.person == "yes" and not item.attackers
        placed = bare and row.kind(index + 1) == "P" and _stands_alone(row, index)
        if last is not None and (placed or _died_later(row, index, item, last)):
            item.effect, item.deed = last.effect, last.deed
            if item.ordinal:  # "a sixth" tells the toll himself (`count_ordinals.rise`)
                last.role = "earlier" if last.role == "whole" and last.value.best == item.ordinal - 1 else last.role
            else:
                item.role = "part"
                last.role = "part" if last.role == "whole" else last.role
        elif item.effect in ("killed", "injured") and item.value.best and item.role in ("whole", "part"):
            last = item


def died_since(row: Clause) -> None:
    """Add up "a mother who was hurt in a shooting that killed her two sons has died": the relative clause tells the others."""
    for first, item in enumerate(row.items):
        deed = row.items[item.deed] if isinstance(item, Phrase) and item.deed > first else None
        if not isinstance(item, Phrase) or not isinstance(deed, Deed) or item.effect != "killed" or item.value.best != 1:
            continue
        if row.words.word(deed.first) != "died" and row.words.word(deed.past - 1) != "died":
            continue
        for at in range(first + 1, item.deed):
            other, clause = row.items[at], row.word(at - 2)
            told = isinstance(other, Phrase) and other.effect == "killed" and bool(other.value.best) and other.role == "whole"
            if told and isinstance(other, Phrase) and clause in ("that", "which") and not other.attackers:
                item.role = other.role = "part"


_IN_BED = re.compile(
    r"(?:(?:in\s\w+\s|on\s\w+day\s|peacefully\s)*(?:(?P<home>at\s(?:his|her)\shome)|in\s(?:his|her)\ssleep|peacefully|of\s(?:cancer|old\sage|natural\scauses|"
    r"pneumonia|leukaemia|leukemia)|after\sa\s(?:long|short)\sillness)|(?:at|aged)\s(?:the\sage\sof\s)?\d{2}\s*$)",
    re.IGNORECASE,
)
"""How one dies of whom an obituary tells ("has died at his home in Kent", a title's "who was shot in Beirut dies at 81")."""
_OF_WOUNDS = re.compile(r"\b(?:shot|stabbed|wounds?|injur\w+|attack\w*|blast|explosion|bomb\w*|beaten|gun\w*)\b")


def of_age(row: Clause) -> None:
    """Count nobody of whom it is told that he died in bed, and nothing behind it of wounds."""
    text, tokens = row.words.text, row.words.tokens
    for item in row.items:
        deed = row.items[item.deed] if isinstance(item, Phrase) and item.deed >= 0 else None
        if not isinstance(item, Phrase) or not isinstance(deed, Deed) or item.effect != "killed" or item.value.best != 1:
            continue
        if row.words.word(deed.past - 1) not in ("died", "dies"):
            continue
        behind, end = tokens[deed.past - 1].span.end + 1, row.words.sentence.span.end
        found = _IN_BED.match(text, behind, end)
        perfect = row.words.word(deed.past - 2) == "has"
        if found is not None and (perfect or not found["home"]) and not _OF_WOUNDS.search(text, behind, end):
            item.effect = None


def _stands_alone(row: Clause, index: int) -> bool:
    """Tell a figure with its place and no verb: "and on the same weekend four more at Sweetwaters outside the town."."""
    at = index - 1
    while row.kind(at) in ("T", "NP", "P", "B") and row.word(at) not in ("of", "by", "with", "to", "from"):
        at -= 1
    after = index + 1
    while row.kind(after) == "P" and row.kind(after + 1) in ("NP", "T"):
        after += 2
    return row.kind(at) in ("C", ";") and row.kind(after) in (".", ",", ";")


def _died_later(row: Clause, index: int, item: Phrase, last: Phrase) -> bool:
    """Tell "two died, and a tourist a few days later", "four died on the spot and another two in hospital": no verb behind."""
    counted = bool(item.value.best) and item.person == "yes" and item.role == "whole" and not (item.attackers or item.partitive)
    if not counted or last.effect != "killed" or last.attackers or row.kind(index - 1) not in ("C", ","):
        return False
    first = row.items[last.deed] if last.deed >= 0 else None
    if not isinstance(first, Deed) or last.deed > index or first.voice == "toll":
        return False
    after, later = index + 1, False
    while row.kind(after) in ("P", "NP", "T", "B", "DEED") and after < index + LATER:
        if row.kind(after) == "DEED" and not _in_hospital(row, after):
            return False
        later = later or row.word(after) == "later"
        after += 1
    ended = row.kind(after) in (".", ",", ";", "C")
    spot = _on_the_spot(row, last.deed) or (item.bare and row.kind(index - 1) == "C" and row.words.word(first.first) == "died")
    return ended and (later or (_in_hospital(row, index + 1) and spot))


def _in_hospital(row: Clause, index: int) -> bool:
    """Tell whether "in hospital" stands at `index`, which the tables take for a deed."""
    item = row.items[index] if index < len(row.items) else None
    return isinstance(item, Deed) and row.words.word(item.first) == "in" and row.words.word(item.past - 1) == "hospital"


def _on_the_spot(row: Clause, deed: int) -> bool:
    """Tell "died on the spot", "were killed at once", which those who die "in hospital" are set against."""
    first = row.items[deed]
    words = row.words.lower[first.past : first.past + 3] if isinstance(first, Deed) else ()
    return any(" ".join(words[:length]) in table("count_words")["on_the_spot"] for length in range(1, 4))
