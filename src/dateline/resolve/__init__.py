"""Resolve: give the words their values. Each function takes an `Annotated` and returns it with one layer's values filled in."""

from __future__ import annotations

from dateline.resolve.actors import actors
from dateline.resolve.dates import dates, own_day
from dateline.resolve.places import places

__all__ = ["actors", "dates", "own_day", "places"]
