"""One frozen Settings: the only reader of the environment (``DATELINE_…``). Everything else is handed its options."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import ValidationError
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
    cache: Path = Path.home() / ".cache" / "dateline"
    """Where derived data that can be rebuilt is kept."""


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
