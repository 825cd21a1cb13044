"""The shards of an input: fixed by its files alone, so that a second run, with any engine and any number of workers, agrees."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from dateline import __version__
from dateline.errors import NotFound, SettingsError, Unreadable
from dateline.ingest.slices import Slice, cut
from dateline.ingest.sniff import suffix_kind

DOCUMENTS = 1000
"""Records a shard: some ten seconds of work, so that progress is seen and little is done twice; a thousand rows of Parquet."""
MANIFEST = "ingest.json"
_SINGLE = ("text", "html", "pdf", "feed")
"""Kinds of which a file is one item: many of them make a shard."""


@dataclass(frozen=True, slots=True)
class Shard:
    """A part of the input. ``name`` begins with its number and ends with a hash of what it holds."""

    name: str
    slices: tuple[Slice, ...]
    size: int
    """Bytes of input, for the estimate of the end."""


@dataclass(frozen=True, slots=True)
class Job:
    """How every shard is read: what else the output depends on."""

    published: str | None = None
    sift: bool = True
    keep_text: bool = False
    """Keep the text of documents that are passed over for reporting no violence."""


def shards(paths: list[str], every: int = DOCUMENTS) -> list[Shard]:
    """Return the shards of files and folders in order.

    Raises:
        NotFound: a path is not there.
        Unreadable: a folder holds nothing that can be read.
    """
    found: list[Shard] = []
    small: list[Slice] = []
    for file in _files(paths):
        if suffix_kind(file) in _SINGLE:
            small.append(Slice(file))
            if len(small) == every:
                found.append(_shard(len(found), tuple(small)))
                small = []
            continue
        found += [_shard(number, (part,)) for number, part in enumerate(cut(file, every), start=len(found))]
    return [*found, *([_shard(len(found), tuple(small))] if small else [])]


def claim(folder: Path, job: Job) -> None:
    """Make the output folder, or check that what it holds came from the same job, so that a resumed run does not mix two.

    Raises:
        SettingsError: the folder holds the output of another job or another version.
    """
    folder.mkdir(parents=True, exist_ok=True)
    wanted = {"dateline": __version__, **asdict(job)}
    try:
        held = json.loads((folder / MANIFEST).read_text("utf-8"))
    except FileNotFoundError:
        (folder / MANIFEST).write_text(json.dumps(wanted, indent=1) + "\n", "utf-8")
        return
    if held != wanted:
        raise SettingsError(
            f"--out {folder}: it holds the output of another run ({_difference(held, wanted)}); choose a new folder"
        )


def _difference(held: dict[str, Any], wanted: dict[str, Any]) -> str:
    return ", ".join(
        f"{key} {held.get(key)!r}, now {wanted.get(key)!r}" for key in sorted(held | wanted) if held.get(key) != wanted.get(key)
    )


def _files(paths: list[str]) -> Iterator[str]:
    for path in paths:
        if Path(path).is_dir():
            inside = sorted(str(file) for file in Path(path).rglob("*") if file.is_file() and suffix_kind(file.name))
            if not inside:
                raise Unreadable("a folder without a file that can be read", path=path)
            yield from inside
        elif Path(path).is_file():
            yield path
        else:
            raise NotFound("no such file", path=path)


def _shard(number: int, slices: tuple[Slice, ...]) -> Shard:
    sizes = [Path(part.path).stat().st_size for part in slices]
    told = [(part.path, part.start, part.end, size) for part, size in zip(slices, sizes, strict=True)]
    digest = hashlib.sha256(json.dumps(told).encode()).hexdigest()[:12]
    size = sum((part.end or whole) - part.start for part, whole in zip(slices, sizes, strict=True))
    return Shard(f"{number:06d}-{digest}", slices, size)
