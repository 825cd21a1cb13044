"""Who is said in a message of MUC-4 to do a violent act, what to be struck, who to be harmed: phrases beside such words.

Messages are in capitals; the words stand in ``phrases_muc4.json``.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from dateline.evaluate.muc4_phrases import LONGEST, LONGEST_OF, Token, ends, joined, left, right, tokens, words

LISTED = 6
"""Most words from one thing of a list to the next ("BUSES AS WELL AS AT LEAST A DOZEN STORES")."""


def doers(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of phrases for people between ``start`` and ``end`` who do a violent act there, or by whom it is done."""
    found = tokens(text)
    for i, token in enumerate(found):
        if token.start < start or token.end > end or token.word not in words("people"):
            continue
        if i + 1 < len(found) and joined(text, found, i) and _modifies(token.word, found[i + 1].word):
            continue
        first, last = left(text, found, i), _clothed(text, found, right(text, found, i))
        if first != i and found[first].word in ("KM", "METERS"):
            continue
        if _acts(text, found, _with_body(text, found, last)) or _by(found, first):
            yield found[first].start, found[last].end


def _modifies(word: str, behind: str) -> bool:
    """Tell whether a word for people only says of what kind the next is ("TERRORIST ATTACK", "GUERRILLA COMMANDOS")."""
    if behind in words("people"):
        return True
    return (
        not word.endswith("S")
        and word not in ("MEN", "PEOPLE")
        and not (ends(behind) or behind in words("acts") | words("aside") | words("clothed"))
    )


def modifies(text: str, end: int) -> bool:
    """Tell whether the word for people that ends at `end` only says of what kind the next is."""
    found = tokens(text)
    i = next((i for i, token in enumerate(found) if token.end == end), len(found))
    return i + 1 < len(found) and joined(text, found, i) and _modifies(found[i].word, found[i + 1].word)


def _with_body(text: str, found: list[Token], last: int) -> int:
    """Return the last word of the body whose people they are ("REBELS OF THE FRONT OF THE SOUTH")."""
    if last + 2 >= len(found) or found[last + 1].word != "OF" or not joined(text, found, last):
        return last
    past = last + 2
    while past + 1 < len(found) and past - last < LONGEST_OF and joined(text, found, past):
        if ends(found[past + 1].word) and found[past + 1].word not in ("OF", "THE"):
            break
        past += 1
    return past


def _clothed(text: str, found: list[Token], last: int) -> int:
    """Return the end of a phrase with the clothes behind it ("MEN IN CIVILIAN CLOTHES")."""
    if last + 1 >= len(found) or found[last + 1].word not in words("clothed") or not joined(text, found, last):
        return last
    behind = range(last + 2, min(last + LONGEST, len(found)))
    return next((i for i in behind if found[i].word in words("clothes") and joined(text, found, i - 1)), last)


def _acts(text: str, found: list[Token], last: int) -> bool:
    """Tell whether an act follows that they do; "WERE KILLED" is done to them, "WERE INVOLVED" is not."""
    suffer = False
    for token in found[last + 1 : last + 9]:
        if text[token.start - 1] in "([":
            continue
        if token.word in words("acts"):
            return not suffer or token.word in words("had_part") or token.word.endswith("ING")
        suffer = suffer or token.word in ("WAS", "WERE", "BEEN", "BEING")
        if token.word not in words("aside"):
            return False
    return False


def _by(found: list[Token], first: int) -> bool:
    before = [t.word for t in found[max(first - 4, 0) : first]]
    while before and before[-1] in ("A", "AN", "THE", "SOME", "ABOUT"):
        before.pop()
    return bool(before) and (before[-1] in words("accused") or before[-2:] == ["WORK", "OF"])


def struck(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of phrases for sites and things between ``start`` and ``end`` that are said there to be hit."""
    found = tokens(text)
    past = -2
    for i, token in enumerate(found):
        if token.start < start or token.end > end or token.word not in words("sites"):
            continue
        if i + 1 < len(found) and found[i + 1].word in words("sites") and joined(text, found, i):
            continue
        first, last = left(text, found, i), right(text, found, i)
        listed = 0 <= past < first and first - past <= LISTED and all(t.word in words("listed") for t in found[past + 1 : first])
        if listed or _struck_before(found, first) or _struck_behind(text, found, last):
            yield found[first].start, found[last].end
            past = last


def _struck_before(found: list[Token], first: int) -> bool:
    for token in reversed(found[max(first - 7, 0) : first]):
        if token.word in words("hits") and token.word != "FIRE":
            return True
        if token.word not in words("links") and not token.word.isdigit():
            return False
    return False


def _struck_behind(text: str, found: list[Token], last: int) -> bool:
    """Tell whether "WAS DESTROYED" or "ON FIRE" follow, a place between ("A KIOSK IN LA PAZ WAS DESTROYED")."""
    if [token.word for token in found[last + 1 : last + 3]] == ["ON", "FIRE"]:
        return True
    last = _past_place(text, found, last)
    for count, token in enumerate(found[last + 1 : last + 6]):
        if token.word in words("hits"):
            return count > 0
        if token.word not in words("passive"):
            return False
    return False


def _past_place(text: str, found: list[Token], last: int) -> int:
    """Return the last word of the place that follows word `last`, that word where none does."""
    if last + 1 >= len(found) or found[last + 1].word not in ("IN", "AT", "NEAR") or not joined(text, found, last):
        return last
    last += 1
    while last + 1 < len(found) and joined(text, found, last) and not ends(found[last + 1].word):
        last += 1
    return last


def harmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of phrases for people between ``start`` and ``end`` who are said there to be killed, hurt or taken."""
    found = tokens(text)
    for i, token in enumerate(found):
        if token.start < start or token.end > end or token.word.removesuffix("'S") not in _people():
            continue
        if i + 1 < len(found) and found[i + 1].word in _people() and joined(text, found, i):
            continue
        first, last = left(text, found, i), right(text, found, i)
        if _harmed_before(found, first) or _harmed_behind(found, last):
            yield found[first].start, found[last].end - 2 * found[last].word.endswith("'S")


@cache
def _people() -> frozenset[str]:
    lists = ("persons", "titles", "soldiers", "police", "jurists", "officials", "politicians", "diplomats", "guards")
    return frozenset().union(*(words(name) for name in lists)) - words("bodies") - frozenset(("MILITARY", "MEMBER", "MEMBERS"))


def _harmed_before(found: list[Token], first: int) -> bool:
    before = [token.word for token in found[max(first - 5, 0) : first]]
    while before and (before[-1] in words("links") - {"OF"} or before[-1].isdigit()):
        before.pop()
    if before[-1:] == ["OF"]:
        return len(before) > 1 and before[-2] in words("harms")
    return bool(before) and before[-1] in words("harmed") and not set(before[-3:-1]) & words("passive")


def _harmed_behind(found: list[Token], last: int) -> bool:
    """Tell whether "WAS KILLED", "DIED" or "'S MURDER" follow, a name between."""
    passed = False
    for count, token in enumerate(found[last : last + 9]):
        if token.word.endswith("'S"):
            behind = found[last + count + 1 : last + count + 3]
            return not passed and any(other.word in words("harms") for other in behind)
        if token.word in words("harmed"):
            return passed or token.word == "DIED"
        passed = passed or (count > 0 and token.word in words("passive"))
        between = token.word in words("passive") or token.word in ("WHO", "BEING")
        if count > 0 and not between and (passed or ends(token.word) or count > LONGEST):
            return False
    return False
