"""Guards: which matches of the grammar are no time expression after all ("2000 people", "March" the verb, the Sunday Times)."""

from __future__ import annotations

import re

from dateline.annotate.times_figures import Token
from dateline.annotate.times_joins import Piece
from dateline.annotate.times_numbers import numbers
from dateline.codebook.tables import table

_LEADS = ("prep", "rel", "mod", "order", "edge")
_BEHIND_A_DAY = frozenset({"in", "at", "near", "outside", "when", "while", "as", "after", "before", "with", "a", "an", "the"})
"""Words behind "on the 17th" that cannot go on with what the ordinal counts ("on the 17th floor")."""
_OF_A_FEAST = frozenset(table("date_festivals")["things"])
"""What is called after a feast and stands for weeks ("a Christmas market", "Christmas lights"): no day."""
_NAMED_AFTER = frozenset(table("date_words")["named_after_a_day"])
"""What is called after a day ("Movement", "Brigade")."""
CALLED_REACH = 24
"""Code points before a weekday in which a title or a word of naming stands."""
_TITLED = re.compile(
    r"\b(?:(?:M(?:rs?|s)|Dr|Prof|Rev|Fr|Hon|Engr|Barr|Sgt|Insp|Capt|Col|Lt|Gen|Sen|Cpl|Pastor|Chief|Comrade|Justice|Inspector|Sergeant|"
    r"Senator|Governor|Evangelist|Bishop|Prince|Elder|Deacon|Apostle|Prophet|Mallam|Alhaji)\.?|[AD]?[CS]{1,2}P|"
    r"identified as|named|called|names? of)\s$"
)
_BUSINESS = re.compile(
    r"\b(?:profits?|earnings|earned|revenues?|sales|net (?:income|loss)|shareholders|(?:first|second|third|fourth)[- ]quarter)\b",
    re.IGNORECASE,
)
"""What a text is about in which "the quarter" is one of the year, and none of a town."""
_SURNAME = re.compile(r"\s[A-Z][a-z]")
_SET_OFF = re.compile(r"(?:^|[.,;:\n“\"]\s?)$")
_WHO_IS = re.compile(
    r"\s(?!Police|Officials?|Authorities|Officers?|Residents?|Witnesses)[A-Z][a-z]+(?:,\s(?:an?|the|aged|\d\d?|who)\b|\s(?:said|told|explained|lamented|narrated|disclosed)\b)"
)
_ENTRY = (":", "-", "–", "—", ".")
"""Marks behind the date of an entry in a list ("August: A shell fell")."""


def allowed(text: str, found: list[Token], piece: Piece, only: str) -> bool:
    """Tell whether a match may stand; `only` is the rule's own condition."""
    if piece.role in ("part", "hours") and _is_name(text, found, piece):
        return False
    if only and not _condition(text, found, piece, only):
        return False
    if piece.spec.startswith(("XXXX-", "1", "2")) and _loose_year(text, found, piece):
        return False
    if piece.spec.startswith("XXXX-") and _counts_what_follows(text, found, piece):
        return False
    if piece.spec.startswith("XXXX-") and _is_of_a_movement(text, found, piece):
        return False
    if (piece.role == "season" or "XXXX-SP" in piece.spec) and _is_town(text, found, piece):
        return False
    if piece.role == "festival" and piece.last < len(found) and found[piece.last].word in _OF_A_FEAST:
        return False
    if piece.role == "festival" or piece.kind != "date":
        return piece.kind != "duration" or _is_duration(found, piece)
    return True


def _is_of_a_movement(text: str, found: list[Token], piece: Piece) -> bool:
    """Tell the day that a group is named after ("the 19 April Movement", "17 November Organization")."""
    if (
        piece.last >= len(found)
        or found[piece.last].word not in _NAMED_AFTER
        or (piece.first and found[piece.first - 1].word == "on")
    ):
        return False
    return text[found[piece.last].start].isupper()


def _is_town(text: str, found: list[Token], piece: Piece) -> bool:
    """Tell the town of Spring from the season: a capital behind "in" inside a sentence, in a text that is not all capitals."""
    word, before = found[piece.first], found[piece.first - 1] if piece.first else None
    alone = piece.last - piece.first == 1 and before is not None and before.word == "in"
    return alone and text[word.start : word.end] == "Spring" and not (piece.last < len(found) and found[piece.last].word == "of")


def _is_name(text: str, found: list[Token], piece: Piece) -> bool:
    """Tell the "Sunrise" of "Sunrise Hospital": a capital in front of another one, not at the sentence's beginning."""
    token, before = found[piece.first], found[piece.first - 1] if piece.first else None
    behind = text[token.end : token.end + 2]
    inside = before is not None and before.word not in (".", "?", "!", ":", '"', "“")
    return piece.last - piece.first == 1 and text[token.start].isupper() and behind[:1] == " " and behind[1:].isupper() and inside


def _condition(text: str, found: list[Token], piece: Piece, only: str) -> bool:
    if only == "short":
        return text[found[piece.last - 1].start] in "'’"
    if only == "year":
        return piece.spec.isdigit() and 1000 <= int(piece.spec) <= 2199
    if only == "end":
        after = found[piece.last].word if piece.last < len(found) else "."
        last = found[piece.last - 1]
        numbered = "ordinal" in last.values and text[last.start].isdigit() and not text.startswith(" in a ", last.end)
        ended = (not after[0].isalnum() and text[last.end : last.end + 1] != "-") or (numbered and after in _BEHIND_A_DAY)
        return ended and piece.spec[-2:].isdigit() and 1 <= int(piece.spec[-2:]) <= 31
    if only == "yearmonth":
        return piece.spec[5:].isdigit() and 1 <= int(piece.spec[5:]) <= 12
    if only in ("hijri", "hijriyear"):
        year = piece.spec[6:10]
        islamic = only == "hijriyear" or "-ramadan-" in piece.spec or "-muharram-" in piece.spec
        return year.isdigit() and 1300 <= int(year) <= 1500 and islamic
    return True


def _loose_year(text: str, found: list[Token], piece: Piece) -> bool:
    """Tell whether the expression ends in a bare figure of two digits that need not be a year ("on 14 May 19 people")."""
    last = found[piece.last - 1]
    if any("year" in token.values for token in found[piece.first : piece.last]):
        return False
    if piece.last - piece.first < 3 or "yy" not in last.values or piece.role:
        return False
    if text[last.start] in "'’" or not piece.spec[:4].isdigit() or "/" in piece.spec:
        return False
    month = next((token for token in found[piece.first : piece.last] if "month" in token.values), None)
    if month is None or found[piece.last - 2] is not month:
        return False
    return not (text[month.start : month.end].isupper() or last.glued)


def _counts_what_follows(text: str, found: list[Token], piece: Piece) -> bool:
    """Tell "in May two traders were shot", "in May 12 traders …" from a day: that stands behind "on", or a mark follows it."""
    if piece.last - piece.first != 2 or "month" not in found[piece.first].values or not piece.first or piece.last >= len(found):
        return False
    after = found[piece.last]
    return found[piece.first - 1].word == "in" and after.word.isalpha() and text[after.start].islower()


def _is_duration(found: list[Token], piece: Piece) -> bool:
    words = [token.word for token in found[piece.first : piece.last]]
    after = found[piece.last].word if piece.last < len(found) else ""
    if after in ("old", "olds"):
        return False
    if piece.role != "duration":
        return True
    return not (_is_no_unit(words, found[piece.last - 1].glued) or _is_rate(found, piece, words))


def _is_no_unit(words: list[str], glued: bool) -> bool:
    """Tell ordinals and fractions from durations: "a second man", "the 1988 second", "three-quarters", "a night"."""
    first, last = words[0], words[-1]
    if last == "second" or (last.startswith("quarter") and glued):
        return True
    if last in ("night", "quarter", "weekend") and first in ("a", "an", "one", "1", "some", "many"):
        return True
    return first in ("some", "many") and len(words) == 2 and not last.endswith("s")


def _is_rate(found: list[Token], piece: Piece, words: list[str]) -> bool:
    """Tell whether "a year" is a rate ("$2 a year", "four flights a week")."""
    if words[0] not in ("a", "an") or len(words) > 2 or not piece.first:
        return False
    before = found[piece.first - 1]
    return not before.values.keys() & {"prep", "mod", "edge"} and before.word not in (
        "than",
        "nearly",
        "almost",
        "least",
        "over",
        "within",
    )


def keeps_alone(text: str, found: list[Token], piece: Piece) -> bool:
    """Tell whether a piece that joined no other is an expression by itself."""
    before = found[piece.first - 1] if piece.first else None
    after = found[piece.last] if piece.last < len(found) else None
    match piece.role:
        case "part":
            return _opens(text, before, after)
        case "half" | "plural":
            return False
        case "business":
            return _BUSINESS.search(text) is not None
        case "measured":
            return piece.first > 1 and found[piece.first - 1].word == "of" and "edge" in found[piece.first - 2].values
        case "hours":
            return not _named(text, found, piece)
        case "month":
            return _lone_month(text, found[piece.first], before, after)
        case "weekday":
            return _lone_weekday(found[piece.last - 1], before, after) and not _called_after_it(text, found[piece.first])
        case "year":
            return not (after and ("people" in after.values or after.word in "%°" or "unit" in after.values)) and not (
                (before and before.word in ("no", "$", "page", "#"))
                or numbers(text, before.word if before else None, found[piece.last - 1].end)
            )
        case "season":  # "the summer camp"
            return after is None or after.word not in table("date_words")["season_names"]["after"]
        case "past":
            return after is None or not after.word[0].isalnum() or after.word in ("and", "is", "was", "but", "or")
        case _:
            return True


def _opens(text: str, before: Token | None, after: Token | None) -> bool:
    """Tell whether "In the evening" opens a clause: it goes on telling of the day told of, as a clock time does."""
    if (
        before is None
        or before.word != "in"
        or (after is not None and after.word in ("of", "from", "to", "between", "when", "after", "before"))
    ):
        return False
    return text[before.start].isupper() or text[max(0, before.start - 5) : before.start] in ("Late ", "Early")


def _named(text: str, found: list[Token], piece: Piece) -> bool:
    """Tell a name from a time of day ("Golden Dawn", "the newspaper Dawn"): a capital inside a line, no preposition before it."""
    word = found[piece.first]
    if piece.last - piece.first > 1 or not text[word.start].isupper() or text[word.start : word.end].isupper() or not piece.first:
        return False
    before = found[piece.first - 1]
    return text[before.end : word.start] == " " and before.word.isalpha() and "prep" not in before.values


def _lone_month(text: str, month: Token, before: Token | None, after: Token | None) -> bool:
    """Tell a month from a verb, a wish or a first name ("March on the capital", "May God", "and August Kaiser")."""
    led = before is not None and any(name in before.values for name in _LEADS)
    named = after is not None and after.word.isalpha() and text[after.start].isupper() and not after.values
    if named and (before is None or not led or before.word in ("and", "or", "by", "for", "to", "from")):
        return False
    if month.word in table("date_words")["risky_alone"]:
        entry = after is not None and after.word in _ENTRY and (month.start == 0 or text[month.start - 1] == "\n")
        return (led or entry) and text[month.start].isupper()
    return True


def _called_after_it(text: str, day: Token) -> bool:
    """Tell a first name ("Mr. Monday Bello", "named as Friday Musa", "Sunday Ade, a trader,") from a day."""
    before = text[max(0, day.start - CALLED_REACH) : day.start]
    if _TITLED.search(before):
        return _SURNAME.match(text, day.end) is not None
    return _SET_OFF.search(before) is not None and _WHO_IS.match(text, day.end) is not None


def _lone_weekday(day: Token, before: Token | None, after: Token | None) -> bool:
    words = table("date_words")
    if after is not None and after.word in words["weekday_names"]["after"]:
        return False
    if before is not None and before.word in words["weekday_names"]["before"]:
        return False
    if day.word in words["risky_alone"]:
        return before is not None and any(name in before.values for name in _LEADS)
    return True
