"""All-slots scores of MUC-4, without a human: recall, precision and F with partial credit.

The counts are the conference's (scoring guidelines, version 7): a fill is correct, partial, incorrect, missing or spurious;
recall = (COR + ½ PAR) / (COR + PAR + INC + MIS), precision = (COR + ½ PAR) / (COR + PAR + INC + SPU). Row "all templates": every
fill of a template without a partner is missing or spurious. Optional fills and templates that are not answered cost nothing.

Templates are mapped one to one by the content-based conditions (§3.2.1: the type at least partly right, and one perpetrator,
physical target or human target slot at least partly right), so that the summed credit is greatest. Partial credit follows the
automatic rules of §3.1.2 and §3.2; what the guidelines leave to a person is decided so: a string is right when it equals an
alternative after articles, quantifiers and nationalities are dropped (§3.1.1.1), partly right when the words of one are contained
in the other's (§3.1.1.2; switched off by ``strict``), a date partly right inside the key's range (§3.2.2).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from dateline.codebook.tables import table
from dateline.evaluate import muc4_keys as muc
from dateline.evaluate.align import assign
from dateline.evaluate.metrics import harmonic, percent
from dateline.evaluate.muc4_keys import Fill, Template

_WORD = re.compile(r"[A-Z0-9]+")
_DAY = re.compile(r"(\d{1,2}) ([A-Z]{3}) (\d{2})")
MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_KIND = re.compile(r"(?<!\s)\s*\([^()]{0,2000}\)")


@dataclass(frozen=True, slots=True)
class Counts:
    """Fills by verdict."""

    correct: int = 0
    partial: int = 0
    incorrect: int = 0
    missing: int = 0
    spurious: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.correct + other.correct,
            self.partial + other.partial,
            self.incorrect + other.incorrect,
            self.missing + other.missing,
            self.spurious + other.spurious,
        )

    @property
    def credit(self) -> float:
        """Correct fills, partial ones at half."""
        return self.correct + 0.5 * self.partial

    @property
    def possible(self) -> int:
        """Fills of the key that count."""
        return self.correct + self.partial + self.incorrect + self.missing

    @property
    def actual(self) -> int:
        """Fills of the response that count."""
        return self.correct + self.partial + self.incorrect + self.spurious

    def figures(self) -> dict[str, float]:
        """Return precision, recall and F in percent, with the number of the key's fills."""
        precision, recall = percent(self.credit, self.actual), percent(self.credit, self.possible)
        return {"precision": precision, "recall": recall, "f1": harmonic(precision, recall), "n": self.possible}


def score(
    keys: Mapping[str, Sequence[Template]], answers: Mapping[str, Sequence[Template]], *, strict: bool = False
) -> dict[int, Counts]:
    """Return the counts by slot over all messages of the keys."""
    totals = {slot: Counts() for slot in muc.SLOTS}
    for message, wanted in keys.items():
        for slot, counts in score_message(wanted, answers.get(message, ()), strict=strict).items():
            totals[slot] += counts
    return totals


def score_message(wanted: Sequence[Template], given: Sequence[Template], *, strict: bool = False) -> dict[int, Counts]:
    """Return the counts by slot for one message."""
    pairs = [(wanted[i], given[j]) for i, j in mapping(wanted, given, strict=strict)]
    left = [key for key in wanted if not key.optional and not any(key is taken for taken, _ in pairs)]
    over = [own for own in given if not any(own is used for _, used in pairs)]
    return {
        slot: sum(
            (
                *(slot_counts(slot, key.slot(slot), own.slot(slot), strict=strict) for key, own in pairs),
                *(slot_counts(slot, key.slot(slot), (), strict=strict) for key in left),
                *(slot_counts(slot, (), own.slot(slot), strict=strict) for own in over),
            ),
            Counts(),
        )
        for slot in muc.SLOTS
    }


def mapping(wanted: Sequence[Template], given: Sequence[Template], *, strict: bool = False) -> list[tuple[int, int]]:
    """Return the one-to-one mapping of key to response templates with the greatest credit among those that may be mapped."""
    values = [
        [1e-3 + _credit(key, own, strict=strict) if may_map(key, own, strict=strict) else 0.0 for own in given] for key in wanted
    ]
    return [(i, j) for i, j in assign(values) if values[i][j] > 0]


def _credit(key: Template, own: Template, *, strict: bool) -> float:
    return sum(slot_counts(slot, key.slot(slot), own.slot(slot), strict=strict).credit for slot in muc.SLOTS)


def may_map(key: Template, own: Template, *, strict: bool = False) -> bool:
    """Tell whether the content-based conditions of §3.2.1 hold."""
    if not slot_counts(muc.TYPE, key.slot(muc.TYPE), own.slot(muc.TYPE)).credit:
        return False
    slots = (muc.INDIVIDUAL, muc.ORGANIZATION, muc.TARGET, muc.TARGET_TYPE, muc.VICTIM, muc.VICTIM_DESCRIPTION, muc.VICTIM_TYPE)
    return any(slot_counts(slot, key.slot(slot), own.slot(slot), strict=strict).credit for slot in slots)


def slot_counts(slot: int, wanted: Sequence[Fill], given: Sequence[Fill], *, strict: bool = False) -> Counts:
    """Return the counts of one slot: fills are paired for the greatest credit, the rest of both sides is incorrect in pairs."""
    values = [[credit(slot, key, own, strict=strict) for own in given] for key in wanted]
    pairs = [(i, j) for i, j in assign(values) if values[i][j] > 0]
    right = sum(values[i][j] == 1 for i, j in pairs)
    taken = {i for i, _ in pairs}
    left = sum(1 for i, key in enumerate(wanted) if i not in taken and not key.optional)
    over = len(given) - len(pairs)
    wrong = min(left, over)
    return Counts(right, len(pairs) - right, wrong, left - wrong, over - wrong)


def credit(slot: int, key: Fill, own: Fill, *, strict: bool = False) -> float:
    """Return 1 for a correct fill, 0.5 for a partly correct one, 0 for an incorrect one."""
    if slot == muc.DATE:
        return max(date_credit(wanted, given) for wanted in key.values for given in own.values)
    if slot == muc.LOCATION:
        return max(location_credit(wanted, given) for wanted in key.values for given in own.values)
    if slot in muc.STRINGS:
        value = string_credit(key.values, own.values, strict=strict)
    elif slot in (muc.TARGET_NUMBER, muc.VICTIM_NUMBER, muc.TARGET_TOTAL, muc.VICTIM_TOTAL):
        value = max(_number_credit(wanted, given) for wanted in key.values for given in own.values)
    else:
        value = max(_set_credit(slot, wanted, given) for wanted in key.values for given in own.values)
    if value == 1 and key.refers and slot in muc.REFERRING and string_credit(key.refers, own.refers, strict=strict) != 1:
        return 0.5
    return value


def string_credit(wanted: Sequence[str], given: Sequence[str], *, strict: bool = False) -> float:
    """Return the credit of a string against the key's alternatives."""
    keys, owns = [_essential(v) for v in wanted], [_essential(v) for v in given]
    if any(own == key for key in keys for own in owns):
        return 1.0
    if strict:
        return 0.0
    return 0.5 if any(set(own) <= set(key) or set(key) <= set(own) for key in keys for own in owns if key and own) else 0.0


@cache
def _essential(value: str) -> tuple[str, ...]:
    """Return the words of a string without articles, quantifiers, titles and nationalities; all of them where none is left."""
    words = tuple(_WORD.findall(value.upper()))
    dropped = _nonessential()
    return tuple(w for w in words if w not in dropped and not w.isdigit()) or words


@cache
def _nonessential() -> frozenset[str]:
    return frozenset(table("crosswalk_muc4")["nonessential"])


def _set_credit(slot: int, wanted: str, given: str) -> float:
    if wanted == given:
        return 1.0
    if slot == muc.TYPE:
        return 0.5 if given == "ATTACK" else 0.0
    return 0.5 if wanted in table("crosswalk_muc4")["partial"].get(str(slot), {}).get(given, ()) else 0.0


def _number_credit(wanted: str, given: str) -> float:
    """§3.2.14: one number against a range that it ends, or against the same number with a tilde, is partly right."""
    if wanted == given:
        return 1.0
    return 0.5 if given in [part.strip() for part in wanted.replace("~", "").split("-")] else 0.0


def location_credit(wanted: str, given: str) -> float:
    """§3.2.3: country and most specific place; half for the country alone, for a place that contains the key's, one end of a range,
    or all right but the country."""
    key, own = _places(wanted), _places(given)
    if not key or not own:
        return 0.0
    ends = {end.strip() for end in key[-1].split(" - ")}
    if own[0] == key[0]:
        if own[-1] == key[-1]:
            return 1.0
        return 0.5 if len(own) == 1 or own[-1] in key[1:] or own[-1] in ends else 0.0
    return 0.5 if len(own) > 1 and own[-1] == key[-1] else 0.0


def _places(value: str) -> list[str]:
    return [part.strip() for part in _KIND.sub("", value.upper()).split(":") if part.strip()]


def date_credit(wanted: str, given: str) -> float:
    """§3.2.2: equal; half for a day inside the key's range or before its default, or for a default that ends as the key does."""
    if wanted.strip() == given.strip():
        return 1.0
    key, own = _range(wanted), _range(given)
    if key is None or own is None:
        return 0.0
    if own[0] is None:
        return 0.5 if own[1] == key[1] else 0.0
    if key == own:
        return 1.0
    if key[0] == key[1]:
        return 0.5 if own[0] <= key[1] <= own[1] and own[0] != own[1] else 0.0
    return 0.5 if (key[0] is None or key[0] <= own[0]) and own[1] <= key[1] else 0.0


def _range(value: str) -> tuple[tuple[int, int, int] | None, tuple[int, int, int]] | None:
    """Return (first, last) day as (year, month, day); first None for the default "- 08 JAN 90"."""
    days = [(int(y), MONTHS.index(m) + 1, int(d)) for d, m, y in _DAY.findall(value) if m in MONTHS]
    if not days:
        return None
    return (None, days[0]) if value.lstrip().startswith("-") else (days[0], days[-1])


def total(counts: Iterable[Counts]) -> Counts:
    """Return the sum over slots."""
    return sum(counts, Counts())
