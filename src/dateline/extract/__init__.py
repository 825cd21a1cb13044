"""Extract: group the resolved layers into incidents, warnings, motives and group profiles."""

from __future__ import annotations

from dataclasses import replace

from dateline.extract.advisories import advisories
from dateline.extract.care import spare
from dateline.extract.incidents import accounts, too_long
from dateline.extract.motives import motives
from dateline.extract.profiles import profiles
from dateline.types import Annotated, Report


def report(annotated: Annotated) -> Report:
    """Return what the document says, without names of private persons."""
    told = accounts(annotated)
    found = tuple(item.report for item in told)
    cut = too_long(annotated)
    document = annotated.document
    said = Report(
        replace(document, complete=False, problems=(*document.problems, *cut)) if cut else document,
        incidents=found,
        advisories=advisories(annotated, found),
        motives=motives(annotated, found, [item.asked for item in told]),
        actors=profiles(annotated),
    )
    return spare(annotated, said)
