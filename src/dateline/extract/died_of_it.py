"""Those told as hurt who are the dead themselves: "All three suffered gunshot wounds", "Reyes was hit" of Tom Reyes, who died."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from dateline.codebook.one_person import is_name, may_be_one
from dateline.extract.ages import ages
from dateline.extract.figures import Figure, figures, size
from dateline.extract.told_alive import lives
from dateline.extract.units import Unit
from dateline.types import CountMention

_ALL = re.compile(r"(?:all|both)\b(?!\sof\b)", re.IGNORECASE)
_FOUND = re.compile(r"\b(?:found|discovered|located|encountered)\s$", re.IGNORECASE)
_ONLY = re.compile(r"the only\b", re.IGNORECASE)
NEAR = 120
"""How far behind the injured "both later died" or "he died" may stand."""
_PRONOUN, _NEXT = re.compile("He|She"), re.compile(r"[^.;\n]{0,120}\.\s")
_DEFINITE = re.compile(r"(?:all|both|the)\b", re.IGNORECASE)
_ELSE = re.compile(
    r"\b(?:also(?!\s(?:confirm|said|say|report|told|identif|announc))|another|others?|second|too|"
    r"both(?!\s(?:his\s|her\s|of\s)?(?:legs|arms|shoulders|hands|feet|thighs|knees|sides)))\b",
    re.IGNORECASE,
)
_MAY_HAVE_DONE_IT = frozenset(("man", "father", "husband", "suspect", "gunman", "shooter", "woman"))
_ARTICLE = re.compile(r"^(?:the|an?|both)\s", re.IGNORECASE)


def are_dead(text: str, figure: Figure, found: Sequence[Figure], units: Sequence[Unit]) -> bool:
    """Tell whether the injured of `figure`, out of the injured `found`, are those whom the units tell as dead.

    "All three" are, of three dead, where no other words tell of three injured; so are those told in the same words as the dead
    ("found a man and woman wounded. … The man and woman died"), and who bears the surname of the one that died.
    """
    if figure.note is not None or lives(text, figure):
        return False
    dead = [count for unit in units for count in unit.counts if _is_dead(count)]
    number = size(figure)
    if _ends_so(text, figure, units):
        return True
    if number > 1:
        killed = {count.value.best for count in dead} | {size(other) for other in figures(text, units, "killed")}
        several = _ALL.match(text, figure.span.start) is not None and number in killed
        told = any(size(other) == number and not _DEFINITE.match(text, other.span.start) for other in found)
        several = several or (_DEFINITE.match(text, figure.span.start) is not None and _are_all(text, figure, dead, units))
        words = _plain(figure.span.of(text))
        if any(_both_died(text, figure, count) for count in dead) or _are_found(text, figure, killed, units):
            return True
        if len(figure.mentions) > 1 and all(_died_later(text, mention, units) for mention in figure.mentions):
            return True
        same = (other.span for other in figures(text, units, "killed") if _plain(other.span.of(text)) == words)
        return (several and not told) or any(" " in words or _DEFINITE.match(text, span.start) for span in same)
    if _ONLY.match(text, figure.span.start) and dead:  # "He was the only person injured"
        return True
    name = figure.span.of(text)
    named = is_name(name) and name.lower() != "one"  # "One dead, One wounded"
    return named and any(_bears(count.span.of(text), name) for count in dead if count.value.best == 1)


def _ends_so(text: str, figure: Figure, units: Sequence[Unit]) -> bool:
    """Tell "a man was found with stab wounds. He was treated but died there": a pronoun right behind goes on with the same one."""
    counts = sorted((c for unit in units for c in unit.counts if c.effect != "arrested"), key=lambda count: count.span.start)
    behind = next((count for count in counts if count.span.start >= figure.span.end), None)
    if behind is None or behind.effect != "killed" or behind.span.start - figure.span.end > NEAR:
        return False
    between = text[figure.span.end : behind.span.start]
    one = _PRONOUN.fullmatch(behind.span.of(text)) is not None and size(figure) == 1
    both = behind.span.of(text) == "They" and size(figure) > 1
    return (one or both) and _NEXT.fullmatch(between) is not None


def _are_all(text: str, figure: Figure, dead: Sequence[CountMention], units: Sequence[Unit]) -> bool:
    """Tell "the three victims", "the father and two children" of as many dead, where no words tell of more who were hit."""
    number = size(figure)
    if number != max((size(other) for other in figures(text, units, "killed")), default=0):
        return False
    counts = [count for unit in units for count in unit.counts if count.effect in ("hit", "casualties", "injured")]
    if any((count.value.best or 0) > number for count in counts):
        return False
    heads = {_head(text, count) for count in dead}
    return all(_head(text, m) in ("victims", "people") or _head(text, m) in heads for m in figure.mentions[:1])


def _head(text: str, count: CountMention) -> str:
    return count.span.of(text).lower().split()[-1]


def _are_found(text: str, figure: Figure, killed: Set[int | None], units: Sequence[Unit]) -> bool:
    """Tell "officers found three people with gunshot wounds" where as many have died, the attacker among them."""
    if not _FOUND.search(text[max(0, figure.span.start - 20) : figure.span.start]):
        return False
    doers = max((c.value.best or 0 for unit in units for c in unit.counts if c.attackers and c.effect == "killed"), default=0)
    return size(figure) in {(number or 0) + doers for number in killed}


def _died_later(text: str, mention: CountMention, units: Sequence[Unit]) -> bool:
    """Tell the child and the man of "the younger child and man were taken to hospital. The younger child was pronounced dead …",
    where the attacker has died: each is told as dead behind, in the same words or as the one who did it."""
    words = _plain(mention.span.of(text))
    gone = [c for unit in units for c in unit.counts if c.effect == "killed" and c.value.best and c.certainty != "denied"]
    same = any(_plain(c.span.of(text)) == words and c.span.start > mention.span.start for c in gone)
    return same or (words in _MAY_HAVE_DONE_IT and any(c.attackers for c in gone))


def _both_died(text: str, figure: Figure, dead: CountMention) -> bool:
    """Tell "a man and a girl were wounded. … Both later died": all of the injured told right before."""
    near = 0 < dead.span.start - figure.span.end <= NEAR
    return near and dead.value.best == size(figure) and _ALL.match(text, dead.span.start) is not None


def alone(text: str, figure: Figure, dead: Figure, found: Sequence[Figure], units: Sequence[Unit]) -> bool:
    """Tell one person told as hurt who may be the one that died, where no words tell of anybody else.

    "A boy has died. … Police were called to an injured child": no other figure, no "also", no other age, another sentence.
    """
    if figure.note is not None or size(figure) != 1 or size(dead) != 1:
        return False
    counts = [count for unit in units for count in unit.counts]
    several = any(size(other) > 1 for other in found) or any((count.value.best or 0) > 1 and _is_harm(count) for count in counts)
    sentence = figure.unit.sentence.span
    if several or _ELSE.search(text, sentence.start, sentence.end):
        return False
    killed = [count for count in counts if _is_dead(count) and count.value.best == 1 and not count.attackers]
    if not killed or any(sentence.covers(count.span) for count in killed):
        return False
    words, old = figure.span.of(text), ages(text, figure.mentions[0])
    told = frozenset(age for count in killed for age in ages(text, count))
    return (not old or not told or not old.isdisjoint(told)) and all(may_be_one(words, c.span.of(text)) for c in killed)


def _plain(words: str) -> str:
    """Return words without their article: "a man and woman", who were hurt, are "the man and woman", who died."""
    return _ARTICLE.sub("", words).lower()


def _is_harm(count: CountMention) -> bool:
    return count.effect in ("hit", "injured", "casualties")


def _is_dead(count: CountMention) -> bool:
    return count.effect == "killed" and count.role in ("whole", "part") and count.certainty != "denied"


def _bears(person: str, name: str) -> bool:
    """Tell whether `person` is called `name`, a surname or a full name: "24-year-old Tom Reyes", "Reyes"."""
    return person == name or person.endswith(f" {name}")
