"""Every regular expression of the source and the codebook against text made to slow it down.

    python benchmarks/regexes.py [--size 100000] [--limit 1.0] [--all]

The patterns are collected as they are compiled: while every module of the package is imported, every cached table is built, and the
examples go through the pipeline, the explainer and the exports; what is compiled inside a function and was not reached is read
from the source where it is a literal. Each pattern's parse tree says what it repeats: the attacks are long runs of what each
repetition takes, of what stands before it, and of both. A pattern passes when all matches in 100 KB of each take less than the
limit (a linear one takes a few milliseconds, one quadratic in its input minutes).
"""

from __future__ import annotations

import argparse
import ast
import functools
import importlib
import inspect
import json
import pkgutil
import re
import signal
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from re import _constants as constants  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "dateline"
CALLS = frozenset(("compile", "search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer"))
RUNS = ("a", "A", " ", "1", "\n", "1,", "Aa ", "a ", "and ", '"', "'", "(", "<", "-", ".", "Aa Bb, 1 ", "\u00e9", "a,")
"""Runs tried on every pattern, beside those made from its own parse tree."""
LETTERS = "a A1 _\n,.'\"-;:/<>()[]{}&#=@$%+*?!|\\\t\u00e9\u4e00\u2019\u201c"
SMALL = 500
"""Characters of the attacks that choose the worst one, in the quick form."""
MOST = 60
"""Attacks made from one pattern's tree at most."""
REPEATS = (constants.MAX_REPEAT, constants.MIN_REPEAT, constants.POSSESSIVE_REPEAT)


@dataclass(frozen=True)
class Found:
    """A pattern and where it is compiled (file:line)."""

    pattern: str | bytes
    flags: int
    where: str
    anchored: bool = False
    """Used with ``match`` and ``fullmatch`` alone: tried at the beginning of a text, not at every letter."""


# ---- collecting -----------------------------------------------------------------------------------------------------------


def collect() -> tuple[list[Found], list[str]]:
    """Return the patterns, and the places in the source whose pattern could not be told."""
    seen: dict[tuple[str | bytes, int], str] = {}
    reached: set[str] = set()
    original = re._compile  # type: ignore[attr-defined]

    def compiling(pattern: Any, flags: Any) -> Any:
        compiled = original(pattern, flags)
        place = _caller()
        if place is not None:
            reached.add(place)
            seen.setdefault((compiled.pattern, compiled.flags), place)
        return compiled

    re._compile = compiling  # type: ignore[attr-defined]
    try:
        for name in [name for name in sys.modules if name == "dateline" or name.startswith("dateline.")]:
            del sys.modules[name]
        _exercise()
    finally:
        re._compile = original  # type: ignore[attr-defined]
    unknown = []
    for place, line, end, literal in _written():
        if not any(f"{place}:{number}" in reached for number in range(line, end + 1)):
            if literal is None:
                unknown.append(f"{place}:{line}")
            else:
                seen.setdefault((literal, re.compile(literal).flags), f"{place}:{line}")
    anchored = _anchored()
    return [Found(pattern, flags, where, where in anchored) for (pattern, flags), where in seen.items()], unknown


def _anchored() -> set[str]:
    """Return the places (file:line) of patterns whose name is used nowhere but before ``.match(`` and ``.fullmatch(``."""
    sources = {file: file.read_text(encoding="utf-8") for file in SOURCE.rglob("*.py")}
    places = set()
    for file, text in sources.items():
        for node in ast.parse(text).body:
            if not (isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and "re.compile(" in ast.unparse(node.value)):
                continue
            name = node.targets[0].id
            readers = [text] if name.startswith("_") else list(sources.values())
            uses = [use for reader in readers for use in re.findall(rf"\b{name}\b(\.\w+\()?", reader)]
            if uses and all(use in (".match(", ".fullmatch(") for use in uses[1:]) and len(uses) > 1:
                places |= {f"{file.relative_to(SOURCE)}:{line}" for line in range(node.lineno, (node.end_lineno or 0) + 1)}
    return places


def _caller() -> str | None:
    frame = sys._getframe(2)
    while frame is not None:
        if frame.f_code.co_filename.startswith(str(SOURCE)):
            return f"{Path(frame.f_code.co_filename).relative_to(SOURCE)}:{frame.f_lineno}"
        if "/re/" not in frame.f_code.co_filename and not frame.f_code.co_filename.endswith("re.py"):
            return None
        frame = frame.f_back  # type: ignore[assignment]
    return None


def _exercise() -> None:
    """Import everything, build every cached table, and send the examples through."""
    package = importlib.import_module("dateline")
    modules = []
    for found in pkgutil.walk_packages(package.__path__, "dateline."):
        if not found.name.endswith("__main__") and ".migrations" not in found.name:
            modules.append(importlib.import_module(found.name))
    for module in modules:
        for value in list(vars(module).values()):
            wrapped = getattr(value, "__wrapped__", None)
            if isinstance(value, functools._lru_cache_wrapper) and not inspect.signature(wrapped).parameters:
                value()
    from dateline.ingest import read
    from dateline.pipeline import run

    for file in sorted((ROOT / "examples").iterdir()):
        if file.suffix in (".txt", ".html", ".jsonl"):
            for document in read(str(file), on_error=lambda error: None):
                run(document)


def _written() -> Iterator[tuple[str, int, int, str | bytes | None]]:
    """Yield each call into `re` in the source: file, first and last line, and its pattern where that is a literal."""
    for file in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CALLS):
                continue
            if isinstance(node.func.value, ast.Name) and node.func.value.id == "re" and node.args:
                first = node.args[0]
                if "re.escape(" in ast.unparse(first):
                    continue  # words of a document between fixed marks: nothing in it repeats
                literal = first.value if isinstance(first, ast.Constant) and isinstance(first.value, str | bytes) else None
                yield str(file.relative_to(SOURCE)), node.lineno, node.end_lineno or node.lineno, literal


# ---- attacks ----------------------------------------------------------------------------------------------------------------


def attacks(pattern: str | bytes, flags: int) -> list[str]:
    """Return the pieces that are repeated to attack a pattern: (before, run) pairs joined as ``before + run * n``."""
    text = pattern.decode("latin-1") if isinstance(pattern, bytes) else pattern
    tree = parser.parse(text, flags & ~re.UNICODE if isinstance(pattern, bytes) else flags)
    pieces: dict[str, None] = {}
    for before, body in _repetitions(tree, ""):
        for piece in (body, before, before + body, before + body * 8):
            if piece:
                pieces.setdefault(piece, None)
    whole = _sample(tree, 0)
    for cut in (whole, whole[: len(whole) // 2], whole[:-1]):
        if cut:
            pieces.setdefault(cut, None)
    return [*list(pieces)[:MOST], *RUNS]


def _repetitions(tree: Any, before: str) -> Iterator[tuple[str, str]]:
    """Yield for each repetition a text that leads up to it and one that it takes."""
    for kind, given in tree:
        if kind in REPEATS:
            low, high, body = given
            if high > 3:
                for variant in range(3):
                    yield before, _sample(body, variant)
            yield from _repetitions(body, before)
            before += _sample(body, 0) * max(low, 1 if high else 0)
        elif kind is constants.SUBPATTERN:
            yield from _repetitions(given[-1], before)
            before += _sample(given[-1], 0)
        elif kind is constants.BRANCH:
            for branch in given[1][:12]:
                yield from _repetitions(branch, before)
            before += _sample(given[1][0], 0)
        elif kind in (constants.ASSERT, constants.ASSERT_NOT):
            yield from _repetitions(given[1], before)
        elif kind is constants.ATOMIC_GROUP:
            yield from _repetitions(given, before)
            before += _sample(given, 0)
        else:
            before += _one(kind, given, 0)


def _sample(tree: Any, variant: int) -> str:
    """Return a text that the tree takes, as short as it may be but for one round of each repetition."""
    out = ""
    for kind, given in tree:
        if kind in REPEATS:
            out += _sample(given[2], variant) * max(given[0], 1 if given[1] else 0)
        elif kind is constants.SUBPATTERN:
            out += _sample(given[-1], variant)
        elif kind is constants.ATOMIC_GROUP:
            out += _sample(given, variant)
        elif kind is constants.BRANCH:
            out += _sample(given[1][min(variant, len(given[1]) - 1)], variant)
        else:
            out += _one(kind, given, variant)
    return out


def _one(kind: Any, given: Any, variant: int) -> str:
    if kind is constants.LITERAL:
        return chr(given)
    if kind is constants.NOT_LITERAL:
        return next(letter for letter in LETTERS[variant:] if ord(letter) != given)
    if kind is constants.ANY:
        return LETTERS[variant]
    if kind is constants.IN:
        fitting = [letter for letter in LETTERS if _member(given, letter)]
        if fitting:
            return fitting[min(variant, len(fitting) - 1)]
        return next((chr(op[1] if op[0] is constants.LITERAL else op[1][0]) for op in given if op[0] in
                     (constants.LITERAL, constants.RANGE)), "")  # fmt: skip
    return ""


def _member(items: Any, letter: str) -> bool:
    negated, inside = False, False
    for kind, given in items:
        if kind is constants.NEGATE:
            negated = True
        elif kind is constants.LITERAL:
            inside |= ord(letter) == given
        elif kind is constants.RANGE:
            inside |= given[0] <= ord(letter) <= given[1]
        elif kind is constants.CATEGORY:
            name = str(given)
            fits = letter.isdigit() if "DIGIT" in name else letter.isspace() if "SPACE" in name else letter.isalnum() or letter == "_"
            inside |= fits != ("NOT" in name)
    return inside != negated


# ---- measuring --------------------------------------------------------------------------------------------------------------


class Late(Exception):
    """A pattern went on past its limit."""


def _alarm(signum: int, frame: Any) -> None:
    raise Late


def seconds(compiled: re.Pattern[Any], text: str, limit: float, *, anchored: bool = False) -> float:
    """Return the processor seconds that all matches in `text` take (the first, when `anchored`); `limit` where they take longer."""
    subject: Any = text.encode("latin-1", "replace") if isinstance(compiled.pattern, bytes) else text
    previous = signal.signal(signal.SIGVTALRM, _alarm)
    signal.setitimer(signal.ITIMER_VIRTUAL, limit)
    begun = time.process_time()
    try:
        if anchored:
            compiled.match(subject)
        else:
            for _ in compiled.finditer(subject):
                pass
    except Late:
        return limit
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, previous)
    return time.process_time() - begun


def worst(found: Found, size: int, limit: float) -> tuple[float, str]:
    """Return the slowest attack of `size` characters and its seconds."""
    compiled = re.compile(found.pattern, found.flags & ~re.UNICODE if isinstance(found.pattern, bytes) else found.flags)
    slowest = (0.0, "")
    for piece in attacks(found.pattern, found.flags):
        for text in (piece * (size // len(piece)), piece * (size // len(piece)) + "\x01"):
            slowest = max(slowest, (seconds(compiled, text, limit, anchored=found.anchored), piece))
            if slowest[0] >= limit:
                return slowest
    return slowest


def quick(found: Found, size: int, limit: float) -> tuple[float, str]:
    """Return the seconds of the attack that is the worst of 2 KB, at `size`: what CI runs."""
    compiled = re.compile(found.pattern, found.flags & ~re.UNICODE if isinstance(found.pattern, bytes) else found.flags)
    _, piece = worst(found, SMALL, limit)
    text = (piece or "a") * (size // len(piece or "a")) + "\x01"
    return min((seconds(compiled, text, limit, anchored=found.anchored) for _ in range(1)), default=0.0), piece


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--size", type=int, default=100_000)
    options.add_argument("--limit", type=float, default=1.0, help="processor seconds for one attack")
    options.add_argument("--all", action="store_true", help="print every pattern's worst, not only those over the limit")
    options.add_argument("--quick", action="store_true", help="only the attack that is the worst at 2 KB, for each pattern")
    options.add_argument("--json", action="store_true")
    given = options.parse_args()
    found, unknown = collect()
    measure = quick if given.quick else worst
    rows = sorted(((*measure(one, given.size, given.limit), one) for one in found), key=lambda row: -row[0])
    slow = [row for row in rows if row[0] >= given.limit]
    if given.json:
        told = [f"{one.where} {one.pattern!r}: {spent:.3f} s on runs of {piece!r}" for spent, piece, one in slow]
        print(json.dumps({"patterns": len(found), "slow": told, "unknown": unknown}))
        return 1 if slow else 0
    for spent, piece, one in rows if given.all else slow:
        print(f"{spent:8.3f} s  {one.where:<45} {piece[:50]!r:<52} {one.pattern[:70]!r}")
    for place in unknown:
        print(f"not checked: {place} builds its pattern from data and was not reached")
    top = max((row[0] for row in rows if row[0] < given.limit), default=0.0)
    print(f"{len(found)} patterns, {given.size} characters: {len(slow)} over {given.limit} s; the slowest of the others {top:.3f} s")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
