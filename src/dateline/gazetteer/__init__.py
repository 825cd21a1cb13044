"""The offline gazetteer: GeoNames' populated places, divisions, regions and sites, and how their names are looked up."""

from __future__ import annotations

from dateline.gazetteer.store import Candidate, Gazetteer, distance, gazetteer

__all__ = ["Candidate", "Gazetteer", "distance", "gazetteer"]
