"""State forces: "Turkish artillery", "the Nigerian army", "Russia's troops", "Hong Kong police", a country that attacks.

The value of a national force is the country; police and forces without a country keep their words (tables: ``state_forces.json``).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from dateline.annotate.reading import Reading
from dateline.codebook.actors import state_names, states
from dateline.codebook.lexicon import Lexicon, keys
from dateline.codebook.tables import table
from dateline.types import ActorValue

Item = tuple[int, int, ActorValue]
MOST_MODIFIERS = 4
"""Words between country and force noun: "Pakistani paramilitary border security forces"."""
ACTS_REACH = 8
"""Tokens behind a country's name within which its verb, or "its jets", must stand."""
BLAME_REACH = 9
"""Tokens to the left in which "by <country>" needs a word of attack or blame."""


@cache
def _words(field: str) -> frozenset[str]:
    return frozenset(key for phrase in table("state_forces")[field] for key in keys(phrase))


@cache
def _phrases(field: str) -> Lexicon[str]:
    return Lexicon((phrase, phrase) for phrase in table("state_forces")[field])


@cache
def _bodies() -> frozenset[tuple[str, ...]]:
    countries = table("state_forces")["countries"].values()
    return frozenset(keys(body) for country in countries for body in country.get("bodies", ()))


def marked_states(read: Reading, taken: bytearray) -> Iterator[Item]:
    """Yield the state actors that a country's name or adjective marks."""

    def accept(first: int, last: int, actor_id: str) -> bool:
        return not any(taken[first:last]) and _is_country(read, first, last)

    for hits in state_names().scan(read.text, read.row, accept):
        first, last, actor_id = hits[0].first, hits[0].last, hits[0].value
        record = states()[actor_id]
        if tuple(token.key for token in read.row[first:last]) in _bodies():
            yield first, last, record.value()
            continue
        end, noun = _force(read, last, taken)
        if end is not None:
            police = noun in _words("police_nouns")
            name = read.words_of(first, end) if police else record.name
            yield first, end, ActorValue(name, actor_id, "state", 1.0)
        elif (_acts(read, last) and not _within(read, first)) or (_blamed(read, first) and not _modifies(read, last)):
            yield first, last, ActorValue(record.name, actor_id, "state", 0.8)


def regimes(read: Reading, taken: bytearray) -> Iterator[Item]:
    """Yield "a regime jet", "junta troops", "the regime's airstrike": the state where the report names the one country that is so
    called in news, else the words."""
    for first, token in enumerate(read.row):
        if token.key not in _words("regimes") or taken[first] or first + 1 >= len(read.row):
            continue
        end, noun = _force(read, first + 1, taken)
        if read.row[first + 1].key.startswith("spokes") and read.joined(first):
            end, noun = first + 1, ""
        if end is None or noun in _words("police_nouns"):
            continue
        country = next((code for name, code in table("state_forces")["regime_seats"].items() if name in read.text), None)
        record = states()[f"state:{country}"] if country is not None else None
        yield first, end, record.value() if record is not None else ActorValue(read.words_of(first, first + 1), None, "state", 0.9)


def _modifies(read: Reading, last: int) -> bool:
    """Tell the adjective of "plotted by Saudi dissident Ali Odeh", behind which the noun stands that it belongs to."""
    if last >= len(read.row) or not _continues(read, last - 1) or read.row[last - 1].raw.casefold() not in _adjectives():
        return False
    return read.row[last].raw.isalpha() and read.row[last].raw.islower() and read.row[last].key not in _words("not_names")


@cache
def _adjectives() -> frozenset[str]:
    countries = table("state_forces")["countries"].values()
    names = {name.casefold() for one in countries for name in (one["name"], *one.get("names", ()))}
    return frozenset(word.casefold() for one in countries for word in one.get("adjectives", ())) - names


def _is_country(read: Reading, first: int, last: int) -> bool:
    """Tell whether the words are written as a country's ("US" and "CAR" in capitals among small letters, "U.S." anywhere)."""
    words = read.row[first:last]
    if not words[0].raw[0].isupper():
        return False
    if last - first == 1 and len(words[0].key) <= 3 and "." not in words[0].raw and words[0].key not in ("lao",):
        return words[0].raw.isupper() and not read.shouting(first, last)
    return True


def _force(read: Reading, position: int, taken: bytearray) -> tuple[int | None, str]:
    """Return the end of "<modifiers> <force or strike noun>" from `position`, and the noun's last key; None if there is none."""
    end: int | None = None
    noun = ""
    limit = position + MOST_MODIFIERS
    while position < len(read.row) and position <= limit and _continues(read, position - 1) and not taken[position]:
        hit = _phrases("force_nouns").first(read.text, read.row, position)
        hit = hit or _phrases("strike_nouns").first(read.text, read.row, position)
        if hit is not None:
            end, noun = hit.last, read.row[hit.last - 1].key
            position = hit.last
        elif read.row[position].key in _words("modifiers") or _is_model(read, position):
            position += 1
        else:
            break
    return end, noun


def _is_model(read: Reading, position: int) -> bool:
    """Tell the number of "a Russian Kh-101 missile", "an Iskander-M"."""
    word, before = read.row[position], read.row[position - 1]
    near = read.text[before.stop : word.start] == "-"
    return (any(mark.isdigit() for mark in word.raw) and any(mark.isalpha() for mark in word.raw)) or (
        near and (word.raw.isdigit() or len(word.raw) == 1)
    )


def _continues(read: Reading, index: int) -> bool:
    token = read.row[index]
    gap = read.text[token.stop : read.row[index + 1].start]
    return gap in (" ", "-") or (gap.isspace() and gap.count("\n") < (2 if read.wrapped else 1))


def _acts(read: Reading, position: int) -> bool:
    """Tell whether the country is the subject of an attack verb: "Turkey has again bombed", "Israel said its jets", "… that it"."""
    if read.row[position - 1].stop != read.row[position - 1].end:
        return False
    for index in range(position, min(position + ACTS_REACH, len(read.row))):
        if not _continues(read, index - 1):
            return False
        key = read.row[index].key
        if key in _words("agent_verbs"):
            return read.row[index].raw.islower() or read.row[index].raw.isupper()
        if key == "its":
            return index > position and _force(read, index + 1, bytearray(len(read.row)))[0] is not None
        if key not in _words("agent_skips"):
            return False
    return False


def _within(read: Reading, first: int) -> bool:
    """Tell a country that only says where who acts is: "a group in Greece says it sent the parcel", "men from northern Mali"."""
    while first > 0 and _continues(read, first - 1) and read.row[first - 1].key in _words("parts_of_a_country"):
        first -= 1
    return first > 0 and _continues(read, first - 1) and read.row[first - 1].key in ("in", "from", "across", "inside", "throughout")


def _blamed(read: Reading, first: int) -> bool:
    """Tell whether the country stands behind "by", "blamed" or "accused" in reach of a word of attack."""
    if first == 0 or (read.row[first - 1].key not in _words("blame_words") and not blamed_on(read, first)):
        return False
    reach = range(max(0, first - BLAME_REACH), first)
    return any(read.row[index].key in _words("blame_nouns") for index in reach)


def blamed_on(read: Reading, first: int) -> bool:
    """Tell whether the words stand behind "blamed on" or "attributed to"."""
    return (
        first > 1
        and read.row[first - 1].key in ("on", "to")
        and read.row[first - 2].key in ("blamed", "blame", "attributed", "pinned")
    )


@cache
def _unmarked() -> Lexicon[str]:
    never = {keys(phrase) for phrase in table("state_forces")["unmarked_never"]}
    return Lexicon((phrase, phrase) for phrase in table("state_forces")["unmarked"] if keys(phrase) not in never)


def unmarked_forces(read: Reading, taken: bytearray) -> Iterator[Item]:
    """Yield forces without a country: "police", "Chicago police", "security forces", "the army"; their words are the name."""

    def accept(first: int, last: int, phrase: str) -> bool:
        return not any(taken[first:last])

    for hits in _unmarked().scan(read.text, read.row, accept):
        first, last = hits[0].first, hits[0].last
        if _is_office(read, first, last, taken):
            continue
        before = _named_before(read, first, taken)
        if read.row[first].key in _words("police_nouns"):
            first = before
        elif before < first and read.capital(first):
            continue
        name_first = first + 1 if read.row[first].key == "the" else first
        yield name_first, last, ActorValue(_owner(read.words_of(name_first, last)), None, "state", 0.9)


def _owner(words: str) -> str:
    """Return whose the machine is ("army" of "army helicopter"); other words as they are."""
    owner, _, machine = words.rpartition(" ")
    owned = machine.casefold() in _words("machines") and owner.casefold() in table("state_forces")["owners"]
    return owner if owned else words


def _is_office(read: Reading, first: int, last: int, taken: bytearray) -> bool:
    """Tell "military" before an office of a group's own: "the Houthis' military spokesman", "its military wing"."""
    if read.row[last - 1].key != "military" or last >= len(read.row) or read.row[last].key not in _words("offices"):
        return False
    start = read.row[first].start
    if not first or read.row[first - 1].key in ("its", "their") or read.text[start - 2 : start] in ("' ", "’ "):
        return first > 0
    return bool(taken[first - 1]) and not read.text[read.row[first - 1].end : start].strip("'’s ")


def _named_before(read: Reading, first: int, taken: bytearray) -> int:
    """Return where a proper name before "police" begins ("Louisville Metro Police"), `first` if there is none."""
    if read.shouting(first, first + 1) or read.titled(first):
        return first
    start = first
    while start > 0 and first - start < 4 and not taken[start - 1] and read.spaced(start - 1):
        word = read.row[start - 1]
        if not word.raw[0].isupper() or word.end != word.stop or word.key in _words("not_names"):
            break
        start -= 1
    return start
