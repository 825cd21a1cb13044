"""Near-duplicates: syndicated and lightly edited copies of one text. They are kept, and they count as one voice.

MinHash bands (rensa) find candidates; the exact share of common word shingles decides, so that chance plays no part in the answer.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from rensa import RMinHash

PERMUTATIONS = 96
BANDS = 24
"""24 bands of 4 rows find 94% of pairs with likeness 0.33 and 99.9% with 0.5 (1 - (1 - s^4)^24), to be decided exactly."""
SEED = 5
SHINGLE = 4
"""Words in a shingle."""
LIKENESS = 0.42
"""Jaccard likeness of the shingle sets from which two texts are copies: an edited wire story keeps half its sentences."""
CONTAINED = 0.7
"""A shortened copy: this share of the smaller text's shingles stands in the other."""
FEWEST = 25
"""Texts with fewer shingles than this are too short to be called copies (teasers, one-line alerts), unless they are equal."""
_WORD = re.compile(r"\w+")


def shingles(text: str) -> frozenset[str]:
    """Return the text's runs of `SHINGLE` words, in lower case without punctuation."""
    found = _WORD.findall(text.casefold())
    return frozenset(" ".join(found[at : at + SHINGLE]) for at in range(max(1, len(found) - SHINGLE + 1))) if found else frozenset()


def bands(text: str) -> list[int]:
    """Return the text's band keys as signed 64-bit integers: copies share at least one, with the odds at `BANDS`."""
    return band_keys(shingles(text), BANDS, PERMUTATIONS // BANDS)


def band_keys(items: frozenset[str], count: int, rows: int) -> list[int]:
    """Return `count` keys, each of `rows` minimal hashes: sets of likeness s share one with the odds 1 - (1 - s^rows)^count."""
    if not items:
        return []
    sketch = RMinHash(num_perm=count * rows, seed=SEED)
    sketch.update(sorted(items))
    digest = sketch.digest()
    return [_key(band, digest[band * rows : (band + 1) * rows]) for band in range(count)]


def _key(band: int, rows: Iterable[int]) -> int:
    raw = hashlib.blake2b(f"{band}:{','.join(map(str, rows))}".encode(), digest_size=8).digest()
    return int.from_bytes(raw, "big", signed=True)


def likeness(a: frozenset[str], b: frozenset[str]) -> float:
    """Return how far one text is a copy of the other, 0..1: Jaccard, or the contained share where that is what tells; 0 if none."""
    if not a or not b:
        return 0.0
    if a == b:
        return 1.0
    if min(len(a), len(b)) < FEWEST:
        return 0.0
    shared = len(a & b)
    jaccard, contained = shared / len(a | b), shared / min(len(a), len(b))
    return round(max(jaccard, contained), 4) if jaccard >= LIKENESS or contained >= CONTAINED else 0.0
