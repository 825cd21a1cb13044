"""The patterns of ``codebook/profiles.json``, compiled: what reports say of a group, and where it must stand in them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dateline.codebook.needles import Needled
from dateline.codebook.tables import table

_GROUP = "{group}"
_NEAR = "{near}"
_BEHIND = "{behind}"
_INSIDE = "{inside}"


@dataclass(frozen=True, slots=True)
class Pattern:
    """``ends`` / ``begins``: the match must touch a group's name at that side; that group is the value.

    ``near`` / ``behind``: the match must touch the group of which it tells, right behind or right before it; ``inside``: hold it.
    ``cased``: a capital letter tells what the value is, as it cannot in a sentence of capitals.
    """

    property: str
    regex: Needled
    begins: bool
    ends: bool
    cased: bool = False
    near: bool = False
    behind: bool = False
    inside: bool = False

    def direct(self) -> bool:
        """Tell whether the words themselves say of which group they tell, so that nothing has to be weighed."""
        return self.near or self.behind or self.inside


def spelled_out(source: str) -> str:
    """Return a pattern with its parts put in: "{person}" is what a person's name looks like, "{state}" any state by its names."""
    for name, part in _parts().items():
        source = source.replace(name, part)
    return source


@cache
def _parts() -> dict[str, str]:
    countries = table("state_forces")["countries"].values()
    names = sorted({name for country in countries for name in (country["name"], *country["names"])}, key=lambda n: (-len(n), n))
    parts = {f"{{{name}}}": part for name, part in table("profiles")["parts"].items()}
    return {**parts, "{state}": f"(?:{'|'.join(map(re.escape, names))})"}


@cache
def patterns() -> tuple[Pattern, ...]:
    """Return all patterns, first those whose words say of which group they tell."""
    rows: list[Pattern] = []
    for name, sources in table("profiles")["properties"].items():
        for source in sources:
            bare = spelled_out(source).replace(_GROUP, "").replace(_NEAR, "").replace(_BEHIND, "").replace(_INSIDE, "")
            cased = "[A-Z]" in bare or "(?i:" in bare
            rows.append(
                Pattern(
                    name,
                    Needled(bare, 0 if cased else re.IGNORECASE),
                    begins=source.startswith(_GROUP),
                    ends=source.endswith(_GROUP),
                    cased=cased,
                    near=_NEAR in source,
                    behind=source.startswith(_BEHIND),
                    inside=_INSIDE in source,
                )
            )
    return tuple(sorted(rows, key=lambda row: not row.direct()))
