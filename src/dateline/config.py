"""One frozen Settings: the only reader of the environment (``DATELINE_…``). Everything else is handed its options."""

from __future__ import annotations

from functools import lru_cache
from ipaddress import ip_address
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from dateline.errors import SettingsError


class Settings(BaseSettings):
    """What can be set from outside, with its default."""

    model_config = SettingsConfigDict(env_prefix="DATELINE_", frozen=True, extra="ignore")

    store: str = "sqlite:///dateline.db"
    """SQLAlchemy URL of the store."""
    rule: Literal["gtd", "acled", "ucdp"] = "gtd"
    """The rule that chooses among figures (CODEBOOK: Conflicting figures)."""
    max_bytes: int = 64 * 1024 * 1024
    """Largest input read from one file, in bytes."""
    engine: Literal["model", "grammar"] = "model"
    """``model`` lets the trained model score the grammar's candidates; ``grammar`` runs on tables alone."""
    sift: bool = True
    """Whether the cascade passes over documents that report no violence, or are not English, before the heavy stages."""
    cache: Path = Path.home() / ".cache" / "dateline"
    """Where derived data that can be rebuilt is kept."""
    captures: Path | None = None
    """Folder of the WARC files of what is fetched; ``dateline-captures`` beside a SQLite store, or in this folder, unless given."""
    contact: str = ""
    """Added to the user agent: an address at which a site's owner reaches whoever runs this."""
    fetch_delay: float = Field(default=2.0, ge=0.0)
    """Seconds between two requests to one host, where its robots.txt does not ask for more."""
    fetch_allowed: str = ""
    """For tests: ``127.0.0.1:8089,[::1]:8089``, loopback addresses with their port that the guarded door lets through."""

    @field_validator("fetch_allowed")
    @classmethod
    def _loopback_alone(cls, value: str) -> str:
        _pairs(value)
        return value

    def fetch_pairs(self) -> frozenset[tuple[str, int]]:
        """Return `fetch_allowed` as addresses and ports."""
        return _pairs(self.fetch_allowed)


def _pairs(text: str) -> frozenset[tuple[str, int]]:
    """Parse ``ADDRESS:PORT,…``.

    Raises:
        ValueError: one is no loopback address with a port.
    """
    found: set[tuple[str, int]] = set()
    for part in filter(None, (each.strip() for each in text.split(","))):
        host, colon, port = part.rpartition(":")
        address = ip_address(host.strip("[]"))
        if not (colon and address.is_loopback and port.isdecimal() and 0 < int(port) < 65536):
            raise ValueError(f"{part!r} is no loopback address with a port")
        found.add((str(address), int(port)))
    return frozenset(found)


@lru_cache(maxsize=1)
def settings() -> Settings:
    """Return the settings of this process, read once.

    Raises:
        SettingsError: a variable has no usable value; the message names it.
    """
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = "DATELINE_" + "_".join(str(part) for part in first["loc"]).upper()
        raise SettingsError(f"{name}: {first['msg']}") from error
