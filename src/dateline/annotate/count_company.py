"""Who shares what befell another, joined to him behind the verb: "was shot dead along with his driver", "died with her son"."""

from __future__ import annotations

from dateline.annotate.count_items import Clause
from dateline.annotate.count_persons import Phrase
from dateline.annotate.count_words import word_set

YEAR = 4
"""Digits of a year."""
_OWNERS = frozenset({"his", "her", "their"})


def along_with(row: Clause, at: int) -> list[Phrase]:
    """Return who is joined behind the deed at `at`: "along with his driver", "with her two sons", ", with nine others,".

    Behind a mere "with" it must be others, or right behind the verb somebody of his ("was killed with his own pistol" joins nobody,
    "was hurt in a quarrel with his son" neither). Nor those of whom the words tell something else ("along with three wounded
    colleagues").
    """
    index = at + 1
    while row.kind(index) == "P" and row.kind(index + 1) in ("NP", "T") and row.word(index) not in ("along", "together", "with"):
        index = _past_date(row, index + 2)
    index += row.word(index) == ","
    joined = [row.word(index), row.word(index + 1)] in (["along", "with"], ["together", "with"])
    item = row.items[index + 1 + joined] if index + 1 + joined < len(row.items) else None
    if (not joined and row.word(index) != "with") or not isinstance(item, Phrase) or item.person != "yes":
        return []
    struck = item.head in word_set("struck") and row.words.word(item.past - 2) in word_set("struck_by")
    if struck or item.inherent not in (None, "killed"):
        return []
    counted = bool(item.value.best)
    others = item.others and counted and row.kind(index + 2) in (",", ".", "P", "T")
    owned = index == at + 1 and counted and row.words.word(item.first) in _OWNERS
    return [item] if joined or others or owned else []


def _past_date(row: Clause, index: int) -> int:
    """Return the index behind the rest of a date: "14, 2005" of "on Feb. 14, 2005, with 21 others"."""
    while row.kind(index) in ("T", "#") or _is_figure(row, index) or (row.word(index) == "," and _is_year(row, index + 1)):
        index += 1
    return index


def _is_figure(row: Clause, index: int) -> bool:
    item = row.items[index] if index < len(row.items) else None
    return isinstance(item, Phrase) and item.bare and row.words.word(item.first).isdigit() and item.past == item.first + 1


def _is_year(row: Clause, index: int) -> bool:
    item = row.items[index] if index < len(row.items) else None
    word = row.words.word(item.first if isinstance(item, Phrase) else item) if isinstance(item, (Phrase, int)) else ""
    return len(word) == YEAR and word.isdigit()
