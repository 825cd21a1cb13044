"""Words that say who did it without telling the deed ("X claimed the Quetta bombing", "both were claimed by Y"): whose they are.

The words of the deed choose: a place, a day, a target that one incident alone was told with. "Both" and "all three" are the
incidents told last. Failing these the words are of the incident that their sentence tells, else of the one told before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dateline.codebook.phrases import tokens
from dateline.codebook.tables import table
from dateline.extract.blame import Ledger
from dateline.extract.blame_ledger import TOLD, only_plotted
from dateline.extract.compare import relations
from dateline.extract.group import Group
from dateline.extract.units import Unit, inside
from dateline.types import Annotated, EventMention, Span

MODIFIERS = 3
"""Tokens before "attack" that may say which: "the Kabul hotel attack"."""
BEHIND = 7
"""Tokens behind it: "the attack on a clinic in Bankass on Tuesday"."""
_DEEDS = (
    r"(?=(?:\s[\w-]+)?\s(?:attacks|bombings|blasts|killings|shootings|explosions|strikes|raids|ambushes|assaults|bombs|murders)\b|"
    r"[.,;])"
)
"""What two or three of may be claimed at once ("the two blasts"; not "the two customs men")."""
_BOTH = re.compile(
    rf"\bboth\b(?!\s(?:claimed|claim|said|say|denied|deny|took|admitted|have|had)\b)|\b(?:the|these|those) (?:two|twin){_DEEDS}",
    re.IGNORECASE,
)
_THREE = re.compile(rf"\ball three\b|\b(?:the|these) three{_DEEDS}", re.IGNORECASE)
_PLURAL = re.compile(
    r"\b(?:all (?:four|five|six|seven|of the|of them|the)|the (?:four |series of )?"
    r"(?:attacks|bombings|blasts|killings|shootings|explosions|strikes|raids|ambushes|assaults))\b|"
    r"\b(?:claimed|carried|sent|staged|behind) them\b",
    re.IGNORECASE,
)
_EVERY = re.compile(
    r"\b(?:in|for|behind) (?:all|each|every one)(?: of)?(?: the| these)? (?:cases?|incidents|instances|attacks)\b", re.IGNORECASE
)
"""All that was told before, of the main story and of the past ("suspected in all cases")."""
_CLAIMED = re.compile(r"\b(?:claimed|claims|said|says)\s(?:[\w’'-]+\s(?:and|,)\s)?$", re.IGNORECASE)
_CLAIMED_BY = re.compile(r"(?:,?\s(?:and\s)?[\w’'-]+){0,3}?\s(?:had|have|has|was|were)\s(?:[\w-]+\s){0,2}claimed\b", re.IGNORECASE)
"""What stands behind a place, and before it, where the place is all that is said of the deed."""
Home = list[Span]


def follow(ledger: Ledger, groups: Sequence[Group], found: Sequence[Unit]) -> list[Home]:
    """Return the stretches that may say who did it, for each incident: its own, less those that speak of another, and others."""
    if not groups:
        return []
    ledger.of_spans(unit.span for unit in found)
    assigner = _Assigner(ledger.annotated, groups)
    homes: list[Home] = [_made(ledger.annotated, [unit.span for unit in item.units]) for item in groups]
    parts: dict[Span, list[Span]] = {}
    for unit in found:
        parts.setdefault(unit.sentence.span, []).append(unit.span)
    for sentence in ledger.annotated.sentences:
        if sentence.kind == "boilerplate":
            continue
        for span in parts.get(sentence.span, [sentence.span]):
            if ledger.tells(span) or _names_who(ledger, span):
                denies = all(tie.ground == "denial" for tie in ledger.ties(span) if tie.ground in TOLD)
                assigner.assign(span, sentence.paragraph, homes, denies=denies)
    return homes


def _names_who(ledger: Ledger, span: Span) -> bool:
    """Tell whether the words name the attacker of a deed told before ("The gunman was identified as Tom Reyes, 32")."""
    return any(tie.ground == "stated" and tie.value.kind == "person" for tie in ledger.ties(span))


def _made(annotated: Annotated, home: Home) -> Home:
    """Return the stretches without those of a mere plot that stand among words of an attack that was made."""
    return [span for span in home if not only_plotted(annotated, span)] or home


@dataclass(frozen=True, slots=True)
class _Assigner:
    annotated: Annotated
    groups: Sequence[Group]

    def assign(self, span: Span, paragraph: int, homes: list[Home], *, denies: bool) -> None:
        """Put the stretch where it belongs; one word is enough for a denial, which the incident told last draws less."""
        own = next((i for i, item in enumerate(self.groups) if any(unit.span == span for unit in item.units)), None)
        if (own is None or span not in homes[own]) and only_plotted(self.annotated, span):
            return
        several = self._several(span, paragraph, own) or self._by_places(span, own)
        if several:
            for index in several:
                if index != own:
                    homes[index].append(span)
            return
        named = self._named(span, least=1 if own is None and denies else 2, bare=denies)
        dated = own is not None and len(self.groups[own].units) == 1 and bool(self.groups[own].units[0].times)
        if named is not None and named != own and not (dated or self._opens(own, span)) and not self._elsewhere(own, named):
            homes[named].append(span)
            if own is not None and len(self.groups[own].units) > 1:
                homes[own].remove(span)
        elif named is None and (own is None or self._stray(own)) and not self._elsewhere(own, before := self._before(span, own)):
            homes[before].append(span)

    def _opens(self, own: int | None, span: Span) -> bool:
        """Tell whether the words open the report with its main incident and its toll ("A bomb killed nine …, in an attack claimed
        by X"): words shared with a deed of the past make them none of it."""
        if own is None or not self.groups[own].main:
            return False
        opening = (unit for unit in self.groups[own].units[:2] if unit.span == span)
        return any(count.effect in ("killed", "injured") for unit in opening for count in inside(self.annotated.counts, unit.span))

    def _elsewhere(self, own: int | None, other: int) -> bool:
        """Tell whether the words tell a deed at a place of its own, which the other incident is not told with."""
        if own is None:
            return False
        return set(relations(self.groups[own].summary().places, self.groups[other].summary().places)) == {False}

    def _stray(self, own: int) -> bool:
        """Tell whether the words became an undated incident of their own though they only say who did the one told before them."""
        units = self.groups[own].units
        return own != 0 and len(units) == 1 and not units[0].times

    def _before(self, span: Span, own: int | None) -> int:
        """Return the incident that was told last before the words, the first of the document where none was."""
        told = self._told(span, own)
        return told[-1] if told else 0

    def _told(self, span: Span, own: int | None, paragraph: int | None = None) -> list[int]:
        """Return the incidents told before the words (in that paragraph), the last one last."""
        last: dict[int, int] = {}
        for index, item in enumerate(self.groups):
            starts = [
                unit.span.start
                for unit in item.units
                if unit.span.start < span.start and (paragraph is None or unit.sentence.paragraph == paragraph)
            ]
            if starts and index != own:
                last[index] = max(starts)
        return sorted(last, key=last.__getitem__)

    def _several(self, span: Span, paragraph: int, own: int | None) -> list[int]:
        """Return the incidents of which the words speak at once ("claimed all three", "both bombings"); none where they do not."""
        text = self.annotated.document.text
        if own is not None and any(unit.entry for unit in self.groups[own].units if unit.span == span):
            return []  # an entry of a timeline speaks of its own day: "13 November: The group claims the attacks on …"
        if _EVERY.search(text, span.start, span.end):
            return self._told(span, None)
        count = 2 if _BOTH.search(text, span.start, span.end) else 3 if _THREE.search(text, span.start, span.end) else 0
        if not count and not _PLURAL.search(text, span.start, span.end):
            return []
        here, mains = self._told(span, None, paragraph), [i for i, item in enumerate(self.groups) if item.main]
        if count:
            near = here if len(here) >= count else self._told(span, None)
            return mains if len(mains) == count and len(here) < count else near[-count:] or mains
        if here and not any(self.groups[index].main for index in here):
            return here if len(here) > 1 else []
        return mains

    def _by_places(self, span: Span, own: int | None) -> list[int]:
        """Return the incidents whose places the words name that tell no deed ("Lashkona and Barire had been claimed by X")."""
        text = self.annotated.document.text
        if own is not None or inside(self.annotated.events, span):
            return []
        found: list[int] = []
        bags = [{word for unit in item.units if unit.span != span for word in self._words(unit.span)} for item in self.groups]
        for place in inside(self.annotated.places, span):
            object_ = _CLAIMED.search(text[span.start : place.span.start]) is not None
            if not object_ and _CLAIMED_BY.match(text, place.span.end, span.end) is None:
                continue
            held = [index for index, bag in enumerate(bags) if bag & set(self._words(place.span))]
            found += held if len(held) == 1 and held[0] not in found else []
        return found

    def _named(self, span: Span, *, least: int, bare: bool) -> int | None:
        """Return the one incident whose own words the deed is told in: a place or a day outweighs other words.

        ``bare``: places and days count without a word for the deed too ("denied that it was over Kuyallo that day").
        """
        if len(self.groups) < 2:
            return None
        deed = list(self._deed(span))
        if not deed and not bare:
            return None
        words = {word for part in deed for word in self._words(part)} if deed else set(self._anchors(span))
        deed = deed or [span]
        strong = {word for part in deed for word in self._anchors(part)}
        if not words:
            return None
        bags = [{word for unit in item.units if unit.span != span for word in self._words(unit.span)} for item in self.groups]
        scores = [
            sum(3 if word in strong else 1 for word in words & bag if sum(word in other for other in bags) == 1) for bag in bags
        ]
        best = max(range(len(bags)), key=scores.__getitem__)
        rest = max(score for index, score in enumerate(scores) if index != best)
        return best if scores[best] >= least and scores[best] >= 2 * rest else None

    def _deed(self, span: Span) -> Iterator[Span]:
        """Yield the words around every event of the stretch that can say which one is meant."""
        words = tokens(self.annotated.document.text, span.start, span.end)
        for event in inside(self.annotated.events, span):
            yield _around(event, [word.span for word in words], self.annotated.document.text)

    def _words(self, span: Span) -> Iterator[str]:
        """Yield the words of the stretch that can tell incidents apart."""
        dull = _dull()
        groups = [actor.span for actor in inside(self.annotated.actors, span) if actor.value.kind == "group"]
        for word in tokens(self.annotated.document.text, span.start, span.end):
            if any(name.covers(word.span) for name in groups):
                continue  # who denies or claims: that says nothing of which
            if len(word.word) > 2 and word.word[0].isalnum() and word.word not in dull:
                yield word.word.removesuffix("'s").removesuffix("’s")

    def _anchors(self, span: Span) -> Iterator[str]:
        """Yield the words of the places and times in the stretch."""
        spans = [place.span for place in inside(self.annotated.places, span)]
        spans += [time.span for time in inside(self.annotated.times, span)]
        for mention in spans:
            yield from self._words(mention)


def _around(event: EventMention, words: Sequence[Span], text: str) -> Span:
    at = [index for index, word in enumerate(words) if word.overlaps(event.span)]
    if not at:
        return event.span
    first, past = at[0], at[-1] + 1
    while first > max(0, at[0] - MODIFIERS) and _joined(text, words[first - 1], words[first]):
        first -= 1
    while past < min(len(words), at[-1] + 1 + BEHIND) and _joined(text, words[past - 1], words[past]):
        past += 1
    return Span(words[first].start, words[past - 1].end)


def _joined(text: str, left: Span, right: Span) -> bool:
    """Tell whether nothing but a space, a hyphen or an apostrophe stands between two words, and neither is a mark."""
    return text[left.end : right.start].strip(" -’'") == "" and text[left.start].isalnum() and text[right.start].isalnum()


def _dull() -> frozenset[str]:
    return frozenset(table("blame")["dull"])
