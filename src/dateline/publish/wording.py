"""Values in the words of a news desk: dates written out, numbers in words below ten, places and groups with their articles."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from dateline.codebook.tables import table
from dateline.gazetteer import gazetteer
from dateline.gazetteer.names import key
from dateline.reconcile.actors import known

Json = Mapping[str, Any]
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_HEADS = {
    "at_least": "at least ",
    "more_than": "more than ",
    "about": "about ",
    "up_to": "up to ",
    "fewer_than": "fewer than ",
}
_LEADING_NUMBER = re.compile(r"^(at least |more than |about |up to |fewer than |over |some |around |nearly )?(\d[\d,]{0,11})\b")
_HEAD = re.compile(r" (?:in|near|at|of|outside|on) ")
_BLOCK = re.compile(r"(?:the )?\d+ block of ")
"""An American address by its block ("600 block of East Fifth Street")."""
_ISLAND = re.compile(r"(?:[A-Z][a-z]+ )?(?:island|islands|peninsula) of [A-Z]")
"""Land in the sea by its kind ("Indonesian island of Bali")."""
_LOOSE = re.compile(r"(?<![ ,])([ ,]+)([,.;])")
_HIDDEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0b-\x1f\x7f-\x9f]")


@cache
def phrases() -> Any:
    """Return the table of templates and words (``codebook/explainer.json``)."""
    return table("explainer")


def fill(template: str, /, **slots: str) -> str:
    """Return the template of that name with its slots filled, its first letter large."""
    text = str(phrases()["templates"][template]).format(**slots)
    return capital(_LOOSE.sub(r"\2", " ".join(text.split())))


def capital(text: str) -> str:
    """Return the text with its first letter large; "al-Shabaab" becomes "Al-Shabaab"."""
    return text[:1].upper() + text[1:]


def tidy(text: str) -> str:
    """Return the words of others on one line, without characters that hide or reorder."""
    return " ".join(_HIDDEN.sub("", text).split())


def listed(parts: Iterable[str], joint: str = "and") -> str:
    """Return "a", "a and b", "a, b and c"."""
    found = list(parts)
    if len(found) < 2:
        return "".join(found)
    return f"{', '.join(found[:-1])} {joint} {found[-1]}"


def number(count: int) -> str:
    """Return a number as text: in words below ten, with commas from a thousand."""
    return _SMALL[count] if 0 <= count < 10 else f"{count:,}"


def figure(value: Json, quote: str = "") -> str:
    """Return a count with its qualifier: "at least nine", "between 1,500 and 2,000", "dozens"."""
    low, best, high = value.get("low"), value.get("best"), value.get("high")
    kind = value.get("qualifier") or "exact"
    if kind == "vague":
        return vague(quote) or (f"at least {number(low)}" if low is not None else "an unknown number")
    if low is not None and high is not None and low != high and kind in ("range", "exact"):
        return f"between {number(low)} and {number(high)}"
    count = next((each for each in (best, low, high) if each is not None), None)
    return "an unknown number" if count is None else _HEADS.get(kind, "") + number(count)


def vague(quote: str) -> str | None:
    """Return the vague word of a quote as it counts: "dozens", "several"; None where there is none."""
    for word in re.findall(r"[a-z]+", quote.casefold()):
        if word in phrases()["vague_words"]:
            return str(phrases()["vague_words"][word])
    return None


def people(value: Json, quote: str = "", noun: tuple[str, str] = ("person", "people")) -> str:
    """Return a count of people: "at least nine people", "one person", "dozens of people"."""
    said = figure(value, quote)
    if said in phrases()["take_of"] or said.startswith("an unknown number"):
        return f"{said} of {noun[1]}"
    return f"{said} {noun[0] if said == 'one' else noun[1]}"


def counted(quote: str) -> str | None:
    """Return a quote such as "Six police officers" for the middle of a sentence; None where it is not a plain count.

    Names have no place here: a capital that is no nationality and does not begin the quote turns the quote down.
    """
    text = tidy(quote).strip(" ,;:.–—-")
    words = text.split()
    if words[-1:] and (words[-1].casefold() in phrases()["no_nouns"] or not words[-1].strip("'’s").isalpha()):
        return None
    if not 2 <= len(words) <= 8 or any(mark in text for mark in '()[]“”"…:;'):
        return None
    if words[0].endswith(",") or words[1].casefold() in phrases()["ordinals"]:  # an age ("11, who sold mangoes"), one more
        return None
    if " of the " in text or (" of " in text and words[1] == "of"):
        return None
    if any(word[:1].isupper() and word.strip(",'’s") not in nationalities() for word in words[1:]):
        return None
    if words[0][:1].isupper() and words[0] not in nationalities():
        text = text[:1].lower() + text[1:]
    found = _LEADING_NUMBER.match(text)
    if found is None:
        return text if text.split()[0] in phrases()["number_words"] or text.startswith(("at least", "more than", "up to")) else None
    count = int(found[2].replace(",", ""))
    return f"{found[1] or ''}{number(count)}{text[found.end() :]}" if count else None


@cache
def nationalities() -> frozenset[str]:
    """Return adjectives and nouns of nationality: capitals that name no person."""
    states = table("state_forces")["countries"]
    return frozenset(word for nation in states.values() for word in nation.get("adjectives", ())) | frozenset(
        phrases()["nationalities"]
    )


# ---- dates -------------------------------------------------------------------------------------------------------------


def day(iso: str | None) -> str:
    """Return an ISO prefix written out: "22 March 2024", "August 2021", "2020"."""
    parts = (iso or "").split("-")
    if not all(part.isdigit() for part in parts) or len(parts) > 3:
        return "an unknown date"
    if len(parts) == 1:
        return parts[0]
    month = int(parts[1])
    if not 1 <= month <= 12:
        return parts[0]
    words = f"{MONTHS[month - 1]} {parts[0]}"
    return f"{int(parts[2])} {words}" if len(parts) == 3 else words


def date(value: Json | None) -> str | None:
    """Return a date's words without a preposition; None for an unknown one."""
    if not value or not value.get("value"):
        return None
    first, _, last = str(value["value"]).partition("/")
    if not last:
        return day(first)
    one, two = first.split("-"), last.split("-")
    if len(one) == len(two) == 2 and one[0] == two[0]:
        return f"{day(first).partition(' ')[0]} to {day(last)}"
    if len(one) == len(two) == 3 and one[:2] == two[:2]:
        return f"{int(one[2])} to {day(last)}"
    return f"{day(first)} to {day(last)}"


def when(value: Json | None, time: str | None = None) -> str | None:
    """Return a date as an adverb: "on the evening of 22 March 2024", "in August 2021", "between 3 and 5 May 2022"."""
    words = date(value)
    if words is None or value is None:
        return None
    iso = str(value["value"])
    if "/" in iso:
        return f"between {words.replace(' to ', ' and ')}"
    if iso.count("-") < 2:
        return f"in {words}"
    part = phrases()["parts_of_day"].get((time or "").rpartition("T")[2])
    return f"{part} {words}" if part else f"on {words}"


# ---- places and groups ---------------------------------------------------------------------------------------------------


@cache
def country(code: str | None) -> str | None:
    """Return the English name of an ISO 3166-1 alpha-2 code as news writes it; None for an unknown code."""
    if not code:
        return None
    short = phrases()["countries"].get(code)
    if short:
        return str(short)
    import pycountry

    found = pycountry.countries.get(alpha_2=code)
    return str(getattr(found, "common_name", None) or found.name) if found else None


def where(place: Json | None, quote: str | None = None, *, land: bool = True) -> str | None:
    """Return a place as an adverb: "at a concert hall near Moscow, Russia"; None for an unknown one.

    ``quote`` gives a site its own article ("a", "the") where its words are the place's. A country ends in a comma, which `fill`
    takes away at the end of a clause.
    """
    name = place_name(place, quote)
    if not place or not name:
        return None
    text = f"{_preposition(name, place)}{name}"
    nation = country(place.get("country")) if land else None
    if nation and nation.removeprefix("the ")[:5].casefold() not in text.casefold():
        return f"{text}, {nation.removeprefix('the ')},"
    return f"{text}," if ", " in text else text


def _preposition(name: str, place: Json) -> str:
    low = name.casefold()
    if low.startswith(tuple(phrases()["own_prepositions"])):
        return ""
    if _ISLAND.match(name):
        return "on the "
    if low.split()[-1] in phrases()["streets"]:
        return "on "
    if _BLOCK.match(low):
        return "in the "
    if place.get("precision") == "site" and not _names_town(name):
        return "at "
    return "near " if place.get("vicinity") else "in "


def _names_town(name: str) -> bool:
    """A site of which only its town's name is known ("Mogadishu", not "Westgate"): nobody says "at Mogadishu"."""
    if any(place.kind == "site" for place in gazetteer().find(key(name))):
        return False
    words = name.split()
    nouns = {noun for each in table("place_site_nouns")["nouns"] for noun in each.casefold().split()}
    return all(word[:1].isupper() for word in words) and not nouns & {word.casefold() for word in words} and len(words) <= 2


def place_name(place: Json | None, quote: str | None = None) -> str | None:
    """Return the place's name, with the article that the quote gives a site; None where there is none."""
    if not place or not place.get("name"):
        return country(place.get("country")) if place else None
    name = tidy(str(place["name"]))
    told = _whole(name, tidy(quote or "")) if place.get("precision") == "site" else None
    if told:
        return told
    if name.isupper() and len(name) > 3:
        name = name.title()
    article = next((each for each in ("a", "an", "the") if tidy(quote or "").casefold() == f"{each} {name}".casefold()), None)
    if place.get("precision") != "site":
        return name
    if (
        article is None
        and not _BLOCK.match(name)
        and not re.search(r"['’]s? ", name)
        and _HEAD.split(name)[0].split()[-1:][0].islower()
    ):
        article = "the" if name.endswith("headquarters") else "an" if name[:1].casefold() in "aeio" else "a"
        article = None if _is_of_a_town(name) else article
    return f"{article} {name}" if article else name


def _is_of_a_town(name: str) -> bool:
    """Tell a town's one site of its kind ("Kabul airport") from "Catholic church": it takes no article."""
    town = " ".join(itertools.takewhile(lambda word: word[:1].isupper(), name.split()))
    one = name.split()[-1] in phrases()["one_a_town"]
    return one and bool(town) and town != name and any(place.kind != "country" for place in gazetteer().find(key(town)))


def _whole(name: str, quote: str) -> str | None:
    """The quote itself where it is a plain noun phrase that ends in the name: "a concert hall near Moscow"."""
    before = quote.removesuffix(name).split()
    plain = (
        3 <= len(before) <= 6
        and before[0].casefold() in ("a", "an", "the")
        and all(w.islower() and not w.endswith("ed") for w in before[1:])
    )
    return f"{before[0].lower()} {' '.join([*before[1:], name])}" if quote.endswith(name) and quote != name and plain else None


def group(name: str, actor_id: str | None = None) -> str:
    """Return a group's name as it stands in a sentence, with its article where it takes one."""
    row = known().get(actor_id or "")
    text = tidy(str(row["name"]) if row else name)
    if text.casefold().startswith("the "):
        return "the " + text[4:]
    takes = phrases()["with_article"]
    head = re.split(r" (?:of|for|in) ", text)[0].split()
    return f"the {text}" if head and head[-1] in takes and text[:1].isupper() else text


def outlet(publisher: str | None, url: str | None, path: str | None = None) -> str:
    """Return an outlet as a note names it: publisher, else host, else the file's name."""
    if publisher:
        return tidy(publisher)
    found = re.match(r"https?://(?:www\.)?([^/:?#]{1,80})", url or "")
    return found[1] if found else tidy(path or "").rpartition("/")[2] or "an article without an outlet"


def kind(name: str | None) -> str:
    """Return an incident type with its article: "a suicide bombing"."""
    return str(phrases()["kinds"].get(name or "other") or phrases()["kinds"]["other"])


def graphic(text: str) -> bool:
    """Tell whether words of others are such as we do not repeat in sentences of ours."""
    return any(word in phrases()["graphic"] for word in re.findall(r"[a-z]+", text.casefold()))
