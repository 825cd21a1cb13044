"""Roles: whole, part, included, earlier, cumulative: which figures stand for the incident and which do not."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import Literal, cast

from dateline.annotate.count_deeds import Deed
from dateline.annotate.count_items import Clause
from dateline.annotate.count_persons import Phrase
from dateline.annotate.count_still_there import NEAR_LINES, still_there, still_treated
from dateline.annotate.count_sums import nationwide
from dateline.annotate.count_tokens import Words
from dateline.annotate.count_victims import of_list
from dateline.annotate.cue_table import CueTable
from dateline.codebook.one_person import is_name, may_be_one
from dateline.codebook.tables import table
from dateline.types import CountMention

TOO_MANY = {"killed": 5000, "injured": 20_000}
"""No single incident of the kinds that are coded killed so many; such a figure is a war's or a decade's. The embassy in Nairobi in
1998, Tokyo's underground in 1995 and New York in 2001 had five to seven thousand injured each."""
SINCE = 12
"""How many tokens behind "the number of people killed" the word "since" may stand."""
_WARS = frozenset({"war", "conflict", "insurgency", "uprising", "unrest", "violence", "fighting"})
_ATTACKS = ("attack", "blast", "bomb", "explo", "shoot", "raid", "strike", "ambush", "siege", "assault", "incident", "massacre")
RANKED = 12
"""How many words before a time a rank may stand for which it is told."""
_LATER = re.compile(
    r"[^.;\n]{0,20}?\b(?:(?:has|have|had|later|since|then) (?:since |now )?died|succumbed|died (?:[\w:.]+ ){0,8}?"
    r"(?:(?:of|from) (?:his|her|their|the) (?:wounds?|injur(?:y|ies))|(?:at|in) (?:the|an?) (?:\w+ ){0,2}hospital))",
    re.IGNORECASE,
)
"""How it is told that somebody who was hurt has died since, behind the words for him."""
_HARMED = frozenset({"injured", "hit", "casualties"})
_SINCE = re.compile(r"[^.;\n]{0,90}?\b(?:later|since|then) (?:died|pronounced dead)\b", re.IGNORECASE)
_AGED = re.compile(r"\b\d+-year-old\b")
LEAST = 3
"""The least figure of a title that is taken for one the text tells again."""
BESIDE = 25
"""Code points between the dead and the one hurt in the same breath."""
Role = Literal["whole", "part", "included", "earlier", "cumulative"]


@cache
def _cues(group: str, name: str) -> CueTable[bool]:
    return CueTable((phrase, True) for phrase in table("count_words")[group][name])


def role_of(row: Clause, phrase: Phrase, deed: Deed | None) -> Role:
    """Return the role of `phrase` by the words around it."""
    if phrase.role in ("included", "earlier"):
        return cast(Role, phrase.role)
    words = row.words
    if (
        phrase.value.best == 0
        and phrase.effect in ("killed", "casualties")
        and phrase.head in table("count_words")["some_of_all"].split()
    ):
        return "included"
    if _cumulative(words, phrase, deed) or _fatally(row, phrase, deed):
        return "cumulative"
    if _earlier(words, phrase) and not (phrase.value.best == 0 and "contrary" in words.lower):
        return "earlier"
    return cast(Role, phrase.role)


def _cumulative(words: Words, phrase: Phrase, deed: Deed | None) -> bool:
    if phrase.value.best == 0 or (phrase.value.best == 1 and phrase.role != "part" and not phrase.ordinal):
        return False
    low = phrase.value.low or 0
    if low >= TOO_MANY.get(phrase.effect or "", TOO_MANY["killed"]) or (phrase.value.qualifier == "vague" and low >= 1000):
        return True
    if nationwide(words):
        return True
    tokens = words.tokens
    always = (first for first, _, _ in _cues("cumulative", "always").find(tokens))
    if any(not _is_apart(words, first, phrase.first) and not _is_ranked(words, first) for first in always):
        return True
    if any(year.isdigit() and len(year) == len("2023") and then == "alone" for year, then in pairwise(words.lower)):
        return True  # "in 2023 alone, 31 journalists were killed"
    behind = (past for _, past, _ in _cues("cumulative", "behind").find(tokens))
    if any(past <= phrase.first and not _told_anew(words, past, phrase.first) for past in behind):
        return True
    over = (first for first, _, _ in _cues("cumulative", "over").find(tokens) if first >= phrase.past)
    if any(";" not in words.lower[phrase.past : first] and not _is_ranked(words, first) for first in over):
        return True  # "some 3,600 people died during the 30 years of conflict"
    if deed is not None and deed.voice == "toll" and _since_the_start(words, max(deed.past, phrase.past)):
        return True
    ranked = bool(phrase.ordinal) or phrase.head in table("count_words")["statistics"].split()
    perfect = ranked or (deed is not None and (deed.perfect or (deed.voice == "active" and words.kind(deed.first - 1) == "H")))
    if not perfect and not (deed is not None and deed.voice == "toll" and "number" in words.lower[deed.first : deed.past]):
        return False
    spans = [first for first, _, _ in _cues("cumulative", "perfect").find(tokens)]
    if not perfect and deed is not None:  # "the number of civilians killed this year"
        spans = [first for first in spans if deed.past <= first and "," not in words.lower[deed.past : first]]
    times = (first for first in spans if words.kind(first - 1) not in ("T", "#"))
    return any(not _is_ranked(words, first) for first in times) or (perfect and _since_a_date(words, phrase.first))


def _is_ranked(words: Words, cue: int) -> bool:
    """Tell the time over which an event stands out ("the deadliest attack in two decades", "the first raid in months")."""
    before = words.lower[max(0, cue - RANKED) : cue]
    ranks = [index for index, word in enumerate(before) if word in _ranks() and "the" in before[max(0, index - 4) : index]]
    return bool(ranks) and not set(before[ranks[-1] :]) & set(table("count_words")["tallies"].split())


@cache
def _ranks() -> frozenset[str]:
    return frozenset(table("count_words")["ranks"].split())


def _is_apart(words: Words, cue: int, at: int) -> bool:
    """Tell the cue of "such losses come every year: 76 men were killed", "weekend violence comes after two died" from theirs."""
    between = words.lower[cue:at]
    return not {";", "after"}.isdisjoint(between) or (":" in between and cue > 2 and words.sentence.kind != "title")


def _fatally(row: Clause, phrase: Phrase, deed: Deed | None) -> bool:
    """Tell the two of "five children have been shot this year, two fatally"."""
    if deed is None or not phrase.bare or row.words.word(deed.first) != "fatally":
        return False
    others = (item for item in row.items if isinstance(item, Phrase) and item is not phrase and item.deed >= 0)
    return any(_cumulative(row.words, p, d) for p in others if isinstance(d := row.items[p.deed], Deed))


def _told_anew(words: Words, past: int, at: int) -> bool:
    """Tell whether a clause of its own begins between a total and a figure ("has killed 2,600 since 2017, when it killed two")."""
    return any(words.lower[i : i + 2] == (",", "when") for i in range(past, at))


def _since_a_date(words: Words, at: int) -> bool:
    """Tell "since 2015", "since January", "since the Taliban took power" after the count."""
    for index, token in enumerate(words.tokens):
        if (
            token.word == "since"
            and (words.kind(index + 1) in ("#", "T") or words.word(index + 2) in ("start", "beginning", "began"))
            and not _told_anew(words, index, at)
        ):
            return True
    return False


def _since_the_start(words: Words, at: int) -> bool:
    """Tell "the number of protesters killed since the coup", "to 271 the number killed since the 2016 peace deal" from the toll of
    one attack ("since Sunday's blast"): "since" behind the toll, and no attack behind it."""
    for index in range(at, min(len(words.tokens), at + SINCE)):
        if words.word(index) in (",", ";", ":"):
            return False
        if words.word(index) == "in" and words.word(index + 1) == "the" and words.word(index + 2) in _WARS:
            return True
        if words.word(index) == "since":
            behind = words.lower[index + 1 : index + 8]
            noun = words.kind(index + 1) == "D" or words.word(index + 1).isdigit()
            return noun and not any(word.startswith(_ATTACKS) for word in behind)
    return False


def _earlier(words: Words, phrase: Phrase) -> bool:
    before = words.tokens[max(0, phrase.first - 6) : phrase.first]
    for _, past, _ in _cues("earlier", "before").find(before):
        if past == len(before):
            return True
    if words.lower[phrase.past : phrase.past + 3] == ("in", "the", "end"):
        return False
    if phrase.bare and _from_then_on(words, phrase.first):
        return True
    start = max([0, phrase.first - 12, *(i + 1 for i in range(phrase.first) if words.word(i) in (";", ")"))])
    clause = _cues("earlier", "clause").find(words.tokens[start : phrase.first])
    return any(words.shouted or not words.capital[start + past - 1] for _, past, _ in clause)


def _from_then_on(words: Words, at: int) -> bool:
    """Tell the second figure of "down from 38 in October and 97 in September"."""
    for first in range(max(0, at - 8), at - 1):
        if words.word(first) in ("up", "down") and words.word(first + 1) == "from":
            between = range(first + 2, at)
            return all(words.kind(i) in ("T", "#") or words.word(i) in ("in", "and", ",", "or") for i in between)
    return False


def settle_roles(text: str, found: Sequence[CountMention]) -> list[CountMention]:
    """Return the mentions with the roles that only the document tells.

    A single person told with "the" after a plural figure for the same effect is one of those already counted ("Three people were
    shot dead. The driver …"), so it is ``included``. One person told as hurt who is then told as dead ("A man was shot. He died")
    leaves a superseded figure, ``earlier``; so does one told as hurt where an older report stands below ("The boy has died. … The
    shooting critically injured a 9-year-old boy"). The list of "the victims were" are dead, unless people were only hurt.
    """
    settled: list[CountMention] = []
    plural: set[str | None] = set()
    gone: set[str] = set()
    told: set[str | None] = set()
    for one in found:
        mention = of_list(text, one, told, found)
        if mention is None:
            continue
        told |= {mention.effect} if mention.value.best != 0 else set()
        best = mention.value.best or mention.value.low or 0
        words = mention.span.of(text).lower()
        known = words.startswith("the ") or words in ("he", "she", "him", "her")
        if mention.role == "whole" and best > 1:
            plural.add(mention.effect)
        since = _later_told(text, mention) and plural.isdisjoint(_HARMED)
        if mention.effect == "killed" and best == 1 and (since or (mention.role == "whole" and known and not mention.attackers)):
            _supersede(text, settled, mention)
        if mention.effect == "killed" and best == 1 and known:
            gone |= {words.split()[-1]} & set(table("count_words")["young"].split())
        hurt = mention.effect in ("injured", "hit") and best == 1 and mention.role == "whole"
        if hurt and words.split()[-1] in gone and not _is_beside(text, mention, settled):
            mention = replace(mention, role="earlier")
        if mention.effect == "injured" and mention.role == "whole" and still_there(text, mention, settled):
            mention = replace(mention, role="included")
        if (
            mention.role == "whole"
            and best == 1
            and words.startswith("the ")
            and not mention.attackers
            and mention.effect in plural
        ):
            mention = replace(mention, role="included")
        settled.append(mention)
    settled = [replace(m, role="included") if still_treated(text, m, settled[at + 1 :]) else m for at, m in enumerate(settled)]
    return [_as_in_the_text(text, mention, settled) for mention in settled]


def _is_beside(text: str, mention: CountMention, settled: Sequence[CountMention]) -> bool:
    """Tell the second of "killed the girl and injured an 8-year-old girl", who is told in one breath with the dead."""
    before = settled[-1] if settled else None
    near = before is not None and before.effect == "killed" and mention.span.start - before.span.end <= BESIDE
    between = text[before.span.end : mention.span.start] if near and before is not None else ""
    return re.fullmatch(r"\s(?:and|while)\s\w+(?:ing|ed)\s", between) is not None


def _is_of_that_age(text: str, mention: CountMention, death: CountMention) -> bool:
    """Tell "the 34-year-old" who died from the others of "the 34-year-old victim and two others were taken to hospital"."""
    ages = [set(_AGED.findall(m.span.of(text).lower())) for m in (mention, death)]
    return not ages[0].isdisjoint(ages[1])


def _as_in_the_text(text: str, mention: CountMention, settled: Sequence[CountMention]) -> CountMention:
    """Return a title's figure, or a part, as cumulative where the text tells the same number of several attacks together."""
    title = text.find("\n")
    shared = sum(m.value.best or 0 for m in settled if m.span.end <= title and (m.effect, m.role) == (mention.effect, "part"))
    number = shared if mention.role == "part" else mention.value.best or 0
    if mention.role not in ("whole", "part") or mention.span.start >= title or number < LEAST:
        return mention
    again = [m.role for m in settled if m.span.start > title and m.effect == mention.effect and m.value.best == mention.value.best]
    return replace(mention, role="cumulative") if again and set(again) == {"cumulative"} else mention


def _later_told(text: str, mention: CountMention) -> bool:
    """Tell the name of one who "was later pronounced dead", "died at the hospital"."""
    return is_name(mention.span.of(text)) and _SINCE.match(text, mention.span.end) is not None


def _supersede(text: str, settled: list[CountMention], death: CountMention) -> None:
    """Mark the last single person told as hurt, within two paragraphs before `death`, as superseded.

    Where someone else was told as dead since ("a soldier was killed and a worker was wounded"), he is the one who died. "The teen
    has died from his wounds" reaches the whole report.
    """
    since = _LATER.match(text, death.span.end) is not None and not is_name(death.span.of(text))
    for index in range(len(settled) - 1, -1, -1):
        mention = settled[index]
        if text.count("\n", mention.span.end, death.span.start) > NEAR_LINES and not since:
            return
        dead = mention.effect == "killed" and mention.value.best == 1 and mention.role in ("whole", "part")
        if dead and may_be_one(mention.span.of(text), death.span.of(text)):
            return
        one = mention.role == "whole" or (mention.role == "part" and _is_of_that_age(text, mention, death))
        hurt = mention.effect in ("hit", "injured") and mention.value.best == 1 and one
        if hurt and may_be_one(mention.span.of(text), death.span.of(text)):
            before = settled[index - 1] if index else None
            known = before is not None and before.effect == "killed" and before.value.best == 1
            beside = known and before is not None and "\n" not in text[before.span.end : mention.span.start]
            if beside and before is not None and may_be_one(before.span.of(text), death.span.of(text)):
                return
            settled[index] = replace(mention, role="earlier")
            return
