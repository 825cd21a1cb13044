"""Hand-coded incidents as the data folders hold them (``<id>.txt`` with ``<id>.json``), in one shape for all folders."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from dateline.errors import Malformed

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Gold:
    """One hand-coded incident. Values keep the shape of their file; absent ones are None or empty.

    ``quotes`` are all stretches of text that the coder copied for it. ``optional`` marks an incident that may be left out or
    given without either being an error: a foiled plot (CODEBOOK: "may be kept").
    """

    key: str
    main: bool
    type: str
    date: Json | None
    place: Json | None
    killed: Json | None
    injured: Json | None
    perpetrator: Json | None
    perpetrators: tuple[str, ...]
    claims: tuple[str, ...]
    denials: tuple[str, ...]
    weapons: tuple[str, ...]
    targets: tuple[str, ...]
    quotes: tuple[str, ...]
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """One article with what was coded of it; ``raw`` is the whole annotation."""

    id: str
    path: Path
    published: date | None
    incidents: tuple[Gold, ...]
    raw: Mapping[str, Any]


def folder(data: Path) -> list[Case]:
    """Return the cases of a folder, in the order of their names.

    Raises:
        Malformed: an annotation is not JSON or lacks its incidents.
    """
    return [case(path, path.with_suffix(".txt")) for path in sorted(data.glob("*.json")) if path.with_suffix(".txt").exists()]


def case(annotation: Path, text: Path) -> Case:
    """Return one case.

    Raises:
        Malformed: the annotation is not JSON or lacks its incidents.
    """
    try:
        raw = json.loads(annotation.read_text(encoding="utf-8"))
        day = raw.get("published")
        return Case(
            id=raw.get("id") or text.stem,
            path=text,
            published=date.fromisoformat(day) if day else None,
            incidents=tuple(incident(item) for item in raw["incidents"]),
            raw=raw,
        )
    except (ValueError, KeyError, TypeError) as error:
        raise Malformed(f"not an annotation: {error}", path=str(annotation)) from error


def incident(item: Json) -> Gold:
    """Return one coded incident in the common shape."""
    claims = [item.get("claim"), item.get("responsibility_claim"), *_more(item, "other_claims"), *_more(item, "competing_claims")]
    others = [*_more(item, "other_perpetrators"), *_more(item, "other_accusation")]
    denials = [item.get("denial"), *_more(item, "denials")]
    who = item.get("perpetrator") or None
    if not any(claims) and who and who.get("status") == "claimed":
        claims = [{"by": who.get("name")}]
    return Gold(
        key=item.get("key") or "",
        main=bool(item.get("main")),
        type=item.get("type") or "other",
        date=item.get("date"),
        place=item.get("place"),
        killed=item.get("killed"),
        injured=item.get("injured"),
        perpetrator=who,
        perpetrators=tuple(name for source in (who, *others) if source for name in _names(source.get("name"))),
        claims=tuple(name for source in claims if source for name in _names(source.get("by"))),
        denials=tuple(name for source in denials if source for name in _names(source.get("by"))),
        weapons=tuple(item.get("weapon") or ()),
        targets=tuple(item.get("target") or ()),
        quotes=tuple(dict.fromkeys(_quotes(item))),
        optional=item.get("outcome") == "foiled" or "THWARTED" in (item.get("note") or ""),
    )


def _more(item: Json, key: str) -> list[Json]:
    found = item.get(key) or []
    return [entry for entry in (found if isinstance(found, list) else [found]) if isinstance(entry, dict)]


def _names(name: str | None) -> list[str]:
    return [part.strip() for part in (name or "").split(";") if part.strip()]


def _quotes(item: Any) -> Iterator[str]:
    """Yield every copied stretch in an annotation, at any depth."""
    if isinstance(item, dict):
        for key, value in item.items():
            if isinstance(value, str) and (key == "quote" or key.endswith("_quote")) and value:
                yield value
            elif key == "mentions" and isinstance(value, list):
                yield from (mention for mention in value if mention)
            else:
                yield from _quotes(value)
    elif isinstance(item, list):
        for value in item:
            yield from _quotes(value)
