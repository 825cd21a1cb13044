"""Extract: group the resolved layers into incidents, warnings, motives and group profiles."""

from __future__ import annotations

from dateline.extract.advisories import advisories
from dateline.extract.care import spare
from dateline.extract.incidents import incidents
from dateline.extract.motives import motives
from dateline.extract.profiles import profiles
from dateline.types import Annotated, Report


def report(annotated: Annotated) -> Report:
    """Return what the document says, without names of private persons."""
    found = incidents(annotated)
    said = Report(
        annotated.document,
        incidents=found,
        advisories=advisories(annotated),
        motives=motives(annotated, found),
        actors=profiles(annotated),
    )
    return spare(annotated, said)
