"""Templates of the Message Understanding Conferences 3 and 4, and their messages: answer keys and systems' response files alike.

A template is 25 numbered slots; a slot holds fills, one a line; a fill holds alternatives parted by ``/``, may be optional (a
leading ``?``), and in the slots for types, numbers and effects refers to another slot's string after a colon. ``*`` (the slot does
not apply) and ``-`` (nothing to say) hold no fill. ``1 (OPTIONAL)`` marks a template that may be left out; ``*`` as the number says
that the message has none. Lines from ``;`` on are comments. (Task documentation, template-doc-part1.)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

TEMPLATE_NUMBER, DATE, LOCATION, TYPE, STAGE, INSTRUMENT, INSTRUMENT_TYPE = 1, 2, 3, 4, 5, 6, 7
CATEGORY, INDIVIDUAL, ORGANIZATION, CONFIDENCE = 8, 9, 10, 11
TARGET, TARGET_TYPE, TARGET_NUMBER, TARGET_NATION, TARGET_EFFECT, TARGET_TOTAL = 12, 13, 14, 15, 16, 17
VICTIM, VICTIM_DESCRIPTION, VICTIM_TYPE, VICTIM_NUMBER, VICTIM_NATION, VICTIM_EFFECT, VICTIM_TOTAL = 18, 19, 20, 21, 22, 23, 24
SLOTS = {
    DATE: "INCIDENT: DATE", LOCATION: "INCIDENT: LOCATION", TYPE: "INCIDENT: TYPE", STAGE: "INCIDENT: STAGE OF EXECUTION",
    INSTRUMENT: "INCIDENT: INSTRUMENT ID", INSTRUMENT_TYPE: "INCIDENT: INSTRUMENT TYPE", CATEGORY: "PERP: INCIDENT CATEGORY",
    INDIVIDUAL: "PERP: INDIVIDUAL ID", ORGANIZATION: "PERP: ORGANIZATION ID", CONFIDENCE: "PERP: ORGANIZATION CONFIDENCE",
    TARGET: "PHYS TGT: ID", TARGET_TYPE: "PHYS TGT: TYPE", TARGET_NUMBER: "PHYS TGT: NUMBER",
    TARGET_NATION: "PHYS TGT: FOREIGN NATION", TARGET_EFFECT: "PHYS TGT: EFFECT OF INCIDENT",
    TARGET_TOTAL: "PHYS TGT: TOTAL NUMBER", VICTIM: "HUM TGT: NAME", VICTIM_DESCRIPTION: "HUM TGT: DESCRIPTION",
    VICTIM_TYPE: "HUM TGT: TYPE", VICTIM_NUMBER: "HUM TGT: NUMBER", VICTIM_NATION: "HUM TGT: FOREIGN NATION",
    VICTIM_EFFECT: "HUM TGT: EFFECT OF INCIDENT", VICTIM_TOTAL: "HUM TGT: TOTAL NUMBER",
}  # fmt: skip
"""Scored slots by number; 0 is the message and 1 the template's number."""
NAMES = SLOTS | {0: "MESSAGE: ID", TEMPLATE_NUMBER: "MESSAGE: TEMPLATE"}
STRINGS = frozenset((INSTRUMENT, INDIVIDUAL, ORGANIZATION, TARGET, VICTIM, VICTIM_DESCRIPTION))
"""Slots filled with words of the message."""
REFERRING = frozenset((INSTRUMENT_TYPE, CONFIDENCE, TARGET_TYPE, TARGET_NUMBER, TARGET_NATION, TARGET_EFFECT, VICTIM_DESCRIPTION,
                       VICTIM_TYPE, VICTIM_NUMBER, VICTIM_NATION, VICTIM_EFFECT))  # fmt: skip
"""Slots whose fills may refer to a string of another slot."""

_SLOT = re.compile(r"^\s{0,3}(\d{1,2})\.\s+(.*)$")
_PIECE = re.compile(r'"(?:\\.|[^"\\]){0,300}+"|[/:]|[^"/:]+')
_MESSAGE = re.compile(r"^\s{0,3}((?:DEV|TST[1-4])-MUC[34]-\d{4})(?:\s+\([A-Z][A-Z ]{0,30}\))?[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Fill:
    """One fill: its alternatives, the alternatives of the string it refers to, and whether the key calls it optional."""

    values: tuple[str, ...]
    refers: tuple[str, ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Template:
    """One template of a message; ``fills`` maps the number of a slot to its fills, slots without any are absent."""

    message: str
    number: str
    fills: Mapping[int, tuple[Fill, ...]] = field(default_factory=dict)
    optional: bool = False

    def slot(self, number: int) -> tuple[Fill, ...]:
        """Return the fills of a slot, none where it is blank."""
        return self.fills.get(number, ())


def templates(text: str) -> dict[str, list[Template]]:
    """Return the templates of a key or response file by message id; a message without any has an empty list."""
    found: dict[str, list[Template]] = {}
    for block in _blocks(text):
        message = re.sub(r"(?<!\s)\s*\(.{0,500}$", "", block.get(0, [""])[0]).strip()
        number = block.get(TEMPLATE_NUMBER, ["*"])[0].strip()
        here = found.setdefault(message, [])
        if number.startswith("*") or not number:
            continue
        fills = {slot: tuple(filter(None, (fill(line, slot) for line in lines))) for slot, lines in block.items() if slot > 1}
        kept = {slot: values for slot, values in fills.items() if values}
        here.append(Template(message, number.split()[0], kept, "OPTIONAL" in number))
    return found


def _blocks(text: str) -> Iterator[dict[int, list[str]]]:
    """Yield the raw lines of each template by slot number; slot 0 begins a new one."""
    block: dict[int, list[str]] = {}
    current = -1
    for line in text.splitlines():
        if line.lstrip().startswith(";") or not line.strip():
            continue
        match = _SLOT.match(line)
        if match:
            current = int(match[1])
            if current == 0 and block:
                yield block
                block = {}
            block.setdefault(current, []).append(match[2].removeprefix(NAMES.get(current, "")).strip())
        elif current >= 0:
            block[current].append(line.strip())
    if block:
        yield block


def fill(line: str, slot: int) -> Fill | None:
    """Return the fill on one line of a slot, None where it is blank."""
    line = line.strip()
    optional = line.startswith("?")
    line = line.lstrip("? ")
    if not line or line in ("*", "-"):
        return None
    if slot in (LOCATION, DATE):
        return Fill(tuple(part.strip() for part in re.split(r"\s/\s", line)), optional=optional)
    left, right = _split(line, slot in REFERRING)
    values = tuple(v for v in left if v not in ("-", "*", ""))
    return Fill(values, tuple(v for v in right if v not in ("-", "")), optional) if values else None


def _split(line: str, referring: bool) -> tuple[list[str], list[str]]:
    """Return the alternatives before and after the colon that stands outside quotes."""
    sides: tuple[list[str], list[str]] = ([""], [""])
    side = 0
    for piece in _PIECE.findall(line):
        if piece == "/":
            sides[side].append("")
        elif piece == ":" and referring and side == 0:
            side = 1
        elif piece.startswith('"') and len(piece) > 1:
            sides[side][-1] = re.sub(r"\\(.)", r"\1", piece[1:-1]).strip()
        elif not sides[side][-1]:
            sides[side][-1] = piece.strip().strip("()")
    return [v for v in sides[0] if v], [v for v in sides[1] if v]


def messages(text: str) -> dict[str, str]:
    """Return the messages of a text file by id, without the line that names them."""
    marks = list(_MESSAGE.finditer(text))
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    return {mark[1]: text[mark.end() : end].strip("\n") for mark, end in zip(marks, ends, strict=True)}


def read_templates(paths: Iterable[Path]) -> dict[str, list[Template]]:
    """Return the templates of several files."""
    found: dict[str, list[Template]] = {}
    for path in paths:
        for message, here in templates(path.read_text(encoding="latin-1")).items():
            found.setdefault(message, []).extend(here)
    return found


def read_messages(paths: Iterable[Path]) -> dict[str, str]:
    """Return the messages of several files."""
    return {name: text for path in paths for name, text in messages(path.read_text(encoding="latin-1")).items()}
