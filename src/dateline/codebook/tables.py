"""Read the codebook's tables: JSON files beside this one that a researcher can edit without Python."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import Any

from dateline.errors import CodebookError


@cache
def table(name: str) -> Any:
    """Return the parsed table `name` (``"boilerplate"`` for ``boilerplate.json``), read once a process; do not change it.

    Raises:
        CodebookError: there is no such table, or it is not well-formed JSON.
    """
    file = resources.files("dateline.codebook") / f"{name}.json"
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise CodebookError("no such table", table=f"{name}.json") from error
    except json.JSONDecodeError as error:
        raise CodebookError(f"not well-formed JSON: {error.msg}", table=f"{name}.json", row=error.lineno) from error
