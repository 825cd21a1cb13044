"""Figures of sentences that grouping set beside an incident, and that the model, asked for this incident, reads as its own.

"The bomb went off at a bus park. … He said 17 bodies had been counted and 43 people were being treated."
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.extract import weigh
from dateline.extract.figures import Figure

SURE = 0.35
"""What share of the cap the model's reading of this incident gives such a figure at least. Where the weights choose none, 8 of 10
figures that were so sure were right in the articles read, and 8 of 15 from 0.3 on."""


def read_there(found: Sequence[tuple[Figure, weigh.Features]]) -> Figure | None:
    """Return the figure set beside an incident that both readings of the model take for its own; None where there is none."""
    own = [
        (row["this"], -index, figure)
        for index, (figure, row) in enumerate(found)
        if row["apart"] and not row["vague"] and row.get("this", 0.0) >= SURE and row.get("own", 0.0) > 0
    ]
    return max(own, key=lambda item: item[:2])[2] if own else None
