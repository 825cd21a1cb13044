"""The attackers' own deaths: "killed himself", "kills daughter, self", "turned the gun on herself", "before police shot him"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from dateline.annotate.count_deeds import Deed, to_death
from dateline.annotate.count_items import Clause
from dateline.annotate.count_nouns import nouns
from dateline.annotate.count_persons import Phrase
from dateline.annotate.count_tokens import Words
from dateline.annotate.count_words import word_set
from dateline.annotate.cue_table import CueTable
from dateline.codebook.tables import table
from dateline.types import CountMention, CountValue, Effect, Span

_SELF = frozenset({"himself", "herself", "themselves", "self"})
_CHARGED = frozenset({"suspected", "accused"})
_ONE = CountValue(1, 1, 1, "exact")
_SEVERAL = CountValue(None, None, None, "vague")
_ENDS = frozenset({",", ".", ";", ":", ")", "–", "—", "-", "P", "S", "T", "C", "B"})
_GUARDS = frozenset(
    {"soldier", "soldiers", "troops", "forces", "guard", "guards", "army", "marines", "bystander", "bystanders", "civilian"}
)
SELF_INFLICTED = 11
"""How many tokens after "died" the words "self-inflicted" may stand ("from an apparent self-inflicted gunshot wound")."""
AND_DIED = 9
"""How many tokens after "shot himself" the words "and died" may end."""
AGENT = 6
"""How many tokens after "shot by" the police may stand ("by an off-duty Tulsa officer")."""


def attackers_dead(row: Clause) -> Iterator[CountMention]:
    """Yield the attackers who died by their own hand or by the police's, each deed once, in the order of the text."""
    _mark_self_inflicted(row)
    _mark_doers(row)
    _mark_of_them(row)
    found = [*_selves(row), *_suicides(row), *_shot_by_police(row)]
    end = -1
    for mention in sorted(found, key=lambda m: (m.span.start, -m.span.end)):
        if mention.span.start >= end:
            yield mention
            end = mention.span.end


def _mention(
    row: Clause, first: int, past: int, deed: Deed | None = None, *, effect: Effect = "killed", attackers: bool = True
) -> CountMention:
    value = _SEVERAL if row.words.word(past - 1) == "themselves" else _ONE
    certainty = deed.certainty if deed is not None and deed.certainty is not None else "stated"
    number: Span = row.words.tokens[past - 1].span
    return CountMention(row.words.span(first, past), number, value, effect=effect, attackers=attackers, certainty=certainty)


def _selves(row: Clause) -> Iterator[CountMention]:
    """Yield who "killed himself" or "shot his wife, then himself": an attacker unless it was an accident."""
    for index, item in enumerate(row.items):
        if isinstance(item, Deed) and item.effect in ("killed", "hit") and item.certainty is not None:
            token, listed = _self_after(row, index)
            if token is not None:
                accident = _is_accident(row) or (not listed and _in_a_limb(row, token + 1))
                dead = _and_died(row, token + 1) or to_death(row.words, token + 1, token)
                effect: Effect = "killed" if dead else item.effect
                yield _mention(row, token if listed else item.first, token + 1, item, effect=effect, attackers=not accident)


def _and_died(row: Clause, at: int) -> bool:
    """Tell "he shot himself and died", "shot himself in the head and later died"."""
    behind = [row.words.word(i) for i in range(at, at + AND_DIED)]
    ended = next((i for i, word in enumerate(behind) if word in (".", ";", ",")), len(behind))
    return "and" in behind[:ended] and "died" in behind[behind.index("and") : min(ended, behind.index("and") + 3)]


def _is_accident(row: Clause) -> bool:
    return any(word in table("count_words")["accident"].split() for word in row.words.lower)


def _in_a_limb(row: Clause, at: int) -> bool:
    """Tell "shoots self in the foot", which is no suicide."""
    limbs = table("count_words")["limbs"].split()
    return row.words.word(at) in ("in", "through") and any(row.words.word(i) in limbs for i in range(at + 1, at + 4))


def _self_after(row: Clause, index: int) -> tuple[int | None, bool]:
    """Return the token of the deed's reflexive object, and whether it stands last in a list of objects."""
    listed = False
    for at in range(index + 1, len(row.items)):
        token = _token(row, at)
        if token is not None and row.words.word(token) in _SELF:
            whole = row.words.word(token) != "self" or row.kind(at + 1) in _ENDS
            whole = whole and row.kind(at - 1) != "NP"  # "killed his brother, then barricaded himself"
            return (token, listed) if whole and (listed or at <= index + 3) else (None, False)
        if row.kind(at) not in ("NP", ",", "C", "B", "&", "P", "T"):
            break
        listed = listed or row.kind(at) in (",", "C")
    return None, False


def _token(row: Clause, at: int) -> int | None:
    """Return the one token of the item at `at`, None for a longer one."""
    item = row.items[at]
    if isinstance(item, int):
        return item
    return item.first if item.past == item.first + 1 else None


def _mark_self_inflicted(row: Clause) -> None:
    """Mark whoever "died of a self-inflicted wound" as an attacker, unless it was an accident."""
    if "self-inflicted" not in row.words.lower or _is_accident(row):
        return
    at = row.words.lower.index("self-inflicted")
    for item in row.items:
        deed = row.items[item.deed] if isinstance(item, Phrase) and item.deed >= 0 else None
        if (
            isinstance(item, Phrase)
            and isinstance(deed, Deed)
            and deed.effect == "killed"
            and 0 <= at - deed.past <= SELF_INFLICTED
        ):
            item.attackers = item.attackers or item.value.best == 1


def _mark_doers(row: Clause) -> None:
    """Mark "a man who shot a deputy was killed", "a woman suspected of killing two was found dead" as attackers."""
    for index, item in enumerate(row.items):
        one = isinstance(item, Phrase) and item.effect == "killed" and item.value.best == 1 and not item.named
        if one and isinstance(item, Phrase) and item.head in table("count_words")["may_attack"].split():
            item.attackers = item.attackers or _did_it(row, index + 1, item.deed)
        if one and isinstance(item, Phrase) and item.head not in word_set("police"):
            item.attackers = item.attackers or _shot_in_return(row, index, item.deed) or _shot_afterwards(row, item.deed)


def _mark_of_them(row: Clause) -> None:
    """Mark the three of "an operation against gunmen, killing three of them": the last people told before, acted against."""
    for index, item in enumerate(row.items):
        if not isinstance(item, Phrase) or not item.partitive or row.words.word(item.past - 1) != "them" or item.deed < 0:
            continue
        before = range(min(index, item.deed) - 1, 0, -1)
        last = next((i for i in before if isinstance(p := row.items[i], Phrase) and p.person == "yes"), 0)
        phrase = row.items[last]
        if last and isinstance(phrase, Phrase) and phrase.head in nouns().attackers and phrase.value.best != 1:
            item.attackers = item.attackers or row.word(last - 1) == "against"


def _shot_in_return(row: Clause, index: int, fate: int) -> bool:
    """Tell the dishwasher of "a dishwasher came back and killed three, then was shot dead by an officer"."""
    last, words = row.items[fate] if fate > index else None, row.words
    if not isinstance(last, Deed) or not last.finite or words.word(last.past) != "by":
        return False
    harmed = (i for i in range(index + 1, fate) if isinstance(d := row.items[i], Deed) and d.voice == "active" and d.certainty)
    police = word_set("police").intersection(words.lower[last.past : last.past + AGENT])
    return bool(police) and any(row.kind(i - 1) in ("C", "NP", "B") or i == index + 1 for i in harmed)


def _shot_afterwards(row: Clause, fate: int) -> bool:
    """Tell the driver of "a driver was shot dead after he had stabbed two officers", "was shot dead after stabbing two"."""
    last = row.items[fate] if 0 <= fate < len(row.items) else None
    if not isinstance(last, Deed):
        return False
    agent = set(row.words.lower[last.past + 1 : last.past + 1 + AGENT])
    if row.words.word(last.past) == "by" and not agent & (word_set("police") | _GUARDS):
        return False
    for at in range(fate + 1, len(row.items)):
        if row.kind(at) == "S" and row.word(at) in ("after", "when", "while", "as"):
            own = row.word(at + 1) in ("he", "she", "they")
            doing = at + 1 + own
            while own and row.kind(doing) in ("H", "B"):
                doing += 1
            deed = row.items[doing] if doing < len(row.items) else None
            if not isinstance(deed, Deed) or deed.effect not in ("killed", "hit", "injured") or row.kind(doing - 1) == "A":
                return False
            struck = any(isinstance(item, Phrase) and item.deed == doing for item in row.items[doing + 1 :])
            return struck and deed.voice == "active" and (own or row.words.word(deed.first).endswith("ing"))
    return False


def _did_it(row: Clause, at: int, fate: int) -> bool:
    """Tell "who shot", "who had opened fire on", "accused of killing" at `at`, no deed done to himself and not his own `fate`."""
    relative = row.kind(at) == "R" and row.word(at) in ("who", "that")
    at += relative
    while row.kind(at) in ("H", "B", "A") and row.word(at) not in _CHARGED:
        at += 1
    if _is_charged(row, at) and row.word(at + 1) == "of":
        relative, at = True, at + 2
    if not relative and fate <= at:  # "a man shot two officers and was killed"
        return False
    if relative and row.word(at) in ("fired", "opened") and {"fire", "on", "at", "into"} & {row.word(at + 1)}:
        return True
    if relative and not isinstance(row.items[at] if at < len(row.items) else None, Deed):  # "who hid in a house and shot a deputy"
        joined = (i for i in range(at, fate) if _joins(row, i) and isinstance(row.items[i + 1], Deed))
        at = next(joined, fate - 1) + 1
    deed = row.items[at] if at < len(row.items) else None
    struck = isinstance(deed, Deed) and deed.voice == "active" and deed.effect in ("killed", "hit", "injured") and at != fate
    return struck and isinstance(deed, Deed) and _SELF.isdisjoint(row.words.lower[deed.past : deed.past + 2])


def _joins(row: Clause, index: int) -> bool:
    return row.kind(index) == "C" or row.word(index) == "after"


def _is_charged(row: Clause, at: int) -> bool:
    item = row.items[at] if at < len(row.items) else None
    return row.word(at) in _CHARGED or (isinstance(item, Phrase) and item.head in _CHARGED)


@cache
def _cues() -> CueTable[bool]:
    return CueTable((pattern, True) for pattern in table("count_words")["suicides"])


def ended_own_life(words: Words) -> bool:
    """Tell a sentence with no other deed that may tell of a suicide: "He then turned the gun on himself."."""
    return not _SELF.isdisjoint(words.lower) and any(_cues().find(words.tokens))


def _suicides(row: Clause) -> Iterator[CountMention]:
    """Yield "turned the gun on himself", "took his own life"; not where it is denied or only thought of."""
    if _is_accident(row):
        return
    if not word_set("custody").isdisjoint(row.words.lower):  # "hanged himself in his cell"
        return
    for first, past, _ in _cues().find(row.words.tokens):
        before = [row.words.kind(i) for i in range(first - 3, first)]
        unreal = row.words.word(first - 1) == "to" or "N" in before or "M" in before
        if not unreal:
            yield _mention(row, first, past)


def _shot_by_police(row: Clause) -> Iterator[CountMention]:
    """Yield the attacker of "killed two before he was fatally shot by police" and "before police shot and killed him"."""
    words = row.words
    harm = [item.first for item in row.items if isinstance(item, Deed) and item.effect in ("killed", "hit", "injured")]
    for item in row.items:
        if (
            not isinstance(item, Deed)
            or item.effect != "killed"
            or item.certainty is None
            or not any(at < item.first for at in harm)
        ):
            continue
        if words.word(item.past) in ("him", "her") and words.word(item.first - 1) in word_set("police"):
            yield _mention(row, item.first, item.past + 1, item)
        agent = {words.word(i) for i in range(item.past + 1, item.past + 1 + AGENT)}
        if words.word(item.past) == "by" and agent & word_set("police"):
            first = _of_him(row, item.first) or _then(row, item)
            if first is not None:
                yield _mention(row, first, item.past, item)


def _then(row: Clause, deed: Deed) -> int | None:
    """Return where "was shot dead by police" begins behind "a man killed his wife and her son, then": nobody else's deed."""
    words, at = row.words, deed.first - 1
    while words.kind(at) in ("A", "B"):
        at -= 1
    told = any(isinstance(item, Phrase) and item.deed >= 0 and row.items[item.deed] is deed for item in row.items)
    return at + 1 if words.word(at) == "then" and not told else None


def _of_him(row: Clause, first: int) -> int | None:
    """Return where "he was" or "before being" begins in front of the deed at token `first`; None where others are its subject."""
    words, at = row.words, first - 1
    while words.kind(at) in ("A", "B") and words.word(at) != "being":
        at -= 1
    before = words.word(at) == "being" and words.word(at - 1) in ("before", "until")
    return at if words.word(at) in ("he", "she") or before else None
