"""No regular expression of the source or the codebook is slow on any text: each one's worst attack, of 100 KB."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

COMMAND = Path(__file__).parents[2] / "benchmarks" / "regexes.py"


def test_every_regular_expression_is_linear() -> None:
    """In a process of its own: collecting imports the whole package anew."""
    command = [sys.executable, str(COMMAND), "--quick", "--json"]
    environment = {**os.environ, "DATELINE_ENGINE": "grammar"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    told = json.loads(done.stdout)
    assert done.returncode == 0, told["slow"]
    assert told["patterns"] > 450 and not told["unknown"], told["unknown"]
