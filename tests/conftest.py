"""What all tests share: the development data, which lies outside the repository."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def data() -> Path:
    """The folder of development data: DATELINE_DATA, or ../shared/data beside the repository."""
    folder = Path(os.environ.get("DATELINE_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"no development data at {folder}: set DATELINE_DATA to its folder")
    return folder
