"""One person told as attacked, whom the next sentence's "he" means: "A nurse was attacked with machetes. She died on the spot"."""

from __future__ import annotations

from dateline.annotate.count_items import Clause
from dateline.annotate.count_persons import Phrase
from dateline.annotate.count_tokens import Words
from dateline.annotate.count_words import word_set


def may_tell(words: Words) -> bool:
    """Tell at one look whether a sentence holds a verb of an assault."""
    return not word_set("assaulted").isdisjoint(words.lower)


def assaulted_alone(row: Clause) -> bool:
    """Tell "a lecturer was attacked by four men", where nobody else is told as harmed."""
    words = row.words
    at = next((i for i, word in enumerate(words.lower) if word in word_set("assaulted") and _is_passive(words, i)), None)
    if at is None:
        return False
    persons = [item for item in row.items if isinstance(item, Phrase) and item.person == "yes" and not item.attackers]
    before = [phrase for phrase in persons if phrase.first < at and words.kind(phrase.first - 1) != "P"]
    behind = [phrase for phrase in persons if phrase.first > at and words.kind(phrase.first - 1) != "P"]
    return len(before) == 1 and before[0].value.best == 1 and before[0].effect in (None, "hit", "injured") and not behind


def _is_passive(words: Words, index: int) -> bool:
    """Tell "was brutally attacked", "has been set upon" from "attacked" and "based upon"."""
    if words.word(index) == "upon" and words.word(index - 1) != "set":
        return False
    at = index - 1 - (words.word(index) == "upon")
    while words.kind(at) == "B":
        at -= 1
    return words.kind(at) == "A"
