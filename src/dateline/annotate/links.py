"""Lines that lead to other stories: "STORY: One dead in triple shooting at Vegas club", and lists of clips, "0:43 Man found dead".

A headline of another story counts nobody of this one, however near its words come.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from operator import gt, lt

from dateline.codebook.tables import table
from dateline.types import Span

LONGEST = 160
"""Code points that a headline behind a link has at most."""
FEWEST = 4
"""Lines that begin with a time of their own from which on they are a list."""
_CLIP = re.compile(r"(\d{1,2}):(\d\d)\s(?!(?:[ap]\.?m\b|[AP]\.?M\b))[A-Z0-9'\"‘“]")
_LINE = re.compile(r"[^\n]+")
_ENDS = re.compile(r"[.!]['\"”’]?$")


@cache
def _link() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in table("boilerplate")["links"])
    return re.compile(rf"[^\w\s]{{0,3}}\s?(?:{words})\s?:\s?\S", re.IGNORECASE)


def is_link(line: str) -> bool:
    """Tell a line that is the headline of another story: no sentence with a full stop, behind "STORY:", "[OTHER NEWS:"."""
    return len(line) <= LONGEST and _link().match(line) is not None and _ENDS.search(line) is None


def headlines(text: str) -> list[Span]:
    """Return the lines of a text, its first aside, that tell of other stories: links, and a list of clips with their lengths."""
    lines = [(Span(match.start(), match.end()), match[0].strip()) for match in _LINE.finditer(text)][1:]
    listed = _are_clips([line for _, line in lines])
    return [span for span, line in lines if is_link(line) or (listed and _CLIP.match(line) is not None)]


def _are_clips(lines: Iterable[str]) -> bool:
    """Tell whether the lines hold a list of clips; a chronicle goes on from hour to hour, a live blog back from the newest."""
    times = [60 * int(match[1]) + int(match[2]) for line in lines if (match := _CLIP.match(line)) is not None]
    falls, rises = (sum(way(later, earlier) for earlier, later in pairwise(times)) for way in (lt, gt))
    return len(times) >= FEWEST and falls > 1 and rises > 1
