"""The grammar of time expressions: the rules of ``codebook/date_rules.json`` compiled to regular expressions over token classes.

Every token becomes one character that stands for its set of classes, so a rule is a regular expression over short strings of
such characters. The same few strings ("the last WEEKDAY", "MONTH DAY , YEAR") come again and again: their parse is cached.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from dateline.annotate.times_figures import Token
from dateline.annotate.times_tokens import spelled_and_figures, vocabulary
from dateline.codebook.tables import table
from dateline.errors import CodebookError

LONGEST_RUN = 40
"""Tokens parsed at once; a longer run of figures (a table) is cut here."""
FIGURES = frozenset(
    {
        "kind", "int", "n", "day", "hour", "year", "plainyear", "yy", "ordinal", "decade", "clock", "isodate", "numdate",
        "festival", "halves", "military", "slash", "oclock", "poss", "dash", "qh",
        "yearmonth",
    }
)  # fmt: skip
"""Classes that the tokenizer gives to figures and marks, beside those of the codebook's words."""
CORE = frozenset(
    {
        "MONTH", "WEEKDAY", "WEEKDAYS", "PART", "LIGHT", "UNIT", "PLURAL", "SEASON", "DEICTIC", "CLOCKWORD", "FREQ", "REF", "HIJRI",
        "NINETY", "FESTIVAL", "ISODATE", "NUMDATE", "CLOCK", "DECADE", "PLAINYEAR", "YEAR", "MILITARY", "OCLOCK", "CORE", "SLASH",
        "TUNIT", "CALENDAR", "QH", "YEARMONTH", "ORDINAL",
    }
)  # fmt: skip
"""A run of tokens is parsed only when one of them is in these classes."""

_ELEMENT = re.compile(r"(?P<look>!?<<|!?>>)?(?P<names>[^\s:?()]+)(?::(?P<label>\w+))?(?P<optional>\?)?$")


@dataclass(frozen=True, slots=True)
class Rule:
    """A compiled rule; ``labels`` maps each group onto the classes that its token may take its value from."""

    kind: str
    pattern: re.Pattern[str]
    value: str
    role: str
    only: str
    labels: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Grammar:
    """The rules and the alphabet: a set of classes and literal words → its character."""

    rules: tuple[Rule, ...]
    symbols: dict[frozenset[str], str]
    literals: frozenset[str]
    core: frozenset[str]


@cache
def grammar() -> Grammar:
    """Return the compiled grammar, built once a process.

    Raises:
        CodebookError: a rule's pattern cannot be read.
    """
    rows = table("date_rules")["rules"]
    parsed = [_elements(row["is"], number) for number, row in enumerate(rows, 1)]
    literals = frozenset(name for elements in parsed for element in elements for name in element.names if not name.isupper())
    symbols = _alphabet(literals)
    charset = _charsets(symbols)
    rules = tuple(_compile(row, elements, charset) for row, elements in zip(rows, parsed, strict=True))
    core = frozenset(symbol for classes, symbol in symbols.items() if classes & CORE)
    return Grammar(rules, symbols, literals, core)


@dataclass(frozen=True, slots=True)
class _Element:
    look: str
    names: tuple[str, ...]
    label: str
    optional: bool


def _elements(pattern: str, row: int) -> list[_Element]:
    found = []
    for word in pattern.split():
        match = _ELEMENT.match(word)
        if match is None:
            raise CodebookError(f"cannot read {word!r}", table="date_rules.json", row=row)
        names = tuple(match["names"].split("|"))
        found.append(_Element(match["look"] or "", names, match["label"] or "", bool(match["optional"])))
    return found


def _alphabet(literals: frozenset[str]) -> dict[frozenset[str], str]:
    sets = {_signature(word, classes, literals) for word, classes in vocabulary().items()}
    sets |= {_signature(word, {}, literals) for word in literals}
    sets |= {_signature(token.word, token.values, literals) for token in spelled_and_figures()}
    sets.discard(frozenset())
    return {classes: chr(0xE000 + at) for at, classes in enumerate(sorted(sets, key=sorted))}


def _signature(word: str, classes: Mapping[str, str], literals: frozenset[str]) -> frozenset[str]:
    """Return what a token is to the grammar: its classes in capitals, and ``=word`` where a rule names the word itself."""
    own = [name.upper() for name in classes]
    return frozenset((*own, f"={word}") if word in literals else own)


def _charsets(symbols: dict[frozenset[str], str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for classes, symbol in symbols.items():
        for name in classes:
            found[name] = found.get(name, "") + symbol
    return found


def _compile(row: dict[str, str], elements: list[_Element], charset: dict[str, str]) -> Rule:
    parts: list[str] = []
    labels: list[tuple[str, tuple[str, ...]]] = []
    for element in elements:
        symbols = f"[{''.join(_members(charset, name) for name in element.names)}]"
        if element.look:
            opener = {"<<": "(?<=", "!<<": "(?<!", ">>": "(?=", "!>>": "(?!"}[element.look]
            parts.append(f"{opener}{symbols})")
            continue
        names = tuple(name.lower() for name in element.names if name.isupper())
        if names or element.label:
            label = element.label or names[0]
            labels.append((label, names if label in names or not _is_class(label) else (label, *names)))
            symbols = f"(?P<{label}>{symbols})"
        parts.append(symbols + ("?" if element.optional else ""))
    return Rule(row["kind"], re.compile("".join(parts)), row["value"], row.get("role", ""), row.get("only", ""), tuple(labels))


def _members(charset: dict[str, str], name: str) -> str:
    """Return the characters of a class (its name in capitals, told from the word of the same letters) or of a literal word."""
    try:
        return charset[name if name.isupper() else f"={name}"]
    except KeyError as error:
        raise CodebookError(f"no word has the class {name}", table="date_rules.json") from error


def _is_class(label: str) -> bool:
    return label in table("date_words")["classes"] or label in FIGURES


def runs(found: list[Token]) -> Iterator[tuple[int, str]]:
    """Yield (index of the first token, its characters) of each run of tokens that the grammar knows and may find a time in."""
    known = grammar()
    symbols, literals, core = known.symbols, known.literals, known.core
    line: list[str] = []
    for at, token in enumerate(found):
        symbol = ""
        if token.values or token.word in literals:
            symbol = symbols.get(_signature(token.word, token.values, literals), "")
        if symbol:
            line.append(symbol)
        if line and (not symbol or len(line) == LONGEST_RUN):
            if not core.isdisjoint(line):
                yield at - len(line) + (1 if symbol else 0), "".join(line)
            line = []
    if line and not core.isdisjoint(line):
        yield len(found) - len(line), "".join(line)


@lru_cache(maxsize=8192)
def parse(run: str) -> tuple[tuple[int, int, int], ...]:
    """Return (start, end, number of the rule) of every candidate in a run, the longest first at each start."""
    rules = grammar().rules
    found: list[tuple[int, int, int]] = []
    for at in range(len(run)):
        here = [(match.end(), number) for number, rule in enumerate(rules) if (match := rule.pattern.match(run, at))]
        here.sort(key=lambda item: (-item[0], item[1]))
        found += [(at, end, number) for end, number in here]
    return tuple(found)


def values(rule: Rule, run: str, start: int, found: list[Token]) -> dict[str, str]:
    """Return label → value for a match of `rule` at `start` of `run`, whose tokens are `found`."""
    match = rule.pattern.match(run, start)
    out: dict[str, str] = {}
    if match is None:
        return out
    for label, names in rule.labels:
        at = match.start(label)
        if at < 0:
            continue
        token = found[at]
        value = next((token.values[name] for name in names if name in token.values), "")
        out[label] = value.zfill(2) if label.startswith("day") else value
    return out
