"""Link persons counted to what happened to them, clause by clause.

The sentence is a row of items (`count_items`). A passive or intransitive deed looks left for its subject (`count_subjects`), an
active one right for its object, a noun ("the death of") right, a toll ("rose to 15 from 12") both ways (`count_objects`); parts of
a figure (`count_parts`) take what befell their whole.
"""

from __future__ import annotations

from collections.abc import Callable

from dateline.annotate.count_capitals import one_in_capitals
from dateline.annotate.count_company import along_with
from dateline.annotate.count_deeds import Deed
from dateline.annotate.count_fronted import front, fronted
from dateline.annotate.count_items import Clause
from dateline.annotate.count_left_out import died_since, left_out, of_age
from dateline.annotate.count_objects import among, has_risen, listed, objects, of_noun, toll
from dateline.annotate.count_objects_meant import meant
from dateline.annotate.count_parts import mark_parts
from dateline.annotate.count_persons import MANY, Phrase
from dateline.annotate.count_put_to_death import put_to_death
from dateline.annotate.count_subjects import subject
from dateline.annotate.count_tokens import Words
from dateline.annotate.count_words import word_set
from dateline.codebook.executions import by_law, puts_to_death
from dateline.codebook.tables import table
from dateline.types import Effect, Span

_RANK: dict[Effect | None, int] = {
    "killed": 6,
    "injured": 5,
    "casualties": 4,
    "missing": 3,
    "abducted": 3,
    "arrested": 2,
    "hit": 1,
    None: 0,
}
"""Of two effects told of the same persons the graver stands."""
_LEAVES = frozenset({"left", "leaves", "leaving"})
_LINKS: dict[str, Callable[[Clause, int], list[Phrase]]] = {
    "passive": subject,
    "reduced": subject,
    "subject": subject,
    "active": objects,
    "fronted": fronted,
    "of": of_noun,
    "includes": objects,
    "among": among,
    "toll": toll,
}


def link(row: Clause) -> None:
    """Give every phrase the effect that the grammar finds for it."""
    mark_parts(row)
    _spouses(row)
    front(row)
    for index, item in enumerate(row.items):
        if isinstance(item, Deed) and item.certainty is not None and not _is_by_law(row, item):
            group = _LINKS[item.voice](row, index)
            if item.voice == "includes":
                _whole_before(row, item, index)
            if group:
                last = row.items.index(group[-1]) if item.voice == "active" else index
                group = group + [phrase for phrase in along_with(row, last) if phrase not in group]
            group = group or meant(row, item, index)
            for phrase in group:
                _assign(phrase, item, index, row)
            if len([p for p in group if p.value != MANY and p.role == "whole"]) > 1 and item.voice != "toll":
                for phrase in group:
                    phrase.role = "part" if phrase.role == "whole" else phrase.role
    _sent_to_hospital(row)
    put_to_death(row)
    _equated(row)
    _climbed(row)
    _some_of_more(row)
    _of_those(row)
    _rest_of_the_attackers(row)
    _inherit(row)
    left_out(row)
    died_since(row)
    of_age(row)
    _add_another(row)
    one_in_capitals(row)


def _is_by_law(row: Clause, deed: Deed) -> bool:
    """Tell the deed of a state's executioner, whose dead are no victims ("Oran hanged three men over the bombing")."""
    tokens, words = row.words.tokens, row.words
    span = Span(tokens[deed.first].span.start, tokens[deed.past - 1].span.end)
    return puts_to_death(span.of(words.text)) and by_law(words.text, span, words.sentence.span)


def _some_of_more(row: Clause) -> None:
    """Mark the two of "54 people were taken to hospital, two of them fighting for their lives": some of those just told."""
    host: Phrase | None = None
    for item in row.items:
        if not isinstance(item, Phrase) or item.effect is None or not item.value.best:
            continue
        some = item.partitive and not item.head and item.inherent is None and item.role == "whole"
        if item.partitive and item.role == "included" and item.host is not None and _came_away(item, row):
            item.role, item.host = "whole", None  # "eight children survived, five of them with gunshot wounds"
        if some and host is not None and host.effect == item.effect and item.value.best < (host.value.best or 0):
            item.role, item.host = "included", host
        elif not item.partitive:
            host = item


def _of_those(row: Clause) -> None:
    """Mark the four of "of the five shooting victims, four remain in the hospital" as some of those who were struck."""
    comma = 2 + (row.kind(2) == "DEED")  # "of the six people shot,"
    whole, some = (row.items[at] if at < len(row.items) else None for at in (1, comma + 1))
    if not (row.word(0) == "of" and isinstance(whole, Phrase) and row.kind(comma) == "," and isinstance(some, Phrase)):
        return
    struck = whole.effect in ("hit", "casualties", "injured") or whole.inherent in ("casualties", "injured")
    fewer = some.bare and 0 < (some.value.best or 0) < (whole.value.best or 0)
    rest = [p for p in row.items[comma + 2 :] if isinstance(p, Phrase) and p.bare and p.effect == "injured" and p.role == "whole"]
    for phrase in rest if struck and len(rest) > 1 and some.effect == "killed" else ():
        phrase.role = "part"  # "of the six people shot, two died, three are in stable condition and one was released"
    if struck and fewer and some.effect == "injured" and some.role == "whole":
        some.role, some.host = "included", whole


def _came_away(item: Phrase, row: Clause) -> bool:
    """Tell whether those of whom `item` is some live and were not told as hurt, so that the some are all the hurt."""
    lives = {"survived", "escaped", "survivors", "rescued"}
    host = item.host
    beside = isinstance(host, Phrase) and host.effect is None and host.inherent is None
    words = row.words.lower[host.first : item.first] if beside and isinstance(host, Phrase) else ()
    return item.effect == "injured" and not lives.isdisjoint(words)


def _rest_of_the_attackers(row: Clause) -> None:
    """Mark the one of "nine of the ten attackers were killed and one was captured" as an attacker: a bare number that is what is
    left, or that was captured; not whom "a shooting that left two dead" struck, told of one of three gunmen."""
    doers: Phrase | None = None
    for index, item in enumerate(row.items):
        if not isinstance(item, Phrase) or item.person == "no":
            continue
        if item.attackers:
            doers = item
        elif doers is not None and item.bare and not (item.others or item.partitive) and item.value.best:
            rest = doers.inner is not None and (doers.inner.best or 0) - (doers.value.best or 0) == item.value.best
            item.attackers = (rest and row.word(index - 1) not in _LEAVES) or item.effect == "abducted"
        else:
            doers = None


def _spouses(row: Clause) -> None:
    """Count "their wives" of "two farmers and their wives", who are as many."""
    for index, item in enumerate(row.items):
        husbands = row.items[index - 2] if index > 1 and row.word(index - 1) == "and" else None
        if isinstance(item, Phrase) and isinstance(husbands, Phrase) and item.value == MANY and (husbands.value.best or 0) > 1:
            words = [row.words.word(i) for i in range(item.first, item.past)]
            if words[0] == "their" and words[-1] in ("wives", "husbands", "spouses"):
                item.value = husbands.value


def _whole_before(row: Clause, deed: Deed, index: int) -> None:
    """Give the twenty of "the 20 killed included four children" the effect of those they include."""
    whole = row.items[index - 1] if index else None
    if isinstance(whole, Phrase) and whole.bare and whole.value.best and whole.person == "yes" and whole.effect is None:
        whole.effect, whole.deed = deed.effect, index


def _equated(row: Clause) -> None:
    """Give the effect of "the confirmed deaths are" to the persons listed behind it."""
    for index, item in enumerate(row.items):
        if isinstance(item, Phrase) and item.inherent in ("killed", "injured") and item.value == MANY and not item.partitive:
            behind = listed(row, index + 2) if row.kind(index + 1) == "A" and row.kind(index + 2) == "NP" else []
            for phrase in behind:
                if phrase.effect is None:
                    phrase.effect, phrase.role = item.inherent, "part" if len(behind) > 1 else "whole"


def _climbed(row: Clause) -> None:
    """Give the figure of "deaths from the blast had climbed to 90", "the injured, police said, now number 221" its effect."""
    words = row.words
    for index, item in enumerate(row.items):
        if not isinstance(item, Phrase) or not item.bare or item.effect is not None or not item.value.best or item.person != "yes":
            continue
        to = words.word(item.first - 1) == "to" and has_risen(words, item.first)
        number = words.word(item.first - 1) in ("number", "numbers", "numbered")
        if not (to or number):
            continue
        before = [p for p in row.items[:index] if isinstance(p, Phrase) and p.inherent in ("killed", "injured") and p.value == MANY]
        if before:
            item.effect = before[-1].inherent
        elif to and {"deaths", "fatalities"} & set(words.lower[: item.first]):
            item.effect = "killed"


def _add_another(row: Clause) -> None:
    """Make parts of "one person wounded and another injured", "a woman was shot and two others were hit": they add up."""
    before: dict[Effect, Phrase] = {}
    for index, item in enumerate(row.items):
        if row.kind(index) == ".":
            before = {}
        if not isinstance(item, Phrase) or item.effect not in ("killed", "injured", "hit") or not item.value.best:
            continue
        first = before.get(item.effect)
        apart = item.attackers or item.partitive or item.ordinal or item.role == "included"
        apart = apart or row.words.word(item.first - 1) == "after"  # "12 have died, after two more people did"
        if first is not None and not apart and _goes_on_to_kill(row, item):
            first.role = item.role = "part"
        if item.others and first is not None and not apart and row.words.word(item.first) != "the":
            first.role = item.role = "part"
        if item.role in ("whole", "part") and not item.attackers:
            before[item.effect] = item


def _goes_on_to_kill(row: Clause, item: Phrase) -> bool:
    """Tell the guard of "he killed his brother and his wife before killing a guard", "shot two dead, then killed a guard"."""
    deed = row.items[item.deed] if item.deed >= 0 else None
    if not isinstance(deed, Deed) or deed.voice != "active" or deed.effect != "killed" or deed.past != item.first:
        return False
    return row.words.word(deed.first - 1) in ("before", "then") and row.words.word(item.first) != "the" and not item.definite


def _sent_to_hospital(row: Clause) -> None:
    """Give "injured" to those whom something "sent … to the hospital"."""
    for item in row.items:
        if isinstance(item, Phrase) and item.effect is None and item.person == "yes":
            sent = row.words.word(item.first - 1) in table("count_words")["sends"].split()
            after = [row.words.word(i) for i in range(item.past, item.past + 6)]
            if sent and after[0] in ("to", "in", "into") and {"hospital", "hospitals", "clinic"} & set(after):
                item.effect = "injured"
            if _came_to_hospital(row.words, item):
                item.effect = "injured"


def _came_to_hospital(words: Words, item: Phrase) -> bool:
    """Tell "two other gunshot victims arrived at the hospital" from others who came there."""
    came = words.word(item.past) in table("count_words")["came"].split()
    victims = item.head in ("victim", "victims") and bool(item.value.best) and not item.partitive
    return came and victims and not {"hospital", "hospitals"}.isdisjoint(words.word(i) for i in range(item.past, item.past + 7))


def _assign(phrase: Phrase, deed: Deed, index: int, row: Clause) -> None:
    if phrase.inherent == "killed" and deed.effect != "killed":
        return
    if phrase.partitive and phrase.inherent == deed.effect:
        phrase.role = "included"
    if _RANK[deed.effect] > _RANK[phrase.effect]:
        phrase.deed, phrase.effect = index, "arrested" if _is_caught(phrase, deed, row) else deed.effect
        if _is_graver(phrase, deed):
            phrase.role = "whole"
    if deed.voice in ("among", "includes"):
        phrase.role = "included"


def _is_caught(phrase: Phrase, deed: Deed, row: Clause) -> bool:
    """Tell a wanted man from a captive: "Reyes was captured in France", by nobody that is told."""
    words = row.words
    return (
        deed.voice == "passive"
        and phrase.named
        and words.word(deed.past - 1) == "captured"
        and "by" not in words.lower[deed.past :]
    )


def _is_graver(phrase: Phrase, deed: Deed) -> bool:
    """Tell the two of "five people were shot, including two men who were killed": all the dead, and some of those hit."""
    several = phrase.role == "included" and not phrase.partitive and (phrase.value.best or 0) > 1
    return several and phrase.host is not None and phrase.host.effect == "hit" and deed.effect == "killed"


def _inherit(row: Clause) -> None:
    """Give an effect to phrases that carry it in their own words, and to parts what befell their whole."""
    for index, item in enumerate(row.items):
        if not isinstance(item, Phrase) or item.effect is not None:
            continue
        if item.host is not None:
            item.effect, item.deed = item.host.effect or item.host.inherent, item.host.deed
        elif item.inherent is not None and not _unasserted(row, index):
            item.effect = item.inherent
            if item.partitive:
                item.role = "included"
            elif item.inherent == "casualties" and not (item.value.best == 0 or _is_told(row, index)):
                item.effect = None


def _is_told(row: Clause, index: int) -> bool:
    """Tell whether something caused or counted the casualties at `index` ("suffered 30 casualties", "spoke of seven victims")."""
    item = row.items[index]
    words = row.words
    several = isinstance(item, Phrase) and (item.value.best or 0) > 1 and item.past - item.first > 2
    if several and isinstance(item, Phrase) and words.word(item.past - 2) in word_set("struck_by"):
        return True  # "the other four shooting victims"
    if row.word(index - 1) == "of":
        return row.kind(index - 2) == "V"
    return row.kind(index - 1) in ("V", "DEED", "NP", "H")


def _unasserted(row: Clause, index: int) -> bool:
    before = row.items[index - 1] if index > 0 else None
    return isinstance(before, Deed) and before.certainty is None
