"""What one sentence leaves for the next: the effect of a figure told without its noun, the person whom "he" means."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from dateline.annotate.count_apart import apart
from dateline.annotate.count_deeds import Deed
from dateline.annotate.count_items import Clause, start_of
from dateline.annotate.count_nouns import nouns
from dateline.annotate.count_objects import is_one_more_deed
from dateline.annotate.count_persons import Phrase
from dateline.annotate.count_tokens import Words
from dateline.annotate.count_words import word_set
from dateline.annotate.cue_table import CueTable
from dateline.codebook.tables import table
from dateline.types import CountMention, CountValue, Effect, Sentence

REACH = 1
"""How many paragraphs on a figure without a noun still takes the effect of the last figure ("The governor says 58.")."""
_ONE = CountValue(1, 1, 1, "exact")
_GRAVELY = frozenset({"seriously", "badly", "critically", "severely", "slightly", "gravely", "lightly"})
_WHERE = frozenset({"in", "at", "on", "by", "near"})
_ENDS = frozenset({",", ".", ";", ":", ")", '"', "”", "!", "?", "", "-", "–", "—"})


@dataclass(slots=True)
class Last:
    """The last counts of the document: the last figure of each effect, and whether the last hurt was one person alone."""

    paragraph: int = -10
    figures: dict[Effect, int] = field(default_factory=dict)
    added: dict[Effect, int] = field(default_factory=dict)
    """Those of each effect whom the last sentence that told of any told one by one, added up."""
    alone: bool = False
    attackers: bool = False

    def paragraph_is_far(self, sentence: Sentence) -> bool:
        """Tell whether the last figure is too far off for `sentence` to lean on it."""
        return sentence.paragraph - self.paragraph > REACH

    def remember(self, sentence: Sentence, mentions: Iterable[CountMention]) -> None:
        """Take note of the counts of a sentence."""
        told = [m for m in mentions if m.effect in ("killed", "injured", "hit", "casualties") and m.value.best != 0]
        if told:
            figures = [m for m in told if m.role not in ("included", "part")] or told
            self.added = _added(told)
            self.paragraph = sentence.paragraph
            self.figures.update({m.effect: m.value.best for m in figures if m.effect is not None and m.value.best})
            one = _one_of_them(told) or told
            self.alone = len(one) == 1 and one[0].value.best == 1 and one[0].effect in ("injured", "hit")
            self.attackers = self.alone and told[0].attackers

    def assaulted(self, sentence: Sentence) -> None:
        """Take note of a sentence that tells of one person attacked, of whom nobody was told before."""
        if self.paragraph_is_far(sentence) or not self.figures:
            self.paragraph, self.figures, self.alone, self.attackers = sentence.paragraph, {}, True, False


def _added(told: Iterable[CountMention]) -> dict[Effect, int]:
    """Return how many of each effect a sentence tells, without those of whom it tells twice."""
    out: dict[Effect, int] = {}
    for mention in told:
        if mention.effect is not None and mention.role in ("whole", "part"):
            out[mention.effect] = out.get(mention.effect, 0) + (mention.value.best or 0)
    return out


def _one_of_them(told: list[CountMention]) -> list[CountMention]:
    """Return the one of "he was one of five people shot", whom the next sentence speaks of, told with the five; else none."""
    same = len(told) == 2 and told[0].span == told[1].span
    return [mention for mention in told if mention.role == "included"] if same else []


@cache
def _ellipsis() -> CueTable[bool]:
    return CueTable((phrase, True) for phrase in table("count_words")["ellipsis"])


@cache
def _sums() -> CueTable[bool]:
    """Return the words before the sum of all told so far: "a boy died on Monday, making 13", "taking the total to 9"."""
    return CueTable((phrase, True) for phrase in table("count_words")["sums"])


def recall(row: Clause, last: Last) -> None:
    """Give figures without a noun the effect of the last figure, and add "he died" where one person was hurt just before."""
    near = not last.paragraph_is_far(row.words.sentence)
    known = dict(last.figures) if near else {}
    here: set[Effect] = set()
    step: Phrase | None = None
    for index, item in enumerate(row.items):
        if not isinstance(item, Phrase):
            continue
        if item.effect is not None and item.value.best:
            known[item.effect] = item.value.best
            here.add(item.effect)
        elif item.effect is None and _is_gapped(row, index, item) and not is_one_more_deed(row, index):
            _fill_gap(row, index, item)
        elif item.effect is None and item.partitive and row.words.word(item.past) in _GRAVELY:
            item.effect, item.role = "injured", "included"
        elif item.effect is None and len(here) == 1 and _is_ellipsis(row, index, item, _sums()):
            item.effect = next(iter(here))
        elif item.effect is None and known and _is_ellipsis(row, index, item, _ellipsis()):
            item.effect = _nearest(known, item.value.best or item.value.high or 0)
            step = item
        elif step is not None and item.effect is None and item.bare and _is_next_step(row.words, step, item):
            item.effect, step.role, step = step.effect, "earlier", item
    _settle_gaps(row)
    if near and last.alone:
        _pronoun(row, last)


def _is_next_step(words: Words, before: Phrase, item: Phrase) -> bool:
    """Tell the eight of "it rose to seven on Saturday and to eight on Sunday"."""
    onward = words.word(item.first - 2) in ("and", "then") and (item.value.best or 0) > (before.value.best or 0) > 0
    return words.word(before.first - 1) == words.word(item.first - 1) == "to" and onward and item.person == "yes"


def _is_gapped(row: Clause, index: int, item: Phrase) -> bool:
    """Tell "25 in Ayorou" of "forty died on the road and 25 in Ayorou", "and 52 of its own", and "as were seventeen"."""
    if item.bare and row.word(index + 1) == "each" and row.kind(index - 1) == "C":
        return True
    if item.ordinal > 1 and item.bare and row.word(index - 1) in ("later", "then") and row.kind(index - 2) == "C":
        return True
    joined = row.kind(index - 1) in ("C", ",") and row.word(index + 1) in _WHERE and row.word(index + 2) != "first"
    if item.value.best == 1 and (item.ordinal or item.others) and not item.who and joined:
        return row.word(index + 1) in ("in", "on") and _is_limb(row, index + 2)
    if item.head == "own" and item.partitive and row.kind(index - 1) == "C" and item.value.best:
        return True
    counted = item.person == "yes" and not item.partitive and item.value.best not in (None, 0)
    return counted and ((joined and item.bare) or _is_inverted(row, index))


def _is_limb(row: Clause, index: int) -> bool:
    """Tell whether a part of the body stands at `index`: "one man was hit in the leg, a second in the arm"."""
    limbs = {*table("count_words")["hit_parts"].split(), *table("count_words")["limbs"].split(), "head"}
    item = row.items[index] if index < len(row.items) else None
    return item is not None and bool(limbs & {row.words.word(i) for i in range(start_of(row, index), start_of(row, index) + 3)})


def _is_inverted(row: Clause, index: int) -> bool:
    """Tell "as were seventeen soldiers and two guards", whichever of the two stands at `index`."""
    while row.kind(index - 1) in ("C", ",") and row.kind(index - 2) == "NP":
        index -= 2
    return row.kind(index - 1) == "A" and row.word(index - 2) == "as"


def _fill_gap(row: Clause, index: int, item: Phrase) -> None:
    """Give a gapped figure the effect of the figure before it; both are parts, or the earlier and the later toll."""
    for at in range(index - 1, -1, -1):
        before = row.items[at]
        if row.kind(at) in ("S", ";") and row.word(at) not in ("as", "once"):
            return
        if isinstance(before, Phrase) and before.effect in ("killed", "injured"):
            if _is_clock(row, index) and (row.word(index - 1) == "then" or (item.value.best or 0) >= (before.value.best or 0)):
                item.effect, before.role = before.effect, "earlier" if before.role == "whole" else before.role
                return
            if item.ordinal > 1 and row.word(index - 1) in ("later", "then"):
                item.effect = before.effect
                return
            if (count := _another_count(row, index)) is not None:
                item.effect, item.role = before.effect, "earlier" if count == "first" else "whole"
                before.role = "earlier" if count == "last" else before.role
                return
            item.effect, item.role = before.effect, "part"
            item.value = _times(row, index, item.value)
            before.role = "part" if before.role == "whole" and before.value.best else before.role
            return


def _another_count(row: Clause, index: int) -> Literal["first", "other", "last"] | None:
    """Tell what another count gives ("25 dead, 28 in the mothers' list", "by another tally"), a first or the last one ("23 in the
    end"), from the dead of another place; None where it is a part."""
    behind = (
        [row.words.word(i) for i in range(start_of(row, index + 1) + 1, start_of(row, index + 1) + 6)]
        if index + 1 < len(row.items)
        else []
    )
    ended = next((i for i, word in enumerate(behind) if word in (",", ";", ".", "and", "in", "at")), len(behind))
    inside = behind[:ended]
    if inside[:2] == ["the", "end"] or inside[:1] == ["all"]:
        return "last"
    if word_set("counts").isdisjoint(inside):
        return None
    return "first" if {"first", "initial", "early", "earlier"} & set(inside) else "other"


def _is_clock(row: Clause, index: int) -> bool:
    """Tell the toll of a later time, "25 at midnight" behind "15 dead on Friday evening", from the part of another place."""
    if index + 2 >= len(row.items):
        return False
    at = start_of(row, index + 2)
    return row.words.kind(at) == "T" or row.words.word(at) in table("count_words")["clock"].split()


def _settle_gaps(row: Clause) -> None:
    """Make "28" the whole again in "28 people were killed, 15 at the station and 13 by the bus"."""
    parts = [item for item in row.items if isinstance(item, Phrase) and item.role == "part" and item.value.best]
    if len(parts) < 3 or any(item.effect != parts[0].effect for item in parts):
        return
    first, *rest = parts
    if first.value.best == sum(item.value.best or 0 for item in rest) and not apart(first, rest):
        first.role = "whole"
        for item in rest:
            item.role = "included"


def _times(row: Clause, index: int, value: CountValue) -> CountValue:
    """Return the value of "two each from the Coast Guard and the police": 4."""
    behind = [row.word(i) for i in range(index + 1, index + 10)]
    if behind[0] != "each" or "and" not in behind or value.best is None or value.qualifier != "exact":
        return value
    twice = 2 * value.best
    return CountValue(twice, twice, twice, "exact")


def _nearest(known: dict[Effect, int], figure: int) -> Effect | None:
    """Return the effect whose last figure is nearest in proportion: 58 after "47 dead, 9 hurt" is of the dead."""
    near = [
        (max(value, figure) / max(1, min(value, figure)), effect)
        for effect, value in known.items()
        if effect in ("killed", "injured")
    ]
    return min(near, default=(0, None))[1]


def _is_ellipsis(row: Clause, index: int, item: Phrase, cues: CueTable[bool]) -> bool:
    if (
        not item.bare
        or item.person != "yes"
        or item.partitive
        or item.others
        or item.value.best in (None, 0, 1)
        or item.role != "whole"
    ):
        return False
    words = row.words
    after = words.word(item.past)
    week = after in ("a", "the") and words.word(item.past + 1) in nouns().others
    ended = (
        week
        or after in _ENDS
        or words.kind(item.past) in ("T", "S", "C")
        or words.kind(item.past + 1) == "T"
        or after in ("at", "as", "now", "already")
        or (after == "on" and words.word(item.past + 1) == "the")
    )
    if not ended:
        return False
    start = max(0, item.first - 6)
    before = [token for token in words.tokens[start : item.first] if token.word not in ('"', "“")]
    return any(past == len(before) for _, past, _ in cues.find(before))


def _pronoun(row: Clause, last: Last) -> None:
    """Add the person of the last sentence as the subject of "he died at the hospital"."""
    for index, item in enumerate(row.items):
        if not isinstance(item, int) or row.words.word(item) not in ("he", "she"):
            continue
        after = index + 1
        while row.kind(after) in ("B", "A", "H"):
            after += 1
        deed = row.items[after] if after < len(row.items) else None
        if (
            isinstance(deed, Deed)
            and deed.effect == "killed"
            and deed.voice in ("subject", "passive")
            and deed.certainty is not None
        ):
            row.items[index] = Phrase(
                item, item + 1, (item, item + 1), _ONE, "yes", definite=True, named=True,
                attackers=last.attackers, effect="killed", deed=after,
            )  # fmt: skip
            return
