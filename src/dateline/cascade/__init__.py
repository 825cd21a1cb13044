"""Cascade: cheap first. A linear filter tells which documents report no violence, before the heavy stages read them;
what it lets pass gets a closer look by the trained model at the sentences that name events.

It is trained for recall (docs/decisions/0012-cascade.md): an article that mentions an attack in one paragraph must pass. What is
passed over reports none, or reports it in words that the filter does not know.
"""

from __future__ import annotations

from dateline.cascade.closer import brief, closer, doubtful, silent
from dateline.cascade.sift import Verdict, opens_with_hostages, sift

__all__ = ["Verdict", "brief", "closer", "doubtful", "opens_with_hostages", "sift", "silent"]
